"""Thirds of a year, Swedish local time."""

from datetime import UTC, date, datetime

import pytest

from platssamverkan.core.tertials import Tertial


def test_a_moment_lies_in_the_tertial_of_its_swedish_day() -> None:
    assert Tertial.of(datetime(2025, 12, 31, 23, 30, tzinfo=UTC)) == Tertial(2026, 1)
    assert Tertial.of(datetime(2026, 4, 30, 21, 59, tzinfo=UTC)) == Tertial(2026, 1)
    assert Tertial.of(datetime(2026, 4, 30, 22, 0, tzinfo=UTC)) == Tertial(2026, 2)


def test_a_tertial_ends_where_the_next_begins() -> None:
    assert Tertial(2026, 3).end == Tertial(2027, 1).start
    assert Tertial(2026, 2).last_day == date(2026, 8, 31)
    assert Tertial(2026, 3).label == "september–december 2026"


def test_there_is_no_fourth() -> None:
    with pytest.raises(ValueError, match="4"):
        Tertial(2026, 4)

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platssamverkan.core.weeks import IsoWeek, weeks_in_year

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(DAYS)
def test_every_day_lies_in_exactly_the_week_that_holds_it(day: date) -> None:
    week = IsoWeek.of(day)
    assert week.monday <= day <= week.sunday
    assert IsoWeek.parse(str(week)) == week
    assert (week.following.previous, week.previous.following) == (week, week)


@given(DAYS, st.integers(-600, 600))
def test_shifting_weeks_adds_up(day: date, n: int) -> None:
    week = IsoWeek.of(day)
    assert week.shift(n).shift(-n) == week
    assert (week.shift(n).monday - week.monday).days == 7 * n


@pytest.mark.parametrize("year", [2015, 2020, 2026, 2032, 2037, 2043, 2048])
def test_long_years_have_53_weeks(year: int) -> None:
    assert weeks_in_year(year) == len(list(IsoWeek.all_of(year))) == 53


def test_week_53_crosses_new_year() -> None:
    last = IsoWeek(2026, 53)
    assert last.dates == "28\u00a0december 2026–3\u00a0januari 2027"
    assert last.following == IsoWeek(2027, 1)
    assert IsoWeek(2027, 1).previous == last


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2023-01-01", "2022-W52"), ("2023-12-31", "2023-W52"), ("2024-12-30", "2025-W01"),
        ("2025-12-29", "2026-W01"), ("2027-01-01", "2026-W53"), ("2027-01-04", "2027-W01"),
    ],
)  # fmt: skip
def test_new_year_belongs_to_the_week_of_its_thursday(day: str, week: str) -> None:
    assert str(IsoWeek.of(date.fromisoformat(day))) == week


def test_sunday_night_is_still_the_old_week_in_stockholm() -> None:
    assert IsoWeek.of(datetime(2026, 7, 5, 21, 59, tzinfo=UTC)) == IsoWeek(2026, 27)
    assert IsoWeek.of(datetime(2026, 7, 5, 22, 0, tzinfo=UTC)) == IsoWeek(2026, 28)


def test_a_naive_moment_has_no_week() -> None:
    with pytest.raises(ValueError, match="naive"):
        IsoWeek.of(datetime(2026, 7, 5, 12))


def test_clock_changes_make_short_and_long_weeks() -> None:
    assert [IsoWeek(2026, n).hours for n in (12, 13, 42, 43)] == [168, 167, 168, 169]
    assert IsoWeek(2026, 13).end == IsoWeek(2026, 14).start


@pytest.mark.parametrize("text", ["2023-W53", "2026-W54", "2023-W00", "2023-47", "2023-W7", "2023-W470", ""])
def test_weeks_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="week"):
        IsoWeek.parse(text)

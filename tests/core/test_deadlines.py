"""Whole years, leap years among them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platssamverkan.core.deadlines import years_after


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2023, 11, 24), date(2025, 11, 24)),
        (date(2022, 2, 28), date(2024, 2, 28)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2024, 2, 28), date(2026, 2, 28)),
        (date(2023, 3, 1), date(2025, 3, 1)),
        (date(2024, 12, 31), date(2026, 12, 31)),
    ],
)
def test_two_years_end_on_the_same_date(day: date, last: date) -> None:
    assert years_after(day, 2) == last


def test_four_years_from_a_leap_day_end_on_a_leap_day() -> None:
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_two_years_are_730_or_731_days_and_never_run_backwards(day: date) -> None:
    assert years_after(day, 2) - day in {timedelta(days=730), timedelta(days=731)}
    assert years_after(day, 2) <= years_after(day + timedelta(days=1), 2)

"""Limits that a law counts in whole years."""

from calendar import monthrange
from datetime import date


def years_after(day: date, years: int) -> date:
    """Return the last day of a time of so many years from a day: the same date in its last year.

    A month that lacks the date ends the time with its own last day, so two years from 29 February end on
    28 February (lag 1930:173 1 §).
    """
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))

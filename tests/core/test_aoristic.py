"""Uncertain times are spread over the hours they may be."""

from datetime import datetime, timedelta

import pytest

from platssamverkan.core.aoristic import week_hours
from platssamverkan.core.weeks import STOCKHOLM


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def test_a_moment_weighs_one_in_its_hour() -> None:
    hours, left_out = week_hours([(at("2026-11-16 21:59"), at("2026-11-16 21:59"))])
    assert (hours[0][21], sum(map(sum, hours)), left_out) == (1.0, 1.0, 0)


def test_an_interval_weighs_in_each_hour_by_its_part_there() -> None:
    hours, _left = week_hours([(at("2026-11-20 23:30"), at("2026-11-21 01:30"))])
    assert (hours[4][23], hours[5][0], hours[5][1]) == pytest.approx((0.25, 0.5, 0.25))


def test_a_whole_number_of_hours_does_not_reach_into_the_next() -> None:
    hours, _left = week_hours([(at("2026-11-16 20:00"), at("2026-11-16 22:00"))])
    assert (hours[0][20], hours[0][21], hours[0][22]) == (0.5, 0.5, 0.0)


def test_the_night_the_clock_goes_back_has_its_hour_twice() -> None:
    first = at("2026-10-25 01:00")
    hours, _left = week_hours([(first, at("2026-10-25 04:00"))])
    assert (hours[6][1], hours[6][2], hours[6][3]) == pytest.approx((0.25, 0.5, 0.25))


def test_what_may_be_any_day_says_nothing_and_is_told() -> None:
    first = at("2026-11-16 00:00")
    hours, left_out = week_hours([(first, first + timedelta(days=6))])
    assert (sum(map(sum, hours)), left_out) == (0.0, 1)

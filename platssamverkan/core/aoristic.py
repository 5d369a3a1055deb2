"""When in the week: events whose time is only known as an interval, spread over its hours (Ratcliffe 2000)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from platssamverkan.core.weeks import STOCKHOLM

SECONDS = 3600
DAYS, HOURS = 7, 24
# What may have happened at any time of half a week says nothing about when.
LONGEST = timedelta(days=3)


def week_hours(spans: Iterable[tuple[datetime, datetime]]) -> tuple[list[list[float]], int]:
    """Return the weight of each weekday (Monday first) and local hour, and how many spans were too long.

    An event weighs one.  A moment weighs in its hour; an interval in each hour by the part of it there.
    """
    found = [[0.0] * HOURS for _day in range(DAYS)]
    left_out = 0
    for begins, ends in spans:
        # Real seconds: two moments of the same zone would be compared by their clocks, which may change between.
        first, last = begins.timestamp(), ends.timestamp()
        if last - first > LONGEST.total_seconds():
            left_out += 1
            continue
        hour = first // SECONDS * SECONDS
        while True:
            local = datetime.fromtimestamp(hour, tz=STOCKHOLM)
            overlap = min(hour + SECONDS, last) - max(hour, first)
            found[local.weekday()][local.hour] += overlap / (last - first) if last > first else 1.0
            hour += SECONDS
            if hour >= last:
                break
    return found, left_out

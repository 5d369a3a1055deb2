"""The one owner of every calendar question: ISO 8601 weeks in Swedish local time.

A week runs from Monday 00:00 to the next Monday 00:00, Europe/Stockholm, half-open.  It is 167, 168
or 169 hours long, and some years have 53 of them (2020, 2026, 2032).  DOMAIN.md 4.5.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from platssamverkan.core.swedish import NBSP, date_range

STOCKHOLM = ZoneInfo("Europe/Stockholm")
PATTERN = re.compile(r"(\d{4})-W(\d{2})")


def weeks_in_year(year: int) -> int:
    """Return 52 or 53: 28 December always lies in its ISO year's last week."""
    return date(year, 12, 28).isocalendar().week


@dataclass(frozen=True, slots=True, order=True)
class IsoWeek:
    """One ISO week, sortable, written 2026-W53.  ValueError for a week that does not exist."""

    year: int
    week: int

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9998:
            raise ValueError(f"no such year: {self.year}")
        if not 1 <= self.week <= weeks_in_year(self.year):
            raise ValueError(f"{self.year} has no week {self.week}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read '2023-W47' and nothing else; ValueError otherwise."""
        match = PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(f"not an ISO week: {text!r}")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, moment: date | datetime) -> Self:
        """Return the week a date, or an aware moment in Swedish local time, lies in.

        A naive datetime is refused: Sunday 23:30 in Stockholm is another week in UTC half of the year.
        """
        if isinstance(moment, datetime):
            if moment.tzinfo is None:
                raise ValueError("a naive datetime has no week")
            moment = moment.astimezone(STOCKHOLM).date()
        year, week, _ = moment.isocalendar()
        return cls(year, week)

    @classmethod
    def all_of(cls, year: int) -> Iterator[Self]:
        """Yield the year's 52 or 53 weeks in order."""
        return (cls(year, number) for number in range(1, weeks_in_year(year) + 1))

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.week, 1)

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def start(self) -> datetime:
        """Monday 00:00 local time, inclusive."""
        return datetime.combine(self.monday, time.min, STOCKHOLM)

    @property
    def end(self) -> datetime:
        """The next Monday 00:00 local time, exclusive."""
        return datetime.combine(self.monday + timedelta(days=7), time.min, STOCKHOLM)

    @property
    def hours(self) -> int:
        """Real hours in the week: 167 or 169 when the clock changes."""
        return round((self.end.timestamp() - self.start.timestamp()) / 3600)

    def shift(self, weeks: int) -> "IsoWeek":
        """Return the week that many weeks later (earlier when negative), across New Year."""
        return IsoWeek.of(self.monday + timedelta(weeks=weeks))

    @property
    def following(self) -> "IsoWeek":
        return self.shift(1)

    @property
    def previous(self) -> "IsoWeek":
        return self.shift(-1)

    @property
    def label(self) -> str:
        """'v. 47', as Swedes write it."""
        return f"v.{NBSP}{self.week}"

    @property
    def dates(self) -> str:
        """'13–19 november 2023'."""
        return date_range(self.monday, self.sunday)

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.week:02d}"

"""A third of a year, Swedish local time: the period over which few things are counted together."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from platssamverkan.core.swedish import MONTHS
from platssamverkan.core.weeks import STOCKHOLM

LENGTH = 4  # months


@dataclass(frozen=True, slots=True, order=True)
class Tertial:
    """January–April, May–August or September–December.  ValueError for another number than 1, 2 or 3."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in {1, 2, 3}:
            raise ValueError(f"no such tertial: {self.number}")

    @classmethod
    def of(cls, moment: datetime) -> "Tertial":
        """Return the tertial of an aware moment."""
        local = moment.astimezone(STOCKHOLM)
        return cls(local.year, (local.month - 1) // LENGTH + 1)

    @property
    def following(self) -> "Tertial":
        return Tertial(self.year, self.number + 1) if self.number < 3 else Tertial(self.year + 1, 1)

    @property
    def start(self) -> datetime:
        """The first midnight, inclusive."""
        return datetime.combine(date(self.year, (self.number - 1) * LENGTH + 1, 1), time.min, STOCKHOLM)

    @property
    def end(self) -> datetime:
        """The midnight after its last day, exclusive."""
        return self.following.start

    @property
    def last_day(self) -> date:
        return self.end.date() - timedelta(days=1)

    @property
    def months(self) -> str:
        """'jan–apr', for a column of a year."""
        first = (self.number - 1) * LENGTH
        return f"{MONTHS[first][:3]}–{MONTHS[first + LENGTH - 1][:3]}"

    @property
    def label(self) -> str:
        """'januari–april 2026'."""
        first = (self.number - 1) * LENGTH
        return f"{MONTHS[first]}–{MONTHS[first + LENGTH - 1]} {self.year}"

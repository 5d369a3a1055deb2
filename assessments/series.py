"""The weekly series of a district: levels are ordinal, so they are counted and ordered, never averaged."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count, F, Q

from assessments.analysis import AreaYear, StripCell
from assessments.models import INVENTED, Assessment
from incidents.analysis import WeekCount, weekly_counts
from places.models import Area
from platssamverkan.core.statistics import poisson_limits
from platssamverkan.core.weeks import IsoWeek

WEEKS = 52
BASELINE = 26  # weeks before the last one that say what is usual (DOMAIN.md 6.2)
ENOUGH = 0.7  # below this share of followed proposals the thresholds need another look (DOMAIN.md 4.4)


@dataclass(frozen=True, slots=True)
class Steps:
    """From one assessed week to the next: how often the level rose, fell and stayed."""

    up: int
    down: int
    same: int


@dataclass(frozen=True, slots=True)
class LastCount:
    """The last week's counted incidents, and between what numbers they usually lie (95 %, Poisson)."""

    count: int
    low: int
    high: int

    @property
    def is_unusual(self) -> bool:
        return not self.low <= self.count <= self.high


@dataclass(frozen=True, slots=True)
class AreaSeries:
    """One area's weeks, the oldest first; a level of None was not assessed."""

    area: Area
    strip: tuple[StripCell, ...]
    last_count: LastCount | None

    @property
    def levels(self) -> tuple[int | None, ...]:
        return tuple(cell.level for cell in self.strip)

    @property
    def assessed(self) -> int:
        return sum(level is not None for level in self.levels)

    @property
    def median(self) -> int | None:
        return median_level(self.levels)

    @property
    def raised(self) -> int:
        """Weeks at 3 or higher."""
        return AreaYear(self.area, self.levels).raised

    @property
    def longest_run(self) -> int:
        """The longest row of weeks at 3 or higher; a missing week breaks it."""
        return AreaYear(self.area, self.levels).longest_raised_run

    @property
    def steps(self) -> Steps:
        return steps_in(self.levels)


@dataclass(frozen=True, slots=True)
class Followed:
    """How many of the levels decided here were those that the rule proposed."""

    followed: int
    decided: int

    @property
    def needs_a_look(self) -> bool:
        return self.decided > 0 and self.followed < ENOUGH * self.decided


@dataclass(frozen=True, slots=True)
class SeriesBoard:
    """A district's series up to a week."""

    district: Area
    first: IsoWeek
    last: IsoWeek
    areas: tuple[AreaSeries, ...]
    followed: Followed
    invented_levels: bool
    invented_incidents: bool


def median_level(levels: Sequence[int | None]) -> int | None:
    """The middle level of the assessed weeks; of an even number the lower of the two in the middle.

    There is nothing between two ordinal levels, so the two are not added and halved.
    """
    known = sorted(level for level in levels if level is not None)
    return known[(len(known) - 1) // 2] if known else None


def steps_in(levels: Sequence[int | None]) -> Steps:
    """Count the steps between neighbouring weeks that were both assessed."""
    pairs = [
        (before, after) for before, after in pairwise(levels) if before is not None and after is not None
    ]
    up, down = (sum(b < a for b, a in pairs), sum(b > a for b, a in pairs))
    return Steps(up, down, len(pairs) - up - down)


def series_board(district: Area, last: IsoWeek) -> SeriesBoard:
    """Read 52 weeks up to the last: four queries."""
    areas = list(Area.objects.neighbourhoods_of(district))
    weeks = [last.shift(-n) for n in range(WEEKS - 1, -1, -1)]
    ours = Assessment.objects.filter(area__in=areas).between(weeks[0], last)
    rows = list(ours)
    levels = {(row.area_id, row.week): row.level for row in rows}
    decided = ours.filter(decision__isnull=False).aggregate(
        decided=Count("pk"), followed=Count("pk", filter=Q(level=F("decision__proposed")))
    )
    counts = weekly_counts([area.pk for area in areas], weeks[-1 - BASELINE], last)
    return SeriesBoard(
        district,
        weeks[0],
        last,
        tuple(
            AreaSeries(
                area,
                tuple(StripCell(week, levels.get((area.pk, week))) for week in weeks),
                _last_count(
                    [counts.get((area.pk, week), WeekCount()).total for week in weeks[-1 - BASELINE :]]
                ),
            )
            for area in areas
        ),
        Followed(decided["followed"], decided["decided"]),
        any(row.source == INVENTED for row in rows),
        any(found.invented for found in counts.values()),
    )


def _last_count(counts: list[int]) -> LastCount | None:
    """Compare the last week with those before it; None where nothing at all was reported in them."""
    before = counts[:-1]
    if not any(before):
        return None
    low, high = poisson_limits(sum(before) / len(before))
    return LastCount(counts[-1], low, high)

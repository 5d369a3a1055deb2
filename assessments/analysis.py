"""The week and the year, shaped for reading.  Missing is never one."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assessments.models import Assessment, Level
from assessments.rules import Proposal, propose
from incidents.analysis import SeverityCounts, counts_by_area
from places.models import Area
from platssamverkan.core.weeks import IsoWeek

STRIP_WEEKS = 8


@dataclass(frozen=True, slots=True)
class StripCell:
    """One week in an area's strip; level None means not assessed."""

    week: IsoWeek
    level: int | None


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One area's week: what was decided, what happened, what the rule proposes, what came before."""

    area: Area
    assessment: Assessment | None
    counts: SeverityCounts
    proposal: Proposal
    strip: tuple[StripCell, ...]

    @property
    def last_level(self) -> int | None:
        return self.strip[-1].level


@dataclass(frozen=True, slots=True)
class WeekBoard:
    """All areas of a district in one week."""

    district: Area
    week: IsoWeek
    rows: tuple[WeekRow, ...]

    @property
    def assessed(self) -> int:
        return sum(row.assessment is not None for row in self.rows)

    @property
    def quiet(self) -> list[WeekRow]:
        """Areas without any counted incident."""
        return [row for row in self.rows if row.counts.total == 0]

    @property
    def to_discuss(self) -> int:
        return len(self.rows) - len(self.quiet)

    @property
    def has_invented(self) -> bool:
        return any(row.counts.invented for row in self.rows)


def week_board(district: Area, week: IsoWeek) -> WeekBoard:
    """Read one week of a district, with the eight weeks before it: three queries."""
    areas = list(Area.objects.neighbourhoods_of(district))
    ids = [area.pk for area in areas]
    span = [week.shift(-n) for n in range(STRIP_WEEKS, 0, -1)]
    found = {
        (row.area_id, row.week): row
        for row in Assessment.objects.filter(area__in=ids).between(span[0], week).select_related("decided_by")
    }
    counts = counts_by_area(ids, week)
    rows = []
    for area in areas:
        n = counts[area.pk]
        rows.append(
            WeekRow(
                area=area,
                assessment=found.get((area.pk, week)),
                counts=n,
                proposal=propose(
                    minor=n.minor, concerning=n.concerning, serious=n.serious, critical=n.critical
                ),
                strip=tuple(
                    StripCell(w, found[area.pk, w].level if (area.pk, w) in found else None) for w in span
                ),
            )
        )
    return WeekBoard(district, week, tuple(rows))


@dataclass(frozen=True)
class YearBoard:
    """Tabell 2: every ISO week of a year × every area; None where nobody assessed."""

    district: Area
    year: int
    areas: tuple[Area, ...]
    weeks: tuple[IsoWeek, ...]
    levels: tuple[tuple[int | None, ...], ...]  # by week, then by area
    as_of: date | None  # the day of the latest decision or import

    @cached_property
    def filled_weeks(self) -> tuple[IsoWeek, ...]:
        """Weeks in which at least one area was assessed."""
        return tuple(w for w, row in zip(self.weeks, self.levels, strict=True) if any(row))

    @cached_property
    def cutoff(self) -> IsoWeek | None:
        """The last week with an assessment; later weeks are after the cut-off, not merely missing."""
        return self.filled_weeks[-1] if self.filled_weeks else None

    def is_after_cutoff(self, week: IsoWeek) -> bool:
        return self.cutoff is None or week > self.cutoff

    @cached_property
    def missing(self) -> tuple[tuple[IsoWeek, Area], ...]:
        """Area-weeks up to the cut-off that nobody assessed."""
        return tuple(
            (week, area)
            for week, row in zip(self.weeks, self.levels, strict=True)
            if not self.is_after_cutoff(week)
            for area, level in zip(self.areas, row, strict=True)
            if level is None
        )

    @cached_property
    def by_area(self) -> tuple["AreaYear", ...]:
        return tuple(
            AreaYear(area, tuple(row[i] for row in self.levels)) for i, area in enumerate(self.areas)
        )

    @property
    def total(self) -> int:
        """Number of assessments."""
        return sum(column.assessed for column in self.by_area)

    @cached_property
    def totals(self) -> dict[int, int]:
        """Number of assessments by level, for the whole district."""
        return {level: sum(column.counts[level] for column in self.by_area) for level in Level.values}


@dataclass(frozen=True)
class AreaYear:
    """One area's year, a level or None for each week."""

    area: Area
    levels: tuple[int | None, ...]

    @cached_property
    def counts(self) -> dict[int, int]:
        found = Counter(level for level in self.levels if level is not None)
        return {level: found[level] for level in Level.values}

    @property
    def assessed(self) -> int:
        return sum(self.counts.values())

    @property
    def raised(self) -> int:
        """Weeks at level 3 or higher (DOMAIN.md 6.2: levels are ordinal, so count, don't average)."""
        return sum(n for level, n in self.counts.items() if level >= Level.CONCERNING)

    @cached_property
    def longest_raised_run(self) -> int:
        """The longest row of consecutive weeks at 3 or higher; a missing week breaks it."""
        best = run = 0
        for level in self.levels:
            run = run + 1 if level is not None and level >= Level.CONCERNING else 0
            best = max(best, run)
        return best


def year_board(district: Area, year: int) -> YearBoard:
    """Read a district's whole year: two queries."""
    areas = tuple(Area.objects.neighbourhoods_of(district))
    weeks = tuple(IsoWeek.all_of(year))
    rows = Assessment.objects.filter(area__in=areas, iso_year=year).values_list(
        "iso_week", "area_id", "level", "decided_at"
    )
    found: dict[tuple[int, int], int] = {}
    as_of = None
    for week, area, level, decided_at in rows:
        found[week, area] = level
        as_of = decided_at if as_of is None or decided_at > as_of else as_of
    return YearBoard(
        district=district,
        year=year,
        areas=areas,
        weeks=weeks,
        levels=tuple(tuple(found.get((w.week, a.pk)) for a in areas) for w in weeks),
        as_of=as_of.date() if as_of else None,
    )

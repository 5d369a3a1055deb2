"""The week and the year, shaped for reading.  Missing is never one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from django.db.models import Exists, OuterRef

from assessments.evidence import Evidence, evidence_by_area
from assessments.models import INVENTED, Assessment, Decision, Level, Origin, Party, WeekClosing
from assessments.rule_sets import rule_table
from assessments.rules import Proposal, RuleTable
from incidents.analysis import SeverityCounts
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
    evidence: Evidence
    proposal: Proposal
    strip: tuple[StripCell, ...]
    is_settled: bool  # closed or imported: a change of the level is a correction

    @property
    def counts(self) -> SeverityCounts:
        return self.evidence.counts

    @property
    def silent(self) -> tuple[str, ...]:
        return self.evidence.silent

    @property
    def last_level(self) -> int | None:
        return self.strip[-1].level

    @property
    def is_quiet_open(self) -> bool:
        """Whether it can be confirmed as normal with others: no level, no incident, no unusual silence."""
        return self.assessment is None and self.counts.total == 0 and not self.silent

    @property
    def decision(self) -> Decision | None:
        return self.assessment.decision if self.assessment else None

    @property
    def waits_for(self) -> Party | None:
        """The party that has not agreed with the level; None for what was imported or is agreed."""
        decision = self.decision
        if decision is None or hasattr(decision, "confirmation"):
            return None
        return Party(decision.party).other

    @property
    def late(self) -> int:
        """Incidents that count now and were not there when the level was decided."""
        return len(set(self.evidence.incidents) - set(self.decision.incidents)) if self.decision else 0

    @property
    def has_new_proposal(self) -> bool:
        """Whether the rule now proposes something else than when the level was decided."""
        return self.decision is not None and self.decision.proposed != self.proposal.level


class Stage(Enum):
    """How far a week has come (SWEDISH.md, Vecka)."""

    NOT_ASSESSED = "not_assessed"
    WAITING = "waiting"
    CLOSED = "closed"
    UNCONFIRMED = "unconfirmed"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Correction:
    """A level that was changed after it had been settled."""

    area: Area
    week: IsoWeek
    decision: Decision


@dataclass(frozen=True, slots=True)
class WeekBoard:
    """All areas of a district in one week."""

    district: Area
    week: IsoWeek
    rows: tuple[WeekRow, ...]
    rules: RuleTable
    closing: WeekClosing | None
    corrections: tuple[Correction, ...]
    invented_levels: bool = False  # the demo's, in the week or in the strips

    @property
    def assessed(self) -> int:
        return sum(row.assessment is not None for row in self.rows)

    @property
    def is_complete(self) -> bool:
        return bool(self.rows) and self.assessed == len(self.rows)

    @property
    def quiet(self) -> list[WeekRow]:
        """Areas without any counted incident."""
        return [row for row in self.rows if row.counts.total == 0]

    @property
    def quiet_open(self) -> list[WeekRow]:
        return [row for row in self.rows if row.is_quiet_open]

    @property
    def to_discuss(self) -> int:
        return len(self.rows) - len(self.quiet)

    @property
    def invented_incidents(self) -> bool:
        return any(row.counts.invented for row in self.rows)

    def waiting_for(self, party: Party) -> list[WeekRow]:
        """Areas whose level the party has not agreed with."""
        return [row for row in self.rows if row.waits_for is party]

    @property
    def waits_for(self) -> list[Party]:
        return [party for party in Party if self.waiting_for(party)]

    @property
    def stage(self) -> Stage:
        if self.closing is not None:
            unconfirmed = self.closing.unconfirmed and self.waiting_for(Party(self.closing.unconfirmed))
            return Stage.UNCONFIRMED if unconfirmed else Stage.CLOSED
        if not self.is_complete:
            return Stage.NOT_ASSESSED
        if self.waits_for:
            return Stage.WAITING
        return Stage.IMPORTED


def week_board(district: Area, week: IsoWeek) -> WeekBoard:
    """Read one week of a district, with the eight weeks before it: six queries."""
    areas = list(Area.objects.neighbourhoods_of(district))
    ids = [area.pk for area in areas]
    span = [week.shift(-n) for n in range(STRIP_WEEKS, 0, -1)]
    found = {
        (row.area_id, row.week): row
        for row in Assessment.objects.filter(area__in=ids)
        .between(span[0], week)
        .select_related("decided_by", "decision__confirmation__confirmed_by", "decision__decided_by")
    }
    closing = (
        WeekClosing.objects.filter(district=district, iso_year=week.year, iso_week=week.week)
        .select_related("closed_by")
        .first()
    )
    evidence = evidence_by_area(ids, week)
    rules = rule_table(district, week)
    rows = []
    for area in areas:
        row = found.get((area.pk, week))
        rows.append(
            WeekRow(
                area=area,
                assessment=row,
                evidence=evidence[area.pk],
                proposal=evidence[area.pk].proposal(rules),
                strip=tuple(
                    StripCell(w, found[area.pk, w].level if (area.pk, w) in found else None) for w in span
                ),
                is_settled=closing is not None
                or (row is not None and (row.origin == Origin.IMPORTED or _corrects(row))),
            )
        )
    return WeekBoard(
        district,
        week,
        tuple(rows),
        rules,
        closing,
        corrections(areas, week, week),
        any(row.source == INVENTED for row in found.values()),
    )


def _corrects(row: Assessment) -> bool:
    return row.decision is not None and row.decision.is_correction


def corrections(areas: Iterable[Area], first: IsoWeek, last: IsoWeek) -> tuple[Correction, ...]:
    """Return every correction of the areas' levels in the weeks, in the order they were made."""
    known = {area.pk: area for area in areas}
    made = (
        Decision.objects.filter(area__in=known, is_correction=True)
        .between(first, last)
        .select_related("decided_by")
        .order_by("iso_year", "iso_week", "area__position", "id")
    )
    return tuple(Correction(known[row.area_id], row.week, row) for row in made)


@dataclass(frozen=True)
class YearBoard:
    """Tabell 2: every ISO week of a year × every area; None where nobody assessed."""

    district: Area
    year: int
    areas: tuple[Area, ...]
    weeks: tuple[IsoWeek, ...]
    levels: tuple[tuple[int | None, ...], ...]  # by week, then by area
    as_of: date | None  # the day of the latest decision or import
    corrections: tuple[Correction, ...] = ()
    unconfirmed: tuple[tuple[IsoWeek, Party], ...] = ()  # closed without that party, and still so
    has_invented: bool = False  # levels of the demo that nobody ever set
    until: IsoWeek | None = None  # a cut-off that was chosen; later weeks are then not read

    @cached_property
    def filled_weeks(self) -> tuple[IsoWeek, ...]:
        """Weeks in which at least one area was assessed."""
        return tuple(w for w, row in zip(self.weeks, self.levels, strict=True) if any(row))

    @cached_property
    def cutoff(self) -> IsoWeek | None:
        """The chosen last week, or the last one assessed; later weeks are after the cut-off, not merely missing."""
        if not self.filled_weeks:
            return None
        return self.until or self.filled_weeks[-1]

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


def year_board(district: Area, year: int, until: IsoWeek | None = None) -> YearBoard:
    """Read a district's whole year, or its weeks up to a chosen cut-off: five queries."""
    areas = tuple(Area.objects.neighbourhoods_of(district))
    weeks = tuple(IsoWeek.all_of(year))
    last = until or weeks[-1]
    rows = Assessment.objects.filter(area__in=areas, iso_year=year, iso_week__lte=last.week).values_list(
        "iso_week", "area_id", "level", "decided_at", "source"
    )
    found: dict[tuple[int, int], int] = {}
    as_of, has_invented = None, False
    for week, area, level, decided_at, source in rows:
        found[week, area] = level
        has_invented = has_invented or source == INVENTED
        as_of = decided_at if as_of is None or decided_at > as_of else as_of
    return YearBoard(
        district=district,
        year=year,
        areas=areas,
        weeks=weeks,
        levels=tuple(tuple(found.get((w.week, a.pk)) for a in areas) for w in weeks),
        as_of=as_of.date() if as_of else None,
        corrections=corrections(areas, weeks[0], last),
        unconfirmed=tuple(item for item in _unconfirmed(district, year) if item[0] <= last),
        has_invented=has_invented,
        until=until,
    )


def _unconfirmed(district: Area, year: int) -> tuple[tuple[IsoWeek, Party], ...]:
    """Weeks of the year that were closed without a party which has not confirmed them since."""
    waiting = Decision.objects.filter(
        area__parent=district, iso_year=year, iso_week=OuterRef("iso_week")
    ).unconfirmed()
    closings = WeekClosing.objects.filter(Exists(waiting), district=district, iso_year=year)
    return tuple(
        (IsoWeek(year, closing.iso_week), Party(closing.unconfirmed))
        for closing in closings.exclude(unconfirmed="").order_by("iso_week")
    )

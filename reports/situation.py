"""How areas stand: the levels of several districts in one reading, what moved, and whether it gets better.

Every page that tells the state of areas takes its numbers from here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, F, Max, Q
from django.utils.translation import gettext as _

from assessments.analysis import STRIP_WEEKS, StripCell
from assessments.models import Assessment, Level, Origin
from assessments.querysets import weeks_between
from places.models import Area
from platssamverkan.core.statistics import Change, Verdict
from platssamverkan.core.weeks import IsoWeek

PERIOD_WEEKS = 13  # a quarter: long enough for a level to show itself, short enough to be now
YEAR_WEEKS = 52


@dataclass(frozen=True, slots=True)
class AreaStanding:
    """An area's last weeks, the latest last."""

    area: Area
    strip: tuple[StripCell, ...]

    @property
    def level(self) -> int | None:
        return self.strip[-1].level

    @property
    def before(self) -> int | None:
        """The level of the week before the latest."""
        return self.strip[-2].level

    @property
    def step(self) -> int:
        """How far the level moved since the week before; 0 also where one of them is missing."""
        return self.level - self.before if self.level and self.before else 0


@dataclass(frozen=True)
class DistrictStanding:
    """A district in the latest week anyone has assessed; `week` None where nobody has yet."""

    district: Area
    week: IsoWeek | None
    areas: tuple[AreaStanding, ...]
    source: str
    as_of: date | None  # the day of the latest decision or import for the week

    @cached_property
    def counts(self) -> dict[int, int]:
        """Number of areas at each level."""
        found = Counter(area.level for area in self.areas if area.level)
        return {level: found[level] for level in Level.values}

    @property
    def assessed(self) -> int:
        return sum(self.counts.values())

    @property
    def missing(self) -> int:
        """Areas nobody has assessed for the week."""
        return len(self.areas) - self.assessed

    @property
    def raised(self) -> list[AreaStanding]:
        """Areas at level 3 or higher, the highest first."""
        high = [area for area in self.areas if area.level and area.level >= Level.CONCERNING]
        return sorted(high, key=lambda area: -(area.level or 0))

    @property
    def moved(self) -> list[AreaStanding]:
        """Areas whose level differs from the week before, the largest rises first."""
        return sorted((area for area in self.areas if area.step), key=lambda area: -area.step)


def standings(districts: Iterable[Area]) -> list[DistrictStanding]:
    """Read how the districts stand, in their order: three queries, however many there are."""
    wanted = list(districts)
    parts: dict[int, list[Area]] = {district.pk: [] for district in wanted}
    for area in Area.objects.filter(parent__in=wanted, kind="neighbourhood").defer("geometry"):
        parts[area.parent_id or 0].append(area)
    latest = latest_weeks(wanted)
    by_week: dict[IsoWeek, list[int]] = {}
    for parent, week in latest.items():
        by_week.setdefault(week, []).append(parent)
    asked = Q(pk__in=[])
    for week, parents in by_week.items():
        asked |= Q(area__parent__in=parents) & weeks_between(week.shift(1 - STRIP_WEEKS), week)
    rows = list(Assessment.objects.filter(asked).order_by()) if by_week else []
    levels = {(row.area_id, row.week): row for row in rows}
    found = []
    for district in wanted:
        last = latest.get(district.pk)
        if last is None:
            found.append(DistrictStanding(district, None, (), "", None))
            continue
        span = [last.shift(n) for n in range(1 - STRIP_WEEKS, 1)]
        areas = tuple(
            AreaStanding(
                area,
                tuple(
                    StripCell(week, levels[area.pk, week].level if (area.pk, week) in levels else None)
                    for week in span
                ),
            )
            for area in parts[district.pk]
        )
        newest = [levels[area.pk, last] for area in parts[district.pk] if (area.pk, last) in levels]
        found.append(
            DistrictStanding(
                district,
                last,
                areas,
                source_of(newest),
                max((r.decided_at.date() for r in newest), default=None),
            )
        )
    return found


def latest_weeks(districts: Iterable[Area]) -> dict[int, IsoWeek]:
    """Return, by the district's key, the latest week that has an assessment: one query."""
    tops = (
        Assessment.objects.filter(area__parent__in=list(districts), area__kind="neighbourhood")
        .order_by()
        .values("area__parent")
        .annotate(top=Max(F("iso_year") * 100 + F("iso_week")))
        .values_list("area__parent_id", "top")
    )
    return {parent: IsoWeek(*divmod(top, 100)) for parent, top in tops if parent is not None}


def source_of(rows: Sequence[Assessment]) -> str:
    """Where levels come from: what was imported names its source, the rest was judged here."""
    imported = sorted({row.source for row in rows if row.origin == Origin.IMPORTED and row.source})
    if any(row.origin == Origin.DECIDED for row in rows):
        imported.append(_("gemensam bedömning"))
    return ", ".join(imported)


# --- does it get better? ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Period:
    """Area-weeks of a span of weeks, counted by level."""

    first: IsoWeek
    last: IsoWeek
    counts: tuple[int, ...]  # by level, 1–5

    @property
    def assessed(self) -> int:
        return sum(self.counts)

    @property
    def raised(self) -> int:
        """Area-weeks at level 3 or higher."""
        return sum(self.counts[Level.CONCERNING - 1 :])

    @property
    def share(self) -> float | None:
        """Area-weeks at level 3 or higher, in percent of those assessed; None without any."""
        return 100 * self.raised / self.assessed if self.assessed else None

    @property
    def median(self) -> int | None:
        """The level in the middle; the lower of the two where they differ (levels have no halves)."""
        seen = 0
        for level, count in enumerate(self.counts, start=1):
            seen += count
            if seen and 2 * seen >= self.assessed:
                return level
        return None

    @property
    def label(self) -> str:
        """'v. 34–46 2023', 'v. 50 2023–v. 10 2024'."""
        if self.first == self.last:
            return f"{self.last.label} {self.last.year}"
        if self.first.year == self.last.year:
            return f"{self.first.label}–{self.last.week} {self.last.year}"
        return f"{self.first.label} {self.first.year}–{self.last.label} {self.last.year}"


@dataclass(frozen=True, slots=True)
class Outlook:
    """A quarter against another, over the areas that were assessed as often in both."""

    now: Period
    before: Period
    is_same_season: bool  # the same weeks a year earlier, else those right before

    @property
    def change(self) -> Change:
        """Area-weeks at level 3 or higher, before and now; both sides have equally many area-weeks."""
        return Change(self.before.raised, self.now.raised)

    @property
    def verdict(self) -> Verdict | None:
        return self.change.verdict


Span = tuple[IsoWeek, IsoWeek]


def outlook(districts: Iterable[Area], last: IsoWeek | None = None) -> Outlook | None:
    """Compare the quarter up to `last` (the latest assessed week) with the same one a year before.

    Where there is none, with the quarter before.  None where neither can be compared.  Three queries.
    """
    wanted = list(districts)
    if last is None:
        last = max(latest_weeks(wanted).values(), default=None)
    if last is None:
        return None
    first = last.shift(1 - PERIOD_WEEKS)
    now, year = (first, last), (first.shift(-YEAR_WEEKS), last.shift(-YEAR_WEEKS))
    return compared(wanted, now, year, is_same_season=True) or compared(
        wanted, now, (first.shift(-PERIOD_WEEKS), first.previous), is_same_season=False
    )


def compared(districts: Iterable[Area], now: Span, before: Span, *, is_same_season: bool) -> Outlook | None:
    """Hold one span of weeks against another: one query.

    Only over the areas that were assessed equally often in both, and in more than half of the weeks; None
    where there are none.  Levels are ordinal, so area-weeks at 3 or higher are counted and medians told,
    never means (DOMAIN.md 6.2).
    """
    spans = {"now": now, "before": before}
    numbers = {
        f"{name}_{level}": Count("pk", filter=weeks_between(*span) & Q(level=level))
        for name, span in spans.items()
        for level in Level.values
    }
    rows = list(
        Assessment.objects.filter(
            weeks_between(*now) | weeks_between(*before), area__parent__in=list(districts)
        )
        .order_by()
        .values("area")
        .annotate(**numbers)
        .values(*numbers)
    )

    def counted(name: str, of: Sequence[Mapping[str, int]]) -> tuple[int, ...]:
        return tuple(sum(row[f"{name}_{level}"] for row in of) for level in Level.values)

    half = ((now[1].monday - now[0].monday).days // 7 + 1) // 2
    paired = [row for row in rows if half < sum(counted("now", [row])) == sum(counted("before", [row]))]
    if not paired:
        return None
    return Outlook(
        Period(*now, counted("now", paired)), Period(*before, counted("before", paired)), is_same_season
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """An honest answer to *Blir det bättre?*: a short one, and what it rests on."""

    short: str
    long: str
    caution: str


def better(found: Outlook | None) -> Answer:
    """Put the comparison into words; no better and no worse is said as plainly as the rest."""
    if found is None:
        return Answer(
            _("Det går inte att säga än"),
            _("Det finns inte två perioder med lika många bedömda veckor att jämföra."),
            "",
        )
    same_season = {
        Verdict.DECREASE: _("Ja, färre veckor med förhöjt läge"),
        Verdict.INCREASE: _("Nej, fler veckor med förhöjt läge"),
        Verdict.NORMAL: _("Varken bättre eller sämre"),
        Verdict.TOO_FEW: _("För få veckor med förhöjt läge för att säga"),
    }
    # A quarter against the one before it says how it went, not whether things get better.
    other_season = same_season | {
        Verdict.DECREASE: _("Färre veckor med förhöjt läge än perioden före"),
        Verdict.INCREASE: _("Fler veckor med förhöjt läge än perioden före"),
        Verdict.NORMAL: _("Ungefär som perioden före"),
    }
    shorts = same_season if found.is_same_season else other_season
    verdict = found.verdict
    values = {
        "now": found.now.label,
        "before": found.before.label,
        "raised": found.now.raised,
        "earlier": found.before.raised,
        "total": found.now.assessed,
        "word": verdict.label if verdict else "",
    }
    text = _(
        "%(raised)d av %(total)d bedömda områdesveckor låg på nivå 3–5 %(now)s, mot %(earlier)d %(before)s: %(word)s."
    )
    medians = {"now": found.now.median, "before": found.before.median}
    middle = (
        _("Den mittersta nivån var %(now)s båda perioderna.")
        if found.now.median == found.before.median
        else _("Den mittersta nivån gick från %(before)s till %(now)s.")
    )
    return Answer(
        shorts[verdict] if verdict else "",
        f"{text % values} {middle % medians}",
        _(
            "Nivåer är bedömningar, och veckor efter varandra liknar varandra. Läs små skillnader med försiktighet."
        )
        if found.is_same_season
        else _(
            "Perioderna ligger i olika årstider, och det kan ensamt ge en skillnad. Nivåer är bedömningar."
        ),
    )

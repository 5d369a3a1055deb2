"""A territory's dashboard: its areas week by week over a chosen period, held against another period.

For a district, a municipality or a police area; the numbers are those of `reports.situation`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Assessment, Level
from places.models import Area, AreaKind
from platssamverkan.core.weeks import IsoWeek
from reports.situation import PERIOD_WEEKS, YEAR_WEEKS, Outlook, Period, compared, latest_weeks, source_of

# Territories that are made up of areas with levels of their own.
KINDS = (AreaKind.CITY_DISTRICT, AreaKind.LOCAL_POLICE_AREA, AreaKind.MUNICIPALITY, AreaKind.POLICE_REGION)
LONGEST = 106  # weeks: two years are as much as a row of cells can show
FIRST_YEAR, LAST_YEAR = 2000, 2100


class Against(TextChoices):
    """What the chosen period is held against."""

    YEAR = "ar", gettext_lazy("samma tid ett år tidigare")
    BEFORE = "fore", gettext_lazy("lika många veckor närmast före")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown: the weeks from first to last, and what they are held against."""

    first: IsoWeek
    last: IsoWeek
    against: Against

    @property
    def weeks(self) -> tuple[IsoWeek, ...]:
        length = (self.last.monday - self.first.monday).days // 7 + 1
        return tuple(self.first.shift(n) for n in range(length))

    @property
    def before(self) -> tuple[IsoWeek, IsoWeek]:
        """The first and last week of the period it is held against."""
        back = YEAR_WEEKS if self.against is Against.YEAR else len(self.weeks)
        return self.first.shift(-back), self.last.shift(-back)

    @property
    def label(self) -> str:
        return Period(self.first, self.last, ()).label


@dataclass(frozen=True)
class Dashboard:
    """Levels by area and week; None where nobody assessed."""

    whole: Area
    districts: tuple[Area, ...]
    choice: Choice
    everywhere: tuple[Area, ...]  # every area, for the map
    areas: tuple[Area, ...]
    levels: tuple[tuple[int | None, ...], ...]  # by area, then by week
    source: str
    as_of: date | None
    compared: Outlook | None
    silent: tuple[Area, ...]  # districts where nothing was assessed in the period; their areas are left out

    @property
    def rows(self) -> list[tuple[Area, list[tuple[IsoWeek, int | None]]]]:
        """Each area with its weeks, for a table."""
        weeks = self.choice.weeks
        return [
            (area, list(zip(weeks, row, strict=True)))
            for area, row in zip(self.areas, self.levels, strict=True)
        ]

    @cached_property
    def assessed(self) -> int:
        """Number of area-weeks with a level."""
        return sum(level is not None for row in self.levels for level in row)

    @cached_property
    def counts(self) -> tuple[Counter[int | None], ...]:
        """For each area, how many weeks at each level; None counts those without."""
        return tuple(Counter(row) for row in self.levels)

    def by_week(self, level: int) -> tuple[int | None, ...]:
        """How many areas had the level, week by week; None for a week nobody assessed."""
        columns = zip(*self.levels, strict=True)
        return tuple(column.count(level) if any(column) else None for column in columns)

    def latest(self) -> dict[int, tuple[int, IsoWeek]]:
        """By the area's key, its latest level within the period and the week it is for."""
        found = {}
        for area, weeks in self.rows:
            known = [(level, week) for week, level in weeks if level is not None]
            if known:
                found[area.pk] = known[-1]
        return found


def districts_in(whole: Area) -> list[Area]:
    """The districts a territory is made up of: itself, or those in it; one query."""
    if whole.kind == AreaKind.CITY_DISTRICT:
        return [whole]
    inside = Area.objects.within([whole.pk]).of_kind(AreaKind.CITY_DISTRICT)
    return list(inside.defer("geometry").order_by("name"))


def default_choice(districts: Sequence[Area], today: date) -> Choice:
    """The quarter up to the latest assessed week: one query."""
    last = max(latest_weeks(districts).values(), default=IsoWeek.of(today))
    return Choice(last.shift(1 - PERIOD_WEEKS), last, Against.BEFORE)


def read_choice(asked: dict[str, str], usual: Choice) -> tuple[Choice, str]:
    """Read `fran`, `till` and `mot`; the usual choice and a sentence where they make no period."""
    if not asked.get("fran") and not asked.get("till") and not asked.get("mot"):
        return usual, ""
    try:
        first = IsoWeek.parse(asked["fran"]) if asked.get("fran") else usual.first
        last = IsoWeek.parse(asked["till"]) if asked.get("till") else usual.last
    except ValueError:
        return usual, _("Skriv veckor som 2026-W47. Den vecka du skrev finns inte.")
    if not (first.year >= FIRST_YEAR and last.year <= LAST_YEAR):
        return usual, _("Välj veckor mellan år 2000 och 2100.")
    if last < first:
        return usual, _("Den sista veckan ligger före den första. Byt plats på dem.")
    against = Against(asked["mot"]) if asked.get("mot") in Against.values else usual.against
    choice = Choice(first, last, against)
    if len(choice.weeks) > LONGEST:
        return usual, _("Välj högst 106 veckor, alltså två år.")
    return choice, ""


def dashboard(whole: Area, districts: Sequence[Area], choice: Choice) -> Dashboard:
    """Read the territory's levels: three queries, however many its areas."""
    areas = tuple(
        Area.objects.filter(parent__in=districts, kind=AreaKind.NEIGHBOURHOOD)
        .select_related("parent")
        .defer("parent__geometry", "geometry")
        .order_by("parent__name", "position", "name")
    )
    rows = list(Assessment.objects.filter(area__in=areas).between(choice.first, choice.last).order_by())
    found = {(row.area_id, row.week): row.level for row in rows}
    told = {row.area_id for row in rows}
    heard = {area.parent_id for area in areas if area.pk in told}
    shown = tuple(area for area in areas if area.parent_id in heard)
    return Dashboard(
        whole=whole,
        districts=tuple(districts),
        choice=choice,
        everywhere=areas,
        areas=shown,
        levels=tuple(tuple(found.get((area.pk, week)) for week in choice.weeks) for area in shown),
        silent=tuple(district for district in districts if district.pk not in heard),
        source=source_of(rows),
        as_of=max((row.decided_at.date() for row in rows), default=None),
        compared=compared(
            districts,
            (choice.first, choice.last),
            choice.before,
            is_same_season=choice.against is Against.YEAR,
        ),
    )


def levels_csv(board: Dashboard) -> list[list[object]]:
    """The strips as rows for a spreadsheet: area, week, level and its word; empty where nobody assessed."""
    lines: list[list[object]] = [[_("Område"), _("År"), _("Vecka"), _("Nivå"), _("Läge"), _("Källa")]]
    for area, weeks in board.rows:
        for week, level in weeks:
            word = str(Level(level).label) if level else _("ej bedömd")
            lines.append([area.name, week.year, week.week, level or "", word, board.source if level else ""])
    return lines

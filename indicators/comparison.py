"""Areas of a district beside one another: counts, small ones hidden; rates where they mean something; funnels."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from indicators.models import AreaFact, ComparisonBasis, CompstatCategory, CompstatFigure, Unit
from places.models import Area
from platssamverkan.core.disclosure import hidden
from platssamverkan.core.funnel import Funnel, FunnelPoint
from platssamverkan.core.spreadsheet import as_csv
from platssamverkan.core.statistics import Standing
from platssamverkan.core.swedish import MISSING, decimal, short_day, whole

# A funnel of fewer is only a line through two points.
LEAST_AREAS = 3
# Below this many inhabitants a rate per 1 000 jumps with every single event.
LEAST_POPULATION = 500


@dataclass(frozen=True, slots=True)
class ComparedArea:
    """One area: its count, unless hidden or missing; its rate, unless it misleads."""

    area: Area
    count: int | None  # None: no figure, or hidden
    is_hidden: bool
    population: int | None
    population_as_of: str
    group: str
    has_visitors: bool
    standing: Standing | None = None

    @property
    def rate(self) -> float | None:
        """Per 1 000 inhabitants; None for centres, for the smallest, and where anything is missing."""
        if (
            self.count is None
            or self.population is None
            or self.has_visitors
            or self.population < LEAST_POPULATION
        ):
            return None
        return 1000 * self.count / self.population

    @property
    def written_count(self) -> str:
        return _("visas inte") if self.is_hidden else whole(self.count)

    @property
    def written_rate(self) -> str:
        return decimal(self.rate) if self.rate is not None else MISSING

    @property
    def remark(self) -> str:
        """What the reader should know of the line."""
        if self.is_hidden:
            return _("för få, eller skulle röja ett annat områdes tal")
        if self.count is None:
            return _("uppgift saknas")
        if self.has_visitors:
            return _("många besökare: räknas inte per invånare")
        if self.population is not None and self.population < LEAST_POPULATION:
            return _("för få invånare för att räkna per 1 000")
        if self.standing is None:
            return _("har ingen jämförelsegrupp att hållas mot")
        return str(self.standing.label)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A category and a period across a district's areas."""

    district: Area
    category: CompstatCategory
    period_start: date
    period_end: date
    areas: tuple[ComparedArea, ...]
    funnels: tuple[Funnel, ...]
    source: str

    @property
    def period(self) -> str:
        """'1 jan–30 sep 2023'."""
        return f"{short_day(self.period_start)}–{short_day(self.period_end)} {self.period_end.year}"

    @property
    def years_differ(self) -> bool:
        """Whether the inhabitants were counted in another year than the crimes."""
        return any(a.population_as_of and a.population_as_of != str(self.period_end.year) for a in self.areas)


def categories_compared(district: Area) -> list[CompstatCategory]:
    """The categories that the district's areas have figures for."""
    figures = CompstatFigure.objects.filter(area__in=Area.objects.neighbourhoods_of(district))
    return list(CompstatCategory.objects.filter(pk__in=figures.order_by().values("category")))


def compare(district: Area, category: CompstatCategory) -> Comparison | None:
    """The latest period of a category across the district's areas; None without figures."""
    areas = list(Area.objects.neighbourhoods_of(district))
    figures = CompstatFigure.objects.filter(area__in=areas, category=category)
    latest = figures.order_by("-period_end", "period_start").first()
    if latest is None:
        return None
    found = {
        f.area_id: f for f in figures.filter(period_start=latest.period_start, period_end=latest.period_end)
    }
    counts = [found[area.pk].count if area.pk in found else None for area in areas]
    # The district's own table gives the sum, so what is hidden must not be what is left of it.
    masks = hidden(counts)
    people = _populations(areas)
    bases = {basis.area_id: basis for basis in ComparisonBasis.objects.filter(area__in=areas)}
    rows = []
    for area, count, is_hidden in zip(areas, counts, masks, strict=True):
        basis, population = bases.get(area.pk), people.get(area.pk)
        rows.append(
            ComparedArea(
                area=area,
                count=None if is_hidden else count,
                is_hidden=is_hidden,
                population=int(population.value) if population else None,
                population_as_of=population.as_of if population else "",
                group=basis.group if basis else "",
                has_visitors=basis.has_visitors if basis else False,
            )
        )
    sources = enumerate_sources([f.source for f in found.values()], [p.source for p in people.values()])
    funnels = tuple(_funnels(rows, category, sources))
    standings = {p.name: funnel.standing(p) for funnel in funnels for p in funnel.points}
    return Comparison(
        district=district,
        category=category,
        period_start=latest.period_start,
        period_end=latest.period_end,
        areas=tuple(replace(row, standing=standings.get(row.area.name)) for row in rows),
        funnels=funnels,
        source=sources,
    )


def enumerate_sources(*sources: Iterable[str]) -> str:
    """Every source once, in the order they are used."""
    return " · ".join(dict.fromkeys(source for group in sources for source in group))


def _populations(areas: list[Area]) -> dict[int, AreaFact]:
    """The latest number of inhabitants of each area."""
    facts = AreaFact.objects.filter(area__in=areas, unit=Unit.PERSONS).order_by("as_of")
    return {fact.area_id: fact for fact in facts}


def _funnels(rows: list[ComparedArea], category: CompstatCategory, source: str) -> Iterable[Funnel]:
    groups: dict[str, list[ComparedArea]] = {}
    for row in rows:
        if row.group and row.rate is not None:
            groups.setdefault(row.group, []).append(row)
    for number, (group, members) in enumerate(sorted(groups.items())):
        if len(members) < LEAST_AREAS or not any(row.count for row in members):
            continue
        yield Funnel(
            slug=f"funnel-{number}",
            title=_("%(category)s, %(group)s") % {"category": category.name, "group": group},
            points=tuple(FunnelPoint(r.area.name, r.population or 0, r.count or 0) for r in members),
            source=source,
        )


def comparison_csv(comparison: Comparison) -> bytes:
    """What the page shows, line by line; a hidden count is empty, as is the rate it would give away."""
    lines: list[list[object]] = [
        [
            _("Område"),
            _("Antal"),
            _("Invånare"),
            _("Invånare avser"),
            _("Per 1 000"),
            _("Jämförelsegrupp"),
            _("Bedömning"),
            _("Brott"),
            _("Period"),
            _("Källa"),
        ]
    ]
    for row in comparison.areas:
        lines.append(
            [
                row.area.name, "" if row.count is None else row.count, "" if row.population is None else row.population,
                row.population_as_of, "" if row.rate is None else round(row.rate, 1), row.group, row.remark,
                comparison.category.name, comparison.period, comparison.source,
            ]
        )  # fmt: skip
    return as_csv(lines)

"""CompStat shaped for reading: rows, blocks, changes, and sums computed here and nowhere else."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from indicators.models import (
    AreaFact,
    CompstatFigure,
    CompstatGroup,
    PrintedChange,
    Unit,
)
from places.models import Area
from platssamverkan.core.statistics import Change, Trend, mean_of_earlier
from platssamverkan.core.swedish import enumerate_words, lower_first, short_day

YEARS = 5


@dataclass(frozen=True)
class CompstatRow:
    """One category's counts, oldest year first; None where the table has no figure."""

    name: str
    counts: tuple[int | None, ...]
    is_sum: bool = False
    code: str = ""  # of the category; a sum's is that of its block
    printed: PrintedChange | None = None  # what the original's table said, where it said anything

    @cached_property
    def change(self) -> Change:
        """The last year against the year before."""
        before = self.counts[-2] if len(self.counts) > 1 else None
        return Change(before, self.counts[-1])

    @cached_property
    def trend(self) -> Trend:
        """All the years together."""
        return Trend(self.counts)

    @property
    def mean(self) -> float | None:
        """The mean of the years before the last; None where one is missing."""
        return mean_of_earlier(self.counts)

    @property
    def percent_of_mean(self) -> float | None:
        """The last year against that mean, in percent; None without a mean, or on one of zero."""
        now = self.counts[-1]
        return 100 * (now - self.mean) / self.mean if now is not None and self.mean else None


@dataclass(frozen=True, slots=True)
class CompstatBlock:
    """Household or person: its rows, and their sum last."""

    name: str
    rows: tuple[CompstatRow, ...]

    @property
    def total(self) -> CompstatRow:
        return self.rows[-1]

    @property
    def categories(self) -> tuple[CompstatRow, ...]:
        return self.rows[:-1]

    def sum_without(self, codes: Collection[str]) -> CompstatRow | None:
        """The sum of the rows that remain; None where none is left out or none would remain."""
        out = [row for row in self.categories if row.code in codes]
        rest = [row for row in self.categories if row.code not in codes]
        if not out or not rest:
            return None
        names = enumerate_words([lower_first(row.name) for row in out])
        code = f"{self.total.code}-{'-'.join(sorted(row.code for row in out))}"
        return replace(sum_row(rest), name=_("Summa utan %(names)s") % {"names": names}, code=code)


@dataclass(frozen=True, slots=True)
class Compstat:
    """The table for an area: the same calendar period in each of up to five years."""

    area: Area
    years: tuple[int, ...]
    period_start: date
    period_end: date
    blocks: tuple[CompstatBlock, ...]
    source: str
    extracted_on: date

    @property
    def rows(self) -> list[CompstatRow]:
        return [row for block in self.blocks for row in block.rows]

    @property
    def categories(self) -> list[CompstatRow]:
        return [row for block in self.blocks for row in block.categories]

    @property
    def period(self) -> str:
        """'1 jan–30 sep'."""
        return f"{short_day(self.period_start)}–{short_day(self.period_end)}"

    @property
    def is_part_year(self) -> bool:
        """Whether the period is anything but a whole calendar year."""
        first, last = self.period_start, self.period_end
        return (first.month, first.day, last.month, last.day) != (1, 1, 12, 31)


def sum_row(rows: list[CompstatRow]) -> CompstatRow:
    """Add up the rows; a year in which any row is missing has no sum (missing is not zero)."""
    columns = zip(*(row.counts for row in rows), strict=True)
    totals = [None if None in column else sum(n for n in column if n is not None) for column in columns]
    return CompstatRow(_("Summa"), tuple(totals), is_sum=True)


def years_with_figures(area: Area) -> list[int]:
    """The years a CompStat table can end in, earliest first."""
    return list(
        CompstatFigure.objects.filter(area=area)
        .order_by("period_end__year")
        .values_list("period_end__year", flat=True)
        .distinct()
    )


def compstat(area: Area, year: int) -> Compstat | None:
    """Read the CompStat table that ends in the year, with up to four years before; None without figures."""
    latest = (
        CompstatFigure.objects.filter(area=area, period_end__year=year)
        .order_by("-period_end", "-period_start")
        .first()
    )
    if latest is None:
        return None
    start, end = latest.period_start, latest.period_end
    figures = CompstatFigure.objects.filter(
        area=area,
        period_start__month=start.month,
        period_start__day=start.day,
        period_end__month=end.month,
        period_end__day=end.day,
        period_end__year__gt=year - YEARS,
        period_end__year__lte=year,
    ).select_related("category")
    printed = PrintedChange.objects.filter(area=area, period_start=start, period_end=end)
    return compstat_of(list(figures), list(printed), area)


def compstat_of(figures: list[CompstatFigure], printed: list[PrintedChange], area: Area) -> Compstat:
    """Shape figures of one calendar period, stored or not yet stored; the last year's give the source."""
    latest = max(figures, key=lambda f: f.period_end)
    year = latest.period_end.year
    years = tuple(range(min(f.period_end.year for f in figures), year + 1))
    said = {(row.group, row.category_id): row for row in printed}
    counts: dict[int, dict[int, int]] = {}
    for f in figures:
        counts.setdefault(f.category_id, {})[f.period_end.year] = f.count
    categories = {f.category_id: f.category for f in figures}
    blocks = []
    for group in CompstatGroup:
        rows = [
            CompstatRow(
                category.name,
                tuple(counts[pk].get(y) for y in years),
                code=category.code,
                printed=said.get((group, pk)),
            )
            for pk, category in sorted(categories.items(), key=lambda item: item[1].position)
            if category.group == group
        ]
        if rows:
            total = replace(sum_row(rows), code=group.value, printed=said.get((group, None)))
            blocks.append(CompstatBlock(str(group.label), (*rows, total)))
    return Compstat(
        area=area,
        years=years,
        period_start=latest.period_start,
        period_end=latest.period_end,
        blocks=tuple(blocks),
        source=latest.source,
        extracted_on=latest.extracted_on,
    )


def facts_of(area: Area) -> list[AreaFact]:
    """The facts about the area's people, in their order."""
    return list(AreaFact.objects.filter(area=area))


def population_by_part(district: Area) -> list[AreaFact]:
    """How many live in each of the district's neighbourhoods, in the order people are used to."""
    facts = AreaFact.objects.filter(
        area__in=Area.objects.neighbourhoods_of(district), unit=Unit.PERSONS
    ).select_related("area")
    return sorted(facts.defer("area__geometry"), key=lambda fact: (fact.area.position, fact.area.name))

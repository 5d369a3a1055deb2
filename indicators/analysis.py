"""CompStat shaped for reading: rows, blocks, changes, and sums computed here and nowhere else."""

from dataclasses import dataclass
from datetime import date

from indicators.models import CompstatFigure, CompstatGroup
from places.models import Area
from platssamverkan.core.statistics import Change


@dataclass(frozen=True, slots=True)
class CompstatRow:
    """One category's counts, oldest year first; None where the table has no figure."""

    name: str
    counts: tuple[int | None, ...]
    is_sum: bool = False

    @property
    def change(self) -> Change:
        """The last year against the year before."""
        before = self.counts[-2] if len(self.counts) > 1 else None
        return Change(before, self.counts[-1])


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


def sum_row(rows: list[CompstatRow]) -> CompstatRow:
    """Add up the rows; a year in which any row is missing has no sum (missing is not zero)."""
    columns = zip(*(row.counts for row in rows), strict=True)
    totals = [None if None in column else sum(n for n in column if n is not None) for column in columns]
    return CompstatRow("Summa", tuple(totals), is_sum=True)


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
        period_end__year__gt=year - 5,
        period_end__year__lte=year,
    ).select_related("category")
    years = tuple(range(min(f.period_end.year for f in figures), year + 1))
    table: dict[str, dict[str, dict[int, int]]] = {}
    for f in sorted(figures, key=lambda f: f.category.position):
        table.setdefault(f.category.group, {}).setdefault(f.category.name, {})[f.period_end.year] = f.count
    blocks = []
    for group in CompstatGroup:
        rows = [CompstatRow(name, tuple(c.get(y) for y in years)) for name, c in table.get(group, {}).items()]
        if rows:
            blocks.append(CompstatBlock(str(group.label), (*rows, sum_row(rows))))
    return Compstat(
        area=area,
        years=years,
        period_start=start,
        period_end=end,
        blocks=tuple(blocks),
        source=latest.source,
        extracted_on=latest.extracted_on,
    )

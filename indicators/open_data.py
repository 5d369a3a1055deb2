"""What published tables say about an area: its own regions added up, beside the region it is compared with."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from indicators.models import AreaRegion, OfficialFigure, OfficialTable, RegionRole
from indicators.official import written_value
from places.models import Area
from platssamverkan.core.swedish import percent


@dataclass(frozen=True, slots=True)
class Amount:
    """A value and, for counts, its share of the whole in percent; None where the publisher has none."""

    value: Decimal | None
    share: float | None = None

    @property
    def written(self) -> str:
        return written_value(self.value)

    @property
    def written_share(self) -> str:
        return percent(self.share)


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """One line of a table: for the area, and for what it is compared with."""

    label: str
    own: Amount
    reference: Amount


@dataclass(frozen=True, slots=True)
class OfficialView:
    """A table's latest period as an area sees it."""

    table: OfficialTable
    period: str
    rows: tuple[OfficialRow, ...]

    @property
    def has_own(self) -> bool:
        return any(row.own.value is not None for row in self.rows)


def regions_of(area: Area, role: RegionRole) -> list[AreaRegion]:
    """The publisher's regions that make up the area, or the one it is compared with."""
    return list(AreaRegion.objects.filter(area=area, role=role))


def official_views(area: Area) -> list[OfficialView]:
    """Every stored table that says something about the area or what it is compared with."""
    parts = {region.code for region in regions_of(area, RegionRole.PART)}
    reference = {region.code for region in regions_of(area, RegionRole.REFERENCE)}
    found = []
    for table in OfficialTable.objects.all():
        latest = table.figures.order_by("-period").values_list("period", flat=True).first()
        if latest is None:
            continue
        own, compared = _amounts(table, latest, parts), _amounts(table, latest, reference)
        labels = list(dict.fromkeys([*compared, *own]))
        rows = tuple(
            OfficialRow(label, own.get(label, Amount(None)), compared.get(label, Amount(None)))
            for label in labels
        )
        if rows:
            found.append(OfficialView(table, latest, rows))
    return found


def _amounts(table: OfficialTable, period: str, codes: Collection[str]) -> dict[str, Amount]:
    """Add up the regions; a code that the table does not print itself stands for the finer ones below it.

    A sum of which a part is missing is missing, and shares or means are never added up.
    """
    if not codes:
        return {}
    figures = OfficialFigure.objects.filter(table=table, period=period)
    printed = set(figures.filter(region__in=codes).values_list("region", flat=True))
    wanted = Q(region__in=printed)
    for code in set(codes) - printed:
        wanted |= Q(region__startswith=code)
    sums = (
        figures.filter(wanted)
        .order_by("position", "label")
        .values_list("label")
        .annotate(total=Sum("value"), known=Count("value"), all=Count("pk"))
    )
    values: dict[str, Decimal | None] = {
        label: total if known == every and (every == 1 or table.is_count) else None
        for label, total, known, every in sums
    }
    whole = values.get("") if "" in values else _sum(values.values())
    return {
        label: Amount(value, _share(value, whole) if table.is_count and label else None)
        for label, value in values.items()
    }


def _sum(values: Collection[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _share(value: Decimal | None, whole: Decimal | None) -> float | None:
    return 100 * float(value / whole) if value is not None and whole else None

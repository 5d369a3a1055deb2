"""Changes people make to what is stored about an area's figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from indicators.models import AreaRegion, ComparisonBasis, RegionRole
from places.models import Area
from stakeholders.audit import record
from stakeholders.models import User


@transaction.atomic
def set_regions(
    *, by: User | None, area: Area, parts: Sequence[str], reference: str, reference_name: str
) -> None:
    """Say which of the publishers' regions make up the area, and which one it is compared with ('' for none)."""
    wanted = {(RegionRole.PART.value, code): "" for code in parts}
    if reference:
        wanted[RegionRole.REFERENCE.value, reference] = reference_name
    stored = {(row.role, row.code): row for row in AreaRegion.objects.select_for_update().filter(area=area)}
    AreaRegion.objects.filter(pk__in=[row.pk for key, row in stored.items() if key not in wanted]).delete()
    for (role, code), name in wanted.items():
        row = stored.get((role, code))
        if row is None:
            AreaRegion.objects.create(area=area, role=role, code=code, name=name)
        elif row.name != name:
            row.name = name
            row.save(update_fields=["name"])
    record(by, "area_regions.set", area, parts=len(parts), reference=reference)


@dataclass(frozen=True, slots=True)
class Basis:
    """What an area is compared with: its group ('' for none), and whether its crimes are its visitors'."""

    area: Area
    group: str
    has_visitors: bool


@transaction.atomic
def set_bases(*, by: User | None, district: Area, bases: Sequence[Basis]) -> None:
    """Say which of a district's areas are alike and which are centres; areas that are not named stay as they are."""
    for basis in bases:
        ComparisonBasis.objects.update_or_create(
            area=basis.area, defaults={"group": basis.group, "has_visitors": basis.has_visitors}
        )
    record(by, "comparison_bases.set", district, areas=len(bases))

"""Changes people make to what is stored about an area's figures."""

from collections.abc import Sequence

from django.db import transaction

from indicators.models import AreaRegion, RegionRole
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

"""Incidents counted for reading."""

from dataclasses import dataclass

from django.db.models import Count, Q

from incidents.models import Incident, Origin, Severity
from platssamverkan.core.weeks import IsoWeek


@dataclass(frozen=True, slots=True)
class SeverityCounts:
    """How many counted incidents of each severity an area had in a week."""

    minor: int = 0
    concerning: int = 0
    serious: int = 0
    critical: int = 0
    invented: int = 0

    @property
    def total(self) -> int:
        return self.minor + self.concerning + self.serious + self.critical

    @property
    def badges(self) -> list[tuple[int, str, int]]:
        """(severity, its name, count) for the classes that occurred, mildest first."""
        numbers = (self.minor, self.concerning, self.serious, self.critical)
        return [(i, str(Severity(i).label), n) for i, n in enumerate(numbers, start=1) if n]


def counts_by_area(area_ids: list[int], week: IsoWeek) -> dict[int, SeverityCounts]:
    """Return the counts by area id; an area that reported nothing has zeros (quiet weeks are data)."""
    rows = (
        Incident.objects.counted()
        .in_week(week)
        .filter(area_id__in=area_ids)
        .values("area_id")
        .annotate(
            minor=Count("id", filter=Q(severity=Severity.MINOR)),
            concerning=Count("id", filter=Q(severity=Severity.CONCERNING)),
            serious=Count("id", filter=Q(severity=Severity.SERIOUS)),
            critical=Count("id", filter=Q(severity=Severity.CRITICAL)),
            invented=Count("id", filter=Q(origin=Origin.INVENTED)),
        )
        .order_by()
    )
    found = {
        row["area_id"]: SeverityCounts(
            row["minor"], row["concerning"], row["serious"], row["critical"], row["invented"]
        )
        for row in rows
    }
    return {area: found.get(area, SeverityCounts()) for area in area_ids}

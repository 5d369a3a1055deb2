"""Areas with the latest that was decided about them, grouped as people know them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessments.models import Assessment
from places.models import Area, AreaKind
from places.permissions import areas_where
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User
from stakeholders.policy import Action

# What a map of areas shows; basområden are statistics units and would bury the rest.
MAPPED = (AreaKind.MUNICIPALITY, AreaKind.CITY_DISTRICT, AreaKind.NEIGHBOURHOOD)


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest level of an area and the week it was set for."""

    level: int
    week: IsoWeek


@dataclass(frozen=True, slots=True)
class AreaItem:
    """An area on a map and in the list beside it; `latest` None where nobody has assessed yet."""

    area: Area
    latest: Latest | None

    @property
    def level(self) -> int | None:
        return self.latest.level if self.latest else None


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """The areas of one district, or those that belong to none."""

    district: Area | None
    items: tuple[AreaItem, ...]


def mapped_areas(user: User, *, inside: Area | None = None) -> list[AreaItem]:
    """The smallest areas the person may see, all or those inside one, each with its latest level.

    A district is an area of its own only where none of its stadsdelar can be seen.  Four queries.
    """
    visible = areas_where(user, Action.VIEW_AREA).filter(kind__in=MAPPED)
    if inside is not None:
        visible = visible.within([inside.pk])
    # The polygons are fetched by key: DISTINCT would compare them all.
    keys = list(visible.values_list("pk", flat=True))
    areas = list(Area.objects.filter(pk__in=keys).select_related("parent").defer("parent__geometry"))
    holders = {area.parent_id for area in areas if area.kind == AreaKind.NEIGHBOURHOOD}
    return with_latest([area for area in areas if area.pk not in holders])


def with_latest(areas: Sequence[Area]) -> list[AreaItem]:
    """Pair areas with their latest level: one query."""
    rows = (
        Assessment.objects.filter(area__in=[area.pk for area in areas])
        .order_by("area_id", "-iso_year", "-iso_week")
        .distinct("area_id")
    )
    found = {row.area_id: Latest(row.level, row.week) for row in rows}
    return [AreaItem(area, found.get(area.pk)) for area in areas]


def grouped(items: Iterable[AreaItem]) -> list[AreaGroup]:
    """Group stadsdelar under their district, districts by name; areas without one come last."""
    by_district: dict[Area | None, list[AreaItem]] = {}
    for item in items:
        district = item.area.parent if item.area.kind == AreaKind.NEIGHBOURHOOD else None
        by_district.setdefault(district, []).append(item)
    order = sorted(by_district, key=lambda district: (district is None, district.name if district else ""))
    return [AreaGroup(district, tuple(by_district[district])) for district in order]


def latest_week(items: Iterable[AreaItem]) -> IsoWeek | None:
    """The latest week any of the areas was assessed for."""
    return max((item.latest.week for item in items if item.latest), default=None)

"""Areas: the map of those a person follows, and the page of one of them."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.analysis import STRIP_WEEKS, AreaYear, StripCell
from assessments.models import Assessment, Level
from places.models import Area, AreaKind, AreaPart, AreaRelation, AreaRelationKind
from places.permissions import area_or_404, areas_where
from platssamverkan.core.swedish import NBSP, decimal
from platssamverkan.core.weeks import IsoWeek
from reports.area_analysis import AreaItem, grouped, latest_week, mapped_areas, with_latest
from reports.area_figures import areas_map, draw
from stakeholders.http import UserRequest
from stakeholders.policy import Action
from stakeholders.querysets import valid_on


@dataclass(frozen=True, slots=True)
class Recent:
    """A stadsdel's last weeks, and its latest year counted."""

    strip: tuple[StripCell, ...]
    year: str
    counted: AreaYear


@require_safe
def area_map(request: UserRequest) -> HttpResponse:
    """Show every area the person may see, on a map and in a list."""
    items = mapped_areas(request.user)
    police_areas = (
        areas_where(request.user, Action.VIEW_AREA).of_kind(AreaKind.LOCAL_POLICE_AREA).defer("geometry")
    )
    context = {
        "groups": grouped(items),
        "wholes": list(police_areas),
        **_map_context(items, title=_("Karta över dina områden")),
    }
    return render(request, "places/map.html", context)


@require_safe
def area(request: UserRequest, slug: str) -> HttpResponse:
    """Show one area: where it lies, what it is, how it has been judged lately."""
    area = area_or_404(request.user, slug, may=Action.VIEW_AREA)
    is_neighbourhood = area.kind == AreaKind.NEIGHBOURHOOD
    holder = area.parent if is_neighbourhood and area.parent else area
    items = mapped_areas(request.user, inside=holder) or with_latest([area])
    district = holder if holder.kind == AreaKind.CITY_DISTRICT else None
    mine = next((item for item in items if item.area == area), None)
    groups = grouped(items)
    context = {
        "area": area,
        "district": district,
        "holder": holder if holder != area else None,
        "is_neighbourhood": is_neighbourhood,
        "mine": mine,
        "recent": _recent(mine) if mine and mine.latest else None,
        "groups": groups if len(items) > 1 else [],
        "facts": _facts(area),
        "actors": _actors(area),
        **_map_context(items, title=_("Karta över %(area)s") % {"area": holder.name}),
    }
    return render(request, "places/area.html", context)


def _map_context(items: list[AreaItem], *, title: str) -> dict[str, object]:
    if not items:
        return {"map": None}
    spec = areas_map(items, title=title)
    return {
        "map": spec,
        "drawn": draw(spec),
        "week": latest_week(items),
        "levels": list(Level),
    }


def _recent(item: AreaItem) -> Recent | None:
    """The eight weeks up to the latest assessed one, and that week's year: one query."""
    if item.latest is None:
        return None
    last = item.latest.week
    weeks = [last.shift(-n) for n in range(STRIP_WEEKS - 1, -1, -1)]
    first = min(weeks[0], IsoWeek(last.year, 1))
    rows = Assessment.objects.filter(area=item.area).between(first, last)
    found = {row.week: row.level for row in rows}
    counted = AreaYear(item.area, tuple(found.get(week) for week in IsoWeek.all_of(last.year)))
    return Recent(tuple(StripCell(week, found.get(week)) for week in weeks), str(last.year), counted)


def _facts(area: Area) -> list[tuple[str, str]]:
    facts = [
        (_("Slag"), area.get_kind_display()),
        (_("Yta"), f"{decimal(area.geometry.area / 1_000_000)}{NBSP}km²"),
    ]
    if area.code:
        facts.append((_("Kod"), area.code))
    facts.append((_("Gränsens källa"), area.source))
    return facts


def _actors(area: Area) -> list[tuple[str, str]]:
    """Organisations tied to the area, or to one that holds it, today: those who answer for it first."""
    holders = [pk for pk in (area.pk, area.parent_id, area.parent.parent_id if area.parent else None) if pk]
    wholes = AreaPart.objects.filter(part__in=holders).values("whole")
    ties = AreaRelation.objects.filter(valid_on(timezone.localdate())).select_related("organisation")
    ties = ties.filter(area__in=holders) | ties.filter(area__in=wholes)
    own_first = sorted(
        {
            (tie.kind != AreaRelationKind.OWN, tie.organisation.name, str(tie.get_kind_display()))
            for tie in ties
        }
    )
    return [(name, kind) for _partner, name, kind in own_first]

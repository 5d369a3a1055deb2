"""Who may report, read and decide about incidents, and fetch-or-404."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404

from incidents.models import Incident, Report
from places.models import Area, AreaKind
from places.permissions import area_or_404, areas_where, can, grounds
from stakeholders.models import User
from stakeholders.policy import Action


def require_reporter(user: User) -> None:
    """Http404 for somebody who takes part nowhere, PermissionDenied for one who does and may not report."""
    if areas_where(user, Action.REPORT_INCIDENTS).exists():
        return
    if areas_where(user, Action.VIEW_AREA).exists():
        raise PermissionDenied
    raise Http404


def districts_to_report_in(user: User) -> list[int]:
    """Return the keys of the districts in which the person may report."""
    areas = areas_where(user, Action.REPORT_INCIDENTS).filter(kind=AreaKind.CITY_DISTRICT)
    return list(areas.order_by("pk").values_list("pk", flat=True))


def report_or_404(user: User, key: uuid.UUID) -> Report:
    """Fetch a receipt: for its sender, and for those who report for the same organisation."""
    organisations = {ground.organisation for ground in grounds(user, Action.REPORT_INCIDENTS)}
    report = Report.objects.filter(key=key, organisation__in=organisations).first()
    if report is None:
        raise Http404
    return report


def district_or_404(user: User, slug: str, *, may: Action) -> Area:
    """Fetch a district for a person who may do the action there."""
    return area_or_404(user, slug, may=may, kind="city_district")


def is_authority_in(user: User, district: Area) -> bool:
    """Whether the person reads the district's incidents for an authority."""
    return can(user, Action.VIEW_INCIDENT_COUNTS, district)


def incident_or_404(user: User, district: Area, pk: int) -> Incident:
    """Fetch an incident of the district that is shared with the person."""
    found = (
        Incident.objects.visible_to(user)
        .in_district(district)
        .select_related("area", "area__parent", "place", "category", "owner", "report", "duplicate_of")
        .defer("area__geometry", "area__parent__geometry")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found

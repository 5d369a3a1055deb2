"""The page of the weekly series."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.series import series_board
from places.models import AreaKind
from places.permissions import area_or_404, can
from platssamverkan.core.weeks import IsoWeek
from stakeholders.http import UserRequest
from stakeholders.policy import Action


@require_safe
def series(request: UserRequest, slug: str) -> HttpResponse:
    """Show the 52 weeks up to last week: medians, raised weeks, runs and steps, with counts for authorities."""
    district = area_or_404(request.user, slug, may=Action.VIEW_AREA, kind=AreaKind.CITY_DISTRICT)
    board = series_board(district, IsoWeek.of(timezone.now()).previous)
    sees_counts = can(request.user, Action.VIEW_INCIDENT_COUNTS, district)
    context = {
        "district": district,
        "board": board,
        "sees_counts": sees_counts,
        "shows_invented": board.invented_levels or (sees_counts and board.invented_incidents),
    }
    return render(request, "assessments/series.html", context)

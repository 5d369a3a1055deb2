"""The history page of a week, for those who may see the trail."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.forms import existing_week
from assessments.history import week_history
from places.models import AreaKind
from places.permissions import area_or_404
from stakeholders.http import UserRequest
from stakeholders.policy import Action


@require_safe
def week_history_page(request: UserRequest, slug: str, week: str) -> HttpResponse:
    """Show who has set which level in the week, area by area."""
    district = area_or_404(request.user, slug, may=Action.VIEW_TRAIL, kind=AreaKind.CITY_DISTRICT)
    wanted = existing_week(week)
    if wanted is None:
        raise Http404
    context = {"district": district, "week": wanted, "areas": week_history(district, wanted)}
    return render(request, "assessments/week_history.html", context)

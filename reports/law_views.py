"""Lagkollen, the page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from places.models import AreaKind
from places.permissions import area_or_404
from reports.law_check import law_lines, missing_sentence
from stakeholders.http import UserRequest
from stakeholders.policy import Action


@require_safe
def law_check(request: UserRequest, slug: str) -> HttpResponse:
    """Show what the law asks for against what exists."""
    district = area_or_404(request.user, slug, may=Action.VIEW_AREA, kind=AreaKind.CITY_DISTRICT)
    lines = law_lines(request.user, district, timezone.localdate())
    context = {"district": district, "lines": lines, "sentence": missing_sentence(lines)}
    return render(request, "reports/law_check.html", context)

"""Lagkollen, the page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from measures.models import LawKind
from measures.permissions import leads
from places.models import Area, AreaKind
from places.permissions import area_or_404
from reports.law_check import law_lines, missing_sentence
from stakeholders.http import UserRequest
from stakeholders.policy import Action


@require_safe
def law_check(request: UserRequest, slug: str) -> HttpResponse:
    """Show what the law asks for against what exists."""
    district = area_or_404(request.user, slug, may=Action.VIEW_AREA, kind=AreaKind.CITY_DISTRICT)
    lines = law_lines(request.user, district, timezone.localdate())
    context: dict[str, object] = {"district": district, "lines": [], "sentence": missing_sentence(lines)}
    adds = _adds(district) if leads(request.user, district) else {}
    context["lines"] = [(line, adds.get(line.code, "")) for line in lines]
    return render(request, "reports/law_check.html", context)


def _adds(district: Area) -> dict[str, str]:
    """Where each demand is met anew, by its code."""
    law = reverse("measures:law_add", args=[district.slug])
    return {
        "plan": reverse("measures:plan_create"),
        "follow_up": reverse("measures:plans"),
        "agreement": reverse("places:agreement_add", args=[district.slug]),
        "situation": f"{law}?krav={LawKind.SITUATION}",
        "council": f"{law}?krav={LawKind.COUNCIL}",
        "coordination": f"{law}?krav={LawKind.COORDINATION}",
    }

"""The search: a page of its own, and the list the window over every page shows while somebody types."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.find import LEAST, find
from stakeholders.http import UserRequest

PART = "del"


@require_safe
def search(request: UserRequest) -> HttpResponse:
    """Show what was found (`?q=racksta`); `?del` asks for the list alone."""
    asked = request.GET.get("q", "").strip()
    hits = find(request.user, asked)
    kinds: dict[str, list[object]] = {}
    for hit in hits:
        kinds.setdefault(hit.kind, []).append(hit)
    context = {"asked": asked, "hits": hits, "kinds": kinds, "too_short": len(asked) < LEAST}
    return render(request, "reports/_hits.html" if PART in request.GET else "reports/find.html", context)

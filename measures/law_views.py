"""What meets a demand of lag (2023:196) where no other page holds it: written down and opened from Lagkollen."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from measures.forms import LawItemForm
from measures.models import LawItem, LawKind
from measures.permissions import leads
from measures.services import add_law_item
from measures.views import accepted
from places.models import AreaKind
from places.permissions import area_or_404, areas_where, grounds_at
from stakeholders.http import UserRequest
from stakeholders.models import Organisation
from stakeholders.policy import Action


@require_http_methods(["GET", "HEAD", "POST"])
def law_add(request: UserRequest, slug: str) -> HttpResponse:
    """Write down that a demand was met."""
    area = area_or_404(request.user, slug, may=Action.VIEW_AREA, kind=AreaKind.CITY_DISTRICT)
    if not leads(request.user, area):
        raise PermissionDenied
    asked = request.GET.get("krav", "")
    form = LawItemForm(
        request.POST or None,
        initial={
            "kind": asked if asked in LawKind.values else LawKind.SITUATION,
            "decided_on": timezone.localdate(),
        },
    )
    made: list[LawItem] = []

    def save() -> None:
        # Whoever leads the work in a district does so for its own authority there.
        ground = grounds_at(request.user, Action.LEAD_MEASURES, area.pk)[0]
        owner = Organisation.objects.get(pk=ground.organisation)
        made.append(add_law_item(by=request.user, area=area, owner=owner, values=form.cleaned_data))

    back = reverse("reports:law_check", args=[area.slug])
    if form.is_valid() and accepted(form, save):
        messages.success(request, _("%(name)s är sparad.") % {"name": made[0].name})
        return redirect(back)
    context = {
        "form": form, "heading": _("Så är kravet uppfyllt"), "button": _("Spara"), "back": back,
        "about": _("Lagkollen, %(name)s") % {"name": area.name},
    }  # fmt: skip
    return render(request, "measures/form.html", context)


@require_safe
def law_item(request: UserRequest, pk: int) -> HttpResponse:
    """Show what meets a demand: who decided it, when, and where the document is."""
    found = (
        LawItem.objects.filter(pk=pk, area__in=areas_where(request.user, Action.VIEW_AREA).values("pk"))
        .select_related("area", "owner")
        .defer("area__geometry")
        .first()
    )
    if found is None:
        raise Http404
    earlier = LawItem.objects.filter(area=found.area_id, kind=found.kind).exclude(pk=found.pk)
    return render(request, "measures/law_item.html", {"item": found, "others": earlier})

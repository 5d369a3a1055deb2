"""From a walk to a measure in one click, and how the promises made after walks are kept."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from measures.forms import ObservationMeasureForm
from measures.models import Measure
from measures.observations import living_measure, proposed_day, proposed_title
from measures.permissions import manages, possible_owners, takes_part
from measures.promises import kept_promises, publishing_organisations, steers
from measures.services import measure_from_observation, set_published_rate
from measures.views import accepted
from places.models import Area
from places.permissions import area_or_404
from stakeholders.http import UserRequest
from stakeholders.models import Organisation
from stakeholders.policy import Action
from walks.permissions import observation_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def from_observation(request: UserRequest, pk: int) -> HttpResponse:
    """Make a measure of an observation: in one click where all is known, else ask who and when."""
    seen = observation_or_404(request.user, pk)
    area = seen.walk.area
    if not manages(request.user, area):
        raise PermissionDenied
    existing = living_measure(seen)
    if existing is not None and Measure.objects.visible_to(request.user).filter(pk=existing.pk).exists():
        return redirect(existing)
    today = timezone.localdate()
    one_click = request.method == "POST" and "title" not in request.POST
    known = seen.responsible is not None and takes_part(seen.responsible, area)
    if one_click and known:
        try:
            return _made(request, measure_from_observation(by=request.user, observation=seen))
        except ValidationError as refused:
            for sentence in refused.messages:
                messages.error(request, sentence)
            return redirect("walks:observation", pk=seen.pk)
    form = ObservationMeasureForm(
        None if one_click or request.method != "POST" else request.POST,
        owners=possible_owners(Area.objects.filter(pk=area.pk)),
        initial={
            "title": proposed_title(seen),
            "owner": seen.responsible_id if known else None,
            "due_on": max(proposed_day(seen, today), today + timedelta(days=1)),
        },
    )
    made: list[Measure] = []
    if form.is_valid() and accepted(
        form, lambda: made.append(measure_from_observation(by=request.user, observation=seen, **form.cleaned_data))
    ):  # fmt: skip
        return _made(request, made[0])
    context = {
        "form": form, "heading": _("Åtgärd av en iakttagelse"), "button": _("Spara åtgärden"),
        "back": reverse("walks:observation", args=[seen.pk]),
        "about": f"{seen.number} {seen.category.name}: {seen.text}" if seen.text else str(seen),
    }  # fmt: skip
    return render(request, "measures/form.html", context)


def _made(request: UserRequest, measure: Measure) -> HttpResponse:
    messages.success(
        request, _("%(name)s är upplagd, och iakttagelsen har fått sitt svar.") % {"name": measure.title}
    )
    return redirect(measure)


@require_safe
def promises(request: UserRequest, slug: str) -> HttpResponse:
    """Show how promises made after walks are kept, by organisation, as far as the reader may know."""
    area = area_or_404(request.user, slug, may=Action.VIEW_AREA)
    today = timezone.localdate()
    rows = kept_promises(request.user, area, today)
    context = {
        "district": area,
        "rows": rows,
        "steers": steers(request.user, area, today),
        "may_show": publishing_organisations(request.user),
        "has_examples": Measure.objects.visible_to(request.user)
        .filter(observation__isnull=False, is_example=True, area__in=Area.objects.within([area.pk]).values("pk"))
        .exists(),
    }  # fmt: skip
    return render(request, "measures/promises.html", context)


@require_http_methods(["POST"])
def publish(request: UserRequest, slug: str) -> HttpResponse:
    """Show the own organisation's rate to all parties, or take it back."""
    area = area_or_404(request.user, slug, may=Action.VIEW_AREA)
    asked = request.POST.get("organisation", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    mine = Organisation.objects.filter(pk__in=publishing_organisations(request.user))
    if not mine.exists():
        raise PermissionDenied
    organisation = get_object_or_404(mine, pk=number)
    shown = request.POST.get("visa") == "ja"
    set_published_rate(by=request.user, organisation=organisation, shown=shown)
    messages.success(
        request,
        _("Alla parter ser nu er andel hållna löften.")
        if shown
        else _("Bara ni och styrgruppen ser den nu."),
    )
    return redirect("measures:promises", slug=area.slug)

"""Action plans: the list, one plan with its measures by organisation, its decision and its versions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from measures.analysis import Row
from measures.forms import PlanDecisionForm, PlanForm
from measures.models import ActionPlan, Measure, PlanStatus
from measures.permissions import (
    leads,
    plan_or_404,
    possible_owners,
    require_manager,
    workable_areas,
    workable_places,
)
from measures.queries import plan_progress
from measures.services import move_plan, new_version, next_plan_status, save_plan
from measures.views import accepted
from places.permissions import areas_where, districts_of
from platssamverkan.core.deadlines import years_after
from stakeholders.http import UserRequest
from stakeholders.policy import Action, Visibility


@require_safe
def plan_list(request: UserRequest) -> HttpResponse:
    """Show the plans the reader sees, newest version first, and how far they have come."""
    today = timezone.localdate()
    seen = Measure.objects.visible_to(request.user)
    plans = (
        ActionPlan.objects.visible_to(request.user)
        .current()
        .select_related("area", "place", "owner")
        .defer("area__geometry", "place__geometry")
    )
    context = {
        "plans": [(plan, plan_progress(plan, seen, today)) for plan in plans],
        "may_add": areas_where(request.user, Action.LEAD_MEASURES).exists(),
        "my_law": districts_of(request.user),
    }
    return render(request, "measures/plan_list.html", context)


@require_safe
def plan(request: UserRequest, pk: int) -> HttpResponse:
    """Show one plan."""
    return _plan_page(request, plan_or_404(request.user, pk))


def by_owner(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Group a plan's measures by owning organisation, by name."""
    groups: dict[str, list[Row]] = {}
    for row in sorted(
        rows, key=lambda row: (row.measure.owner.name, row.measure.due_on or date.max, row.measure.pk)
    ):
        groups.setdefault(row.measure.owner.name, []).append(row)
    return list(groups.items())


def _plan_page(
    request: UserRequest, found: ActionPlan, *, form: PlanDecisionForm | None = None, http: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    seen = Measure.objects.visible_to(request.user)
    measures = (
        seen.filter(plans=found)
        .select_related("owner", "place", "area")
        .defer("area__geometry", "place__geometry")
        .distinct()
    )
    after_a_year = years_after(found.decided_on, 1) if found.decided_on else None
    to = next_plan_status(found)
    may_lead = leads(request.user, found.area)
    context = {
        "plan": found,
        "groups": by_owner([Row(measure, today) for measure in measures]),
        "progress": plan_progress(found, seen, today),
        "yearly": plan_progress(found, seen, after_a_year) if after_a_year and after_a_year <= today else None,
        "yearly_on": after_a_year,
        "next": to,
        "leads": may_lead,
        "is_draft": found.status == PlanStatus.DRAFT,
        "form": (form or PlanDecisionForm(initial={"decided_on": today})) if to == PlanStatus.DECIDED and may_lead else None,
        "replaced_by": getattr(found, "replaced_by", None),
        "visibility": Visibility(found.visibility).label,
    }  # fmt: skip
    return render(request, "measures/plan.html", context, status=http)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_create(request: UserRequest) -> HttpResponse:
    """Make a draft of a plan."""
    require_manager(request.user, Action.LEAD_MEASURES)
    return _plan_form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    return _plan_form(request, plan_or_404(request.user, pk, editing=True))


def _plan_form(request: UserRequest, found: ActionPlan | None) -> HttpResponse:
    areas = workable_areas(request.user, Action.LEAD_MEASURES)
    today = timezone.localdate()
    initial: dict[str, Any] = {
        "visibility": Visibility.ALL_PARTIES, "period_from": date(today.year + 1, 1, 1),
        "period_to": date(today.year + 1, 12, 31),
    }  # fmt: skip
    if found:
        initial = {name: getattr(found, name) for name in PlanForm.base_fields if name != "measures"}
        initial["measures"] = list(found.measures.all())
    form = PlanForm(
        request.POST or None,
        owners=possible_owners(areas),
        areas=areas,
        places=workable_places(request.user),
        measures=Measure.objects.visible_to(request.user).filter(area__in=areas.values("pk")),
        initial=initial,
    )
    made: list[ActionPlan] = []

    def save() -> None:
        values = dict(form.cleaned_data)
        chosen = values.pop("measures")
        made.append(save_plan(by=request.user, plan=found, values=values, measures=chosen))

    if form.is_valid() and accepted(form, save):
        messages.success(request, _("Planen är sparad."))
        return redirect(made[0])
    context = {
        "form": form,
        "heading": _("Ändra planen") if found else _("Ny åtgärdsplan"),
        "button": _("Spara planen"),
        "back": reverse("measures:plan", args=[found.pk]) if found else reverse("measures:plans"),
    }
    return render(request, "measures/form.html", context)


@require_http_methods(["POST"])
def plan_move(request: UserRequest, pk: int) -> HttpResponse:
    """Take a plan to its next status; deciding it needs a body and a day."""
    found = plan_or_404(request.user, pk, editing=True)
    given: dict[str, Any] = {}
    form = None
    if next_plan_status(found) == PlanStatus.DECIDED:
        form = PlanDecisionForm(request.POST)
        if not form.is_valid():
            return _plan_page(request, found, form=form, http=400)
        given = form.cleaned_data
    try:
        moved = move_plan(by=request.user, plan=found, **given)
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
        return _plan_page(request, found, form=form, http=400)
    messages.success(request, _("Planen är nu: %(status)s.") % {"status": moved.get_status_display().lower()})
    return redirect(moved)


@require_http_methods(["POST"])
def plan_version(request: UserRequest, pk: int) -> HttpResponse:
    """Make a draft that will replace the plan."""
    found = plan_or_404(request.user, pk, editing=True)
    try:
        copy = new_version(by=request.user, plan=found)
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
        return redirect(found)
    return redirect(copy)

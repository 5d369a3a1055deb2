"""A place collaboration priced and timed: its model's steps, what was planned and what it became."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from measures.forms import ModelStepForm
from measures.model_steps import fill_in_steps, lay_out, presets, remove_step, save_step, step_bars, sums_of
from measures.models import ModelStep
from measures.views import accepted
from places.collaboration_permissions import collaboration_or_404, keeps_collaboration
from places.models import PlaceCollaboration
from stakeholders.http import UserRequest


@require_safe
def model_steps(request: UserRequest, pk: int) -> HttpResponse:
    """Show what the collaboration's steps were to take and cost, and what they took and cost."""
    work = collaboration_or_404(request.user, pk)
    today = timezone.localdate()
    rows = lay_out(work.model_steps.all(), today)
    sums = sums_of(rows)
    context = {
        "work": work,
        "rows": rows,
        "sums": sums,
        "left": work.budget - sums.planned if work.budget is not None and sums.planned is not None else None,
        "drawn": step_bars(rows, today),
        "keeps": keeps_collaboration(request.user, work),
        "presets": [] if rows else presets(work.model),
        "has_examples": any(row.step.is_example for row in rows),
    }
    return render(request, "measures/model_steps.html", context)


@require_http_methods(["POST"])
def steps_fill(request: UserRequest, pk: int) -> HttpResponse:
    """Write the model's own steps, to begin from."""
    work = collaboration_or_404(request.user, pk, keeping=True)
    try:
        rows = fill_in_steps(by=request.user, work=work)
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, _("%(n)d steg är inlagda. Fyll i tid och kostnad.") % {"n": len(rows)})
    return redirect("measures:model_steps", pk=work.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def step_add(request: UserRequest, pk: int) -> HttpResponse:
    """Add a step."""
    return _edit(request, collaboration_or_404(request.user, pk, keeping=True), None)


@require_http_methods(["GET", "HEAD", "POST"])
def step_edit(request: UserRequest, pk: int, step_pk: int) -> HttpResponse:
    """Change a step, or take it away."""
    work = collaboration_or_404(request.user, pk, keeping=True)
    step = get_object_or_404(work.model_steps, pk=step_pk)
    if request.method == "POST" and "ta_bort" in request.POST:
        remove_step(by=request.user, work=work, step=step)
        messages.success(request, _("Steget är borttaget."))
        return redirect("measures:model_steps", pk=work.pk)
    return _edit(request, work, step)


def _edit(request: UserRequest, work: PlaceCollaboration, step: ModelStep | None) -> HttpResponse:
    last = work.model_steps.last()
    initial: dict[str, Any] = {"position": last.position + 1 if last else 1}
    if step:
        initial = {name: getattr(step, name) for name in ModelStepForm.base_fields}
    form = ModelStepForm(request.POST or None, initial=initial)
    if form.is_valid() and accepted(
        form, lambda: save_step(by=request.user, work=work, step=step, values=form.cleaned_data)
    ):
        messages.success(request, _("Steget är sparat."))
        return redirect("measures:model_steps", pk=work.pk)
    context = {
        "form": form, "heading": step.name if step else _("Nytt steg"), "button": _("Spara steget"),
        "back": reverse("measures:model_steps", args=[work.pk]), "about": work.name, "removable": step is not None,
    }  # fmt: skip
    return render(request, "measures/form.html", context)

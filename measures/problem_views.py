"""Problems: the list with its broken links, and one problem as a chain that can be walked."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from measures.cause_figures import event_chain, fishbone, problem_triangle
from measures.forms import CauseForm, EvidenceForm, IndicatorForm, ProblemForm, ReadingForm
from measures.models import CauseFactor, Evidence, Indicator, Measure, Problem, Side
from measures.permissions import manages, problem_or_404, require_manager, workable_areas, workable_places
from measures.queries import broken_links
from measures.services import add_reading, add_to_problem, save_problem
from measures.standing import named_links
from measures.views import accepted
from places.models import Area
from places.permissions import areas_where, grounds, grounds_at
from stakeholders.http import UserRequest
from stakeholders.models import Organisation, User
from stakeholders.policy import Action, Visibility


@require_safe
def problem_list(request: UserRequest) -> HttpResponse:
    """Show the problems the reader sees, and where the chain from problem to result is broken."""
    problems = Problem.objects.visible_to(request.user).select_related("area", "place").defer(
        "area__geometry", "place__geometry"
    )  # fmt: skip
    measures = Measure.objects.visible_to(request.user)
    broken = broken_links(problems, measures, timezone.localdate())
    counts = broken.counts()
    context = {
        "problems": problems.open().prefetch_related(
            Prefetch("measures", measures.only("pk")), "causes", "indicators"
        ),
        "closed": problems.filter(closed_on__isnull=False),
        "lists": [(label, rows, counts[name]) for label, name, rows in named_links(broken)],
        "total_broken": sum(counts.values()),
        "may_add": areas_where(request.user, Action.MANAGE_MEASURES).exists(),
    }  # fmt: skip
    return render(request, "measures/problem_list.html", context)


@require_safe
def problem(request: UserRequest, pk: int) -> HttpResponse:
    """Show one problem and walk from it to causes, measures, goals and results."""
    found = problem_or_404(request.user, pk)
    causes = list(found.causes.prefetch_related("measures"))
    seen = set(Measure.objects.visible_to(request.user).filter(problems=found).values_list("pk", flat=True))
    measures = (
        Measure.objects.filter(pk__in=seen).select_related("owner").prefetch_related("indicators").distinct()
    )
    answered = {measure.pk for cause in causes for measure in cause.measures.all()}
    chain = sorted((cause for cause in causes if cause.step), key=lambda cause: (cause.step or 0, cause.pk))
    context = {
        "problem": found,
        "triangle": problem_triangle(causes),
        "chain_drawn": event_chain(chain),
        "fishbone": fishbone(found, causes),
        "evidence": found.evidence.all(),
        "sides": [
            (side, [(cause, [m for m in cause.measures.all() if m.pk in seen]) for cause in causes if cause.side == side])
            for side in Side
        ],
        "chain": chain,
        "measures": measures,
        "without_cause": [measure for measure in measures if measure.pk not in answered],
        "indicators": found.indicators.prefetch_related("readings", "measures"),
        "manages": manages(request.user, found.area),
        "visibility": Visibility(found.visibility).label,
    }  # fmt: skip
    return render(request, "measures/problem.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def problem_create(request: UserRequest) -> HttpResponse:
    """Describe a new problem."""
    require_manager(request.user)
    return _problem_form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def problem_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Change the description of a problem."""
    return _problem_form(request, problem_or_404(request.user, pk, editing=True))


def _problem_form(request: UserRequest, found: Problem | None) -> HttpResponse:
    areas = workable_areas(request.user)
    initial: dict[str, Any] = {"visibility": Visibility.ALL_PARTIES, "noticed_on": timezone.localdate()}
    if found:
        initial = {name: getattr(found, name) for name in ProblemForm.base_fields if name != "owner"}
    form = ProblemForm(
        request.POST or None,
        areas=areas,
        places=workable_places(request.user),
        owners=None if found else own_organisations(request.user),
        initial=initial,
    )
    made: list[Problem] = []

    def save() -> None:
        values = form.cleaned_data
        if found is None:
            values = values | {"owner": own_organisation(request.user, values["area"], values.get("owner"))}
        made.append(save_problem(by=request.user, problem=found, values=values))

    if form.is_valid() and accepted(form, save):
        messages.success(request, _("Problemet är sparat."))
        return redirect(made[0])
    context = {
        "form": form,
        "heading": _("Ändra problemet") if found else _("Nytt problem"),
        "button": _("Spara problemet"),
        "back": reverse("measures:problem", args=[found.pk]) if found else reverse("measures:problems"),
    }
    return render(request, "measures/form.html", context)


def own_organisations(user: User) -> QuerySet[Organisation]:
    """The organisations on whose behalf the person manages measures somewhere, by name."""
    mine = {ground.organisation for ground in grounds(user, Action.MANAGE_MEASURES)}
    return Organisation.objects.filter(pk__in=mine).order_by("name")


def own_organisation(user: User, area: Area, chosen: Organisation | None) -> Organisation:
    """The organisation on whose behalf the person writes in the area.

    ValidationError, at its line, when the one they chose has no say there, or when several have and they chose none.
    """
    here = {ground.organisation for ground in grounds_at(user, Action.MANAGE_MEASURES, area.pk)}
    if not here:
        raise PermissionDenied
    if chosen is not None and chosen.pk not in here:
        raise ValidationError(
            {"owner": _("%(name)s sköter inte åtgärder i det området.") % {"name": chosen.name}}
        )
    if chosen is None and len(here) > 1:
        raise ValidationError({"owner": _("Välj vilken organisation du skriver för.")})
    return chosen or Organisation.objects.get(pk__in=here)


@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: UserRequest, pk: int) -> HttpResponse:
    """Add what shows the problem."""
    return _part(request, pk, EvidenceForm, Evidence, _("Nytt underlag"))


@require_http_methods(["GET", "HEAD", "POST"])
def cause(request: UserRequest, pk: int) -> HttpResponse:
    """Add a reason why the problem arises."""
    return _part(request, pk, CauseForm, CauseFactor, _("Ny orsak"))


@require_http_methods(["GET", "HEAD", "POST"])
def indicator(request: UserRequest, pk: int) -> HttpResponse:
    """Add a goal that can be measured."""
    return _part(request, pk, IndicatorForm, Indicator, _("Nytt mål"))


def _part(
    request: UserRequest, pk: int, kind: type[forms.Form], row: Callable[..., Any], heading: str
) -> HttpResponse:
    found = problem_or_404(request.user, pk, editing=True)
    form = kind(request.POST or None)
    if form.is_valid() and accepted(
        form,
        lambda: add_to_problem(by=request.user, problem=found, part=row(problem=found, **form.cleaned_data)),
    ):
        return redirect(found)
    context = {
        "form": form, "heading": heading, "button": _("Spara"), "back": found.get_absolute_url(), "about": found.title,
    }  # fmt: skip
    return render(request, "measures/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: UserRequest, pk: int, indicator_pk: int) -> HttpResponse:
    """Write down what an indicator showed."""
    found = problem_or_404(request.user, pk, editing=True)
    about = get_object_or_404(found.indicators, pk=indicator_pk)
    form = ReadingForm(request.POST or None, initial={"on": timezone.localdate(), "source": about.source})
    if form.is_valid() and accepted(
        form, lambda: add_reading(by=request.user, indicator=about, **form.cleaned_data)
    ):
        return redirect(found)
    context = {
        "form": form, "heading": _("Ny avläsning"), "button": _("Spara"), "back": found.get_absolute_url(),
        "about": f"{about.name} ({about.unit})",
    }  # fmt: skip
    return render(request, "measures/form.html", context)

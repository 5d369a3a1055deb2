"""Did it work?  What could be seen, said before the start; what the counts say after; and what worked elsewhere."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from incidents.models import GROUPS
from measures.evaluation import (
    Counted,
    Design,
    around_sentence,
    check,
    count,
    displacement,
    evaluate,
    foresight,
    may_count,
    may_count_in,
    ratio_sentence,
    remarks,
    sentence,
    series_sentence,
)
from measures.figures import weekly_series
from measures.foresight import (
    Foresight,
    areas_of,
    departures,
    foresee,
    kept_foresight,
    plan_effect,
    proposed_design,
)
from measures.forms import ComparisonForm, EvaluationForm
from measures.library import ANSWERS, MOST_RESULTS, Asked, by_kind, results_for
from measures.maps import RoleMap, role_map
from measures.models import Evaluation, Measure, Role, SubType, Technique
from measures.permissions import manages, measure_or_404
from measures.views import accepted, reads_counts
from places.permissions import areas_where
from places.querysets import AreaQuerySet
from platssamverkan.core.weeks import IsoWeek
from stakeholders.http import UserRequest
from stakeholders.models import User
from stakeholders.policy import Action


def _countable_areas(user: User) -> AreaQuerySet:
    return (
        areas_where(user, Action.VIEW_INCIDENT_COUNTS)
        .filter(kind="neighbourhood")
        .defer("geometry")
        .order_by("parent__name", "position", "name")
    )


def _measure_to_weigh(request: UserRequest, pk: int) -> Measure:
    found = measure_or_404(request.user, pk)
    if not manages(request.user, found.area) or not reads_counts(request, found):
        raise PermissionDenied
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def foresight_page(request: UserRequest, pk: int) -> HttpResponse:
    """Before a measure starts: choose the comparison and see what it could show."""
    found = _measure_to_weigh(request, pk)
    today = timezone.localdate()
    areas = _countable_areas(request.user)
    begins: dict[str, object] = {
        "weeks": 52,
        "target": [area.pk for area in areas if area.pk == found.area_id],
    }
    planned = found.effect_plans.first()
    form = ComparisonForm(
        request.POST or None, areas=areas, initial=proposed_design(found) if planned else begins
    )
    shown: Foresight | None = None
    drawn: RoleMap | None = None
    if form.is_valid():
        chosen = {role: tuple(form.cleaned_data[role.value]) for role in Role}
        weeks = form.cleaned_data["weeks"]
        if not may_count_in(request.user, [area for rows in chosen.values() for area in rows]):
            raise PermissionDenied
        seen: list[Foresight] = []
        if accepted(
            form, lambda: seen.append(foresee(measure=found, areas=chosen, weeks=weeks, today=today))
        ):
            if "spara" in request.POST and accepted(
                form, lambda: plan_effect(by=request.user, measure=found, areas=chosen, weeks=weeks)
            ):
                messages.success(
                    request, _("Jämförelsen är bestämd. Den ligger till grund när effekten räknas.")
                )
                return redirect("measures:foresight", pk=found.pk)
            shown, drawn = seen[0], role_map(chosen, found)
    kept = [(row, kept_foresight(row)) for row in found.effect_plans.all()]
    if drawn is None and planned is not None:
        drawn = role_map(areas_of(planned), found)
    context = {
        "measure": found,
        "form": form,
        "shown": shown,
        "kept": kept,
        "map": drawn,
        "has_begun": bool(found.started_on or found.done_on),
    }
    return render(request, "measures/foresight.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def effect(request: UserRequest, pk: int) -> HttpResponse:
    """Weigh what came of a measure: show what a comparison says, and keep it."""
    found = _measure_to_weigh(request, pk)
    form = EvaluationForm(
        request.POST or None, areas=_countable_areas(request.user), initial=proposed_design(found)
    )
    shown = None
    if form.is_valid():
        design = _design(form)
        if not may_count(request.user, design):
            raise PermissionDenied
        if accepted(form, lambda: check(design)):
            if "spara" in request.POST:
                evaluate(by=request.user, measure=found, design=design, note=form.cleaned_data["note"])
                messages.success(request, _("Utvärderingen är sparad."))
                return redirect("measures:effect", pk=found.pk)
            shown = _outcome(found, count(design), design)
    kept = [_kept(found, row) for row in found.evaluations.all()]
    context = {
        "measure": found,
        "form": form,
        "shown": shown,
        "kept": kept,
        "planned": found.effect_plans.first(),
        "shows_invented": any(row["has_invented"] for row in (*kept, *([shown] if shown else []))),
    }
    return render(request, "measures/effect.html", context)


def _design(form: EvaluationForm) -> Design:
    given = form.cleaned_data
    return Design(
        target=tuple(given["target"]), control=tuple(given["control"]), buffer=tuple(given["buffer"]),
        buffer_control=tuple(given["buffer_control"]), before=IsoWeek.of(given["before"]),
        after=IsoWeek.of(given["after"]), weeks=given["weeks"],
    )  # fmt: skip


def _outcome(measure: Measure, counted: Counted, design: Design) -> dict[str, object]:
    found = displacement(counted.counts)
    between = (design.after.monday - design.before.monday).days // 7 - design.weeks
    return {
        "sentence": sentence(found),
        "around": around_sentence(found),
        "ratio": ratio_sentence(counted.counts),
        "series": series_sentence(counted.weekly, between),
        "drawn": weekly_series(counted.weekly, design.before, design.after),
        "foresight": foresight(found),
        "remarks": [*remarks(design), *departures(measure, design)],
        "has_invented": counted.has_invented,
        "map": role_map({role: design.areas(role) for role in Role}, measure),
        "rows": [
            (Role(role).label, earlier, later, later - earlier)
            for role, (earlier, later) in counted.counts.items()
            if earlier or later or role in {Role.TARGET, Role.CONTROL}
        ],
    }


def _kept(measure: Measure, row: Evaluation) -> dict[str, object]:
    areas = areas_of(row)
    design = Design(
        target=areas[Role.TARGET], control=areas[Role.CONTROL], buffer=areas[Role.BUFFER],
        buffer_control=areas[Role.BUFFER_CONTROL], before=IsoWeek.of(row.before_from),
        after=IsoWeek.of(row.after_from), weeks=row.weeks,
    )  # fmt: skip
    return _outcome(measure, Counted(row.counts, row.has_invented, row.weekly or []), design) | {
        "row": row, "before": design.before, "after": design.after, "weeks": row.weeks,
    }  # fmt: skip


@require_safe
def library(request: UserRequest) -> HttpResponse:
    """What worked where: every evaluation the reader may see, searchable, with the answers counted by kind."""
    asked = Asked.read(request.GET.dict())
    results = results_for(request.user, asked)
    context = {
        "asked": asked,
        "results": results[:MOST_RESULTS],
        "too_many": len(results) > MOST_RESULTS,
        "by_kind": by_kind(results),
        "kinds": SubType.choices,
        "techniques": Technique.choices,
        "problems": list(GROUPS.items()),
        "answers": [(verdict.value, words) for verdict, words in ANSWERS.items()],
        "has_invented": any(one.evaluation.has_invented for one in results),
        "may_read": areas_where(request.user, Action.VIEW_INCIDENT_COUNTS).exists(),
    }
    return render(request, "measures/library.html", context)

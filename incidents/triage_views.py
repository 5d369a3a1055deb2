"""The inbox: what has come in, and what it is decided to be."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from incidents.analysis import PAGE, possible_duplicates, span_words
from incidents.forms import TriageForm
from incidents.models import Incident, Origin, Severity, TriageStep
from incidents.permissions import district_or_404
from incidents.querysets import WAITING, IncidentQuerySet, Status
from incidents.services import exclude, include, merge, review, split, undo
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.http import UserRequest
from stakeholders.policy import Action

VIEWS = {
    "": tuple(WAITING),
    "ingar": (Status.INCLUDED,),
    "ingar-inte": (Status.EXCLUDED,),
    "sammanslagna": (Status.MERGED,),
}
MOST_COUNTED = 1000
MOST_ALIKE = 3


@require_http_methods(["GET", "HEAD", "POST"])
def inbox(request: UserRequest, slug: str) -> HttpResponse:
    """Show what waits for a decision; carry a decision about the ticked rows out."""
    district = district_or_404(request.user, slug, may=Action.TRIAGE_INCIDENTS)
    if request.method != "POST":
        return _inbox_page(request, district, TriageForm())
    form = TriageForm(request.POST)
    if form.is_valid():
        try:
            step = _carry_out(request, district, form)
        except ValidationError as refused:
            form.add_error(None, ValidationError(refused.messages))
        else:
            number = len(step.before)
            said = ngettext("%d händelse ändrad.", "%d händelser ändrade.", number) % number
            messages.success(request, said)
            return redirect(_address(request, district))
    return _inbox_page(request, district, form, status=400)


def _carry_out(request: UserRequest, district: Area, form: TriageForm) -> TriageStep:
    by, keys = request.user, form.keys()
    match form.cleaned_data["handling"]:
        case TriageForm.INCLUDE:
            return include(by=by, district=district, keys=keys, severities=form.severities())
        case TriageForm.EXCLUDE:
            return exclude(by=by, district=district, keys=keys, reason=form.cleaned_data["reason"])
        case TriageForm.MERGE:
            return merge(by=by, district=district, keys=keys)
        case TriageForm.SPLIT:
            return split(by=by, district=district, keys=keys)
        case _:
            return review(by=by, district=district, keys=keys)


def _view(request: UserRequest) -> str:
    name = request.GET.get("visa", "")
    return name if name in VIEWS else ""


def _address(request: UserRequest, district: Area) -> str:
    view = _view(request)
    return reverse("incidents:inbox", args=[district.slug]) + (f"?visa={view}" if view else "")


def _inbox_page(request: UserRequest, district: Area, form: TriageForm, status: int = 200) -> HttpResponse:
    view = _view(request)
    seen = Incident.objects.visible_to(request.user).in_district(district)
    rows = _ordered(seen.standing(*VIEWS[view]))
    counts = {name: _count(seen.standing(*statuses)) for name, statuses in VIEWS.items()}
    page = Paginator(range(counts[view]), PAGE).get_page(request.GET.get("sida"))
    start = (page.number - 1) * PAGE
    shown = list(rows[start : start + PAGE])
    twins = possible_duplicates(shown, seen) if view == "" else {}
    ticked = set(form.keys()) if form.is_bound else set()
    undoable = TriageStep.objects.filter(district=district, by=request.user).first()
    context = {
        "district": district,
        "form": form,
        "view": view,
        "tabs": _tabs(counts),
        "lines": [_line(row, twins.get(row.pk, []), ticked) for row in shown],
        "page": page,
        "severities": list(Severity),
        "undoable": undoable if undoable and undoable.undone_at is None else None,
        "shows_invented": any(row.origin == Origin.INVENTED for row in shown),
        "address": _address(request, district),
    }
    return render(request, "incidents/inbox.html", context, status=status)


def _ordered(rows: IncidentQuerySet) -> IncidentQuerySet:
    return (
        rows.select_related("category", "area", "place", "owner", "duplicate_of__category")
        .defer("area__geometry", "place__geometry")
        .order_by("-occurred_from", "-pk")
    )


def _count(rows: IncidentQuerySet) -> int:
    return len(rows.order_by().values_list("pk")[:MOST_COUNTED])


def _tabs(counts: dict[str, int]) -> list[tuple[str, str, str]]:
    names = {
        "": _("Att granska"),
        "ingar": _("Ingår"),
        "ingar-inte": _("Ingår inte"),
        "sammanslagna": _("Sammanslagna"),
    }
    return [
        (name, names[name], f"{number}+" if number == MOST_COUNTED else str(number))
        for name, number in counts.items()
    ]


def _line(row: Incident, twins: list[Incident], ticked: set[int]) -> dict[str, object]:
    week = IsoWeek.of(row.occurred_from)
    return {
        "incident": row,
        "when": span_words(row.occurred_from, row.occurred_to),
        "week": f"{week.label} {week.year}",
        "status": row.status,
        "twins": [(twin, span_words(twin.occurred_from, twin.occurred_to)) for twin in twins[:MOST_ALIKE]],
        "ticked": row.pk in ticked,
    }


@require_POST
def undo_step(request: UserRequest, slug: str, pk: int) -> HttpResponse:
    """Take a step of one's own back."""
    district = district_or_404(request.user, slug, may=Action.TRIAGE_INCIDENTS)
    step = get_object_or_404(TriageStep, pk=pk, district=district, by=request.user)
    try:
        number = undo(by=request.user, district=district, step=step)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(
            request, ngettext("Ångrat för %d händelse.", "Ångrat för %d händelser.", number) % number
        )
    return redirect(_address(request, district))

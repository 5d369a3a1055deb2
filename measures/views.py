"""Measures: the list in its three shapes, one measure, what is done to it, and the owner's answer by link."""

from collections.abc import Callable
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from measures.analysis import (
    MOST_ROWS,
    Filters,
    Row,
    Span,
    board,
    export_table,
    rows_for,
    spans,
    told,
    year_wheel,
)
from measures.answers import Answer, give_answer, offered_day, possible_answers, read_answer_link
from measures.evaluation import (
    displacement,
    sentence,
)
from measures.figures import time_bar
from measures.foresight import Foresight, kept_foresight
from measures.forms import (
    ActivityForm,
    AnswerForm,
    FundingForm,
    MeasureForm,
    QuickMeasureForm,
    StatusForm,
)
from measures.letters import ask_owner
from measures.models import EffectPlan, Measure, Problem, Status
from measures.permissions import (
    leads,
    manages,
    may_edit,
    measure_or_404,
    possible_owners,
    require_manager,
    workable_areas,
    workable_places,
)
from measures.queries import broken_links
from measures.services import (
    add_activity,
    add_funding,
    add_quick_measure,
    answer_occurrence,
    change_status,
    finish_activity,
    next_statuses,
    save_measure,
)
from places.models import Area
from places.permissions import areas_where, districts_of
from platssamverkan.core.spreadsheet import as_csv
from stakeholders.audit import record
from stakeholders.http import UserRequest
from stakeholders.link_pages import link_page, reader_of, render_link_page
from stakeholders.models import Organisation
from stakeholders.policy import Action, Visibility
from walks.models import Observation
from walks.permissions import walks_seen_by

MOST_UNANSWERED = 8  # times asked about at once, the oldest first


def accepted(form: BaseForm, change: Callable[[], object]) -> bool:
    """Carry the change out; give what it refuses back to the form, at the right line."""
    try:
        change()
    except ValidationError as refused:
        known = hasattr(refused, "error_dict") and set(refused.error_dict) <= set(form.fields)
        form.add_error(None, refused if known else ValidationError(refused.messages))
        return False
    return True


# --- reading -------------------------------------------------------------------------------------------


@require_safe
def measure_list(request: UserRequest) -> HttpResponse:
    """Show the measures the reader sees: as a list, on a board or over a year."""
    today = timezone.localdate()
    filters = Filters.read(request.GET.dict(), today)
    rows = rows_for(request.user, filters, today)
    shown = rows[:MOST_ROWS]
    seen = Measure.objects.visible_to(request.user)
    may_add = areas_where(request.user, Action.MANAGE_MEASURES).exists()
    context = {
        "rows": shown,
        "too_many": len(rows) > MOST_ROWS,
        "filters": filters,
        "statuses": Status.choices,
        "owners": Organisation.objects.filter(pk__in=seen.values("owner")).order_by("name"),
        "late": seen.overdue(today).count(),
        "soon": seen.due_soon(today).count(),
        "broken": broken_links(Problem.objects.visible_to(request.user), seen, today).total()
        if may_add
        else 0,
        "columns": board(shown) if filters.view == "tavla" else None,
        "months": year_wheel(shown, filters.year or today.year) if filters.view == "arshjul" else None,
        "bars": _bars(shown, filters.year or today.year, today) if filters.view == "tidslinje" else None,
        "year": filters.year,
        "may_add": may_add,
        "my_districts": districts_of(request.user),
        "has_examples": any(row.measure.is_example for row in shown),
    }  # fmt: skip
    return render(request, "measures/measure_list.html", context)


def _bars(rows: list[Row], year: int, today: date) -> list[tuple[Span, SafeString]]:
    return [
        (
            span,
            time_bar(
                span.start, span.end, year=year, today=today, ended=span.ended, late=span.row.is_overdue
            ),
        )
        for span in spans(rows, year)
    ]


@require_safe
def measure_export(request: UserRequest) -> HttpResponse:
    """Give the measures of the list, with the same filters, as a file."""
    today = timezone.localdate()
    rows = rows_for(request.user, Filters.read(request.GET.dict(), today), today)
    for area in {row.measure.area for row in rows}:
        record(request.user, "measures.exported", area)
    response = HttpResponse(as_csv(export_table(rows)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="atgarder.csv"'
    return response


@require_safe
def measure(request: UserRequest, pk: int) -> HttpResponse:
    """Show one measure: what, who, when, why, how it goes and what came of it."""
    found = measure_or_404(request.user, pk)
    return _measure_page(request, found)


def _measure_page(
    request: UserRequest, found: Measure, *, status_form: StatusForm | None = None, http: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    user = request.user
    statuses = next_statuses(user, found)
    sees = Problem.objects.visible_to(user)
    if status_form is None and statuses:
        status_form = StatusForm(statuses=statuses, initial={"on": today, "due_on": found.due_on})
    context = {
        "measure": found,
        "is_overdue": found.is_overdue(today),
        "is_due_soon": found.is_due_soon(today),
        "is_escalated": found.is_escalated(today),
        "follows": Measure.objects.visible_to(user).filter(followed_by=found).first(),
        "problems": found.problems.filter(pk__in=sees.values("pk")),
        "causes": found.causes.filter(problem__in=sees.values("pk")).select_related("problem"),
        "indicators": found.indicators.filter(problem__in=sees.values("pk"))
        .select_related("problem")
        .prefetch_related("readings"),
        "contributors": found.contributors.all(),
        "plans": found.plans.visible_to(user),
        "seen_on": Observation.objects.filter(measures=found, walk__in=walks_seen_by(user).values("pk"))
        .select_related("walk")
        .first(),
        "timeline": [(line, told(line)) for line in found.updates.select_related("organisation")],
        "activities": found.activities.all(),
        "documents": found.documents.all(),
        "funding": found.funding.select_related("organisation"),
        "occurrences": found.occurrences.all(),
        "unanswered": found.occurrences.filter(on__lte=today, held__isnull=True)[:MOST_UNANSWERED],
        "evaluations": [
            (row, sentence(displacement(row.counts))) for row in found.evaluations.all()
        ] if reads_counts(request, found) else [],
        "foreseen": _foreseen(found) if reads_counts(request, found) else None,
        "weighs": manages(user, found.area) and reads_counts(request, found),
        "begun": bool(found.started_on or found.done_on),
        "may_edit": may_edit(user, found),
        "manages": manages(user, found.area),
        "leads": leads(user, found.area),
        "status_form": status_form,
        "activity_form": ActivityForm(auto_id="steg_%s"),
        "visibility": Visibility(found.visibility).label,
    }  # fmt: skip
    return render(request, "measures/measure.html", context, status=http)


def _foreseen(found: Measure) -> tuple[EffectPlan, Foresight] | None:
    row = found.effect_plans.first()
    return (row, kept_foresight(row)) if row else None


def reads_counts(request: UserRequest, found: Measure) -> bool:
    return areas_where(request.user, Action.VIEW_INCIDENT_COUNTS).filter(pk=found.area_id).exists()


# --- changing ------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def quick(request: UserRequest) -> HttpResponse:
    """Write down a measure in three fields."""
    require_manager(request.user)
    areas = workable_areas(request.user)
    places = workable_places(request.user)
    first = areas.filter(kind="city_district").first() or areas.first()
    wanted = places.filter(slug=request.GET.get("plats", "")).first()
    form = QuickMeasureForm(
        request.POST or None,
        owners=possible_owners(areas),
        areas=areas,
        places=places,
        initial={"area": first, "place": wanted, "due_on": timezone.localdate() + timedelta(days=14)},
    )
    made: list[Measure] = []
    if form.is_valid() and accepted(
        form, lambda: made.append(add_quick_measure(by=request.user, **form.cleaned_data))
    ):
        messages.success(request, _("%(name)s är upplagd.") % {"name": made[0].title})
        return redirect(made[0])
    return _form_page(
        request,
        form,
        _("Snabb åtgärd"),
        _("Spara åtgärden"),
        reverse("measures:list"),
        template="measures/quick.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: UserRequest) -> HttpResponse:
    """Describe a new measure."""
    require_manager(request.user)
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: UserRequest, pk: int) -> HttpResponse:
    """Change what a measure says."""
    return _edit(request, measure_or_404(request.user, pk, editing=True))


def _edit(request: UserRequest, found: Measure | None) -> HttpResponse:
    # An owner without the wider right changes the own measure where it stands.
    areas = workable_areas(request.user)
    if found is not None:
        areas = Area.objects.filter(pk__in=[*areas.values_list("pk", flat=True), found.area_id]).defer(
            "geometry"
        )
    places = workable_places(request.user)
    if found is not None and found.place_id:
        places = places.model.objects.filter(
            pk__in=[*places.values_list("pk", flat=True), found.place_id]
        ).defer("geometry").order_by("name")  # fmt: skip
    problems = Problem.objects.visible_to(request.user).filter(area__in=areas.values("pk"))
    seen = Measure.objects.visible_to(request.user)
    form = MeasureForm(
        request.POST or None,
        owners=possible_owners(areas),
        areas=areas,
        places=places,
        problems=problems,
        measures=seen.exclude(pk=found.pk) if found else seen,
        initial=_initial(found) if found else _wanted(request, problems),
    )
    made: list[Measure] = []

    def save() -> None:
        related = {name: form.cleaned_data[name] for name in form.related}
        values = form.values
        if found is not None and found.is_quick and values["owner_role"]:
            values = {**values, "is_quick": False}
        made.append(save_measure(by=request.user, measure=found, values=values, **related))

    if form.is_valid() and accepted(form, save):
        messages.success(request, _("%(name)s är sparad.") % {"name": made[0].title})
        return redirect(made[0])
    heading = _("Ändra: %(name)s") % {"name": found.title} if found else _("Ny åtgärd")
    if found is not None:
        found.refresh_from_db(fields=["title"])
    back = found.get_absolute_url() if found else reverse("measures:list")
    return _form_page(
        request, form, heading, _("Spara åtgärden"), back, template="measures/measure_form.html"
    )


def _initial(found: Measure) -> dict[str, object]:
    values = {
        name: getattr(found, name) for name in MeasureForm.base_fields if name not in MeasureForm.related
    }
    return values | {name: list(getattr(found, name).all()) for name in MeasureForm.related}


def _wanted(request: UserRequest, problems: object) -> dict[str, object]:
    """What a link from a problem fills in."""
    asked = request.GET.get("problem", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    problem = Problem.objects.visible_to(request.user).filter(pk=number).first()
    usual: dict[str, object] = {"visibility": Visibility.ALL_PARTIES}
    if problem is None:
        return usual
    return usual | {"problems": [problem], "area": problem.area_id, "place": problem.place_id}


@require_http_methods(["POST"])
def status(request: UserRequest, pk: int) -> HttpResponse:
    """Move a measure to another status."""
    found = measure_or_404(request.user, pk)
    statuses = next_statuses(request.user, found)
    if not statuses:
        raise PermissionDenied
    form = StatusForm(request.POST, statuses=statuses)
    if form.is_valid():
        given = form.cleaned_data
        if accepted(
            form,
            lambda: change_status(
                by=request.user, measure=found, to=Status(given["status"]), on=given["on"], reason=given["reason"],
                resume_on=given["resume_on"], due_on=given["due_on"], output=given["output"],
            ),
        ):  # fmt: skip
            messages.success(request, _("Statusen är sparad."))
            return redirect(found)
    return _measure_page(request, found, status_form=form, http=400)


@require_http_methods(["POST"])
def activity(request: UserRequest, pk: int) -> HttpResponse:
    """Add a step to a measure, or tick one off."""
    found = measure_or_404(request.user, pk, editing=True)
    ticked = request.POST.get("klar", "")
    if ticked:
        number = int(ticked) if ticked.isascii() and ticked.isdigit() and len(ticked) < 10 else 0
        finish_activity(by=request.user, activity=get_object_or_404(found.activities, pk=number))
        return redirect(found)
    form = ActivityForm(request.POST, auto_id="steg_%s")
    if form.is_valid() and accepted(
        form, lambda: add_activity(by=request.user, measure=found, **form.cleaned_data)
    ):
        return redirect(found)
    return _form_page(request, form, _("Nytt steg"), _("Spara steget"), found.get_absolute_url(), http=400)


@require_http_methods(["POST"])
def occurrence(request: UserRequest, pk: int) -> HttpResponse:
    """Say whether a recurring measure was carried out one of its days."""
    found = measure_or_404(request.user, pk, editing=True)
    asked = request.POST.get("tillfalle", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    row = get_object_or_404(found.occurrences, pk=number)
    answers = {"ja": True, "nej": False}
    try:
        answer_occurrence(by=request.user, occurrence=row, held=answers.get(request.POST.get("svar", "")))
    except ValidationError as refused:
        for sentence_ in refused.messages:
            messages.error(request, sentence_)
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def funding(request: UserRequest, pk: int) -> HttpResponse:
    """Write down who pays for a measure."""
    found = measure_or_404(request.user, pk, editing=True)
    form = FundingForm(
        request.POST or None,
        owners=possible_owners(Area.objects.filter(pk=found.area_id)),
        initial={"organisation": found.owner_id, "year": timezone.localdate().year},
    )
    if form.is_valid() and accepted(
        form, lambda: add_funding(by=request.user, measure=found, **form.cleaned_data)
    ):
        return redirect(found)
    return _form_page(
        request,
        form,
        _("Finansiering: %(name)s") % {"name": found.title},
        _("Spara"),
        found.get_absolute_url(),
    )


def _form_page(
    request: UserRequest, form: BaseForm, heading: str, button: str, back: str, *,
    template: str = "measures/form.html", http: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {"form": form, "heading": heading, "button": button, "back": back}
    return render(request, template, context, status=http)


@require_http_methods(["POST"])
def remind(request: UserRequest, pk: int) -> HttpResponse:
    """Ask the owner how it goes: a letter with a link that answers without a password."""
    found = measure_or_404(request.user, pk)
    if not manages(request.user, found.area):
        raise PermissionDenied
    sent = ask_owner(found, by=request.user, host=request.build_absolute_uri("/")[:-1])
    if sent:
        messages.success(
            request,
            ngettext("Frågan är skickad till %(n)d person.", "Frågan är skickad till %(n)d personer.", sent)
            % {"n": sent},
        )
    else:
        messages.warning(
            request,
            _(
                "Frågan gick inte att skicka. Ingen hos den ansvariga kan svara, eller så är åtgärden avslutad."
            ),
        )
    return redirect(found)


# --- the owner's answer --------------------------------------------------------------------------------


@link_page
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Let the owner say how it goes, without an account: a GET shows, a POST acts."""
    reader = reader_of(request)
    found = read_answer_link(token, reader=reader)
    today = timezone.localdate()
    form = AnswerForm(request.POST or None, initial={"due_on": offered_day(found, today)})
    given = ""
    if request.method == "POST" and form.is_valid():
        asked = request.POST.get("svar", "")
        if asked not in set(Answer):
            form.add_error(None, _("Välj ett av svaren."))
        elif accepted(form, lambda: give_answer(token, Answer(asked), reader=reader, **form.cleaned_data)):
            given = asked
            found = Measure.objects.select_related("area", "place", "owner").get(pk=found.pk)
    context = {
        "measure": found,
        "form": form,
        "given": given,
        "answers": [] if given else [choice.value for choice in possible_answers(found)],
        "is_overdue": found.is_overdue(today),
    }
    return render_link_page(request, "measures/answer.html", context)

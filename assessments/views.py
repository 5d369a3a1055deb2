"""The week page: see a district's week, and decide its levels together."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from assessments.agenda import Agenda, agendas
from assessments.analysis import week_board
from assessments.forms import (
    FIRST_YEAR,
    LAST_YEAR,
    RowState,
    WeekForm,
    WeekPicker,
    conflict_states,
    existing_week,
    no_such_week,
    saved_sentence,
    stored_state,
)
from assessments.models import ScaleStep
from assessments.services import decide_levels
from places.models import Area
from places.permissions import area_or_404, can
from platssamverkan.core.weeks import IsoWeek
from stakeholders.http import UserRequest
from stakeholders.policy import Action


@require_safe
def now(request: UserRequest, slug: str) -> HttpResponse:
    """Go to the week on the table, or to the one that was picked (`?ar=2026&vecka=53`)."""
    district = area_or_404(request.user, slug, may=Action.VIEW_AREA, kind="city_district")
    if not request.GET.keys() & {"ar", "vecka"}:
        return redirect("assessments:week", slug=slug, week=_agenda(district).week)
    picker = WeekPicker(request.GET)
    if picker.is_valid():
        return redirect("assessments:week", slug=slug, week=picker.cleaned_data["week"])
    came_from = existing_week(request.GET.get("fran", "")) or _agenda(district).week
    return _week_page(request, district, came_from, picker=picker, status=400)


@require_safe
def year_now(request: UserRequest, slug: str) -> HttpResponse:
    """Go to the year of the week on the table."""
    district = area_or_404(request.user, slug, may=Action.VIEW_AREA, kind="city_district")
    return redirect("assessments:year", slug=slug, year=_agenda(district).week.year)


@require_http_methods(["GET", "HEAD", "POST"])
def week(request: UserRequest, slug: str, week: str) -> HttpResponse:
    """Show a week; store the levels that were posted, except where somebody else came between."""
    saving = request.method == "POST"
    district = area_or_404(
        request.user, slug, may=Action.ASSESS_WEEK if saving else Action.VIEW_AREA, kind="city_district"
    )
    wanted = existing_week(week)
    if wanted is None:
        return _missing_week_page(request, district, week)
    return _save(request, district, wanted) if saving else _week_page(request, district, wanted)


def _save(request: UserRequest, district: Area, week: IsoWeek) -> HttpResponse:
    form = WeekForm(week_board(district, week), request.POST)
    if not form.is_valid():
        error = form.error or _("Inget sparades, för några rader gick inte att läsa.")
        return _week_page(request, district, week, states=form.states(), error=error, status=400)
    try:
        outcome = decide_levels(by=request.user, district=district, week=week, choices=form.choices())
    except ValidationError as refused:
        return _week_page(request, district, week, error=" ".join(refused.messages), status=400)
    if outcome.conflicts:
        left = len(outcome.conflicts)
        error = ngettext(
            "%(n)d område hade ändrats av någon annan och är inte sparat.",
            "%(n)d områden hade ändrats av någon annan och är inte sparade.",
            left,
        ) % {"n": left}
        if outcome.saved:
            error = f"{saved_sentence(len(outcome.saved))} {error}"
        states = conflict_states(week_board(district, week), outcome.conflicts)
        return _week_page(request, district, week, states=states, error=error, status=409)
    if outcome.saved:
        messages.success(request, saved_sentence(len(outcome.saved)))
    else:
        messages.info(request, _("Inget var ändrat, så inget sparades."))
    return redirect("assessments:week", slug=district.slug, week=week)


def _week_page(
    request: UserRequest,
    district: Area,
    week: IsoWeek,
    *,
    states: list[RowState] | None = None,
    picker: WeekPicker | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    board = week_board(district, week)
    has_begun = week.start <= timezone.now()
    context = {
        "district": district,
        "week": week,
        "board": board,
        "states": states or [stored_state(row) for row in board.rows],
        "scale": ScaleStep.objects.filter(scale__is_current=True),
        "previous": week.previous if week.previous.year >= FIRST_YEAR else None,
        "following": week.following if week.following.year <= LAST_YEAR else None,
        "picker": picker or WeekPicker(initial={"ar": week.year, "vecka": week.week}),
        "has_begun": has_begun,
        "can_assess": has_begun and can(request.user, Action.ASSESS_WEEK, district),
        "shows_invented": board.has_invented,
        "error": error,
    }
    return render(request, "assessments/week.html", context, status=status)


def _missing_week_page(request: UserRequest, district: Area, text: str) -> HttpResponse:
    year, number = int(text[:4]), int(text[-2:])
    known_year = FIRST_YEAR <= year <= LAST_YEAR
    picker = WeekPicker({"ar": str(year), "vecka": str(number)})
    context = {
        "district": district,
        "picker": picker,
        "year": str(year),
        "number": str(number),
        "reason": no_such_week(year) if known_year else " ".join(map(str, picker.non_field_errors())),
        "nearest": existing_week(f"{year:04d}-W52") if known_year and number > 1 else None,
    }
    return render(request, "assessments/week_missing.html", context, status=404)


def _agenda(district: Area) -> Agenda:
    return agendas([district], timezone.localdate())[0]

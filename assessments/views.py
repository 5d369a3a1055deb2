"""The week page: see a district's week, and decide its levels together."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.agenda import Agenda, agendas
from assessments.analysis import week_board
from assessments.focus import focus_board
from assessments.forms import (
    FIRST_YEAR,
    LAST_YEAR,
    RowState,
    WeekForm,
    WeekPicker,
    existing_week,
    left_sentence,
    no_such_week,
    saved_sentence,
)
from assessments.models import ScaleStep
from assessments.permissions import owners_in, party_of
from assessments.services import decide_levels
from assessments.special_models import SpecialEvent, approved_messages
from assessments.standing import correction_words, joint_steps, standing_chips
from places.models import Area
from places.permissions import area_or_404, can
from platssamverkan.core.weeks import IsoWeek
from stakeholders.http import UserRequest
from stakeholders.policy import Action, Visibility

CONFIRM_QUIET = "bekrafta-lugna"  # the button that makes every quiet area normal


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
    return week_page(request, district, came_from, picker=picker, status=400)


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
    return _save(request, district, wanted) if saving else week_page(request, district, wanted)


def _save(request: UserRequest, district: Area, week: IsoWeek) -> HttpResponse:
    form = WeekForm(week_board(district, week), owners_in(district), request.POST)
    if not form.is_valid():
        error = form.error or _("Inget sparades, för några rader gick inte att läsa.")
        return week_page(request, district, week, states=form.states(), error=error, status=400)
    party = party_of(request.user, district)
    if party is None:
        raise PermissionDenied
    choices = form.choices(quiet_as_normal=CONFIRM_QUIET in request.POST)
    try:
        outcome = decide_levels(by=request.user, party=party, district=district, week=week, choices=choices)
    except ValidationError as refused:
        return week_page(request, district, week, error=" ".join(refused.messages), status=400)
    if outcome.conflicts or outcome.refused:
        states = form.left_states(week_board(district, week), outcome.conflicts, outcome.refused)
        status = 409 if outcome.conflicts else 400
        return week_page(request, district, week, states=states, error=left_sentence(outcome), status=status)
    if outcome.saved:
        messages.success(request, saved_sentence(len(outcome.saved)))
    else:
        messages.info(request, _("Inget var ändrat, så inget sparades."))
    return redirect("assessments:week", slug=district.slug, week=week)


def week_page(
    request: UserRequest,
    district: Area,
    week: IsoWeek,
    *,
    states: list[RowState] | None = None,
    picker: WeekPicker | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    """Draw a district's week, with what was typed (`states`) where something was not stored."""
    board = week_board(district, week)
    has_begun = week.start <= timezone.now()
    party = party_of(request.user, district) if has_begun else None
    sees_counts = can(request.user, Action.VIEW_INCIDENT_COUNTS, district)
    context = {
        "district": district,
        "week": week,
        "board": board,
        "states": states or WeekForm(board, owners_in(district)).states(),
        "chips": standing_chips(board),
        "corrections": correction_words(board.corrections, with_reason=sees_counts),
        "scale": ScaleStep.objects.filter(scale__is_current=True),
        "previous": week.previous if week.previous.year >= FIRST_YEAR else None,
        "following": week.following if week.following.year <= LAST_YEAR else None,
        "picker": picker or WeekPicker(initial={"ar": week.year, "vecka": week.week}),
        "has_begun": has_begun,
        "can_assess": party is not None,
        "joint": joint_steps(board, party) if party else None,
        "confirm_quiet": CONFIRM_QUIET,
        "sees_counts": sees_counts,
        "shows_invented": board.invented_levels or (sees_counts and board.invented_incidents),
        "sees_history": can(request.user, Action.VIEW_TRAIL, district),
        "levels_reach": Visibility.ALL_PARTIES.label,
        "counts_reach": Visibility.AUTHORITIES.label,
        "why_url": reverse("places:why", args=[district.slug]),
        "focus": focus_board(district, week),
        "special_events": SpecialEvent.objects.filter(district=district).in_week(week).select_related("area")
        if sees_counts
        else (),
        "joint_messages": approved_messages(district, week),
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

"""Meeting mode: the week on a projector, area by area, with what everybody in the room may see."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.analysis import WeekBoard, week_board
from assessments.focus import focus_board
from assessments.forms import LEVELS, RowState, conflict_sentence, existing_week
from assessments.meeting import CLEARANCES, Sight, area_map, clearance_named, sight_of
from assessments.meeting_forms import MeetingForm
from assessments.models import LEAST_REASON, Party
from assessments.permissions import owners_in, party_of
from assessments.services import record_area
from assessments.standing import joint_steps, standing_chips
from places.models import Area, AreaKind
from places.permissions import area_or_404
from platssamverkan.core.weeks import IsoWeek
from stakeholders.audit import record
from stakeholders.http import UserRequest
from stakeholders.policy import Action, Visibility

CLEARANCE = "ser"  # in the address, so that every page of the meeting says it
MAP_MM = 95  # small, so that its words are large when it fills half a screen


def _door(request: UserRequest, slug: str, week: str) -> tuple[Area, IsoWeek, Party]:
    """The district, a week that has begun, and the party the person records for."""
    district = area_or_404(request.user, slug, may=Action.ASSESS_WEEK, kind=AreaKind.CITY_DISTRICT)
    wanted, party = existing_week(week), party_of(request.user, district)
    if wanted is None or wanted.start > timezone.now():
        raise Http404
    if party is None:
        raise PermissionDenied
    return district, wanted, party


@require_safe
def meeting(request: UserRequest, slug: str, week: str) -> HttpResponse:
    """Ask who is in the room, and show what the meeting will go through."""
    district, wanted, _party = _door(request, slug, week)
    board = week_board(district, wanted)
    context = {
        "district": district,
        "week": wanted,
        "board": board,
        "clearances": [(level.value, level.label) for level in CLEARANCES],
        "first": next((row.area for row in board.rows if row.assessment is None), None)
        or next((row.area for row in board.rows), None),
        "shows_invented": board.invented_levels,
    }
    return render(request, "assessments/meeting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_area(request: UserRequest, slug: str, week: str, part: str) -> HttpResponse:
    """Show one area to the room; POST stores its level and focus and goes on to the next."""
    district, wanted, party = _door(request, slug, week)
    clearance = clearance_named(request.GET.get(CLEARANCE, ""))
    board = week_board(district, wanted)
    sight = sight_of(board, part, user=request.user, clearance=clearance)
    if sight is None:
        raise Http404
    if request.method != "POST":
        record(request.user, "meeting.viewed", sight.row.area, week=str(wanted), clearance=clearance)
        return _page(request, board, sight)
    form = _form(board, sight, request.POST)
    if not form.is_valid():
        return _page(request, board, sight, form=form, error=_first_error(form), status=400)
    try:
        outcome = record_area(
            by=request.user,
            party=party,
            district=district,
            week=wanted,
            choice=replace(form.choice(sight.row, quiet_as_normal=False), plan=None),
            plan=form.new_plan(),
        )
    except ValidationError as refused:
        return _page(request, board, sight, form=form, error=" ".join(refused.messages), status=400)
    if outcome.conflicts or outcome.refused:
        fresh = sight_of(week_board(district, wanted), part, user=request.user, clearance=clearance)
        if outcome.conflicts:
            error, status = conflict_sentence(outcome.conflicts[0]), 409
        else:
            error, status = _missing_words(sight, outcome.refused[0].sentence), 400
        return _page(request, board, fresh or sight, form=form, error=error, status=status)
    following = sight.following
    address = (
        reverse("assessments:meeting_area", args=[slug, wanted, following.slug])
        if following
        else reverse("assessments:meeting_done", args=[slug, wanted])
    )
    return redirect(f"{address}?{CLEARANCE}={clearance}")


@require_safe
def meeting_done(request: UserRequest, slug: str, week: str) -> HttpResponse:
    """Sum the meeting up: the levels, the focuses, and what is left before the week can be closed."""
    district, wanted, party = _door(request, slug, week)
    clearance = clearance_named(request.GET.get(CLEARANCE, ""))
    board = week_board(district, wanted)
    context = {
        "district": district,
        "week": wanted,
        "board": board,
        "chips": standing_chips(board),
        "joint": joint_steps(board, party),
        "focus": focus_board(district, wanted),
        "clearance": clearance,
        "sees_counts": clearance == Visibility.AUTHORITIES,
        "shows_invented": board.invented_levels,
    }
    return render(request, "assessments/meeting_done.html", context)


def _form(board: WeekBoard, sight: Sight, data: object = None) -> MeetingForm:
    places = [board.district.name, *(row.area.name for row in board.rows)]
    return MeetingForm(data, sight.row, owners=owners_in(board.district), places=places)


def _first_error(form: MeetingForm) -> str:
    if "level" in form.errors:
        return _("Välj en nivå från %(first)s till %(last)s.") % {
            "first": LEVELS[1][0],
            "last": LEVELS[-1][0],
        }
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _missing_words(sight: Sight, sentence: str) -> str:
    """The sentence that says what is missing; before all parties it must not give the proposal away."""
    if sight.sees_counts:
        return sentence
    return _(
        "Inget är sparat: nivån behöver en motivering på minst %(least)d tecken, och nivå 4 och 5 ett fokus med "
        "en ansvarig. Det som inte ska synas i rummet skriver ni på veckans sida efter mötet."
    ) % {"least": LEAST_REASON}


def _page(
    request: UserRequest,
    board: WeekBoard,
    sight: Sight,
    *,
    form: MeetingForm | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    stored = sight.row.assessment
    seen = (stored.level, stored.version) if stored else (None, 0)
    bound = form.cleaned_data if form is not None and form.is_bound else {}
    spec = area_map(sight.row.area, sight.note, sight.row.last_level)
    context = {
        "district": board.district,
        "week": board.week,
        "board": board,
        "sight": sight,
        "row": sight.row,
        "slug": sight.row.area.slug,
        "state": RowState(
            sight.row, form or _form(board, sight), bound.get("level", seen[0]), seen[0], seen[1], error=error
        ),
        "sees_counts": sight.sees_counts,
        "clearance": sight.clearance,
        "map": spec,
        "drawing": spec.to_svg(width_mm=MAP_MM),
        "shows_invented": board.invented_levels or bool(sight.incidents and board.invented_incidents),
        "error": error,
    }
    return render(request, "assessments/meeting_area.html", context, status=status)

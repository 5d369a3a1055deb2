"""The focus page: what was to be done this week, and what is chosen for the next."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.focus import focus_board
from assessments.focus_forms import FocusForm
from assessments.forms import existing_week
from assessments.models import WeeklyFocus
from assessments.permissions import owners_in
from assessments.services import choose_focus, close_focus
from places.models import Area, AreaKind, Place
from places.permissions import area_or_404, can
from platssamverkan.core.weeks import IsoWeek
from stakeholders.http import UserRequest
from stakeholders.policy import Action


@require_http_methods(["GET", "HEAD", "POST"])
def focus(request: UserRequest, slug: str, week: str) -> HttpResponse:
    """Show the focuses around a week; POST chooses one for the week after, or closes one (`fokus`, `utfall`)."""
    changing = request.method == "POST"
    district = area_or_404(
        request.user,
        slug,
        may=Action.ASSESS_WEEK if changing else Action.VIEW_AREA,
        kind=AreaKind.CITY_DISTRICT,
    )
    wanted = existing_week(week)
    if wanted is None:
        raise Http404
    if not changing:
        return _page(request, district, wanted)
    return (
        _close(request, district, wanted) if "fokus" in request.POST else _choose(request, district, wanted)
    )


def focus_form(district: Area, data: object = None) -> FocusForm:
    """The form with the district's areas, places and parties to choose among."""
    areas = Area.objects.neighbourhoods_of(district)
    places = Place.objects.in_areas(areas).defer("geometry").order_by("name")
    return FocusForm(data, areas=areas, places=places, owners=owners_in(district))


def _choose(request: UserRequest, district: Area, week: IsoWeek) -> HttpResponse:
    form = focus_form(district, request.POST)
    if form.is_valid():
        try:
            choose_focus(
                by=request.user, area=form.cleaned_data["area"], week=week.following, plan=form.plan()
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Fokus valt för %(week)s.") % {"week": week.following.label})
            return redirect("assessments:focus", slug=district.slug, week=week)
    return _page(request, district, week, form=form, status=400)


def _close(request: UserRequest, district: Area, week: IsoWeek) -> HttpResponse:
    key, outcome = request.POST["fokus"], request.POST.get("utfall", "")
    if not key.isascii() or not key.isdigit() or len(key) > 18 or outcome not in WeeklyFocus.Outcome.values:
        return _page(request, district, week, error=_("Välj vad som blev av fokuset."), status=400)
    row = get_object_or_404(WeeklyFocus, pk=int(key), area__parent=district)
    # A focus that was left lying goes on in the next week there is, not in one that has been.
    onto = max(row.week.following, IsoWeek.of(timezone.now()))
    try:
        close_focus(by=request.user, focus=row, outcome=WeeklyFocus.Outcome(outcome), onto=onto)
    except ValidationError as refused:
        return _page(request, district, week, error=" ".join(refused.messages), status=409)
    messages.success(request, str(WeeklyFocus.Outcome(outcome).label) + ".")
    return redirect("assessments:focus", slug=district.slug, week=week)


def _page(
    request: UserRequest,
    district: Area,
    week: IsoWeek,
    *,
    form: FocusForm | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    may_choose = can(request.user, Action.ASSESS_WEEK, district)
    is_over = week.following.end <= timezone.now()
    context = {
        "district": district,
        "week": week,
        "following": week.following,
        "board": focus_board(district, week),
        "outcomes": WeeklyFocus.Outcome.choices,
        "may_choose": may_choose,
        "form": (form or focus_form(district)) if may_choose and not is_over else None,
        "error": error,
    }
    return render(request, "assessments/focus.html", context, status=status)

"""Safety walks at the desk: plan, take in, decide, follow up."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.forms import BaseFormSet, Form, formset_factory
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from places.models import Area, AreaKind
from places.permissions import area_or_404, areas_where, can
from stakeholders.http import UserRequest
from stakeholders.link_pages import link_page, render_link_page
from stakeholders.links import find_link, redeem
from stakeholders.models import LinkPurpose
from stakeholders.policy import Action
from walks.answers import add_reader, answers_for, forget_reader, reader_of_link, tell_of_changes
from walks.daylight import dusk, sunset
from walks.figures import walk_map, walk_summary
from walks.forms import (
    AmendForm,
    CountForm,
    DecisionForm,
    GroupForm,
    InviteForm,
    ObservationForm,
    ReaderForm,
    ScoreForm,
    WalkForm,
)
from walks.invitations import calendar_text, invite, walk_of_link
from walks.models import (
    Aspect,
    AspectScore,
    Light,
    Observation,
    PhotoSize,
    Walk,
    WalkKind,
    WalkStatus,
)
from walks.permissions import (
    may_decide,
    observation_or_404,
    photo_or_404,
    walk_or_404,
    walks_in,
)
from walks.photos import repaint
from walks.services import (
    add_observation,
    amend_observation,
    decide,
    keep_photo,
    organisations_around,
    propose_loop,
    save_people,
    save_scores,
    save_stops,
    save_walk,
    set_walk_status,
)

WGS84 = 4326
DESK_MM = 80  # the map beside the plan
MOST_COMPARED = 4  # walks beside each other
AMENDED = ("category", "positive", "urgency", "text", "matters_for", "stop", "earlier")


# --- reading ------------------------------------------------------------------------------------------


@require_safe
def walk_list(request: UserRequest, slug: str) -> HttpResponse:
    """Show an area's walks: what is coming, and what became of what was seen."""
    area = area_or_404(request.user, slug, may=Action.VIEW_AREA)
    open_ones = Q(observations__positive=False, observations__status__in=("new", "acting", "investigating"))
    walks = list(
        walks_in(request.user, area)
        .select_related("area", "organiser")
        .defer("area__geometry")
        .annotate(
            seen=Count("observations"),
            good=Count("observations", filter=Q(observations__positive=True)),
            waiting=Count("observations", filter=open_ones),
        )
    )
    context = {
        "area": area,
        "district": _district(area),
        "coming": [walk for walk in walks if walk.status == WalkStatus.PLANNED],
        "held": [walk for walk in walks if walk.status != WalkStatus.PLANNED],
        "can_plan": can(request.user, Action.PLAN_WALKS, area),
    }
    return render(request, "walks/walk_list.html", context)


@require_safe
def walk_detail(request: UserRequest, pk: int) -> HttpResponse:
    """Show a walk: its plan, who came, what was seen and what was answered."""
    walk = walk_or_404(request.user, pk)
    plans = can(request.user, Action.PLAN_WALKS, walk.area)
    people = list(walk.participants.all())
    observations = list(_observations(walk))
    context = {
        "walk": walk,
        "district": _district(walk.area),
        "stops": walk.stops.filter(removed=False).select_related("place"),
        "groups": walk.groups.all(),
        "people": people,
        "came": sum(row.count for row in people),
        "drawing": drawing.to_svg(width_mm=DESK_MM) if (drawing := walk_map(walk)) else None,
        "drawing_alt": drawing.alt if drawing else "",
        "scores": compared(walk),
        "to_resolve": sum(bool(row.remark) for row in observations),
        "not_looked_at": sum(photo.looked_at is None for row in observations for photo in row.photos.all()),
        "observations": observations,
        # Before anything is seen the plan is what people come for, and it stands first.
        "ahead": walk.status == WalkStatus.PLANNED and not observations,
        "begun": walk.starts_at <= timezone.now(),
        "summary": walk_summary(observations),
        "darkness": darkness(walk),
        "can_plan": plans,
        "can_record": can(request.user, Action.RECORD_WALKS, walk.area),
        "takes_in": timezone.now() <= walk.accepts_until,
        "next_steps": _next_steps(walk) if plans else (),
        "readers": walk.readers.count() if plans else 0,
        "repeated_by": walk.repeated_by.all(),
    }
    return render(request, "walks/walk_detail.html", context)


def _observations(walk: Walk) -> Any:
    return walk.observations.select_related(
        "category", "stop", "responsible", "earlier__category"
    ).prefetch_related("photos", "earlier__photos")


def darkness(walk: Walk) -> dict[str, Any] | None:
    """When the sun sets and it gets dark on the day, and whether the walk is in the light it was planned for."""
    spot = next((stop.point for stop in walk.stops.filter(removed=False, point__isnull=False)), None)
    if spot is None:
        geometry = Area.objects.values_list("geometry", flat=True).get(pk=walk.area_id)
        spot = geometry.point_on_surface
    spot = spot.clone()
    spot.transform(WGS84)
    day = timezone.localtime(walk.starts_at).date()
    down, dark = sunset(day, spot.y, spot.x), dusk(day, spot.y, spot.x)
    if down is None or dark is None:
        return None
    starts = timezone.localtime(walk.starts_at)
    wrong = (walk.light == Light.DARK and starts < dark) or (walk.light == Light.DAY and starts > down)
    return {
        "sunset": down,
        "dusk": dark,
        "wrong": wrong and walk.kind == WalkKind.WALK and walk.status == WalkStatus.PLANNED,
    }


def compared(walk: Walk) -> dict[str, Any] | None:
    """The scores of the walk and of the walks before it on the same way, aspect by aspect; None without any."""
    chain = [walk]
    while chain[0].repeats is not None and len(chain) < MOST_COMPARED and chain[0].repeats not in chain:
        chain.insert(0, chain[0].repeats)
    given = {(row.walk_id, row.aspect): row.score for row in AspectScore.objects.filter(walk__in=chain)}
    if not given:
        return None
    rows = []
    for aspect in Aspect:
        scores = [given.get((each.pk, aspect.value)) for each in chain]
        rows.append((aspect.label, scores, _change(scores)))
    # A mean of only those aspects that were judged on every walk: otherwise it tells of what was left out.
    common = [scores for _label, scores, _words in rows if None not in scores]
    means = [sum(score or 0 for score in column) / len(common) for column in zip(*common, strict=True)]
    return {"walks": chain, "rows": rows, "means": means, "common": len(common)}


def _change(scores: list[int | None]) -> str:
    """The last step, in a word; nothing where either of the two was not judged."""
    before, now = scores[-2:] if len(scores) > 1 else (None, None)
    if before is None or now is None:
        return ""
    if now == before:
        return _("oförändrat")
    return _("bättre") if now > before else _("sämre")


def _next_steps(walk: Walk) -> list[tuple[WalkStatus, str]]:
    """The states a walk can go on to, with the words on the button."""
    return {
        WalkStatus.PLANNED: [(WalkStatus.HELD, _("Vandringen är genomförd"))],
        WalkStatus.HELD: [(WalkStatus.PUBLISHED, _("Publicera protokollet"))],
        WalkStatus.PUBLISHED: [(WalkStatus.CLOSED, _("Avsluta vandringen"))],
        WalkStatus.CLOSED: [],
    }[WalkStatus(walk.status)]


def _district(area: Area) -> Area | None:
    """The district whose pages the navigation leads to."""
    if area.kind == AreaKind.CITY_DISTRICT:
        return area
    return area.parent if area.parent and area.parent.kind == AreaKind.CITY_DISTRICT else None


@require_safe
def checklist(request: UserRequest, pk: int) -> HttpResponse:
    """The paper for the walk: each stop with what to look for and room to write, and the leader's guide."""
    walk = walk_or_404(request.user, pk)
    waiting = walk.repeats.observations.unsolved().select_related("category") if walk.repeats else ()
    context = {
        "walk": walk,
        "district": _district(walk.area),
        "stops": walk.stops.filter(removed=False),
        "groups": walk.groups.all(),
        "darkness": darkness(walk),
        "waiting": waiting,
    }
    return render(request, "walks/checklist.html", context)


@require_safe
def calendar(request: UserRequest, pk: int) -> HttpResponse:
    """The three meetings for a calendar."""
    return _calendar_file(walk_or_404(request.user, pk), request)


def _calendar_file(walk: Walk, request: HttpRequest) -> HttpResponse:
    text = calendar_text(walk, host=request.get_host())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="vandring-{walk.pk}.ics"'
    return answer


@require_safe
def follow_up(request: UserRequest, pk: int) -> HttpResponse:
    """The list for the follow-up meeting: what each organisation has to answer for."""
    walk = walk_or_404(request.user, pk)
    rows = [row for row in _observations(walk) if not row.positive]
    rows.sort(key=lambda row: (row.responsible.name if row.responsible else "", row.number))
    parties = [
        (organisation, list(found)) for organisation, found in groupby(rows, key=lambda row: row.responsible)
    ]
    context = {
        "walk": walk,
        "district": _district(walk.area),
        "parties": parties,
        "today": timezone.localdate(),
    }
    return render(request, "walks/follow_up.html", context)


@require_safe
def photo(request: UserRequest, photo_id: UUID, size: str) -> HttpResponse | FileResponse:
    """Hand out a picture to those who see the walk."""
    found = photo_or_404(request.user, photo_id)
    return photo_answer(found.large if size == PhotoSize.LARGE else found.small)


def photo_answer(file: Any) -> FileResponse:
    """A picture that a browser shows and does not guess about."""
    answer = FileResponse(file.open("rb"), content_type="image/jpeg")
    answer["Content-Disposition"] = 'inline; filename="bild.jpg"'
    return answer


# --- planning -----------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def walk_add(request: UserRequest, slug: str) -> HttpResponse:
    """Plan a walk."""
    area = area_or_404(request.user, slug, may=Action.PLAN_WALKS)
    initial: dict[str, Any] = {"area": area.pk}
    if request.method == "GET" and "foresla" in request.GET:
        initial["route"] = "\n".join(place.name for place in propose_loop(area))
    repeats = request.GET.get("igen", "")
    if request.method == "GET" and repeats.isdecimal():
        initial |= _again(walks_in(request.user, area).filter(pk=int(repeats)).first())
    return _plan(request, area, None, initial)


def _again(walk: Walk | None) -> dict[str, Any]:
    """What a repeated walk begins with."""
    if walk is None:
        return {}
    return {
        "title": _("%(title)s, återvandring") % {"title": walk.title[:100]},
        "purpose": walk.purpose,
        "area": walk.area_id,
        "light": walk.light,
        "organiser": walk.organiser_id,
        "repeats": walk.pk,
        "meeting_point": walk.meeting_point,
        "route": _route(walk),
    }


def _route(walk: Walk) -> str:
    stops = walk.stops.filter(removed=False)
    return "\n".join(f"{stop.name} | {stop.look_for}" if stop.look_for else stop.name for stop in stops)


@require_http_methods(["GET", "HEAD", "POST"])
def walk_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Change a walk's plan."""
    walk = walk_or_404(request.user, pk, may=Action.PLAN_WALKS)
    fields = (
        "title", "kind", "purpose", "light", "starts_at", "meeting_point", "pre_meeting_on", "follow_up_on",
    )  # fmt: skip
    initial = {name: getattr(walk, name) for name in fields}
    initial |= {
        "area": walk.area_id,
        "organiser": walk.organiser_id,
        "repeats": walk.repeats_id,
        "route": _route(walk),
    }
    return _plan(request, walk.area, walk, initial)


def _plan(request: UserRequest, area: Area, walk: Walk | None, initial: dict[str, Any]) -> HttpResponse:
    areas = areas_where(request.user, Action.PLAN_WALKS).defer("geometry")
    areas = areas.filter(kind__in=(AreaKind.CITY_DISTRICT, AreaKind.NEIGHBOURHOOD, AreaKind.MUNICIPALITY))
    earlier = walks_in(request.user, area).exclude(pk=walk.pk if walk else 0)
    organisers = organisations_around(walk or Walk(area=area))
    form = WalkForm(
        request.POST if request.method == "POST" else None,
        initial=initial, areas=areas.order_by("kind", "position", "name"), organisers=organisers, earlier=earlier,
    )  # fmt: skip
    made: list[Walk] = []

    @transaction.atomic
    def save() -> None:
        values = dict(form.cleaned_data)
        stops = values.pop("stops")
        made.append(save_walk(by=request.user, walk=walk, **values))
        save_stops(by=request.user, walk=made[0], stops=stops)

    if form.is_valid() and _accepted(form, save):
        messages.success(request, _("Planen är sparad."))
        return redirect(made[0])
    heading = _("Ändra planen") if walk else _("Planera en vandring")
    return _form_page(request, "walks/walk_form.html", form, area=area, walk=walk, heading=heading)


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: UserRequest, pk: int) -> HttpResponse:
    """Groups of at most twenty, and how many took part of each kind."""
    walk = walk_or_404(request.user, pk, may=Action.RECORD_WALKS)
    groups_of = formset_factory(GroupForm, extra=2, max_num=20)
    counts_of = formset_factory(CountForm, extra=3, max_num=60)
    data = request.POST if request.method == "POST" else None
    groups: BaseFormSet[GroupForm] = groups_of(data, prefix="grupp", initial=list(walk.groups.values()))
    counts: BaseFormSet[CountForm] = counts_of(data, prefix="antal", initial=list(walk.participants.values()))
    if data is not None and groups.is_valid() and counts.is_valid():
        save_people(
            by=request.user,
            walk=walk,
            groups=[form.cleaned_data for form in groups if form.cleaned_data],
            counts=[form.cleaned_data for form in counts if form.cleaned_data],
        )
        messages.success(request, _("Grupper och antal är sparade."))
        return redirect(walk)
    context = {"walk": walk, "groups": groups, "counts": counts, "district": _district(walk.area)}
    return render(request, "walks/people.html", context, status=400 if data is not None else 200)


@require_POST
def walk_status(request: UserRequest, pk: int) -> HttpResponse:
    """Move a walk on to its next state."""
    walk = walk_or_404(request.user, pk, may=Action.PLAN_WALKS)
    wanted = request.POST.get("status", "")
    if wanted not in {str(step) for step, _words in _next_steps(walk)}:
        messages.error(request, _("Vandringen har redan gått vidare."))
        return redirect(walk)
    try:
        set_walk_status(by=request.user, walk=walk, status=WalkStatus(wanted))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(walk)


# --- observations -------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def observation_add(request: UserRequest, pk: int) -> HttpResponse:
    """Write an observation at the desk, also one that came by mail or telephone."""
    walk = walk_or_404(request.user, pk, may=Action.RECORD_WALKS)
    form = ObservationForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        walk=walk,
    )
    made: list[Observation] = []

    @transaction.atomic
    def save() -> None:
        values = dict(form.cleaned_data)
        upload = values.pop("photo")
        try:
            picture = repaint(upload.read(8_000_001)) if upload else None
        except ValidationError as refused:
            raise ValidationError({"photo": refused.messages}) from refused
        made.append(add_observation(by=request.user, walk=walk, **values))
        if picture:
            keep_photo(observation=made[0], picture=picture, position=0)

    if form.is_valid() and _accepted(form, save):
        messages.success(request, _("Iakttagelse %(n)d är sparad.") % {"n": made[0].number})
        if photo := made[0].photos.first():
            return redirect("walks:photo_cover", photo_id=photo.public_id)
        return redirect("walks:observation", pk=made[0].pk)
    return _form_page(request, "walks/observation_form.html", form, walk=walk, district=_district(walk.area))


@require_http_methods(["GET", "HEAD", "POST"])
def observation_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Put right what was noted, and resolve what could not be right about it."""
    found = observation_or_404(request.user, pk)
    if not can(request.user, Action.RECORD_WALKS, found.walk.area):
        raise PermissionDenied
    form = AmendForm(
        request.POST if request.method == "POST" else None,
        walk=found.walk,
        initial={name: getattr(found, f"{name}_id" if name in ("category", "stop", "earlier") else name)
                 for name in AMENDED},
    )  # fmt: skip
    if form.is_valid() and _accepted(
        form, lambda: amend_observation(by=request.user, observation=found, **form.cleaned_data)
    ):
        messages.success(request, _("Iakttagelsen är rättad."))
        return redirect("walks:observation", pk=pk)
    return _form_page(
        request, "walks/observation_edit.html", form,
        observation=found, walk=found.walk, district=_district(found.walk.area),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def scores(request: UserRequest, pk: int) -> HttpResponse:
    """The group's scores by BoTryggt aspect, beside those of the walk that is repeated."""
    walk = walk_or_404(request.user, pk, may=Action.RECORD_WALKS)
    form = ScoreForm(
        request.POST if request.method == "POST" else None,
        initial={row.aspect: row.score for row in walk.scores.all()},
    )
    if form.is_valid():
        values = {name: int(value) if value else None for name, value in form.cleaned_data.items()}
        save_scores(by=request.user, walk=walk, scores=values)
        messages.success(request, _("Poängen är sparade."))
        return redirect(walk)
    return _form_page(request, "walks/scores.html", form, walk=walk, district=_district(walk.area))


@require_http_methods(["GET", "HEAD", "POST"])
def observation(request: UserRequest, pk: int) -> HttpResponse:
    """Show an observation and its answers; those who decide, decide here."""
    found = observation_or_404(request.user, pk, deciding=request.method == "POST")
    decides = may_decide(request.user, found)
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        initial={
            "status": found.status, "responsible": found.responsible_id, "reason": found.reason,
            "due_on": found.due_on,
        },
        organisations=organisations_around(found.walk),
    )  # fmt: skip
    if form.is_valid() and _accepted(
        form, lambda: decide(by=request.user, observation=found, **form.cleaned_data)
    ):
        messages.success(request, _("Svaret är sparat."))
        return redirect("walks:observation", pk=pk)
    return _form_page(
        request, "walks/observation.html", form,
        observation=found, walk=found.walk, can_decide=decides, can_record=can(request.user, Action.RECORD_WALKS, found.walk.area), photos=found.photos.all(),
        answers=found.answers.select_related("organisation"), later=found.later.select_related("walk"),
        district=_district(found.walk.area),
    )  # fmt: skip


# --- the participants' answers ------------------------------------------------------------------------


@require_POST
def tell(request: UserRequest, pk: int) -> HttpResponse:
    """Write to the participants whose points have news: one letter each."""
    walk = walk_or_404(request.user, pk, may=Action.PLAN_WALKS)
    sent = tell_of_changes(by=request.user, walk=walk, address=request.build_absolute_uri)
    text = ngettext("%(n)d brev skickat.", "%(n)d brev skickade.", sent) % {"n": sent}
    messages.success(request, text if sent else _("Inga nya svar att berätta om."))
    return redirect(walk)


@require_http_methods(["GET", "HEAD", "POST"])
def reader_add(request: UserRequest, pk: int) -> HttpResponse:
    """Send a participant the address of a page with the answers."""
    walk = walk_or_404(request.user, pk, may=Action.PLAN_WALKS)
    form = ReaderForm(request.POST if request.method == "POST" else None, walk=walk)
    if form.is_valid() and _accepted(
        form,
        lambda: add_reader(
            by=request.user, walk=walk, address=request.build_absolute_uri, **form.cleaned_data
        ),
    ):
        messages.success(request, _("Brevet med länken är skickat."))
        return redirect(walk)
    return _form_page(request, "walks/reader_form.html", form, walk=walk, district=_district(walk.area))


@require_http_methods(["GET", "HEAD", "POST"])
def invite_people(request: UserRequest, pk: int) -> HttpResponse:
    """Invite by letter.  The addresses are not kept."""
    walk = walk_or_404(request.user, pk, may=Action.PLAN_WALKS)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        sent, failed = invite(
            by=request.user, walk=walk, emails=form.cleaned_data["emails"], address=request.build_absolute_uri
        )
        words = ngettext("%(n)d inbjudan skickad.", "%(n)d inbjudningar skickade.", sent) % {"n": sent}
        if sent:
            messages.success(request, words)
        if failed:
            messages.error(request, _("Gick inte att skicka till: %(who)s.") % {"who": ", ".join(failed)})
        return redirect(walk)
    return _form_page(request, "walks/invite_form.html", form, walk=walk, district=_district(walk.area))


@require_safe
@link_page
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page of an invitation: when, where and why."""
    walk = walk_of_link(find_link(token, LinkPurpose.WALK_INVITATION, reader=None))
    return render_link_page(request, "walks/invitation.html", {"walk": walk, "token": token})


@require_safe
@link_page
def invitation_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The invitation's meetings for a calendar."""
    return _calendar_file(walk_of_link(find_link(token, LinkPurpose.WALK_INVITATION, reader=None)), request)


@require_http_methods(["GET", "HEAD", "POST"])
@link_page
def answers(request: HttpRequest, token: str) -> HttpResponse:
    """A participant's own page: what happened with my points.  A POST takes the address away."""
    if request.method == "POST":
        forget_reader(reader_of_link(redeem(token, LinkPurpose.WALK_ANSWERS, reader=None)))
        return render_link_page(request, "walks/answers_forgotten.html", {})
    reader = reader_of_link(find_link(token, LinkPurpose.WALK_ANSWERS, reader=None))
    context: dict[str, object] = {"walk": reader.walk, "rows": answers_for(reader)}
    return render_link_page(request, "walks/answers.html", context)


# --- what the pages share -----------------------------------------------------------------------------


def _accepted(form: Form, change: Any) -> bool:
    """Carry the change out; give what it refuses back to the form."""
    try:
        change()
    except ValidationError as refused:
        known = hasattr(refused, "error_dict") and set(refused.error_dict) <= set(form.fields)
        form.add_error(None, refused if known else ValidationError(refused.messages))
        return False
    return True


def _form_page(request: UserRequest, template: str, form: Form, **context: object) -> HttpResponse:
    status = 400 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)

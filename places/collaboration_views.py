"""The joint work: collaborations and their groups, and how an area has organised its collaboration."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from places.collaboration_forms import (
    AgreementForm,
    CollaborationForm,
    DecisionForm,
    FollowUpForm,
    GroupForm,
    MeetingForm,
    MemberForm,
    ProgrammeForm,
    PromiseForm,
    ThemeForm,
    WorkForm,
)
from places.collaboration_permissions import (
    agreement_to_keep,
    collaboration_or_404,
    collaborations_seen_by,
    group_or_404,
    keeps_collaboration,
    keeps_group,
    keeps_programme,
    own_organisations,
    programme_or_404,
    programmes_seen_by,
    promise_to_keep,
    theme_to_keep,
)
from places.collaboration_services import (
    add_decision,
    add_member,
    end_member,
    follow_up_promise,
    save_agreement,
    save_collaboration,
    save_group,
    save_meeting,
    save_programme,
    save_promise,
    save_theme,
)
from places.models import (
    Agreement,
    Area,
    AreaKind,
    CitizenPromise,
    GroupMember,
    Meeting,
    Phase,
    Place,
    PlaceCollaboration,
    Programme,
    Theme,
    ThemePart,
    WorkingGroup,
)
from places.party_views import accepted
from places.permissions import area_or_404, areas_where, can
from places.place_forms import EndForm
from places.place_permissions import place_or_404, require_keeper
from places.structure import draw_structure, structure_of
from stakeholders.http import UserRequest
from stakeholders.models import Organisation
from stakeholders.policy import Action
from stakeholders.querysets import valid_on

MEETINGS = 12  # of a group, the latest first
FORM = ["GET", "HEAD", "POST"]


def _filled_in(
    request: UserRequest,
    form: WorkForm | EndForm,
    change: Callable[[], Any],
    *,
    heading: str,
    back: str,
    back_to: str,
    told: str,
) -> HttpResponse:
    """Carry out what a form asks for and return to `back`, or show it with what is wrong."""
    if form.is_valid() and accepted(form, change):
        messages.success(request, told)
        return redirect(back)
    context = {"form": form, "heading": heading, "back": back, "back_to": back_to}
    return render(request, "places/work_form.html", context)


def _initial(row: Any, form: type[WorkForm], **more: object) -> dict[str, object]:
    """The row's own values for the form's fields."""
    if row is None:
        return more
    names = {field.name for field in row._meta.get_fields()} & set(form.base_fields)
    return {name: _value(row, name) for name in names} | more


def _value(row: Any, name: str) -> object:
    value = getattr(row, name)
    return value.all() if hasattr(value, "all") else value


# --- the list -------------------------------------------------------------------------------------


@require_safe
def collaboration_list(request: UserRequest) -> HttpResponse:
    """Show the collaborations and programmes the reader may see, and where areas tell how they are organised."""
    works = (
        collaborations_seen_by(request.user)
        .select_related("place", "area", "programme")
        .defer("place__geometry", "area__geometry")
    )
    seen = areas_where(request.user, Action.VIEW_AREA).defer("geometry")
    organised = seen.filter(
        Q(kind=AreaKind.CITY_DISTRICT) | Q(kind=AreaKind.MUNICIPALITY) | Q(groups__isnull=False)
    )
    context = {
        "ongoing": [work for work in works if work.phase not in {Phase.CLOSED, Phase.PAUSED}],
        "resting": [work for work in works if work.phase in {Phase.CLOSED, Phase.PAUSED}],
        "programmes": programmes_seen_by(request.user).annotate(works=Count("collaborations")),
        "areas": organised.distinct().order_by("name"),
        "may_add": areas_where(request.user, Action.KEEP_PLACES).exists(),
    }
    return render(request, "places/collaboration_list.html", context)


# --- programmes -----------------------------------------------------------------------------------


@require_safe
def programme(request: UserRequest, pk: int) -> HttpResponse:
    """Show a programme: partners, period, grant and its collaborations."""
    shown = programme_or_404(request.user, pk)
    works = collaborations_seen_by(request.user).filter(programme=shown)
    context = {
        "programme": shown,
        "works": works.select_related("place", "area").defer("place__geometry", "area__geometry"),
        "keeps": keeps_programme(request.user, shown),
    }
    return render(request, "places/programme.html", context)


@require_http_methods(FORM)
def programme_add(request: UserRequest) -> HttpResponse:
    """Begin a programme."""
    require_keeper(request.user)
    return _programme_form(request, None)


@require_http_methods(FORM)
def programme_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Change a programme."""
    return _programme_form(request, programme_or_404(request.user, pk, keeping=True))


def _programme_form(request: UserRequest, shown: Programme | None) -> HttpResponse:
    initial = _initial(shown, ProgrammeForm)
    if shown is None:
        initial = {"partners": own_organisations(request.user), "started_on": timezone.localdate()}
    form = ProgrammeForm(request.POST or None, initial=initial)
    back = reverse("places:programme", args=[shown.pk]) if shown else reverse("places:collaborations")
    return _filled_in(
        request,
        form,
        lambda: save_programme(by=request.user, programme=shown, **form.values),
        heading=_("Ändra programmet") if shown else _("Nytt program"),
        back=back,
        back_to=shown.name if shown else _("Samverkan"),
        told=_("Programmet är sparat."),
    )


# --- collaborations -------------------------------------------------------------------------------


@require_safe
def collaboration(request: UserRequest, pk: int) -> HttpResponse:
    """Show a collaboration: where it stands in its eight phases, its goals, groups, money and decisions."""
    work = collaboration_or_404(request.user, pk)
    today = timezone.localdate()
    seats = GroupMember.objects.filter(valid_on(today)).select_related("organisation")
    groups = work.groups.select_related("leader").prefetch_related(
        Prefetch("members", seats, to_attr="seats")
    )
    phases: list[str] = [phase for phase in Phase if phase not in {Phase.PAUSED, Phase.CLOSED}]
    context = {
        "work": work,
        "phases": phases,
        "passed": phases.index(work.phase) if work.phase in phases else None,
        "groups": groups,
        "decisions": work.decisions.select_related("meeting").order_by("-decided_on", "-pk"),
        "keeps": keeps_collaboration(request.user, work),
    }
    return render(request, "places/collaboration.html", context)


@require_http_methods(FORM)
def collaboration_add(request: UserRequest) -> HttpResponse:
    """Begin a collaboration that has no place yet, as a part of a programme."""
    require_keeper(request.user)
    return _collaboration_form(request, PlaceCollaboration(), back=reverse("places:collaborations"))


@require_http_methods(FORM)
def place_collaboration_add(request: UserRequest, slug: str) -> HttpResponse:
    """Begin a collaboration around a place."""
    place = place_or_404(request.user, slug, keeping=True)
    return _collaboration_form(request, PlaceCollaboration(place=place), back=place.get_absolute_url())


@require_http_methods(FORM)
def area_collaboration_add(request: UserRequest, slug: str) -> HttpResponse:
    """Begin a collaboration in an area."""
    area = area_or_404(request.user, slug, may=Action.KEEP_PLACES)
    return _collaboration_form(
        request, PlaceCollaboration(area=area), back=reverse("places:structure", args=[area.slug])
    )


@require_http_methods(FORM)
def collaboration_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Change a collaboration."""
    work = collaboration_or_404(request.user, pk, keeping=True)
    return _collaboration_form(request, work, back=_address(work))


def _collaboration_form(request: UserRequest, work: PlaceCollaboration, *, back: str) -> HttpResponse:
    subject: Place | Area | None = work.place or work.area
    initial: dict[str, object] = {"started_on": timezone.localdate(), "phase": Phase.INITIATION}
    if work.pk:
        initial = _initial(work, CollaborationForm, goals="\n".join(goal.text for goal in work.goals.all()))
    elif subject is not None:
        initial["name"] = _("Platssamverkan %(place)s") % {"place": subject.name}
    kept = Programme.objects.filter(partners__in=own_organisations(request.user).values("pk")).distinct()
    programmes = Programme.objects.filter(Q(pk__in=kept.values("pk")) | Q(pk=work.programme_id))
    form = CollaborationForm(
        request.POST or None, initial=initial, programmes=programmes, needs_programme=subject is None
    )
    return _filled_in(
        request,
        form,
        lambda: save_collaboration(by=request.user, collaboration=work, **form.values),
        heading=_("Ändra samverkan") if work.pk else _("Ny samverkan"),
        back=back,
        back_to=work.name if work.pk else subject.name if subject else _("Samverkan"),
        told=_("Samverkan är sparad."),
    )


@require_http_methods(FORM)
def decision_add(request: UserRequest, pk: int) -> HttpResponse:
    """Write down a decision of a collaboration."""
    work = collaboration_or_404(request.user, pk, keeping=True)
    form = DecisionForm(request.POST or None, initial={"decided_on": timezone.localdate()})
    return _filled_in(
        request,
        form,
        lambda: add_decision(by=request.user, collaboration=work, **form.values),
        heading=_("Nytt beslut"),
        back=_address(work),
        back_to=work.name,
        told=_("Beslutet är sparat."),
    )


def _address(row: PlaceCollaboration | WorkingGroup) -> str:
    name = "collaboration" if isinstance(row, PlaceCollaboration) else "group"
    return reverse(f"places:{name}", args=[row.pk])


# --- groups ---------------------------------------------------------------------------------------


@require_safe
def group(request: UserRequest, pk: int) -> HttpResponse:
    """Show a group: its task, who sits in it with what mandate, and its meetings."""
    shown = group_or_404(request.user, pk)
    today = timezone.localdate()
    members = shown.members.select_related("organisation")
    meetings = shown.meetings.prefetch_related("present", "decisions")
    context = {
        "group": shown,
        "seats": members.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today)),
        "past_seats": members.filter(valid_to__lt=today),
        "coming": meetings.filter(held_on__gt=today).order_by("held_on"),
        "held": meetings.filter(held_on__lte=today)[:MEETINGS],
        "held_count": meetings.filter(held_on__lte=today).count(),
        "keeps": keeps_group(request.user, shown),
        "today": today,
    }
    return render(request, "places/group.html", context)


@require_http_methods(FORM)
def group_add(request: UserRequest, pk: int) -> HttpResponse:
    """Form a working group around a collaboration."""
    work = collaboration_or_404(request.user, pk, keeping=True)
    return _group_form(request, WorkingGroup(collaboration=work), back=_address(work), back_to=work.name)


@require_http_methods(FORM)
def area_group_add(request: UserRequest, slug: str) -> HttpResponse:
    """Form a group in an area: for all of it or for a theme."""
    area = area_or_404(request.user, slug, may=Action.KEEP_PLACES)
    back = reverse("places:structure", args=[area.slug])
    return _group_form(request, WorkingGroup(area=area), back=back, back_to=area.name)


@require_http_methods(FORM)
def group_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Change a group."""
    shown = group_or_404(request.user, pk, keeping=True)
    return _group_form(request, shown, back=_address(shown), back_to=shown.name)


def _group_form(request: UserRequest, shown: WorkingGroup, *, back: str, back_to: str) -> HttpResponse:
    themes, parents = Theme.objects.none(), WorkingGroup.objects.none()
    if shown.area is not None:
        themes = shown.area.themes.filter(Q(ended_on__isnull=True) | Q(pk=shown.theme_id))
        parents = shown.area.groups.exclude(pk=shown.pk)
    initial = _initial(shown, GroupForm) if shown.pk else {"formed_on": timezone.localdate()}
    form = GroupForm(request.POST or None, initial=initial, themes=themes, parents=parents)
    return _filled_in(
        request,
        form,
        lambda: save_group(by=request.user, group=shown, **form.values),
        heading=_("Ändra gruppen") if shown.pk else _("Ny grupp"),
        back=back,
        back_to=back_to,
        told=_("Gruppen är sparad."),
    )


@require_http_methods(FORM)
def member_add(request: UserRequest, pk: int) -> HttpResponse:
    """Give an organisation or a kind of member a seat in a group."""
    shown = group_or_404(request.user, pk, keeping=True)
    form = MemberForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    return _filled_in(
        request,
        form,
        lambda: add_member(by=request.user, group=shown, **form.values),
        heading=_("Ny deltagare"),
        back=_address(shown),
        back_to=shown.name,
        told=_("Deltagaren är sparad."),
    )


@require_http_methods(FORM)
def member_end(request: UserRequest, pk: int, member_id: int) -> HttpResponse:
    """Give a seat its last day."""
    shown = group_or_404(request.user, pk, keeping=True)
    member: GroupMember = get_object_or_404(shown.members, pk=member_id)
    form = EndForm(request.POST or None, today=timezone.localdate())
    return _filled_in(
        request,
        form,
        lambda: end_member(by=request.user, member=member, **form.cleaned_data),
        heading=_("Avsluta: %(what)s") % {"what": member},
        back=_address(shown),
        back_to=shown.name,
        told=_("%(what)s har fått en sista dag.") % {"what": member},
    )


@require_http_methods(FORM)
def meeting_add(request: UserRequest, pk: int) -> HttpResponse:
    """Plan a meeting, or write down one that has been."""
    return _meeting_form(request, group_or_404(request.user, pk, keeping=True), None)


@require_http_methods(FORM)
def meeting_edit(request: UserRequest, pk: int, meeting_id: int) -> HttpResponse:
    """Write down who came, what was said and what was decided; or move the meeting."""
    shown = group_or_404(request.user, pk, keeping=True)
    return _meeting_form(request, shown, get_object_or_404(shown.meetings, pk=meeting_id))


def _meeting_form(request: UserRequest, shown: WorkingGroup, meeting: Meeting | None) -> HttpResponse:
    initial: dict[str, object] = {"held_on": timezone.localdate()}
    members = Q(group_seats__group=shown) | Q(groups_led=shown)
    if meeting is not None:
        told = "\n".join(decision.text for decision in meeting.decisions.all())
        initial = _initial(meeting, MeetingForm, decisions=told)
        members |= Q(meetings=meeting)
    organisations = Organisation.objects.filter(members).distinct().order_by("name")
    form = MeetingForm(request.POST or None, initial=initial, members=organisations)
    return _filled_in(
        request,
        form,
        lambda: save_meeting(by=request.user, group=shown, meeting=meeting, **form.values),
        heading=_("Ändra mötet") if meeting else _("Nytt möte"),
        back=_address(shown),
        back_to=shown.name,
        told=_("Mötet är sparat."),
    )


# --- an area's structure --------------------------------------------------------------------------


@require_safe
def structure(request: UserRequest, slug: str) -> HttpResponse:
    """Show how an area has organised its collaboration: groups, themes, agreements, promises."""
    area = area_or_404(request.user, slug, may=Action.VIEW_AREA)
    today = timezone.localdate()
    found = structure_of(area, today)
    context = {
        "area": area,
        "structure": found,
        "drawing": draw_structure(found),
        "themes": _themes(area),
        "agreements": _agreements(area),
        "promises": _promises(area),
        "works": area.collaborations.all(),
        "keeps": can(request.user, Action.KEEP_PLACES, area),
        "today": today,
    }
    return render(request, "places/structure.html", context)


def _themes(area: Area) -> QuerySet[Theme]:
    parts = ThemePart.objects.order_by("position", "pk")
    return (
        area.themes.filter(ended_on__isnull=True)
        .prefetch_related(
            Prefetch("parts", parts.filter(kind="goal"), to_attr="goals"),
            Prefetch("parts", parts.filter(kind="indicator"), to_attr="indicators"),
            Prefetch("parts", parts.filter(kind="activity"), to_attr="activities"),
            "groups",
        )
    )  # fmt: skip


def _agreements(area: Area) -> QuerySet[Agreement]:
    return area.agreements.prefetch_related("parties")


def _promises(area: Area) -> QuerySet[CitizenPromise]:
    return area.promises.prefetch_related("promised_by", "follow_ups").order_by(
        F("valid_to").desc(nulls_first=True), "-valid_from", "pk"
    )


def _area_form(
    request: UserRequest, area: Area, form: WorkForm, change: Callable[[], Any], *, heading: str, told: str
) -> HttpResponse:
    back = reverse("places:structure", args=[area.slug])
    back_to = _("Samverkan i %(area)s") % {"area": area.name}
    return _filled_in(request, form, change, heading=heading, back=back, back_to=back_to, told=told)


@require_http_methods(FORM)
def theme_add(request: UserRequest, slug: str) -> HttpResponse:
    """Add a theme to an area."""
    return _theme_form(request, area_or_404(request.user, slug, may=Action.KEEP_PLACES), None)


@require_http_methods(FORM)
def theme_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Change a theme, its goals, indicators and activities."""
    theme = theme_to_keep(request.user, pk)
    return _theme_form(request, theme.area, theme)


def _theme_form(request: UserRequest, area: Area, theme: Theme | None) -> HttpResponse:
    initial: dict[str, object] = {}
    if theme is not None:
        said: dict[str, list[str]] = {}
        for part in theme.parts.order_by("position", "pk"):
            said.setdefault(part.kind, []).append(part.text)
        initial = _initial(
            theme, ThemeForm,
            goals="\n".join(said.get("goal", [])),
            indicators="\n".join(said.get("indicator", [])),
            activities="\n".join(said.get("activity", [])),
        )  # fmt: skip
    form = ThemeForm(request.POST or None, initial=initial)
    return _area_form(
        request, area, form,
        lambda: save_theme(by=request.user, area=area, theme=theme, **form.values),
        heading=_("Ändra samverkansområdet") if theme else _("Nytt samverkansområde"),
        told=_("Samverkansområdet är sparat."),
    )  # fmt: skip


@require_http_methods(FORM)
def agreement_add(request: UserRequest, slug: str) -> HttpResponse:
    """Write down an agreement."""
    return _agreement_form(request, area_or_404(request.user, slug, may=Action.KEEP_PLACES), None)


@require_http_methods(FORM)
def agreement_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Change an agreement."""
    agreement = agreement_to_keep(request.user, pk)
    return _agreement_form(request, agreement.area, agreement)


def _agreement_form(request: UserRequest, area: Area, agreement: Agreement | None) -> HttpResponse:
    initial: dict[str, object] = {"level": "local"}
    if agreement is not None:
        initial = _initial(agreement, AgreementForm, themes="\n".join(agreement.themes))
    form = AgreementForm(request.POST or None, initial=initial)
    return _area_form(
        request, area, form,
        lambda: save_agreement(by=request.user, area=area, agreement=agreement, **form.values),
        heading=_("Ändra överenskommelsen") if agreement else _("Ny överenskommelse"),
        told=_("Överenskommelsen är sparad."),
    )  # fmt: skip


@require_http_methods(FORM)
def promise_add(request: UserRequest, slug: str) -> HttpResponse:
    """Write down a promise to citizens."""
    return _promise_form(request, area_or_404(request.user, slug, may=Action.KEEP_PLACES), None)


@require_http_methods(FORM)
def promise_edit(request: UserRequest, pk: int) -> HttpResponse:
    """Change a promise to citizens."""
    promise = promise_to_keep(request.user, pk)
    return _promise_form(request, promise.area, promise)


def _promise_form(request: UserRequest, area: Area, promise: CitizenPromise | None) -> HttpResponse:
    initial = _initial(promise, PromiseForm) if promise else {"valid_from": timezone.localdate()}
    form = PromiseForm(request.POST or None, initial=initial)
    return _area_form(
        request, area, form,
        lambda: save_promise(by=request.user, area=area, promise=promise, **form.values),
        heading=_("Ändra medborgarlöftet") if promise else _("Nytt medborgarlöfte"),
        told=_("Medborgarlöftet är sparat."),
    )  # fmt: skip


@require_http_methods(FORM)
def promise_follow_up(request: UserRequest, pk: int) -> HttpResponse:
    """Write down how it went with a promise."""
    promise = promise_to_keep(request.user, pk)
    today = timezone.localdate()
    form = FollowUpForm(request.POST or None, initial={"followed_up_on": today}, today=today)
    return _area_form(
        request, promise.area, form,
        lambda: follow_up_promise(by=request.user, promise=promise, **form.values),
        heading=_("Följ upp medborgarlöftet"),
        told=_("Uppföljningen är sparad."),
    )  # fmt: skip

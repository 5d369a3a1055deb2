"""Särskild händelse: the list, and one picture with everything that can be added to it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import special_services
from assessments.models import Party
from assessments.permissions import owners_in, party_of
from assessments.special_forms import MeasureForm, MeetingForm, MessageForm, NoteForm, OpenForm
from assessments.special_models import JointMessage, SpecialEvent, SpecialMeasure, SpecialNote
from places.models import Area, AreaKind
from places.permissions import area_or_404
from stakeholders.audit import record_view
from stakeholders.http import UserRequest
from stakeholders.policy import Action

LISTED = 50


def _door(request: UserRequest, slug: str) -> tuple[Area, Party | None]:
    """The district, and the party the person acts for; None for those who may only read."""
    changing = request.method == "POST"
    may = Action.ASSESS_WEEK if changing else Action.VIEW_INCIDENT_COUNTS
    district = area_or_404(request.user, slug, may=may, kind=AreaKind.CITY_DISTRICT)
    party = party_of(request.user, district)
    if changing and party is None:
        raise PermissionDenied
    return district, party


@require_http_methods(["GET", "HEAD", "POST"])
def special_list(request: UserRequest, slug: str) -> HttpResponse:
    """List the district's särskilda händelser; POST opens one."""
    district, party = _door(request, slug)
    areas = Area.objects.neighbourhoods_of(district)
    names = [district.name, *(area.name for area in areas)]
    form = OpenForm(request.POST or None, areas=areas, places=names)
    if request.method == "POST" and party is not None and form.is_valid():
        values = form.cleaned_data
        event = special_services.open_event(
            by=request.user,
            party=party,
            district=district,
            area=values["area"],
            title=values["title"],
            known=values["known"],
            title_reason=form.guard_reasons.get("title", ""),
            known_reason=form.guard_reasons.get("known", ""),
        )
        return redirect("assessments:special", slug=slug, pk=event.pk)
    events = SpecialEvent.objects.filter(district=district).select_related("area", "opened_by")
    context = {"district": district, "events": events[:LISTED], "form": form if party else None}
    status = 400 if request.method == "POST" else 200
    return render(request, "assessments/special_list.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def special(request: UserRequest, slug: str, pk: int) -> HttpResponse:
    """Show one interim picture; POST does the one thing its `gor` names."""
    district, party = _door(request, slug)
    event = get_object_or_404(
        SpecialEvent.objects.select_related("area", "opened_by", "closed_by"), pk=pk, district=district
    )
    if request.method != "POST" or party is None:
        record_view(request.user, event)
        return _page(request, event, party)
    desk = _Desk(request, event, party)
    act = desk.acts.get(request.POST.get("gor", ""))
    if act is None:
        return _page(request, event, party, error=_("Välj vad som ska göras."), status=400)
    try:
        said = act()
    except ValidationError as refused:
        return _page(request, event, party, forms=desk.forms, error=" ".join(refused.messages), status=409)
    if not said:
        return _page(
            request,
            event,
            party,
            forms=desk.forms,
            error=_("Något behöver rättas. Inget är sparat än."),
            status=400,
        )
    messages.success(request, said)
    return redirect("assessments:special", slug=slug, pk=pk)


class _Desk:
    """What can be done with the picture: each returns the sentence that says it is done, or ''."""

    def __init__(self, request: UserRequest, event: SpecialEvent, party: Party) -> None:
        self.user, self.data, self.event, self.party = request.user, request.POST, event, party
        self.forms: dict[str, Any] = {}
        self.acts: dict[str, Callable[[], str]] = {
            "rad": self.note,
            "mote": self.meeting,
            "atgard": self.measure,
            "klar": self.done,
            "budskap": self.message,
            "godkann": self.approve,
            "avsluta": self.close,
        }

    def _key(self) -> int:
        text = self.data.get("nyckel", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0

    def _filled(self, name: str) -> Any:
        form = self.forms[name] = _forms(self.event, name, self.data)[name]
        return form if form.is_valid() else None

    def note(self) -> str:
        if (form := self._filled("note")) is None:
            return ""
        special_services.add_note(
            by=self.user,
            party=self.party,
            event=self.event,
            kind=SpecialNote.Kind(form.cleaned_data["kind"]),
            text=form.cleaned_data["text"],
            guard_reason=form.guard_reasons.get("text", ""),
        )
        return _("Raden är sparad.")

    def meeting(self) -> str:
        if (form := self._filled("meeting")) is None:
            return ""
        values = form.cleaned_data
        special_services.call_meeting(
            by=self.user,
            event=self.event,
            at=values["at"],
            place=values["place"],
            guard_reason=form.guard_reasons.get("place", ""),
        )
        return _("Det extra mötet är satt.")

    def measure(self) -> str:
        if (form := self._filled("measure")) is None:
            return ""
        values = form.cleaned_data
        special_services.add_measure(
            by=self.user,
            event=self.event,
            text=values["text"],
            owner=values["owner"],
            due_at=values["due_at"],
            guard_reason=form.guard_reasons.get("text", ""),
        )
        return _("Åtgärden är beslutad.")

    def done(self) -> str:
        measure = get_object_or_404(SpecialMeasure, pk=self._key(), event=self.event)
        special_services.finish_measure(by=self.user, measure=measure)
        return _("Åtgärden är genomförd.")

    def message(self) -> str:
        if (form := self._filled("message")) is None:
            return ""
        special_services.word_message(
            by=self.user,
            party=self.party,
            event=self.event,
            text=form.cleaned_data["text"],
            guard_reason=form.guard_reasons.get("text", ""),
        )
        return _("Budskapet väntar på att den andra parten godkänner det.")

    def approve(self) -> str:
        message = get_object_or_404(JointMessage, pk=self._key(), event=self.event)
        special_services.approve_message(by=self.user, party=self.party, message=message)
        return _("Budskapet är godkänt av båda.")

    def close(self) -> str:
        special_services.close_event(by=self.user, event=self.event)
        return _("Den särskilda händelsen är avslutad.")


def _forms(event: SpecialEvent, bound: str = "", data: Any = None) -> dict[str, Any]:
    """The page's forms by name, one of them filled in."""
    areas = Area.objects.neighbourhoods_of(event.district)
    names = [event.district.name, *(area.name for area in areas)]

    def given(name: str) -> Any:
        return data if name == bound else None

    def named(name: str) -> dict[str, Any]:
        return {"places": names, "auto_id": f"{name}-%s"}

    return {
        "note": NoteForm(given("note"), **named("note")),
        "meeting": MeetingForm(given("meeting"), **named("meeting")),
        "measure": MeasureForm(given("measure"), owners=owners_in(event.district), **named("measure")),
        "message": MessageForm(given("message"), **named("message")),
    }


def _page(
    request: UserRequest,
    event: SpecialEvent,
    party: Party | None,
    *,
    forms: dict[str, Any] | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    notes = list(event.notes.select_related("written_by"))
    may_change = party is not None and event.closed_at is None
    worded = event.messages.select_related("written_by", "approved_by").last()
    context = {
        "district": event.district,
        "event": event,
        "week": event.week,
        "parts": [(kind.label, [note for note in notes if note.kind == kind]) for kind in SpecialNote.Kind],
        "measures": event.measures.select_related("owner", "done_by"),
        "until": event.opened_at + special_services.ACUTE,
        "message": worded,
        "may_approve": may_change
        and worded is not None
        and worded.waits_for == party
        and worded.written_by_id != request.user.pk,
        "may_change": may_change,
        "forms": (_forms(event) | (forms or {})) if may_change else {},
        "error": error,
    }
    return render(request, "assessments/special.html", context, status=status)

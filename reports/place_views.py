"""Places: the list and map of them, one place with its law and its people, and the law on any day."""

import json
from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from places.designations import add_designation, end_designation
from places.mandates import add_mandate, end_mandate, mandate_card
from places.models import (
    AreaKind,
    CameraRegisterEntry,
    Designation,
    DesignationKind,
    GroupMember,
    Place,
    PlaceCollaboration,
    PlaceKind,
    WorkingGroup,
)
from places.permissions import areas_where
from places.place_forms import DayForm, DesignationForm, EndForm, MandateForm, PlaceForm
from places.place_permissions import (
    areas_of,
    designation_kinds_for,
    designations_seen_by,
    keepable_areas,
    keeps,
    place_or_404,
    require_keeper,
)
from places.place_services import save_place
from platssamverkan.core.guard_fields import why_kept
from platssamverkan.core.maps import SHOWN_IN, MapSpec
from platssamverkan.core.swedish import day as swedish_day
from reports.area_figures import draw
from reports.factsheet import factsheet
from reports.place_analysis import (
    MOST_PLACES,
    Filters,
    law_change,
    law_groups,
    law_on,
    places_listed,
    turning_days,
)
from reports.place_exports import law_file, places_file, register_file
from reports.place_figures import law_map, place_map, places_map, timeline
from reports.rendering import print_pdf
from reports.tile_views import backdrop
from reports.timeline import SOURCES, Asked, Subject, timeline_of
from stakeholders.audit import record
from stakeholders.http import UserRequest
from stakeholders.models import Organisation
from stakeholders.policy import Action
from stakeholders.querysets import valid_on

TURNING_DAYS = 8  # offered as links
NAMED_WITH = (
    AreaKind.NEIGHBOURHOOD,
    AreaKind.CITY_DISTRICT,
    AreaKind.MUNICIPALITY,
)  # where people say it lies


# --- reading --------------------------------------------------------------------------------------


@require_safe
def place_list(request: UserRequest) -> HttpResponse:
    """Show the places in the reader's areas, as a list and on a map."""
    filters = Filters.read(request.GET.dict())
    today = timezone.localdate()
    rows = places_listed(request.user, filters, today)
    shown = rows[:MOST_PLACES]
    territories = designations_seen_by(request.user).on(today).filter(geometry__isnull=False)
    spec = places_map(shown, title=_("Karta över platser"), territories=list(territories))
    context = {
        "rows": shown,
        "too_many": len(rows) > MOST_PLACES,
        "filters": filters,
        "kinds": PlaceKind.choices,
        "designation_kinds": DesignationKind.choices,
        "may_add": areas_where(request.user, Action.KEEP_PLACES).exists(),
        **_drawn(spec),
    }
    return render(request, "places/place_list.html", context)


@require_safe
def place_export(request: UserRequest, form: str) -> HttpResponse:
    """Give the places of the list, with the same filters, as a file."""
    rows = places_listed(request.user, Filters.read(request.GET.dict()), timezone.localdate())
    return places_file(rows[:MOST_PLACES], form)


@require_safe
def place(request: UserRequest, slug: str) -> HttpResponse:
    """Show one place: where it lies, what applies there, who answers for it, and the work around it."""
    place = place_or_404(request.user, slug)
    today = timezone.localdate()
    designations = list(place.designations.select_related("holder").order_by("valid_from", "kind", "pk"))
    asked = Asked.read(request.GET.getlist("visa"), request.GET.get("fran", ""), request.GET.get("till", ""))
    context = {
        "place_shown": place,
        "story": timeline_of(Subject(place, request.user, today), asked, request.GET.get("sida")),
        "asked": asked,
        "sources": SOURCES,
        "areas": [area for area in areas_of(place) if area.kind in NAMED_WITH],
        "designations": designations,
        "current": [
            row
            for row in designations
            if row.valid_from <= today and (not row.valid_to or row.valid_to >= today)
        ],
        "around": _around(request, place, today),
        "timeline": timeline(designations, today) if designations else None,
        "card": mandate_card(place, today),
        "collaborations": _collaborations(place, today),
        "keeps": keeps(request.user, place),
        **_drawn(place_map(place, title=_("Karta över %(place)s") % {"place": place.name})),
    }
    return render(request, "places/place.html", context)


@require_safe
def place_factsheet(request: UserRequest, slug: str) -> HttpResponse:
    """Give the place's fact sheet: one printed page, as its reader may see the place."""
    place = place_or_404(request.user, slug)
    printed = print_pdf(factsheet(place, request.user, timezone.localdate()))
    record(request.user, "place.downloaded", place)
    response = HttpResponse(printed.data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="faktablad-{place.slug}.pdf"'
    return response


def _around(request: UserRequest, place: Place, day: date) -> QuerySet[Designation]:
    """What applies to the areas the place lies in and to territories around it."""
    reaching = Q(area__in=place.areas.values("pk"))
    if place.geometry is not None:
        reaching |= Q(place__isnull=True, geometry__intersects=place.geometry)
    return designations_seen_by(request.user).on(day).filter(reaching).defer("geometry")


def _collaborations(place: Place, today: date) -> list[PlaceCollaboration]:
    seats = GroupMember.objects.filter(valid_on(today)).select_related("organisation")
    groups = WorkingGroup.objects.select_related("leader").prefetch_related(
        Prefetch("members", seats, to_attr="seats")
    )
    return list(
        place.collaborations.prefetch_related("goals", "decisions", "financiers", Prefetch("groups", groups))
    )


@require_safe
def law(request: UserRequest) -> HttpResponse:
    """Show what applied on a day in the reader's areas, on a map and in words, and what differs from today."""
    today = timezone.localdate()
    day, form = _day(request, today)
    items = law_on(request.user, day)
    spec = law_map(items, title=_("Vad som gällde den %(day)s") % {"day": swedish_day(day)})
    context = {
        "day": day,
        "is_today": day == today,
        "form": form,
        "items": items,
        "groups": law_groups(items),
        "change": None if day == today else law_change(items, law_on(request.user, today)),
        "turning_days": turning_days(request.user, today)[:TURNING_DAYS],
        **_drawn(spec),
    }
    return render(request, "places/place_law.html", context)


@require_safe
def law_export(request: UserRequest, form: str) -> HttpResponse:
    """Give what applied on the day as a file."""
    day, _form = _day(request, timezone.localdate())
    return law_file(law_on(request.user, day), day, form)


def _day(request: UserRequest, today: date) -> tuple[date, DayForm]:
    """The day asked for, or today where none or no real day was."""
    form = DayForm(request.GET if request.GET.get("dag") else {"dag": today})
    return (form.cleaned_data["dag"] if form.is_valid() else today), form


@require_safe
def camera_register(request: UserRequest) -> HttpResponse:
    """Give the statutory register of camera surveillance in the reader's areas (kamerabevakningslagen 10 §)."""
    require_keeper(request.user)
    seen = designations_seen_by(request.user).filter(kind=DesignationKind.CAMERA)
    entries = CameraRegisterEntry.objects.filter(designation__in=seen.values("pk"))
    return register_file(entries.select_related("designation").order_by("address", "pk"))


def _drawn(spec: MapSpec | None) -> dict[str, object]:
    if spec is None:
        return {"map": None}
    return {"map": spec, "drawn": draw(spec), "backdrop": backdrop()}


# --- changing -------------------------------------------------------------------------------------


def _accepted(form: BaseForm, change: Callable[[], object]) -> bool:
    """Carry the change out; give what it refuses back to the form."""
    try:
        change()
    except ValidationError as refused:
        known = hasattr(refused, "error_dict") and set(refused.error_dict) <= set(form.fields)
        form.add_error(None, refused if known else ValidationError(refused.messages))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def place_add(request: UserRequest) -> HttpResponse:
    """Put a place on the map."""
    require_keeper(request.user)
    return _place_form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def place_edit(request: UserRequest, slug: str) -> HttpResponse:
    """Change a place."""
    return _place_form(request, place_or_404(request.user, slug, keeping=True))


def _place_form(request: UserRequest, place: Place | None) -> HttpResponse:
    areas = keepable_areas(request.user)
    initial = _initial(place) if place else {}
    form = PlaceForm(request.POST or None, request.FILES or None, areas=areas, initial=initial)
    saved: list[Place] = []
    if form.is_valid() and _accepted(
        form,
        lambda: saved.append(
            save_place(by=request.user, place=place, guard_reason=why_kept(form), **form.cleaned_data)
        ),
    ):
        for note in form.notes:
            messages.warning(request, note)
        messages.success(request, _("%(place)s är sparad.") % {"place": saved[0].name})
        return redirect(saved[0])
    near = any(error.code == "near" for error in form.errors.as_data().get("location", []))
    rows = places_listed(request.user, Filters(), timezone.localdate())
    spec = places_map(rows, title=_("Karta att rita på"))
    context = {
        "form": form,
        "place_shown": place,
        "asks_near": near or bool(form.data.get("although_near")),
        "back": place.get_absolute_url() if place else reverse("places:place_list"),
        **_drawn(spec),
    }
    return render(request, "places/place_form.html", context)


def _initial(place: Place) -> dict[str, object]:
    geometry = place.geometry
    location = ""
    if geometry is not None:
        shown = geometry.transform(SHOWN_IN, clone=True)
        location = (
            f"{shown.y:.6f} {shown.x:.6f}"
            if shown.geom_type == "Point"
            else json.dumps(json.loads(shown.json))
        )
    return {
        "name": place.name,
        "kind": place.kind,
        "location": location,
        "areas": place.areas.filter(place_areas__chosen=True),
        "note": place.note,
        "source": place.source,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def designation_add(request: UserRequest, slug: str) -> HttpResponse:
    """Classify a place for a time."""
    place = place_or_404(request.user, slug, keeping=True)
    form = DesignationForm(
        request.POST or None,
        kinds=designation_kinds_for(request.user),
        holders=Organisation.objects.order_by("name"),
    )
    if form.is_valid() and _accepted(
        form,
        lambda: add_designation(
            by=request.user, place=place, guard_reason=why_kept(form), **form.cleaned_data
        ),
    ):
        return redirect(place)
    return _form_page(request, form, place, _("Ny klassning"))


@require_http_methods(["GET", "HEAD", "POST"])
def designation_end(request: UserRequest, slug: str, pk: int) -> HttpResponse:
    """Give a designation its last day."""
    place = place_or_404(request.user, slug, keeping=True)
    row: Designation = get_object_or_404(place.designations, pk=pk)
    form = EndForm(request.POST or None, today=timezone.localdate())
    if form.is_valid() and _accepted(
        form, lambda: end_designation(by=request.user, designation=row, **form.cleaned_data)
    ):
        return redirect(place)
    return _form_page(request, form, place, _("Avsluta: %(what)s") % {"what": row.get_kind_display()})


@require_http_methods(["GET", "HEAD", "POST"])
def mandate_add(request: UserRequest, slug: str) -> HttpResponse:
    """Write down a role on a place."""
    place = place_or_404(request.user, slug, keeping=True)
    form = MandateForm(
        request.POST or None,
        organisations=Organisation.objects.order_by("name"),
        initial={"valid_from": timezone.localdate()},
    )
    if form.is_valid() and _accepted(
        form,
        lambda: add_mandate(by=request.user, place=place, guard_reason=why_kept(form), **form.cleaned_data),
    ):
        return redirect(place)
    return _form_page(request, form, place, _("Ny roll på platsen"))


@require_http_methods(["GET", "HEAD", "POST"])
def mandate_end(request: UserRequest, slug: str, pk: int) -> HttpResponse:
    """Give a role its last day."""
    place = place_or_404(request.user, slug, keeping=True)
    row = get_object_or_404(place.mandates, pk=pk)
    form = EndForm(request.POST or None, today=timezone.localdate())
    if form.is_valid() and _accepted(
        form, lambda: end_mandate(by=request.user, mandate=row, **form.cleaned_data)
    ):
        return redirect(place)
    return _form_page(request, form, place, _("Avsluta: %(what)s") % {"what": row})


def _form_page(request: UserRequest, form: BaseForm, place: Place, heading: str) -> HttpResponse:
    context = {"form": form, "place_shown": place, "heading": heading, "back": place.get_absolute_url()}
    return render(request, "places/place_part_form.html", context)

"""The pages where an authority handles requests for records."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from places.models import Area, AreaKind
from places.permissions import area_or_404, can, grounds_at
from reports.records import (
    Choice,
    Record,
    decide_request,
    records_by_key,
    register_request,
    release,
    rule_on,
)
from reports.records_forms import RequestForm
from reports.records_models import RecordsItem, RecordsRequest, Ruling
from stakeholders.http import UserRequest
from stakeholders.models import Organisation, User
from stakeholders.policy import Action

LATEST = 100
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a request on its page."""

    item: RecordsItem
    record: Record | None  # None: no longer there, or no longer shared with the reader


@require_http_methods(["GET", "HEAD", "POST"])
def records_list(request: UserRequest, slug: str) -> HttpResponse:
    """List the requests of the reader's authority in a district; POST registers one."""
    district = area_or_404(request.user, slug, may=Action.HANDLE_RECORDS_REQUEST, kind=AreaKind.CITY_DISTRICT)
    authorities = handlers_for(request.user, district)
    form = None
    if authorities:
        data = request.POST if request.method == "POST" else None
        form = RequestForm(data, district=district, authorities=authorities)
        if data is not None and form.is_valid():
            try:
                return redirect(register_request(by=request.user, asked=form.request()))
            except ValidationError as refused:
                form.add_error(None, ValidationError(refused.messages))
    asked = RecordsRequest.objects.filter(district=district, authority__in=authorities)
    context = {
        "district": district,
        "form": form,
        "may_manage_retention": can(request.user, Action.MANAGE_RETENTION, district),
        "asked": asked.select_related("area", "district", "authority").defer(
            "released", "area__geometry", "district__geometry"
        )[:LATEST],
    }
    return render(request, "reports/records_list.html", context, status=400 if form and form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def records_request(request: UserRequest, slug: str, request_id: uuid.UUID) -> HttpResponse:
    """Show one request with its records; POST keeps the rulings, and decides when asked to."""
    asked = _request_or_404(request.user, slug, request_id)
    error = ""
    if request.method == "POST":
        try:
            rule_on(by=request.user, asked=asked, choices=_choices(request, asked))
            if "decide" not in request.POST:
                messages.success(request, _("Besluten hittills är sparade."))
                return redirect(asked)
            decide_request(by=request.user, asked=asked)
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            messages.success(request, _("Begäran är beslutad. Filen nedan är exakt det som lämnas ut."))
            return redirect(asked)
    return _request_page(request, asked, error)


@require_safe
def records_file(request: UserRequest, slug: str, request_id: uuid.UUID, form: str) -> HttpResponse:
    """Hand over exactly what was released, and leave a trail of it."""
    asked = _request_or_404(request.user, slug, request_id)
    try:
        content = release(by=request.user, asked=asked, form=form)
    except LookupError as nothing:
        raise Http404 from nothing
    name = f"utlamnande-{asked.district.slug}-{asked.received_on:%Y-%m-%d}-{asked.pk}.{form}"
    return HttpResponse(
        content,
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def handlers_for(user: User, district: Area) -> list[Organisation]:
    """Return the authorities for which the person handles requests in the district, by name."""
    held = grounds_at(user, Action.HANDLE_RECORDS_REQUEST, district.pk)
    found = Organisation.objects.filter(pk__in={ground.organisation for ground in held})
    return [organisation for organisation in found if organisation.is_authority]


def _request_or_404(user: User, slug: str, request_id: uuid.UUID) -> RecordsRequest:
    district = area_or_404(user, slug, may=Action.HANDLE_RECORDS_REQUEST, kind=AreaKind.CITY_DISTRICT)
    # Another authority in the same district weighs its own requests; nobody else reads them.
    rows = RecordsRequest.objects.filter(district=district, authority__in=handlers_for(user, district))
    rows = rows.select_related("area", "district", "authority", "decided_by").defer(
        "area__geometry", "district__geometry"
    )
    return get_object_or_404(rows, public_id=request_id)


def _choices(request: UserRequest, asked: RecordsRequest) -> list[Choice]:
    """Read the page's form; what stands for "the rest" goes to every record that is left empty."""
    known = set(Ruling.values)
    rest, rest_ground = request.POST.get("rest", ""), request.POST.get("rest-ground", "")
    choices = []
    for item in asked.items.all():
        ruling = request.POST.get(f"ruling-{item.pk}", item.ruling)
        ground = request.POST.get(f"ground-{item.pk}", item.ground)
        if not ruling and rest in known:
            ruling, ground = rest, ground or rest_ground
        choices.append(Choice(item.pk, ruling if ruling in known else "", ground))
    return choices


def _request_page(request: UserRequest, asked: RecordsRequest, error: str) -> HttpResponse:
    items = list(asked.items.all())
    seen = records_by_key(asked, request.user) if asked.is_open else {}
    posted = request.POST if error else {}
    for item in items:  # after an error the page shows what was sent, not what was stored
        item.ruling = posted.get(f"ruling-{item.pk}", item.ruling)
        item.ground = posted.get(f"ground-{item.pk}", item.ground)
    counts = [(ruling.label, sum(1 for item in items if item.ruling == ruling)) for ruling in Ruling]
    left = sum(1 for item in items if not item.ruling)
    context = {
        "district": asked.district,
        "asked": asked,
        "rows": [Row(item, seen.get((item.kind, item.number))) for item in items],
        "rulings": Ruling.choices,
        "counts": counts,
        "left": ngettext("%(n)d uppgift saknar beslut", "%(n)d uppgifter saknar beslut", left) % {"n": left},
        "error": error,
    }
    return render(request, "reports/records_request.html", context, status=400 if error else 200)

"""Incidents: reporting from the street, the sender's receipt, the list with its map, and one incident."""

import uuid
from collections.abc import Collection
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.analysis import (
    MOST_COUNTED,
    PAGE,
    Filters,
    alike,
    common_kinds,
    fate_words,
    kinds_by_group,
    known_to_reporter,
    listed,
    span_words,
)
from incidents.exports import incidents_file, sensitive_file
from incidents.figures import ground_data, incident_map, marks
from incidents.forms import NOT_REPORTED, ReportForm, When
from incidents.history import incident_history
from incidents.models import GROUPS, Exclusion, Incident, IncidentCategory, Origin, Report, Severity
from incidents.permissions import (
    district_or_404,
    districts_to_report_in,
    incident_or_404,
    is_authority_in,
    report_or_404,
    require_reporter,
)
from incidents.querysets import Status
from incidents.sensitive import SETTLED_AFTER, tables_by_year
from incidents.sensitive_models import SensitiveTable
from incidents.services import Span, Spot, register_report
from places.models import Area
from places.permissions import can, grounds, visible_fields
from platssamverkan.core.disclosure import LEAST_SHOWN
from platssamverkan.core.weeks import IsoWeek
from stakeholders.audit import record, record_view
from stakeholders.http import UserRequest
from stakeholders.models import User
from stakeholders.policy import Action

AGAIN = "en-till"  # the button that sends and begins the next report at the same place
MOST_ALIKE, MOST_MINE = 3, 50


# --- reporting ------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: UserRequest) -> HttpResponse:
    """Take a report: what, where, when, send."""
    require_reporter(request.user)
    if request.method != "POST":
        asked = {"where": request.GET.get("plats", ""), "when": request.GET.get("nar", When.NOW)}
        form = ReportForm(user=request.user, initial={name: value for name, value in asked.items() if value})
        return _report_page(request, form)
    form = ReportForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            sent = _register(request, form)
        except ValidationError as refused:
            known = hasattr(refused, "error_dict") and set(refused.error_dict) <= set(form.fields)
            form.add_error(None, refused if known else ValidationError(refused.messages))
        else:
            return _sent(request, form, sent)
    return _report_page(request, form, status=400)


def _register(request: UserRequest, form: ReportForm) -> Report:
    assert form.spot is not None
    assert form.span is not None
    values = form.cleaned_data
    return register_report(
        by=request.user,
        key=values["key"],
        kinds=list(values["kinds"]),
        spot=form.spot,
        span=form.span,
        words=values["words"],
        guard_reason=form.guard_reasons.get("words", ""),
        police_report=values["police_report"],
        visibility=values["visibility"],
    )


def _sent(request: UserRequest, form: ReportForm, sent: Report) -> HttpResponse:
    if AGAIN not in request.POST:
        return redirect(sent)
    messages.success(request, _("Skickat. Skriv nästa."))
    kept = {"plats": form.cleaned_data["where"], "nar": form.cleaned_data["when"]}
    kept = {name: value for name, value in kept.items() if value and value != When.OTHER}
    return redirect(f"{reverse('incidents:report')}?{urlencode(kept)}")


def _report_page(request: UserRequest, form: ReportForm, status: int = 200) -> HttpResponse:
    kinds = list(IncidentCategory.objects.exclude(code=NOT_REPORTED))
    organisations = {ground.organisation for ground in grounds(request.user, Action.REPORT_INCIDENTS)}
    common = common_kinds(organisations, kinds)
    rest = [kind for kind in kinds if kind not in common]
    context = {
        "form": form,
        "common": common,
        "groups": kinds_by_group(rest),
        "rest_chosen": any(kind.code in form.chosen for kind in rest),
        "places": [{"name": item.text, "at": item.at} for item in form.names.items if item.at],
        "again": AGAIN,
        "other_time": When.OTHER,
        "more_open": any(form.errors.get(name) for name in ("words", "police_report", "visibility")),
    }
    return render(request, "incidents/report.html", context, status=status)


@require_POST
def similar(request: UserRequest) -> HttpResponse:
    """Tell, while a report is written, which incidents it may be the same as."""
    require_reporter(request.user)
    form = ReportForm(request.POST, user=request.user)
    form.is_valid()
    kinds = form.cleaned_data.get("kinds")
    found: list[Incident] = []
    if kinds and form.spot and form.span:
        groups = {kind.group for kind in kinds if not kind.sensitive}
        found = _alike(request.user, groups, form.spot, form.span)
    return render(request, "incidents/_similar.html", {"similar": _lines(found)})


def _alike(
    user: User, groups: Collection[str], spot: Spot, span: Span, leave_out: Collection[int] = ()
) -> list[Incident]:
    among = known_to_reporter(user)
    near = alike(
        among, groups=groups, area=spot.area, point=spot.point, first=span.first, last=span.last
    ).exclude(pk__in=leave_out)
    rows = near.select_related("category", "area", "place").defer("area__geometry", "place__geometry")
    return list(rows.order_by("-occurred_from")[:MOST_ALIKE])


@require_safe
def ground(request: UserRequest) -> HttpResponse:
    """Give the ground of the map to point on: the districts in which the person may report."""
    require_reporter(request.user)
    return JsonResponse(ground_data(districts_to_report_in(request.user)))


def _lines(rows: list[Incident]) -> list[dict[str, object]]:
    return [
        {
            "incident": row,
            "when": span_words(row.occurred_from, row.occurred_to),
            "where": row.where,
            "fate": fate_words(row),
            "kind": row.category.name,
        }
        for row in rows
    ]


@require_safe
def receipt(request: UserRequest, key: uuid.UUID) -> HttpResponse:
    """Show what a report became: for its sender, now and later."""
    sent = report_or_404(request.user, key)
    rows = list(sent.incidents.select_related("category", "area", "place").order_by("pk"))
    like: list[Incident] = []
    for row in rows:
        if not row.category.sensitive:
            spot, span = Spot(row.area, point=row.point), Span(row.occurred_from, row.occurred_to)
            known = [each.pk for each in (*rows, *like)]
            like += _alike(request.user, {row.category.group}, spot, span, leave_out=known)
    context = {"report": sent, "lines": _lines(rows), "similar": _lines(like[:MOST_ALIKE])}
    return render(request, "incidents/receipt.html", context)


@require_safe
def mine(request: UserRequest) -> HttpResponse:
    """List the reports the person has sent, with what became of them."""
    require_reporter(request.user)
    sent = request.user.reports.prefetch_related(
        "incidents__category", "incidents__area", "incidents__place"
    )[:MOST_MINE]
    reports = [(each, _lines(list(each.incidents.all()))) for each in sent]
    return render(request, "incidents/mine.html", {"reports": reports})


# --- reading --------------------------------------------------------------------------------------


@require_safe
def incident_list(request: UserRequest, slug: str) -> HttpResponse:
    """Show the district's incidents as a list with its map."""
    district = district_or_404(request.user, slug, may=Action.VIEW_INCIDENTS)
    authority = is_authority_in(request.user, district)
    filters = Filters.read(request.GET.dict(), authority=authority)
    rows = listed(request.user, district, filters)
    total = len(rows.order_by().values_list("pk")[: MOST_COUNTED + 1])
    page = Paginator(range(min(total, MOST_COUNTED)), PAGE).get_page(request.GET.get("sida"))
    start = (page.number - 1) * PAGE
    shown = list(rows[start : start + PAGE])
    found = marks(shown, district, exact=authority)
    url_of = {row.pk: mark.url for mark in found for row in mark.incidents}
    context = {
        "district": district,
        "authority": authority,
        "filters": filters,
        "lines": [_line(row, url_of.get(row.pk, "")) for row in shown],
        "page": page,
        "total": min(total, MOST_COUNTED),
        "more": total > MOST_COUNTED,
        "map": incident_map(district, found, title=_("Karta över händelserna på sidan")),
        "areas": Area.objects.neighbourhoods_of(district),
        "groups": [(code, name) for code, name in GROUPS.items() if code != "context"],
        "severities": [one for one in Severity if one],
        "statuses": list(Status),
        "shows_invented": any(row.origin == Origin.INVENTED for row in shown),
        "may_report": can(request.user, Action.REPORT_INCIDENTS, district),
        "may_triage": can(request.user, Action.TRIAGE_INCIDENTS, district),
    }
    return render(request, "incidents/incident_list.html", context)


def _line(row: Incident, mark: str) -> dict[str, object]:
    return {
        "incident": row,
        "when": span_words(row.occurred_from, row.occurred_to),
        "status": row.status,
        "mark": mark,
    }


@require_safe
def export(request: UserRequest, slug: str, form: str) -> HttpResponse:
    """Give the incidents of the list, with the same filters, as a file; the trail keeps who took it."""
    district = district_or_404(request.user, slug, may=Action.VIEW_INCIDENTS)
    authority = is_authority_in(request.user, district)
    filters = Filters.read(request.GET.dict(), authority=authority)
    rows = list(listed(request.user, district, filters)[:MOST_COUNTED])
    answer = incidents_file(rows, district, form, authority=authority)
    record(request.user, "incidents.exported", district, form=form, rows=len(rows), **filters.words())
    return answer


@require_safe
def detail(request: UserRequest, slug: str, pk: int) -> HttpResponse:
    """Show one incident; the trail keeps who opened it."""
    district = district_or_404(request.user, slug, may=Action.VIEW_INCIDENTS)
    incident = incident_or_404(request.user, district, pk)
    authority = is_authority_in(request.user, district)
    record_view(request.user, incident)
    found = marks([incident], district, exact=authority)
    merged = incident.duplicates.select_related("category", "area", "place", "owner").order_by("pk")
    context = {
        "district": district,
        "incident": incident,
        "authority": authority,
        "when": span_words(incident.occurred_from, incident.occurred_to),
        "week": IsoWeek.of(incident.occurred_from),
        "status": incident.status,
        "fate": fate_words(incident),
        "fields": visible_fields(request.user, incident),
        "map": incident_map(district, found, title=_("Karta över händelsen")) if found else None,
        "merged": _lines(list(merged)) if authority else [],
        "history": incident_history(incident) if authority else [],
        "may_triage": can(request.user, Action.TRIAGE_INCIDENTS, district),
        "severities": list(Severity),
        "reasons": [one for one in Exclusion if one is not Exclusion.EARLIER],
        "why_url": reverse("places:why", args=[district.slug]),
        "shows_invented": incident.origin == Origin.INVENTED,
        "merged_title": ngettext("%d rapport till", "%d rapporter till", len(merged)) % len(merged),
    }
    return render(request, "incidents/incident_detail.html", context)


# --- what is told of sensitive kinds --------------------------------------------------------------


@require_safe
def sensitive(request: UserRequest, slug: str) -> HttpResponse:
    """Show every party the frozen tables of sensitive kinds, the latest first; as a file with `form=csv`."""
    district = district_or_404(request.user, slug, may=Action.VIEW_AREA)
    tables = list(SensitiveTable.objects.filter(district=district).prefetch_related("counts"))
    if request.GET.get("form") == "csv":
        record(request.user, "incidents.sensitive_exported", district, tables=len(tables))
        return sensitive_file(tables, district)
    context = {
        "district": district,
        "years": tables_by_year(tables),
        "kinds": tables[0].counts.all() if tables else [],
        "least": LEAST_SHOWN,
        "waits": SETTLED_AFTER.days,
        "may_list": can(request.user, Action.VIEW_INCIDENTS, district),
        "shows_invented": any(table.invented for table in tables),
    }
    return render(request, "incidents/sensitive.html", context)

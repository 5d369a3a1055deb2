"""Lägesbilder: order one, follow it honestly, download it, find the earlier ones."""

import logging
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from kombu.exceptions import OperationalError

from assessments.forms import existing_week
from assessments.models import Assessment
from places.models import Area, AreaKind
from places.permissions import area_or_404, can
from platssamverkan.core.swedish import NBSP, decimal, whole
from reports import tasks
from reports.edition_models import ARCHIVE, Edition
from reports.edition_permissions import seen_editions
from reports.forms import OrderForm
from reports.models import Kind, ReportJob, Stage, Status
from reports.period import offered
from reports.services import cancel_report, order_report
from stakeholders.audit import record
from stakeholders.http import UserRequest
from stakeholders.models import User
from stakeholders.policy import Action

log = logging.getLogger("reports")
EARLIER = 100


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of a build as its reader sees it."""

    name: str
    state: str  # done, current, to-come or failed

    @property
    def state_word(self) -> str:
        return str(
            {"done": _("klart"), "current": _("pågår"), "failed": _("misslyckades")}.get(self.state, "")
        )


@require_http_methods(["GET", "HEAD", "POST"])
def report_list(request: UserRequest, slug: str) -> HttpResponse:
    """List a district's lägesbilder; POST orders one."""
    ordering = request.method == "POST"
    may = Action.ORDER_REPORT if ordering else Action.VIEW_AREA
    district = area_or_404(request.user, slug, may=may, kind=AreaKind.CITY_DISTRICT)
    years = years_assessed(district)
    form = OrderForm(request.POST if ordering else None, years=years)
    if ordering and form.is_valid():
        ordered = order_report(area=district, year=form.cleaned_data["year"], by=request.user)
        ring(ordered)
        return redirect(ordered)
    may_order = ordering or can(request.user, Action.ORDER_REPORT, district)
    may_write = can(request.user, Action.WRITE_REPORT, district)
    seen = seen_editions(request.user, district, may_write=may_write)
    jobs = _seen_jobs(seen, district).select_related("area", "ordered_by", "printing__edition")
    if not can(request.user, Action.VIEW_INCIDENT_COUNTS, district):
        jobs = jobs.exclude(kind=Kind.MINUTES)
    found = Edition.objects.filter(seen).select_related("area", "derived_from")
    context = {
        "district": district,
        "years": years,
        "periods": offered(district),
        "form": form if may_order else None,
        "jobs": [_row(job) for job in jobs[:EARLIER]],
        "editions": found.defer(
            "snapshot", "pages", "area__geometry", "derived_from__snapshot", "derived_from__pages"
        ),
        "may_write": may_write,
        "start_years": years_to_write(years) if may_write else [],
        "may_handle_records": can(request.user, Action.HANDLE_RECORDS_REQUEST, district),
        "may_manage_retention": can(request.user, Action.MANAGE_RETENTION, district),
        "may_view_read_log": can(request.user, Action.VIEW_READ_LOG, district),
    }
    return render(request, "reports/list.html", context)


@require_POST
def week_papers(request: UserRequest, slug: str, week: str) -> HttpResponse:
    """Order a week's page and its minutes, as they stand now, and follow the page."""
    district = area_or_404(request.user, slug, may=Action.ASSESS_WEEK, kind=AreaKind.CITY_DISTRICT)
    wanted = existing_week(week)
    if wanted is None:
        raise Http404
    ordered = [
        order_report(area=district, year=wanted.year, week=wanted.week, kind=kind, by=request.user)
        for kind in (Kind.MINUTES, Kind.WEEK)
    ]
    for each in ordered:
        ring(each)
    return redirect(ordered[-1])


@require_safe
@never_cache
def job(request: UserRequest, slug: str, job_id: uuid.UUID) -> HttpResponse:
    """Show one order: its stages while it is built, then the file or what went wrong."""
    district = area_or_404(request.user, slug, may=Action.VIEW_AREA, kind=AreaKind.CITY_DISTRICT)
    context = _job_context(_job_or_404(request.user, district, job_id))
    context["may_order"] = can(request.user, Action.ORDER_REPORT, district)
    return render(request, "reports/job.html", context)


@require_safe
@never_cache
def status(request: UserRequest, slug: str, job_id: uuid.UUID) -> HttpResponse:
    """Answer with the part of the job's page that changes; progress.js asks every other second."""
    district = area_or_404(request.user, slug, may=Action.VIEW_AREA, kind=AreaKind.CITY_DISTRICT)
    context = _job_context(_job_or_404(request.user, district, job_id))
    context["may_order"] = can(request.user, Action.ORDER_REPORT, district)
    return render(request, "reports/job_progress.html", context)


@require_safe
def download(request: UserRequest, slug: str, job_id: uuid.UUID) -> HttpResponseBase:
    """Hand over the finished file, and leave a trail of it."""
    district = area_or_404(request.user, slug, may=Action.VIEW_AREA, kind=AreaKind.CITY_DISTRICT)
    wanted = _job_or_404(request.user, district, job_id)
    if wanted.status != Status.DONE or not default_storage.exists(str(wanted.file.name)):
        raise Http404
    record(request.user, "report.downloaded", wanted)
    edition = wanted.printing.edition if hasattr(wanted, "printing") else None
    version = f"-{edition.audience}-v{edition.number}" if edition else ""
    if edition and wanted.printing.variant == ARCHIVE:
        version += "-arkiv"
    when = str(wanted.week or wanted.year)
    kind = "protokoll" if wanted.kind == Kind.MINUTES else "lagesbild"
    name = f"{kind}-{district.slug}-{when}{version}.pdf"
    return FileResponse(
        wanted.file.open("rb"), as_attachment=True, filename=name, content_type="application/pdf"
    )


@require_POST
def cancel(request: UserRequest, slug: str, job_id: uuid.UUID) -> HttpResponse:
    """Call an order off while it waits or is built."""
    district = area_or_404(request.user, slug, may=Action.ORDER_REPORT, kind=AreaKind.CITY_DISTRICT)
    wanted = _job_or_404(request.user, district, job_id)
    if cancel_report(job=wanted, by=request.user):
        messages.success(request, _("Beställningen är avbruten."))
    else:
        messages.info(request, _("Beställningen var redan avslutad."))
    return redirect(wanted)


def ring(ordered: ReportJob) -> None:
    """Ring the builders' bell once the order is stored.

    A broker that does not answer must not lose the order or its page: the sweep rings again later.
    """

    def pull() -> None:
        try:
            tasks.build_report.delay(ordered.pk)
        except OperationalError:
            log.warning("the broker did not answer; the sweep will ring", extra={"job": ordered.pk})

    transaction.on_commit(pull)


def years_to_write(assessed: Iterable[int]) -> list[int]:
    """The years an edition can be begun for: those with assessments, and last year and this."""
    today = timezone.localdate().year
    return sorted({*assessed, today - 1, today}, reverse=True)


def years_assessed(district: Area) -> list[int]:
    """Years with at least one assessment, the latest first."""
    rows = Assessment.objects.filter(area__parent=district).order_by("-iso_year")
    return list(rows.values_list("iso_year", flat=True).distinct())


def _job_or_404(user: User, district: Area, job_id: uuid.UUID) -> ReportJob:
    """The order.  PermissionDenied for minutes, which hold counts and reasons, where those are not seen."""
    found = get_object_or_404(
        _seen_jobs(seen_editions(user, district), district).select_related(
            "area", "ordered_by", "printing__edition"
        ),
        public_id=job_id,
    )
    if found.kind == Kind.MINUTES and not can(user, Action.VIEW_INCIDENT_COUNTS, district):
        raise PermissionDenied
    return found


def _seen_jobs(editions: Q, district: Area) -> QuerySet[ReportJob]:
    """Orders of the year as the rooms hold it, and prints of editions that the person sees."""
    seen = Edition.objects.filter(editions).values("pk")
    return ReportJob.objects.filter(
        Q(printing__isnull=True) | Q(printing__edition__in=seen), area=district
    ).defer("printing__edition__snapshot", "printing__edition__pages")


def _row(job: ReportJob) -> dict[str, object]:
    return {
        "job": job,
        "year": str(job.year),
        "size": file_size(job.size),
        "download": _download_url(job),
        "edition": job.printing.edition if hasattr(job, "printing") else None,
    }


def _download_url(job: ReportJob) -> str:
    return (
        reverse("reports:download", args=[job.area.slug, job.public_id]) if job.status == Status.DONE else ""
    )


def _job_context(job: ReportJob) -> dict[str, object]:
    return {
        "district": job.area,
        "job": job,
        "year": str(job.year),
        "steps": steps(job),
        "elapsed": elapsed_words(job.ordered_at, job.finished_at or timezone.now()),
        "size": file_size(job.size),
        "download": _download_url(job),
        "status_url": reverse("reports:status", args=[job.area.slug, job.public_id]),
        "list_url": reverse("reports:list", args=[job.area.slug]),
        "cancel_url": reverse("reports:cancel", args=[job.area.slug, job.public_id]),
        "edition": job.printing.edition if hasattr(job, "printing") else None,
    }


def steps(job: ReportJob) -> list[Step]:
    """The stages in order, each done, current, failed or to come, as the row says; nothing is guessed."""
    stages = list(Stage)
    at = stages.index(Stage(job.stage))
    states = {Status.DONE: "done", Status.FAILED: "failed", Status.CANCELLED: "failed"}
    here = states.get(Status(job.status), "current")
    return [
        Step(
            str(stage.label),
            here if i == at else "done" if i < at or job.status == Status.DONE else "to-come",
        )
        for i, stage in enumerate(stages)
    ]


def elapsed_words(start: datetime, end: datetime) -> str:
    """'mindre än 5 sekunder', '25 sekunder', '3 minuter': how long a person has waited, in plain words."""
    seconds = int((end - start).total_seconds())
    if seconds < 5:
        return _("mindre än 5 sekunder")
    if seconds < 60:
        return ngettext("%(n)d sekund", "%(n)d sekunder", seconds) % {"n": seconds}
    minutes = seconds // 60
    if minutes < 60:
        return ngettext("%(n)d minut", "%(n)d minuter", minutes) % {"n": minutes}
    hours = minutes // 60
    return ngettext("%(n)d timme", "%(n)d timmar", hours) % {"n": hours}


def file_size(size: int | None) -> str:
    """'412 kB' or '1,4 MB'; empty without a file."""
    if size is None:
        return ""
    if size < 1_000_000:
        return f"{whole(max(1, round(size / 1000)))}{NBSP}kB"
    return f"{decimal(size / 1_000_000)}{NBSP}MB"

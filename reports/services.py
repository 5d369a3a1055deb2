"""Ordering documents, and looking after the orders.

The row is the truth; a bell in the queue only says that there is something to look at.
`reports.building` does the work; it is a module of its own because WeasyPrint takes seconds to
import, which web servers and commands need not pay.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import WeekClosing
from places.models import Area
from reports.models import Kind, ReportJob, Stage, Status
from stakeholders.audit import record
from stakeholders.models import User

SILENCE = timedelta(seconds=15)  # a builder silent for this long is dead: killed, or its machine is gone
WAIT = timedelta(seconds=10)  # a job queued for this long may have lost its bell
MAX_ATTEMPTS = 3
LATELY = timedelta(days=1)  # a week closed longer ago has had its documents ordered, or never will


@transaction.atomic
def order_report(
    *, area: Area, year: int, by: User, kind: Kind = Kind.YEAR, week: int | None = None
) -> ReportJob:
    """Write down that a document is wanted.  A second order while one is under way returns the first."""
    Area.objects.select_for_update(no_key=True).get(pk=area.pk)
    under_way = ReportJob.objects.filter(
        area=area,
        year=year,
        kind=kind,
        iso_week=week,
        printing__isnull=True,
        status__in=(Status.QUEUED, Status.BUILDING),
    ).first()
    if under_way:
        return under_way
    job = ReportJob(area=area, kind=kind, year=year, iso_week=week, ordered_by=by)
    job.full_clean()
    job.save()
    record(by, "report.ordered", job, area=area.slug, year=year)
    return job


@transaction.atomic
def cancel_report(*, job: ReportJob, by: User) -> bool:
    """Call an order off.  A builder under way notices at its next stage and writes nothing; False if it was done."""
    changed = ReportJob.objects.filter(pk=job.pk, status__in=(Status.QUEUED, Status.BUILDING)).update(
        status=Status.CANCELLED, finished_at=timezone.now()
    )
    if changed:
        record(by, "report.cancelled", job)
    return bool(changed)


def sweep_reports(now: datetime | None = None) -> list[int]:
    """Return the jobs whose bell must ring again: queued too long, or their builder fell silent.

    A job whose builder has died `MAX_ATTEMPTS` times is given up, with a sentence on the row.
    """
    moment = now or timezone.now()
    silent = ReportJob.objects.filter(status=Status.BUILDING, heartbeat_at__lt=moment - SILENCE)
    silent.filter(attempt__gte=MAX_ATTEMPTS).update(
        status=Status.FAILED,
        finished_at=moment,
        error=_("Bygget avbröts %(times)d gånger. Uppgifterna är kvar. Försök igen.")
        % {"times": MAX_ATTEMPTS},
    )
    silent.filter(attempt__lt=MAX_ATTEMPTS).update(status=Status.QUEUED, stage=Stage.WAITING)
    waiting = ReportJob.objects.filter(status=Status.QUEUED)
    return list(
        waiting.filter(Q(heartbeat_at__isnull=False) | Q(ordered_at__lt=moment - WAIT))
        .order_by("ordered_at")
        .values_list("pk", flat=True)
    )


@transaction.atomic
def order_papers_of_closed_weeks(now: datetime) -> list[ReportJob]:
    """Order the one-page picture and the minutes of every week that was closed lately and has none yet."""
    ordered = []
    for closing in WeekClosing.objects.filter(closed_at__gt=now - LATELY).select_related(
        "district", "closed_by"
    ):
        there = ReportJob.objects.filter(
            area=closing.district,
            year=closing.iso_year,
            iso_week=closing.iso_week,
            ordered_at__gte=closing.closed_at,
        )
        kinds = set(there.values_list("kind", flat=True))
        ordered += [
            order_report(
                area=closing.district,
                year=closing.iso_year,
                week=closing.iso_week,
                kind=kind,
                by=closing.closed_by,
            )
            for kind in (Kind.WEEK, Kind.MINUTES)
            if kind not in kinds
        ]
    return ordered

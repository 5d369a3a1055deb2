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

from places.models import Area
from reports.models import ReportJob, Stage, Status
from stakeholders.audit import record
from stakeholders.models import User

SILENCE = timedelta(seconds=15)  # a builder silent for this long is dead: killed, or its machine is gone
WAIT = timedelta(seconds=10)  # a job queued for this long may have lost its bell
MAX_ATTEMPTS = 3


@transaction.atomic
def order_report(*, area: Area, year: int, by: User) -> ReportJob:
    """Write down that a lägesbild is wanted.  A second order while one is under way returns the first."""
    Area.objects.select_for_update(no_key=True).get(pk=area.pk)
    under_way = ReportJob.objects.filter(
        area=area, year=year, printing__isnull=True, status__in=(Status.QUEUED, Status.BUILDING)
    ).first()
    if under_way:
        return under_way
    job = ReportJob(area=area, year=year, ordered_by=by)
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

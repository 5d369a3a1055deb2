"""Building a document that was ordered.

A builder claims the row and gets an attempt number; everything it writes later is guarded by that
number, so a builder that was thought dead and comes back can change nothing.  A heartbeat says that
the builder lives; the sweep in `reports.services` hands a silent one's job to the next.
"""

import hashlib
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.edition_models import ARCHIVE, Edition
from reports.editions import pages_of
from reports.models import ReportJob, Stage, Status
from reports.rendering import print_pdf
from reports.week_papers import composed
from stakeholders.audit import record

log = logging.getLogger("reports")

HEARTBEAT = timedelta(seconds=2)


class Superseded(Exception):
    """Another builder has taken the job over; this one must stop and write nothing."""


def build_report(job_id: int) -> None:
    """Claim, build, keep.  Safe to ring twice, at once or later.

    A failure inside the build is put on the row in words a coordinator understands.  A killed process
    leaves the row as it is; the sweep notices the missing heartbeat.
    """
    job = _claim(job_id)
    if job is None:
        return
    try:
        with _heartbeat(job):
            html = _pages(job)
            _enter(job, Stage.PRINTING)
            printed = print_pdf(html, archive=hasattr(job, "printing") and job.printing.variant == ARCHIVE)
            _enter(job, Stage.KEEPING)
            _keep(job, printed.data, printed.pages)
    except Superseded:
        log.warning("job was taken over", extra={"job": job.pk, "attempt": job.attempt})
    except Exception:
        log.exception("report failed", extra={"job": job.pk, "attempt": job.attempt})
        _mine(job).update(
            status=Status.FAILED,
            finished_at=timezone.now(),
            error=_("Dokumentet kunde inte byggas. Uppgifterna är kvar. Försök igen."),
        )


def _pages(job: ReportJob) -> str:
    """The HTML to print: an edition's own pages, or the year or week as it stands in the rooms."""
    edition = (
        Edition.objects.filter(prints__job=job).select_related("area").defer("snapshot", "pages").first()
    )
    if edition is not None:
        _enter(job, Stage.WRITING)
        return pages_of(edition)
    document = composed(job)
    _enter(job, Stage.WRITING)
    return document.html()


def _claim(job_id: int) -> ReportJob | None:
    """Take a queued job; None if somebody else has it or it is finished."""
    claimed = ReportJob.objects.filter(pk=job_id, status=Status.QUEUED).update(
        status=Status.BUILDING, stage=Stage.READING, attempt=F("attempt") + 1, heartbeat_at=timezone.now()
    )
    return ReportJob.objects.select_related("area").get(pk=job_id) if claimed else None


def _mine(job: ReportJob) -> QuerySet[ReportJob]:
    """The row, as long as this attempt still owns it."""
    return ReportJob.objects.filter(pk=job.pk, status=Status.BUILDING, attempt=job.attempt)


def _enter(job: ReportJob, stage: Stage) -> None:
    if not _mine(job).update(stage=stage, heartbeat_at=timezone.now()):
        raise Superseded
    log.info("stage", extra={"job": job.pk, "attempt": job.attempt, "stage": stage})


@contextmanager
def _heartbeat(job: ReportJob) -> Iterator[None]:
    """Touch the row every two seconds, on a connection of its own, while the block runs."""
    stop = threading.Event()

    def beat() -> None:
        try:
            while not stop.wait(HEARTBEAT.total_seconds()):
                if not _mine(job).update(heartbeat_at=timezone.now()):
                    return
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name=f"heartbeat-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _keep(job: ReportJob, data: bytes, pages: int) -> None:
    """Save the file under its own checksum, then finish the row.

    The name follows from the content: a builder killed between file and row leaves a file that the
    next attempt writes again, byte for byte, in the same place.
    """
    digest = hashlib.sha256(data).hexdigest()
    name = f"lagesbilder/{job.year}/{job.area.slug}-{digest[:16]}.pdf"
    if not _holds(name, data):
        default_storage.delete(name)
        default_storage.save(name, ContentFile(data))
    with transaction.atomic():
        finished = _mine(job).update(
            status=Status.DONE,
            file=name,
            size=len(data),
            sha256=digest,
            pages=pages,
            finished_at=timezone.now(),
        )
        if not finished:
            raise Superseded
        record(None, "report.finished", job, sha256=digest, attempt=job.attempt)


def _holds(name: str, data: bytes) -> bool:
    """Say whether the storage has exactly these bytes; a killed builder may have left half of them."""
    if not default_storage.exists(name):
        return False
    with default_storage.open(name) as stored:
        return bool(stored.read() == data)

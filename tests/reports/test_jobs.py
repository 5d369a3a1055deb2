"""The row is the truth: what the services promise, with the clock passed in."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from reports import building, rendering
from reports.building import HEARTBEAT, build_report
from reports.models import ReportJob, Stage, Status
from reports.services import MAX_ATTEMPTS, SILENCE, WAIT, order_report, sweep_reports
from reports.tasks import build_report as build_task
from stakeholders.models import AuditEvent, User
from tests.factories import make_district


@pytest.fixture
def job(coordinator: User) -> ReportJob:
    """An order for a small district, whose report prints fast."""
    return order_report(area=make_district("Norra"), year=2023, by=coordinator)


def change(job: ReportJob, **values: object) -> None:
    ReportJob.objects.filter(pk=job.pk).update(**values)


def test_an_order_is_queued_and_leaves_a_trail(job: ReportJob, coordinator: User) -> None:
    assert (job.status, job.stage, job.attempt) == (Status.QUEUED, Stage.WAITING, 0)
    assert AuditEvent.objects.get(action="report.ordered").actor == coordinator


def test_a_second_order_while_one_is_under_way_is_the_same(job: ReportJob, admin: User) -> None:
    assert order_report(area=job.area, year=2023, by=admin) == job
    assert order_report(area=job.area, year=2022, by=admin) != job


def test_a_built_report_has_its_file_and_checksum(job: ReportJob) -> None:
    build_report(job.pk)
    job.refresh_from_db()
    assert (job.status, job.attempt, job.error) == (Status.DONE, 1, "")
    data = job.file.read()
    assert data.startswith(b"%PDF-")
    assert (len(data), hashlib.sha256(data).hexdigest()) == (job.size, job.sha256)
    assert AuditEvent.objects.filter(action="report.finished", object_id=str(job.pk)).count() == 1


def test_a_second_bell_builds_nothing(job: ReportJob) -> None:
    build_report(job.pk)
    job.refresh_from_db()
    build_report(job.pk)
    again = ReportJob.objects.get(pk=job.pk)
    assert (again.attempt, again.finished_at) == (1, job.finished_at)


def test_the_same_data_give_the_same_bytes_in_the_same_place(job: ReportJob, coordinator: User) -> None:
    build_report(job.pk)
    second = order_report(area=job.area, year=2023, by=coordinator)
    build_report(second.pk)
    job.refresh_from_db()
    second.refresh_from_db()
    assert (job.sha256, job.file.name) == (second.sha256, second.file.name)


def test_half_a_file_from_a_killed_builder_is_replaced(job: ReportJob, coordinator: User) -> None:
    build_report(job.pk)
    job.refresh_from_db()
    path = Path(settings.MEDIA_ROOT) / str(job.file)
    whole = path.read_bytes()
    path.write_bytes(whole[:1000])
    build_report(order_report(area=job.area, year=2023, by=coordinator).pk)
    assert default_storage.open(str(job.file)).read() == whole


def test_a_failing_build_says_so_in_swedish_and_can_be_ordered_again(
    job: ReportJob, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(html: str, *, archive: bool = False) -> None:
        raise RuntimeError("out of ink")

    monkeypatch.setattr(building, "print_pdf", broken)
    build_report(job.pk)
    job.refresh_from_db()
    assert (job.status, job.error) == (
        Status.FAILED, "Dokumentet kunde inte byggas. Uppgifterna är kvar. Försök igen.",
    )  # fmt: skip
    assert order_report(area=job.area, year=2023, by=coordinator) != job


def test_a_builder_that_was_passed_may_write_nothing(job: ReportJob, monkeypatch: pytest.MonkeyPatch) -> None:
    print_pdf = rendering.print_pdf

    def print_slowly(html: str, *, archive: bool = False) -> object:
        change(job, attempt=2)  # the sweep thought it dead, and another one claimed the job
        return print_pdf(html, archive=archive)

    monkeypatch.setattr(building, "print_pdf", print_slowly)
    build_report(job.pk)
    job.refresh_from_db()
    assert (job.status, job.attempt, job.file.name) == (Status.BUILDING, 2, "")


def test_the_sweep_rings_for_a_lost_bell_only(job: ReportJob) -> None:
    now = job.ordered_at
    assert sweep_reports(now + WAIT - timedelta(seconds=1)) == []
    assert sweep_reports(now + WAIT + timedelta(seconds=1)) == [job.pk]


def test_the_sweep_takes_a_job_from_a_silent_builder_and_leaves_a_living_one(job: ReportJob) -> None:
    now = timezone.now()
    change(job, status=Status.BUILDING, stage=Stage.PRINTING, attempt=1, heartbeat_at=now)
    assert sweep_reports(now + SILENCE - HEARTBEAT) == []
    assert sweep_reports(now + SILENCE + HEARTBEAT) == [job.pk]
    job.refresh_from_db()
    assert (job.status, job.stage) == (Status.QUEUED, Stage.WAITING)


def test_a_job_that_keeps_dying_is_given_up_with_a_sentence(job: ReportJob) -> None:
    now = timezone.now()
    change(job, status=Status.BUILDING, attempt=MAX_ATTEMPTS, heartbeat_at=now - timedelta(hours=1))
    assert sweep_reports(now) == []
    job.refresh_from_db()
    assert (job.status, job.error) == (
        Status.FAILED,
        "Bygget avbröts 3 gånger. Uppgifterna är kvar. Försök igen.",
    )


def test_a_task_carries_nothing_but_an_id(job: ReportJob) -> None:
    assert build_task.run.__code__.co_varnames[: build_task.run.__code__.co_argcount] == ("job_id",)

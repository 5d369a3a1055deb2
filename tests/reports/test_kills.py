"""Workers and Redis are really killed; the order survives.

Each test starts its own Redis and its own Celery worker on the test database and kills them with
signal 9.  What beat does every fifteen seconds is done by the test, with the clock moved on.
"""

import hashlib
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from places.models import Area
from platssamverkan.celery import app
from reports.models import ReportJob, Stage, Status
from reports.services import SILENCE, order_report, sweep_reports
from reports.tasks import build_report
from stakeholders.models import User
from tests.processes import OwnRedis, own_redis, wait_for, worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def redis_server() -> Iterator[OwnRedis]:
    with own_redis() as server:
        yield server


def ring(server: OwnRedis, *job_ids: int) -> None:
    """Ring the bell as the web server does, at the test's own Redis."""
    with app.connection_for_write(url=server.celery_url) as connection:
        for job_id in job_ids:
            build_report.apply_async((job_id,), connection=connection)


@pytest.fixture
def job() -> ReportJob:
    coordinator = User.objects.get(email="samordnare@demo.example")
    return order_report(area=Area.objects.get(slug="hasselby-vallingby"), year=2023, by=coordinator)


def fresh(job: ReportJob) -> ReportJob:
    return ReportJob.objects.get(pk=job.pk)


def sweep_later(server: OwnRedis) -> None:
    """Do what beat does, as if the builder's silence had lasted long enough."""
    ring(server, *sweep_reports(timezone.now() + SILENCE * 2))


def assert_one_finished_report(job: ReportJob) -> None:
    done = fresh(job)
    assert (done.status, done.error) == (Status.DONE, "")
    data = (Path(settings.MEDIA_ROOT) / str(done.file)).read_bytes()
    assert hashlib.sha256(data).hexdigest() == done.sha256
    assert ReportJob.objects.count() == 1


@pytest.mark.parametrize("stage", [Stage.READING, Stage.PRINTING, Stage.KEEPING])
def test_a_worker_killed_in_a_stage_leaves_one_finished_report(
    redis_server: OwnRedis, job: ReportJob, stage: Stage
) -> None:
    ring(redis_server, job.pk)
    with worker(redis_server.url) as first:
        # KEEPING lasts milliseconds, so the next stage's end counts as well.
        wait_for(
            lambda: fresh(job).stage == stage or fresh(job).status == Status.DONE, saying=f"stage {stage}"
        )
        first.kill()
    if fresh(job).status != Status.DONE:
        assert fresh(job).status == Status.BUILDING
        with worker(redis_server.url):
            sweep_later(redis_server)
            wait_for(lambda: not fresh(job).is_waiting, saying="the second worker")
        assert fresh(job).attempt == 2
    assert_one_finished_report(job)


def test_a_killed_redis_delays_the_report_and_no_more(redis_server: OwnRedis, job: ReportJob) -> None:
    ring(redis_server, job.pk)
    redis_server.kill()
    redis_server.forget()  # the worst case: the bell is gone for good
    redis_server.start()
    with worker(redis_server.url):
        sweep_later(redis_server)
        wait_for(lambda: not fresh(job).is_waiting, saying="the worker")
    assert_one_finished_report(job)


def test_two_workers_and_many_bells_build_once(redis_server: OwnRedis, job: ReportJob) -> None:
    ring(redis_server, *[job.pk] * 5)
    with worker(redis_server.url, "-n", "a@%h"), worker(redis_server.url, "-n", "b@%h"):
        wait_for(lambda: not fresh(job).is_waiting, saying="the workers")
    assert fresh(job).attempt == 1
    assert_one_finished_report(job)


@pytest.mark.long
def test_a_hundred_kills_at_any_moment(redis_server: OwnRedis, job: ReportJob) -> None:
    """Kill a worker at a random moment up to a hundred times, over as many orders as that takes."""
    chance = random.Random(int(os.environ.get("KILL_SEED", "1")))
    orders = [job]
    for _kill in range(100):
        current = orders[-1]
        if not fresh(current).is_waiting:
            assert fresh(current).status in {Status.DONE, Status.FAILED}
            assert (fresh(current).error != "") == (fresh(current).status == Status.FAILED)
            orders.append(order_report(area=job.area, year=2023, by=job.ordered_by))
            current = orders[-1]
        with worker(redis_server.url) as killed:
            ring(redis_server, current.pk, *sweep_reports(timezone.now() + SILENCE * 2))
            wait_for(lambda: fresh(current).status != Status.QUEUED, saying="a claim")  # noqa: B023
            time.sleep(chance.uniform(0, 4))
            killed.kill()
    with worker(redis_server.url):
        while ReportJob.objects.filter(status__in=[Status.QUEUED, Status.BUILDING]).exists():
            sweep_later(redis_server)
            time.sleep(3)
    finished = ReportJob.objects.filter(status=Status.DONE)
    assert finished.exists()
    assert len(set(finished.values_list("sha256", flat=True))) == 1
    assert not ReportJob.objects.exclude(status__in=[Status.DONE, Status.FAILED]).exists()

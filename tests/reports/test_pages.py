"""Ordering a lägesbild, following it, fetching it."""

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from celery import current_app
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from places.models import Area
from reports.models import ReportJob, Stage, Status
from reports.views import elapsed_words, file_size
from stakeholders.models import AuditEvent, User
from tests.factories import make_assessment

LIST = "/omraden/hasselby-vallingby/lagesbilder/"
PDF = b"%PDF-1.7 as small as they come"
ClientFor = Callable[[User], Client]


def make_job(area: Area, by: User, **overrides: object) -> ReportJob:
    return ReportJob.objects.create(area=area, year=2023, ordered_by=by, **overrides)


def make_done(area: Area, by: User) -> ReportJob:
    job = make_job(area, by)
    job.file.save("test.pdf", ContentFile(PDF), save=False)
    job.status, job.stage, job.size, job.pages = Status.DONE, Stage.KEEPING, 1_437_000, 12
    job.sha256, job.finished_at = "0" * 64, timezone.now()
    job.save()
    return job


def address(job: ReportJob) -> str:
    return f"{LIST}{job.public_id}/"


def steps(html: str) -> list[str]:
    return re.findall(r'<li class="step-([a-z-]+)"', html)


def words(html: str) -> str:
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.fixture
def dead_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broker address where nobody answers."""
    monkeypatch.setattr(current_app.conf, "broker_url", "redis+socket:///nobody/listens.sock")
    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis+socket:///nobody/listens.sock")
    monkeypatch.setattr(current_app, "_pool", None)
    monkeypatch.setattr(current_app.amqp, "_producer_pool", None)


def test_an_order_is_stored_once_with_its_trail_and_leads_to_its_page(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    client = client_for(coordinator)
    response = client.post(LIST, {"year": "2023"})
    job = ReportJob.objects.get()
    assert response.status_code == 302
    assert response["Location"] == address(job)
    assert (job.area, job.year, job.ordered_by, job.status) == (
        demo_district,
        2023,
        coordinator,
        Status.QUEUED,
    )
    assert client.post(LIST, {"year": "2023"})["Location"] == address(job)
    assert (
        AuditEvent.objects.filter(action="report.ordered", actor=coordinator, object_id=str(job.pk)).count()
        == 1
    )


def test_the_bell_rings_once_the_order_is_stored(
    client_for: ClientFor,
    coordinator: User,
    demo_district: Area,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks() as bells:
        client_for(coordinator).post(LIST, {"year": "2023"})
    assert len(bells) == 1
    with django_capture_on_commit_callbacks() as bells:
        client_for(coordinator).post(LIST, {"year": "1867"})
    assert bells == []


def test_an_order_survives_a_broker_that_does_not_answer(
    client_for: ClientFor,
    coordinator: User,
    demo_district: Area,
    dead_broker: None,
    django_capture_on_commit_callbacks: Any,
) -> None:
    client = client_for(coordinator)
    with django_capture_on_commit_callbacks(execute=True) as bells:
        response = client.post(LIST, {"year": "2023"})
    assert len(bells) == 1
    assert response.status_code == 302
    html = client.get(response["Location"]).content.decode()
    assert "Lägesbilden väntar på sin tur" in html
    assert ReportJob.objects.get().status == Status.QUEUED


def test_the_latest_year_is_chosen_and_years_without_assessments_are_not_offered(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    make_assessment(area=Area.objects.get(slug="vinsta"), iso_year=2025, iso_week=3)
    client = client_for(coordinator)
    html = client.get(LIST).content.decode()
    offered = html.partition('id="id_year"')[2].partition("</select>")[0]
    assert re.findall(r'<option value="(\d+)"', offered) == ["2025", "2023"]
    response = client.post(LIST, {"year": "2024"})
    assert response.status_code == 200
    assert "Välj ett år i listan." in response.content.decode()
    assert not ReportJob.objects.exists()


def test_who_may_order_who_may_only_read_and_who_sees_nothing(
    client_for: ClientFor,
    property_owner: User,
    police: User,
    outsider: User,
    demo_district: Area,
    coordinator: User,
) -> None:
    job = make_done(demo_district, coordinator)
    for reader in (property_owner, police):
        html = client_for(reader).get(LIST).content.decode()
        assert "Beställ en lägesbild" not in html
        assert f"{address(job)}lagesbild.pdf" in html
        assert client_for(reader).post(LIST, {"year": "2023"}).status_code == 403
        assert client_for(reader).get(f"{address(job)}lagesbild.pdf").status_code == 200
    for url in (LIST, address(job), f"{address(job)}status/", f"{address(job)}lagesbild.pdf"):
        assert client_for(outsider).get(url).status_code == 404
    assert client_for(outsider).post(LIST, {"year": "2023"}).status_code == 404
    assert ReportJob.objects.count() == 1


@pytest.mark.parametrize(
    ("status", "stage", "expected"),
    [
        (Status.QUEUED, Stage.WAITING, ["current", "to-come", "to-come", "to-come", "to-come"]),
        (Status.BUILDING, Stage.READING, ["done", "current", "to-come", "to-come", "to-come"]),
        (Status.BUILDING, Stage.PRINTING, ["done", "done", "done", "current", "to-come"]),
        (Status.FAILED, Stage.WRITING, ["done", "done", "failed", "to-come", "to-come"]),
    ],
)
def test_the_stages_are_those_of_the_row(
    client_for: ClientFor,
    coordinator: User,
    demo_district: Area,
    status: str,
    stage: str,
    expected: list[str],
) -> None:
    error = "Lägesbilden kunde inte byggas." if status == Status.FAILED else ""
    job = make_job(demo_district, coordinator, status=status, stage=stage, error=error)
    client = client_for(coordinator)
    for url in (address(job), f"{address(job)}status/"):
        html = client.get(url).content.decode()
        assert steps(html) == expected
        assert html.count('aria-current="step"') == expected.count("current")
        assert error in html
        assert ("Försök igen" in html) == (status == Status.FAILED)


def test_a_waiting_page_renews_itself_without_scripts_and_a_finished_one_does_not(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    client = client_for(coordinator)
    renewal = '<noscript><meta http-equiv="refresh" content="3"></noscript>'
    assert renewal in client.get(address(make_job(demo_district, coordinator))).content.decode()
    assert renewal not in client.get(address(make_done(demo_district, coordinator))).content.decode()


def test_trying_again_after_a_failure_orders_anew(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    failed = make_job(demo_district, coordinator, status=Status.FAILED, error="Det gick inte.")
    client = client_for(coordinator)
    html = client.get(address(failed)).content.decode().split("<main")[1]
    form = re.search(r'<form method="post" action="([^"]+)">.*?name="year" value="(\d+)"', html, re.S)
    assert form
    response = client.post(form[1], {"year": form[2]})
    new = ReportJob.objects.exclude(pk=failed.pk).get()
    assert response["Location"] == address(new)
    assert new.year == 2023


def test_a_reader_is_told_of_a_failure_but_not_offered_to_order(
    client_for: ClientFor, police: User, coordinator: User, demo_district: Area
) -> None:
    failed = make_job(demo_district, coordinator, status=Status.FAILED, error="Det gick inte.")
    html = client_for(police).get(address(failed)).content.decode()
    assert "Det gick inte." in html
    assert "Försök igen" not in html


def test_the_finished_file_tells_pages_and_size_and_is_fetched_with_a_trail(
    client_for: ClientFor, property_owner: User, coordinator: User, demo_district: Area
) -> None:
    job = make_done(demo_district, coordinator)
    client = client_for(property_owner)
    for url in (LIST, address(job)):
        assert "12 sidor, 1,4\xa0MB" in words(client.get(url).content.decode())
    response = client.get(f"{address(job)}lagesbild.pdf")
    assert b"".join(response.streaming_content) == PDF  # type: ignore[attr-defined]
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="lagesbild-hasselby-vallingby-2023.pdf"'
    trail = AuditEvent.objects.get(action="report.downloaded")
    assert (trail.actor, trail.object_id) == (property_owner, str(job.pk))


def test_an_unfinished_file_or_one_of_another_district_is_not_found_and_leaves_no_trail(
    client_for: ClientFor, police: User, coordinator: User, demo_district: Area
) -> None:
    waiting = make_job(demo_district, coordinator)
    done = make_done(demo_district, coordinator)
    client = client_for(police)
    assert client.get(f"{address(waiting)}lagesbild.pdf").status_code == 404
    assert client.get(f"/omraden/bromma/lagesbilder/{done.public_id}/").status_code == 404
    assert client.get(f"/omraden/bromma/lagesbilder/{done.public_id}/lagesbild.pdf").status_code == 404
    assert client.get(f"{LIST}{uuid.uuid4()}/").status_code == 404
    done.file.storage.delete(str(done.file.name))
    assert client.get(f"{address(done)}lagesbild.pdf").status_code == 404
    assert not AuditEvent.objects.filter(action="report.downloaded").exists()


def test_the_list_asks_the_same_number_of_questions_for_many_reports(
    client_for: ClientFor, coordinator: User, demo_district: Area, django_assert_max_num_queries: Any
) -> None:
    ReportJob.objects.bulk_create(
        ReportJob(area=demo_district, year=2023, ordered_by=coordinator, status=Status.FAILED, error="x")
        for _ in range(60)
    )
    client = client_for(coordinator)
    with django_assert_max_num_queries(21):  # three of them for the editions above the orders
        html = client.get(LIST).content.decode()
    assert html.count(">Misslyckades<") == 60


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "mindre än 5 sekunder"), (5, "5 sekunder"), (59.9, "59 sekunder"), (60, "1 minut"),
        (150, "2 minuter"), (3600, "1 timme"), (9000, "2 timmar"),
    ],
)  # fmt: skip
def test_waiting_is_told_in_words(seconds: float, said: str) -> None:
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert elapsed_words(start, start + timedelta(seconds=seconds)) == said


@pytest.mark.parametrize(
    ("size", "said"), [(None, ""), (1, "1\xa0kB"), (412_400, "412\xa0kB"), (1_437_000, "1,4\xa0MB")]
)
def test_sizes_are_told_the_swedish_way(size: int | None, said: str) -> None:
    assert file_size(size) == said

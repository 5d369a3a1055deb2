"""The week on paper: one page for all, minutes for the authorities, links sent once when the week is closed."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pypdf import PdfReader

from assessments.models import Party, WeekClosing
from assessments.permissions import judges_of
from assessments.services import Plan, decide_levels, set_focus
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from reports.building import build_report
from reports.mail import mail_papers
from reports.models import Kind, ReportJob, Status
from reports.rendering import print_pdf
from reports.services import order_papers_of_closed_weeks, order_report
from reports.week_papers import week_paper
from stakeholders.models import User
from tests.assessments.making import choose
from tests.factories import make_organisation

ClientFor = Callable[[User], Client]
W46 = IsoWeek(2023, 46)
REASON = "Oro kring skolgården efter kvällarna"


def close(district: Area, by: User, now: datetime) -> WeekClosing:
    return WeekClosing.objects.create(
        district=district, iso_year=W46.year, iso_week=W46.week, closed_by=by, closed_at=now
    )


@pytest.fixture
def judged(demo_district: Area, coordinator: User) -> Area:
    vinsta = Area.objects.get(slug="vinsta")
    row = vinsta.assessments.get(iso_year=2023, iso_week=46)
    decide_levels(
        by=coordinator, party=Party.MUNICIPALITY, district=demo_district, week=W46,
        choices=[choose(vinsta, 3, row.level, row.version, reason=REASON)],
    )  # fmt: skip
    owner = make_organisation(name="Exempelgården")
    set_focus(by=coordinator, area=vinsta, week=W46.following, plan=Plan("Kvällsvandring vid torget", owner))
    return demo_district


def text_of(district: Area, kind: Kind) -> tuple[str, int]:
    with translation.override("sv"):
        html = week_paper(district, W46, kind).html()
    reader = PdfReader(BytesIO(print_pdf(html).data))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    return text.replace("\u00a0", " "), len(reader.pages)


def test_the_weeks_page_is_one_page_without_counts_reasons_or_names(judged: Area, coordinator: User) -> None:
    text, pages = text_of(judged, Kind.WEEK)
    assert pages == 1
    for said in (
        "Veckolägesbild v. 46 2023",
        "Vinsta",
        "Oroande läge",
        "väntar på polisen",
        "Kvällsvandring vid torget",
    ):
        assert said in text
    for hidden in (REASON, coordinator.name, "förslaget", "lindrig"):
        assert hidden not in text


def test_the_minutes_say_who_decided_what_and_why(judged: Area, coordinator: User) -> None:
    text, _pages = text_of(judged, Kind.MINUTES)
    for said in ("Protokoll v. 46 2023", REASON, f"{coordinator.name} för stadsdelsförvaltningen"):
        assert said in text


def test_a_week_that_is_closed_gets_its_documents_and_their_links_are_sent_once(
    judged: Area, police: User, coordinator: User
) -> None:
    now = timezone.now()
    close(judged, police, now)
    ordered = order_papers_of_closed_weeks(now + timedelta(seconds=1))
    assert [job.kind for job in ordered] == [Kind.WEEK, Kind.MINUTES]
    assert order_papers_of_closed_weeks(now + timedelta(seconds=2)) == []
    assert mail_papers(now) == 0, "nothing is sent before both are done"
    for job in ordered:
        with translation.override("sv"):
            build_report(job.pk)
    people = judges_of(judged)
    assert {coordinator, police} <= set(people)
    assert mail_papers(now) == len(people)
    assert mail_papers(now) == 0
    bodies = {message.body for message in mail.outbox}
    assert len(bodies) == 1
    assert set(re.findall(r"https?://[^/]+(\S+)", str(bodies.pop()))) == {
        job.get_absolute_url() for job in ordered
    }
    assert not any(REASON in message.body or "Vinsta" in message.body for message in mail.outbox)
    assert {message.to[0] for message in mail.outbox} == {person.email for person in people}


def test_a_mail_server_that_is_away_is_asked_again(
    judged: Area, police: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    close(judged, police, now)
    for job in order_papers_of_closed_weeks(now):
        build_report(job.pk)

    def away(*_args: object) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr("reports.mail.send_mail", away)
        assert mail_papers(now) == 0
    assert mail_papers(now) > 0


def test_minutes_are_not_for_parties_who_see_no_counts(
    judged: Area, coordinator: User, property_owner: User, outsider: User, client_for: ClientFor
) -> None:
    answer = client_for(coordinator).post(reverse("reports:week_papers", args=[judged.slug, W46]))
    assert answer.status_code == 302
    jobs = {job.kind: job for job in ReportJob.objects.filter(area=judged, iso_week=46)}
    assert jobs.keys() == {Kind.WEEK, Kind.MINUTES}
    for job in jobs.values():
        build_report(job.pk)
    for kind, status in ((Kind.WEEK, 200), (Kind.MINUTES, 403)):
        for door in ("job", "status", "download"):
            address = reverse(f"reports:{door}", args=[judged.slug, jobs[kind].public_id])
            assert client_for(property_owner).get(address).status_code == status
            assert client_for(outsider).get(address).status_code == 404
    html = client_for(property_owner).get(reverse("reports:list", args=[judged.slug])).content.decode()
    assert "Veckolägesbild v.\u00a046 2023" in html
    assert "Protokoll" not in html


def test_the_database_refuses_a_weeks_document_without_its_week(
    demo_district: Area, coordinator: User
) -> None:
    with pytest.raises(ValidationError):
        order_report(area=demo_district, year=2023, by=coordinator, kind=Kind.WEEK)
    assert not ReportJob.objects.filter(status=Status.QUEUED).exists()

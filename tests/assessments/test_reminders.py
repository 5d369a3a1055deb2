"""Reminders of a week: to the party it waits for, once before the deadline and once after, and nothing in them."""

import smtplib
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from assessments.models import Party, WeekClosing, WeekReminder
from assessments.reminders import send_reminders
from assessments.services import Choice, close_unconfirmed, deadline, decide_levels
from assessments.tasks import send_reminders as task
from places.models import Area
from platssamverkan.core.weeks import STOCKHOLM, IsoWeek
from tests.assessments.making import choose
from tests.factories import make_assessment
from tests.measures.making import Cast, make_cast

pytestmark = pytest.mark.django_db
WEEK = IsoWeek(2025, 20)
TUESDAY = datetime(2025, 5, 20, 8, 20, tzinfo=STOCKHOLM)
LIMIT = deadline(WEEK)  # Wednesday noon


@pytest.fixture
def cast(db: None) -> Cast:
    cast = make_cast()
    make_assessment(area=areas(cast)[0], iso_year=2025, iso_week=10)  # weeks are judged here
    return cast


def areas(cast: Cast) -> list[Area]:
    return list(Area.objects.neighbourhoods_of(cast.district))


def decide(cast: Cast, party: Party, level: int = 1) -> None:
    by = cast.coordinator if party is Party.MUNICIPALITY else cast.police
    choices: list[Choice] = [choose(area, level) for area in areas(cast)]
    decide_levels(by=by, party=party, district=cast.district, week=WEEK, choices=choices, now=TUESDAY)


def told() -> list[str]:
    found = sorted(address for letter in mail.outbox for address in letter.to)
    mail.outbox.clear()
    return found


def both(cast: Cast) -> list[str]:
    return sorted([cast.coordinator.email, cast.police.email])


def test_a_week_without_levels_is_told_to_both_once_before_and_once_after(cast: Cast) -> None:
    assert send_reminders(LIMIT - timedelta(hours=29)) == 0
    assert send_reminders(TUESDAY) == 2
    assert told() == both(cast)
    assert send_reminders(LIMIT - timedelta(seconds=1)) == 0
    assert send_reminders(LIMIT) == 2
    assert told() == both(cast)
    assert send_reminders(LIMIT + timedelta(days=1)) == 0
    assert send_reminders(LIMIT + timedelta(days=2)) == 0


def test_the_letter_is_a_link_and_no_content(cast: Cast) -> None:
    areas(cast)
    send_reminders(TUESDAY)
    letter = mail.outbox[0]
    assert f"/omraden/{cast.district.slug}/vecka/2025-W20/" in letter.body
    assert "Veckan väntar till onsdag 21 maj kl. 12.00." in letter.body
    assert not any(area.name in letter.body for area in areas(cast))


@pytest.mark.parametrize("party", list(Party))
def test_levels_that_wait_are_told_to_the_other_party_only(cast: Cast, party: Party) -> None:
    decide(cast, party)
    send_reminders(TUESDAY)
    assert told() == [cast.police.email if party is Party.MUNICIPALITY else cast.coordinator.email]


def test_nothing_is_sent_when_the_week_is_closed(cast: Cast) -> None:
    decide(cast, Party.MUNICIPALITY)
    close_unconfirmed(
        by=cast.coordinator, party=Party.MUNICIPALITY, district=cast.district, week=WEEK, now=LIMIT
    )
    assert WeekClosing.objects.filter(district=cast.district).exists()
    assert send_reminders(LIMIT) == 0


def test_a_district_that_does_not_judge_weeks_here_gets_no_letters(db: None) -> None:
    make_cast()
    assert send_reminders(TUESDAY) == 0


def test_a_mail_server_that_is_down_is_tried_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_args: Any, **_options: Any) -> None:
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as broken:
        broken.setattr("assessments.reminders.send_mail", down)
        assert send_reminders(TUESDAY) == 0
    assert not WeekReminder.objects.exists()
    assert send_reminders(TUESDAY) == 2


def test_the_bell_may_ring_at_any_time(cast: Cast) -> None:
    task()
    task()

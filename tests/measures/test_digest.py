"""The week's letters: each organisation's own, the steering group's by rule, links only, and never twice."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail

from measures.digest import organisation_letters, send_digests, steering_letters
from measures.models import Digest, Measure
from measures.tasks import send_digests as task
from tests.measures.making import Cast, make_cast, make_measure

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


@pytest.fixture
def cast(db: None) -> Cast:
    Measure.objects.update(status="rejected", reason="demon")  # only what the test makes waits
    return make_cast()


def due(cast: Cast, days: int, **overrides: object) -> Measure:
    return make_measure(**(
        {"area": cast.district, "owner": cast.company, "status": "ongoing", "due_on": MONDAY + timedelta(days=days)} | overrides
    ))  # fmt: skip


def test_an_organisation_reads_how_many_and_where(cast: Cast, mailoutbox: list[Any]) -> None:
    due(cast, -3, title="Hemlig rubrik")
    due(cast, 5)
    due(cast, 40)
    assert send_digests(MONDAY) == 1
    letter = mailoutbox[0]
    assert letter.to == [cast.owner.email]  # its reader may not answer for it
    assert "1 åtgärd är försenad" in letter.body
    assert "1 åtgärd ska vara klar inom två veckor" in letter.body
    assert f"/atgarder/?ansvarig={cast.company.pk}" in letter.body
    assert "Hemlig rubrik" not in letter.body


def test_nobody_gets_the_same_week_twice(cast: Cast, mailoutbox: list[Any]) -> None:
    due(cast, -3)
    assert [send_digests(MONDAY), send_digests(MONDAY + timedelta(days=4))] == [1, 0]
    assert send_digests(MONDAY + timedelta(days=7)) == 1
    assert Digest.objects.filter(organisation=cast.company).count() == 2


def test_the_steering_group_hears_of_what_is_thirty_days_late(cast: Cast) -> None:
    due(cast, -30)
    assert steering_letters(cast.district, MONDAY) == []
    due(cast, -31)
    due(cast, -40, visibility="own_organisation")  # neither named nor counted to others
    [letter] = steering_letters(cast.district, MONDAY)
    assert (letter.escalated, letter.to) == (1, cast.coordinator)
    assert f"omrade={cast.district.slug}" in letter.path


def test_what_waits_for_nothing_makes_no_letter(cast: Cast) -> None:
    due(cast, -90, status="done", done_on=MONDAY)
    due(cast, 30)
    assert organisation_letters(cast.company, MONDAY) == []


def test_mail_that_is_down_is_tried_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    due(cast, -3)

    def down(*_args: object, **_options: object) -> int:
        raise OSError

    monkeypatch.setattr("measures.digest.send_mail", down)
    assert send_digests(MONDAY) == 0
    assert not Digest.objects.exists()
    monkeypatch.undo()
    assert send_digests(MONDAY) == 1


def test_the_bell_rings(cast: Cast) -> None:
    due(cast, -200)
    task()
    assert mail.outbox

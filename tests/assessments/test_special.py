"""Särskild händelse: one picture at once, from either authority; it feeds the week and sets no level."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, Decision, Party
from assessments.permissions import owners_in
from assessments.special_models import (
    JointMessage,
    SpecialEvent,
    SpecialMeasure,
    SpecialNote,
    approved_messages,
)
from assessments.special_services import (
    add_measure,
    add_note,
    approve_message,
    call_meeting,
    close_event,
    finish_measure,
    open_event,
    word_message,
)
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import AuditEvent, User
from tests.factories import make_district, make_organisation, make_user

ClientFor = Callable[[User], Client]
CITY, POLICE = Party.MUNICIPALITY, Party.POLICE
NOW = timezone.now()
TEXT = "Vi ökar vår närvaro i området under helgen. Ring 112 vid pågående brott."


@pytest.fixture
def event(db: None) -> SpecialEvent:
    return opened(make_district("Norra", "Södra"))


def opened(district: Area, by: User | None = None) -> SpecialEvent:
    return open_event(
        by=by or make_user(),
        party=POLICE,
        district=district,
        area=Area.objects.neighbourhoods_of(district).first(),
        title="Explosion i port",
        known="Avspärrat vid tunnelbanan. Ingen skadad.",
        now=NOW,
    )


def test_a_double_click_opens_one_picture(event: SpecialEvent) -> None:
    assert opened(event.district, by=event.opened_by) == event
    assert event.notes.count() == 1


def test_the_message_holds_when_the_other_party_has_approved_that_very_wording(event: SpecialEvent) -> None:
    writer, other = make_user(), make_user()
    first = word_message(by=writer, party=POLICE, event=event, text=TEXT)
    for by, party in ((writer, POLICE), (other, POLICE), (writer, CITY)):
        with pytest.raises(ValidationError, match="den andra parten"):
            approve_message(by=by, party=party, message=first)
    assert approved_messages(event.district, event.week) == []
    approve_message(by=other, party=CITY, message=first)
    assert [m.text for m in approved_messages(event.district, event.week)] == [TEXT]
    second = word_message(by=other, party=CITY, event=event, text="En ny lydelse")
    assert approved_messages(event.district, event.week) == [], "the old wording no longer holds"
    with pytest.raises(ValidationError, match="ny lydelse"):
        approve_message(by=other, party=CITY, message=first)
    approve_message(by=writer, party=POLICE, message=second)
    assert [m.text for m in approved_messages(event.district, event.week)] == ["En ny lydelse"]


@pytest.mark.parametrize("hours", [-1, 0, 73])
def test_a_measure_is_due_within_72_hours(event: SpecialEvent, hours: int) -> None:
    due = NOW + timedelta(hours=hours)
    with pytest.raises(ValidationError, match="72 timmar"):
        add_measure(
            by=make_user(), event=event, text="Väktare", owner=make_organisation(), due_at=due, now=NOW
        )
    assert not SpecialMeasure.objects.filter(event=event).exists()


def test_a_measure_is_done_once(event: SpecialEvent) -> None:
    measure = add_measure(
        by=make_user(),
        event=event,
        text="Väktare",
        owner=make_organisation(),
        due_at=NOW + timedelta(hours=72),
        now=NOW,
    )
    first = make_user()
    finish_measure(by=first, measure=measure)
    finish_measure(by=make_user(), measure=measure)
    measure.refresh_from_db()
    assert measure.done_by == first


def test_a_closed_picture_is_read_and_never_changed(event: SpecialEvent) -> None:
    close_event(by=make_user(), event=event)
    with pytest.raises(ValidationError, match="avslutad"):
        add_note(by=make_user(), party=CITY, event=event, kind=SpecialNote.Kind.REACHED, text="Skolan")
    with pytest.raises(ValidationError, match="avslutad"):
        word_message(by=make_user(), party=CITY, event=event, text=TEXT)
    with pytest.raises(ValidationError, match="avslutad"):
        close_event(by=make_user(), event=event)


def test_a_meeting_lies_ahead(event: SpecialEvent) -> None:
    with pytest.raises(ValidationError, match="framåt"):
        call_meeting(by=make_user(), event=event, at=NOW - timedelta(minutes=1), place="Polishuset", now=NOW)
    call_meeting(by=make_user(), event=event, at=NOW + timedelta(hours=2), place="Polishuset", now=NOW)
    event.refresh_from_db()
    assert event.meeting_place == "Polishuset"


def test_an_event_belongs_to_its_week_in_swedish_time(event: SpecialEvent) -> None:
    sunday_night = IsoWeek(2026, 10).end - timedelta(minutes=30)
    SpecialEvent.objects.filter(pk=event.pk).update(opened_at=sunday_night)
    assert list(SpecialEvent.objects.in_week(IsoWeek(2026, 10))) == [event]
    assert not SpecialEvent.objects.in_week(IsoWeek(2026, 11)).exists()


# --- through the door ------------------------------------------------------------------------------------


def listing(district: Area) -> str:
    return reverse("assessments:special_list", args=[district.slug])


def page(event: SpecialEvent) -> str:
    return reverse("assessments:special", args=[event.district.slug, event.pk])


def test_the_whole_picture_is_made_by_two_authorities_and_sets_no_level(
    demo_district: Area, coordinator: User, police: User, property_owner: User, client_for: ClientFor
) -> None:
    levels = (Assessment.objects.count(), Decision.objects.count())
    theirs, ours = client_for(police), client_for(coordinator)
    grimsta = Area.objects.get(slug="grimsta")
    theirs.post(
        listing(demo_district),
        {"title": "Explosion i port", "area": grimsta.pk, "known": "Avspärrat vid tunnelbanan."},
    )
    event = SpecialEvent.objects.get(district=demo_district)
    ours.post(page(event), {"gor": "rad", "kind": "reached", "text": "Skolan och fastighetsägaren."})
    soon = timezone.localtime(timezone.now() + timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M")
    ours.post(page(event), {"gor": "mote", "at": soon, "place": "Stadsdelshuset"})
    owner = str(owners_in(demo_district)[0].pk)
    ours.post(page(event), {"gor": "atgard", "text": "Trygghetsvärdar", "owner": owner, "due_at": soon})
    ours.post(page(event), {"gor": "budskap", "text": TEXT})
    week = reverse("assessments:week", args=[demo_district.slug, event.week])
    assert TEXT not in client_for(property_owner).get(week).content.decode()
    message = JointMessage.objects.get(event=event)
    theirs.post(page(event), {"gor": "godkann", "nyckel": message.pk})
    html = ours.get(page(event)).content.decode()
    for said in ("Avspärrat", "Skolan och", "Stadsdelshuset", "Trygghetsvärdar", "Godkänt av båda"):
        assert said in html
    partner = client_for(property_owner).get(week).content.decode()
    assert TEXT in partner
    for hidden in ("Explosion", "Avspärrat", "Trygghetsvärdar"):
        assert hidden not in partner
    assert "Explosion i port" in ours.get(week).content.decode()
    ours.post(page(event), {"gor": "avsluta"})
    assert 'name="gor"' not in ours.get(page(event)).content.decode()
    assert (Assessment.objects.count(), Decision.objects.count()) == levels
    assert AuditEvent.objects.filter(action="specialevent.viewed", object_id=str(event.pk)).exists()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 400),
        ({"gor": "rad", "kind": "known", "text": ""}, 400),
        ({"gor": "rad", "kind": "x", "text": "Hej"}, 400),
        ({"gor": "mote", "at": "i morgon"}, 400),
        ({"gor": "mote", "at": "2020-01-01T10:00"}, 409),
        ({"gor": "godkann", "nyckel": "x"}, 404),
        ({"gor": "klar", "nyckel": "9" * 40}, 404),
        ({"gor": "budskap", "text": "Sök Kalle Karlsson, 19121212-1212"}, 400),
    ],
)
def test_bad_input_changes_nothing(
    fields: dict[str, str], status: int, demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    event = opened(demo_district)
    answer = client_for(coordinator).post(page(event), fields)
    assert answer.status_code == status
    assert (event.notes.count(), event.messages.count()) == (1, 0)


def test_a_partner_an_officer_and_an_outsider(
    demo_district: Area, property_owner: User, outsider: User, client_for: ClientFor
) -> None:
    event = opened(demo_district)
    officer = User.objects.get(email="handlaggare@demo.example")
    assert client_for(property_owner).get(page(event)).status_code == 403
    assert client_for(outsider).get(page(event)).status_code == 404
    assert "Lägg till en rad" not in client_for(officer).get(page(event)).content.decode()
    assert client_for(officer).post(page(event), {"gor": "avsluta"}).status_code == 403
    elsewhere = opened(Area.objects.get(slug="bromma"))
    address = reverse("assessments:special", args=[demo_district.slug, elsewhere.pk])
    assert client_for(officer).get(address).status_code == 404

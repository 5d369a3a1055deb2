"""After the walk: who decides, what must be said, and what the participants read."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any, cast

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from places.models import Area
from reports.walk_protocol import protocol_html
from stakeholders.models import CapabilityLink, Organisation, Role, User
from tests.factories import make_member, make_observation, make_organisation, make_photo, make_walk
from walks.answers import add_reader, answers_for, tell_of_changes
from walks.models import Reader, Walk, WalkStatus
from walks.permissions import may_decide
from walks.services import decide, propose_loop, save_stops, set_observation_status, set_walk_status

pytestmark = pytest.mark.django_db


def whole(path: str) -> str:
    return f"https://plats.example{path}"


def token_in(letter: mail.EmailMessage) -> str:
    return str(letter.body).split("/svar/")[1].split("/")[0]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"status": "acting", "responsible": None, "due_on": date(2027, 1, 1)}, "responsible"),
        ({"status": "acting", "responsible": True}, "due_on"),
        ({"status": "not_acting", "responsible": True}, "reason"),
    ],
)
def test_a_decision_says_who_when_and_why_not(values: dict[str, Any], field: str, admin: User) -> None:
    values["responsible"] = make_organisation() if values["responsible"] else None
    observation = make_observation()
    with pytest.raises(ValidationError) as refused:
        decide(by=admin, observation=observation, **values)
    assert list(refused.value.message_dict) == [field]
    observation.refresh_from_db()
    assert observation.status == "new"


def test_planners_decide_and_so_does_the_responsible_organisation_only(demo_district: Area) -> None:
    walk = make_walk(area=demo_district)
    owner, other = make_organisation(), make_organisation()
    for party in (owner, other):
        party.area_relations.create(area=demo_district, kind="partner", valid_from=date(2020, 1, 1))
    observation = make_observation(walk=walk, responsible=owner)
    assert may_decide(make_member(Role.PROPERTY_OWNER, owner), observation)
    assert not may_decide(make_member(Role.PROPERTY_OWNER, other), observation)
    office = Organisation.objects.get(name="Hässelby-Vällingby stadsdelsförvaltning")
    assert may_decide(make_member(Role.COORDINATOR, office), observation)


def test_a_protocol_is_not_published_while_somebody_responsible_is_missing(admin: User) -> None:
    walk = make_walk(status=WalkStatus.HELD)
    observation = make_observation(walk=walk)
    with pytest.raises(ValidationError, match="saknar ansvarig"):
        set_walk_status(by=admin, walk=walk, status=WalkStatus.PUBLISHED)
    decide(
        by=admin,
        observation=observation,
        status="acting",
        responsible=make_organisation(),
        due_on=date(2027, 1, 1),
    )
    set_walk_status(by=admin, walk=walk, status=WalkStatus.PUBLISHED)
    assert Walk.objects.get(pk=walk.pk).published_at is not None


def test_rooms_above_set_the_status_and_the_answer_is_kept(admin: User) -> None:
    owner = make_organisation()
    observation = make_observation(responsible=owner, due_on=date(2027, 1, 1))
    assert set_observation_status(by=admin, observation=observation, status="done", text="Lampan är bytt.")
    assert not set_observation_status(
        by=admin, observation=observation, status="done", text="Lampan är bytt."
    )
    observation.refresh_from_db()
    answer = observation.answers.get()
    assert (observation.status, answer.text, answer.organisation) == ("done", "Lampan är bytt.", owner)


def test_a_participant_reads_the_answers_without_sign_in_and_looking_changes_nothing(admin: User) -> None:
    observation = make_observation()
    reader = add_reader(by=admin, walk=observation.walk, email="Boende@Example.org", points=[], address=whole)
    address = reverse("walks:answers", args=[token_in(mail.outbox[0])])
    before = list(CapabilityLink.objects.values())
    for _ in range(3):
        answer = Client().get(address)
    assert answer.status_code == 200
    assert "Lampan lyser inte." in answer.content.decode()
    assert "example.org" not in answer.content.decode()
    assert answer["Referrer-Policy"] == "no-referrer"
    assert list(CapabilityLink.objects.values()) == before
    assert Client().post(address).status_code == 200
    assert not Reader.objects.filter(pk=reader.pk).exists()
    assert Client().get(address).status_code == 410


def test_one_letter_however_much_has_changed_and_it_carries_a_new_link(admin: User) -> None:
    observation = make_observation(responsible=make_organisation())
    walk = observation.walk
    add_reader(by=admin, walk=walk, email="a@example.org", points=[observation], address=whole)
    assert tell_of_changes(by=admin, walk=walk, address=whole) == 0
    for status, text in (("investigating", "Vi ser över ljuset."), ("done", "Lampan är bytt.")):
        set_observation_status(by=admin, observation=observation, status=status, text=text)
    assert tell_of_changes(by=admin, walk=walk, address=whole) == 1
    assert tell_of_changes(by=admin, walk=walk, address=whole) == 0
    first, second = mail.outbox
    assert "Lampan" not in str(second.body)
    assert Client().get(reverse("walks:answers", args=[token_in(first)])).status_code == 410
    assert (
        "Lampan är bytt." in Client().get(reverse("walks:answers", args=[token_in(second)])).content.decode()
    )


def test_a_participant_sees_the_own_points_only(admin: User) -> None:
    mine = make_observation(text="Min punkt.")
    make_observation(walk=mine.walk, number=2, text="Någon annans.")
    reader = add_reader(by=admin, walk=mine.walk, email="a@example.org", points=[mine], address=whole)
    assert [row.observation for row in answers_for(reader)] == [mine]


def test_a_stop_that_is_taken_away_keeps_what_was_seen_there(admin: User) -> None:
    walk = make_walk()
    save_stops(by=admin, walk=walk, stops=[{"name": "Torget"}, {"name": "Parken"}])
    seen = make_observation(walk=walk, stop=walk.stops.get(name="Parken"))
    save_stops(by=admin, walk=walk, stops=[{"name": "Skolan"}, {"name": "Torget"}])
    assert [str(stop) for stop in walk.stops.filter(removed=False)] == ["1 Skolan", "2 Torget"]
    seen.refresh_from_db()
    assert seen.stop is not None
    assert (seen.stop.name, seen.stop.removed) == ("Parken", True)


def test_a_loop_is_proposed_over_the_places_of_the_area(demo_district: Area) -> None:
    loop = propose_loop(demo_district)
    assert len(loop) == len(set(loop)) > 3
    norths = [place.geometry.centroid.y for place in loop if place.geometry is not None]
    assert norths[0] == max(norths)


def test_the_protocol_is_a_tagged_pdf_with_pictures_and_answers(
    client_for: Callable[[User], Client], coordinator: User, demo_district: Area
) -> None:
    walk = make_walk(area=demo_district, title="Vandring & <prov>")
    make_photo(
        make_observation(
            walk=walk, status="not_acting", reason="Marken är privat.", responsible=walk.organiser
        )
    )
    assert "data:image/jpeg;base64," in protocol_html(walk)
    answer = client_for(coordinator).get(reverse("reports:walk_protocol", args=[walk.pk]))
    reader = PdfReader(BytesIO(answer.content))
    text = "".join(page.extract_text() for page in reader.pages)
    assert "Marken är privat." in text
    assert cast(Any, reader.trailer["/Root"])["/MarkInfo"]["/Marked"]


def test_a_walk_is_planned_in_one_form(
    client_for: Callable[[User], Client], coordinator: User, demo_district: Area
) -> None:
    browser, address = client_for(coordinator), reverse("walks:add", args=[demo_district.slug])
    starts = timezone.localtime() + timedelta(days=30)
    fields = {
        "title": "Vandring", "kind": "walk", "purpose": "Se ljuset.", "area": demo_district.pk, "light": "dark",
        "starts_at": f"{starts:%Y-%m-%dT%H:%M}", "pre_meeting_on": f"{starts + timedelta(days=1):%Y-%m-%d}",
        "organiser": Organisation.objects.get(name="Hässelby-Vällingby stadsdelsförvaltning").pk,
        "route": "Hässelby torg | ljus\nTunneln",
    }  # fmt: skip
    refused = browser.post(address, fields)
    assert "Förmötet hålls före vandringen." in refused.content.decode()
    fields["pre_meeting_on"] = ""
    assert browser.post(address, fields).status_code == 302
    walk = Walk.objects.get(title="Vandring")
    assert [(stop.name, stop.look_for, stop.place is not None) for stop in walk.stops.all()] == [
        ("Hässelby torg", "ljus", True),
        ("Tunneln", "", False),
    ]
    page = browser.get(walk.get_absolute_url()).content.decode()
    assert "Solen går ner" in page


def test_an_invitation_is_a_link_with_the_plan_and_the_calendar_and_keeps_no_address(
    client: Client, coordinator: User
) -> None:
    walk = Walk.objects.get(status=WalkStatus.PLANNED)
    client.force_login(coordinator)
    address = reverse("walks:invite", args=[walk.pk])
    refused = client.post(address, {"emails": "ett@exempel.se\ninte en adress"})
    assert (refused.status_code, mail.outbox) == (400, [])
    assert "Adress 2, inte, är ingen e-postadress" in refused.content.decode()
    client.post(address, {"emails": "ett@exempel.se, TVA@exempel.se\nett@exempel.se"})
    assert [letter.to for letter in mail.outbox] == [["ett@exempel.se"], ["tva@exempel.se"]]
    assert walk.purpose not in str(mail.outbox[0].body)
    assert not Reader.objects.filter(walk=walk).exists()
    path = "/inbjudan-vandring/" + str(mail.outbox[0].body).split("/inbjudan-vandring/")[1].split()[0]
    stranger = Client()
    assert walk.purpose in stranger.get(path).content.decode()
    calendar = stranger.get(f"{path}vandring.ics")
    assert calendar["Content-Type"].startswith("text/calendar")
    assert calendar.content.count(b"BEGIN:VEVENT") == 3
    CapabilityLink.objects.filter(purpose="walk_invitation").update(expires_at=timezone.now())
    assert stranger.get(path).status_code == 410

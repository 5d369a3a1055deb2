"""A report from the street: stored where it was, as sure as it is known, once, and never about persons."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from incidents.forms import When, span_of
from incidents.models import Incident, Precision, Report
from incidents.querysets import Status
from places.models import SRID, Area, AreaRelation, AreaRelationKind, Place
from platssamverkan.core.maps import SHOWN_IN
from platssamverkan.core.weeks import STOCKHOLM
from stakeholders.models import AuditEvent, Role, User
from stakeholders.policy import Visibility
from tests.factories import make_area, make_district, make_member, make_organisation, make_place

ClientFor = Callable[[User], Client]
ADDRESS = "/handelser/rapportera/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db: None) -> SimpleNamespace:
    """A district of two stadsdelar with a square in the first, and a landlord's reporter."""
    district = make_district("Norra", "Södra")
    north, south = Area.objects.filter(parent=district).order_by("position")
    place = make_place(name="Norra torget", slug="norra-torget", geometry=north.geometry.centroid)
    landlord = make_organisation()
    AreaRelation.objects.create(
        organisation=landlord, area=district, kind=AreaRelationKind.PARTNER, valid_from="2020-01-01"
    )
    return SimpleNamespace(
        district=district, north=north, south=south, place=place, landlord=landlord,
        reporter=make_member(Role.REPORTER, landlord),
    )  # fmt: skip


def degrees(point: Point, east: float = 0) -> dict[str, str]:
    there = Point(point.x + east, point.y, srid=SRID)
    there.transform(SHOWN_IN)
    return {"lat": f"{there.y:.7f}", "lon": f"{there.x:.7f}"}


def fields(**overrides: Any) -> dict[str, Any]:
    values = {"key": str(uuid.uuid4()), "kinds": ["graffiti"], "where": "Norra", "when": When.NOW}
    values |= {"police_report": "unknown", "visibility": "authorities"}
    return values | overrides


def sent(browser: Client, **overrides: Any) -> list[Incident]:
    before = set(Incident.objects.values_list("pk", flat=True))
    answer = browser.post(ADDRESS, fields(**overrides))
    assert answer.status_code == 302, answer.content.decode()
    return list(Incident.objects.exclude(pk__in=before).order_by("pk"))


def refused(browser: Client, **overrides: Any) -> str:
    before = Incident.objects.count()
    answer = browser.post(ADDRESS, fields(**overrides))
    assert answer.status_code == 400
    assert Incident.objects.count() == before
    return str(answer.content.decode())


# --- where ------------------------------------------------------------------------------------------


def test_by_the_name_of_a_stadsdel_however_it_is_spelt(scene: SimpleNamespace, client_for: ClientFor) -> None:
    (incident,) = sent(client_for(scene.reporter), where="  NORRA ")
    assert (incident.area, incident.place, incident.point) == (scene.north, None, None)
    assert incident.precision == Precision.AREA


def test_by_the_name_of_a_place_the_database_knows_the_stadsdel(
    scene: SimpleNamespace, client_for: ClientFor
) -> None:
    (incident,) = sent(client_for(scene.reporter), where="norra torget")
    assert (incident.area, incident.place, incident.precision) == (scene.north, scene.place, Precision.PLACE)


def test_by_the_phones_position_rounded_to_ten_metres(scene: SimpleNamespace, client_for: ClientFor) -> None:
    middle = scene.south.geometry.centroid
    (incident,) = sent(client_for(scene.reporter), where="", accuracy="12", **degrees(middle))
    assert (incident.area, incident.precision, incident.place) == (scene.south, Precision.POINT, None)
    assert incident.point is not None
    assert (incident.point.x % 10, incident.point.y % 10) == (0, 0)
    assert incident.point.distance(middle) < 8


def test_a_position_beside_a_known_place_is_at_the_place(
    scene: SimpleNamespace, client_for: ClientFor
) -> None:
    near = degrees(scene.place.geometry, east=30)
    assert sent(client_for(scene.reporter), where="", accuracy="5", **near)[0].place == scene.place
    far = degrees(scene.place.geometry, east=120)
    assert sent(client_for(scene.reporter), where="", accuracy="5", **far)[0].place is None


def test_an_uncertain_position_keeps_the_area_and_no_point(
    scene: SimpleNamespace, client_for: ClientFor
) -> None:
    position = degrees(scene.north.geometry.centroid)
    (incident,) = sent(client_for(scene.reporter), where="", accuracy="800", **position)
    assert (incident.area, incident.point, incident.precision) == (scene.north, None, Precision.ROUGH)
    assert "ungefärlig plats" in incident.where


def test_what_was_written_goes_before_where_the_phone_is(
    scene: SimpleNamespace, client_for: ClientFor
) -> None:
    position = degrees(scene.south.geometry.centroid)
    assert sent(client_for(scene.reporter), where="Norra", accuracy="5", **position)[0].area == scene.north


def test_an_unknown_name_is_answered_with_the_nearest(scene: SimpleNamespace, client_for: ClientFor) -> None:
    assert "Menar du Norra torget?" in refused(client_for(scene.reporter), where="Norra torgett")


def test_without_a_place_or_outside_ones_areas_nothing_is_stored(
    scene: SimpleNamespace, client_for: ClientFor
) -> None:
    browser = client_for(scene.reporter)
    assert "Säg var" in refused(browser, where="")
    elsewhere = make_area(name="Långt bort")
    assert "utanför de områden" in refused(browser, where="", **degrees(elsewhere.geometry.centroid))
    assert "Ingen plats och inget område heter" in refused(browser, where="Långt bort")


# --- when -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        (When.NOW, (6, 8, 30), (6, 8, 30)),
        (When.TODAY, (6, 0, 0), (6, 8, 30)),
        (When.NIGHT, (5, 22, 0), (6, 6, 0)),
        (When.YESTERDAY, (5, 0, 0), (5, 23, 59)),
    ],
)
def test_a_ready_made_answer_is_as_wide_as_what_is_not_known(
    when: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    span = span_of(when, datetime(2024, 3, 6, 7, 30, 12, tzinfo=UTC))
    moments = [datetime(2024, 3, *each, tzinfo=STOCKHOLM) for each in (first, last)]
    assert [span.first, span.last] == moments


def test_another_time_may_be_an_interval(scene: SimpleNamespace, client_for: ClientFor) -> None:
    times = {"when": When.OTHER, "first": "2024-03-06T21:40", "last": "2024-03-07T06:00"}
    (incident,) = sent(client_for(scene.reporter), **times)
    assert incident.occurred_from == datetime(2024, 3, 6, 21, 40, tzinfo=STOCKHOLM)
    assert incident.occurred_to == datetime(2024, 3, 7, 6, tzinfo=STOCKHOLM)


def test_a_turned_span_a_future_and_a_missing_time_are_refused(
    scene: SimpleNamespace, client_for: ClientFor
) -> None:
    browser = client_for(scene.reporter)
    turned = {"first": "2024-03-06T21:40", "last": "2024-03-06T20:00"}
    assert "ligger före det tidigaste" in refused(browser, when=When.OTHER, **turned)
    assert "Ange när det hände" in refused(browser, when=When.OTHER)
    tomorrow = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert "ligger i framtiden" in refused(browser, when=When.OTHER, first=tomorrow)
    assert sent(browser, when=When.OTHER, first=tomorrow, kinds=["event_planned"])


# --- what, and who sees it ----------------------------------------------------------------------------


def test_several_kinds_become_several_incidents_in_one_report(
    scene: SimpleNamespace, client_for: ClientFor
) -> None:
    rows = sent(client_for(scene.reporter), kinds=["graffiti", "littering", "noise"])
    assert len({row.report_id for row in rows}) == 1
    assert {row.status for row in rows} == {Status.NEW}
    assert {row.visibility for row in rows} == {Visibility.AUTHORITIES}
    assert {row.owner for row in rows} == {scene.landlord}
    assert AuditEvent.objects.filter(action="incident.registered", actor=scene.reporter).count() == 3


def test_the_same_form_sent_twice_is_stored_once(scene: SimpleNamespace, client_for: ClientFor) -> None:
    browser, key = client_for(scene.reporter), str(uuid.uuid4())
    sent(browser, key=key)
    assert sent(browser, key=key) == []


def test_a_sensitive_kind_keeps_the_area_only_and_is_for_authorities(
    scene: SimpleNamespace, client_for: ClientFor
) -> None:
    browser = client_for(scene.reporter)
    (incident,) = sent(browser, kinds=["robbery_person"], where="Norra torget", visibility="all_parties")
    assert (incident.area, incident.place, incident.point) == (scene.north, None, None)
    assert incident.visibility == Visibility.AUTHORITIES
    owner = make_member(Role.PROPERTY_OWNER, scene.landlord)
    Incident.objects.filter(pk=incident.pk).update(visibility=Visibility.PUBLIC)
    assert not Incident.objects.visible_to(owner).filter(pk=incident.pk).exists()


def test_a_report_about_staff_carries_the_role_and_never_the_person(
    scene: SimpleNamespace, client_for: ClientFor
) -> None:
    (incident,) = sent(client_for(scene.reporter), kinds=["staff_threat_violence"])
    assert incident.report is not None
    assert (incident.report.by, incident.report.role) == (None, Role.REPORTER)


def test_names_of_persons_are_stopped_and_other_kinds_need_words(
    scene: SimpleNamespace, client_for: ClientFor
) -> None:
    browser = client_for(scene.reporter)
    assert "personnummer" in refused(browser, words="Det var 121212-1212")
    assert "säger inget för sig" in refused(browser, kinds=["other_disorder"])
    assert sent(browser, kinds=["other_disorder"], words="Trasig grind")[0].description == "Trasig grind"
    assert "Välj vad som har hänt" in refused(browser, kinds=[])


# --- receipt ------------------------------------------------------------------------------------------


def test_the_receipt_tells_what_the_report_became_and_only_to_its_organisation(
    scene: SimpleNamespace, client_for: ClientFor
) -> None:
    browser = client_for(scene.reporter)
    (incident,) = sent(browser, when=When.OTHER, first="2024-03-06T21:40")
    assert incident.report is not None
    address = incident.report.get_absolute_url()
    assert "Inte läst än" in browser.get(address).content.decode()
    Incident.objects.filter(pk=incident.pk).update(included_in_assessment=True)
    assert "Läst, ingick i v.\u00a010" in browser.get(address).content.decode()
    assert "Läst, ingick i v.\u00a010" in browser.get(reverse("incidents:mine")).content.decode()
    stranger = make_member(Role.REPORTER, make_organisation())
    assert client_for(stranger).get(address).status_code == 404


def test_what_may_be_the_same_is_told_while_writing(scene: SimpleNamespace, client_for: ClientFor) -> None:
    browser = client_for(scene.reporter)
    address = reverse("incidents:similar")
    assert "Kanske redan" not in browser.post(address, fields()).content.decode()
    sent(browser)
    assert "Kanske redan rapporterat" in browser.post(address, fields()).content.decode()
    for other in (
        {"where": "Södra"},
        {"kinds": ["noise"]},
        {"when": When.OTHER, "first": "2024-03-06T21:40"},
    ):
        assert "Kanske redan" not in browser.post(address, fields(**other)).content.decode()


def test_sending_and_going_on_keeps_the_place(scene: SimpleNamespace, client_for: ClientFor) -> None:
    browser = client_for(scene.reporter)
    answer = browser.post(ADDRESS, fields(where="Norra torget") | {"en-till": "1"}, follow=True)
    html = answer.content.decode()
    assert "Skickat. Skriv nästa." in html
    assert 'value="Norra torget"' in html
    assert Report.objects.filter(by=scene.reporter).count() == 1


def test_the_page_tells_to_ring_112_and_offers_every_kind_and_place(
    scene: SimpleNamespace, client_for: ClientFor, django_assert_max_num_queries: Any
) -> None:
    browser = client_for(scene.reporter)
    with django_assert_max_num_queries(24):
        html = browser.get(ADDRESS).content.decode()
    for text in ("Pågår det nu? Ring", "Polisanmälan:", "Det här är inte en anmälan.", "Otillåten påverkan"):
        assert text in html
    assert '<option value="Norra torget">' in html
    assert Place.objects.filter(name="Norra torget").exists()

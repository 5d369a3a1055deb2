"""The list, its map and its files: exactly what is shown, to each as far as it is shared, and written down."""

import json
from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.test import Client
from django.urls import reverse

from incidents.analysis import span_words
from incidents.models import Exclusion, Incident, IncidentCategory, Precision
from places.models import SRID, Area, AreaRelation, AreaRelationKind
from platssamverkan.core.maps import SHOWN_IN
from platssamverkan.core.weeks import STOCKHOLM
from stakeholders.models import AuditEvent, OrganisationType, Role, User
from stakeholders.policy import Visibility
from tests.factories import make_district, make_incident, make_member, make_organisation

ClientFor = Callable[[User], Client]

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db: None) -> SimpleNamespace:
    district = make_district("Norra", "Södra")
    north, south = Area.objects.filter(parent=district).order_by("position")
    office = make_organisation(org_type=OrganisationType.DISTRICT_ADMINISTRATION)
    landlord = make_organisation()
    for organisation, kind in ((office, AreaRelationKind.OWN), (landlord, AreaRelationKind.PARTNER)):
        AreaRelation.objects.create(
            organisation=organisation, area=district, kind=kind, valid_from="2020-01-01"
        )
    middle = north.geometry.centroid
    category = IncidentCategory.objects.get
    shared = {"visibility": Visibility.ALL_PARTIES, "area": north}
    return SimpleNamespace(
        district=district, north=north, south=south,
        coordinator=make_member(Role.COORDINATOR, office),
        owner=make_member(Role.PROPERTY_OWNER, landlord),
        point=make_incident(
            category=category(code="graffiti"), point=Point(middle.x, middle.y, srid=SRID),
            precision=Precision.POINT, description="Vid =porten", **shared,
        ),
        hidden=make_incident(category=category(code="drug_dealing"), area=south, severity=2),
        sensitive=make_incident(category=category(code="hate_incident"), severity=3, **shared),
    )  # fmt: skip


def address(scene: SimpleNamespace, name: str = "list", *parts: object, **query: str) -> str:
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"incidents:{name}", args=[scene.district.slug, *parts]) + (f"?{asked}" if asked else "")


def test_each_sees_what_is_shared_and_no_party_sees_what_is_sensitive(
    scene: SimpleNamespace, client_for: ClientFor
) -> None:
    html = client_for(scene.coordinator).get(address(scene)).content.decode()
    assert all(text in html for text in ("Klotter", "Misstänkt narkotikaförsäljning", "Hatincident"))
    browser = client_for(scene.owner)
    pages = [
        browser.get(at).content.decode()
        for at in (
            address(scene), address(scene, grupp="threat"), address(scene, allvar="3"),
            address(scene, "export", "csv"), address(scene, "export", "geojson"),
        )
    ]  # fmt: skip
    assert "Klotter" in pages[0]
    for html in pages:
        assert "Hatincident" not in html
        assert "narkotikaförsäljning" not in html.replace("Narkotika", "")
    for row in (scene.hidden, scene.sensitive):
        assert browser.get(address(scene, "detail", row.pk)).status_code == 404


def test_filters_stand_in_the_address_and_nonsense_is_as_if_it_were_not_there(
    scene: SimpleNamespace, client_for: ClientFor
) -> None:
    browser = client_for(scene.coordinator)

    def number(**query: str) -> int:
        return browser.get(address(scene, **query)).content.decode().count("/handelser/") and len(
            json.loads(browser.get(address(scene, "export", "geojson", **query)).content)["features"]
        )

    Incident.objects.filter(pk=scene.hidden.pk).update(
        included_in_assessment=False, exclusion=Exclusion.VAGUE
    )
    assert number() == 3
    assert number(omrade=scene.south.slug) == 1
    assert number(grupp="vandalism") == 1
    assert number(allvar="3") == 1
    assert number(status="excluded") == 1
    assert number(fran="2024-03-07") == 0
    assert number(vecka="2024-W10") == 3
    assert number(vecka="2024-W99", fran="i-gar", grupp="<x>", sida="-4") == 3


def test_files_hold_exactly_what_is_shown_harmless_and_the_trail_keeps_who_took_them(
    scene: SimpleNamespace, client_for: ClientFor
) -> None:
    browser = client_for(scene.coordinator)
    text = browser.get(address(scene, "export", "csv", omrade=scene.north.slug)).content.decode("utf-8-sig")
    lines = text.strip().splitlines()
    assert len(lines) == 3
    assert "Status" in lines[0]
    assert "porten" not in text  # words are read on the page of the incident, where reading is recorded
    event = AuditEvent.objects.get(action="incidents.exported")
    assert (event.actor, event.detail["rows"]) == (scene.coordinator, 2)
    assert event.detail["omrade"] == scene.north.slug
    assert browser.get(address(scene, "export", "xls")).status_code == 404
    assert "Status" not in client_for(scene.owner).get(address(scene, "export", "csv")).content.decode()


def test_a_party_gets_the_middle_of_a_square_and_never_the_point(
    scene: SimpleNamespace, client_for: ClientFor
) -> None:
    def points(user: User) -> list[list[float]]:
        found = json.loads(client_for(user).get(address(scene, "export", "geojson")).content)["features"]
        return [each["geometry"]["coordinates"] for each in found if each["geometry"]]

    ((lon, lat),) = points(scene.owner)
    there = Point(lon, lat, srid=SHOWN_IN)
    there.transform(SRID)
    # Five decimals of a degree are within a metre.
    assert [value % 100 for value in (there.x, there.y)] == pytest.approx([50, 50], abs=1)
    ((lon, lat),) = points(scene.coordinator)
    exact = Point(lon, lat, srid=SHOWN_IN)
    exact.transform(SRID)
    assert exact.distance(scene.point.point) < 2


def test_opening_an_incident_is_recorded_and_shows_words_to_authorities_only(
    scene: SimpleNamespace, client_for: ClientFor
) -> None:
    html = client_for(scene.coordinator).get(address(scene, "detail", scene.point.pk)).content.decode()
    assert "Vid =porten" in html
    assert "Ser: alla parter" in html
    assert "skrev in händelsen" in html
    assert AuditEvent.objects.filter(action="incident.viewed", actor=scene.coordinator).count() == 1
    html = client_for(scene.owner).get(address(scene, "detail", scene.point.pk)).content.decode()
    assert "Klotter" in html
    for text in ("porten", "Historik", "Status"):
        assert text not in html


def test_a_long_list_costs_no_more_questions(
    scene: SimpleNamespace, client_for: ClientFor, django_assert_max_num_queries: Any
) -> None:
    browser = client_for(scene.coordinator)
    for _number in range(60):
        make_incident(area=scene.north)
    browser.get(address(scene))
    with django_assert_max_num_queries(26):
        html = browser.get(address(scene)).content.decode()
    assert "Sida 1 av 2" in html


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((6, 20, 0), (6, 20, 0), "6 mar 2024 kl. 20.00"),
        ((6, 20, 0), (6, 23, 30), "6 mar 2024 kl. 20.00–23.30"),
        ((6, 22, 0), (7, 6, 0), "6 mar kl. 22.00–7 mar 2024 kl. 06.00"),
    ],
)
def test_a_span_is_told_as_wide_as_it_is(
    first: tuple[int, int, int], last: tuple[int, int, int], words: str
) -> None:
    moments = [datetime(2024, 3, *each, tzinfo=STOCKHOLM) for each in (first, last)]
    assert span_words(*moments).replace("\u00a0", " ") == words

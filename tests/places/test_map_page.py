"""The map of areas with its list, and the page of one area."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from assessments.models import Assessment
from places.models import Area
from stakeholders.models import User
from tests.factories import make_area, make_user, square

ClientFor = Callable[[User], Client]
MAP = "/omraden/"


def page(client: Client, url: str = MAP) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def geojson(html: str) -> dict[str, Any]:
    match = re.search(r'<script id="area-map-data" type="application/json">(.*?)</script>', html, re.S)
    assert match
    return dict(json.loads(match[1]))


def areas(html: str) -> dict[str, dict[str, Any]]:
    return {
        feature["properties"]["name"]: feature["properties"]
        for feature in geojson(html)["features"]
        if feature["properties"]["layer"] == "area"
    }


def listed(html: str) -> list[str]:
    return re.findall(r'data-area="[^"]*"[^>]*>([^<]+)</a>', html)


def test_map_and_list_hold_the_same_nine_areas(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    html = page(client_for(coordinator))
    names = set(Area.objects.neighbourhoods_of(demo_district).values_list("name", flat=True))
    assert len(names) == 9
    assert set(listed(html)) == set(areas(html)) == names


def test_each_area_carries_its_latest_level_in_numeral_and_word(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    Assessment.objects.filter(area__slug="vinsta").delete()
    html = page(client_for(coordinator))
    shown = areas(html)
    assert (shown["Grimsta"]["level"], shown["Grimsta"]["note"]) == (3, "3 Oroande")
    assert "level" not in shown["Vinsta"]
    assert shown["Vinsta"]["note"] == "ej bedömd"
    assert shown["Grimsta"]["url"] == "/omraden/grimsta/"


def test_the_map_is_in_degrees_around_the_district(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    data = geojson(page(client_for(coordinator)))
    (south, west), (north, east) = data["bounds"]
    assert 59.3 < south < north < 59.5
    assert 17.6 < west < east < 18.0
    for properties in areas(page(client_for(coordinator))).values():
        latitude, longitude = properties["at"]
        assert south < latitude < north
        assert west < longitude < east


def test_the_ground_comes_from_our_own_files_and_its_makers_are_named(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    html = page(client_for(coordinator))
    assert {"water", "metro_line", "metro_station"} <= {
        f["properties"]["layer"] for f in geojson(html)["features"]
    }
    assert "Stadskartan, CC0" in html
    assert "Based on Stockholms Puls by Anders Bjarby, CC BY 4.0" in html


def test_the_maps_script_carries_the_answers_nonce(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    response = client_for(coordinator).get(MAP)
    nonce = re.search(r"'nonce-([^']+)'", response["Content-Security-Policy"])
    assert nonce
    inline = re.findall(r'<script nonce="([^"]*)"', response.content.decode())
    assert inline == [nonce[1]]


@pytest.mark.parametrize(
    "name", ["</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{ 7*7 }}"]
)
def test_a_hostile_name_stays_a_name(
    client_for: ClientFor, coordinator: User, demo_district: Area, name: str
) -> None:
    x, y = demo_district.geometry.centroid.coords
    make_area(name=name, parent=demo_district, position=99, geometry=square(x, y))
    html = page(client_for(coordinator))
    assert name in areas(html)
    if "<" in name:
        assert name not in html


def test_police_see_both_districts_and_the_rest_of_their_area(
    client_for: ClientFor, police: User, demo_district: Area
) -> None:
    html = page(client_for(police))
    assert {"Grimsta", "Blackeberg", "Ekerö"} <= set(listed(html))
    assert "Lokalpolisområde Vällingby" in html
    assert "Södermalm" not in listed(html)


def test_a_person_without_areas_is_told_so(client_for: ClientFor, demo_district: Area) -> None:
    html = page(client_for(make_user()))
    assert "Du följer inga områden än." in html
    assert "area-map-data" not in html


def test_a_stadsdels_page_tells_its_level_its_year_and_who_takes_part(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    html = page(client_for(coordinator), "/omraden/grimsta/")
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "3 Oroande läge v. 46 · 13–19 november 2023" in text.replace("\xa0", " ")
    assert "Året 2023" in text
    assert "Bedömda veckor 46" in text
    assert "Hässelby-Vällingby stadsdelsförvaltning Ansvarar för området" in text
    assert "Lokalpolisområde Vällingby Ansvarar för området" in text
    assert 'data-chosen="/omraden/grimsta/"' in html


def test_a_districts_page_leads_to_its_week_year_and_reports(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    html = page(client_for(coordinator), "/omraden/hasselby-vallingby/")
    for part in ("vecka", "ar", "lagesbilder"):
        assert f'class="btn btn-plain" href="/omraden/hasselby-vallingby/{part}/"' in html
    assert len(set(listed(html))) == 9


@pytest.mark.parametrize("slug", ["hasselby-vallingby", "grimsta", "finns-inte"])
def test_a_stranger_gets_404(client_for: ClientFor, outsider: User, demo_district: Area, slug: str) -> None:
    assert client_for(outsider).get(f"/omraden/{slug}/").status_code == 404


@pytest.mark.parametrize(
    "url", [MAP, "/omraden/hasselby-vallingby/", "/omraden/grimsta/", "/omraden/lpo-vallingby/"]
)
def test_the_pages_ask_few_questions_however_many_areas(
    client_for: ClientFor,
    police: User,
    demo_district: Area,
    url: str,
    django_assert_max_num_queries: Any,
) -> None:
    client = client_for(police)
    with django_assert_max_num_queries(24):
        client.get(url)

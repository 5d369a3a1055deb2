"""The search finds what its reader may open, however it is spelt, and nothing else."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from places.models import Area
from reports.find import find
from stakeholders.models import User
from tests.factories import make_incident, make_user

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User], Client]


def titles(user: User, asked: str) -> list[str]:
    return [hit.title for hit in find(user, asked)]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("Råcksta", "Råcksta"),
        ("racksta", "Råcksta"),
        ("rackstå", "Råcksta"),
        ("hasselby gard", "Hässelby gård"),
        ("valingby", "Vällingby"),
        ("grismta", "Grimsta"),
        ("Maltesholm", "Maltesholmstorget"),
        ("exempelbostader", "Exempelbostäder AB"),
        ("atervandring", "Återvandring vid Hässelby torg"),
        ("buskarna", "Beskär buskarna vid entrén"),
        ("narkotikahandel", "Öppen narkotikahandel vid Maltesholmstorget"),
        ("åtgärdsplan malte", "Åtgärdsplan Maltesholmstorget"),
        ("statis", "Statistik"),
        ("lagkol", "Lagkollen"),
        ("arsover", "Årsöversikt"),
        ("v. 46 2023", "v.\u00a046 2023"),
        ("2023-w46", "v.\u00a046 2023"),
        ("vecka 46", "v.\u00a046 2023"),
    ],
)
def test_spelling_dots_and_beginnings_are_forgiven(coordinator: User, asked: str, wanted: str) -> None:
    assert wanted in titles(coordinator, asked)


def test_an_incident_is_found_by_its_number_by_those_it_is_shared_with(
    coordinator: User, outsider: User, demo_district: Area
) -> None:
    row = make_incident(area=Area.objects.neighbourhoods_of(demo_district)[0])
    at_large = make_incident(area=demo_district)
    for incident in (row, at_large):
        (hit,) = find(coordinator, f"händelse {incident.pk}")
        assert hit.url == reverse("incidents:detail", args=[demo_district.slug, incident.pk])
        assert find(outsider, f"händelse {incident.pk}") == []


def test_the_name_itself_comes_first(coordinator: User) -> None:
    assert titles(coordinator, "Grimsta")[0] == "Grimsta"


@pytest.mark.parametrize(
    "asked", ["", " ", "a", "\x00", "%", "_", "'; DROP TABLE places_area; --", "å" * 5000]
)
def test_nonsense_finds_nothing_and_breaks_nothing(
    coordinator: User, client_for: ClientFor, asked: str
) -> None:
    assert titles(coordinator, asked) == []
    assert client_for(coordinator).get(reverse("reports:find"), {"q": asked}).status_code == 200


def test_somebody_outside_finds_nothing(outsider: User) -> None:
    stranger = make_user()
    for asked in (
        "racksta",
        "överlämning",
        "vällingby",
        "Exempelbostäder",
        "v. 46 2023",
        "statistik",
        "2023",
    ):
        assert titles(stranger, asked) == []
    assert "Råcksta" not in titles(outsider, "racksta")
    assert "Exempelbostäder AB" not in titles(outsider, "exempelbostader")


def test_a_page_is_found_only_by_those_who_may_open_it(coordinator: User, property_owner: User) -> None:
    assert "Överlämning" in titles(coordinator, "overlamn")
    assert titles(property_owner, "overlamn") == []


def test_every_hit_can_be_opened_by_who_found_it(
    coordinator: User, property_owner: User, client_for: ClientFor
) -> None:
    for person in (coordinator, property_owner):
        client = client_for(person)
        for asked in ("vällingby", "exempel", "v. 46", "lägesbild", "karta", "överlämning"):
            for hit in find(person, asked):
                assert client.get(hit.url, follow=True).status_code == 200


def test_the_page_works_without_scripts_and_escapes_what_was_asked(
    coordinator: User, client_for: ClientFor
) -> None:
    client = client_for(coordinator)
    html = client.get(reverse("reports:find"), {"q": "<b>racksta"}).content.decode()
    assert "<b>racksta" not in html
    html = client.get(reverse("reports:find"), {"q": "racksta"}).content.decode()
    assert 'href="/omraden/racksta/"' in html
    part = client.get(reverse("reports:find"), {"q": "racksta", "del": ""}).content.decode()
    assert 'role="option"' in part
    assert "<html" not in part


def test_a_search_asks_the_same_few_questions_whatever_it_finds(coordinator: User) -> None:
    def asked(text: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            find(coordinator, text)
        return len(queries)

    assert asked("e") == 0
    assert asked("vällingby") <= 24
    assert abs(asked("vällingby") - asked("zzzz")) <= 1

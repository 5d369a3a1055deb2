"""Mönster: counted by hand, to each what they see, and nothing sensitive."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.gis.geos import Point
from django.test import Client
from django.urls import reverse

from incidents.models import Incident, IncidentCategory, Precision
from incidents.pattern_figures import ordinal
from incidents.patterns import Period, patterns
from places.models import SRID, Area, Place
from platssamverkan.core.statistics import Expected
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import AuditEvent, User
from stakeholders.policy import Visibility
from tests.factories import make_incident

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User], Client]

LAST = IsoWeek(2022, 20)
ASKED = {"vecka": str(LAST), "veckor": "8"}


def address(district: Area, **asked: str) -> str:
    query = "&".join(f"{key}={value}" for key, value in {**ASKED, **asked}.items())
    return f"{reverse('incidents:patterns', args=[district.slug])}?{query}"


def happen(area: Area, week: IsoWeek, number: int = 1, **values: object) -> None:
    for n in range(number):
        first = week.start + timedelta(days=4, hours=21, minutes=n % 60)
        make_incident(
            **{"area": area, "occurred_from": first, "occurred_to": first, "category": kind("graffiti")}
            | values
        )


def kind(code: str) -> IncidentCategory:
    return IncidentCategory.objects.get(code=code)


@pytest.fixture
def area(demo_district: Area) -> Area:
    return Area.objects.neighbourhoods_of(demo_district)[0]


def test_weeks_hours_and_places_are_counted_by_hand(
    demo_district: Area, area: Area, coordinator: User
) -> None:
    place = Place.objects.in_areas(Area.objects.filter(pk=demo_district.pk))[0]
    happen(area, LAST, 3, place=place, precision=Precision.PLACE)
    happen(area, LAST.shift(-7), 4, place=place, precision=Precision.PLACE)
    happen(area, LAST.shift(-8), 5, place=place)  # before the period
    happen(area, LAST, 2, category=kind("threat"))  # sensitive
    happen(area, LAST, 1, included_in_assessment=False, exclusion="mistake")
    period = Period.read(ASKED, authority=True, today=LAST.following.monday)
    found = patterns(coordinator, demo_district, period)
    assert found.counts == (4, 0, 0, 0, 0, 0, 0, 3)
    assert found.hours[4][21] == 7
    assert [(row.place, row.times, row.latest) for row in found.repeated] == [(place, 7, LAST)]
    assert (found.on_map, found.is_drawn) == (7, False)


def test_the_band_rests_on_the_weeks_before(demo_district: Area, area: Area, coordinator: User) -> None:
    first = LAST.shift(-7)
    for n in range(1, 31):
        happen(area, first.shift(-n), 4)
    happen(area, LAST, 13)
    period = Period.read(ASKED, authority=True, today=LAST.following.monday)
    found = patterns(coordinator, demo_district, period)
    assert found.baseline == 30
    assert found.expected == Expected(4.0, 0.25, 12.25)
    assert found.expected.verdict(13).is_clear
    assert not found.expected.verdict(12).is_clear


def test_fewer_weeks_than_half_a_year_give_no_band() -> None:
    assert Expected.from_baseline([3] * 25) is None


def test_eight_weeks_over_the_middle_are_a_shift() -> None:
    band = Expected(4.0, 0.25, 12.25)
    assert band.shift([5] * 7) == 0
    assert band.shift([3, *[5] * 9, 4]) == 9
    assert band.shift([1] * 8) == -8


def test_a_concentration_is_drawn_and_listed(
    demo_district: Area, area: Area, coordinator: User, client_for: ClientFor
) -> None:
    middle = area.geometry.point_on_surface
    happen(area, LAST, 35, point=Point(middle.x, middle.y, srid=SRID), precision=Precision.POINT)
    browser = client_for(coordinator)
    page = browser.get(address(demo_district)).content.decode()
    assert (
        "35 händelser har ett läge, och 9 rutor" in page or "35 händelser har ett läge, och 1 rutor" in page
    )
    rows = (
        browser.get(address(demo_district, figur="rutor", form="csv"))
        .content.decode("utf-8-sig")
        .splitlines()
    )
    assert rows[0] == "Öst;Norr;Antal;Gi*"
    east, north, number, _score = rows[1].split(";")
    assert (int(east), int(north), number) == (middle.x // 200 * 200, middle.y // 200 * 200, "35")
    drawn = browser.get(address(demo_district, figur="karta", form="svg"))
    assert drawn["Content-Type"] == "image/svg+xml"
    assert drawn.content.decode() in page  # the same picture
    assert AuditEvent.objects.filter(action="incidents.pattern_exported").count() == 2


def test_a_party_reads_what_is_shared_with_it_and_never_what_is_sensitive(
    demo_district: Area, area: Area, property_owner: User, client_for: ClientFor
) -> None:
    happen(area, LAST, 2)
    browser = client_for(property_owner)
    before = browser.get(address(demo_district, figur="veckor", form="csv")).content
    happen(area, LAST, 3, visibility=Visibility.ALL_PARTIES, category=kind("threat"))
    assert browser.get(address(demo_district, figur="veckor", form="csv")).content == before
    happen(area, LAST, 1, visibility=Visibility.ALL_PARTIES)
    after = browser.get(address(demo_district, figur="veckor", form="csv")).content.decode("utf-8-sig")
    assert after.splitlines()[-1].startswith("2022-W20;1;")


@pytest.mark.parametrize(
    "asked",
    [
        {"figur": "annat", "form": "csv"},
        {"figur": "veckor", "form": "exe"},
        {"figur": "karta", "form": "svg"},
    ],
)
def test_what_is_not_there_is_not_found(
    asked: dict[str, str], demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    assert client_for(coordinator).get(address(demo_district, **asked)).status_code == 404


def test_nonsense_in_the_address_is_as_if_it_were_not_there(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    browser = client_for(coordinator)
    for vecka in ("x", "2026-W54", "0000-W01", "0001-W01", "9998-W52"):
        assert browser.get(address(demo_district, vecka=vecka, veckor="-1", allvar="9")).status_code == 200


def test_the_page_asks_the_database_as_much_for_many_as_for_few(
    demo_district: Area, area: Area, coordinator: User, client_for: ClientFor,
    django_assert_max_num_queries: Callable[..., object],
) -> None:  # fmt: skip
    first = LAST.start
    Incident.objects.bulk_create(
        Incident(area=area, category=kind_of, severity=1, occurred_from=first, occurred_to=first)
        for kind_of in [kind("graffiti")] * 1000
    )
    with django_assert_max_num_queries(45):  # type: ignore[attr-defined]
        client_for(coordinator).get(address(demo_district))


def test_ordinals_are_swedish() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 7, 11, 12, 21, 22)] == [
        "1:a", "2:a", "3:e", "7:e", "11:e", "12:e", "21:a", "22:a",
    ]  # fmt: skip

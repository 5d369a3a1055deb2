"""Putting places on the map: the database resolves areas, nothing is half-saved, nobody reaches too far."""

import threading
from typing import Any

import pytest
from django.contrib.gis.geos import Point, Polygon
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import Http404

from places.models import SRID, Area, AreaAlias, AreaKind, Place, PlaceArea, PlaceKind
from places.place_permissions import areas_of, place_or_404, places_seen_by
from places.place_services import resolve_areas, save_place
from stakeholders.models import AuditEvent, User
from tests.factories import make_area, make_place, square


def shape(area: Area, *, side: float = 0) -> Any:
    middle = Area.objects.get(pk=area.pk).geometry.point_on_surface
    if not side:
        return middle
    surface = Polygon.from_bbox((middle.x, middle.y, middle.x + side, middle.y + side))
    surface.srid = SRID
    return surface


def names(place: Place) -> set[str]:
    return {f"{area.name} ({area.kind})" for area in place.areas.all()}


def here(demo_district: Area, name: str = "Grimsta") -> Area:
    return Area.objects.get(parent=demo_district, name=name)


def put(by: User, **overrides: Any) -> Place:
    values: dict[str, Any] = {"name": "Nya torget", "kind": PlaceKind.SQUARE, "geometry": None}
    return save_place(by=by, **values | overrides)


def test_the_database_finds_every_area_a_place_lies_in(coordinator: User, demo_district: Area) -> None:
    place = put(coordinator, geometry=shape(here(demo_district)))
    kinds = {area.kind for area in place.areas.all()}
    assert kinds >= {AreaKind.NEIGHBOURHOOD, AreaKind.CITY_DISTRICT, AreaKind.LOCAL_POLICE_AREA}
    assert areas_of(place)[0].kind == AreaKind.CITY_BASE_AREA
    assert "Bromma (city_district)" not in names(place)


@pytest.mark.django_db
def test_a_surface_across_a_border_lies_in_both_areas_and_one_that_touches_does_not() -> None:
    left, right = (
        make_area(geometry=square(400_000, 6_500_000)),
        make_area(geometry=square(401_000, 6_500_000)),
    )
    across = make_place(geometry=square(400_900, 6_500_100, side=200))
    beside = make_place(geometry=square(400_800, 6_500_100, side=200))
    on_the_line = make_place(geometry=Point(401_000, 6_500_500, srid=SRID))
    assert set(across.areas.all()) == {left, right}
    assert set(beside.areas.all()) == {left}
    assert set(on_the_line.areas.all()) == {left, right}


@pytest.mark.django_db
def test_when_borders_move_places_follow_and_hand_picked_areas_stay() -> None:
    area = make_area(geometry=square(400_000, 6_500_000))
    place = make_place(geometry=Point(400_500, 6_500_500, srid=SRID))
    unplaced = make_place(geometry=None)
    PlaceArea.objects.create(place=unplaced, area=area, chosen=True)
    area.geometry = square(410_000, 6_500_000)
    area.save()
    resolve_areas(areas=[area.pk])
    assert not place.areas.exists()
    assert set(unplaced.areas.all()) == {area}


def test_a_place_without_a_position_needs_an_area(coordinator: User, demo_district: Area) -> None:
    with pytest.raises(ValidationError, match="välj minst ett område"):
        put(coordinator)
    assert put(coordinator, areas=[here(demo_district)]).geometry is None


@pytest.mark.parametrize("by_hand", [True, False])
def test_nobody_puts_places_outside_their_areas_and_nothing_is_half_saved(
    coordinator: User, demo_district: Area, by_hand: bool
) -> None:
    elsewhere = Area.objects.get(kind=AreaKind.NEIGHBOURHOOD, name="Blackeberg")
    where = {"areas": [elsewhere]} if by_hand else {"geometry": shape(elsewhere)}
    before = Place.objects.count(), PlaceArea.objects.count(), AuditEvent.objects.count()
    with pytest.raises(ValidationError, match="utanför de områden"):
        put(coordinator, **where)
    assert (Place.objects.count(), PlaceArea.objects.count(), AuditEvent.objects.count()) == before


def test_a_second_place_within_25_metres_is_asked_about(coordinator: User, demo_district: Area) -> None:
    spot = shape(here(demo_district))
    put(coordinator, geometry=spot, name="Grimsta torg")
    beside = Point(spot.x + 24, spot.y, srid=SRID)
    with pytest.raises(ValidationError, match="redan en plats inom 25 meter: Grimsta torg"):
        put(coordinator, geometry=beside)
    assert put(coordinator, geometry=Point(spot.x + 26, spot.y, srid=SRID)).slug == "nya-torget"
    assert put(coordinator, geometry=beside, although_near=True).slug == "nya-torget-2"


def test_a_new_description_is_not_asked_about_neighbours(coordinator: User, demo_district: Area) -> None:
    spot = shape(here(demo_district))
    first = put(coordinator, geometry=spot)
    put(coordinator, geometry=spot, although_near=True)
    values: dict[str, Any] = {"name": "Annat namn", "kind": first.kind, "geometry": first.geometry}
    changed = save_place(by=coordinator, place=first, **values)
    assert (changed.name, changed.slug) == ("Annat namn", "nya-torget")


@pytest.mark.django_db(transaction=True)
def test_two_people_who_add_the_same_square_at_once_get_one(coordinator: User, demo_district: Area) -> None:
    spot = shape(here(demo_district))
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def add() -> None:
        start.wait()
        try:
            put(coordinator, geometry=spot)
            outcomes.append("saved")
        except ValidationError:
            outcomes.append("asked")
        finally:
            connection.close()

    people = [threading.Thread(target=add) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(outcomes) == ["asked", "saved"]


@pytest.mark.parametrize("name", ["<b>Torget</b>", "Torg\x00et", "", "x" * 121])
def test_a_name_with_markup_is_refused(coordinator: User, demo_district: Area, name: str) -> None:
    with pytest.raises(ValidationError):
        put(coordinator, name=name, areas=[demo_district])
    assert not Place.objects.filter(kind=PlaceKind.SQUARE, geometry__isnull=True).exists()


def test_an_address_never_collides_with_a_page(coordinator: User, demo_district: Area) -> None:
    assert put(coordinator, name="Ny", areas=[demo_district]).slug == "ny-2"
    with pytest.raises(IntegrityError, match="place_slug_is_free"), transaction.atomic():
        make_place(slug="lagkarta")


@pytest.mark.django_db
def test_the_database_refuses_lines_and_broken_surfaces() -> None:
    for bad in ("LINESTRING(0 0, 1 1)", "POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))"):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_place(geometry=f"SRID={SRID};{bad}")


def test_a_place_is_seen_by_those_who_see_one_of_its_areas(
    coordinator: User, police: User, outsider: User, property_owner: User, demo_district: Area
) -> None:
    assert place_or_404(coordinator, "hasselby-torg").name == "Hässelby torg"
    assert place_or_404(police, "blackeberg").name == "Blackeberg"
    with pytest.raises(Http404):
        place_or_404(outsider, "hasselby-torg")
    with pytest.raises(PermissionDenied):
        place_or_404(property_owner, "hasselby-torg", keeping=True)
    assert "Älvsjö centrum" not in set(places_seen_by(police).values_list("name", flat=True))
    listed = list(places_seen_by(police))
    assert len(listed) == len(set(listed)) == 13


def test_an_alias_leads_to_the_area(demo_district: Area) -> None:
    assert AreaAlias.objects.get(folded="räcksta").area.name == "Råcksta"


def test_an_import_of_areas_resolves_the_places_in_them(demo_district: Area) -> None:
    square_in_sodertalje = Place.objects.get(slug="sodertalje-stationsplan")
    assert names(square_in_sodertalje) == {"Södertälje (municipality)"}

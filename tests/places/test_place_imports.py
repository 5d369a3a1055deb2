"""Where a place lies: what people write, draw and upload, right and wrong."""

import json
import math
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from places.models import SRID
from places.place_imports import MOST_CORNERS, read_location

# Hässelby gård, in degrees and in SWEREF 99 TM.
NORTH, EAST = 59.3669, 17.8438
METRES = (661_609, 6_584_360)


def ring(*corners: tuple[float, float]) -> list[list[float]]:
    return [list(corner) for corner in (*corners, corners[0])]


def polygon(*corners: tuple[float, float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [ring(*corners)]}


def near(dx: float, dy: float) -> tuple[float, float]:
    return EAST + dx / 10_000, NORTH + dy / 10_000


SQUARE = polygon(near(0, 0), near(10, 0), near(10, 5), near(0, 5))


@pytest.mark.parametrize(
    "text",
    [
        "59,3669 17,8438", "59.3669, 17.8438", "59.3669,17.8438", "17.8438 59.3669", "59.3669° N 17.8438° E",
        "6584360 661609", "661609, 6584360",
        json.dumps({"type": "Point", "coordinates": [EAST, NORTH]}),
        json.dumps({"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [EAST, NORTH]}}),
    ],
)  # fmt: skip
def test_a_spot_is_understood_however_it_is_written(text: str) -> None:
    spot = read_location(text)
    assert spot.geometry.srid == SRID
    assert math.dist(spot.geometry.centroid.coords, METRES) < 20
    assert spot.notes == ()


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [NORTH, EAST]},
        polygon(*[(y, x) for x, y in SQUARE["coordinates"][0][:-1]]),
    ],
)
def test_swapped_axes_are_turned_back_and_said_so(geometry: dict[str, Any]) -> None:
    spot = read_location(json.dumps(geometry))
    assert math.dist(spot.geometry.centroid.coords, METRES) < 100
    assert "omvänd ordning" in spot.notes[0]


def test_a_polygon_that_crosses_itself_is_mended_and_said_so() -> None:
    bow = polygon(near(0, 0), near(10, 5), near(10, 0), near(0, 5))
    spot = read_location(json.dumps(bow))
    assert spot.geometry.valid
    assert spot.geometry.area > 100
    assert "korsade sig själv" in spot.notes[0]


def circle(corners: int, wobble: float) -> str:
    turn = 2 * math.pi / corners
    points = [
        near((10 + wobble * (n % 2)) * math.cos(n * turn), (5 + wobble * (n % 2)) * math.sin(n * turn))
        for n in range(corners)
    ]
    return json.dumps(polygon(*points))


def test_a_hundred_thousand_corners_are_too_large_a_file() -> None:
    with pytest.raises(ValidationError, match="större än 2 MB"):
        read_location(circle(100_000, 0))


def test_many_corners_are_made_fewer_where_nobody_sees_it() -> None:
    spot = read_location(circle(6_000, 0))
    assert spot.geometry.num_coords <= MOST_CORNERS
    assert "förenklades" in spot.notes[0]


def test_a_jagged_border_with_too_many_corners_is_refused() -> None:
    with pytest.raises(ValidationError, match="hörn, högst 2"):
        read_location(circle(6_000, 1))


def nested(depth: int) -> str:
    return '{"type":"Feature","geometry":' * depth + "null" + "}" * depth


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "två tal"),
        ("Hässelby torg", "två tal"),
        ("59,3669", "två tal"),
        ("59,3669 17,8438 12", "två tal"),
        ("59,91 10,75 ", None),  # Oslo has Sweden's longitudes in the west: it can't be told apart
        ("48,8566 2,3522", "utanför Sverige"),
        ("0 0", "utanför Sverige"),
        ("-59,3669 17,8438", "utanför Sverige"),
        ("99999999999999999999 1", "utanför Sverige"),
        ('{"type": "Point", "coordinates": [2.35, 48.86]}', "utanför Sverige"),
        ('{"type": "Point", "coordinates": [17.8]}', "inte giltig GeoJSON"),
        ('{"type": "Point", "coordinates": ["a", "b"]}', "inte giltig GeoJSON"),
        ('{"type": "Point", "coordinates": [NaN, 59]}', "inte giltig GeoJSON"),
        ('{"type": "Point", "coordinates": [1e999, 59]}', "utanför Sverige"),
        ('{"type": "Polygon", "coordinates": [[[1e999, 59], [17, 59], [17, 60], [1e999, 59]]]}', "inte giltig"),
        ('{"type": "Point"', "inte giltig GeoJSON"),
        ("[[17.8, 59.3]]", "inte giltig GeoJSON"),
        (nested(50_000), "inte giltig GeoJSON"),
        (json.dumps({"type": "LineString", "coordinates": [near(0, 0), near(1, 1)]}), "punkt eller en yta"),
        (json.dumps({"type": "FeatureCollection", "features": [{}, {}]}), "innehåller 2 objekt"),
        (json.dumps(polygon(near(0, 0), near(1, 1), near(2, 2))), "ingen yta"),
        (json.dumps(polygon((17, 59), (18, 59), (18, 60), (17, 60))), "högst 25 km²"),
        (json.dumps(polygon((2, 48), (2.001, 48), (2.001, 48.001))), "utanför Sverige"),
        (json.dumps(SQUARE | {"crs": {"properties": {"name": "EPSG:999999"}}}), "okänt"),
        (json.dumps({"type": "Polygon", "coordinates": []}), "inte giltig GeoJSON"),
    ],
)  # fmt: skip
def test_what_can_not_be_right_is_refused_with_a_sentence(text: str, sentence: str | None) -> None:
    if sentence is None:
        assert read_location(text).geometry
        return
    with pytest.raises(ValidationError, match=sentence):
        read_location(text)


def test_a_polygon_in_metres_says_so_itself() -> None:
    x, y = METRES
    body = polygon((x, y), (x + 50, y), (x + 50, y + 50), (x, y + 50))
    body["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
    assert read_location(json.dumps(body)).geometry.area == pytest.approx(2500)

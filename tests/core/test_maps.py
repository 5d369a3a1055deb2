"""Maps: the same content in two drawings, simplified and clipped but never moved."""

import re
from xml.etree import ElementTree

import pytest
from django.contrib.gis.geos import LineString, MultiPolygon, Point, Polygon

from platssamverkan.core import palette
from platssamverkan.core.maps import Layer, Look, MapSpec, Shape, around, roomiest_point, silhouette
from platssamverkan.core.svg import points

SVG = "{http://www.w3.org/2000/svg}"
X, Y = 650_000.0, 6_580_000.0


def tree_of(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def box(x: float, y: float, side: float) -> MultiPolygon:
    return MultiPolygon(Polygon.from_bbox((X + x, Y + y, X + x + side, Y + y + side)), srid=3006)


def make_map(*layers: Layer, side: float = 1000) -> MapSpec:
    return MapSpec("k", "Karta", layers, (X, Y, X + side, Y + side), "Källa", "Karta över <A>")


def paths(svg: str, fill: str) -> list[str]:
    root = tree_of(svg)
    return [element.get("d", "") for element in root.findall(f"{SVG}path") if element.get("fill") == fill]


def corners(d: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", d)]


def test_north_is_up_and_metres_become_points() -> None:
    spec = make_map(Layer(Look.WATER, "Vatten", (Shape(box(0, 800, 100)),)))
    (d,) = paths(spec.to_svg(width_mm=100), palette.WATER)
    side = points(100)
    ys = [y for _x, y in corners(d)]
    assert min(ys) == pytest.approx(side * 0.1, abs=0.1)
    assert max(x for x, _y in corners(d)) == pytest.approx(side * 0.1, abs=0.1)


def test_shapes_are_clipped_to_the_extent() -> None:
    spec = make_map(Layer(Look.WATER, "Vatten", (Shape(box(-5000, -5000, 20_000)),)))
    (d,) = paths(spec.to_svg(width_mm=100), palette.WATER)
    assert all(-0.1 <= value <= points(100) + 0.1 for corner in corners(d) for value in corner)


def test_bends_too_small_to_see_are_left_out_and_large_ones_kept() -> None:
    wiggle = [(X + n, Y + 500 + (0.2 if n % 2 else 0)) for n in range(1000)]
    line = LineString([*wiggle, (X + 1000, Y + 900)], srid=3006)
    spec = make_map(Layer(Look.METRO_LINE, "Linje", (Shape(line),)))
    drawn = [d for d in paths(spec.to_svg(width_mm=100), "none") if "L" in d and "Z" not in d]
    assert max(len(corners(d)) for d in drawn) < 6


def test_level_colours_and_the_note_stand_with_the_name() -> None:
    shape = Shape(box(100, 100, 700), name="Grimsta", label="Grimsta", note="5 Kritiskt", level=5)
    svg = make_map(Layer(Look.AREA, "", (shape,))).to_svg(width_mm=100)
    assert len(paths(svg, palette.LEVELS[5].fill)) == 1
    written = [element.text for element in tree_of(svg).iter(f"{SVG}text")]
    assert written.count("Grimsta") == 2  # its halo first, then the letters
    assert "5 Kritiskt" in written


def test_labels_never_lie_on_each_other() -> None:
    stations = tuple(
        Shape(Point(X + 500 + n, Y + 500, srid=3006), name=f"Station {n}", label=f"Station {n}")
        for n in range(3)
    )
    svg = make_map(Layer(Look.METRO_STATION, "Station", stations)).to_svg(width_mm=60)
    root = tree_of(svg)
    letters = [
        t
        for t in root.iter(f"{SVG}text")
        if t.get("stroke") is None and (t.text or "").startswith("Station ")
    ]
    spots = [(t.get("x"), t.get("y")) for t in letters]
    assert len(spots) == len(set(spots))


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    svg = make_map(side=10_000).to_svg(width_mm=100)
    d = next(d for d in paths(svg, "none") if "H" in d)
    start, end = float(re.match(r"M([\d.]+)", d)[1]), float(re.search(r"H([\d.]+)", d)[1])  # type: ignore[index]
    written = [element.text for element in tree_of(svg).iter(f"{SVG}text")]
    assert "2\u00a0km" in written
    assert end - start == pytest.approx(points(100) * 2000 / 10_000, abs=0.1)


def test_geojson_has_the_same_layers_in_wgs84() -> None:
    spec = make_map(
        Layer(Look.AREA, "", (Shape(box(0, 0, 500), name="A", label="A", level=3, url="/omraden/a/"),)),
        Layer(Look.WATER, "Vatten", (Shape(box(0, 0, 100)),)),
    )
    data = spec.to_geojson()
    area, water = data["features"]
    assert data["type"] == "FeatureCollection"
    assert area["properties"] == {
        "layer": "area",
        "name": "A",
        "label": "A",
        "level": 3,
        "url": "/omraden/a/",
    }
    assert water["properties"] == {"layer": "water", "name": ""}
    longitude, latitude = area["geometry"]["coordinates"][0][0][0]
    assert 17 < longitude < 19
    assert 59 < latitude < 60
    assert spec.layers[0].shapes[0].geometry.srid == 3006  # the map itself is left as it was


def test_a_name_goes_where_there_is_most_room() -> None:
    wide, handle = (X, Y, X + 400, Y + 400), (X + 400, Y + 190, X + 2000, Y + 210)
    pan = Polygon.from_bbox(wide).union(Polygon.from_bbox(handle))
    x, y = roomiest_point(pan)
    assert X + 100 < x < X + 300
    assert Y + 100 < y < Y + 300


def test_the_alt_text_is_the_title() -> None:
    root = tree_of(make_map().to_svg(width_mm=50))
    assert root.findtext(f"{SVG}title") == "Karta över <A>"


def test_a_silhouette_fills_its_box() -> None:
    svg = silhouette([box(0, 0, 100)], width_mm=100, height_mm=200, title="x", fill="#123456", seam="#654321")
    (d,) = paths(svg, "#123456")
    xs, ys = zip(*corners(d), strict=True)
    assert max(ys) - min(ys) == pytest.approx(points(200), abs=0.2)
    assert max(xs) - min(xs) == pytest.approx(points(100), abs=0.2)


def test_around_leaves_a_margin() -> None:
    assert around([box(0, 0, 100), box(300, 0, 100)], margin=10) == (X - 10, Y - 10, X + 410, Y + 110)

"""Maps: a `MapSpec` says what is where; it becomes an SVG drawing for print or GeoJSON for Leaflet.

Geometry comes in SWEREF 99 TM (EPSG:3006, metres), north up.  The drawing is simplified to what the
printed width can show, clipped to its extent, and painted quietly: one path for every look.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.contrib.gis.gdal import CoordTransform, SpatialReference
from django.contrib.gis.geos import GeometryCollection, GEOSGeometry, LineString, Point, Polygon
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from platssamverkan.core.palette import (
    BORDER,
    DESIGNATION,
    EVENTS,
    INK,
    LAND,
    LEVELS,
    LINE,
    METRO,
    MUTED,
    PAPER,
    PRIMARY,
    SCENE,
    WATER,
)
from platssamverkan.core.svg import Drawing, number, points, text_width
from platssamverkan.core.swedish import NBSP, decimal

SHOWN_IN = 4326
STORED_IN = 3006
VISIBLE_MM = 0.12  # a bend smaller than this cannot be seen in print
NAME_SIZE = 8.4
NOTE_SIZE = 7.4
STATION_SIZE = 6.8
ROUGH = 100  # a bend smaller than this part of an area's side does not move its name
SCALE_BARS_M = (100, 200, 250, 500, 1000, 2000, 5000, 10_000, 20_000)

Box = tuple[float, float, float, float]  # left, bottom, right, top


class Look(StrEnum):
    """How a layer's shapes are drawn."""

    SURROUNDING = "surrounding"  # land that is not the subject
    AREA = "area"  # an area that is; filled by its level where it has one
    WATER = "water"
    DESIGNATION = "designation"  # a classified territory: outline only, it crosses the areas' borders
    METRO_LINE = "metro_line"
    METRO_STATION = "metro_station"
    PLACE = "place"  # a spot people work on: a ring, or its outline where it has one
    SCENE = "scene"  # a spot that is classified
    EVENTS = "events"  # how many events, as large as they are many
    HEAT = "heat"  # cells of a heat map, without edges of their own
    SURFACE = "surface"  # squares of density; each has its shade
    CONCENTRATION = "concentration"  # squares with more events than chance explains


STROKES: dict[Look, dict[str, str | float | None]] = {
    Look.SURROUNDING: {"fill": LAND, "stroke": LINE, "stroke_width": 0.5},
    Look.AREA: {"fill": PAPER, "stroke": BORDER, "stroke_width": 0.7, "stroke_linejoin": "round"},
    Look.WATER: {"fill": WATER},
    Look.DESIGNATION: {
        "fill": "none",
        "stroke": DESIGNATION,
        "stroke_width": 1.3,
        "stroke_dasharray": "4 2.2",
        "stroke_linejoin": "round",
    },
    Look.METRO_LINE: {"fill": "none", "stroke": METRO, "stroke_width": 1.5, "stroke_linejoin": "round"},
    Look.METRO_STATION: {"fill": PAPER, "stroke": METRO, "stroke_width": 1.3},
    Look.PLACE: {"fill": PRIMARY, "fill_opacity": 0.25, "stroke": PRIMARY, "stroke_width": 1.4},
    Look.SCENE: {"fill": SCENE, "stroke": PAPER, "stroke_width": 1.2},
    Look.SURFACE: {"fill": PRIMARY, "fill_opacity": 0.8},
    Look.CONCENTRATION: {"fill": "none", "stroke": SCENE, "stroke_width": 1.4},
    Look.EVENTS: {"fill": EVENTS, "fill_opacity": 0.75, "stroke": INK, "stroke_width": 0.7},
    Look.HEAT: {"fill": WATER, "fill_opacity": 0.9},
}
# How large a point is drawn, in points; a classification stands as a ring around the place it is about.
RADII = {Look.METRO_STATION: 2.6, Look.PLACE: 4.0, Look.DESIGNATION: 7.0, Look.SCENE: 4.2, Look.EVENTS: 6.0}
LABEL_INK = {Look.METRO_STATION: METRO, Look.PLACE: INK}
KEPT_FREE = frozenset({*LABEL_INK, Look.SCENE, Look.EVENTS})  # no name is written over these


@dataclass(frozen=True, slots=True)
class Shape:
    """One thing on the map.  `label` is written on it, `note` under the label, `url` leads to its page.

    `fill` is the colour of its class where it has one; `radius` makes a point larger or smaller, in points.
    """

    geometry: GEOSGeometry
    name: str = ""
    label: str = ""
    note: str = ""
    level: int | None = None
    url: str = ""
    shade: str | None = None  # the fill of a class
    radius: float | None = None


@dataclass(frozen=True, slots=True)
class Layer:
    """Shapes of one look; `title` is the word in the legend."""

    look: Look
    title: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class MapSpec:
    """A map's content, painted in the order of its layers."""

    slug: str
    title: str
    layers: tuple[Layer, ...]
    extent: Box  # metres, SWEREF 99 TM
    source: str
    alt: str
    classes: tuple[tuple[str, str], ...] = ()  # colour and words, for a second line of the legend
    stamp: str = ""  # stands inside the picture, so that it survives a crop

    def to_svg(self, *, width_mm: float) -> SafeString:
        """Draw the map that many millimetres wide, its legend underneath."""
        return _Sheet(self, width_mm).draw()

    def _srids(self) -> set[int]:
        return {shape.geometry.srid or STORED_IN for layer in self.layers for shape in layer.shapes}

    def to_geojson(self) -> dict[str, Any]:
        """Return a FeatureCollection in WGS 84 for Leaflet; properties layer, name and, where set, the rest."""
        features = []
        # Preparing a transformation costs more than using it; it may not be shared between threads.
        shown = {
            srid: CoordTransform(SpatialReference(srid), SpatialReference(SHOWN_IN)) for srid in self._srids()
        }
        for layer in self.layers:
            for shape in layer.shapes:
                optional = {"level": shape.level, "label": shape.label, "note": shape.note, "url": shape.url}
                geometry = shape.geometry.transform(shown[shape.geometry.srid or STORED_IN], clone=True)
                features.append(
                    {
                        "type": "Feature",
                        "geometry": _rounded(json.loads(geometry.json)),
                        "properties": {
                            "layer": layer.look.value,
                            "name": shape.name,
                            **{key: value for key, value in optional.items() if value},
                        },
                    }
                )
        return {"type": "FeatureCollection", "features": features}


def silhouette(
    shapes: list[GEOSGeometry], *, width_mm: float, height_mm: float, title: str, fill: str, seam: str
) -> SafeString:
    """Draw shapes as one large form that fills the box and is cut by its edges; cover art carries no labels.

    `seam` is the colour of the thin line between neighbours.
    """
    left, bottom, right, top = around(shapes, margin=0)
    width, height = points(width_mm), points(height_mm)
    scale = max(width / (right - left), height / (top - bottom))
    half_width, half_height = width / scale / 2, height / scale / 2
    x, y = (left + right) / 2, (bottom + top) / 2
    frame = _Frame((x - half_width, y - half_height, x + half_width, y + half_height), width)
    drawing = Drawing(width, height, title=title)
    drawing.path(
        "".join(frame.trace(shape) for shape in shapes),
        fill=fill, stroke=seam, stroke_width=1.4, stroke_linejoin="round",
    )  # fmt: skip
    return drawing.to_svg()


def around(geometries: list[GEOSGeometry], *, margin: float) -> Box:
    """The box that holds the geometries with some metres to spare on every side."""
    boxes = [geometry.extent for geometry in geometries]
    return (
        min(box[0] for box in boxes) - margin,
        min(box[1] for box in boxes) - margin,
        max(box[2] for box in boxes) + margin,
        max(box[3] for box in boxes) + margin,
    )


class _Frame:
    """Turns metres into points on the sheet, and geometry into path data."""

    def __init__(self, extent: Box, width: float) -> None:
        self.extent = extent
        self.left, self.bottom, self.right, self.top = extent
        self.scale = width / (self.right - self.left)  # points a metre
        self.width = width
        self.height = (self.top - self.bottom) * self.scale
        self.clip = Polygon.from_bbox(extent)
        self.tolerance = points(VISIBLE_MM) / self.scale

    def place(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.left) * self.scale, (self.top - y) * self.scale

    def spot(self, geometry: GEOSGeometry) -> tuple[float, float]:
        """Where a point lies on the sheet."""
        return self.place(geometry.centroid.x, geometry.centroid.y)

    def visible(self, geometry: GEOSGeometry) -> GEOSGeometry:
        """The part inside the frame, without bends too small to see; may be empty."""
        simple = geometry.simplify(self.tolerance, preserve_topology=True)
        if not simple.valid:  # rings that nearly touch may cross when their bends are gone
            simple = simple.make_valid()
        return simple.intersection(_with_srid(self.clip, geometry))

    def trace(self, geometry: GEOSGeometry) -> str:
        """Path data of the visible part."""
        return _path(bytes(geometry.wkb), geometry.srid, self.extent, self.width)

    def subpath(self, corners: list[tuple[float, ...]], *, closed: bool) -> str:
        placed = [self.place(corner[0], corner[1]) for corner in (corners[:-1] if closed else corners)]
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in placed) + ("Z" if closed else "")


@lru_cache(maxsize=1024)
def _path(wkb: bytes, srid: int | None, extent: Box, width: float) -> str:
    """Path data of what is visible of a geometry in a frame; a document draws the same ground many times."""
    frame = _Frame(extent, width)
    visible = frame.visible(GEOSGeometry(memoryview(wkb), srid=srid))
    return "".join(frame.subpath(line, closed=closed) for line, closed in _lines(visible))


class _Sheet:
    """One map being drawn."""

    def __init__(self, spec: MapSpec, width_mm: float) -> None:
        self.spec = spec
        self.frame = _Frame(spec.extent, points(width_mm))
        self.taken: list[Box] = []
        self.legend = [layer for layer in spec.layers if layer.title and layer.shapes]
        self.lines = self._legend_lines()
        below = 22 + 13 * (max(1, len(self.lines)) - 1) + (14 if spec.classes else 0)
        self.drawing = Drawing(self.frame.width, self.frame.height + below, title=spec.alt)

    def draw(self) -> SafeString:
        frame, drawing = self.frame, self.drawing
        drawing.rect(0, 0, frame.width, frame.height, fill=LAND)
        for layer in self.spec.layers:
            points_, surfaces = _points_and_others(layer)
            for shape in points_:
                radius = RADII[layer.look] if shape.radius is None else shape.radius
                drawing.circle(*frame.spot(shape.geometry), radius, **STROKES[layer.look])
            for (level, shade), shapes in groupby(surfaces, key=lambda shape: (shape.level, shape.shade)):
                style = dict(STROKES[layer.look])
                if level is not None:
                    style["fill"] = LEVELS[level].fill
                elif shade is not None:
                    style["fill"] = shade
                drawing.path("".join(frame.trace(shape.geometry) for shape in shapes), **style)
        self._labels()
        self._scale_bar()
        drawing.rect(
            0.3, 0.3, frame.width - 0.6, frame.height - 0.6, fill="none", stroke=LINE, stroke_width=0.6
        )
        for number_of_line, line in enumerate(self.lines):
            self._legend(line, frame.height + 15 + 13 * number_of_line)
        self._classes(frame.height + 29 + 13 * (max(1, len(self.lines)) - 1))
        if self.spec.stamp:
            drawing.stamp(self.spec.stamp, 8, 8)
        return drawing.to_svg()

    def _labels(self) -> None:
        """Write areas' names first, then stations' where there is room; every halo lies under every letter."""
        texts: list[tuple[float, float, str, dict[str, Any]]] = []
        self._keep_free((self.frame.width - 14, 17), 12)  # the north arrow
        self._keep_free((40, self.frame.height - 10), 40)  # the scale bar
        if self.spec.stamp:
            self.taken.append((4, 4, 110, 24))
        for layer in self.spec.layers:
            for shape in layer.shapes:
                if layer.look in KEPT_FREE:
                    radius = RADII[layer.look] if shape.radius is None else shape.radius
                    self._keep_free(self.frame.spot(shape.geometry), radius + 0.9)
        for layer in self.spec.layers:
            for shape in layer.shapes:
                if shape.label and layer.look not in LABEL_INK:
                    texts += self._area_label(shape)
        for look in (Look.PLACE, Look.METRO_STATION):
            for layer in self.spec.layers:
                for shape in layer.shapes:
                    if shape.label and layer.look is look:
                        texts += self._station_label(shape, LABEL_INK[look])
        for x, y, content, style in texts:
            self.drawing.text(x, y, content, halo=2.6, **style)
        for x, y, content, style in texts:
            self.drawing.text(x, y, content, **style)

    def _area_label(self, shape: Shape) -> Iterator[tuple[float, float, str, dict[str, Any]]]:
        visible = self.frame.visible(shape.geometry)
        if visible.empty:
            return
        centre_x, centre_y = self.frame.place(*roomiest_point(visible))
        width = max(text_width(shape.label, NAME_SIZE, bold=True), text_width(shape.note, NOTE_SIZE))
        height = NAME_SIZE + (NOTE_SIZE + 2 if shape.note else 0)
        shifts = [(dx, dy) for dy in (0, -6, 6, -12, 12, -18, 18) for dx in (0, -8, 8, -16, 16, -24, 24)]
        boxes = [_box(centre_x + dx, centre_y + dy, width, height) for dx, dy in shifts]
        box = next((box for box in boxes if self._is_free(box)), boxes[0])
        self.taken.append(box)
        x, top = (box[0] + box[2]) / 2, box[1]
        style: dict[str, Any] = {"anchor": "middle"}
        yield x, top + NAME_SIZE * 0.82, shape.label, {"size": NAME_SIZE, "weight": 600, **style}
        if shape.note:
            yield x, top + NAME_SIZE + NOTE_SIZE, shape.note, {"size": NOTE_SIZE, **style}

    def _station_label(self, shape: Shape, ink: str) -> Iterator[tuple[float, float, str, dict[str, Any]]]:
        x, y = self.frame.spot(shape.geometry)
        width, half = text_width(shape.label, STATION_SIZE), STATION_SIZE / 2
        beside, off = (
            5.0,
            4.0 + half,
        )  # from the ring's centre: sideways to the text, up or down to its middle
        places = (
            ("start", x + beside, y),
            ("end", x - beside, y),
            ("middle", x, y + off),
            ("middle", x, y - off),
            ("start", x + beside - 2, y - off),
            ("start", x + beside - 2, y + off),
            ("end", x - beside + 2, y - off),
            ("end", x - beside + 2, y + off),
        )
        for anchor, at, middle in places:
            left = at - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
            box = (left, middle - half, left + width, middle + half)
            if self._is_free(box):
                self.taken.append(box)
                yield (
                    at,
                    middle + half * 0.7,
                    shape.label,
                    {"size": STATION_SIZE, "fill": ink, "anchor": anchor},
                )
                return

    def _scale_bar(self) -> None:
        frame, drawing = self.frame, self.drawing
        metres = max((m for m in SCALE_BARS_M if m * frame.scale <= frame.width / 5), default=SCALE_BARS_M[0])
        length, x, y = metres * frame.scale, 9.0, frame.height - 9
        drawing.path(
            f"M{number(x)} {number(y - 3)}V{number(y)}H{number(x + length)}V{number(y - 3)}",
            fill="none", stroke=INK, stroke_width=0.9,
        )  # fmt: skip
        distance = f"{decimal(metres / 1000, 0)}{NBSP}km" if metres % 1000 == 0 else f"{metres}{NBSP}m"
        for halo in (2.6, None):
            drawing.text(x + length + 4, y, distance, size=NOTE_SIZE, halo=halo)
            drawing.text(frame.width - 14, 27, _("N"), size=NAME_SIZE, weight=600, anchor="middle", halo=halo)
        drawing.path(f"M{number(frame.width - 14)} 7l3.6 10l-3.6 -2.4l-3.6 2.4Z", fill=INK)

    def _legend_lines(self) -> list[list[Layer]]:
        """The legend's entries, on as many lines as the width asks for."""
        lines: list[list[Layer]] = []
        x = 0.0
        for layer in self.legend:
            width = 16 + text_width(layer.title, NOTE_SIZE)
            if not lines or x + width > self.frame.width:
                lines.append([])
                x = 0.0
            lines[-1].append(layer)
            x += width + 12
        return lines

    def _legend(self, layers: list[Layer], y: float) -> None:
        x = 0.0
        for layer in layers:
            style = dict(STROKES[layer.look])
            if layer.shapes[0].shade is not None:
                style["fill"] = layer.shapes[0].shade
            middle = y - 2.8
            if layer.look in LABEL_INK or layer.look in {Look.SCENE, Look.EVENTS}:
                self.drawing.circle(x + 6, middle, min(RADII[layer.look], 4.2), **style)
            elif layer.look is Look.METRO_LINE:
                self.drawing.line(
                    x, middle, x + 12, middle, **{k: v for k, v in style.items() if k != "fill"}
                )
            else:
                self.drawing.rect(x + 0.5, middle - 3.5, 11, 7, **style)
            self.drawing.text(x + 16, y, layer.title, size=NOTE_SIZE, fill=MUTED)
            x += 16 + text_width(layer.title, NOTE_SIZE) + 12

    def _classes(self, y: float) -> None:
        x = 0.0
        for fill, words in self.spec.classes:
            self.drawing.rect(x + 0.5, y - 6.3, 11, 7, fill=fill, stroke=BORDER, stroke_width=0.5)
            self.drawing.text(x + 16, y, words, size=NOTE_SIZE, fill=MUTED)
            x += 16 + text_width(words, NOTE_SIZE) + 10

    def _keep_free(self, centre: tuple[float, float], radius: float) -> None:
        self.taken.append(_box(*centre, 2 * radius, 2 * radius))

    def _is_free(self, box: Box) -> bool:
        inside = (
            box[0] > 2 and box[1] > 2 and box[2] < self.frame.width - 2 and box[3] < self.frame.height - 2
        )
        return inside and not any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
            for other in self.taken
        )


def roomiest_point(geometry: GEOSGeometry) -> tuple[float, float]:
    """A point deep inside the largest part: where a name has most room around it.

    The part is shrunk until almost nothing is left; what is left lies farthest from every edge.  A document
    draws the same areas many times, and shrinking is what a map spends its time on: points are kept.
    """
    return _roomiest(bytes(geometry.wkb))


@lru_cache(maxsize=2048)
def _roomiest(wkb: bytes) -> tuple[float, float]:
    part = max(_polygons(GEOSGeometry(memoryview(wkb))), key=lambda polygon: polygon.area)
    low, high = 0.0, part.area**0.5
    simple = part.simplify(high / ROUGH, preserve_topology=True)
    part = simple if isinstance(simple, Polygon) and simple.valid and not simple.empty else part
    kept: GEOSGeometry = part
    for _step in range(8):
        middle = (low + high) / 2
        shrunk = part.buffer(-middle, quadsegs=2)
        if shrunk.empty:
            high = middle
        else:
            low, kept = middle, shrunk
    centre = max(_polygons(kept), key=lambda polygon: polygon.area).centroid
    return centre.x, centre.y


def _points_and_others(layer: Layer) -> tuple[list[Shape], list[Shape]]:
    """Split a layer's shapes into points and what has an extent, each in their order."""
    points_ = [shape for shape in layer.shapes if isinstance(shape.geometry, Point)]
    return points_, [shape for shape in layer.shapes if not isinstance(shape.geometry, Point)]


def _box(x: float, y: float, width: float, height: float) -> Box:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _with_srid(clip: Polygon, geometry: GEOSGeometry) -> GEOSGeometry:
    clip.srid = geometry.srid
    return clip


def _polygons(geometry: GEOSGeometry) -> list[Polygon]:
    """Every polygon in the geometry; clipping may leave stray lines and points beside them."""
    if isinstance(geometry, Polygon):
        return [geometry]
    if isinstance(geometry, GeometryCollection):
        return [polygon for part in geometry for polygon in _polygons(part)]
    return []


def _lines(geometry: GEOSGeometry) -> Iterator[tuple[list[tuple[float, ...]], bool]]:
    """The geometry's rings (closed) and lines (open); points and empty parts have none."""
    if geometry.empty:
        return
    if isinstance(geometry, Polygon):
        for ring in geometry.coords:
            yield list(ring), True
    elif isinstance(geometry, LineString):
        yield list(geometry.coords), False
    elif isinstance(geometry, GeometryCollection):
        for part in geometry:
            yield from _lines(part)


def _rounded(value: Any) -> Any:
    """Coordinates to six decimals of a degree, about a decimetre."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return value

"""The map of a person's areas, across districts."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.contrib.gis.geos import Point, Polygon
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.models import Level
from places.models import SRID, Area, AreaKind, BaseMapFeature, BaseMapKind
from platssamverkan.core.maps import SHOWN_IN, Layer, Look, MapSpec, Shape, around, roomiest_point
from platssamverkan.core.swedish import enumerate_words
from reports.area_analysis import AreaItem

MARGIN = 350  # metres of surroundings on every side
# Bends smaller than this can't be seen on a screen at the zooms the map allows.
FINE, COARSE = 4, 15  # metres
DRAWING_MM = 180


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map ready for a page: what Leaflet needs, and the drawing for those without scripts and for paper."""

    data: dict[str, Any]
    drawing: SafeString


@dataclass(frozen=True, slots=True)
class _Content:
    """A map that is the same as another when it shows the same."""

    digest: bytes
    spec: MapSpec = field(compare=False)


def areas_map(items: Sequence[AreaItem], *, title: str) -> MapSpec:
    """Areas coloured by their latest level, on water and metro.  Two queries.

    The sheet is cut around the stadsdelar, where there are any: one large municipality beside them would
    make the areas that are judged too small to read.
    """
    judged = [item for item in items if item.area.kind == AreaKind.NEIGHBOURHOOD] or items
    extent = around([item.area.geometry for item in judged], margin=MARGIN)
    frame = Polygon.from_bbox(extent)
    frame.srid = SRID
    ground = list(BaseMapFeature.objects.filter(geometry__bboverlaps=frame).exclude(kind=BaseMapKind.STOP))
    shown = {item.area.pk for item in items}
    others = (
        Area.objects.of_kind(AreaKind.NEIGHBOURHOOD).filter(geometry__bboverlaps=frame).exclude(pk__in=shown)
    )
    layers = (
        Layer(
            Look.SURROUNDING, "", tuple(Shape(a.geometry.simplify(COARSE, True), name=a.name) for a in others)
        ),
        Layer(Look.WATER, _("Vatten"), _ground(ground, BaseMapKind.WATER)),
        Layer(Look.AREA, "", tuple(_shape(item) for item in items)),
        Layer(Look.METRO_LINE, _("Tunnelbana, schematisk"), _ground(ground, BaseMapKind.METRO_LINE)),
        Layer(
            Look.METRO_STATION,
            _("Station"),
            tuple(
                Shape(item.geometry, name=item.name, label=item.name)
                for item in ground
                if item.kind == BaseMapKind.METRO_STATION and frame.contains(item.geometry)
            ),
        ),
    )
    return MapSpec(
        slug="karta",
        title=title,
        layers=layers,
        extent=extent,
        source=" · ".join(
            dict.fromkeys([*(item.area.source for item in items), *(g.source for g in ground)])
        ),
        alt=f"{title}. {enumerate_words([f'{item.area.name}: {level_note(item.level)}' for item in items])}.",
    )


def draw(spec: MapSpec) -> DrawnMap:
    """Render the map for a page.  Half a second of geometry, so the latest maps are remembered by content."""
    return _draw(_Content(_digest(spec), spec))


@lru_cache(maxsize=64)
def _draw(content: _Content) -> DrawnMap:
    spec = content.spec
    return DrawnMap(leaflet_data(spec), spec.to_svg(width_mm=DRAWING_MM))


def _digest(spec: MapSpec) -> bytes:
    content = hashlib.sha256(repr((spec.title, spec.alt, spec.extent)).encode())
    for layer in spec.layers:
        content.update(layer.look.encode())
        for shape in layer.shapes:
            content.update(repr((shape.name, shape.note, shape.level, shape.url)).encode())
            content.update(bytes(shape.geometry.wkb))
    return content.digest()


def leaflet_data(spec: MapSpec) -> dict[str, Any]:
    """The map for Leaflet: GeoJSON, its bounds, and for each area the spot where its label has most room."""
    data = spec.to_geojson()
    shapes = [shape for layer in spec.layers if layer.look is Look.AREA for shape in layer.shapes]
    features = [feature for feature in data["features"] if feature["properties"]["layer"] == Look.AREA]
    for shape, feature in zip(shapes, features, strict=True):
        feature["properties"]["at"] = _latlng(*roomiest_point(shape.geometry.simplify(COARSE, True)))
    left, bottom, right, top = spec.extent
    data["bounds"] = [_latlng(left, bottom), _latlng(right, top)]
    return data


def level_note(level: int | None) -> str:
    """'3 Oroande', for a map; 'ej bedömd' where nobody has assessed."""
    return f"{level} {str(Level(level).label).split()[0]}" if level else _("ej bedömd")


def _shape(item: AreaItem) -> Shape:
    return Shape(
        item.area.geometry.simplify(FINE, True),
        name=item.area.name,
        label=item.area.name,
        note=level_note(item.level),
        level=item.level,
        url=item.area.get_absolute_url(),
    )


def _ground(features: list[BaseMapFeature], kind: BaseMapKind) -> tuple[Shape, ...]:
    return tuple(Shape(f.geometry.simplify(FINE, True), name=f.name) for f in features if f.kind == kind)


def _latlng(x: float, y: float) -> list[float]:
    point = Point(x, y, srid=SRID)
    point.transform(SHOWN_IN)
    return [round(point.y, 6), round(point.x, 6)]

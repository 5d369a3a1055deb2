"""The map beside the list: where the incidents of a page were, as sure as each place is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib.gis.geos import GEOSGeometry, Point, Polygon
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents.analysis import span_words
from incidents.models import Incident
from places.models import SRID, Area, AreaKind, BaseMapFeature, BaseMapKind
from platssamverkan.core.maps import SHOWN_IN, Box, Layer, Look, MapSpec, Shape, around

MARGIN = 150  # metres of surroundings
FINE, COARSE = 6, 15  # metres: smaller bends can't be seen at the zooms the map allows
GRID = 100  # metres: what others than authorities are shown a point as
DRAWING_MM = 180


@dataclass(frozen=True, slots=True)
class Mark:
    """One spot on the map and the incidents there; `url` leads to the one, or to the list of them."""

    geometry: Point
    url: str
    incidents: tuple[Incident, ...]


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map ready for a page: what Leaflet needs, and the drawing for those without scripts and for paper."""

    spec: MapSpec
    data: dict[str, Any]
    drawing: SafeString


def marks(rows: Sequence[Incident], district: Area, *, exact: bool) -> list[Mark]:
    """Return the spots of the incidents that have one, each spot once.

    A point of its own is moved to the middle of its 100 m square unless `exact`.  An incident known to an
    area only, or about there, has no spot.
    """
    found: dict[tuple[float, float], list[Incident]] = {}
    for row in rows:
        spot = _spot(row, exact=exact)
        if spot is not None:
            found.setdefault(spot, []).append(row)
    return [
        Mark(Point(*spot, srid=SRID), _mark_url(group, district), tuple(group))
        for spot, group in found.items()
    ]


def _spot(row: Incident, *, exact: bool) -> tuple[float, float] | None:
    if row.category.sensitive:
        return None
    if row.point is not None:
        if exact:
            return row.point.x, row.point.y
        return tuple((value // GRID + 0.5) * GRID for value in (row.point.x, row.point.y))  # type: ignore[return-value]
    if row.place is not None and row.place.geometry is not None:
        middle = row.place.geometry.centroid
        return middle.x, middle.y
    return None


def _mark_url(group: list[Incident], district: Area) -> str:
    first = group[0]
    if len(group) > 1 and first.place is not None and all(row.place_id == first.place_id for row in group):
        return f"{reverse('incidents:list', args=[district.slug])}?plats={first.place.slug}"
    return reverse("incidents:detail", args=[district.slug, first.pk])


def incident_map(district: Area, found: Sequence[Mark], *, title: str) -> DrawnMap:
    """The spots on the district's stadsdelar, water and metro."""
    ground = ground_of(district.pk)
    shapes = tuple(_shape(mark) for mark in found)
    number = sum(len(mark.incidents) for mark in found)
    spec = MapSpec(
        slug="handelser",
        title=title,
        layers=(*ground.layers, Layer(Look.PLACE, _("Händelse"), shapes)),
        extent=ground.extent,
        source=ground.source,
        alt=ngettext(
            "%(title)s: %(n)d händelse har ett läge.", "%(title)s: %(n)d händelser har ett läge.", number
        )
        % {"title": title, "n": number},
    )
    data = spec.to_geojson()
    left, bottom, right, top = spec.extent
    data["bounds"] = [_latlng(left, bottom), _latlng(right, top)]
    return DrawnMap(spec, data, spec.to_svg(width_mm=DRAWING_MM))


def ground_data(districts: Sequence[int]) -> dict[str, Any]:
    """The ground of these districts for Leaflet, to point on; the first one fills the frame."""
    features: list[Any] = []
    bounds: list[list[float]] = []
    for district in districts:
        under = ground_of(district)
        spec = MapSpec("mark", "", under.layers, under.extent, under.source, "")
        features += spec.to_geojson()["features"]
        left, bottom, right, top = under.extent
        bounds = bounds or [_latlng(left, bottom), _latlng(right, top)]
    return {"type": "FeatureCollection", "features": features, "bounds": bounds}


def _shape(mark: Mark) -> Shape:
    if len(mark.incidents) == 1:
        row = mark.incidents[0]
        return Shape(
            mark.geometry,
            name=row.category.name,
            note=span_words(row.occurred_from, row.occurred_to),
            url=mark.url,
        )
    number = ngettext("%d händelse", "%d händelser", len(mark.incidents)) % len(mark.incidents)
    return Shape(mark.geometry, name=number, note=mark.incidents[0].where, url=mark.url)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every map of a district stands on."""

    layers: tuple[Layer, ...]
    extent: Box
    source: str


@lru_cache(maxsize=32)
def _ground_at(district: int, stamp: tuple[object, ...]) -> Ground:
    areas = list(Area.objects.filter(kind=AreaKind.NEIGHBOURHOOD, parent=district))
    whole = Area.objects.get(pk=district)
    extent = around([area.geometry for area in areas] or [whole.geometry], margin=MARGIN)
    frame = Polygon.from_bbox(extent)
    frame.srid = SRID
    features = list(BaseMapFeature.objects.filter(geometry__bboverlaps=frame).exclude(kind=BaseMapKind.STOP))
    beside = Area.objects.of_kind(AreaKind.NEIGHBOURHOOD).filter(geometry__bboverlaps=frame)
    layers = (
        Layer(
            Look.SURROUNDING,
            "",
            tuple(_simple(area.geometry, COARSE, area.name) for area in beside.exclude(parent=district)),
        ),
        Layer(Look.WATER, _("Vatten"), _features(features, BaseMapKind.WATER)),
        Layer(Look.AREA, "", tuple(_simple(area.geometry, FINE, area.name) for area in areas or [whole])),
        Layer(Look.METRO_LINE, _("Tunnelbana, schematisk"), _features(features, BaseMapKind.METRO_LINE)),
        Layer(
            Look.METRO_STATION,
            _("Station"),
            tuple(
                Shape(item.geometry, name=item.name, label=item.name)
                for item in features
                if item.kind == BaseMapKind.METRO_STATION and frame.contains(item.geometry)
            ),
        ),
    )
    sources = dict.fromkeys(
        [*(area.source for area in areas or [whole]), *(item.source for item in features)]
    )
    return Ground(layers, extent, " · ".join(sources))


def ground_of(district: int) -> Ground:
    """The ground under the map, simplified once and remembered until an area or the base map is replaced."""
    latest = BaseMapFeature.objects.order_by("-pk").values_list("pk", flat=True).first()
    parts = Area.objects.filter(parent=district).order_by("pk").values_list("pk", "fetched_on")
    return _ground_at(district, (latest, *parts))


def _simple(geometry: GEOSGeometry, metres: int, name: str) -> Shape:
    return Shape(geometry.simplify(metres, True), name=name)


def _features(features: list[BaseMapFeature], kind: BaseMapKind) -> tuple[Shape, ...]:
    return tuple(_simple(item.geometry, FINE, item.name) for item in features if item.kind == kind)


def _latlng(x: float, y: float) -> list[float]:
    point = Point(x, y, srid=SRID)
    point.transform(SHOWN_IN)
    return [round(point.y, 6), round(point.x, 6)]

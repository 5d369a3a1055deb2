"""Where a place lies, from what people write, draw or upload: coordinates or GeoJSON in, a shape out.

Everything is parsed in Python; GDAL only transforms coordinates.  What can be understood in one way only
is repaired, with a sentence about it; the rest is refused with one.
"""

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import GEOSException, GEOSGeometry, MultiPolygon, Point
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from places.imports import WGS84, in_metres, polygons_from, srid_of, to_metres
from places.models import SRID
from platssamverkan.core.incoming import ImportRefused
from platssamverkan.core.swedish import decimal, whole

MOST_BYTES = 2_000_000
MOST_CORNERS = 2_000  # after bends of less than a metre are gone
SMOOTH = 1.0  # metres
MOST_AREA = 25_000_000.0  # square metres; more than that is an area, not a place
# Sweden with its territorial sea, degrees east and north.  The two spans don't overlap, so swapped axes
# can be told from a place abroad.
EAST, NORTH = (10.5, 24.3), (55.0, 69.2)
# The same in SWEREF 99 TM, metres; these don't overlap either.
EASTING, NORTHING = (200_000.0, 950_000.0), (6_100_000.0, 7_700_000.0)

_NUMBER = r"[-+]?\d+(?:[.,]\d+)?"
_HEAD = r"\s*°?\s*[NnÖöEe]?"
_PAIR = re.compile(rf"\s*({_NUMBER}){_HEAD}(?:\s*;\s*|,?\s+)({_NUMBER}){_HEAD}\s*", re.ASCII)

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A shape in SWEREF 99 TM, and what was repaired to get it."""

    geometry: GEOSGeometry
    notes: tuple[str, ...] = ()


def read_location(text: str) -> Spot:
    """Read a place's location: '59,3669 17,8438' (either order), SWEREF 99 TM in metres, or GeoJSON.

    ValidationError, with a sentence, for what can't be understood or lies outside Sweden.
    """
    if len(text.encode()) > MOST_BYTES:
        raise ValidationError(_("Gränsen är större än 2 MB. Förenkla den, eller rita den här."))
    if text.lstrip()[:1] in {"{", "["}:
        return _read_geojson(text)
    # A comma may part decimals or the two numbers: '59.36,17.84' has points for decimals.
    match = _PAIR.fullmatch(text.replace(",", " ") if "." in text else text)
    if match is None:
        raise ValidationError(
            _("Skriv läget som två tal, till exempel 59,3669 17,8438, eller rita det på kartan.")
        )
    first, second = (float(number.replace(",", ".")) for number in match.groups())
    return _read_point(first, second, written=True)


def _inside(value: float, span: Span) -> bool:
    return span[0] <= value <= span[1]


def _read_point(first: float, second: float, *, written: bool) -> Spot:
    """Make a point of two numbers.  People write north first, GeoJSON holds east first."""
    for srid, east, north in ((WGS84, EAST, NORTH), (SRID, EASTING, NORTHING)):
        for x, y, usual in ((second, first, written), (first, second, not written)):
            if _inside(x, east) and _inside(y, north):
                point = Point(x, y, srid=srid)
                if srid != SRID:
                    point.transform(SRID)
                # Written by hand either order is right; in GeoJSON one of them is a mistake.
                notes = () if usual or written else (_swapped(),)
                return Spot(point, notes)
    raise ValidationError(_("Läget ligger utanför Sverige."))


def _swapped() -> str:
    return _("Koordinaterna stod i omvänd ordning och vändes.")


def _read_geojson(text: str) -> Spot:
    unreadable = ValidationError(_("Gränsen är inte giltig GeoJSON."))
    try:
        body = json.loads(text, parse_constant=_refuse_constant)
        geometry = _one_geometry(body)
        srid = srid_of(body)
        if geometry.get("type") == "Point":
            x, y = (float(number) for number in geometry["coordinates"][:2])
            if srid not in {WGS84, SRID}:
                return _transformed(Point(x, y), srid)
            return _read_point(x, y, written=False)
        surface = polygons_from(geometry)
    except ImportRefused as refused:
        raise ValidationError([str(item.text) for item in refused.complaints]) from refused
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, GEOSException) as error:
        raise unreadable from error
    return _read_surface(surface, srid)


def _refuse_constant(name: str) -> float:
    raise ValueError(name)  # NaN and Infinity, which JSON does not have


def _one_geometry(body: Any) -> dict[str, Any]:
    """Return the only geometry of a GeoJSON object.  ValidationError for several."""
    if not isinstance(body, dict):
        raise ValueError("not an object")
    if body.get("type") == "FeatureCollection":
        features = body["features"]
        if len(features) != 1:
            text = _("Filen innehåller %(count)d objekt. En plats har ett: en punkt eller en yta.")
            raise ValidationError(text % {"count": len(features)})
        return _one_geometry(features[0])
    if body.get("type") == "Feature":
        return _one_geometry(body["geometry"])
    if body.get("type") not in {"Point", "Polygon", "MultiPolygon"}:
        raise ValidationError(_("En plats är en punkt eller en yta (Point, Polygon eller MultiPolygon)."))
    return body


def _transformed(point: Point, srid: int) -> Spot:
    surface_transform = to_metres(srid)
    assert surface_transform is not None
    point.transform(surface_transform)
    return _read_point(point.x, point.y, written=False)


def _read_surface(surface: MultiPolygon, srid: int) -> Spot:
    notes = []
    if surface.empty:
        raise ValidationError(_("Gränsen är inte giltig GeoJSON."))
    left, bottom, right, top = surface.extent
    if not all(math.isfinite(value) for value in surface.extent):
        raise ValidationError(_("Gränsen är inte giltig GeoJSON."))
    spans = {WGS84: (EAST, NORTH), SRID: (EASTING, NORTHING)}.get(srid)
    if (
        spans
        and all(_inside(v, spans[1]) for v in (left, right))
        and all(_inside(v, spans[0]) for v in (bottom, top))
    ):
        surface = _turned(surface)
        notes.append(_swapped())
    try:
        surface, repaired = in_metres(surface, to_metres(srid))
    except ImportRefused as refused:
        raise ValidationError([str(item.text) for item in refused.complaints]) from refused
    except (ValueError, GEOSException) as error:
        raise ValidationError(_("Gränsen har ingen yta.")) from error
    if repaired:
        notes.append(_("Gränsen korsade sig själv och har lagats. Titta efter att den blev rätt."))
    left, bottom, right, top = surface.extent
    if not (
        _inside(left, EASTING)
        and _inside(right, EASTING)
        and _inside(bottom, NORTHING)
        and _inside(top, NORTHING)
    ):
        raise ValidationError(_("Läget ligger utanför Sverige."))
    if surface.area < 1:
        raise ValidationError(_("Gränsen har ingen yta."))
    if surface.area > MOST_AREA:
        raise ValidationError(
            _("Ytan är %(area)s km². En plats är högst %(most)s km²; större än så är ett område.")
            % {"area": decimal(surface.area / 1e6, 0), "most": decimal(MOST_AREA / 1e6, 0)}
        )
    smooth = _smooth(surface)
    if smooth.num_coords > MOST_CORNERS:
        raise ValidationError(
            _("Gränsen har %(count)s hörn, högst %(most)s får plats. Förenkla den, eller rita den här.")
            % {"count": whole(smooth.num_coords), "most": whole(MOST_CORNERS)}
        )
    if surface.num_coords > MOST_CORNERS:
        notes.append(_("Gränsen förenklades: böjar på mindre än en meter togs bort."))
        surface = smooth
    shape: GEOSGeometry = surface[0] if len(surface) == 1 else surface
    return Spot(shape, tuple(notes))


def _smooth(surface: MultiPolygon) -> MultiPolygon:
    if surface.num_coords <= MOST_CORNERS:
        return surface
    shape, _repaired = in_metres(polygons_of(surface.simplify(SMOOTH, preserve_topology=True)), None)
    return shape


def polygons_of(shape: GEOSGeometry) -> MultiPolygon:
    """Return a polygon or several as several."""
    return shape if isinstance(shape, MultiPolygon) else MultiPolygon(shape, srid=shape.srid)


def _turned(surface: MultiPolygon) -> MultiPolygon:
    return polygons_from(
        {
            "type": "MultiPolygon",
            "coordinates": [[[(y, x) for x, y, *_rest in ring] for ring in part] for part in surface.coords],
        }
    )

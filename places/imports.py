"""Polygons from outside: a GeoJSON file in, areas out.  All complaints at once, nothing half-stored.

The file is parsed in Python; GDAL transforms coordinates but never opens a file that came from
outside (STACK.md, known pitfalls).
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.gis.gdal import CoordTransform, SpatialReference
from django.contrib.gis.geos import (
    GeometryCollection,
    GEOSException,
    GEOSGeometry,
    LineString,
    MultiPolygon,
    Point,
    Polygon,
)
from django.db import transaction
from django.utils.translation import gettext as _

from places.models import SRID, Area, AreaKind, BaseMapFeature
from places.place_services import resolve_areas
from platssamverkan.core.incoming import Complaint, Complaints, ImportRefused, read_text
from platssamverkan.core.names import address, fold, natural_case, nearest

WGS84 = 4326
Json = dict[str, Any]


@dataclass(slots=True)
class AreaImport:
    """What an import did: how many areas are new or changed, and what a person should know."""

    created: int = 0
    updated: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Incoming:
    name: str
    code: str
    parent: Area | None
    geometry: MultiPolygon


def read_features(path: Path) -> tuple[list[Json], int]:
    """Return a FeatureCollection's features and its SRID.  ImportRefused for anything else."""
    try:
        body = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        text = _("Filen är inte giltig JSON: tecken %(column)d är oväntat.") % {"column": error.colno}
        raise ImportRefused([Complaint(error.lineno, text)]) from error
    if not isinstance(body, dict) or body.get("type") != "FeatureCollection":
        raise ImportRefused([Complaint(0, _("Filen är ingen GeoJSON FeatureCollection."))])
    features = body.get("features")
    if not isinstance(features, list) or not features:
        raise ImportRefused([Complaint(0, _("Filen innehåller inga objekt."))])
    return [f if isinstance(f, dict) else {} for f in features], srid_of(body)


def srid_of(body: Json) -> int:
    """Read the old but common `crs` member; GeoJSON without it is WGS 84 (RFC 7946)."""
    crs = body.get("crs")
    if not crs:
        return WGS84
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    if name.upper().endswith("CRS84"):
        return WGS84
    match = re.search(r"EPSG:+(?:[\d.]*:)?(\d+)$", name, re.IGNORECASE)
    if match is None:
        text = _("Koordinatsystemet ”%(name)s” är okänt. Ange ett EPSG-nummer eller WGS 84.") % {"name": name}
        raise ImportRefused([Complaint(0, text)])
    return int(match[1])


def polygons_from(geometry: Any) -> MultiPolygon:
    """Build the polygons of a GeoJSON geometry.  ValueError if it is something else or malformed."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise ValueError(_("är ingen yta (Polygon eller MultiPolygon)"))
    shapes: Any = [coordinates] if kind == "Polygon" else coordinates
    try:
        made = [Polygon(*[[point[:2] for point in ring] for ring in shape]) for shape in shapes]
    except (TypeError, ValueError, IndexError, GEOSException) as error:
        raise ValueError(_("har en gräns som inte kan läsas")) from error
    if not made:
        raise ValueError(_("har ingen gräns"))
    return MultiPolygon(made)


def _only_polygons(geometry: GEOSGeometry) -> Iterator[Polygon]:
    if isinstance(geometry, Polygon):
        yield geometry
    elif isinstance(geometry, GeometryCollection):
        for part in geometry:
            yield from _only_polygons(part)


def to_metres(srid: int) -> CoordTransform | None:
    if srid == SRID:
        return None
    try:
        return CoordTransform(SpatialReference(srid), SpatialReference(SRID))
    except Exception as error:  # PROJ names many reasons; to the sender they are one
        text = _("Koordinatsystemet EPSG:%(srid)d är okänt.") % {"srid": srid}
        raise ImportRefused([Complaint(0, text)]) from error


def in_metres(geometry: MultiPolygon, transform: CoordTransform | None) -> tuple[MultiPolygon, bool]:
    """Return the geometry in SWEREF 99 TM, valid, and whether it had to be repaired."""
    if transform is not None:
        geometry.transform(transform)
    repaired = not geometry.valid
    shape = geometry.make_valid() if repaired else geometry
    parts = list(_only_polygons(shape))
    if not parts:
        raise ValueError(_("har en gräns utan yta"))
    return MultiPolygon(parts, srid=SRID), repaired


def import_areas(
    path: Path,
    *,
    kind: AreaKind,
    name_property: str,
    source: str,
    fetched_on: date,
    code_property: str | None = None,
    parent_property: str | None = None,
    parent_kind: AreaKind | None = None,
) -> AreaImport:
    """Store the file's areas; running it again updates the same rows.

    An area is recognised by its code if it has one, otherwise by kind, name and parent.  Invalid
    rings are repaired and noted, names in capitals get ordinary case, an area without a name takes
    its code.  ImportRefused, with every complaint, if anything can't be understood.
    """
    features, srid = read_features(path)
    transform = to_metres(srid)
    outcome = AreaImport()
    complaints = Complaints()
    parents = {fold(a.name): a for a in Area.objects.of_kind(parent_kind)} if parent_kind else {}
    incoming: dict[tuple[str, ...], _Incoming] = {}
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") or {}
        code = _text(properties.get(code_property)) if code_property else ""
        name = natural_case(_text(properties.get(name_property)))
        label = name or code
        if not name and code:
            outcome.notes.append(
                _("Objekt %(n)d saknar namn och fick sin kod, %(code)s.") % {"n": number, "code": code}
            )
        if not label:
            complaints.add(0, _("Objekt %(n)d saknar namn i ”%(p)s”.") % {"n": number, "p": name_property})
            continue
        parent = None
        if parent_property:
            wanted = natural_case(_text(properties.get(parent_property)))
            parent = parents.get(fold(wanted))
            if parent is None:
                complaints.add(0, _unknown_parent(number, label, wanted, [a.name for a in parents.values()]))
                continue
        try:
            geometry, repaired = in_metres(polygons_from(feature.get("geometry")), transform)
        except ValueError as error:
            text = _("Objekt %(n)d (%(name)s) %(problem)s.") % {"n": number, "name": label, "problem": error}
            complaints.add(0, text)
            continue
        if repaired:
            outcome.notes.append(_("%(name)s hade en ogiltig gräns som har lagats.") % {"name": label})
        key = ("code", code) if code else ("name", fold(label), str(parent.pk if parent else ""))
        if key in incoming:
            merged = incoming[key]
            merged.geometry, _repaired = in_metres(
                MultiPolygon([*merged.geometry, *geometry], srid=SRID), None
            )
            outcome.notes.append(
                _("%(name)s finns flera gånger i filen; delarna slogs ihop.") % {"name": label}
            )
        else:
            incoming[key] = _Incoming(label, code, parent, geometry)
    complaints.refuse_if_any()
    _store(list(incoming.values()), kind, source, fetched_on, outcome)
    return outcome


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _unknown_parent(number: int, name: str, wanted: str, known: list[str]) -> str:
    values = {"n": number, "name": name, "parent": wanted or "–"}
    hint = nearest(wanted, known) if wanted else None
    if hint:
        return _("Objekt %(n)d (%(name)s): ”%(parent)s” är okänt. Menade du %(hint)s?") % {
            **values,
            "hint": hint,
        }
    return _("Objekt %(n)d (%(name)s): ”%(parent)s” är okänt. Läs in det överordnade området först.") % values


@transaction.atomic
def _store(
    incoming: list[_Incoming], kind: AreaKind, source: str, fetched_on: date, outcome: AreaImport
) -> None:
    existing = list(Area.objects.of_kind(kind))
    by_code = {area.code: area for area in existing if area.code}
    by_name = {(fold(area.name), area.parent_id): area for area in existing}
    taken = set(Area.objects.values_list("slug", flat=True))
    new, changed = [], []
    for item in incoming:
        parent_id = item.parent.pk if item.parent else None
        area = by_code.get(item.code) if item.code else by_name.get((fold(item.name), parent_id))
        if area is None:
            area = Area(kind=kind, slug=_free_slug(item, kind, taken))
            taken.add(area.slug)
            new.append(area)
        else:
            changed.append(area)
        area.name, area.code, area.parent = item.name, item.code, item.parent
        area.geometry, area.source, area.fetched_on = item.geometry, source, fetched_on
    Area.objects.bulk_create(new, batch_size=500)
    fields = ["name", "code", "parent", "geometry", "source", "fetched_on"]
    Area.objects.bulk_update(changed, fields, batch_size=500)
    resolve_areas(areas=[area.pk for area in (*new, *changed)])
    outcome.created, outcome.updated = len(new), len(changed)


def _free_slug(item: _Incoming, kind: AreaKind, taken: set[str]) -> str:
    """Return an address of its own: the name, then with the parent, then with kind, then numbered."""
    base = address(item.name) or address(item.code) or kind.value.replace("_", "-")
    longer = f"{base}-{address(item.parent.name)}" if item.parent else f"{base}-{address(str(kind.label))}"
    candidates = [base, longer, *(f"{longer}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)


@transaction.atomic
def import_base_map(
    path: Path, *, kind: str, name_property: str | None, source: str, fetched_on: date
) -> int:
    """Replace the base map's features of one kind from that source with the file's; return how many."""
    features, srid = read_features(path)
    transform = to_metres(srid)
    made = []
    for feature in features:
        geometry = _any_shape(feature.get("geometry") or {})
        if transform is not None:
            geometry.transform(transform)
        geometry.srid = SRID
        name = _text((feature.get("properties") or {}).get(name_property)) if name_property else ""
        made.append(
            BaseMapFeature(kind=kind, name=name, geometry=geometry, source=source, fetched_on=fetched_on)
        )
    BaseMapFeature.objects.filter(kind=kind, source=source).delete()
    BaseMapFeature.objects.bulk_create(made, batch_size=500)
    return len(made)


def _any_shape(geometry: Json) -> GEOSGeometry:
    if geometry.get("type") == "Point":
        return Point(*geometry["coordinates"][:2])
    if geometry.get("type") == "LineString":
        return LineString([point[:2] for point in geometry["coordinates"]])
    return polygons_from(geometry)

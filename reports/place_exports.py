"""Places and the law on a day as files: exactly the rows a page shows, in the same order."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.contrib.gis.geos import GEOSGeometry, Point
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from places.models import CameraRegisterEntry
from platssamverkan.core.maps import SHOWN_IN
from reports.place_analysis import LawItem, PlaceRow

BOM = "\ufeff"
# A spreadsheet runs a cell that begins like this as a formula, also in a CSV file.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Table = tuple[list[str], list[list[str]]]


def places_file(rows: Sequence[PlaceRow], form: str) -> HttpResponse:
    """Answer with the places as 'csv' or 'geojson'; Http404 for another form."""
    head = [_("Namn"), _("Slag"), _("Områden"), _("Klassningar"), _("Nord"), _("Öst"), _("Lägets källa")]
    body = [
        [
            row.place.name,
            str(row.place.get_kind_display()),
            ", ".join(row.areas),
            ", ".join(str(item.get_kind_display()) for item in row.designations),
            *_degrees(row.place.geometry),
            row.place.source,
        ]
        for row in rows
    ]
    return _answer("platser", form, (head, body), [row.place.geometry for row in rows])


def law_file(items: Sequence[LawItem], day: date, form: str) -> HttpResponse:
    """Answer with what applied on the day as 'csv' or 'geojson'; Http404 for another form."""
    head = [_("Dag"), _("Klassning"), _("Namn"), _("Plats"), _("Gäller från"), _("Gäller till"), _("Källa")]
    body = [
        [
            day.isoformat(),
            str(item.designation.get_kind_display()),
            item.designation.name,
            item.designation.place.name if item.designation.place else "",
            item.designation.valid_from.isoformat(),
            item.designation.valid_to.isoformat() if item.designation.valid_to else "",
            item.designation.source,
        ]
        for item in items
    ]
    return _answer(f"lagkarta-{day.isoformat()}", form, (head, body), [item.geometry for item in items])


def register_file(entries: Iterable[CameraRegisterEntry]) -> HttpResponse:
    """Answer with the statutory register of camera surveillance as CSV (kamerabevakningslagen 10 §)."""
    head = [
        _("Adress"), _("Slag av plats"), _("Ändamål"), _("Ljud"), _("Särskild teknik"), _("Bedömningen gjord"),
        _("Började"), _("Upphörde"), _("Sparas till"),
    ]  # fmt: skip
    body = [
        [
            entry.address, entry.place_type, entry.purpose, _("ja") if entry.has_audio else _("nej"),
            entry.special_technique, entry.assessed_on.isoformat(), entry.designation.valid_from.isoformat(),
            entry.designation.valid_to.isoformat() if entry.designation.valid_to else "",
            entry.kept_until.isoformat() if entry.kept_until else "",
        ]
        for entry in entries
    ]  # fmt: skip
    return _answer("kameraregister", "csv", (head, body), [])


def _answer(name: str, form: str, table: Table, geometries: Sequence[GEOSGeometry | None]) -> HttpResponse:
    head, body = table
    if form == "csv":
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow(head)
        writer.writerows([[_harmless(cell) for cell in row] for row in body])
        response = HttpResponse(BOM + out.getvalue(), content_type="text/csv; charset=utf-8")
    elif form == "geojson":
        features = [
            {"type": "Feature", "geometry": _shape(geometry), "properties": dict(zip(head, row, strict=True))}
            for row, geometry in zip(body, geometries, strict=True)
        ]
        collection = {"type": "FeatureCollection", "features": features}
        response = HttpResponse(
            json.dumps(collection, ensure_ascii=False), content_type="application/geo+json; charset=utf-8"
        )
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def _shape(geometry: GEOSGeometry | None) -> Any:
    """GeoJSON in WGS 84; null where the position is not known."""
    return None if geometry is None else json.loads(geometry.transform(SHOWN_IN, clone=True).json)


def _degrees(geometry: GEOSGeometry | None) -> tuple[str, str]:
    if geometry is None:
        return "", ""
    middle: Point = geometry.point_on_surface
    middle.transform(SHOWN_IN)
    return f"{middle.y:.6f}", f"{middle.x:.6f}"

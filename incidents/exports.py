"""The list as files: exactly the rows it shows, in the same order and with the same columns."""

import json
from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from incidents.figures import marks
from incidents.models import Incident
from incidents.sensitive_models import SensitiveTable
from places.models import Area
from platssamverkan.core.disclosure import LEAST_SHOWN
from platssamverkan.core.maps import SHOWN_IN
from platssamverkan.core.spreadsheet import as_csv
from platssamverkan.core.weeks import STOCKHOLM, IsoWeek

FORMS = ("csv", "geojson")


def incidents_file(rows: Sequence[Incident], district: Area, form: str, *, authority: bool) -> HttpResponse:
    """Answer with the incidents as 'csv' or 'geojson'; Http404 for another form.

    `authority`: with severity, status and sender, and with points as they are stored.
    """
    if form not in FORMS:
        raise Http404
    head = [_("Nummer"), _("Tidigast"), _("Senast"), _("Vecka"), _("Händelsetyp"), _("Område"), _("Plats"),
            _("Platsens säkerhet")]  # fmt: skip
    if authority:
        head += [_("Allvar"), _("Status"), _("Rapporterad av")]
    body = [_cells(row, authority=authority) for row in rows]
    if form == "csv":
        answer = HttpResponse(as_csv([head, *body]), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(
            json.dumps(_features(rows, district, head, body, authority=authority), ensure_ascii=False),
            content_type="application/geo+json",
        )
    answer["Content-Disposition"] = f'attachment; filename="handelser-{district.slug}.{form}"'
    return answer


def _cells(row: Incident, *, authority: bool) -> list[object]:
    cells: list[object] = [
        row.pk,
        f"{row.occurred_from.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}",
        f"{row.occurred_to.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}",
        str(IsoWeek.of(row.occurred_from)),
        row.category.name,
        row.area.name,
        row.place.name if row.place else "",
        str(row.get_precision_display()),
    ]
    if authority:
        cells += [
            str(row.get_severity_display()),
            str(row.status.label),
            row.owner.name if row.owner else str(row.get_origin_display()),
        ]
    return cells


def _features(
    rows: Sequence[Incident], district: Area, head: list[str], body: list[list[object]], *, authority: bool
) -> dict[str, object]:
    at = {}
    for mark in marks(rows, district, exact=authority):
        point = mark.geometry.clone()
        point.transform(SHOWN_IN)
        at.update({row.pk: [round(point.x, 5), round(point.y, 5)] for row in mark.incidents})
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": at[row.pk]} if row.pk in at else None,
                "properties": dict(zip(head, cells, strict=True)),
            }
            for row, cells in zip(rows, body, strict=True)
        ],
    }


def sensitive_file(tables: Sequence[SensitiveTable], district: Area) -> HttpResponse:
    """Answer with the frozen tables as CSV, one line for each group and period."""
    head = [_("Period"), _("Grupp"), _("Händelsetyper"), _("Antal"), _("Räknad"), _("Källa")]
    fewer = _("färre än %d") % LEAST_SHOWN
    source = (
        _("Parternas rapporter, påhittade uppgifter")
        if any(t.invented for t in tables)
        else _("Parternas rapporter")
    )
    body: list[list[object]] = []
    for table in tables:
        when = f"{table.frozen_at.astimezone(STOCKHOLM):%Y-%m-%d}"
        label = table.period.label
        for line in table.counts.all():
            number = fewer if line.count is None else line.count
            body.append([label, line.group_name, line.kinds, number, when, source])
        total = _("visas inte") if table.total is None else table.total
        body.append([label, _("Summa"), "", total, when, source])
    answer = HttpResponse(as_csv([head, *body]), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="kansliga-handelser-{district.slug}.csv"'
    return answer

"""Pictures of an edition's own figures.  What is invented says so inside the picture; what is missing is words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp
from typing import Any

from django.contrib.gis.geos import MultiPolygon, Point, Polygon
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from places.figures import district_map
from places.models import SRID, Area, BaseMapFeature, BaseMapKind, Designation
from platssamverkan.core.figures import LABEL, SMALL
from platssamverkan.core.maps import Layer, Look, MapSpec, Shape, around
from platssamverkan.core.palette import BORDER, INK, MUTED, PAPER, PRIMARY, SHARES
from platssamverkan.core.svg import Drawing, points, text_width
from platssamverkan.core.swedish import MISSING, NBSP, decimal, enumerate_words, percent
from reports.edition_data import rows_of
from reports.edition_models import EditionExhibit
from reports.edition_rooms import stamp_words

# Classes of the regional survey's map (DOMAIN.md 5, Kartbild 3): over the first, up to and with the second.
SHARE_CLASSES = ((0, 10), (10, 20), (20, 30), (30, 40), (40, 50), (50, 66))


@dataclass(frozen=True, slots=True)
class Value:
    """A row of an exhibit."""

    label: str
    value: float | None
    reference: float | None
    note: str


def values_of(exhibit: EditionExhibit) -> list[Value]:
    """The rows as numbers; what is missing stays None."""
    return [
        Value(
            str(row["label"]),
            _number(row.get("value")),
            _number(row.get("reference")),
            str(row.get("note", "")),
        )
        for row in rows_of(exhibit)
    ]


def _number(value: Any) -> float | None:
    return None if value is None or value == "" else float(value)


def written(value: float | None, unit: str) -> str:
    """'47 %', '9,2' or '312'; '–' for missing."""
    if value is None:
        return MISSING
    places = 0 if value == int(value) else 1
    return percent(value, places) if unit == "%" else decimal(value, places)


def in_words(exhibit: EditionExhibit) -> str:
    """The picture for somebody who does not see it: every value."""
    rows = []
    for row in values_of(exhibit):
        text = f"{row.label} {written(row.value, exhibit.unit) if row.value is not None else _('uppgift saknas')}"
        if row.reference is not None:
            text += f" ({exhibit.reference_name} {written(row.reference, exhibit.unit)})"
        rows.append(f"{text} {row.note}".strip())
    invented = f"{stamp_words()}. " if exhibit.is_invented else ""
    return f"{invented}{exhibit.title}: {enumerate_words(rows)}."


def columns(exhibit: EditionExhibit, *, width_mm: float = 166, height_mm: float = 62) -> SafeString:
    """One column for each row from zero up; a row with a note is part of a period and drawn hollow."""
    width, height = points(width_mm), points(height_mm)
    drawing = Drawing(width, height, title=in_words(exhibit))
    rows = values_of(exhibit)
    top, floor = 34.0, height - 26
    highest = max([1.0, *(row.value for row in rows if row.value is not None)])
    scale, pitch = (floor - top) / highest, width / max(len(rows), 1)
    column = min(pitch * 0.6, 62)
    for index, row in enumerate(rows):
        centre = (index + 0.5) * pitch
        drawing.text(centre, floor + 11, row.label, size=LABEL, anchor="middle")
        if row.note:
            drawing.text(centre, floor + 21, row.note, size=SMALL, anchor="middle", fill=MUTED)
        if row.value is None:
            drawing.text(centre, floor - 4, _("uppgift saknas"), size=SMALL, anchor="middle", fill=MUTED)
            continue
        tall = row.value * scale
        if row.note:
            drawing.rect(
                centre - column / 2 + 0.5, floor - tall, column - 1, tall,
                fill=PAPER, stroke=PRIMARY, stroke_width=1, stroke_dasharray="3 2",
            )  # fmt: skip
        else:
            drawing.rect(centre - column / 2, floor - tall, column, tall, fill=PRIMARY)
        drawing.text(
            centre,
            floor - tall - 4,
            written(row.value, exhibit.unit),
            size=LABEL,
            weight=600,
            anchor="middle",
        )
    drawing.line(0, floor, width, floor, stroke=INK, stroke_width=0.6)
    if exhibit.is_invented:
        drawing.stamp(stamp_words(), 0.5, 0.5)
    return drawing.to_svg()


def compared(exhibit: EditionExhibit, *, width_mm: float = 166) -> SafeString:
    """Two bars for each row: the district's, and under it what it is compared with."""
    rows = values_of(exhibit)
    has_reference = any(row.reference is not None for row in rows)
    thick, pitch = (6.6, 21.0) if has_reference else (9.0, 15.0)
    width = points(width_mm)
    top = 40.0 if exhibit.is_invented else 20.0
    drawing = Drawing(width, top + pitch * len(rows), title=in_words(exhibit))
    name_width = max([text_width(row.label, LABEL) for row in rows] or [0]) + 8
    highest = max([1.0, *(n for row in rows for n in (row.value, row.reference) if n is not None)])
    scale = (width - name_width - 34) / highest
    if has_reference:
        x = name_width
        for fill, stroke, words in (
            (PRIMARY, None, exhibit.edition.area.name),
            (PAPER, BORDER, exhibit.reference_name),
        ):
            drawing.rect(x, top - 17, 8, 8, fill=fill, stroke=stroke, stroke_width=0.7)
            drawing.text(x + 11.5, top - 10, words, size=SMALL, fill=MUTED)
            x += 11.5 + text_width(words, SMALL) + 14
    for index, row in enumerate(rows):
        y = top + index * pitch
        drawing.text(0, y + thick / 2 + LABEL * 0.34 + (1 if has_reference else 0), row.label, size=LABEL)
        bars = [(row.value, PRIMARY, None, 600), (row.reference, PAPER, BORDER, 400)][
            : 2 if has_reference else 1
        ]
        for place, (value, fill, stroke, weight) in enumerate(bars):
            at = y + place * (thick + 1.4)
            baseline = at + thick / 2 + SMALL * 0.36
            if value is None:
                drawing.text(name_width + 4, baseline, _("uppgift saknas"), size=SMALL, fill=MUTED)
                continue
            drawing.rect(name_width, at, value * scale, thick, fill=fill, stroke=stroke, stroke_width=0.7)
            drawing.text(
                name_width + value * scale + 4,
                baseline,
                written(value, exhibit.unit),
                size=SMALL,
                weight=weight,
            )
    drawing.line(name_width, top - 3, name_width, drawing.height, stroke=INK, stroke_width=0.6)
    if exhibit.is_invented:
        drawing.stamp(stamp_words(), 0.5, 0.5)
    return drawing.to_svg()


def share_map(
    district: Area,
    exhibit: EditionExhibit,
    *,
    slug: str,
    title: str,
    extra: Sequence[Layer] = (),
    alt: str = "",
) -> MapSpec:
    """The district's areas filled by their share; the share stands under each name."""
    shares = {row.label: row.value for row in values_of(exhibit)}
    base = district_map(district)
    layers: list[Layer] = []
    for layer in base.layers:
        if layer.look is Look.AREA:
            shapes = tuple(
                replace(
                    shape,
                    note=written(shares.get(shape.name), exhibit.unit)
                    if shares.get(shape.name) is not None
                    else _("för få svar"),
                    shade=share_fill(shares.get(shape.name)),
                )
                for shape in layer.shapes
            )
            layers.append(replace(layer, shapes=shapes))
        else:
            layers.append(layer)
    return replace(
        base,
        slug=slug,
        title=title,
        layers=(*layers, *extra),
        source=" · ".join(filter(None, (exhibit.source, base.source))),
        alt=f"{in_words(exhibit)} {alt}".strip(),
        classes=(*zip(SHARES, class_words(), strict=True), (PAPER, _("för få svar"))),
        stamp=stamp_words() if exhibit.is_invented else "",
    )


def share_fill(share: float | None) -> str:
    """The colour of the class a share falls in; paper where it is not shown."""
    if share is None:
        return PAPER
    for index, (_over, up_to) in enumerate(SHARE_CLASSES):
        if share <= up_to:
            return SHARES[index]
    return SHARES[-1]


def class_words() -> list[str]:
    """'0–10 %', 'över 10–20 %', …"""
    return [f"{'' if low == 0 else '>'}{low}–{high}{NBSP}%" for low, high in SHARE_CLASSES]


HEAT_CELL = 150.0  # metres
HEAT_REACH = 400.0  # metres; the kernel's standard deviation
HEAT_CLASSES = 5


def heat_map(district: Area, exhibit: EditionExhibit) -> MapSpec:
    """Where a count gathers: a Gaussian over the rows' areas and stations, laid in cells of 150 m.

    Cells under a twentieth of the highest are left open: a faint tail is not a finding (DOMAIN.md 6.4).
    """
    base = district_map(district)
    spots = _spots(district, exhibit)
    cells: list[list[Polygon]] = [[] for _class in range(HEAT_CLASSES)]
    highest = 0.0
    values: list[tuple[float, float, float]] = []
    if spots:
        inside = district.geometry.simplify(20, preserve_topology=True).prepared
        left, bottom, right, top = district.geometry.extent
        for column in range(int((right - left) / HEAT_CELL) + 1):
            for row in range(int((top - bottom) / HEAT_CELL) + 1):
                x, y = left + (column + 0.5) * HEAT_CELL, bottom + (row + 0.5) * HEAT_CELL
                gathered = sum(
                    weight * exp(-((x - spot_x) ** 2 + (y - spot_y) ** 2) / (2 * HEAT_REACH**2))
                    for spot_x, spot_y, weight in spots
                )
                highest = max(highest, gathered)
                values.append((x, y, gathered))
        for x, y, gathered in values:
            share = gathered / highest
            if share >= 0.05 and inside.contains(Point(x, y, srid=SRID)):
                half = HEAT_CELL / 2
                cell = Polygon.from_bbox((x - half, y - half, x + half, y + half))
                cell.srid = SRID
                number = min(int(share * HEAT_CLASSES), HEAT_CLASSES - 1)
                cells[number].append(cell)
    heat = tuple(
        Layer(Look.HEAT, "", (Shape(MultiPolygon(found, srid=SRID).unary_union, shade=SHARES[number + 1]),))
        for number, found in enumerate(cells)
        if found
    )
    position = next(n for n, layer in enumerate(base.layers) if layer.look is Look.AREA)
    areas = base.layers[position]
    # The areas lie under the cells, and their edges and names once more on top.
    ground = (
        *base.layers[:position],
        replace(areas, shapes=tuple(replace(item, label="") for item in areas.shapes)),
    )
    edges = replace(areas, shapes=tuple(replace(item, shade="none") for item in areas.shapes))
    return replace(
        base,
        slug=exhibit.key,
        title=exhibit.title,
        layers=(*ground, *heat, edges, *base.layers[position + 1 :]),
        source=" · ".join(filter(None, (exhibit.source, base.source))),
        alt=in_words(exhibit),
        classes=tuple(zip(SHARES[1:], heat_words(), strict=True)),
        stamp=stamp_words() if exhibit.is_invented else "",
    )


def heat_words() -> list[str]:
    return [_("lägst"), _("låg"), _("medel"), _("hög"), _("högst")]


def _spots(district: Area, exhibit: EditionExhibit) -> list[tuple[float, float, float]]:
    """Where each row's count is gathered: the station of that name, else the middle of the area."""
    weights = {row.label: row.value for row in values_of(exhibit) if row.value}
    found: dict[str, tuple[float, float]] = {}
    for area in Area.objects.neighbourhoods_of(district).defer(None):
        if area.name in weights:
            centre = area.geometry.point_on_surface
            found[area.name] = (centre.x, centre.y)
    for item in BaseMapFeature.objects.filter(kind=BaseMapKind.METRO_STATION, name__in=weights):
        found[item.name] = (item.geometry.x, item.geometry.y)
    return [(x, y, weights[name] or 0.0) for name, (x, y) in found.items()]


def layered_map(
    district: Area,
    shares: EditionExhibit | None,
    events: EditionExhibit | None,
    scenes: Sequence[Designation],
) -> MapSpec:
    """Kartbild 1: classified area, open drug scenes, events in public transport and unsafety, in layers."""
    extra: list[Layer] = []
    if events is not None:
        extra.append(Layer(Look.EVENTS, events.title, tuple(_at_stations(events))))
    spots = tuple(
        Shape(item.place.geometry.centroid, name=item.name)
        for item in scenes
        if item.place is not None and item.place.geometry is not None
    )
    if spots:
        extra.append(Layer(Look.SCENE, _("Öppen drogscen"), spots))
    alt = " ".join(
        filter(
            None,
            (
                _("Öppna drogscener: %(names)s.") % {"names": enumerate_words([item.name for item in scenes])}
                if scenes
                else "",
                in_words(events) if events is not None else "",
            ),
        )
    )
    title = _("Områden, klassningar och platser i %(district)s") % {"district": district.name}
    if shares is not None:
        return share_map(district, shares, slug="lager", title=title, extra=extra, alt=alt)
    base = district_map(district)
    return replace(
        base, slug="lager", title=title, layers=(*base.layers, *extra), alt=f"{base.alt} {alt}".strip()
    )


def _at_stations(events: EditionExhibit) -> list[Shape]:
    """A circle at each station, its surface in proportion to the count."""
    counts = {row.label: row.value for row in values_of(events) if row.value}
    stations: Mapping[str, BaseMapFeature] = {
        item.name: item
        for item in BaseMapFeature.objects.filter(kind=BaseMapKind.METRO_STATION, name__in=counts)
    }
    most = max(counts.values(), default=1.0) or 1.0
    return [
        Shape(stations[name].geometry, name=name, radius=4 + 9 * ((count or 0) / most) ** 0.5)
        for name, count in counts.items()
        if name in stations
    ]


def police_area_map(police_area: Area, parts: Sequence[Area]) -> MapSpec:
    """Kartbild 2: the local police area and what it is made of."""
    extent = around([police_area.geometry], margin=900)
    layers = (
        Layer(
            Look.AREA,
            "",
            tuple(
                Shape(part.geometry, name=part.name, label=part.name, note=str(part.get_kind_display()))
                for part in parts
            ),
        ),
        Layer(
            Look.METRO_LINE,
            _("Tunnelbana, schematisk"),
            tuple(
                Shape(item.geometry, name=item.name)
                for item in BaseMapFeature.objects.filter(kind=BaseMapKind.METRO_LINE)
            ),
        ),
    )
    names = enumerate_words([part.name for part in parts])
    return MapSpec(
        slug="karta-lokalpolisomradet",
        title=_("%(area)s") % {"area": police_area.name},
        layers=layers,
        extent=extent,
        source=police_area.source,
        alt=_("Karta över %(area)s, som består av %(parts)s.") % {"area": police_area.name, "parts": names},
    )


PICTURES = {"columns": columns, "compared": compared}

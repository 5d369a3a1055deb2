"""Maps of places and of the law on a day, and the timeline of a place's designations."""

from collections.abc import Sequence
from datetime import date

from django.contrib.gis.geos import GEOSGeometry, Polygon
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from places.models import SRID, Area, AreaKind, BaseMapFeature, BaseMapKind, Designation, Place
from platssamverkan.core.maps import Box, Layer, Look, MapSpec, Shape, around
from platssamverkan.core.palette import DESIGNATION, INK, LINE, MUTED, PRIMARY
from platssamverkan.core.svg import Drawing, points, text_width
from platssamverkan.core.swedish import enumerate_words
from reports.area_figures import COARSE, FINE
from reports.place_analysis import LawItem, PlaceRow

LIST_MARGIN, SPOT_MARGIN = 700, 450  # metres of surroundings
ROW, LEFT, SIZE = 17.0, 190.0, 8.4  # the timeline's rows and its names, in points


def places_map(
    rows: Sequence[PlaceRow], *, title: str, territories: Sequence[Designation] = ()
) -> MapSpec | None:
    """The places that have a position, each leading to its page, and classified territories around them.

    None where no place has a position.
    """
    placed = [(row, row.place.geometry) for row in rows if row.place.geometry is not None]
    if not placed:
        return None
    shapes = tuple(
        Shape(
            geometry,
            name=row.place.name,
            label=row.place.name,
            note=enumerate_words([str(item.get_kind_display()) for item in row.designations]),
            url=row.place.get_absolute_url(),
        )
        for row, geometry in placed
    )
    rings = tuple(
        Shape(geometry.centroid, name=row.place.name) for row, geometry in placed if row.designations
    )
    outlines = tuple(Shape(row.geometry, name=str(row)) for row in territories if row.geometry is not None)
    names = enumerate_words([row.place.name for row, _geometry in placed])
    return _map(
        title,
        [geometry for _row, geometry in placed],
        LIST_MARGIN,
        (
            Layer(Look.DESIGNATION, _("Klassat område"), outlines),
            Layer(Look.DESIGNATION, _("Klassad plats"), rings),
            Layer(Look.PLACE, _("Plats"), shapes),
        ),
        alt=f"{title}: {names}.",
    )


def place_map(place: Place, *, title: str) -> MapSpec | None:
    """One place in its surroundings; None without a position."""
    if place.geometry is None:
        return None
    shape = Shape(place.geometry, name=place.name, label=place.name)
    return _map(
        title, [place.geometry], SPOT_MARGIN, (Layer(Look.PLACE, _("Plats"), (shape,)),), alt=f"{title}."
    )


def law_map(items: Sequence[LawItem], *, title: str) -> MapSpec | None:
    """What applied on a day, drawn where it lies; None where nothing has a position."""
    drawn = [(item, item.geometry) for item in items if item.geometry is not None]
    if not drawn:
        return None
    outlines = tuple(
        Shape(geometry, name=str(item.designation), url=item.url)
        for item, geometry in drawn
        if item.designation.place is None
    )
    # Several kinds may lie on one place: it is drawn once, with all of them in words.
    by_place: dict[str, tuple[GEOSGeometry, list[str], str]] = {}
    for item, geometry in drawn:
        if item.designation.place is not None:
            _geometry, kinds, _url = by_place.setdefault(
                item.designation.place.name, (geometry, [], item.url)
            )
            kinds.append(str(item.designation.get_kind_display()))
    spots = tuple(
        Shape(geometry, name=name, label=name, note=enumerate_words(kinds), url=url)
        for name, (geometry, kinds, url) in by_place.items()
    )
    words = [str(item.designation) for item, _geometry in drawn]
    return _map(
        title,
        [geometry for _item, geometry in drawn],
        LIST_MARGIN,
        (
            Layer(Look.DESIGNATION, _("Klassat område"), outlines),
            Layer(Look.PLACE, _("Klassad plats"), spots),
        ),
        alt=f"{title}: {enumerate_words(words)}.",
    )


def _map(
    title: str, subject: list[GEOSGeometry], margin: int, layers: tuple[Layer, ...], *, alt: str
) -> MapSpec:
    """The layers on stadsdelar, water and metro.  Two queries."""
    extent = around(subject, margin=margin)
    frame = Polygon.from_bbox(extent)
    frame.srid = SRID
    ground = list(BaseMapFeature.objects.filter(geometry__bboverlaps=frame).exclude(kind=BaseMapKind.STOP))
    areas = list(Area.objects.of_kind(AreaKind.NEIGHBOURHOOD).filter(geometry__bboverlaps=frame))
    return MapSpec(
        slug="platser",
        title=title,
        layers=(
            Layer(Look.SURROUNDING, "", tuple(_simple(a.geometry, COARSE, a.name) for a in areas)),
            Layer(Look.WATER, _("Vatten"), _ground(ground, BaseMapKind.WATER)),
            Layer(Look.METRO_LINE, _("Tunnelbana, schematisk"), _ground(ground, BaseMapKind.METRO_LINE)),
            Layer(Look.METRO_STATION, _("Station"), _stations(ground, extent)),
            *layers,
        ),
        extent=extent,
        source=" · ".join(dict.fromkeys([*(a.source for a in areas), *(g.source for g in ground)])),
        alt=alt,
    )


def _simple(geometry: GEOSGeometry, metres: int, name: str) -> Shape:
    return Shape(geometry.simplify(metres, True), name=name)


def _ground(features: list[BaseMapFeature], kind: BaseMapKind) -> tuple[Shape, ...]:
    return tuple(_simple(item.geometry, FINE, item.name) for item in features if item.kind == kind)


def _stations(features: list[BaseMapFeature], extent: Box) -> tuple[Shape, ...]:
    frame = Polygon.from_bbox(extent)
    return tuple(
        Shape(item.geometry, name=item.name)
        for item in features
        if item.kind == BaseMapKind.METRO_STATION and frame.contains(item.geometry)
    )


def timeline(rows: Sequence[Designation], today: date) -> SafeString:
    """Draw when each designation applied: a bar a row, whole years marked; an open end runs out of the frame."""
    first = min(row.valid_from.year for row in rows)
    last = max(today.year, *((row.valid_to or row.valid_from).year for row in rows)) + 1
    width = points(180)
    drawing = Drawing(width, ROW * len(rows) + 20, title=_timeline_alt(rows))
    bottom = ROW * len(rows)

    def at(day: date) -> float:
        """Where a day begins, in points from the left."""
        span = date(last, 1, 1) - date(first, 1, 1)
        return LEFT + (width - LEFT) * ((day - date(first, 1, 1)) / span)

    step = max(1, (last - first) // 8)
    for year in range(first, last):
        x = at(date(year, 1, 1))
        drawing.line(x, 0, x, bottom, stroke=LINE, stroke_width=0.6)
        if (year - first) % step == 0:
            drawing.text(x + 2, bottom + 12, str(year), size=SIZE, fill=MUTED)
    drawing.line(at(today), 0, at(today), bottom, stroke=INK, stroke_width=0.8, stroke_dasharray="2 2")
    for number, row in enumerate(rows):
        y = number * ROW
        name = str(row.get_kind_display())
        while text_width(name, SIZE) > LEFT - 8:
            name = name[:-2].rstrip() + "…"
        drawing.text(0, y + 11, name, size=SIZE)
        end = at(row.valid_to) if row.valid_to else width
        colour = PRIMARY if row.valid_to is None or row.valid_to >= today else DESIGNATION
        drawing.rect(at(row.valid_from), y + 4, max(2.0, end - at(row.valid_from)), 9, fill=colour)
    return drawing.to_svg()


def _timeline_alt(rows: Sequence[Designation]) -> str:
    words = [
        f"{row.get_kind_display()} {row.valid_from:%Y-%m-%d}–{row.valid_to.isoformat() if row.valid_to else _('tills vidare')}"
        for row in rows
    ]
    return _("Klassningar genom tiden: %(rows)s.") % {"rows": enumerate_words(words)}

"""Maps of places, drawn from the stored polygons and our own base map."""

from collections.abc import Mapping
from datetime import date

from django.contrib.gis.geos import GEOSGeometry, Polygon
from django.utils.translation import gettext as _

from places.models import SRID, Area, AreaKind, BaseMapFeature, BaseMapKind, Designation
from platssamverkan.core.maps import Box, Layer, Look, MapSpec, Shape, around
from platssamverkan.core.swedish import enumerate_words

MARGIN = 180  # metres of surroundings on every side of a district


def district_map(
    district: Area,
    *,
    levels: Mapping[int, int] | None = None,
    notes: Mapping[int, str] | None = None,
    day: date | None = None,
) -> MapSpec:
    """A district's areas with water, metro and what they are classified as.

    `levels` and `notes` go by the area's key: a level colours the area, a note stands under its name.
    `day` picks the classifications that held then; without it, those that hold without an end.
    Five queries, whatever the number of areas.
    """
    areas = list(Area.objects.neighbourhoods_of(district).defer(None))  # with their geometry
    extent = around([area.geometry for area in areas] or [district.geometry], margin=MARGIN)
    frame = Polygon.from_bbox(extent)
    frame.srid = SRID
    ground = list(BaseMapFeature.objects.filter(geometry__bboverlaps=frame).exclude(kind=BaseMapKind.STOP))
    classified = designations_in(district, day)
    layers = (
        Layer(Look.SURROUNDING, "", tuple(_neighbours(district, frame))),
        Layer(Look.WATER, _("Vatten"), _features(ground, BaseMapKind.WATER)),
        Layer(
            Look.AREA,
            "",
            tuple(
                Shape(
                    area.geometry,
                    name=area.name,
                    label=area.name,
                    note=(notes or {}).get(area.pk, ""),
                    level=(levels or {}).get(area.pk),
                    url=area.get_absolute_url(),
                )
                for area in areas
            ),
        ),
        Layer(
            Look.DESIGNATION,
            enumerate_words(sorted({str(item.get_kind_display()) for item in classified})),
            tuple(Shape(item.geometry, name=str(item)) for item in classified if item.geometry),
        ),
        Layer(Look.METRO_LINE, _("Tunnelbana, schematisk"), _features(ground, BaseMapKind.METRO_LINE)),
        Layer(Look.METRO_STATION, _("Station"), _stations(ground, extent)),
    )
    return MapSpec(
        slug=f"karta-{district.slug}",
        title=_("Karta över %(district)s") % {"district": district.name},
        layers=layers,
        extent=extent,
        source=" · ".join(
            dict.fromkeys(source for source in (*(a.source for a in areas), *(g.source for g in ground)))
        ),
        alt=_alt(district, areas, notes or {}, classified, ground),
    )


def designations_in(district: Area, day: date | None = None) -> list[Designation]:
    """The classified territories that reach into the district, those that held on the day."""
    found = Designation.objects.filter(geometry__intersects=district.geometry).order_by("name")
    if day is None:
        return list(found.filter(valid_to__isnull=True))
    return [
        item for item in found.filter(valid_from__lte=day) if item.valid_to is None or item.valid_to >= day
    ]


def _neighbours(district: Area, frame: Polygon) -> list[Shape]:
    around_it = (
        Area.objects.of_kind(AreaKind.NEIGHBOURHOOD)
        .filter(geometry__bboverlaps=frame)
        .exclude(parent=district)
    )
    return [Shape(area.geometry, name=area.name) for area in around_it]


def _features(ground: list[BaseMapFeature], kind: BaseMapKind) -> tuple[Shape, ...]:
    return tuple(Shape(item.geometry, name=item.name) for item in ground if item.kind == kind)


def _stations(ground: list[BaseMapFeature], extent: Box) -> tuple[Shape, ...]:
    left, bottom, right, top = extent
    return tuple(
        Shape(item.geometry, name=item.name, label=item.name)
        for item in ground
        if item.kind == BaseMapKind.METRO_STATION
        and left < item.geometry.x < right
        and bottom < item.geometry.y < top
    )


def _alt(
    district: Area,
    areas: list[Area],
    notes: Mapping[int, str],
    classified: list[Designation],
    ground: list[BaseMapFeature],
) -> str:
    """The map in words: its areas with their notes, its stations, its classifications."""
    named = [f"{area.name} ({notes[area.pk]})" if area.pk in notes else area.name for area in areas]
    sentences = [_("Karta över %(district)s med områdena %(areas)s.") % {
        "district": district.name, "areas": enumerate_words(named),
    }]  # fmt: skip
    stations = stations_in(district.geometry, ground)
    if stations:
        sentences.append(_("Tunnelbanestationer: %(names)s.") % {"names": enumerate_words(stations)})
    sentences += [f"{item.get_kind_display()}: {item.name}." for item in classified]
    return " ".join(sentences)


def stations_in(territory: GEOSGeometry, ground: list[BaseMapFeature]) -> list[str]:
    """Names of the metro stations that lie in the territory, in alphabetical order."""
    stations = (item for item in ground if item.kind == BaseMapKind.METRO_STATION)
    return sorted(item.name for item in stations if territory.contains(item.geometry))

"""What a walk gave at a glance: its map on our own quiet ground, and one sentence."""

from django.contrib.gis.geos import LineString, Polygon
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from places.models import SRID, Area, AreaKind, BaseMapFeature, BaseMapKind
from platssamverkan.core.maps import Layer, Look, MapSpec, Shape, around
from walks.models import Observation, Urgency, Walk

MARGIN = 260  # metres around the stops, enough to point at what lies beside the way
MOST_NAMED = 12


def walk_map(walk: Walk) -> MapSpec | None:
    """Draw the stops in their order.  None when no stop has a position."""
    stops = [stop for stop in walk.stops.filter(removed=False) if stop.point is not None]
    spots = [stop.point for stop in stops if stop.point is not None]
    if not spots:
        return None
    extent = around([*spots], margin=MARGIN)
    frame = Polygon.from_bbox(extent)
    frame.srid = SRID
    ground = list(BaseMapFeature.objects.filter(geometry__bboverlaps=frame).exclude(kind=BaseMapKind.STOP))
    areas = Area.objects.of_kind(AreaKind.NEIGHBOURHOOD).filter(geometry__bboverlaps=frame)

    def of(kind: BaseMapKind) -> tuple[Shape, ...]:
        return tuple(Shape(item.geometry, name=item.name) for item in ground if item.kind == kind)

    way = (Shape(LineString(spots, srid=SRID), name=_("Rutten")),) if len(spots) > 1 else ()
    layers = (
        Layer(Look.SURROUNDING, "", tuple(Shape(area.geometry, name=area.name) for area in areas)),
        Layer(Look.WATER, _("Vatten"), of(BaseMapKind.WATER)),
        Layer(Look.METRO_LINE, _("Tunnelbana, schematisk"), of(BaseMapKind.METRO_LINE)),
        Layer(Look.METRO_STATION, _("Station"), of(BaseMapKind.METRO_STATION)),
        Layer(Look.DESIGNATION, _("Stoppen i ordning"), way),
        Layer(
            Look.PLACE,
            _("Stopp"),
            tuple(
                Shape(point, name=stop.name, label=str(stop.number))
                for stop, point in zip(stops, spots, strict=True)
            ),
        ),
    )
    names = ", ".join(str(stop) for stop in stops[:MOST_NAMED])
    return MapSpec(
        slug=f"vandring-{walk.pk}",
        title=_("Karta över vandringen"),
        layers=tuple(layer for layer in layers if layer.shapes),
        extent=extent,
        source=" · ".join(dict.fromkeys(item.source for item in ground)),
        alt=_("Karta över rutten med stoppen i ordning: %(names)s.") % {"names": names},
    )


def walk_summary(observations: list[Observation]) -> str:
    """What the walk gave, in one sentence."""
    bad = [row for row in observations if not row.positive]
    good = len(observations) - len(bad)
    found = ngettext("%(n)d brist", "%(n)d brister", len(bad)) % {"n": len(bad)}
    fine = ngettext("%(n)d sak som fungerar bra", "%(n)d saker som fungerar bra", good) % {"n": good}
    text = _("%(found)s och %(fine)s") % {"found": found, "fine": fine}
    urgent = sum(row.urgency == Urgency.URGENT for row in bad)
    if urgent:
        text += ngettext(", %(n)d akut", ", %(n)d akuta", urgent) % {"n": urgent}
    return text

"""Where a measure was evaluated: the areas it was carried out in, those around and those compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.gis.geos import Polygon
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from measures.models import Measure, Role
from places.models import SRID, Area, AreaKind, BaseMapFeature, BaseMapKind
from platssamverkan.core.maps import Layer, Look, MapSpec, Shape, around
from platssamverkan.core.swedish import enumerate_words

MARGIN = 300  # metres of surroundings on every side
WIDTH_MM = 180
# Told apart by words on the map as well: each area's role stands under its name.
FILLS = {
    Role.TARGET: "#5c91b1",
    Role.BUFFER: "#cfe0ea",
    Role.CONTROL: "#f1d9b5",
    Role.BUFFER_CONTROL: "#faf0e1",
}


@dataclass(frozen=True, slots=True)
class RoleMap:
    """The drawing and its list: role, and the names of its areas."""

    svg: SafeString
    rows: list[tuple[str, str]]
    source: str


def role_map(areas: Mapping[Role, Sequence[Area]], measure: Measure) -> RoleMap | None:
    """Draw the areas of a comparison, each with its role in words; None where there are none.

    Three queries.  The areas' geometry is fetched here, so that lists may leave it out.
    """
    roles = {area.pk: role for role in Role for area in areas.get(role, ())}
    if not roles:
        return None
    shown = list(Area.objects.filter(pk__in=roles).order_by("name"))
    extent = around([area.geometry for area in shown], margin=MARGIN)
    frame = Polygon.from_bbox(extent)
    frame.srid = SRID
    ground = list(BaseMapFeature.objects.filter(geometry__bboverlaps=frame).exclude(kind=BaseMapKind.STOP))
    others = (
        Area.objects.of_kind(AreaKind.NEIGHBOURHOOD).filter(geometry__bboverlaps=frame).exclude(pk__in=roles)
    )
    rows = [
        (str(role.label), enumerate_words([area.name for area in shown if roles[area.pk] == role]))
        for role in Role
        if role in roles.values()
    ]
    place = measure.place
    layers = (
        Layer(Look.SURROUNDING, "", tuple(Shape(area.geometry, name=area.name) for area in others)),
        Layer(Look.WATER, _("Vatten"), _ground(ground, BaseMapKind.WATER)),
        Layer(
            Look.AREA,
            "",
            tuple(
                Shape(
                    area.geometry, name=area.name, label=area.name, note=_short_word(roles[area.pk]), shade=FILLS[roles[area.pk]]
                )
                for area in shown
            ),
        ),
        Layer(Look.METRO_LINE, _("Tunnelbana, schematisk"), _ground(ground, BaseMapKind.METRO_LINE)),
        Layer(
            Look.PLACE,
            _("Åtgärdens plats") if place else "",
            (Shape(place.geometry, name=place.name),) if place and place.geometry else (),
        ),
    )  # fmt: skip
    told = ". ".join(f"{role}: {names}" for role, names in rows)
    spec = MapSpec(
        slug=f"utvardering-{measure.pk}",
        title=_("Var jämförelsen görs"),
        layers=layers,
        extent=extent,
        source=" · ".join(
            dict.fromkeys([*(area.source for area in shown), *(item.source for item in ground)])
        ),
        alt=_("Karta över jämförelsen. %(told)s.") % {"told": told},
        classes=tuple((FILLS[role], str(role.label)) for role in Role if role in roles.values()),
    )
    return RoleMap(spec.to_svg(width_mm=WIDTH_MM), rows, spec.source)


def _short_word(role: Role) -> str:
    return str(
        {
            Role.TARGET: _("åtgärden"),
            Role.CONTROL: _("jämförelse"),
            Role.BUFFER: _("runt omkring"),
            Role.BUFFER_CONTROL: _("jämförelse, runt omkring"),
        }[role]
    )


def _ground(ground: list[BaseMapFeature], kind: BaseMapKind) -> tuple[Shape, ...]:
    return tuple(Shape(item.geometry, name=item.name) for item in ground if item.kind == kind)

"""What a meeting sees of an area: only what everybody in the room may see."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.gis.geos import Polygon
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.analysis import WeekBoard, WeekRow
from incidents.models import Incident, Severity
from places.models import SRID, Area, AreaKind, BaseMapFeature, BaseMapKind
from platssamverkan.core.maps import Layer, Look, MapSpec, Shape, around
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User
from stakeholders.policy import Visibility

# Who is in the room, and what that lets the screen show.  The first is what a meeting starts with.
CLEARANCES: dict[Visibility, frozenset[Visibility]] = {
    Visibility.ALL_PARTIES: frozenset({Visibility.ALL_PARTIES, Visibility.PUBLIC}),
    Visibility.AUTHORITIES: frozenset({Visibility.AUTHORITIES, Visibility.ALL_PARTIES, Visibility.PUBLIC}),
}
MARGIN = 250  # metres of surroundings
FINE, COARSE = 4, 15  # metres: smaller bends can't be seen


def clearance_named(text: str) -> Visibility:
    """Read a clearance; anything unknown is the narrowest."""
    return Visibility.AUTHORITIES if text == Visibility.AUTHORITIES else Visibility.ALL_PARTIES


@dataclass(frozen=True, slots=True)
class ShownIncident:
    """An incident as the room sees it: kind, severity and time, never a text."""

    category: str
    severity: int
    severity_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sight:
    """An area before the meeting: its place in the round, and what may be shown of it."""

    row: WeekRow
    number: int
    total: int
    previous: Area | None
    following: Area | None
    incidents: tuple[ShownIncident, ...]
    clearance: Visibility

    @property
    def sees_counts(self) -> bool:
        """Counts, proposal and reasons are for the authorities."""
        return self.clearance == Visibility.AUTHORITIES

    @property
    def note(self) -> str:
        """'2 händelser', for the map."""
        n = len(self.incidents)
        return ngettext("%(n)d händelse", "%(n)d händelser", n) % {"n": n} if n else _("inga händelser")


def sight_of(board: WeekBoard, slug: str, *, user: User, clearance: Visibility) -> Sight | None:
    """Return what the meeting sees of the area; None if the district has no such area.  One query or two."""
    areas = [row.area for row in board.rows]
    index = next((i for i, area in enumerate(areas) if area.slug == slug), None)
    if index is None:
        return None
    return Sight(
        board.rows[index],
        index + 1,
        len(areas),
        areas[index - 1] if index else None,
        areas[index + 1] if index + 1 < len(areas) else None,
        shown_incidents(areas[index], board.week, user=user, clearance=clearance),
        clearance,
    )


def shown_incidents(
    area: Area, week: IsoWeek, *, user: User, clearance: Visibility
) -> tuple[ShownIncident, ...]:
    """The counted incidents that the person sees and the room may see, in the order they happened.

    Before all parties the sensitive kinds are left out altogether: in one area and week they are few, and
    few is telling (DOMAIN.md 6.5).
    """
    rows = Incident.objects.visible_to(user).counted().in_week(week)
    rows = rows.filter(area=area, visibility__in=CLEARANCES[clearance])
    if clearance != Visibility.AUTHORITIES:
        rows = rows.filter(category__sensitive=False)
    return tuple(
        ShownIncident(row.category.name, row.severity, str(Severity(row.severity).label), row.occurred_from)
        for row in rows.select_related("category").order_by("occurred_from", "pk")
    )


def area_map(area: Area, note: str, level: int | None) -> MapSpec:
    """The area among its neighbours, with the note under its name.  Three queries."""
    shape = Area.objects.only("geometry", "source").get(pk=area.pk)
    extent = around([shape.geometry], margin=MARGIN)
    frame = Polygon.from_bbox(extent)
    frame.srid = SRID
    ground = list(BaseMapFeature.objects.filter(geometry__bboverlaps=frame).exclude(kind=BaseMapKind.STOP))
    others = Area.objects.of_kind(AreaKind.NEIGHBOURHOOD).filter(geometry__bboverlaps=frame)

    def drawn(kind: BaseMapKind) -> tuple[Shape, ...]:
        return tuple(
            Shape(item.geometry.simplify(FINE, True), name=item.name) for item in ground if item.kind == kind
        )

    stations = [
        item for item in ground if item.kind == BaseMapKind.METRO_STATION and frame.contains(item.geometry)
    ]
    layers = (
        Layer(
            Look.SURROUNDING,
            "",
            tuple(
                Shape(other.geometry.simplify(COARSE, True), name=other.name)
                for other in others.exclude(pk=area.pk)
            ),
        ),
        Layer(Look.WATER, _("Vatten"), drawn(BaseMapKind.WATER)),
        Layer(
            Look.AREA,
            "",
            (
                Shape(
                    shape.geometry.simplify(FINE, True),
                    name=area.name,
                    label=area.name,
                    note=note,
                    level=level,
                    url=area.get_absolute_url(),
                ),
            ),
        ),
        Layer(Look.METRO_LINE, _("Tunnelbana, schematisk"), drawn(BaseMapKind.METRO_LINE)),
        Layer(
            Look.METRO_STATION,
            _("Station"),
            tuple(Shape(item.geometry, name=item.name, label=item.name) for item in stations),
        ),
    )
    return MapSpec(
        slug=f"motet-{area.slug}",
        title=_("Karta över %(area)s") % {"area": area.name},
        layers=layers,
        extent=extent,
        source=" · ".join(dict.fromkeys([shape.source, *(item.source for item in ground)])),
        alt=_("Karta över %(area)s: %(note)s under veckan. Händelserna står i listan bredvid.")
        % {"area": area.name, "note": note},
    )

"""The demo's inbox: invented reports that nobody has decided on yet, and places for invented incidents."""

from datetime import timedelta

from django.db import transaction

from assessments.models import Assessment
from incidents.models import Incident, IncidentCategory, Origin, Precision
from places.models import Area, Place
from platssamverkan.core.weeks import IsoWeek
from platssamverkan.demo import logins
from platssamverkan.demo.spots import give_spots
from stakeholders.models import Organisation
from stakeholders.policy import Visibility

WORDS = "Påhittad demodata"
PLACED_WEEKS = 8
# Kind, the place or stadsdel, day and hour of the week, hours it may have lasted, who reported.
REPORTS: tuple[tuple[str, str, int, int, int, str], ...] = (
    ("group_unsafety", "Hässelby torg", 4, 21, 0, logins.PROPERTY_OWNER),
    ("youth_disturbance", "Hässelby torg", 4, 22, 1, logins.TRANSIT),
    ("group_unsafety", "Hässelby torg", 4, 20, 3, logins.DISTRICT),
    ("graffiti", "Vällingby", 1, 6, 9, logins.PROPERTY_OWNER),
    ("graffiti", "Vällingby", 1, 7, 0, logins.TRANSIT),
    ("lighting_fault", "Grimsta", 2, 17, 0, logins.PROPERTY_OWNER),
    ("moped_traffic", "Nälsta", 5, 19, 2, logins.DISTRICT),
    ("transit_disorder", "Råcksta", 3, 23, 0, logins.TRANSIT),
    ("littering", "Hässelby gård", 0, 8, 0, logins.PROPERTY_OWNER),
    ("drug_litter", "Hässelby strand", 3, 10, 0, logins.PROPERTY_OWNER),
    ("staff_threat_violence", "Vällingby", 2, 14, 0, logins.DISTRICT),
    ("window_breaking", "Vinsta", 6, 2, 5, logins.PROPERTY_OWNER),
)


@transaction.atomic
def load_inbox(district: Area) -> None:
    """Invent a week's reports that wait for triage, and put the latest invented incidents on the map."""
    mine = Incident.objects.in_district(district).filter(origin=Origin.INVENTED)
    if mine.filter(owner__isnull=False).exists():  # the others were invented for nobody
        return
    latest = Assessment.objects.filter(area__parent=district).order_by("iso_year", "iso_week").last()
    if latest is None:
        return
    week = latest.week.following
    _put_on_the_map(district, week)
    places = {place.name: place for place in Place.objects.in_areas(Area.objects.filter(pk=district.pk))}
    areas = {area.name: area for area in Area.objects.neighbourhoods_of(district)}
    for code, where, day, hour, hours, reporter in REPORTS:
        kind = IncidentCategory.objects.get(code=code)
        place = places.get(where)
        area = areas.get(where) or (_stadsdel_of(place, areas) if place else None)
        if area is None:
            continue
        first = week.start + timedelta(days=day, hours=hour)
        place = None if kind.sensitive or where in areas else place
        Incident.objects.create(
            area=area,
            place=place,
            precision=Precision.PLACE if place else Precision.AREA,
            owner=Organisation.objects.get(name=reporter),
            visibility=Visibility.AUTHORITIES,
            category=kind,
            severity=kind.severity,
            occurred_from=first,
            occurred_to=first + timedelta(hours=hours),
            included_in_assessment=False,
            description=WORDS,
            origin=Origin.INVENTED,
        )


def _stadsdel_of(place: Place, areas: dict[str, Area]) -> Area | None:
    """The stadsdel among these that the place lies in."""
    return next((area for area in areas.values() if place.areas.filter(pk=area.pk).exists()), None)


def _put_on_the_map(district: Area, until: IsoWeek) -> None:
    """Give the last weeks' ordinary incidents a spot."""
    since = until.shift(-PLACED_WEEKS)
    rows = Incident.objects.in_district(district).filter(
        origin=Origin.INVENTED, category__sensitive=False, occurred_from__gte=since.start
    )
    placed = list(rows.select_related("area", "category"))
    give_spots(placed)
    Incident.objects.bulk_update(placed, ["place", "point", "precision"], batch_size=500)

"""Load the demo.  Each step looks first whether its work is done, so a second run changes nothing."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.gis.db.models.aggregates import Union
from django.contrib.gis.geos import GeometryCollection, GEOSGeometry, MultiPolygon, Polygon
from django.db import transaction

from assessments.imports import import_assessments
from assessments.models import Assessment
from incidents.models import Incident, IncidentCategory, Origin
from places.imports import import_areas, import_base_map
from places.models import (
    Area,
    AreaKind,
    AreaPart,
    AreaRelation,
    AreaRelationKind,
    BaseMapFeature,
    BaseMapKind,
    Designation,
    DesignationKind,
)
from platssamverkan.core.incoming import read_text
from platssamverkan.core.weeks import IsoWeek
from platssamverkan.demo import logins
from platssamverkan.demo.inbox import load_inbox
from platssamverkan.demo.indicators import load_indicators
from platssamverkan.demo.lagesbild import load_lagesbild
from platssamverkan.demo.measures import load_measures
from platssamverkan.demo.places import load_places
from platssamverkan.demo.walks import load_walks
from stakeholders.models import Membership, Organisation, OrganisationType, User
from stakeholders.policy import Visibility

DATA = Path(__file__).parent / "data"
YEAR = 2023
DISTRICT = "Hässelby-Vällingby"
OTHER_DISTRICT = "Bromma"
# The order of Tabell 2, which its readers are used to.
ORDER = (
    "Hässelby gård", "Hässelby strand", "Hässelby villastad", "Vällingby", "Vinsta",
    "Råcksta", "Grimsta", "Kälvesta", "Nälsta",
)  # fmt: skip
FETCHED = date(2026, 11, 1)
START = date(2023, 7, 1)  # the division into eleven districts
CITY_MAP = "Stockholms stad, Stadskartan, CC0"
STATIONS = "Tunnelbanestationernas lägen, egen sammanställning av öppna uppgifter"
PULS = "Based on Stockholms Puls by Anders Bjarby, CC BY 4.0"
TABLE_2 = "Gemensam lägesbild 2023, Tabell 2"
# What those who own and run a place must know of to mend it; the rest is for the authorities.
SHARED_GROUPS = frozenset({"environment", "vandalism", "transit"})
TABLE_2_DAY = datetime(2023, 11, 24, 11, 0, tzinfo=UTC)


def load_demo() -> Area:
    """Load everything that is not there yet and return the district."""
    load_areas()
    load_base_map()
    district = Area.objects.get(kind=AreaKind.CITY_DISTRICT, name=DISTRICT)
    load_places(district)
    load_people(district)
    if not Assessment.objects.filter(area__parent=district).exists():
        text = read_text(DATA / "weekly_hasselby_vallingby_2023.csv")
        import_assessments(text, district, source=TABLE_2, imported_at=TABLE_2_DAY)
    if not Incident.objects.filter(area__parent=district, origin=Origin.INVENTED).exists():
        invent_incidents(district)
    load_indicators(district)
    load_walks(district)
    load_measures(district)
    load_inbox(district)
    load_lagesbild(district)
    return district


@transaction.atomic
def load_areas() -> None:
    """Load the city's districts, stadsdelar and basområden, and the police area above two of them."""
    if Area.objects.of_kind(AreaKind.LOCAL_POLICE_AREA).exists():
        return
    import_areas(
        DATA / "stockholm_stadsdelsomraden_2023_harledda.geojson",
        kind=AreaKind.CITY_DISTRICT,
        name_property="namn",
        source=f"{CITY_MAP} (sammanslagna stadsdelar)",
        fetched_on=FETCHED,
    )
    import_areas(
        DATA / "stockholm_stadsdelar_land.geojson",
        kind=AreaKind.NEIGHBOURHOOD,
        name_property="namn",
        parent_property="stadsdelsomrade_2023",
        parent_kind=AreaKind.CITY_DISTRICT,
        source=CITY_MAP,
        fetched_on=FETCHED,
    )
    import_areas(
        DATA / "stockholm_basomraden_2016.geojson",
        kind=AreaKind.CITY_BASE_AREA,
        name_property="namn",
        code_property="nyckelkod",
        source="Basområden: Stockholms stad via swemaps2, CC0",
        fetched_on=FETCHED,
    )
    import_areas(
        DATA / "lpo_vallingby_harlett.geojson",
        kind=AreaKind.LOCAL_POLICE_AREA,
        name_property="namn",
        code_property="omradeskod",
        source=f"Härledd gräns ur {CITY_MAP}, och kommungräns",
        fetched_on=FETCHED,
    )
    for position, name in enumerate(ORDER, start=1):
        Area.objects.filter(kind=AreaKind.NEIGHBOURHOOD, parent__name=DISTRICT, name=name).update(
            position=position
        )
    Area.objects.of_kind(AreaKind.CITY_DISTRICT).update(valid_from=START)
    _assemble_police_area()
    _draw_vulnerable_area()


def _assemble_police_area() -> None:
    """Tie the police area to its two districts, and to Ekerö: what is left of it outside them."""
    police_area = Area.objects.get(kind=AreaKind.LOCAL_POLICE_AREA)
    police_area.name, police_area.slug = logins.POLICE, "lpo-vallingby"
    police_area.save()
    districts = Area.objects.of_kind(AreaKind.CITY_DISTRICT).filter(name__in=(DISTRICT, OTHER_DISTRICT))
    rest = police_area.geometry.difference(districts.aggregate(all=Union("geometry"))["all"].buffer(1))
    municipality = Area.objects.create(
        kind=AreaKind.MUNICIPALITY,
        name="Ekerö",
        slug="ekero",
        geometry=_polygons(rest, least=1_000_000),
        source=police_area.source,
        fetched_on=FETCHED,
    )
    AreaPart.objects.bulk_create(
        AreaPart(whole=police_area, part=part) for part in [*districts, municipality]
    )


def _draw_vulnerable_area() -> None:
    """Draw the area the lägesbild 2023 describes: three stadsdelar and basområdet Smedshagen."""
    named = Area.objects.filter(
        kind=AreaKind.NEIGHBOURHOOD,
        parent__name=DISTRICT,
        name__in=("Grimsta", "Hässelby gård", "Hässelby strand"),
    ) | Area.objects.filter(kind=AreaKind.CITY_BASE_AREA, name="Smedshagen")
    # The pieces come from two maps; closing 30 m joins what only their drawing separates.
    joined = named.aggregate(all=Union("geometry"))["all"].buffer(30).buffer(-30)
    Designation.objects.create(
        kind=DesignationKind.VULNERABLE_AREA,
        name="Hässelby/Vällingby",
        geometry=_polygons(joined, least=10_000),
        source="Ritat ur beskrivningen i Gemensam lägesbild 2023; inte polisens gräns",
        list_year=2023,
        valid_from=date(2023, 1, 1),
    )


def _polygons(geometry: GEOSGeometry, *, least: float) -> MultiPolygon:
    """Return the parts of at least so many square metres."""
    parts = list(geometry) if isinstance(geometry, GeometryCollection) else [geometry]
    return MultiPolygon([p for p in parts if isinstance(p, Polygon) and p.area >= least], srid=geometry.srid)


def load_base_map() -> None:
    """Load water, metro and stops: the ground under every map, from our own files."""
    if BaseMapFeature.objects.exists():
        return
    files = (
        ("vatten_vasterort_stadskartan", BaseMapKind.WATER, None, CITY_MAP),
        ("tunnelbana_linjer_schematiska", BaseMapKind.METRO_LINE, "linje", PULS),
        ("tunnelbana_stationer", BaseMapKind.METRO_STATION, "namn", STATIONS),
        ("hallplatser_hasselby_vallingby_bromma", BaseMapKind.STOP, "namn", PULS),
    )
    for name, kind, name_property, source in files:
        path = DATA / f"{name}.geojson"
        import_base_map(path, kind=kind, name_property=name_property, source=source, fetched_on=FETCHED)


@transaction.atomic
def load_people(district: Area) -> None:
    """Make the demo's organisations, their ties to areas, and one person for each role."""
    other = Area.objects.get(kind=AreaKind.CITY_DISTRICT, name=OTHER_DISTRICT)
    southern = Area.objects.get(kind=AreaKind.CITY_DISTRICT, name="Hägersten-Älvsjö")
    sodertalje = Area.objects.get(kind=AreaKind.MUNICIPALITY, name__startswith="Södertälje")
    police_area = Area.objects.get(kind=AreaKind.LOCAL_POLICE_AREA)
    own, partner = AreaRelationKind.OWN, AreaRelationKind.PARTNER
    kinds = OrganisationType
    ties = {
        logins.DISTRICT: (kinds.DISTRICT_ADMINISTRATION, district, own),
        logins.OTHER_DISTRICT: (kinds.DISTRICT_ADMINISTRATION, other, own),
        logins.SOUTHERN_DISTRICT: (kinds.DISTRICT_ADMINISTRATION, southern, own),
        logins.MUNICIPALITY: (kinds.MUNICIPALITY, sodertalje, own),
        logins.POLICE: (kinds.LOCAL_POLICE, police_area, own),
        logins.PROPERTY_OWNER: (kinds.PRIVATE_PROPERTY_OWNER, district, partner),
        logins.TRANSIT: (kinds.TRANSIT_OPERATOR, district, partner),
        logins.CIVIL_SOCIETY: (kinds.CIVIL_SOCIETY, district, partner),
    }
    organisations = {}
    for name, (org_type, area, kind) in ties.items():
        organisation, _made = Organisation.objects.get_or_create(name=name, defaults={"org_type": org_type})
        AreaRelation.objects.get_or_create(organisation=organisation, area=area, kind=kind, valid_from=START)
        organisations[name] = organisation
    for login in (*logins.DEMO_LOGINS, logins.MFA_LOGIN):
        user = User.objects.filter(email=login.email).first()
        user = user or User.objects.create_user(login.email, login.password, name=login.name)
        Membership.objects.get_or_create(
            user=user,
            organisation=organisations[login.organisation],
            role=login.role,
            defaults={"valid_from": START},
        )
    careful = User.objects.get(email=logins.MFA_LOGIN.email)
    if not is_mfa_enabled(careful):
        TOTP.activate(careful, logins.MFA_SECRET)


@transaction.atomic
def invent_incidents(district: Area) -> None:
    """Invent incidents that give each assessed week its real level under the rule table (DOMAIN.md 4.3).

    The week after the last assessed one gets some too, so that there is a week to judge.  The same
    numbers come out on every machine: each area and week has its own seed.
    """
    by_severity = categories_by_severity()
    rows = list(Assessment.objects.filter(area__parent=district, iso_year=YEAR).select_related("area"))
    levels = {(row.area, row.week): row.level for row in rows}
    upcoming = max(row.week for row in rows).following
    for area in Area.objects.neighbourhoods_of(district):
        levels[area, upcoming] = min(levels[area, upcoming.previous], 3)
    made = []
    for (area, week), level in levels.items():
        chance = random.Random(f"{area.slug} {week}")
        for severity, number in enumerate(counts_for(level, chance), start=1):
            made += [invent(area, week, chance.choice(by_severity[severity]), chance) for _ in range(number)]
    Incident.objects.bulk_create(made, batch_size=2000)


def categories_by_severity() -> dict[int, list[IncidentCategory]]:
    """Return the kinds of incident that are invented, by their usual severity."""
    found: dict[int, list[IncidentCategory]] = {}
    for category in IncidentCategory.objects.filter(severity__gte=1).exclude(group="other"):
        found.setdefault(category.severity, []).append(category)
    return found


def counts_for(level: int, chance: random.Random) -> tuple[int, int, int, int]:
    """Return n1–n4 for which the rule proposes exactly this level."""
    few = chance.choice((0, 0, 1, 2))
    match level:
        case 1:
            return (few, 0, 0, 0)
        case 2:
            return chance.choice(((few, 1, 0, 0), (few, 2, 0, 0), (chance.randint(3, 5), 0, 0, 0)))
        case 3:
            return chance.choice(((few, 1, 1, 0), (few, 3, 0, 0), (few, 0, 2, 0)))
        case 4:
            return (few, 1, 3, 0)
        case _:
            return (few, 1, 0, 1)


def invent(area: Area, week: IsoWeek, category: IncidentCategory, chance: random.Random) -> Incident:
    """Return an incident at a quarter of an hour of the week; not stored."""
    moment = week.start + timedelta(minutes=15 * chance.randrange(week.hours * 4 - 4))
    return Incident(
        area=area,
        category=category,
        severity=category.severity,
        occurred_from=moment,
        occurred_to=moment + timedelta(minutes=15 * chance.randint(0, 3)),
        visibility=Visibility.ALL_PARTIES if category.group in SHARED_GROUPS else Visibility.AUTHORITIES,
        origin=Origin.INVENTED,
    )

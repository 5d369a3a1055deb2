"""The demo's places: true designations, groups and agreements out of the five source texts.

Each row names its source.  Where a text gives a year only, the row begins with that year and its source
says so.  What no text says is left out: no permits after 2023, no borders of the open drug scenes.
"""

from datetime import date
from pathlib import Path

from django.contrib.gis.geos import GEOSGeometry, Point
from django.db import transaction

from places.imports import WGS84, import_areas
from places.models import (
    SRID,
    Agreement,
    AgreementLevel,
    Area,
    AreaAlias,
    AreaKind,
    Basis,
    BorderlineDirection,
    BorderlineTowards,
    CitizenPromise,
    CollaborationModel,
    Decision,
    Designation,
    DesignationKind,
    Goal,
    GroupKind,
    GroupMember,
    Mandate,
    MandateKind,
    Matter,
    Meeting,
    Phase,
    Place,
    PlaceArea,
    PlaceCollaboration,
    PlaceKind,
    Programme,
    PromiseFollowUp,
    PromiseOutcome,
    Theme,
    ThemePart,
    ThemePartKind,
    WorkingGroup,
)
from places.place_services import resolve_areas
from platssamverkan.core.names import address
from platssamverkan.demo import logins
from stakeholders.models import Organisation, OrganisationType

DATA = Path(__file__).parent / "data"
REPORT = "Gemensam lägesbild 2023, Hässelby-Vällingby"
WEB = "Stockholms stad, Platssamverkan i Blackeberg"
ANSWER = "Svar på interpellation 2016:60 om Älvsjö centrum, 30 augusti 2017"
NEWS = "Svenska Stadskärnor, 24 mars 2020"
SODERTALJE = "Södertälje kommun, Aktörer går samman för att öka tryggheten på stationsplan"
ROUGH = "Ungefärligt läge, satt efter tunnelbanestation eller hållplats"
YEAR_ONLY = "källan anger bara året"
NEW_YEAR = date(2023, 1, 1)
AREAS_FROM = date(2023, 7, 1)

# Name, kind, north, east, metres around it (0: a point); or the stadsdel, where no position is known.
PLACES: tuple[tuple[str, PlaceKind, float, float, int], ...] = (
    ("Hässelby torg", PlaceKind.SQUARE, 59.3664, 17.8441, 0),
    ("Friherregatan", PlaceKind.STREET, 59.367314, 17.839742, 0),
    ("Maltesholmstorget", PlaceKind.SQUARE, 59.3611, 17.8328, 0),
    ("Råcksta torg", PlaceKind.SQUARE, 59.354802, 17.881819, 0),
    ("Vällingby centrum", PlaceKind.CENTRE, 59.363252, 17.872066, 180),
    ("Åkermyntan centrum", PlaceKind.CENTRE, 59.379206, 17.816861, 90),
    ("Johannelund tunnelbanestation", PlaceKind.STATION, 59.367944, 17.857467, 0),
    ("Vinsta företagsområde", PlaceKind.BUSINESS_AREA, 59.372004, 17.864911, 350),
    ("Riddersvik", PlaceKind.PARK, 59.381144, 17.804709, 200),
    ("Blackeberg", PlaceKind.SQUARE, 59.348357, 17.882799, 0),
    ("Brommaplan", PlaceKind.STATION, 59.338388, 17.93926, 0),
    ("Älvsjö centrum", PlaceKind.CENTRE, 59.2786, 18.0103, 0),
    ("Södertälje stationsplan", PlaceKind.STATION, 59.1918, 17.6266, 0),
)
PLACES_BY_NAME = ("Bräckefäret", "Fornkullen")  # in Vällingby, as the lägesbild says; no position

OPEN_DRUG_SCENES = {
    "Maltesholmstorget": "Hässelby strand (Maltesholmstorget med omnejd)",
    "Hässelby torg": "Hässelby torg med omnejd samt Friherregatan",
    "Råcksta torg": "Råcksta (torg, Ådalen, tunnelbanestationen)",
    "Vällingby centrum": "Vällingby centrum med omnejd",
}
THEMES = [
    "otrygga och brottsutsatta platser",
    "unga i riskzon för destruktivt beteende",
    "systemhotande brottslighet",
    "särskilt utsatta och sårbara brottsoffer",
    "kriminella miljöer och livsstilar",
]


@transaction.atomic
def load_places(district: Area) -> None:
    """Load places, designations, roles and collaborations, once."""
    if Place.objects.exists():
        return
    import_areas(
        DATA / "sodertalje_kommun_scb.geojson",
        kind=AreaKind.MUNICIPALITY,
        name_property="namn",
        code_property="kommunkod",
        source="SCB, kommungräns, CC0",
        fetched_on=date(2026, 11, 1),
    )
    racksta = Area.objects.get(kind=AreaKind.NEIGHBOURHOOD, parent=district, name="Råcksta")
    AreaAlias.objects.create(area=racksta, name="Räcksta")
    places = _put_on_the_map(district)
    _classify(places, district)
    parties = _parties()
    _hand_out_roles(places, district, parties)
    _collaborate(places, district, parties)


def _put_on_the_map(district: Area) -> dict[str, Place]:
    places = {}
    for name, kind, north, east, radius in PLACES:
        shape: GEOSGeometry = Point(east, north, srid=WGS84)
        shape.transform(SRID)
        if radius:
            shape = shape.buffer(radius, quadsegs=6)
        source = f"{ROUGH}; ytan är en cirkel" if radius else ROUGH
        places[name] = Place.objects.create(
            name=name, slug=address(name), kind=kind, geometry=shape, source=source
        )
    vallingby = Area.objects.get(kind=AreaKind.NEIGHBOURHOOD, parent=district, name="Vällingby")
    for name in PLACES_BY_NAME:
        place = Place.objects.create(name=name, slug=address(name), kind=PlaceKind.PARK, source=REPORT)
        PlaceArea.objects.create(place=place, area=vallingby, chosen=True)
        places[name] = place
    resolve_areas(places=[place.pk for place in places.values()])
    return places


def _classify(places: dict[str, Place], district: Area) -> None:
    def say(
        place: str, kind: DesignationKind, first: date, last: date | None, source: str, **more: object
    ) -> None:
        more.setdefault("name", place)
        Designation.objects.create(
            place=places[place], kind=kind, valid_from=first, valid_to=last, source=source, **more
        )

    for place, name in OPEN_DRUG_SCENES.items():
        say(place, DesignationKind.OPEN_DRUG_SCENE, NEW_YEAR, None, f"{REPORT}; {YEAR_ONLY}", name=name)
    say("Blackeberg", DesignationKind.OPEN_DRUG_SCENE, NEW_YEAR, None, f"{WEB}; {YEAR_ONLY}")
    for place in ("Hässelby torg", "Vällingby centrum", "Åkermyntan centrum"):
        say(
            place, DesignationKind.ORDER_GUARD_LOV3, NEW_YEAR, date(2023, 12, 31),
            f"{REPORT}; {YEAR_ONLY}. Upphörde enligt lag (2023:421)",
        )  # fmt: skip
    for place in ("Hässelby torg", "Maltesholmstorget"):
        say(
            place, DesignationKind.PRIORITY_PLACE, date(2024, 1, 1), date(2024, 12, 31), REPORT, list_year=2024
        )  # fmt: skip
    vulnerable = Designation.objects.get(kind=DesignationKind.VULNERABLE_AREA)
    smedshagen = Area.objects.get(kind=AreaKind.CITY_BASE_AREA, name="Smedshagen")
    parts = Area.objects.filter(kind=AreaKind.NEIGHBOURHOOD, parent=district)
    for area, towards in (
        (parts.get(name="Hässelby gård"), BorderlineTowards.RISK_AREA),
        (parts.get(name="Grimsta"), BorderlineTowards.UNCLASSIFIED),
        (smedshagen, BorderlineTowards.UNCLASSIFIED),
    ):
        BorderlineDirection.objects.create(designation=vulnerable, area=area, towards=towards, source=REPORT)


def _parties() -> dict[str, Organisation]:
    kinds = OrganisationType
    named = {
        logins.DISTRICT: kinds.DISTRICT_ADMINISTRATION,
        logins.OTHER_DISTRICT: kinds.DISTRICT_ADMINISTRATION,
        logins.POLICE: kinds.LOCAL_POLICE,
        logins.PROPERTY_OWNER: kinds.PRIVATE_PROPERTY_OWNER,
        logins.TRANSIT: kinds.TRANSIT_OPERATOR,
        "Trafikkontoret": kinds.TRAFFIC_OFFICE,
        "Utbildningsförvaltningen": kinds.EDUCATION_ADMINISTRATION,
        "MTR": kinds.TRANSIT_OPERATOR,
        "Älvsjö stadsdelsförvaltning": kinds.DISTRICT_ADMINISTRATION,
        logins.MUNICIPALITY: kinds.MUNICIPALITY,
        "Södertälje City": kinds.PLACE_ORGANISATION,
        "Södertälje lokalpolisområde": kinds.LOCAL_POLICE,
        "Svenska Stadskärnor": kinds.OTHER,
        "Stiftelsen Tryggare Sverige": kinds.OTHER,
        "Länsstyrelsen i Dalarna": kinds.COUNTY_ADMINISTRATIVE_BOARD,
        "Länsstyrelsen i Västmanland": kinds.COUNTY_ADMINISTRATIVE_BOARD,
    }
    return {
        name: Organisation.objects.get_or_create(name=name, defaults={"org_type": org_type})[0]
        for name, org_type in named.items()
    }


def _hand_out_roles(places: dict[str, Place], district: Area, parties: dict[str, Organisation]) -> None:
    """Roles as Stockholm's model describes them; those of the invented companies are invented too."""
    police_area = Area.objects.get(kind=AreaKind.LOCAL_POLICE_AREA)
    model = "Stockholms stad, modell för platssamverkan"
    invented = "Påhittad uppgift i demot"
    kind, basis = MandateKind, Basis
    rows: tuple[tuple[str, Place | Area, MandateKind, Basis, str, str, str, str], ...] = (
        (logins.POLICE, police_area, kind.ACTS, basis.LEGAL_POWER, "Polislagen (1984:387)",
         "ongoing_crime drugs disorder settlement", "114\u00a014, vid pågående brott 112", ""),
        (logins.DISTRICT, district, kind.ACTS, basis.ASSIGNMENT, "Stadsdelsnämndens reglemente",
         "youth disorder", "", model),
        (logins.DISTRICT, district, kind.MANAGES, basis.ASSIGNMENT, "Stadsdelsnämndens reglemente",
         "greenery cleaning", "", model),
        (logins.DISTRICT, district, kind.INFORMS, basis.MANDATE, "Lokal samverkansöverenskommelse", "", "", REPORT),
        ("Trafikkontoret", district, kind.MANAGES, basis.ASSIGNMENT, "Trafiknämndens reglemente",
         "street lighting cleaning graffiti", "", model),
        ("Trafikkontoret", district, kind.DECIDES, basis.LEGAL_POWER, "Lokala trafikföreskrifter",
         "street", "", model),
        ("Utbildningsförvaltningen", district, kind.MANAGES, basis.ASSIGNMENT, "Utbildningsnämndens reglemente",
         "school", "", model),
        (logins.TRANSIT, places["Johannelund tunnelbanestation"], kind.MANAGES, basis.OWNERSHIP, "Trafikavtal",
         "transit lighting cleaning", "", invented),
        (logins.PROPERTY_OWNER, places["Vällingby centrum"], kind.OWNS, basis.OWNERSHIP, "Lagfart",
         "", "", invented),
        (logins.PROPERTY_OWNER, places["Vällingby centrum"], kind.MANAGES, basis.OWNERSHIP, "Lagfart",
         "building lighting cleaning graffiti", "", invented),
        (logins.PROPERTY_OWNER, places["Vällingby centrum"], kind.FINANCES, basis.MANDATE, "",
         "cameras", "", invented),
    )  # fmt: skip
    matters = {matter.code: matter for matter in Matter.objects.all()}
    for name, where, role, ground, law, codes, contact, source in rows:
        mandate = Mandate.objects.create(
            organisation=parties[name],
            place=where if isinstance(where, Place) else None,
            area=where if isinstance(where, Area) else None,
            kind=role,
            basis=ground,
            legal_basis=law,
            contact=contact,
            source=source,
            valid_from=AREAS_FROM,
        )
        mandate.matters.set(matters[code] for code in codes.split())


def _collaborate(places: dict[str, Place], district: Area, parties: dict[str, Organisation]) -> None:
    blackeberg = PlaceCollaboration.objects.create(
        place=places["Blackeberg"],
        name="Platssamverkan i Blackeberg",
        model=CollaborationModel.STOCKHOLM,
        phase=Phase.CARRYING_OUT,
        challenge="Upplevd trygghet är lägre än i andra områden enligt stadens trygghetsmätning 2023.",
        method="Social och situationell brottsprevention.",
        started_on=NEW_YEAR,
        source=f"{WEB}; {YEAR_ONLY}",
    )
    for position, text in enumerate(("Tryggheten ska öka", "Brotten ska minska"), start=1):
        Goal.objects.create(collaboration=blackeberg, text=text, position=position)
    _group(
        blackeberg, "Arbetsgrupp Blackeberg", parties[logins.OTHER_DISTRICT],
        "Analysera vilka metoder och åtgärder som behövs för att skapa tryggare platser.",
        [parties[name] for name in (
            logins.OTHER_DISTRICT, logins.POLICE, "Trafikkontoret", "Utbildningsförvaltningen", "MTR",
        )],
        ["fastighetsägare"], NEW_YEAR, WEB,
    )  # fmt: skip
    for when, text in (
        ("2023", "En lägesbild av trygghet och brottslighet togs fram."),
        ("våren 2023", "Medborgardialog och trygghetsvandring genomfördes."),
    ):
        Decision.objects.create(
            collaboration=blackeberg, decided_on=date(2023, 5, 31), when=when, text=text, source=WEB
        )
    for place, phase, text, when, day in (
        ("Maltesholmstorget", Phase.CARRYING_OUT, "Kartläggning, orsaksanalys och åtgärdsplan arbetades fram.",
         "2023", date(2023, 12, 31)),
        ("Hässelby torg", Phase.MAPPING, "Samma arbete som på Maltesholmstorget ska bedrivas.",
         "2024", date(2024, 1, 1)),
    ):  # fmt: skip
        work = PlaceCollaboration.objects.create(
            place=places[place], name=f"Platssamverkan {place}", model=CollaborationModel.STOCKHOLM,
            phase=phase, started_on=NEW_YEAR if day.year == 2023 else day, source=f"{REPORT}; {YEAR_ONLY}",
        )  # fmt: skip
        Decision.objects.create(collaboration=work, decided_on=day, when=when, text=text, source=REPORT)
    alvsjo = PlaceCollaboration.objects.create(
        place=places["Älvsjö centrum"],
        name="Platssamverkan Älvsjö centrum",
        model=CollaborationModel.OTHER,
        phase=Phase.CARRYING_OUT,
        challenge="Narkotikahandel vid centrum.",
        started_on=date(2017, 1, 1),
        source=ANSWER,
    )
    Goal.objects.create(collaboration=alvsjo, text="Stoppa narkotikahandeln vid Älvsjö centrum")
    _group(
        alvsjo, "Samarbetet kring Älvsjö centrum", None, "", [parties["Älvsjö stadsdelsförvaltning"], parties["Trafikkontoret"]],
        ["polisen", "fastighetsägare", "bostadsrättsföreningar", "SL"], date(2017, 1, 1), ANSWER,
    )  # fmt: skip
    Decision.objects.create(
        collaboration=alvsjo, decided_on=date(2017, 1, 31), when="januari 2017",
        text="Lokal samverkansöverenskommelse mellan Älvsjö och polisen undertecknades.", source=ANSWER,
    )  # fmt: skip
    square = PlaceCollaboration.objects.create(
        place=places["Södertälje stationsplan"],
        name="Tryggare stationsplan",
        model=CollaborationModel.OTHER,
        phase=Phase.MAPPING,
        method="Trygghetsvandringar.",
        started_on=date(2023, 11, 1),
        source=f"{SODERTALJE}; året är antaget",
    )
    _group(
        square, "Aktörerna på stationsplan", parties["Södertälje kommun"], "",
        [parties[name] for name in ("Södertälje kommun", "Södertälje City", "Södertälje lokalpolisområde")],
        ["fastighetsägare", "ansvariga för kollektivtrafik"], date(2023, 11, 1), SODERTALJE,
    )  # fmt: skip
    Decision.objects.create(
        collaboration=square, decided_on=date(2023, 11, 1), when="början av november",
        text="Två trygghetsvandringar vid centralstationen ordnades.", source=SODERTALJE,
    )  # fmt: skip
    _programme(parties)
    _agree(district, parties)


def _group(
    work: PlaceCollaboration, name: str, leader: Organisation | None, purpose: str,
    members: list[Organisation], described: list[str], formed: date, source: str,
) -> None:  # fmt: skip
    group = WorkingGroup.objects.create(
        name=name, kind=GroupKind.WORKING, collaboration=work, leader=leader, purpose=purpose,
        formed_on=formed, source=source,
    )  # fmt: skip
    GroupMember.objects.bulk_create(
        [GroupMember(group=group, organisation=member, valid_from=formed) for member in members]
        + [GroupMember(group=group, described=text, valid_from=formed) for text in described]
    )


def _programme(parties: dict[str, Organisation]) -> None:
    programme = Programme.objects.create(
        name="Trygga Platser – platssamverkan med BID-inspiration",
        funder="Vinnova",
        grant=2_000_000,
        started_on=date(2020, 4, 1),
        ends_on=date(2022, 3, 31),
        source=NEWS,
    )
    programme.partners.set(
        parties[name]
        for name in (
            "Svenska Stadskärnor", "Stiftelsen Tryggare Sverige",
            "Länsstyrelsen i Dalarna", "Länsstyrelsen i Västmanland",
        )
    )  # fmt: skip
    PlaceCollaboration.objects.create(
        programme=programme,
        name="Test i fyra kommuner i Mellansverige",
        model=CollaborationModel.SAFE_PLACES,
        phase=Phase.CLOSED,
        method="Pris- och tidsatt modell för platssamverkan.",
        started_on=programme.started_on,
        planned_end=programme.ends_on,
        ended_on=programme.ends_on,
        source=NEWS,
    )


def _agree(district: Area, parties: dict[str, Organisation]) -> None:
    agreement = Agreement.objects.create(
        level=AgreementLevel.LOCAL,
        name="Lokal samverkansöverenskommelse Hässelby-Vällingby",
        area=district,
        themes=THEMES,
        valid_from=NEW_YEAR,
        source=f"{REPORT}; {YEAR_ONLY}",
    )
    agreement.parties.set([parties[logins.DISTRICT], parties[logins.POLICE]])
    _organise(district, parties)
    _promise(district, parties)


INVENTED = "Påhittad demodata"
FIGURE = f"{REPORT}, Figur 1 beskriven i text"
# Of each theme: its group; then, invented, a goal, an indicator and an activity.
THEME_WORK = (
    ("Samverkansgrupp platser", "Färre upplever torgen som otrygga.",
     "Andel som känner sig trygga vid sitt centrum, stadens trygghetsmätning.",
     "Platssamverkan på Maltesholmstorget och Hässelby torg."),
    ("Samverkansgrupp unga", "Unga i riskzon får stöd tidigt.",
     "Antal kvällar med fältassistenter ute, per månad.",
     "Gemensamma utsättningsmöten inför helgerna."),
    ("Samverkansgrupp systemhotande brottslighet", "Välfärdssystemen utnyttjas mer sällan.",
     "Antal gemensamma kontroller, per halvår.", "Utbildning för handläggare."),
    ("Samverkansgrupp brottsoffer", "Fler som utsätts för brott vet vart de kan vända sig.",
     "Antal informationstillfällen för äldre om bedrägerier.", "Information på träffpunkter."),
    ("Samverkansgrupp avhopp", "Fler lämnar en kriminell livsstil.",
     "Andel ärenden med gemensam plan, per år.", "Social insatsgrupp."),
)  # fmt: skip


def _organise(district: Area, parties: dict[str, Organisation]) -> None:
    """The structure behind the agreement: its themes and their groups as the lägesbild tells, the rest invented."""
    steering = WorkingGroup.objects.create(
        name="Styrgrupp", kind=GroupKind.STEERING, area=district, leader=parties[logins.DISTRICT],
        purpose="Beslutar om prioriteringar och resurser.", frequency="fyra gånger om året",
        formed_on=NEW_YEAR, source=INVENTED,
    )  # fmt: skip
    preparing = WorkingGroup.objects.create(
        name="Beredningsgrupp", kind=GroupKind.PREPARATION, area=district, parent=steering,
        leader=parties[logins.DISTRICT], purpose="Bereder styrgruppens frågor.",
        frequency="varannan månad", formed_on=NEW_YEAR, source=INVENTED,
    )  # fmt: skip
    both = [parties[logins.DISTRICT], parties[logins.POLICE]]
    for group in (steering, preparing):
        GroupMember.objects.bulk_create(
            GroupMember(group=group, organisation=party, valid_from=NEW_YEAR) for party in both
        )
    for position, (name, (group_name, *parts)) in enumerate(zip(THEMES, THEME_WORK, strict=True), start=1):
        theme = Theme.objects.create(
            area=district,
            name=name,
            position=position,
            source=f"{REPORT}; mål, indikator och aktivitet: {INVENTED}",
        )
        for kind, text in zip(ThemePartKind, parts, strict=True):
            ThemePart.objects.create(theme=theme, kind=kind, text=text, position=1)
        group = WorkingGroup.objects.create(
            name=group_name, kind=GroupKind.WORKING, area=district, theme=theme, parent=preparing,
            leader=parties[logins.DISTRICT], formed_on=NEW_YEAR, source=FIGURE,
        )  # fmt: skip
        GroupMember.objects.bulk_create(
            [
                GroupMember(
                    group=group, organisation=parties[logins.DISTRICT], valid_from=NEW_YEAR,
                    described="ansvarig avdelnings- eller enhetschef",
                ),
                GroupMember(group=group, organisation=parties[logins.POLICE], valid_from=NEW_YEAR),
            ]
        )  # fmt: skip
    weekly = WorkingGroup.objects.create(
        name="Operativ samverkansgrupp", kind=GroupKind.OPERATIONAL, area=district, parent=preparing,
        purpose="Veckans gemensamma lägesbild.", frequency="varje vecka", source=REPORT,
    )  # fmt: skip
    GroupMember.objects.bulk_create(
        GroupMember(group=weekly, organisation=party, valid_from=NEW_YEAR) for party in both
    )
    _meet(parties)


def _meet(parties: dict[str, Organisation]) -> None:
    """A working group at Maltesholmstorget with two meetings, invented."""
    work = PlaceCollaboration.objects.get(place__slug="maltesholmstorget")
    present = [parties[logins.DISTRICT], parties[logins.POLICE], parties["Trafikkontoret"]]
    group = WorkingGroup.objects.create(
        name="Arbetsgrupp Maltesholmstorget", kind=GroupKind.WORKING, collaboration=work,
        leader=parties[logins.DISTRICT], purpose="Tar fram och följer åtgärdsplanen för torget.",
        frequency="en gång i månaden", formed_on=NEW_YEAR, source=INVENTED,
    )  # fmt: skip
    for party, mandate in zip(
        present, ("Beslutar om stadsdelens egna insatser.", "", "Beslutar om torgets skötsel."), strict=True
    ):
        GroupMember.objects.create(group=group, organisation=party, mandate=mandate, valid_from=NEW_YEAR)
    for day, minutes, decided in (
        (date(2023, 9, 14), f"{INVENTED}. Genomgång av kartläggningen. Belysningen vid trappan är svag.",
         ("Trafikkontoret ser över belysningen vid trappan.",)),
        (date(2023, 11, 9), f"{INVENTED}. Åtgärdsplanen gicks igenom.",
         ("Planen gäller från årsskiftet.", "Gruppen möts varje månad under 2024.")),
    ):  # fmt: skip
        meeting = Meeting.objects.create(group=group, held_on=day, minutes=minutes)
        meeting.present.set(present)
        for text in decided:
            Decision.objects.create(
                collaboration=work, meeting=meeting, decided_on=day, text=text, source=INVENTED
            )


def _promise(district: Area, parties: dict[str, Organisation]) -> None:
    """The lägesbild says that the police have made promises, not which: this one is invented."""
    promise = CitizenPromise.objects.create(
        area=district,
        text="Polisen och stadsdelsförvaltningen syns tillsammans på Maltesholmstorget minst två kvällar i veckan.",
        valid_from=NEW_YEAR,
        valid_to=date(2023, 12, 31),
        source=INVENTED,
    )
    promise.promised_by.set([parties[logins.POLICE], parties[logins.DISTRICT]])
    PromiseFollowUp.objects.create(
        promise=promise, followed_up_on=date(2023, 11, 20), outcome=PromiseOutcome.PARTLY,
        text="I 38 av 46 veckor hölls båda kvällarna.",
    )  # fmt: skip

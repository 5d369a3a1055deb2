"""The demo's figures from outside: CompStat, the facts of the joint lägesbild 2023, population by stadsdel."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

from indicators.imports import import_compstat
from indicators.models import (
    AreaFact,
    CompstatCategory,
    CompstatFigure,
    OfficialTable,
    OwnSeries,
    Survey,
    Unit,
)
from indicators.official import store_table
from indicators.scb import read_scb
from indicators.series import parse_when, save_series
from indicators.services import Basis, set_bases, set_regions
from indicators.surveys import Described, store_survey
from places.models import Area
from platssamverkan.core.incoming import read_text

DATA = Path(__file__).parent / "data"
COMPSTAT = "Polisen, CompStat, i Gemensam lägesbild 2023"
FACTS = "Gemensam lägesbild 2023, Befolkningsfakta (Stockholms stad)"
BASE_AREAS = "Stockholms stad, befolkning per basområde, via swemaps2, CC0"
CITY = "Stockholms stad"
INHABITANTS = "Invånare"
# Name, value, city's value, unit, decimals, and when: as the report says it, empty where it does not.
REPORTED = (
    (INHABITANTS, "76396", None, Unit.PERSONS, 0, ""),
    ("Invånare under 20 år", "19482", None, Unit.PERSONS, 0, ""),
    ("Andel invånare under 20 år", "25.5", "21.2", Unit.PERCENT, 1, ""),
    ("Andel av barnen i grundskoleåldern som går i någon av områdets 14 kommunala grundskolor", "90", None,
     Unit.PERCENT, 0, ""),
    ("Andel invånare med ekonomiskt bistånd", "1.68", None, Unit.PERCENT, 2, "oktober 2023"),
    ("Ohälsotal", "18", "14", Unit.DAYS, 0, "2022"),
    ("Andel utrikesfödda", "48.5", "35", Unit.PERCENT, 1, ""),
    ("Grundskola som högsta utbildning (25–64 år)", "11.5", "7.4", Unit.PERCENT, 1, "2022"),
    ("Gymnasium som högsta utbildning (25–64 år)", "35.7", "26.8", Unit.PERCENT, 1, "2022"),
    ("Eftergymnasial utbildning (25–64 år)", "48.3", "62.2", Unit.PERCENT, 1, "2022"),
    ("Gymnasiebehörighet efter årskurs nio", "87.2", "89.9", Unit.PERCENT, 1, ""),
    ("Medelinkomst", "352000", "431800", Unit.KRONOR, 0, ""),
    ("Andel förvärvsarbetande", "76.6", "79.5", Unit.PERCENT, 1, ""),
)  # fmt: skip
COUNTED = 2016
READ = date(2026, 11, 1)
INVENTED = "Påhittad demodata"
# Name, unit, source, period of the groups, values.
SERIES = (
    (
        "Social insatsgrupp (SIG): deltagare som avslutar enligt plan, ungefär",
        "procent",
        "Gemensam lägesbild 2023, Kriminella miljöer och livsstilar",
        None,
        "2023\t50",
    ),
    (
        "SIG-anhörigstöd: medelvärde i GSRS för varje cirkel",
        "poäng 1–10",
        f"{INVENTED} (i Gemensam lägesbild 2023 finns Diagram 3 bara som bild)",
        "2023",
        "Cirkel 1\t9,4\nCirkel 2\t9,6\nCirkel 3\t9,1\nCirkel 4\t9,7\nCirkel 5\t9,3\nCirkel 6\t9,8\nCirkel 7\t9,5\n"
        "Cirkel 8\t9,2\nCirkel 9\t9,6",
    ),
    (
        "Saneringskostnad efter olovliga bosättningar",
        "kronor",
        INVENTED,
        None,
        "2019\t184 000\n2020\t212 500\n2021\t168 000\n2022\t231 000\n2023 t.o.m. 31 okt\t197 500",
    ),
)
HOUSES, FLATS = "Småhus", "Flerbostadshus"
# Area, group, whether its days are full of visitors, and invented counts that add up to the district's real ones.
COUNTED_IN_PARTS = ("residential_burglary", "theft_from_vehicle", "assault_outdoors_15_plus")
PARTS = (
    ("Hässelby gård", FLATS, False, (8, 46, 38)),
    ("Hässelby strand", FLATS, False, (7, 39, 22)),
    ("Hässelby villastad", HOUSES, False, (21, 62, 14)),
    ("Vällingby", FLATS, True, (9, 58, 52)),
    ("Vinsta", HOUSES, True, (6, 34, 11)),
    ("Råcksta", FLATS, False, (7, 27, 12)),
    ("Grimsta", FLATS, False, (3, 14, 13)),
    ("Kälvesta", HOUSES, False, (11, 17, 5)),
    ("Nälsta", HOUSES, False, (8, 13, 3)),
)
FEAR = "Otrygg ute ensam på kvällen i sitt bostadsområde, eller går inte ut"
DETOUR = "Tar omvägar på grund av oro"
CITY_SURVEY = Described(
    "Trygghetsmätning", CITY, "2023", "Enkät per post och webb, våren", INVENTED, "", "Stockholm"
)
REGION_SURVEY = Described(
    "Regional trygghetsundersökning",
    "Polisen och kommunerna",
    "2023",
    "Webbpanel, april–augusti",
    INVENTED,
    FEAR,
    "Stockholm",
)
CITY_TABLE = f"""Område;Fråga;Grupp;Andel;Antal svarande
Hässelby gård;{FEAR};;52;164
Hässelby strand;{FEAR};;44;187
Hässelby villastad;{FEAR};;29;241
Vällingby;{FEAR};;41;152
Vinsta;{FEAR};;33;108
Råcksta;{FEAR};;36;121
Grimsta;{FEAR};;38;103
Kälvesta;{FEAR};;24;131
Nälsta;{FEAR};;22;84
Hässelby-Vällingby;{FEAR};;37;1291
Stockholm;{FEAR};;28;14820
Hässelby-Vällingby;{FEAR};Kvinnor;46;671
Hässelby-Vällingby;{FEAR};Män;27;620
Hässelby-Vällingby;{FEAR};Har funktionsnedsättning;58;96
Stockholm;{FEAR};Kvinnor;36;7630
Stockholm;{FEAR};Män;20;7190
Hässelby gård;{DETOUR};;34;164
Hässelby strand;{DETOUR};;31;187
Hässelby villastad;{DETOUR};;21;241
Vällingby;{DETOUR};;28;152
Vinsta;{DETOUR};;22;108
Råcksta;{DETOUR};;25;121
Grimsta;{DETOUR};;26;103
Kälvesta;{DETOUR};;17;131
Nälsta;{DETOUR};;16;84
Hässelby-Vällingby;{DETOUR};;25;1291
Stockholm;{DETOUR};;20;14820"""
REGION_TABLE = """Område;Andel;Antal svarande
Hässelby-Vällingby;31 %;842
Stockholm;27 %;9310"""


def load_indicators(district: Area) -> None:
    """Load the CompStat table and the area facts that are not there yet."""
    if not CompstatFigure.objects.filter(area=district).exists():
        text = read_text(DATA / "compstat_hasselby_vallingby_2023.csv")
        import_compstat(text, district, source=COMPSTAT, extracted_on=date(2023, 11, 24))
    if not AreaFact.objects.filter(area=district).exists():
        AreaFact.objects.bulk_create([*_reported(district), *_counted(district)])
    if not CompstatFigure.objects.filter(area__parent=district).exists():
        _invent_parts(district)
    if not OwnSeries.objects.filter(area=district).exists():
        for name, unit, source, period, text in SERIES:
            save_series(
                by=None, area=district, name=name, unit=unit, source=source, text=text,
                period=parse_when(period) if period else None,
            )  # fmt: skip
    if not Survey.objects.exists():
        store_survey(by=None, district=district, text=CITY_TABLE, described=CITY_SURVEY)
        store_survey(by=None, district=district, text=REGION_TABLE, described=REGION_SURVEY)
    if not OfficialTable.objects.exists():
        for file in sorted(DATA.glob("scb_*.xlsx")):
            store_table(read_scb(file.read_bytes()), by=None, read_on=READ)
        set_regions(by=None, area=district, parts=(), reference="0180", reference_name="Stockholm")


def _invent_parts(district: Area) -> None:
    """Spread three categories over the district's areas, and say which areas are alike."""
    areas = {area.name: area for area in Area.objects.neighbourhoods_of(district)}
    categories = {c.code: c for c in CompstatCategory.objects.filter(code__in=COUNTED_IN_PARTS)}
    CompstatFigure.objects.bulk_create(
        CompstatFigure(
            area=areas[name], category=categories[code], period_start=date(2023, 1, 1), period_end=date(2023, 9, 30),
            count=count, source=INVENTED, extracted_on=date(2023, 11, 24),
        )
        for name, _group, _visitors, counts in PARTS
        for code, count in zip(COUNTED_IN_PARTS, counts, strict=True)
    )  # fmt: skip
    bases = [Basis(areas[name], group, visitors) for name, group, visitors, _counts in PARTS]
    set_bases(by=None, district=district, bases=bases)


def _reported(district: Area) -> list[AreaFact]:
    return [
        AreaFact(
            area=district,
            name=name,
            value=Decimal(value),
            unit=unit,
            decimals=decimals,
            reference_value=None if city is None else Decimal(city),
            reference_name="" if city is None else CITY,
            as_of=as_of,
            source=FACTS,
            position=position,
        )
        for position, (name, value, city, unit, decimals, as_of) in enumerate(REPORTED, start=1)
    ]


def _counted(district: Area) -> list[AreaFact]:
    """Add up the basområden; each belongs to the stadsdel in which most of it lies."""
    found = json.loads((DATA / "stockholm_basomraden_2016.geojson").read_text())["features"]
    inhabitants: dict[str, int] = {}
    for feature in found:
        properties = feature["properties"]
        inhabitants.setdefault(properties["stadsdel"], 0)
        inhabitants[properties["stadsdel"]] += properties[f"bef_{COUNTED}"] or 0
    return [
        AreaFact(
            area=area,
            name=INHABITANTS,
            value=Decimal(inhabitants[area.name]),
            unit=Unit.PERSONS,
            as_of=str(COUNTED),
            source=BASE_AREAS,
        )
        for area in Area.objects.neighbourhoods_of(district)
        if area.name in inhabitants
    ]

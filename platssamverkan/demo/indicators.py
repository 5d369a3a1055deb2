"""The demo's figures from outside: CompStat, the facts of the joint lägesbild 2023, population by stadsdel."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

from indicators.imports import import_compstat
from indicators.models import AreaFact, CompstatFigure, OfficialTable, Unit
from indicators.official import store_table
from indicators.scb import read_scb
from indicators.services import set_regions
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


def load_indicators(district: Area) -> None:
    """Load the CompStat table and the area facts that are not there yet."""
    if not CompstatFigure.objects.filter(area=district).exists():
        text = read_text(DATA / "compstat_hasselby_vallingby_2023.csv")
        import_compstat(text, district, source=COMPSTAT, extracted_on=date(2023, 11, 24))
    if not AreaFact.objects.filter(area=district).exists():
        AreaFact.objects.bulk_create([*_reported(district), *_counted(district)])
    if not OfficialTable.objects.exists():
        for file in sorted(DATA.glob("scb_*.xlsx")):
            store_table(read_scb(file.read_bytes()), by=None, read_on=READ)
        set_regions(by=None, area=district, parts=(), reference="0180", reference_name="Stockholm")


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

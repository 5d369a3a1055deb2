"""The demo's figures from outside: CompStat, the facts of the joint lägesbild 2023, population by stadsdel."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

from indicators.imports import import_compstat
from indicators.models import AreaFact, CompstatFigure, OfficialTable, OwnSeries, Unit
from indicators.official import store_table
from indicators.scb import read_scb
from indicators.series import parse_when, save_series
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


def load_indicators(district: Area) -> None:
    """Load the CompStat table and the area facts that are not there yet."""
    if not CompstatFigure.objects.filter(area=district).exists():
        text = read_text(DATA / "compstat_hasselby_vallingby_2023.csv")
        import_compstat(text, district, source=COMPSTAT, extracted_on=date(2023, 11, 24))
    if not AreaFact.objects.filter(area=district).exists():
        AreaFact.objects.bulk_create([*_reported(district), *_counted(district)])
    if not OwnSeries.objects.filter(area=district).exists():
        for name, unit, source, period, text in SERIES:
            save_series(
                by=None, area=district, name=name, unit=unit, source=source, text=text,
                period=parse_when(period) if period else None,
            )  # fmt: skip
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

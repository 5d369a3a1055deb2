"""The import commands against the same rows written by raw COPY."""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from django.db import connection

from assessments.imports import import_assessments
from assessments.models import Assessment
from bench.measure import Ratio, side_by_side
from places.imports import import_areas
from places.models import Area, AreaKind, PlaceArea
from platssamverkan.core.weeks import IsoWeek
from platssamverkan.demo.load import DATA

YEARS = range(1960, 2000)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ASSESSMENT_COLUMNS = "area_id, iso_year, iso_week, level, origin, source, version, decided_at"
AREA_COLUMNS = "kind, name, slug, code, position, geometry, source, fetched_on"


def measure() -> Iterator[Ratio]:
    yield _assessments()
    yield _areas()


def _copy(table: str, columns: str, rows: Sequence[tuple[object, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _assessments() -> Ratio:
    district = Area.objects.get(slug="hasselby-vallingby")
    areas = list(Area.objects.neighbourhoods_of(district))
    cells = [
        (area, week, 1 + (area.pk + week.week) % 5)
        for year in YEARS
        for week in IsoWeek.all_of(year)
        for area in areas
    ]
    text = io.StringIO("year,week,area,level\n")
    text.seek(0, io.SEEK_END)
    text.writelines(f"{week.year},{week.week},{area.name},{level}\n" for area, week, level in cells)
    rows = [
        (area.pk, week.year, week.week, level, "imported", "Bench", 1, NOW) for area, week, level in cells
    ]
    return side_by_side(
        "import_assessments",
        ("import", lambda: import_assessments(text.getvalue(), district, source="Bench", imported_at=NOW)),
        ("COPY", lambda: _copy("assessments_assessment", ASSESSMENT_COLUMNS, rows)),
        turns=5,
        between=lambda: Assessment.objects.filter(source="Bench", iso_year__lt=2000).delete(),
        notes={"rows": len(rows)},
    )


def _areas() -> Ratio:
    path = DATA / "stockholm_basomraden_2016.geojson"
    stored = list(Area.objects.of_kind(AreaKind.CITY_BASE_AREA))
    kind = AreaKind.SURVEY_AREA  # the demo's places lie in its base areas, which therefore stay
    rows = [
        (kind, a.name, f"bench-{a.slug}", a.code, 0, a.geometry.hexewkb.decode(), a.source, a.fetched_on)
        for a in stored
    ]

    def load() -> None:
        import_areas(
            path,
            kind=kind,
            name_property="namn",
            code_property="nyckelkod",
            source="Bench",
            fetched_on=date(2026, 1, 1),
        )

    def forget() -> None:
        PlaceArea.objects.filter(area__kind=kind).delete()  # the import has found the places inside
        Area.objects.of_kind(kind).delete()

    return side_by_side(
        "import_areas",
        ("import", load),
        ("COPY", lambda: _copy("places_area", AREA_COLUMNS, rows)),
        turns=5,
        between=forget,
        notes={"rows": len(rows)},
    )

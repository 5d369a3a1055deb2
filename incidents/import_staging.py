"""The rows of an import on their way through the database: staged, placed all at once, and inserted.

Temporary tables, so that a file of hundreds of thousands of rows is placed by one spatial join and nothing is
half-stored.
"""

from collections.abc import Iterable

from django.db import connection

from incidents.models import Origin, Precision
from incidents.services import AT_PLACE, ROUNDED
from places.models import SRID, AreaKind
from platssamverkan.core.maps import SHOWN_IN

STAGED, PLACED = "import_staged", "import_placed"
COLUMNS = (
    "line", "key", "kind", "severity", "sensitive", "shared", "first", "last", "x", "y", "srid", "area", "place",
    "words",
)  # fmt: skip
CREATE = f"""
    CREATE TEMP TABLE {STAGED} (
        line int, key uuid, kind bigint, severity smallint, sensitive boolean, shared text, first timestamptz,
        last timestamptz, x float8, y float8, srid int, area bigint, place bigint, words text
    ) ON COMMIT DROP
"""
# A stadsdel goes before its district, and the newer of two that overlap before the older.  The borders are
# cut into pieces: a point is then compared with a few corners and not with all of a shore's.
TARGETS = f"""
    CREATE TEMP TABLE import_areas ON COMMIT DROP AS
    SELECT a.id, a.kind = '{AreaKind.NEIGHBOURHOOD}' AS fine, ST_Subdivide(a.geometry, 64) AS shape
    FROM places_area a
    WHERE a.id = %(district)s OR a.parent_id = %(district)s AND a.kind = '{AreaKind.NEIGHBOURHOOD}';
    CREATE INDEX ON import_areas USING gist (shape);
    CREATE TEMP TABLE import_spots ON COMMIT DROP AS
    SELECT p.id, pa.area_id AS area, p.geometry FROM places_place p JOIN places_placearea pa ON pa.place_id = p.id
    WHERE p.geometry IS NOT NULL
        AND pa.area_id IN (SELECT id FROM import_areas);
    CREATE INDEX ON import_spots USING gist (geometry);
    ANALYZE import_areas; ANALYZE import_spots; ANALYZE {STAGED};
"""  # noqa: S608  # made of our own names
# Far from its own meridian the projection has no answer, so what is far away is not asked about.
FRAME = f"""
    SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box) FROM (
        SELECT ST_Extent(ST_Transform(shape, {SHOWN_IN})) AS box FROM import_areas
    ) framed
"""  # noqa: S608  # made of our own names
PLACE = f"""
    CREATE TEMP TABLE {PLACED} ON COMMIT DROP AS
    SELECT s.line, coalesce(inside.id, CASE WHEN s.x IS NULL THEN s.area END) AS area,
        coalesce(near.id, s.place) AS place,
        CASE WHEN inside.id IS NOT NULL THEN at.point END AS point,
        EXISTS (
            SELECT 1 FROM incidents_importedrow r WHERE r.organisation_id = %(sender)s AND r.key = s.key
        ) AS known
    FROM {STAGED} s
    CROSS JOIN LATERAL (
        SELECT CASE s.srid
            WHEN {SHOWN_IN} THEN CASE WHEN s.x BETWEEN %(west)s AND %(east)s AND s.y BETWEEN %(south)s AND %(north)s
                THEN ST_Transform(ST_SetSRID(ST_MakePoint(s.x, s.y), {SHOWN_IN}), {SRID}) END
            WHEN {SRID} THEN ST_SetSRID(ST_MakePoint(s.x, s.y), {SRID})
        END AS point
        OFFSET 0
    ) at
    LEFT JOIN LATERAL (
        SELECT a.id FROM import_areas a WHERE ST_Intersects(a.shape, at.point)
        ORDER BY a.fine DESC, a.id DESC LIMIT 1
    ) inside ON true
    LEFT JOIN LATERAL (
        SELECT p.id FROM import_spots p WHERE p.area = inside.id AND ST_DWithin(p.geometry, at.point, {AT_PLACE})
        ORDER BY ST_Distance(p.geometry, at.point), p.id LIMIT 1
    ) near ON true
"""  # noqa: S608  # made of our own names
# What is sensitive keeps the area and nothing finer, as when it is reported.
INSERT = f"""
    WITH fresh AS MATERIALIZED (
        SELECT nextval(pg_get_serial_sequence('incidents_incident', 'id')) AS id, s.*, p.area AS in_area,
            CASE WHEN NOT s.sensitive THEN p.place END AS at_place,
            CASE WHEN NOT s.sensitive THEN ST_SnapToGrid(p.point, {ROUNDED}) END AS at_point
        FROM {STAGED} s JOIN {PLACED} p USING (line) WHERE p.area IS NOT NULL AND NOT p.known
    ), made AS (
        INSERT INTO incidents_incident (
            id, area_id, owner_id, visibility, category_id, severity, occurred_from, occurred_to, place_id, point,
            precision, description, included_in_assessment, origin, created_at
        )
        SELECT id, in_area, %(sender)s, shared, kind, severity, first, last, at_place, at_point,
            CASE WHEN at_point IS NOT NULL THEN '{Precision.POINT}' WHEN at_place IS NOT NULL
                THEN '{Precision.PLACE}' ELSE '{Precision.AREA}' END,
            words, false, '{Origin.IMPORTED}', now()
        FROM fresh ORDER BY id
    )
    INSERT INTO incidents_importedrow (run_id, organisation_id, key, incident_id)
    SELECT %(run)s, %(sender)s, key, id FROM fresh
"""  # noqa: S608  # made of our own names


def stage(rows: Iterable[tuple[object, ...]]) -> None:
    """Write the rows, in the order of COLUMNS, to a table of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {STAGED}, {PLACED}, import_areas, import_spots")
        cursor.execute(CREATE)
        with cursor.copy(f"COPY {STAGED} ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def place_rows(*, district: int, sender: int) -> None:
    """Say of each staged row in which area and at which place it was, and whether it is stored already.

    A row without an area lies outside the district.
    """
    with connection.cursor() as cursor:
        cursor.execute(TARGETS, {"district": district})
        cursor.execute(FRAME, {"district": district})
        frame = dict(zip(("west", "south", "east", "north"), cursor.fetchone(), strict=True))
        cursor.execute(PLACE, {"sender": sender} | frame)


def insert_rows(*, run: int, sender: int) -> None:
    """Make incidents of the placed rows that are new, and remember which row each came from."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT, {"run": run, "sender": sender})

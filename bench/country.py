"""A whole country beside the demo: 290 districts of 15 areas, six years of weekly levels."""

from django.db import connection

DISTRICTS, AREAS, YEARS = 290, 15, 6

FILL = f"""
INSERT INTO places_area (kind, name, slug, code, position, geometry, source, fetched_on)
SELECT 'city_district', 'Kommun ' || d, 'bench-' || d, '', 0,
       ST_Multi(ST_MakeEnvelope(d * 5000, 6200000, d * 5000 + 4000, 6204000, 3006)), 'Bench', '2026-01-01'
FROM generate_series(1, {DISTRICTS}) d;
INSERT INTO places_area (kind, name, slug, code, parent_id, position, geometry, source, fetched_on)
SELECT 'neighbourhood', 'Del ' || a, p.slug || '-' || a, '', p.id, a,
       ST_Multi(ST_MakeEnvelope(a * 200, 6200000, a * 200 + 100, 6200100, 3006)), 'Bench', '2026-01-01'
FROM places_area p, generate_series(1, {AREAS}) a WHERE p.slug LIKE 'bench-%';
INSERT INTO assessments_assessment (area_id, iso_year, iso_week, level, origin, source, version, decided_at)
SELECT a.id, y, w, 1 + (a.id + y + w) % 5, 'imported', 'Bench', 1, now()
FROM places_area a, generate_series(2020, {2020 + YEARS - 1}) y, generate_series(1, 52) w
WHERE a.source = 'Bench' AND a.kind = 'neighbourhood';
INSERT INTO incidents_incident
    (area_id, category_id, severity, occurred_from, occurred_to, included_in_assessment, origin, created_at)
SELECT a.id, c.id, c.severity, t, t, true, 'reported', now()
FROM places_area a
CROSS JOIN generate_series(timestamptz '2022-01-03 12:00', timestamptz '2023-12-30 12:00', '4 days') t
CROSS JOIN (SELECT id, severity FROM incidents_incidentcategory WHERE severity = 1 LIMIT 1) c
WHERE a.source = 'Bench' AND a.kind = 'neighbourhood';
ANALYZE;
"""  # noqa: S608  # made of our own numbers


def fill_country() -> dict[str, int]:
    """Store the country and return the row counts that the pages then live with."""
    with connection.cursor() as cursor:
        cursor.execute(FILL)
        counts = {}
        for table in ("places_area", "assessments_assessment", "incidents_incident"):
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
            counts[table] = cursor.fetchone()[0]
    return counts

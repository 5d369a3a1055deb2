"""The place page with few and with many events, and the law on a day against the bare SQL for the same rows."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from bench.measure import Ratio, side_by_side
from incidents.models import Incident, IncidentCategory
from places.models import Place
from platssamverkan.core.weeks import STOCKHOLM
from reports.place_analysis import law_on
from stakeholders.models import User

EVENTS = 10_000
DAY = date(2023, 12, 31)
# What the page's query must find at least: everything that applied, without asking who reads.
BARE = """
    SELECT d.id, d.kind, d.name, d.valid_from, d.valid_to, d.source, coalesce(d.geometry, p.geometry, a.geometry)
    FROM places_designation d
    LEFT JOIN places_place p ON p.id = d.place_id LEFT JOIN places_area a ON a.id = d.area_id
    WHERE d.valid_from <= %s AND (d.valid_to IS NULL OR d.valid_to >= %s)
"""


def measure() -> Iterator[Ratio]:
    """Measure the place page at ten and at ten thousand events, then the law on a day."""
    user = User.objects.get(email="samordnare@demo.example")
    place = Place.objects.get(slug="maltesholmstorget")
    with override_settings(ROOT_URLCONF="bench.urls", ALLOWED_HOSTS=["testserver"]):
        client = Client()
        client.force_login(user)
        yield from _page(client, place)
    yield side_by_side("law on a day", ("law_on", partial(law_on, user, DAY)), ("bare SQL", _bare), turns=21)


def _page(client: Client, place: Place) -> Iterator[Ratio]:
    Incident.objects.filter(place=place).delete()
    for count in (10, EVENTS):
        _fill(place, count)
        address = place.get_absolute_url()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        yield side_by_side(
            f"place page, {count} incidents",
            ("place page", partial(client.get, address)),
            ("bare view", partial(client.get, "/bare/")),
            turns=21,
            notes={"queries": len(queries)},
        )


def _fill(place: Place, count: int) -> None:
    area, moment = place.areas.get(kind="neighbourhood"), datetime(2020, 1, 1, 12, tzinfo=STOCKHOLM)
    category = IncidentCategory.objects.filter(severity=1).first()
    missing = count - Incident.objects.filter(place=place).count()
    spans = [moment + timedelta(hours=n) for n in range(missing)]
    Incident.objects.bulk_create(
        [
            Incident(
                area=area, place=place, category=category, severity=1, visibility="all_parties",
                occurred_from=span, occurred_to=span,
            )
            for span in spans
        ]
    )  # fmt: skip


def _bare() -> None:
    with connection.cursor() as cursor:
        cursor.execute(BARE, [DAY, DAY])
        cursor.fetchall()

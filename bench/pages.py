"""The week, the year, the overview and the dashboard against a bare view through the same middleware."""

from collections.abc import Iterator
from functools import partial

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from bench.country import fill_country
from bench.measure import Ratio, side_by_side
from stakeholders.models import User

PAGES = {
    "week page": ("assessments:week", ("hasselby-vallingby", "2023-W46")),
    "overview": ("overview", ()),
    "dashboard": ("reports:situation", ("hasselby-vallingby",)),
    "year page": ("assessments:year", ("hasselby-vallingby", 2023)),
}


def measure() -> Iterator[Ratio]:
    """Measure each page with the demo alone, then with the whole country beside it."""
    with override_settings(ROOT_URLCONF="bench.urls", ALLOWED_HOSTS=["testserver"]):
        client = Client()
        client.force_login(User.objects.get(email="samordnare@demo.example"))
        yield from _compare(client, "demo only", {})
        yield from _compare(client, "whole country", dict(fill_country()))


def _compare(client: Client, where: str, rows: dict[str, object]) -> Iterator[Ratio]:
    for name, (view, args) in PAGES.items():
        address = reverse(view, args=args)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        yield side_by_side(
            f"{name}, {where}",
            (name, partial(client.get, address)),
            ("bare view", partial(client.get, "/bare/")),
            turns=21,
            notes={"queries": len(queries)} | rows,
        )

"""The demo's whole lägesbild: its tagged PDF against Chromium, its page against a bare view, its growth by areas."""

import resource
import shutil
from collections.abc import Iterator
from functools import partial

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import sync_playwright

from bench.measure import Ratio, side_by_side
from bench.printing import FLAGS, same_content
from places.models import Area
from reports import editions
from reports.edition_models import Edition, EditionMade
from reports.editions import pages_of
from reports.lagesbild import compose
from reports.rendering import print_pdf
from stakeholders.models import User

AREAS = 100
GROWN = f"""
INSERT INTO places_area (kind, name, slug, code, position, geometry, source, fetched_on)
SELECT 'city_district', 'Stor', 'bench-stor', '', 0,
       ST_Multi(ST_MakeEnvelope(600000, 6700000, 610000, 6710000, 3006)), 'Bench', '2026-01-01';
INSERT INTO places_area (kind, name, slug, code, parent_id, position, geometry, source, fetched_on)
SELECT 'neighbourhood', 'Del ' || a, 'bench-stor-' || a, '', p.id, a,
       ST_Multi(ST_MakeEnvelope(600000 + a % 10 * 1000, 6700000 + a / 10 * 1000,
                                600900 + a % 10 * 1000, 6700900 + a / 10 * 1000, 3006)), 'Bench', '2026-01-01'
FROM places_area p, generate_series(0, {AREAS - 1}) a WHERE p.slug = 'bench-stor';
INSERT INTO assessments_assessment (area_id, iso_year, iso_week, level, origin, source, version, decided_at)
SELECT a.id, 2020, w, 1 + (a.id + w) % 5, 'imported', 'Bench', 1, now()
FROM places_area a, generate_series(1, 53) w WHERE a.slug LIKE 'bench-stor-%';
"""  # noqa: S608  # made of our own numbers


def measure() -> Iterator[Ratio]:
    """Measure the document, then the page that shows it, then 9 areas of a year against 100."""
    with translation.override("sv"):
        edition = Edition.objects.select_related("area").get(area__slug="hasselby-vallingby", year=2023)
        yield from _printed(pages_of(edition))
        yield from _page(edition)
        yield _grown()


def _printed(html: str) -> Iterator[Ratio]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page()

        def by_chromium() -> bytes:
            page.set_content(html, wait_until="load")
            page.evaluate("document.fonts.ready.then(() => true)")
            return page.pdf(tagged=True, outline=True, prefer_css_page_size=True, print_background=True)

        notes = same_content(print_pdf(html).data, by_chromium())
        measured = side_by_side(
            "the demo's whole lägesbild, tagged PDF",
            ("WeasyPrint, warm", lambda: print_pdf(html)),
            ("Chromium, started", by_chromium),
            turns=5,
            target=1.0,
            notes=notes,
        )
        browser.close()
    connection.close()  # Playwright's loop has had a connection of its own
    measured.notes["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    yield measured


def _page(edition: Edition) -> Iterator[Ratio]:
    """The page as it is shown again, and as it is made after something changed."""
    address = reverse("reports:edition_read", args=[edition.area.slug, edition.public_id])
    with override_settings(ROOT_URLCONF="bench.urls", ALLOWED_HOSTS=["testserver"]):
        client = Client()
        client.force_login(User.objects.get(email="samordnare@demo.example"))
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        yield side_by_side(
            "lägesbild on the screen, nothing changed",
            ("page", partial(client.get, address)),
            ("bare view", partial(client.get, "/bare/")),
            turns=11,
            notes={"queries": len(queries)},
        )
        yield side_by_side(
            "lägesbild on the screen, made anew",
            ("made anew", partial(editions.made_anew, edition)),
            ("shown again", partial(editions.on_screen, edition)),
            turns=5,
            notes={"kept": EditionMade.objects.count()},
        )


def _grown() -> Ratio:
    """The year's figures of 100 areas and 53 weeks against nine areas: linear is 11.1."""
    with connection.cursor() as cursor:
        cursor.execute(GROWN)
    small, large = Area.objects.get(slug="hasselby-vallingby"), Area.objects.get(slug="bench-stor")
    return side_by_side(
        f"year in figures, {AREAS} areas against 9",
        (f"{AREAS} areas", lambda: print_pdf(compose(large, 2020).html())),
        ("9 areas", lambda: print_pdf(compose(small, 2023).html())),
        turns=5,
        target=round(AREAS / 9, 1),
        notes={"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024},
    )

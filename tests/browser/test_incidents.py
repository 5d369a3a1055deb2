"""Incidents in a real browser: reporting with one thumb, without GPS and without scripts, and triage by keys."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from incidents.models import Incident, Precision
from incidents.querysets import Status
from places.models import Area
from stakeholders.models import User

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]
PHONE: dict[str, Any] = {"width": 360, "height": 640, "has_touch": True, "is_mobile": True}
AT_THE_SQUARE = {"latitude": 59.3664, "longitude": 17.8441, "accuracy": 9}
TAPS, SECONDS = 3, 30


def no_faults(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_report_takes_three_taps_and_far_less_than_thirty_seconds(
    page_for: PageFor, property_owner: User, demo_district: Area
) -> None:
    page = page_for(property_owner, **PHONE, geolocation=AT_THE_SQUARE, permissions=["geolocation"])
    page.goto("/handelser/rapportera/")
    begins, taps = time.monotonic(), 0

    def tap(what: Any) -> None:
        nonlocal taps
        what.tap()
        taps += 1

    tap(page.locator(".tile", has_text="Klotter"))
    tap(page.get_by_role("button", name="Nära mig"))
    expect(page.locator("[data-told]")).to_contain_text("nära Hässelby torg")
    tap(page.get_by_role("button", name="Skicka", exact=True))
    expect(page.locator("h1")).to_have_text("Tack, rapporten är mottagen")
    assert taps <= TAPS
    assert time.monotonic() - begins < SECONDS
    incident = Incident.objects.latest("pk")
    assert (incident.category.code, incident.status, incident.precision) == (
        "graffiti",
        Status.NEW,
        Precision.POINT,
    )
    assert incident.place is not None
    assert (incident.place.name, incident.area.parent) == ("Hässelby torg", demo_district)
    no_faults(page)


def test_without_a_position_the_page_asks_for_the_name(
    page_for: PageFor, property_owner: User, demo_district: Area
) -> None:
    page = page_for(property_owner, **PHONE)
    page.goto("/handelser/rapportera/")
    page.get_by_role("button", name="Nära mig").tap()
    expect(page.locator("[data-told]")).to_contain_text("Skriv platsens namn")
    expect(page.get_by_label("Plats eller område")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    no_faults(page)


def test_without_scripts_the_whole_report_works(
    page_for: PageFor, property_owner: User, demo_district: Area
) -> None:
    page = page_for(property_owner, **PHONE, java_script_enabled=False)
    page.goto("/handelser/rapportera/")
    page.locator(".tile", has_text="Nedskräpning").tap()
    page.get_by_label("Plats eller område").fill("vinsta")
    page.locator(".tile", has_text="I natt").tap()
    page.get_by_role("button", name="Skicka", exact=True).tap()
    expect(page.locator("h1")).to_have_text("Tack, rapporten är mottagen")
    incident = Incident.objects.latest("pk")
    assert (incident.area.name, incident.precision) == ("Vinsta", Precision.AREA)
    assert incident.occurred_to > incident.occurred_from


def test_a_point_is_picked_on_the_map_by_keyboard(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    page = page_for(coordinator)
    page.goto("/handelser/rapportera/")
    page.locator("[data-pick] summary").press("Enter")
    expect(page.locator("path.map-area").first).to_be_attached()
    page.get_by_role("button", name="Välj kartans mitt").press("Enter")
    expect(page.locator("[data-told]")).to_have_text("Punkten på kartan är vald.")
    expect(page.locator("path.map-picked")).to_be_attached()


def test_the_inbox_is_worked_by_keys_and_a_step_is_taken_back(
    page_for: PageFor, coordinator: User, demo_district: Area, tmp_path: Path
) -> None:
    page = page_for(coordinator)
    page.goto(f"/omraden/{demo_district.slug}/handelser/granska/")
    rows = page.locator("[data-row]")
    before = rows.count()
    assert before >= 10
    no_faults(page)
    page.keyboard.press("j")
    page.keyboard.press("3")
    page.keyboard.press("i")
    expect(page.get_by_text("1 händelse ändrad.")).to_be_visible()
    expect(rows).to_have_count(before - 1)
    page.keyboard.press("z")
    expect(page.get_by_text("Ångrat för 1 händelse.")).to_be_visible()
    expect(rows).to_have_count(before)
    for key in ("j", "x", "j", "x", "s"):
        page.keyboard.press(key)
    expect(page.get_by_text("2 händelser ändrade.")).to_be_visible()
    expect(rows).to_have_count(before - 1)


def test_the_list_and_its_map_stand_side_by_side_without_faults(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    page = page_for(coordinator)
    page.goto(f"/omraden/{demo_district.slug}/handelser/")
    expect(page.locator("path.map-place").first).to_be_attached()
    marked = page.locator(".incident-list a[data-place]").first
    marked.focus()
    expect(page.locator("path.map-place.on")).to_have_count(1)
    no_faults(page)
    page.locator(".incident-list a").first.click()
    expect(page.get_by_role("heading", name="Historik")).to_be_visible()
    no_faults(page)

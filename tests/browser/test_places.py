"""Places in a real browser: list and map in step, drawing by mouse and by keys, the view in the address."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from places.models import Area, Place
from stakeholders.models import User

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]


def test_list_and_map_light_each_other_and_lead_to_the_place(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    page = page_for(coordinator)
    page.goto("/platser/")
    expect(page.locator("path.map-place")).to_have_count(9)  # eleven places, two without a position
    lit = page.locator("path.map-place.on")
    page.get_by_role("link", name="Råcksta torg").focus()
    expect(lit).to_have_count(1)
    page.get_by_role("link", name="Fornkullen").focus()
    expect(lit).to_have_count(0)
    page.get_by_role("link", name="Fornkullen").blur()
    page.locator("path.map-place").first.hover()
    expect(page.locator(".place-list li.on")).to_have_count(1)
    page.locator("path.map-place").first.click()
    expect(page.locator("h1")).not_to_have_text("Platser")


def test_the_view_is_kept_in_the_address(page_for: PageFor, coordinator: User, demo_district: Area) -> None:
    page = page_for(coordinator)
    page.goto("/platser/?slag=square#karta=15.0/59.36640/17.84410")
    expect(page.locator("path.map-place")).to_have_count(3)
    expect(page.get_by_text("Hässelby torg").locator("visible=true").first).to_be_visible()
    page.get_by_role("button", name="Zooma in").click()
    page.wait_for_url("**#karta=16.0/**")


def test_a_place_is_drawn_with_the_mouse(page_for: PageFor, coordinator: User, demo_district: Area) -> None:
    page = page_for(coordinator)
    page.goto("/platser/ny/")
    page.get_by_role("button", name="Yta").click()
    box = page.locator("#place-map").bounding_box()
    assert box
    for x, y in ((0.4, 0.35), (0.45, 0.35), (0.45, 0.4)):
        page.mouse.click(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
        page.wait_for_timeout(400)  # two clicks closer in time are a double click, which zooms
    expect(page.locator("[data-draw-told]")).to_have_text("Ytan har 3 hörn.")
    assert json.loads(page.locator("[data-location]").input_value())["type"] == "Polygon"
    page.get_by_label("Namn").fill("Den ritade ytan")
    page.get_by_role("button", name="Spara platsen").click()
    expect(page.locator("h1")).to_have_text("Den ritade ytan")
    geometry = Place.objects.get(slug="den-ritade-ytan").geometry
    assert geometry
    assert geometry.geom_type == "Polygon"


def test_a_place_is_drawn_with_the_keyboard_alone(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    page = page_for(coordinator)
    page.goto("/platser/ny/")
    page.get_by_role("button", name="Sätt i kartans mitt").focus()
    page.keyboard.press("Enter")
    first = page.locator("[data-location]").input_value()
    assert first
    page.locator("#place-map").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(600)  # the map glides
    page.get_by_role("button", name="Sätt i kartans mitt").press("Enter")
    assert page.locator("[data-location]").input_value() != first
    expect(page.locator("[data-draw-told]")).to_have_text("Punkten är satt.")
    page.get_by_role("button", name="Rensa").press("Enter")
    expect(page.locator("[data-location]")).to_have_value("")

"""The map in a real browser: no foreign request, no markup from names, in step with its list."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from places.models import Area
from stakeholders.models import User
from tests.factories import make_area, square

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]


def colour_of(page: Page, kind: str) -> str:
    return str(page.locator(f"path.map-area.{kind}").first.evaluate("shape => getComputedStyle(shape).fill"))


def test_leaflet_takes_the_drawings_place_and_colours_the_areas(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    page = page_for(coordinator)
    page.goto("/omraden/")
    expect(page.locator("path.map-area")).to_have_count(9)
    expect(page.locator(".map-drawing")).to_be_hidden()
    assert colour_of(page, "map-level-3") == "rgb(241, 173, 77)"
    assert colour_of(page, "map-level-1") == "rgb(238, 246, 241)"
    grimsta = page.locator(".map-label", has_text="Grimsta")
    expect(grimsta).to_contain_text("3 Oroande")
    expect(page.locator(".leaflet-tile")).to_have_count(0)
    expect(page.get_by_role("button", name="Zooma in")).to_be_visible()


def test_the_list_lights_the_area_on_the_map_by_pointer_and_by_keyboard(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    page = page_for(coordinator)
    page.goto("/omraden/")
    lit = page.locator("path.map-area.on")
    expect(page.locator("path.map-area")).to_have_count(9)
    expect(lit).to_have_count(0)
    link = page.get_by_role("link", name="Vällingby", exact=True)
    link.focus()
    expect(lit).to_have_count(1)
    expect(lit).to_have_class("map-area map-level-2 leaflet-interactive on")  # the only one at level 2
    page.get_by_role("link", name="Grimsta", exact=True).focus()
    expect(lit).to_have_count(1)
    page.get_by_role("link", name="Grimsta", exact=True).blur()
    page.get_by_role("link", name="Vinsta", exact=True).hover()
    expect(lit).to_have_count(1)


def test_a_click_on_an_area_opens_its_page(page_for: PageFor, coordinator: User, demo_district: Area) -> None:
    page = page_for(coordinator)
    page.goto("/omraden/")
    box = page.locator("path.map-area.map-level-2").bounding_box()  # Vällingby, the only one at level 2
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/omraden/vallingby/")
    expect(page.get_by_role("heading", name="Vällingby", level=1)).to_be_visible()
    expect(page.locator("path.map-area.chosen")).to_have_count(1)


def test_a_hostile_name_is_written_not_run(page_for: PageFor, coordinator: User, demo_district: Area) -> None:
    name = "<img src=x onerror=document.title=1>"
    x, y = demo_district.geometry.centroid.coords
    make_area(name=name, parent=demo_district, position=0, geometry=square(x, y + 1_000, 2_500))
    page = page_for(coordinator)
    page.goto("/omraden/")
    expect(page.locator(".map-label strong", has_text=name)).to_have_count(1)
    expect(page.locator(".map-label img")).to_have_count(0)
    assert page.title().startswith("Karta och områden")


@pytest.mark.parametrize("scripts", [True, False])
def test_nothing_scrolls_sideways_on_a_small_phone(
    page_for: PageFor, coordinator: User, demo_district: Area, scripts: bool
) -> None:
    page = page_for(coordinator, width=320, java_script_enabled=scripts)
    for url in ("/omraden/", "/omraden/grimsta/", "/omraden/hasselby-vallingby/"):
        page.goto(url)
        last = page.get_by_role("link", name="Nälsta", exact=True).bounding_box()
        assert last
        assert last["x"] + last["width"] <= 320
        if scripts:
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
        else:
            expect(page.locator(".map-drawing svg")).to_be_visible()
            expect(page.locator("#area-map")).to_be_hidden()


def test_paper_gets_the_drawing(page_for: PageFor, coordinator: User, demo_district: Area) -> None:
    page = page_for(coordinator)
    page.goto("/omraden/")
    expect(page.locator("path.map-area")).to_have_count(9)
    page.emulate_media(media="print")
    expect(page.locator(".map-drawing svg")).to_be_visible()
    expect(page.locator("#area-map")).to_be_hidden()

"""Meeting mode by keyboard only, and on a telephone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assessments.models import Assessment
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User

QUIET = IsoWeek(2023, 50)
START = f"/omraden/hasselby-vallingby/vecka/{QUIET}/mote/"


@pytest.mark.django_db(transaction=True)
def test_a_meeting_is_held_with_the_keyboard_alone(
    page_for: Callable[..., Page], coordinator: User, demo_district: Area
) -> None:
    page = page_for(coordinator)
    page.goto(START)
    page.locator("#ser-all_parties").focus()
    page.keyboard.press("Enter")
    pressed = 0
    for _area in range(9):
        page.wait_for_selector("[data-meeting]")
        heading = page.locator("h1").inner_text()
        page.keyboard.press("1")
        page.keyboard.press("Enter")
        pressed += 2
        expect(page.locator("h1")).not_to_have_text(heading)
    assert page.url.split("?")[0].endswith("/mote/klart/")
    assert pressed == 18
    assert Assessment.objects.filter(area__parent=demo_district).in_week(QUIET).count() == 9


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_scrolls_sideways(
    page_for: Callable[..., Page], coordinator: User, demo_district: Area, width: int
) -> None:
    page = page_for(coordinator, width=width)
    for address in (START, f"{START}omrade/grimsta/?ser=authorities", f"{START}klart/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

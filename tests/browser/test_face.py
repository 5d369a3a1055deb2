"""The face in a real browser: no page with a barrier axe knows of, and a search that needs no mouse."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from stakeholders.models import User

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]
PAGES = (
    "/oversikt/",
    "/omraden/hasselby-vallingby/laget/",
    "/sok/?q=vallingby",
    "/stil/",
    "/tillganglighet/",
)
WAYS: tuple[tuple[int, dict[str, str]], ...] = (
    (320, {}),
    (1280, {}),
    (1280, {"color_scheme": "dark"}),
    (1280, {"forced_colors": "active"}),
)


def barriers(page: Page) -> list[str]:
    """What axe finds on the page as it stands, one line for each rule."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found]


def test_no_page_has_a_barrier_at_any_width_or_in_any_colours(page_for: PageFor, admin: User) -> None:
    page = page_for(admin)
    found = []
    for path in PAGES:
        for width, media in WAYS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme="light", forced_colors="none")
            if media:
                page.emulate_media(**media)  # type: ignore[arg-type]
            page.goto(path)
            found += [f"{path} {width} {media}: {line}" for line in barriers(page)]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{path} {width}: wider than the window")
    assert found == []


def test_the_search_opens_on_a_key_and_leads_on_without_a_mouse(page_for: PageFor, coordinator: User) -> None:
    page = page_for(coordinator)
    page.goto("/oversikt/")
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Sök områden")
    expect(field).to_be_focused()
    field.press_sequentially("racksta")
    first = page.get_by_role("option").first
    expect(first).to_contain_text("Råcksta")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert barriers(page) == []
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/omraden/racksta/$"))


def test_a_question_mark_shows_the_keys_but_not_while_somebody_writes(
    page_for: PageFor, coordinator: User
) -> None:
    page = page_for(coordinator)
    page.goto("/sok/")
    page.get_by_role("searchbox", name="Vad letar du efter?").press_sequentially("var?/")
    help_with_keys = page.get_by_role("dialog", name="Tangenter")
    expect(help_with_keys).to_be_hidden()
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(help_with_keys).to_be_visible()
    page.get_by_role("button", name="Stäng").click()
    expect(help_with_keys).to_be_hidden()


def test_the_search_is_a_page_where_there_are_no_scripts(page_for: PageFor, property_owner: User) -> None:
    page = page_for(property_owner, java_script_enabled=False)
    page.goto("/oversikt/")
    page.get_by_role("link", name="Sök", exact=False).first.click()
    page.get_by_role("searchbox").fill("hasselby gard")
    page.get_by_role("main").get_by_role("button", name="Sök").click()
    expect(page.get_by_role("link", name="Hässelby gård").first).to_be_visible()

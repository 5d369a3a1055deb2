"""A coordinator logs a week with the keyboard alone, and people on phones and without scripts manage too."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, expect

from assessments.models import Assessment
from assessments.services import Choice, decide_levels
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User

pytestmark = pytest.mark.django_db(transaction=True)

PageFor = Callable[..., Page]
WEEK = IsoWeek(2023, 47)
ADDRESS = "/omraden/hasselby-vallingby/vecka/2023-W47/"
UNSAVED = ".week-bar [data-unsaved]"


def saved(week: IsoWeek = WEEK) -> dict[str, int]:
    return dict(Assessment.objects.in_week(week).values_list("area__slug", "level"))


def checked(page: Page, slug: str) -> str:
    return page.locator(f"input[name='{slug}-level']:checked").input_value()


def test_a_whole_week_is_logged_with_digits_and_one_save(coordinator: User, page_for: PageFor) -> None:
    page = page_for(coordinator)
    page.goto(ADDRESS)
    page.get_by_role("button", name="Börja bedöma").click()
    for digit in "311211311":
        page.keyboard.press(digit)
    expect(page.locator(UNSAVED)).to_have_text("9 ändringar är inte sparade")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("status")).to_have_text("9 områden sparade.")
    expect(page.locator(UNSAVED)).to_have_text("")
    assert saved() == {
        "hasselby-gard": 3, "hasselby-strand": 1, "hasselby-villastad": 1, "vallingby": 2, "vinsta": 1,
        "racksta": 1, "grimsta": 3, "kalvesta": 1, "nalsta": 1,
    }  # fmt: skip


def test_keys_move_take_back_undo_and_are_announced(coordinator: User, page_for: PageFor) -> None:
    page = page_for(coordinator)
    page.goto(ADDRESS)
    page.get_by_role("button", name="Börja bedöma").click()
    live = page.locator("[data-live]")
    page.keyboard.press("5")
    expect(live).to_have_text("Hässelby gård: 5 Kritiskt läge. 1 ändring är inte sparad")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("4")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("0")
    assert [checked(page, s) for s in ("hasselby-gard", "hasselby-strand", "hasselby-villastad")] == [
        "5",
        "0",
        "0",
    ]
    page.keyboard.press("Control+z")
    assert checked(page, "hasselby-villastad") == "4"
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert [checked(page, s) for s in ("hasselby-gard", "hasselby-villastad")] == ["0", "0"]
    page.keyboard.press("Control+z")
    expect(live).to_have_text("Det finns inget att ångra. Allt är sparat")
    page.locator("label[for='vinsta-2']").click()
    expect(live).to_have_text("Vinsta: 2 Avvikande läge. 1 ändring är inte sparad")
    page.get_by_label("År", exact=True).focus()
    page.keyboard.press("3")
    expect(page.locator(UNSAVED)).to_have_text("1 ändring är inte sparad")
    assert saved() == {}


def test_leaving_with_unsaved_changes_asks_first(coordinator: User, page_for: PageFor) -> None:
    page = page_for(coordinator)
    page.goto(ADDRESS)
    page.locator("label[for='vinsta-2']").click()
    asked = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.get_by_role("link", name="Översikt").first.click()
    page.wait_for_url("**/oversikt/")
    assert asked == ["beforeunload"]


def test_without_javascript_the_form_saves_and_shows_the_chosen_word(
    coordinator: User, page_for: PageFor
) -> None:
    page = page_for(coordinator, java_script_enabled=False)
    page.goto(ADDRESS)
    row = page.locator("tr#vinsta")
    expect(row.get_by_text("ej bedömd").first).to_be_visible()
    row.locator("label[for='vinsta-4']").click()
    expect(row.locator(".word-4")).to_be_visible()
    page.locator(".week-bar").get_by_role("button", name="Spara").click()
    expect(page.get_by_role("status")).to_have_text("1 område sparat.")
    assert saved() == {"vinsta": 4}


def test_a_conflict_is_shown_at_its_row_and_settled_by_saving_again(
    coordinator: User, police: User, page_for: PageFor, demo_district: Area
) -> None:
    page = page_for(coordinator)
    page.goto(ADDRESS)
    vinsta = Area.objects.get(slug="vinsta")
    decide_levels(by=police, district=demo_district, week=WEEK, choices=[Choice(vinsta, 3, None, 0)])
    page.locator("label[for='vinsta-2']").click()
    page.keyboard.press("Control+s")
    expect(page.get_by_role("alert")).to_contain_text("1 område hade ändrats av någon annan")
    expect(page.locator("#vinsta-fel")).to_have_text(re.compile(f"{police.name} satte 3 Oroande läge"))
    assert checked(page, "vinsta") == "2"
    expect(page.locator(UNSAVED)).to_have_text("1 ändring är inte sparad")
    page.locator("label[for='vinsta-2']").click()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 område sparat.")
    assert saved() == {"vinsta": 2}


def test_phones_get_a_menu_without_javascript_and_nothing_scrolls_sideways(
    coordinator: User, page_for: PageFor
) -> None:
    page = page_for(coordinator, java_script_enabled=False)
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        for address in ("/oversikt/", "/finns-inte/", ADDRESS):
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    link = page.get_by_role("link", name="Årsöversikt", exact=True)
    expect(link).to_have_count(0)
    page.get_by_text("Meny", exact=True).click()
    expect(link).to_be_visible()


def test_signing_in_and_out(page_for: PageFor, coordinator: User) -> None:
    page = page_for(None)
    page.goto(ADDRESS)
    form = page.locator("form.panel")
    form.get_by_label("E-postadress").fill(coordinator.email)
    form.get_by_label("Lösenord").fill("fel lösenord")
    form.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("alert")).to_have_text(
        "E-postadressen eller lösenordet stämmer inte. Försök igen."
    )
    coordinator.set_password("ett riktigt långt lösenord")
    coordinator.save()
    form.get_by_label("Lösenord").fill("ett riktigt långt lösenord")
    form.get_by_role("button", name="Logga in").click()
    page.wait_for_url(f"**{ADDRESS}")
    page.get_by_role("button", name="Logga ut").click()
    page.wait_for_url("**/logga-in/")

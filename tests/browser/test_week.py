"""A coordinator logs a week with the keyboard alone, and people on phones and without scripts manage too."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Dialog, Page, expect

from assessments.models import Assessment, Party
from assessments.services import decide_levels
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User
from tests.assessments.making import choose
from tests.factories import make_incident

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


ORDINARY = IsoWeek(2024, 20)
ORDINARY_ADDRESS = "/omraden/hasselby-vallingby/vecka/2024-W20/"


def ordinary_week() -> None:
    """Six quiet areas and three with something to talk about: 3, 2 and 3 by the rule."""
    moment = ORDINARY.start + timedelta(days=2)
    for slug, severity in (("hasselby-gard", 3), ("vallingby", 2), ("grimsta", 3)):
        make_incident(
            area=Area.objects.get(slug=slug), severity=severity, occurred_from=moment, occurred_to=moment
        )


LOGGED = {
    "hasselby-gard": 3, "hasselby-strand": 1, "hasselby-villastad": 1, "vallingby": 2, "vinsta": 1,
    "racksta": 1, "grimsta": 3, "kalvesta": 1, "nalsta": 1,
}  # fmt: skip


def test_an_ordinary_week_takes_at_most_twelve_key_presses(coordinator: User, page_for: PageFor) -> None:
    ordinary_week()
    page = page_for(coordinator)
    page.goto(ORDINARY_ADDRESS)
    pressed = 0
    # A chord counts as two.
    for keys in ("Tab", "Enter", "Tab", "Enter", "b", "3", "2", "3", "Control+s"):
        page.keyboard.press(keys)
        pressed += keys.count("+") + 1
    expect(page.get_by_role("status")).to_have_text("9 områden sparade.")
    assert saved(ORDINARY) == LOGGED
    assert pressed <= 12


def test_on_a_phone_it_takes_at_most_eighteen_taps(coordinator: User, page_for: PageFor) -> None:
    ordinary_week()
    page = page_for(coordinator, width=360, height=740, has_touch=True, is_mobile=True)
    page.goto(ORDINARY_ADDRESS)
    taps = 0
    targets = [
        page.get_by_role("button", name="Bekräfta 6 som normalt läge").last,
        *(page.locator(f"label[for='{area}']") for area in ("hasselby-gard-3", "vallingby-2", "grimsta-3")),
        page.get_by_role("button", name="Spara").last,
    ]
    for target in targets:
        box = target.bounding_box()
        assert box
        assert box["height"] >= 44
        target.tap()
        taps += 1
    expect(page.get_by_role("status")).to_have_text("9 områden sparade.")
    assert saved(ORDINARY) == LOGGED
    assert taps <= 18


def test_quiet_areas_become_normal_with_one_key_and_are_undone_with_one(
    coordinator: User, page_for: PageFor
) -> None:
    ordinary_week()
    page = page_for(coordinator)
    page.goto(ORDINARY_ADDRESS)
    page.get_by_role("button", name="Börja bedöma").click()
    live = page.locator("[data-live]")
    page.keyboard.press("b")
    expect(live).to_have_text(
        "6 områden utan händelser är satta till normalt läge. 6 ändringar är inte sparade"
    )
    assert checked(page, "vinsta") == "1"
    assert checked(page, "grimsta") == "0"
    page.keyboard.press("Control+z")
    assert checked(page, "vinsta") == "0"
    page.keyboard.press("b")
    page.keyboard.press("b")
    expect(live).to_contain_text("Det finns inga lugna områden kvar att bekräfta.")
    assert saved(ORDINARY) == {}


def test_a_level_that_differs_asks_for_words_at_once_and_letters_there_are_letters(
    coordinator: User, page_for: PageFor
) -> None:
    page = page_for(coordinator)
    page.goto(ORDINARY_ADDRESS)
    page.get_by_role("button", name="Börja bedöma").click()
    page.keyboard.press("4")
    expect(page.locator("[data-live]")).to_contain_text("Skriv en motivering.")
    page.keyboard.type("Bråk 3 kvällar i rad vid torget")
    assert checked(page, "vinsta") == "0", "b in a text is no command"
    page.keyboard.press("Control+s")
    expect(page.locator("#hasselby-gard-fel")).to_have_text(
        "Nivå 4 behöver en planerad åtgärd med en ansvarig."
    )
    row = page.locator("tr#hasselby-gard")
    expect(row.get_by_label("Motivering", exact=True)).to_have_value("Bråk 3 kvällar i rad vid torget")
    row.get_by_label("Planerad åtgärd nästa vecka").fill("Gemensam närvaro fredag kväll")
    row.get_by_label("Ansvarig").select_option(index=1)
    page.locator(".week-bar").get_by_role("button", name="Spara").click()
    expect(page.get_by_role("status")).to_have_text("1 område sparat.")
    assert saved(ORDINARY) == {"hasselby-gard": 4}


def test_the_quiet_button_works_without_javascript(coordinator: User, page_for: PageFor) -> None:
    ordinary_week()
    page = page_for(coordinator, java_script_enabled=False)
    page.goto(ORDINARY_ADDRESS)
    page.locator(".week-bar").get_by_role("button", name="Bekräfta 6 som normalt läge").click()
    expect(page.get_by_role("status")).to_have_text("6 områden sparade.")
    assert saved(ORDINARY) == {slug: level for slug, level in LOGGED.items() if level == 1}


@pytest.mark.parametrize("scripts", [True, False])
def test_enter_saves_and_never_confirms_the_quiet_ones(
    scripts: bool, coordinator: User, page_for: PageFor
) -> None:
    ordinary_week()
    page = page_for(coordinator, java_script_enabled=scripts)
    page.goto(ORDINARY_ADDRESS)
    page.locator("label[for='grimsta-3']").click()
    page.locator("#grimsta-3").press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 område sparat.")
    assert saved(ORDINARY) == {"grimsta": 3}


def test_the_other_party_confirms_and_the_week_is_closed(
    coordinator: User, police: User, page_for: PageFor
) -> None:
    ordinary_week()
    page = page_for(coordinator)
    page.goto(ORDINARY_ADDRESS)
    page.get_by_role("button", name="Börja bedöma").click()
    for key in ("b", "3", "2", "3", "Control+s"):
        page.keyboard.press(key)
    expect(page.locator(".week-bar")).to_contain_text("Väntar på polisen")
    other = page_for(police)
    other.goto(ORDINARY_ADDRESS)
    other.get_by_role("button", name="Bekräfta 9 nivåer och avsluta veckan").click()
    expect(other.get_by_role("status")).to_have_text("Du bekräftade 9 nivåer. Veckan är avslutad.")
    expect(other.locator(".week-bar")).to_contain_text("Avslutad")


def test_keys_move_take_back_undo_and_are_announced(coordinator: User, page_for: PageFor) -> None:
    page = page_for(coordinator)
    page.goto(ADDRESS)
    page.get_by_role("button", name="Börja bedöma").click()
    live = page.locator("[data-live]")
    page.keyboard.press("3")
    expect(live).to_have_text("Hässelby gård: 3 Oroande läge. 1 ändring är inte sparad")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("1")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("0")
    assert [checked(page, s) for s in ("hasselby-gard", "hasselby-strand", "hasselby-villastad")] == [
        "3",
        "0",
        "0",
    ]
    page.keyboard.press("Control+z")
    assert checked(page, "hasselby-villastad") == "1"
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


def test_single_keys_and_going_on_by_itself_can_be_put_off_and_stay_so(
    coordinator: User, page_for: PageFor
) -> None:
    page = page_for(coordinator)
    page.goto(ADDRESS)
    page.get_by_role("button", name="Tangenter").click()
    page.get_by_label("Gå vidare till nästa område").uncheck()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Börja bedöma").click()
    page.keyboard.press("2")
    page.keyboard.press("3")  # still in the same area
    assert [checked(page, s) for s in ("hasselby-gard", "hasselby-strand")] == ["3", "0"]

    page.get_by_role("button", name="Tangenter").click()
    page.get_by_label("Tangenter utan Ctrl är kommandon").uncheck()
    page.keyboard.press("Escape")
    page.once("dialog", lambda asked: asked.accept())
    page.reload()
    page.get_by_role("button", name="Börja bedöma").click()
    for key in ("2", "b", "m", "/", "?"):
        page.keyboard.press(key)
    expect(page.locator("dialog[open]")).to_have_count(0)
    # The draft of the first area came back; nothing else is set.
    assert [checked(page, s) for s in ("hasselby-gard", "hasselby-strand", "vinsta")] == ["3", "0", "0"]
    page.keyboard.press("Control+s")
    expect(page.get_by_role("status")).to_have_text("1 område sparat.")
    assert saved() == {"hasselby-gard": 3}


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
    row.locator("label[for='vinsta-1']").click()
    expect(row.locator(".word-1")).to_be_visible()
    page.locator(".week-bar").get_by_role("button", name="Spara").click()
    expect(page.get_by_role("status")).to_have_text("1 område sparat.")
    assert saved() == {"vinsta": 1}


def test_a_conflict_is_shown_at_its_row_and_settled_by_saving_again(
    coordinator: User, police: User, page_for: PageFor, demo_district: Area
) -> None:
    page = page_for(coordinator)
    page.goto(ADDRESS)
    vinsta = Area.objects.get(slug="vinsta")
    decide_levels(
        by=police, party=Party.POLICE, district=demo_district, week=WEEK, choices=[choose(vinsta, 3, None, 0)]
    )
    page.locator("label[for='vinsta-2']").click()
    page.locator("tr#vinsta").get_by_label("Motivering", exact=True).fill("Bråk vid torget två kvällar")
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
    form = page.locator("form.panel").first
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

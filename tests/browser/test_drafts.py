"""No lost work: what was chosen and typed on the week page survives what happens to the browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assessments.models import Assessment
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User
from tests.assessments.making import REASON
from tests.waiting import wait_until

QUIET = IsoWeek(2023, 50)
ADDRESS = f"/omraden/hasselby-vallingby/vecka/{QUIET}/"


def chosen(page: Page, slug: str) -> str:
    return str(page.evaluate(f"document.querySelector('[data-week-form]').elements['{slug}-level'].value"))


KEPT = "Object.keys(localStorage).some(key => key.startsWith('utkast:'))"


def kept(page: Page) -> bool:
    return bool(page.evaluate(KEPT))


@pytest.mark.django_db(transaction=True)
def test_a_closed_tab_a_lost_network_and_a_save(
    page_for: Callable[..., Page], coordinator: User, demo_district: Area
) -> None:
    page = page_for(coordinator)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(ADDRESS)
    expect(page.locator("[data-draft-notice]")).to_be_hidden()
    page.locator("#vinsta-0").focus()
    page.keyboard.press("2")
    page.locator("#id_vinsta-reason").fill(REASON)
    wait_until(page, KEPT)
    context = page.context
    page.close()

    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(ADDRESS)
    expect(page.locator("[data-draft-notice]")).to_be_visible()
    assert chosen(page, "vinsta") == "2"
    assert page.locator("#id_vinsta-reason").input_value() == REASON

    context.set_offline(True)
    page.locator(".week-bar .btn-primary").click()
    page.wait_for_timeout(300)
    context.set_offline(False)
    page.goto(ADDRESS)
    assert chosen(page, "vinsta") == "2"
    assert not Assessment.objects.filter(area__parent=demo_district).in_week(QUIET).exists()

    page.locator(".week-bar .btn-primary").click()
    page.wait_for_selector(".notice-ok")
    expect(page.locator("[data-draft-notice]")).to_be_hidden()
    assert not kept(page)
    assert page.locator("#id_vinsta-reason").input_value() == ""
    assert Assessment.objects.get(area__slug="vinsta", iso_year=2023, iso_week=50).level == 2


@pytest.mark.django_db(transaction=True)
def test_a_draft_never_overwrites_what_somebody_else_has_saved(
    page_for: Callable[..., Page], coordinator: User, police: User, demo_district: Area
) -> None:
    mine, theirs = page_for(coordinator), page_for(police)
    for page in (mine, theirs):
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(ADDRESS)
    for page, level in ((mine, "3"), (theirs, "2")):
        page.locator("#vinsta-0").focus()
        page.keyboard.press(level)
        page.locator("#id_vinsta-reason").fill(REASON)
        wait_until(page, KEPT)
    theirs.locator(".week-bar .btn-primary").click()
    theirs.wait_for_selector(".notice-ok")
    mine.goto(ADDRESS)
    assert chosen(mine, "vinsta") == "3"
    mine.locator(".week-bar .btn-primary").click()
    mine.wait_for_selector("[data-focus-first]")
    assert "satte 2 Avvikande läge" in mine.locator("[data-focus-first]").inner_text()
    assert Assessment.objects.get(area__slug="vinsta", iso_year=2023, iso_week=50).level == 2
    mine.locator(".week-bar .btn-primary").click()
    mine.wait_for_selector(".notice-ok")
    assert Assessment.objects.get(area__slug="vinsta", iso_year=2023, iso_week=50).level == 3


@pytest.mark.django_db(transaction=True)
def test_a_draft_is_its_writers_own_and_can_be_dropped(
    page_for: Callable[..., Page], coordinator: User, police: User, demo_district: Area
) -> None:
    keys = []
    for user in (coordinator, police):
        page = page_for(user)
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(ADDRESS)
        keys.append(page.locator("[data-week-form]").get_attribute("data-draft"))
    assert keys[0] != keys[1]
    page.locator("#vinsta-0").focus()
    page.keyboard.press("1")
    wait_until(page, KEPT)
    page.goto(ADDRESS)
    page.locator("[data-draft-drop]").click()
    wait_until(page, f"!{KEPT}")
    expect(page.locator("[data-draft-notice]")).to_be_hidden()
    assert chosen(page, "vinsta") == "0"


@pytest.mark.django_db(transaction=True)
def test_signing_out_leaves_no_draft_behind(
    page_for: Callable[..., Page], coordinator: User, demo_district: Area
) -> None:
    page = page_for(coordinator)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(ADDRESS)
    page.locator("#vinsta-0").focus()
    page.keyboard.press("2")
    page.locator("#id_vinsta-reason").fill(REASON)
    wait_until(page, KEPT)
    page.evaluate("document.querySelector('form[data-sign-out]').requestSubmit()")
    page.wait_for_url(lambda url: "/vecka/" not in url)
    assert not kept(page)

"""Statistik in a real browser: charts come to life here and nowhere else, and nothing leaves the page."""

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from indicators.models import CompstatCategory, CompstatFigure
from places.models import Area
from stakeholders.models import User

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/omraden/hasselby-vallingby/statistik/"
PageFor = Callable[..., Page]


def alive(page: Page) -> Page:
    """Open the page and wait until every chart has been near the window and lives."""
    page.goto(PAGE)
    figures = page.locator("[data-figure]")
    for number in range(figures.count()):
        figures.nth(number).scroll_into_view_if_needed()
        expect(figures.nth(number)).to_have_class(re.compile("live"))
    return page


def test_charts_come_to_life_without_share_button_logo_or_foreign_request(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    """`page_for` fails the test on any request to another host, error, or refused style or script."""
    page = alive(page_for(coordinator))
    expect(page.locator("[data-figure].live")).to_have_count(5)
    buttons = page.locator(".modebar-btn")
    titles = {buttons.nth(n).get_attribute("data-title") for n in range(buttons.count())}
    assert titles == {"Ladda ner som bild (PNG)"}
    for word in ("Share", "Cloud", "Plotly"):
        expect(page.locator(f'.modebar-btn[data-title*="{word}"]')).to_have_count(0)
    expect(page.locator("a[href*='plot']")).to_have_count(0)
    expect(page.get_by_role("figure", name="Förändring i antal: Bilstöld +6")).to_be_visible()


def test_pointing_at_a_bar_tells_its_number(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    page = alive(page_for(coordinator))
    plot = page.locator("[data-figure='figure-compstat-driver'] .plot")
    plot.scroll_into_view_if_needed()
    plot.locator(".bars .point").nth(4).hover(force=True)
    expect(plot.locator(".hovertext")).to_contain_text("490 antal anmälningar")


def test_a_category_named_like_markup_does_nothing(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    evil = "<img src=x onerror=alert(1)><b>Bilstöld</b>"
    CompstatCategory.objects.filter(code="car_theft").update(name=evil)
    page = page_for(coordinator)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    alive(page)
    page.locator("[data-figure='figure-compstat-change'] .plot .point").nth(1).hover(force=True)
    expect(page.locator("main img")).to_have_count(0)


def test_without_scripts_every_chart_is_drawn(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    page = page_for(coordinator, java_script_enabled=False)
    page.goto(PAGE)
    expect(page.locator("[data-figure] > svg")).to_have_count(5)
    expect(page.locator("[data-figure] > svg").first).to_be_visible()


def test_on_a_phone_the_page_does_not_scroll_sideways(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    page = alive(page_for(coordinator, width=390, height=800))
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    expect(page.locator(".phone-word").first).to_be_visible()


def test_paper_has_the_drawings_and_no_buttons(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    page = alive(page_for(coordinator))
    page.emulate_media(media="print")
    expect(page.locator("[data-figure] > svg").first).to_be_visible()
    expect(page.locator(".plot").first).to_be_hidden()
    text = "".join(p.extract_text() for p in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)
    assert "för få för att säga" in text
    assert "Ladda ner" not in text


def test_a_table_copied_from_a_spreadsheet_is_checked_shown_and_stored(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    page = page_for(coordinator)
    page.goto(PAGE)
    page.get_by_role("link", name="Klistra in från Excel").click()
    page.get_by_label("Tabell från kalkylbladet").fill("Brott\t2022\t2023\tUtv\nBilstöld\t32\t39\t6")
    page.get_by_label("Uttagen").fill("2023-12-01")
    page.get_by_role("button", name="Förhandsgranska").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "Rad 2: Utvecklingen är +6 i tabellen, men talen ger +7."
    )
    page.get_by_label("Tabell från kalkylbladet").fill("Brott\t2022\t2023\tUtv\nBilstöld\t32\t39\t7")
    page.get_by_role("button", name="Förhandsgranska").click()
    expect(page.get_by_text("Bilstöld 2023: 38 → 39")).to_be_visible()
    page.get_by_role("button", name="Spara tabellen").click()
    expect(page.get_by_text("Tabellen är sparad.")).to_be_visible()
    assert CompstatFigure.objects.get(category__code="car_theft", period_end__year=2023).count == 39

"""The year in a real browser: reading, copying, printing on one A4, on a phone."""

import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from assessments.models import Assessment
from places.models import Area
from stakeholders.models import User
from tests.factories import make_assessment

pytestmark = pytest.mark.django_db(transaction=True)
YEAR = "/omraden/hasselby-vallingby/ar/2023/"
PageFor = Callable[..., Page]


def sideways(page: Page) -> int:
    """Pixels by which the page itself can be scrolled sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_one_table_of_the_year_is_read_aloud_and_red_cells_are_red(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    page = page_for(coordinator)
    page.goto(YEAR)
    expect(page.get_by_role("table", name="Nivå 1–5 för varje område och vecka 2023")).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(2)  # the strip and the counts; paper's is not there
    red = page.locator(".heat td.level-5")
    expect(red).to_have_count(12)
    expect(red.first).to_have_css("background-color", "rgb(163, 17, 31)")
    expect(red.first).to_have_css("color", "rgb(255, 255, 255)")


def test_the_table_is_copied_with_the_keyboard_and_the_page_says_so(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    Assessment.objects.filter(area__slug="vinsta", iso_week=2).delete()
    page = page_for(coordinator, permissions=["clipboard-read", "clipboard-write"])
    page.goto(YEAR)
    button = page.get_by_role("button", name="Kopiera till kalkylblad")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Tabellen är kopierad.")).to_be_visible()
    expect(button).to_be_focused()
    rows = [line.split("\t") for line in page.evaluate("navigator.clipboard.readText()").splitlines()]
    assert rows[0][:3] == ["Vecka", "Hässelby gård", "Hässelby strand"]
    assert len(rows) == 53
    assert {len(row) for row in rows} == {10}
    assert rows[1] == ["1", "2", "2", "1", "5", "1", "1", "5", "1", "1"]
    assert rows[2][5] == ""
    assert rows[47] == ["47", *[""] * 9]


def test_what_was_copied_can_be_pasted_back_and_changed(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    page = page_for(coordinator, permissions=["clipboard-read", "clipboard-write"])
    page.goto(YEAR)
    page.get_by_role("button", name="Kopiera till kalkylblad").click()
    expect(page.get_by_role("status").filter(has_text="Tabellen är kopierad.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    copied[46] = "\t".join(["46", *["4"] * 9])
    page.get_by_text("Klistra in från kalkylblad").click()
    page.get_by_label("Tabell från kalkylbladet").fill("\n".join(copied))
    page.get_by_role("button", name="Förhandsgranska").click()
    expect(page.get_by_role("heading", name="9 nivåer ändras")).to_be_visible()
    page.get_by_role("button", name="Spara 9 nivåer").click()
    expect(page.get_by_text("9 nivåer sparades.")).to_be_visible()
    assert set(Assessment.objects.filter(iso_year=2023, iso_week=46).values_list("level", flat=True)) == {4}


def test_a_click_on_a_cell_opens_its_week(page_for: PageFor, coordinator: User, demo_district: Area) -> None:
    page = page_for(coordinator)
    page.goto(YEAR)
    page.locator(".heat tbody tr").nth(6).locator("td").nth(17).click()
    page.wait_for_url("**/vecka/2023-W18/")


def test_pointing_at_a_cell_reads_it_in_words(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    page = page_for(coordinator)
    page.goto(YEAR)
    page.locator(".heat tbody tr").nth(6).locator("td").nth(17).hover()
    expect(page.locator("[data-heat-told]")).to_have_text(
        "Grimsta · Vecka 18, 1–7 maj 2023 · 5 Kritiskt läge"
    )


@pytest.mark.parametrize(("year", "weeks"), [(2023, 52), (2026, 53)])
def test_the_whole_year_prints_on_one_a4(
    page_for: PageFor, coordinator: User, demo_district: Area, year: int, weeks: int
) -> None:
    if year == 2026:
        make_assessment(area=Area.objects.get(slug="nalsta"), iso_year=2026, iso_week=1, level=5)
    page = page_for(coordinator)
    page.goto(f"/omraden/hasselby-vallingby/ar/{year}/")
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) == 1
    width, height = paper.pages[0].mediabox.width, paper.pages[0].mediabox.height
    assert (round(width), round(height)) == (595, 842)
    text = paper.pages[0].extract_text()
    assert "Tabell 2" in text
    assert "Längst i rad" in text
    assert "5 Kritiskt läge" in text
    page.emulate_media(media="print")
    expect(page.locator(".paper tbody tr")).to_have_count(weeks)
    expect(page.locator(".paper")).to_be_visible()
    expect(page.locator(".heat")).to_be_hidden()


def test_only_the_tables_scroll_sideways_and_names_stay(
    page_for: PageFor, coordinator: User, demo_district: Area
) -> None:
    page = page_for(coordinator)
    page.goto(YEAR)
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert sideways(page) <= 0
    page.locator(".year-scroll").evaluate("box => { box.scrollLeft = 400 }")
    name = page.locator(".heat tbody th").first.bounding_box()
    assert name
    assert 0 <= name["x"] < 40


def test_the_year_is_whole_without_scripts(page_for: PageFor, coordinator: User, demo_district: Area) -> None:
    page = page_for(coordinator, java_script_enabled=False)
    page.goto(YEAR)
    expect(page.get_by_role("button", name="Kopiera till kalkylblad")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="Ladda ner som CSV").click()
    assert download.value.suggested_filename == "arsoversikt-hasselby-vallingby-2023.csv"
    page.get_by_role("link", name="Vecka 46, 13–19 november 2023").click()
    page.wait_for_url("**/vecka/2023-W46/")


def test_a_district_of_many_areas_prints_on_one_a4_too(
    page_for: PageFor, police: User, demo_district: Area
) -> None:
    page = page_for(police)
    page.goto("/omraden/bromma/ar/2026/")
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) == 1
    expect(page.locator(".paper thead th")).to_have_count(25)

"""The demo's Lägesbild 2023, page by page: its sections, its numbers, its gaps, and how it is built for every reader."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.utils import translation
from pypdf import PdfReader

from places.models import Area
from platssamverkan.core.workbook import read_workbook
from reports import editions
from reports.document import Numbering
from reports.edition_data import EditionData, findings_of, snapshot_of
from reports.edition_docx import docx_of
from reports.edition_easy import easy_parts
from reports.edition_models import Audience, Edition
from reports.edition_xlsx import xlsx_of
from reports.prose import as_html, cells_named, without_bound
from reports.rendering import Printed, print_pdf

DATA = Path(settings.BASE_DIR) / "platssamverkan" / "demo" / "data"


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    with translation.override("sv"):
        yield


def demo_edition(slug: str) -> Edition:
    return Edition.objects.select_related("area").get(
        area__slug=slug, year=2023, audience=Audience.AUTHORITIES
    )


@pytest.fixture(scope="module")
def html(django_db_setup: None, django_db_blocker: Any) -> dict[str, str]:
    """The pages of the demo's two editions."""
    with django_db_blocker.unblock(), translation.override("sv"):
        return {slug: editions.pages_of(demo_edition(slug)) for slug in ("hasselby-vallingby", "bromma")}


@pytest.fixture(scope="module")
def printed(html: dict[str, str]) -> dict[str, Printed]:
    return {slug: print_pdf(pages) for slug, pages in html.items()}


@pytest.fixture(scope="module")
def file(printed: dict[str, Printed]) -> PdfReader:
    return PdfReader(io.BytesIO(printed["hasselby-vallingby"].data))


def words(html: str) -> str:
    bare = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return re.sub(r"[\s\u00a0]+", " ", unescape(re.sub(r"<[^>]+>", " ", bare)))


def test_every_chapter_of_the_report_stands_in_its_order(html: dict[str, str]) -> None:
    titles = re.findall(r'<h2 id="[^"]+"[^>]*>\d+ ([^<]+)</h2>', html["hasselby-vallingby"])
    assert titles == [
        "Sammantagen bedömning", "Inledning", "Stadsdelsområdet", "Lokalpolisområdet", "Brottsligheten", "Tryggheten",
        "Prioriterade samverkansområden", "Lokalt prioriterade samverkansområden", "Åtgärdsplan och uppföljning",
        "Förändring sedan förra året", "Inför det kommande året", "Datakvalitet", "Bilaga: årets trygghetsvandringar",
    ]  # fmt: skip


def test_siffergranskaren_finds_nothing_in_the_demos_report(demo_district: Area) -> None:
    data, written = editions.written_of(demo_edition("hasselby-vallingby"))
    assert [item.message for item in findings_of(data, written.numbering)] == []


def test_the_figures_of_the_citys_report_are_all_there(html: dict[str, str]) -> None:
    text = words(html["hasselby-vallingby"])
    with (DATA / "compstat_hasselby_vallingby_2023.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            for year in range(2019, 2024):
                assert f"{int(row[f'y{year}']):,}".replace(",", " ") in text
    for fact in (
        "76 396", "19 482", "25,5 %", "21,2 %", "1,68 %", "18 dagar", "14 dagar", "48,5 %", "35 %", "11,5 %", "7,4 %",
        "35,7 %", "26,8 %", "48,3 %", "62,2 %", "87,2 %", "89,9 %", "352 000", "431 800", "76,6 %", "79,5 %", "188 000",
        "13", "47 %", "43 %", "4 november 2019", "1 januari 2024",
    ):  # fmt: skip
        assert fact in text, fact
    for name in ("Maltesholmstorget", "Bräckefäret", "Fornkullen", "Johannelund", "Havafast", "Nockebybanan"):
        assert name in text, name


def test_a_box_whose_state_is_unknown_is_not_stated(html: dict[str, str]) -> None:
    pages = html["hasselby-vallingby"]
    assert pages.count('class="box-unknown"') == 10
    assert 'class="box-yes"' not in pages
    assert 'class="box-no"' not in pages


def test_what_is_invented_says_so_inside_its_picture(html: dict[str, str]) -> None:
    pages = html["hasselby-vallingby"]
    drawings = re.findall(r"<svg.*?</svg>", pages, flags=re.DOTALL)
    stamped = [drawing for drawing in drawings if re.search(r"<text[^>]*>Påhittad demodata</text>", drawing)]
    # The layered map, the pooled survey map, the heat map, two maps and two charts of the year's surveys,
    # and five charts of the edition's own.
    assert len(stamped) == 12
    for drawing in stamped:
        assert "Påhittad demodata" in drawing.partition("</title>")[0]  # and to whoever does not see it


def test_gaps_are_stated_and_never_drawn_as_zeros(html: dict[str, str]) -> None:
    text = words(html["bromma"])
    for sentence in (
        "Inga lägesbedömningar för Bromma 2023 är gjorda eller inlästa.",
        "Inga befolkningsuppgifter för Bromma är inlästa. Det betyder inte att de är noll.",
        "Inga CompStat-uppgifter för Bromma 2023 är inlästa.",
        "Det säger ingenting om hur tryggt området är.",
        "Inga lägesbedömningar finns för 2023, så det finns ingenting att jämföra.",
    ):
        assert sentence in text, sentence
    assert not re.search(r'class="n">0<', html["bromma"])
    assert not re.search(
        r'class="l[1-5]">\d', html["bromma"].partition("Innehåll</h2>")[2].partition("legend")[0]
    )


def test_what_the_rooms_know_stands_in_the_report(html: dict[str, str]) -> None:
    text = words(html["hasselby-vallingby"])
    for told in (
        "Beredningsgrupp", "Samverkansgrupp avhopp",  # the structure
        "I 38 av 46 veckor hölls båda kvällarna",  # a promise, followed up
        "Otrygg ute ensam på kvällen i sitt bostadsområde", "14 820", "färre än 100",  # surveys
        "Trygghetsvandring vid Hässelby torg", "Platsen uppfyller inte kraven för kamerabevakning",  # walks
        "Planerade åtgärder 2024", "Kartläggning och orsaksanalys av Hässelby torg",  # the plan
        "Mötena har blivit en del av centrumets vanliga drift",  # last year's
        "184 000", "9,4",  # the district's own series
    ):  # fmt: skip
        assert told in text, told
    assert "Vandring och dialog i Blackeberg" not in text  # Bromma's
    assert "Vandring och dialog i Blackeberg" in words(html["bromma"])


def test_the_structure_is_drawn_with_every_group_under_the_one_it_answers_to(html: dict[str, str]) -> None:
    drawings = re.findall(r"<svg.*?</svg>", html["hasselby-vallingby"], re.DOTALL)
    drawing = next(found for found in drawings if "Samverkansstruktur i" in found)
    assert "Beredningsgrupp, får uppdrag av Styrgrupp" in drawing
    assert drawing.partition("</title>")[0].count("får uppdrag av Beredningsgrupp") == 6


def test_a_part_of_a_year_is_marked(html: dict[str, str]) -> None:
    drawing = next(
        d for d in re.findall(r"<svg.*?</svg>", html["hasselby-vallingby"], re.DOTALL) if "parrelation" in d
    )
    assert drawing.count("stroke-dasharray") == 1
    assert "t.o.m. 19 nov" in drawing


# --- the file -------------------------------------------------------------------------------------------


def catalog(file: PdfReader) -> Any:
    return file.trailer["/Root"]


def elements(file: PdfReader) -> Iterator[Any]:
    waiting = [catalog(file)["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop(0)
        node = node.get_object()
        if isinstance(node, list):
            waiting = [*node, *waiting]
            continue
        if not isinstance(node, dict):
            continue
        if "/S" in node:
            yield node
        if "/K" in node:
            kids = node["/K"]
            waiting = [*(kids if isinstance(kids, list) else [kids]), *waiting]


def test_the_file_is_tagged_and_says_its_language_and_title(file: PdfReader) -> None:
    assert catalog(file)["/MarkInfo"]["/Marked"]
    assert catalog(file)["/Lang"] == "sv"
    assert cast(Any, file.metadata).title == "Lägesbild 2023. Hässelby-Vällingby"
    assert len(file.pages) >= 30


def test_headings_come_in_order_and_are_bookmarks(file: PdfReader) -> None:
    levels = [int(tag[2:]) for node in elements(file) if re.fullmatch(r"/H[1-6]", tag := str(node["/S"]))]
    assert levels
    assert all(after <= before + 1 for before, after in pairwise(levels))

    def titles(items: Any) -> Iterator[str]:
        for item in items:
            if isinstance(item, list):
                yield from titles(item)
            else:
                yield item.title

    marks = list(titles(file.outline))
    assert "6 Tryggheten" in marks
    assert any(mark.endswith("Unga i riskzon för destruktivt beteende") for mark in marks)


def test_every_table_head_says_what_it_heads_and_every_picture_has_an_alternative(
    file: PdfReader, html: dict[str, str]
) -> None:
    heads = [node for node in elements(file) if node["/S"] == "/TH"]
    assert len(heads) > 100
    for head in heads:
        in_head = head["/P"]["/P"]["/S"] == "/THead"
        assert head["/A"]["/Scope"] == ("/Column" if in_head else "/Row")
    cells = [node for node in elements(file) if node["/S"] == "/TD"]
    assert all(len(cell["/A"]["/Headers"]) >= 2 for cell in cells)  # its row's and its column's
    written = re.findall(r"<th\b[^>]*>", html["hasselby-vallingby"])
    assert all('scope="col"' in tag or 'scope="row"' in tag for tag in written)
    figures = [node for node in elements(file) if node["/S"] == "/Figure"]
    assert len(figures) >= 9
    assert all(str(node.get("/Alt", "")).strip() for node in figures)


def test_the_text_of_the_file_holds_its_numbers(file: PdfReader) -> None:
    text = re.sub(r"[\s\u00a0]+", " ", " ".join(page.extract_text() for page in file.pages))
    for number in ("76 396", "1 174", "352 000", "414", "188 000"):
        assert number in text, number


def test_the_same_edition_gives_the_same_bytes(html: dict[str, str], printed: dict[str, Printed]) -> None:
    assert print_pdf(html["bromma"]).data == printed["bromma"].data


# --- other forms of the same -----------------------------------------------------------------------------


def test_the_word_document_holds_headings_tables_and_alternatives_of_the_pages(html: dict[str, str]) -> None:
    pages = html["hasselby-vallingby"]
    made = docx_of(pages)
    assert docx_of(pages) == made
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))  # noqa: S314 - we made it
        document = package.read("word/document.xml").decode()
    assert document.count('w:val="Heading1"') == 13
    assert document.count("<w:tblHeader/>") == pages.count("<thead>")
    assert "1\u00a0174" in document
    assert "Bild: Påhittad demodata" in document
    assert "<svg" not in document


def test_the_workbook_has_a_sheet_for_each_table_with_its_source_and_the_same_gaps(
    html: dict[str, str],
) -> None:
    pages = html["hasselby-vallingby"]
    sheets = {sheet.name: sheet.rows for sheet in read_workbook(xlsx_of(pages, [("Lägesbild", "Demo")]))}
    named = re.findall(r"<b>(Tabell\u00a0\d+)\.</b>", pages)
    assert list(sheets) == ["Innehåll", *(name.replace("\u00a0", " ") for name in named)]
    assert ["Lägesbild", "Demo"] in sheets["Innehåll"]
    crime = next(
        rows for rows in sheets.values() if rows[0][0] == "Brott" and rows[1][0] == "Bedrägeri (urval)"
    )
    assert crime[1][1:6] == [121, 125, 142, 291, 490]
    assert crime[1][7] == 199
    told = [row[0] for row in crime if str(row[0]).startswith("Anmälda brott i urval")]
    assert "uttag 24\u00a0november 2023" in str(told[0])
    survey = next(rows for rows in sheets.values() if rows[0][:2] == ["Område", "Andel"])
    few = next(row for row in survey if row[0] == "Nälsta")
    assert few[1:4] == ["för få svar", "–", "färre än 100"]


def test_a_word_document_takes_whatever_was_written() -> None:
    page = "<html><head><title>A &amp; B</title></head><body><p>1 &lt; 2<br/>nästa</p><table><tbody></tbody></table></body></html>"
    with zipfile.ZipFile(io.BytesIO(docx_of(page))) as package:
        document = package.read("word/document.xml").decode()
    assert "A &amp; B" in document
    assert "1 &lt; 2 nästa" in document


def test_the_easy_version_says_what_the_tables_say(demo_district: Area) -> None:
    parts = {
        part.title: part.sentences
        for part in easy_parts(snapshot_of(EditionData(demo_edition("hasselby-vallingby"))))
    }
    said = " ".join(sentence for sentences in parts.values() for sentence in sentences).replace("\u00a0", " ")
    assert "363 av 414 bedömningar var 1 eller 2." in said
    assert "12 bedömningar var 5." in said
    assert "Hässelby gård (24)" in said
    assert "Bedrägeri (urval) (291 → 490)" in said
    assert "37 % svarade så. 1 291 personer svarade." in said
    assert "Kartläggning och orsaksanalys av Hässelby torg." in parts["Vad ska göras?"]
    assert len(said.split()) < 350  # two pages in large type


def test_the_easy_version_of_an_empty_year_says_that_nothing_is_known(demo_district: Area) -> None:
    parts = easy_parts(snapshot_of(EditionData(demo_edition("bromma"))))
    said = " ".join(sentence for part in parts for sentence in part.sentences)
    assert "Därför vet vi inte hur läget var." in said
    assert "Har brotten blivit fler?" not in [part.title for part in parts]
    assert not re.search(r"\b0\b", said)


# --- words ------------------------------------------------------------------------------------------------


def test_words_become_paragraphs_lists_and_headings_and_nothing_else() -> None:
    written = as_html("Ett.\n\n- a\n- <b>\n\n## Mer\nTvå {{x.1}} {{y}} {{ref:year-table}}", {"x.1": "103"})
    assert written == (
        "<p>Ett.</p>\n<ul><li>a</li><li>&lt;b&gt;</li></ul>\n<h4>Mer</h4>\n"
        "<p>Två 103 <mark>uppgift saknas: y</mark> <!--see:year-table--></p>"
    )


def test_footnotes_are_numbered_through_the_document_and_stand_last_in_their_chapter() -> None:
    numbering = Numbering()
    first = numbering.footnotes(as_html("Ett{{not: a < b}} två{{not: c}}.", {}))
    assert first == (
        '<p>Ett<sup id="till-not-1"><a href="#not-1">1</a></sup> två<sup id="till-not-2"><a href="#not-2">2</a></sup>.</p>'
        '<div class="footnotes"><p id="not-1"><a href="#till-not-1">1</a> a &lt; b</p>'
        '<p id="not-2"><a href="#till-not-2">2</a> c</p></div>'
    )
    assert 'id="not-3"' in numbering.footnotes(as_html("Tre{{not: d}}.", {}))
    assert "footnotes" not in numbering.footnotes(as_html("Fyra.", {}))


def test_words_of_a_footnote_are_no_cell_and_are_read_by_siffergranskaren() -> None:
    text = "Ett{{not: Räcksta ökade.}} {{rån.2023}}"
    assert cells_named(text) == ["rån.2023"]
    assert "Räcksta ökade." in without_bound(text)

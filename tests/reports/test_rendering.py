"""The printed file, opened and read; and the lock on what a document may fetch."""

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from django.conf import settings
from django.utils import translation
from pypdf import PdfReader

from assessments.models import Assessment, Origin
from places.models import Area
from reports.lagesbild import compose
from reports.rendering import LockedFetcher, Printed, PrintError, print_pdf
from tests.factories import make_district

AGAIN = """
import django, hashlib, pathlib, sys
django.setup()
from reports.rendering import print_pdf
html = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
print(hashlib.sha256(print_pdf(html).data).hexdigest())
"""


def page(body: str) -> str:
    return f'<!DOCTYPE html><html lang="sv"><head><title>T</title></head><body>{body}</body></html>'


@pytest.fixture(scope="module")
def html(django_db_setup: None, django_db_blocker: Any) -> str:
    with django_db_blocker.unblock(), translation.override("sv"):
        return compose(Area.objects.get(slug="hasselby-vallingby"), 2023).html()


@pytest.fixture(scope="module")
def printed(html: str) -> Printed:
    return print_pdf(html)


@pytest.fixture(scope="module")
def file(printed: Printed, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    path = tmp_path_factory.mktemp("pdf") / "lagesbild.pdf"
    path.write_bytes(printed.data)
    return PdfReader(path)


def catalog(file: PdfReader) -> Any:
    return file.trailer["/Root"]


def elements(file: PdfReader) -> Iterator[Any]:
    """Every structure element of the tag tree."""
    waiting = [catalog(file)["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            kid = kid.get_object()
            if isinstance(kid, dict) and kid.get("/Type") == "/StructElem":
                yield kid
                waiting.append(kid)


def test_the_whole_year_stands_on_one_page_in_its_places(file: PdfReader) -> None:
    text = next(t for t in (p.extract_text() for p in file.pages[2:]) if "Lägesbedömning per vecka" in t)
    rows = {int(m[1]): m[2].split() for m in re.finditer(r"^(\d+)((?: ?[1-5]){9})$", text, re.MULTILINE)}
    seed = (
        Path(settings.BASE_DIR) / "platssamverkan/demo/data/weekly_hasselby_vallingby_2023.csv"
    ).read_text()
    expected: dict[int, list[str]] = {}
    for line in seed.splitlines()[1:]:
        _year, week, _area, level = line.split(",")
        expected.setdefault(int(week), []).append(level)
    assert {week: rows.get(week) for week in expected} == expected


def test_a_year_of_53_weeks_and_nine_areas_stands_on_one_page_too(db: None, tmp_path: Path) -> None:
    district = make_district(*(f"Område nummer {n}" for n in range(1, 10)))
    Assessment.objects.bulk_create(
        Assessment(
            area=area,
            iso_year=2026,
            iso_week=week,
            level=1 + week % 5,
            origin=Origin.IMPORTED,
            source="Prov",
            decided_at=datetime(2027, 1, 7, tzinfo=UTC),
        )
        for area in Area.objects.neighbourhoods_of(district)
        for week in range(1, 54)
        if week != 30
    )
    with translation.override("sv"):
        html = compose(district, 2026).html()
    path = tmp_path / "53.pdf"
    path.write_bytes(print_pdf(html).data)
    pages = [p.extract_text() for p in PdfReader(path).pages]
    year = next(text for text in pages[2:] if "Lägesbedömning per vecka" in text)
    assert re.search(r"^53(?: ?4){9}$", year, re.MULTILINE)
    assert re.search(r"^30(?: ?ej){9}$", year, re.MULTILINE)
    assert re.search(r"^i följd", year, re.MULTILINE)


def test_all_17_compstat_rows_can_be_read_out_of_the_file(file: PdfReader) -> None:
    text = " ".join(" ".join(p.extract_text() for p in file.pages).split())
    seed = (
        Path(settings.BASE_DIR) / "platssamverkan/demo/data/compstat_hasselby_vallingby_2023.csv"
    ).read_text()
    lines = re.findall(r"(?m)(\d+),(\d+),(\d+),(\d+),(\d+),-?\d+,-?[\d.]+$", seed)
    assert len(lines) == 17
    for numbers in lines:
        assert " ".join(f"{int(n):,}".replace(",", " ") for n in numbers) in text


def test_it_is_tagged_titled_and_swedish(file: PdfReader) -> None:
    root = catalog(file)
    assert root["/Lang"] == "sv"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = file.metadata
    assert metadata is not None
    assert metadata.title == "Gemensam lägesbild 2023. Hässelby-Vällingby"
    assert metadata.author == "Hässelby-Vällingby stadsdelsförvaltning, Lokalpolisområde Vällingby"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_every_figure_has_its_alt_text(file: PdfReader) -> None:
    figures = [element for element in elements(file) if element["/S"] == "/Figure"]
    assert len(figures) == 23
    assert all(len(element.get("/Alt", "")) > 10 for element in figures)
    alts = " ".join(str(element["/Alt"]) for element in figures)
    assert "Hässelby villastad (9 veckor)" in alts
    assert "Bedrägeri (urval): 2019 121, 2020 125, 2021 142, 2022 291 och 2023 490." in alts


def test_the_tags_hold_headings_tables_and_header_cells(html: str, file: PdfReader) -> None:
    tags = [str(element["/S"]) for element in elements(file)]
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == 6
    # A table broken over two pages would be counted twice: here none is.
    assert tags.count("/Table") == len(re.findall("<table", html))
    assert tags.count("/TH") > 100


def test_bookmarks_lead_to_the_page_that_the_contents_name(file: PdfReader) -> None:
    outline = [item for item in file.outline if not isinstance(item, list)]
    titles = [str(item.title) for item in outline]
    assert titles[0] == "Innehåll"
    assert titles[1] == "1 Sammanfattning"
    assert titles[-1] == "5 Källor och datakvalitet"
    contents = file.pages[1].extract_text()
    for item in outline[1:]:
        number = file.get_destination_page_number(item)
        assert number is not None
        name = str(item.title).split(" ", 1)[1]
        assert name in file.pages[number].extract_text()
        assert re.search(rf"{re.escape(name)}\s*{number + 1}\b", contents)


def test_the_cover_has_no_running_head_and_the_rest_has(file: PdfReader) -> None:
    head = "Gemensam lägesbild 2023 · Hässelby-Vällingby"
    assert head not in file.pages[0].extract_text()
    assert all(head in p.extract_text() for p in file.pages[1:])


def test_it_is_a_document_and_not_a_pile(printed: Printed) -> None:
    assert 8 <= printed.pages <= 12
    assert len(printed.data) < 600_000


def test_only_our_own_letters_are_used(file: PdfReader) -> None:
    """A letter missing in the vendored fonts would be taken from whatever the machine has."""
    names = {
        str(font.get_object()["/BaseFont"])
        for resources in (p["/Resources"].get_object() for p in file.pages)
        for font in cast(Any, resources)["/Font"].values()
    }
    assert names
    assert all("Source" in name for name in names)


def test_the_same_html_gives_the_same_bytes_in_another_process(
    html: str, printed: Printed, tmp_path: Path
) -> None:
    source = tmp_path / "lagesbild.html"
    source.write_text(html, encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, "-c", AGAIN, str(source)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == hashlib.sha256(printed.data).hexdigest()
    assert print_pdf(html).data == printed.data  # and once more in this warm process


# --- the lock -------------------------------------------------------------------------------------

OUTSIDE = (
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "http://127.0.0.1:1/x.png",
    "https://example.org/x.png",
    "ftp://example.org/x",
    "static:../manage.py",
    "static:reports/../../manage.py",
    "static:/etc/passwd",
    "static://etc/passwd",
    "static:reports/%2e%2e/%2e%2e/manage.py",
    "static:reports\\..\\document.css",
    "static:no/such/file.css",
    "static:",
    "/etc/passwd",
)


@pytest.mark.parametrize("address", OUTSIDE)
def test_the_fetcher_refuses_everything_outside_the_lock(address: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        LockedFetcher().fetch(address)


def test_the_fetcher_reads_data_and_our_static_files() -> None:
    fetcher = LockedFetcher()
    assert fetcher.fetch("data:text/plain,hej").read() == b"hej"
    assert b"@page" in fetcher.fetch("static:reports/document.css").read()


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="x" src="{}"/>',
        '<link rel="stylesheet" href="{}"/>',
        '<link rel="attachment" href="{}"/>',
        '<a rel="attachment" href="{}">x</a>',
        '<p style="background: url({})">x</p>',
        '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><image href="{}" width="9" height="9"/></svg>',
    ],
)
def test_a_document_that_asks_for_more_is_not_printed(body: str) -> None:
    with pytest.raises(PrintError):
        print_pdf(page(body.format("file:///etc/hostname")))


def test_a_picture_without_words_is_not_printed() -> None:
    pixel = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    with pytest.raises(PrintError, match="alt"):
        print_pdf(page(f'<img src="{pixel}"/>'))


def test_broken_html_is_not_printed() -> None:
    with pytest.raises(PrintError, match="well-formed"):
        print_pdf("<p>halv")

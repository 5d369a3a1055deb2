"""The lägesbild as HTML: its numbers against the seed, its numbering, and what it says when data are missing."""

import csv
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from assessments.models import Assessment
from assessments.models import Origin as AssessmentOrigin
from indicators.analysis import CompstatBlock, CompstatRow, compstat, sum_row
from indicators.figures import clear_changes, driver
from places.models import Area
from platssamverkan.core.swedish import MISSING, NBSP, signed, signed_percent, whole
from reports.document import Document, DocumentError, Kind, Numbering, Section, UnknownReference
from reports.lagesbild import both_parties, compose
from tests.factories import make_district

DATA = Path(settings.BASE_DIR) / "platssamverkan" / "demo" / "data"


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    with translation.override("sv"):
        yield


def seed(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def tree_of(html: str) -> ElementTree.Element:
    bare = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return ElementTree.fromstring(bare)  # noqa: S314 - our own document


def said(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split(" "))


def tables(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """Tables by the key of their caption."""
    found = {}
    for table in root.iter("table"):
        caption = table.find("caption/span")
        assert caption is not None
        found[caption.attrib["id"]] = table
    return found


def body_rows(table: ElementTree.Element) -> list[list[str]]:
    return [[said(cell) for cell in row] for row in table.findall("tbody/tr")]


@pytest.fixture
def lagesbild(demo_district: Area) -> ElementTree.Element:
    return tree_of(compose(demo_district, 2023).html())


def test_all_414_levels_stand_in_their_places(lagesbild: ElementTree.Element) -> None:
    table = tables(lagesbild)["year-table"]
    head = [said(cell) for cell in table.findall("thead/tr/th")]
    printed = {
        (int(row[0]), area): level
        for row in body_rows(table)
        for area, level in zip(head[1:], row[1:], strict=False)
        if level
    }
    expected = {
        (int(row["week"]), row["area"]): row["level"] for row in seed("weekly_hasselby_vallingby_2023.csv")
    }
    assert len(expected) == 414
    assert printed == expected


def test_the_year_has_52_rows_46_of_them_filled_and_12_red_cells(lagesbild: ElementTree.Element) -> None:
    table = tables(lagesbild)["year-table"]
    rows = body_rows(table)
    assert [int(row[0]) for row in rows] == list(range(1, 53))
    assert sum(any(row[1:]) for row in rows) == 46
    assert len([cell for cell in table.iter("td") if cell.get("class") == "l5"]) == 12
    for cell in table.findall("tbody/tr/td"):
        assert cell.get("class") == (f"l{cell.text}" if cell.text else "after")


def test_all_17_compstat_rows_are_printed_as_the_seed_counted_them(lagesbild: ElementTree.Element) -> None:
    found = tables(lagesbild)
    printed = [row for key in ("compstat-1", "compstat-2") for row in body_rows(found[key])]
    expected = seed("compstat_hasselby_vallingby_2023.csv")
    assert len(expected) == 17
    for row, source in zip(printed, expected, strict=True):
        counts = [int(source[f"y{year}"]) for year in range(2019, 2024)]
        assert row[0] == source["category"]
        assert row[1:6] == [whole(n) for n in counts]
        assert row[7] == signed(int(source["seed_change"]))
        assert row[8] == (signed_percent(float(source["seed_pct"])) if counts[3] >= 20 else MISSING)


def test_only_signals_are_called_clear(lagesbild: ElementTree.Element) -> None:
    found = tables(lagesbild)
    words = {row[0]: row[9] for key in ("compstat-1", "compstat-2") for row in body_rows(found[key])}
    clear = {name for name, word in words.items() if word == "tydlig ökning"}
    assert clear == {"Cykelstöld", "Stöld ur fordon", "Bedrägeri (urval)", "Summa"}
    assert set(words.values()) == {"tydlig ökning", "inom normal variation", "för få för att säga"}


def test_the_findings_are_the_seeds_own(lagesbild: ElementTree.Element) -> None:
    text = said(lagesbild).replace(NBSP, " ")
    assert "Under 46 av årets 52 veckor gjordes 414 lägesbedömningar i 9 områden." in text
    assert "kritiskt (nivå 5) 12 gånger. Flest kritiska veckor hade Hässelby villastad (4)." in text
    assert (
        "Hässelby gård hade flest veckor på nivå 3 eller högre: 24 av 46, som mest 8 veckor i följd." in text
    )
    assert "utan den kategorin gick summan från 712 till 684, vilket är inom normal variation." in text
    assert "3 av 15 brottskategorier förändrades tydligt" in text


def test_the_counts_under_the_year_table_are_the_seeds(lagesbild: ElementTree.Element) -> None:
    rows = body_rows(tables(lagesbild)["counts"])
    assert [sum(map(int, row[1:])) for row in rows[:5]] == [255, 108, 36, 3, 12]
    assert rows[5] == ["3–5", "24", "1", "9", "11", "1", "2", "3", "0", "0"]


def test_exhibits_are_numbered_in_one_series_for_each_kind(lagesbild: ElementTree.Element) -> None:
    captions = [
        said(element)
        for element in lagesbild.iter("b")
        if re.match(r"(Tabell|Kartbild|Diagram)", said(element))
    ]
    for kind in ("Tabell", "Kartbild", "Diagram"):
        numbers = [int(c.split(NBSP)[1].rstrip(".")) for c in captions if c.startswith(kind)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert numbers


def test_every_link_leads_somewhere(lagesbild: ElementTree.Element) -> None:
    anchors = [element.attrib["id"] for element in lagesbild.iter() if "id" in element.attrib]
    links = [element.attrib["href"].removeprefix("#") for element in lagesbild.iter("a")]
    assert len(anchors) == len(set(anchors))
    assert set(links) <= set(anchors)
    assert set(anchors) <= set(links)  # everything numbered stands in the contents


def test_the_contents_name_every_heading_and_exhibit(lagesbild: ElementTree.Element) -> None:
    entries = [said(item) for item in lagesbild.iter("li") if (item.get("class") or "") in {"d1", "d2", "x"}]
    headings = [said(h) for tag in ("h2", "h3") for h in lagesbild.iter(tag) if h.get("id")]
    assert len(entries) == len(headings) + len(tables(lagesbild)) + 5


def test_the_cover_names_both_parties(demo_district: Area, lagesbild: ElementTree.Element) -> None:
    parties = [party.name for party in both_parties(demo_district, date(2023, 12, 31))]
    assert parties == ["Hässelby-Vällingby stadsdelsförvaltning", "Lokalpolisområde Vällingby"]
    cover = next(s for s in lagesbild.iter("section") if s.get("class") == "cover")
    assert all(party in said(cover) for party in parties)
    assert "vecka 46 (19 november 2023)" in said(cover).replace(NBSP, " ")


def test_it_says_its_language_and_is_self_contained(demo_district: Area) -> None:
    html = compose(demo_district, 2023).html()
    assert tree_of(html).get("lang") == "sv"
    assert re.findall(r"(?:src|href)=\"(?!#)", html) == []
    assert re.findall(r"url\(\"(?!data:)", html) == []


def test_years_are_not_written_as_thousands(lagesbild: ElementTree.Element) -> None:
    assert "2\u00a0023" not in said(lagesbild)


def test_writing_asks_the_database_nothing(demo_district: Area, django_assert_num_queries: Any) -> None:
    document = compose(demo_district, 2023)
    with django_assert_num_queries(0):
        document.html()


def test_composing_asks_as_much_for_nine_areas_as_for_two(
    demo_district: Area, django_assert_max_num_queries: Any
) -> None:
    small = make_district("Ett", "Två")
    with django_assert_max_num_queries(40) as of_small:
        compose(small, 2023)
    with django_assert_max_num_queries(len(of_small) + 3):
        compose(demo_district, 2023)


def test_a_district_without_data_says_so(db: None) -> None:
    district = make_district("Ett", "Två")
    text = said(tree_of(compose(district, 2023).html())).replace(NBSP, " ")
    assert f"Inga lägesbedömningar för {district.name} 2023 är gjorda eller inlästa." in text
    assert f"Inga CompStat-uppgifter för {district.name} 2023 är inlästa." in text
    assert "Normalt läge" in text


def test_a_week_nobody_assessed_differs_from_one_after_the_cutoff(demo_district: Area) -> None:
    Assessment.objects.get(area__name="Nälsta", iso_year=2023, iso_week=7).delete()
    root = tree_of(compose(demo_district, 2023).html())
    rows = tables(root)["year-table"].findall("tbody/tr")
    assert (rows[6][9].get("class"), rows[6][9].text) == ("ej", "ej")
    assert rows[46][1].get("class") == "after"
    assert f"Nälsta v.{NBSP}7" in said(root)


def test_a_year_of_53_weeks_has_53_rows(db: None) -> None:
    district = make_district("Ett")
    area = Area.objects.get(parent=district)
    Assessment.objects.create(
        area=area, iso_year=2026, iso_week=53, level=5, origin=AssessmentOrigin.IMPORTED,
        decided_at=datetime(2027, 1, 7, tzinfo=UTC),
    )  # fmt: skip
    rows = body_rows(tables(tree_of(compose(district, 2026).html()))["year-table"])
    assert len(rows) == 53
    assert rows[52] == ["53", "5"]
    assert rows[0] == ["1", "ej"]


def test_a_name_is_text_and_never_markup(db: None) -> None:
    district = make_district("Ett")
    district.name = "<b>Fet</b> & <!--ref:x-->"
    district.save()
    html = compose(district, 2023).html()
    assert district.name in unescape(said(tree_of(html)))
    assert "<b>Fet" not in html


# --- numbering ------------------------------------------------------------------------------------


def written(template: str, numbering: Numbering) -> str:
    return Template("{% load document %}" + template).render(Context({"numbering": numbering}))


def test_a_reference_may_look_forward() -> None:
    numbering = Numbering()
    html = written('{% ref "b" %} {% caption "table" "a" "A" %} {% caption "table" "b" "B" %}', numbering)
    assert numbering.resolve(html).startswith(f'<a href="#b">Tabell{NBSP}2</a>')


def test_an_unknown_reference_stops_the_document() -> None:
    with pytest.raises(UnknownReference, match="nowhere"):
        Numbering().resolve(written('{% ref "nowhere" %}', Numbering()))


def test_a_key_used_twice_stops_the_document() -> None:
    with pytest.raises(DocumentError, match="two things"):
        written('{% caption "table" "a" "A" %}{% caption "map" "a" "B" %}', Numbering())


def test_kinds_have_series_of_their_own_and_parts_begin_again_in_each_chapter() -> None:
    numbering = Numbering()
    names = [numbering.exhibit(kind, kind.name, "x").name for kind in (Kind.TABLE, Kind.MAP, Kind.CHART)]
    assert names == [f"Tabell{NBSP}1", f"Kartbild{NBSP}1", f"Diagram{NBSP}1"]
    numbering.chapter("c1", "Ett")
    assert numbering.part("p1", "Del").number == "1.1"
    numbering.chapter("c2", "Två")
    assert numbering.part("p2", "Del").number == "2.1"


def test_a_document_with_a_broken_reference_is_never_written() -> None:
    section = Section("a", "A", "reports/document/summary.html", {"year": 2023, "district": "X"})
    with pytest.raises(UnknownReference):
        Document("T", "T", (), {}, (section,)).html()


# --- what moves a sum -----------------------------------------------------------------------------


def block_of(**rows: tuple[int, int]) -> CompstatBlock:
    made = [CompstatRow(name, counts) for name, counts in rows.items()]
    return CompstatBlock("Block", (*made, sum_row(made)))


def test_fraud_alone_moves_the_sum_of_crimes_against_persons(demo_district: Area) -> None:
    table = compstat(demo_district, 2023)
    assert table is not None
    household, person = (driver(block) for block in table.blocks)
    assert household is None
    assert person is not None
    assert (person.row.name, person.rest.change.before, person.rest.change.now) == (
        "Bedrägeri (urval)",
        712,
        684,
    )
    assert [row.name for row in clear_changes(table)] == [
        "Bedrägeri (urval)",
        "Stöld ur fordon",
        "Cykelstöld",
    ]


def test_no_category_drives_a_sum_that_stands_still_or_moves_as_a_whole() -> None:
    assert driver(block_of(a=(100, 104), b=(100, 98))) is None
    assert driver(block_of(a=(100, 200), b=(100, 150))) is None
    assert driver(block_of(a=(100, 300))) is None

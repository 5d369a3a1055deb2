"""Siffergranskaren, held against a transcription of the city's own report of 2023.

The statements are written short and in our own words; numbers, periods, captions and spellings are those of
the report (DOMAIN.md 5.1).
"""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from reports.checker import Box, Caption, CitedSource, Code, Finding, Material, Row, Span, Table, Text, check

DATA = Path(settings.BASE_DIR) / "platssamverkan" / "demo" / "data"
SEP, OCT = Span((1, 1), (30, 9)), Span((1, 1), (31, 10))

# What the report says of its own table, claim by claim.
CRIME = """
Bland brott mot hushåll ökade alla slag utom inbrott i bostad, som minskade ca 16 % mot året före (1 jan – 31 okt). \
Inbrott i bostad har minskat varje år sedan 2019.

Bedrägeri (urval) ökade mest av alla (1 jan – 31 okt): med 222, ca 67 %.

Våldtäkt, utomhus minskade mest i procent (1 jan – 31 okt). I denna kategori anmäldes två brott 2023 mot sju 2022, \
ca 71 %. En minskning med fem anmälda brott blir alltså 71 %.

Misshandel utomhus, 0-14 år och 15 år och uppåt, minskade tillsammans med 39 brott.
"""
PLACES = """
Öppna drogscener finns i Hässelby gård, Hässelby strand och Räcksta. Även Räcksta har fler brott.

Råcksta hör till stadsdelsområdet. I Råcksta torg med Ådalen är det lugnare. Räcksta står i tabellens huvud.
"""
CAPTIONS = (
    Caption("Tabell", 1, "Förklaring till lägesbedömningen"),
    Caption("Tabell", 2, "Året vecka för vecka"),
    Caption("Kartbild", 1, "Hässelby-Vällingby"),
    Caption("Tabell", 1, "CompStat Hässelby-Vällingby"),
    Caption("Diagram", 3, "Snitt för nio anhörigcirklar för"),
)
NAMES: dict[str, tuple[str, ...]] = {
    "Råcksta": ("Räcksta",), "Hässelby gård": (), "Hässelby strand": (), "Vällingby": (), "Grimsta": (),
    "Åkermyntan centrum": (),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    with translation.override("sv"):
        yield


def rows() -> list[Row]:
    """The 17 rows as the report prints them, change and percent included."""
    found = []
    with (DATA / "compstat_hasselby_vallingby_2023.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            found.append(
                Row(
                    name=line["category"],
                    counts=tuple(int(line[f"y{year}"]) for year in range(2019, 2024)),
                    block=line["group"],
                    is_sum=line["category"] == "Summa",
                    printed_change=int(line["seed_change"]),
                    printed_percent=float(line["seed_pct"].rstrip("%").replace(",", ".")),
                )
            )
    return found


def table(span: Span = SEP) -> Table:
    return Table("Tabell 3", span, tuple(rows()), ("brottsligheten",))


def of(code: Code, found: list[Finding]) -> list[Finding]:
    return [item for item in found if item.code is code]


def test_the_period_is_the_cause_of_four_contradicting_statements() -> None:
    found = check(Material([Text("brottsligheten", "Brottsligheten", CRIME)], [table()]))
    (root,) = found
    assert root.code is Code.PERIOD
    assert "31\u00a0okt" in root.message
    assert "30\u00a0sep" in root.message
    assert [item.topic for item in root.statements] == [
        "Inbrott i bostad", "Bedrägeri", "Våldtäkt", "Misshandel utomhus",
    ]  # fmt: skip
    assert "103 till 80" in root.statements[0].table_says


def test_with_the_right_period_the_same_numbers_are_four_findings_of_their_own() -> None:
    text = Text("brottsligheten", "Brottsligheten", CRIME.replace("31 okt", "30 sep"))
    found = check(Material([text], [table()]))
    assert [item.code for item in found] == [Code.NUMBER] * 4


def test_nothing_is_raised_on_the_seventeen_correct_rows() -> None:
    assert len(rows()) == 17
    assert check(Material([], [table()])) == []


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.block} {row.name}")
def test_nothing_is_raised_on_a_row_told_in_words(row: Row) -> None:
    name = f"Summan i blocket {row.block}" if row.is_sum else row.name
    said = f"{name} gick från {row.counts[-2]} till {row.counts[-1]} (1 jan – 30 sep), {row.printed_change}."
    if row.percent is not None:
        said += f" Det är {abs(row.printed_percent or 0):.1f} procent.".replace(".", ",", 1)
    assert check(Material([Text("brottsligheten", "Brottsligheten", said)], [table()])) == []


@given_settings(deadline=None)
@given(st.sampled_from(rows()), st.integers(1, 400))
def test_any_other_number_in_its_place_is_found(row: Row, other: int) -> None:
    shares_name = [
        r
        for r in rows()
        if r.name.split(" (")[0].split(",")[0] == row.name.split(" (")[0].split(",")[0]
        and (not row.is_sum or r.block == row.block)
    ]
    known = {n for r in shares_name for n in r.counts} | {abs(r.change or 0) for r in shares_name}
    known |= {abs(sum(r.counts[-1 - i] or 0 for r in shares_name)) for i in (0, 1)}
    known.add(abs(sum(r.change or 0 for r in shares_name)))
    name = f"Summan i blocket {row.block}" if row.is_sum else row.name
    found = check(Material([Text("brottsligheten", "B", f"{name} ökade till {other} brott.")], [table()]))
    assert bool(found) == (other not in known)


def test_a_wrong_sum_and_a_wrong_percent_are_found() -> None:
    altered = rows()
    altered[0] = replace(altered[0], printed_percent=81.8)
    altered[4] = replace(altered[4], counts=(*altered[4].counts[:-1], 697))
    codes = [item.code for item in check(Material([], [Table("Tabell 3", SEP, tuple(altered))]))]
    assert codes.count(Code.ARITHMETIC) >= 2


def test_the_table_that_is_numbered_twice() -> None:
    (found,) = of(Code.TWICE, check(Material(captions=CAPTIONS)))
    assert "CompStat" in found.message
    assert "Förklaring" in found.message


def test_a_place_that_is_spelled_in_two_ways() -> None:
    (found,) = check(Material([Text("bedomning", "Bedömning", PLACES)], place_names=NAMES))
    assert found.code is Code.SPELLING
    assert "Räcksta (3) heter Råcksta" in found.message
    assert "Båda" in found.message


def test_a_slip_of_the_pen_in_a_name_is_found_but_no_ending_of_it() -> None:
    text = Text(
        "x", "X", "Vid Åkermymntan är det lugnt. Vällingbys torg, Vällingbyborna och Grimstaskolan också."
    )
    (found,) = check(Material([text], place_names=NAMES))
    assert "Åkermymntan" in found.message


def test_the_caption_that_stops_mid_sentence() -> None:
    (found,) = of(Code.CAPTION, check(Material(captions=CAPTIONS)))
    assert found.title == "Diagram\u00a03"


def test_a_reference_to_what_is_not_there() -> None:
    text = Text("x", "X", "Se Tabell 2 och Kartbild 4.")
    (found,) = of(Code.REFERENCE, check(Material([text], captions=CAPTIONS)))
    assert "Kartbild\u00a04" in found.message


def test_an_empty_section_a_ticked_box_without_a_measure_and_a_source_without_a_date() -> None:
    found = check(
        Material(
            [Text("lokalt", "Lokalt", "  ", is_needed=True), Text("valfritt", "Valfritt", "")],
            boxes=[Box("Unga", True, 0), Box("Platser", True, 2), Box("Systemhot", False, 0)],
            sources=[CitedSource("Status", False), CitedSource("Brå 2023", True)],
        )
    )
    assert [(item.code, item.title) for item in found] == [
        (Code.EMPTY, "Lokalt"), (Code.UNPLANNED, "Unga"), (Code.SOURCE, "Status"),
    ]  # fmt: skip


def test_a_number_bound_to_its_cell_is_never_judged() -> None:
    text = Text(
        "brottsligheten", "B", "Inbrott i bostad gick till {{residential_burglary.2023}} ({{x.percent}})."
    )
    assert check(Material([text], [table()])) == []


def test_other_words_make_another_finding() -> None:
    first, second = (
        check(Material([Text("brottsligheten", "B", f"Rån ökade till {n} brott.")], [table()]))[0]
        for n in (77, 78)
    )
    assert first.fingerprint != second.fingerprint

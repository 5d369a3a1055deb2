import csv
from datetime import date
from decimal import Decimal

import pytest

from indicators.analysis import Compstat, compstat
from indicators.imports import CalendarPeriod, import_compstat, parse_compstat, parse_period
from indicators.models import CompstatFigure, PrintedChange
from indicators.paste import FiguresHaveChanged, Pasted, confirm_compstat, preview_compstat
from indicators.sentences import cells_of, offered
from places.models import Area
from platssamverkan.core.incoming import ImportRefused
from platssamverkan.core.statistics import Verdict
from platssamverkan.core.swedish import decimal, whole
from platssamverkan.demo.load import DATA
from stakeholders.models import AuditEvent, User

SEED = (DATA / "compstat_hasselby_vallingby_2023.csv").read_text()
PERIOD = CalendarPeriod((1, 1), (9, 30))
# Category: percent as printed in the original, z, verdict (DOMAIN.md 6.1).
EXPECTED = {
    "Bilstöld": ("18,8", 1.02, Verdict.NORMAL),
    "Cykelstöld": ("21,3", 3.01, Verdict.INCREASE),
    "Inbrott i bostad": ("−22,3", -2.41, Verdict.NORMAL),
    "Stöld ur fordon": ("27,6", 4.04, Verdict.INCREASE),
    "Bedrägeri (urval)": ("68,4", 10.15, Verdict.INCREASE),
    "Fickstöld": ("32,5", 1.91, Verdict.NORMAL),
    "Fridskränkning": ("−24,4", -1.67, Verdict.NORMAL),
    "Hot": ("0,0", 0.0, Verdict.NORMAL),
    "Misshandel utomhus (0-14 år)": ("−20,7", -1.18, Verdict.NORMAL),
    "Misshandel utomhus (15- år)": ("−6,1", -0.83, Verdict.NORMAL),
    "Mord/dråp": ("−50,0", -0.83, Verdict.TOO_FEW),
    "Mord/dråp, försök": ("14,3", 0.37, Verdict.TOO_FEW),
    "Rån": ("5,0", 0.31, Verdict.NORMAL),
    "Sexuellt ofredande": ("−20,3", -1.65, Verdict.NORMAL),
    "Våldtäkt, utomhus": ("−66,7", -2.07, Verdict.TOO_FEW),
}


@pytest.fixture
def table(demo_district: Area) -> Compstat:
    found = compstat(demo_district, 2023)
    assert found is not None
    return found


def test_every_row_gives_the_originals_percent_and_an_honest_word(table: Compstat) -> None:
    rows = {row.name: row.change for block in table.blocks for row in block.categories}
    assert {n: (decimal(c.percent), round(c.z or 0, 2), c.verdict) for n, c in rows.items()} == EXPECTED


def test_sums_are_computed_and_equal_the_printed_ones(table: Compstat) -> None:
    sums = {block.name: block.total for block in table.blocks}
    assert sums["Hushåll"].counts == (644, 845, 818, 599, 696)
    assert sums["Person"].counts == (817, 867, 827, 1003, 1174)
    assert [(s.change.absolute, decimal(s.change.percent)) for s in sums.values()] == [
        (97, "16,2"),
        (171, "17,0"),
    ]
    assert not CompstatFigure.objects.filter(category__name="Summa").exists()


def test_a_year_without_figures_has_no_table(demo_district: Area) -> None:
    assert compstat(demo_district, 2022) is not None  # 2019–2022 are columns of the same table
    assert compstat(demo_district, 2018) is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Hushåll,Summa,1 jan – 30 sep,644", "Hushåll,Summa,1 jan – 30 sep,645", "Rad 6: Summan för 2019 är 645, men raderna ger 644."),
        ("Hushåll,Bilstöld", "Hushåll,Bilstölt", "Rad 2: Kategorin ”Bilstölt” är okänd. Menade du Bilstöld?"),
        ("Hushåll,Bilstöld", "Hushall,Bilstöld", "Rad 2: Blocket ”Hushall” är okänt."),
        ("Bilstöld,1 jan – 30 sep", "Bilstöld,1 jan – 31 feb", "Rad 2: Perioden ”1 jan – 31 feb” förstås inte."),
        ("Bilstöld,1 jan – 30 sep", "Bilstöld,1 jan – 31 okt", "Rad 3: Raden gäller 1 jan – 30 sep, men tabellen gäller 1\u00a0jan–31\u00a0okt."),
        ("30 sep,82,", "30 sep,åttio,", "Rad 2: ”åttio” (2019) är inget antal."),
        ("30 sep,82,", "30 sep,8²,", "Rad 2: ”8²” (2019) är inget antal."),
        ("30 sep,82,", "30 sep,-82,", "Rad 2: ”-82” (2019) är inget antal."),
        ("38,6,18.8", "38,7,18.8", "Rad 2: Utvecklingen är +7 i tabellen, men talen ger +6."),
        ("38,6,18.8", "38,6,18.9", "Rad 2: Procenten är 18.9 i tabellen, men talen ger 18,8."),
        ("38,6,18.8", "38,sex,18.8", "Rad 2: Utvecklingen ”sex” är inget antal."),
        ("38,6,18.8", "38,6,mycket", "Rad 2: Utvecklingen ”mycket” är inget procenttal."),
        ("1 jan – 30 sep", "1 nov – 31 jan", "Rad 2: Perioden ”1 nov – 31 jan” förstås inte."),
        ("y2022,y2023", "y2023,2023", "Rad 1: Året 2023 har mer än en kolumn."),
        ("y2022,y2023", "y2021,y2021", "Rad 1: Kolumnen ”y2021” finns mer än en gång."),
        ("y2022,y2023", "y2024,y2025", "Rad 1: Åren i rubrikraden är inte i följd."),
        ("seed_pct", "anmärkning", "Rad 1: Kolumnen ”anmärkning” är okänd."),
        (",y2019,", ",,", "Rad 1: Kolumn 4 har siffror men ingen rubrik. Dela upp sammanfogade celler i rubriken."),
        ("Person,Fickstöld,1 jan – 30 sep,74,58,49,40,53,13,32.5", "Person,* Preliminärt,1 jan – 30 sep,,,,,,,", "Rad 8: Raden har inga siffror. Ta bort rubriker och fotnoter ur tabellen: ”* Preliminärt”."),
        ("Person,Fickstöld", "Person,Hot", "Rad 10: Hot står redan i tabellen."),
    ],
)  # fmt: skip
def test_a_table_that_does_not_add_up_is_refused_whole(
    demo_district: Area, old: str, new: str, said: str
) -> None:
    CompstatFigure.objects.all().delete()
    with pytest.raises(ImportRefused) as refused:
        import_compstat(SEED.replace(old, new), demo_district, source="Test", extracted_on=date(2023, 11, 24))
    assert said in [str(item) for item in refused.value.complaints]
    assert not CompstatFigure.objects.exists()


def test_sums_and_changes_printed_in_the_original_are_checked_and_kept(table: Compstat) -> None:
    with open(DATA / "compstat_hasselby_vallingby_2023.csv") as file:
        original = list(csv.DictReader(file))
    assert PrintedChange.objects.count() == len(original) == 17
    said = {(block.name, row.name): row for block in table.blocks for row in block.rows}
    for line in original:
        row = said[line["group"], line["category"]]
        assert row.printed is not None
        assert row.printed.change == row.change.absolute == int(line["seed_change"])
        assert row.printed.percent == Decimal(line["seed_pct"])
        assert decimal(row.change.percent).replace("−", "-").replace(",", ".") == line["seed_pct"]


def test_exactly_three_categories_and_both_sums_are_real_changes(table: Compstat) -> None:
    clear = {row.name for row in table.categories if row.change.is_clear}
    assert clear == {"Cykelstöld", "Stöld ur fordon", "Bedrägeri (urval)"}
    assert all(block.total.change.is_clear for block in table.blocks)
    dashes = {row.name for row in table.categories if row.change.printable_percent is None}
    assert dashes == {"Mord/dråp", "Mord/dråp, försök", "Våldtäkt, utomhus"}


def test_the_means_of_earlier_years_are_those_of_the_domains_table(table: Compstat) -> None:
    expected = {
        "Bilstöld": "−34,2", "Cykelstöld": "−0,4", "Inbrott i bostad": "−33,7", "Stöld ur fordon": "11,1",
        "Bedrägeri (urval)": "188,7", "Fickstöld": "−4,1", "Fridskränkning": "−21,5", "Hot": "6,4",
        "Misshandel utomhus (0-14 år)": "−34,8", "Misshandel utomhus (15- år)": "−6,6", "Mord/dråp": "−73,3",
        "Mord/dråp, försök": "0,0", "Rån": "−9,2", "Sexuellt ofredande": "4,4", "Våldtäkt, utomhus": "−61,9",
    }  # fmt: skip
    assert {row.name: decimal(row.percent_of_mean) for row in table.categories} == expected
    assert [decimal(block.total.percent_of_mean) for block in table.blocks] == ["−4,2", "33,6"]


def test_without_fraud_the_sum_of_the_person_block_falls(table: Compstat) -> None:
    person = table.blocks[1]
    rest = person.sum_without(["fraud_selected"])
    assert rest is not None
    assert (rest.name, rest.change.before, rest.change.now) == ("Summa utan bedrägeri (urval)", 712, 684)
    assert decimal(rest.change.percent) == "−3,9"
    assert person.sum_without([]) is None
    assert person.sum_without(["car_theft"]) is None  # of the other block


def test_every_number_offered_is_that_of_a_cell_a_checker_can_find(table: Compstat) -> None:
    cells = cells_of(table)
    bound = [cell for sentence in offered(table) for cell in sentence.cells]
    assert len(bound) > 50
    assert all(cells[cell.key] == cell.value for cell in bound)
    assert cells["residential_burglary.change"] == -23
    assert "rape_outdoors.percent" not in cells  # a base under 20 has no percentage to quote


def test_sentences_are_bound_to_their_cells(table: Compstat) -> None:
    said = {str(sentence).split(" minskade")[0].split(" ökade")[0]: sentence for sentence in offered(table)}
    burglary = said["Inbrott i bostad"]
    assert str(burglary) == (
        "Inbrott i bostad minskade från 103 till 80 (−22\u00a0%), inom normal variation. "
        "Fjärde årets minskning i rad; tydlig minskning sedan 2019 (−12\u00a0% per år)."
    )
    assert [cell.key.partition(".")[2] for cell in burglary.cells] == ["2022", "2023", "percent", "trend"]
    assert str(said["Bilstöld"]).endswith(
        "Tydlig minskning sedan 2019 (−21\u00a0% per år), trots +6 det senaste året."
    )
    assert "för få för att säga något om" in str(said["Våldtäkt, utomhus"])
    assert "%" not in str(said["Våldtäkt, utomhus"])
    rows = {row.code: row for row in table.rows}
    for sentence in offered(table):
        for cell in sentence.cells:
            code, _, column = cell.key.partition(".")
            if column.isdigit():
                assert cell.text == whole(rows[code].counts[table.years.index(int(column))])


EXCEL = "\t2022\t2023\tUtv. (antal)\tUtv. (%)\n"


@pytest.mark.parametrize("percent", ["18,8 %", "18,8", "18.75", "0,19", "0,188", "+18,8%", "19", "–"])
def test_a_percentage_is_read_however_it_is_written(demo_district: Area, percent: str) -> None:
    parsed = parse_compstat(f"{EXCEL}Bilstöld\t32\t38\t+6\t{percent}", PERIOD)
    printed = parsed.rows[0].percent
    assert printed is None if percent == "–" else abs(printed - Decimal("18.75")) < Decimal("0.3")  # type: ignore[operator]


@pytest.mark.parametrize("percent", ["0,47", "47 %", "47", "0,188 %", "−18,8"])
def test_a_percentage_that_the_counts_do_not_give_is_refused(demo_district: Area, percent: str) -> None:
    with pytest.raises(ImportRefused, match="men talen ger 18,"):
        parse_compstat(f"{EXCEL}Bilstöld\t32\t38\t6\t{percent}", PERIOD)


def test_a_block_may_be_a_column_a_line_of_its_own_or_known_by_its_rows(demo_district: Area) -> None:
    rows = [
        "Bilstöld\t32\t38\t\t",
        "Cykelstöld\t221\t268\t\t",
        "Summa\t253\t306\t\t",
        "Hot\t1\u00a0307\t307\t\t",
    ]
    by_rows = parse_compstat(EXCEL + "\n".join([*rows, "Summa person\t1307\t307\t\t"]), PERIOD)
    by_lines = parse_compstat(
        EXCEL + "\n".join(["Hushåll\t\t\t\t", *rows[:3], "Person\t\t\t\t", rows[3], "Totalt\t1307\t307\t\t"]),
        PERIOD,
    )
    assert (
        [row.group for row in by_rows.sums] == [row.group for row in by_lines.sums] == ["household", "person"]
    )
    with pytest.raises(ImportRefused, match="Vilka rader summan gäller"):
        parse_compstat(EXCEL + "Summa\t1\t2\t\t", PERIOD)


def test_only_the_cause_is_complained_of_not_what_follows_from_it(demo_district: Area) -> None:
    with pytest.raises(ImportRefused) as refused:
        parse_compstat(SEED.replace("30 sep,82,68,49,32,38,", "30 sep,82,68,49,32,trettio,"))
    assert [str(item) for item in refused.value.complaints] == ["Rad 2: ”trettio” (2023) är inget antal."]


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "Bilstöld", "Brott\t2023", "Brott\t2023\n", "\x00\t\x00\n\x00", "2023\t2022\n1\t2", '"'],
)
def test_anything_else_is_refused_not_broken(demo_district: Area, text: str) -> None:
    with pytest.raises(ImportRefused):
        preview_compstat(demo_district, Pasted(text, PERIOD, "Test", date(2023, 12, 1)))


def test_a_paste_stores_what_its_preview_showed_and_nothing_older(
    demo_district: Area, coordinator: User
) -> None:
    text = "Brott\t2022\t2023\nBilstöld\t32\t39\nCykelstöld\t221\t268"
    pasted = Pasted(text, PERIOD, "Polisen, nytt uttag", date(2023, 12, 1))
    shown = preview_compstat(demo_district, pasted)
    assert (shown.new, shown.unchanged, shown.changes_checked) == (0, 3, 0)
    assert [(c.category, c.year, c.before, c.now) for c in shown.changes] == [("Bilstöld", 2023, 38, 39)]
    assert CompstatFigure.objects.get(category__name="Bilstöld", period_end__year=2023).count == 38
    with pytest.raises(FiguresHaveChanged):
        confirm_compstat(by=coordinator, area=demo_district, pasted=pasted, seen="0" * 64)
    confirm_compstat(by=coordinator, area=demo_district, pasted=pasted, seen=shown.digest)
    assert CompstatFigure.objects.get(category__name="Bilstöld", period_end__year=2023).count == 39
    assert AuditEvent.objects.filter(actor=coordinator, action="compstat.imported").count() == 1
    with pytest.raises(FiguresHaveChanged):
        confirm_compstat(by=coordinator, area=demo_district, pasted=pasted, seen=shown.digest)


def test_another_period_of_the_same_year_is_pointed_out(demo_district: Area) -> None:
    october = parse_period("1 jan–31 okt")
    assert october is not None
    pasted = Pasted("Brott\t2022\t2023\nBilstöld\t35\t41", october, "Polisen", date(2023, 10, 15))
    shown = preview_compstat(demo_district, pasted)
    assert shown.warnings == (
        "För 2023 finns redan 1\u00a0jan–30\u00a0sep. Den här tabellen gäller 1\u00a0jan–31\u00a0okt och visas för sig.",
        "Siffrorna togs ut 15\u00a0oktober 2023, innan perioden var slut.",
    )

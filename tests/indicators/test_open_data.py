"""Published tables: understood as they are downloaded, refused whole when they are wrong, stored once."""

import io
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from indicators.models import AreaRegion, OfficialFigure, OfficialTable, RegionRole
from indicators.official import TableHasChanged, preview_table, store_table
from indicators.open_data import official_views
from indicators.scb import read_scb
from places.models import Area
from platssamverkan.core.incoming import ImportRefused
from platssamverkan.core.workbook import MAX_BYTES, column_letters, read_workbook
from stakeholders.models import User
from tests.indicators.workbooks import workbook

ORIGINALS = sorted(Path(__file__).parents[3].glob("shared/data/statistics/scb_*.xlsx"))
SMALL = sorted((Path(__file__).parents[2] / "platssamverkan" / "demo" / "data").glob("scb_*.xlsx"))
PAGE = "/omraden/hasselby-vallingby/statistik/oppna-data/"
IMPORT = f"{PAGE}las-in/"
SignIn = Callable[[User], Client]
FOOT: list[list[object]] = [
    [], ["En fotnot om tabellen."], [], ["Senaste uppdatering:"], ["20240418 08:00"], [], ["Kontaktperson:"],
    ["Någon Handläggare, SCB"], [], ["Sort:"], ["antal"], [], ["Referenstid:"], ["31 december respektive år"], [],
    ["Intern referenskod:"], ["000006OC"],
]  # fmt: skip


def tenure(*body: Sequence[object], head: Sequence[Sequence[object]] = (), foot: bool = True) -> bytes:
    """A table as SCB turns it: region down the side, year and tenure across."""
    top = head or [["", "2022", ""], ["", "hyresrätt", "bostadsrätt"]]
    title = [["Antal lägenheter efter region, år och upplåtelseform"], []]
    return workbook([*title, *top, *body, *(FOOT if foot else [])], "000006OC")


GOOD = tenure(["0180C1010", 10, 30], ["0180C1020", 5, 15])


def refused(raw: bytes) -> list[str]:
    with pytest.raises(ImportRefused) as caught:
        read_scb(raw)
    return [str(item) for item in caught.value.complaints]


@pytest.mark.skipif(not ORIGINALS, reason="the large originals are kept outside the repository")
@pytest.mark.parametrize("path", ORIGINALS, ids=lambda path: path.name[9:17])
def test_scbs_own_files_are_read_as_they_are(path: Path) -> None:
    table = read_scb(path.read_bytes())
    cells, first = {"000005FC": (5984, 898), "000005FF": (35904, 863), "000006OC": (23936, 68)}[table.code]
    assert (table.regions, len(table.cells), table.cells[0].value) == (5984, cells, Decimal(first))
    assert (table.unit, table.is_count, table.reference_time) == ("antal", True, "31 december respektive år")
    assert not any("@" in text or "+46" in text for text in (table.title, table.source, table.published))
    assert all(cell.value is not None for cell in table.cells)


def test_every_layout_is_understood() -> None:
    by_code = {table.code: table for table in (read_scb(path.read_bytes()) for path in SMALL)}
    population, age, homes = (by_code[code] for code in ("000005FC", "000005FF", "000006OC"))
    assert (population.periods, population.labels) == (["2023"], [""])
    assert age.labels == ["", "0-4 år", "5-9 år", "10-14 år", "15-19 år", "20-24 år"]
    assert homes.labels == ["hyresrätt", "bostadsrätt", "äganderätt", "uppgift saknas"]
    assert {cell.region[:4] for table in by_code.values() for cell in table.cells} == {"0180"}
    assert sum(cell.value or 0 for cell in population.cells) == pytest.approx(989_000, rel=0.005)


def test_a_heading_that_is_merged_over_columns_holds_until_the_next() -> None:
    head = [["", "2021", "", "2022", ""], ["", "hyresrätt", "äganderätt", "hyresrätt", "äganderätt"]]
    table = read_scb(tenure(["0180C1010", 1, 2, 3, 4], head=head))
    assert [(cell.period, cell.label, int(cell.value or 0)) for cell in table.cells] == [
        ("2021", "hyresrätt", 1), ("2021", "äganderätt", 2), ("2022", "hyresrätt", 3), ("2022", "äganderätt", 4),
    ]  # fmt: skip


def test_dots_are_missing_and_a_dash_is_nothing() -> None:
    table = read_scb(tenure(["0180C1010", "..", "-"], ["0180C1020", "1 234", "5,5"]))
    assert [cell.value for cell in table.cells] == [None, 0, 1234, pytest.approx(5.5)]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (tenure(["0180C1010", 10, "trettio"]), "Rad 5: ”trettio” i kolumn C är inget tal."),
        (tenure(["0180C1010", 10, 30], ["0180C1010", 5, 15]), "Rad 6: 0180C1010, 2022, bostadsrätt står mer än en gång."),
        (tenure(["Anm: preliminärt", 10, 30]), "Rad 5: ”Anm: preliminärt” är ingen regionkod."),
        (tenure(["0180C1010", 1, 2], ["Summa", "", ""], ["0180C1020", 1, 2]), "Rad 6: ”Summa” är ingen regionkod."),
        (tenure(["0180C1010", 1, 2], head=[["", "år 2022", ""], ["", "hyresrätt", "bostadsrätt"]]), "Rad 5: ”år 2022” är ingen period."),
        (tenure(["0180C1010", 1, 2], head=[["", "", "2022"], ["", "hyresrätt", "bostadsrätt"]]), "Rad 3: Kolumn B har ingen rubrik."),
        (tenure(["0180C1010", 1, 2], head=[["", "2022", ""]]), "Rad 3: Rubrikraderna passar inte titeln, som nämner 3 variabler"),
        (tenure(head=[["", "2022", ""], ["", "a", "b"]]), "Tabellen har inga siffror."),
        (workbook([["Lägenheter i Stockholm"], [], ["", "2022"], ["0180", 1]]), "Rad 1: Rubriken ska sluta som i SCB:s filer"),
        (workbook([]), "Filen är tom."),
        (b"", "Filen är ingen Excelfil (.xlsx)."),
        (b"PK\x03\x04" + b"x" * 100, "Filen kan inte läsas som en Excelfil."),
        (b"PK\x03\x04" + b"x" * MAX_BYTES, "Filen är större än 5 MB."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_line(raw: bytes, said: str) -> None:
    assert any(said in complaint for complaint in refused(raw)), refused(raw)


def zipped(entries: int, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(entries):
            archive.writestr(f"xl/{number}.xml", b" " * size)
    return out.getvalue()


@pytest.mark.parametrize("raw", [zipped(1, 30_000_000), zipped(201, 10), zipped(70, 900_000)])
def test_a_zip_that_unpacks_to_too_much_is_not_opened(raw: bytes) -> None:
    assert refused(raw) == ["Filen packar upp till mer än en statistikfil gör och öppnas inte."]


def test_a_sheet_that_claims_too_many_cells_is_not_read() -> None:
    wide = workbook([[1]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(wide)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            body = old.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                body = body.replace(
                    b"</sheetData>", b'<row r="900000"><c r="Z900000"><v>1</v></c></row></sheetData>'
                )
            new.writestr(entry.filename, body)
    with pytest.raises(ImportRefused):
        read_workbook(out.getvalue())


def test_columns_have_the_names_their_reader_sees() -> None:
    assert [column_letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.django_db
def test_reading_twice_changes_nothing_and_a_revision_changes_what_it_says() -> None:
    OfficialTable.objects.all().delete()
    table = read_scb(GOOD)
    first, second = store_table(table, by=None), store_table(table, by=None)
    assert (first.new, first.unchanged, second.new, second.unchanged) == (4, 0, 0, 4)
    revised = read_scb(tenure(["0180C1010", 11, 30], ["0180C1020", 5, 15]))
    seen = preview_table(revised)
    assert [(c.region, c.before, c.now) for c in seen.changes] == [("0180C1010", Decimal(10), Decimal(11))]
    store_table(revised, by=None, seen=seen.digest)
    with pytest.raises(TableHasChanged):
        store_table(revised, by=None, seen=seen.digest)
    own = OfficialFigure.objects.filter(table__code="000006OC", region="0180C1010", label="hyresrätt")
    assert own.get().value == 11


@pytest.mark.django_db
def test_the_command_reads_previews_and_refuses(tmp_path: Path) -> None:
    file, said = tmp_path / "scb.xlsx", StringIO()
    OfficialTable.objects.all().delete()
    file.write_bytes(GOOD)
    call_command("import_scb", file, "--preview", stdout=said)
    assert not OfficialTable.objects.exists()
    call_command("import_scb", file, stdout=said)
    assert "2 regioner, 4 nya tal, 0 ändrade, 0 stämde redan." in said.getvalue()
    file.write_bytes(tenure(["0180C1010", 10, "x"], ["0180C1020", "y", 1]))
    with pytest.raises(CommandError, match="Ingenting lästes in: 2 fel"):
        call_command("import_scb", file)
    assert OfficialFigure.objects.count() == 4


@pytest.mark.django_db
def test_regions_are_added_up_and_what_is_missing_stays_missing(demo_district: Area) -> None:
    OfficialTable.objects.all().delete()
    store_table(
        read_scb(tenure(["0180C1010", 10, 30], ["0180C1020", 5, ".."], ["0114A0010", 99, 99])), by=None
    )
    AreaRegion.objects.filter(area=demo_district).delete()
    assert official_views(demo_district) == []
    AreaRegion.objects.create(area=demo_district, role=RegionRole.REFERENCE, code="0180", name="Stockholm")
    AreaRegion.objects.create(area=demo_district, role=RegionRole.PART, code="0180C1010")
    (view,) = official_views(demo_district)
    rented, owned = view.rows
    assert (rented.own.value, rented.own.written_share, rented.reference.value) == (
        Decimal(10),
        "25,0\u00a0%",
        Decimal(15),
    )
    assert (owned.own.written, owned.reference.value, owned.reference.written) == ("30", None, "–")


def test_a_file_is_previewed_then_stored(client_for: SignIn, coordinator: User, db: None) -> None:
    client = client_for(coordinator)
    OfficialTable.objects.all().delete()
    answer = client.post(IMPORT, {"file": SimpleUploadedFile("scb.xlsx", GOOD)})
    assert "4 nya tal" in answer.content.decode()
    assert not OfficialTable.objects.exists()
    held = {"held": answer.context["held"], "seen": answer.context["preview"].digest}
    assert client.post(IMPORT, held).status_code == 302
    assert OfficialFigure.objects.count() == 4
    again = client.post(IMPORT, held)
    assert "Någon annan läste in siffror medan du läste" in again.content.decode()
    assert "4 stämmer redan" in again.content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Välj en fil först."),
        ({"held": "inte base64!"}, "Välj en fil först."),
        ({"file": b"hej"}, "Ingen rubrikrad med kommunkod"),
        ({"file": tenure(["0180C1010", 10, "<b>x</b>"])}, "Rad 5: ”&lt;b&gt;x&lt;/b&gt;” i kolumn C är inget tal."),
        ({"file": b"PK\x03\x04" + b"0" * 1_500_000}, "Filen är större än 1,5 MB."),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_on_the_page(
    client_for: SignIn, coordinator: User, fields: dict[str, Any], said: str
) -> None:
    before = OfficialFigure.objects.count()
    sent = {k: SimpleUploadedFile("f.xlsx", v) if isinstance(v, bytes) else v for k, v in fields.items()}
    answer = client_for(coordinator).post(IMPORT, sent)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert OfficialFigure.objects.count() == before


def test_the_page_shows_the_city_and_takes_the_districts_regions(
    client_for: SignIn, coordinator: User, police: User, property_owner: User, outsider: User
) -> None:
    client = client_for(coordinator)
    html = client.get(PAGE).content.decode()
    assert "Antal lägenheter efter region" in html
    assert "Källa: SCB, 000006OC. Avser 2022 (31 december respektive år), antal." in html
    fields = {"parts": "0180C1010, 0180c1020", "reference": "0180", "reference_name": "Stockholm"}
    assert client.post(PAGE, fields).status_code == 302
    assert AreaRegion.objects.filter(role=RegionRole.PART).count() == 2
    for parts, said in (("0180C10", "är ingen regionkod"), ("0180, 0180C1010", "skulle räknas två gånger")):
        assert said in client.post(PAGE, fields | {"parts": parts}).content.decode()
    assert AreaRegion.objects.filter(role=RegionRole.PART).count() == 2
    assert [client_for(who).get(IMPORT).status_code for who in (police, property_owner, outsider)] == [
        200,
        403,
        404,
    ]

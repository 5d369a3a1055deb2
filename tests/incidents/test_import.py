"""A sender's file of incidents: explained once, looked at, stored whole or not at all, and taken back."""

import gzip
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from incidents.import_models import ImportedRow, ImportMapping, ImportRun
from incidents.import_reading import read_grid, read_text_grid
from incidents.import_times import read_when
from incidents.imports import (
    ColumnsNotUnderstood,
    FileHasChanged,
    Reading,
    WordsNotUnderstood,
    guess_columns,
    preview_import,
    store_import,
    undo_import,
)
from incidents.models import Incident, Origin, Precision
from incidents.services import review
from places.models import Area
from platssamverkan.core.incoming import ImportRefused
from stakeholders.models import AuditEvent, Organisation, User
from stakeholders.policy import Visibility
from tests.factories import make_district, make_organisation, square

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)
POINTS = Path(__file__).parents[3] / "shared" / "data" / "points" / "london_burglary_2023_2024.csv.gz"
FILE = """Nr;När;Händelsetyp;Lat;Lon;Område;Beskrivning
A1;2025-11-03 21:40;Klotter;59,3632;17,8330;;Nytt klotter på väggen
A2;2025-11-04;Skräp;;;Vällingby;
A3;2025-11-04 08.15;Klotter;;;Hässelby gård;Ring Anna på 070-123 45 67
"""


def reading(district: Area, text: str, sender: Organisation | None = None, **words: str) -> Reading:
    columns = guess_columns(read_text_grid(text).columns)
    known = {"klotter": "graffiti", "skräp": "littering"} | words
    return Reading(district, sender or make_organisation(), Visibility.AUTHORITIES, columns, known)


def refused(text: str, district: Area) -> list[str]:
    with pytest.raises(ImportRefused) as caught:
        preview_import(read_text_grid(text), reading(district, text), now=NOW)
    return [str(each) for each in caught.value.complaints]


def line(**cells: str) -> str:
    values = {"När": "2025-11-03", "Händelsetyp": "Klotter", "Område": "Vällingby"} | cells
    return ";".join(values) + "\n" + ";".join(values.values()) + "\n"


# --- storing --------------------------------------------------------------------------------------------


def test_a_file_becomes_new_incidents_in_the_right_places(demo_district: Area) -> None:
    sender = make_organisation()
    before = Incident.objects.count()
    run = store_import(
        by=None, grid=read_text_grid(FILE), reading=reading(demo_district, FILE, sender), now=NOW
    )
    assert (run.read, run.added, run.known, run.outside) == (3, 3, 0, 0)
    assert Incident.objects.count() == before + 3
    first, second, third = Incident.objects.filter(imported_row__run=run).order_by("pk")
    assert first.point is not None
    assert (first.point.x % 10, first.point.y % 10) == (0, 0)
    assert first.area.parent == demo_district
    assert (first.precision, second.precision) == (Precision.POINT, Precision.AREA)
    assert second.area.name == "Vällingby"
    assert (first.description, third.description) == ("Nytt klotter på väggen", "")
    assert (second.occurred_to - second.occurred_from).total_seconds() == 24 * 3600 - 60
    assert {row.origin for row in (first, second, third)} == {Origin.IMPORTED}
    assert {row.owner for row in (first, second, third)} == {sender}
    assert not any(row.included_in_assessment for row in (first, second, third))


def test_the_preview_says_which_descriptions_are_left_out(demo_district: Area) -> None:
    preview = preview_import(read_text_grid(FILE), reading(demo_district, FILE), now=NOW)
    assert [note.line for note in preview.notes] == [4]
    assert (preview.new, preview.known) == (3, 0)
    assert preview.sample[1].area == "Vällingby"
    assert Incident.objects.filter(origin=Origin.IMPORTED).count() == 0


def test_the_same_file_again_adds_nothing(demo_district: Area) -> None:
    how = reading(demo_district, FILE)
    store_import(by=None, grid=read_text_grid(FILE), reading=how, now=NOW)
    again = store_import(by=None, grid=read_text_grid(FILE), reading=how, now=NOW)
    assert (again.added, again.known) == (0, 3)
    assert Incident.objects.filter(origin=Origin.IMPORTED).count() == 3


def test_without_numbers_two_rows_alike_are_two_incidents_and_still_come_once(demo_district: Area) -> None:
    text = line() + "2025-11-03;Klotter;Vällingby\n"
    how = reading(demo_district, text)
    assert store_import(by=None, grid=read_text_grid(text), reading=how, now=NOW).added == 2
    longer = text + "2025-11-03;Klotter;Vällingby\n"
    again = store_import(by=None, grid=read_text_grid(longer), reading=how, now=NOW)
    assert (again.added, again.known) == (1, 2)


def test_the_senders_number_is_not_kept(demo_district: Area) -> None:
    store_import(by=None, grid=read_text_grid(FILE), reading=reading(demo_district, FILE), now=NOW)
    row = ImportedRow.objects.first()
    assert row is not None
    assert "A1" not in str(row.key)


def test_a_sensitive_kind_keeps_the_area_alone_and_stays_with_the_authorities(demo_district: Area) -> None:
    text = line(Händelsetyp="Våldtäkt", Lat="59.3632", Lon="17.8330")
    how = reading(demo_district, text, våldtäkt="rape_outdoors")
    how = Reading(how.district, how.sender, Visibility.ALL_PARTIES, how.columns, how.words)
    run = store_import(by=None, grid=read_text_grid(text), reading=how, now=NOW)
    row = Incident.objects.get(imported_row__run=run)
    assert row.category.sensitive
    assert (row.point, row.place, row.precision) == (None, None, Precision.AREA)
    assert row.visibility == Visibility.AUTHORITIES


def test_rows_outside_the_district_are_counted_and_left_out(demo_district: Area) -> None:
    text = line(Lat="55.6050", Lon="13.0038") + "2025-11-03;Klotter;Vällingby;59.3632;17.8330\n"
    run = store_import(by=None, grid=read_text_grid(text), reading=reading(demo_district, text), now=NOW)
    assert (run.read, run.added, run.outside) == (2, 1, 1)


def test_what_has_changed_since_the_preview_is_not_stored(demo_district: Area) -> None:
    how = reading(demo_district, FILE)
    seen = preview_import(read_text_grid(FILE), how, now=NOW).digest
    store_import(by=None, grid=read_text_grid(FILE), reading=how, now=NOW)
    with pytest.raises(FileHasChanged):
        store_import(by=None, grid=read_text_grid(FILE), reading=how, seen=seen, now=NOW)


def test_unknown_words_are_proposed_and_never_guessed(demo_district: Area) -> None:
    text = line(Händelsetyp="Klottr")
    with pytest.raises(WordsNotUnderstood) as unsure:
        preview_import(read_text_grid(text), reading(demo_district, text), now=NOW)
    assert unsure.value.proposed == {"klottr": "graffiti"}


def test_columns_that_are_missing_are_asked_for(demo_district: Area) -> None:
    text = "Vecka;Vad\n46;Klotter\n"
    with pytest.raises(ColumnsNotUnderstood) as unsure:
        preview_import(read_text_grid(text), reading(demo_district, text), now=NOW)
    assert len(unsure.value.missing) == 3


# --- taking back ----------------------------------------------------------------------------------------


def test_an_import_is_taken_back_whole_while_nobody_has_used_it(
    demo_district: Area, coordinator: User
) -> None:
    how = reading(demo_district, FILE)
    run = store_import(by=coordinator, grid=read_text_grid(FILE), reading=how, now=NOW)
    assert undo_import(by=coordinator, run=run) == 3
    assert not Incident.objects.filter(origin=Origin.IMPORTED).exists()
    run.refresh_from_db()
    assert run.undone_at is not None
    assert AuditEvent.objects.filter(action="incidents.import_undone", object_id=str(run.pk)).exists()
    with pytest.raises(ImportRefused):
        undo_import(by=coordinator, run=run)
    assert store_import(by=coordinator, grid=read_text_grid(FILE), reading=how, now=NOW).added == 3


def test_an_import_that_somebody_has_decided_about_stays(demo_district: Area, coordinator: User) -> None:
    run = store_import(
        by=coordinator, grid=read_text_grid(FILE), reading=reading(demo_district, FILE), now=NOW
    )
    first = Incident.objects.filter(imported_row__run=run).first()
    assert first is not None
    review(by=coordinator, district=demo_district, keys=[first.pk])
    with pytest.raises(ImportRefused, match="granskat"):
        undo_import(by=coordinator, run=run)
    assert Incident.objects.filter(imported_row__run=run).count() == 3


# --- bad files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"När": "2025-02-30"}, "Rad 2: Dagen ”2025-02-30” finns inte."),
        ({"När": "igår"}, "Rad 2: ”igår” är inget datum. Skriv 2024-03-17 21.40."),
        ({"När": "2025-11-03 25:10"}, "Rad 2: Klockslaget ”2025-11-03 25:10” finns inte."),
        ({"När": "1025-11-03"}, "Rad 2: Året i ”1025-11-03” ligger före 1990 eller långt fram."),
        (
            {"När": "2025-03-30 02:30"},
            "Rad 2: Klockslaget ”2025-03-30 02:30” fanns inte den dagen: sommartiden började.",
        ),
        ({"När": "2026-02-01"}, "Rad 2: Tiden ligger i framtiden."),
        ({"Senast": "2025-11-01"}, "Rad 2: Det senaste klockslaget ligger före det tidigaste."),
        ({"Händelsetyp": ""}, "Rad 2: Händelsetypen saknas."),
        ({"Lat": "51.5", "Lon": "-0.12"}, "Rad 2: Läget ligger utanför Sverige."),
        (
            {"Lat": "17.83", "Lon": "59.36"},
            "Rad 2: Latitud och longitud står i omvänd ordning. Byt kolumnernas betydelse.",
        ),
        (
            {"Lat": "660000", "Lon": "6583000"},
            "Rad 2: N och E står i omvänd ordning. Byt kolumnernas betydelse.",
        ),
        ({"Lat": "nan", "Lon": "17"}, "Rad 2: Läget ligger utanför Sverige."),
        ({"Lat": "59,3", "Lon": "öster"}, "Rad 2: ”59,3 öster” är inga koordinater."),
        ({"Område": "Välingby"}, "Rad 2: Ingen plats och inget område heter ”Välingby”. Menas ”Vällingby”?"),
        ({"Område": ""}, "Rad 2: Raden säger inte var det hände."),
        ({"Beskrivning": "a" * 501}, "Rad 2: Beskrivningen är längre än 500 tecken."),
    ],
)
def test_a_bad_row_is_refused_in_one_sentence_at_its_line(
    demo_district: Area, cells: dict[str, str], sentence: str
) -> None:
    assert refused(line(**cells), demo_district) == [sentence]


def test_a_number_that_comes_twice_is_refused_with_both_lines(demo_district: Area) -> None:
    text = line(Nr="7") + "2025-11-04;Klotter;Vällingby;7\n"
    assert refused(text, demo_district) == ["Rad 3: Numret ”7” står redan på rad 2."]


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_stored(demo_district: Area) -> None:
    text = line() + "x;Klotter;Vällingby\n2025-11-04;;Vällingby\n"
    with pytest.raises(ImportRefused) as caught:
        store_import(by=None, grid=read_text_grid(text), reading=reading(demo_district, text), now=NOW)
    assert [each.line for each in caught.value.complaints] == [3, 4]
    assert not Incident.objects.filter(origin=Origin.IMPORTED).exists()
    assert not ImportRun.objects.exists()


def zipped(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook(rows: list[list[str]], merged: str = "") -> bytes:
    """The least an .xlsx needs, with every cell a text; `merged` is a range such as 'A1:B1'."""
    body = "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{chr(64 + c)}{r}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            for c, cell in enumerate(row, start=1) if cell
        )
        + "</row>"
        for r, row in enumerate(rows, start=1)
    )  # fmt: skip
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    merge = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="Blad1" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData>{merge}</worksheet>',
    }
    return zipped(**{name: text.encode() for name, text in files.items()})


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "Filen är tom."),
        (b"\n \n", "Filen är tom."),
        (b"Typ;Tid\n", "Filen har en rubrik men inga rader."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "Rad 2: Otillåtna tecken."),
        (b"%PDF-1.7\n%\x80\x81\n1 0 obj\x00", "Rad 3: Otillåtna tecken."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Rad 1: Otillåtna tecken."),
        (b"Typ;Tid\nKlotter;2025\x00-11-03\n", "Rad 2: Otillåtna tecken."),
        (b"Typ;Tid;Typ\na;b;c\n", "Rad 1: Kolumnen ”Typ” finns mer än en gång."),
        (b"Typ;;Tid\na;b;c\n", "Rad 1: Kolumn B har uppgifter men ingen rubrik."),
        (b"Typ;Tid\na;b;c\n", "Rad 2: Raden har fler celler än rubriken har kolumner."),
        (b'Typ;Tid\n"han sade "hej" till";b\n', "Rad 2: Raden kan inte läsas."),
        (b'Typ;Tid\n"ett;b\nc;d\n', "Rad 2: Raden kan inte läsas."),
        (b"Typ;Tid\n" + b"a" * 25_000 + b";b\n", "Rad 2: En cell är längre än 20000 tecken."),
        (b"Typ;Tid\n" + b"a" * 200_000 + b";b\n", "Rad 2: Raden kan inte läsas."),
        (zipped(a=b"x"), "Filen kan inte läsas som en Excelfil."),
        (zipped(a=b"0" * 5_000_000), "Filen packar upp till mer"),
        (zipped(**{f"f{n}": b"x" for n in range(300)}), "Filen packar upp till mer"),
        (b"PK\x03\x04" + b"\x00" * 50, "Filen kan inte läsas som en Excelfil."),
        (workbook([["Typ", "", "Tid"], ["a", "b", "c"]], "A1:B1"), "Rad 1: Kolumn B har uppgifter men ingen rubrik."),
    ],
    ids=[
        "empty", "blank", "heading-only", "picture", "pdf", "old-excel", "nul", "doubled", "merged-csv", "too-wide",
        "nested-quotes", "open-quote", "long-cell", "huge-row", "no-workbook", "bomb", "entries", "broken-zip",
        "merged-xlsx",
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_in_clear_words(raw: bytes, sentence: str) -> None:
    with pytest.raises(ImportRefused, match="^" + sentence.replace(".", r"\.")):
        read_grid(raw)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_the_encodings_of_spreadsheets_are_read(encoding: str) -> None:
    grid = read_grid("När;Händelsetyp\r\n2025-11-03;Rån\r\n".encode(encoding))
    assert grid.columns == ("När", "Händelsetyp")
    assert grid.rows == [(2, ["2025-11-03", "Rån"])]


def test_a_workbook_is_read_as_the_same_rows(demo_district: Area) -> None:
    grid = read_grid(workbook([each.split(";") for each in FILE.splitlines()]))
    assert grid == read_text_grid(FILE)
    assert preview_import(grid, reading(demo_district, FILE), now=NOW).new == 3


def test_quoted_cells_keep_their_separators_and_line_breaks() -> None:
    grid = read_text_grid('Typ,Tid\n"a, ""b""\nc",d\ne,f\n')
    assert grid.rows == [(2, ['a, "b"\nc', "d"]), (4, ["e", "f"])]


# --- when -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-11-03 21:40", "2025-11-03T20:40:00+00:00", "2025-11-03T20:40:00+00:00"),
        ("3.11.2025 kl. 21.40", "2025-11-03T20:40:00+00:00", "2025-11-03T20:40:00+00:00"),
        ("20251103", "2025-11-02T23:00:00+00:00", "2025-11-03T22:59:00+00:00"),
        ("2025-11", "2025-10-31T23:00:00+00:00", "2025-11-30T22:59:00+00:00"),
        ("2024-12", "2024-11-30T23:00:00+00:00", "2024-12-31T22:59:00+00:00"),
        ("2025-07-03T21:40:00Z", "2025-07-03T21:40:00+00:00", "2025-07-03T21:40:00+00:00"),
        # The hour that comes twice may have been either.
        ("2025-10-26 02:30", "2025-10-26T00:30:00+00:00", "2025-10-26T01:30:00+00:00"),
    ],
)
def test_a_time_is_as_wide_as_what_is_known(text: str, first: str, last: str) -> None:
    assert [each.astimezone(UTC).isoformat() for each in read_when(text)] == [first, last]


def test_the_time_of_day_may_have_a_column_of_its_own() -> None:
    assert read_when("2025-11-03", "21.40")[0].astimezone(UTC).isoformat() == "2025-11-03T20:40:00+00:00"


# --- the page -------------------------------------------------------------------------------------------


def test_a_pasted_file_is_explained_shown_stored_and_taken_back(
    demo_district: Area, coordinator: User, client_for: Callable[[User], Client]
) -> None:
    client = client_for(coordinator)
    address = reverse("incidents:import", args=[demo_district.slug])
    sender = Organisation.objects.filter(area_relations__area=demo_district).order_by("pk")[0]
    text = "När;Slag;Område\n2025-11-03;Kladd på vägg;Vällingby\n"
    said = {"sender": sender.pk, "visibility": "authorities", "text": text}
    asked = client.post(address, said)
    assert asked.status_code == 200
    assert "Säg vad kolumnerna betyder" in asked.content.decode()
    said |= {"kolumn-0": "time", "kolumn-1": "kind", "kolumn-2": "area"}
    asked = client.post(address, said)
    assert "ord för händelsetyp" in asked.content.decode()
    said |= {"ord-0": "kladd på vägg", "slag-0": "graffiti"}
    shown = client.post(address, said)
    assert shown.context["step"].preview.new == 1
    assert not Incident.objects.filter(origin=Origin.IMPORTED).exists()
    done = client.post(address, said | {"seen": shown.context["step"].preview.digest})
    run = ImportRun.objects.get()
    assert done.headers["Location"] == run.get_absolute_url()
    assert "Ångra hela inläsningen" in client.get(run.get_absolute_url()).content.decode()
    # The next file of the sender needs no explaining.
    shown = client.post(address, {key: said[key] for key in ("sender", "visibility", "text")})
    assert (shown.context["step"].preview.new, shown.context["step"].preview.known) == (0, 1)
    client.post(reverse("incidents:import_undo", args=[demo_district.slug, run.pk]))
    assert not Incident.objects.filter(origin=Origin.IMPORTED).exists()


def test_the_page_tells_what_is_wrong_by_line(
    demo_district: Area, coordinator: User, client_for: Callable[[User], Client]
) -> None:
    sender = Organisation.objects.filter(area_relations__area=demo_district).order_by("pk")[0]
    text = "När;Händelsetyp;Område\n2025-13-03;graffiti;Vällingby\n"
    answer = client_for(coordinator).post(
        reverse("incidents:import", args=[demo_district.slug]),
        {"sender": sender.pk, "visibility": "authorities", "text": text},
    )
    assert answer.status_code == 400
    assert "Rad 2: Dagen ”2025-13-03” finns inte." in answer.content.decode()


# --- the command ----------------------------------------------------------------------------------------


def test_the_command_reads_with_a_remembered_mapping(demo_district: Area, tmp_path: Path) -> None:
    store_import(by=None, grid=read_text_grid(FILE), reading=reading(demo_district, FILE), now=NOW)
    mapping = ImportMapping.objects.get()
    path = tmp_path / "fil.csv"
    path.write_text(FILE.replace("A3", "A4"))
    out = io.StringIO()
    call_command("import_incidents", path, mapping=mapping.name, dry_run=True, stdout=out)
    assert "3 rader lästa: 1 nya händelser, 2 fanns redan" in out.getvalue()
    assert ImportRun.objects.count() == 1
    call_command("import_incidents", path, mapping=mapping.name, stdout=out)
    assert Incident.objects.filter(origin=Origin.IMPORTED).count() == 4


def test_the_command_refuses_an_unknown_mapping(tmp_path: Path) -> None:
    path = tmp_path / "fil.csv"
    path.write_text(FILE)
    with pytest.raises(CommandError, match="Ingen kolumntolkning heter x"):
        call_command("import_incidents", path, mapping="x", stdout=io.StringIO())


# --- volume ---------------------------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.skipif(not POINTS.exists(), reason="the points lie beside the project only where it is made")
def test_the_london_points_load_whole_and_once() -> None:
    district = make_district()
    Area.objects.filter(pk=district.pk).update(geometry=square(x=-700_000, y=5_600_000, side=400_000))
    district.refresh_from_db()
    raw = gzip.decompress(POINTS.read_bytes())
    grid = read_grid(raw)
    how = Reading(
        district, make_organisation(), Visibility.AUTHORITIES, guess_columns(grid.columns),
        {"burglary": "burglary_home"},
    )  # fmt: skip
    run = store_import(by=None, grid=grid, reading=how)
    assert (run.read, run.added) == (108_789, 108_789)
    assert store_import(by=None, grid=grid, reading=how).known == 108_789

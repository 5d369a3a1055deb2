from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessments.analysis import year_board
from assessments.imports import AssessmentImport, import_assessments, parse_assessments
from assessments.models import Assessment, Party
from assessments.services import decide_levels
from places.models import Area
from platssamverkan.core.incoming import ImportRefused
from platssamverkan.core.weeks import IsoWeek
from platssamverkan.demo.load import DATA
from stakeholders.models import User
from tests.assessments.making import choose
from tests.factories import make_district, make_user

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SEED = DATA / "weekly_hasselby_vallingby_2023.csv"


@pytest.fixture
def district(db: None) -> Area:
    return make_district("Råcksta", "Kälvesta", "Nälsta")


def load(text: str, district: Area, **options: bool) -> AssessmentImport:
    return import_assessments(text, district, source="Test", imported_at=NOW, **options)


def stored(district: Area) -> dict[tuple[str, str], int]:
    rows = Assessment.objects.filter(area__parent=district).select_related("area")
    return {(row.area.name, str(row.week)): row.level for row in rows}


def complaints(text: str, district: Area) -> list[tuple[int, str]]:
    with pytest.raises(ImportRefused) as refused:
        load(text, district)
    assert stored(district) == {}
    return [(item.line, item.text) for item in refused.value.complaints]


def test_the_seed_gives_414_levels(demo_district: Area) -> None:
    seed = Assessment.objects.filter(area__parent=demo_district, iso_year=2023)
    levels = Counter(seed.values_list("level", flat=True))
    assert levels == {1: 255, 2: 108, 3: 36, 4: 3, 5: 12}


def test_the_seeds_year_has_46_filled_weeks_and_12_critical_cells(demo_district: Area) -> None:
    board = year_board(demo_district, 2023)
    assert (len(board.weeks), len(board.filled_weeks), board.cutoff) == (52, 46, IsoWeek(2023, 46))
    assert sum(row.count(5) for row in board.levels) == 12
    assert board.missing == ()
    assert {a.area.name: (*a.counts.values(), a.raised) for a in board.by_area} == {
        "Hässelby gård": (9, 13, 21, 2, 1, 24),
        "Hässelby strand": (30, 15, 0, 0, 1, 1),
        "Hässelby villastad": (20, 17, 4, 1, 4, 9),
        "Vällingby": (9, 26, 9, 0, 2, 11),
        "Vinsta": (27, 18, 1, 0, 0, 1),
        "Råcksta": (36, 8, 0, 0, 2, 2),
        "Grimsta": (39, 4, 1, 0, 2, 3),
        "Kälvesta": (40, 6, 0, 0, 0, 0),
        "Nälsta": (45, 1, 0, 0, 0, 0),
    }


def test_imported_levels_have_no_invented_author(demo_district: Area) -> None:
    assert not Assessment.objects.filter(
        area__parent=demo_district, iso_year=2023, decided_by__isnull=False
    ).exists()


def test_running_it_again_changes_nothing(demo_district: Area) -> None:
    again = load(SEED.read_text(), demo_district)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 414)


@pytest.mark.parametrize("separator", ["\t", ";", ","])
def test_the_wide_form_of_tabell_2_is_understood(district: Area, separator: str) -> None:
    rows = [
        ["År", "Vecka", "Råcksta", "Kälvesta", "Nälsta"],
        ["2026", "v. 53", "5", "", "1"],
        ["2026", "1", "–", "2", ""],
    ]
    load("\n".join(separator.join(row) for row in rows), district)
    assert stored(district) == {
        ("Råcksta", "2026-W53"): 5,
        ("Nälsta", "2026-W53"): 1,
        ("Kälvesta", "2026-W01"): 2,
    }


def test_a_blank_is_not_assessed_and_never_one(district: Area) -> None:
    load("year,week,area,level\n2023,1,Råcksta,\n2023,1,Nälsta,2\n", district)
    assert stored(district) == {("Nälsta", "2023-W01"): 2}


def test_everything_wrong_is_said_at_once_by_line(district: Area) -> None:
    text = "year,week,area,level\n2023,1,Råcksta,0\n2023,53,Råcksta,1\n2023,2,Räcksta,1\n2023,3,Nälsta,6\n2023,4,Nälsta,1\n2023,4,Nälsta,2\n"
    assert complaints(text, district) == [
        (2, "Råcksta: nivån ”0” finns inte, den ska vara 1–5."),
        (3, "Vecka 53 finns inte: 2023 har 52 veckor."),
        (4, "Området ”Räcksta” är okänt. Menade du Råcksta?"),
        (5, "Nälsta: nivån ”6” finns inte, den ska vara 1–5."),
        (7, "Nälsta vecka 4 står redan på rad 6."),
    ]


def test_a_suggestion_is_taken_only_when_accepted(district: Area) -> None:
    text = "year,week,area,level\n2023,2,Räcksta,3\n"
    assert complaints(text, district) == [(2, "Området ”Räcksta” är okänt. Menade du Råcksta?")]
    outcome = load(text, district, accept_suggestions=True)
    assert stored(district) == {("Råcksta", "2023-W02"): 3}
    assert outcome.notes == ("”Räcksta” lästes som Råcksta.",)


def test_a_name_nothing_like_any_is_not_guessed(district: Area) -> None:
    text = "year,week,area,level\n2023,2,Skarpnäck,3\n"
    assert complaints(text, district) == [(2, "Området ”Skarpnäck” finns inte i distriktet.")]
    with pytest.raises(ImportRefused):
        load(text, district, accept_suggestions=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Filen är tom."),
        ("\n\n", "Filen är tom."),
        ("area,level\nRåcksta,1\n", "En kolumn för vecka saknas."),
        ("week,area,level\n1,Råcksta,1\n", "En kolumn för år saknas."),
        ("year,week,area,level\n23,1,Råcksta,1\n", "”23” är inget årtal."),
        ("year,week,area,level\n2023,x,Råcksta,1\n", "”x” är inget veckonummer."),
        ("year,week,area,level\n2023,1,Råcksta,1.5\n", "Råcksta: nivån ”1.5” finns inte, den ska vara 1–5."),
        ("year,week,week,level\n", "Kolumnen ”week” finns mer än en gång."),
        ("år;vecka;Råcksta;råcksta\n2023;1;2;3\n", "Råcksta har mer än en kolumn."),
        ("year,week,area,level\n2023,1,Råcksta,1,9\n", "Raden har fler celler än rubriken har kolumner."),
    ],
)
def test_rubbish_gets_a_clear_sentence(district: Area, text: str, said: str) -> None:
    assert [text_ for _line, text_ in complaints(text, district)] == [said]


def test_a_level_decided_here_is_not_overwritten(district: Area) -> None:
    area = Area.objects.get(parent=district, name="Nälsta")
    user: User = make_user()
    decide_levels(
        by=user,
        party=Party.POLICE,
        district=district,
        week=IsoWeek(2023, 4),
        choices=[choose(area, 4)],
        now=NOW,
    )
    with pytest.raises(ImportRefused, match="redan bedömd till 4"):
        load("year,week,area,level\n2023,3,Nälsta,1\n2023,4,Nälsta,2\n", district)
    assert stored(district) == {("Nälsta", "2023-W04"): 4}


def test_a_year_may_be_given_for_a_table_without_one(district: Area) -> None:
    parsed = parse_assessments("Vecka;Råcksta\n47;3\n", district, default_year=2023)
    assert [(row.line, str(row.week), row.level) for row in parsed.rows] == [(2, "2023-W47", 3)]


def test_windows_text_from_excel_is_read(district: Area, tmp_path: Path) -> None:
    from platssamverkan.core.incoming import read_text

    path = tmp_path / "nivåer.csv"
    path.write_bytes("year;week;area;level\r\n2023;1;Råcksta;2\r\n".encode("cp1252"))
    load(read_text(path), district)
    assert stored(district) == {("Råcksta", "2023-W01"): 2}

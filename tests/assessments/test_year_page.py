"""The year of a district, on screen and paper, out to a spreadsheet and in from one."""

import csv
import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from assessments.models import Assessment, Origin, PastedYear
from places.models import Area
from platssamverkan.demo.load import DATA
from stakeholders.models import AuditEvent, User
from tests.factories import make_area, make_assessment

YEAR = "/omraden/hasselby-vallingby/ar/2023/"
PASTE = f"{YEAR}klistra/"
ClientFor = Callable[[User], Client]
NAMES = [
    "Hässelby gård", "Hässelby strand", "Hässelby villastad", "Vällingby", "Vinsta",
    "Råcksta", "Grimsta", "Kälvesta", "Nälsta",
]  # fmt: skip


def page(client: Client, url: str = YEAR) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def table(html: str, name: str) -> list[list[tuple[str, str]]]:
    """The body rows of a table, each cell as (class, text)."""
    match = re.search(rf'<table class="{name}".*?<tbody>(.*?)</tbody>', html, re.S)
    assert match
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", match[1], re.S)
    cells = [re.findall(r'<(?:td|th)(?: class="([^"]*)")?[^>]*>(.*?)</(?:td|th)>', row, re.S) for row in rows]
    return [[(kind, unescape(re.sub(r"<[^>]+>", "", text)).strip()) for kind, text in row] for row in cells]


def seed() -> dict[tuple[int, str], str]:
    with (DATA / "weekly_hasselby_vallingby_2023.csv").open(encoding="utf-8") as file:
        return {(int(row["week"]), row["area"]): row["level"] for row in csv.DictReader(file)}


def digest(html: str) -> str:
    match = re.search(r'name="seen" value="([0-9a-f]{64})"', html)
    assert match
    return match[1]


def test_the_paper_table_has_52_weeks_46_filled_and_12_red_cells(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    rows = table(page(client_for(coordinator)), "paper")
    assert len(rows) == 52
    assert sum(any(text.isdigit() for _kind, text in row[1:]) for row in rows) == 46
    assert sum("level-5" in kind for row in rows for kind, _text in row) == 12


def test_both_tables_hold_all_414_levels_of_the_seed_in_their_places(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    html = page(client_for(coordinator))
    paper = {
        (int(row[0][1]), name): text
        for row in table(html, "paper")
        for name, (_kind, text) in zip(NAMES, row[1:], strict=True)
        if text.isdigit()
    }
    heat = {
        (week, row[0][1]): text
        for row in table(html, "heat")
        for week, (_kind, text) in enumerate(row[1:53], start=1)
        if text.isdigit()
    }
    assert len(seed()) == 414
    assert paper == seed()
    assert heat == seed()


def test_the_strip_counts_each_area_and_the_sums_are_those_of_the_seed(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    html = page(client_for(coordinator))
    first = table(html, "heat")[0]
    assert [text for _kind, text in first[53:]] == ["9", "13", "21", "2", "1", "24"]
    foot = re.search(r'<table class="table counts">.*?<tfoot>(.*?)</tfoot>', html, re.S)
    assert foot
    assert re.findall(r'<td class="n">(\d+)</td>', foot[1]) == ["255", "108", "36", "3", "12", "414", "51"]


def test_a_gap_is_hatched_and_the_weeks_after_the_last_one_are_only_empty(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    Assessment.objects.filter(area__slug="vinsta", iso_week=10).delete()
    html = page(client_for(coordinator))
    vinsta = table(html, "heat")[4]
    assert vinsta[0][1] == "Vinsta"
    assert vinsta[10][0].split()[0] == "level-none"
    assert vinsta[10][1] == "ej bedömd"
    assert {kind.split()[0] for kind, _text in vinsta[47:53]} == {"level-after"}
    assert "1 lucka före brytdatum" in html


def test_each_weeks_head_leads_to_that_week(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    html = page(client_for(coordinator))
    heads = re.search(r'<table class="heat".*?</thead>', html, re.S)
    assert heads
    links = re.findall(r'href="(/omraden/hasselby-vallingby/vecka/[^"]+)"', heads[0])
    assert links == [f"/omraden/hasselby-vallingby/vecka/2023-W{week:02d}/" for week in range(1, 53)]


def test_2026_has_53_weeks(client_for: ClientFor, coordinator: User, demo_district: Area) -> None:
    html = page(client_for(coordinator), "/omraden/hasselby-vallingby/ar/2026/")
    assert len(table(html, "paper")) == 53
    assert "0 av 53 veckor bedömda" in html


@pytest.mark.parametrize("year", ["0", "1999", "2100", "99999"])
def test_a_year_nobody_works_with_is_not_found(
    client_for: ClientFor, coordinator: User, demo_district: Area, year: str
) -> None:
    assert client_for(coordinator).get(f"/omraden/hasselby-vallingby/ar/{year}/").status_code == 404


def test_a_stranger_gets_404_and_a_partner_sees_no_paste(
    client_for: ClientFor, outsider: User, property_owner: User, demo_district: Area
) -> None:
    assert client_for(outsider).get(YEAR).status_code == 404
    assert client_for(outsider).get(f"{YEAR}?csv").status_code == 404
    assert client_for(outsider).post(PASTE, {"text": "Vecka\tVinsta\n1\t2"}).status_code == 404
    assert "Klistra in från kalkylblad" not in page(client_for(property_owner))
    assert client_for(property_owner).post(PASTE, {"text": "Vecka\tVinsta\n1\t2"}).status_code == 403


def test_a_stadsdel_has_no_year_of_its_own(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    assert client_for(coordinator).get("/omraden/vinsta/ar/2023/").status_code == 404


def test_the_page_asks_the_same_number_of_questions_however_many_areas(
    client_for: ClientFor, coordinator: User, demo_district: Area, django_assert_max_num_queries: Any
) -> None:
    client = client_for(coordinator)
    for n in range(20):
        area = make_area(parent=demo_district, position=50 + n)
        make_assessment(area=area, iso_year=2023, iso_week=n + 1)
    with django_assert_max_num_queries(18):
        client.get(YEAR)


def test_the_csv_opens_in_swedish_excel_and_holds_the_whole_year(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    response = client_for(coordinator).get(f"{YEAR}?csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="arsoversikt-hasselby-vallingby-2023.csv"' in response["Content-Disposition"]
    raw = response.content
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Vecka", *NAMES]
    assert len(rows) == 53
    assert rows[47] == ["47", *[""] * 9]
    found = {
        (int(r[0]), name): level for r in rows[1:] for name, level in zip(NAMES, r[1:], strict=True) if level
    }
    assert found == seed()


@pytest.mark.parametrize("name", ["=1+1", "+46", "-2", "@SUM(A1)"])
def test_a_name_that_looks_like_a_formula_is_made_harmless(
    client_for: ClientFor, coordinator: User, demo_district: Area, name: str
) -> None:
    make_area(name=name, parent=demo_district, position=99)
    text = client_for(coordinator).get(f"{YEAR}?csv").content.decode("utf-8-sig")
    assert text.splitlines()[0].split(";")[-1] == f"'{name}"


def test_a_preview_tells_old_and_new_and_stores_nothing(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    before = list(Assessment.objects.order_by("pk").values())
    html = (
        client_for(coordinator)
        .post(PASTE, {"text": "Vecka\tVinsta\tGrimsta\n1\t2\t5\n47\t\t3"})
        .content.decode()
    )
    rows = table(html, "table paste-table")
    assert [[text for _kind, text in row] for row in rows] == [
        ["v.\xa01", "Vinsta", "11 Normalt läge", "22 Avvikande läge"],
        ["v.\xa047", "Grimsta", "ej bedömd", "33 Oroande läge"],
    ]
    assert "1 nivå i tabellen stämmer redan." in html
    assert list(Assessment.objects.order_by("pk").values()) == before


def test_a_confirmed_paste_is_stored_with_its_author_and_trail_and_leaves_blanks_alone(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    client = client_for(coordinator)
    text = "Vecka;Vinsta;Grimsta\n1;2;\n47;;3"
    seen = digest(client.post(PASTE, {"text": text}).content.decode())
    response = client.post(PASTE, {"text": text, "seen": seen}, follow=True)
    assert "2 nivåer sparades." in response.content.decode()
    changed = Assessment.objects.get(area__slug="vinsta", iso_year=2023, iso_week=1)
    assert (changed.level, changed.origin, changed.decided_by, changed.version, changed.source) == (
        2, Origin.DECIDED, coordinator, 2, "",
    )  # fmt: skip
    assert Assessment.objects.get(area__slug="grimsta", iso_year=2023, iso_week=1).level == 5
    assert Assessment.objects.get(area__slug="grimsta", iso_year=2023, iso_week=47).level == 3
    assert Assessment.objects.filter(area__parent=demo_district, iso_year=2023).count() == 415
    trail = AuditEvent.objects.filter(action="assessment.decided", actor=coordinator).order_by("pk")
    assert [event.detail for event in trail] == [
        {"week": "2023-W01", "area": "vinsta", "before": 1, "level": 2},
        {"week": "2023-W47", "area": "grimsta", "before": None, "level": 3},
    ]


def paste(client: Client, text: str) -> None:
    seen = digest(client.post(PASTE, {"text": text}).content.decode())
    assert client.post(PASTE, {"text": text, "seen": seen}).status_code == 302


def undo(client: Client) -> str:
    step = PastedYear.objects.latest("pk")
    return client.post(f"{PASTE}{step.pk}/angra/", follow=True).content.decode()


def state(district: Area) -> list[tuple[object, ...]]:
    rows = Assessment.objects.filter(area__parent=district, iso_year=2023).order_by("iso_week", "area")
    return list(
        rows.values_list(
            "area", "iso_week", "level", "origin", "source", "decided_by", "decided_at", "decision"
        )
    )


def test_a_pasted_table_is_taken_back_in_one_step(
    client_for: ClientFor, coordinator: User, police: User, demo_district: Area
) -> None:
    client, before = client_for(coordinator), state(demo_district)
    paste(client, "Vecka;Vinsta;Grimsta\n1;2;4\n47;;3")
    assert state(demo_district) != before
    assert "Den ändrade 3 nivåer." in page(client_for(police))  # who may assess may also take it back
    assert "Ångrat: 3 nivåer är som före tabellen." in undo(client_for(police))
    assert state(demo_district) == before
    assert "Ångra hela tabellen" not in page(client)
    told = AuditEvent.objects.filter(actor=police, detail__undo=True).order_by("pk")
    assert [(row.action, row.detail["before"], row.detail["level"]) for row in told] == [
        ("assessment.decided", 2, 1), ("assessment.decided", 4, 5), ("assessment.withdrawn", 3, None),
    ]  # fmt: skip
    assert "Det är redan ångrat" in undo(client)
    assert state(demo_district) == before


def test_nothing_is_taken_back_when_somebody_has_changed_a_level_since(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    client = client_for(coordinator)
    paste(client, "Vecka;Vinsta;Grimsta\n1;2;\n47;;3")
    Assessment.objects.filter(area__slug="vinsta", iso_year=2023, iso_week=1).update(level=4, version=3)
    after = state(demo_district)
    assert "Vinsta vecka 1 har ändrats sedan dess. Inget ångrades." in undo(client)
    assert state(demo_district) == after


def test_a_table_under_a_newer_one_waits_for_it(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    client, before = client_for(coordinator), state(demo_district)
    paste(client, "Vecka;Vinsta\n1;2")
    first = PastedYear.objects.get()
    paste(client, "Vecka;Vinsta\n1;3")
    html = client.post(f"{PASTE}{first.pk}/angra/", follow=True).content.decode()
    assert "så har en nyare tabell klistrats in" in html
    undo(client)
    assert "Ångrat: 1 nivå" in client.post(f"{PASTE}{first.pk}/angra/", follow=True).content.decode()
    assert state(demo_district) == before


def test_a_table_that_changes_nothing_leaves_nothing_to_undo(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    client, text = client_for(coordinator), "Vecka;Vinsta\n1;1"
    before = digest(client.post(PASTE, {"text": "Vecka;Vinsta\n1;2"}).content.decode())
    answer = client.post(PASTE, {"text": text, "seen": before}, follow=True)
    assert "Inget att ändra" in answer.content.decode()
    assert not PastedYear.objects.exists()


def test_a_year_that_changed_after_the_preview_is_previewed_again(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    client = client_for(coordinator)
    text = "Vecka;Vinsta\n1;2"
    seen = digest(client.post(PASTE, {"text": text}).content.decode())
    Assessment.objects.filter(area__slug="vinsta", iso_year=2023, iso_week=1).update(level=4, version=2)
    html = client.post(PASTE, {"text": text, "seen": seen}).content.decode()
    assert "Någon annan ändrade året medan du läste." in html
    assert Assessment.objects.get(area__slug="vinsta", iso_year=2023, iso_week=1).level == 4
    again = digest(html)
    assert again != seen
    assert client.post(PASTE, {"text": text, "seen": again}).status_code == 302
    assert Assessment.objects.get(area__slug="vinsta", iso_year=2023, iso_week=1).level == 2


def test_every_error_is_told_at_once_by_line_and_nothing_is_stored(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    html = (
        client_for(coordinator).post(PASTE, {"text": "Vecka;Räcksta;Vinsta\n1;2;6\n53;1;1"}).content.decode()
    )
    complaints = [unescape(item) for item in re.findall(r"<li>(Rad .*?)</li>", html)]
    assert len(complaints) == 3
    assert complaints[0].startswith("Rad 1:")
    assert "Menade du Råcksta?" in complaints[0]
    assert complaints[1].startswith("Rad 2:")
    assert complaints[2].startswith("Rad 3:")
    assert "Tabellen har 3 fel. Inget sparades." in html
    assert 'name="seen" value=' not in html.split("Rätta och försök igen")[0]
    assert "Räcksta;Vinsta" in html  # the text is still there to be mended


def test_weeks_of_another_year_and_weeks_to_come_are_refused(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    client = client_for(coordinator)
    other = client.post(PASTE, {"text": "År;Vecka;Vinsta\n2022;1;2"}).content.decode()
    assert "Rad 2: Raden gäller 2022, men sidan gäller 2023." in other
    future = client.post("/omraden/hasselby-vallingby/ar/2099/klistra/", {"text": "Vecka;Vinsta\n7;2"})
    assert "Vecka 7 har inte börjat" in future.content.decode()


def test_the_pages_own_csv_pasted_back_changes_nothing(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    client = client_for(coordinator)
    text = client.get(f"{YEAR}?csv").content.decode("utf-8-sig")
    html = client.post(PASTE, {"text": text}).content.decode()
    assert "Inget att ändra" in html


@pytest.mark.parametrize(
    ("text", "words"), [("", "Klistra in en tabell först."), ("x" * 200_001, "för stor")]
)
def test_an_empty_or_huge_paste_is_answered_in_words(
    client_for: ClientFor, coordinator: User, demo_district: Area, text: str, words: str
) -> None:
    response = client_for(coordinator).post(PASTE, {"text": text})
    assert response.status_code == 200
    assert words in response.content.decode()


def test_an_export_of_the_year_leaves_a_trail(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    client_for(coordinator).get(f"/omraden/{demo_district.slug}/ar/2023/?csv")
    event = AuditEvent.objects.get(action="year.exported")
    assert (event.actor, event.detail) == (coordinator, {"year": 2023})

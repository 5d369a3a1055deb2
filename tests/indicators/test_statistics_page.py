"""The page Statistik: who sees it, what it says, what it gives as a file, and how a table comes in."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from indicators.models import AreaFact, CompstatFigure
from places.models import Area
from stakeholders.models import User

PAGE = "/omraden/hasselby-vallingby/statistik/"
PASTE = f"{PAGE}klistra/"
SignIn = Callable[[User], Client]
FIELDS = {"period": "1 jan – 30 sep", "source": "Polisen, CompStat", "extracted_on": "2023-12-01"}
TABLE = "Brott\t2022\t2023\nBilstöld\t32\t39"


def page(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def lines(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_the_page_says_what_is_real_and_what_is_not(client_for: SignIn, coordinator: User) -> None:
    html = page(client_for(coordinator))
    assert html.count("<strong>tydlig ökning</strong>") == 5
    assert html.count('<td class="word">för få för att säga') == 3
    assert html.count('<span class="visually-hidden">för få för procent</span>') == 3
    assert "Fjärde årets minskning i rad; tydlig minskning sedan 2019" in html
    assert "Summa utan bedrägeri (urval)" in html
    assert "−28 till +96 %" in html
    assert "Källa: Polisen, CompStat, i Gemensam lägesbild 2023, uttag 24 november 2023" in html
    assert "del av år" in html


def test_who_sees_the_page_and_who_pastes(
    client_for: SignIn, coordinator: User, police: User, property_owner: User, outsider: User
) -> None:
    assert [client_for(who).get(PAGE).status_code for who in (police, property_owner, outsider)] == [
        200,
        200,
        404,
    ]
    assert [
        client_for(who).get(PASTE).status_code for who in (coordinator, police, property_owner, outsider)
    ] == [200, 200, 403, 404]
    assert PASTE not in page(client_for(property_owner))
    assert Client().get(PAGE).status_code == 302


def test_the_file_holds_exactly_what_the_page_shows(client_for: SignIn, coordinator: User) -> None:
    rows = lines(client_for(coordinator).get(f"{PAGE}?csv"))
    assert len(rows) == 18  # fifteen categories, two sums, and the sum without fraud
    burglary = next(row for row in rows if row["Brott"] == "Inbrott i bostad")
    assert (burglary["2019"], burglary["2023"], burglary["Förändring"]) == ("141", "80", "-23")
    assert (burglary["Förändring %"], burglary["Mot medel %"]) == ("-22,3", "-33,7")
    assert (burglary["Intervall från %"], burglary["Intervall till %"]) == ("-43", "5")
    assert burglary["Källa"] == "Polisen, CompStat, i Gemensam lägesbild 2023"
    rape = next(row for row in rows if row["Brott"] == "Våldtäkt, utomhus")
    assert (rape["Förändring %"], rape["Bedömning"]) == ("", "för få för att säga")
    html = page(client_for(coordinator))
    assert all(row["Brott"] in html and row["Bedömning"] in html for row in rows)


def test_categories_are_left_out_of_the_sums_on_page_and_in_file(
    client_for: SignIn, coordinator: User
) -> None:
    client = client_for(coordinator)
    address = f"{PAGE}?utan=threat&utan=fraud_selected&utan=finns_inte"
    assert "Summa utan bedrägeri (urval) och hot" in page(client, address)
    row = next(
        r for r in lines(client.get(f"{address}&csv")) if r["Brott"] == "Summa utan bedrägeri (urval) och hot"
    )
    assert (row["2022"], row["2023"]) == ("405", "377")


@pytest.mark.parametrize("query", ["ar=1999", "ar=x", "ar=%00", "utan=%00", "ar=²"])
def test_what_does_not_exist_is_answered_with_the_latest_table(
    client_for: SignIn, coordinator: User, query: str
) -> None:
    assert "2019–2023" in page(client_for(coordinator), f"{PAGE}?{query}")


def test_an_earlier_year_ends_its_own_table(client_for: SignIn, coordinator: User) -> None:
    html = page(client_for(coordinator), f"{PAGE}?ar=2021")
    assert "2019–2021" in html
    assert "uppgift saknas" in page(client_for(coordinator), f"{PAGE}?ar=2019")


def test_a_district_without_figures_says_so(client_for: SignIn, outsider: User) -> None:
    html = page(client_for(outsider), "/omraden/bromma/statistik/")
    assert "Inga CompStat-siffror är inlästa för området än." in html
    assert "Befolkningsfakta" not in html


def test_only_statistics_pages_allow_plotlys_styles(client_for: SignIn, coordinator: User) -> None:
    client = client_for(coordinator)
    with_styles = client.get(PAGE)["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline';" in with_styles
    assert "script-src 'self' 'nonce-" in with_styles
    assert "'unsafe-inline'" not in with_styles.replace("style-src 'self' 'unsafe-inline'", "")
    assert "unsafe" not in client.get(PASTE)["Content-Security-Policy"]


def test_the_facts_of_the_report_and_of_the_open_data_stand_with_source_and_year(
    client_for: SignIn, coordinator: User, demo_district: Area
) -> None:
    html = page(client_for(coordinator))
    for text in (
        "76 396",
        "1,68 %",
        "oktober 2023",
        "352 000 kronor",
        "431 800 kronor",
        "35 %",
        "anges inte i källan",
    ):
        assert text in html
    parts = AreaFact.objects.filter(area__parent=demo_district)
    assert parts.count() == 9
    assert {(fact.as_of, fact.source) for fact in parts} == {
        ("2016", "Stockholms stad, befolkning per basområde, via swemaps2, CC0")
    }
    assert sum(fact.value for fact in parts) == pytest.approx(72_000, rel=0.05)


def test_a_table_is_previewed_then_stored(client_for: SignIn, coordinator: User, db: None) -> None:
    client = client_for(coordinator)
    answer = client.post(PASTE, FIELDS | {"text": TABLE})
    html = answer.content.decode()
    assert "Bilstöld 2023: 38 → 39" in html
    stored = CompstatFigure.objects.get(category__name="Bilstöld", period_end__year=2023)
    assert stored.count == 38
    seen = answer.context["paste"].digest
    assert client.post(PASTE, FIELDS | {"text": TABLE, "seen": seen}).status_code == 302
    stored.refresh_from_db()
    assert (stored.count, stored.source) == (39, "Polisen, CompStat")
    again = client.post(PASTE, FIELDS | {"text": TABLE.replace("39", "40"), "seen": seen})
    assert "Någon annan läste in siffror medan du läste. Inget sparades." in again.content.decode()
    stored.refresh_from_db()
    assert stored.count == 39


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": "Brott\t2022\t2023\nBilstölt\t1\t2"}, "Rad 2: Kategorin ”Bilstölt” är okänd. Menade du Bilstöld?"),
        ({"text": ""}, "Klistra in en tabell först."),
        ({"period": "hösten"}, "Skriv perioden som 1 jan – 30 sep, inom ett år."),
        ({"text": TABLE.replace("Brott", "Brott\tPeriod").replace("\t32", "\t1 jan – 31 okt\t32")}, "Raden gäller 1 jan – 31 okt, men tabellen gäller 1 jan–30 sep."),
        ({"extracted_on": "2099-01-01"}, "Dagen har inte varit än."),
        ({"source": "Ring 070-123 45 67"}, "telefonnummer"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_stored(
    client_for: SignIn, coordinator: User, changed: dict[str, str], said: str
) -> None:
    before = list(CompstatFigure.objects.values_list("count", "source"))
    answer = client_for(coordinator).post(PASTE, FIELDS | {"text": TABLE} | changed)
    assert answer.status_code == 200
    assert said in answer.content.decode().replace("\u00a0", " ")
    assert list(CompstatFigure.objects.values_list("count", "source")) == before


def test_a_name_that_would_be_markup_stays_text(client_for: SignIn, coordinator: User) -> None:
    html = (
        client_for(coordinator)
        .post(PASTE, FIELDS | {"text": "Brott\t2023\n<script>alert(1)</script>\t1"})
        .content.decode()
    )
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_page_asks_the_database_few_questions(
    client_for: SignIn, coordinator: User, django_assert_max_num_queries: Any
) -> None:
    client = client_for(coordinator)
    client.get(PAGE)
    with django_assert_max_num_queries(40):
        client.get(PAGE)


def test_a_neighbourhood_has_no_such_page(client_for: SignIn, coordinator: User) -> None:
    assert client_for(coordinator).get("/omraden/vinsta/statistik/").status_code == 404

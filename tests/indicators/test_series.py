"""Own series: read line by line, refused whole, shown with what their periods allow to compare."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from indicators.models import OwnSeries
from indicators.offered import series_sentence
from indicators.series import (
    Period,
    SeriesHasChanged,
    as_text,
    digest_of,
    parse_when,
    read_values,
    save_series,
)
from indicators.series_figures import shown
from places.models import Area
from platssamverkan.core.incoming import ImportRefused
from stakeholders.models import AuditEvent, User

PAGE = "/omraden/hasselby-vallingby/statistik/egna/"
WRITE = f"{PAGE}skriv/"
SignIn = Callable[[User], Client]
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))
FIELDS = {
    "name": "Dumpning",
    "unit": "ton",
    "source": "Trafikkontoret",
    "period": "",
    "text": "2022;12,5\n2023;9",
}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023 K2", "2023-04-01", "2023-06-30"),
        ("Kvartal 4 2023", "2023-10-01", "2023-12-31"),
        ("2023 t.o.m. 19 nov", "2023-01-01", "2023-11-19"),
        ("1 jan – 30 sep 2023", "2023-01-01", "2023-09-30"),
    ],
)
def test_periods_are_read_as_people_write_them(text: str, first: str, last: str) -> None:
    assert parse_when(text) == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["", "hösten", "2023-13", "2023 K5", "30 feb–1 mar 2023", "Cirkel 1", "1 okt–30 sep 2023"]
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert parse_when(text) is None


def test_values_are_read_with_their_decimals_and_a_heading_passed_over() -> None:
    read, decimals = read_values(
        "Period\tKostnad\n2022\t12 500,5\n2023 t.o.m. 19 nov\t9", unit="kronor", period=None
    )
    assert [(v.label, v.value) for v in read] == [
        ("2022", Decimal("12500.5")),
        ("2023 t.o.m. 19 nov", Decimal(9)),
    ]
    assert decimals == 1


@pytest.mark.parametrize("text", ["2022;47\n2023;50", "2022;47 %\n2023;50 %", "2022;0,47\n2023;0,50"])
def test_a_percentage_is_the_same_however_it_is_written(text: str) -> None:
    read, _decimals = read_values(text, unit="procent", period=None)
    assert [value.value for value in read] == [47, 50]


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("2022;47\n2023;0,5", "procent", "Rad 2: Är 0,5 en andel eller procent? Skriv 50 % eller 0,5 %."),
        ("2022;147", "procent", "Rad 1: ”147” ligger inte mellan 0 och 100 procent."),
        ("2022;många", "ton", "Rad 1: ”många” är inget tal."),
        ("2022;12 %", "ton", "Rad 1: Värdet är i procent, men seriens enhet är ton."),
        ("2022;1\n2022;2", "ton", "Rad 2: 2022 står redan på rad 1."),
        ("2022;1\nPreliminära siffror", "ton", "Rad 2: Raden ska ha en period eller grupp"),
        ("Cirkel 1;9,4", "poäng", "Rad 1: ”Cirkel 1” är ingen period."),
        (";9,4", "poäng", "Rad 1: Perioden eller gruppen saknas."),
        ("2022;1;2", "ton", "Rad 1: Raden ska ha en period"),
        ("2022;999999999999", "kronor", "Rad 1: Talet är för stort."),
        ("", "ton", "Skriv minst ett värde."),
        ("Period;ton", "ton", "Skriv minst ett värde."),
    ],
)
def test_what_is_wrong_is_said_at_its_line(text: str, unit: str, said: str) -> None:
    with pytest.raises(ImportRefused) as caught:
        read_values(text, unit=unit, period=None)
    assert any(said in str(complaint) for complaint in caught.value.complaints), caught.value.complaints


def test_a_part_year_never_stands_unmarked_beside_full_years(demo_district: Area) -> None:
    costs = shown(OwnSeries.objects.get(area=demo_district, unit="kronor"))
    assert costs.figure.categories[-2:] == ("2022", "2023 (1\u00a0jan–31\u00a0okt)")
    assert (costs.shape, costs.has_part_years) == ("vertical", True)
    circles = shown(OwnSeries.objects.get(area=demo_district, unit="poäng 1–10"))
    assert (len(circles.values), circles.shape, circles.has_part_years) == (9, "horizontal", False)
    assert circles.figure.written(9.4) == "9,4"


def test_a_sentence_compares_full_years_and_tells_the_part_year_for_itself(demo_district: Area) -> None:
    sentence = series_sentence(shown(OwnSeries.objects.get(area=demo_district, unit="kronor")))
    assert sentence is not None
    assert str(sentence).replace("\u00a0", " ") == (
        "Saneringskostnad efter olovliga bosättningar: från 168 000 kronor 2021 till 231 000 kronor 2022 (+38 %). "
        "1 januari–31 oktober 2023: 197 500 kronor, vilket inte kan jämföras med hela år."
    )
    assert [cell.value for cell in sentence.cells] == [168_000, 231_000, 37.5, 197_500]
    assert series_sentence(shown(OwnSeries.objects.get(area=demo_district, unit="poäng 1–10"))) is None


def test_saving_replaces_whole_and_never_over_somebody_elses_change(
    demo_district: Area, coordinator: User
) -> None:
    first = {"by": coordinator, "area": demo_district, "name": "Ton", "unit": "ton", "source": "Test"}
    series = save_series(**first, text="2021;1\n2022;2")  # type: ignore[arg-type]
    seen = digest_of(series)
    save_series(**first, text="2022;3\n2023;4", series=series, seen=seen)  # type: ignore[arg-type]
    assert as_text(series) == "2022\t3\n2023\t4"
    with pytest.raises(SeriesHasChanged):
        save_series(**first, text="2022;9", series=series, seen=seen)  # type: ignore[arg-type]
    with pytest.raises(ImportRefused, match="heter redan"):
        save_series(**(first | {"name": "TON"}), text="2022;9")  # type: ignore[arg-type]
    assert series.values.count() == 2


def test_a_series_is_written_shown_and_taken_as_a_file(
    client_for: SignIn, coordinator: User, db: None
) -> None:
    client = client_for(coordinator)
    assert client.post(WRITE, FIELDS).status_code == 302
    html = client.get(PAGE).content.decode().replace("\u00a0", " ")
    for text in (
        "Dumpning",
        "12,5",
        "Källa: Trafikkontoret.",
        "197 500",
        "Påhittad demodata",
        "50 %",
        "2023 (1 jan–31 okt)",
    ):
        assert text in html
    lines = client.get(f"{PAGE}?csv").content.decode("utf-8-sig").splitlines()
    assert "Dumpning;2022;2022-01-01;2022-12-31;12,5;ton;Trafikkontoret;" in lines
    assert any(line.startswith("Saneringskostnad") and line.endswith(";ja") for line in lines)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": "2022;x"}, "Rad 1: ”x” är inget tal."),
        ({"name": ""}, "Skriv vad serien mäter."),
        ({"period": "hösten"}, "Skriv perioden som 2023"),
        ({"source": "Ring 070-123 45 67"}, "telefonnummer"),
        ({"text": "811228-9874;3"}, "personnummer"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_stored(
    client_for: SignIn, coordinator: User, changed: dict[str, str], said: str
) -> None:
    before = OwnSeries.objects.count()
    answer = client_for(coordinator).post(WRITE, FIELDS | changed)
    assert answer.status_code == 200
    assert said in answer.content.decode().replace("\u00a0", " ")
    assert OwnSeries.objects.count() == before


def test_who_writes_and_whose_series_it_is(
    client_for: SignIn,
    coordinator: User,
    police: User,
    property_owner: User,
    outsider: User,
    demo_district: Area,
) -> None:
    people = (coordinator, police, property_owner, outsider)
    assert [client_for(who).get(PAGE).status_code for who in people] == [200, 200, 200, 404]
    assert [client_for(who).get(WRITE).status_code for who in people] == [200, 200, 403, 404]
    other = OwnSeries.objects.create(area=Area.objects.get(slug="bromma"), name="X", unit="st", source="Test")
    for key in (str(other.pk), "0", "x", "²", "9" * 30):
        assert client_for(coordinator).get(f"{WRITE}?serie={key}").status_code == 404
    own = OwnSeries.objects.filter(area=demo_district, unit="kronor").get()
    assert "184 000" in client_for(coordinator).get(f"{WRITE}?serie={own.pk}").content.decode().replace(
        "\u00a0", " "
    )


def test_a_series_is_removed_as_it_was_read_and_its_history_stays(
    client_for: SignIn, coordinator: User, property_owner: User, demo_district: Area
) -> None:
    series = save_series(
        by=coordinator, area=demo_district, name="Ton", unit="ton", source="Test", text="2021;1\n2022;2"
    )
    address = f"{WRITE}?serie={series.pk}"
    wanted = {"ta_bort": "ja", "seen": digest_of(series)}
    assert client_for(property_owner).post(address, wanted).status_code == 403
    client = client_for(coordinator)
    answer = client.post(address, wanted | {"seen": "annat"}, follow=True)
    assert "Någon annan har ändrat serien" in answer.content.decode()
    assert OwnSeries.objects.filter(pk=series.pk).exists()
    answer = client.post(address, wanted, follow=True)
    assert f"Serien {series.name} är borttagen." in answer.content.decode()
    assert not OwnSeries.objects.filter(pk=series.pk).exists()
    assert AuditEvent.objects.filter(action="own_series.removed", object_id=str(series.pk)).exists()
    assert client.post(address, wanted).status_code == 404


def test_a_series_that_a_lagesbild_shows_stays(
    client_for: SignIn, coordinator: User, demo_district: Area
) -> None:
    series = OwnSeries.objects.filter(area=demo_district, shown_in_editions__isnull=False).first()
    assert series is not None
    address = f"{WRITE}?serie={series.pk}"
    wanted = {"ta_bort": "ja", "seen": digest_of(series)}
    answer = client_for(coordinator).post(address, wanted, follow=True)
    assert "visas i en lägesbild och kan inte tas bort" in answer.content.decode()
    assert OwnSeries.objects.filter(pk=series.pk).exists()
    assert not AuditEvent.objects.filter(action="own_series.removed").exists()

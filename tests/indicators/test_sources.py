"""Open data from its publishers: formats understood, wrong answers refused, sources down, limits kept, nothing asked unasked."""

import json
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from indicators import sources
from indicators.bra import read_bra
from indicators.jsonstat import read_jsonstat
from indicators.kolada import read_kolada
from indicators.models import OfficialFigure, OfficialTable, Origin
from indicators.readers import read_file
from indicators.sources import Client, Reply, SourceDown, SourceNotAllowed, kolada_figure, scb_table
from platssamverkan.core.incoming import ImportRefused
from tests.indicators.workbooks import workbook

RECORDED = Path(__file__).parent / "recorded"
DATASET = (RECORDED / "pxweb_population.json").read_bytes()
ABOUT = (RECORDED / "kolada_about.json").read_bytes()
VALUES = (RECORDED / "kolada_values.json").read_bytes()
BRA = sorted(Path(__file__).parents[3].glob("shared/data/statistics/bra_*.csv"))
HEAD = "Kommunkod;Kommun;År;Brottsgrupp;Antal;Per 100000\n"


def dataset(**changes: Any) -> bytes:
    return json.dumps(json.loads(DATASET) | changes).encode()


def refused(reader: Any, *raw: Any) -> str:
    with pytest.raises(ImportRefused) as caught:
        reader(*raw)
    return str(caught.value)


def test_a_pxweb_answer_is_understood() -> None:
    table = read_jsonstat(DATASET)
    assert (table.origin, table.code, table.unit, table.is_count) == (Origin.SCB, "TAB638", "antal", True)
    assert table.labels == ["män", "kvinnor"]
    assert table.periods == ["2022", "2023"]
    first, last = table.cells[0], table.cells[-1]
    assert (first.region, first.region_name, first.period, first.label) == (
        "0180",
        "Stockholm",
        "2022",
        "män",
    )
    assert (first.value, last.region, last.value) == (Decimal(487563), "0181", None)


def test_values_may_come_as_a_mapping() -> None:
    whole = read_jsonstat(DATASET)
    values = {str(n): value for n, value in enumerate(json.loads(DATASET)["value"]) if value is not None}
    assert read_jsonstat(dataset(value=values)).cells == whole.cells


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "Svaret är ingen JSON-stat-tabell."),
        (b"[]", "Svaret är ingen JSON-stat-tabell."),
        (b"<html>", "Svaret är ingen JSON-stat-tabell."),
        (b"{" * 100_000, "Svaret är ingen JSON-stat-tabell."),
        (dataset(**{"class": "collection"}), "Svaret är ingen JSON-stat-tabell."),
        (dataset(size=[2, 2, 1, 3]), "Svaret är ingen JSON-stat-tabell."),
        (dataset(value=[1, 2]), "Tabellen säger sig ha 8 celler men har 2."),
        (dataset(value=["x"] * 8), "Tabellen har text där tal ska stå: ”x”."),
        (dataset(value=[True] * 8), "Tabellen har text där tal ska stå: ”True”."),
        (dataset(value=[1e30] * 8), "Svaret är ingen JSON-stat-tabell."),
    ],
)  # fmt: skip
def test_an_answer_that_is_wrong_is_refused_in_one_sentence(raw: bytes, said: str) -> None:
    assert refused(read_jsonstat, raw) == said


@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["class", "id", "size", "value", "dimension", "values", "label"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=8,
    ).map(lambda found: json.dumps(found).encode())
)
def test_no_answer_makes_anything_else_than_a_refusal(raw: bytes) -> None:
    for reader in (read_jsonstat, read_bra, lambda found: read_kolada(found, [found])):
        with pytest.raises(ImportRefused):
            reader(raw)


def test_a_key_figure_is_understood_and_what_is_held_back_stays_missing() -> None:
    table = read_kolada(ABOUT, [VALUES])
    assert (table.origin, table.code, table.is_count) == (Origin.KOLADA, "N07403", False)
    assert [(c.region, c.period, c.label, c.value) for c in table.cells] == [
        ("0180", "2022", "", Decimal("12.7")), ("0180", "2022", "kvinnor", Decimal("11.9")),
        ("0180", "2022", "män", None), ("0180", "2023", "", Decimal("12.1")),
    ]  # fmt: skip
    assert refused(read_kolada, b"{}", [VALUES]) == "Svaret från Kolada förstås inte."
    assert refused(read_kolada, ABOUT, [b'{"values": []}']) == "Tabellen har inga siffror."


@pytest.mark.skipif(not BRA, reason="the originals are kept outside the repository")
def test_bras_table_is_read_as_it_is() -> None:
    table = read_bra(BRA[0].read_bytes())
    assert len(table.cells) == 192
    assert table.cells[0].region_name == "Stockholm"
    assert (table.cells[0].period, table.cells[0].value) == ("2010", Decimal(11715))


def test_a_table_may_have_a_title_above_and_footnotes_below() -> None:
    rows: list[list[object]] = [["Anmälda brott"], [], ["Kommunkod", "Kommun", "År", "Brott", "Antal"], [180, "Stockholm", 2023, "Stöld", 70726],
            [180, "Stockholm", 2023, "Rån", ".."], [], ["Preliminära uppgifter."]]  # fmt: skip
    table = read_file(workbook(rows))
    assert [(c.region, c.period, c.label, c.value, c.line) for c in table.cells] == [
        ("0180", "2023", "Stöld", Decimal(70726), 4), ("0180", "2023", "Rån", None, 5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}0180;Stockholm;2023;Stöld;många;1", "Rad 2: ”många” är inget antal."),
        (f"{HEAD}0180;Stockholm;2023;Stöld;5;\n0180;Stockholm;2023;Stöld;6;", "Rad 3: 0180, 2023, Stöld står mer än en gång."),
        (f"{HEAD}0180;Stockholm;hela;Stöld;5;", "Rad 2: ”hela” är inget år."),
        (f"{HEAD}Sthlm;Stockholm;2023;Stöld;5;", "Rad 2: ”Sthlm” är ingen kommunkod."),
        (f"{HEAD}0180;Stockholm;2023;;5;", "Rad 2: Brottet saknas."),
        (f"{HEAD}Preliminärt\n0180;Stockholm;2023;Stöld;5;", "Rad 2: ”Preliminärt” är ingen kommunkod."),
        (f"{HEAD}0180;S;2023;Stöld;10000;1000\n0180;S;2023;Rån;1000;1000", "Rad 3: Antal och antal per 100 000 ger en annan folkmängd än rad 2."),
        ("Region;Brott\nStockholm;5", "Ingen rubrikrad"),
        ("", "Ingen rubrikrad"),
    ],
)  # fmt: skip
def test_a_bad_line_of_bras_table_is_said_at_its_line(text: str, said: str) -> None:
    assert said in refused(read_bra, text.encode())


class Source:
    """A source that answers as it is told, and a clock that only moves when somebody waits."""

    def __init__(self, *replies: Reply | Exception) -> None:
        self.replies = list(replies)
        self.asked: list[str] = []
        self.now = 0.0
        self.moments: list[float] = []
        self.client = Client(
            {"api.kolada.se", "statistikdatabasen.scb.se"}, self.fetch, lambda: self.now, self.wait
        )

    def fetch(self, url: str) -> Reply:
        self.asked.append(url)
        self.moments.append(self.now)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(reply, Exception):
            raise reply
        return reply

    def wait(self, seconds: float) -> None:
        self.now += seconds


GOOD = Reply(200, "", DATASET)


def test_never_more_than_the_limit_in_any_ten_seconds() -> None:
    source = Source(GOOD)
    for _n in range(100):
        source.client.get("https://api.kolada.se/v3/kpi/x")
        source.now += 0.05
    for moment in source.moments:
        assert sum(moment <= other < moment + 10 for other in source.moments) <= sources.MOST_CALLS


def test_a_source_that_asks_us_to_wait_is_waited_for() -> None:
    source = Source(Reply(429, "7", b""), Reply(503, "", b""), GOOD)
    assert source.client.get("https://api.kolada.se/x") == DATASET
    assert source.now == 7 + 10


@pytest.mark.parametrize(
    ("reply", "said", "asked"),
    [
        (Reply(429, "9999", b""), "felkod 429", 3),
        (Reply(500, "", b""), "felkod 500", 1),
        (Reply(404, "", b""), "känner inte till det som frågades efter", 1),
        (SourceDown("api.kolada.se svarar inte."), "svarar inte", 1),
    ],
)
def test_a_source_that_is_down_is_told_in_one_sentence(
    reply: Reply | Exception, said: str, asked: int
) -> None:
    source = Source(reply)
    with pytest.raises(SourceDown, match=said):
        source.client.get("https://api.kolada.se/x")
    assert len(source.asked) == asked
    assert source.now <= 3 * 30


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/x",
        "http://api.kolada.se/x",
        "file:///etc/passwd",
        "https://api.kolada.se@example.org/",
    ],
)
def test_only_what_the_operator_allows_is_asked(url: str) -> None:
    source = Source(GOOD)
    with pytest.raises(SourceNotAllowed, match="är inte påslagen"):
        source.client.get(url)
    assert source.asked == []


def test_the_questions_are_those_of_the_publishers() -> None:
    source = Source(GOOD)
    scb_table(source.client, "TAB638", {"Region": "0180", "Tid": "top(1)"})
    kolada_figure(source.client, "N07403", [f"{n:04}" for n in range(21)], ["2022", "2023"])
    assert source.asked[0] == (
        "https://statistikdatabasen.scb.se/api/v2/tables/TAB638/data?lang=sv&outputFormat=json-stat2"
        "&valueCodes%5BRegion%5D=0180&valueCodes%5BTid%5D=top%281%29"
    )
    assert source.asked[1] == "https://api.kolada.se/v3/kpi/N07403"
    assert source.asked[2].endswith(",0019/year/2022,2023")
    assert source.asked[3] == "https://api.kolada.se/v3/data/kpi/N07403/municipality/0020/year/2022,2023"


@pytest.mark.django_db
def test_the_command_stores_what_the_sources_answer(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"kpi/N07403/": VALUES, "kpi/N07403": ABOUT, "tables/TAB638": DATASET}

    def fetch(url: str) -> Reply:
        return Reply(200, "", next(body for part, body in answers.items() if part in url))

    settings.OPEN_DATA_HOSTS = ["api.kolada.se", "statistikdatabasen.scb.se"]
    monkeypatch.setattr(
        "indicators.management.commands.fetch_official.Client", lambda allowed: Client(allowed, fetch)
    )
    said = StringIO()
    call_command("fetch_official", "kolada", "N07403", "--region", "0180", stdout=said)
    call_command("fetch_official", "scb", "TAB638", "--region", "0180", stdout=said)
    call_command("fetch_official", "scb", "TAB638", "--region", "0180", stdout=said)
    assert "0 nya tal, 0 ändrade, 8 stämde redan." in said.getvalue()
    assert OfficialFigure.objects.filter(table__code="N07403").count() == 4
    answers["tables/TAB638"] = b"<html>"
    with pytest.raises(CommandError, match="Ingenting lästes in"):
        call_command("fetch_official", "scb", "TAB638")
    assert OfficialFigure.objects.filter(table__code="TAB638").count() == 8


@pytest.mark.django_db
def test_without_the_operators_word_nothing_is_asked(settings: Any) -> None:
    assert settings.OPEN_DATA_HOSTS == []
    before = OfficialTable.objects.count()
    with pytest.raises(CommandError, match="är inte påslagen"):
        call_command("fetch_official", "scb", "TAB638")
    assert OfficialTable.objects.count() == before

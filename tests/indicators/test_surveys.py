"""Surveys: tables understood by remembered columns, too few answers never shown, areas beside the city."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from indicators.models import Survey, SurveyMapping, SurveyReference, SurveyResult
from indicators.offered import survey_sentences
from indicators.survey_analysis import question_view, questions_of, surveys_asking
from indicators.survey_figures import bars, choropleth, class_name, class_of
from indicators.surveys import (
    ColumnsNotUnderstood,
    Described,
    SurveyHasChanged,
    guess_roles,
    preview_survey,
    store_survey,
)
from places.models import Area
from platssamverkan.core.figures import horizontal_bars
from platssamverkan.core.incoming import ImportRefused
from platssamverkan.core.palette import PAPER, SHADES
from platssamverkan.demo.indicators import FEAR
from stakeholders.models import User

PAGE = "/omraden/hasselby-vallingby/statistik/undersokningar/"
PASTE = f"{PAGE}klistra/"
SignIn = Callable[[User], Client]
SAID = Described("Medborgarundersökning", "Staden", "2024", "Webb", "Test", "Trygg", "Stockholm")
FIELDS = {
    "name": "Medborgarundersökning", "owner": "Staden", "years": "2024", "method": "Webb", "source": "Test",
    "question": "Trygg", "reference": "Stockholm",
}  # fmt: skip
HEAD = "Område\tAndel\tAntal svarande\n"
TABLE = f"{HEAD}Vällingby\t47\t312\nKälvesta\t33\t99\nStockholm\t50\t9000"


@pytest.mark.parametrize(
    "shares", ["47\t312\nKälvesta\t33", "47 %\t312\nKälvesta\t33 %", "0,47\t312\nKälvesta\t0,33"]
)
def test_a_share_is_the_same_however_it_is_written(demo_district: Area, shares: str) -> None:
    found = preview_survey(demo_district, f"{HEAD}Vällingby\t{shares}\t99", SAID)
    assert [answer.share for answer in found.answers] == [Decimal("0.47"), Decimal("0.33")]
    assert (found.new, found.too_few) == (2, 1)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (f"{HEAD}Vällingbi\t47\t312", "Rad 2: Området ”Vällingbi” är okänt. Menade du Vällingby?"),
        (f"{HEAD}Vällingby\t47\t312\nVällingby\t48\t312", "Rad 3: Samma område, fråga och grupp står redan på rad 2."),
        (f"{HEAD}Vällingby\t0,47\t312\nVinsta\t33\t200", "Rad 2: Är 0,47 en andel eller procent? Skriv 47 % eller 0,47 %."),
        (f"{HEAD}Vällingby\tmånga\t312", "Rad 2: ”många” är inget procenttal."),
        (f"{HEAD}Vällingby\t147\t312", "Rad 2: ”147” ligger inte mellan 0 och 100 procent."),
        (f"{HEAD}Vällingby\t47\tca 300", "Rad 2: ”ca 300” är inget antal svarande."),
        (f"{HEAD}Vällingby\t47\t31,5", "Rad 2: ”31,5” är inget antal svarande."),
        (f"{HEAD}Vällingby\tför få svar\t40", "Tabellen har inga andelar."),
        (f"{HEAD}Vällingby\t47\t312\nViktade svar\t1\tx", "Rad 3: ”x” är inget antal svarande."),
        ("Område\tAndel\tAndel\nVällingby\t1\t2", "Kolumnen ”Andel” finns mer än en gång."),
        ("\n", "Filen är tom."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_line_and_nothing_stored(
    demo_district: Area, table: str, said: str
) -> None:
    before = SurveyResult.objects.count()
    with pytest.raises(ImportRefused) as caught:
        store_survey(by=None, district=demo_district, text=table, described=SAID)
    assert any(said in str(item) for item in caught.value.complaints), caught.value.complaints
    assert SurveyResult.objects.count() == before


def test_an_areas_other_spelling_is_known_and_an_empty_share_is_left_out(demo_district: Area) -> None:
    vinsta = Area.objects.get(parent=demo_district, name="Vinsta")
    vinsta.aliases.create(name="Winsta")
    found = preview_survey(
        demo_district, f"{HEAD}WINSTA\t47\t312\nVällingby\tför låg svarsfrekvens\t40", SAID
    )
    assert [answer.area for answer in found.answers] == [vinsta]
    assert found.without_share == 1


def test_strange_columns_are_asked_about_once(demo_district: Area) -> None:
    table = "Geo\tU12\tOviktat\tKommentar\nVällingby\t47\t312\t-"
    with pytest.raises(ColumnsNotUnderstood, match="Andel, Antal svarande"):
        preview_survey(demo_district, table, SAID)
    chosen = {"Geo": "area", "U12": "share", "Oviktat": "respondents"}
    with pytest.raises(ColumnsNotUnderstood, match="Område har två kolumner"):
        preview_survey(demo_district, table, SAID, chosen | {"Kommentar": "area"})
    store_survey(by=None, district=demo_district, text=table, described=SAID, chosen=chosen)
    assert guess_roles(["Geo", "U12", "Oviktat", "Kommentar"]) == chosen | {"Kommentar": "skip"}
    assert preview_survey(demo_district, table.replace("47", "48"), SAID).changed == 1
    assert SurveyMapping.objects.filter(heading="geo | u12 | oviktat | kommentar").exists()


def test_storing_twice_changes_nothing_and_an_old_preview_is_not_stored(demo_district: Area) -> None:
    seen = preview_survey(demo_district, TABLE, SAID).digest
    store_survey(by=None, district=demo_district, text=TABLE, described=SAID, seen=seen)
    again = preview_survey(demo_district, TABLE, SAID)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 3)
    with pytest.raises(SurveyHasChanged):
        store_survey(by=None, district=demo_district, text=TABLE, described=SAID, seen=seen)
    assert SurveyReference.objects.get(survey__name=SAID.name).respondents == 9000


def test_what_too_few_answered_is_nowhere_to_be_found(
    client_for: SignIn, coordinator: User, demo_district: Area
) -> None:
    few = SurveyResult.objects.get(area__name="Nälsta", question=FEAR)
    assert (few.respondents, few.answer) == (84, None)
    client = client_for(coordinator)
    html = client.get(PAGE, {"fraga": FEAR}).content.decode().replace("\u00a0", " ")
    file = client.get(PAGE, {"fraga": FEAR, "csv": ""}).content.decode("utf-8-sig")
    line = next(line for line in file.splitlines() if "Nälsta" in line)
    assert ";Nälsta;;för få svar;;;;" in line
    row = html[html.index('<th scope="row">Nälsta</th>') :][:200]
    assert "för få svar" in row
    assert "under 100" in row
    assert "22 %" not in row


def test_areas_stand_beside_the_city_and_surveys_beside_one_another(demo_district: Area) -> None:
    assert FEAR in questions_of(demo_district)
    surveys = surveys_asking(demo_district, FEAR)
    assert {survey.owner for survey in surveys} == {"Stockholms stad", "Polisen och kommunerna"}
    city = next(survey for survey in surveys if survey.owner == "Stockholms stad")
    view = question_view(demo_district, FEAR, city)
    assert len(view.parts) == 9
    assert [line.name for line in view.whole] == ["Hässelby-Vällingby", "Stockholm"]
    assert len(view.side_by_side) == 4
    figure = bars("x", FEAR, view.areas, "Test")
    assert figure.highlighted == ("Stockholm",)
    nalsta = figure.categories.index("Nälsta")
    assert (figure.series[0].values[nalsta], figure.intervals[nalsta]) == (None, None)
    assert "för få svar" in horizontal_bars(figure)
    assert "Nälsta för få svar" in figure.alt


def test_the_map_has_a_class_for_every_share_and_none_for_too_few(demo_district: Area) -> None:
    assert [class_of(value) for value in (0, 10, 10.1, 50, 50.1, 100)] == [0, 0, 1, 4, 5, 5]
    assert [class_name(n) for n in (0, 3, 5)] == ["0–10\u00a0%", "30–40\u00a0%", "över 50\u00a0%"]
    city = Survey.objects.get(owner="Stockholms stad")
    spec = choropleth(demo_district, question_view(demo_district, FEAR, city))
    fills = {shape.name: shape.shade for layer in spec.layers for shape in layer.shapes if shape.shade}
    assert (fills["Hässelby gård"], fills["Kälvesta"], fills["Nälsta"]) == (SHADES[5], SHADES[2], PAPER)
    assert "52\u00a0%" in spec.to_svg(width_mm=166)
    assert "Nälsta för få svar" in spec.alt


def test_a_sentences_numbers_are_those_of_its_cells(demo_district: Area) -> None:
    city = Survey.objects.get(owner="Stockholms stad")
    sentences = survey_sentences(question_view(demo_district, FEAR, city))
    said = [str(sentence).replace("\u00a0", " ") for sentence in sentences]
    assert (
        f"”{FEAR}”: 52 % i Hässelby gård (44–60 %, 164 svarande), tydligt fler än i Stockholm (28 %)." in said
    )
    assert any("Kälvesta" in text and "inom felmarginalen från Stockholm" in text for text in said)
    assert not any("Nälsta" in text for text in said)
    for sentence in sentences:
        for cell in sentence.cells:
            kind, key, field = cell.key.split(".")
            row = (SurveyResult if kind == "survey" else SurveyReference).objects.get(pk=key)
            if field in {"share", "respondents"}:
                assert cell.value == pytest.approx(
                    float(row.share) * 100 if field == "share" else row.respondents
                )


def test_a_table_is_previewed_then_stored(client_for: SignIn, coordinator: User, db: None) -> None:
    client = client_for(coordinator)
    answer = client.post(PASTE, FIELDS | {"text": TABLE})
    assert "1 med färre än 100 svarande visas inte" in answer.content.decode()
    assert not Survey.objects.filter(name="Medborgarundersökning").exists()
    seen = answer.context["preview"].digest
    assert client.post(PASTE, FIELDS | {"text": TABLE, "seen": seen}).status_code == 302
    assert SurveyResult.objects.filter(survey__name="Medborgarundersökning").count() == 2
    again = client.post(PASTE, FIELDS | {"text": TABLE, "seen": seen}).content.decode()
    assert "Någon annan läste in siffror medan du läste" in again
    asked = client.post(PASTE, FIELDS | {"text": "Geo\tU12\nVällingby\t4"}).content.decode()
    assert 'name="kolumn-1"' in asked
    assert "Säg vad kolumnerna betyder" in asked
    wrong = client.post(PASTE, FIELDS | {"text": TABLE, "method": "Ring 070-123 45 67"}).content.decode()
    assert "telefonnummer" in wrong


def test_who_reads_and_who_pastes(
    client_for: SignIn, coordinator: User, police: User, property_owner: User, outsider: User
) -> None:
    people = (coordinator, police, property_owner, outsider)
    assert [client_for(who).get(PAGE).status_code for who in people] == [200, 200, 200, 404]
    assert [client_for(who).get(PASTE).status_code for who in people] == [200, 200, 403, 404]
    assert (
        "Inga undersökningar är inlästa"
        in client_for(outsider).get(PAGE.replace("hasselby-vallingby", "bromma")).content.decode()
    )

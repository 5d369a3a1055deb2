"""The dashboard: any period, held against another, every figure as a file, for whoever may see the territory."""

import csv
import io
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Assessment
from places.models import Area, AreaKind
from platssamverkan.core.weeks import IsoWeek
from reports.dashboard import Against, Choice, dashboard, default_choice, districts_in, read_choice
from reports.dashboard_figures import raised_by_area, raised_by_week
from stakeholders.models import User
from tests.factories import make_area, make_assessment

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User], Client]
W1, W34, W46 = IsoWeek(2023, 1), IsoWeek(2023, 34), IsoWeek(2023, 46)
USUAL = Choice(W34, W46, Against.BEFORE)


def page(slug: str = "hasselby-vallingby") -> str:
    return reverse("reports:situation", args=[slug])


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_it_opens_with_the_quarter_up_to_the_latest_week(demo_district: Area) -> None:
    assert default_choice([demo_district], date(2026, 1, 1)) == USUAL


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"fran": "2023-W60"}, "finns inte"),
        ({"till": "igår"}, "finns inte"),
        ({"fran": "2023-W46", "till": "2023-W01"}, "ligger före"),
        ({"fran": "2019-W01", "till": "2023-W46"}, "högst 106"),
        ({"fran": "1999-W01", "till": "1999-W02"}, "2000 och 2100"),
    ],
)
def test_a_period_that_is_none_gets_one_sentence_and_the_usual_one(asked: dict[str, str], words: str) -> None:
    choice, error = read_choice(asked, USUAL)
    assert choice == USUAL
    assert words in error


def test_the_period_before_is_as_long_and_a_year_before_is_the_same_weeks() -> None:
    assert USUAL.before == (IsoWeek(2023, 21), IsoWeek(2023, 33))
    assert Choice(W34, W46, Against.YEAR).before == (IsoWeek(2022, 34), IsoWeek(2022, 46))
    assert len(Choice(IsoWeek(2026, 1), IsoWeek(2026, 53), Against.YEAR).weeks) == 53


def test_the_figures_count_what_the_table_shows(demo_district: Area) -> None:
    board = dashboard(demo_district, [demo_district], Choice(W1, W46, Against.BEFORE))
    rows = Assessment.objects.filter(area__parent=demo_district)
    assert board.assessed == rows.count() == 414
    for level, series in zip((3, 4, 5), raised_by_area(board).series, strict=True):
        assert sum(n or 0 for n in series.values) == rows.filter(level=level).count()
    for level, series in zip((3, 4, 5), raised_by_week(board).series, strict=True):
        assert sum(n or 0 for n in series.values) == rows.filter(level=level).count()


def test_a_week_nobody_assessed_is_missing_and_never_zero(demo_district: Area) -> None:
    board = dashboard(
        demo_district, [demo_district], Choice(IsoWeek(2023, 45), IsoWeek(2023, 47), Against.BEFORE)
    )
    assert [series.values[-1] for series in raised_by_week(board).series] == [None, None, None]


def test_the_files_hold_the_numbers_of_the_page(coordinator: User, client_for: ClientFor) -> None:
    client = client_for(coordinator)
    query = {"fran": "2023-W01", "till": "2023-W46", "figur": "remsor", "form": "csv"}
    lines = rows_of(client.get(page(), query).content)
    assert len(lines) == 1 + 414
    assert lines[1][:5] == ["Hässelby gård", "2023", "1", "2", "Avvikande läge"]
    figure = rows_of(client.get(page(), query | {"figur": "omraden"}).content)
    assert figure[2][0] == "Hässelby gård"
    drawing = client.get(page(), query | {"figur": "veckor", "form": "svg"})
    assert drawing["Content-Type"] == "image/svg+xml"
    root = ElementTree.fromstring(drawing.content)  # noqa: S314  # our own drawing
    assert "Källa" in "".join(root.itertext())
    assert client.get(page(), query | {"figur": "finns-inte"}).status_code == 404
    assert client.get(page(), query | {"figur": "veckor", "form": "png"}).status_code == 404


def test_a_police_area_holds_its_districts_and_says_which_are_silent(
    police: User, property_owner: User, client_for: ClientFor
) -> None:
    html = client_for(police).get(page("lpo-vallingby")).content.decode()
    assert "Inget bedömt i perioden:" in html
    assert 'href="/omraden/bromma/vecka/"' in html
    assert "Hässelby gård" in html
    assert client_for(property_owner).get(page("lpo-vallingby")).status_code == 404


def test_a_neighbourhood_has_no_dashboard_and_an_empty_territory_says_so(
    coordinator: User, police: User, client_for: ClientFor
) -> None:
    assert client_for(coordinator).get(page("grimsta")).status_code == 404
    html = client_for(police).get(page("ekero")).content.decode()
    assert "Här finns inga områden som bedöms" in html


def test_a_wrong_week_is_answered_at_the_form_with_400(coordinator: User, client_for: ClientFor) -> None:
    answer = client_for(coordinator).get(page(), {"fran": "2023-W99"})
    assert answer.status_code == 400
    assert "<title>Fel: " in answer.content.decode()


def test_the_number_of_queries_does_not_grow_with_areas_and_weeks(
    coordinator: User, demo_district: Area, client_for: ClientFor
) -> None:
    client = client_for(coordinator)

    def asked(query: dict[str, str]) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page(), query).status_code == 200
        return len(queries)

    asked({})
    few = asked({})
    for number in range(20):
        area = make_area(kind=AreaKind.NEIGHBOURHOOD, parent=demo_district, name=f"Del {number}")
        make_assessment(area=area, iso_year=2023, iso_week=46, level=2)
    assert asked({"fran": "2022-W01", "till": "2023-W46"}) <= few
    assert few <= 40
    assert districts_in(demo_district) == [demo_district]

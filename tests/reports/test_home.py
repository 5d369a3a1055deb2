"""The overview: the same numbers for everyone, what each may do, and no more queries for more areas."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import reports.home
from assessments.models import Assessment, Confirmation, Decision, Party
from places.models import Area, AreaKind, AreaPart, AreaRelation
from platssamverkan.core.face import Task, Urgency
from platssamverkan.core.statistics import Verdict
from platssamverkan.core.weeks import IsoWeek
from reports.home import home_of
from reports.situation import Period, better, outlook, standings
from stakeholders.models import Organisation, Role, User
from tests.factories import make_area, make_assessment, make_district, make_member, make_user

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User], Client]
W46 = IsoWeek(2023, 46)
TODAY = date(2023, 11, 22)


def overview(client_for: ClientFor, user: User) -> str:
    return client_for(user).get(reverse("overview")).content.decode()


# --- how areas stand ----------------------------------------------------------------------------------


def test_a_district_stands_as_tabell_2_says(demo_district: Area) -> None:
    (found,) = standings([demo_district])
    assert (found.week, found.counts) == (W46, {1: 6, 2: 1, 3: 2, 4: 0, 5: 0})
    assert [row.area.name for row in found.raised] == ["Hässelby gård", "Grimsta"]
    assert {row.area.name: row.step for row in found.moved} == {"Grimsta": 2, "Kälvesta": -1, "Nälsta": -1}
    assert found.source == "Gemensam lägesbild 2023, Tabell 2"
    assert found.as_of == date(2023, 11, 24)


def test_an_area_nobody_assessed_is_missing_and_not_normal(demo_district: Area) -> None:
    Assessment.objects.in_week(W46).filter(area__name="Vinsta").delete()
    (found,) = standings([demo_district])
    assert (found.missing, found.assessed, found.counts[1]) == (1, 8, 5)
    vinsta = next(row for row in found.areas if row.area.name == "Vinsta")
    assert (vinsta.level, vinsta.step) == (None, 0)


def test_a_district_without_assessments_has_no_week(db: None) -> None:
    district = make_area(kind=AreaKind.CITY_DISTRICT)
    (found,) = standings([district])
    assert (found.week, found.areas, found.assessed) == (None, (), 0)


def test_the_quarter_is_counted_area_week_by_area_week(demo_district: Area) -> None:
    found = outlook([demo_district])
    assert found is not None
    rows = Assessment.objects.filter(area__parent=demo_district, level__gte=3)
    assert found.now.raised == rows.between(IsoWeek(2023, 34), W46).count()
    assert found.before.raised == rows.between(IsoWeek(2023, 21), IsoWeek(2023, 33)).count()
    assert (found.now.assessed, found.before.assessed, found.is_same_season) == (117, 117, False)
    assert found.verdict == Verdict.INCREASE


def test_the_same_season_a_year_before_is_preferred(db: None) -> None:
    area = Area.objects.get(parent=make_district("Östra"))
    for year, raised in ((2023, 13), (2022, 0)):
        for week in range(34, 47):
            level = 3 if week - 33 <= raised else 1
            make_assessment(area=area, iso_year=year, iso_week=week, level=level)
    found = outlook([area.parent] if area.parent else [])
    assert found is not None
    assert found.is_same_season
    assert (found.before.raised, found.now.raised, found.verdict) == (0, 13, Verdict.INCREASE)
    assert better(found).short == "Nej, fler veckor med förhöjt läge"


def test_areas_that_were_not_assessed_as_often_are_not_compared(db: None) -> None:
    area = Area.objects.get(parent=make_district("Västra"))
    for week in range(34, 47):
        make_assessment(area=area, iso_year=2023, iso_week=week, level=1)
    make_assessment(area=area, iso_year=2022, iso_week=40, level=5)
    found = outlook([area.parent] if area.parent else [])
    assert found is None
    assert better(found).short == "Det går inte att säga än"


@pytest.mark.parametrize(
    ("counts", "median"), [((2, 1, 0, 0, 0), 1), ((1, 0, 1, 0, 0), 1), ((1, 0, 2, 0, 0), 3), ((0,) * 5, None)]
)
def test_a_median_of_levels_is_one_of_the_levels(counts: tuple[int, ...], median: int | None) -> None:
    assert Period(W46, W46, counts).median == median


# --- what stands on whose page ------------------------------------------------------------------------


def test_a_coordinator_is_told_what_to_do_first(coordinator: User, client_for: ClientFor) -> None:
    html = overview(client_for, coordinator)
    assert "9 områden återstår, 20–26\u00a0november 2023" in html
    assert 'href="/omraden/hasselby-vallingby/vecka/2023-W47/"' in html
    assert "Tjänsten" not in html


def test_a_level_the_other_party_set_is_to_be_confirmed_and_ones_own_is_waited_for(
    coordinator: User, police: User, demo_district: Area
) -> None:
    area = Area.objects.neighbourhoods_of(demo_district)[0]
    Assessment.objects.in_week(W46).filter(area=area).delete()
    decision = Decision.objects.create(
        area=area, iso_year=2023, iso_week=46, level=1, party=Party.POLICE, decided_by=police,
        decided_at=timezone.now(), proposed=1, rule_version=1, minor=0, concerning=0, serious=0, critical=0,
    )  # fmt: skip
    Assessment.objects.create(
        area=area, iso_year=2023, iso_week=46, level=1, origin="decided", decided_by=police,
        decided_at=timezone.now(), decision=decision,
    )  # fmt: skip
    mine = home_of(coordinator, [demo_district], TODAY)
    theirs = home_of(police, [demo_district], TODAY)
    assert "Bekräfta 1 nivå, v.\u00a046" in [task.text for task in mine.tasks]
    assert [task.detail for task in theirs.waiting] == ["Väntar på stadsdelsförvaltningen"]
    Confirmation.objects.create(
        decision=decision, party=Party.MUNICIPALITY, confirmed_by=coordinator, confirmed_at=timezone.now()
    )
    assert not home_of(police, [demo_district], TODAY).waiting


def test_a_week_that_has_not_begun_is_nothing_to_do(coordinator: User, demo_district: Area) -> None:
    home = home_of(coordinator, [demo_district], W46.sunday)
    assert not [task for task in home.tasks if "/vecka/" in task.url]


def test_a_week_long_past_comes_first(coordinator: User, demo_district: Area) -> None:
    home = home_of(coordinator, [demo_district], date(2026, 11, 22))
    assert home.tasks[0].urgency is Urgency.LATE


def test_police_see_every_district_of_their_area_side_by_side(police: User, client_for: ClientFor) -> None:
    html = overview(client_for, police)
    assert "Distrikten sida vid sida" in html
    assert "24 områden återstår" in html


def test_a_property_owner_sees_levels_and_their_places_and_no_work_of_the_authorities(
    property_owner: User, client_for: ClientFor
) -> None:
    html = overview(client_for, property_owner)
    assert "Vällingby centrum" in html
    assert "Blir det bättre?" in html
    assert "Bedöm" not in html
    assert "Granska" not in html
    assert "händelse" not in html.partition("<main")[2].partition("</main>")[0].lower()


def test_a_room_that_lists_a_task_for_somebody_puts_it_first_on_their_page(
    property_owner: User, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = Task("Svara på en fråga", reverse("overview"), detail="i dag")
    monkeypatch.setattr(reports.home, "TASK_SOURCES", (lambda *_asked: [task],))
    html = overview(client_for, property_owner)
    assert html.index("Svara på en fråga") < html.index("Områden på nivå 3–5")
    assert "Att göra" in html


def test_a_reader_gets_an_honest_answer(client_for: ClientFor) -> None:
    reader = make_member(Role.READER, Organisation.objects.get(name="Föreningen Exempelgården"))
    html = overview(client_for, reader)
    assert "Fler veckor med förhöjt läge än perioden före" in html
    assert "olika årstider" in html


def test_an_administrator_sees_how_the_service_fares(admin: User, client_for: ClientFor) -> None:
    html = overview(client_for, admin)
    assert "Försegling av spåret" in html
    assert "Senast inlästa nivåer" in html


def test_every_number_leads_to_rows_that_its_reader_may_open(
    client_for: ClientFor, coordinator: User, property_owner: User, police: User
) -> None:
    for person in (coordinator, property_owner, police):
        districts = list(Area.objects.filter(slug="hasselby-vallingby"))
        home = home_of(person, districts, TODAY)
        assert len(home.tiles) == 3
        for tile in home.tiles:
            assert tile.source
            assert tile.period
            assert client_for(person).get(tile.url, follow=True).status_code == 200


def test_a_neighbours_request_for_records_is_nobody_elses_to_do(
    demo_district: Area, police: User, coordinator: User
) -> None:
    from reports.records_models import RecordsRequest

    authority = Organisation.objects.get(name="Hässelby-Vällingby stadsdelsförvaltning")
    RecordsRequest.objects.create(
        authority=authority, district=demo_district, area=demo_district, received_on=TODAY,
        registered_by=coordinator,
    )  # fmt: skip
    texts = [task.text for task in home_of(coordinator, [demo_district], TODAY).tasks]
    assert "Besluta om en begäran om utlämnande" in texts
    texts = [task.text for task in home_of(police, [demo_district], TODAY).tasks]
    assert "Besluta om en begäran om utlämnande" not in texts


# --- and what it costs --------------------------------------------------------------------------------


def queries(client_for: ClientFor, user: User) -> int:
    client = client_for(user)
    client.get(reverse("overview"))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("overview")).status_code == 200
    return len(asked)


def test_the_number_of_queries_does_not_grow_with_districts_and_areas(
    client_for: ClientFor, police: User, admin: User
) -> None:
    police_area = Area.objects.get(kind=AreaKind.LOCAL_POLICE_AREA)
    few = queries(client_for, police)
    for number in range(12):
        district = make_district(f"Distrikt {number}")
        make_assessment(area=Area.objects.get(parent=district), iso_year=2023, iso_week=46, level=3)
        AreaPart.objects.create(whole=police_area, part=district)
    assert queries(client_for, police) <= few
    assert few <= 45
    assert queries(client_for, admin) <= 55


def test_a_person_outside_gets_none_of_it(client_for: ClientFor) -> None:
    html = overview(client_for, make_user())
    assert "Hässelby" not in html
    assert AreaRelation.objects.exists()

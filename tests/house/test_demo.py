from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.analysis import Stage, week_board, year_board
from assessments.models import INVENTED, Assessment, Party
from assessments.services import decide_levels
from incidents.models import Incident, Origin
from places.models import Area, Place, PlaceCollaboration
from platssamverkan.core.weeks import IsoWeek
from platssamverkan.demo.inbox import load_inbox
from platssamverkan.demo.load import TABLE_2, invent_incidents
from platssamverkan.demo.weeks import load_weeks
from stakeholders.models import User
from tests.assessments.making import choose


def test_loading_again_changes_nothing(demo_district: Area) -> None:
    def census() -> tuple[int, ...]:
        return tuple(model.objects.count() for model in (Area, Assessment, Incident, User))

    call_command("demo", stdout=StringIO())
    before = census()
    call_command("demo", stdout=StringIO())
    assert census() == before


def test_invented_incidents_give_the_real_level_in_every_week(demo_district: Area) -> None:
    year = year_board(demo_district, 2023)
    for week, levels in zip(year.weeks[:46], year.levels, strict=False):
        assert tuple(row.proposal.level for row in week_board(demo_district, week).rows) == levels


def test_the_week_after_the_last_assessed_one_has_something_to_judge(demo_district: Area) -> None:
    board = week_board(demo_district, IsoWeek(2023, 47))
    assert (board.assessed, board.invented_incidents) == (0, True)
    assert max(row.proposal.level for row in board.rows) > 1


def test_all_demo_incidents_are_marked_as_invented_and_the_same_each_time(demo_district: Area) -> None:
    def listing() -> list[tuple[object, ...]]:
        return list(
            Incident.objects.order_by("occurred_from", "area_id", "category_id", "occurred_to").values_list(
                "area_id", "category_id", "occurred_from"
            )
        )

    assert not Incident.objects.exclude(origin=Origin.INVENTED).exists()
    first = listing()
    Incident.objects.all().delete()
    invent_incidents(demo_district)
    load_inbox(demo_district)
    assert listing() == first


def test_this_week_can_be_judged_at_once(
    demo_weeks: Area, coordinator: User, client_for: Callable[[User], Client]
) -> None:
    this_week = IsoWeek.of(timezone.now())
    answer = client_for(coordinator).get(reverse("assessments:now", args=[demo_weeks.slug]))
    assert answer["Location"] == reverse("assessments:week", args=[demo_weeks.slug, this_week])
    board, before = (week_board(demo_weeks, week) for week in (this_week, this_week.previous))
    assert (board.assessed, board.invented_incidents) == (0, True)
    assert (before.assessed, before.stage) == (9, Stage.CLOSED)


def test_every_invented_level_says_so_and_2023_stays_real(
    demo_weeks: Area, property_owner: User, client_for: Callable[[User], Client]
) -> None:
    levels = Assessment.objects.filter(area__parent=demo_weeks)
    assert levels.filter(iso_year=2023).exclude(source=TABLE_2).count() == 0
    assert levels.filter(iso_year__gt=2023).exclude(source=INVENTED).count() == 0
    assert {(year.iso_year) for year in levels.filter(iso_week=10)} == {2023, 2024, 2025, 2026}
    browser = client_for(property_owner)
    for year, is_invented in ((2023, False), (2025, True)):
        html = browser.get(reverse("assessments:year", args=[demo_weeks.slug, year])).content.decode()
        assert ("påhittade uppgifter" in html) is is_invented


def test_a_demo_loaded_a_week_later_grows_by_that_week_and_keeps_what_people_set(
    demo_weeks: Area, coordinator: User
) -> None:
    this_week = IsoWeek.of(timezone.now())
    area = Area.objects.get(slug="grimsta")
    decide_levels(
        by=coordinator,
        party=Party.MUNICIPALITY,
        district=demo_weeks,
        week=this_week,
        choices=[choose(area, 2)],
        now=timezone.now(),
    )
    load_weeks(demo_weeks, this_week.following.following.start)
    counts = [week_board(demo_weeks, week).assessed for week in (this_week, this_week.following)]
    assert counts == [1, 9]


def test_the_demo_refuses_to_load_into_production(settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="well-known passwords"):
        call_command("demo")


@pytest.mark.parametrize(
    ("login", "place", "work"),
    [
        ("bromma", "Blackeberg", "Platssamverkan i Blackeberg"),
        ("alvsjo", "Älvsjö centrum", "Platssamverkan Älvsjö centrum"),
        ("sodertalje", "Södertälje stationsplan", "Tryggare stationsplan"),
        ("samordnare", "Maltesholmstorget", "Platssamverkan Maltesholmstorget"),
    ],
)
def test_somebody_can_open_each_collaboration_from_the_printed_logins(
    client_for: Callable[[User], Client], demo_district: Area, login: str, place: str, work: str
) -> None:
    client = client_for(User.objects.get(email=f"{login}@demo.example"))
    assert place in client.get("/platser/").content.decode()
    shown = client.get(Place.objects.get(name=place).get_absolute_url()).content.decode()
    assert work in shown
    row = PlaceCollaboration.objects.get(name=work)
    assert client.get(reverse("places:collaboration", args=[row.pk])).status_code == 200

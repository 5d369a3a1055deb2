from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assessments.analysis import week_board, year_board
from assessments.models import Assessment
from incidents.models import Incident, Origin
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from platssamverkan.demo.load import invent_incidents
from stakeholders.models import User


def test_loading_again_changes_nothing(demo_district: Area) -> None:
    def census() -> tuple[int, ...]:
        return tuple(model.objects.count() for model in (Area, Assessment, Incident, User))

    before = census()
    call_command("demo", stdout=StringIO())
    assert census() == before


def test_invented_incidents_give_the_real_level_in_every_week(demo_district: Area) -> None:
    year = year_board(demo_district, 2023)
    for week, levels in zip(year.weeks[:46], year.levels, strict=False):
        assert tuple(row.proposal.level for row in week_board(demo_district, week).rows) == levels


def test_the_week_after_the_last_assessed_one_has_something_to_judge(demo_district: Area) -> None:
    board = week_board(demo_district, IsoWeek(2023, 47))
    assert (board.assessed, board.has_invented) == (0, True)
    assert max(row.proposal.level for row in board.rows) > 1


def test_all_demo_incidents_are_marked_as_invented_and_the_same_each_time(demo_district: Area) -> None:
    def listing() -> list[tuple[object, ...]]:
        return list(
            Incident.objects.order_by("occurred_from", "area_id").values_list(
                "area_id", "category_id", "occurred_from"
            )
        )

    assert not Incident.objects.exclude(origin=Origin.INVENTED).exists()
    first = listing()
    Incident.objects.all().delete()
    invent_incidents(demo_district)
    assert listing() == first


def test_the_demo_refuses_to_load_into_production(settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="well-known passwords"):
        call_command("demo")

"""What the overview tells each person to do about incidents, walks and measures: their own, and no one else's."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import incidents.todo
import measures.todo
import walks.todo
from measures.models import Measure, Occurrence
from places.models import Area
from platssamverkan.core.face import Task, Urgency
from platssamverkan.core.weeks import STOCKHOLM
from stakeholders.models import User
from stakeholders.policy import Visibility
from tests.factories import make_incident, make_observation, make_walk
from tests.measures.making import Cast, make_cast, make_measure, make_problem
from walks.models import ObservationStatus, Walk, WalkStatus

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def told(room: object, user: User, cast: Cast) -> list[tuple[str, str, Urgency]]:
    found: list[Task] = room.tasks(user, [cast.district], TODAY)  # type: ignore[attr-defined]
    return [(task.text, task.detail.replace("\xa0", " "), task.urgency) for task in found]


# --- measures -----------------------------------------------------------------------------------------


def due(cast: Cast, days: int, **overrides: object) -> Measure:
    values = {"area": cast.district, "owner": cast.company, "status": "ongoing"}
    return make_measure(**(values | {"due_on": TODAY + timedelta(days=days)} | overrides))


def test_an_owner_is_told_what_is_late_and_what_is_soon_due(cast: Cast) -> None:
    late = due(cast, -1, title="Laga lampan", is_quick=True)
    due(cast, 14, title="Klipp häcken", is_quick=True)
    due(cast, 15, title="Om länge", is_quick=True)
    due(cast, -9, title="Någon annans", owner=cast.other)
    assert told(measures.todo, cast.owner, cast) == [
        ("Följ upp: Laga lampan", "skulle vara klar 22 november 2026", Urgency.NOW),
        ("Bli klar med: Klipp häcken", "klar senast 7 december 2026", Urgency.SOON),
    ]
    found = measures.todo.tasks(cast.owner, [cast.district], TODAY)
    assert found[0].url == late.get_absolute_url()


def test_many_late_ones_are_one_line_that_opens_their_list(cast: Cast) -> None:
    for days in range(1, 5):
        due(cast, -days)
    (line,) = measures.todo.tasks(cast.owner, [cast.district], TODAY)
    assert (line.text, line.url) == ("Följ upp 4 försenade åtgärder", "/atgarder/?status=forsenad")


def test_a_pause_that_should_have_ended_says_so(cast: Cast) -> None:
    due(cast, 40, title="Muren", status="paused", reason="tjäle", resume_on=TODAY - timedelta(days=1))
    assert told(measures.todo, cast.owner, cast) == [
        ("Följ upp: Muren", "skulle ha återupptagits 22 november 2026", Urgency.NOW)
    ]


def test_only_the_latest_time_that_nobody_answered_for_is_asked_about(cast: Cast) -> None:
    row = due(cast, 40, title="Fredagsvärdar")
    for days, held in ((21, True), (14, None), (7, None), (0, None)):
        Occurrence.objects.create(measure=row, on=TODAY - timedelta(days=days), held=held)
    assert told(measures.todo, cast.owner, cast) == [
        ("Svara om det blev av: Fredagsvärdar", "16 november 2026", Urgency.NOW)
    ]


def test_whoever_leads_reads_how_many_of_others_are_late_and_how_many_links_are_broken(cast: Cast) -> None:
    due(cast, -1, is_quick=True)
    make_problem(area=cast.district, owner=cast.office)
    assert told(measures.todo, cast.coordinator, cast) == [
        ("1 försenad åtgärd", "hos andra parter", Urgency.WAITING),
        ("Laga 1 bruten länk", "mellan problem, orsak, åtgärd och resultat", Urgency.SOON),
    ]


def test_a_reader_and_a_stranger_have_nothing_to_do_about_measures(cast: Cast) -> None:
    due(cast, -1)
    assert told(measures.todo, cast.reader, cast) == told(measures.todo, cast.outsider, cast) == []


def test_a_measure_that_is_not_shared_is_in_no_number(cast: Cast) -> None:
    due(cast, -1, is_quick=True, visibility=Visibility.OWN_ORGANISATION)
    assert told(measures.todo, cast.coordinator, cast) == []


# --- walks --------------------------------------------------------------------------------------------


def walk(cast: Cast, days: int, **overrides: object) -> Walk:
    start = datetime(2026, 11, 23, 17, tzinfo=STOCKHOLM) + timedelta(days=days)
    values = {"area": cast.district, "organiser": cast.office, "title": "Runt torget", "starts_at": start}
    return make_walk(**(values | overrides))


def test_the_next_walk_is_told_with_its_hour_and_meeting_point(cast: Cast) -> None:
    walk(cast, 3, meeting_point="vid porten")
    walk(cast, 22, title="Om länge")
    line = ("Gå med: Runt torget", "26 november 2026 kl. 17.00, vid porten", Urgency.SOON)
    assert told(walks.todo, cast.coordinator, cast) == told(walks.todo, cast.owner, cast) == [line]
    assert told(walks.todo, cast.outsider, cast) == []


def test_a_walk_that_was_held_waits_for_its_protocol_at_the_planners_only(cast: Cast) -> None:
    walk(cast, -3)
    assert [text for text, _detail, _urgency in told(walks.todo, cast.coordinator, cast)] == [
        "Gå igenom och publicera: Runt torget"
    ]
    assert told(walks.todo, cast.owner, cast) == []


def test_points_without_an_answer_wait_at_whoever_is_responsible(cast: Cast) -> None:
    held = walk(cast, -30, status=WalkStatus.PUBLISHED)
    acting = {"status": ObservationStatus.ACTING, "reason": "Vi lagar den."}
    make_observation(walk=held, number=1, responsible=cast.company)
    make_observation(walk=held, number=2, responsible=cast.company, due_on=date(2026, 11, 22), **acting)
    make_observation(walk=held, number=3, responsible=cast.company, due_on=TODAY, **acting)
    make_observation(walk=held, number=4)
    make_observation(walk=held, number=5, positive=True)
    text = "Svara på det som sågs: Runt torget"
    assert told(walks.todo, cast.owner, cast) == [(text, "1 punkt utan svar, 1 försenat löfte", Urgency.NOW)]
    assert told(walks.todo, cast.coordinator, cast) == [(text, "1 punkt utan svar", Urgency.NOW)]
    assert told(walks.todo, cast.neighbour, cast) == []


# --- incidents ----------------------------------------------------------------------------------------


def test_an_inbox_is_told_by_how_many_wait(cast: Cast) -> None:
    part = Area.objects.filter(parent=cast.district)[0]
    for area in (cast.district, part):
        make_incident(area=area, included_in_assessment=False)
    make_incident(area=part)
    assert told(incidents.todo, cast.coordinator, cast) == [
        ("Granska 2 händelser", "som har kommit in", Urgency.NOW)
    ]
    assert told(incidents.todo, cast.owner, cast) == told(incidents.todo, cast.outsider, cast) == []


def test_the_number_of_queries_does_not_grow_with_what_there_is_to_do(cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            for room in (measures, walks, incidents):
                told(room.todo, cast.coordinator, cast)
        return len(queries)

    def fill() -> None:
        due(cast, -1)
        due(cast, -1, owner=cast.office)
        due(cast, 3, owner=cast.office)
        walk(cast, 2)
        make_observation(walk=walk(cast, -40, status=WalkStatus.PUBLISHED))
        make_incident(area=cast.district, included_in_assessment=False)

    fill()
    few = asked()
    fill()
    assert asked() == few

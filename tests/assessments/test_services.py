from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from assessments.models import Assessment, Origin, Party
from assessments.services import Choice, Outcome, decide_levels
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import AuditEvent, User
from tests.assessments.making import choose
from tests.factories import make_district, make_user

WEEK = IsoWeek(2024, 10)
NOW = datetime(2024, 3, 11, 9, tzinfo=UTC)


@pytest.fixture
def district(db: None) -> Area:
    return make_district("Norra", "Södra")


def area(district: Area, name: str) -> Area:
    return Area.objects.get(parent=district, name=name)


def decide(district: Area, *choices: Choice, by: User | None = None) -> Outcome:
    return decide_levels(
        by=by or make_user(),
        party=Party.MUNICIPALITY,
        district=district,
        week=WEEK,
        choices=list(choices),
        now=NOW,
    )


def test_a_level_is_stored_with_its_author_and_a_trail(district: Area) -> None:
    anna = make_user(name="Anna")
    decide(district, choose(area(district, "Norra"), 4, None, 0), by=anna)
    row = Assessment.objects.get(area__parent=district)
    assert (row.level, row.decided_by, row.version, row.origin) == (4, anna, 1, Origin.DECIDED)
    event = AuditEvent.objects.get(object_id=str(row.pk), action="assessment.decided")
    assert (event.actor, event.detail) == (
        anna,
        {"week": "2024-W10", "area": row.area.slug, "before": None, "level": 4},
    )


def test_an_untouched_row_is_left_alone_even_if_it_is_stale(district: Area) -> None:
    norra = area(district, "Norra")
    decide(district, choose(norra, 2, None, 0))
    outcome = decide(district, Choice(norra, None, None, 0))
    assert (outcome.saved, outcome.conflicts) == ((), ())
    assert Assessment.objects.get(area=norra).level == 2


def test_a_stale_change_is_a_conflict_and_the_rest_is_saved(district: Area) -> None:
    norra, sodra = area(district, "Norra"), area(district, "Södra")
    decide(district, choose(norra, 2, None, 0))
    outcome = decide(district, choose(norra, 5, None, 0), choose(sodra, 3, None, 0))
    assert outcome.saved == (sodra,)
    assert [(c.area, c.mine, c.theirs.level if c.theirs else None) for c in outcome.conflicts] == [
        (norra, 5, 2)
    ]
    assert Assessment.objects.get(area=norra).level == 2


def test_agreeing_with_the_other_is_no_conflict(district: Area) -> None:
    norra = area(district, "Norra")
    decide(district, choose(norra, 2, None, 0))
    assert decide(district, Choice(norra, 2, None, 0)).conflicts == ()


def test_taking_back_leaves_no_row_and_a_trail(district: Area) -> None:
    norra = area(district, "Norra")
    decide(district, choose(norra, 2, None, 0))
    decide(district, choose(norra, None, 2, 1))
    assert not Assessment.objects.filter(area=norra).exists()
    assert AuditEvent.objects.filter(action="assessment.withdrawn").count() == 1


def test_a_level_given_anew_since_the_form_was_loaded_is_a_conflict(district: Area) -> None:
    norra = area(district, "Norra")
    decide(district, choose(norra, 2, None, 0))
    decide(district, choose(norra, None, 2, 1))
    decide(district, choose(norra, 4, None, 0))
    outcome = decide(district, choose(norra, 1, 2, 1))
    assert (outcome.saved, len(outcome.conflicts)) == ((), 1)
    assert Assessment.objects.get(area=norra).level == 4


def test_a_week_that_has_not_begun_cannot_be_judged(district: Area) -> None:
    with pytest.raises(ValidationError, match="inte börjat"):
        decide_levels(
            by=make_user(),
            party=Party.POLICE,
            district=district,
            week=WEEK.following,
            choices=[],
            now=datetime(2024, 3, 10, 22, 59, tzinfo=UTC),
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told() -> None:
    district = make_district("Norra")
    norra = area(district, "Norra")
    users, start = [make_user(), make_user()], Barrier(2)
    outcomes: list[Outcome] = []

    def save(user: User, level: int) -> None:
        start.wait()
        outcomes.append(decide(district, choose(norra, level, None, 0), by=user))
        connection.close()

    threads = [Thread(target=save, args=(user, level)) for level, user in enumerate(users, start=2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted((len(o.saved), len(o.conflicts)) for o in outcomes) == [(0, 1), (1, 0)]
    assert Assessment.objects.filter(area=norra).count() == 1

"""A measure's life: every way of T10, who may take it and what it must carry; and what is refused on the way."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from measures.analysis import Row, spans
from measures.models import Evaluation, Measure, Status, UpdateKind
from measures.services import (
    TRANSITIONS,
    add_funding,
    add_quick_measure,
    answer_occurrence,
    change_status,
    move_plan,
    new_version,
    next_statuses,
    occurrence_days,
    save_measure,
    save_plan,
)
from stakeholders.models import AuditEvent
from tests.factories import make_place
from tests.measures.making import SINCE, Cast, make_cast, make_cause, make_measure, make_problem

pytestmark = pytest.mark.django_db

# The list of T10, written a second time.  o: needs no reason, r: a reason, e: an evaluation.
WAYS = """
proposed    decided:o rejected:r
decided     planned:o paused:r rejected:r cancelled:r transferred:r
planned     ongoing:o done:o paused:r cancelled:r transferred:r
ongoing     done:o paused:r cancelled:r transferred:r
paused      planned:o ongoing:o cancelled:r transferred:r
done        evaluated:e ongoing:r transferred:r
evaluated
rejected
cancelled
transferred
"""
EXPECTED = {
    line.split()[0]: dict(way.split(":") for way in line.split()[1:]) for line in WAYS.strip().splitlines()
}
# Who may, beside the owner and the coordinator: whoever manages measures, for these alone.
FOLLOWING = {"planned", "ongoing", "paused", "evaluated"}
ALL_WAYS = [(before, to, needs) for before, ways in EXPECTED.items() for to, needs in ways.items()]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def measure_of(cast: Cast, status: str = "proposed", **overrides: object) -> Measure:
    return make_measure(area=cast.district, owner=cast.company, status=status, **overrides)


def evaluated(measure: Measure) -> None:
    Evaluation.objects.create(
        measure=measure, made_on=SINCE, weeks=10, before_from=SINCE, after_from=SINCE + timedelta(days=300)
    )


def carried(to: str, needs: str) -> dict[str, object]:
    """What the change must carry."""
    soon = timezone.localdate() + timedelta(days=20)
    found: dict[str, object] = {"reason": "Marken ska grävas upp."} if needs == "r" else {}
    if to == "paused":
        found["resume_on"] = soon
    if to in {"planned", "ongoing"}:
        found["due_on"] = soon
    return found


def test_the_ways_are_exactly_those_of_the_list() -> None:
    assert {before.value: {to.value for to in ways} for before, ways in TRANSITIONS.items()} == {
        before: set(ways) for before, ways in EXPECTED.items()
    }


@pytest.mark.parametrize(
    "who", ["owner", "coordinator", "police", "officer", "neighbour", "reader", "outsider"]
)
def test_each_way_is_open_to_exactly_these(cast: Cast, who: str) -> None:
    person = getattr(cast, who)
    for before, to, needs in ALL_WAYS:
        measure = measure_of(cast, before)
        evaluated(measure)
        allowed = who in {"owner", "coordinator"} or (who in {"police", "officer"} and to in FOLLOWING)
        assert (Status(to) in next_statuses(person, measure)) == allowed, (before, to)
        if not allowed:
            with pytest.raises(PermissionDenied):
                change_status(by=person, measure=measure, to=Status(to), **carried(to, needs))  # type: ignore[arg-type]
            measure.refresh_from_db()
            assert measure.status == before
            continue
        moved = change_status(by=person, measure=measure, to=Status(to), **carried(to, needs))  # type: ignore[arg-type]
        assert moved.status == to
        line = moved.updates.get()
        assert (line.kind, line.from_status, line.to_status) == (UpdateKind.STATUS, before, to)
        assert line.organisation == (cast.company if who == "owner" else None)
        told = AuditEvent.objects.filter(action="measure.moved", object_id=str(measure.pk))
        assert told.get().actor == person


def test_no_other_way_exists(cast: Cast) -> None:
    for before, ways in EXPECTED.items():
        measure = measure_of(cast, before)
        for to in set(Status) - {Status(way) for way in ways}:
            with pytest.raises(ValidationError, match="kan inte bli"):
                change_status(by=cast.coordinator, measure=measure, to=to, **carried(to, "r"))  # type: ignore[arg-type]


def test_a_side_state_without_a_reason_is_refused(cast: Cast) -> None:
    for before, to, needs in ALL_WAYS:
        if needs != "r":
            continue
        measure = measure_of(cast, before)
        given = carried(to, needs) | {"reason": "  "}
        with pytest.raises(ValidationError) as refused:
            change_status(by=cast.coordinator, measure=measure, to=Status(to), **given)  # type: ignore[arg-type]
        assert "reason" in refused.value.error_dict
        assert not measure.updates.exists()


def test_a_pause_needs_a_day_to_come(cast: Cast) -> None:
    measure = measure_of(cast, "ongoing")
    for day in (None, timezone.localdate(), timezone.localdate() - timedelta(days=1)):
        with pytest.raises(ValidationError) as refused:
            change_status(
                by=cast.owner, measure=measure, to=Status.PAUSED, reason="Ont om folk.", resume_on=day
            )
        assert set(refused.value.error_dict) == {"resume_on"}


def test_what_is_planned_needs_a_last_day(cast: Cast) -> None:
    measure = measure_of(cast, "decided")
    with pytest.raises(ValidationError) as refused:
        change_status(by=cast.owner, measure=measure, to=Status.PLANNED)
    assert set(refused.value.error_dict) == {"due_on"}


def test_nothing_is_evaluated_without_an_evaluation(cast: Cast) -> None:
    measure = measure_of(cast, "done")
    with pytest.raises(ValidationError, match="Gör en utvärdering först"):
        change_status(by=cast.owner, measure=measure, to=Status.EVALUATED)


def test_nothing_is_done_on_a_day_to_come(cast: Cast) -> None:
    measure = measure_of(cast, "ongoing")
    with pytest.raises(ValidationError) as refused:
        change_status(
            by=cast.owner, measure=measure, to=Status.DONE, on=timezone.localdate() + timedelta(days=1)
        )
    assert set(refused.value.error_dict) == {"on"}


def test_the_owners_people_lose_their_say_with_their_tie(cast: Cast) -> None:
    measure = measure_of(cast, "ongoing")
    cast.company.area_relations.update(valid_to=timezone.localdate() - timedelta(days=1))
    with pytest.raises(PermissionDenied):
        change_status(by=cast.owner, measure=measure, to=Status.DONE)


# --- derived -------------------------------------------------------------------------------------------


def test_late_and_soon_follow_from_the_day_and_are_the_same_in_rows_and_queries(cast: Cast) -> None:
    today = date(2026, 3, 1)
    offsets = (-31, -30, -1, 0, 1, 14, 15)
    rows = [
        make_measure(
            area=cast.district, owner=cast.company, status=status, due_on=today + timedelta(days=offset),
            **({"done_on": today} if status == Status.DONE else {}),
        )
        for offset in offsets
        for status in (Status.PROPOSED, Status.ONGOING, Status.DONE)
    ]  # fmt: skip
    rows.append(
        make_measure(
            area=cast.district, owner=cast.company, status=Status.PAUSED, resume_on=today - timedelta(days=40)
        )
    )
    mine = Measure.objects.filter(pk__in=[row.pk for row in rows])
    assert set(mine.overdue(today)) == {row for row in rows if row.is_overdue(today)}
    assert set(mine.due_soon(today)) == {row for row in rows if row.is_due_soon(today)}
    assert set(mine.escalated(today)) == {row for row in rows if row.is_escalated(today)}
    assert (mine.overdue(today).count(), mine.due_soon(today).count(), mine.escalated(today).count()) == (
        7,
        6,
        3,
    )


def test_recurring_days_keep_their_weekday_and_their_day_of_the_month() -> None:
    fridays = occurrence_days("weekly", date(2026, 12, 18), date(2027, 1, 8))
    assert fridays == [date(2026, 12, 18), date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 8)]
    assert occurrence_days("monthly", date(2023, 12, 31), date(2024, 3, 31)) == [
        date(2023, 12, 31), date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31),
    ]  # fmt: skip
    assert occurrence_days("yearly", date(2024, 2, 29), date(2028, 2, 29))[1] == date(2025, 2, 28)


# --- bad input -----------------------------------------------------------------------------------------


def save(cast: Cast, **values: object) -> Measure:
    usual = {"title": "Lampor", "owner": cast.company, "owner_role": "drift", "area": cast.district}
    return save_measure(by=cast.coordinator, values=usual | values)


def test_a_quick_measure_is_what_who_and_when(cast: Cast) -> None:
    day = timezone.localdate() + timedelta(days=7)
    made = add_quick_measure(
        by=cast.officer, title="Laga lampan", owner=cast.company, due_on=day, area=cast.district
    )
    assert (made.status, made.is_quick, made.owner_role) == (Status.PLANNED, True, "")
    with pytest.raises(PermissionDenied):
        add_quick_measure(by=cast.owner, title="x", owner=cast.company, due_on=day, area=cast.district)


def test_a_last_day_before_the_start_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="före starten"):
        save(cast, planned_start=date(2030, 2, 1), due_on=date(2030, 1, 31))


def test_an_organisation_that_left_owns_nothing_new(cast: Cast) -> None:
    cast.company.area_relations.update(valid_to=timezone.localdate() - timedelta(days=1))
    with pytest.raises(ValidationError, match="deltar inte i området längre"):
        save(cast)


def test_measures_do_not_follow_each_other_in_a_circle(cast: Cast) -> None:
    first = save(cast)
    second = save(cast, follows=first)
    third = save(cast, follows=second)
    first.follows = third
    with pytest.raises(ValidationError, match="cirkel"):
        save_measure(by=cast.coordinator, measure=first, values={"follows": third})


def test_a_place_lies_in_the_area(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="ligger inte i det området"):
        save(cast, place=make_place())
    inside = make_place(geometry=cast.district.children.get(name="Norra").geometry.centroid)
    assert save(cast, place=inside).place == inside


def test_a_cause_brings_its_problem(cast: Cast) -> None:
    cause = make_cause(make_problem(area=cast.district, owner=cast.office))
    made = save_measure(
        by=cast.coordinator,
        values={"title": "Lampor", "owner": cast.company, "owner_role": "drift", "area": cast.district},
        causes=[cause],
    )
    assert list(made.problems.all()) == [cause.problem]


def test_funding_never_exceeds_the_cost(cast: Cast) -> None:
    measure = measure_of(cast, cost_estimate=1000)
    add_funding(
        by=cast.coordinator,
        measure=measure,
        organisation=cast.office,
        kind="own_budget",
        amount=600,
        year=2026,
    )
    with pytest.raises(ValidationError, match="större än kostnaden"):
        add_funding(
            by=cast.owner, measure=measure, organisation=cast.company, kind="in_kind", amount=401, year=2026
        )
    add_funding(
        by=cast.owner, measure=measure, organisation=cast.company, kind="in_kind", amount=400, year=2026
    )
    with pytest.raises(ValidationError, match="vad åtgärden kostar"):
        add_funding(
            by=cast.owner,
            measure=measure_of(cast),
            organisation=cast.company,
            kind="in_kind",
            amount=1,
            year=2026,
        )


# --- plans ---------------------------------------------------------------------------------------------


def test_a_plan_is_decided_by_somebody_followed_up_and_closed_only_when_all_is_said(cast: Cast) -> None:
    measure = measure_of(cast, "ongoing")
    values = {
        "name": "Åtgärdsplan", "area": cast.district, "owner": cast.office,
        "period_from": date(2026, 1, 1), "period_to": date(2026, 12, 31),
    }  # fmt: skip
    with pytest.raises(PermissionDenied):
        save_plan(by=cast.police, values=values)
    plan = save_plan(by=cast.coordinator, values=values, measures=[measure])
    with pytest.raises(ValidationError, match="vem som beslutade"):
        move_plan(by=cast.coordinator, plan=plan)
    plan = move_plan(
        by=cast.coordinator, plan=plan, decided_by="Stadsdelsnämnden", decided_on=date(2026, 1, 20)
    )
    with pytest.raises(ValidationError, match="Gör en ny version"):
        save_plan(by=cast.coordinator, plan=plan, values={"name": "Annat"})
    plan = move_plan(by=cast.coordinator, plan=move_plan(by=cast.coordinator, plan=plan))
    with pytest.raises(ValidationError, match=str(measure)):
        move_plan(by=cast.coordinator, plan=plan)
    change_status(by=cast.owner, measure=measure, to=Status.DONE)
    Measure.objects.update(follow_up_on=timezone.localdate() + timedelta(days=90))
    assert move_plan(by=cast.coordinator, plan=plan).status == "closed"
    second = new_version(by=cast.coordinator, plan=plan)
    assert (second.version, second.replaces, list(second.measures.all())) == (2, plan, [measure])
    with pytest.raises(ValidationError, match="nyare version"):
        new_version(by=cast.coordinator, plan=plan)


def test_each_time_of_what_recurs_is_answered_by_the_owner_once_it_has_been(cast: Cast) -> None:
    today = timezone.localdate()
    measure = save(
        cast, planned_start=today - timedelta(days=7), due_on=today + timedelta(days=7), cadence="weekly"
    )
    past, now, coming = measure.occurrences.all()
    answer_occurrence(by=cast.owner, occurrence=past, held=True)
    answer_occurrence(by=cast.owner, occurrence=now, held=False)
    with pytest.raises(ValidationError, match="inte varit än"):
        answer_occurrence(by=cast.owner, occurrence=coming, held=True)
    with pytest.raises(PermissionDenied):
        answer_occurrence(by=cast.neighbour, occurrence=past, held=False)
    save_measure(
        by=cast.owner,
        measure=Measure.objects.get(pk=measure.pk),
        values={"due_on": today + timedelta(days=1)},
    )
    assert list(measure.occurrences.values_list("held", flat=True)) == [True, False]  # what was said is kept


def test_the_time_line_holds_what_goes_on_in_the_year(cast: Cast) -> None:
    today = date(2026, 3, 1)
    day = date(2026, 1, 10)
    rows = [
        Row(measure_of(cast, "ongoing", started_on=date(2025, 6, 1), due_on=day), today),  # late: goes on
        Row(measure_of(cast, "done", started_on=date(2024, 6, 1), done_on=date(2025, 12, 31)), today),
        Row(measure_of(cast, "planned", planned_start=date(2027, 1, 1), due_on=date(2027, 2, 1)), today),
    ]
    assert [(span.start, span.end, span.ended) for span in spans(rows, 2026)] == [
        (date(2025, 6, 1), day, False)
    ]
    assert [span.ended for span in spans(rows, 2025)] == [True, False]
    assert len(spans(rows, 2027)) == 1

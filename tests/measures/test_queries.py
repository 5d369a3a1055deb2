"""Broken links, held against plain SQL on random graphs; and a plan's progress."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from measures.models import (
    ActionPlan,
    Evaluation,
    Measure,
    MeasureUpdate,
    Problem,
    Reading,
    Status,
    UpdateKind,
)
from measures.queries import BrokenLinks, broken_links, plan_progress
from tests.factories import make_district, make_organisation
from tests.measures.making import SINCE, make_cast, make_cause, make_indicator, make_measure, make_problem

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)

GONE = "('rejected', 'cancelled')"
SQL = {
    "problems_without_cause": """
        SELECT p.id FROM measures_problem p WHERE p.closed_on IS NULL AND p.prioritised
        AND p.id NOT IN (SELECT problem_id FROM measures_causefactor)""",
    "problems_without_measure": f"""
        SELECT p.id FROM measures_problem p WHERE p.closed_on IS NULL AND p.id NOT IN (
            SELECT l.problem_id FROM measures_measure_problems l JOIN measures_measure m ON m.id = l.measure_id
            WHERE m.status NOT IN {GONE})""",
    "problems_without_indicator": """
        SELECT p.id FROM measures_problem p WHERE p.closed_on IS NULL AND p.prioritised
        AND p.id NOT IN (SELECT problem_id FROM measures_indicator)""",
    "measures_without_problem": f"""
        SELECT m.id FROM measures_measure m LEFT JOIN measures_measure_problems l ON l.measure_id = m.id
        WHERE l.id IS NULL AND NOT m.is_quick AND m.status NOT IN {GONE}""",
    "measures_without_follow_up": """
        SELECT m.id FROM measures_measure m WHERE NOT m.is_quick AND m.status IN ('planned', 'ongoing', 'done')
        AND m.follow_up_on IS NULL
        AND m.id NOT IN (SELECT measure_id FROM measures_measureupdate WHERE kind = 'follow_up')
        AND m.id NOT IN (SELECT measure_id FROM measures_evaluation)""",
    "causes_without_measure": f"""
        SELECT c.id FROM measures_causefactor c JOIN measures_problem p ON p.id = c.problem_id
        WHERE p.prioritised AND p.closed_on IS NULL AND c.id NOT IN (
            SELECT l.causefactor_id FROM measures_measure_causes l JOIN measures_measure m ON m.id = l.measure_id
            WHERE m.status NOT IN {GONE})""",
    "indicators_without_result": """
        SELECT i.id FROM measures_indicator i LEFT JOIN measures_reading r ON r.indicator_id = i.id
        WHERE r.id IS NULL AND i.target_on < '2026-06-01'""",
}  # fmt: skip


def by_sql() -> dict[str, set[int]]:
    found = {}
    with connection.cursor() as cursor:
        for name, statement in SQL.items():
            cursor.execute(statement)
            found[name] = {row[0] for row in cursor.fetchall()}
    return found


def by_query() -> dict[str, set[int]]:
    broken = broken_links(Problem.objects.all(), Measure.objects.all(), TODAY)
    ids = {name: list(getattr(broken, name).values_list("pk", flat=True)) for name in SQL}
    assert broken.counts() == {name: len(rows) for name, rows in ids.items()}
    assert all(len(rows) == len(set(rows)) for rows in ids.values())
    return {name: set(rows) for name, rows in ids.items()}


PROBLEMS = st.lists(
    st.tuples(st.booleans(), st.booleans(), st.integers(0, 2), st.integers(0, 2)), min_size=0, max_size=4
)
MEASURES = st.lists(
    st.tuples(
        st.sampled_from(list(Status)), st.booleans(), st.booleans(), st.sets(st.integers(0, 3)), st.sets(st.integers(0, 7)),
        st.sampled_from(["", "evaluation", "update", "note"]),
    ),
    max_size=5,
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(problems=PROBLEMS, measures=MEASURES)
def test_the_lists_equal_plain_sql_on_random_graphs(db: None, problems: list[tuple[bool, bool, int, int]], measures: list[tuple[Status, bool, bool, set[int], set[int], str]]) -> None:  # fmt: skip
    with transaction.atomic():
        district = make_district()
        office = make_organisation()
        rows, causes = [], []
        for prioritised, closed, number, goals in problems:
            row = make_problem(
                area=district, owner=office, prioritised=prioritised, closed_on=TODAY if closed else None
            )
            rows.append(row)
            causes += [make_cause(row) for _n in range(number)]
            for n in range(goals):
                indicator = make_indicator(row, target_on=TODAY - timedelta(days=1 - n))
                if n:
                    Reading.objects.create(indicator=indicator, on=TODAY, value=1, source="Test")
        for status, quick, followed, about, because, mark in measures:
            measure = make_measure(
                area=district, owner=office, status=status, is_quick=quick,
                follow_up_on=TODAY if followed else None,
            )  # fmt: skip
            measure.problems.set(rows[n] for n in about if n < len(rows))
            measure.causes.set(causes[n] for n in because if n < len(causes))
            if mark == "evaluation":
                Evaluation.objects.create(
                    measure=measure, made_on=TODAY, weeks=9, before_from=SINCE, after_from=TODAY
                )
            elif mark:
                kind = UpdateKind.FOLLOW_UP if mark == "update" else UpdateKind.CHANGED
                MeasureUpdate.objects.create(measure=measure, on=TODAY, kind=kind)
        assert by_query() == by_sql()
        transaction.set_rollback(True)


def test_every_list_is_checked() -> None:
    assert set(SQL) == set(BrokenLinks.__dataclass_fields__)


def test_a_plans_progress_is_as_it_stood_on_the_day() -> None:
    cast = make_cast()
    plan = ActionPlan.objects.create(
        name="Plan", area=cast.district, owner=cast.office, period_from=SINCE, period_to=TODAY
    )
    for status, started, done in (
        ("done", date(2025, 1, 1), date(2025, 6, 1)), ("ongoing", date(2026, 1, 1), None), ("planned", None, None),
        ("transferred", None, None),
    ):  # fmt: skip
        plan.measures.add(
            make_measure(
                area=cast.district, owner=cast.company, status=status, started_on=started, done_on=done, due_on=TODAY,
                status_since=date(2025, 2, 2),
            )
        )  # fmt: skip
    early = plan_progress(plan, Measure.objects.all(), date(2025, 5, 1))
    late = plan_progress(plan, Measure.objects.all(), TODAY)
    assert (early.measures, early.begun, early.done) == (4, 2, 0)
    assert (late.begun, late.done, late.share) == (3, 1, 75)

"""How measures stand in a territory: the numbers of its dashboard, as far as the reader sees the rows."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.models import ActionPlan, Measure, PlanStatus
from measures.standing import standing
from stakeholders.models import User
from stakeholders.policy import Visibility
from tests.measures.making import Cast, make_cast, make_measure, make_problem

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def plan(cast: Cast, decided: date, *measures: Measure, **overrides: object) -> ActionPlan:
    values = {
        "name": "Plan", "area": cast.district, "owner": cast.office, "period_from": decided, "period_to": date(2030, 1, 1),
        "status": PlanStatus.DECIDED, "decided_on": decided, "decided_by": "Nämnden", "registry_number": "1.1-1/2025",
    }  # fmt: skip
    found = ActionPlan.objects.create(**(values | overrides))
    for measure in measures:
        measure.plans.add(found)
    return found


def measure(cast: Cast, status: str, **overrides: object) -> Measure:
    return make_measure(**({"area": cast.district, "owner": cast.company, "status": status} | overrides))


def test_it_counts_by_status_in_the_order_of_the_work(cast: Cast) -> None:
    measure(cast, "ongoing", due_on=date(2026, 11, 22))
    measure(cast, "proposed")
    measure(cast, "ongoing", due_on=date(2026, 12, 1))
    measure(cast, "proposed", visibility=Visibility.OWN_ORGANISATION)
    found = standing(cast.coordinator, cast.district, [cast.district], TODAY)
    assert [(row.status.value, row.n) for row in found.statuses] == [("proposed", 1), ("ongoing", 2)]
    assert (found.all, found.late, found.soon) == (3, 1, 1)


def test_a_plan_is_measured_on_the_same_date_a_year_later_and_not_before(cast: Cast) -> None:
    begun = measure(cast, "ongoing", started_on=date(2025, 11, 23))
    later = measure(cast, "ongoing", started_on=date(2025, 11, 24))
    done = measure(cast, "done", done_on=date(2025, 11, 23))  # nobody wrote down when it began
    plan(cast, date(2024, 11, 23), begun, later, done)
    plan(cast, date(2025, 11, 24), later, name="Yngre")
    found = standing(cast.coordinator, cast.district, [cast.district], TODAY)
    told = {row.plan.name: (row.on, row.progress and row.progress.begun) for row in found.plans}
    assert told == {"Plan": (date(2025, 11, 23), 2), "Yngre": (date(2026, 11, 24), None)}
    assert found.share is not None
    assert (found.share.begun, found.share.measures) == (2, 3)


def test_no_plan_a_year_old_is_no_share_rather_than_none_of_them(cast: Cast) -> None:
    assert standing(cast.coordinator, cast.district, [cast.district], TODAY).share is None


def test_the_dashboard_tells_broken_links_and_leads_to_their_rows(
    cast: Cast, client_for: Callable[[User], Client]
) -> None:
    make_problem(area=cast.district, owner=cast.office)
    measure(cast, "ongoing", due_on=timezone.localdate())
    html = (
        client_for(cast.coordinator)
        .get(reverse("reports:situation", args=[cast.district.slug]))
        .content.decode()
    )
    for words in (
        "Problem utan åtgärd: 1",
        "Åtgärder utan uppföljning: 1",
        f"{reverse('measures:problems')}#brutna",
    ):
        assert words in html

"""Help with an application: its headings hold what is linked and nothing invented, and say what is missing."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.models import ActionPlan, Evidence, Funding, Measure, Problem
from reports.grant import Grant, Part, grant_for
from stakeholders.models import AuditEvent, User
from stakeholders.policy import Visibility
from tests.measures.making import Cast, make_cast, make_cause, make_indicator, make_measure, make_problem

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def full(cast: Cast) -> Problem:
    problem = make_problem(
        area=cast.district,
        owner=cast.office,
        what="Tunneln saknar ljus.",
        affected="De som går till stationen",
    )
    Evidence.objects.create(
        problem=problem,
        kind="survey",
        text="Var fjärde avstår.",
        source="Mätning 2026",
        as_of=date(2026, 5, 1),
    )
    cause = make_cause(problem)
    make_indicator(problem, baseline=25, baseline_on=date(2026, 5, 1))
    light = effort(cast, problem, title="Ny belysning", cost_estimate=450_000, follow_up_on=date(2027, 6, 1))
    light.causes.add(cause)
    Funding.objects.create(
        measure=light, organisation=cast.office, kind="own_budget", amount=150_000, year=2027
    )
    return problem


def effort(cast: Cast, problem: Problem, **overrides: object) -> Measure:
    values = {"area": cast.district, "owner": cast.company, "status": "planned"}
    row = make_measure(**(values | overrides))
    row.problems.add(problem)
    return row


def drafted(cast: Cast, problem: Problem) -> Grant:
    return grant_for(cast.coordinator, problem, TODAY)


def part(grant: Grant, key: str) -> Part:
    return next(one for one in grant.parts if one.key == key)


def plain(lines: list[str]) -> str:
    return " | ".join(lines).replace("\xa0", " ")


def test_every_heading_is_filled_from_what_is_linked(cast: Cast) -> None:
    grant = drafted(cast, full(cast))
    assert "De som går till stationen" in plain(part(grant, "behov").lines)
    assert plain(part(grant, "underlag").lines) == "Var fjärde avstår (Mätning 2026, 1 maj 2026)"
    assert "från 25 procent (1 maj 2026) till 10 procent senast 1 januari 2030" in plain(
        part(grant, "mal").lines
    )
    assert "Verkar på: Lamporna är få." in plain(part(grant, "insatser").lines)
    assert plain(part(grant, "kostnader").lines).endswith(
        "Summa 450 000 kronor, varav 300 000 kronor återstår att finansiera."
    )
    assert "Ny belysning följs upp 1 juni 2027." in plain(part(grant, "uppfoljning").lines)
    # What only the authority can add is told: the two appendices that the ordinance asks for.
    assert grant.missing == len(part(grant, "bilagor").missing) == 2


def test_an_unknown_cost_is_missing_and_no_sum_is_written(cast: Cast) -> None:
    problem = full(cast)
    effort(cast, problem, title="Kamera")
    costs = part(drafted(cast, problem), "kostnader")
    assert "Summa" not in plain(costs.lines)
    assert costs.missing == ["Beräkna kostnaden för 1 åtgärd; summan skrivs när alla är kända."]


def test_an_empty_problem_says_what_to_do_under_each_heading(cast: Cast) -> None:
    grant = drafted(cast, make_problem(area=cast.district, owner=cast.office))
    assert [one.key for one in grant.parts if one.missing] == [
        "behov", "underlag", "orsaker", "mal", "insatser", "bilagor",
    ]  # fmt: skip


def test_what_is_done_refused_or_not_shared_is_not_applied_for(cast: Cast) -> None:
    problem = full(cast)
    effort(cast, problem, title="Gjord", status="done")
    effort(cast, problem, title="Nekad", status="rejected")
    effort(cast, problem, title="Hemlig", visibility=Visibility.OWN_ORGANISATION)
    assert [line.split(".")[0] for line in part(drafted(cast, problem), "insatser").lines] == ["Ny belysning"]


def test_a_decided_plan_is_an_appendix(cast: Cast) -> None:
    plan = ActionPlan.objects.create(
        name="Åtgärdsplan 2026", area=cast.district, owner=cast.office, period_from=date(2026, 1, 1),
        period_to=date(2027, 12, 31), status="decided", decided_by="Nämnden", decided_on=date(2026, 2, 1),
        registry_number="1",
    )  # fmt: skip
    grant = drafted(cast, full(cast))
    assert [(one.name, one.url) for one in grant.attachments] == [
        ("Åtgärdsplan 2026", reverse("reports:plan_pdf", args=[plan.pk]))
    ]


def test_the_document_holds_the_page_and_its_fetching_is_recorded(
    cast: Cast, client_for: Callable[[User], Client]
) -> None:
    problem = full(cast)
    answer = client_for(cast.coordinator).get(reverse("reports:grant_docx", args=[problem.pk]))
    written = ZipFile(BytesIO(answer.content)).read("word/document.xml").decode()
    for one in drafted(cast, problem).parts:
        assert one.heading in written
        assert all(line in written for line in one.lines)
    assert AuditEvent.objects.filter(action="grant.downloaded", object_id=str(problem.pk)).exists()


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    def asked(problem: Problem) -> int:
        with CaptureQueriesContext(connection) as queries:
            drafted(cast, problem)
        return len(queries)

    problem = full(cast)
    few = asked(problem)
    for _n in range(3):
        effort(cast, problem).causes.add(make_cause(problem))
    assert asked(problem) == few

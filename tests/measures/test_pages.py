"""The pages of measures, problems and plans: what is shown, changed and refused, and the answer by link."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.answers import issue_answer_link
from measures.models import ActionPlan, Measure, Problem, Status, UpdateKind
from measures.services import save_measure
from stakeholders.models import AuditEvent
from tests.measures.making import Cast, make_cast, make_cause, make_indicator, make_measure, make_problem

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def html(answer: Any) -> str:
    return str(answer.content.decode())


# --- the list ------------------------------------------------------------------------------------------


def test_late_is_worked_out_and_can_be_asked_for_in_the_address(cast: Cast, client_for: SignIn) -> None:
    today = timezone.localdate()
    late = make_measure(
        area=cast.district,
        owner=cast.company,
        status="ongoing",
        due_on=today - timedelta(days=3),
        title="Sen sak",
    )
    make_measure(
        area=cast.district,
        owner=cast.company,
        status="ongoing",
        due_on=today + timedelta(days=90),
        title="I tid",
    )
    browser = client_for(cast.coordinator)
    page = html(browser.get(reverse("measures:list")))
    assert "1 försenad" in page
    assert "3 dagar sen" in page
    page = html(browser.get(reverse("measures:list"), {"status": "forsenad"}))
    assert late.title in page
    assert "I tid" not in page


@pytest.mark.parametrize("view", ["lista", "tavla", "arshjul"])
def test_each_view_shows_the_same_measures(cast: Cast, client_for: SignIn, view: str) -> None:
    today = timezone.localdate()
    for n, status in enumerate(Status):
        make_measure(
            area=cast.district, owner=cast.company, title=f"Åtgärd nr {n}", due_on=today, status=status
        )
    page = html(client_for(cast.coordinator).get(reverse("measures:list"), {"vy": view}))
    assert all(f"Åtgärd nr {n}<" in page for n in range(len(Status)))


@pytest.mark.parametrize("asked", [
    {"status": "x", "ansvarig": "-1", "ar": "99999", "vy": "nej"}, {"sok": "\x00%'\""}, {"ansvarig": "²"},
    {"ar": "²²²²", "vy": "arshjul"}, {"plats": "finns-inte", "omrade": "inte-heller"},
])  # fmt: skip
def test_a_strange_address_is_read_as_far_as_it_goes(
    cast: Cast, client_for: SignIn, asked: dict[str, str]
) -> None:
    assert client_for(cast.coordinator).get(reverse("measures:list"), asked).status_code == 200


@pytest.mark.parametrize("view", ["lista", "tavla", "arshjul"])
def test_a_long_list_costs_as_many_queries_as_a_short_one(
    cast: Cast, client_for: SignIn, django_assert_max_num_queries: Any, view: str
) -> None:
    due = date(timezone.localdate().year, 12, 30)
    Measure.objects.bulk_create(
        Measure(
            title=f"Nr {n}",
            owner_role="drift",
            area=cast.district,
            owner=cast.company,
            status_since=due,
            due_on=due,
        )
        for n in range(300)
    )
    browser = client_for(cast.coordinator)
    with django_assert_max_num_queries(60):
        browser.get(reverse("measures:list"), {"vy": view})


def test_the_file_holds_what_the_list_shows_and_no_formula(cast: Cast, client_for: SignIn) -> None:
    make_measure(area=cast.district, owner=cast.company, title="=cmd|x", status="ongoing")
    make_measure(area=cast.district, owner=cast.other, title="Annans", status="done")
    browser = client_for(cast.coordinator)
    body = html(browser.get(reverse("measures:export"), {"status": "ongoing"}))
    assert "'=cmd|x" in body
    assert "Annans" not in body
    assert AuditEvent.objects.filter(action="measures.exported").count() == 1


def test_what_an_organisation_keeps_to_itself_is_not_shown_to_others(cast: Cast, client_for: SignIn) -> None:
    make_measure(area=cast.district, owner=cast.company, title="Bara vår", visibility="own_organisation")
    make_measure(area=cast.district, owner=cast.office, title="Myndigheters", visibility="authorities")
    seen = {
        who: {
            t
            for t in ("Bara vår", "Myndigheters")
            if t in html(client_for(getattr(cast, who)).get(reverse("measures:list")))
        }
        for who in ("coordinator", "owner", "neighbour", "outsider", "reader")
    }
    assert seen == {
        "coordinator": {"Myndigheters"}, "owner": {"Bara vår"}, "neighbour": set(), "outsider": set(), "reader": set(),
    }  # fmt: skip


def test_what_is_kept_apart_is_neither_named_nor_counted_beside_what_is_shared(
    cast: Cast, client_for: SignIn
) -> None:
    problem = make_problem(area=cast.district, owner=cast.office, visibility="all_parties")
    hidden = make_measure(
        area=cast.district, owner=cast.office, title="Myndigheters", visibility="authorities"
    )
    shared = make_measure(
        area=cast.district, owner=cast.company, follows=hidden, visibility="all_parties", status="ongoing"
    )
    problem.measures.set([hidden, shared])
    for who, titles, count in ((cast.neighbour, 0, 1), (cast.coordinator, 1, 2)):
        browser = client_for(who)
        assert html(browser.get(shared.get_absolute_url())).count("Myndigheters") == titles
        rows = browser.get(reverse("measures:problems")).context["problems"]
        assert [len(row.measures.all()) for row in rows if row.pk == problem.pk] == [count]


# --- quick ---------------------------------------------------------------------------------------------


def test_a_broken_lamp_needs_three_fields(cast: Cast, client_for: SignIn) -> None:
    browser = client_for(cast.officer)
    day = timezone.localdate() + timedelta(days=5)
    answer = browser.post(
        reverse("measures:quick"),
        {
            "title": "Laga lampan vid porten",
            "owner": cast.company.pk,
            "due_on": day,
            "area": cast.district.pk,
        },
    )
    made = Measure.objects.get(title="Laga lampan vid porten")
    assert answer["Location"] == made.get_absolute_url()
    assert (made.status, made.due_on, made.owner) == (Status.PLANNED, day, cast.company)


def test_a_quick_measure_of_yesterday_is_refused_at_its_line(cast: Cast, client_for: SignIn) -> None:
    answer = client_for(cast.officer).post(
        reverse("measures:quick"),
        {
            "title": "Lampa",
            "owner": cast.company.pk,
            "due_on": timezone.localdate() - timedelta(days=1),
            "area": cast.district.pk,
        },
    )
    assert "Den dagen har redan varit." in html(answer)
    assert not Measure.objects.filter(title="Lampa").exists()


def test_a_person_number_is_never_stored(cast: Cast, client_for: SignIn) -> None:
    answer = client_for(cast.officer).post(
        reverse("measures:quick"),
        {
            "title": "Ring 19121212-1212",
            "owner": cast.company.pk,
            "due_on": timezone.localdate(),
            "area": cast.district.pk,
        },
    )
    assert answer.status_code == 200
    assert not Measure.objects.filter(title__startswith="Ring").exists()


# --- a measure -----------------------------------------------------------------------------------------


def test_the_owner_moves_the_own_measure_and_everybody_reads_why(cast: Cast, client_for: SignIn) -> None:
    measure = make_measure(area=cast.district, owner=cast.company, status="ongoing")
    today = timezone.localdate()
    fields = {
        "status": "paused",
        "on": today,
        "resume_on": today + timedelta(days=9),
        "reason": "Tjälen sitter i.",
    }
    answer = client_for(cast.owner).post(reverse("measures:status", args=[measure.pk]), fields)
    assert answer.status_code == 302
    page = html(client_for(cast.neighbour).get(measure.get_absolute_url()))
    assert "Pausad" in page
    assert page.count("Tjälen sitter i.") == 2
    assert "Byt status" not in page


def test_a_missing_reason_is_told_at_its_line_and_nothing_is_changed(cast: Cast, client_for: SignIn) -> None:
    measure = make_measure(area=cast.district, owner=cast.company, status="ongoing")
    answer = client_for(cast.owner).post(
        reverse("measures:status", args=[measure.pk]), {"status": "cancelled", "on": timezone.localdate()}
    )
    assert answer.status_code == 400
    assert "Skriv varför." in html(answer)
    measure.refresh_from_db()
    assert measure.status == "ongoing"


def test_a_step_is_added_and_ticked(cast: Cast, client_for: SignIn) -> None:
    measure = make_measure(area=cast.district, owner=cast.company, status="ongoing")
    browser, address = client_for(cast.owner), reverse("measures:activity", args=[measure.pk])
    browser.post(address, {"text": "Beställ armaturer"})
    step = measure.activities.get()
    browser.post(address, {"klar": step.pk})
    step.refresh_from_db()
    assert step.done_on == timezone.localdate()


def test_the_form_saves_the_whole_chain(cast: Cast, client_for: SignIn) -> None:
    problem = make_problem(area=cast.district, owner=cast.office)
    cause, indicator = make_cause(problem), make_indicator(problem)
    fields = {
        "title": "Tätare lampor", "area": cast.district.pk, "owner": cast.company.pk, "owner_role": "driftansvarig",
        "visibility": "all_parties", "cadence": "weekly", "planned_start": "2031-01-03", "due_on": "2031-01-31",
        "follow_up_on": "2031-03-01", "causes": [cause.pk], "indicators": [indicator.pk],
        "contributors": [cast.other.pk, cast.company.pk],
    }  # fmt: skip
    assert client_for(cast.coordinator).post(reverse("measures:create"), fields).status_code == 302
    made = Measure.objects.get(title="Tätare lampor")
    assert list(made.problems.all()) == [problem]
    assert list(made.contributors.all()) == [cast.other]
    assert made.occurrences.count() == 5
    page = html(client_for(cast.coordinator).get(problem.get_absolute_url()))
    assert page.index(cause.text) < page.index(made.title) < page.index(indicator.goal)


# --- the answer by link --------------------------------------------------------------------------------


def ask(measure: Measure) -> str:
    return issue_answer_link(measure, by=None).path


def test_looking_changes_nothing_and_one_press_is_enough(cast: Cast, client: Client) -> None:
    measure = make_measure(area=cast.district, owner=cast.company, status="ongoing")
    address = ask(measure)
    for _n in range(3):
        assert client.get(address).status_code == 200
    measure.refresh_from_db()
    assert (measure.status, measure.updates.count()) == ("ongoing", 0)
    answer = client.post(address, {"svar": "klar"})
    assert "markerad som genomförd" in html(answer)
    measure.refresh_from_db()
    line = measure.updates.get()
    assert (measure.status, measure.done_on, line.by_link, line.organisation, line.by) == (
        Status.DONE, timezone.localdate(), True, cast.company, None,
    )  # fmt: skip


def test_more_time_is_one_press_with_the_offered_day(cast: Cast, client: Client) -> None:
    today = timezone.localdate()
    measure = make_measure(
        area=cast.district, owner=cast.company, status="planned", due_on=today - timedelta(days=2)
    )
    client.post(ask(measure), {"svar": "mer-tid"})
    measure.refresh_from_db()
    assert (measure.due_on, measure.status) == (today + timedelta(days=14), "planned")
    assert measure.updates.get().kind == UpdateKind.MORE_TIME


def test_not_ours_needs_a_reason_and_leaves_the_rest_to_the_coordinator(
    cast: Cast, client: Client, client_for: SignIn
) -> None:
    measure = make_measure(area=cast.district, owner=cast.company, status="planned")
    address = ask(measure)
    assert "Skriv varför" in html(client.post(address, {"svar": "inte-vart"}))
    client.post(address, {"svar": "inte-vart", "reason": "Stolpen står på gatans mark."})
    measure.refresh_from_db()
    assert (measure.is_disputed, measure.status) == (True, "planned")
    assert "Ansvaret är ifrågasatt" in html(client_for(cast.coordinator).get(reverse("measures:list")))
    save_measure(by=cast.coordinator, measure=measure, values={"owner": cast.other})
    measure.refresh_from_db()
    assert measure.is_disputed is False
    assert client.get(address).status_code == 410  # it is somebody else's now


def test_a_refused_answer_does_not_use_the_link_up(cast: Cast, client: Client) -> None:
    measure = make_measure(area=cast.district, owner=cast.company, status="planned")
    issued = issue_answer_link(measure, by=None)
    for _n in range(12):
        client.post(issued.path, {"svar": "mer-tid", "due_on": "2020-01-01"})
    issued.link.refresh_from_db()
    assert issued.link.used_count == 0


@pytest.mark.parametrize(
    "fields",
    [{}, {"svar": "allt"}, {"svar": "mer-tid", "due_on": "x"}, {"svar": "mer-tid", "due_on": "2999-01-01"}],
)
def test_a_strange_answer_changes_nothing(cast: Cast, client: Client, fields: dict[str, str]) -> None:
    measure = make_measure(area=cast.district, owner=cast.company, status="planned")
    assert client.post(ask(measure), fields).status_code == 200
    assert measure.updates.count() == 0


def test_what_has_ended_asks_for_nothing(cast: Cast, client: Client) -> None:
    measure = make_measure(area=cast.district, owner=cast.company, status="cancelled")
    page = html(client.get(ask(measure)))
    assert "Du behöver inte göra något." in page
    assert 'value="klar"' not in page


# --- problems and plans --------------------------------------------------------------------------------


def test_a_problem_is_described_and_its_parts_added(cast: Cast, client_for: SignIn) -> None:
    browser = client_for(cast.coordinator)
    fields = {
        "title": "Mörkt i tunneln", "area": cast.district.pk, "noticed_on": "2026-01-10", "prioritised": "on",
        "visibility": "all_parties",
    }  # fmt: skip
    browser.post(reverse("measures:problem_create"), fields)
    problem = Problem.objects.get(title="Mörkt i tunneln")
    page = html(browser.get(reverse("measures:problems")))
    assert "Prioriterade problem utan orsaksanalys: 1" in page
    args = [problem.pk]
    browser.post(
        reverse("measures:cause", args=args), {"side": "place", "text": "Lamporna är få", "strength": "weak"}
    )
    answer = browser.post(
        reverse("measures:cause", args=args), {"side": "place", "text": "Växter", "strength": "strong"}
    )
    assert "Skriv vad som talar för orsaken" in html(answer)
    goal = {
        "goal": "Fler går där",
        "name": "Passager",
        "unit": "antal",
        "target": "12,5",
        "target_on": "2027-01-01",
        "source": "Räkning",
    }
    assert browser.post(reverse("measures:indicator", args=args), goal).status_code == 302
    indicator = problem.indicators.get()
    reading = {"on": "2026-05-01", "value": "11", "source": "Räkning"}
    browser.post(reverse("measures:reading", args=[problem.pk, indicator.pk]), reading)
    browser.post(
        reverse("measures:evidence", args=args),
        {"kind": "walk", "text": "Sju av nio lampor släckta", "source": "Vandring", "as_of": "2026-03-01"},
    )
    page = html(browser.get(problem.get_absolute_url()))
    for words in (
        "Lamporna är få",
        "Sju av nio lampor släckta",
        "Fler går där",
        "12,5",
        "Ingen åtgärd svarar mot problemet.",
    ):
        assert words in page


def test_a_plan_is_made_decided_and_renewed(cast: Cast, client_for: SignIn) -> None:
    measure = make_measure(area=cast.district, owner=cast.company, status="ongoing")
    browser = client_for(cast.coordinator)
    fields = {
        "name": "Åtgärdsplan Norra", "area": cast.district.pk, "owner": cast.office.pk, "period_from": "2026-01-01",
        "period_to": "2026-12-31", "visibility": "all_parties", "measures": [measure.pk],
    }  # fmt: skip
    browser.post(reverse("measures:plan_create"), fields)
    plan = ActionPlan.objects.get(name="Åtgärdsplan Norra")
    move = reverse("measures:plan_move", args=[plan.pk])
    assert browser.post(move, {}).status_code == 400
    decision = {"decided_by": "Stadsdelsnämnden", "decided_on": "2026-01-20", "registry_number": "1.1/2026"}
    assert browser.post(move, decision).status_code == 302
    page = html(browser.get(plan.get_absolute_url()))
    assert "Stadsdelsnämnden" in page
    assert measure.title in page
    browser.post(reverse("measures:plan_version", args=[plan.pk]))
    assert "version 2" in html(browser.get(plan.get_absolute_url()))


# --- asking the owner ----------------------------------------------------------------------------------


def test_a_question_reaches_the_owners_people_and_its_answer_counts(
    cast: Cast, client: Client, client_for: SignIn, mailoutbox: list[Any]
) -> None:
    measure = make_measure(area=cast.district, owner=cast.company, status="ongoing")
    address = reverse("measures:remind", args=[measure.pk])
    assert client_for(cast.owner).post(address).status_code == 403
    coordinator = client_for(cast.coordinator)
    coordinator.post(address)
    coordinator.post(address)
    assert [mail.to for mail in mailoutbox] == [[cast.owner.email]] * 2
    old, new = (re.search(r"http://testserver(/\S+)", mail.body)[1] for mail in mailoutbox)  # type: ignore[index]
    assert client.post(old, {"svar": "klar"}).status_code == 410  # the second question replaced the first
    client.post(new, {"svar": "klar"})
    measure.refresh_from_db()
    assert measure.status == Status.DONE


def test_nobody_is_asked_about_what_has_ended(cast: Cast, client_for: SignIn, mailoutbox: list[Any]) -> None:
    measure = make_measure(area=cast.district, owner=cast.company, status="cancelled")
    client_for(cast.coordinator).post(reverse("measures:remind", args=[measure.pk]))
    assert mailoutbox == []

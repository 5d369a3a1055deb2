"""From a walk to a measure and back: one click, the participant's answer, and promises kept by organisation."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.answers import Answer, give_answer, issue_answer_link
from measures.models import Measure, Problem, PublishedRate, Status
from measures.promises import kept_promises
from measures.services import change_status, measure_from_observation, save_measure, set_published_rate
from places.models import WorkingGroup
from stakeholders.models import Role, User
from tests.factories import make_member, make_observation, make_place, make_walk
from tests.measures.making import SINCE, Cast, make_cast, make_measure, tie
from walks.models import Observation

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User], Client]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def seen_in(cast: Cast, **overrides: object) -> Observation:
    walk = make_walk(area=cast.district, organiser=cast.office)
    return make_observation(**({"walk": walk, "responsible": cast.company} | overrides))


def said(observation: Observation) -> list[tuple[str, str]]:
    return list(observation.answers.order_by("pk").values_list("status", "text"))


def test_one_click_makes_a_measure_and_answers_the_participants(cast: Cast, client_for: ClientFor) -> None:
    place = make_place(geometry=cast.district.children.get(name="Norra").geometry.centroid)
    seen = seen_in(cast)
    seen.stop = seen.walk.stops.create(number=1, name="Gångtunneln", place=place)
    seen.save()
    client = client_for(cast.officer)
    page = client.get(reverse("walks:observation", args=[seen.pk]))
    assert "Gör till en åtgärd" in page.content.decode()
    answer = client.post(reverse("measures:from_observation", args=[seen.pk]))
    made = Measure.objects.get(observation=seen)
    assert answer.url == made.get_absolute_url()  # type: ignore[attr-defined]
    assert (made.owner, made.place, made.status, made.is_quick) == (cast.company, place, "planned", True)
    assert made.title == "Belysning, Gångtunneln"
    assert made.due_on == timezone.localdate() + timedelta(days=28)
    seen.refresh_from_db()
    assert (seen.status, seen.due_on, seen.responsible) == ("acting", made.due_on, cast.company)
    assert made.title in client.get(reverse("walks:observation", args=[seen.pk])).content.decode()
    client.post(reverse("measures:from_observation", args=[seen.pk]))
    assert Measure.objects.filter(observation=seen).count() == 1


def test_who_is_asked_for_when_nobody_is_responsible(cast: Cast, client_for: ClientFor) -> None:
    seen = seen_in(cast, responsible=None)
    client = client_for(cast.officer)
    address = reverse("measures:from_observation", args=[seen.pk])
    page = client.post(address)
    assert (page.status_code, Measure.objects.filter(observation=seen).count()) == (200, 0)
    assert "Vem gör det?" in page.content.decode()
    day = timezone.localdate() + timedelta(days=9)
    client.post(address, {"title": "Byt lampan", "owner": cast.other.pk, "due_on": day.isoformat()})
    made = Measure.objects.get(observation=seen)
    seen.refresh_from_db()
    assert (made.owner, seen.responsible, seen.due_on) == (cast.other, cast.other, day)


def test_what_works_well_needs_no_measure(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="fungerar bra"):
        measure_from_observation(by=cast.officer, observation=seen_in(cast, positive=True))


def test_only_those_who_manage_measures_make_one(cast: Cast, client_for: ClientFor) -> None:
    seen = seen_in(cast)
    with pytest.raises(PermissionDenied):
        measure_from_observation(by=cast.owner, observation=seen)
    assert (
        "Gör till en åtgärd"
        not in client_for(cast.owner).get(reverse("walks:observation", args=[seen.pk])).content.decode()
    )


def test_every_change_of_status_is_answered(cast: Cast) -> None:
    seen = seen_in(cast)
    measure = measure_from_observation(by=cast.officer, observation=seen)
    soon = timezone.localdate() + timedelta(days=60)
    change_status(by=cast.owner, measure=measure, to=Status.PAUSED, reason="Ont om folk.", resume_on=soon)
    change_status(by=cast.owner, measure=measure, to=Status.ONGOING)
    save_measure(by=cast.owner, measure=Measure.objects.get(pk=measure.pk), values={"due_on": soon})
    change_status(by=cast.owner, measure=measure, to=Status.DONE, output="Fyra lampor är bytta.")
    statuses = [status for status, _text in said(seen)]
    assert statuses == ["acting", "acting", "acting", "acting", "done"]
    texts = [text for _status, text in said(seen)]
    assert texts[1].startswith("Pausad, återupptas")
    assert "Ont om folk." in texts[1]
    assert texts[-1] == "Fyra lampor är bytta."
    assert seen.answers.get(due_on=soon, status="acting").text == ""


def test_nothing_is_answered_twice(cast: Cast) -> None:
    seen = seen_in(cast)
    measure = measure_from_observation(by=cast.officer, observation=seen)
    change_status(by=cast.owner, measure=measure, to=Status.ONGOING)
    save_measure(by=cast.owner, measure=Measure.objects.get(pk=measure.pk), values={"cost_actual": 100})
    assert len(said(seen)) == 1


def test_a_refused_measure_tells_why_and_leaves_room_for_another(cast: Cast) -> None:
    seen = seen_in(cast)
    first = measure_from_observation(by=cast.officer, observation=seen)
    with pytest.raises(ValidationError, match="har redan en åtgärd"):
        measure_from_observation(by=cast.officer, observation=seen)
    change_status(by=cast.coordinator, measure=first, to=Status.CANCELLED, reason="Marken ska säljas.")
    assert said(seen)[-1] == ("not_acting", "Marken ska säljas.")
    assert measure_from_observation(by=cast.officer, observation=seen).status == "planned"


def test_more_time_by_link_reaches_the_participant(cast: Cast) -> None:
    seen = seen_in(cast)
    measure = measure_from_observation(by=cast.officer, observation=seen)
    later = timezone.localdate() + timedelta(days=80)
    give_answer(issue_answer_link(measure, by=None).token, Answer.MORE_TIME, reader=None, due_on=later)
    seen.refresh_from_db()
    assert (seen.due_on, seen.answers.last().due_on) == (later, later)  # type: ignore[union-attr]


# --- promises ------------------------------------------------------------------------------------------


def promise(cast: Cast, owner: object, due: date, **overrides: object) -> Measure:
    seen = seen_in(cast, responsible=owner)
    measure = make_measure(area=cast.district, owner=owner, observation=seen, due_on=due, **overrides)
    measure.updates.create(on=SINCE, kind="created", due_after=due)
    return measure


def rates(user: User, cast: Cast, today: date) -> dict[str, tuple[int, int, int, int]]:
    return {
        row.organisation.name: (row.kept, row.due, row.late, row.waiting)
        for row in kept_promises(user, cast.district, today)
    }


def test_a_promise_is_kept_by_the_day_first_said(cast: Cast) -> None:
    today, day = date(2026, 6, 1), date(2026, 5, 1)
    promise(cast, cast.company, day, status="done", done_on=day)
    promise(cast, cast.company, day, status="done", done_on=day + timedelta(days=1))
    promise(cast, cast.company, day, status="ongoing")
    promise(cast, cast.company, day, status="rejected")
    promise(cast, cast.company, day, status="paused")
    promise(cast, cast.company, today, status="ongoing")
    moved = promise(cast, cast.company, day, status="ongoing")
    moved.updates.create(on=day, kind="more_time", due_before=day, due_after=date(2026, 9, 1))
    Measure.objects.filter(pk=moved.pk).update(due_on=date(2026, 9, 1))
    make_measure(area=cast.district, owner=cast.company, due_on=day)  # not from a walk: no promise to walkers
    assert rates(cast.coordinator, cast, today) == {cast.company.name: (1, 6, 1, 1)}


def test_the_rate_is_for_itself_and_the_steering_group_until_it_is_shown(
    cast: Cast, client_for: ClientFor
) -> None:
    today = timezone.localdate()
    promise(cast, cast.company, SINCE, status="done", done_on=SINCE)
    mine, all_of_it = {cast.company.name: (1, 1, 0, 0)}, {cast.company.name: (1, 1, 0, 0)}
    assert rates(cast.owner, cast, today) == mine
    assert rates(cast.coordinator, cast, today) == all_of_it
    for other in (cast.neighbour, cast.officer, cast.reader):  # a reader sees what is public
        assert rates(other, cast, today) == {}
    group = WorkingGroup.objects.create(name="Styrgrupp", kind="steering_group", area=cast.district)
    group.members.create(organisation=cast.other, valid_from=SINCE)
    assert rates(cast.neighbour, cast, today) == all_of_it
    group.members.update(valid_to=today - timedelta(days=1))
    assert rates(cast.neighbour, cast, today) == {}
    for stranger in (cast.coordinator, cast.neighbour, cast.reader):
        with pytest.raises(PermissionDenied):
            set_published_rate(by=stranger, organisation=cast.company, shown=True)
    address = reverse("measures:promises_publish", args=[cast.district.slug])
    client_for(cast.owner).post(address, {"organisation": cast.company.pk, "visa": "ja"})
    assert rates(cast.neighbour, cast, today) == all_of_it
    page = client_for(cast.neighbour).get(reverse("measures:promises", args=[cast.district.slug]))
    assert "1 av 1 i tid" in page.content.decode()
    assert "för få" in page.content.decode()
    client_for(cast.owner).post(address, {"organisation": cast.company.pk, "visa": "nej"})
    assert not PublishedRate.objects.filter(organisation=cast.company).exists()


# --- on whose behalf -----------------------------------------------------------------------------------


def test_who_writes_for_two_organisations_writes_for_the_one_of_the_area(
    cast: Cast, client_for: ClientFor
) -> None:
    person = make_member(Role.COORDINATOR, cast.outsider.memberships.get().organisation)
    person.memberships.create(organisation=cast.office, role=Role.COORDINATOR, valid_from=SINCE)
    given = {
        "title": "Mörkt", "area": cast.district.pk, "noticed_on": "2026-01-01", "visibility": "all_parties",
    }  # fmt: skip
    client = client_for(person)
    assert "För vilken organisation" in client.get(reverse("measures:problem_create")).content.decode()
    client.post(reverse("measures:problem_create"), given)
    assert Problem.objects.get(title="Mörkt").owner == cast.office
    away = person.memberships.order_by("pk")[0].organisation
    refused = client.post(reverse("measures:problem_create"), given | {"owner": away.pk})
    assert "sköter inte åtgärder i det området" in refused.content.decode()
    tie(away, cast.district, "own")
    asked = client.post(reverse("measures:problem_create"), given)
    assert "Välj vilken organisation du skriver för" in asked.content.decode()
    assert Problem.objects.filter(title="Mörkt").count() == 1

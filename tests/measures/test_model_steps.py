"""A collaboration priced and timed: the model's steps, what was planned and what it became."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.model_steps import fill_in_steps, lay_out, months_after, save_step, step_bars, sums_of
from measures.models import ModelStep
from places.models import CollaborationModel, Phase, PlaceCollaboration
from stakeholders.models import User
from tests.measures.making import Cast, make_cast, make_step

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
START = date(2025, 8, 31)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def make_work(cast: Cast, model: str = CollaborationModel.SAFE_PLACES) -> PlaceCollaboration:
    return PlaceCollaboration.objects.create(
        area=cast.district, name="Tryggare torg", model=model, phase=Phase.ORGANISATION, started_on=START,
        budget=500_000, source="Test",
    )  # fmt: skip


def test_a_month_that_lacks_the_day_ends_with_its_own() -> None:
    assert [months_after(START, n) for n in (0, 1, 6, 12)] == [
        START, date(2025, 9, 30), date(2026, 2, 28), date(2026, 8, 31),
    ]  # fmt: skip


def test_the_models_steps_are_laid_in_once_and_join_without_a_gap(cast: Cast) -> None:
    work = make_work(cast)
    rows = fill_in_steps(by=cast.coordinator, work=work)
    assert len(rows) == 5
    assert (rows[0].planned_from, rows[-1].planned_to) == (START, date(2026, 8, 31))
    assert [row.planned_to for row in rows[:-1]] == [row.planned_from for row in rows[1:]]
    with pytest.raises(ValidationError, match="redan steg"):
        fill_in_steps(by=cast.coordinator, work=work)


def test_a_model_that_says_no_times_gets_none_invented(cast: Cast) -> None:
    rows = fill_in_steps(by=cast.coordinator, work=make_work(cast, CollaborationModel.STOCKHOLM))
    assert [row.name for row in rows][:2] == ["Initiering", "Organisering"]
    assert len(rows) == 8
    assert {row.planned_from for row in rows} == {None}
    assert step_bars(lay_out(rows, START), START) is None


def test_the_sums_count_what_is_said_and_name_what_is_missing(cast: Cast) -> None:
    work, today = make_work(cast), date(2026, 3, 1)
    make_step(work, position=1, planned_cost=100, actual_cost=130, actual_from=START, actual_to=START)
    make_step(work, position=2, planned_cost=None, actual_cost=40, actual_from=START, actual_to=START)
    make_step(work, position=3, planned_cost=60, actual_from=START)
    make_step(work, position=4, planned_cost=50)
    sums = sums_of(lay_out(work.model_steps.all(), today))
    assert (sums.planned, sums.actual, sums.difference) == (210, 170, 30)
    assert (sums.without_planned, sums.without_actual, sums.compared, sums.finished) == (1, 1, 1, 2)
    nothing = sums_of([])
    assert (nothing.planned, nothing.actual, nothing.difference) == (None, None, None)


def test_late_and_early_follow_from_the_days(cast: Cast) -> None:
    work, today = make_work(cast), date(2026, 3, 11)
    until = date(2026, 3, 1)
    late, early, open_, unknown = lay_out(
        [
            make_step(work, planned_to=until, actual_from=START, actual_to=date(2026, 3, 5)),
            make_step(work, planned_to=until, actual_from=START, actual_to=date(2026, 2, 27)),
            make_step(work, planned_to=until),
            make_step(work, planned_from=None, planned_to=None),
        ],
        today,
    )
    assert (late.days_late, late.is_late, late.state) == (4, True, "Klart")
    assert (early.days_early, early.is_late) == (2, False)
    assert (open_.days_late, open_.state) == (10, "Inte börjat")
    assert unknown.days_late is None


@pytest.mark.parametrize(("values", "field"), [
    ({"planned_from": date(2025, 2, 1), "planned_to": date(2025, 1, 1)}, "planned_to"),
    ({"actual_to": date(2025, 1, 1)}, "actual_from"),
    ({"actual_from": date(2025, 2, 1), "actual_to": date(2025, 1, 1)}, "actual_to"),
])  # fmt: skip
def test_days_that_run_backwards_are_refused_at_their_line(
    cast: Cast, values: dict[str, date], field: str
) -> None:
    work = make_work(cast)
    with pytest.raises(ValidationError) as caught:
        save_step(by=cast.coordinator, work=work, values={"name": "Uppstart", **values})
    assert field in caught.value.message_dict
    assert not work.model_steps.exists()


def test_what_lies_ahead_has_not_happened(cast: Cast) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="inte varit än"):
        save_step(
            by=cast.coordinator, work=make_work(cast), values={"name": "Uppstart", "actual_from": tomorrow}
        )


def test_who_does_not_keep_places_changes_nothing(cast: Cast) -> None:
    work = make_work(cast)
    for person in (cast.owner, cast.officer, cast.reader, cast.outsider):
        with pytest.raises(PermissionDenied):
            fill_in_steps(by=person, work=work)
    assert not work.model_steps.exists()


def test_the_pages_lay_in_change_and_take_away(cast: Cast, client_for: SignIn) -> None:
    work, client = make_work(cast), client_for(cast.coordinator)
    address = reverse("measures:model_steps", args=[work.pk])
    assert "Lägg in stegen" in client.get(address).content.decode()
    client.post(reverse("measures:steps_fill", args=[work.pk]))
    step = work.model_steps.get(position=1)
    given = {
        "name": "Uppstart", "position": "1", "planned_from": "2025-08-31", "planned_to": "2025-10-31",
        "planned_cost": "80000", "actual_from": "2025-09-01", "actual_to": "2025-11-10", "actual_cost": "95000",
    }  # fmt: skip
    client.post(reverse("measures:step_edit", args=[work.pk, step.pk]), given)
    page = client.get(address).content.decode()
    assert "10 dagar sent" in page
    assert "+15\N{NO-BREAK SPACE}000" in page
    assert "<svg" in page
    assert "1 av 5 steg är klara" in page
    client.post(reverse("measures:step_edit", args=[work.pk, step.pk]), {"ta_bort": "1"})
    assert not ModelStep.objects.filter(pk=step.pk).exists()
    assert "Nytt steg" not in client_for(cast.reader).get(address).content.decode()

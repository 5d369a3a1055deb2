"""Did it work?  What is counted, what is said of it, and what is refused or explained."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from measures.evaluation import (
    Design,
    check,
    count,
    displacement,
    evaluate,
    foresight,
    ratio_sentence,
    remarks,
    sentence,
    series_sentence,
)
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User
from tests.factories import make_incident
from tests.measures.making import Cast, make_cast, make_measure

pytestmark = pytest.mark.django_db
BEFORE, AFTER = IsoWeek(2024, 2), IsoWeek(2025, 2)
TOO_LITTLE = "nderlaget är för litet för att avgöra"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def part(cast: Cast, name: str) -> Area:
    return cast.district.children.get(name=name)


def design(cast: Cast, **overrides: Any) -> Design:
    values: dict[str, Any] = {
        "target": (part(cast, "Norra"),), "control": (part(cast, "Södra"),), "buffer": (), "buffer_control": (),
        "before": BEFORE, "after": AFTER, "weeks": 30,
    }  # fmt: skip
    return Design(**(values | overrides))


def happened(area: Area, first: IsoWeek, counts: list[int]) -> None:
    for week, number in enumerate(counts):
        for _each in range(number):
            happened_at(area, first.start + timedelta(weeks=week, days=6, hours=20))


def happened_at(area: Area, moment: datetime) -> None:
    make_incident(area=area, occurred_from=moment, occurred_to=moment)


def refused(found: Design) -> dict[str, Any]:
    with pytest.raises(ValidationError) as caught:
        check(found)
    return caught.value.message_dict


def test_the_weeks_and_their_sums_agree_with_what_happened(cast: Cast) -> None:
    happened(part(cast, "Norra"), BEFORE, [2, 0, 1])
    happened(part(cast, "Norra"), AFTER, [0, 1])
    happened(part(cast, "Södra"), BEFORE, [3])
    happened_at(part(cast, "Norra"), BEFORE.start - timedelta(minutes=1))
    happened_at(part(cast, "Norra"), IsoWeek.of(BEFORE.monday + timedelta(weeks=30)).start)
    found = count(design(cast))
    assert found.counts == {"target": [3, 1], "control": [3, 0], "buffer": [0, 0], "buffer_control": [0, 0]}
    assert found.weekly == [[2, 0, 1] + [0] * 27, [0, 1] + [0] * 28]


def test_a_comparison_that_overlaps_is_refused(cast: Cast) -> None:
    assert "Norra" in refused(design(cast, control=(part(cast, "Norra"),)))["control"][0]
    assert "control" in refused(design(cast, control=(cast.district,)))  # holds the target
    assert "buffer" in refused(design(cast, buffer=(part(cast, "Södra"),)))


def test_periods_are_equally_long_whole_and_over(cast: Cast) -> None:
    assert "inte slut än" in refused(design(cast, after=IsoWeek(2026, 40)))["after"][0]
    assert "går in i varandra" in refused(design(cast, after=IsoWeek(2024, 20)))["after"][0]
    assert "weeks" in refused(design(cast, weeks=3))
    assert "weeks" in refused(design(cast, weeks=107))
    assert "target" in refused(design(cast, target=()))
    assert "control" in refused(design(cast, control=()))
    check(design(cast))


def test_another_season_and_a_short_period_are_explained(cast: Cast) -> None:
    assert remarks(design(cast)) == []
    assert any("årstiden" in remark for remark in remarks(design(cast, after=IsoWeek(2024, 40))))
    assert any("kortare än ett halvår" in remark for remark in remarks(design(cast, weeks=12)))
    assert any(
        "saknar jämförelse" in remark for remark in remarks(design(cast, buffer=(part(cast, "Östra"),)))
    )


def test_nothing_before_and_after_decides_nothing(cast: Cast) -> None:
    found = count(design(cast))
    assert TOO_LITTLE in sentence(displacement(found.counts))
    assert TOO_LITTLE in ratio_sentence(found.counts)
    assert TOO_LITTLE in series_sentence(found.weekly, 22)
    assert "kan inte synas" in foresight(displacement(found.counts))


def test_few_decide_nothing_and_many_do() -> None:
    few = {"target": [4, 1], "control": [5, 5], "buffer": [0, 0], "buffer_control": [0, 0]}
    many = {"target": [200, 90], "control": [210, 205], "buffer": [0, 0], "buffer_control": [0, 0]}
    assert TOO_LITTLE in sentence(displacement(few))
    assert TOO_LITTLE in ratio_sentence(few)
    assert "färre än jämförelsen" in sentence(displacement(many))
    assert "färre än väntat (mellan −66 och −37 %)" in ratio_sentence(many)
    assert "färre än väntat" in series_sentence([[8] * 26, [4] * 26], 0)
    assert "ingen effekt" in series_sentence([[40, 42] * 13, [41, 41] * 13], 26)
    assert TOO_LITTLE in series_sentence([[1] * 8, [1] * 8], 0)
    assert series_sentence([], 0) == ""


def test_the_page_counts_keeps_and_shows_the_same_again(
    cast: Cast, client_for: Callable[[User], Client]
) -> None:
    happened(part(cast, "Norra"), BEFORE, [3] * 15)
    happened(part(cast, "Norra"), AFTER, [1] * 15)
    happened(part(cast, "Södra"), BEFORE, [2] * 15)
    happened(part(cast, "Södra"), AFTER, [2] * 15)
    measure = make_measure(area=cast.district, owner=cast.company, status="done")
    client = client_for(cast.officer)
    address = reverse("measures:effect", args=[measure.pk])
    given = {
        "target": [part(cast, "Norra").pk], "control": [part(cast, "Södra").pk], "weeks": 30,
        "before": BEFORE.monday.isoformat(), "after": AFTER.monday.isoformat(),
    }  # fmt: skip
    shown = client.post(address, given | {"visa": "1"}).content.decode()
    assert "Händelserna blev 30 färre" in shown
    assert "Skillnad i skillnader" in shown
    assert "Veckoserien" in shown
    assert "Åtgärden</text>" in shown
    assert not measure.evaluations.exists()
    client.post(address, given | {"spara": "1"})
    kept = measure.evaluations.get()
    assert kept.weekly is not None
    assert (kept.counts["target"], sum(kept.weekly[0])) == ([45, 15], 45)
    again = client.get(address).content.decode()
    assert "Händelserna blev 30 färre" in again
    assert "Veckoserien" in again


def test_who_may_not_manage_or_count_evaluates_nothing(cast: Cast) -> None:
    measure = make_measure(area=cast.district, owner=cast.company, status="done", done_on=date(2025, 1, 1))
    for person in (cast.owner, cast.reader, cast.outsider):
        with pytest.raises(PermissionDenied):
            evaluate(by=person, measure=measure, design=design(cast))

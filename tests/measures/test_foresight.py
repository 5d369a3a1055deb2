"""Before a measure starts: what could be seen, what is chosen then, and what came of it in the library."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from measures.evaluation import evaluate
from measures.foresight import Foresight, departures, first_week_before, foresee, plan_effect, proposed_design
from measures.library import Asked, by_kind, results_for
from measures.maps import role_map
from measures.models import Evaluation, Measure, Role
from places.models import Area
from platssamverkan.core.statistics import Verdict
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User
from tests.measures.making import Cast, make_cast, make_measure, make_problem
from tests.measures.test_evaluation import AFTER, BEFORE, TOO_LITTLE, design, happened, part

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def areas(cast: Cast, **overrides: tuple[Area, ...]) -> dict[Role, tuple[Area, ...]]:
    chosen = {"target": (part(cast, "Norra"),), "control": (part(cast, "Södra"),), **overrides}
    return {role: chosen.get(role.value, ()) for role in Role}


def foreseen(target: int, everything: int) -> Foresight:
    return Foresight(BEFORE, 52, {"target": target, "control": everything - target}, False)


def test_the_sentence_never_promises_more_than_the_counts_carry() -> None:
    assert "kan inte synas" in foreseen(0, 40).sentence
    assert "Underlaget är för litet" in foreseen(20, 40).sentence
    many = foreseen(400, 800)
    assert many.smallest == pytest.approx(108.21, abs=0.01)  # (√(k²+8·800·k) − k)/2, k = (1.959964+0.841621)²
    assert "minst 108 utebli (−27\N{NO-BREAK SPACE}%)" in many.sentence.replace(" %", "\N{NO-BREAK SPACE}%")
    assert [chance for _share, _n, chance in many.chances] == sorted(c for _s, _n, c in many.chances)
    assert many.chances[-1][2] == 100


def test_the_last_whole_weeks_before_the_start_are_counted(cast: Cast) -> None:
    today = date(2026, 6, 10)
    measure = make_measure(area=cast.district, owner=cast.company, planned_start=date(2026, 9, 1))
    assert first_week_before(measure, 4, today) == IsoWeek(2026, 20)  # weeks 20–23; today lies in 24
    measure.planned_start = date(2026, 3, 4)  # week 10
    assert first_week_before(measure, 4, today) == IsoWeek(2026, 6)
    happened(part(cast, "Norra"), IsoWeek(2026, 5), [1, 2, 0, 0, 3, 5])
    found = foresee(measure=measure, areas=areas(cast), weeks=4, today=today)
    assert found.counts == {"target": 5, "control": 0, "buffer": 0, "buffer_control": 0}


def test_areas_that_overlap_or_lack_are_refused_before_as_after(cast: Cast) -> None:
    measure = make_measure(area=cast.district, owner=cast.company)
    today = timezone.localdate()
    for chosen, field in (
        (areas(cast, control=(part(cast, "Norra"),)), "control"),
        (areas(cast, control=()), "control"),
        (areas(cast, target=()), "target"),
    ):
        with pytest.raises(ValidationError) as caught:
            foresee(measure=measure, areas=chosen, weeks=26, today=today)
        assert field in caught.value.message_dict
    with pytest.raises(ValidationError) as caught:
        foresee(measure=measure, areas=areas(cast), weeks=2, today=today)
    assert "weeks" in caught.value.message_dict


def test_what_has_begun_is_too_late_to_choose_for(cast: Cast) -> None:
    measure = make_measure(
        area=cast.district, owner=cast.company, status="ongoing", started_on=date(2026, 1, 1)
    )
    with pytest.raises(ValidationError, match="redan börjat"):
        plan_effect(by=cast.officer, measure=measure, areas=areas(cast), weeks=26)
    fresh = make_measure(area=cast.district, owner=cast.company)
    for person in (cast.owner, cast.reader, cast.outsider):
        with pytest.raises(PermissionDenied):
            plan_effect(by=person, measure=fresh, areas=areas(cast), weeks=26)
    assert not fresh.effect_plans.exists()


def test_an_evaluation_with_other_areas_than_those_chosen_says_so(cast: Cast) -> None:
    measure = make_measure(area=cast.district, owner=cast.company, planned_start=date(2026, 9, 1))
    assert departures(measure, design(cast)) == []
    plan_effect(by=cast.officer, measure=measure, areas=areas(cast), weeks=30)
    assert departures(measure, design(cast)) == []
    changed = departures(measure, design(cast, control=(part(cast, "Västra"),), weeks=26))
    assert "jämförelse" in changed[0]
    assert "26 veckor" in changed[1]
    begins = proposed_design(measure)
    assert (begins["target"], begins["weeks"]) == ([part(cast, "Norra").pk], 30)


def test_the_page_counts_decides_and_shows_it_on_the_measure(cast: Cast, client_for: SignIn) -> None:
    measure = make_measure(
        area=cast.district, owner=cast.company, planned_start=timezone.localdate() + timedelta(days=30)
    )
    now = IsoWeek.of(timezone.localdate())
    happened(part(cast, "Norra"), now.shift(-20), [12] * 20)
    happened(part(cast, "Södra"), now.shift(-20), [12] * 20)
    client = client_for(cast.officer)
    address = reverse("measures:foresight", args=[measure.pk])
    given = {"target": [part(cast, "Norra").pk], "control": [part(cast, "Södra").pk], "weeks": 20}
    shown = client.post(address, given | {"visa": "1"}).content.decode()
    assert "240 händelser på 20 veckor" in shown
    assert "Bestäm jämförelsen" in shown
    assert not measure.effect_plans.exists()
    client.post(address, given | {"spara": "1"})
    assert measure.effect_plans.get().counts["target"] == 240
    page = client.get(measure.get_absolute_url()).content.decode()
    assert "240 händelser på 20 veckor" in page
    assert client_for(cast.owner).get(address).status_code == 403


def test_the_map_names_every_area_with_its_role_and_has_a_list(cast: Cast) -> None:
    measure = make_measure(area=cast.district, owner=cast.company)
    drawn = role_map(areas(cast, buffer=(part(cast, "Östra"), part(cast, "Västra"))), measure)
    assert drawn is not None
    assert drawn.rows == [
        ("Där åtgärden görs", "Norra"), ("Jämförelse", "Södra"), ("Runt omkring", "Västra och Östra"),
    ]  # fmt: skip
    for _role, names in drawn.rows:
        for name in names.split(" och "):
            assert f">{name}</text>" in drawn.svg
            assert name in drawn.svg.split("</title>")[0]
    assert ">runt omkring</text>" in drawn.svg
    assert role_map({}, measure) is None


# --- the library ---------------------------------------------------------------------------------------


def evaluated(cast: Cast, target: list[int], **overrides: Any) -> Measure:
    values: dict[str, Any] = {"area": cast.district, "owner": cast.company, "status": "done"}
    measure = make_measure(**(values | overrides))
    row = Evaluation.objects.create(
        measure=measure, made_on=date(2026, 1, 1), weeks=30, before_from=BEFORE.monday, after_from=AFTER.monday,
        counts={"target": target, "control": [200, 200]},
    )  # fmt: skip
    row.target_areas.set([part(cast, "Norra")])
    row.control_areas.set([part(cast, "Södra")])
    return measure


def test_the_library_tells_what_worked_what_did_not_and_what_could_not_say(cast: Cast) -> None:
    dark = make_problem(area=cast.district, owner=cast.office, kind="environment")
    light = evaluated(cast, [200, 90], title="Belysning", sub_type="design", technique="natural_surveillance")
    light.problems.set([dark])
    evaluated(cast, [200, 195], title="Skyltar", sub_type="information_campaign")
    evaluated(cast, [4, 1], title="Blommor", sub_type="design")
    found = results_for(cast.coordinator, Asked())
    assert [(one.measure.title, one.answer) for one in found] == [
        ("Belysning", "Tydlig minskning"), ("Skyltar", "Ingen effekt att skilja från slumpen"),
        ("Blommor", "Underlaget är för litet"),
    ]  # fmt: skip
    assert TOO_LITTLE in found[2].sentence
    assert [(row.name, row.counts) for row in by_kind(found)] == [
        ("Utformning", (1, 0, 0, 1)), ("Information", (0, 1, 0, 0)),
    ]  # fmt: skip

    def titles(**asked: str) -> list[str]:
        return [one.measure.title for one in results_for(cast.coordinator, Asked.read(asked))]

    assert titles(problem="environment") == ["Belysning"]
    assert titles(teknik="natural_surveillance") == ["Belysning"]
    assert titles(undergrupp="design") == ["Belysning", "Blommor"]
    assert titles(undergrupp="design", svar=Verdict.TOO_FEW.value) == ["Blommor"]
    assert titles(sok="skylt") == ["Skyltar"]
    assert len(titles(problem="\x00", teknik="nonsens", svar="x")) == 3


def test_the_newest_evaluation_of_a_measure_counts(cast: Cast) -> None:
    measure = evaluated(cast, [200, 90])
    newer = measure.evaluations.get()
    newer.pk, newer.counts, newer.made_on = (
        None,
        {"target": [200, 199], "control": [200, 200]},
        date(2026, 5, 1),
    )
    newer.save()
    assert [one.evaluation.pk for one in results_for(cast.coordinator, Asked())] == [newer.pk]


def test_who_may_not_read_counts_reads_no_results(cast: Cast, client_for: SignIn) -> None:
    evaluated(cast, [200, 90], title="Belysning")
    for person in (cast.owner, cast.reader, cast.outsider):
        assert results_for(person, Asked()) == []
        page = client_for(person).get(reverse("measures:library")).content.decode()
        assert "Belysning" not in page
    page = client_for(cast.officer).get(reverse("measures:library")).content.decode()
    assert "Belysning" in page
    assert "Tydlig minskning" in page


def test_the_library_costs_as_many_queries_with_many_results(
    cast: Cast, client_for: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = client_for(cast.coordinator)
    for number in range(12):
        evaluated(cast, [200, 90], title=f"Belysning {number}")
    client.get(reverse("measures:library"))
    with django_assert_max_num_queries(45):
        client.get(reverse("measures:library"))


def test_an_evaluation_reaches_the_library(cast: Cast) -> None:
    happened(part(cast, "Norra"), BEFORE, [6] * 30)
    happened(part(cast, "Norra"), AFTER, [2] * 30)
    happened(part(cast, "Södra"), BEFORE, [3] * 30)
    happened(part(cast, "Södra"), AFTER, [3] * 30)
    measure = make_measure(area=cast.district, owner=cast.company, status="done")
    evaluate(by=cast.officer, measure=measure, design=design(cast))
    assert [one.answer for one in results_for(cast.police, Asked())] == ["Tydlig minskning"]

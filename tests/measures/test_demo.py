"""The demo carries the measures that the source texts name, each a labelled example tied to a problem and a cause."""

import pytest

from measures.evaluation import displacement, sentence
from measures.library import Asked, results_for
from measures.models import ActionPlan, CauseFactor, Evaluation, Measure, ModelStep, Problem
from places.models import Area
from stakeholders.models import User

pytestmark = pytest.mark.django_db

# What the texts name: the demo's measure, and a word of the text in its source.
NAMED = [
    ("patrols", "Gemensamma fotpatruller fredagskvällar", "ordningsvakter och fält"),
    ("guards", "Ordningsvakter på Hässelby torg", "Ordningsvakter finns på Hässelby torg"),
    ("guards in the shopping centre", "Väktare i gallerian eftermiddagar", "centrumägare och vakter"),
    ("lighting", "Tätare belysning i stråken vid torget", "belysning"),
    ("cleaning", "Gemensam städning och klottersanering", "renhållning"),
    ("cameras", "Utreda kamerabevakning vid torget", "kameraövervakning"),
    ("field workers", "Fältare två kvällar i veckan", "ungdomsenheten"),
    ("Hässelby torg in 2024", "Kartläggning och orsaksanalys av Hässelby torg", "2024"),
    ("Åkermyntan's cooperation", "Möten varannan vecka kring Åkermyntan", "centrumägare, näringsidkare"),
]


@pytest.mark.parametrize(("what", "title", "told"), NAMED)
def test_each_measure_that_the_texts_name_is_there_with_its_problem_and_cause(
    demo_district: Area, what: str, title: str, told: str
) -> None:
    measure = Measure.objects.get(title=title)
    assert measure.is_example, what
    assert told in measure.source
    assert measure.problems.filter(is_example=True).exists()
    assert measure.causes.exists()
    assert measure.causes.filter(problem__in=measure.problems.all()).count() == measure.causes.count()


def test_the_plan_of_maltesholmstorget_from_2023_holds_the_measures_of_the_square(
    demo_district: Area,
) -> None:
    plan = ActionPlan.objects.get(name="Åtgärdsplan Maltesholmstorget")
    assert plan.decided_on is not None
    assert (plan.decided_on.year, plan.is_example) == (2023, True)
    assert "2023" in plan.source
    assert plan.place is not None
    assert {measure.place for measure in plan.measures.all()} == {plan.place}
    assert plan.measures.count() == 4


def test_everything_of_the_room_says_that_it_is_an_example(demo_district: Area) -> None:
    assert not Measure.objects.filter(is_example=False).exists()
    assert not Problem.objects.filter(is_example=False).exists()
    assert not ActionPlan.objects.filter(is_example=False).exists()
    assert not ModelStep.objects.filter(is_example=False).exists()
    assert not Evaluation.objects.filter(has_invented=False).exists()


def test_the_chain_of_causes_and_the_steps_have_something_to_show(demo_district: Area) -> None:
    assert CauseFactor.objects.filter(step__isnull=False).count() >= 4
    steps = ModelStep.objects.all()
    assert [step.name for step in steps][:2] == ["Initiering", "Organisering"]
    assert {step.actual_to is None for step in steps} == {True, False}


def test_the_library_tells_the_demos_evaluation_no_better_than_its_counts(
    demo_district: Area, coordinator: User
) -> None:
    result = results_for(coordinator, Asked())[0]
    assert result.measure.title == "Möten varannan vecka kring Åkermyntan"
    assert result.sentence == sentence(displacement(result.evaluation.counts))
    assert not result.is_clear

"""Causes drawn: every cause that is listed is on the drawings, or told of in their titles."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from measures.cause_figures import event_chain, fishbone, problem_triangle
from measures.models import Side, Strength
from stakeholders.models import User
from tests.measures.making import Cast, make_cast, make_cause, make_problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def words(svg: str) -> list[str]:
    return [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


def title(svg: str) -> str:
    return unescape(svg.split("<title>")[1].split("</title>")[0])


def test_the_triangle_counts_the_causes_of_both_rings(cast: Cast) -> None:
    problem = make_problem(area=cast.district, owner=cast.office)
    causes = [make_cause(problem, side=side) for side in (Side.PLACE, Side.PLACE, Side.GUARDIAN)]
    drawn = problem_triangle(causes)
    written = words(drawn)
    assert {"Den som stör", "Det som drabbas", "Platsen", "Kan påverka den som stör", "Kan skydda", "Sköter platsen"} <= set(written)  # fmt: skip
    assert sorted(word for word in written if word.isdigit()) == ["0", "0", "0", "0", "1", "2"]
    assert "Platsen (2 orsaker)" in title(drawn)
    assert "Den eller det som drabbas (ingen orsak)" in title(drawn)


def test_the_chain_goes_in_its_order_and_turns_at_the_edge(cast: Cast) -> None:
    problem = make_problem(area=cast.district, owner=cast.office)
    links = [make_cause(problem, text=f"Led <{n}>", step=n) for n in range(1, 7)]
    drawn = event_chain(links)
    assert drawn is not None
    assert [word for word in words(drawn) if word.startswith("Led")] == [f"Led <{n}>" for n in range(1, 7)]
    assert "6 led" in title(drawn)
    assert event_chain(links[:1]) is None


def test_the_fishbone_has_a_bone_for_each_side_and_says_the_rest_in_its_title(cast: Cast) -> None:
    problem = make_problem(area=cast.district, owner=cast.office)
    causes = [make_cause(problem, text=f"Orsak nummer {n} av många", side=Side.TARGET) for n in range(5)]
    causes.append(
        make_cause(problem, text="Ingen sköter hörnet", side=Side.PLACE_MANAGER, strength=Strength.STRONG, evidence="Besök")
    )  # fmt: skip
    drawn = fishbone(problem, causes)
    assert drawn is not None
    assert "och 2 till" in words(drawn)
    assert words(drawn).count("ingen orsak antecknad") == 4
    for cause in causes:
        assert cause.text in title(drawn)
    assert "starkt underlag" in title(drawn)
    assert fishbone(problem, []) is None


def test_the_page_shows_the_drawings_beside_their_lists(
    cast: Cast, client_for: Callable[[User], Client]
) -> None:
    problem = make_problem(area=cast.district, owner=cast.office)
    for step, text in enumerate(("Skymning", "Tomt torg"), start=1):
        make_cause(problem, text=text, step=step)
    page = client_for(cast.owner).get(problem.get_absolute_url()).content.decode()
    for drawing in ("Problemtriangeln.", "Fiskben för", "Händelsekedja i 2 led"):
        assert f"<title>{drawing}" in page
    assert page.count("<li>Skymning</li>") == 1

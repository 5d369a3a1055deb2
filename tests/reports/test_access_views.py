"""Why a person sees something, in words; and what the week page keeps from those it is not for."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from places.models import Area, AreaRelation
from stakeholders.models import Membership, Role, User
from stakeholders.policy import Action, Visibility
from tests.factories import make_member

ClientFor = Callable[[User], Client]


@pytest.fixture
def read(client_for: ClientFor) -> Callable[[User, str], str]:
    """What a page says, as running text, without the menu."""

    def words(person: User, address: str) -> str:
        answer = client_for(person).get(address)
        assert answer.status_code == 200
        html = re.sub(r"<nav.*?</nav>", "", answer.content.decode(), flags=re.DOTALL)
        return re.sub(r"\s+", " ", strip_tags(html.replace("<", " <")))

    return words


Read = Callable[[User, str], str]


def why(slug: str = "vinsta") -> str:
    return reverse("places:why", args=[slug])


def week() -> str:
    return reverse("assessments:week", args=["hasselby-vallingby", "2023-W46"])


def test_membership_tie_and_the_way_they_reach_are_named(
    demo_district: Area, police: User, read: Read
) -> None:
    text = read(police, why())
    assert (
        "Du är polis i Lokalpolisområde Vällingby, som ansvarar för området Lokalpolisområde Vällingby."
        " Vinsta hör dit. Gäller från och med 1 juli 2023" in text
    )


def test_each_right_has_its_answer_and_its_rule(
    demo_district: Area, property_owner: User, read: Read
) -> None:
    text = read(property_owner, why())
    assert (
        f"{Action.VIEW_AREA.label.capitalize()} ja Rollen Fastighetsägare har den rätten när organisationen deltar i området."
        in text
    )
    assert f"{Action.ASSESS_WEEK.label.capitalize()} nej Ingen av dina roller ger den rätten här." in text


def test_what_is_shared_is_told_for_ones_own_and_for_others(
    demo_district: Area, property_owner: User, coordinator: User, read: Read
) -> None:
    text = read(property_owner, why())
    assert f"Ser: {Visibility.AUTHORITIES.label} ja nej" in text
    assert f"Ser: {Visibility.ALL_PARTIES.label} ja ja" in text
    assert "Text som någon har skrivit ja nej" in text
    assert "Text som någon har skrivit ja ja" in read(coordinator, why())


def test_a_reader_is_told_that_single_incidents_are_not_shown(demo_district: Area, read: Read) -> None:
    association = AreaRelation.objects.get(organisation__name="Föreningen Exempelgården").organisation
    assert "Du ser inga enskilda händelser" in read(make_member(Role.READER, association), why())


def test_an_end_that_is_set_is_told(demo_district: Area, coordinator: User, read: Read) -> None:
    Membership.objects.filter(user=coordinator).update(valid_to="2099-12-31")
    assert "till och med 31 december 2099" in read(coordinator, why())


@pytest.mark.parametrize("person", ["fastighet", "trafik", "forening"])
def test_parties_see_levels_but_neither_counts_nor_reasons(
    demo_district: Area, person: str, read: Read
) -> None:
    text = read(User.objects.get(email=f"{person}@demo.example"), week())
    assert "3 Oroande läge" in text
    assert "Nivåerna Ser: alla parter Varför ser jag det här?" in text
    assert not re.search(r"\d (lindrig|oroande|allvarlig|kritisk)", text)
    for hidden in ("inga händelser", "Förslag", "utan händelser", "Händelser", "Antalet", "påhittade"):
        assert hidden not in text


@pytest.mark.parametrize("person", ["samordnare", "polis", "handlaggare", "admin"])
def test_authorities_see_counts_and_reasons(demo_district: Area, person: str, read: Read) -> None:
    text = read(User.objects.get(email=f"{person}@demo.example"), week())
    assert re.search(r"Förslag: 3 · \d (allvarlig|oroande)", text)
    assert "Antalet händelser och skälen Ser: myndigheterna" in text

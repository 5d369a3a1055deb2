"""Vem ansvarar här?  The card, and who to call: by place, by matter, by rule, on a day."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from places.mandates import add_mandate, end_mandate, mandate_card, who_answers
from places.models import Area, Basis, Mandate, MandateKind, Matter, Place, PlaceKind, RoutingRule
from places.place_services import resolve_areas
from stakeholders.models import OrganisationType, User
from tests.factories import make_area, make_organisation, make_place, square

M = MandateKind
DAY = date(2024, 6, 1)


@pytest.fixture
def place(db: None) -> Place:
    """A square in a stadsdel, in a district."""
    place = make_place()
    assert place.geometry
    x, y = place.geometry.coords
    district = make_area(kind="city_district", name="Stor", geometry=square(x - 500, y - 500, side=2_000))
    make_area(name="Liten", geometry=square(x - 100, y - 100, side=300), parent=district)
    resolve_areas(places=[place.pk])
    return place


def matter(code: str = "lighting") -> Matter:
    return Matter.objects.get(code=code)


def give(name: str, kind: str = M.MANAGES, *codes: str, **overrides: Any) -> Mandate:
    org_type = overrides.pop("org_type", OrganisationType.OTHER)
    values: dict[str, Any] = {
        "organisation": make_organisation(name=name, org_type=org_type),
        "kind": kind, "basis": Basis.ASSIGNMENT, "valid_from": date(2020, 1, 1),
    }  # fmt: skip
    mandate = Mandate.objects.create(**values | overrides)
    mandate.matters.set(Matter.objects.filter(code__in=codes))
    return mandate


def called(place: Place, code: str = "lighting", day: date = DAY) -> list[str]:
    return [role.organisation.name for role in who_answers(place, matter(code), day).roles]


def area(name: str) -> Area:
    return Area.objects.get(name=name)


def test_the_rule_says_in_which_order_roles_answer(place: Place) -> None:
    give("Ägaren", M.OWNS, place=place)
    give("Skötaren", M.MANAGES, place=place)
    give("Betalaren", M.FINANCES, place=place)
    assert called(place) == ["Skötaren", "Ägaren"]


def test_the_order_is_a_row_that_can_be_changed(place: Place) -> None:
    give("Ägaren", M.OWNS, place=place)
    give("Skötaren", M.MANAGES, place=place)
    RoutingRule.objects.filter(matter=matter()).delete()
    RoutingRule.objects.create(matter=matter(), step=1, kind=M.OWNS)
    assert called(place) == ["Ägaren"]


def test_who_is_named_for_the_matter_comes_before_who_answers_for_everything(place: Place) -> None:
    give("Allt", M.MANAGES, place=place)
    give("Belysningen", M.MANAGES, "lighting", area=area("Stor"))
    give("Städningen", M.MANAGES, "cleaning", place=place)
    assert called(place) == ["Belysningen", "Allt"]
    assert called(place, "cleaning") == ["Städningen", "Allt"]


def test_the_place_comes_before_the_stadsdel_and_that_before_the_district(place: Place) -> None:
    give("A district", M.MANAGES, "lighting", area=area("Stor"))
    give("B stadsdel", M.MANAGES, "lighting", area=area("Liten"))
    give("C plats", M.MANAGES, "lighting", place=place)
    give("Granne", M.MANAGES, "lighting", place=make_place())
    assert called(place) == ["C plats", "B stadsdel", "A district"]


def test_a_step_can_ask_for_a_type_of_organisation(place: Place) -> None:
    give("Vakten", M.ACTS, "drugs", place=place)
    give("Polisen", M.ACTS, "drugs", area=area("Stor"), org_type=OrganisationType.LOCAL_POLICE)
    assert called(place, "drugs") == ["Polisen", "Vakten"]
    assert called(place, "ongoing_crime") == []


def test_rules_for_a_kind_of_place_replace_the_general_ones(place: Place) -> None:
    give("Ägaren", M.OWNS, place=place)
    give("Skötaren", M.MANAGES, place=place)
    RoutingRule.objects.create(matter=matter(), step=1, kind=M.OWNS, place_kind=PlaceKind.SQUARE)
    assert called(place) == ["Ägaren"]
    Place.objects.update(kind=PlaceKind.PARK)
    place.refresh_from_db()
    assert called(place) == ["Skötaren", "Ägaren"]


def test_a_role_answers_only_on_its_days(place: Place, coordinator: User) -> None:
    old = give("Förra operatören", M.MANAGES, place=place)
    end_mandate(by=coordinator, mandate=old, last_day=date(2025, 10, 31))
    give("Nya operatören", M.MANAGES, place=place, valid_from=date(2025, 11, 1))
    assert called(place, day=date(2025, 10, 31)) == ["Förra operatören"]
    assert called(place, day=date(2025, 11, 1)) == ["Nya operatören"]
    with pytest.raises(ValidationError, match="tidigare"):
        end_mandate(by=coordinator, mandate=old, last_day=date(2026, 1, 1))


def test_one_organisation_is_named_once(place: Place) -> None:
    owner = give("Ägaren", M.OWNS, place=place)
    Mandate.objects.create(
        organisation=owner.organisation, place=place, kind=M.MANAGES, basis=Basis.OWNERSHIP,
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    assert called(place) == ["Ägaren"]


def test_the_card_keeps_mandate_assignment_and_legal_power_apart(demo_district: Area) -> None:
    card = mandate_card(Place.objects.get(slug="vallingby-centrum"), DAY)
    grounds = {
        (role.organisation.name, role.mandate.kind): role.mandate.basis
        for part in card.parts
        for role in part.roles
    }
    assert grounds["Lokalpolisområde Vällingby", "acts"] == Basis.LEGAL_POWER
    assert grounds["Hässelby-Vällingby stadsdelsförvaltning", "acts"] == Basis.ASSIGNMENT
    assert grounds["Hässelby-Vällingby stadsdelsförvaltning", "informs"] == Basis.MANDATE
    answers = {
        answer.matter.code: [role.organisation.name for role in answer.roles] for answer in card.answers
    }
    assert answers["ongoing_crime"] == ["Lokalpolisområde Vällingby"]
    assert answers["lighting"][0] == "Exempelbostäder AB"
    assert answers["street"] == ["Trafikkontoret", "Exempelbostäder AB"]
    assert len(card.answers) == Matter.objects.count() == 15


def test_the_card_asks_as_much_with_ten_roles_as_with_hundreds(
    place: Place, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        give(f"Organisation {number} A", M.MANAGES, "lighting", place=place)
    with django_assert_num_queries(5):
        mandate_card(place, DAY)
    for number in range(60):
        give(f"Organisation {number} B", M.MANAGES, "lighting", place=place)
    with django_assert_num_queries(5):
        assert len(mandate_card(place, DAY).parts[0].roles) == 63


def test_a_role_is_for_a_place_or_an_area_never_both(place: Place, coordinator: User) -> None:
    wheres: tuple[dict[str, Any], ...] = ({}, {"place": place, "area": area("Stor")})
    for where in wheres:
        with pytest.raises(IntegrityError, match="mandate_is_for_one_thing"), transaction.atomic():
            give(f"Någon {len(where)}", **where)
    with pytest.raises(ValidationError, match="Sista dagen"):
        add_mandate(
            by=coordinator, organisation=make_organisation(), kind=M.OWNS, basis=Basis.OWNERSHIP,
            place=place, valid_from=date(2024, 1, 2), valid_to=date(2024, 1, 1),
        )  # fmt: skip

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from places.models import Area, AreaKind, AreaPart, AreaRelation, AreaRelationKind
from places.permissions import area_or_404, areas_where, can, districts_of
from stakeholders.models import Organisation, Role, User
from stakeholders.policy import POLICY, Action, Relation, relations_for
from tests.factories import make_area, make_district, make_member, make_organisation, make_user

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)


def tie(
    organisation: Organisation, area: Area, kind: str = AreaRelationKind.OWN, **overrides: date | None
) -> None:
    values: dict[str, Any] = {"valid_from": date(2020, 1, 1), **overrides}
    AreaRelation.objects.create(organisation=organisation, area=area, kind=kind, **values)


@pytest.fixture
def district(db: None) -> Area:
    return make_district("Norra", "Södra")


Join = Callable[..., User]


@pytest.fixture
def join(district: Area) -> Join:
    """A person in a role, in an organisation tied to the district."""

    def make(role: Role, kind: str = AreaRelationKind.OWN) -> User:
        organisation = make_organisation()
        tie(organisation, district, kind)
        return make_member(role, organisation)

    return make


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("relation", Relation)
def test_a_person_may_exactly_what_the_table_says(
    join: Join, district: Area, role: Role, action: Action, relation: Relation
) -> None:
    person = join(role, relation.value)
    assert can(person, action, district) == (relation in POLICY[role][action])


def test_the_table_answers_for_every_role_and_action_and_unknown_pairs_mean_no() -> None:
    assert set(POLICY) == set(Role)
    assert all(set(row) == set(Action) for row in POLICY.values())
    assert relations_for("unheard-of", Action.VIEW_AREA) == frozenset()  # type: ignore[arg-type]


def test_a_right_holds_for_what_lies_below(join: Join, district: Area) -> None:
    seen = areas_where(join(Role.COORDINATOR), Action.VIEW_AREA)
    assert {area.name for area in seen} == {district.name, "Norra", "Södra"}


@pytest.mark.django_db
def test_police_see_every_district_of_their_police_area_also_in_another_municipality() -> None:
    municipality, other = make_area(kind=AreaKind.MUNICIPALITY), make_area(kind=AreaKind.MUNICIPALITY)
    here = make_area(kind=AreaKind.CITY_DISTRICT, parent=municipality)
    part = make_area(parent=here)
    police_area = make_area(kind=AreaKind.LOCAL_POLICE_AREA)
    for member in (here, other):
        AreaPart.objects.create(whole=police_area, part=member)
    second = make_area(kind=AreaKind.LOCAL_POLICE_AREA)
    AreaPart.objects.create(whole=second, part=here)
    organisation = make_organisation()
    tie(organisation, police_area)
    tie(organisation, second)
    seen = list(areas_where(make_member(Role.POLICE, organisation), Action.VIEW_AREA))
    assert sorted(area.pk for area in seen) == sorted(a.pk for a in (police_area, second, here, part, other))


@pytest.mark.parametrize(
    ("first", "last", "inside"),
    [(TODAY, None, True), (YESTERDAY, TODAY, True), (YESTERDAY, YESTERDAY, False), (TOMORROW, None, False)],
)
def test_membership_and_tie_count_only_while_they_last(
    district: Area, first: date, last: date | None, inside: bool
) -> None:
    tied, member = make_organisation(), make_organisation()
    tie(tied, district)
    tie(member, district, valid_from=first, valid_to=last)
    assert (
        can(make_member(Role.READER, tied, valid_from=first, valid_to=last), Action.VIEW_AREA, district)
        == inside
    )
    assert can(make_member(Role.READER, member), Action.VIEW_AREA, district) == inside


def test_a_colleagues_membership_does_not_stand_in_for_ones_own(district: Area) -> None:
    organisation = make_organisation()
    tie(organisation, district)
    make_member(Role.COORDINATOR, organisation)
    gone = make_member(Role.COORDINATOR, organisation, valid_to=YESTERDAY)
    assert not can(gone, Action.VIEW_AREA, district)


def test_a_disabled_person_may_nothing(join: Join, district: Area) -> None:
    person = join(Role.ADMIN)
    person.is_active = False
    assert not can(person, Action.VIEW_AREA, district)


def test_an_outsider_and_an_unknown_address_are_told_the_same(district: Area) -> None:
    stranger = make_user()
    for slug in (district.slug, "finns-inte"):
        with pytest.raises(Http404):
            area_or_404(stranger, slug, may=Action.VIEW_AREA)


def test_a_participant_without_the_right_is_told_so(join: Join, district: Area) -> None:
    reader = join(Role.READER, AreaRelationKind.PARTNER)
    assert area_or_404(reader, district.slug, may=Action.VIEW_AREA) == district
    with pytest.raises(PermissionDenied):
        area_or_404(reader, district.slug, may=Action.ASSESS_WEEK)


def test_districts_are_those_that_are_judged(join: Join, district: Area) -> None:
    person = join(Role.COORDINATOR)
    assert list(districts_of(person)) == [district]

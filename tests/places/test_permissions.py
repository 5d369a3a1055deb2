import logging
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from incidents.models import Incident
from places import permissions
from places.models import Area, AreaKind, AreaPart, AreaRelation, AreaRelationKind
from places.permissions import area_or_404, areas_where, asked_once, can, districts_of, visible_fields
from stakeholders.models import Membership, Organisation, Role, User
from stakeholders.policy import Action, Relation, Visibility
from tests.factories import make_area, make_district, make_incident, make_member, make_organisation, make_user
from tests.stakeholders.test_policy import MAY, cells

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
LONG_AGO = date(2020, 1, 1)


def tie(
    organisation: Organisation, area: Area, kind: str = AreaRelationKind.OWN, **overrides: date | None
) -> None:
    values: dict[str, Any] = {"valid_from": LONG_AGO, **overrides}
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
def test_a_person_may_exactly_what_the_table_says(join: Join, district: Area, role: Role) -> None:
    wanted = cells(MAY)
    for relation in (Relation.OWN, Relation.PARTNER):
        person = join(role, relation.value)
        for action in Action:
            assert can(person, action, district) == (relation in wanted[action.value, role.value])


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


def test_a_police_area_joins_districts_for_the_police_and_for_nobody_else(
    demo_district: Area, police: User, coordinator: User, outsider: User
) -> None:
    assert [area.name for area in districts_of(police)] == ["Bromma", "Hässelby-Vällingby"]
    assert [area.name for area in districts_of(coordinator)] == ["Hässelby-Vällingby"]
    assert [area.name for area in districts_of(outsider)] == ["Bromma"]


def test_the_weeks_of_both_demo_districts_can_be_reached(
    demo_district: Area, police: User, outsider: User, client_for: Callable[[User], Client]
) -> None:
    for person, slugs in ((police, ("bromma", "hasselby-vallingby")), (outsider, ("bromma",))):
        for slug in slugs:
            answer = client_for(person).get(reverse("assessments:now", args=[slug]), follow=True)
            assert answer.status_code == 200
            assert answer.content.decode().count('role="radiogroup"') > 5


# --- while it lasts -----------------------------------------------------------------------------------


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


def test_leaving_counts_in_the_next_request(
    join: Join, district: Area, client_for: Callable[[User], Client]
) -> None:
    person = join(Role.COORDINATOR)
    browser, address = client_for(person), reverse("places:area", args=[district.slug])
    assert browser.get(address).status_code == 200
    Membership.objects.filter(user=person).update(valid_to=YESTERDAY)
    assert browser.get(address).status_code == 404


@pytest.mark.parametrize(
    ("begins", "ends", "sees", "judges"),
    [
        (None, None, True, True),
        (TODAY, TODAY, True, True),
        (LONG_AGO, YESTERDAY, False, False),
        (None, YESTERDAY, False, False),
        (TOMORROW, None, False, False),
    ],
)
def test_a_tie_lasts_as_long_as_its_area(
    join: Join, district: Area, begins: date | None, ends: date | None, sees: bool, judges: bool
) -> None:
    person = join(Role.COORDINATOR)
    Area.objects.filter(pk=district.pk).update(valid_from=begins, valid_to=ends)
    assert can(person, Action.VIEW_AREA, district) == sees
    assert can(person, Action.ASSESS_WEEK, district) == judges


def test_after_a_merger_the_successor_reads_the_past_and_judges_the_present(district: Area) -> None:
    Area.objects.filter(pk=district.pk).update(valid_to=YESTERDAY)
    merged = make_area(kind=AreaKind.CITY_DISTRICT, valid_from=TODAY)
    before, after = make_organisation(), make_organisation()
    tie(before, district)
    tie(after, merged, valid_from=TODAY)
    tie(after, district, valid_from=TODAY)
    gone, successor = make_member(Role.COORDINATOR, before), make_member(Role.COORDINATOR, after)
    assert not areas_where(gone, Action.VIEW_AREA).exists()
    assert {district, merged} <= set(areas_where(successor, Action.VIEW_AREA))
    assert not can(successor, Action.ASSESS_WEEK, district)
    assert can(successor, Action.ASSESS_WEEK, merged)


def test_a_tie_from_an_areas_last_day_is_no_succession(district: Area) -> None:
    Area.objects.filter(pk=district.pk).update(valid_to=YESTERDAY)
    organisation = make_organisation()
    tie(organisation, district, valid_from=YESTERDAY)
    assert not can(make_member(Role.COORDINATOR, organisation), Action.VIEW_AREA, district)


def test_a_part_that_moves_stays_readable_with_its_past_and_begins_anew_elsewhere(
    join: Join, district: Area
) -> None:
    neighbour = make_district()
    organisation = make_organisation()
    tie(organisation, neighbour)
    theirs = make_member(Role.COORDINATOR, organisation)
    ours = join(Role.COORDINATOR)
    old = Area.objects.get(parent=district, name="Norra")
    Area.objects.filter(pk=old.pk).update(valid_to=YESTERDAY)
    new = make_area(name="Norra", parent=neighbour, valid_from=TODAY)
    planned = make_area(name="Östra", parent=district, valid_from=TOMORROW)
    assert can(ours, Action.VIEW_AREA, old)
    assert not can(ours, Action.ASSESS_WEEK, old)
    assert not can(ours, Action.VIEW_AREA, new)
    assert can(theirs, Action.ASSESS_WEEK, new)
    assert not can(theirs, Action.VIEW_AREA, old)
    assert not can(ours, Action.VIEW_AREA, planned)


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


def test_several_memberships_add_up_but_do_not_mix(district: Area) -> None:
    elsewhere = make_district("Västra")
    judging, reading = make_organisation(), make_organisation()
    tie(judging, elsewhere)
    tie(reading, district, AreaRelationKind.PARTNER)
    person = make_member(Role.COORDINATOR, judging)
    Membership.objects.create(user=person, organisation=reading, role=Role.READER, valid_from=LONG_AGO)
    assert can(person, Action.VIEW_AREA, district)
    assert can(person, Action.ASSESS_WEEK, elsewhere)
    assert not can(person, Action.ASSESS_WEEK, district)


# --- at the door --------------------------------------------------------------------------------------


def test_an_outsider_and_an_unknown_address_are_told_the_same(district: Area) -> None:
    stranger = make_user()
    for slug in (district.slug, "finns-inte"):
        with pytest.raises(Http404):
            area_or_404(stranger, slug, may=Action.VIEW_AREA)


def test_a_hidden_area_and_an_unknown_address_cost_the_same_questions(
    district: Area, join: Join, django_assert_num_queries: Callable[..., object]
) -> None:
    elsewhere = make_district()
    person = join(Role.COORDINATOR)
    for slug in (elsewhere.slug, "finns-inte"):
        with django_assert_num_queries(2), pytest.raises(Http404):  # type: ignore[attr-defined]
            area_or_404(person, slug, may=Action.ASSESS_WEEK)


def test_a_participant_without_the_right_is_told_so(join: Join, district: Area) -> None:
    reader = join(Role.READER, AreaRelationKind.PARTNER)
    assert area_or_404(reader, district.slug, may=Action.VIEW_AREA) == district
    with pytest.raises(PermissionDenied):
        area_or_404(reader, district.slug, may=Action.ASSESS_WEEK)


def test_an_area_of_another_kind_is_not_there(join: Join, district: Area) -> None:
    person = join(Role.COORDINATOR)
    assert area_or_404(person, district.slug, may=Action.ASSESS_WEEK, kind=AreaKind.CITY_DISTRICT) == district
    with pytest.raises(Http404):
        area_or_404(person, district.slug, may=Action.VIEW_AREA, kind=AreaKind.NEIGHBOURHOOD)


def test_districts_are_those_that_are_judged(join: Join, district: Area) -> None:
    make_area(kind=AreaKind.CITY_DISTRICT, parent=district)  # without stadsdelar: nothing to judge
    person = join(Role.COORDINATOR)
    assert list(districts_of(person)) == [district]


# --- an error means no --------------------------------------------------------------------------------


@pytest.mark.parametrize("broken", ["relations_for", "_held", "_reach", "sees", "reads_free_text"])
def test_an_error_in_the_policy_means_no(
    broken: str,
    join: Join,
    district: Area,
    client_for: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    person = join(Role.ADMIN)
    incident = make_incident(area=district, visibility=Visibility.PUBLIC)
    address = reverse("places:area", args=[district.slug])
    assert client_for(person).get(address).status_code == 200
    assert Incident.objects.visible_to(person).exists()
    assert visible_fields(person, incident)

    def fail(*_words: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(permissions, broken, fail)
    with caplog.at_level(logging.ERROR, logger="places.permissions"):
        asked = [
            not can(person, Action.VIEW_AREA, district),
            client_for(person).get(address).status_code == 404,
            not Incident.objects.visible_to(person).exists(),
            not visible_fields(person, incident),
        ]
    # A fault in what only records need leaves the areas as they were.
    refused = {"sees": [False, False, True, True], "reads_free_text": [False, False, False, True]}
    assert asked == refused.get(broken, [True] * 4)
    assert "the policy failed, which means no" in caplog.text


def test_a_role_nobody_knows_gives_no_rights_and_breaks_no_page(
    join: Join, district: Area, client_for: Callable[[User], Client]
) -> None:
    person = join(Role.ADMIN)
    Membership.objects.filter(user=person).update(role="unheard-of")
    assert not can(person, Action.VIEW_AREA, district)
    assert client_for(person).get(reverse("overview")).status_code == 200


def test_a_database_that_does_not_answer_is_not_passed_over_in_silence(
    join: Join, district: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = join(Role.ADMIN)

    def fail(_user: User) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(permissions, "_held", fail)
    with pytest.raises(DatabaseError):
        can(person, Action.VIEW_AREA, district)


def test_a_page_that_reads_asks_once_what_its_reader_holds(
    client_for: Callable[[User], Client], coordinator: User, demo_district: Area
) -> None:
    client = client_for(coordinator)
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/platser/maltesholmstorget/").status_code == 200
    assert len([row for row in asked.captured_queries if '"places_arearelation"."kind"' in row["sql"]]) == 1


def test_what_a_person_holds_is_asked_anew_outside_such_a_page(
    coordinator: User, demo_district: Area
) -> None:
    with asked_once():
        assert can(coordinator, Action.ASSESS_WEEK, demo_district)
        AreaRelation.objects.all().delete()
        assert can(coordinator, Action.ASSESS_WEEK, demo_district)
    assert not can(coordinator, Action.ASSESS_WEEK, demo_district)

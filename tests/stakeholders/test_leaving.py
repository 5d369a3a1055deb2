"""Comings and goings: what belongs to those who leave, and to whom it goes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from places.models import Area, AreaRelation, AreaRelationKind
from places.permissions import can
from places.services import succeed_area, tie_organisation
from stakeholders.leaving import Departure, fingerprint, leave, preview
from stakeholders.models import AuditEvent, CapabilityLink, Membership, Organisation, Role, User
from stakeholders.policy import Action
from stakeholders.services import invite_person
from tests.factories import make_area, make_district, make_member, make_organisation

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def operator(demo_district: Area) -> Organisation:
    """The demo's transit operator: one tie, one person."""
    return Organisation.objects.get(name="Exempeltrafiken AB")


@pytest.fixture
def driver(operator: Organisation) -> User:
    return User.objects.get(email="trafik@demo.example")


@pytest.fixture
def next_operator(db: None) -> Organisation:
    return make_organisation(name="Nästa trafik AB", org_type="transit_operator")


def carry_out(by: User, departure: Departure) -> None:
    leave(by=by, departure=departure, seen=fingerprint(preview(departure)))


def rows(organisation: Organisation) -> list[tuple[str, date, date | None]]:
    ties = organisation.area_relations.order_by("valid_from", "pk")
    return list(ties.values_list("area__slug", "valid_from", "valid_to"))


def test_everything_is_listed_before_anything_happens(
    admin: User, operator: Organisation, next_operator: Organisation
) -> None:
    invite_person(by=admin, organisation=operator, email="ny@example.org", role=Role.TRANSIT, today=TODAY)
    parts = preview(Departure(operator, TODAY, heir=next_operator, people_follow=True))
    listed = {part.title: [(thing.name, thing.fate) for thing in part.belongings] for part in parts}
    assert set(listed) == {
        "Personer och roller", "Öppna länkar", "Knytningar till områden", "Roller på platser",
    }  # fmt: skip
    assert listed["Personer och roller"][0][0] == "Jonas Exempel, Kollektivtrafik"
    assert "Nästa trafik AB" in listed["Personer och roller"][0][1]
    assert listed["Knytningar till områden"][0][0] == "Hässelby-Vällingby: Deltar i området"
    assert listed["Öppna länkar"][0][1] == "återkallas genast"
    assert rows(operator)[0][2] is None


def test_the_next_operator_takes_over_and_history_stays(
    admin: User, operator: Organisation, next_operator: Organisation, driver: User, demo_district: Area
) -> None:
    invite_person(by=admin, organisation=operator, email="ny@example.org", role=Role.TRANSIT, today=TODAY)
    departure = Departure(operator, TODAY, last_day=NEXT_WEEK, heir=next_operator, people_follow=True)
    carry_out(admin, departure)
    after = NEXT_WEEK + timedelta(days=1)
    [(slug, begun, ended)] = rows(operator)
    assert (slug, ended) == ("hasselby-vallingby", NEXT_WEEK)
    assert begun < TODAY
    assert rows(next_operator) == [("hasselby-vallingby", after, None)]
    held = driver.memberships.order_by("valid_from")
    assert list(held.values_list("organisation", "role", "valid_to")) == [
        (operator.pk, Role.TRANSIT, NEXT_WEEK), (next_operator.pk, Role.TRANSIT, None),
    ]  # fmt: skip
    assert held[1].valid_from == after
    assert not CapabilityLink.objects.open(timezone.now()).exists()
    assert can(driver, Action.VIEW_AREA, demo_district)
    assert {"organisation.left", "tie.ended", "tie.started", "membership.ended", "link.revoked"} <= set(
        AuditEvent.objects.filter(actor=admin).values_list("action", flat=True)
    )


def test_without_a_successor_access_ends_at_once(
    admin: User, operator: Organisation, driver: User, demo_district: Area
) -> None:
    assert can(driver, Action.VIEW_AREA, demo_district)
    carry_out(admin, Departure(operator, TODAY))
    assert not can(driver, Action.VIEW_AREA, demo_district)
    assert driver.memberships.get().valid_to == YESTERDAY
    assert rows(operator)[0][2] == YESTERDAY


def test_what_is_confirmed_is_what_was_read(admin: User, operator: Organisation) -> None:
    departure = Departure(operator, TODAY)
    seen = fingerprint(preview(departure))
    make_member(Role.TRANSIT, operator)
    with pytest.raises(ValidationError, match="ändrades medan du läste"):
        leave(by=admin, departure=departure, seen=seen)
    with pytest.raises(ValidationError, match="ändrades medan du läste"):
        leave(
            by=admin, departure=replace(departure, last_day=NEXT_WEEK), seen=fingerprint(preview(departure))
        )
    assert rows(operator)[0][2] is None


def test_a_confirmation_sent_twice_acts_once(
    admin: User, operator: Organisation, next_operator: Organisation
) -> None:
    departure = Departure(operator, TODAY, heir=next_operator, people_follow=True)
    seen = fingerprint(preview(departure))
    leave(by=admin, departure=departure, seen=seen)
    with pytest.raises(ValidationError):
        leave(by=admin, departure=departure, seen=seen)
    with pytest.raises(ValidationError, match="inget kvar"):
        carry_out(admin, departure)
    assert next_operator.area_relations.count() == next_operator.memberships.count() == 1


def test_a_successor_that_is_no_authority_can_not_answer_for_an_area(
    admin: User, next_operator: Organisation, demo_district: Area
) -> None:
    office = make_organisation(org_type="traffic_office")
    tie_organisation(
        by=admin, organisation=office, area=demo_district, kind=AreaRelationKind.OWN, valid_from=TODAY
    )
    carry_out(admin, Departure(office, TODAY, last_day=NEXT_WEEK, heir=next_operator))
    assert rows(next_operator) == []


def test_an_organisation_let_in_elsewhere_too_does_not_leave_from_here(
    admin: User, operator: Organisation
) -> None:
    elsewhere = make_district("Annan")
    AreaRelation.objects.create(
        organisation=operator, area=elsewhere, kind=AreaRelationKind.PARTNER, valid_from=date(2020, 1, 1)
    )
    with pytest.raises(ValidationError, match="andra sköter"):
        carry_out(admin, Departure(operator, TODAY))
    assert [row[2] for row in rows(operator)] == [None, None]
    assert Membership.objects.current(TODAY).filter(organisation=operator).exists()


def test_a_person_hands_open_links_to_a_colleague(admin: User) -> None:
    organisation = admin.memberships.get().organisation
    colleague = make_member(Role.ADMIN, organisation)
    invite_person(
        by=colleague, organisation=organisation, email="ny@example.org", role=Role.READER, today=TODAY
    )
    carry_out(admin, Departure(organisation, TODAY, person=colleague, heir_person=admin))
    link = CapabilityLink.objects.get()
    assert (link.created_by, link.responsible, link.is_open) == (colleague, admin, True)
    assert colleague.memberships.get().valid_to == YESTERDAY
    assert admin.memberships.get().valid_to is None
    assert rows(organisation)[0][2] is None


def test_a_person_nobody_takes_over_from_leaves_no_open_links(admin: User) -> None:
    organisation = admin.memberships.get().organisation
    colleague = make_member(Role.ADMIN, organisation)
    invite_person(
        by=colleague, organisation=organisation, email="ny@example.org", role=Role.READER, today=TODAY
    )
    carry_out(admin, Departure(organisation, TODAY, person=colleague))
    assert not CapabilityLink.objects.get().is_open


def test_the_last_administrator_does_not_leave(admin: User) -> None:
    organisation = admin.memberships.get().organisation
    with pytest.raises(ValidationError, match="enda administratören"):
        carry_out(admin, Departure(organisation, TODAY, person=admin))
    assert admin.memberships.get().valid_to is None


# --- areas ----------------------------------------------------------------------------------------


def test_rights_follow_a_district_into_the_one_that_succeeds_it(admin: User, operator: Organisation) -> None:
    old = Area.objects.get(slug="hasselby-vallingby")
    new = make_area(kind=old.kind)
    holders = old.relations.count()
    first = TODAY + timedelta(days=1)
    assert succeed_area(by=admin, old=old, new=new, day=first) == holders
    assert succeed_area(by=admin, old=old, new=new, day=first) == 0
    assert [(slug, ended) for slug, _begun, ended in rows(operator)] == [(old.slug, TODAY), (new.slug, None)]
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.valid_to, new.valid_from) == (TODAY, first)
    assert AreaRelation.objects.filter(area=new).count() == holders


def test_an_operator_lets_one_area_follow_another(demo_district: Area) -> None:
    new = make_area(kind=demo_district.kind)
    call_command("succeed_area", demo_district.slug, new.slug, "--from", "2027-01-01")
    demo_district.refresh_from_db()
    assert demo_district.valid_to == date(2026, 12, 31)
    assert new.relations.filter(valid_from=date(2027, 1, 1)).count() == demo_district.relations.count()


@pytest.mark.parametrize(
    ("old", "new", "day", "told"),
    [
        ("finns-inte", "bromma", "2027-01-01", "No area has the address finns-inte"),
        ("bromma", "bromma", "2027-01-01", "can't follow itself"),
        ("hasselby-vallingby", "bromma", "2027-02-30", "is not a day"),
    ],
)
def test_what_cannot_follow_is_told(demo_district: Area, old: str, new: str, day: str, told: str) -> None:
    with pytest.raises(CommandError, match=told):
        call_command("succeed_area", old, new, "--from", day)

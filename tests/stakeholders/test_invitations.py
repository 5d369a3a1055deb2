"""Inviting, accepting, changing and ending: what a person is here, and from when to when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from places.models import Area
from places.permissions import can
from stakeholders.links import LinkRefused, Reason
from stakeholders.models import (
    AUTHORITY_TYPES,
    AuditEvent,
    CapabilityLink,
    Invitation,
    Membership,
    Organisation,
    OrganisationType,
    Role,
    User,
)
from stakeholders.permissions import reads_addresses, roles_in
from stakeholders.policy import Action
from stakeholders.services import (
    accept_as_myself,
    accept_as_new_person,
    add_organisation,
    change_role,
    end_membership,
    invite_person,
    read_invitation,
    renew_invitation,
)
from tests.factories import make_member, make_organisation, make_user

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
NEXT_WEEK = TODAY + timedelta(days=7)
PASSWORD = "ett riktigt långt lösenord"


@pytest.fixture
def administration(db: None) -> Organisation:
    return make_organisation(org_type=OrganisationType.DISTRICT_ADMINISTRATION)


@pytest.fixture
def inviter(administration: Organisation) -> User:
    return make_member(Role.ADMIN, administration)


def invite(
    by: User, organisation: Organisation, email: str = "ny@example.org", role: str = Role.COORDINATOR
) -> str:
    return invite_person(by=by, organisation=organisation, email=email, role=role, today=TODAY).token


def membership_of(user: User) -> Membership:
    return Membership.objects.get(user=user)


# --- what parties and roles there are -------------------------------------------------------------


def test_the_types_are_those_of_the_taxonomy() -> None:
    taxonomy = (
        "district_administration district_council city_executive_office traffic_office education_administration "
        "social_administration parks_and_properties_office environment_and_health culture_and_sports "
        "municipal_housing_company municipal_property_company parking_company local_police police_region "
        "public_transport_authority transit_operator rail_infrastructure private_property_owner "
        "housing_cooperative property_owners_association centre_owner place_organisation business "
        "trade_association school_municipal school_independent civil_society sports_club faith_community "
        "residents_group youth_council pensioners_council disability_council guard_company fire_and_rescue "
        "health_care_region correctional_service customs county_administrative_board neighbour_municipality "
        "university other"
    )
    assert set(taxonomy.split()) | {"municipality"} == set(OrganisationType.values)


@pytest.mark.parametrize("org_type", OrganisationType)
def test_only_authorities_have_roles_that_speak_for_one(org_type: OrganisationType) -> None:
    roles = set(roles_in(Organisation(org_type=org_type)))
    assert bool(roles & {Role.ADMIN, Role.COORDINATOR, Role.DISTRICT_OFFICER}) == (
        org_type in AUTHORITY_TYPES
    )
    assert (Role.POLICE in roles) == (org_type in {"local_police", "police_region"})
    assert Role.READER in roles


@pytest.mark.django_db
def test_addresses_are_read_by_people_at_authorities_only(administration: Organisation) -> None:
    owner = make_member(Role.PROPERTY_OWNER, make_organisation(org_type=OrganisationType.CENTRE_OWNER))
    assert reads_addresses(make_member(Role.READER, administration), TODAY)
    assert not reads_addresses(make_member(Role.READER, administration, valid_to=YESTERDAY), TODAY)
    assert not reads_addresses(owner, TODAY)


@pytest.mark.django_db
def test_an_organisation_is_added_once_and_leaves_a_trail(inviter: User) -> None:
    made = add_organisation(by=inviter, name="  Centrum   AB ", org_type=OrganisationType.CENTRE_OWNER)
    assert made.name == "Centrum AB"
    assert AuditEvent.objects.filter(action="organisation.added", object_id=str(made.pk)).exists()
    with pytest.raises(ValidationError):
        add_organisation(by=inviter, name="Centrum AB", org_type=OrganisationType.OTHER)


# --- invitations ----------------------------------------------------------------------------------


def test_a_new_person_gets_an_account_and_the_role_from_today(
    inviter: User, administration: Organisation
) -> None:
    token = invite(inviter, administration, "  Ny@Example.org ")
    user = accept_as_new_person(token=token, name="Nora Ny", password=PASSWORD, today=TODAY)
    assert (user.email, user.name, user.check_password(PASSWORD)) == ("ny@example.org", "Nora Ny", True)
    held = membership_of(user)
    assert (held.organisation, held.role, held.valid_from, held.valid_to) == (
        administration, Role.COORDINATOR, TODAY, None,
    )  # fmt: skip
    assert Invitation.objects.get().accepted_by == user
    with pytest.raises(LinkRefused) as refused:
        read_invitation(token, reader=user)
    assert refused.value.reason == Reason.USED


def test_a_person_takes_part_for_several_organisations_with_one_account(
    inviter: User, administration: Organisation
) -> None:
    person = make_member(Role.CIVIL_SOCIETY, make_organisation())
    token = invite(inviter, administration, person.email, Role.READER)
    accept_as_myself(token=token, user=person, today=TODAY)
    assert set(person.memberships.values_list("role", flat=True)) == {Role.CIVIL_SOCIETY, Role.READER}


def test_somebody_elses_invitation_can_not_be_accepted(inviter: User, administration: Organisation) -> None:
    token = invite(inviter, administration, make_user().email)
    with pytest.raises(ValidationError, match="annan e-postadress"):
        accept_as_myself(token=token, user=make_user(), today=TODAY)
    assert CapabilityLink.objects.get().used_count == 0


def test_an_address_that_got_an_account_meanwhile_must_sign_in(
    inviter: User, administration: Organisation
) -> None:
    token = invite(inviter, administration)
    person = make_user(email="ny@example.org", password="hans eget lösenord")
    with pytest.raises(ValidationError, match="redan ett konto"):
        accept_as_new_person(token=token, name="En annan", password=PASSWORD, today=TODAY)
    person.refresh_from_db()
    assert person.check_password("hans eget lösenord")
    accept_as_myself(token=token, user=person, today=TODAY)  # the link was not used up
    assert membership_of(person).role == Role.COORDINATOR


def test_inviting_somebody_who_waits_or_is_here_is_refused_by_field(
    inviter: User, administration: Organisation
) -> None:
    invite(inviter, administration)
    here = make_member(Role.READER, administration)
    for email, role, field in (
        ("NY@example.org", Role.READER, "email"),
        (here.email, Role.READER, "email"),
        ("annan@example.org", Role.POLICE, "role"),
        ("inte en adress", Role.READER, "email"),
    ):
        with pytest.raises(ValidationError) as refused:
            invite(inviter, administration, email, role)
        assert list(refused.value.message_dict) == [field]
    assert Invitation.objects.count() == 1
    invite(inviter, administration, here.email, Role.COORDINATOR)  # another role for somebody who is here


def test_a_renewed_invitation_closes_the_old_link(inviter: User, administration: Organisation) -> None:
    old = invite(inviter, administration)
    offer = Invitation.objects.get()
    new = renew_invitation(by=inviter, invitation=offer).token
    with pytest.raises(LinkRefused) as refused:
        read_invitation(old, reader=None)
    assert refused.value.reason == Reason.REVOKED
    accept_as_new_person(token=new, name="Ny", password=PASSWORD, today=TODAY)
    with pytest.raises(ValidationError, match="redan accepterad"):
        renew_invitation(by=inviter, invitation=offer)


def test_after_a_link_has_run_out_the_same_person_can_be_invited_again(
    inviter: User, administration: Organisation
) -> None:
    invite(inviter, administration)
    CapabilityLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    token = invite(inviter, administration, role=Role.READER)
    assert Invitation.objects.count() == 1
    assert read_invitation(token, reader=None).role == Role.READER


@pytest.mark.django_db
def test_the_database_holds_one_open_invitation_to_an_address(administration: Organisation) -> None:
    values = {"email": "ny@example.org", "organisation": administration, "role": Role.READER}
    Invitation.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(**values)


def test_the_trail_holds_no_address_and_no_name(inviter: User, administration: Organisation) -> None:
    accept_as_new_person(
        token=invite(inviter, administration), name="Nora Ny", password=PASSWORD, today=TODAY
    )
    events = AuditEvent.objects.filter(action__regex="^(invitation|user|membership|link)")
    assert {"invitation.made", "invitation.accepted", "user.added", "membership.started"} <= set(
        events.values_list("action", flat=True)
    )
    assert not any("ny@" in str(event.detail) or "Nora" in str(event.detail) for event in events)


# --- changing and ending --------------------------------------------------------------------------


def test_leaving_ends_access_at_once(administration: Organisation, inviter: User, admin: User) -> None:
    district = Area.objects.get(slug="hasselby-vallingby")
    officer = User.objects.get(email="handlaggare@demo.example")
    assert can(officer, Action.VIEW_AREA, district)
    held = membership_of(officer)
    end_membership(by=admin, membership=held, last_day=None, today=TODAY)
    assert not can(officer, Action.VIEW_AREA, district)
    held.refresh_from_db()
    assert held.valid_to == YESTERDAY


def test_a_planned_last_day_is_a_whole_day(inviter: User, administration: Organisation) -> None:
    officer = make_member(Role.DISTRICT_OFFICER, administration)
    end_membership(by=inviter, membership=membership_of(officer), last_day=NEXT_WEEK, today=TODAY)
    assert Membership.objects.current(NEXT_WEEK).filter(user=officer).exists()
    assert not Membership.objects.current(NEXT_WEEK + timedelta(days=1)).filter(user=officer).exists()


def test_what_began_today_and_ends_at_once_goes_and_the_trail_remembers(
    inviter: User, administration: Organisation
) -> None:
    officer = make_member(Role.DISTRICT_OFFICER, administration, valid_from=TODAY)
    held = membership_of(officer)
    end_membership(by=inviter, membership=held, last_day=None, today=TODAY)
    assert not officer.memberships.exists()
    assert AuditEvent.objects.filter(action="membership.withdrawn", object_id=str(held.pk)).count() == 1


def test_another_role_holds_from_today_and_the_old_one_stays_in_history(
    inviter: User, administration: Organisation
) -> None:
    officer = make_member(Role.DISTRICT_OFFICER, administration, valid_to=NEXT_WEEK)
    new = change_role(by=inviter, membership=membership_of(officer), role=Role.COORDINATOR, today=TODAY)
    rows = officer.memberships.order_by("valid_from").values_list("role", "valid_from", "valid_to")
    assert list(rows) == [
        (Role.DISTRICT_OFFICER, date(2020, 1, 1), YESTERDAY), (Role.COORDINATOR, TODAY, NEXT_WEEK),
    ]  # fmt: skip
    back = change_role(by=inviter, membership=new, role=Role.DISTRICT_OFFICER, today=TODAY)
    assert [row.pk for row in officer.memberships.current(TODAY)] == [back.pk]


def test_a_role_the_organisation_can_not_give_is_refused_and_nothing_changes(
    inviter: User, administration: Organisation
) -> None:
    officer = make_member(Role.DISTRICT_OFFICER, administration)
    with pytest.raises(ValidationError):
        change_role(by=inviter, membership=membership_of(officer), role=Role.POLICE, today=TODAY)
    assert membership_of(officer).valid_to is None


def test_the_last_administrator_can_not_be_taken_away(inviter: User, administration: Organisation) -> None:
    held = membership_of(inviter)
    with pytest.raises(ValidationError, match="enda administratören"):
        end_membership(by=inviter, membership=held, last_day=None, today=TODAY)
    with pytest.raises(ValidationError, match="enda administratören"):
        change_role(by=inviter, membership=held, role=Role.READER, today=TODAY)
    make_member(Role.ADMIN, administration)
    end_membership(by=inviter, membership=held, last_day=None, today=TODAY)


def test_the_second_of_two_who_end_the_same_role_is_told(inviter: User, administration: Organisation) -> None:
    held = membership_of(make_member(Role.READER, administration))
    end_membership(by=inviter, membership=held, last_day=None, today=TODAY)
    with pytest.raises(ValidationError, match="Någon annan"):
        end_membership(by=inviter, membership=held, last_day=NEXT_WEEK, today=TODAY)
    with pytest.raises(ValidationError, match="Någon annan"):
        change_role(by=inviter, membership=held, role=Role.COORDINATOR, today=TODAY)
    assert AuditEvent.objects.filter(action="membership.ended").count() == 1


# --- at the same time -----------------------------------------------------------------------------


def at_once(work: "list[object]") -> list[str]:
    """Run callables in threads of their own; 'ok', or the kind of refusal each met."""

    def run(one: object) -> str:
        try:
            one()  # type: ignore[operator]
        except (ValidationError, LinkRefused) as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "ok"

    with ThreadPoolExecutor(len(work)) as pool:
        return sorted(pool.map(run, work))


@pytest.mark.django_db(transaction=True)
def test_two_admins_inviting_the_same_person_at_once_make_one_invitation(admin: User) -> None:
    organisation = membership_of(admin).organisation
    answers = at_once([lambda: invite(admin, organisation, role=Role.READER)] * 4)
    assert answers == ["ValidationError"] * 3 + ["ok"]
    assert (Invitation.objects.count(), CapabilityLink.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_on_accept_makes_one_account_and_one_membership(admin: User) -> None:
    token = invite(admin, membership_of(admin).organisation, role=Role.READER)
    answers = at_once(
        [lambda: accept_as_new_person(token=token, name="Ny", password=PASSWORD, today=TODAY)] * 4
    )
    assert answers == ["LinkRefused"] * 3 + ["ok"]
    assert Membership.objects.filter(user__email="ny@example.org").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_admins_who_end_each_other_leave_one(admin: User) -> None:
    organisation = membership_of(admin).organisation
    other = make_member(Role.ADMIN, organisation)
    held = [membership_of(admin), membership_of(other)]
    answers = at_once(
        [lambda row=row: end_membership(by=admin, membership=row, last_day=None, today=TODAY) for row in held]
    )
    assert answers == ["ValidationError", "ok"]

"""Roles and seats of an organisation that leaves: listed first, then ended, and taken over by its heir."""

from datetime import date, timedelta

from django.utils import timezone

from places.models import Area, GroupMember, Mandate, WorkingGroup
from stakeholders.leaving import Departure, fingerprint, leave, preview
from stakeholders.models import Organisation, User
from tests.factories import make_organisation

TODAY = timezone.localdate()
LAST = TODAY + timedelta(days=7)


def named(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def carry_out(by: User, departure: Departure) -> dict[str, list[tuple[str, str]]]:
    """What was shown before it was done."""
    parts = preview(departure)
    leave(by=by, departure=departure, seen=fingerprint(parts))
    return {part.title: [(thing.name, thing.fate) for thing in part.belongings] for part in parts}


def test_the_next_operator_takes_over_roles_with_their_matters_but_not_the_old_number(
    admin: User, demo_district: Area
) -> None:
    operator, heir = (
        named("Exempeltrafiken AB"),
        make_organisation(name="Nästa trafik AB", org_type="transit_operator"),
    )
    Mandate.objects.filter(organisation=operator).update(contact="växeln 08-123")
    shown = carry_out(admin, Departure(operator, TODAY, last_day=LAST, heir=heir))
    ((name, fate),) = shown["Roller på platser"]
    assert name == "Johannelund tunnelbanestation: sköter"
    assert "Nästa trafik AB" in fate
    old, new = Mandate.objects.get(organisation=operator), Mandate.objects.get(organisation=heir)
    assert (old.valid_to, new.valid_from, new.valid_to) == (LAST, LAST + timedelta(days=1), None)
    assert set(old.matters.all()) == set(new.matters.all())
    assert new.contact == ""


def test_without_an_heir_roles_and_seats_end(admin: User, demo_district: Area) -> None:
    owner = named("Exempelbostäder AB")
    group = WorkingGroup.objects.get(name="Arbetsgrupp Maltesholmstorget")
    GroupMember.objects.create(group=group, organisation=owner, valid_from=date(2024, 1, 1))
    shown = carry_out(admin, Departure(owner, TODAY, last_day=LAST))
    assert len(shown["Roller på platser"]) == 3
    assert shown["Platser i grupper"][0][0] == group.name
    assert set(Mandate.objects.filter(organisation=owner).values_list("valid_to", flat=True)) == {LAST}
    assert GroupMember.objects.get(organisation=owner).valid_to == LAST


def test_a_seat_is_not_doubled_and_a_persons_leave_takes_no_roles(admin: User, demo_district: Area) -> None:
    owner, heir = named("Exempelbostäder AB"), make_organisation(name="Köparen AB")
    group = WorkingGroup.objects.get(name="Arbetsgrupp Maltesholmstorget")
    for organisation in (owner, heir):
        GroupMember.objects.create(group=group, organisation=organisation, valid_from=date(2024, 1, 1))
    person = User.objects.get(email="fastighet@demo.example")
    titles = {part.title for part in preview(Departure(owner, TODAY, person=person))}
    assert not titles & {"Roller på platser", "Platser i grupper"}
    carry_out(admin, Departure(owner, TODAY, last_day=LAST, heir=heir))
    assert GroupMember.objects.filter(group=group, organisation=heir).count() == 1


def test_a_power_by_law_goes_only_to_the_same_kind_of_authority(admin: User, demo_district: Area) -> None:
    police = named("Lokalpolisområde Vällingby")
    office = make_organisation(name="Annan myndighet", org_type="municipality")
    parts = {part.title: part for part in preview(Departure(police, TODAY, last_day=LAST, heir=office))}
    assert "avslutas" in parts["Roller på platser"].belongings[0].fate
    other = make_organisation(name="Nytt lokalpolisområde", org_type="local_police")
    parts = {part.title: part for part in preview(Departure(police, TODAY, last_day=LAST, heir=other))}
    assert "Nytt lokalpolisområde" in parts["Roller på platser"].belongings[0].fate

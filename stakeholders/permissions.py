"""What people may be and read, as far as organisations alone decide it."""

from datetime import date

from stakeholders.models import AUTHORITY_TYPES, POLICE_TYPES, Membership, Organisation, Role, User

# A role that speaks for an authority is held for one: nobody becomes police in a housing company.
AUTHORITY_ROLES = frozenset({Role.ADMIN, Role.COORDINATOR, Role.POLICE, Role.DISTRICT_OFFICER})


def roles_in(organisation: Organisation) -> list[Role]:
    """Return the roles a person may have in the organisation, in their customary order."""
    if organisation.org_type in POLICE_TYPES:
        return [Role.ADMIN, Role.POLICE, Role.REPORTER, Role.READER]
    if organisation.is_authority:
        return [role for role in Role if role is not Role.POLICE]
    return [role for role in Role if role not in AUTHORITY_ROLES]


def reads_addresses(user: User, day: date) -> bool:
    """Say whether the person may read others' e-mail addresses: those who work at an authority may."""
    return (
        user.is_active
        and Membership.objects.current(day)
        .filter(user=user, organisation__org_type__in=AUTHORITY_TYPES)
        .exists()
    )

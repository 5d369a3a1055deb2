"""Changes of organisations, people and what they are here."""

from datetime import date, timedelta
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from stakeholders.audit import record
from stakeholders.links import Issued, LinkRefused, Reason, find_link, issue_link, redeem, revoke_link
from stakeholders.models import (
    CapabilityLink,
    Invitation,
    LinkPurpose,
    Membership,
    Organisation,
    Role,
    User,
)
from stakeholders.permissions import roles_in


def lock(organisation: Organisation) -> Organisation:
    """Wait for others who change who takes part for the organisation, and return it as it is now."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


@transaction.atomic
def add_organisation(*, by: User, name: str, org_type: str) -> Organisation:
    """Write down a new party.  ValidationError if one of that name exists."""
    organisation = Organisation(name=" ".join(name.split()), org_type=org_type)
    organisation.full_clean()
    organisation.save()
    record(by, "organisation.added", organisation, type=org_type)
    return organisation


# --- periods --------------------------------------------------------------------------------------


class Dated(Protocol):
    """A row that holds between two days, both inclusive; `valid_to` None means until further notice."""

    valid_from: date
    valid_to: date | None


def last_whole_day(last_day: date | None, today: date) -> date:
    """Return the last day of something that ends: yesterday for None, which means at once.

    Days are whole, and rights are asked for by day, so what ends now must not hold today.
    """
    return today - timedelta(days=1) if last_day is None else last_day


@transaction.atomic
def close_period(*, by: User | None, row: models.Model, last: date, noun: str) -> None:
    """End a dated row; one that would never have held for a whole day goes, and the trail remembers it."""
    starts, ends = row.valid_from, row.valid_to  # type: ignore[attr-defined]
    if starts > last:
        record(by, f"{noun}.withdrawn", row, valid_from=starts.isoformat())
        row.delete()
    elif ends is None or ends > last:
        row.valid_to = last  # type: ignore[attr-defined]
        row.full_clean()
        row.save()
        record(by, f"{noun}.ended", row, valid_to=last.isoformat())


# --- memberships ----------------------------------------------------------------------------------


@transaction.atomic
def start_membership(
    *, by: User, user: User, organisation: Organisation, role: str, first: date, last: date | None = None
) -> Membership:
    """Let a person take part for the organisation, which the caller has locked.

    Already having the role then changes nothing.  ValidationError for a role the organisation can't give.
    """
    if role not in roles_in(organisation):
        raise ValidationError(
            {"role": _("Rollen %(role)s går inte att ha i %(organisation)s.")
             % {"role": Role(role).label, "organisation": organisation}}
        )  # fmt: skip
    held = organisation.memberships.ahead(first).filter(user=user, role=role).first()
    if held is not None and held.valid_from <= first:
        return held
    membership = Membership(user=user, organisation=organisation, role=role, valid_from=first, valid_to=last)
    membership.full_clean()
    membership.save()
    record(by, "membership.started", membership, organisation=organisation.pk, role=str(role))
    return membership


@transaction.atomic
def change_role(*, by: User, membership: Membership, role: str, today: date) -> Membership:
    """Give the person another role from today; the old one stays in the history up to yesterday.

    ValidationError if somebody else changed it meanwhile, or if the organisation can't do without it.
    """
    organisation = lock(membership.organisation)
    held = _still_held(membership, today)
    if role == held.role:
        return held
    _keep_an_admin(held, today)
    last = held.valid_to
    close_period(by=by, row=held, last=last_whole_day(None, today), noun="membership")
    return start_membership(
        by=by,
        user=held.user,
        organisation=organisation,
        role=role,
        first=max(today, held.valid_from),
        last=last,
    )


@transaction.atomic
def end_membership(*, by: User, membership: Membership, last_day: date | None, today: date) -> None:
    """End a person's part for the organisation after `last_day`; None ends it at once.

    ValidationError if it has ended already, or if the organisation can't do without the person.
    """
    lock(membership.organisation)
    held = _still_held(membership, today)
    _keep_an_admin(held, today)
    close_period(by=by, row=held, last=last_whole_day(last_day, today), noun="membership")


def _still_held(membership: Membership, today: date) -> Membership:
    held = (
        Membership.objects.ahead(today)
        .select_related("user", "organisation")
        .filter(pk=membership.pk)
        .first()
    )
    if held is None:
        raise ValidationError(
            _("Någon annan har redan ändrat eller avslutat rollen. Inget mer ändrades."), code="changed"
        )
    return held


def _keep_an_admin(leaving: Membership, today: date) -> None:
    others = Membership.objects.current(today).filter(
        organisation=leaving.organisation, role=Role.ADMIN, user__is_active=True, valid_to__isnull=True
    ).exclude(user=leaving.user)  # fmt: skip
    if leaving.role == Role.ADMIN and not others.exists():
        raise ValidationError(
            _("%(name)s är den enda administratören i %(organisation)s. Utse en till först.")
            % {"name": leaving.user, "organisation": leaving.organisation},
            code="last_admin",
        )


# --- invitations ----------------------------------------------------------------------------------


@transaction.atomic
def invite_person(*, by: User, organisation: Organisation, email: str, role: str, today: date) -> Issued:
    """Offer a person a role in the organisation; the caller sends the link that is returned.

    Inviting again after a link has expired or been revoked uses the same row.  ValidationError, by
    field, for somebody who has the role or an open invitation, or a role the organisation can't give.
    """
    organisation = lock(organisation)
    address = email.strip().lower()
    if role not in roles_in(organisation):
        raise ValidationError({"role": _("Välj en roll som finns i listan.")})
    if organisation.memberships.ahead(today).filter(user__email=address, role=role).exists():
        raise ValidationError({"email": _("Personen har redan den rollen i organisationen.")})
    invitation = Invitation.objects.filter(
        email=address, organisation=organisation, accepted_at__isnull=True
    ).first() or Invitation(email=address, organisation=organisation)
    if invitation.pk and CapabilityLink.objects.about(invitation).open(timezone.now()).exists():
        raise ValidationError(
            {"email": _("Personen är redan inbjuden. Skicka inbjudan igen eller återkalla den först.")}
        )
    invitation.role = role
    invitation.invited_by = by
    invitation.full_clean()
    invitation.save()
    record(by, "invitation.made", invitation, organisation=organisation.pk, role=str(role))
    return _link_to(invitation, by)


@transaction.atomic
def renew_invitation(*, by: User, invitation: Invitation) -> Issued:
    """Close the invitation's old link and return a new one.  ValidationError if it is accepted."""
    lock(invitation.organisation)
    invitation = Invitation.objects.select_related("organisation").get(pk=invitation.pk)
    if invitation.accepted_at is not None:
        raise ValidationError(
            _("Inbjudan är redan accepterad, så inget nytt brev skickades."), code="accepted"
        )
    for link in CapabilityLink.objects.about(invitation).open(timezone.now()):
        revoke_link(by=by, link=link)
    return _link_to(invitation, by)


def _link_to(invitation: Invitation, by: User) -> Issued:
    return issue_link(
        by=by, purpose=LinkPurpose.INVITATION, target=invitation, organisation=invitation.organisation
    )


@sensitive_variables("token")
def read_invitation(token: str, *, reader: User | None) -> Invitation:
    """Return the invitation a link opens, changing nothing.  LinkRefused if it opens nothing."""
    link = find_link(token, LinkPurpose.INVITATION, reader=reader)
    invitation = (
        Invitation.objects.select_related("organisation", "invited_by")
        .filter(pk=link.object_id, accepted_at__isnull=True)
        .first()
    )
    if invitation is None:
        raise LinkRefused(Reason.USED)
    return invitation


def account_of(invitation: Invitation) -> User | None:
    """Return the account that the invited address belongs to, if there is one."""
    return User.objects.filter(email=invitation.email).first()


@transaction.atomic
@sensitive_variables("token", "password")
def accept_as_new_person(*, token: str, name: str, password: str, today: date) -> User:
    """Make the invited person's account and let them in; the link is used up.

    LinkRefused if the link opens nothing; ValidationError if the address got an account meanwhile.
    """
    invitation = read_invitation(token, reader=None)
    organisation = lock(invitation.organisation)
    redeem(token, LinkPurpose.INVITATION, reader=None)
    if account_of(invitation) is not None:
        raise ValidationError(
            _("Adressen har redan ett konto. Logga in för att tacka ja."), code="has_account"
        )
    user = User.objects.create_user(invitation.email, password, name=name)
    record(user, "user.added", user)
    _accept(invitation, organisation, user, today)
    return user


@transaction.atomic
@sensitive_variables("token")
def accept_as_myself(*, token: str, user: User, today: date) -> Membership:
    """Add the invited role to the account of the person who is signed in; the link is used up.

    LinkRefused if the link opens nothing; ValidationError if the invitation is somebody else's.
    """
    invitation = read_invitation(token, reader=user)
    if invitation.email != user.email:
        raise ValidationError(
            _("Inbjudan gäller en annan e-postadress än den du är inloggad med."), code="not_yours"
        )
    organisation = lock(invitation.organisation)
    redeem(token, LinkPurpose.INVITATION, reader=user)
    return _accept(invitation, organisation, user, today)


def _accept(invitation: Invitation, organisation: Organisation, user: User, today: date) -> Membership:
    invitation.accepted_by = user
    invitation.accepted_at = timezone.now()
    invitation.full_clean()
    invitation.save()
    record(user, "invitation.accepted", invitation)
    return start_membership(by=user, user=user, organisation=organisation, role=invitation.role, first=today)

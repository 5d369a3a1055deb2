"""Comings and goings: what belongs to somebody who leaves, and handing it to whoever comes after.

Each room says what of its own belongs to them and how it is handed over, by registering a `Room` from
its AppConfig.  The pages show the lists of all rooms; `leave` carries them out, in one transaction.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from platssamverkan.core.swedish import day as swedish_day
from stakeholders.audit import record
from stakeholders.links import revoke_link
from stakeholders.models import CapabilityLink, Membership, Organisation, Role, User
from stakeholders.permissions import roles_in
from stakeholders.querysets import CapabilityLinkQuerySet, MembershipQuerySet
from stakeholders.services import close_period, last_whole_day, lock, start_membership


@dataclass(frozen=True, slots=True)
class Departure:
    """Who leaves, when, and who comes after.

    Without `person` the whole organisation leaves, and `heir` is another organisation; with one, that
    person leaves the organisation, and `heir_person` is a colleague there.
    """

    organisation: Organisation
    today: date
    last_day: date | None = None  # None: at once
    person: User | None = None
    heir: Organisation | None = None
    heir_person: User | None = None
    people_follow: bool = False  # to the heir, in the same roles

    @property
    def last(self) -> date:
        """The last whole day on which they take part."""
        return last_whole_day(self.last_day, self.today)

    @property
    def first_after(self) -> date:
        """The day the heir begins."""
        return self.last + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Belonging:
    """One thing that belongs to those who leave, and what will become of it."""

    key: str  # names the row as the trail does, "stakeholders.membership:12"
    name: str
    fate: str


@dataclass(frozen=True, slots=True)
class Room:
    """What one room has to settle when somebody leaves."""

    title: str | Promise
    belongings: Callable[[Departure], list[Belonging]]
    hand_over: Callable[[Departure, User], None]


@dataclass(frozen=True, slots=True)
class Part:
    """One room's list, for the page."""

    title: str
    belongings: tuple[Belonging, ...]


_rooms: list[Room] = []


def register(room: Room) -> None:
    """Add a room's list; called once for each, from its AppConfig."""
    _rooms.append(room)


def preview(departure: Departure) -> list[Part]:
    """Return what leaving would do, room by room; rooms without anything of theirs are left out."""
    parts = [Part(str(room.title), tuple(room.belongings(departure))) for room in _rooms]
    return [part for part in parts if part.belongings]


def fingerprint(parts: list[Part]) -> str:
    """Return a digest of exactly these lists, so that what is confirmed is what was read."""
    lines = [f"{thing.key} {thing.fate}" for part in parts for thing in part.belongings]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@transaction.atomic
def leave(*, by: User, departure: Departure, seen: str) -> None:
    """End what the leavers have here and give it to the heir, exactly as it was shown.

    ValidationError if the lists are no longer those of the fingerprint `seen`, or if a person leaves
    an organisation without an administrator.
    """
    for organisation in sorted(filter(None, (departure.organisation, departure.heir)), key=lambda o: o.pk):
        lock(organisation)
    parts = preview(departure)
    if fingerprint(parts) != seen:
        raise ValidationError(
            _("Något ändrades medan du läste. Inget är gjort än. Läs listan igen innan du bekräftar."),
            code="changed",
        )
    if not parts:
        raise ValidationError(_("Det finns inget kvar att avsluta eller lämna över."), code="nothing")
    if departure.person is not None:
        _leave_an_admin(departure, departure.person)
    for room in _rooms:
        room.hand_over(departure, by)
    record(
        by,
        "organisation.person_left" if departure.person else "organisation.left",
        departure.organisation,
        last_day=departure.last.isoformat(),
        successor=departure.heir.pk if departure.heir else None,
    )


def _leave_an_admin(departure: Departure, person: User) -> None:
    admins = Membership.objects.ahead(departure.first_after).filter(
        organisation=departure.organisation, role=Role.ADMIN, user__is_active=True
    )
    if admins.filter(user=person).exists() and not admins.exclude(user=person).exists():
        raise ValidationError(
            _("%(name)s är den enda administratören i %(organisation)s. Utse en till först.")
            % {"name": person, "organisation": departure.organisation},
            code="last_admin",
        )


# --- this room's own lists ------------------------------------------------------------------------


def _memberships(departure: Departure) -> MembershipQuerySet:
    held = Membership.objects.ahead(departure.first_after).filter(organisation=departure.organisation)
    if departure.person is not None:
        held = held.filter(user=departure.person)
    return held.select_related("user", "organisation").order_by("user__name", "role", "pk")


def _follows(departure: Departure, membership: Membership) -> Organisation | None:
    """Return the heir whom the person goes on to, if the person does."""
    heir = departure.heir
    return heir if heir and departure.people_follow and membership.role in roles_in(heir) else None


def _membership_list(departure: Departure) -> list[Belonging]:
    things = []
    for row in _memberships(departure):
        heir = _follows(departure, row)
        fate = _("avslutas, sista dag %(day)s") % {"day": swedish_day(departure.last)}
        if heir is not None:
            fate = _("går vidare till %(heir)s från %(day)s") % {
                "heir": heir, "day": swedish_day(departure.first_after),
            }  # fmt: skip
        things.append(Belonging(_key(row), f"{row.user}, {row.get_role_display()}", fate))
    return things


def _hand_over_memberships(departure: Departure, by: User) -> None:
    for row in _memberships(departure):
        heir, user, role = _follows(departure, row), row.user, row.role
        first, last = max(departure.first_after, row.valid_from), row.valid_to
        close_period(by=by, row=row, last=departure.last, noun="membership")
        if heir is not None:
            start_membership(by=by, user=user, organisation=heir, role=role, first=first, last=last)


def _links(departure: Departure) -> CapabilityLinkQuerySet:
    links = CapabilityLink.objects.open(timezone.now()).filter(organisation=departure.organisation)
    return links.filter(responsible=departure.person) if departure.person else links


def _link_list(departure: Departure) -> list[Belonging]:
    """A link speaks for the organisation, so it ends with it; a colleague can take over a person's."""
    fate = _("återkallas genast")
    if departure.heir_person is not None:
        fate = _("%(name)s tar över") % {"name": departure.heir_person}
    return [
        Belonging(
            _key(link),
            _("%(purpose)s, gäller till %(day)s")
            % {
                "purpose": link.get_purpose_display(),
                "day": swedish_day(timezone.localtime(link.expires_at).date()),
            },
            fate,
        )
        for link in _links(departure)
    ]


def _hand_over_links(departure: Departure, by: User) -> None:
    for link in _links(departure):
        if departure.heir_person is None:
            revoke_link(by=by, link=link)
        else:
            link.responsible = departure.heir_person
            link.save(update_fields=["responsible"])
            record(by, "link.handed_over", link, purpose=link.purpose)


def _key(row: Membership | CapabilityLink) -> str:
    return f"{row._meta.label_lower}:{row.pk}"


MEMBERSHIPS = Room(gettext_lazy("Personer och roller"), _membership_list, _hand_over_memberships)
LINKS = Room(gettext_lazy("Öppna länkar"), _link_list, _hand_over_links)

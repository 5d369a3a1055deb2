"""Vem ansvarar här?  The mandate card of a place, and who to turn to about a kind of problem.

Who answers is worked out from where the place lies, the matter, and the routing rules, which are rows.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from places.models import Area, Mandate, MandateKind, Matter, Place, RoutingRule
from places.place_permissions import areas_of
from stakeholders.audit import record
from stakeholders.models import Organisation, User


@dataclass(frozen=True, slots=True)
class Role:
    """A mandate on a card: held for the place itself, or through an area the place lies in."""

    mandate: Mandate
    through: Area | None
    matters: tuple[Matter, ...]  # empty: for everything

    @property
    def organisation(self) -> Organisation:
        return self.mandate.organisation


@dataclass(frozen=True, slots=True)
class CardPart:
    """The roles of one kind, the place's own before those of its areas."""

    kind: MandateKind
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whom to turn to about a matter: the first to call, and who comes next if they can't."""

    matter: Matter
    roles: tuple[Role, ...]

    @property
    def first(self) -> Role | None:
        return self.roles[0] if self.roles else None

    @property
    def others(self) -> tuple[Role, ...]:
        return self.roles[1:]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything the mandate card of a place says on one day."""

    day: date
    parts: tuple[CardPart, ...]
    answers: tuple[Answer, ...]

    def answer(self, code: str) -> Answer | None:
        """The answer for a matter's code."""
        return next((answer for answer in self.answers if answer.matter.code == code), None)


def mandate_card(place: Place, day: date) -> Card:
    """Read the card of a place: five queries, however many roles."""
    roles = _roles(place, day)
    parts = [
        CardPart(kind, tuple(role for role in roles if role.mandate.kind == kind)) for kind in MandateKind
    ]
    rules = RoutingRule.objects.filter(Q(place_kind="") | Q(place_kind=place.kind))
    matters = Matter.objects.prefetch_related(Prefetch("rules", rules.order_by("step"), to_attr="steps"))
    return Card(
        day,
        tuple(part for part in parts if part.roles),
        tuple(Answer(matter, route(matter, _applying(matter.steps, place), roles)) for matter in matters),
    )


def who_answers(place: Place, matter: Matter, day: date) -> Answer:
    """Return whom to turn to about the matter at the place on the day."""
    rules = matter.rules.filter(Q(place_kind="") | Q(place_kind=place.kind)).order_by("step")
    return Answer(matter, route(matter, _applying(list(rules), place), _roles(place, day)))


def route(matter: Matter, rules: Collection[RoutingRule], roles: Collection[Role]) -> tuple[Role, ...]:
    """Put the roles that answer for the matter in the order the rules say; each organisation once.

    Within a step: who is named for this very matter, then who is nearest (the place before its areas,
    a small area before a large one), as `roles` are ordered.
    """
    answering: dict[int, Role] = {}
    for rule in sorted(rules, key=lambda rule: rule.step):
        fitting = [
            role
            for role in roles
            if role.mandate.kind == rule.kind
            and (not rule.org_type or role.organisation.org_type == rule.org_type)
            and (not role.matters or matter in role.matters)
        ]
        for role in sorted(fitting, key=lambda role: matter not in role.matters):
            answering.setdefault(role.organisation.pk, role)
    return tuple(answering.values())


def _applying(rules: Collection[RoutingRule], place: Place) -> list[RoutingRule]:
    """Rules for the place's own kind replace the general ones."""
    special = [rule for rule in rules if rule.place_kind == place.kind]
    return special or list(rules)


def _roles(place: Place, day: date) -> list[Role]:
    """Every role held at the place that day, the place's own first, then by area, the smallest first."""
    areas = areas_of(place)
    nearness = {area.pk: number for number, area in enumerate(areas, start=1)}
    by_key = {area.pk: area for area in areas}
    found = (
        Mandate.objects.on(day)
        .filter(Q(place=place) | Q(area__in=nearness))
        .select_related("organisation")
        .prefetch_related("matters")
    )
    roles = [
        Role(mandate, by_key.get(mandate.area_id or 0), tuple(mandate.matters.all())) for mandate in found
    ]
    return sorted(
        roles, key=lambda role: (nearness.get(role.mandate.area_id or 0, 0), role.organisation.name)
    )


@transaction.atomic
def add_mandate(
    *,
    by: User,
    organisation: Organisation,
    kind: str,
    basis: str,
    valid_from: date,
    place: Place | None = None,
    area: Area | None = None,
    matters: Collection[Matter] = (),
    legal_basis: str = "",
    limits: str = "",
    contact: str = "",
    source: str = "",
    valid_to: date | None = None,
    guard_reason: str = "",
) -> Mandate:
    """Write down a role at a place or in an area.  ValidationError if its days are turned round."""
    mandate = Mandate(
        organisation=organisation,
        place=place,
        area=area,
        kind=kind,
        basis=basis,
        legal_basis=legal_basis,
        limits=limits,
        contact=contact,
        source=source,
        valid_from=valid_from,
        valid_to=valid_to,
        guard_reason=guard_reason,
    )
    mandate.full_clean()
    mandate.save()
    mandate.matters.set(matters)
    record(by, "mandate.added", mandate, kind=str(kind), organisation=organisation.pk)
    return mandate


@transaction.atomic
def end_mandate(*, by: User, mandate: Mandate, last_day: date) -> None:
    """Let a role end with that day.  ValidationError if it had not begun or has ended before."""
    locked = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if locked.valid_to is not None and locked.valid_to <= last_day:
        raise ValidationError(_("Rollen har redan en sista dag som är tidigare."))
    locked.valid_to = last_day
    locked.full_clean()
    locked.save(update_fields=["valid_to"])
    record(by, "mandate.ended", locked, last_day=last_day.isoformat())

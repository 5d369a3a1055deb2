"""Who is signed in, and which district the navigation leads to: for the head of every page."""

from django import template
from django.utils import timezone

from places.models import Area
from places.querysets import AreaQuerySet
from stakeholders.models import Membership, Role, User
from stakeholders.policy import Action, relations_for

register = template.Library()


def _roles(user: User) -> set[str]:
    """The person's roles today; asked once for the page, whose head needs them more than once."""
    known: set[str] | None = getattr(user, "_roles_today", None)
    if known is None:
        held = Membership.objects.current(timezone.localdate()).filter(user=user)
        known = set(held.values_list("role", flat=True))
        user._roles_today = known  # type: ignore[attr-defined]
    return known


@register.simple_tag
def my_standing(user: User) -> str:
    """Return the person's roles today, 'Samordnare' or 'Polis, Läsare'; empty without any."""
    held = _roles(user)
    return ", ".join(str(role.label) for role in Role if role in held)


@register.simple_tag
def my_roles_may(user: User, action: str) -> bool:
    """Say whether any of the person's roles may do the action anywhere: for what the menu offers, no more."""
    known = (role for role in Role if role in _roles(user))  # a role nobody knows gives nothing
    return any(relations_for(role, Action(action)) for role in known)


@register.simple_tag
def my_place(district: Area | str, districts: AreaQuerySet) -> Area | None:
    """Return the page's own district, or else the first of the reader's; asks only when it must."""
    return district if isinstance(district, Area) else districts.defer("geometry").first()

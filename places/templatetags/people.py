"""Who is signed in, and which district the navigation leads to: for the head of every page."""

from django import template
from django.utils import timezone

from places.models import Area
from places.querysets import AreaQuerySet
from stakeholders.models import Membership, Role, User

register = template.Library()


@register.simple_tag
def my_standing(user: User) -> str:
    """Return the person's roles today, 'Samordnare' or 'Polis, Läsare'; empty without any."""
    held = set(
        Membership.objects.current(timezone.localdate()).filter(user=user).values_list("role", flat=True)
    )
    return ", ".join(str(role.label) for role in Role if role in held)


@register.simple_tag
def my_place(district: Area | str, districts: AreaQuerySet) -> Area | None:
    """Return the page's own district, or else the first of the reader's; asks only when it must."""
    return district if isinstance(district, Area) else districts.defer("geometry").first()

"""For whom a person speaks when a week is judged, and who can answer for what is to be done."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from assessments.models import Party
from places.models import Area, AreaRelation
from places.permissions import grounds_at
from stakeholders.models import POLICE_TYPES, Membership, Organisation, User
from stakeholders.policy import Action
from stakeholders.querysets import valid_on


def party_of(user: User, district: Area) -> Party | None:
    """Return the party the person speaks for in the district, or None if they don't judge its weeks.

    Police organisations speak for the police, everyone else who may judge a week for the municipality's
    side.  Somebody with a role on both sides speaks for the municipality, never for both: nobody agrees
    with themselves.
    """
    keys = {ground.organisation for ground in grounds_at(user, Action.ASSESS_WEEK, district.pk)}
    if not keys:
        return None
    types = Organisation.objects.filter(pk__in=keys).values_list("org_type", flat=True)
    return Party.POLICE if all(kind in POLICE_TYPES for kind in types) else Party.MUNICIPALITY


def owners_in(district: Area) -> QuerySet[Organisation]:
    """Return the organisations that can answer for a plan: those that take part in the district today."""
    day = timezone.localdate()
    here = AreaRelation.objects.filter(
        valid_on(day),
        Q(area=district) | Q(area__parent=district) | Q(area__parts__part=district),
    )
    return Organisation.objects.filter(pk__in=here.values("organisation")).order_by("name")


def judges_of(district: Area) -> list[User]:
    """Return those who judge the district's weeks today, by name: whom a closed week is sent to."""
    day = timezone.localdate()
    members = Membership.objects.current(day).filter(
        organisation__in=owners_in(district), user__is_active=True
    )
    people = User.objects.filter(pk__in=members.values("user")).order_by("name", "pk")
    return [person for person in people if party_of(person, district) is not None]

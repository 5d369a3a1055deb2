"""For whom a person speaks when a week is judged, and who can answer for what is to be done."""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils import timezone

from assessments.models import Party
from places.models import Area, AreaRelation
from places.permissions import grounds, grounds_at
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


def parties_of(user: User, districts: Collection[int]) -> dict[int, Party]:
    """Return, by the district's key, the party the person speaks for; as `party_of`, but for many at once.

    At most four queries, however many the districts.
    """
    held = grounds(user, Action.ASSESS_WEEK)
    if not held:
        return {}
    police = set(
        Organisation.objects.filter(
            pk__in={ground.organisation for ground in held}, org_type__in=POLICE_TYPES
        ).values_list("pk", flat=True)
    )
    found: dict[int, Party] = {}
    for party in (Party.POLICE, Party.MUNICIPALITY):  # the second wins: nobody speaks for both
        roots = {g.area for g in held if (g.organisation in police) == (party is Party.POLICE)}
        if roots:
            reached = Area.objects.within(roots).valid_on(timezone.localdate()).filter(pk__in=districts)
            found |= dict.fromkeys(reached.values_list("pk", flat=True), party)
    return found

"""Who sees and who changes problems, measures and plans."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from measures.models import ActionPlan, Measure, Problem, Status
from places.models import Area, AreaRelation, Place
from places.permissions import areas_where, can, grounds_at
from places.place_permissions import places_seen_by
from places.querysets import AreaQuerySet
from stakeholders.models import Organisation, User
from stakeholders.policy import Action
from stakeholders.querysets import valid_on

# What anyone who manages measures may write down; the rest is for the owner and whoever leads the work.
FOLLOWING = frozenset({Status.PLANNED, Status.ONGOING, Status.PAUSED, Status.EVALUATED})


def owns(user: User, measure: Measure) -> bool:
    """Say whether the person speaks for the organisation that owns the measure, where it is done."""
    return any(
        ground.organisation == measure.owner_id
        for ground in grounds_at(user, Action.CARRY_OUT_MEASURES, measure.area_id)
    )


def leads(user: User, area: Area) -> bool:
    """Say whether the person decides about everyone's measures and plans in the area."""
    return can(user, Action.LEAD_MEASURES, area)


def manages(user: User, area: Area) -> bool:
    """Say whether the person keeps problems, measures and plans in the area."""
    return can(user, Action.MANAGE_MEASURES, area)


def may_move(user: User, measure: Measure, to: Status) -> bool:
    """Say whether the person may give the measure that status.

    The owner and whoever leads the work may give it any.  Others who manage measures write down how it
    goes, but neither decide, refuse, finish, break off nor hand over what is somebody else's (DOMAIN.md T10).
    """
    if owns(user, measure) or leads(user, measure.area):
        return True
    return to in FOLLOWING and manages(user, measure.area)


def may_edit(user: User, measure: Measure) -> bool:
    """Say whether the person may change what the measure says."""
    return owns(user, measure) or manages(user, measure.area)


def measure_or_404(user: User, pk: int, *, editing: bool = False) -> Measure:
    """Fetch a measure; Http404 where it is not shared with the person, PermissionDenied to change it."""
    found = (
        Measure.objects.visible_to(user)
        .filter(pk=pk)
        .select_related("area", "place", "owner")
        .defer("area__geometry", "place__geometry")
        .first()
    )
    if found is None:
        raise Http404
    if editing and not may_edit(user, found):
        raise PermissionDenied
    return found


def problem_or_404(user: User, pk: int, *, editing: bool = False) -> Problem:
    """Fetch a problem; Http404 where it is not shared with the person, PermissionDenied to change it."""
    found = (
        Problem.objects.visible_to(user)
        .filter(pk=pk)
        .select_related("area", "place", "owner")
        .defer("area__geometry", "place__geometry")
        .first()
    )
    if found is None:
        raise Http404
    if editing and not manages(user, found.area):
        raise PermissionDenied
    return found


def plan_or_404(user: User, pk: int, *, editing: bool = False) -> ActionPlan:
    """Fetch a plan; Http404 where it is not shared with the person, PermissionDenied to change it."""
    found = (
        ActionPlan.objects.visible_to(user)
        .filter(pk=pk)
        .select_related("area", "place", "owner", "replaces", "replaced_by")
        .defer("area__geometry", "place__geometry")
        .first()
    )
    if found is None:
        raise Http404
    if editing and not leads(user, found.area):
        raise PermissionDenied
    return found


def require_manager(user: User, action: Action = Action.MANAGE_MEASURES) -> None:
    """Http404 for somebody who sees no area, PermissionDenied for one without the right anywhere."""
    if not areas_where(user, Action.VIEW_AREA).exists():
        raise Http404
    if not areas_where(user, action).exists():
        raise PermissionDenied


def workable_areas(user: User, action: Action = Action.MANAGE_MEASURES) -> AreaQuerySet:
    """Return the districts and their parts in which the person has the right, districts first."""
    kinds = ("municipality", "city_district", "neighbourhood")
    return (
        areas_where(user, action)
        .valid_on(timezone.localdate())
        .filter(kind__in=kinds)
        .defer("geometry")
        .order_by("kind", "parent__name", "position", "name")
    )


def workable_places(user: User) -> QuerySet[Place]:
    """Return the places in the areas where the person manages measures, by name."""
    return (
        places_seen_by(user)
        .filter(areas__in=areas_where(user, Action.MANAGE_MEASURES).values("pk"))
        .distinct()
        .defer("geometry")
        .order_by("name")
    )


def possible_owners(areas: AreaQuerySet) -> QuerySet[Organisation]:
    """Return the organisations that take part today in one of the areas or above them, by name."""
    day = timezone.localdate()
    here = AreaRelation.objects.filter(valid_on(day)).filter(area__in=_around(areas).values("pk"))
    return Organisation.objects.filter(pk__in=here.values("organisation")).order_by("name")


def _around(areas: AreaQuerySet) -> AreaQuerySet:
    """The areas, what holds them in the tree, and the police areas they are parts of."""
    ids = set(areas.values_list("pk", flat=True))
    ids |= set(Area.objects.filter(children__in=ids).values_list("pk", flat=True))
    ids |= set(Area.objects.filter(parts__part__in=ids).values_list("pk", flat=True))
    return Area.objects.filter(pk__in=ids)


def takes_part(organisation: Organisation, area: Area) -> bool:
    """Say whether the organisation takes part today where the area lies."""
    return possible_owners(Area.objects.filter(pk=area.pk)).filter(pk=organisation.pk).exists()

"""May this person …?  Works out a person's relation to an area and asks the policy table."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils import timezone

from places.models import Area, AreaKind, AreaRelation
from places.querysets import AreaQuerySet
from stakeholders.models import Role, User
from stakeholders.policy import Action, Relation, relations_for
from stakeholders.querysets import valid_on


def standings(user: User) -> dict[int, set[tuple[Role, Relation]]]:
    """Return, by area id, every (role, relation) the person holds today through an organisation.

    Only the areas an organisation is tied to directly; `AreaQuerySet.within` widens them.
    """
    if not user.is_active:
        return {}
    day = timezone.localdate()
    rows = (
        # One filter call: the membership that is in force must be this person's own.
        AreaRelation.objects.filter(
            valid_on(day), valid_on(day, "organisation__memberships__"), organisation__memberships__user=user
        ).values_list("area", "organisation__memberships__role", "kind")
    )
    found: dict[int, set[tuple[Role, Relation]]] = {}
    for area, role, kind in rows:
        found.setdefault(area, set()).add((Role(role), Relation(kind)))
    return found


def areas_where(user: User, action: Action) -> AreaQuerySet:
    """Return the areas in which the person may do the action: the one source of every `visible_to`.

    A right to an area holds for what lies below it in the tree; a right to a police area holds for
    the districts it is made up of, so that police see every district of their lokalpolisområde.
    """
    roots = [
        area
        for area, held in standings(user).items()
        if any(relation in relations_for(role, action) for role, relation in held)
    ]
    return Area.objects.within(roots)


def can(user: User, action: Action, area: Area) -> bool:
    """Say whether the person may do the action in the area."""
    return areas_where(user, action).filter(pk=area.pk).exists()


def area_or_404(user: User, slug: str, *, may: Action, kind: str | None = None) -> Area:
    """Fetch an area for a person who may do the action there.

    Http404 for an unknown address and for an outsider alike, so that nobody learns what exists;
    PermissionDenied for a participant who lacks this one right.
    """
    area = (
        areas_where(user, Action.VIEW_AREA)
        .filter(slug=slug, **({"kind": kind} if kind else {}))
        .select_related("parent")
        .defer("geometry", "parent__geometry")
        .first()
    )
    if area is None:
        raise Http404
    if may is not Action.VIEW_AREA and not can(user, may, area):
        raise PermissionDenied
    return area


def districts_of(user: User) -> AreaQuerySet:
    """The districts whose weeks the person may follow, by name."""
    judged = Area.objects.filter(kind=AreaKind.NEIGHBOURHOOD, parent=OuterRef("pk"))
    return (
        areas_where(user, Action.VIEW_AREA)
        .filter(Exists(judged), kind=AreaKind.CITY_DISTRICT)
        .defer("geometry")
        .order_by("name")
    )

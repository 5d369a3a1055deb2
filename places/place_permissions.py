"""Who sees places and what is said of them, and who keeps them: a place is as open as its areas."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from places.models import Area, Designation, DesignationKind, Place
from places.permissions import areas_where
from places.place_querysets import DesignationQuerySet, PlaceQuerySet
from places.querysets import AreaQuerySet
from stakeholders.models import POLICE_TYPES, Membership, User
from stakeholders.policy import Action


def places_seen_by(user: User) -> PlaceQuerySet:
    """Return the places that lie in an area the person may see."""
    return Place.objects.in_areas(areas_where(user, Action.VIEW_AREA))


def designations_seen_by(user: User) -> DesignationQuerySet:
    """Return what is said of the areas the person may see, of places in them and of territories there."""
    return Designation.objects.in_areas(areas_where(user, Action.VIEW_AREA))


def keepable_areas(user: User) -> AreaQuerySet:
    """Return the areas in which the person may put places on the map."""
    return areas_where(user, Action.KEEP_PLACES).defer("geometry").order_by("kind", "position", "name")


def keeps(user: User, place: Place) -> bool:
    """Say whether the person may change the place and what is said of it."""
    return place.areas.filter(pk__in=areas_where(user, Action.KEEP_PLACES).values("pk")).exists()


def place_or_404(user: User, slug: str, *, keeping: bool = False) -> Place:
    """Fetch a place; Http404 for an outsider, PermissionDenied for a participant who may not change it."""
    place = places_seen_by(user).filter(slug=slug).first()
    if place is None:
        raise Http404
    if keeping and not keeps(user, place):
        raise PermissionDenied
    return place


def require_keeper(user: User) -> None:
    """Http404 for somebody who sees no area, PermissionDenied for one who keeps no places."""
    if not areas_where(user, Action.VIEW_AREA).exists():
        raise Http404
    if not areas_where(user, Action.KEEP_PLACES).exists():
        raise PermissionDenied


def designation_kinds_for(user: User) -> list[DesignationKind]:
    """Return the kinds the person may register: only police decide on a security zone."""
    held = Membership.objects.current(timezone.localdate()).filter(user=user, user__is_active=True)
    is_police = held.filter(organisation__org_type__in=POLICE_TYPES).exists()
    return [kind for kind in DesignationKind if is_police or kind is not DesignationKind.SECURITY_ZONE]


def areas_of(place: Place) -> list[Area]:
    """Return the areas the place lies in, the smallest kind first."""
    order = {kind: number for number, kind in enumerate(_FROM_SMALL)}
    areas = place.areas.defer("geometry").order_by("name")
    return sorted(areas, key=lambda area: (order.get(area.kind, len(order)), area.name))


_FROM_SMALL = (
    "city_base_area",
    "neighbourhood",
    "survey_area",
    "city_district",
    "municipality",
    "local_police_area",
    "police_region",
)

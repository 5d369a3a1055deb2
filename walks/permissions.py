"""Who sees a walk, who plans it, who writes on it, and who answers for what was seen."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from places.models import Area
from places.permissions import areas_where, can, grounds_at
from stakeholders.models import Organisation, User
from stakeholders.policy import Action
from walks.models import Observation, Photo, Walk
from walks.querysets import WalkQuerySet


def walks_seen_by(user: User) -> WalkQuerySet:
    """Return the walks in areas the person may see."""
    return Walk.objects.filter(area__in=areas_where(user, Action.VIEW_AREA).values("pk"))


def walks_in(user: User, area: Area) -> WalkQuerySet:
    """Return the walks the person sees in the area and in what lies below it."""
    return walks_seen_by(user).filter(area__in=Area.objects.within([area.pk]).values("pk"))


def walk_or_404(user: User, pk: int, *, may: Action = Action.VIEW_AREA) -> Walk:
    """Fetch a walk; Http404 for an outsider, PermissionDenied for a participant without this right."""
    walk = (
        walks_seen_by(user)
        .select_related("area", "organiser", "repeats")
        .defer("area__geometry")
        .filter(pk=pk)
        .first()
    )
    if walk is None:
        raise Http404
    if may is not Action.VIEW_AREA and not can(user, may, walk.area):
        raise PermissionDenied
    return walk


def acts_for(user: User, walk: Walk) -> Organisation | None:
    """Return the organisation the person writes for on the walk, or None who writes for none."""
    held = grounds_at(user, Action.RECORD_WALKS, walk.area_id)
    return Organisation.objects.filter(pk=held[0].organisation).first() if held else None


def may_decide(user: User, observation: Observation) -> bool:
    """Say whether the person decides: planners do, and those who act for the responsible organisation."""
    area = observation.walk.area_id
    if grounds_at(user, Action.PLAN_WALKS, area):
        return True
    own = {ground.organisation for ground in grounds_at(user, Action.RECORD_WALKS, area)}
    return observation.responsible_id in own


def observation_or_404(user: User, pk: int, *, deciding: bool = False) -> Observation:
    """Fetch an observation of a walk the person sees; with `deciding` PermissionDenied unless they decide."""
    observation = (
        Observation.objects.filter(pk=pk, walk__in=walks_seen_by(user).values("pk"))
        .select_related("walk__area", "category", "stop", "responsible", "earlier")
        .defer("walk__area__geometry")
        .first()
    )
    if observation is None:
        raise Http404
    if deciding and not may_decide(user, observation):
        raise PermissionDenied
    return observation


def photo_or_404(user: User, public_id: UUID) -> Photo:
    """Fetch a picture of a walk the person sees."""
    photo = (
        Photo.objects.filter(public_id=public_id, observation__walk__in=walks_seen_by(user).values("pk"))
        .select_related("observation__category", "observation__walk__area")
        .defer("observation__walk__area__geometry")
        .first()
    )
    if photo is None:
        raise Http404
    return photo

"""Who sees the joint work around places and in areas, and who keeps its pages.

A collaboration is as open as its place or area.  A programme is for its partners, and for those who see
one of its places or areas; what is only part of a programme is as open as the programme.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from places.models import (
    Agreement,
    Area,
    CitizenPromise,
    PlaceCollaboration,
    Programme,
    Theme,
    WorkingGroup,
)
from places.permissions import areas_where, can, grounds
from places.place_permissions import keeps, places_seen_by
from stakeholders.models import Organisation, User
from stakeholders.policy import Action


def programmes_seen_by(user: User) -> QuerySet[Programme]:
    """Return the programmes of the person's own organisations, and those with a collaboration where they see."""
    own = {ground.organisation for ground in grounds(user, Action.VIEW_AREA)}
    local = PlaceCollaboration.objects.filter(_local(user), programme__isnull=False)
    return Programme.objects.filter(
        Q(pk__in=Programme.objects.filter(partners__in=own).values("pk"))
        | Q(pk__in=local.values("programme"))
    )


def _local(user: User) -> Q:
    """Match collaborations around a place or in an area that the person sees."""
    return Q(place__in=places_seen_by(user).values("pk")) | Q(
        area__in=areas_where(user, Action.VIEW_AREA).values("pk")
    )


def collaborations_seen_by(user: User) -> QuerySet[PlaceCollaboration]:
    """Return the collaborations of places and areas the person sees, and those of programmes alone."""
    only_programme = Q(
        place__isnull=True, area__isnull=True, programme__in=programmes_seen_by(user).values("pk")
    )
    return PlaceCollaboration.objects.filter(_local(user) | only_programme)


def keeps_programme(user: User, programme: Programme) -> bool:
    """Say whether the person keeps places for one of the programme's partners."""
    own = {ground.organisation for ground in grounds(user, Action.KEEP_PLACES)}
    return programme.partners.filter(pk__in=own).exists()


def keeps_collaboration(user: User, work: PlaceCollaboration) -> bool:
    """Say whether the person may change the collaboration and what belongs to it."""
    if work.place is not None:
        return keeps(user, work.place)
    if work.area is not None:
        return can(user, Action.KEEP_PLACES, work.area)
    return work.programme is not None and keeps_programme(user, work.programme)


def keeps_group(user: User, group: WorkingGroup) -> bool:
    """Say whether the person may change the group, its seats and its meetings."""
    if group.collaboration is not None:
        return keeps_collaboration(user, group.collaboration)
    return group.area is not None and can(user, Action.KEEP_PLACES, group.area)


def own_organisations(user: User) -> QuerySet[Organisation]:
    """Return the organisations for which the person keeps places."""
    own = {ground.organisation for ground in grounds(user, Action.KEEP_PLACES)}
    return Organisation.objects.filter(pk__in=own)


def programme_or_404(user: User, pk: int, *, keeping: bool = False) -> Programme:
    """Fetch a programme; Http404 for an outsider, PermissionDenied for one who may not change it."""
    programme = programmes_seen_by(user).filter(pk=pk).first()
    if programme is None:
        raise Http404
    if keeping and not keeps_programme(user, programme):
        raise PermissionDenied
    return programme


def collaboration_or_404(user: User, pk: int, *, keeping: bool = False) -> PlaceCollaboration:
    """Fetch a collaboration; Http404 for an outsider, PermissionDenied for one who may not change it."""
    found = collaborations_seen_by(user).select_related("place", "area", "programme")
    work = found.defer("place__geometry", "area__geometry").filter(pk=pk).first()
    if work is None:
        raise Http404
    if keeping and not keeps_collaboration(user, work):
        raise PermissionDenied
    return work


def group_or_404(user: User, pk: int, *, keeping: bool = False) -> WorkingGroup:
    """Fetch a group; Http404 for an outsider, PermissionDenied for one who may not change it."""
    seen = Q(collaboration__in=collaborations_seen_by(user).values("pk")) | Q(
        area__in=areas_where(user, Action.VIEW_AREA).values("pk")
    )
    related = ("collaboration__place", "collaboration__area", "collaboration__programme", "area", "leader")
    group = WorkingGroup.objects.filter(seen, pk=pk).select_related(*related, "theme", "parent").first()
    if group is None:
        raise Http404
    if keeping and not keeps_group(user, group):
        raise PermissionDenied
    return group


def _kept(user: User, area: Area) -> None:
    if not areas_where(user, Action.VIEW_AREA).filter(pk=area.pk).exists():
        raise Http404
    if not can(user, Action.KEEP_PLACES, area):
        raise PermissionDenied


def theme_to_keep(user: User, pk: int) -> Theme:
    """Fetch a theme for somebody who may change it; Http404 or PermissionDenied otherwise."""
    theme = Theme.objects.select_related("area").defer("area__geometry").filter(pk=pk).first()
    if theme is None:
        raise Http404
    _kept(user, theme.area)
    return theme


def agreement_to_keep(user: User, pk: int) -> Agreement:
    """Fetch an agreement for somebody who may change it; Http404 or PermissionDenied otherwise."""
    agreement = Agreement.objects.select_related("area").defer("area__geometry").filter(pk=pk).first()
    if agreement is None:
        raise Http404
    _kept(user, agreement.area)
    return agreement


def promise_to_keep(user: User, pk: int) -> CitizenPromise:
    """Fetch a promise for somebody who may change it; Http404 or PermissionDenied otherwise."""
    promise = CitizenPromise.objects.select_related("area").defer("area__geometry").filter(pk=pk).first()
    if promise is None:
        raise Http404
    _kept(user, promise.area)
    return promise

"""Which organisations a person sees, and which they look after: ties and policy read together."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils import timezone

from places.models import Area, AreaRelation
from places.permissions import areas_where, grounds
from stakeholders.models import CapabilityLink, Membership, Organisation, Role, User
from stakeholders.policy import Action, Relation, relations_for
from stakeholders.querysets import valid_on

Organisations = QuerySet[Organisation]


def organisations_seen_by(user: User) -> Organisations:
    """Return the organisations that share an area with the person, and those the person looks after.

    An area is shared with those who are tied to it, to a part of it or to something that holds it.
    """
    day = timezone.localdate()
    seen = areas_where(user, Action.VIEW_AREA).values("pk")
    shared = Area.objects.filter(
        Q(pk__in=seen)
        | Q(children__in=seen)
        | Q(children__children__in=seen)
        | Q(parts__part__in=seen)
        | Q(parts__part__children__in=seen)
    )
    here = AreaRelation.objects.filter(valid_on(day), area__in=shared.values("pk"))
    own = Membership.objects.current(day).filter(user=user, user__is_active=True)
    return Organisation.objects.filter(
        Q(pk__in=here.values("organisation"))
        | Q(pk__in=own.values("organisation"))
        | Q(pk__in=organisations_managed_by(user).values("pk"))
    )


def organisations_managed_by(user: User) -> Organisations:
    """Return the organisations whose people the person may invite, change and take leave of.

    An administrator looks after the own organisation.  One that has no administrator of its own is
    looked after where it first took part: by the administrators of the area of its first tie that
    lasts (of its first one, when none does).  So nobody gets a hold on an organisation, or on the
    areas it is let into elsewhere, by tying it to an area of their own.
    """
    day = timezone.localdate()
    own = {ground.organisation for ground in grounds(user, Action.MANAGE_PARTIES)}
    mine = areas_where(user, Action.MANAGE_PARTIES).values("pk")
    ties = AreaRelation.objects.filter(organisation=OuterRef("pk"))
    lasting = ties.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day)).order_by("pk").values("area")[:1]
    first = ties.order_by("pk").values("area")[:1]
    return (
        Organisation.objects.annotate(home=Subquery(lasting), first_home=Subquery(first))
        .filter(
            Q(pk__in=own)
            | (
                ~_has_own_administrator(day)
                & (Q(home__in=mine) | Q(home__isnull=True, first_home__in=mine))
            )
        )
    )  # fmt: skip


def _has_own_administrator(day: date) -> Q:
    """Match organisations in which somebody may look after parties, as the policy has it."""
    people = Membership.objects.current(day).filter(organisation=OuterRef("pk"), user__is_active=True)
    ties = AreaRelation.objects.filter(valid_on(day), organisation=OuterRef("pk"))
    found = Q(pk__in=[])
    for role in Role:
        relations: frozenset[Relation] = relations_for(role, Action.MANAGE_PARTIES)
        if relations:
            found |= Q(Exists(people.filter(role=role)), Exists(ties.filter(kind__in=relations)))
    return found


def areas_to_tie(user: User) -> QuerySet[Area]:
    """Return the areas into which the person may let organisations, by kind and name."""
    return areas_where(user, Action.MANAGE_PARTIES).defer("geometry").order_by("kind", "position", "name")


def require_manager(user: User) -> None:
    """Http404 for somebody without any part here, PermissionDenied for one who looks after no area."""
    if not organisations_seen_by(user).exists():
        raise Http404
    if not areas_to_tie(user).exists():
        raise PermissionDenied


def organisation_or_404(user: User, pk: int, *, managing: bool = False) -> Organisation:
    """Fetch an organisation the person sees; with `managing` PermissionDenied unless they look after it."""
    organisation = organisations_seen_by(user).filter(pk=pk).first()
    if organisation is None:
        raise Http404
    if managing and not organisations_managed_by(user).filter(pk=pk).exists():
        raise PermissionDenied
    return organisation


def membership_or_404(user: User, pk: int) -> Membership:
    """Fetch a membership in an organisation that the person looks after."""
    membership = Membership.objects.select_related("user", "organisation").filter(pk=pk).first()
    if membership is None:
        raise Http404
    organisation_or_404(user, membership.organisation_id, managing=True)
    return membership


def link_or_404(user: User, pk: int) -> CapabilityLink:
    """Fetch a link of an organisation that the person looks after."""
    link = CapabilityLink.objects.select_related("organisation").filter(pk=pk).first()
    if link is None:
        raise Http404
    organisation_or_404(user, link.organisation_id, managing=True)
    return link


def tie_or_404(user: User, pk: int) -> AreaRelation:
    """Fetch a tie to an area that the person looks after."""
    tie = AreaRelation.objects.select_related("organisation", "area").filter(pk=pk).first()
    if tie is None:
        raise Http404
    organisation_or_404(user, tie.organisation_id)
    if not areas_to_tie(user).filter(pk=tie.area_id).exists():
        raise PermissionDenied
    return tie


def ties_of(organisation: Organisation) -> QuerySet[AreaRelation]:
    """Return every tie of the organisation, those that last first."""
    return (
        organisation.area_relations.select_related("area")
        .defer("area__geometry")
        .order_by(F("valid_to").desc(nulls_first=True), "area__name", "pk")
    )


def ties_elsewhere(user: User, organisation: Organisation) -> QuerySet[AreaRelation]:
    """Return the organisation's lasting ties to areas that others look after.

    While there are any, it can't be taken leave of as a whole: only out of the person's own areas.
    """
    day = timezone.localdate()
    lasting = ties_of(organisation).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    return lasting.exclude(area__in=areas_where(user, Action.MANAGE_PARTIES).values("pk"))

"""May this person …?  Works out a person's relation to an area or a record and asks the policy tables.

Everything rests on `grounds`.  What it doesn't find is forbidden, and an error means no.
"""

import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, ClassVar, ParamSpec, Protocol, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, models
from django.db.models import Exists, F, OuterRef, Q
from django.http import Http404
from django.utils import timezone

from places.models import Area, AreaKind, AreaRelation
from places.querysets import AreaQuerySet
from stakeholders.models import Role, User
from stakeholders.policy import (
    ONLY_WHILE_IN_FORCE,
    Action,
    Relation,
    Visibility,
    reads_free_text,
    relations_for,
    sees,
)
from stakeholders.querysets import valid_on

log = logging.getLogger("places.permissions")
P = ParamSpec("P")
T = TypeVar("T")


def _failing_means(nothing: Callable[[], T]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Answer an error with `nothing`, and log it: a fault in the policy must not let anyone in."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                return function(*args, **kwargs)
            except DatabaseError:  # nothing is shown without it, and the page must say what is wrong
                raise
            except Exception:
                log.exception("the policy failed, which means no")
                return nothing()

        return guarded

    return decorate


class Record(Protocol):
    """A row that is shared: where, whose, with whom, and the action that it takes to see such rows."""

    area_id: int
    owner_id: int | None
    visibility: str
    viewed_with: ClassVar[Action]
    _meta: ClassVar[Any]


@dataclass(frozen=True, slots=True)
class Ground:
    """Why somebody may: a role held for an organisation that stands so to an area.  Numbers are keys."""

    membership: int
    tie: int
    organisation: int
    area: int
    role: Role
    relation: Relation


@_failing_means(list[Ground])
def grounds(user: User, action: Action) -> list[Ground]:
    """Return the grounds on which the person may do the action today, one for each tie to an area.

    Only the areas an organisation is tied to directly; `AreaQuerySet.within` widens them.  A tie ends
    with its area, unless it was made afterwards: so a successor takes over what is history.
    """
    return [ground for ground in _held(user) if ground.relation in relations_for(ground.role, action)]


# What each person was found to hold while one page is read; None where nothing is remembered.
_remembered: ContextVar[dict[int, list[Ground]] | None] = ContextVar("remembered", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Ask for a person's roles and ties only once within the block, which must change none of them."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def _held(user: User) -> list[Ground]:
    """Every role the person holds today, paired with every tie of its organisation."""
    if not user.is_active:
        return []
    remembered = _remembered.get()
    if remembered is None:
        return _asked(user)
    if user.pk not in remembered:
        remembered[user.pk] = _asked(user)
    return remembered[user.pk]


def _asked(user: User) -> list[Ground]:
    day = timezone.localdate()
    rows = (
        # One filter call: the membership that is in force must be this person's own.
        AreaRelation.objects.filter(
            valid_on(day), valid_on(day, "organisation__memberships__"), organisation__memberships__user=user
        )
        .filter(
            Q(area__valid_to__isnull=True)
            | Q(area__valid_to__gte=day)
            | Q(valid_from__gt=F("area__valid_to"))
        )
        .order_by("pk", "organisation__memberships__pk")
        .values_list(
            "organisation__memberships__pk",
            "pk",
            "organisation",
            "area",
            "organisation__memberships__role",
            "kind",
        )
    )
    return [
        Ground(membership, tie, organisation, area, Role(role), Relation(kind))
        for membership, tie, organisation, area, role, kind in rows
    ]


@_failing_means(Area.objects.none)
def areas_where(user: User, action: Action) -> AreaQuerySet:
    """Return the areas in which the person may do the action: the one source of every `visible_to`.

    A right to an area holds for what lies below it in the tree; a right to a police area holds for
    the districts it is made up of, so that police see every district of their lokalpolisområde.
    An area that has not begun gives no rights yet; one that has ended can be read, not changed.
    """
    return _reach(action, {ground.area for ground in grounds(user, action)})


def _reach(action: Action, roots: Collection[int]) -> AreaQuerySet:
    day = timezone.localdate()
    areas = Area.objects.within(roots)
    return areas.valid_on(day) if action in ONLY_WHILE_IN_FORCE else areas.begun(day)


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


# --- records ------------------------------------------------------------------------------------------


@_failing_means(lambda: Q(pk__in=[]))
def seen_by(user: User, action: Action) -> Q:
    """Match the records (`area`, `owner`, `visibility`) that the person sees, among those the action is for."""
    levels: dict[tuple[int | None, frozenset[int]], list[Visibility]] = {}
    held = grounds(user, action)
    for level in Visibility:
        shared = frozenset(ground.area for ground in held if sees(ground.role, ground.relation, level))
        levels.setdefault((None, shared), []).append(level)
        for organisation in {ground.organisation for ground in held}:
            kept = frozenset(
                ground.area
                for ground in held
                if ground.organisation == organisation and sees(ground.role, Relation.KEEPER, level)
            )
            levels.setdefault((organisation, kept), []).append(level)
    seen = Q(pk__in=[])
    for (owner, roots), shared_as in levels.items():
        if roots:
            owned = Q() if owner is None else Q(owner=owner)
            seen |= owned & Q(visibility__in=shared_as, area__in=_reach(action, roots).values("pk"))
    return seen


@_failing_means(list[Ground])
def grounds_at(user: User, action: Action, area_id: int) -> list[Ground]:
    """Return the grounds on which the person may do the action in this very area."""
    return [
        ground
        for ground in grounds(user, action)
        if _reach(action, {ground.area}).filter(pk=area_id).exists()
    ]


@_failing_means(list[tuple[Ground, Relation]])
def grounds_for(user: User, record: Record) -> list[tuple[Ground, Relation]]:
    """Return the grounds on which the person sees the record, each with the relation that counts there."""
    level = Visibility(record.visibility)
    found = []
    for ground in grounds_at(user, record.viewed_with, record.area_id):
        relations = [ground.relation]
        if record.owner_id == ground.organisation:
            relations.append(Relation.KEEPER)
        found += [(ground, relation) for relation in relations if sees(ground.role, relation, level)]
    return found


@_failing_means(frozenset[str])
def visible_fields(user: User, record: Record) -> frozenset[str]:
    """Return the names of the record's fields that the person may see; none where the row is hidden.

    Free text is every text without fixed choices, so that a new field is guarded from its first day.
    """
    found = grounds_for(user, record)
    if not found:
        return frozenset()
    reads = any(reads_free_text(ground.role, relation) for ground, relation in found)
    return frozenset(
        field.name for field in record._meta.concrete_fields if reads or not _is_free_text(field)
    )


def _is_free_text(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, models.CharField | models.TextField) and not (
        field.choices or isinstance(field, models.SlugField)
    )

"""Reading the trail: what happened to a row, when, and who did it."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from platssamverkan.core.swedish import NBSP, short_day
from stakeholders.models import AuditEvent, User
from stakeholders.trail_models import TrailEvent

# Transaction numbers begin anew when a database is restored elsewhere, so the time must agree as well.
SAME_TRANSACTION = timedelta(hours=1)

SNAPSHOT = "snapshot"  # a row that was there when the trail began: where its history starts, not a change


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One sentence of a record's history."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One version of a record, and the one before it; None where there was none, or is none any more."""

    at: datetime
    actor: User | None  # None: the system itself, or somebody at the database
    before: TrailEvent | None
    after: TrailEvent | None


def changes(
    model: type[models.Model], *, of: Callable[[TrailEvent], Hashable], **where: object
) -> list[Change]:
    """Return what happened to the model's rows that match `where`, the latest first.

    `of` says which versions belong to the same thing: for an assessment the area and week, because a
    level that was taken back and given anew is another row but the same story.
    """
    kept = cast(type[TrailEvent], model.pgh_event_model)  # type: ignore[attr-defined]
    events = list(kept.objects.filter(**where).order_by("pgh_created_at", "pgh_id"))
    actors = _actors(events)
    last: dict[Hashable, TrailEvent | None] = {}
    found = []
    for event in events:
        after = None if event.pgh_label == "delete" else event
        if event.pgh_label != SNAPSHOT:
            found.append(Change(event.pgh_created_at, actors.get(event.pk), last.get(of(event)), after))
        last[of(event)] = after
    return found[::-1]


def _actors(events: list[TrailEvent]) -> dict[int, User]:
    """Return, by event, who acted: the request's user, or the one the transaction's own record names."""
    asked = {event.pk: (event.pgh_context or {}).get("user") for event in events}
    silent = {event.pgh_transaction for event in events if asked[event.pk] is None}
    recorded: dict[int, list[AuditEvent]] = {}
    for row in AuditEvent.objects.filter(transaction__in=silent, actor__isnull=False):
        recorded.setdefault(cast(int, row.transaction), []).append(row)
    for event in events:
        for row in recorded.get(event.pgh_transaction, []) if asked[event.pk] is None else []:
            if abs(row.at - event.pgh_created_at) < SAME_TRANSACTION:
                asked[event.pk] = row.actor_id
    people = User.objects.in_bulk({pk for pk in asked.values() if pk is not None})
    return {event: people[pk] for event, pk in asked.items() if pk in people}


def moment_words(at: datetime) -> str:
    """'12 nov 2023 kl. 10.12', in Swedish time."""
    here = timezone.localtime(at)
    return _("%(day)s %(year)d kl.%(space)s%(time)s") % {
        "day": short_day(here),
        "year": here.year,
        "space": NBSP,
        "time": f"{here:%H.%M}",
    }

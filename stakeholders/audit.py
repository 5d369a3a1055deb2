"""Writing the trail: who did what, in the same transaction as the deed itself.

What a row looked like before and after is kept by the database (`trail_models`); here stands who acted.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pghistory
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from psycopg.pq import TransactionStatus

from stakeholders.models import AuditEvent, User


def record(by: User | None, action: str, obj: models.Model, **detail: object) -> AuditEvent:
    """Write down that `by` (None: the system itself) did `action`, a 'noun.verb', to `obj`.

    `detail` holds facts such as a week or a level, never free text and never anything about a person.
    Whatever else the transaction changes is attributed to `by`, unless a request says otherwise.
    """
    return AuditEvent.objects.create(
        actor=by, action=action, object_type=obj._meta.label_lower, object_id=str(obj.pk), detail=detail
    )


def record_view(by: User, obj: models.Model) -> AuditEvent:
    """Write down that the person opened `obj`: 'incident.viewed'.  For security, never to measure work."""
    return record(by, f"{obj._meta.model_name}.viewed", obj)


@contextmanager
def acting(by: User | None) -> Iterator[None]:
    """Attribute what the block changes to the person, in whatever way it is changed.

    Requests have it from ActorMiddleware; it is for commands and tasks that work on somebody's behalf.
    Inside another such block it holds until its own end, and then the outer one holds again.
    """
    with pghistory.context() as current:
        outer = dict(current.metadata)
        current.metadata["user"] = by.pk if by else None
        try:
            yield
        finally:
            current.metadata.clear()
            current.metadata.update(outer)
            if not outer:
                _forget_actor()


def _forget_actor() -> None:
    """Take the name off the transaction: pghistory leaves it there until the end, for others' changes too."""
    raw = connection.connection
    if raw is not None and raw.info.transaction_status == TransactionStatus.INTRANS:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pghistory.context_metadata', '', true)")


class ActorMiddleware:
    """Attribute every change of a request to the person who is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting(request.user if request.user.is_authenticated else None):
            return self.get_response(request)

"""The trail: every change leaves one row, in the same transaction as the change itself."""

from django.db import models

from stakeholders.models import AuditEvent, User


def record(by: User | None, action: str, obj: models.Model, **detail: object) -> AuditEvent:
    """Write down that `by` (None: the system itself) did `action`, a 'noun.verb', to `obj`.

    `detail` holds facts such as a week or a level, never free text and never anything about a person.
    """
    return AuditEvent.objects.create(
        actor=by, action=action, object_type=obj._meta.label_lower, object_id=str(obj.pk), detail=detail
    )

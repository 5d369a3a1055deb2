"""The room's bell: beat rings it once a day."""

from celery import shared_task
from django.utils import timezone, translation

from incidents.sensitive import freeze_due


@shared_task
def freeze_sensitive_counts() -> None:
    """Count the sensitive kinds of tertials that are settled; harmless when it has been done."""
    with translation.override("sv"):
        freeze_due(timezone.now())

"""The bell of the week's letters: beat rings it on Monday mornings, more than once in case the mail is down."""

from celery import shared_task
from django.utils import timezone, translation

from measures.digest import send_digests as send


@shared_task
def send_digests() -> None:
    """Send the week's letters; harmless when they have been sent."""
    with translation.override("sv"):
        send(timezone.localdate())

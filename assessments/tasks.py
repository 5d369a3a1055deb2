"""The bell of the week's reminders: beat rings it every hour, and each letter goes out once."""

from celery import shared_task
from django.utils import timezone, translation

from assessments.reminders import send_reminders as send


@shared_task
def send_reminders() -> None:
    """Send the reminders that are due; harmless when they have been sent."""
    with translation.override("sv"):
        send(timezone.localtime())

"""Beat's evening round."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def clear_sessions() -> None:
    """Remove sessions that have ended, and with them forms that nobody came back to send."""
    call_command("clearsessions")

"""The bells.  A task takes an id; what happens is in services."""

from celery import shared_task
from django.utils import translation

from reports import services


@shared_task
def build_report(job_id: int) -> None:
    """Build one ordered report; harmless when it is already built or being built."""
    with translation.override("sv"):
        services.build_report(job_id)


@shared_task
def sweep_reports() -> None:
    """Ring again for reports whose bell was lost, and give up on those that keep failing."""
    with translation.override("sv"):
        for job_id in services.sweep_reports():
            build_report.delay(job_id)

"""The bells.  A task takes an id; what happens is in services and building."""

from celery import shared_task
from django.utils import translation

from reports.services import sweep_reports as sweep


@shared_task
def build_report(job_id: int) -> None:
    """Build one ordered report; harmless when it is already built or being built."""
    # Imported by the worker that builds: WeasyPrint takes seconds, and whoever rings need not wait.
    from reports import building

    with translation.override("sv"):
        building.build_report(job_id)


@shared_task
def sweep_reports() -> None:
    """Ring again for reports whose bell was lost, and give up on those that keep failing."""
    with translation.override("sv"):
        for job_id in sweep():
            build_report.delay(job_id)

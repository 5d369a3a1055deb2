"""The bells.  A task takes an id; what happens is in services and building."""

from celery import shared_task
from django.utils import timezone, translation

from reports.mail import mail_papers
from reports.services import order_papers_of_closed_weeks
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
    """Ring for new and lost orders, give up on those that keep failing, and send the links of closed weeks."""
    with translation.override("sv"):
        now = timezone.now()
        order_papers_of_closed_weeks(now)
        for job_id in sweep(now):
            build_report.delay(job_id)
        mail_papers(now)

"""The house's own bells."""

import logging

from celery import shared_task
from django.utils import timezone, translation

from platssamverkan.retention import services

log = logging.getLogger("platssamverkan.retention")


@shared_task
def carry_out_retention() -> None:
    """Take what has been kept long enough; harmless when somebody else is at it."""
    with translation.override("sv"):
        try:
            done = services.carry_out(as_of=timezone.localdate())
        except services.AlreadyRunning:
            log.info("another retention run is at work")
            return
    for each in done:
        code = each.portion.rule.code if each.portion else "trail"
        log.info("retention of %s: %d rows", code, each.count)

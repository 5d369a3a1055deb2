"""Sending the links to a closed week's documents: links only, each opened with the reader's own rights."""

import logging
import smtplib
from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from assessments.models import WeekClosing
from assessments.permissions import judges_of
from reports.models import Kind, ReportJob, Status
from reports.services import LATELY

log = logging.getLogger("reports.mail")


def mail_papers(now: datetime) -> int:
    """Send each closed week's links once both documents are done; return how many mails went out.

    The rows are claimed before anything is sent, so two sweeps never send twice.  If the mail server can't
    be reached, the claim is given back and the next sweep tries again.
    """
    sent = 0
    for closing in WeekClosing.objects.filter(closed_at__gt=now - LATELY).select_related("district"):
        papers = ReportJob.objects.filter(
            area=closing.district, year=closing.iso_year, iso_week=closing.iso_week, status=Status.DONE,
            ordered_at__gte=closing.closed_at,
        )  # fmt: skip
        found = {job.kind: job for job in papers.select_related("area")}
        if not {Kind.WEEK, Kind.MINUTES} <= found.keys():
            continue
        mine = ReportJob.objects.filter(pk=found[Kind.WEEK].pk)
        if not mine.filter(mailed_at__isnull=True).update(mailed_at=now):
            continue
        try:
            sent += _send(closing, found[Kind.WEEK], found[Kind.MINUTES])
        except (OSError, smtplib.SMTPException):
            log.exception("the links of a closed week could not be sent", extra={"job": found[Kind.WEEK].pk})
            mine.update(mailed_at=None)
    return sent


def _send(closing: WeekClosing, picture: ReportJob, minutes: ReportJob) -> int:
    body = render_to_string(
        "reports/week_papers_mail.txt",
        {
            "district": closing.district.name,
            "label": picture.week.label if picture.week else "",
            "picture": settings.SITE_ADDRESS + picture.get_absolute_url(),
            "minutes": settings.SITE_ADDRESS + minutes.get_absolute_url(),
        },
    )
    subject = _("Veckan är avslutad: %(title)s") % {"title": picture.title}
    people = judges_of(closing.district)
    for person in people:
        send_mail(subject, body, None, [person.email])
    return len(people)

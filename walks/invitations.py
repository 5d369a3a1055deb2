"""Invitations to a walk: a letter with a link and nothing else; the page has the plan and the calendar's file.

Addresses are used for the letter and not kept (docs/decisions/0030): only how many were written is.
"""

import logging
import smtplib
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from stakeholders.audit import record
from stakeholders.links import LinkRefused, Reason, issue_link
from stakeholders.models import CapabilityLink, LinkPurpose, User
from walks.models import Walk

log = logging.getLogger("walks.invitations")
HOURS = 2  # how long a walk takes in a calendar


@sensitive_variables("issued")
def invite(
    *, by: User, walk: Walk, emails: Collection[str], address: Callable[[str], str]
) -> tuple[int, tuple[str, ...]]:
    """Write to each address once, each with its own link; return how many, and those that could not be sent.

    `address` makes a full address of a path.
    """
    sent, failed = 0, []
    for email in dict.fromkeys(email.lower() for email in emails):
        with transaction.atomic():
            issued = issue_link(
                by=by, purpose=LinkPurpose.WALK_INVITATION, target=walk, organisation=walk.organiser,
                until=walk.accepts_until,
            )  # fmt: skip
        body = render_to_string("walks/invitation_mail.txt", {"walk": walk, "address": address(issued.path)})
        try:
            send_mail(_("Inbjudan: %(walk)s") % {"walk": walk.title}, body, None, [email])
        except (OSError, smtplib.SMTPException):
            log.exception("an invitation could not be sent", extra={"walk": walk.pk})
            failed.append(email)
        else:
            sent += 1
    record(by, "walk.invited", walk, letters=sent)
    return sent, tuple(failed)


def walk_of_link(link: CapabilityLink) -> Walk:
    """Return the walk the invitation is to.  LinkRefused when it is gone."""
    walk = Walk.objects.select_related("organiser", "area").defer("area__geometry")
    found = walk.filter(pk=link.object_id).first()
    if found is None:
        raise LinkRefused(Reason.UNKNOWN)
    return found


def calendar_text(walk: Walk, *, host: str) -> str:
    """The three meetings as iCalendar (RFC 5545); `host` makes their names unique in the world."""
    events = [("vandring", walk.title, walk.starts_at, walk.starts_at + timedelta(hours=HOURS))]
    days = [
        ("formote", _("Förmöte"), walk.pre_meeting_on),
        ("uppfoljning", _("Uppföljningsmöte"), walk.follow_up_on),
    ]
    text = render_to_string(
        "walks/calendar.ics",
        {
            "walk": walk,
            "host": host,
            "events": [(key, _ical(name), _utc(start), _utc(end)) for key, name, start, end in events],
            "days": [
                (key, _ical(f"{name}: {walk.title}"), f"{day:%Y%m%d}", f"{day + timedelta(days=1):%Y%m%d}")
                for key, name, day in days
                if day
            ],
            "location": _ical(walk.meeting_point),
            "stamp": _utc(walk.created_at),
        },
    )
    lines = [line for line in text.splitlines() if line.strip()]
    return "\r\n".join([*lines, ""])


def _ical(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(timezone.get_fixed_timezone(0)):%Y%m%dT%H%M%SZ}"

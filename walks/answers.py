"""What a participant gets: a page of their own by a secret link, and a letter when something has changed."""

import logging
import smtplib
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from stakeholders.audit import record
from stakeholders.links import LinkRefused, Reason, issue_link
from stakeholders.models import CapabilityLink, LinkPurpose, User
from stakeholders.querysets import CapabilityLinkQuerySet
from walks.models import Answer, Observation, Reader, Walk
from walks.querysets import ObservationQuerySet

log = logging.getLogger("walks.answers")


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One point and what has been answered about it, the newest answer last."""

    observation: Observation
    answers: tuple[Answer, ...]


def add_reader(
    *, by: User, walk: Walk, email: str, points: Collection[Observation], address: Callable[[str], str]
) -> Reader:
    """Keep a participant's address and send a link to the answers.  A new link ends the ones before it.

    `address` makes a full address of a path.
    """
    with transaction.atomic():
        reader, _made = Reader.objects.get_or_create(walk=walk, email=email.lower())
        reader.points.set(points)
        reader.told_until = timezone.now()
        reader.save(update_fields=["told_until"])
        record(by, "reader.added", walk)
    _write(reader, by, address, _("Svar efter %(walk)s") % {"walk": walk.title})
    return reader


@sensitive_variables("issued")
def _write(reader: Reader, by: User, address: Callable[[str], str], subject: str) -> bool:
    """Send a fresh link.  Only its digest is kept, so each letter carries its own and ends the last one's."""
    with transaction.atomic():
        _links(reader).filter(revoked_at=None).update(revoked_at=timezone.now())
        issued = issue_link(
            by=by, purpose=LinkPurpose.WALK_ANSWERS, target=reader, organisation=reader.walk.organiser
        )
    body = render_to_string("walks/answers_mail.txt", {"walk": reader.walk, "address": address(issued.path)})
    try:
        send_mail(subject, body, None, [reader.email])
    except (OSError, smtplib.SMTPException):
        log.exception("a letter about answers could not be sent", extra={"reader": reader.pk})
        return False
    return True


def _links(reader: Reader) -> CapabilityLinkQuerySet:
    return CapabilityLink.objects.filter(
        purpose=LinkPurpose.WALK_ANSWERS, object_type=Reader._meta.label_lower, object_id=str(reader.pk)
    )


def tell_of_changes(*, by: User, walk: Walk, address: Callable[[str], str]) -> int:
    """Write one letter to each participant of the walk whose points have news; return how many were sent.

    One letter however many answers have changed since the last: it tells that there is news, never what.
    """
    sent = 0
    for reader in walk.readers.select_related("walk__organiser"):
        news = Answer.objects.filter(observation__in=points_of(reader)).aggregate(last=Max("at"))["last"]
        if news is None or (reader.told_until is not None and news <= reader.told_until):
            continue
        if _write(reader, by, address, _("Nytt svar efter %(walk)s") % {"walk": reader.walk.title}):
            reader.told_until = news
            reader.save(update_fields=["told_until"])
            sent += 1
    return sent


def points_of(reader: Reader) -> ObservationQuerySet:
    """The observations a participant asked about: the chosen ones, or all of the walk."""
    own = Observation.objects.filter(readers=reader)
    return own if own.exists() else Observation.objects.filter(walk=reader.walk)


def answers_for(reader: Reader) -> list[AnswerRow]:
    """What the participant's page shows."""
    rows = points_of(reader).select_related("category", "stop", "responsible")
    return [
        AnswerRow(row, tuple(row.answers.all()))
        for row in rows.prefetch_related("answers__organisation").order_by("number")
    ]


def reader_of_link(link: CapabilityLink) -> Reader:
    """Return whom the link is for.  LinkRefused when the address has been taken away."""
    reader = Reader.objects.select_related("walk__organiser").filter(pk=link.object_id).first()
    if reader is None:
        raise LinkRefused(Reason.UNKNOWN)
    return reader


@transaction.atomic
def forget_reader(reader: Reader) -> None:
    """Take a participant's address away, as they asked."""
    record(None, "reader.forgotten", reader.walk)
    reader.delete()

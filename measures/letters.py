"""Letters to a measure's owner, with a link that answers without a password.

A link shows one measure, so a letter goes only to people who may carry out the organisation's measures there.
"""

import logging
import smtplib

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.answers import issue_answer_link, possible_answers
from measures.models import Measure
from places.permissions import grounds_at
from stakeholders.audit import record
from stakeholders.links import revoke_link
from stakeholders.models import CapabilityLink, LinkPurpose, User
from stakeholders.policy import Action

log = logging.getLogger("measures.letters")


def answering_people(measure: Measure) -> list[User]:
    """Return the people who may carry the measure out for its owner."""
    candidates = User.objects.filter(
        is_active=True,
        memberships__organisation=measure.owner_id,
    ).distinct()
    return [
        person
        for person in candidates.order_by("pk")
        if any(
            ground.organisation == measure.owner_id
            for ground in grounds_at(person, Action.CARRY_OUT_MEASURES, measure.area_id)
        )
    ]


def ask_owner(measure: Measure, *, by: User, host: str) -> int:
    """Ask how it goes; return how many letters left.  Earlier questions about the measure stop working.

    `host` is the service's own address, without a slash at its end.
    """
    if not possible_answers(measure):
        return 0
    people = answering_people(measure)
    with transaction.atomic():
        old = CapabilityLink.objects.about(measure).filter(purpose=LinkPurpose.MEASURE_UPDATE)
        for link in old.open(timezone.now()):
            revoke_link(by=by, link=link)
        addresses = [(person, f"{host}{issue_answer_link(measure, by=by).path}") for person in people]
        record(by, "measure.asked", measure, letters=len(addresses))
    return sum(_post(measure, person, address) for person, address in addresses)


def _post(measure: Measure, person: User, address: str) -> int:
    body = render_to_string("measures/question_letter.txt", {"measure": measure, "address": address})
    try:
        send_mail(_("Hur går det med åtgärden?"), body, None, [person.email])
    except (OSError, smtplib.SMTPException):
        log.exception("a question about a measure could not be sent", extra={"measure": measure.pk})
        return 0
    return 1

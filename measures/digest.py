"""The week's letters: to each organisation about its own measures, and to the steering group about the late ones.

A letter says how many and where to read; titles and places stay in the service, behind the sign-in.
"""

import logging
import smtplib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from measures.letters import answering_people
from measures.models import Digest, Measure
from measures.promises import steers
from places.models import Area, AreaKind, AreaRelation
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import Organisation, User
from stakeholders.querysets import valid_on

log = logging.getLogger("measures.digest")


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says: to whom, about what, how many of each that person may see, and where to read."""

    to: User
    subject: str
    about: str
    late: int
    soon: int
    escalated: int
    path: str


def organisation_letters(organisation: Organisation, today: date) -> list[Letter]:
    """The organisation's letters, to those who may carry out its measures; none when nothing is late or soon."""
    mine = Measure.objects.filter(owner=organisation)
    late, soon = mine.overdue(today), mine.due_soon(today)
    waiting = list((late | soon).select_related("area", "owner").defer("area__geometry"))
    if not waiting:
        return []
    people = {person.pk: person for measure in _one_by_area(waiting) for person in answering_people(measure)}
    subject = _("Veckans åtgärder: %(name)s") % {"name": organisation.name}
    path = f"{reverse('measures:list')}?{urlencode({'ansvarig': organisation.pk, 'status': 'oppna'})}"
    found = []
    for key in sorted(people):
        seen = Measure.objects.visible_to(people[key]).values("pk")
        counts = late.filter(pk__in=seen).count(), soon.filter(pk__in=seen).count()
        if any(counts):
            found.append(Letter(people[key], subject, organisation.name, *counts, 0, path))
    return found


def _one_by_area(measures: Iterable[Measure]) -> list[Measure]:
    """Who may carry out measures depends on the area alone, so one measure of each is asked about."""
    return list({measure.area_id: measure for measure in measures}.values())


def steering_letters(area: Area, today: date) -> list[Letter]:
    """The steering group's letters: measures late for more than thirty days, by rule and not by anyone's choice.

    They go to those who lead the work in the area and to the group's seats, and count what each may see.
    """
    here = Measure.objects.filter(area__in=Area.objects.within([area.pk]).values("pk")).escalated(today)
    if not here.exists():
        return []
    tied = AreaRelation.objects.filter(valid_on(today), area=area).values("organisation")
    candidates = User.objects.filter(is_active=True, memberships__organisation__in=tied).distinct()
    subject = _("Lyft till styrgruppen: %(name)s") % {"name": area.name}
    path = f"{reverse('measures:list')}?{urlencode({'omrade': area.slug, 'status': 'lyft'})}"
    found = []
    for person in candidates.order_by("pk"):
        if not steers(person, area, today):
            continue
        escalated = here.filter(pk__in=Measure.objects.visible_to(person).values("pk")).count()
        if escalated:
            found.append(Letter(person, subject, area.name, 0, 0, escalated, path))
    return found


def send_digests(today: date) -> int:
    """Send the week's letters that have not been sent; return how many mails went out.

    Each organisation and area is claimed before anything is sent, so ringing twice sends once.  If the mail
    server can't be reached the claim is given back, and the next ring tries again.
    """
    monday = IsoWeek.of(today).monday
    sent = 0
    for organisation in Organisation.objects.filter(
        pk__in=Measure.objects.order_by().values("owner").distinct()
    ).order_by("pk"):
        sent += _send(organisation_letters(organisation, today), monday, organisation=organisation)
    for area in (
        Area.objects.filter(kind=AreaKind.CITY_DISTRICT).valid_on(today).defer("geometry").order_by("pk")
    ):
        sent += _send(steering_letters(area, today), monday, area=area)
    return sent


def _send(
    letters: list[Letter], monday: date, *, organisation: Organisation | None = None, area: Area | None = None
) -> int:
    if not letters:
        return 0
    with transaction.atomic():
        claim, fresh = Digest.objects.get_or_create(
            organisation=organisation, area=area, monday=monday, defaults={"letters": len(letters)}
        )
    if not fresh:
        return 0
    done = 0
    try:
        for letter in letters:
            address = f"{settings.SITE_ADDRESS}{letter.path}"
            body = render_to_string("measures/digest_letter.txt", {"letter": letter, "address": address})
            send_mail(letter.subject, body, None, [letter.to.email])
            done += 1
    except (OSError, smtplib.SMTPException):
        log.exception("the week's letters could not be sent", extra={"digest": claim.pk, "done": done})
        if not done:  # some have theirs: the rest wait for next week rather than writing to those again
            claim.delete()
    return done

"""One letter before a week's deadline and one after, to the party that something waits for: a link and no content.

A week without a level is missing and never calm, so somebody is told while it can still be judged.
"""

import logging
import smtplib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Assessment, Decision, Party, WeekReminder
from assessments.permissions import judges_of, party_of
from assessments.services import closing_of, deadline
from places.models import Area, AreaKind
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User

log = logging.getLogger("assessments.reminders")

BEFORE = timedelta(hours=28)  # from Tuesday morning
AFTER = timedelta(days=2)
IN_USE = 26  # weeks: a district where nobody has judged any of them does not work with weeks here


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one party of a district is reminded of, and whom that reaches."""

    district: Area
    week: IsoWeek
    party: Party
    turn: WeekReminder.Turn
    people: list[User]


def turn_at(week: IsoWeek, now: datetime) -> WeekReminder.Turn | None:
    """Say which letter a moment is for, if any: the day before the week's deadline, or the two after it."""
    limit = deadline(week)
    if limit - BEFORE <= now < limit:
        return WeekReminder.Turn.BEFORE
    return WeekReminder.Turn.AFTER if limit <= now < limit + AFTER else None


def reminders_due(now: datetime) -> Iterator[Reminder]:
    """Find the parties that last week waits for, in districts that judge weeks.

    A level that is missing waits for both; one that the other party has set waits for oneself.  A week that
    is closed waits for nobody.
    """
    week = IsoWeek.of(now).previous
    turn = turn_at(week, now)
    if turn is None:
        return
    for district in _in_use(week):
        waits = set() if closing_of(district, week) else _waited_for(district, week)
        if waits:
            people = judges_of(district)
            for party in sorted(waits):
                mine = [person for person in people if party_of(person, district) is party]
                yield Reminder(district, week, party, turn, mine)


def _in_use(week: IsoWeek) -> list[Area]:
    first = week.shift(-IN_USE)
    judged = Assessment.objects.between(first, week).order_by().values("area__parent")
    districts = Area.objects.of_kind(AreaKind.CITY_DISTRICT).valid_on(week.sunday)
    return list(districts.filter(pk__in=judged).defer("geometry").order_by("pk"))


def _waited_for(district: Area, week: IsoWeek) -> set[Party]:
    here = Area.objects.neighbourhoods_of(district)
    assessed = Assessment.objects.in_week(week).filter(area__in=here.values("pk")).count()
    if assessed < here.count():
        return set(Party)
    waiting = Decision.objects.filter(area__parent=district).in_week(week).unconfirmed()
    return {Party(party).other for party in waiting.order_by().values_list("party", flat=True).distinct()}


def send_reminders(now: datetime) -> int:
    """Send the letters that are due and have not been sent; return how many mails went out.

    Each is claimed before it is sent, so that ringing twice sends once.  If no mail could be sent the claim is
    given back, and the next ring tries again.
    """
    return sum(_send(reminder) for reminder in reminders_due(now) if reminder.people)


def _send(reminder: Reminder) -> int:
    claim, fresh = WeekReminder.objects.get_or_create(
        district=reminder.district,
        iso_year=reminder.week.year,
        iso_week=reminder.week.week,
        party=reminder.party,
        turn=reminder.turn,
    )
    if not fresh:
        return 0
    path = reverse("assessments:week", args=[reminder.district.slug, reminder.week])
    subject = _("Veckolägesbilden %(week)s: något återstår") % {"week": reminder.week.label}
    body = render_to_string(
        "assessments/reminder_letter.txt",
        {"reminder": reminder, "limit": deadline(reminder.week), "address": f"{settings.SITE_ADDRESS}{path}"},
    )
    done = 0
    try:
        for person in reminder.people:
            send_mail(subject, body, None, [person.email])
            done += 1
    except (OSError, smtplib.SMTPException):
        log.exception("a reminder could not be sent", extra={"reminder": claim.pk, "done": done})
        if not done:  # some have theirs: the others see the week on their overview
            claim.delete()
    return done

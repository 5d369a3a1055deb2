"""What an owner says through a link, without an account: done, more time, or not ours.

The link belongs to the organisation.  It stops working when another takes the measure over.
"""

from datetime import date, timedelta
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.models import Measure, MeasureUpdate, Status, UpdateKind
from measures.observations import tell_walk
from measures.services import TRANSITIONS, move_measure
from stakeholders.audit import record
from stakeholders.links import Issued, LinkRefused, Reason, find_link, issue_link, redeem
from stakeholders.models import CapabilityLink, LinkPurpose, User

MORE_DAYS = 14  # offered when somebody needs more time
LONGEST = timedelta(days=365)


class Answer(StrEnum):
    DONE = "klar"
    MORE_TIME = "mer-tid"
    NOT_OURS = "inte-vart"


def issue_answer_link(measure: Measure, *, by: User | None) -> Issued:
    """Make a link for the measure's owner."""
    return issue_link(by=by, purpose=LinkPurpose.MEASURE_UPDATE, target=measure, organisation=measure.owner)


def offered_day(measure: Measure, today: date) -> date:
    """The last day offered to somebody who needs more time: a fortnight on, and never in the past."""
    return max(measure.due_on or today, today) + timedelta(days=MORE_DAYS)


def read_answer_link(token: str, *, reader: User | None) -> Measure:
    """Return the measure the link is about, changing nothing.  LinkRefused if it opens nothing."""
    return _about(find_link(token, LinkPurpose.MEASURE_UPDATE, reader=reader))


def _about(link: CapabilityLink) -> Measure:
    """The link's measure, as long as it is still the organisation's."""
    measure = (
        Measure.objects.select_related("area", "place", "owner")
        .defer("area__geometry", "place__geometry")
        .filter(pk=link.object_id, owner=link.organisation_id)
        .first()
    )
    if measure is None:
        raise LinkRefused(Reason.REVOKED)
    return measure


def possible_answers(measure: Measure) -> list[Answer]:
    """Return what can be said about the measure as it stands."""
    if not measure.is_open:
        return []
    done = [Answer.DONE] if Status.DONE in TRANSITIONS[Status(measure.status)] else []
    return [*done, Answer.MORE_TIME, Answer.NOT_OURS]


@transaction.atomic
def give_answer(
    token: str, answer: Answer, *, reader: User | None, reason: str = "", due_on: date | None = None
) -> Measure:
    """Carry out what the owner says.

    LinkRefused if the link opens nothing.  ValidationError, by field, for a measure that is closed, a new
    day that is no later, or a missing reason; then the link has not been used.
    """
    link = redeem(token, LinkPurpose.MEASURE_UPDATE, reader=reader)
    pk = _about(link).pk
    measure = Measure.objects.select_for_update(of=("self",)).select_related("area", "owner").get(pk=pk)
    if answer not in possible_answers(measure):
        raise ValidationError(
            _("Åtgärden är %(status)s, så svaret går inte att spara.")
            % {"status": measure.get_status_display().lower()}
        )
    today = timezone.localdate()
    if answer == Answer.DONE:
        return move_measure(
            measure, Status.DONE, by=None, organisation=measure.owner, by_link=True, on=today, reason="",
            resume_on=None, due_on=None, output=reason,
        )  # fmt: skip
    before = measure.due_on
    if answer == Answer.MORE_TIME:
        new = due_on or offered_day(measure, today)
        if new <= today or (before and new <= before):
            raise ValidationError(
                {"due_on": _("Den nya dagen måste ligga senare än den gamla och i framtiden.")}
            )
        if new > today + LONGEST:
            raise ValidationError({"due_on": _("Högst ett år fram. Behövs mer, prata med samordnaren.")})
        measure.due_on, kind = new, UpdateKind.MORE_TIME
        if measure.follow_up_on and measure.follow_up_on < new:
            measure.follow_up_on = new
    else:
        if not reason.strip():
            raise ValidationError({"reason": _("Skriv varför, så att samordnaren kan hitta rätt.")})
        measure.is_disputed, kind = True, UpdateKind.NOT_OURS
    measure.full_clean(exclude=["follows"])
    measure.save()
    MeasureUpdate.objects.create(
        measure=measure, on=today, kind=kind, organisation=measure.owner, by_link=True,
        due_before=before, due_after=measure.due_on, text=reason.strip(),
    )  # fmt: skip
    record(None, f"measure.{kind.value}", measure, by_link=True)
    tell_walk(measure, by=None)
    return measure

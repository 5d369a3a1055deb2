"""From a walk to a measure and back: what a participant is answered when the measure changes."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from measures.models import Measure, Status
from places.models import Place
from platssamverkan.core.swedish import day
from stakeholders.models import User
from walks.models import Observation, ObservationStatus, Urgency
from walks.services import decide, set_observation_status

LONGEST_ANSWER = 500
# How long an observation's owner gets when nobody has said a day.
USUAL_DAYS = {Urgency.URGENT: 7, Urgency.SHOULD: 28, Urgency.WISH: 90}

_ANSWERS = {
    Status.PROPOSED: ObservationStatus.INVESTIGATING,
    Status.DECIDED: ObservationStatus.ACTING,
    Status.PLANNED: ObservationStatus.ACTING,
    Status.ONGOING: ObservationStatus.ACTING,
    Status.PAUSED: ObservationStatus.ACTING,
    Status.DONE: ObservationStatus.DONE,
    Status.EVALUATED: ObservationStatus.DONE,
    Status.TRANSFERRED: ObservationStatus.DONE,
    Status.REJECTED: ObservationStatus.NOT_ACTING,
    Status.CANCELLED: ObservationStatus.NOT_ACTING,
}


def answer_of(measure: Measure) -> tuple[ObservationStatus, str]:
    """What the measure's status means to whoever saw the thing, and the words they read."""
    status = Status(measure.status)
    answer = _ANSWERS[status]
    if status == Status.PAUSED and measure.resume_on:
        words = _("Pausad, återupptas %(day)s. %(reason)s") % {
            "day": day(measure.resume_on), "reason": measure.reason,
        }  # fmt: skip
    elif status == Status.TRANSFERRED:
        words = _("Görs löpande. %(reason)s") % {"reason": measure.reason}
    elif answer == ObservationStatus.DONE:
        words = measure.output
    elif answer == ObservationStatus.NOT_ACTING:
        words = measure.reason
    else:
        words = ""
    return answer, words[:LONGEST_ANSWER]


def tell_walk(measure: Measure, *, by: User | None) -> bool:
    """Carry the measure's state down to the walk's observation, as the answer its participants read.

    False where there is no walk or nothing new to tell.  What has already been fed back stays so while the
    answer is the same in substance: done.
    """
    if measure.observation_id is None:
        return False
    seen = Observation.objects.get(pk=measure.observation_id)
    answer, words = answer_of(measure)
    if answer == ObservationStatus.DONE and seen.status == ObservationStatus.FED_BACK:
        return False
    who, when = measure.owner, measure.due_on
    if (seen.responsible_id, seen.due_on) == (who.pk, when) or when is None:
        if seen.status == answer and seen.reason == words:
            return False
        return set_observation_status(by=by, observation=seen, status=answer, text=words)
    decide(by=by, observation=seen, status=answer, responsible=who, reason=words, due_on=when)
    return True


def proposed_title(seen: Observation) -> str:
    """What the measure is called until somebody calls it something else: 'Belysning, gångtunneln'.

    What a category says in brackets is a help for whoever walks, not a name.
    """
    kind = seen.category.name.partition(" (")[0]
    return f"{kind}, {seen.stop.name}"[:160] if seen.stop else kind[:160]


def proposed_day(seen: Observation, today: date) -> date:
    """The day that was promised, if it is still to come; else what the urgency asks for."""
    if seen.due_on is not None and seen.due_on >= today:
        return seen.due_on
    return today + timedelta(days=USUAL_DAYS[Urgency(seen.urgency)])


def place_of(seen: Observation) -> Place | None:
    """The place that the observation's stop is at."""
    return seen.stop.place if seen.stop else None


def living_measure(seen: Observation) -> Measure | None:
    """The measure that answers to the observation, if one has been made and not given up."""
    return (
        Measure.objects.filter(observation=seen)
        .exclude(status__in=(Status.REJECTED, Status.CANCELLED))
        .first()
    )

"""What a person has to do about safety walks, for the overview: the next walk, its protocol, and answers that are owed."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from places.models import Area
from places.permissions import areas_where, grounds
from platssamverkan.core.face import Task, Urgency
from platssamverkan.core.swedish import day
from stakeholders.models import User
from stakeholders.policy import Action
from walks.models import Observation, ObservationStatus, Walk, WalkStatus
from walks.permissions import walks_seen_by
from walks.querysets import WalkQuerySet

SOON = timedelta(days=21)
MOST = 3


def tasks(user: User, districts: Sequence[Area], today: date) -> list[Task]:
    """The walks to come within three weeks, those held without a protocol, and points that wait for a decision.

    At most four queries; none for those who neither plan walks nor write on them.
    """
    plans = bool(grounds(user, Action.PLAN_WALKS))
    writes_for = {ground.organisation for ground in grounds(user, Action.RECORD_WALKS)}
    if not (plans or writes_for):
        return []
    here = walks_seen_by(user).filter(
        area__in=Area.objects.within([district.pk for district in districts]).values("pk")
    )
    here = here.select_related("area").defer("area__geometry")
    planned = (
        here.filter(area__in=areas_where(user, Action.PLAN_WALKS).values("pk")) if plans else here.none()
    )
    return [
        *_to_come(here, today),
        *_unpublished(planned, today),
        *_undecided(here, planned, writes_for, today),
    ]


def _to_come(here: WalkQuerySet, today: date) -> list[Task]:
    coming = here.filter(
        status=WalkStatus.PLANNED, starts_at__date__gte=today, starts_at__date__lte=today + SOON
    )
    return [
        Task(
            _("Gå med: %(name)s") % {"name": walk.title},
            walk.get_absolute_url(),
            walk.area.name,
            ", ".join(filter(None, [_when(walk), walk.meeting_point])),
            Urgency.SOON,
        )
        for walk in coming.order_by("starts_at")[:MOST]
    ]


def _when(walk: Walk) -> str:
    start = timezone.localtime(walk.starts_at)
    return _("%(day)s kl. %(time)s") % {"day": day(start.date()), "time": f"{start:%H.%M}"}


def _unpublished(planned: WalkQuerySet, today: date) -> list[Task]:
    """Walks that have been held, or should have been, whose protocol nobody has published."""
    waiting = planned.filter(
        Q(status=WalkStatus.HELD) | Q(status=WalkStatus.PLANNED, starts_at__date__lt=today)
    )
    return [
        Task(
            _("Gå igenom och publicera: %(name)s") % {"name": walk.title},
            walk.get_absolute_url(),
            walk.area.name,
            _when(walk),
        )
        for walk in waiting.order_by("starts_at")[:MOST]
    ]


def _undecided(here: WalkQuerySet, planned: WalkQuerySet, mine: set[int], today: date) -> list[Task]:
    """Points nobody has answered: one's own organisation's, and for a planner those that are nobody's.

    And points one's own organisation promised for a day that has passed.
    """
    new, late = Q(status=ObservationStatus.NEW), Q(due_on__lt=today)
    whose = Q(responsible__in=mine) | Q(responsible__isnull=True, walk__in=planned.order_by().values("pk"))
    rows = (
        Observation.objects.unsolved()
        .filter(whose, new | late, walk__in=here.order_by().values("pk"))
        .order_by("-walk__starts_at", "walk")
        .values_list("walk")
        .annotate(unanswered=Count("pk", filter=new), broken=Count("pk", filter=~new))
    )
    counted = {pk: (unanswered, broken) for pk, unanswered, broken in rows[:MOST]}
    found = []
    for walk in here.filter(pk__in=counted):
        unanswered, broken = counted[walk.pk]
        words = [
            ngettext("%(n)d punkt utan svar", "%(n)d punkter utan svar", unanswered) % {"n": unanswered}
            if unanswered
            else "",
            ngettext("%(n)d försenat löfte", "%(n)d försenade löften", broken) % {"n": broken}
            if broken
            else "",
        ]
        found.append(
            Task(
                _("Svara på det som sågs: %(name)s") % {"name": walk.title},
                walk.get_absolute_url(),
                walk.area.name,
                ", ".join(filter(None, words)),
            )
        )
    return found

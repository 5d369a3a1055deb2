"""Kept promises: what organisations took on after walks, and whether it was done by the day they first said.

By organisation, never by person.  An organisation reads its own; the steering group reads all; the others
read what an organisation shows.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from measures.models import Measure, MeasureUpdate, PublishedRate, Status
from measures.permissions import leads
from places.models import Area, GroupKind, GroupMember
from places.permissions import grounds, grounds_at
from stakeholders.models import Organisation, User
from stakeholders.policy import Action
from stakeholders.querysets import valid_on

FEWEST_FOR_A_RATE = 5  # below that a percentage says more than the numbers do
KEPT = (Status.DONE, Status.EVALUATED)


@dataclass(frozen=True, slots=True)
class Kept:
    """An organisation's promises after walks: how many were to be kept by today, and how many were."""

    organisation: Organisation
    due: int
    kept: int
    late: int  # done, but after the day that was first promised
    waiting: int  # the day is still to come
    is_own: bool
    is_shown: bool

    @property
    def rate(self) -> float | None:
        """Percent kept of those due; None for too few."""
        return 100 * self.kept / self.due if self.due >= FEWEST_FOR_A_RATE else None

    @property
    def words(self) -> str:
        """'4 av 6 i tid'."""
        if not self.due:
            return _("inget löfte har gått ut än")
        return _("%(kept)d av %(due)d i tid") % {"kept": self.kept, "due": self.due}


def steers(user: User, area: Area, today: date) -> bool:
    """Say whether the person reads everyone's: leads the work, or sits in the area's steering group.

    A seat belongs to an organisation, so its people there are those who may carry out its measures.
    """
    if leads(user, area):
        return True
    mine = {ground.organisation for ground in grounds_at(user, Action.CARRY_OUT_MEASURES, area.pk)}
    return (
        GroupMember.objects.filter(valid_on(today), organisation__in=mine)
        .filter(group__kind=GroupKind.STEERING, group__area=area)
        .filter(Q(group__ended_on__isnull=True) | Q(group__ended_on__gte=today))
        .exists()
    )


def own_organisations(user: User) -> set[int]:
    """The organisations that the person takes part for: they read their own."""
    return {ground.organisation for ground in grounds(user, Action.VIEW_AREA)}


def publishing_organisations(user: User) -> set[int]:
    """The organisations whose rate the person may show to all parties: those they carry out measures for."""
    return {ground.organisation for ground in grounds(user, Action.CARRY_OUT_MEASURES)}


def first_promised(measures: QuerySet[Measure]) -> dict[int, date]:
    """The day first promised for each measure: a later day does not make a broken promise kept."""
    days: dict[int, date] = {}
    lines = MeasureUpdate.objects.filter(measure__in=measures.values("pk"), due_after__isnull=False)
    for measure, due in lines.order_by("at", "pk").values_list("measure", "due_after"):
        if due is not None:
            days.setdefault(measure, due)
    return days


def kept_promises(user: User, area: Area, today: date) -> list[Kept]:
    """Return the rates the person may read in the area and what lies in it, by the organisation's name.

    A promise is a measure made of an observation.  It is kept when done by the day first promised, broken when
    that day has passed; one that was refused or broken off was not kept.  A pause does not stop the clock.
    """
    here = (
        Measure.objects.visible_to(user)
        .filter(observation__isnull=False, area__in=Area.objects.within([area.pk]).values("pk"))
        .select_related("owner")
        .defer("area__geometry", "place__geometry")
        .distinct()
    )
    shown = set(PublishedRate.objects.values_list("organisation", flat=True))
    mine = own_organisations(user)
    reads_all = steers(user, area, today)
    promised = first_promised(here)
    by_owner: dict[Organisation, list[Measure]] = defaultdict(list)
    for measure in here:
        by_owner[measure.owner].append(measure)
    return [
        _count(owner, rows, promised, today, is_own=owner.pk in mine, is_shown=owner.pk in shown)
        for owner, rows in sorted(by_owner.items(), key=lambda pair: pair[0].name)
        if reads_all or owner.pk in mine or owner.pk in shown
    ]


def _count(
    owner: Organisation, rows: list[Measure], promised: dict[int, date], today: date, *, is_own: bool, is_shown: bool,
) -> Kept:  # fmt: skip
    due = kept = late = waiting = 0
    for measure in rows:
        day = promised.get(measure.pk) or measure.due_on
        if day is None:
            continue
        ended = _ended_on(measure)
        if measure.status in {Status.REJECTED, Status.CANCELLED}:
            due += 1
        elif ended is not None:
            due += 1
            kept += ended <= day
            late += ended > day
        elif day < today:
            due += 1
        else:
            waiting += 1
    return Kept(owner, due, kept, late, waiting, is_own, is_shown)


def _ended_on(measure: Measure) -> date | None:
    if measure.status in KEPT:
        return measure.done_on
    return measure.status_since if measure.status == Status.TRANSFERRED else None

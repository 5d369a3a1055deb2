"""What a person has to do about measures, for the overview: what they own, and what they lead.

The week comes first (`reports.home`), so nothing here is more urgent than to be done now; many of a kind
are one line with their number.
"""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.analysis import LATE
from measures.models import Measure, Occurrence, Problem, Status
from measures.queries import broken_links
from measures.querysets import MeasureQuerySet, ProblemQuerySet, fixed
from places.models import Area
from places.permissions import grounds
from platssamverkan.core.face import Task, Urgency
from platssamverkan.core.swedish import day
from stakeholders.models import User
from stakeholders.policy import Action

MOST = 3  # lines of each kind; more than that are told as a number


def tasks(user: User, districts: Sequence[Area], today: date) -> list[Task]:
    """Own measures that are late, soon due or wait for an answer; for whoever leads, also those of others.

    At most nine queries, however many the measures; none for those who neither carry out nor lead.
    """
    mine = {ground.organisation for ground in grounds(user, Action.CARRY_OUT_MEASURES)}
    leading = bool(grounds(user, Action.LEAD_MEASURES))
    if not (mine or leading):
        return []
    inside = Q(area__in=Area.objects.within([district.pk for district in districts]).values("pk"))
    here = fixed(Measure.objects.visible_to(user).filter(inside))
    own = here.filter(owner__in=mine)
    found = [*_late(own, today), *_soon(own, today), *_unanswered(own, today)]
    if leading:
        found += [
            *_late_elsewhere(here.exclude(owner__in=mine), today),
            *_broken(fixed(Problem.objects.visible_to(user).filter(inside)), here, today),
        ]
    return found


def _few(rows: MeasureQuerySet) -> list[Measure]:
    """The first of them, and one more where there are more."""
    return list(rows.select_related("area").defer("area__geometry").order_by("due_on", "pk")[: MOST + 1])


def _late(own: MeasureQuerySet, today: date) -> list[Task]:
    late = own.overdue(today)
    rows = _few(late)
    if len(rows) > MOST:
        n = late.count()
        text = _("Följ upp %(n)d försenade åtgärder") % {"n": n}
        return [Task(text, _list(), detail=_("ni ansvarar för dem"))]
    return [
        Task(
            _("Följ upp: %(name)s") % {"name": row.title}, row.get_absolute_url(), row.area.name, _since(row)
        )
        for row in rows
    ]


def _since(row: Measure) -> str:
    if row.status == Status.PAUSED and row.resume_on:
        return _("skulle ha återupptagits %(day)s") % {"day": day(row.resume_on)}
    return _("skulle vara klar %(day)s") % {"day": day(row.due_on)} if row.due_on else ""


def _soon(own: MeasureQuerySet, today: date) -> list[Task]:
    return [
        Task(
            _("Bli klar med: %(name)s") % {"name": row.title},
            row.get_absolute_url(),
            row.area.name,
            _("klar senast %(day)s") % {"day": day(row.due_on)} if row.due_on else "",
            Urgency.SOON,
        )
        for row in _few(own.due_soon(today))[:MOST]
    ]


def _unanswered(own: MeasureQuerySet, today: date) -> list[Task]:
    """The latest time each recurring measure was to be carried out, where nobody has said whether it was."""
    waiting = (
        Occurrence.objects.filter(measure__in=own.open().values("pk"), on__lt=today, held__isnull=True)
        .order_by("measure_id", "-on")
        .distinct("measure_id")
        .select_related("measure__area")
        .defer("measure__area__geometry")
    )
    return [
        Task(
            _("Svara om det blev av: %(name)s") % {"name": row.measure.title},
            row.measure.get_absolute_url(),
            row.measure.area.name,
            day(row.on),
        )
        for row in waiting[:MOST]
    ]


def _late_elsewhere(others: MeasureQuerySet, today: date) -> list[Task]:
    n = others.overdue(today).count()
    text = ngettext("%(n)d försenad åtgärd", "%(n)d försenade åtgärder", n) % {"n": n}
    return [Task(text, _list(), detail=_("hos andra parter"), urgency=Urgency.WAITING)] if n else []


def _broken(problems: ProblemQuerySet, here: MeasureQuerySet, today: date) -> list[Task]:
    """The broken links of the districts as one line that opens their list (DOMAIN.md 2.2)."""
    n = broken_links(problems, here, today).total()
    text = ngettext("Laga %(n)d bruten länk", "Laga %(n)d brutna länkar", n) % {"n": n}
    detail = _("mellan problem, orsak, åtgärd och resultat")
    return [Task(text, reverse("measures:problems"), detail=detail, urgency=Urgency.SOON)] if n else []


def _list() -> str:
    return f"{reverse('measures:list')}?status={LATE}"

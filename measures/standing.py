"""How measures stand in a territory, for its dashboard: by status, in time, with whole links, as decided.

One place for numbers that several pages tell, so that they tell the same.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from measures.models import ActionPlan, CauseFactor, Indicator, Measure, Problem, Status
from measures.promises import Kept, kept_promises
from measures.queries import BrokenLinks, Progress, broken_links, plan_progress
from measures.querysets import fixed
from places.models import Area
from platssamverkan.core.deadlines import years_after
from stakeholders.models import User

Rows = QuerySet[Problem] | QuerySet[Measure] | QuerySet[CauseFactor] | QuerySet[Indicator]


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many measures have a status."""

    status: Status
    n: int


@dataclass(frozen=True, slots=True)
class PlanAfterAYear:
    """A decided plan and how far it had come twelve months later (DOMAIN.md 2.6); None before that day."""

    plan: ActionPlan
    on: date
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The measures of a territory that the reader sees."""

    statuses: list[StatusCount]
    late: int
    soon: int
    broken: list[tuple[str | Promise, int]]
    plans: list[PlanAfterAYear]
    kept: list[Kept]
    has_examples: bool

    @property
    def all(self) -> int:
        """How many measures there are."""
        return sum(row.n for row in self.statuses)

    @property
    def share(self) -> Progress | None:
        """All plans whose year has passed taken together; None where there is none."""
        known = [row.progress for row in self.plans if row.progress]
        if not known:
            return None
        return Progress(
            measures=sum(row.measures for row in known),
            begun=sum(row.begun for row in known),
            done=sum(row.done for row in known),
            overdue=sum(row.overdue for row in known),
        )


def named_links(broken: BrokenLinks) -> list[tuple[str | Promise, str, Rows]]:
    """The lists of broken links in the order a chain is read: what to call each, its name, and its rows."""
    return [
        (_("Problem utan åtgärd"), "problems_without_measure", broken.problems_without_measure),
        (_("Prioriterade problem utan orsaksanalys"), "problems_without_cause", broken.problems_without_cause),
        (_("Prioriterade problem utan mål"), "problems_without_indicator", broken.problems_without_indicator),
        (_("Orsaker utan åtgärd"), "causes_without_measure", broken.causes_without_measure.select_related("problem")),
        (_("Åtgärder utan problem"), "measures_without_problem", broken.measures_without_problem),
        (_("Åtgärder utan uppföljning"), "measures_without_follow_up", broken.measures_without_follow_up),
        (_("Mål utan resultat"), "indicators_without_result", broken.indicators_without_result.select_related("problem")),
    ]  # fmt: skip


def standing(user: User, whole: Area, districts: Collection[Area], today: date) -> Standing:
    """Read how measures stand in a territory and in the districts it is made up of.

    Eighteen queries and one or two for each plan that was decided a year ago.
    """
    inside = Q(area__in=Area.objects.within([whole.pk, *(row.pk for row in districts)]).values("pk"))
    seen = fixed(Measure.objects.visible_to(user).filter(inside))
    problems = fixed(Problem.objects.visible_to(user).filter(inside))
    counted = dict(seen.order_by().values_list("status").annotate(n=Count("pk")))
    broken = broken_links(problems, seen, today)
    counts = broken.counts()
    plans = (
        ActionPlan.objects.visible_to(user)
        .filter(inside, decided_on__isnull=False)
        .current()
        .select_related("area", "place")
        .defer("area__geometry", "place__geometry")
        .order_by("-decided_on", "pk")
    )
    return Standing(
        statuses=[StatusCount(status, counted[status]) for status in Status if status in counted],
        late=seen.overdue(today).count(),
        soon=seen.due_soon(today).count(),
        broken=[(label, counts[name]) for label, name, _rows in named_links(broken) if counts[name]],
        plans=[_after_a_year(plan, seen, today) for plan in plans],
        kept=[row for row in kept_promises(user, whole, today) if row.due],
        has_examples=seen.filter(is_example=True).exists(),
    )


def _after_a_year(plan: ActionPlan, seen: QuerySet[Measure], today: date) -> PlanAfterAYear:
    assert plan.decided_on is not None  # only decided plans are asked for
    on = years_after(plan.decided_on, 1)
    return PlanAfterAYear(plan, on, plan_progress(plan, seen, on) if on <= today else None)

"""Broken links: where the chain from problem to result stops; and how far a plan has come.

Quick measures are in none of the lists: what, who and when is all that is asked of them.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet

from measures.models import (
    ActionPlan,
    CauseFactor,
    Indicator,
    Measure,
    MeasureUpdate,
    Problem,
    Reading,
    Status,
    UpdateKind,
)
from measures.querysets import OPEN

ABANDONED = (Status.REJECTED, Status.CANCELLED)


@dataclass(frozen=True)
class BrokenLinks:
    """The rows where the chain is broken, by kind.  Each is a queryset, so that a page may count or list."""

    problems_without_cause: QuerySet[Problem]  # prioritised ones only: causes belong to those
    problems_without_measure: QuerySet[Problem]
    problems_without_indicator: QuerySet[Problem]  # prioritised ones only
    measures_without_problem: QuerySet[Measure]
    measures_without_follow_up: QuerySet[Measure]
    causes_without_measure: QuerySet[CauseFactor]
    indicators_without_result: QuerySet[Indicator]  # past their day, and never read

    def counts(self) -> dict[str, int]:
        """How many rows each list has, by its name."""
        return {name: getattr(self, name).count() for name in self.__dataclass_fields__}

    def total(self) -> int:
        """How many rows all lists have together: one query."""
        first, *others = (
            getattr(self, name).order_by().values(row=F("pk")) for name in self.__dataclass_fields__
        )
        return int(first.union(*others, all=True).count())


def broken_links(problems: QuerySet[Problem], measures: QuerySet[Measure], today: date) -> BrokenLinks:
    """Find where the chain stops, among the problems and measures that the reader sees.

    A measure that was refused or broken off answers to no problem.  A measure is followed up by a day set
    for it, by an evaluation or by a follow-up in its timeline; only those under way or done need one.
    """
    answering = Measure.objects.exclude(status__in=ABANDONED)
    open_problems = problems.filter(closed_on__isnull=True)
    mine = problems.values("pk")
    real = measures.filter(is_quick=False).exclude(status__in=ABANDONED)
    return BrokenLinks(
        problems_without_cause=open_problems.filter(prioritised=True).filter(
            ~Exists(CauseFactor.objects.filter(problem=OuterRef("pk")))
        ),
        problems_without_measure=open_problems.filter(~Exists(answering.filter(problems=OuterRef("pk")))),
        problems_without_indicator=open_problems.filter(prioritised=True).filter(
            ~Exists(Indicator.objects.filter(problem=OuterRef("pk")))
        ),
        measures_without_problem=real.filter(~Exists(Problem.objects.filter(measures=OuterRef("pk")))),
        measures_without_follow_up=real.filter(
            status__in=(Status.PLANNED, Status.ONGOING, Status.DONE), follow_up_on__isnull=True
        ).filter(
            ~Exists(MeasureUpdate.objects.filter(measure=OuterRef("pk"), kind=UpdateKind.FOLLOW_UP)),
            evaluations__isnull=True,
        ),
        causes_without_measure=CauseFactor.objects.filter(
            problem__in=mine, problem__prioritised=True, problem__closed_on__isnull=True
        ).filter(~Exists(answering.filter(causes=OuterRef("pk")))),
        indicators_without_result=Indicator.objects.filter(problem__in=mine, target_on__lt=today).filter(
            ~Exists(Reading.objects.filter(indicator=OuterRef("pk")))
        ),
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a plan's measures have come (DOMAIN.md 2.6): done, begun, and all of them."""

    measures: int
    begun: int
    done: int
    overdue: int

    @property
    def share(self) -> float | None:
        """Percent done or begun; None for an empty plan."""
        return 100 * self.begun / self.measures if self.measures else None


def plan_progress(plan: ActionPlan, measures: QuerySet[Measure], on: date) -> Progress:
    """Count a plan's measures as they stood on a day: done or begun by then.

    For the yearly figure `on` is the same date a year after the plan was decided.
    """
    rows = list(
        measures.filter(plans=plan)
        .distinct()
        .values_list("status", "started_on", "done_on", "due_on", "status_since")
    )
    begun = sum(
        1 for status, started, ended, _due, since in rows if _had_begun(status, started or ended, since, on)
    )
    done = sum(1 for _status, _started, finished, _due, _since in rows if finished and finished <= on)
    overdue = sum(1 for status, _s, _d, due, _since in rows if status in OPEN and due and due < on)
    return Progress(len(rows), begun, done, overdue)


def _had_begun(status: str, started: date | None, since: date, on: date) -> bool:
    """Whether a measure had begun; one that was done without a first day began when it was done."""
    if started is not None:
        return started <= on
    return status == Status.TRANSFERRED and since <= on

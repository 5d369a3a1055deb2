"""Questions about many problems, measures and plans."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from places.permissions import seen_by
from stakeholders.models import User
from stakeholders.policy import Action

if TYPE_CHECKING:
    from measures.models import ActionPlan, Measure, Problem  # noqa: F401

DUE_SOON_DAYS = 14
ESCALATION_DAYS = 30
OPEN = ("proposed", "decided", "planned", "ongoing")


RowsT = TypeVar("RowsT", bound=models.QuerySet[Any])


def fixed(rows: RowsT) -> RowsT:
    """The same rows by their keys, asked once: many questions about them need not ask again who sees them."""
    keys = rows.order_by().values_list("pk", flat=True).distinct()
    found: RowsT = rows.model._default_manager.filter(pk__in=list(keys))
    return found


class ProblemQuerySet(models.QuerySet["Problem"]):
    def visible_to(self, user: User) -> Self:
        """Problems the person may see, each as far as it is shared."""
        return self.filter(seen_by(user, Action.VIEW_AREA))

    def open(self) -> Self:
        """Problems that have not come to an end."""
        return self.filter(closed_on__isnull=True)


class MeasureQuerySet(models.QuerySet["Measure"]):
    def visible_to(self, user: User) -> Self:
        """Measures the person may see, each as far as it is shared."""
        return self.filter(seen_by(user, Action.VIEW_AREA))

    def open(self) -> Self:
        """Measures that wait for somebody to do something; paused ones rest."""
        return self.filter(status__in=OPEN)

    def overdue(self, today: date) -> Self:
        """Open ones whose last day has passed, and pauses that should have ended."""
        return self.filter(Q(status__in=OPEN, due_on__lt=today) | Q(status="paused", resume_on__lt=today))

    def due_soon(self, today: date) -> Self:
        """Open ones whose last day comes within a fortnight."""
        return self.filter(status__in=OPEN, due_on__range=(today, today + timedelta(days=DUE_SOON_DAYS)))

    def escalated(self, today: date) -> Self:
        """Those late for more than thirty days, which the steering group is told of."""
        return self.overdue(today - timedelta(days=ESCALATION_DAYS))


class PlanQuerySet(models.QuerySet["ActionPlan"]):
    def visible_to(self, user: User) -> Self:
        """Plans the person may see, each as far as it is shared."""
        return self.filter(seen_by(user, Action.VIEW_AREA))

    def current(self) -> Self:
        """The newest version of each plan."""
        return self.filter(replaced_by__isnull=True)

"""Questions about many assessments."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from places.permissions import areas_where
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User
from stakeholders.policy import Action

if TYPE_CHECKING:
    from assessments.models import Assessment, Decision, WeeklyFocus  # noqa: F401
    from assessments.special_models import SpecialEvent  # noqa: F401


def weeks_between(first: IsoWeek, last: IsoWeek) -> Q:
    """Match weeks from first to last, both included, also across New Year."""
    if first.year == last.year:
        return Q(iso_year=first.year, iso_week__gte=first.week, iso_week__lte=last.week)
    return (
        Q(iso_year=first.year, iso_week__gte=first.week)
        | Q(iso_year__gt=first.year, iso_year__lt=last.year)
        | Q(iso_year=last.year, iso_week__lte=last.week)
    )


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def in_week(self, week: IsoWeek) -> "AssessmentQuerySet":
        return self.filter(iso_year=week.year, iso_week=week.week)

    def between(self, first: IsoWeek, last: IsoWeek) -> "AssessmentQuerySet":
        return self.filter(weeks_between(first, last))


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User) -> "DecisionQuerySet":
        """Decisions with their reasons and counts: for those who may see counts.

        A reason would give away counts that are kept from other parties.
        """
        return self.filter(area__in=areas_where(user, Action.VIEW_INCIDENT_COUNTS).values("pk"))

    def in_week(self, week: IsoWeek) -> "DecisionQuerySet":
        return self.filter(iso_year=week.year, iso_week=week.week)

    def between(self, first: IsoWeek, last: IsoWeek) -> "DecisionQuerySet":
        return self.filter(weeks_between(first, last))

    def unconfirmed(self) -> "DecisionQuerySet":
        """Decisions that stand, and that the other party has not agreed with yet."""
        return self.filter(assessment__isnull=False, confirmation__isnull=True)


class WeeklyFocusQuerySet(models.QuerySet["WeeklyFocus"]):
    def visible_to(self, user: User) -> "WeeklyFocusQuerySet":
        """Focuses of the areas the person sees: they are for every party."""
        return self.filter(area__in=areas_where(user, Action.VIEW_AREA).values("pk"))

    def in_week(self, week: IsoWeek) -> "WeeklyFocusQuerySet":
        return self.filter(iso_year=week.year, iso_week=week.week)

    def open(self) -> "WeeklyFocusQuerySet":
        return self.filter(outcome="")

    def before(self, week: IsoWeek) -> "WeeklyFocusQuerySet":
        return self.filter(Q(iso_year__lt=week.year) | Q(iso_year=week.year, iso_week__lt=week.week))


class SpecialEventQuerySet(models.QuerySet["SpecialEvent"]):
    def visible_to(self, user: User) -> "SpecialEventQuerySet":
        """Interim pictures, for the authorities: they tell more than counts do."""
        return self.filter(district__in=areas_where(user, Action.VIEW_INCIDENT_COUNTS).values("pk"))

    def in_week(self, week: IsoWeek) -> "SpecialEventQuerySet":
        """Those that began in the week, Swedish time."""
        return self.filter(opened_at__gte=week.start, opened_at__lt=week.end)

    def open(self) -> "SpecialEventQuerySet":
        return self.filter(closed_at__isnull=True)

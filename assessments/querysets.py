"""Questions about many assessments."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from platssamverkan.core.weeks import IsoWeek

if TYPE_CHECKING:
    from assessments.models import Assessment  # noqa: F401


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def in_week(self, week: IsoWeek) -> "AssessmentQuerySet":
        return self.filter(iso_year=week.year, iso_week=week.week)

    def between(self, first: IsoWeek, last: IsoWeek) -> "AssessmentQuerySet":
        """Weeks from first to last, both included, also across New Year."""
        if first.year == last.year:
            return self.filter(iso_year=first.year, iso_week__gte=first.week, iso_week__lte=last.week)
        return self.filter(
            Q(iso_year=first.year, iso_week__gte=first.week)
            | Q(iso_year__gt=first.year, iso_year__lt=last.year)
            | Q(iso_year=last.year, iso_week__lte=last.week)
        )

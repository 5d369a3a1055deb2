"""Questions about many incidents."""

from typing import TYPE_CHECKING

from django.db import models

from platssamverkan.core.weeks import IsoWeek

if TYPE_CHECKING:
    from incidents.models import Incident  # noqa: F401


class IncidentQuerySet(models.QuerySet["Incident"]):
    def in_week(self, week: IsoWeek) -> "IncidentQuerySet":
        """Incidents whose earliest moment lies in the week, Swedish local time."""
        return self.filter(occurred_from__gte=week.start, occurred_from__lt=week.end)

    def counted(self) -> "IncidentQuerySet":
        """Those that bear on a level: included, not a duplicate, and worse than mere context."""
        return self.filter(included_in_assessment=True, duplicate_of__isnull=True, severity__gte=1)

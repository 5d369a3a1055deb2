"""Questions about many incidents."""

from typing import TYPE_CHECKING

from django.db import models

from places.permissions import seen_by
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User
from stakeholders.policy import Action, Visibility

if TYPE_CHECKING:
    from incidents.models import Incident  # noqa: F401


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, user: User) -> "IncidentQuerySet":
        """Incidents the person may see, each as far as it is shared."""
        return self.filter(seen_by(user, Action.VIEW_INCIDENTS))

    def in_week(self, week: IsoWeek) -> "IncidentQuerySet":
        """Incidents whose earliest moment lies in the week, Swedish local time."""
        return self.filter(occurred_from__gte=week.start, occurred_from__lt=week.end)

    def counted(self) -> "IncidentQuerySet":
        """Those that bear on a level: included, not a duplicate, and worse than mere context.

        What an organisation keeps to itself is no part of a joint judgement, nor of a number that
        others read: so the counts are the same for everyone who may see them.
        """
        return self.filter(included_in_assessment=True, duplicate_of__isnull=True, severity__gte=1).exclude(
            visibility=Visibility.OWN_ORGANISATION
        )

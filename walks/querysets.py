"""Questions about many walks and observations."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from walks.models import Observation, Walk  # noqa: F401


class WalkQuerySet(models.QuerySet["Walk"]):
    def latest_first(self) -> Self:
        """The newest walk first."""
        return self.order_by("-starts_at", "-pk")


class ObservationQuerySet(models.QuerySet["Observation"]):
    def unsolved(self) -> Self:
        """Deficiencies that nobody has mended, answered no to or looked into to the end."""
        return self.filter(positive=False, status__in=("new", "acting", "investigating"))

    def overdue(self, day: date) -> Self:
        """Promised for a day that has passed."""
        return self.unsolved().filter(due_on__lt=day)

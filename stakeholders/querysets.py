"""Questions about many people and organisations."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from stakeholders.models import Membership  # noqa: F401


def valid_on(day: date, prefix: str = "") -> Q:
    """Match rows whose valid_from/valid_to, both inclusive, hold the day."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day})
    )


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, day: date) -> "MembershipQuerySet":
        """Memberships in force on the day."""
        return self.filter(valid_on(day))

"""Questions about many people and organisations."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from stakeholders.models import CapabilityLink, Membership  # noqa: F401


def valid_on(day: date, prefix: str = "") -> Q:
    """Match rows whose valid_from/valid_to, both inclusive, hold the day."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day})
    )


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, day: date) -> "MembershipQuerySet":
        """Memberships in force on the day."""
        return self.filter(valid_on(day))

    def ahead(self, day: date) -> "MembershipQuerySet":
        """Memberships in force on the day or later: what has to be settled when somebody leaves."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class CapabilityLinkQuerySet(models.QuerySet["CapabilityLink"]):
    def open(self, moment: datetime) -> "CapabilityLinkQuerySet":
        """Links that can still be used."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=moment, used_count__lt=F("max_uses"))

    def about(self, obj: models.Model) -> "CapabilityLinkQuerySet":
        """Links whose one thing is the row."""
        return self.filter(object_type=obj._meta.label_lower, object_id=str(obj.pk))

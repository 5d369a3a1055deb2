"""Questions about many incidents."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from places.models import Area
from places.permissions import areas_where, seen_by
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User
from stakeholders.policy import Action, Visibility

if TYPE_CHECKING:
    from incidents.models import Incident


class Status(models.TextChoices):
    """Where an incident stands in triage."""

    NEW = "new", _("Ny")
    REVIEWED = "reviewed", _("Granskad")
    INCLUDED = "included", _("Ingår")
    EXCLUDED = "excluded", _("Ingår inte")
    MERGED = "merged", _("Sammanslagen")


@dataclass(frozen=True, slots=True)
class Holds:
    """The facts that make a status: a duplicate, included, excluded, reviewed; None where it makes no difference."""

    duplicate: bool
    included: bool | None = None
    excluded: bool | None = None
    reviewed: bool | None = None

    def of(self, row: "Incident") -> bool:
        """Say whether they hold for the row."""
        facts = (
            (self.duplicate, row.duplicate_of_id is not None),
            (self.included, row.included_in_assessment),
            (self.excluded, row.exclusion != ""),
            (self.reviewed, row.reviewed_at is not None),
        )
        return all(wanted is None or wanted == found for wanted, found in facts)

    def match(self) -> Q:
        """Match the rows they hold for."""
        found = Q(duplicate_of__isnull=not self.duplicate)
        if self.included is not None:
            found &= Q(included_in_assessment=self.included)
        if self.excluded is not None:
            found &= ~Q(exclusion="") if self.excluded else Q(exclusion="")
        if self.reviewed is not None:
            found &= Q(reviewed_at__isnull=not self.reviewed)
        return found


STATUS: dict[Status, Holds] = {
    Status.MERGED: Holds(True),
    Status.INCLUDED: Holds(False, included=True),
    Status.EXCLUDED: Holds(False, included=False, excluded=True),
    Status.REVIEWED: Holds(False, included=False, excluded=False, reviewed=True),
    Status.NEW: Holds(False, included=False, excluded=False, reviewed=False),
}
WAITING = frozenset({Status.NEW, Status.REVIEWED})


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, user: User) -> "IncidentQuerySet":
        """Incidents the person may see, each as far as it is shared.

        Those of a sensitive kind are for the authorities however they are shared: for all others they
        are in no list, count, map or file (DOMAIN.md 6.5).
        """
        authority_in = areas_where(user, Action.VIEW_INCIDENT_COUNTS).values("pk")
        return self.filter(
            seen_by(user, Action.VIEW_INCIDENTS), Q(category__sensitive=False) | Q(area__in=authority_in)
        )

    def in_district(self, district: Area) -> "IncidentQuerySet":
        """Incidents in the district, in one of its parts, or only known to have been somewhere in it."""
        return self.filter(Q(area=district) | Q(area__parent=district))

    def in_week(self, week: IsoWeek) -> "IncidentQuerySet":
        """Incidents whose earliest moment lies in the week, Swedish local time."""
        return self.filter(occurred_from__gte=week.start, occurred_from__lt=week.end)

    def standing(self, *statuses: Status) -> "IncidentQuerySet":
        """Incidents with one of the statuses."""
        found = Q(pk__in=[])
        for status in statuses:
            found |= STATUS[status].match()
        return self.filter(found)

    def counted(self) -> "IncidentQuerySet":
        """Those that bear on a level: included, not a duplicate, and worse than mere context.

        What an organisation keeps to itself is no part of a joint judgement, nor of a number that
        others read: so the counts are the same for everyone who may see them.
        """
        return self.filter(included_in_assessment=True, duplicate_of__isnull=True, severity__gte=1).exclude(
            visibility=Visibility.OWN_ORGANISATION
        )

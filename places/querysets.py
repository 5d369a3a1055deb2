"""Questions about many areas."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.gis.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from places.models import Area


class AreaQuerySet(models.QuerySet["Area"]):
    def of_kind(self, kind: str) -> "AreaQuerySet":
        return self.filter(kind=kind)

    def valid_on(self, day: date) -> "AreaQuerySet":
        """Areas that exist on the day; open ends count as always."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )

    def begun(self, day: date) -> "AreaQuerySet":
        """Areas that exist on the day or have existed: those with a past to read."""
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day))

    def neighbourhoods_of(self, district: "Area") -> "AreaQuerySet":
        """The parts of a district that are assessed each week, in their customary order."""
        return self.filter(parent=district, kind="neighbourhood").defer("geometry")

    def within(self, areas: Collection[int]) -> "AreaQuerySet":
        """These areas, everything below them in the tree, and what a police area is made up of."""
        # A subquery, not a join: an area in two police areas must not come twice.
        parts = self.model._default_manager.filter(wholes__whole__in=areas).values("pk")
        return self.filter(
            Q(pk__in=areas)
            | Q(parent__in=areas)
            | Q(parent__parent__in=areas)
            | Q(pk__in=parts)
            | Q(parent__in=parts)
        )

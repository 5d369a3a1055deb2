"""Questions about many places, and about what was so on a day."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.gis.db import models
from django.contrib.gis.geos import GEOSGeometry
from django.contrib.gis.measure import D
from django.db.models import Exists, OuterRef, Q, QuerySet

from stakeholders.querysets import valid_on

if TYPE_CHECKING:
    from places.models import Area, Designation, Mandate, Place  # noqa: F401

TOO_NEAR = 25  # metres: closer than this, two places are probably one


class PlaceQuerySet(models.QuerySet["Place"]):
    def in_areas(self, areas: "QuerySet[Area]") -> Self:
        """Places that lie in at least one of the areas."""
        # A subquery, not a join: a place in two of the areas must not come twice.
        return self.filter(pk__in=areas.values("places"))

    def near(self, geometry: GEOSGeometry) -> Self:
        """Places at most 25 metres away, by name."""
        return self.filter(geometry__dwithin=(geometry, D(m=TOO_NEAR))).order_by("name")


class DesignationQuerySet(models.QuerySet["Designation"]):
    def on(self, day: date) -> Self:
        """What applied on the day."""
        return self.filter(valid_on(day))

    def in_areas(self, areas: "QuerySet[Area]") -> Self:
        """What is said of the areas, of a place in one of them, or of a territory that reaches into one."""
        return self.filter(
            Q(area__in=areas.values("pk"))
            | Q(place__in=areas.values("places"))
            | Q(Exists(areas.filter(geometry__intersects=OuterRef("geometry"))))
        )


class MandateQuerySet(models.QuerySet["Mandate"]):
    def on(self, day: date) -> Self:
        """Roles that were held on the day."""
        return self.filter(valid_on(day))

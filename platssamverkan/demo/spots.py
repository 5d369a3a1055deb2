"""Where the invented incidents were: a known place, a point in the stadsdel, or no more than the stadsdel."""

import random
from collections.abc import Iterable

from django.contrib.gis.geos import Point

from incidents.models import Incident, Precision
from incidents.services import rounded
from places.models import SRID, Area, Place


def give_spots(incidents: Iterable[Incident]) -> None:
    """Give two thirds of the ordinary incidents a spot, which follows from each alone; nothing is stored."""
    places: dict[int, list[Place]] = {}
    for row in incidents:
        if row.category.sensitive:
            continue
        if row.area_id not in places:
            here = Place.objects.filter(areas=row.area_id, geometry__isnull=False)
            places[row.area_id] = list(here.order_by("slug"))
        known = places[row.area_id]
        chance = random.Random(f"{row.area.slug} {row.occurred_from.isoformat()} {row.category.code}")
        draw = chance.random()
        if draw < 0.4 and known:
            row.place, row.precision = chance.choice(known), Precision.PLACE
        elif draw < 0.7:
            row.point, row.precision = _point_in(row.area, chance), Precision.POINT


def _point_in(area: Area, chance: random.Random) -> Point:
    left, bottom, right, top = area.geometry.extent
    while True:
        point = rounded(Point(chance.uniform(left, right), chance.uniform(bottom, top), srid=SRID))
        if area.geometry.contains(point):
            return point

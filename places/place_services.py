"""Changes of places: putting one on the map, moving it, and working out which areas it lies in."""

from collections.abc import Collection

from django.contrib.gis.geos import GEOSGeometry
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from places.models import Area, Place, PlaceArea
from places.models.places import RESERVED
from places.permissions import areas_where
from places.place_permissions import places_seen_by
from platssamverkan.core.names import address
from platssamverkan.core.swedish import enumerate_words
from stakeholders.audit import record
from stakeholders.models import User
from stakeholders.policy import Action

# One lock for all savers of places: two people who put the same square on the map take turns, so that
# the second one is told.
_PLACES_LOCK = 0x504C4154

# A border that is only touched does not count: a surface must reach in by at least a square metre.
_RESOLVE = """
    INSERT INTO places_placearea (place_id, area_id, chosen)
    SELECT place.id, area.id, false
    FROM places_place place JOIN places_area area ON ST_Intersects(area.geometry, place.geometry)
    WHERE {which}
      AND (ST_Dimension(place.geometry) = 0
           OR ST_Area(ST_Intersection(area.geometry, place.geometry)) >= 1)
    ON CONFLICT (place_id, area_id) DO NOTHING
"""


def resolve_areas(*, places: Collection[int] | None = None, areas: Collection[int] | None = None) -> None:
    """Work out, in the database, which areas places lie in: those places', or those areas', or all.

    Call it when a place has moved and when the borders of areas have changed.  Areas that were chosen by
    hand stay for a place without a position.
    """
    stale = PlaceArea.objects.filter(place__geometry__isnull=False)
    clauses, values = ["place.geometry IS NOT NULL"], []
    if places is not None:
        stale = stale.filter(place__in=places)
        clauses.append("place.id = ANY(%s)")
        values.append(list(places))
    if areas is not None:
        stale = stale.filter(area__in=areas)
        clauses.append("area.id = ANY(%s)")
        values.append(list(areas))
    with transaction.atomic():
        stale.delete()
        with connection.cursor() as cursor:
            cursor.execute(_RESOLVE.format(which=" AND ".join(clauses)), values)


@transaction.atomic
def save_place(
    *,
    by: User,
    place: Place | None = None,
    name: str,
    kind: str,
    geometry: GEOSGeometry | None,
    areas: Collection[Area] = (),
    note: str = "",
    source: str = "",
    although_near: bool = False,
    guard_reason: str = "",
) -> Place:
    """Put a place on the map, or change one.

    `areas` are used where there is no position.  ValidationError, by field: if it lies outside the areas
    whose places the person keeps, if it has neither position nor area, or (code `near`) if another place
    the person sees lies within 25 metres and `although_near` is not set.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PLACES_LOCK])
    fresh = place is None
    place = place or Place()
    place.name, place.kind, place.note, place.source = " ".join(name.split()), kind, note, source
    place.guard_reason = guard_reason
    moved = fresh or _differs(place.geometry, geometry)
    place.geometry = geometry
    if geometry is None and not areas:
        raise ValidationError({"location": _("Ange ett läge eller välj minst ett område.")})
    if geometry is not None and moved and not although_near:
        _refuse_near(by, place, geometry)
    if fresh:
        place.slug = _free_slug(place.name)
    place.full_clean(exclude=["geometry"], validate_constraints=False)
    place.save()
    PlaceArea.objects.filter(place=place).delete()
    if geometry is None:
        PlaceArea.objects.bulk_create(PlaceArea(place=place, area=area, chosen=True) for area in areas)
    else:
        resolve_areas(places=[place.pk])
    if not place.areas.filter(pk__in=areas_where(by, Action.KEEP_PLACES).values("pk")).exists():
        raise ValidationError(
            {"location": _("Platsen ligger utanför de områden där du får lägga in platser.")}
        )
    record(by, "place.added" if fresh else "place.changed", place)
    return place


def _differs(old: GEOSGeometry | None, new: GEOSGeometry | None) -> bool:
    return old is None or new is None or not old.equals(new)


def _refuse_near(by: User, place: Place, geometry: GEOSGeometry) -> None:
    near: QuerySet[Place] = places_seen_by(by).near(geometry).exclude(pk=place.pk)
    names = [other.name for other in near[:3]]
    if names:
        text = _("Det finns redan en plats inom 25 meter: %(names)s. Är det en annan plats, kryssa i rutan.")
        raise ValidationError(
            {"location": ValidationError(text % {"names": enumerate_words(names)}, code="near")}
        )


def _free_slug(name: str) -> str:
    base = address(name)[:120] or "plats"
    taken = set(Place.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)

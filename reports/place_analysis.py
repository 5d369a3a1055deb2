"""Places with what they are classified as: lists, the law on a day, and what changed since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Prefetch, Q, QuerySet

from places.models import Area, AreaAlias, AreaKind, Designation, DesignationKind, Place, PlaceKind
from places.place_permissions import designations_seen_by, places_seen_by
from platssamverkan.core.names import fold
from stakeholders.models import User

MOST_PLACES = 500  # on one page and map; the page says when there are more
# The areas people name when they say where a place is.
SAID_AREAS = (AreaKind.NEIGHBOURHOOD, AreaKind.MUNICIPALITY)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asked the list for; empty texts ask for nothing."""

    words: str = ""
    kind: str = ""
    designation: str = ""
    area: str = ""

    @classmethod
    def read(cls, asked: "dict[str, str]") -> "Filters":
        """Take the filters out of a query string; what isn't known is left out."""
        kind, designation = asked.get("slag", ""), asked.get("klass", "")
        return cls(
            words=asked.get("sok", "").strip()[:100],
            kind=kind if kind in PlaceKind.values else "",
            designation=designation if designation in DesignationKind.values else "",
            area=asked.get("omrade", "")[:140],
        )

    @property
    def query(self) -> str:
        """The same as a query string, so that a list and its exports have one address."""
        pairs = {"sok": self.words, "slag": self.kind, "klass": self.designation, "omrade": self.area}
        return urlencode({key: value for key, value in pairs.items() if value})


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in a list: where it lies, and what applies there on the day."""

    place: Place
    areas: tuple[str, ...]
    designations: tuple[Designation, ...]


def places_listed(user: User, filters: Filters, day: date) -> list[PlaceRow]:
    """The places the person may see that pass the filters, by name; three queries, one more than `MOST_PLACES`."""
    applying = Designation.objects.on(day).defer("geometry").order_by("kind", "pk")
    said = Area.objects.filter(kind__in=SAID_AREAS).defer("geometry").order_by("name")
    found = _filtered(places_seen_by(user), filters, day).prefetch_related(
        Prefetch("designations", applying, to_attr="applying"), Prefetch("areas", said, to_attr="said_areas")
    )
    return [
        PlaceRow(place, tuple(area.name for area in place.said_areas), tuple(place.applying))
        for place in found.order_by("name", "pk")[: MOST_PLACES + 1]
    ]


def _filtered(places: QuerySet[Place], filters: Filters, day: date) -> QuerySet[Place]:
    if filters.words:
        named = Area.objects.filter(
            Q(name__icontains=filters.words)
            | Q(pk__in=AreaAlias.objects.filter(folded__contains=fold(filters.words)).values("area"))
        ).filter(kind__in=SAID_AREAS)
        places = places.filter(Q(name__icontains=filters.words) | Q(pk__in=named.values("places")))
    if filters.kind:
        places = places.filter(kind=filters.kind)
    if filters.designation:
        applying = Designation.objects.on(day).filter(kind=filters.designation)
        places = places.filter(pk__in=applying.values("place"))
    if filters.area:
        places = places.filter(pk__in=Area.objects.filter(slug=filters.area).values("places"))
    return places


@dataclass(frozen=True, slots=True)
class LawItem:
    """A designation with where it lies: its own border, or else that of its place or area."""

    designation: Designation
    geometry: GEOSGeometry | None

    @property
    def url(self) -> str:
        subject = self.designation.place or self.designation.area
        return subject.get_absolute_url() if subject else ""

    @property
    def where(self) -> str:
        """The place it is about, where its own name says something else."""
        place = self.designation.place
        return place.name if place and place.name != self.designation.name else ""


@dataclass(frozen=True, slots=True)
class LawGroup:
    """Everything of one kind."""

    kind: DesignationKind
    items: tuple[LawItem, ...]


def law_on(user: User, day: date) -> list[LawItem]:
    """What applied on the day where the person may see, by kind and name; one query and one for borderlines."""
    order = {kind.value: number for number, kind in enumerate(DesignationKind)}
    found = (
        designations_seen_by(user)
        .on(day)
        .select_related("place", "area", "holder")
        .prefetch_related("borderlines__area")
    )
    items = [LawItem(row, _geometry(row)) for row in found]
    return sorted(items, key=lambda i: (order[i.designation.kind], i.designation.name, i.designation.pk))


def _geometry(row: Designation) -> GEOSGeometry | None:
    subject = row.place or row.area
    geometry: GEOSGeometry | None = row.geometry or (subject.geometry if subject else None)
    return geometry


def law_groups(items: Sequence[LawItem]) -> list[LawGroup]:
    """Group what applies by kind, in the kinds' own order."""
    groups = [
        LawGroup(kind, tuple(item for item in items if item.designation.kind == kind))
        for kind in DesignationKind
    ]
    return [group for group in groups if group.items]


@dataclass(frozen=True, slots=True)
class LawChange:
    """What differs between two days: what ended after the first, and what began."""

    ended: tuple[LawItem, ...]
    begun: tuple[LawItem, ...]


def law_change(before: Iterable[LawItem], after: Iterable[LawItem]) -> LawChange:
    """Compare two days' law by row: the same designation with another end is the same."""
    earlier = {item.designation.pk: item for item in before}
    later = {item.designation.pk: item for item in after}
    return LawChange(
        tuple(item for pk, item in earlier.items() if pk not in later),
        tuple(item for pk, item in later.items() if pk not in earlier),
    )


def turning_days(user: User, today: date) -> list[date]:
    """The days on which something began, and the last days of what has ended; the latest first."""
    spans = designations_seen_by(user).values_list("valid_from", "valid_to").distinct().order_by()
    days = {day for span in spans for day in span if day is not None and day <= today}
    return sorted(days, reverse=True)

"""Patterns in the incidents of a district over some weeks: where, when, and more than usual or not.

Counted from what the reader sees, and shown to them only; what is sensitive has no place here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

import numpy as np
from django.contrib.gis.geos import Polygon
from django.db.models import Count
from numpy.typing import NDArray

from incidents.analysis import Filters
from incidents.figures import GRID
from incidents.models import Incident, Origin
from incidents.permissions import is_authority_in
from incidents.querysets import IncidentQuerySet, Status
from incidents.retention import WeekStart
from places.models import Area, Place
from platssamverkan.core.aoristic import week_hours
from platssamverkan.core.hotspots import (
    LEAST_POINTS,
    Frame,
    Grid,
    Mask,
    concentrations,
    density,
    gi_star,
)
from platssamverkan.core.statistics import Expected
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User

EARLIEST = IsoWeek(2000, 1)
LENGTHS = (8, 13, 26, 52)  # weeks
USUAL_LENGTH = 26
BASELINE = 52  # weeks before the period that say what is usual
REPEATED_IN, REPEATED = 8, 3  # weeks, times
MOST_REPEATED = 10
SQUARE, BANDWIDTH = 200.0, 250.0  # metres
FINE_SQUARE = 100.0
MOST_READ = 50_000  # incidents of one picture; the page says when there are more


@dataclass(frozen=True, slots=True)
class Period:
    """Whole weeks, and the filters of the list, as they stand in the address."""

    last: IsoWeek
    length: int
    filters: Filters

    @classmethod
    def read(cls, asked: Mapping[str, str], *, authority: bool, today: date) -> "Period":
        """Read `vecka` (the last one), `veckor` and the list's own; what makes no sense is as if not there."""
        latest = IsoWeek.of(today).previous
        try:
            last = max(EARLIEST, min(IsoWeek.parse(asked.get("vecka", "")), IsoWeek.of(today)))
        except ValueError:
            last = latest
        length = asked.get("veckor", "")
        kept = {key: asked[key] for key in ("omrade", "grupp", "typ", "allvar") if key in asked}
        return cls(
            last,
            int(length) if length in {str(one) for one in LENGTHS} else USUAL_LENGTH,
            Filters.read(kept, authority=authority),
        )

    @property
    def first(self) -> IsoWeek:
        return self.last.shift(1 - self.length)

    @property
    def weeks(self) -> list[IsoWeek]:
        return [self.first.shift(n) for n in range(self.length)]

    @property
    def words(self) -> dict[str, str]:
        return {"vecka": str(self.last), "veckor": str(self.length), **self.filters.words()}

    @property
    def query(self) -> str:
        return urlencode(self.words)

    def moved(self, weeks: int) -> str:
        """The address of the same length that many weeks later."""
        return urlencode({**self.words, "vecka": str(self.last.shift(weeks))})

    def as_long_as(self, length: int) -> str:
        return urlencode({**self.words, "veckor": str(length)})


@dataclass(frozen=True, slots=True)
class Repeated:
    """A place, and how often something happened there in the last eight weeks of the period."""

    place: Place
    times: int
    latest: IsoWeek


@dataclass(frozen=True)
class Patterns:
    """All that the page shows, counted from the same rows."""

    district: Area
    period: Period
    rows: IncidentQuerySet  # in the period
    counts: tuple[int, ...]  # by week
    expected: Expected | None
    baseline: int  # weeks it rests on
    hours: list[list[float]]
    timeless: int  # too uncertain to say when
    repeated: list[Repeated]
    points: NDArray[np.float64]
    invented: bool

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def is_cut(self) -> bool:
        """Whether there are more incidents than the places and hours are counted from."""
        return self.total > MOST_READ

    @property
    def on_map(self) -> int:
        return len(self.points)

    @property
    def is_drawn(self) -> bool:
        """Whether there are points enough for a picture."""
        return self.on_map >= LEAST_POINTS

    @cached_property
    def squares(self) -> "Squares":
        return Squares.of(self.district, self.points)


@dataclass(frozen=True)
class Squares:
    """The district in squares: counts and Gi* in large ones, density in finer ones."""

    frame: Frame
    inside: Mask
    counts: Grid
    scores: Grid
    hot: Mask
    fine: Frame
    surface: Grid

    @classmethod
    def of(cls, district: Area, points: NDArray[np.float64]) -> "Squares":
        """Count the points in the squares whose middle, or one of whose points, lies in the district."""
        geometry = Area.objects.values_list("geometry", flat=True).get(pk=district.pk)
        ground = geometry.prepared
        frame = Frame.over(*geometry.extent, SQUARE)
        counts = frame.counts(points)
        inside = np.zeros(counts.shape, dtype=bool)
        for row in range(frame.rows):
            for column in range(frame.columns):
                square = Polygon.from_bbox(frame.box(row, column))
                inside[row, column] = counts[row, column] > 0 or ground.intersects(square)
        scores = gi_star(counts, inside)
        fine = Frame.over(*geometry.extent, FINE_SQUARE)
        return cls(
            frame,
            inside,
            counts,
            scores,
            concentrations(scores) & (counts > 0),
            fine,
            density(points, fine, bandwidth=BANDWIDTH),
        )


def countable(user: User, district: Area, filters: Filters) -> IncidentQuerySet:
    """Return what the reader sees, each event once, and for authorities without what has been left out."""
    rows = Incident.objects.visible_to(user).in_district(district).filter(duplicate_of__isnull=True)
    if is_authority_in(user, district):
        rows = rows.standing(Status.INCLUDED, Status.REVIEWED, Status.NEW)
    return filters.apply(rows.filter(severity__gte=1, category__sensitive=False))


def patterns(user: User, district: Area, period: Period) -> Patterns:
    """Count the patterns of the period for the reader."""
    rows = countable(user, district, period.filters)
    weeks = period.weeks
    before = [period.first.shift(-n) for n in range(BASELINE, 0, -1)]
    found = _by_week(rows, before[0], period.last)
    # The usual begins with the first week that anything was written down for: before, nobody wrote.
    begun = next((n for n, week in enumerate(before) if found.get(week)), len(before))
    baseline = [found.get(week, 0) for week in before[begun:]]
    here = rows.filter(occurred_from__gte=period.first.start, occurred_from__lt=period.last.end)
    hours, timeless = week_hours(here.values_list("occurred_from", "occurred_to")[:MOST_READ])
    return Patterns(
        district,
        period,
        here,
        tuple(found.get(week, 0) for week in weeks),
        Expected.from_baseline(baseline),
        len(baseline),
        hours,
        timeless,
        _repeated(rows, period.last),
        _points(here, exact=is_authority_in(user, district)),
        here.filter(origin=Origin.INVENTED).exists(),
    )


def _by_week(rows: IncidentQuerySet, first: IsoWeek, last: IsoWeek) -> dict[IsoWeek, int]:
    found = (
        rows.filter(occurred_from__gte=first.start, occurred_from__lt=last.end)
        .order_by()
        .annotate(week=WeekStart("occurred_from"))
        .values_list("week")
        .annotate(n=Count("pk"))
    )
    return {IsoWeek.of(week): n for week, n in found}


def _repeated(rows: IncidentQuerySet, last: IsoWeek) -> list[Repeated]:
    """The places where something happened at least three times in eight weeks, most often first."""
    since = last.shift(1 - REPEATED_IN).start
    latest = rows.filter(occurred_from__gte=since, occurred_from__lt=last.end, place__isnull=False)
    times: dict[int, int] = {}
    weeks: dict[int, IsoWeek] = {}
    for place, moment in latest.order_by("occurred_from").values_list("place", "occurred_from"):
        times[place] = times.get(place, 0) + 1
        weeks[place] = IsoWeek.of(moment)
    often = [place for place, n in times.items() if n >= REPEATED]
    places = Place.objects.in_bulk(often)
    ranked = sorted(often, key=lambda place: (-times[place], places[place].name))[:MOST_REPEATED]
    return [Repeated(places[place], times[place], weeks[place]) for place in ranked]


def _points(rows: IncidentQuerySet, *, exact: bool) -> NDArray[np.float64]:
    """Where the incidents were, in metres; others than authorities get the middle of the 100 m square."""
    found = []
    centres: dict[int, tuple[float, float] | None] = {}
    pairs = list(rows.order_by().values_list("point", "place")[:MOST_READ])
    for known in Place.objects.filter(pk__in={place for _point, place in pairs if place}):
        middle = known.geometry.centroid if known.geometry else None
        centres[known.pk] = (middle.x, middle.y) if middle else None
    for point, place in pairs:
        if point is not None and exact:
            found.append((point.x, point.y))
        elif point is not None:
            found.append(((point.x // GRID + 0.5) * GRID, (point.y // GRID + 0.5) * GRID))
        elif place is not None and (centre := centres.get(place)):
            found.append(centre)
    return np.array(found, dtype=float).reshape(-1, 2)

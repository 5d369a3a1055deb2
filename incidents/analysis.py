"""Incidents counted, listed and compared for reading."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D
from django.db.models import Count, Q
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.models import GROUPS, Incident, IncidentCategory, Origin, Severity
from incidents.querysets import IncidentQuerySet, Status
from places.models import Area
from places.permissions import grounds
from platssamverkan.core.swedish import NBSP, short_day
from platssamverkan.core.weeks import STOCKHOLM, IsoWeek
from stakeholders.models import User
from stakeholders.policy import Action


@dataclass(frozen=True, slots=True)
class SeverityCounts:
    """How many counted incidents of each severity an area had in a week."""

    minor: int = 0
    concerning: int = 0
    serious: int = 0
    critical: int = 0
    invented: int = 0

    @property
    def total(self) -> int:
        return self.minor + self.concerning + self.serious + self.critical

    @property
    def badges(self) -> list[tuple[int, str, int]]:
        """(severity, its name, count) for the classes that occurred, mildest first."""
        numbers = (self.minor, self.concerning, self.serious, self.critical)
        return [(i, str(Severity(i).label), n) for i, n in enumerate(numbers, start=1) if n]


def counts_by_area(area_ids: list[int], week: IsoWeek) -> dict[int, SeverityCounts]:
    """Return the counts by area id; an area that reported nothing has zeros (quiet weeks are data)."""
    rows = (
        Incident.objects.counted()
        .in_week(week)
        .filter(area_id__in=area_ids)
        .values("area_id")
        .annotate(
            minor=Count("id", filter=Q(severity=Severity.MINOR)),
            concerning=Count("id", filter=Q(severity=Severity.CONCERNING)),
            serious=Count("id", filter=Q(severity=Severity.SERIOUS)),
            critical=Count("id", filter=Q(severity=Severity.CRITICAL)),
            invented=Count("id", filter=Q(origin=Origin.INVENTED)),
        )
        .order_by()
    )
    found = {
        row["area_id"]: SeverityCounts(
            row["minor"], row["concerning"], row["serious"], row["critical"], row["invented"]
        )
        for row in rows
    }
    return {area: found.get(area, SeverityCounts()) for area in area_ids}


@dataclass(frozen=True, slots=True)
class WeekCount:
    """An area's counted incidents in a week, and how many of them are invented."""

    total: int = 0
    invented: int = 0


def weekly_counts(
    area_ids: Collection[int], first: IsoWeek, last: IsoWeek
) -> dict[tuple[int, IsoWeek], WeekCount]:
    """Count what bears on the levels from first to last, by area and week; a week without any has no key.

    The database counts, by Swedish weeks: one row for each area and week, however many the incidents.
    """
    rows = (
        Incident.objects.counted()
        .filter(area__in=area_ids, occurred_from__gte=first.start, occurred_from__lt=last.end)
        .annotate(monday=TruncWeek("occurred_from", tzinfo=STOCKHOLM))
        .values_list("area_id", "monday")
        .annotate(total=Count("pk"), invented=Count("pk", filter=Q(origin=Origin.INVENTED)))
        .order_by()
    )
    return {(area, IsoWeek.of(monday)): WeekCount(total, invented) for area, monday, total, invented in rows}


# --- words ----------------------------------------------------------------------------------------


def span_words(first: datetime, last: datetime) -> str:
    """'13 nov 2023 kl. 21.40', or '13 nov 2023 kl. 21.40–23.00' and '13 nov kl. 21.40–14 nov 2023 kl. 06.00'."""
    begins, ends = first.astimezone(STOCKHOLM), last.astimezone(STOCKHOLM)
    clock = f"kl.{NBSP}{begins:%H.%M}"
    if begins.replace(second=0, microsecond=0) == ends.replace(second=0, microsecond=0):
        return f"{short_day(begins.date())} {begins.year} {clock}"
    if begins.date() == ends.date():
        return f"{short_day(begins.date())} {begins.year} {clock}–{ends:%H.%M}"
    year = f" {begins.year}" if begins.year != ends.year else ""
    return (
        f"{short_day(begins.date())}{year} {clock}–{short_day(ends.date())} {ends.year} kl.{NBSP}{ends:%H.%M}"
    )


def fate_words(incident: Incident) -> str:
    """What became of a report, for its sender: 'Läst, ingick i v. 47'.

    Of a sensitive kind its sender learns that it was read: what it was counted in, or that others had
    reported it too, would tell more than the frozen table does.
    """
    status = incident.status
    if incident.category.sensitive:
        return _("Inte läst än") if status == Status.NEW else _("Läst")
    if status == Status.INCLUDED:
        return _("Läst, ingick i %(week)s") % {"week": IsoWeek.of(incident.occurred_from).label}
    if status == Status.EXCLUDED:
        return _("Läst, ingick inte: %(reason)s") % {"reason": incident.get_exclusion_display()}
    if status == Status.MERGED:
        return _("Läst, samma händelse som andra har rapporterat")
    if status == Status.REVIEWED:
        return _("Läst")
    return _("Inte läst än")


# --- alike ----------------------------------------------------------------------------------------

NEAR = 250  # metres
CLOSE = timedelta(hours=6)


def alike(
    among: IncidentQuerySet,
    *,
    groups: Collection[str],
    area: Area,
    point: Point | None,
    first: datetime,
    last: datetime,
) -> IncidentQuerySet:
    """Return the incidents that may be the same one: its group of kinds, within 250 m and 6 hours.

    Where either lacks a point, the same area stands for near.
    """
    near = Q(area=area)
    if point is not None:
        near = Q(point__dwithin=(point, D(m=NEAR))) | Q(point__isnull=True, area=area)
    return among.filter(
        near,
        category__group__in=groups,
        occurred_from__lte=last + CLOSE,
        occurred_to__gte=first - CLOSE,
        duplicate_of__isnull=True,
    )


def known_to_reporter(user: User) -> IncidentQuerySet:
    """Incidents a reporter may be told about: those they see, and their own organisations' ordinary ones."""
    organisations = {ground.organisation for ground in grounds(user, Action.REPORT_INCIDENTS)}
    own = Q(owner__in=organisations, category__sensitive=False)
    return Incident.objects.filter(Q(pk__in=Incident.objects.visible_to(user).values("pk")) | own)


class Trait(NamedTuple):
    """What tells whether two incidents may be the same."""

    pk: int
    group: str
    area: int
    x: float | None
    y: float | None
    first: datetime
    last: datetime

    @classmethod
    def of(cls, row: Incident) -> "Trait":
        x, y = (row.point.x, row.point.y) if row.point else (None, None)
        return cls(row.pk, row.category.group, row.area_id, x, y, row.occurred_from, row.occurred_to)

    def may_be(self, other: "Trait") -> bool:
        """Say whether the two may be one, by the same rule as `alike`."""
        if self.group != other.group or self.first > other.last + CLOSE or other.first > self.last + CLOSE:
            return False
        if self.x is None or self.y is None or other.x is None or other.y is None:
            return self.area == other.area
        return (self.x - other.x) ** 2 + (self.y - other.y) ** 2 <= NEAR**2


MOST_COMPARED = 3000


def possible_duplicates(rows: Iterable[Incident], among: IncidentQuerySet) -> dict[int, list[Incident]]:
    """Return, by key, the incidents each row may be the same as; one query for them all."""
    rows = list(rows)
    if not rows:
        return {}
    candidates = (
        among.filter(
            category__group__in={row.category.group for row in rows},
            occurred_from__lte=max(row.occurred_to for row in rows) + CLOSE,
            occurred_to__gte=min(row.occurred_from for row in rows) - CLOSE,
            duplicate_of__isnull=True,
        )
        .select_related("category", "area", "place")
        .defer("area__geometry", "place__geometry")[:MOST_COMPARED]
    )
    known = [(Trait.of(row), row) for row in candidates]
    return {
        row.pk: [other for trait, other in known if other.pk != row.pk and Trait.of(row).may_be(trait)]
        for row in rows
        if row.duplicate_of_id is None
    }


# --- the list -------------------------------------------------------------------------------------

PAGE = 50
MOST_COUNTED = 10_000  # further on the list says "more than": nobody pages there, and counting takes time


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked the list for, as it stands in the address."""

    area: str = ""
    group: str = ""
    kind: str = ""
    severity: str = ""
    status: str = ""
    first: date | None = None
    last: date | None = None
    week: IsoWeek | None = None
    place: str = ""
    authority: bool = field(default=False, compare=False)  # others are shown no status to filter by

    @classmethod
    def read(cls, asked: Mapping[str, str], *, authority: bool) -> "Filters":
        """Read the address; what makes no sense there is as if it were not there."""
        return cls(
            area=asked.get("omrade", ""),
            group=asked.get("grupp", "") if asked.get("grupp", "") in GROUPS else "",
            kind=asked.get("typ", ""),
            severity=asked.get("allvar", "") if asked.get("allvar", "") in {"1", "2", "3", "4"} else "",
            status=asked.get("status", "") if authority and asked.get("status", "") in Status.values else "",
            first=_day(asked.get("fran", "")),
            last=_day(asked.get("till", "")),
            week=_week(asked.get("vecka", "")),
            place=asked.get("plats", ""),
            authority=authority,
        )

    def words(self) -> dict[str, str]:
        """The filters as they are written in the address."""
        found = {
            "omrade": self.area,
            "grupp": self.group,
            "typ": self.kind,
            "allvar": self.severity,
            "status": self.status,
            "fran": self.first.isoformat() if self.first else "",
            "till": self.last.isoformat() if self.last else "",
            "vecka": str(self.week) if self.week else "",
            "plats": self.place,
        }
        return {key: value for key, value in found.items() if value}

    @property
    def query(self) -> str:
        return urlencode(self.words())

    def apply(self, rows: IncidentQuerySet) -> IncidentQuerySet:
        """Leave the rows that were asked for."""
        if self.area:
            rows = rows.filter(area__slug=self.area)
        if self.group:
            rows = rows.filter(category__group=self.group)
        if self.kind:
            rows = rows.filter(category__code=self.kind)
        if self.severity:
            rows = rows.filter(severity=int(self.severity))
        if self.status:
            rows = rows.standing(Status(self.status))
        if self.place:
            rows = rows.filter(place__slug=self.place)
        if self.week:
            rows = rows.in_week(self.week)
        if self.first:
            rows = rows.filter(occurred_to__gte=_midnight(self.first))
        if self.last:
            rows = rows.filter(occurred_from__lt=_midnight(self.last + timedelta(days=1)))
        return rows


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _week(text: str) -> IsoWeek | None:
    try:
        return IsoWeek.parse(text)
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, STOCKHOLM)


def listed(user: User, district: Area, filters: Filters) -> IncidentQuerySet:
    """Return the incidents of the list, the latest first; duplicates stand with the one they are part of."""
    rows = Incident.objects.visible_to(user).in_district(district)
    if filters.status != Status.MERGED:
        rows = rows.filter(duplicate_of__isnull=True)
    return (
        filters.apply(rows)
        .select_related("category", "area", "place", "owner")
        .defer("area__geometry")
        .order_by("-occurred_from", "-pk")
    )


def kinds_by_group(kinds: Iterable[IncidentCategory]) -> list[tuple[str, list[IncidentCategory]]]:
    """Return the kinds under the names of their groups, in the groups' own order."""
    found: dict[str, list[IncidentCategory]] = {}
    for kind in kinds:
        found.setdefault(kind.group, []).append(kind)
    order = list(GROUPS)
    ranked = sorted(found, key=lambda group: order.index(group) if group in order else len(order))
    return [(str(GROUPS.get(group, group)), found[group]) for group in ranked]


COMMON_OF, COMMON = timedelta(days=180), 8
# What guards and caretakers report most, where nobody has reported yet.
USUAL = (
    "vandalism", "graffiti", "littering", "youth_disturbance", "noise", "drug_dealing", "moped_traffic",
    "lighting_fault",
)  # fmt: skip


def common_kinds(organisations: Collection[int], kinds: list[IncidentCategory]) -> list[IncidentCategory]:
    """Return the eight kinds these organisations report most of late, filled up with the usual ones.

    Never a sensitive one: the tile would tell colleagues that there have been reports of it.
    """
    since = timezone.now() - COMMON_OF
    counts = (
        Incident.objects.filter(owner__in=organisations, created_at__gte=since, category__sensitive=False)
        .values_list("category")
        .annotate(n=Count("pk"))
        .order_by("-n", "category")[:COMMON]
    )
    by_key = {kind.pk: kind for kind in kinds}
    by_code = {kind.code: kind for kind in kinds}
    found = [by_key[pk] for pk, _n in counts if pk in by_key]
    found += [by_code[code] for code in USUAL if code in by_code and by_code[code] not in found]
    return found[:COMMON]

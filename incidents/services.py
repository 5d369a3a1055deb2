"""Changes of incidents: a report comes in, triage decides what it is, and a step of triage is taken back."""

import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.gis.geos import Point
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.models import (
    Exclusion,
    Incident,
    IncidentCategory,
    PoliceReport,
    Precision,
    Report,
    Severity,
    TriageStep,
)
from places.models import SRID, Area, AreaKind, Place
from places.permissions import areas_where, grounds_at
from platssamverkan.core.maps import SHOWN_IN
from stakeholders.audit import record
from stakeholders.models import User
from stakeholders.policy import Action, Visibility

ROUNDED = 10  # metres: a point says which side of the square, never which door
ROUGH_FROM = 100  # metres of uncertainty from which a position is only "about here"
AT_PLACE = 40  # metres from a known place within which a position is taken to be that place
CLOCK_SKEW = timedelta(minutes=10)  # a phone's clock may run ahead of ours
PLANNED = "event_planned"  # the one kind that may lie in the future


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something was, as well as it is known."""

    area: Area
    place: Place | None = None
    point: Point | None = None
    precision: Precision = Precision.AREA


@dataclass(frozen=True, slots=True)
class Span:
    """When something was: a moment, or the earliest and the latest it can have been."""

    first: datetime
    last: datetime


# --- where ----------------------------------------------------------------------------------------


def spot_at(*, by: User, lat: float, lon: float, accuracy: float = 0) -> Spot:
    """Return the spot at a position in WGS 84 degrees; `accuracy` is its uncertainty in metres.

    The database says which stadsdel it is in, and whether it is at a place that is known.
    ValidationError if it lies outside the areas in which the person may report.
    """
    point = Point(lon, lat, srid=SHOWN_IN)
    point.transform(SRID)
    area = _area_at(point, by)
    if area is None:
        raise ValidationError(
            _("Läget ligger utanför de områden där du kan rapportera. Skriv platsens namn i stället."),
            code="outside",
        )
    if accuracy > ROUGH_FROM:
        return Spot(area, precision=Precision.ROUGH)
    near = Place.objects.filter(geometry__dwithin=(point, AT_PLACE), areas=area)
    place = min(near, key=lambda each: each.geometry.distance(point) if each.geometry else 0.0, default=None)
    return Spot(area, place, rounded(point), Precision.POINT)


def spot_of(*, by: User, named: Area | Place) -> Spot:
    """Return the spot of a place or an area that was named.  ValidationError as `spot_at`."""
    if isinstance(named, Area):
        return Spot(named)
    inside = named.areas.filter(pk__in=areas_where(by, Action.REPORT_INCIDENTS).values("pk"))
    if named.geometry is not None:
        area = _area_at(named.geometry.centroid, by) or _smallest(inside)
    else:
        area = _smallest(inside)
    if area is None:
        raise ValidationError(_("Platsen ligger utanför de områden där du kan rapportera."), code="outside")
    return Spot(area, named, precision=Precision.PLACE)


def _area_at(point: Point, by: User) -> Area | None:
    return _smallest(areas_where(by, Action.REPORT_INCIDENTS).filter(geometry__intersects=point))


def _smallest(areas: Any) -> Area | None:
    """The stadsdel among the areas, or else the district."""
    kinds = (AreaKind.NEIGHBOURHOOD, AreaKind.CITY_DISTRICT)
    found = {area.kind: area for area in areas.filter(kind__in=kinds).defer("geometry").order_by("-pk")}
    return next((found[kind] for kind in kinds if kind in found), None)


def rounded(point: Point) -> Point:
    """The point to the nearest ten metres."""
    return Point(
        round(point.x / ROUNDED) * ROUNDED, round(point.y / ROUNDED) * ROUNDED, srid=point.srid or SRID
    )


# --- reporting ------------------------------------------------------------------------------------


@transaction.atomic
def register_report(
    *,
    by: User,
    key: uuid.UUID,
    kinds: Collection[IncidentCategory],
    spot: Spot,
    span: Span,
    words: str = "",
    guard_reason: str = "",
    police_report: str = PoliceReport.UNKNOWN,
    visibility: str = Visibility.AUTHORITIES,
    now: datetime | None = None,
) -> Report:
    """Write down what somebody reports: one incident of each kind, at one place and time, all of them new.

    Sent twice with the same key it is stored once.  A sensitive kind keeps the area and nothing finer, and
    goes no further than to the authorities; a report about staff keeps the sender's role and not the sender.
    ValidationError for a time in the future, for a kind that says nothing without words, and for an
    area in which the person may not report.
    """
    ground = next(iter(grounds_at(by, Action.REPORT_INCIDENTS, spot.area.pk)), None)
    if ground is None:
        raise ValidationError(_("Där kan du inte rapportera."), code="outside")
    kinds = list(kinds)
    if not kinds:
        raise ValidationError({"kinds": _("Välj vad som har hänt.")})
    if not words and any(kind.needs_words for kind in kinds):
        raise ValidationError({"words": _("Skriv kort vad som hände: ”Övrigt” säger inget för sig.")})
    latest = (now or timezone.now()) + CLOCK_SKEW
    if span.last > latest and any(kind.code != PLANNED for kind in kinds):
        raise ValidationError({"when": _("Tiden ligger i framtiden.")})
    if span.last < span.first:
        raise ValidationError({"last": _("Det senaste klockslaget ligger före det tidigaste.")})
    nameless = any(kind.hides_sender for kind in kinds)
    report, is_new = Report.objects.get_or_create(
        key=key,
        defaults={
            "organisation_id": ground.organisation,
            "role": ground.role,
            "by": None if nameless else by,
        },
    )
    if not is_new:
        if report.organisation_id != ground.organisation:
            raise ValidationError(_("Rapporten är redan skickad."), code="sent")
        return report
    for kind in kinds:
        hidden = kind.sensitive
        incident = Incident(
            report=report,
            area=spot.area,
            place=None if hidden else spot.place,
            point=None if hidden else spot.point,
            precision=_as_area(spot.precision) if hidden else spot.precision,
            owner_id=ground.organisation,
            visibility=narrowed(kind, visibility),
            category=kind,
            severity=kind.severity,
            occurred_from=span.first,
            occurred_to=span.last,
            description=words,
            guard_reason=guard_reason,
            police_report=police_report,
            included_in_assessment=False,
        )
        incident.full_clean(exclude=["area", "owner", "place", "category", "report"])
        incident.save()
        record(by, "incident.registered", incident, kind=kind.code)
    return report


def narrowed(kind: IncidentCategory, visibility: str) -> str:
    """Whom an incident of the kind may be shared with: a sensitive one with the authorities at most."""
    wide = visibility in {Visibility.ALL_PARTIES, Visibility.PUBLIC}
    return Visibility.AUTHORITIES if kind.sensitive and wide else visibility


def _as_area(precision: Precision) -> Precision:
    return Precision.ROUGH if precision == Precision.ROUGH else Precision.AREA


# --- triage ---------------------------------------------------------------------------------------

FACTS = ("severity", "included_in_assessment", "exclusion", "reviewed_at", "duplicate_of_id")


def include(
    *, by: User, district: Area, keys: Iterable[int], severities: dict[int, int], now: datetime | None = None
) -> TriageStep:
    """Take incidents into the week's judgement, each with the severity that was confirmed for it.

    ValidationError for one that is somebody's own, merged into another, or no longer there.
    """
    at = now or timezone.now()

    def change(rows: list[Incident]) -> None:
        for row in rows:
            if row.duplicate_of_id is not None:
                raise ValidationError(_("En sammanslagen händelse räknas redan. Dela isär den först."))
            if row.visibility == Visibility.OWN_ORGANISATION:
                raise ValidationError(
                    _(
                        "En händelse som bara den egna organisationen ser kan inte ingå i en gemensam bedömning."
                    )
                )
            row.severity = severities.get(row.pk, row.severity)
            row.included_in_assessment, row.exclusion, row.reviewed_at = True, "", at

    return _step(by, district, keys, change, "incident.included")


def exclude(
    *, by: User, district: Area, keys: Iterable[int], reason: str, now: datetime | None = None
) -> TriageStep:
    """Leave incidents out of the week's judgement, for a reason."""
    at = now or timezone.now()
    if reason not in Exclusion.values:
        raise ValidationError(_("Välj ett skäl till att händelsen inte ingår."), code="reason")

    def change(rows: list[Incident]) -> None:
        for row in rows:
            if row.duplicate_of_id is not None:
                raise ValidationError(_("En sammanslagen händelse har inget eget läge. Dela isär den först."))
            row.included_in_assessment, row.exclusion, row.reviewed_at = False, reason, at

    return _step(by, district, keys, change, "incident.excluded", reason=reason)


def review(*, by: User, district: Area, keys: Iterable[int], now: datetime | None = None) -> TriageStep:
    """Say that incidents have been read, without deciding yet whether they count."""
    at = now or timezone.now()

    def change(rows: list[Incident]) -> None:
        for row in rows:
            row.included_in_assessment, row.exclusion, row.reviewed_at = False, "", at

    return _step(by, district, keys, change, "incident.reviewed")


def merge(*, by: User, district: Area, keys: Iterable[int], now: datetime | None = None) -> TriageStep:
    """Say that incidents are one and the same; the best known of them stands for all.

    What counted before still counts, once.  ValidationError for fewer than two, and where only one
    organisation sees the one that would stand for the others.
    """
    at = now or timezone.now()
    chosen = set(keys)
    roots = Incident.objects.filter(pk__in=chosen, duplicate_of__isnull=False).values_list(
        "duplicate_of", flat=True
    )
    group = chosen | {root for root in roots if root is not None}
    group |= set(Incident.objects.filter(duplicate_of__in=group).values_list("pk", flat=True))

    def change(rows: list[Incident]) -> None:
        if len(rows) < 2:
            raise ValidationError(_("Välj minst två händelser som är samma."))
        if any(row.visibility == Visibility.OWN_ORGANISATION for row in rows):
            raise ValidationError(
                _("En händelse som bara den egna organisationen ser kan inte slås samman med andras.")
            )
        root = min(rows, key=_standing)
        root.duplicate_of = None
        root.reviewed_at = root.reviewed_at or at
        for row in rows:
            if row.pk != root.pk:
                row.duplicate_of = root
                row.included_in_assessment, row.exclusion = False, ""
                row.reviewed_at = row.reviewed_at or at

    return _step(by, district, group, change, "incident.merged")


_SURENESS = (Precision.POINT, Precision.PLACE, Precision.AREA, Precision.ROUGH)


def _standing(row: Incident) -> tuple[bool, bool, int, timedelta, datetime, int]:
    """Orders incidents so that the one to stand for all comes first: counted, surest of place and time."""
    return (
        not row.included_in_assessment,
        row.duplicate_of_id is not None,
        _SURENESS.index(Precision(row.precision)),
        row.occurred_to - row.occurred_from,
        row.created_at,
        row.pk,
    )


def split(*, by: User, district: Area, keys: Iterable[int]) -> TriageStep:
    """Take incidents out of the one they were merged into; they are to be decided on again."""

    def change(rows: list[Incident]) -> None:
        if any(row.duplicate_of_id is None for row in rows):
            raise ValidationError(_("Händelsen är inte sammanslagen med någon annan."))
        for row in rows:
            row.duplicate_of = None
            row.included_in_assessment, row.exclusion = False, ""

    return _step(by, district, keys, change, "incident.split")


@transaction.atomic
def _step(
    by: User,
    district: Area,
    keys: Iterable[int],
    change: Callable[[list[Incident]], None],
    action: str,
    **detail: object,
) -> TriageStep:
    wanted = set(keys)
    if not wanted:
        raise ValidationError(_("Välj minst en händelse."), code="none")
    rows = _locked(by, district, wanted)
    if {row.pk for row in rows} != wanted:
        raise ValidationError(_("En av händelserna finns inte kvar, eller delas inte med dig."), code="gone")
    before = {row.pk: _facts(row) for row in rows}
    change(rows)
    after = {row.pk: _facts(row) for row in rows}
    changed = [row for row in rows if before[row.pk] != after[row.pk]]
    for row in changed:
        if row.severity not in Severity.values:
            raise ValidationError(_("Allvaret är 0–4."), code="severity")
    Incident.objects.bulk_update(changed, _COLUMNS)
    for row in changed:
        record(by, action, row, **detail)
    keep = {row.pk for row in changed}
    return TriageStep.objects.create(
        by=by,
        district=district,
        before={str(pk): facts for pk, facts in before.items() if pk in keep},
        after={str(pk): facts for pk, facts in after.items() if pk in keep},
    )


_COLUMNS = ["severity", "included_in_assessment", "exclusion", "reviewed_at", "duplicate_of"]


def _locked(by: User, district: Area, keys: Collection[int]) -> list[Incident]:
    seen = Incident.objects.visible_to(by).in_district(district).filter(pk__in=keys).values("pk")
    return list(Incident.objects.select_for_update().filter(pk__in=seen).order_by("pk"))


def _facts(row: Incident) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in FACTS}
    at = values["reviewed_at"]
    return values | {"reviewed_at": at.isoformat() if at else None}


@transaction.atomic
def undo(*, by: User, district: Area, step: TriageStep) -> int:
    """Take a step of triage back; return how many incidents it was about.

    ValidationError if it was taken back already or somebody has changed one of them since.
    """
    held = TriageStep.objects.select_for_update().filter(pk=step.pk, district=district).first()
    if held is None or held.undone_at is not None:
        raise ValidationError(_("Det är redan ångrat."), code="undone")
    rows = _locked(by, district, [int(pk) for pk in held.before])
    if any(_facts(row) != held.after[str(row.pk)] for row in rows) or len(rows) != len(held.before):
        raise ValidationError(_("Någon har ändrat händelserna sedan dess. Inget ångrades."), code="changed")
    for row in rows:
        facts = dict(held.before[str(row.pk)])
        at = facts.pop("reviewed_at")
        row.reviewed_at = datetime.fromisoformat(at) if at else None
        for name, value in facts.items():
            setattr(row, name, value)
    Incident.objects.bulk_update(rows, _COLUMNS)
    for row in rows:
        record(by, "incident.triage_undone", row)
    held.undone_at = timezone.now()
    held.save(update_fields=["undone_at"])
    return len(rows)

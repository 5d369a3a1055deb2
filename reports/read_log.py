"""Who has opened and fetched what in a district: for finding unauthorised reading, never to measure work.

Asked for by place and period, never by person (docs/staff-information.md, CHECKS S10).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from assessments.special_models import SpecialEvent
from incidents.models import Incident
from measures.models import ActionPlan, Problem
from places.models import Area, Place
from platssamverkan.core.weeks import STOCKHOLM
from reports.edition_models import Edition
from reports.models import ReportJob
from reports.records_models import RecordsRequest
from stakeholders.models import AuditEvent, Membership, Organisation
from walks.models import Walk

READ_VERBS = ("viewed", "exported", "downloaded", "released")
# What can be read, and how it is found from an area.
SUBJECTS: dict[type[models.Model], str] = {
    Area: "pk",
    Place: "areas",
    Incident: "area",
    ReportJob: "area",
    RecordsRequest: "district",
    SpecialEvent: "district",
    Walk: "area",
    Edition: "area",
    ActionPlan: "area",
    Problem: "area",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of the log.  `who` names a colleague; of other organisations' people only the organisation."""

    at: datetime
    who: str
    did: str
    what: str


def readings(
    area: Area, *, first_day: date | None = None, last_day: date | None = None
) -> models.QuerySet[AuditEvent]:
    """Return the log's rows about what lies in the area, the latest first; both days are included."""
    areas = Area.objects.within([area.pk]).values("pk")
    about = models.Q(pk__in=[])
    for model, path in SUBJECTS.items():
        rows = model._default_manager.filter(**{f"{path}__in": areas})
        keys = rows.annotate(key=Cast("pk", models.CharField())).values("key")
        about |= models.Q(object_type=model._meta.label_lower, object_id__in=keys)
    found = AuditEvent.objects.filter(about, action__regex=rf"\.({'|'.join(READ_VERBS)})$")
    if first_day:
        found = found.filter(at__gte=_midnight(first_day))
    if last_day:
        found = found.filter(at__lt=_midnight(last_day + timedelta(days=1)))
    return found.select_related("actor").order_by("-at", "-pk")


def describe_readings(rows: Iterable[AuditEvent], *, own: Iterable[Organisation]) -> list[Reading]:
    """Put the rows into words for somebody who answers for the organisations `own`."""
    rows = list(rows)
    mine = {organisation.pk for organisation in own}
    homes: dict[int, list[tuple[int, str]]] = {}
    held = Membership.objects.filter(user__in={row.actor_id for row in rows}).select_related("organisation")
    for membership in held.order_by("-valid_from", "pk"):
        home = (membership.organisation_id, membership.organisation.name)
        homes.setdefault(membership.user_id, []).append(home)
    names = _names(rows)
    return [Reading(row.at, _who(row, homes, mine), _did(row), _what(row, names)) for row in rows]


def _who(row: AuditEvent, homes: dict[int, list[tuple[int, str]]], mine: set[int]) -> str:
    if row.actor is None:
        return _("systemet")
    belongs = homes.get(row.actor.pk, [])
    if any(organisation in mine for organisation, _name in belongs):
        return row.actor.name
    return belongs[0][1] if belongs else _("någon utan uppdrag")


def _did(row: AuditEvent) -> str:
    verb = row.action.rpartition(".")[2]
    return {
        "viewed": _("öppnade"),
        "exported": _("exporterade"),
        "downloaded": _("hämtade"),
        "released": _("tog ut"),
    }[verb]


def _what(row: AuditEvent, names: dict[tuple[str, str], str]) -> str:
    name = names.get((row.object_type, row.object_id), _("något som är borttaget"))
    match row.action.partition(".")[0]:
        case "readlog":
            return _("läsloggen för %(name)s") % {"name": name}
        case "meeting":
            return _("mötet om %(name)s") % {"name": name}
        case "year":
            return _("årsöversikten för %(name)s") % {"name": name}
        case "incidents":
            return _("listan över händelser i %(name)s") % {"name": name}
        case "measures":
            return _("listan över åtgärder i %(name)s") % {"name": name}
        case "survey" | "comparison" | "own_series":
            return _("statistiken för %(name)s") % {"name": name}
        case _:
            return name


def _names(rows: list[AuditEvent]) -> dict[tuple[str, str], str]:
    """Name the subjects, one question for each kind."""
    found: dict[tuple[str, str], str] = {}
    for model in SUBJECTS:
        kind = model._meta.label_lower
        keys = {row.object_id for row in rows if row.object_type == kind}
        if not keys:
            continue
        for thing in _named(model, keys):
            found[kind, str(thing.pk)] = _name(thing)
    return found


def _named(model: type[models.Model], keys: set[str]) -> models.QuerySet[models.Model]:
    rows = model._default_manager.filter(pk__in=keys)
    if model in {Area, Place}:
        return rows.defer("geometry")
    if model is Incident:
        return rows.select_related("area").defer("area__geometry")
    if model is Edition:
        return rows.select_related("area").defer("area__geometry")
    if model is RecordsRequest:
        return rows.select_related("area").defer("area__geometry", "released")
    return rows


def _name(thing: models.Model) -> str:
    if isinstance(thing, Incident):
        return _("händelse %(number)d i %(area)s") % {"number": thing.pk, "area": thing.area}
    if isinstance(thing, ReportJob):
        return _("lägesbild %(year)d") % {"year": thing.year}
    if isinstance(thing, Edition):
        return _("lägesbild %(year)d för %(area)s") % {"year": thing.year, "area": thing.area}
    if isinstance(thing, ActionPlan):
        return _("åtgärdsplanen %(name)s") % {"name": thing.name}
    if isinstance(thing, Problem):
        return _("problemet %(name)s") % {"name": thing.title}
    if isinstance(thing, SpecialEvent):
        return _("särskild händelse %(number)d") % {"number": thing.pk}
    if isinstance(thing, Walk):
        return _("trygghetsvandringen %(title)s") % {"title": thing.title}
    if isinstance(thing, RecordsRequest):
        return _("begäran om utlämnande, %(area)s") % {"area": thing.area}
    return str(thing)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, STOCKHOLM)

"""Requests for records: find what is asked for, weigh each record, release exactly what was decided.

A record in a shared system is kept by every authority that can read it, so each may be asked for it and
weighs secrecy itself (TF 2 kap., OSL 2009:400, DOMAIN.md 1.3).  The system helps to find, mask and
remember; it decides nothing.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.models import Assessment
from incidents.models import Incident
from places.authorities import Authorities
from places.models import Area
from places.permissions import areas_where
from platssamverkan.core import spreadsheet
from platssamverkan.core.weeks import STOCKHOLM, IsoWeek
from reports.models import ReportJob
from reports.models import Status as JobStatus
from reports.records_models import RecordKind, RecordsItem, RecordsRequest, RequestStatus, Ruling
from stakeholders.audit import record
from stakeholders.history import moment_words
from stakeholders.models import AuditEvent, Organisation, User
from stakeholders.policy import Action

MOST = 400  # records in one request: what a person can weigh, and a form can hold
MASKED = gettext_lazy("[maskerat]")


class DocumentStatus(models.TextChoices):
    """Whether a record is finished in the sense of TF 2 kap. 10 §, as far as the system can tell."""

    DRAFT = "draft", gettext_lazy("Utkast")
    FINAL = "final", gettext_lazy("Färdigställd")


def authority_of(obj: models.Model, authorities: Authorities | None = None) -> Organisation | None:
    """Return the authority whose record the row is; None where no authority is responsible for the area.

    A row of the log belongs with what it is about.  TypeError for what is no record.
    """
    known = authorities or Authorities()
    if isinstance(obj, Incident):
        return known.of(obj.area_id, obj.owner)
    if isinstance(obj, Assessment | ReportJob):
        return known.of(obj.area_id)
    if isinstance(obj, AuditEvent):
        about = apps.get_model(obj.object_type)._base_manager.filter(pk=obj.object_id).first()
        return authority_of(about, known) if isinstance(about, Incident | Assessment | ReportJob) else None
    raise TypeError(f"{type(obj).__name__} is no record")


def document_status(obj: models.Model, now: datetime | None = None) -> DocumentStatus:
    """Say whether the row is a draft or finished.

    What was reported is received and what was logged is logged; a level is a draft until its week has
    ended; a lägesbild is finished when there is a file that the parties can read.
    """
    if isinstance(obj, Incident | AuditEvent):
        return DocumentStatus.FINAL
    if isinstance(obj, Assessment):
        return DocumentStatus.DRAFT if obj.week.end > (now or timezone.now()) else DocumentStatus.FINAL
    if isinstance(obj, ReportJob):
        return DocumentStatus.FINAL if obj.status == JobStatus.DONE else DocumentStatus.DRAFT
    raise TypeError(f"{type(obj).__name__} is no record")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a record says; `delicate` ones are hidden when the record is masked."""

    label: str
    value: str
    delicate: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One record as a person weighs it."""

    kind: RecordKind
    number: int
    authority: Organisation | None
    status: DocumentStatus
    facts: tuple[Fact, ...]

    @property
    def name(self) -> str:
        return f"{self.kind.label} {self.number}"


# --- finding -----------------------------------------------------------------------------------------


def find_records(asked: RecordsRequest, reader: User) -> list[Record]:
    """Return the records a request is about that its reader may see, by kind and then by time.

    ValidationError when there are more than anybody can weigh.
    """
    found = _find(asked, reader, only=None)
    if len(found) > MOST:
        raise ValidationError(
            _("Begäran träffar fler än %(most)d uppgifter. Dela upp den, till exempel på kortare perioder.")
            % {"most": MOST},
            code="too_many",
        )
    return found


def records_by_key(asked: RecordsRequest, reader: User) -> dict[tuple[str, int], Record]:
    """Return, by kind and number, the records the request once found that are there for the person now."""
    only: dict[str, list[int]] = {}
    for item in asked.items.all():
        only.setdefault(item.kind, []).append(item.number)
    return {(each.kind.value, each.number): each for each in _find(asked, reader, only=only)}


def _find(asked: RecordsRequest, reader: User, *, only: dict[str, list[int]] | None) -> list[Record]:
    """Find records; among these numbers `only`, or as many of each kind as show that there are too many."""
    areas = areas_where(reader, Action.VIEW_AREA).filter(
        pk__in=Area.objects.within([asked.area_id]).values("pk")
    )
    begins = _midnight(asked.first_day) if asked.first_day else None
    ends = _midnight(asked.last_day + timedelta(days=1)) if asked.last_day else None
    incidents = Incident.objects.visible_to(reader).filter(area__in=areas.values("pk"))
    incidents = incidents.select_related("area", "category", "owner").order_by("occurred_from", "pk")
    assessments = Assessment.objects.filter(area__in=areas.values("pk")).select_related("area", "decision")
    assessments = assessments.order_by("iso_year", "iso_week", "area__position", "pk")
    jobs = ReportJob.objects.filter(area__in=areas.values("pk")).select_related("area").order_by("ordered_at")
    if begins:
        incidents = incidents.filter(occurred_to__gte=begins)
        assessments = assessments.filter(_week_number(asked.first_day, "gte"))
        jobs = jobs.filter(ordered_at__gte=begins)
    if ends:
        incidents = incidents.filter(occurred_from__lt=ends)
        assessments = assessments.filter(_week_number(asked.last_day, "lte"))
        jobs = jobs.filter(ordered_at__lt=ends)
    found: list[models.Model] = []
    for kind, rows in (
        (RecordKind.INCIDENT, incidents),
        (RecordKind.ASSESSMENT, assessments),
        (RecordKind.REPORT, jobs),
    ):
        if asked.kind in {"", kind, RecordKind.TRAIL}:
            if asked.number is not None and asked.kind == kind:
                rows = rows.filter(pk=asked.number)
            if only is not None and asked.kind != RecordKind.TRAIL:
                rows = rows.filter(pk__in=only.get(kind, []))
            found += rows.defer("area__geometry")[: MOST + 1]
    authorities = Authorities()
    records = [_read(row, authorities) for row in found]
    if asked.kind in {"", RecordKind.TRAIL}:
        lines = _log_rows(records, asked, begins, ends)
        if only is not None:
            lines = lines.filter(pk__in=only.get(RecordKind.TRAIL, []))
        owners = {(each.kind.value, str(each.number)): each.authority for each in records}
        log = [_log_record(row, owners[row.object_type, row.object_id]) for row in lines[: MOST + 1]]
        records = log if asked.kind == RecordKind.TRAIL else records + log
    return records


def _week_number(day: date | None, compare: str) -> Q:
    """Match assessments from (gte) or up to (lte) the week of the day."""
    week = IsoWeek.of(day) if day else IsoWeek(1, 1)
    strictly = {"gte": "gt", "lte": "lt"}[compare]
    return Q(**{f"iso_year__{strictly}": week.year}) | Q(
        **{"iso_year": week.year, f"iso_week__{compare}": week.week}
    )


def _log_rows(
    about: list[Record], asked: RecordsRequest, begins: datetime | None, ends: datetime | None
) -> models.QuerySet[AuditEvent]:
    """The log's rows about these records, in the period: what was done and when, never by whom."""
    match = Q(pk__in=[])
    for kind in RecordKind:
        numbers = [str(each.number) for each in about if each.kind == kind]
        if numbers:
            match |= Q(object_type=kind.value, object_id__in=numbers)
    rows = AuditEvent.objects.filter(match).order_by("at", "pk")
    if begins:
        rows = rows.filter(at__gte=begins)
    if ends:
        rows = rows.filter(at__lt=ends)
    if asked.number is not None and asked.kind == RecordKind.TRAIL:
        rows = rows.filter(pk=asked.number)
    return rows


def _read(row: models.Model, authorities: Authorities) -> Record:
    """Turn a row into what is weighed: only facts named here can ever be released."""
    authority, status = authority_of(row, authorities), document_status(row)
    facts: tuple[Fact, ...]
    if isinstance(row, Incident):
        facts = (
            Fact(_("Område"), row.area.name),
            Fact(_("Vecka"), str(IsoWeek.of(row.occurred_from))),
            Fact(_("Händelsetyp"), row.category.name),
            Fact(_("Allvar"), row.get_severity_display()),
            Fact(_("Tidigast"), moment_words(row.occurred_from), delicate=True),
            Fact(_("Senast"), moment_words(row.occurred_to), delicate=True),
            Fact(_("Rapporterad av"), row.owner.name if row.owner else "–", delicate=True),
        )
        return Record(RecordKind.INCIDENT, row.pk, authority, status, facts)
    if isinstance(row, Assessment):
        facts = (
            Fact(_("Område"), row.area.name),
            Fact(_("Vecka"), str(row.week)),
            Fact(_("Nivå"), f"{row.level} {row.get_level_display()}"),
            Fact(_("Bedömd"), moment_words(row.decided_at), delicate=True),
            Fact(_("Motivering"), row.decision.reason if row.decision else "–", delicate=True),
            Fact(_("Källa"), row.source or row.get_origin_display(), delicate=True),
        )
        return Record(RecordKind.ASSESSMENT, row.pk, authority, status, facts)
    assert isinstance(row, ReportJob)
    facts = (
        Fact(_("Område"), row.area.name),
        Fact(_("År"), str(row.year)),
        Fact(_("Beställd"), moment_words(row.ordered_at), delicate=True),
        Fact(_("Läge"), row.get_status_display()),
        Fact(_("Filens kontrollsumma"), row.sha256 or "–"),
    )
    return Record(RecordKind.REPORT, row.pk, authority, status, facts)


def _log_record(row: AuditEvent, authority: Organisation | None) -> Record:
    kind = RecordKind(row.object_type)
    facts = (
        Fact(_("Gäller"), f"{kind.label} {row.object_id}"),
        Fact(_("Åtgärd"), row.action),
        Fact(_("Tidpunkt"), moment_words(row.at), delicate=True),
    )
    return Record(RecordKind.TRAIL, row.pk, authority, document_status(row), facts)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, STOCKHOLM)


# --- registering and weighing ------------------------------------------------------------------------


@transaction.atomic
def register_request(*, by: User, asked: RecordsRequest) -> RecordsRequest:
    """Write a request down with the records it finds now.

    ValidationError if it finds none or too many, or if it is about another authority's area.
    """
    asked.registered_by = by
    asked.full_clean()
    found = find_records(asked, by)
    if not found:
        raise ValidationError(_("Inga uppgifter hittades. Ändra område, period eller slag."), code="nothing")
    asked.save()
    RecordsItem.objects.bulk_create(
        RecordsItem(request=asked, kind=each.kind, number=each.number) for each in found
    )
    record(by, "records.registered", asked, authority=asked.authority_id, found=len(found))
    return asked


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose for one record."""

    item: int
    ruling: str
    ground: str


@transaction.atomic
def rule_on(*, by: User, asked: RecordsRequest, choices: list[Choice]) -> None:
    """Keep the rulings so far.  ValidationError for secrecy without a ground, or a request that is decided."""
    _lock_open(asked)
    items = {item.pk: item for item in asked.items.all()}
    changed = []
    for choice in choices:
        item = items[choice.item]
        ground = "" if choice.ruling in {"", Ruling.INCLUDE} else choice.ground.strip()
        if (item.ruling, item.ground) != (choice.ruling, ground):
            item.ruling, item.ground = choice.ruling, ground
            item.clean_fields()
            changed.append(item)
    if any(item.ruling in {Ruling.MASK, Ruling.WITHHOLD} and not item.ground for item in changed):
        raise ValidationError(
            _(
                "Skriv grunden för varje uppgift som maskeras eller inte lämnas ut, till exempel OSL 35 kap. 1 §."
            ),
            code="no_ground",
        )
    if changed:
        RecordsItem.objects.bulk_update(changed, ["ruling", "ground"])
        record(by, "records.weighed", asked, changed=len(changed))


@transaction.atomic
def decide_request(*, by: User, asked: RecordsRequest, now: datetime | None = None) -> None:
    """Close the request and keep exactly what is released, as it is now.

    ValidationError while any record lacks a ruling, or if one is no longer there for the person to see.
    """
    _lock_open(asked)
    items = list(asked.items.all())
    undecided = sum(1 for item in items if not item.ruling)
    if undecided:
        raise ValidationError(
            ngettext("%(n)d uppgift saknar beslut.", "%(n)d uppgifter saknar beslut.", undecided)
            % {"n": undecided},
            code="undecided",
        )
    seen = records_by_key(asked, by)
    if any((item.kind, item.number) not in seen for item in items if item.ruling != Ruling.WITHHOLD):
        raise ValidationError(
            _("En uppgift finns inte kvar, eller delas inte längre med dig. Registrera begäran på nytt."),
            code="gone",
        )
    asked.status, asked.decided_by, asked.decided_at = RequestStatus.DECIDED, by, now or timezone.now()
    asked.released = _released(asked, items, seen)
    asked.sha256 = hashlib.sha256(as_json(asked.released)).hexdigest()
    asked.full_clean()
    asked.save()
    counts = {ruling.value: sum(1 for item in items if item.ruling == ruling) for ruling in Ruling}
    record(by, "records.decided", asked, sha256=asked.sha256, authority=asked.authority_id, **counts)


def _lock_open(asked: RecordsRequest) -> None:
    asked.refresh_from_db(from_queryset=RecordsRequest.objects.select_for_update(of=("self",)))
    if not asked.is_open:
        raise ValidationError(_("Begäran är redan beslutad."), code="decided")


# --- releasing ---------------------------------------------------------------------------------------


def _released(
    asked: RecordsRequest, items: list[RecordsItem], seen: dict[tuple[str, int], Record]
) -> dict[str, Any]:
    """What is handed out.  Of what is withheld only how much and why, so that nothing shows through."""
    withheld: dict[tuple[str, str], int] = {}
    records = []
    for item in items:
        if item.ruling == Ruling.WITHHOLD:
            key = (item.get_kind_display(), item.ground)
            withheld[key] = withheld.get(key, 0) + 1
            continue
        found = seen[item.kind, item.number]
        masked = item.ruling == Ruling.MASK
        records.append(
            {
                "kind": item.get_kind_display(),
                "number": item.number,
                "authority": found.authority.name if found.authority else "",
                "status": str(found.status.label),
                "ruling": item.get_ruling_display(),
                "ground": item.ground,
                "facts": [
                    [fact.label, str(MASKED) if masked and fact.delicate else fact.value]
                    for fact in found.facts
                ],
            }
        )
    assert asked.decided_at is not None
    return {
        "request": str(asked.public_id),
        "authority": asked.authority.name,
        "decided_at": timezone.localtime(asked.decided_at).isoformat(timespec="seconds"),
        "records": records,
        "withheld": [
            {"kind": kind, "ground": ground, "count": count}
            for (kind, ground), count in sorted(withheld.items())
        ],
    }


def as_json(released: dict[str, Any]) -> bytes:
    """Return the file; the same copy always gives the same bytes, and so the same digest."""
    return (json.dumps(released, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def as_csv(released: dict[str, Any]) -> bytes:
    """Return the same as a table for a spreadsheet, one record a row."""
    labels = list(dict.fromkeys(label for each in released["records"] for label, _value in each["facts"]))
    head = [_("Slag"), _("Nummer"), _("Myndighet"), _("Handlingens status"), _("Beslut"), _("Grund"), *labels]
    return spreadsheet.as_csv([head, *_rows(released, labels)])


def _rows(released: dict[str, Any], labels: list[str]) -> Iterator[list[str]]:
    for each in released["records"]:
        facts = dict(each["facts"])
        yield [
            each["kind"], str(each["number"]), each["authority"], each["status"], each["ruling"], each["ground"],
            *(facts.get(label, "") for label in labels),
        ]  # fmt: skip
    for each in released["withheld"]:
        told = ngettext("%(n)d lämnas inte ut", "%(n)d lämnas inte ut", each["count"]) % {"n": each["count"]}
        yield [each["kind"], "", "", "", told, each["ground"], *("" for _label in labels)]


def release(*, by: User, asked: RecordsRequest, form: str) -> bytes:
    """Return the file as 'csv' or 'json' and write down that it was taken out.

    LookupError while there is nothing to release: undecided, or weeded (gallrad) since.
    """
    if asked.released is None:
        raise LookupError("nothing to release")
    content = as_json(asked.released) if form == "json" else as_csv(asked.released)
    record(by, "records.released", asked, form=form, sha256=asked.sha256)
    return content

"""How long incidents are kept whole: then the week, the area and the severity are what is left."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from incidents.import_models import ImportMapping, ImportRun
from incidents.models import Incident, IncidentCategory, PoliceNotice, Precision, Report, TriageStep
from incidents.sensitive_models import SensitiveCount
from places.authorities import Authorities
from platssamverkan.core.retention import How, Rows, Rule
from stakeholders.models import AUTHORITY_TYPES


class WeekStart(Func):
    """The Monday 00:00 of a moment's ISO week, Swedish time: `IsoWeek.of(moment).start`, in the database."""

    function = "date_trunc"
    template = "%(function)s('week', %(expressions)s, 'Europe/Stockholm')"
    output_field: "models.Field[Any, Any]" = models.DateTimeField()


class WeekEnd(Func):
    """The last microsecond of a moment's ISO week, Swedish time: just before `IsoWeek.of(moment).end`."""

    # Seven days are added on the wall clock: a week is 167, 168 or 169 hours long.
    template = (
        "((date_trunc('week', %(expressions)s AT TIME ZONE 'Europe/Stockholm') + interval '7 days')"
        " AT TIME ZONE 'Europe/Stockholm' - interval '1 microsecond')"
    )
    output_field: "models.Field[Any, Any]" = models.DateTimeField()


COARSE = {
    "occurred_from": WeekStart(F("occurred_from")),
    "occurred_to": WeekEnd(F("occurred_to")),
    "created_at": WeekStart(F("created_at")),
    "description": "",
    "guard_reason": "",
}


def due(before: datetime) -> Rows:
    """Incidents that were over before the moment and still tell more than their week."""
    return Incident.objects.filter(occurred_to__lt=before).exclude(**COARSE, point__isnull=True)


def coarsen(rows: Rows) -> tuple[()]:
    """Leave of each moment only its week, so that every count by area and week stays what it was.

    Words and the point on the map go; the area, and the place where it is a known one, stay.
    """
    rows.filter(precision=Precision.POINT, place__isnull=False).update(precision=Precision.PLACE)
    rows.filter(precision=Precision.POINT).update(precision=Precision.AREA)
    rows.update(**COARSE, point=None)
    return ()


def senders_due(before: datetime) -> Rows:
    """Reports sent before the moment that still name who sent them."""
    return Report.objects.filter(sent_at__lt=before, by__isnull=False)


def forget_senders(rows: Rows) -> tuple[()]:
    """Take the sender's name off; organisation and role are left."""
    rows.update(by=None)
    return ()


def steps_due(before: datetime) -> Rows:
    """Steps of triage that nobody will take back any more."""
    return TriageStep.objects.filter(made_at__lt=before)


def drop_steps(rows: Rows) -> tuple[()]:
    """Delete them; each incident's own history is in the trail."""
    rows.delete()
    return ()


def of_authority(rows: Rows, organisation: int) -> Rows:
    """Incidents the authority owns, and those in its areas that no other authority owns."""
    others = Q(owner__isnull=True) | ~Q(owner__org_type__in=AUTHORITY_TYPES)
    return rows.filter(Q(owner=organisation) | others & Q(area__in=Authorities().areas_of(organisation)))


RULES = (
    Rule(
        code="incident",
        model=Incident,
        what=_("Händelse: exakta tider görs om till veckan, beskrivning och punkt på kartan tas bort"),
        how=How.COARSEN,
        fields=("description", "guard_reason"),
        months=24,
        since=_("händelsen slutade"),
        basis=_(
            "Lagringsminimering (GDPR art. 5.1 e): tid och plats kan tillsammans peka ut någon. Område, vecka, "
            "händelsetyp, allvar och antal bevaras för statistiken."
        ),
        due=due,
        carry_out=coarsen,
        whose=of_authority,
    ),
    Rule(
        code="report-sender",
        model=Report,
        what=_("Rapport: vem som skickade den"),
        how=How.COARSEN,
        months=12,
        since=_("rapporten skickades"),
        basis=_("Behövs bara för kvittot. Organisation och roll blir kvar."),
        due=senders_due,
        carry_out=forget_senders,
    ),
    Rule(
        code="triage-step",
        model=TriageStep,
        what=_("Steg i granskningen, för att kunna ångras"),
        how=How.DELETE,
        months=1,
        since=_("steget togs"),
        basis=_("Behövs bara för att ångra. Händelsens historik finns i spåret."),
        due=steps_due,
        carry_out=drop_steps,
    ),
    Rule(
        code="police-notice",
        model=PoliceNotice,
        what=_("Polisens publicerade notis: nummer, typ, ort, tid och adress"),
        how=How.KEEP,
        fields=("kind", "located", "address", "digest"),
        basis=_("Redan offentligt. Notisens text läses för att hitta platsen och sparas inte."),
    ),
    Rule(
        code="import-mapping",
        model=ImportMapping,
        what=_("Hur en avsändares filer läses: rubriker och ord för händelsetyper"),
        how=How.KEEP,
        fields=("columns", "words"),
        basis=_("Behövs för nästa fil. Orden kontrolleras som fritext innan de sparas."),
    ),
    Rule(
        code="import-run",
        model=ImportRun,
        what=_("Inläsning av en fil: avsändare, antal rader och kontrollsumma"),
        how=How.KEEP,
        fields=("digest",),
        basis=_("Visar varifrån händelserna kom. Själva filen sparas inte."),
    ),
    Rule(
        code="incident-category",
        model=IncidentCategory,
        what=_("Händelsetyp"),
        how=How.KEEP,
        fields=("name",),
        basis=_("Produktens egen lista. Innehåller inga personuppgifter."),
    ),
    Rule(
        code="sensitive-table",
        model=SensitiveCount,
        what=_("Tabell över känsliga händelser per tertial"),
        how=How.KEEP,
        fields=("kinds",),
        basis=_("Statistik utan små tal, räknad en gång. Händelsetyperna är produktens egna ord."),
    ),
)

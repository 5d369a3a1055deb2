"""How long lägesbilder and requests for records are kept."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from platssamverkan.core.retention import How, Rows, Rule
from reports.models import ReportJob, Status
from reports.records_models import RecordsItem, RecordsRequest
from stakeholders.retention import delete


def failed_before(before: datetime) -> Rows:
    """Orders that were given up before the moment."""
    return ReportJob.objects.filter(status=Status.FAILED, finished_at__lt=before)


def decided_before(before: datetime) -> Rows:
    """Requests decided before the moment that still hold their words or a copy of what was released."""
    return RecordsRequest.objects.filter(decided_at__lt=before).exclude(
        asked="", guard_reason="", released__isnull=True
    )


def empty(rows: Rows) -> tuple[()]:
    """Take the request's words and the copy away; rulings, grounds and the copy's digest stay."""
    rows.update(asked="", guard_reason="", released=None)
    return ()


def of_authority(rows: Rows, organisation: int) -> Rows:
    """Requests the authority handles."""
    return rows.filter(authority=organisation)


RULES = (
    Rule(
        code="report-failed",
        model=ReportJob,
        what=_("Beställd lägesbild som inte kunde byggas"),
        how=How.DELETE,
        months=12,
        since=_("bygget misslyckades"),
        basis=_("Mellanprodukt. Någon fil finns inte."),
        due=failed_before,
        carry_out=delete,
    ),
    Rule(
        code="report",
        model=ReportJob,
        what=_("Färdig lägesbild (pdf)"),
        how=How.KEEP,
        fields=("error", "file", "sha256"),
        basis=_("Det gemensamma dokumentet. Innehåller inga personuppgifter."),
    ),
    Rule(
        code="records-request",
        model=RecordsRequest,
        what=_("Begäran om utlämnande: begärans ord och kopian av det som lämnades ut"),
        how=How.COARSEN,
        months=24,
        since=_("begäran avgjordes"),
        fields=("asked", "guard_reason", "released", "sha256"),
        basis=_(
            "Lagringsminimering (GDPR art. 5.1 e). Beslut, grund och kontrollsumma bevaras, så att det går att "
            "visa vad som lämnades ut."
        ),
        due=decided_before,
        carry_out=empty,
        whose=of_authority,
    ),
    Rule(
        code="records-item",
        model=RecordsItem,
        what=_("Beslut om varje uppgift i en begäran: utlämnad, maskerad eller inte, med grund"),
        how=How.KEEP,
        fields=("ground",),
        basis=_("Visar hur myndigheten prövade sekretessen. Bara nummer på uppgifterna, inte innehållet."),
    ),
)

"""How long lägesbilder and requests for records are kept."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from platssamverkan.core.retention import How, Rows, Rule
from reports.edition_models import (
    Edition,
    EditionApproval,
    EditionExhibit,
    EditionMade,
    EditionReturn,
    EditionSection,
    EditionSource,
    EditionTheme,
    FindingAnswer,
    SectionComment,
    SectionVersion,
)
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


def drafts_of_published_before(before: datetime) -> Rows:
    """Earlier words of editions that were published before the moment."""
    return SectionVersion.objects.filter(section__edition__published_at__lt=before)


def comments_of_published_before(before: datetime) -> Rows:
    """What writers said to each other in editions that were published before the moment."""
    return SectionComment.objects.filter(section__edition__published_at__lt=before)


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
    Rule(
        code="edition",
        model=Edition,
        what=_("Utgåva av lägesbilden: fryst underlag, sidor, fingeravtryck och diarienummer"),
        how=How.KEEP,
        fields=("snapshot", "snapshot_sha256", "code_version", "rule_version", "diary_number"),
        basis=_(
            "Det gemensamma dokumentet och beviset för vad som godkändes. Beskriver platser, inte personer."
        ),
    ),
    Rule(
        code="edition-made",
        model=EditionMade,
        what=_("Arbetskopia av en utgåva som skrivs: sidorna eller anmärkningarna som de senast såg ut"),
        how=How.KEEP,
        fields=("what", "stamp", "questions"),
        basis=_(
            "Görs om när uppgifterna ändras och raderas när utgåvan godkänns. Innehåller bara utgåvans egna uppgifter."
        ),
    ),
    Rule(
        code="edition-section",
        model=EditionSection,
        what=_("Avsnitt i lägesbilden: rubrik och text"),
        how=How.KEEP,
        fields=("title", "body", "guard_reason"),
        basis=_(
            "En del av det gemensamma dokumentet. Texten kontrolleras mot personuppgifter när den skrivs."
        ),
    ),
    Rule(
        code="edition-section-version",
        model=SectionVersion,
        what=_("Tidigare versioner av lägesbildens texter"),
        how=How.DELETE,
        months=24,
        since=_("utgåvan publicerades"),
        basis=_("Utkast är arbetsmaterial. Det som publicerades finns i utgåvan."),
        due=drafts_of_published_before,
        carry_out=delete,
    ),
    Rule(
        code="section-comment",
        model=SectionComment,
        what=_("Kommentarer till lägesbildens avsnitt"),
        how=How.DELETE,
        months=12,
        since=_("utgåvan publicerades"),
        basis=_("Arbetsmaterial mellan dem som skriver. Trycks aldrig."),
        due=comments_of_published_before,
        carry_out=delete,
    ),
    Rule(
        code="edition-theme",
        model=EditionTheme,
        what=_("Prioriterat samverkansområde: stadens beskrivning och två rutor"),
        how=How.KEEP,
        fields=("name", "description"),
        basis=_("En del av det gemensamma dokumentet. Innehåller inga personuppgifter."),
    ),
    Rule(
        code="edition-exhibit",
        model=EditionExhibit,
        what=_("Utgåvans eget underlag: rubrik, värden och källa"),
        how=How.KEEP,
        fields=("title", "unit", "reference_name", "note", "rows", "source", "as_of"),
        basis=_("Statistik per område och period. Innehåller inga personuppgifter."),
    ),
    Rule(
        code="edition-source",
        model=EditionSource,
        what=_("Källa till lägesbildens texter"),
        how=How.KEEP,
        fields=("author", "year", "title", "as_of", "url", "note", "guard_reason"),
        basis=_("Visar vad texterna vilar på. Utgivare är myndigheter och organisationer."),
    ),
    Rule(
        code="edition-finding-answer",
        model=FindingAnswer,
        what=_("Förklaring till en anmärkning från Siffergranskaren"),
        how=How.KEEP,
        fields=("fingerprint", "finding", "reason", "guard_reason"),
        basis=_(
            "Visar varför en avvikelse fick stå. Texten kontrolleras mot personuppgifter när den skrivs."
        ),
    ),
    Rule(
        code="edition-approval",
        model=EditionApproval,
        what=_("Godkännande av en utgåva: part, tid och fingeravtryck"),
        how=How.KEEP,
        fields=("sha256",),
        basis=_("Visar vad som godkändes. Personen avidentifieras med sitt konto."),
    ),
    Rule(
        code="edition-return",
        model=EditionReturn,
        what=_("Skäl till att en utgåva skickades tillbaka"),
        how=How.KEEP,
        fields=("reason", "guard_reason"),
        basis=_("En del av granskningen. Texten kontrolleras mot personuppgifter när den skrivs."),
    ),
)

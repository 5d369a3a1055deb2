"""How long assessments are kept: for ever, because they are the joint decision."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from assessments.models import (
    Assessment,
    Decision,
    PastedYear,
    ScaleStep,
    ScaleVersion,
    WeeklyFocus,
    WeekReminder,
)
from assessments.special_models import JointMessage, SpecialEvent, SpecialMeasure, SpecialNote
from platssamverkan.core.retention import How, Rows, Rule

_SPECIAL = _(
    "Myndigheternas gemensamma handling om hur de agerade. Gäller platser och organisationer, aldrig personer; "
    "texten kontrolleras mot personuppgifter när den skrivs."
)


def pasted_due(before: datetime) -> Rows:
    """Pasted years that nobody will take back any more."""
    return PastedYear.objects.filter(made_at__lt=before)


def drop_pasted(rows: Rows) -> tuple[()]:
    """Delete them; each level's own history is in the trail."""
    rows.delete()
    return ()


RULES = (
    Rule(
        code="week-reminder",
        model=WeekReminder,
        what=_("Påminnelser om veckan: att de är skickade"),
        how=How.KEEP,
        basis=_("Innehåller inga personuppgifter."),
    ),
    Rule(
        code="pasted-year",
        model=PastedYear,
        what=_("Inklistrade år, för att kunna ångras"),
        how=How.DELETE,
        months=1,
        since=_("tabellen klistrades in"),
        basis=_("Behövs bara för att ångra. Nivåernas historik finns i spåret."),
        due=pasted_due,
        carry_out=drop_pasted,
    ),
    Rule(
        code="assessment",
        model=Assessment,
        what=_("Veckans lägesbedömning: nivå, källa och tidpunkt"),
        how=How.KEEP,
        fields=("source",),
        basis=_(
            "Det gemensamma beslutet. Den som bedömde framgår tills kontot avidentifieras; sedan bara att "
            "det var en tidigare användare."
        ),
    ),
    Rule(
        code="assessment-decision",
        model=Decision,
        what=_("Beslut om nivå: motivering, part och underlag"),
        how=How.KEEP,
        fields=("reason", "guard_reason"),
        basis=_(
            "Motiveringen är en del av det gemensamma beslutet. Texten kontrolleras mot personuppgifter när den "
            "skrivs."
        ),
    ),
    Rule(
        code="weekly-focus",
        model=WeeklyFocus,
        what=_("Veckans fokus: vad en part gör i ett område"),
        how=How.KEEP,
        fields=("text", "guard_reason"),
        basis=_("Den planerade åtgärden bakom en hög nivå. Gäller organisationer och platser."),
    ),
    Rule(
        code="special-event",
        model=SpecialEvent,
        what=_("Särskild händelse: rubrik, part och extra möte"),
        how=How.KEEP,
        fields=("title", "guard_reason", "meeting_place"),
        basis=_SPECIAL,
    ),
    Rule(
        code="special-note",
        model=SpecialNote,
        what=_("Särskild händelse: vad som var känt och vilka som var nådda"),
        how=How.KEEP,
        fields=("text", "guard_reason"),
        basis=_SPECIAL,
    ),
    Rule(
        code="special-measure",
        model=SpecialMeasure,
        what=_("Särskild händelse: åtgärder inom 72 timmar"),
        how=How.KEEP,
        fields=("text", "guard_reason"),
        basis=_SPECIAL,
    ),
    Rule(
        code="joint-message",
        model=JointMessage,
        what=_("Gemensamt budskap, varje lydelse"),
        how=How.KEEP,
        fields=("text", "guard_reason"),
        basis=_SPECIAL,
    ),
    Rule(
        code="scale",
        model=ScaleVersion,
        what=_("Bedömningsskalans versioner"),
        how=How.KEEP,
        fields=("name", "note"),
        basis=_("Behövs för att förstå äldre bedömningar. Innehåller inga personuppgifter."),
    ),
    Rule(
        code="scale-step",
        model=ScaleStep,
        what=_("Bedömningsskalans förklaringar"),
        how=How.KEEP,
        fields=("text",),
        basis=_("Behövs för att förstå äldre bedömningar. Innehåller inga personuppgifter."),
    ),
)

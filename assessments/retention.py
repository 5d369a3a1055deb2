"""How long assessments are kept: for ever, because they are the joint decision."""

from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, Decision, ScaleStep, ScaleVersion, WeeklyFocus
from platssamverkan.core.retention import How, Rule

RULES = (
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
        fields=("text",),
        basis=_("Den planerade åtgärden bakom en hög nivå. Gäller organisationer och platser."),
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

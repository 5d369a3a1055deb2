"""How long problems, measures and plans are kept."""

from django.utils.translation import gettext_lazy as _

from measures.models import (
    ActionPlan,
    Activity,
    CauseFactor,
    Digest,
    Evaluation,
    Evidence,
    Funding,
    Indicator,
    LawItem,
    Measure,
    MeasureUpdate,
    Occurrence,
    Problem,
    PublishedRate,
    Reading,
)
from platssamverkan.core.retention import How, Rule

JOINT_WORK = _(
    "Visar vilka problem parterna såg och vad de gjorde. Texterna handlar om platser och ska inte innehålla personuppgifter."
)
NO_TEXT = _("Innehåller inga personuppgifter.")

RULES = (
    Rule(
        code="problem",
        model=Problem,
        what=_("Problem: vad, var, när och vilka som berörs"),
        how=How.KEEP,
        fields=("title", "what", "when_text", "affected", "source"),
        basis=JOINT_WORK,
    ),
    Rule(
        code="problem-evidence",
        model=Evidence,
        what=_("Underlag för ett problem"),
        how=How.KEEP,
        fields=("text", "source"),
        basis=JOINT_WORK,
    ),
    Rule(
        code="problem-cause",
        model=CauseFactor,
        what=_("Orsak till ett problem"),
        how=How.KEEP,
        fields=("text", "evidence"),
        basis=JOINT_WORK,
    ),
    Rule(
        code="indicator",
        model=Indicator,
        what=_("Mål och indikator"),
        how=How.KEEP,
        fields=("goal", "name", "unit", "source"),
        basis=JOINT_WORK,
    ),
    Rule(
        code="indicator-reading",
        model=Reading,
        what=_("Avläsning av en indikator"),
        how=How.KEEP,
        fields=("source",),
        basis=NO_TEXT,
    ),
    Rule(
        code="measure",
        model=Measure,
        what=_("Åtgärd: vad, ansvarig funktion, skäl och resultat"),
        how=How.KEEP,
        fields=("title", "what", "owner_role", "reason", "output", "source"),
        basis=JOINT_WORK,
    ),
    Rule(
        code="measure-update",
        model=MeasureUpdate,
        what=_("Åtgärdens tidslinje"),
        how=How.KEEP,
        fields=("text",),
        basis=JOINT_WORK,
    ),
    Rule(
        code="measure-activity",
        model=Activity,
        what=_("Steg i en åtgärd"),
        how=How.KEEP,
        fields=("text",),
        basis=JOINT_WORK,
    ),
    Rule(
        code="measure-occurrence",
        model=Occurrence,
        what=_("Tillfällen för en återkommande åtgärd"),
        how=How.KEEP,
        basis=NO_TEXT,
    ),
    Rule(
        code="measure-funding",
        model=Funding,
        what=_("Finansiering av en åtgärd"),
        how=How.KEEP,
        basis=NO_TEXT,
    ),
    Rule(
        code="measure-evaluation",
        model=Evaluation,
        what=_("Utvärdering: antal händelser före och efter"),
        how=How.KEEP,
        fields=("counts", "weekly", "note"),
        basis=JOINT_WORK,
    ),
    Rule(
        code="action-plan",
        model=ActionPlan,
        what=_("Åtgärdsplan med beslut"),
        how=How.KEEP,
        fields=("name", "decided_by", "registry_number", "source"),
        basis=JOINT_WORK,
    ),
    Rule(
        code="law-item",
        model=LawItem,
        what=_("Uppfyllt krav enligt lag (2023:196)"),
        how=How.KEEP,
        fields=("name", "decided_by", "registry_number", "source"),
        basis=JOINT_WORK,
    ),
    Rule(
        code="published-rate",
        model=PublishedRate,
        what=_("Organisation som visar sin andel hållna löften"),
        how=How.KEEP,
        basis=NO_TEXT,
    ),
    Rule(
        code="measure-digest",
        model=Digest,
        what=_("Veckobrev om åtgärder: att de är skickade"),
        how=How.KEEP,
        basis=NO_TEXT,
    ),
)

"""How long stored figures are kept: for ever, because they are statistics."""

from django.utils.translation import gettext_lazy as _

from indicators.models import (
    AreaFact,
    AreaRegion,
    CompstatCategory,
    CompstatFigure,
    OfficialFigure,
    OfficialTable,
    OwnSeries,
    OwnValue,
    PrintedChange,
    Survey,
    SurveyResult,
)
from platssamverkan.core.retention import How, Rule

STATISTICS = _("Statistik per område och period. Innehåller inga personuppgifter.")

RULES = (
    Rule(
        code="compstat",
        model=CompstatFigure,
        what=_("Brottsstatistik: antal per kategori, område och period"),
        how=How.KEEP,
        fields=("source",),
        basis=STATISTICS,
    ),
    Rule(
        code="compstat-category",
        model=CompstatCategory,
        what=_("Brottsstatistikens kategorier"),
        how=How.KEEP,
        fields=("name",),
        basis=STATISTICS,
    ),
    Rule(
        code="compstat-printed",
        model=PrintedChange,
        what=_("Brottsstatistik: utvecklingen så som originalet tryckte den"),
        how=How.KEEP,
        fields=("source",),
        basis=STATISTICS,
    ),
    Rule(
        code="area-fact",
        model=AreaFact,
        what=_("Befolkningsfakta per område"),
        how=How.KEEP,
        fields=("name", "reference_name", "as_of", "source"),
        basis=STATISTICS,
    ),
    Rule(
        code="survey",
        model=Survey,
        what=_("Undersökningar: namn, beställare, år och metod"),
        how=How.KEEP,
        fields=("name", "owner", "years", "method", "source"),
        basis=STATISTICS,
    ),
    Rule(
        code="survey-result",
        model=SurveyResult,
        what=_("Undersökningars svar: andelar per område och grupp"),
        how=How.KEEP,
        fields=("question", "subgroup"),
        basis=_("Statistik. Under 100 svarande visas inte andelen."),
    ),
    Rule(
        code="official-table",
        model=OfficialTable,
        what=_("Officiell statistik: tabellernas rubriker, källor och tider"),
        how=How.KEEP,
        fields=("title", "unit", "source", "reference_time", "published", "code"),
        basis=STATISTICS,
    ),
    Rule(
        code="official-figure",
        model=OfficialFigure,
        what=_("Officiell statistik: tal per region och period"),
        how=How.KEEP,
        fields=("region", "region_name", "period", "label"),
        basis=STATISTICS,
    ),
    Rule(
        code="area-region",
        model=AreaRegion,
        what=_("Vilka statistikområden ett område består av"),
        how=How.KEEP,
        fields=("code", "name"),
        basis=STATISTICS,
    ),
    Rule(
        code="own-series",
        model=OwnSeries,
        what=_("Egna mätserier: namn, enhet och källa"),
        how=How.KEEP,
        fields=("name", "unit", "source"),
        basis=STATISTICS,
    ),
    Rule(
        code="own-value",
        model=OwnValue,
        what=_("Egna mätserier: värden"),
        how=How.KEEP,
        fields=("label",),
        basis=STATISTICS,
    ),
)

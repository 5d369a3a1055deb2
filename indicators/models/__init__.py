"""Stored figures from outside."""

from indicators.models.comparison import ComparisonBasis
from indicators.models.compstat import CompstatCategory, CompstatFigure, CompstatGroup, PrintedChange
from indicators.models.facts import AreaFact, Unit
from indicators.models.official import AreaRegion, OfficialFigure, OfficialTable, Origin, RegionRole
from indicators.models.series import OwnSeries, OwnValue
from indicators.models.surveys import Survey, SurveyMapping, SurveyReference, SurveyResult

__all__ = [
    "AreaFact",
    "AreaRegion",
    "ComparisonBasis",
    "CompstatCategory",
    "CompstatFigure",
    "CompstatGroup",
    "OfficialFigure",
    "OfficialTable",
    "Origin",
    "OwnSeries",
    "OwnValue",
    "PrintedChange",
    "RegionRole",
    "Survey",
    "SurveyMapping",
    "SurveyReference",
    "SurveyResult",
    "Unit",
]

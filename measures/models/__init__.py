"""Problems and their causes, measures, plans, and what came of them."""

from measures.models.digests import Digest
from measures.models.documents import DocumentKind, MeasureDocument
from measures.models.effects import EffectPlan, Evaluation, Role
from measures.models.kinds import (
    Cadence,
    EvidenceKind,
    FundingKind,
    Horizon,
    MainType,
    Side,
    Strength,
    SubType,
    Technique,
)
from measures.models.law import LawItem, LawKind
from measures.models.measures import (
    OPEN,
    Activity,
    Funding,
    Measure,
    MeasureUpdate,
    Occurrence,
    Status,
    UpdateKind,
)
from measures.models.plans import ActionPlan, PlanStatus
from measures.models.problems import CauseFactor, Evidence, Indicator, Problem, Reading
from measures.models.promises import PublishedRate
from measures.models.steps import ModelStep

__all__ = [
    "OPEN",
    "ActionPlan",
    "Activity",
    "Cadence",
    "CauseFactor",
    "Digest",
    "DocumentKind",
    "EffectPlan",
    "Evaluation",
    "Evidence",
    "EvidenceKind",
    "Funding",
    "FundingKind",
    "Horizon",
    "Indicator",
    "LawItem",
    "LawKind",
    "MainType",
    "Measure",
    "MeasureDocument",
    "MeasureUpdate",
    "ModelStep",
    "Occurrence",
    "PlanStatus",
    "Problem",
    "PublishedRate",
    "Reading",
    "Role",
    "Side",
    "Status",
    "Strength",
    "SubType",
    "Technique",
    "UpdateKind",
]

"""What worked where: the evaluations a person may see, with their answers in one word, counted by kind of measure.

Answers are counted, never averaged: ten that could not decide are ten that could not decide.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.models import GROUPS
from measures.evaluation import displacement, sentence
from measures.models import Evaluation, Measure, Problem, SubType, Technique
from places.permissions import areas_where
from platssamverkan.core.statistics import Displacement, Verdict
from stakeholders.models import User
from stakeholders.policy import Action

MOST_RESULTS = 200
# The words for what an evaluation came to, best first; the last is an answer as well.
ANSWERS = {
    Verdict.DECREASE: gettext_lazy("Tydlig minskning"),
    Verdict.NORMAL: gettext_lazy("Ingen effekt att skilja från slumpen"),
    Verdict.INCREASE: gettext_lazy("Tydlig ökning"),
    Verdict.TOO_FEW: gettext_lazy("Underlaget är för litet"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; an unknown value is as none."""

    words: str = ""
    kind: str = ""
    technique: str = ""
    problem: str = ""
    answer: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Asked":
        """Read ?sok=&undergrupp=&teknik=&problem=&svar=."""

        def known(name: str, values: Sequence[str]) -> str:
            return given.get(name, "") if given.get(name) in values else ""

        return cls(
            words=given.get("sok", "").replace("\x00", "").strip()[:100],
            kind=known("undergrupp", SubType.values),
            technique=known("teknik", Technique.values),
            problem=known("problem", list(GROUPS)),
            answer=known("svar", [verdict.value for verdict in ANSWERS]),
        )

    @property
    def is_anything(self) -> bool:
        return any((self.words, self.kind, self.technique, self.problem, self.answer))


@dataclass(frozen=True)
class Result:
    """One evaluation as the library tells it."""

    evaluation: Evaluation
    problems: list[str]  # titles of those the reader sees

    @cached_property
    def found(self) -> Displacement:
        return displacement(self.evaluation.counts)

    @property
    def measure(self) -> Measure:
        return self.evaluation.measure

    @property
    def answer(self) -> str:
        return str(ANSWERS[self.found.verdict])

    @property
    def is_clear(self) -> bool:
        return self.found.verdict.is_clear

    @property
    def sentence(self) -> str:
        return sentence(self.found)

    @property
    def kind(self) -> str:
        """What sort of measure it was, in words."""
        words = [self.measure.get_sub_type_display(), self.measure.get_technique_display()]
        return ", ".join(str(word) for word in words if word) or _("slag inte angivet")


def results_for(user: User, asked: Asked) -> list[Result]:
    """Return the newest evaluation of each measure that the person sees and may read the counts of.

    The counts of every area in a comparison stand in it, so every one of them must be open to the reader.
    """
    open_areas = areas_where(user, Action.VIEW_INCIDENT_COUNTS).values("pk")
    closed = Q()
    for role in ("target", "control", "buffer", "buffer_control"):
        through = getattr(Evaluation, f"{role}_areas").through
        closed |= Q(pk__in=through.objects.exclude(area__in=open_areas).values("evaluation"))
    measures = Measure.objects.visible_to(user)
    if asked.kind:
        measures = measures.filter(sub_type=asked.kind)
    if asked.technique:
        measures = measures.filter(technique=asked.technique)
    if asked.problem:
        measures = measures.filter(problems__kind=asked.problem)
    if asked.words:
        measures = measures.filter(
            Q(title__icontains=asked.words)
            | Q(what__icontains=asked.words)
            | Q(place__name__icontains=asked.words)
            | Q(area__name__icontains=asked.words)
            | Q(problems__title__icontains=asked.words)
        )
    newest = (
        Evaluation.objects.filter(measure__in=measures.filter(area__in=open_areas).values("pk"))
        .exclude(closed)
        .order_by("measure_id", "-made_on", "-pk")
        .distinct("measure_id")
    )
    rows = (
        Evaluation.objects.filter(pk__in=newest.values("pk"))
        .select_related("measure__area", "measure__place", "measure__owner")
        .defer("measure__area__geometry", "measure__place__geometry")
        .prefetch_related("measure__problems")
    )
    seen = _problems_seen(user)
    results = [
        Result(row, [problem.title for problem in row.measure.problems.all() if problem.pk in seen])
        for row in rows
    ]
    if asked.answer:
        results = [one for one in results if one.found.verdict.value == asked.answer]
    order = list(ANSWERS)
    return sorted(
        results, key=lambda one: (order.index(one.found.verdict), one.measure.title, one.measure.pk)
    )


def _problems_seen(user: User) -> set[int]:
    return set(Problem.objects.visible_to(user).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class KindCount:
    """How the evaluations of one kind of measure came out, in the order of ANSWERS."""

    name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


def by_kind(results: Sequence[Result]) -> list[KindCount]:
    """Count the answers by Stockholm's sub-type, most evaluated first."""
    found: dict[str, Counter[Verdict]] = {}
    for one in results:
        name = str(one.measure.get_sub_type_display() or _("Slag inte angivet"))
        found.setdefault(name, Counter())[one.found.verdict] += 1
    rows = [KindCount(name, tuple(count[verdict] for verdict in ANSWERS)) for name, count in found.items()]
    return sorted(rows, key=lambda row: (-row.total, row.name))

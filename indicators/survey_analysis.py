"""What surveys say about a district: one question at a time, every survey that asked it, area by area."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from indicators.models import Survey, SurveyReference, SurveyResult
from places.models import Area

Answered = SurveyResult | SurveyReference


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """One answer with the name of whom it is about."""

    name: str
    found: Answered
    is_reference: bool = False


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as one survey answered it, and how the other surveys did for the district."""

    question: str
    survey: Survey
    parts: tuple[SurveyLine, ...]  # the district's areas
    whole: tuple[SurveyLine, ...]  # the district, and what it is compared with
    groups: tuple[SurveyLine, ...]  # the district's subgroups, with the reference's where it has them
    side_by_side: tuple[SurveyLine, ...]  # the district in every survey that asked

    @property
    def areas(self) -> tuple[SurveyLine, ...]:
        """The areas, then the district and the city."""
        return (*self.parts, *self.whole)


def questions_of(district: Area) -> list[str]:
    """The questions somebody asked in the district or a part of it."""
    return sorted(_results(district).order_by().values_list("question", flat=True).distinct())


def surveys_asking(district: Area, question: str) -> list[Survey]:
    """The surveys that asked it there, the latest first."""
    keys = _results(district).filter(question=question).order_by().values_list("survey", flat=True)
    return sorted(
        Survey.objects.filter(pk__in=keys), key=lambda survey: (survey.years, survey.owner), reverse=True
    )


def question_view(district: Area, question: str, survey: Survey) -> QuestionView:
    """Everything the page says about a question; five queries, whatever the number of areas."""
    rows = list(
        _results(district).filter(question=question).select_related("survey", "area").defer("area__geometry")
    )
    references = list(
        SurveyReference.objects.filter(
            question=question, survey__in={r.survey_id for r in rows}
        ).select_related("survey")
    )
    own = [row for row in rows if row.survey_id == survey.pk]
    compared = [row for row in references if row.survey_id == survey.pk]
    parts = sorted(
        (r for r in own if r.area_id != district.pk and not r.subgroup),
        key=lambda r: (r.area.position, r.area.name),
    )
    groups = sorted({row.subgroup for row in own if row.area_id == district.pk and row.subgroup})
    return QuestionView(
        question=question,
        survey=survey,
        parts=tuple(SurveyLine(row.area.name, row) for row in parts),
        whole=(
            *(
                SurveyLine(row.area.name, row)
                for row in own
                if row.area_id == district.pk and not row.subgroup
            ),
            *(SurveyLine(row.name, row, is_reference=True) for row in compared if not row.subgroup),
        ),
        groups=tuple(line for group in groups for line in _group(group, own, compared, district)),
        side_by_side=tuple(_side_by_side(rows, references, district)),
    )


def _results(district: Area) -> QuerySet[SurveyResult]:
    return SurveyResult.objects.filter(area__in=Area.objects.within([district.pk]))


def _group(
    group: str, own: Iterable[SurveyResult], compared: Iterable[SurveyReference], district: Area
) -> list[SurveyLine]:
    mine = [
        SurveyLine(f"{group}, {district.name}", r)
        for r in own
        if r.subgroup == group and r.area_id == district.pk
    ]
    return mine + [
        SurveyLine(f"{group}, {r.name}", r, is_reference=True) for r in compared if r.subgroup == group
    ]


def _side_by_side(
    rows: list[SurveyResult], references: list[SurveyReference], district: Area
) -> list[SurveyLine]:
    """The district in each survey, each followed by the same survey's city: only within one survey do they compare."""
    lines: list[SurveyLine] = []
    own = [row for row in rows if row.area_id == district.pk and not row.subgroup]
    for row in sorted(own, key=lambda row: (row.survey.years, row.survey.owner), reverse=True):
        lines.append(SurveyLine(f"{district.name}: {_named(row.survey)}", row))
        lines += [
            SurveyLine(f"{other.name}: {_named(row.survey)}", other, is_reference=True)
            for other in references
            if other.survey_id == row.survey_id and not other.subgroup
        ]
    return lines


def _named(survey: Survey) -> str:
    """Owner and years: what tells apart the surveys that go by nearly the same name."""
    return f"{survey.owner} {survey.years}"

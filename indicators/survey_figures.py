"""Surveys as pictures: bars with their intervals, and a map of the areas by class."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from indicators.models import Survey
from indicators.survey_analysis import QuestionView, SurveyLine
from places.figures import district_map
from places.models import Area
from platssamverkan.core.figures import Figure, Series
from platssamverkan.core.maps import Layer, Look, MapSpec
from platssamverkan.core.palette import PAPER, SHADES
from platssamverkan.core.spreadsheet import as_csv
from platssamverkan.core.swedish import NBSP, decimal, enumerate_words, percent, whole

# Upper ends of the map's classes, in percent: those of the seed's map of evening fear, with even steps below.
CLASSES = (10, 20, 30, 40, 50, 100)


def source_of(survey: Survey) -> str:
    """'Trygghetsmätning 2023, Stockholms stad, enkät per post. Källa: …'"""
    method = f", {survey.method}" if survey.method else ""
    return f"{survey.name} {survey.years}, {survey.owner}{method}. " + _("Källa: %(source)s") % {
        "source": survey.source
    }


def bars(slug: str, title: str, lines: Sequence[SurveyLine], source: str) -> Figure:
    """One bar a line with its 95 % interval; the city stands filled, what too few answered has no bar."""
    answers = [line.found.answer for line in lines]
    values = tuple(None if answer is None else 100 * answer.share for answer in answers)
    intervals = tuple(
        None if answer is None else (100 * answer.interval.lower, 100 * (answer.interval.upper or 1.0))
        for answer in answers
    )
    names = _distinct([line.name for line in lines])
    said = [
        f"{name} {percent(value, 0) if value is not None else _('för få svar')}"
        for name, value in zip(names, values, strict=True)
    ]
    return Figure(
        slug=slug,
        title=title,
        unit=_("procent"),
        categories=names,
        series=(Series(_("Andel"), values),),
        source=source,
        alt=f"{title}: {enumerate_words(said)}.",
        highlighted=tuple(name for name, line in zip(names, lines, strict=True) if line.is_reference),
        intervals=intervals,
        missing=_("för få svar"),
    )


def _distinct(names: list[str]) -> tuple[str, ...]:
    """Give a name that comes twice a number, so that no bar hides another."""
    return tuple(
        name if names[:n].count(name) == 0 else f"{name} ({names[:n].count(name) + 1})"
        for n, name in enumerate(names)
    )


def class_of(value: float) -> int:
    """The number of the class, 0–5, a percentage falls in; a class holds its upper end."""
    return next(number for number, upper in enumerate(CLASSES) if value <= upper)


def class_name(number: int) -> str:
    """'0–10 %', 'över 50 %'."""
    lower = CLASSES[number - 1] if number else 0
    if number == len(CLASSES) - 1:
        return _("över %(lower)s") % {"lower": f"{lower}{NBSP}%"}
    return f"{lower}–{CLASSES[number]}{NBSP}%"


def choropleth(district: Area, view: QuestionView) -> MapSpec:
    """The district's areas by class, the percentage written in each; numbers before colours."""
    shares = {line.found.area_id: line.found.answer for line in view.parts if hasattr(line.found, "area_id")}
    notes = {
        key: f"{decimal(100 * answer.share, 0)}{NBSP}%" if answer else _("för få svar")
        for key, answer in shares.items()
    }
    spec = district_map(district, notes=notes)
    names = {line.name: shares[line.found.area_id] for line in view.parts if hasattr(line.found, "area_id")}
    layers: list[Layer] = []
    for layer in spec.layers:
        if layer.look is Look.DESIGNATION:
            continue
        if layer.look is not Look.AREA:
            layers.append(replace(layer, title=""))
            continue
        for number, shade in enumerate(SHADES):
            inside = [
                s for s in layer.shapes if (a := names.get(s.name)) and class_of(100 * a.share) == number
            ]
            layers.append(
                Layer(Look.AREA, class_name(number), tuple(replace(s, shade=shade) for s in inside))
            )
        few = [s for s in layer.shapes if s.name in names and names[s.name] is None]
        layers.append(Layer(Look.AREA, _("för få svar"), tuple(replace(s, shade=PAPER) for s in few)))
        unknown = [
            replace(s, shade=PAPER, note=_("uppgift saknas")) for s in layer.shapes if s.name not in names
        ]
        layers.append(Layer(Look.AREA, "", tuple(unknown)))
    said = enumerate_words(
        [
            f"{line.name} {line.found.written_share if line.found.answer else _('för få svar')}"
            for line in view.parts
        ]
    )
    return replace(
        spec,
        slug=f"undersokning-{district.slug}",
        title=_("%(question)s, %(district)s") % {"question": view.question, "district": district.name},
        layers=tuple(layers),
        alt=_("Karta: %(question)s. %(said)s.") % {"question": view.question, "said": said},
    )


def survey_csv(view: QuestionView) -> bytes:
    """What the page shows, one line an answer; a share that too few gave stays empty, and so does their number."""
    lines: list[list[object]] = [
        [
            _("Fråga"),
            _("Område"),
            _("Grupp"),
            _("Andel %"),
            _("Från %"),
            _("Till %"),
            _("Svarande"),
            _("Undersökning"),
            _("Metod"),
            _("Källa"),
        ]
    ]
    for line in dict.fromkeys((*view.areas, *view.groups, *view.side_by_side)):
        answer, survey = line.found.answer, line.found.survey
        numbers: list[object] = [_("för få svar"), "", "", ""]
        if answer:
            numbers = [
                round(100 * answer.share, 1), round(100 * answer.interval.lower, 1),
                round(100 * (answer.interval.upper or 1), 1), line.found.respondents,
            ]  # fmt: skip
        lines.append(
            [
                view.question,
                line.name,
                line.found.subgroup,
                *numbers,
                f"{survey.name} {survey.years}, {survey.owner}",
                survey.method,
                survey.source,
            ]
        )
    return as_csv(lines)


def written_n(line: SurveyLine) -> str:
    """'n = 312', or that they were too few."""
    return f"n{NBSP}={NBSP}{whole(line.found.respondents)}" if line.found.answer else _("för få svar")

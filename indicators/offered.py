"""Sentences from surveys and own series, each number bound to its cell, for whoever writes."""

from django.utils.translation import gettext as _

from indicators.sentences import Cell, Sentence, bind
from indicators.series_figures import ShownSeries, is_part
from indicators.survey_analysis import QuestionView, SurveyLine
from platssamverkan.core.statistics import Share
from platssamverkan.core.swedish import decimal, percent, signed_percent, whole


def survey_sentences(view: QuestionView) -> list[Sentence]:
    """A sentence for each area that enough people answered in, held against the city where the survey has it.

    'I Hässelby gård svarade 52 % så (44–59 %, 164 svarande), tydligt fler än i Stockholm (28 %): ….'
    """
    city = next((line for line in view.whole if line.is_reference and line.found.answer), None)
    lines = [line for line in view.areas if line.found.answer and not line.is_reference]
    return [_survey_sentence(view.question, line, city) for line in lines]


def _survey_sentence(question: str, line: SurveyLine, city: SurveyLine | None) -> Sentence:
    own = line.found.answer
    assert own is not None
    key = f"survey.{line.found.pk}"
    values: dict[str, str | Cell] = {
        "question": question,
        "area": line.name,
        "share": Cell(f"{key}.share", percent(100 * own.share, 0), 100 * own.share),
        "lower": Cell(f"{key}.lower", decimal(100 * own.interval.lower, 0), 100 * own.interval.lower),
        "upper": Cell(
            f"{key}.upper", percent(100 * (own.interval.upper or 1), 0), 100 * (own.interval.upper or 1)
        ),
        "n": Cell(f"{key}.respondents", whole(own.respondents), own.respondents),
    }
    other = city.found.answer if city else None
    if city is None or other is None:
        return bind(
            _("”%(question)s”: %(share)s i %(area)s (%(lower)s–%(upper)s, %(n)s svarande)."), **values
        )
    values["city"] = city.name
    values["other"] = Cell(
        f"survey_reference.{city.found.pk}.share", percent(100 * other.share, 0), 100 * other.share
    )
    return bind(_TEMPLATES[_side(own, other)](), **values)


# Functions, so that each template is translated when it is used.
_TEMPLATES = {
    1: lambda: _("”%(question)s”: %(share)s i %(area)s (%(lower)s–%(upper)s, %(n)s svarande), tydligt fler än i %(city)s (%(other)s)."),
    -1: lambda: _("”%(question)s”: %(share)s i %(area)s (%(lower)s–%(upper)s, %(n)s svarande), tydligt färre än i %(city)s (%(other)s)."),
    0: lambda: _("”%(question)s”: %(share)s i %(area)s (%(lower)s–%(upper)s, %(n)s svarande), inom felmarginalen från %(city)s (%(other)s)."),
}  # fmt: skip


def _side(own: Share, other: Share) -> int:
    """1 or −1 where the intervals do not even touch, which is a stricter rule than the five in a hundred; else 0."""
    if own.interval.lower > (other.interval.upper or 1):
        return 1
    return -1 if (own.interval.upper or 1) < other.interval.lower else 0


def series_sentence(found: ShownSeries) -> Sentence | None:
    """What the last two comparable periods say, and a part year for itself; None where there is nothing to compare.

    No word is put on the change: nothing is known of how such a series varies by itself.
    """
    if found.shape != "vertical":
        return None
    full = [value for value in found.values if not is_part(value, found.values)]
    unit = "" if found.series.unit == "%" else f" {found.series.unit}"
    key = f"series.{found.series.pk}"
    sentence: Sentence | None = None
    if len(full) >= 2:
        before, now = full[-2], full[-1]
        change = 100 * float((now.value - before.value) / before.value) if before.value else None
        values: dict[str, str | Cell] = {
            "name": found.series.name,
            "first": before.label,
            "last": now.label,
            "unit": unit,
            "before": Cell(f"{key}.{before.label}", before.written, float(before.value)),
            "now": Cell(f"{key}.{now.label}", now.written, float(now.value)),
        }
        if change is None or found.series.unit == "%":
            sentence = bind(
                _("%(name)s: från %(before)s%(unit)s %(first)s till %(now)s%(unit)s %(last)s."), **values
            )
        else:
            values["size"] = Cell(f"{key}.percent", signed_percent(change, 0), change)
            sentence = bind(
                _("%(name)s: från %(before)s%(unit)s %(first)s till %(now)s%(unit)s %(last)s (%(size)s)."),
                **values,
            )
    last = found.values[-1]
    if is_part(last, found.values):
        so_far = bind(
            _("%(period)s: %(now)s%(unit)s, vilket inte kan jämföras med hela år."),
            period=last.written_period[:1].upper() + last.written_period[1:],
            now=Cell(f"{key}.{last.label}", last.written, float(last.value)),
            unit=unit,
        )
        sentence = so_far if sentence is None else sentence.then(so_far)
    return sentence

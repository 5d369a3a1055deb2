"""Sentences made from the CompStat table, for pages and documents and for whoever writes.

In a sentence each number is bound to the cell it comes from, so that a text can be checked against the table.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.analysis import Compstat, CompstatBlock, CompstatRow
from indicators.figures import Driver, clear_changes, driver
from platssamverkan.core.statistics import Verdict
from platssamverkan.core.swedish import (
    decimal,
    enumerate_words,
    lower_first,
    percent,
    signed,
    signed_percent,
    whole,
)

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
ORDINALS = ("", "första", "andra", "tredje", "fjärde")
# From this many years in a row a reader is told so.
LEAST_RUN = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a sentence and the cell it comes from: 'residential_burglary.2022', '….percent'."""

    key: str
    text: str
    value: float | None = None  # unrounded, as the cell holds it

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and cells in their order."""

    parts: tuple[str | Cell, ...]

    def __str__(self) -> str:
        return "".join(str(part) for part in self.parts)

    @property
    def cells(self) -> list[Cell]:
        """The numbers it rests on."""
        return [part for part in self.parts if isinstance(part, Cell)]

    def then(self, other: "Sentence") -> "Sentence":
        """Both, one after the other."""
        return Sentence((*self.parts, " ", *other.parts))


def bind(template: str, **values: str | Cell) -> Sentence:
    """Fill a translated template, keeping its cells."""
    parts: list[str | Cell] = []
    position = 0
    for match in PLACEHOLDER.finditer(template):
        parts += [template[position : match.start()], values[match[1]]]
        position = match.end()
    return Sentence(tuple(part for part in [*parts, template[position:]] if part != ""))


def offered(table: Compstat) -> list[Sentence]:
    """A sentence for each row and sum that can be compared, in the order of the table."""
    return [sentence for row in table.rows if (sentence := change_sentence(table, row)) is not None]


def change_sentence(table: Compstat, row: CompstatRow) -> Sentence | None:
    """'Inbrott i bostad minskade från 103 till 80 (−22 %), inom normal variation.'

    The five years follow where they say something for themselves; None without a year before.
    """
    change = row.change
    if change.absolute is None or change.verdict is None:
        return None
    now, before = table.years[-1], table.years[-1] - 1
    name = row.name if not row.is_sum else _("Summan i blocket %(block)s") % {"block": _block(table, row)}
    values: dict[str, str | Cell] = {
        "name": name,
        "before": Cell(f"{row.code}.{before}", whole(change.before), change.before),
        "now": Cell(f"{row.code}.{now}", whole(change.now), change.now),
        "word": str(change.verdict.label),
    }
    if change.printable_percent is None:
        values["size"] = Cell(f"{row.code}.change", signed(change.absolute), change.absolute)
    else:
        share = change.printable_percent
        values["size"] = Cell(f"{row.code}.percent", signed_percent(share, 0), share)
    if change.absolute == 0:
        template = _("%(name)s var lika många båda åren, %(now)s.")
    elif change.verdict == Verdict.TOO_FEW:
        template = (
            _("%(name)s ökade från %(before)s till %(now)s (%(size)s): för få för att säga något om.")
            if change.absolute > 0
            else _("%(name)s minskade från %(before)s till %(now)s (%(size)s): för få för att säga något om.")
        )
    elif change.absolute > 0:
        template = _("%(name)s ökade från %(before)s till %(now)s (%(size)s), %(word)s.")
    else:
        template = _("%(name)s minskade från %(before)s till %(now)s (%(size)s), %(word)s.")
    sentence = bind(template, **values)
    years = trend_sentence(table, row)
    return sentence if years is None else sentence.then(years)


def trend_sentence(table: Compstat, row: CompstatRow) -> Sentence | None:
    """'Fjärde årets minskning i rad; tydlig minskning sedan 2019.'  None where the years say nothing clear."""
    trend, change = row.trend, row.change.absolute
    verdict, run = trend.verdict, trend.run
    if verdict is None or not verdict.is_clear:
        return None
    values: dict[str, str | Cell] = {
        "word": str(verdict.label),
        "first": str(table.years[0]),
        "yearly": Cell(f"{row.code}.trend", signed_percent(trend.yearly_percent, 0), trend.yearly_percent),
        "size": Cell(f"{row.code}.change", signed(change), change),
    }
    direction = 1 if verdict == Verdict.INCREASE else -1
    if run * direction >= LEAST_RUN:
        values["ordinal"] = ORDINALS[abs(run)].capitalize()
        template = (
            _("%(ordinal)s årets ökning i rad; %(word)s sedan %(first)s (%(yearly)s per år).")
            if direction > 0
            else _("%(ordinal)s årets minskning i rad; %(word)s sedan %(first)s (%(yearly)s per år).")
        )
    else:
        values["word"] = str(verdict.label).capitalize()
        template = (
            _("%(word)s sedan %(first)s (%(yearly)s per år), trots %(size)s det senaste året.")
            if change is not None and change * direction < 0
            else _("%(word)s sedan %(first)s (%(yearly)s per år).")
        )
    return bind(template, **values)


def cells_of(table: Compstat) -> dict[str, float]:
    """Every cell of the table that a sentence may be bound to, by its key: what a checker holds numbers against.

    'residential_burglary.2022', '….change', '….percent' and '….trend'; what is missing or may not be shown is left out.
    """
    cells: dict[str, float] = {}
    for row in table.rows:
        own: dict[str, float | None] = {
            **{str(year): count for year, count in zip(table.years, row.counts, strict=True)},
            "change": row.change.absolute,
            "percent": row.change.printable_percent,
            "trend": row.trend.yearly_percent,
        }
        cells |= {f"{row.code}.{name}": value for name, value in own.items() if value is not None}
    return cells


def _block(table: Compstat, row: CompstatRow) -> str:
    return next(lower_first(block.name) for block in table.blocks if block.total is row)


def crime_findings(table: Compstat) -> list[str]:
    """What the CompStat table says once small numbers are given their due."""
    clear = clear_changes(table)
    compared = sum(len(block.categories) for block in table.blocks)
    span = {"before": table.years[-1] - 1, "now": table.years[-1], "period": table.period}
    if not clear:
        return [
            _(
                "Ingen av %(compared)d brottskategorier förändrades tydligt mellan %(before)d och %(now)d (%(period)s)."
            )
            % {"compared": compared, **span}
        ]
    named = enumerate_words([f"{lower_first(row.name)} ({signed(row.change.absolute)})" for row in clear])
    sentences = [
        _("%(clear)d av %(compared)d brottskategorier förändrades tydligt mellan %(before)d och %(now)d (%(period)s): "
          "%(named)s. %(others)s")
        % {"clear": len(clear), "compared": compared, "named": named, "others": _others(table), **span}
    ]  # fmt: skip
    sentences += [driver_text(found) for block in table.blocks if (found := driver(block))]
    return sentences


def _others(table: Compstat) -> str:
    """What is said of the categories without a clear change."""
    if any(row.change.verdict == Verdict.TOO_FEW for row in table.categories):
        return _("Övriga ligger inom normal variation eller är för få för att säga något om.")
    return _("Övriga ligger inom normal variation.")


def driver_text(found: Driver) -> str:
    """Why a block's sum moved: because of one category."""
    total, rest = found.block.total, found.rest
    return _(
        "Summan i blocket %(block)s gick från %(before)s till %(now)s (%(percent)s). Det förklaras helt av %(category)s: "
        "utan den kategorin gick summan från %(rest_before)s till %(rest_now)s, vilket är %(verdict)s."
    ) % {
        "block": found.block.name,
        "before": whole(total.change.before),
        "now": whole(total.change.now),
        "percent": signed_percent(total.change.printable_percent),
        "category": lower_first(found.row.name),
        "rest_before": whole(rest.change.before),
        "rest_now": whole(rest.change.now),
        "verdict": rest.change.verdict.label if rest.change.verdict else _("utan jämförelse"),
    }


def background(block: CompstatBlock, years: Sequence[int]) -> str:
    """The block's sum against the mean of the years before: one year may have been unusual."""
    mean, share = block.total.mean, block.total.percent_of_mean
    if mean is None or share is None:
        return ""
    return _(
        "Block %(block)s: summan %(now)s ligger %(share)s %(side)s medelvärdet för %(first)d–%(last)d, som var %(mean)s."
    ) % {
        "block": block.name,
        "now": whole(block.total.counts[-1]),
        "share": percent(abs(share)),
        "side": _("över") if share >= 0 else _("under"),
        "first": years[0],
        "last": years[-2],
        "mean": decimal(mean, 0),
    }

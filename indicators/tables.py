"""The CompStat table written out, once for the page, for paper and for the CSV: they cannot differ."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators.analysis import Compstat, CompstatRow
from indicators.figures import driver, trend
from indicators.sentences import trend_sentence
from platssamverkan.core.spreadsheet import as_csv
from platssamverkan.core.statistics import Interval
from platssamverkan.core.swedish import (
    MINUS,
    MISSING,
    NBSP,
    decimal,
    signed,
    signed_percent,
    whole,
)


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row as it is read."""

    row: CompstatRow
    name: str
    counts: list[str]
    spark: SafeString
    change: str
    percent: str
    percent_hidden: bool  # the base is too small for one
    verdict: str
    is_clear: bool
    interval: str
    mean: str
    of_mean: str
    years: str  # what the five years say together; empty where nothing clear

    @classmethod
    def of(cls, table: Compstat, row: CompstatRow) -> "WrittenRow":
        change = row.change
        years = trend_sentence(table, row)
        return cls(
            row=row,
            name=row.name,
            counts=[whole(count) for count in row.counts],
            spark=trend(table, row),
            change=signed(change.absolute),
            percent=signed_percent(change.printable_percent),
            percent_hidden=change.absolute is not None and change.printable_percent is None,
            verdict=str(change.verdict.label) if change.verdict else _("uppgift saknas"),
            is_clear=change.is_clear,
            interval=written_interval(change.interval),
            mean=decimal(row.mean, 0),
            of_mean=signed_percent(row.percent_of_mean if _can_be_compared(row) else None, 1),
            years=str(years) if years else "",
        )


@dataclass(frozen=True, slots=True)
class WrittenBlock:
    """A block's rows, its sum, and the sums that leave something out."""

    key: str
    name: str
    rows: list[WrittenRow]


def written_blocks(table: Compstat, without: Collection[str]) -> list[WrittenBlock]:
    """Write every row; each block ends with its sum and with what is left without the chosen categories.

    A category that alone explains its sum is left out even when nobody chose it.
    """
    blocks = []
    for block in table.blocks:
        sums = [block.total]
        found = driver(block)
        if found and found.row.code not in without and (rest := block.sum_without([found.row.code])):
            sums.append(rest)
        if chosen := block.sum_without(without):
            sums.append(chosen)
        rows = [WrittenRow.of(table, row) for row in (*block.categories, *sums)]
        blocks.append(WrittenBlock(block.total.code, block.name, rows))
    return blocks


def written_interval(interval: Interval | None) -> str:
    """'−28 till +96 %'."""
    if interval is None:
        return MISSING
    lower = _signed_whole(interval.lower)
    if interval.upper is None:
        return _("från %(lower)s") % {"lower": f"{lower}{NBSP}%"}
    return _("%(lower)s till %(upper)s") % {
        "lower": lower,
        "upper": f"{_signed_whole(interval.upper)}{NBSP}%",
    }


def compstat_csv(table: Compstat, without: Collection[str]) -> bytes:
    """The table as a file, the same rows and the same numbers; a base too small for percent stays empty."""
    years = [str(year) for year in table.years]
    head = [
        _("Block"), _("Brott"), *years, _("Förändring"), _("Förändring %"), _("Bedömning"),
        _("Intervall från %"), _("Intervall till %"), _("Medel tidigare år"), _("Mot medel %"), _("Alla åren"),
        _("Period"), _("Källa"), _("Uttagen"),
    ]  # fmt: skip
    lines: list[list[object]] = [list(head)]
    for block in written_blocks(table, without):
        for written in block.rows:
            row, change = written.row, written.row.change
            interval = change.interval or Interval(0, None)
            lines.append(
                [
                    block.name,
                    written.name,
                    *(_number(count) for count in row.counts),
                    _number(change.absolute),
                    _number(change.printable_percent, 1),
                    written.verdict,
                    _number(interval.lower if change.interval else None, 0),
                    _number(interval.upper, 0),
                    _number(row.mean, 0),
                    _number(row.percent_of_mean if _can_be_compared(row) else None, 1),
                    written.years,
                    table.period,
                    table.source,
                    table.extracted_on.isoformat(),
                ]
            )
    return as_csv(lines)


def _can_be_compared(row: CompstatRow) -> bool:
    """Whether a percentage of the mean may be shown: the rule of the base holds for it too."""
    return row.change.printable_percent is not None or row.change.before is None


def _number(value: float | None, places: int = 0) -> object:
    """The number as `core.swedish` rounds it, for a spreadsheet to read as one."""
    if value is None:
        return ""
    text = decimal(value, places).replace(NBSP, "").replace(MINUS, "-").replace(",", ".")
    return float(text) if places else int(text)


def _signed_whole(value: float) -> str:
    text = decimal(value, 0)
    return f"+{text}" if value > 0 and text != "0" else text

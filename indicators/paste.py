"""A CompStat table pasted from a spreadsheet: first read, checked and shown, then, when a person says so, stored."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.analysis import Compstat, compstat_of
from indicators.imports import (
    CalendarPeriod,
    ParsedCompstat,
    figures_of,
    parse_compstat,
    printed_of,
    store_compstat,
)
from indicators.models import CompstatFigure
from places.models import Area
from platssamverkan.core.incoming import Complaint, ImportRefused
from platssamverkan.core.swedish import day, short_day
from stakeholders.models import User


class FiguresHaveChanged(Exception):
    """Somebody stored other figures between the preview and the confirmation; nothing was stored."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What somebody pasted, and what they say it is."""

    text: str
    period: CalendarPeriod
    source: str
    extracted_on: date


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One count that would become another."""

    category: str
    year: int
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class CompstatPaste:
    """What the pasted table says and would do; `digest` names the stored figures it was compared with."""

    table: Compstat
    new: int
    changes: tuple[FigureChange, ...]
    unchanged: int
    sums_checked: int
    changes_checked: int
    warnings: tuple[str, ...]
    digest: str


def preview_compstat(area: Area, pasted: Pasted) -> CompstatPaste:
    """Read a pasted table and compare it with what is stored.  ImportRefused with every complaint, by line."""
    return _compare(area, pasted, parse_compstat(pasted.text, pasted.period))


@transaction.atomic
def confirm_compstat(*, by: User, area: Area, pasted: Pasted, seen: str) -> CompstatPaste:
    """Store a pasted table that was previewed when the stored figures' digest was `seen`.

    FiguresHaveChanged if they have another digest now; ImportRefused as in the preview.
    """
    Area.objects.select_for_update(no_key=True).get(pk=area.pk)
    parsed = parse_compstat(pasted.text, pasted.period)
    paste = _compare(area, pasted, parsed)
    if paste.digest != seen:
        raise FiguresHaveChanged
    store_compstat(area, parsed, source=pasted.source, extracted_on=pasted.extracted_on, by=by)
    return paste


def _compare(area: Area, pasted: Pasted, parsed: ParsedCompstat) -> CompstatPaste:
    figures = figures_of(area, parsed, source=pasted.source, extracted_on=pasted.extracted_on)
    if not figures:
        raise ImportRefused([Complaint(0, _("Tabellen har inga siffror."))])
    stored = {
        (row.category_id, row.period_start, row.period_end): row
        for row in CompstatFigure.objects.filter(area=area)
    }
    pairs = [(stored.get((f.category_id, f.period_start, f.period_end)), f) for f in figures]
    changes = [
        FigureChange(f.category.name, f.period_end.year, old.count, f.count)
        for old, f in pairs
        if old is not None and old.count != f.count
    ]
    new = sum(old is None for old, _figure in pairs)
    printed = printed_of(area, parsed, source=pasted.source, extracted_on=pasted.extracted_on)
    state = sorted((str(key), row.count, str(row.extracted_on)) for key, row in stored.items())
    return CompstatPaste(
        table=compstat_of(figures, printed, area),
        new=new,
        changes=tuple(changes),
        unchanged=len(figures) - new - len(changes),
        sums_checked=len(parsed.sums),
        changes_checked=len(printed),
        warnings=tuple(_warnings(list(stored.values()), parsed, pasted)),
        digest=hashlib.sha256(repr(state).encode()).hexdigest(),
    )


def _warnings(stored: list[CompstatFigure], parsed: ParsedCompstat, pasted: Pasted) -> list[str]:
    """What is odd but may be meant."""
    said = []
    start, end = parsed.period.in_year(parsed.years[-1])
    others = {
        (row.period_start, row.period_end) for row in stored if row.period_end.year == parsed.years[-1]
    } - {(start, end)}
    for first, last in sorted(others):
        values = {
            "old": f"{short_day(first)}–{short_day(last)}", "new": str(parsed.period), "year": parsed.years[-1],
        }  # fmt: skip
        text = _("För %(year)d finns redan %(old)s. Den här tabellen gäller %(new)s och visas för sig.")
        said.append(text % values)
    if pasted.extracted_on < end:
        text = _("Siffrorna togs ut %(day)s, innan perioden var slut.")
        said.append(text % {"day": day(pasted.extracted_on)})
    newer = [row.extracted_on for row in stored if row.period_end == end]
    if newer and max(newer) > pasted.extracted_on:
        text = _("De siffror som finns togs ut senare, %(day)s.")
        said.append(text % {"day": day(max(newer))})
    return said

"""Own series: what people paste or write, read line by line, and stored whole."""

import csv
import hashlib
import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from indicators.imports import PERIOD, parse_period
from indicators.models import OwnSeries, OwnValue
from indicators.numbers import parse_number, read_percents
from places.models import Area
from platssamverkan.core.incoming import Complaint, Complaints, ImportRefused
from platssamverkan.core.names import fold
from platssamverkan.core.swedish import decimal
from stakeholders.audit import record
from stakeholders.models import User

PERCENT_UNITS = frozenset({"%", "procent", "andel"})
HEADINGS = frozenset(
    {"värde", "antal", "kostnad", "medel", "medelvärde", "snitt", "andel", "procent", "kronor", "belopp"}
)
YEAR = re.compile(r"((?:19|20)\d\d)")
MONTH = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])")
QUARTER = re.compile(r"((?:19|20)\d\d)\s*(?:k|kv|kvartal)\s*([1-4])|kvartal\s*([1-4])\s+((?:19|20)\d\d)")
UNTIL = re.compile(r"((?:19|20)\d\d)\s*\(?(?:t\.?o\.?m\.?|till)\s+(\d{1,2}\s+[a-zåäö]+\.?)\)?")
DAYS = re.compile(rf"({PERIOD.pattern})\s+((?:19|20)\d\d)", re.IGNORECASE)
MOST_VALUES = 200
MOST_DECIMALS = 2
LARGEST = Decimal(10) ** 11


class SeriesHasChanged(Exception):
    """Somebody stored other values since the form was opened; nothing was stored."""


class SeriesInUse(Exception):
    """A lägesbild shows the series, so it stays."""


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class ReadValue:
    """A value that was understood."""

    label: str
    period: Period
    value: Decimal


def parse_when(text: str) -> Period | None:
    """Read '2023', '2023-05', '2023 K2', '1 jan–19 nov 2023' or '2023 t.o.m. 19 nov'; None for anything else."""
    said = " ".join(text.casefold().split())
    if match := YEAR.fullmatch(said):
        return Period(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31))
    if match := MONTH.fullmatch(said):
        return _months(int(match[1]), int(match[2]), 1)
    if match := QUARTER.fullmatch(said):
        return _months(int(match[1] or match[4]), 3 * int(match[2] or match[3]) - 2, 3)
    if match := UNTIL.fullmatch(said):
        return _days(f"1 jan–{match[2]}", int(match[1]))
    if match := DAYS.fullmatch(said):
        return _days(match[1], int(match[match.lastindex or 0]))
    return None


def _months(year: int, first: int, count: int) -> Period:
    last = first + count - 1
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _days(text: str, year: int) -> Period | None:
    period = parse_period(text)
    return Period(*period.in_year(year)) if period else None


def read_values(text: str, *, unit: str, period: Period | None) -> tuple[list[ReadValue], int]:
    """Read lines of a period or a group and a value; return them and how many decimals were written.

    A group holds for `period`.  ImportRefused with every complaint, by line.
    """
    complaints = Complaints()
    rows: list[tuple[int, str, str]] = []
    lines = text.splitlines()
    separator = "\t" if "\t" in text else ";"
    for number, content in enumerate(lines, start=1):
        if not content.strip():
            continue
        cells = [cell.strip() for cell in next(csv.reader([content], delimiter=separator))]
        while len(cells) > 2 and not cells[-1]:
            cells.pop()
        if len(cells) != 2:
            complaints.add(
                number, _("Raden ska ha en period eller grupp, en tabb eller ett semikolon, och ett värde.")
            )
        elif not rows and not complaints.items and fold(cells[1]) in HEADINGS | {fold(unit)}:
            continue  # a heading
        else:
            rows.append((number, cells[0], cells[1]))
    if not rows and not complaints.items:
        raise ImportRefused([Complaint(0, _("Skriv minst ett värde."))])
    if len(rows) > MOST_VALUES:
        raise ImportRefused([Complaint(0, _("Högst %(n)d värden ryms i en serie.") % {"n": MOST_VALUES})])
    values = _numbers(rows, unit, complaints)
    found: list[ReadValue] = []
    seen: dict[str, int] = {}
    for (line, label, _text), value in zip(rows, values, strict=True):
        when = parse_when(label) or period
        if not label:
            complaints.add(line, _("Perioden eller gruppen saknas."))
        elif len(label) > 60:
            complaints.add(line, _("”%(text)s…” är för långt. Är det en fotnot?") % {"text": label[:40]})
        elif fold(label) in seen:
            said = {"label": label, "line": seen[fold(label)]}
            complaints.add(line, _("%(label)s står redan på rad %(line)d.") % said)
        elif when is None:
            complaints.add(
                line,
                _("”%(label)s” är ingen period. Är det en grupp, så skriv vilken period serien gäller.")
                % {"label": label},
            )
        elif value is not None:
            found.append(ReadValue(label, when, value))
        seen.setdefault(fold(label), line)
    complaints.refuse_if_any()
    written = [parsed.decimals for _line, _label, cell in rows if (parsed := parse_number(cell))]
    return found, min(max(written, default=0), MOST_DECIMALS)


def _numbers(rows: Sequence[tuple[int, str, str]], unit: str, complaints: Complaints) -> list[Decimal | None]:
    if fold(unit) in PERCENT_UNITS:
        return read_percents([(line, text) for line, _label, text in rows], complaints)
    values: list[Decimal | None] = []
    for line, _label, text in rows:
        number = parse_number(text)
        values.append(None)
        if number is None:
            complaints.add(line, _("”%(text)s” är inget tal.") % {"text": text[:40]})
        elif number.has_percent:
            complaints.add(line, _("Värdet är i procent, men seriens enhet är %(unit)s.") % {"unit": unit})
        elif abs(number.value) >= LARGEST:
            complaints.add(line, _("Talet är för stort."))
        else:
            values[-1] = number.value
    return values


def digest_of(series: OwnSeries | None) -> str:
    """Names the series as it stands now."""
    if series is None:
        return ""
    rows = series.values.values_list("label", "value", "period_start", "period_end")
    state = (series.name, series.unit, series.source, sorted(rows))
    return hashlib.sha256(repr(state).encode()).hexdigest()


def as_text(series: OwnSeries) -> str:
    """The values as somebody would paste them."""
    return "\n".join(
        f"{value.label}\t{decimal(float(value.value), series.decimals)}" for value in series.values.all()
    )


@transaction.atomic
def save_series(
    *,
    by: User | None,
    area: Area,
    name: str,
    unit: str,
    source: str,
    text: str,
    period: Period | None = None,
    series: OwnSeries | None = None,
    seen: str | None = None,
) -> OwnSeries:
    """Store a series whole: new, or instead of what `series` held.

    ImportRefused as `read_values`, or where the name is taken; SeriesHasChanged if it no longer has the digest `seen`.
    """
    read, decimals = read_values(text, unit=unit, period=period)
    Area.objects.select_for_update(no_key=True).get(pk=area.pk)
    if seen is not None and digest_of(series) != seen:
        raise SeriesHasChanged
    taken = OwnSeries.objects.filter(area=area, name__iexact=name).exclude(pk=series.pk if series else 0)
    if taken.exists():
        raise ImportRefused(
            [Complaint(0, _("En serie heter redan %(name)s. Öppna den i stället.") % {"name": name})]
        )
    row = series or OwnSeries(area=area)
    row.name, row.unit, row.source = name, "%" if fold(unit) in PERCENT_UNITS else unit, source
    row.decimals = decimals
    row.save()
    kept = {value.label: value for value in row.values.all()}
    row.values.exclude(label__in=[value.label for value in read]).delete()
    for position, value in enumerate(read, start=1):
        stored = kept.get(value.label) or OwnValue(series=row, label=value.label)
        stored.period_start, stored.period_end = value.period.start, value.period.end
        stored.position, stored.value = position, value.value
        stored.save()
    record(by, "own_series.saved", row, values=len(read))
    return row


@transaction.atomic
def remove_series(*, by: User, series: OwnSeries, seen: str) -> None:
    """Take a series away with its values; the trail keeps what it held.

    SeriesHasChanged if it no longer has the digest `seen`: nobody removes what they have not read.  SeriesInUse
    if a lägesbild shows it.
    """
    Area.objects.select_for_update(no_key=True).get(pk=series.area_id)
    if digest_of(series) != seen:
        raise SeriesHasChanged
    record(by, "own_series.removed", series, name=series.name, values=series.values.count())
    try:
        series.delete()
    except ProtectedError:
        raise SeriesInUse from None

"""CompStat from outside, with the printed sums held against the rows."""

import re
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import CompstatCategory, CompstatFigure, CompstatGroup
from places.models import Area
from platssamverkan.core.incoming import Complaints, Row, read_table
from platssamverkan.core.names import fold, nearest
from platssamverkan.core.swedish import MONTHS
from stakeholders.audit import record

SUM = "summa"
PERIOD = re.compile(r"(\d{1,2})\s+([a-zåäö]{3,9})\.?\s*[–-]\s*(\d{1,2})\s+([a-zåäö]{3,9})\.?", re.IGNORECASE)
Counts = dict[int, int]


@dataclass(frozen=True, slots=True)
class CompstatImport:
    """What an import did: stored figures, and how many sums were checked against their rows."""

    figures: int
    sums_checked: int


@dataclass(frozen=True, slots=True)
class _Line:
    row: Row
    group: str
    counts: Counts


def import_compstat(text: str, area: Area, *, source: str, extracted_on: date) -> CompstatImport:
    """Store a table with the columns group, category, period and one y<year> for each year.

    A row named Summa is held against the rows of its block and then left out: sums are computed.
    ImportRefused, with every complaint by line, if anything is unknown or does not add up.
    """
    table = read_table(text)
    complaints = Complaints()
    years = {name: int(name[1:]) for name in table.columns if re.fullmatch(r"y\d{4}", name)}
    for name in ("group", "category", "period"):
        if name not in table.columns:
            complaints.add(1, _("Kolumnen ”%(name)s” saknas.") % {"name": name})
    if not years:
        complaints.add(1, _("Inga årskolumner (y2023 och så vidare) finns."))
    complaints.refuse_if_any()
    groups = {fold(str(group.label)): group.value for group in CompstatGroup}
    known = {category.name: category for category in CompstatCategory.objects.all()}
    by_name = {fold(name): category for name, category in known.items()}
    lines: dict[str, list[_Line]] = {}
    sums: list[_Line] = []
    figures: dict[tuple[int, int], CompstatFigure] = {}
    periods = set()
    for row in table.rows:
        group = groups.get(fold(row.cells["group"]))
        period = _period(row.cells["period"])
        counts = _counts(row, years, complaints)
        if group is None:
            complaints.add(row.line, _("Blocket ”%(name)s” är okänt.") % {"name": row.cells["group"]})
        if period is None:
            complaints.add(row.line, _("Perioden ”%(text)s” förstås inte.") % {"text": row.cells["period"]})
        if group is None or period is None:
            continue
        periods.add(period)
        line = _Line(row, group, counts)
        name = row.cells["category"]
        if fold(name) == SUM:
            sums.append(line)
            continue
        category = by_name.get(fold(name))
        if category is None:
            complaints.add(row.line, _unknown(name, list(known)))
            continue
        if category.group != group:
            complaints.add(row.line, _("%(name)s hör inte till det blocket.") % {"name": category.name})
        lines.setdefault(group, []).append(line)
        (m1, d1), (m2, d2) = period
        for year, count in counts.items():
            if (category.pk, year) in figures:
                complaints.add(row.line, _("%(name)s står redan i tabellen.") % {"name": category.name})
                break
            figures[category.pk, year] = CompstatFigure(
                area=area,
                category=category,
                period_start=date(year, m1, d1),
                period_end=date(year, m2, d2),
                count=count,
                source=source,
                extracted_on=extracted_on,
            )
    if len(periods) > 1:
        complaints.add(0, _("Raderna gäller olika perioder. Läs in en period i taget."))
    for line in sums:
        _check_sum(line, lines.get(line.group, []), complaints)
    complaints.refuse_if_any()
    _store(area, list(figures.values()))
    return CompstatImport(len(figures), len(sums))


def _counts(row: Row, years: dict[str, int], complaints: Complaints) -> Counts:
    counts = {}
    for column, year in years.items():
        text = re.sub(r"[\s\u00a0]", "", row.cells[column])
        if text in {"", "-", "–"}:
            continue
        if text.isdigit():
            counts[year] = int(text)
        else:
            values = {"text": row.cells[column], "year": year}
            complaints.add(row.line, _("”%(text)s” (%(year)d) är inget antal.") % values)
    return counts


def _period(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Read '1 jan – 30 sep' as ((1, 1), (9, 30))."""
    match = PERIOD.fullmatch(text.strip())
    if match is None:
        return None
    first, last = _month(match[2]), _month(match[4])
    if first is None or last is None:
        return None
    try:
        date(2023, first, int(match[1])), date(2023, last, int(match[3]))
    except ValueError:
        return None
    return (first, int(match[1])), (last, int(match[3]))


def _month(word: str) -> int | None:
    hits = [number for number, month in enumerate(MONTHS, start=1) if month.startswith(word.lower())]
    return hits[0] if len(hits) == 1 else None


def _unknown(name: str, known: list[str]) -> str:
    hint = nearest(name, known)
    if hint:
        return _("Kategorin ”%(name)s” är okänd. Menade du %(hint)s?") % {"name": name, "hint": hint}
    return _("Kategorin ”%(name)s” är okänd.") % {"name": name}


def _check_sum(line: _Line, rows: list[_Line], complaints: Complaints) -> None:
    for year, printed in line.counts.items():
        counted = sum(row.counts.get(year, 0) for row in rows)
        if counted != printed:
            values = {"year": year, "printed": printed, "counted": counted}
            text = _("Summan för %(year)d är %(printed)d, men raderna ger %(counted)d.") % values
            complaints.add(line.row.line, text)


@transaction.atomic
def _store(area: Area, figures: list[CompstatFigure]) -> None:
    CompstatFigure.objects.bulk_create(
        figures,
        update_conflicts=True,
        unique_fields=["area", "category", "period_start", "period_end"],
        update_fields=["count", "source", "extracted_on"],
    )
    record(None, "compstat.imported", area, figures=len(figures))

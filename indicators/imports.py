"""CompStat from outside, from a file or pasted from a spreadsheet: read whole or refused whole.

Sums, changes and percentages that the original prints are held against the counts.  Sums are then left
out, because they are computed; changes and percentages are kept beside the counts as what was printed.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import CompstatCategory, CompstatFigure, CompstatGroup, PrintedChange
from places.models import Area
from platssamverkan.core.incoming import (
    Complaint,
    Complaints,
    ImportRefused,
    IncomingTable,
    Row,
    delimiter_of,
    read_table,
)
from platssamverkan.core.names import fold, nearest
from platssamverkan.core.statistics import Change
from platssamverkan.core.swedish import MISSING, MONTHS, decimal, short_day, signed
from stakeholders.audit import record
from stakeholders.models import User

SUM = ("summa", "totalt")
PERIOD = re.compile(r"(\d{1,2})\s+([a-zåäö]{3,9})\.?\s*[–-]\s*(\d{1,2})\s+([a-zåäö]{3,9})\.?", re.IGNORECASE)
YEAR = re.compile(r"y?((?:19|20)\d\d)")
COUNT = re.compile(r"[0-9]{1,7}")
CHANGE = re.compile(r"[+\-−–]?[0-9]{1,7}")
PERCENT = re.compile(r"([+\-−–]?)([0-9]{1,5})(?:[.,]([0-9]{1,4}))?(%?)")
BLANKS = frozenset({"", "-", "–", "—"})
# The columns as files and spreadsheets name them.
GROUP_COLUMNS = ("group", "block", "grupp")
CATEGORY_COLUMNS = ("category", "kategori", "brottskategori", "brott", "brottstyp", "typ av brott")
PERIOD_COLUMNS = ("period",)
CHANGE_COLUMNS = (
    "seed_change", "change", "utv", "utv.", "utv antal", "utv. antal", "utv (antal)", "utv. (antal)", "utveckling",
    "utveckling antal", "utveckling (antal)", "förändring", "förändring antal", "förändring (antal)", "antal",
    "differens", "diff",
)  # fmt: skip
PERCENT_COLUMNS = (
    "seed_pct", "percent", "%", "utv %", "utv. %", "utv (%)", "utv. (%)", "utv i %", "utveckling %", "utveckling i %",
    "utveckling (%)", "förändring %", "förändring i %", "förändring (%)", "procent", "diff %",
)  # fmt: skip
Counts = dict[int, int]
MonthDay = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CalendarPeriod:
    """The same days of every year, (month, day) to (month, day)."""

    first: MonthDay
    last: MonthDay

    def __str__(self) -> str:
        start, end = self.in_year(2023)
        return f"{short_day(start)}–{short_day(end)}"

    def in_year(self, year: int) -> tuple[date, date]:
        return date(year, *self.first), date(year, *self.last)


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """A row that was understood: a category, or a block's sum where `category` is None."""

    line: int
    group: CompstatGroup
    category: CompstatCategory | None
    counts: Counts
    change: int | None = None
    percent: Decimal | None = None

    @property
    def is_printed(self) -> bool:
        return self.change is not None or self.percent is not None


@dataclass(frozen=True, slots=True)
class ParsedCompstat:
    """A table that was understood whole and adds up."""

    period: CalendarPeriod
    years: tuple[int, ...]
    rows: tuple[ParsedRow, ...]
    sums: tuple[ParsedRow, ...]


@dataclass(frozen=True, slots=True)
class CompstatImport:
    """What an import did: stored figures, and how many sums and printed changes were checked."""

    figures: int
    sums_checked: int
    changes_checked: int


def import_compstat(
    text: str,
    area: Area,
    *,
    source: str,
    extracted_on: date,
    period: CalendarPeriod | None = None,
    by: User | None = None,
) -> CompstatImport:
    """Store a table with a row for each category and a column for each year.

    ImportRefused, with every complaint by line, if anything is unknown or does not add up.
    """
    parsed = parse_compstat(text, period)
    store_compstat(area, parsed, source=source, extracted_on=extracted_on, by=by)
    printed = sum(row.is_printed for row in (*parsed.rows, *parsed.sums))
    return CompstatImport(sum(len(row.counts) for row in parsed.rows), len(parsed.sums), printed)


def parse_compstat(text: str, period: CalendarPeriod | None = None) -> ParsedCompstat:
    """Understand a table; `period` is what its reader says it covers, where no column says so.

    A block is known by a column, by a line of its own ("Hushåll") or by its categories.  A row named Summa
    is held against the rows of its block.  ImportRefused with every complaint, by line.
    """
    reader = _Reader(_read(text), period)
    reader.read()
    reader.complaints.refuse_if_any()
    if reader.period is None:
        raise ImportRefused([Complaint(0, _("Tabellen har inga rader."))])
    return ParsedCompstat(
        reader.period, tuple(sorted(reader.years.values())), tuple(reader.rows), tuple(reader.sums)
    )


def parse_period(text: str) -> CalendarPeriod | None:
    """Read '1 jan – 30 sep'; None for anything else, or for days that do not run forward within a year."""
    match = PERIOD.fullmatch(text.strip())
    if match is None:
        return None
    first, last = _month(match[2]), _month(match[4])
    if first is None or last is None:
        return None
    try:
        start, end = date(2023, first, int(match[1])), date(2023, last, int(match[3]))
    except ValueError:
        return None
    return CalendarPeriod((start.month, start.day), (end.month, end.day)) if start <= end else None


def _month(word: str) -> int | None:
    hits = [number for number, month in enumerate(MONTHS, start=1) if month.startswith(word.lower())]
    return hits[0] if len(hits) == 1 else None


def _read(text: str) -> IncomingTable:
    """Read the table with its first column named; a merged or empty heading over figures is refused."""
    lines = text.splitlines()
    start = next((number for number, line in enumerate(lines) if line.strip()), None)
    if start is None:
        return read_table(text)
    separator = delimiter_of(lines[start])
    names = [name.strip() for name in next(csv.reader([lines[start]], delimiter=separator))]
    if lines[start].startswith(separator):
        # A spreadsheet's corner is often empty.
        names[0] = CATEGORY_COLUMNS[2]
        lines[start] = names[0] + lines[start]
    table = read_table("\n".join(lines))
    complaints = Complaints()
    body = list(csv.reader(lines[start + 1 :], delimiter=separator))
    for number, name in enumerate(names):
        if not name and any(cells[number].strip() for cells in body if number < len(cells)):
            text_ = _("Kolumn %(n)d har siffror men ingen rubrik. Dela upp sammanfogade celler i rubriken.")
            complaints.add(start + 1, text_ % {"n": number + 1})
    complaints.refuse_if_any()
    return table


@dataclass(slots=True)
class _Reader:
    """Understands rows one by one and collects complaints."""

    table: IncomingTable
    period: CalendarPeriod | None
    complaints: Complaints = field(default_factory=Complaints)
    rows: list[ParsedRow] = field(default_factory=list)
    sums: list[ParsedRow] = field(default_factory=list)
    years: dict[str, int] = field(default_factory=dict)
    block: CompstatGroup | None = None  # of the rows last read
    # Rows that were not understood: what follows from them is not complained of as well.
    unsure: bool = False

    def read(self) -> None:
        names = {fold(name): name for name in reversed(self.table.columns)}
        category = _column(names, CATEGORY_COLUMNS)
        group, period = _column(names, GROUP_COLUMNS), _column(names, PERIOD_COLUMNS)
        change, percent = _column(names, CHANGE_COLUMNS), _column(names, PERCENT_COLUMNS)
        self._read_years()
        if category is None:
            self.complaints.add(1, _("En kolumn med brottskategorier saknas. Kalla den Brott."))
        if period is None and self.period is None:
            self.complaints.add(1, _("Vilken period tabellen gäller framgår inte."))
        known = {category, group, period, change, percent, *self.years}
        for name in self.table.columns:
            if name not in known:
                self.complaints.add(1, _("Kolumnen ”%(name)s” är okänd.") % {"name": name})
        self.complaints.refuse_if_any()
        categories = {c.name: c for c in CompstatCategory.objects.all()}
        by_name = {fold(name): c for name, c in categories.items()}
        groups = {fold(str(g.label)): g for g in CompstatGroup}
        for row in self.table.rows:
            name = row.cells[category or ""]
            if period is not None:
                self._check_period(row, row.cells[period])
            complained = len(self.complaints.items)
            counts = self._counts(row)
            readable = len(self.complaints.items) == complained
            if group is None and fold(name) in groups and not counts:
                self.block = groups[fold(name)]
                continue
            said = groups.get(fold(row.cells[group])) if group else None
            if group and said is None:
                self.complaints.add(row.line, _("Blocket ”%(name)s” är okänt.") % {"name": row.cells[group]})
                continue
            printed = (
                self._change(row, change, counts) if change and readable else None,
                self._percent(row, percent, counts) if percent and readable else None,
            )
            if fold(name).split(" ")[0] in SUM:
                rest = fold(name).partition(" ")[2]
                block = said or groups.get(rest) or self.block
                if block is None or (rest and rest not in groups):
                    self.complaints.add(row.line, _("Vilka rader summan gäller framgår inte."))
                else:
                    self.sums.append(ParsedRow(row.line, block, None, counts, *printed))
                continue
            self._keep(row, name, said, counts, printed, by_name, list(categories))
        self._check_sums()

    def _read_years(self) -> None:
        for name in self.table.columns:
            match = YEAR.fullmatch(name.strip())
            if match and int(match[1]) in self.years.values():
                self.complaints.add(1, _("Året %(year)s har mer än en kolumn.") % {"year": match[1]})
            elif match:
                self.years[name] = int(match[1])
        if not self.years:
            self.complaints.add(1, _("Inga årskolumner (2022, 2023 och så vidare) finns i rubrikraden."))
        elif sorted(self.years.values()) != list(
            range(min(self.years.values()), max(self.years.values()) + 1)
        ):
            self.complaints.add(1, _("Åren i rubrikraden är inte i följd."))

    def _check_period(self, row: Row, text: str) -> None:
        said = parse_period(text)
        if said is None:
            self.complaints.add(row.line, _("Perioden ”%(text)s” förstås inte.") % {"text": text})
        elif self.period is None:
            self.period = said
        elif said != self.period:
            values = {"text": text, "period": self.period}
            self.complaints.add(
                row.line, _("Raden gäller %(text)s, men tabellen gäller %(period)s.") % values
            )

    def _keep(
        self,
        row: Row,
        name: str,
        said: CompstatGroup | None,
        counts: Counts,
        printed: tuple[int | None, Decimal | None],
        by_name: dict[str, CompstatCategory],
        known: list[str],
    ) -> None:
        category = by_name.get(fold(name))
        if category is None:
            numbers = any(cell for column, cell in row.cells.items() if column in self.years)
            if not numbers:
                text = _("Raden har inga siffror. Ta bort rubriker och fotnoter ur tabellen: ”%(name)s”.")
                self.complaints.add(row.line, text % {"name": name[:60]})
            else:
                self.unsure = True
                self.complaints.add(row.line, _unknown(name, known))
            return
        group = CompstatGroup(category.group)
        if said is not None and said != group:
            self.complaints.add(row.line, _("%(name)s hör inte till det blocket.") % {"name": category.name})
        if any(other.category == category for other in self.rows):
            self.complaints.add(row.line, _("%(name)s står redan i tabellen.") % {"name": category.name})
        self.block = said or group
        self.rows.append(ParsedRow(row.line, group, category, counts, *printed))

    def _counts(self, row: Row) -> Counts:
        counts = {}
        for column, year in self.years.items():
            text = _tight(row.cells[column])
            if text in BLANKS:
                continue
            if COUNT.fullmatch(text):
                counts[year] = int(text)
            else:
                self.unsure = True
                values = {"text": row.cells[column], "year": year}
                self.complaints.add(row.line, _("”%(text)s” (%(year)d) är inget antal.") % values)
        return counts

    def _computed(self, counts: Counts) -> Change:
        last = max(self.years.values())
        return Change(counts.get(last - 1), counts.get(last))

    def _change(self, row: Row, column: str, counts: Counts) -> int | None:
        text = _tight(row.cells[column])
        if text in BLANKS:
            return None
        if not CHANGE.fullmatch(text):
            self.complaints.add(
                row.line, _("Utvecklingen ”%(text)s” är inget antal.") % {"text": row.cells[column]}
            )
            return None
        printed = int(text.replace("−", "-").replace("–", "-"))
        computed = self._computed(counts).absolute
        if printed != computed:
            values = {"printed": signed(printed), "computed": signed(computed)}
            self.complaints.add(
                row.line, _("Utvecklingen är %(printed)s i tabellen, men talen ger %(computed)s.") % values
            )
        return printed

    def _percent(self, row: Row, column: str, counts: Counts) -> Decimal | None:
        """Read 47, 47 %, 47,0 or 0,47: which of them it is, the counts say."""
        text = _tight(row.cells[column])
        if text in BLANKS:
            return None
        match = PERCENT.fullmatch(text)
        if match is None:
            self.complaints.add(
                row.line, _("Utvecklingen ”%(text)s” är inget procenttal.") % {"text": row.cells[column]}
            )
            return None
        sign, digits, decimals, mark = match.groups()
        printed = Decimal(f"{digits}.{decimals or 0}") * (-1 if sign in {"-", "−", "–"} else 1)
        computed = self._computed(counts).percent
        places = len(decimals or "")
        if computed is not None:
            if _rounds_to(computed, printed, places):
                return printed
            if not mark and places >= 2 and _rounds_to(computed, 100 * printed, places - 2):
                return 100 * printed
        values = {
            "printed": row.cells[column],
            "computed": MISSING if computed is None else decimal(computed, max(places, 1)),
        }
        self.complaints.add(
            row.line, _("Procenten är %(printed)s i tabellen, men talen ger %(computed)s.") % values
        )
        return None

    def _check_sums(self) -> None:
        if self.unsure:
            return
        for line in self.sums:
            rows = [row for row in self.rows if row.group == line.group]
            for year, printed in line.counts.items():
                counted = sum(row.counts.get(year, 0) for row in rows)
                if counted != printed:
                    values = {"year": year, "printed": printed, "counted": counted}
                    text = _("Summan för %(year)d är %(printed)d, men raderna ger %(counted)d.") % values
                    self.complaints.add(line.line, text)


def _column(names: dict[str, str], wanted: Sequence[str]) -> str | None:
    return next((names[name] for name in wanted if name in names), None)


def _tight(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]", "", text)


def _rounds_to(computed: float, printed: Decimal, places: int) -> bool:
    """Whether the number may have been printed so, whichever way halves are rounded."""
    return abs(computed - float(printed)) <= 0.5 * 10.0**-places + 1e-9


def _unknown(name: str, known: list[str]) -> str:
    hint = nearest(name, known)
    if hint:
        return _("Kategorin ”%(name)s” är okänd. Menade du %(hint)s?") % {"name": name, "hint": hint}
    return _("Kategorin ”%(name)s” är okänd.") % {"name": name}


def figures_of(
    area: Area, parsed: ParsedCompstat, *, source: str, extracted_on: date
) -> list[CompstatFigure]:
    """The rows of counts the table becomes, not yet stored."""
    figures = []
    for row in parsed.rows:
        for year, count in row.counts.items():
            start, end = parsed.period.in_year(year)
            figures.append(
                CompstatFigure(
                    area=area, category=row.category, period_start=start, period_end=end,
                    count=count, source=source, extracted_on=extracted_on,
                )
            )  # fmt: skip
    return figures


def printed_of(area: Area, parsed: ParsedCompstat, *, source: str, extracted_on: date) -> list[PrintedChange]:
    """What the table prints as change and percent, not yet stored."""
    start, end = parsed.period.in_year(parsed.years[-1])
    return [
        PrintedChange(
            area=area, group=row.group, category=row.category, period_start=start, period_end=end,
            change=row.change, percent=row.percent, source=source, extracted_on=extracted_on,
        )
        for row in (*parsed.rows, *parsed.sums)
        if row.is_printed
    ]  # fmt: skip


@transaction.atomic
def store_compstat(
    area: Area, parsed: ParsedCompstat, *, source: str, extracted_on: date, by: User | None
) -> None:
    """Store a table that was understood; counts of the same period are replaced, others stay."""
    figures = figures_of(area, parsed, source=source, extracted_on=extracted_on)
    CompstatFigure.objects.bulk_create(
        figures,
        update_conflicts=True,
        unique_fields=["area", "category", "period_start", "period_end"],
        update_fields=["count", "source", "extracted_on"],
    )
    start, end = parsed.period.in_year(parsed.years[-1])
    # What an older extract printed says nothing about these counts.
    PrintedChange.objects.filter(area=area, period_start=start, period_end=end).delete()
    PrintedChange.objects.bulk_create(printed_of(area, parsed, source=source, extracted_on=extracted_on))
    record(by, "compstat.imported", area, figures=len(figures), year=parsed.years[-1])

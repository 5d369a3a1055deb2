"""Levels from outside: the long form (year, week, area, level) and the wide form of Tabell 2.

A blank cell means *not assessed* and is left out; it is never 1.  An unknown area is answered with
the nearest name and guessed only when the caller accepts suggestions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Assessment, Level, Origin
from places.models import Area
from platssamverkan.core.incoming import Complaints, IncomingTable, Row, read_table
from platssamverkan.core.names import fold, nearest
from platssamverkan.core.weeks import IsoWeek, weeks_in_year
from stakeholders.audit import record

YEAR, WEEK, AREA, LEVEL = (
    ("year", "år"),
    ("week", "vecka", "v", "v."),
    ("area", "område", "stadsdel"),
    ("level", "nivå"),
)
BLANKS = frozenset({"", "-", "–", "—", "ej bedömd", "ej bedömt"})


@dataclass(frozen=True, slots=True)
class ParsedLevel:
    """One level as the file gives it, and the line it stands on."""

    line: int
    area: Area
    week: IsoWeek
    level: int


@dataclass(slots=True)
class ParsedAssessments:
    """A file that was understood whole."""

    rows: list[ParsedLevel] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """Understands cells against a district, and collects complaints."""

    areas: dict[str, Area]
    accept_suggestions: bool
    complaints: Complaints
    parsed: ParsedAssessments
    seen: dict[tuple[int, IsoWeek], int] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)

    def area(self, line: int, name: str) -> Area | None:
        area = self.areas.get(fold(name))
        if area is not None:
            return area
        hint = nearest(name, [a.name for a in self.areas.values()])
        if hint and self.accept_suggestions:
            if name not in self.unknown:
                self.unknown.add(name)
                self.parsed.notes.append(_("”%(name)s” lästes som %(hint)s.") % {"name": name, "hint": hint})
            return self.areas[fold(hint)]
        if hint:
            text = _("Området ”%(name)s” är okänt. Menade du %(hint)s?") % {"name": name, "hint": hint}
        else:
            text = _("Området ”%(name)s” finns inte i distriktet.") % {"name": name}
        self.complaints.add(line, text)
        return None

    def week(self, line: int, year: int, text: str) -> IsoWeek | None:
        match = re.fullmatch(r"(?:v(?:ecka)?\.?\s*)?(\d{1,2})", text.strip(), re.IGNORECASE)
        if match is None:
            self.complaints.add(line, _("”%(text)s” är inget veckonummer.") % {"text": text})
            return None
        number = int(match[1])
        if not 1 <= number <= weeks_in_year(year):
            values = {"week": number, "year": year, "last": weeks_in_year(year)}
            self.complaints.add(line, _("Vecka %(week)d finns inte: %(year)d har %(last)d veckor.") % values)
            return None
        return IsoWeek(year, number)

    def year(self, line: int, text: str) -> int | None:
        if re.fullmatch(r"(19|20)\d\d", text):
            return int(text)
        self.complaints.add(line, _("”%(text)s” är inget årtal.") % {"text": text})
        return None

    def level(self, line: int, text: str, where: str) -> int | None:
        if text in {str(level) for level in Level.values}:
            return int(text)
        values = {"text": text, "where": where}
        self.complaints.add(line, _("%(where)s: nivån ”%(text)s” finns inte, den ska vara 1–5.") % values)
        return None

    def keep(self, line: int, area: Area, week: IsoWeek, level: int) -> None:
        earlier = self.seen.setdefault((area.pk, week), line)
        if earlier != line:
            values = {"area": area.name, "week": week.week, "line": earlier}
            text = _("%(area)s vecka %(week)d står redan på rad %(line)d.") % values
            self.complaints.add(line, text)
            return
        self.parsed.rows.append(ParsedLevel(line, area, week, level))


def parse_assessments(
    text: str, district: Area, *, accept_suggestions: bool = False, default_year: int | None = None
) -> ParsedAssessments:
    """Understand a table of levels for the district's areas.

    The long form has the columns year, week, area and level (or år, vecka, område, nivå); the wide
    form a week column, perhaps a year column, and one column for each area.  `default_year` serves
    a wide table without years.  ImportRefused with every complaint, by line.
    """
    table = read_table(text)
    names = {fold(name): name for name in table.columns}
    areas = {fold(area.name): area for area in Area.objects.neighbourhoods_of(district)}
    reader = _Reader(areas, accept_suggestions, Complaints(), ParsedAssessments())
    week_column = _column(names, WEEK)
    area_column, level_column = _column(names, AREA), _column(names, LEVEL)
    year_column = _column(names, YEAR)
    if week_column is None:
        reader.complaints.add(1, _("En kolumn för vecka saknas."))
    elif year_column is None and default_year is None:
        reader.complaints.add(1, _("En kolumn för år saknas."))
    else:
        years = {row.line: _year(reader, row, year_column, default_year) for row in table.rows}
        if area_column and level_column:
            _read_long(reader, table, years, week_column, area_column, level_column)
        else:
            others = [name for name in table.columns if name not in {week_column, year_column}]
            _read_wide(reader, table, years, week_column, others)
    reader.complaints.refuse_if_any()
    return reader.parsed


def _column(names: dict[str, str], wanted: tuple[str, ...]) -> str | None:
    return next((names[name] for name in wanted if name in names), None)


def _year(reader: _Reader, row: Row, column: str | None, default: int | None) -> int | None:
    if column is None or (not row.cells[column] and default is not None):
        return default
    return reader.year(row.line, row.cells[column])


def _weeks(
    reader: _Reader, table: IncomingTable, years: dict[int, int | None], column: str
) -> Iterator[tuple[Row, IsoWeek]]:
    for row in table.rows:
        year = years[row.line]
        week = reader.week(row.line, year, row.cells[column]) if year is not None else None
        if week is not None:
            yield row, week


def _read_long(
    reader: _Reader, table: IncomingTable, years: dict[int, int | None], week: str, area: str, level: str
) -> None:
    for row, iso_week in _weeks(reader, table, years, week):
        found = reader.area(row.line, row.cells[area])
        if found is None or row.cells[level].casefold() in BLANKS:
            continue
        value = reader.level(row.line, row.cells[level], found.name)
        if value is not None:
            reader.keep(row.line, found, iso_week, value)


def _read_wide(
    reader: _Reader, table: IncomingTable, years: dict[int, int | None], week: str, names: list[str]
) -> None:
    columns = {name: reader.area(1, name) for name in names}
    found = [area for area in columns.values() if area is not None]
    for name in sorted({area.name for area in found if found.count(area) > 1}):
        reader.complaints.add(1, _("%(area)s har mer än en kolumn.") % {"area": name})
    for row, iso_week in _weeks(reader, table, years, week):
        for name, area in columns.items():
            if area is None or row.cells[name].casefold() in BLANKS:
                continue
            value = reader.level(row.line, row.cells[name], area.name)
            if value is not None:
                reader.keep(row.line, area, iso_week, value)


@dataclass(frozen=True, slots=True)
class AssessmentImport:
    """What an import did."""

    created: int
    updated: int
    unchanged: int
    notes: tuple[str, ...]


@transaction.atomic
def import_assessments(
    text: str, district: Area, *, source: str, imported_at: datetime, accept_suggestions: bool = False
) -> AssessmentImport:
    """Store a table of levels as imported: no votes, reasons or signatures are made up for them.

    A level that people here have decided is never overwritten: that is a complaint like any other.
    """
    parsed = parse_assessments(text, district, accept_suggestions=accept_suggestions)
    Area.objects.select_for_update(no_key=True).get(pk=district.pk)
    current = {
        (row.area_id, row.iso_year, row.iso_week): row
        for row in Assessment.objects.filter(
            area__parent=district, iso_year__in={r.week.year for r in parsed.rows}
        )
    }
    complaints = Complaints()
    new, changed = [], []
    for item in parsed.rows:
        row = current.get((item.area.pk, item.week.year, item.week.week))
        if row is None:
            new.append(
                Assessment(
                    area=item.area,
                    iso_year=item.week.year,
                    iso_week=item.week.week,
                    level=item.level,
                    origin=Origin.IMPORTED,
                    source=source,
                    decided_at=imported_at,
                )
            )
        elif row.level == item.level:
            continue
        elif row.origin == Origin.DECIDED:
            values = {"area": item.area.name, "week": item.week.week, "old": row.level, "new": item.level}
            text_ = _(
                "%(area)s vecka %(week)d är redan bedömd till %(old)d här och skrivs inte över med %(new)d."
            )
            complaints.add(item.line, text_ % values)
        else:
            row.level, row.source, row.decided_at = item.level, source, imported_at
            row.version += 1
            changed.append(row)
    complaints.refuse_if_any()
    Assessment.objects.bulk_create(new, batch_size=2000)
    Assessment.objects.bulk_update(changed, ["level", "source", "decided_at", "version"], batch_size=2000)
    if new or changed:
        record(None, "assessments.imported", district, created=len(new), updated=len(changed))
    unchanged = len(parsed.rows) - len(new) - len(changed)
    return AssessmentImport(len(new), len(changed), unchanged, tuple(parsed.notes))

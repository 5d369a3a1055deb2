"""Statistics Sweden's .xlsx exports, as the database hands them out: no hand-editing, whatever way they are turned.

The title names the variables ("… efter region, år, ålder och kön"): first those that stand down the left side,
then those that stand across the top, one row each, written once and meant until the next.  After the figures
come footnotes and then what the table is; names and addresses of contact persons are left where they are.
"""

import re
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _

from indicators.models import Origin
from indicators.official import ReadCell, ReadTable, joined_label
from platssamverkan.core.incoming import Complaint, Complaints, ImportRefused
from platssamverkan.core.workbook import Cell, Sheet, column_letters, read_workbook

REGION = re.compile(r"(\d{2}(?:\d{2}(?:[A-C]\d{4}|R\d{3})?)?)(?:\s+(\S.*))?", re.DOTALL)
PERIOD = re.compile(r"(?:19|20)\d\d(?:[KM]\d{1,2})?")
# "..": not available; ".": cannot occur; "-": nothing.  SCB's own signs.
MISSING_SIGNS = frozenset({"..", "…", "."})
PERIOD_NAMES = frozenset({"år", "kvartal", "månad", "tid"})
COUNT_UNITS = frozenset({"antal", "antal personer", "personer", "antal lägenheter"})
TITLE_LENGTH = 300


def read_scb(raw: bytes) -> ReadTable:
    """Understand an export.  ImportRefused with every complaint, by line."""
    sheets = [sheet for sheet in read_workbook(raw) if any(any(row) for row in sheet.rows)]
    if not sheets:
        raise ImportRefused([Complaint(0, _("Filen är tom."))])
    return _Export(sheets[0]).read()


def is_scb(sheets: list[Sheet]) -> bool:
    """Whether the first line that says anything names its variables as Statistics Sweden's titles do."""
    rows = (row for sheet in sheets for row in sheet.rows if any(row))
    first = next(rows, None)
    return first is not None and bool(_variables(_text(first[0])))


class _Export:
    """One export being understood."""

    def __init__(self, sheet: Sheet) -> None:
        self.rows = sheet.rows
        self.sheet = sheet
        self.complaints = Complaints()

    def read(self) -> ReadTable:
        start = next(number for number, row in enumerate(self.rows) if any(row))
        title = _text(self.rows[start][0])
        variables = _variables(title)
        if not variables or "region" not in variables or not PERIOD_NAMES & set(variables):
            text = _("Rubriken ska sluta som i SCB:s filer: ”… efter region, år och …”. Är det en sådan fil?")
            raise ImportRefused([Complaint(start + 1, text)])
        first = next((n for n in range(start + 1, len(self.rows)) if any(self.rows[n])), len(self.rows))
        # The top ends where the left side begins, or at a blank row.
        rest = range(first, len(self.rows))
        last = next((n for n in rest if _text(self.rows[n][0]) or not any(self.rows[n])), len(self.rows))
        top = self.rows[first:last]
        sides = len(variables) - len(top)
        if sides < 1 or not top or any(_text(cell) for row in top for cell in row[:sides]):
            text = _("Rubrikraderna passar inte titeln, som nämner %(n)d variabler: %(names)s.")
            values = {"n": len(variables), "names": ", ".join(variables)}
            raise ImportRefused([Complaint(first + 1, text % values)])
        columns = self._columns(top, sides, first)
        end = self._end(last, sides)
        cells = self._cells(last, end, sides, variables, columns)
        self.complaints.refuse_if_any()
        said = _said_below(self.rows[end:])
        unit = said.get("sort", "")
        code = said.get("intern referenskod", self.sheet.name)
        return ReadTable(
            origin=Origin.SCB,
            code=code[:60],
            title=title[:TITLE_LENGTH],
            unit=unit[:80],
            source=f"SCB, {code}"[:200],
            is_count=unit.casefold() in COUNT_UNITS,
            cells=tuple(cells),
            reference_time=said.get("referenstid", "")[:120],
            published=said.get("senaste uppdatering", "")[:60],
        )

    def _columns(self, top: list[list[Cell]], sides: int, first: int) -> dict[int, list[str]]:
        """What each column of figures is, top row first; a merged heading holds until the next."""
        width = max(len(row) for row in top)
        columns: dict[int, list[str]] = {number: [] for number in range(sides, width)}
        for down, row in enumerate(top):
            current = ""
            for number in columns:
                current = (_text(row[number]) if number < len(row) else "") or current
                if not current:
                    text = _("Kolumn %(column)s har ingen rubrik.") % {"column": column_letters(number)}
                    self.complaints.add(first + down + 1, text)
                columns[number].append(current)
        return columns

    def _end(self, first: int, sides: int) -> int:
        """The row after the last one with a figure: there the footnotes begin."""
        filled = (n for n in range(first, len(self.rows)) if any(map(_text, self.rows[n][sides:])))
        return max(filled, default=first - 1) + 1

    def _cells(
        self, first: int, end: int, sides: int, variables: list[str], columns: dict[int, list[str]]
    ) -> list[ReadCell]:
        cells = []
        left = [""] * sides
        for number in range(first, end):
            row, line = self.rows[number], number + 1
            if not any(map(_text, row)):
                continue
            left = [_text(row[side]) or left[side] for side in range(sides)]
            for column, across in columns.items():
                values = dict(zip(variables, [*left, *across], strict=True))
                known = self._where_and_when(values, line, column if column == sides else None)
                value, understood = self._value(row[column] if column < len(row) else "", line, column)
                if known is None or not understood:
                    continue
                region, name, period = known
                cells.append(ReadCell(region, period, _label(values), value, line, name))
        return cells

    def _where_and_when(
        self, values: dict[str, str], line: int, complain: int | None
    ) -> tuple[str, str, str] | None:
        """The region's code and name, and the period; complained of once a row."""
        region = REGION.fullmatch(values["region"])
        period = next(text for name, text in values.items() if name in PERIOD_NAMES)
        if region and PERIOD.fullmatch(period):
            return region[1], (region[2] or "")[:120], period
        if complain is not None and not region:
            self.complaints.add(line, _("”%(text)s” är ingen regionkod.") % {"text": values["region"][:40]})
        elif complain is not None:
            self.complaints.add(line, _("”%(text)s” är ingen period.") % {"text": period[:40]})
        return None

    def _value(self, cell: Cell, line: int, column: int) -> tuple[Decimal | None, bool]:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return Decimal(str(cell)).quantize(Decimal("0.0001")), True
        text = re.sub(r"[\s\u00a0\u202f]", "", _text(cell)).replace("−", "-").replace(",", ".")
        if text in MISSING_SIGNS or text == "":
            return None, True
        if text in {"-", "–"}:
            return Decimal(0).quantize(Decimal("0.0001")), True
        if re.fullmatch(r"-?\d{1,12}(?:\.\d{1,4})?", text):
            return Decimal(text).quantize(Decimal("0.0001")), True
        values = {"text": _text(cell)[:40], "column": column_letters(column)}
        self.complaints.add(line, _("”%(text)s” i kolumn %(column)s är inget tal.") % values)
        return None, False


def _variables(title: str) -> list[str]:
    """['region', 'år', 'kön'] of 'Folkmängden per region efter region, år och kön'."""
    _what, found, tail = title.rpartition(" efter ")
    if not found:
        return []
    names = re.split(r",\s*|\s+och\s+", tail.strip().casefold())
    return names if all(names) and len(set(names)) == len(names) else []


def _label(values: dict[str, str]) -> str:
    rest = [text for name, text in values.items() if name != "region" and name not in PERIOD_NAMES]
    return joined_label(rest)[:200]


def _said_below(rows: list[list[Cell]]) -> dict[str, str]:
    """What stands under each heading after the table; the first line of it."""
    lines = [_text(row[0]) if row else "" for row in rows]
    said: dict[str, str] = {}
    for full, group in groupby(lines, key=bool):
        block = list(group)
        if full and len(block) > 1 and block[0].endswith(":"):
            said.setdefault(block[0].rstrip(":").strip().casefold(), block[1].strip())
    return said


def _text(cell: Cell) -> str:
    """The cell's text; a year that the sheet holds as a number is written without decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()

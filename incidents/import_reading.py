"""A sender's file as a grid of cells: CSV, text pasted from a spreadsheet, or XLSX.

Nothing is understood here but the shape; what can't be a table is refused with the line where it breaks.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from django.utils.translation import gettext as _

from platssamverkan.core.incoming import Complaint, Complaints, ImportRefused, decoded, delimiter_of
from platssamverkan.core.workbook import Cell, column_letters, is_zip, read_workbook

MOST_BYTES = 60_000_000  # of a CSV file; a workbook has limits of its own
MOST_COLUMNS = 200
MOST_CELL = 20_000  # characters; csv's own limit would let one cell hold a whole small file
# What no text file holds: its presence says that the file is a picture, a PDF or an old Excel file.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Grid:
    """A heading and the lines under it, each with its number in the file; blank lines are left out."""

    columns: tuple[str, ...]
    rows: list[tuple[int, list[str]]]


def read_grid(raw: bytes) -> Grid:
    """Read a file.  ImportRefused for one that is too large, is no table, or has a heading with gaps."""
    if is_zip(raw):
        return _grid(_numbered(_of_workbook(raw)))
    if len(raw) > MOST_BYTES:
        text = _("Filen är större än %(n)d MB. Dela den och läs in delarna var för sig.")
        raise ImportRefused([Complaint(0, text % {"n": MOST_BYTES // 1_000_000})])
    return read_text_grid(_text(raw))


def read_text_grid(text: str) -> Grid:
    """Read delimited text, as `read_grid`."""
    found = CONTROL.search(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        said = _("Otillåtna tecken. Filen ska vara CSV eller Excel (.xlsx).")
        raise ImportRefused([Complaint(line, said)])
    return _grid(_of_text(text))


def _text(raw: bytes) -> str:
    if raw.startswith(UTF16):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise ImportRefused([Complaint(0, _("Filen ska vara CSV eller Excel (.xlsx)."))]) from error
    return decoded(raw)


def _of_text(text: str) -> Iterator[tuple[int, list[str]]]:
    head = next((line for line in text.splitlines() if line.strip()), "")
    # Strict: a quotation mark in the wrong place would else swallow the lines that follow it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(head), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        said = _("Raden kan inte läsas. Ett citattecken inne i en cell ska skrivas två gånger.")
        raise ImportRefused([Complaint(line, said)]) from error


def _of_workbook(raw: bytes) -> Sequence[Sequence[Cell]]:
    filled = [sheet for sheet in read_workbook(raw) if any(any(row) for row in sheet.rows)]
    if len(filled) > 1:
        names = ", ".join(f"”{sheet.name[:40]}”" for sheet in filled[:5])
        text = _("Arbetsboken har uppgifter på flera blad: %(names)s. Spara det som ska läsas in för sig.")
        raise ImportRefused([Complaint(0, text % {"names": names})])
    return filled[0].rows if filled else []


def _numbered(rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[int, list[str]]]:
    for line, cells in zip(count(1), rows):
        yield line, [_written(cell) for cell in cells]


def _written(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell)
    if CONTROL.search(text):
        raise ImportRefused([Complaint(0, _("Otillåtna tecken i en cell."))])
    return text


def _grid(lines: Iterator[tuple[int, list[str]]]) -> Grid:
    start, head = next(((line, cells) for line, cells in lines if any(map(str.strip, cells))), (0, []))
    if not head:
        raise ImportRefused([Complaint(0, _("Filen är tom."))])
    columns = [" ".join(name.split()) for name in head]
    while columns and not columns[-1]:
        columns.pop()
    width, complaints = len(columns), Complaints()
    if width > MOST_COLUMNS:
        raise ImportRefused([Complaint(start, _("Filen har för många kolumner."))])
    for name in sorted({name for name in columns if name and columns.count(name) > 1}):
        complaints.add(start, _("Kolumnen ”%(name)s” finns mer än en gång.") % {"name": name[:60]})
    rows: list[tuple[int, list[str]]] = []
    unnamed: set[int] = set()
    empty = [number for number, name in enumerate(columns) if not name]
    for line, cells in lines:
        if len(cells) != width:
            if any(cell.strip() for cell in cells[width:]):
                complaints.add(line, _("Raden har fler celler än rubriken har kolumner."))
                continue
            cells = (cells + [""] * (width - len(cells)))[:width]
        if not any(cells):
            continue
        if max(map(len, cells)) > MOST_CELL:
            complaints.add(line, _("En cell är längre än %(n)d tecken.") % {"n": MOST_CELL})
            continue
        unnamed.update(number for number in empty if cells[number].strip())
        rows.append((line, cells))
    for number in sorted(unnamed):
        text = _("Kolumn %(name)s har uppgifter men ingen rubrik. Dela upp sammanfogade celler i rubriken.")
        complaints.add(start, text % {"name": column_letters(number)})
    complaints.refuse_if_any()
    if not rows:
        raise ImportRefused([Complaint(0, _("Filen har en rubrik men inga rader."))])
    return Grid(tuple(columns), rows)

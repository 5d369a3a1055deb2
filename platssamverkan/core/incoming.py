"""Tables from outside: a file in, rows with line numbers out, and all complaints at once."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """One thing wrong, at the line where it stands (0 for the file as a whole)."""

    line: int
    text: str

    def __str__(self) -> str:
        return (
            _("Rad %(line)d: %(text)s") % {"line": self.line, "text": self.text} if self.line else self.text
        )


class ImportRefused(Exception):
    """The file was refused whole; nothing was stored.  `complaints` holds every reason, by line."""

    def __init__(self, complaints: list[Complaint]) -> None:
        self.complaints = sorted(complaints)
        super().__init__("\n".join(str(item) for item in self.complaints))


@dataclass(slots=True)
class Complaints:
    """Collects what is wrong, so that all of it is said at once."""

    items: list[Complaint] = field(default_factory=list)

    def add(self, line: int, text: str) -> None:
        self.items.append(Complaint(line, text))

    def refuse_if_any(self) -> None:
        if self.items:
            raise ImportRefused(self.items)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its number in the file, counted from 1, and its cells by column name."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class IncomingTable:
    """A header and its rows; blank lines are left out, line numbers are the file's own."""

    columns: list[str]
    rows: list[Row]


def read_bytes(path: Path, *, limit: int = MAX_BYTES) -> bytes:
    """Return the file's bytes.  ImportRefused if it cannot be read or is larger than the limit."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= limit else b""
    except OSError as error:
        reason = error.strerror or str(error)
        raise ImportRefused(
            [Complaint(0, _("Filen %(path)s kan inte läsas: %(reason)s.") % {"path": path, "reason": reason})]
        ) from error
    if size > limit:
        text = _("Filen är större än %(n)d MB. Dela den och läs in delarna var för sig.")
        raise ImportRefused([Complaint(0, text % {"n": limit // 1_000_000})])
    return raw


def read_text(path: Path) -> str:
    """Return the file's text, from UTF-8 (with or without BOM) or Excel's Windows-1252."""
    return decoded(read_bytes(path))


def decoded(raw: bytes) -> str:
    """Return the bytes as text, from UTF-8 (with or without BOM) or Excel's Windows-1252."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def delimiter_of(header: str) -> str:
    """Return the separator that the header line uses most: tab, semicolon or comma."""
    return max("\t;,", key=header.count)


def read_table(text: str) -> IncomingTable:
    """Read delimited text with a header line.  ImportRefused for an empty file or a doubled column."""
    lines = text.splitlines()
    if not any(line.strip() for line in lines):
        raise ImportRefused([Complaint(0, _("Filen är tom."))])
    start = next(number for number, line in enumerate(lines) if line.strip())
    rows = list(_numbered_rows(text, delimiter_of(lines[start])))
    if not rows:  # nothing but quotation marks
        raise ImportRefused([Complaint(0, _("Filen är tom."))])
    _line, header = rows[0]
    columns = [name.strip() for name in header]
    complaints = Complaints()
    for name in sorted({name for name in columns if name and columns.count(name) > 1}):
        complaints.add(start + 1, _("Kolumnen ”%(name)s” finns mer än en gång.") % {"name": name})
    body = []
    for line, cells in rows[1:]:
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            complaints.add(line, _("Raden har fler celler än rubriken har kolumner."))
        padded = [*cells, *[""] * len(columns)]
        body.append(Row(line, {name: padded[i].strip() for i, name in enumerate(columns) if name}))
    complaints.refuse_if_any()
    return IncomingTable([name for name in columns if name], body)


def _numbered_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise ImportRefused([Complaint(line, _("Raden kan inte läsas som en tabell."))]) from error

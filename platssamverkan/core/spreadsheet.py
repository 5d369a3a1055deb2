"""Tables as Swedish Excel opens them: semicolons, a byte-order mark, and no cell that is a formula."""

import csv
import io
from collections.abc import Iterable

BOM = "\ufeff"
# A cell that begins so would be a formula in a spreadsheet; the wide forms are read as the narrow ones.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(cell: object) -> str:
    """Return the cell's text, with an apostrophe before what a spreadsheet would take for a formula.

    A number is none, whatever its sign; it gets a decimal comma.
    """
    if isinstance(cell, int | float):
        return str(cell).replace(".", ",")
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def as_csv(rows: Iterable[Iterable[object]]) -> bytes:
    """Return the rows as a file."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return (BOM + out.getvalue()).encode()

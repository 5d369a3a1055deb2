"""The edition's tables as a workbook: a sheet for each, with its source and what the edition is.

Made from the very pages that are printed, so what is suppressed there is suppressed here, and a frozen
edition gives what was approved.
"""

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from platssamverkan.core.spreadsheet import SheetOut, as_xlsx
from platssamverkan.core.swedish import MINUS, NBSP
from reports.edition_docx import STYLE, words_of

NUMBER = re.compile(rf"[+{MINUS}]?\d{{1,3}}(?:{NBSP}\d{{3}})*(?:,\d+)?|[+{MINUS}]?\d+(?:,\d+)?")
NAMED = re.compile(rf"(Tabell{NBSP}\d+)\.\s*(.*)", re.DOTALL)


def xlsx_of(pages: str, about: Sequence[tuple[str, str]]) -> bytes:
    """Turn an edition's pages into a workbook; `about` says of what, for the first sheet and under each table.

    ParseError if the pages are not well-formed.
    """
    root = ElementTree.fromstring(STYLE.sub("", pages))  # noqa: S314 - our own templates, escaped there
    found = [(name, caption, rows) for name, caption, rows in _tables(root) if rows]
    edition = ", ".join(value for _label, value in about)
    contents = SheetOut(
        _("Innehåll"),
        (_("Blad"), _("Tabell och källa")),
        [*about, ("", ""), *((name, caption) for name, caption, _rows in found)],
    )
    return as_xlsx([contents, *(_sheet(name, caption, rows, edition) for name, caption, rows in found)])


def _sheet(name: str, caption: str, rows: list[list[str]], edition: str) -> SheetOut:
    head, *body = rows
    return SheetOut(
        name,
        head,
        [*([_value(cell) for cell in row] for row in body), [], [caption], [edition]],
    )


def _tables(root: Element) -> Iterator[tuple[str, str, list[list[str]]]]:
    """Every numbered table: its name, its caption with its source, and its rows, the head first."""
    for table in root.iter("table"):
        told = NAMED.match(words_of(table.find("caption")))
        if told is None:
            continue
        rows = [
            [text for cell in row for text in (words_of(cell), *([""] * (int(cell.get("colspan", "1")) - 1)))]
            for group in table
            if group.tag in ("thead", "tbody")
            for row in group
        ]
        yield told[1].replace(NBSP, " "), told[2], rows


def _value(text: str) -> object:
    """A number where the whole cell is one; anything else stays as it reads, also '–' and '37 %'."""
    if not NUMBER.fullmatch(text):
        return text
    plain = text.replace(NBSP, "").replace(MINUS, "-").lstrip("+")
    return float(plain.replace(",", ".")) if "," in plain else int(plain)

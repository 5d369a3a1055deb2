"""Tables as Swedish Excel opens them, and no cell that is a formula: CSV with semicolons, and workbooks.

A workbook is written here rather than by a library: a few parts of XML in a zip, text as inline strings that
nothing evaluates, the same bytes for the same rows.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

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


EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet; right for every date from March 1900
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONGEST_CELL = 32_767
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TEXT, _BOLD, _DAY = 0, 1, 2  # the cell formats below
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_NAMESPACE}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


@dataclass(frozen=True, slots=True)
class SheetOut:
    """A sheet to write: its name (at most 31 characters), its head and its rows.  None is an empty cell."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]


def as_xlsx(sheets: Sequence[SheetOut]) -> bytes:
    """Return a workbook with frozen, bold heads; numbers and days are such, all else is text."""
    names = [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
    parts = {
        "[Content_Types].xml": _HEAD
        + f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
        + "".join(
            f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            for name in names
        )
        + "</Types>",
        "_rels/.rels": _HEAD
        + f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": _HEAD
        + f'<workbook xmlns="{_NAMESPACE}" xmlns:r="{_RELATIONS}"><sheets>'
        + "".join(
            f'<sheet name={quoteattr(_sheet_name(sheet.name))} sheetId="{number}" r:id="rId{number}"/>'
            for number, sheet in enumerate(sheets, start=1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _HEAD
        + f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
            for number in range(1, len(sheets) + 1)
        )
        + f'<Relationship Id="rId{len(sheets) + 1}" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
        **{name: _sheet_xml(sheet) for name, sheet in zip(names, sheets, strict=True)},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31]


def _sheet_xml(sheet: SheetOut) -> str:
    widths = [
        min(60, max(10, *(len(str(row[index])) for row in (sheet.head, *sheet.rows) if index < len(row))) + 2)
        for index in range(len(sheet.head))
    ]
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, start=1)
    )
    rows = [
        [_text(word, _BOLD) for word in sheet.head],
        *([_cell(value) for value in row] for row in sheet.rows),
    ]
    body = "".join(f"<row>{''.join(row)}</row>" for row in rows)
    return (
        f'{_HEAD}<worksheet xmlns="{_NAMESPACE}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{body}</sheetData></worksheet>"
    )


def _cell(value: object) -> str:
    if value is None or value == "":
        return f'<c s="{_TEXT}"/>'
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"<c><v>{value!r}</v></c>"
    if isinstance(value, date):
        return f'<c s="{_DAY}"><v>{(value - EPOCH).days}</v></c>'
    return _text(str(value), _TEXT)


def _text(text: str, style: int) -> str:
    clean = escape(NO_XML.sub("", text)[:LONGEST_CELL])
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{clean}</t></is></c>'

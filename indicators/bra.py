"""Brå's reported crimes as a table of lines: municipality, year, kind of crime, count.  CSV or .xlsx.

A title may stand above and footnotes below; between them every line must be whole.
"""

import csv
import re
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.models import Origin
from indicators.official import ReadCell, ReadTable
from platssamverkan.core.incoming import Complaint, Complaints, ImportRefused, decoded, delimiter_of
from platssamverkan.core.names import fold
from platssamverkan.core.workbook import is_zip, read_workbook

CODE = ("kommunkod", "regionkod", "kod")
NAME = ("kommun", "region", "område")
YEAR = ("år", "ar", "period")
KIND = ("brottsgrupp", "brottstyp", "brott", "brottskategori")
COUNT = ("antal", "antal brott", "anmälda brott", "antal anmälda brott")
RATE = ("per 100000", "per_100000", "per 100 000", "per 100 000 inv", "per 100 000 invånare")
# A rate tells the population; the same municipality and year must tell the same one, but for rounding.
SLACK = 0.02
LEAST_FOR_RATE = 200


def read_bra(raw: bytes) -> ReadTable:
    """Understand the file.  ImportRefused with every complaint, by line."""
    rows = _rows(raw)
    start = next((n for n, row in enumerate(rows) if _columns(row) is not None), None)
    if start is None:
        text = _("Ingen rubrikrad med kommunkod, år, brott och antal hittades.")
        raise ImportRefused([Complaint(1 if rows else 0, text)])
    columns = _columns(rows[start])
    assert columns is not None
    last = max((n for n, row in enumerate(rows) if sum(bool(cell) for cell in row) > 1), default=start)
    complaints = Complaints()
    cells = []
    people: dict[tuple[str, str], tuple[float, int]] = {}
    for number in range(start + 1, last + 1):
        row, line = rows[number], number + 1
        if not any(row):
            continue
        found = {role: row[index].strip() if index < len(row) else "" for role, index in columns.items()}
        cell = _cell(found, line, complaints)
        if cell is not None:
            cells.append(cell)
            _check_rate(found, cell, line, people, complaints)
    complaints.refuse_if_any()
    return ReadTable(
        origin=Origin.BRA,
        code="anmalda-brott",
        title=_("Anmälda brott per kommun"),
        unit=_("antal"),
        source=_("Brå, anmälda brott"),
        is_count=True,
        cells=tuple(cells),
    )


def _rows(raw: bytes) -> list[list[str]]:
    if is_zip(raw):
        sheets = read_workbook(raw)
        return [[_written(cell) for cell in row] for row in sheets[0].rows] if sheets else []
    text = decoded(raw)
    header = next((line for line in text.splitlines() if sum(line.count(c) for c in "\t;,") > 1), "")
    return [
        [cell.strip() for cell in row]
        for row in csv.reader(text.splitlines(), delimiter=delimiter_of(header))
    ]


def _written(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _columns(row: Sequence[str]) -> dict[str, int] | None:
    """Which column is what; None where the row is not the heading."""
    names = {fold(cell): index for index, cell in reversed(list(enumerate(row)))}
    wanted = {"code": CODE, "name": NAME, "year": YEAR, "kind": KIND, "count": COUNT, "rate": RATE}
    found = {
        role: next((names[name] for name in usual if name in names), None) for role, usual in wanted.items()
    }
    if any(found[role] is None for role in ("code", "year", "kind", "count")):
        return None
    return {role: index for role, index in found.items() if index is not None}


def _cell(found: dict[str, str], line: int, complaints: Complaints) -> ReadCell | None:
    count = re.sub(r"[\s\u00a0\u202f]", "", found["count"])
    wrong = len(complaints.items)
    # A spreadsheet drops the zero in front of 0180.
    code = found["code"].zfill(4) if re.fullmatch(r"\d{3,4}", found["code"]) else found["code"]
    if not re.fullmatch(r"\d{2}|\d{4}", code):
        complaints.add(line, _("”%(text)s” är ingen kommunkod.") % {"text": found["code"][:40]})
    if not re.fullmatch(r"(?:19|20)\d\d", found["year"]):
        complaints.add(line, _("”%(text)s” är inget år.") % {"text": found["year"][:40]})
    if not found["kind"]:
        complaints.add(line, _("Brottet saknas."))
    if count not in {"", "..", "."} and not re.fullmatch(r"\d{1,9}", count):
        complaints.add(line, _("”%(text)s” är inget antal.") % {"text": found["count"][:40]})
    if len(complaints.items) > wrong:
        return None
    value = Decimal(count).quantize(Decimal("0.0001")) if count.isdigit() else None
    return ReadCell(code, found["year"], found["kind"][:200], value, line, found.get("name", "")[:120])


def _check_rate(
    found: dict[str, str],
    cell: ReadCell,
    line: int,
    people: dict[tuple[str, str], tuple[float, int]],
    complaints: Complaints,
) -> None:
    """Hold count and rate against those of the same municipality and year: both rest on the same inhabitants."""
    text = re.sub(r"[\s\u00a0\u202f]", "", found.get("rate", "")).replace(",", ".")
    if (
        not re.fullmatch(r"\d+(?:\.\d+)?", text)
        or cell.value is None
        or cell.value < LEAST_FOR_RATE
        or float(text) == 0
    ):
        return
    population = 100_000 * float(cell.value) / float(text)
    earlier = people.setdefault((cell.region, cell.period), (population, line))
    if abs(population - earlier[0]) > SLACK * earlier[0]:
        values = {"line": earlier[1]}
        complaints.add(
            line, _("Antal och antal per 100 000 ger en annan folkmängd än rad %(line)d.") % values
        )

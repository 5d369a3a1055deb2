"""JSON-stat 2, the format in which Statistics Sweden's PxWeb API 2 answers.

Specification: json-stat.org/full.  Values stand in one row, the last dimension running fastest, or as a
mapping from position to value where most are missing.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any

from django.utils.translation import gettext as _

from indicators.models import Origin
from indicators.official import ReadCell, ReadTable, joined_label
from platssamverkan.core.incoming import Complaint, ImportRefused

MOST_CELLS = 500_000
REGION_NAMES = frozenset({"region", "kommun", "deso", "regso", "lan"})
TIME_NAMES = frozenset({"tid", "time", "year", "ar"})
COUNT_UNITS = frozenset({"antal", "number", "personer", "antal personer", "st"})
STEP = Decimal("0.0001")


def read_jsonstat(raw: bytes, *, origin: Origin = Origin.SCB) -> ReadTable:
    """Understand a dataset.  ImportRefused, in one sentence, for anything else."""
    try:
        found = json.loads(raw)
        return _Dataset(found, origin).read()
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise _refusal(_("Svaret är ingen JSON-stat-tabell.")) from error


class _Dataset:
    """One dataset being understood.  Errors of its shape come out as Python's own; `read_jsonstat` gathers them."""

    def __init__(self, found: Mapping[str, Any], origin: Origin) -> None:
        if found["class"] != "dataset":
            raise ValueError("not a dataset")
        self.found = found
        self.origin = origin
        self.names: list[str] = list(found["id"])
        self.sizes: list[int] = list(found["size"])
        self.dimensions = {name: self._categories(name) for name in self.names}
        if [len(self.dimensions[name]) for name in self.names] != self.sizes:
            raise ValueError("sizes and categories differ")

    def _categories(self, name: str) -> list[tuple[str, str]]:
        """(code, label) of the dimension's categories, in their order."""
        category = self.found["dimension"][name]["category"]
        labels = category.get("label", {})
        index = category.get("index", list(labels))
        codes = list(index) if isinstance(index, list) else sorted(index, key=lambda code: index[code])
        return [(str(code), str(labels.get(code, code))) for code in codes]

    def _role(self, role: str, names: frozenset[str]) -> str | None:
        given = [name for name in (self.found.get("role") or {}).get(role, []) if name in self.dimensions]
        return next(iter(given), None) or next(
            (name for name in self.names if name.casefold() in names), None
        )

    def _values(self) -> Iterator[Decimal | None]:
        values, count = self.found["value"], prod(self.sizes)
        if count > MOST_CELLS:
            raise _refusal(_("Tabellen har för många celler. Välj färre regioner eller år."))
        if isinstance(values, list) and len(values) != count:
            text = _("Tabellen säger sig ha %(said)d celler men har %(found)d.")
            raise _refusal(text % {"said": count, "found": len(values)})
        for position in range(count):
            value = values[position] if isinstance(values, list) else values.get(str(position))
            if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
                raise _refusal(
                    _("Tabellen har text där tal ska stå: ”%(text)s”.") % {"text": str(value)[:40]}
                )
            yield None if value is None else Decimal(str(value)).quantize(STEP)

    def read(self) -> ReadTable:
        region, time = self._role("geo", REGION_NAMES), self._role("time", TIME_NAMES)
        if region is None or time is None:
            raise _refusal(_("Tabellen saknar region eller tid."))
        rest = [name for name in self.names if name not in {region, time}]
        # A dimension with a single category says the same of every cell; what is counted is in the title.
        told = [name for name in rest if len(self.dimensions[name]) > 1]
        cells = []
        places = product(*(self.dimensions[name] for name in self.names))
        for place, value in zip(places, self._values(), strict=True):
            at = dict(zip(self.names, place, strict=True))
            code, name = at[region]
            label = joined_label(at[dimension][1] for dimension in told)[:200]
            cells.append(ReadCell(code[:20], at[time][0][:20], label, value, region_name=name[:120]))
        units = self._units()
        px = (self.found.get("extension") or {}).get("px") or {}
        code = str(px.get("tableid") or px.get("matrix") or self.found["label"])[:60]
        unit = ", ".join(units)[:80]
        return ReadTable(
            origin=self.origin,
            code=code,
            title=str(self.found["label"])[:300],
            unit=unit,
            source=f"{self.found.get('source') or self.origin.label}, {code}"[:200],
            is_count=bool(units) and all(unit.casefold() in COUNT_UNITS for unit in units),
            cells=tuple(cells),
            published=str(self.found.get("updated") or "")[:60],
        )

    def _units(self) -> list[str]:
        """What the cells are counted in, as the metric dimension says."""
        metrics = [
            name for name in (self.found.get("role") or {}).get("metric", []) if name in self.dimensions
        ]
        said = [
            str(unit.get("base", ""))
            for name in metrics
            for unit in (self.found["dimension"][name]["category"].get("unit") or {}).values()
        ]
        return list(dict.fromkeys(unit for unit in said if unit))


def _refusal(text: str) -> ImportRefused:
    return ImportRefused([Complaint(0, text)])

"""Published tables on their way in: one shape for all publishers, compared with what is stored, then stored whole."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.models import OfficialFigure, OfficialTable, Origin
from platssamverkan.core.incoming import Complaint, Complaints, ImportRefused
from platssamverkan.core.swedish import MISSING, decimal
from stakeholders.audit import record
from stakeholders.models import User

BATCH = 2_000
Key = tuple[str, str, str]  # region, period, label


class TableHasChanged(Exception):
    """Somebody stored other figures between the preview and the confirmation; nothing was stored."""


@dataclass(frozen=True, slots=True)
class ReadCell:
    """One value of a published table and the line it stood on (0 where there are no lines)."""

    region: str
    period: str
    label: str
    value: Decimal | None
    line: int = 0
    region_name: str = ""

    @property
    def key(self) -> Key:
        return self.region, self.period, self.label

    @property
    def written(self) -> str:
        return written_value(self.value)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A published table that was understood whole."""

    origin: Origin
    code: str
    title: str
    unit: str
    source: str
    is_count: bool
    cells: tuple[ReadCell, ...]
    reference_time: str = ""
    published: str = ""

    def __post_init__(self) -> None:
        """ImportRefused if it has no cells, or two for the same region, period and label."""
        if not self.cells:
            raise ImportRefused([Complaint(0, _("Tabellen har inga siffror."))])
        complaints = Complaints()
        seen: set[Key] = set()
        for cell in self.cells:
            if cell.key in seen:
                values = {"region": cell.region, "period": cell.period, "label": cell.label or _("totalt")}
                complaints.add(
                    cell.line, _("%(region)s, %(period)s, %(label)s står mer än en gång.") % values
                )
            seen.add(cell.key)
        complaints.refuse_if_any()

    @property
    def periods(self) -> list[str]:
        return sorted({cell.period for cell in self.cells})

    @property
    def labels(self) -> list[str]:
        """The labels in their order of appearance."""
        return list(dict.fromkeys(cell.label for cell in self.cells))

    @property
    def regions(self) -> int:
        return len({cell.region for cell in self.cells})


@dataclass(frozen=True, slots=True)
class CellChange:
    """A stored value that would become another."""

    region: str
    period: str
    label: str
    before: Decimal | None
    now: Decimal | None

    @property
    def written_before(self) -> str:
        return written_value(self.before)

    @property
    def written_now(self) -> str:
        return written_value(self.now)


@dataclass(frozen=True, slots=True)
class TablePreview:
    """What storing the table would do; `digest` names it and what it was compared with."""

    table: ReadTable
    new: int
    changes: tuple[CellChange, ...]
    unchanged: int
    digest: str


def preview_table(table: ReadTable) -> TablePreview:
    """Compare a table with what is stored of it."""
    stored = {
        (region, period, label): value
        for region, period, label, value in OfficialFigure.objects.filter(
            table__origin=table.origin, table__code=table.code
        ).values_list("region", "period", "label", "value")
    }
    changes = tuple(
        CellChange(*cell.key, stored[cell.key], cell.value)
        for cell in table.cells
        if cell.key in stored and stored[cell.key] != cell.value
    )
    new = sum(cell.key not in stored for cell in table.cells)
    state = hashlib.sha256()
    for part in (sorted(stored.items()), [(cell.key, cell.value) for cell in table.cells]):
        state.update(repr(part).encode())
    return TablePreview(table, new, changes, len(table.cells) - new - len(changes), state.hexdigest())


@transaction.atomic
def store_table(
    table: ReadTable, *, by: User | None, read_on: date | None = None, seen: str | None = None
) -> TablePreview:
    """Store the table whole; what it does not mention stays.  Doing it twice changes nothing more.

    TableHasChanged if `seen` is the digest of another preview than the one that would be made now.
    """
    row, _made = OfficialTable.objects.update_or_create(
        origin=table.origin,
        code=table.code,
        defaults={
            "title": table.title, "unit": table.unit, "source": table.source, "is_count": table.is_count,
            "reference_time": table.reference_time, "published": table.published,
            "read_on": read_on or timezone.localdate(),
        },
    )  # fmt: skip
    # Two imports of the same table wait for one another here.
    OfficialTable.objects.select_for_update(no_key=True).get(pk=row.pk)
    preview = preview_table(table)
    if seen is not None and preview.digest != seen:
        raise TableHasChanged
    order = {label: position for position, label in enumerate(table.labels)}
    OfficialFigure.objects.bulk_create(
        [
            OfficialFigure(
                table=row, region=cell.region, region_name=cell.region_name, period=cell.period,
                label=cell.label, position=order[cell.label], value=cell.value,
            )
            for cell in table.cells
        ],
        update_conflicts=True,
        unique_fields=["table", "region", "period", "label"],
        update_fields=["region_name", "position", "value"],
        batch_size=BATCH,
    )  # fmt: skip
    record(by, "official_table.imported", row, figures=len(table.cells), changed=len(preview.changes))
    return preview


def written_value(value: Decimal | None) -> str:
    """'1 565', '47,3'; '–' for what the publisher does not give."""
    if value is None:
        return MISSING
    return decimal(float(value), 0 if value == value.to_integral_value() else 1)


def joined_label(parts: Iterable[str]) -> str:
    """'kvinnor, 0–4 år'; a part that stands for everything says nothing and is left out."""
    return ", ".join(part for part in parts if part.casefold() not in {"totalt", "total", "samtliga", ""})

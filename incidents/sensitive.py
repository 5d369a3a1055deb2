"""Count the sensitive kinds for those who are told nothing else of them: by group, district and tertial, once.

What is frozen is never counted anew.  A second count, after a late report or a changed decision, would be a
difference of one, and tell of one event (docs/decisions/0023).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min

from incidents.models import Incident, IncidentCategory, Origin
from incidents.sensitive_models import SensitiveCount, SensitiveTable
from places.models import Area, AreaKind
from platssamverkan.core.disclosure import few, total_is_silent
from platssamverkan.core.tertials import Tertial

# How long after a tertial its last reports may come in and be decided on.
SETTLED_AFTER = timedelta(days=30)


def freeze_due(now: datetime) -> list[SensitiveTable]:
    """Count what is settled and not yet counted, in every district; return the new tables.  Safe to repeat."""
    return [
        table
        for district in Area.objects.of_kind(AreaKind.CITY_DISTRICT).defer("geometry").order_by("pk")
        for table in freeze_district(district, now)
    ]


def freeze_district(district: Area, now: datetime) -> list[SensitiveTable]:
    """Count the district's settled tertials that have no table, from its first incident on."""
    first = Incident.objects.in_district(district).aggregate(first=Min("occurred_from"))["first"]
    if first is None:
        return []
    known = set(SensitiveTable.objects.filter(district=district).values_list("year", "tertial"))
    made: list[SensitiveTable] = []
    period = Tertial.of(first)
    while period.end + SETTLED_AFTER <= now:
        if (period.year, period.number) not in known:
            made += _freeze(district, period, now)
        period = period.following
    return made


@transaction.atomic
def _freeze(district: Area, period: Tertial, now: datetime) -> list[SensitiveTable]:
    """Count one tertial.  Every group stands in it, whether anything happened or not."""
    # Two that count at the same time take turns at the district.
    Area.objects.select_for_update(no_key=True).only("pk").get(pk=district.pk)
    if SensitiveTable.objects.filter(district=district, year=period.year, tertial=period.number).exists():
        return []
    kinds: dict[str, list[str]] = {}
    for kind in IncidentCategory.objects.filter(sensitive=True).order_by("position"):
        kinds.setdefault(kind.group, []).append(kind.name)
    rows = (
        Incident.objects.counted()
        .in_district(district)
        .filter(category__sensitive=True, occurred_from__gte=period.start, occurred_from__lt=period.end)
        .order_by()
        .values_list("category__group", "origin")
    )
    found = list(rows)
    numbers = Counter(group for group, _origin in found)
    counts = [numbers[group] for group in kinds]
    table = SensitiveTable.objects.create(
        district=district,
        year=period.year,
        tertial=period.number,
        frozen_at=now,
        total=sum(counts) if total_is_silent(counts) else None,
        # From the district as a whole, not from what was counted: even that would tell whether something was.
        invented=Incident.objects.in_district(district).filter(origin=Origin.INVENTED).exists(),
    )
    SensitiveCount.objects.bulk_create(
        SensitiveCount(
            table=table,
            group=group,
            kinds=", ".join(kinds[group])[:500],
            count=None if few(numbers[group]) else numbers[group],
        )
        for group in kinds
    )
    return [table]


@dataclass(frozen=True, slots=True)
class Year:
    """The tables of a year side by side, and a line for each group that stands in one of them."""

    number: int
    tables: list[SensitiveTable]
    lines: list[tuple[str, list[SensitiveCount | None]]]  # None where the group did not stand in the table


def tables_by_year(tables: Iterable[SensitiveTable]) -> list[Year]:
    """Put frozen tables together by year, the latest year first and its tertials in their order."""
    years: dict[int, list[SensitiveTable]] = {}
    for table in tables:
        years.setdefault(table.year, []).append(table)
    found = []
    for number in sorted(years, reverse=True):
        columns = sorted(years[number], key=lambda table: table.tertial)
        cells = [{line.group: line for line in table.counts.all()} for table in columns]
        names = {group: line.group_name for column in cells for group, line in column.items()}
        lines = [(name, [column.get(group) for column in cells]) for group, name in names.items()]
        found.append(Year(number, columns, lines))
    return found

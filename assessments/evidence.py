"""What a proposal rests on: the week's counted incidents, area by area, read in one go."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from assessments.rules import Proposal, RuleTable, propose
from incidents.analysis import SeverityCounts
from incidents.models import Incident, Origin
from incidents.querysets import IncidentQuerySet
from platssamverkan.core.weeks import IsoWeek

USUAL, USUAL_OF = 6, 8  # weeks


@dataclass(frozen=True, slots=True)
class Evidence:
    """The counts of one area and week, and the keys of the incidents that were counted.

    `silent` are the organisations that usually report from the area and haven't this week; their silence
    is never taken for calm.  Usually means in at least six of the eight weeks before.
    """

    counts: SeverityCounts = field(default_factory=SeverityCounts)
    incidents: tuple[int, ...] = ()
    silent: tuple[str, ...] = ()

    def proposal(self, rules: RuleTable) -> Proposal:
        n = self.counts
        return propose(
            minor=n.minor,
            concerning=n.concerning,
            serious=n.serious,
            critical=n.critical,
            several=rules.several,
        )


def evidence_by_area(areas: Collection[int], week: IsoWeek) -> dict[int, Evidence]:
    """Return the evidence by area key, everything from the same query so that it agrees.

    An area that reported nothing has zeros: quiet weeks are data.
    """
    counted = Incident.objects.counted().filter(
        Q(occurred_from__gte=week.start) | Q(owner__isnull=False),
        area__in=areas,
        occurred_from__gte=week.shift(-USUAL_OF).start,
        occurred_from__lt=week.end,
    )
    found: dict[int, list[Row]] = defaultdict(list)
    reported: dict[int, dict[str, set[IsoWeek]]] = defaultdict(lambda: defaultdict(set))
    for row in _rows(counted):
        when = IsoWeek.of(row.moment)
        if when == week:
            found[row.area].append(row)
        if row.owner:
            reported[row.area][row.owner].add(when)
    return {area: _evidence(found[area], _silent(reported[area], week)) for area in areas}


def _silent(reported: dict[str, set[IsoWeek]], week: IsoWeek) -> tuple[str, ...]:
    return tuple(
        name for name, weeks in sorted(reported.items()) if week not in weeks and len(weeks) >= USUAL
    )


def evidence_between(
    areas: Collection[int], first: IsoWeek, last: IsoWeek
) -> dict[tuple[int, IsoWeek], Evidence]:
    """Return the evidence of every area and week from first to last that had any, without who was silent."""
    counted = Incident.objects.counted().filter(
        area__in=areas, occurred_from__gte=first.start, occurred_from__lt=last.end
    )
    found: dict[tuple[int, IsoWeek], list[Row]] = defaultdict(list)
    for row in _rows(counted):
        found[row.area, IsoWeek.of(row.moment)].append(row)
    return {key: _evidence(rows) for key, rows in found.items()}


class Row(NamedTuple):
    """What is read of an incident."""

    area: int
    pk: int
    severity: int
    origin: str
    moment: datetime
    owner: str | None


def _rows(counted: IncidentQuerySet) -> Iterator[Row]:
    fields = ("area_id", "pk", "severity", "origin", "occurred_from", "owner__name")
    return (Row(*values) for values in counted.order_by("pk").values_list(*fields))


def _evidence(rows: list[Row], silent: tuple[str, ...] = ()) -> Evidence:
    numbers = [0, 0, 0, 0]
    for row in rows:
        numbers[row.severity - 1] += 1
    invented = sum(row.origin == Origin.INVENTED for row in rows)
    minor, concerning, serious, critical = numbers
    counts = SeverityCounts(minor, concerning, serious, critical, invented)
    return Evidence(counts, tuple(row.pk for row in rows), silent)

"""Which thresholds hold when, what another choice would have meant, and changing them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments.evidence import evidence_between
from assessments.models import Assessment, RuleSet
from assessments.rules import STANDARD_VERSION, RuleTable, Thresholds
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.audit import record
from stakeholders.models import User

PREVIEW_WEEKS = 52


def rule_table(district: Area, week: IsoWeek) -> RuleTable:
    """Return the rules that hold for the district's week: the latest version that had begun by then."""
    return _in_force(list(district.rule_sets.order_by("version")), week)


def _in_force(versions: list[RuleSet], week: IsoWeek) -> RuleTable:
    begun = [own for own in versions if own.from_iso_week <= week]
    if not begun:
        return RuleTable()
    own = begun[-1]
    return RuleTable(own.version, Thresholds(own.minor, own.concerning, own.serious))


@dataclass(frozen=True, slots=True)
class ChangedProposal:
    """One area and week whose proposal would have been another."""

    area: Area
    week: IsoWeek
    before: int
    after: int
    decided: int | None  # what people decided, None where nobody did


@dataclass(frozen=True, slots=True)
class RulePreview:
    """What other thresholds would have meant: `compared` area-weeks were looked at."""

    changes: tuple[ChangedProposal, ...]
    compared: int
    followed_before: int  # of the decided area-weeks: those whose level the proposal hit
    followed_after: int
    decided: int


def preview_rules(district: Area, several: Thresholds, last: IsoWeek) -> RulePreview:
    """Compare the thresholds with those that held, over a year of weeks up to the last: four queries."""
    areas = list(Area.objects.neighbourhoods_of(district))
    ids = [area.pk for area in areas]
    weeks = [last.shift(-n) for n in range(PREVIEW_WEEKS - 1, -1, -1)]
    found = evidence_between(ids, weeks[0], last)
    levels = {
        (row.area_id, row.week): row.level
        for row in Assessment.objects.filter(area__in=ids).between(weeks[0], last)
    }
    versions = list(district.rule_sets.order_by("version"))
    tables = {week: _in_force(versions, week) for week in weeks}
    names = {area.pk: area for area in areas}
    changes, hits_before, hits_after = [], 0, 0
    # Where nothing was counted every table proposes 1.
    quiet = sum(level == 1 for key, level in levels.items() if key not in found)
    for (area, week), evidence in sorted(found.items(), key=lambda item: (item[0][1], item[0][0])):
        before = evidence.proposal(tables[week]).level
        after = evidence.proposal(RuleTable(several=several)).level
        decided = levels.get((area, week))
        hits_before += decided == before
        hits_after += decided == after
        if before != after:
            changes.append(ChangedProposal(names[area], week, before, after, decided))
    return RulePreview(
        tuple(changes), len(weeks) * len(areas), quiet + hits_before, quiet + hits_after, len(levels)
    )


@transaction.atomic
def change_rules(
    *, by: User, district: Area, several: Thresholds, from_week: IsoWeek, now: datetime | None = None
) -> RuleSet:
    """Give the district its next version of the thresholds, from a week on.

    Levels that were decided keep the version they rested on.
    """
    Area.objects.select_for_update(no_key=True).get(pk=district.pk)
    latest = district.rule_sets.order_by("version").last()
    made = RuleSet(
        district=district,
        version=(latest.version if latest else STANDARD_VERSION) + 1,
        from_year=from_week.year,
        from_week=from_week.week,
        minor=several.minor,
        concerning=several.concerning,
        serious=several.serious,
        made_by=by,
        made_at=now or timezone.now(),
    )
    made.full_clean()
    made.save()
    record(
        by,
        "rule_set.changed",
        made,
        version=made.version,
        week=str(from_week),
        minor=several.minor,
        concerning=several.concerning,
        serious=several.serious,
    )
    return made

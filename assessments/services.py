"""Deciding levels."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Assessment, Origin
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.audit import record
from stakeholders.models import User


@dataclass(frozen=True, slots=True)
class Choice:
    """A person's choice for one area: the level, and what their form showed when it was loaded.

    `level` None takes an assessment back; `seen_version` is 0 where the form showed none.
    """

    area: Area
    level: int | None
    seen_level: int | None
    seen_version: int

    @property
    def is_changed(self) -> bool:
        return self.level != self.seen_level


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else changed the area's level since the form was loaded."""

    area: Area
    mine: int | None
    theirs: Assessment | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a save did: the areas that were stored, and those that were left for people to settle."""

    saved: tuple[Area, ...]
    conflicts: tuple[Conflict, ...]


@transaction.atomic
def decide_levels(
    *, by: User, district: Area, week: IsoWeek, choices: list[Choice], now: datetime | None = None
) -> Outcome:
    """Store the changed levels of a week; an area somebody else has changed meanwhile is left alone.

    Two savers of the same district take turns (a row lock), so neither can overwrite unseen.
    ValidationError for a week that has not begun.
    """
    moment = now or timezone.now()
    if week.start > moment:
        raise ValidationError(_("Veckan har inte börjat och kan inte bedömas än."), code="future")
    Area.objects.select_for_update(no_key=True).get(pk=district.pk)
    current = {row.area_id: row for row in Assessment.objects.filter(area__parent=district).in_week(week)}
    saved, conflicts = [], []
    for choice in choices:
        row = current.get(choice.area.pk)
        if not choice.is_changed or choice.level == (row.level if row else None):
            continue
        # The level too: a level taken back and given anew starts at version 1 again.
        if ((row.level, row.version) if row else (None, 0)) != (choice.seen_level, choice.seen_version):
            conflicts.append(Conflict(choice.area, choice.level, row))
            continue
        _store(by, week, choice, row, moment)
        saved.append(choice.area)
    return Outcome(tuple(saved), tuple(conflicts))


def _store(by: User, week: IsoWeek, choice: Choice, row: Assessment | None, moment: datetime) -> None:
    if choice.level is None:
        if row is not None:
            record(by, "assessment.withdrawn", row, week=str(week), area=choice.area.slug, before=row.level)
            row.delete()
        return
    before = row.level if row else None
    row = row or Assessment(area=choice.area, iso_year=week.year, iso_week=week.week, version=0)
    row.level = choice.level
    row.origin = Origin.DECIDED
    row.source = ""
    row.version += 1
    row.decided_by = by
    row.decided_at = moment
    row.full_clean()
    row.save()
    record(
        by, "assessment.decided", row, week=str(week), area=choice.area.slug, before=before, level=row.level
    )

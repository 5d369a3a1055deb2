"""A year pasted from a spreadsheet: first what would change, then, when a person says so, the change.

A blank cell leaves the level alone; only a numeral 1–5 changes anything.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.imports import ParsedLevel, parse_assessments
from assessments.models import Assessment, Origin
from places.models import Area
from platssamverkan.core.incoming import Complaints
from platssamverkan.core.weeks import IsoWeek
from stakeholders.audit import record
from stakeholders.models import User


class YearHasChanged(Exception):
    """Somebody changed the year between the preview and the confirmation; nothing was stored."""


@dataclass(frozen=True, slots=True)
class PastedChange:
    """One level that would become another; `before` None where nobody had assessed."""

    area: Area
    week: IsoWeek
    before: int | None
    level: int


@dataclass(frozen=True, slots=True)
class YearPaste:
    """What a pasted table would do to the year as it stands; `digest` names that state of the year."""

    changes: tuple[PastedChange, ...]
    unchanged: int
    digest: str


def preview_paste(district: Area, year: int, text: str, now: datetime | None = None) -> YearPaste:
    """Compare a pasted table with the year's levels.  ImportRefused with every complaint, by line."""
    parsed = parse_assessments(text, district, default_year=year)
    _refuse_other_weeks(parsed.rows, year, now or timezone.now())
    current = _current(district, year)
    _refuse_what_was_decided(parsed.rows, current)
    changes = []
    for item in sorted(parsed.rows, key=lambda row: (row.week, row.area.position, row.area.name)):
        row = current.get((item.area.pk, item.week.week))
        before = row.level if row else None
        if before != item.level:
            changes.append(PastedChange(item.area, item.week, before, item.level))
    return YearPaste(tuple(changes), len(parsed.rows) - len(changes), _digest(current))


@transaction.atomic
def decide_year(
    *, by: User, district: Area, year: int, text: str, seen: str, now: datetime | None = None
) -> YearPaste:
    """Store a pasted table that was previewed when the year's digest was `seen`.

    YearHasChanged if the year has another digest now; ImportRefused as in the preview.  Takes the same
    lock as `decide_levels`, so a week's save and a year's paste wait for each other.
    """
    moment = now or timezone.now()
    Area.objects.select_for_update(no_key=True).get(pk=district.pk)
    paste = preview_paste(district, year, text, moment)
    if paste.digest != seen:
        raise YearHasChanged
    current = _current(district, year)
    new, changed = [], []
    for change in paste.changes:
        row = current.get((change.area.pk, change.week.week))
        if row is None:
            row = Assessment(area=change.area, iso_year=year, iso_week=change.week.week, version=0)
            new.append(row)
        else:
            changed.append(row)
        row.level, row.origin, row.source = change.level, Origin.DECIDED, ""
        row.version += 1
        row.decided_by, row.decided_at = by, moment
    Assessment.objects.bulk_create(new)
    fields = ["level", "origin", "source", "version", "decided_by", "decided_at"]
    Assessment.objects.bulk_update(changed, fields, batch_size=500)
    stored = {(row.area_id, row.iso_week): row for row in [*new, *changed]}
    for change in paste.changes:
        record(
            by,
            "assessment.decided",
            stored[change.area.pk, change.week.week],
            week=str(change.week),
            area=change.area.slug,
            before=change.before,
            level=change.level,
        )
    return paste


def _refuse_other_weeks(rows: list[ParsedLevel], year: int, moment: datetime) -> None:
    complaints = Complaints()
    for line, week in sorted({(row.line, row.week) for row in rows}):
        if week.year != year:
            values = {"other": week.year, "year": year}
            complaints.add(line, _("Raden gäller %(other)d, men sidan gäller %(year)d.") % values)
        elif week.start > moment:
            complaints.add(
                line, _("Vecka %(week)d har inte börjat och kan inte bedömas än.") % {"week": week.week}
            )
    complaints.refuse_if_any()


def _refuse_what_was_decided(rows: list[ParsedLevel], current: dict[tuple[int, int], Assessment]) -> None:
    """A level that the two parties decided is changed on the week's page, with a reason, never by a paste."""
    complaints = Complaints()
    for item in rows:
        row = current.get((item.area.pk, item.week.week))
        if row is not None and row.decision_id is not None and row.level != item.level:
            values = {"area": item.area.name, "week": item.week.week, "old": row.level, "new": item.level}
            text = _(
                "%(area)s vecka %(week)d är redan bedömd till %(old)d här. Ändra till %(new)d på veckans sida."
            )
            complaints.add(item.line, text % values)
    complaints.refuse_if_any()


def _current(district: Area, year: int) -> dict[tuple[int, int], Assessment]:
    rows = Assessment.objects.filter(area__parent=district, iso_year=year)
    return {(row.area_id, row.iso_week): row for row in rows}


def _digest(current: dict[tuple[int, int], Assessment]) -> str:
    state = sorted((*key, row.level, row.version) for key, row in current.items())
    return hashlib.sha256(repr(state).encode()).hexdigest()

"""A year pasted from a spreadsheet: first what would change, then, when a person says so, the change.

A blank cell leaves the level alone; only a numeral 1–5 changes anything.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.imports import ParsedLevel, parse_assessments
from assessments.models import Assessment, Origin, PastedYear
from places.models import Area
from platssamverkan.core.incoming import Complaints
from platssamverkan.core.weeks import IsoWeek
from stakeholders.audit import record
from stakeholders.models import User

_COLUMNS = ("level", "origin", "source", "version", "decided_by", "decided_at")


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
    new, changed, before = [], [], []
    for change in paste.changes:
        row = current.get((change.area.pk, change.week.week))
        before.append(_was(change, row))
        if row is None:
            row = Assessment(area=change.area, iso_year=year, iso_week=change.week.week, version=0)
            new.append(row)
        else:
            changed.append(row)
        row.level, row.origin, row.source = change.level, Origin.DECIDED, ""
        row.version += 1
        row.decided_by, row.decided_at = by, moment
    Assessment.objects.bulk_create(new)
    Assessment.objects.bulk_update(changed, _COLUMNS, batch_size=500)
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
    if paste.changes:
        PastedYear.objects.create(district=district, iso_year=year, by=by, made_at=moment, before=before)
    return paste


class CannotUndo(Exception):
    """A pasting that cannot be taken back; `str()` says why.  Nothing was changed."""


def undoable_paste(district: Area, year: int) -> PastedYear | None:
    """The newest pasting of the year that has not been taken back."""
    return PastedYear.objects.filter(district=district, iso_year=year, undone_at__isnull=True).first()


@transaction.atomic
def undo_paste(*, by: User, pasted: PastedYear, now: datetime | None = None) -> int:
    """Take a whole pasting back and return how many levels it was about.

    CannotUndo if it is taken back already, if a newer one lies on top of it, or if somebody has changed one of
    its levels since.  Takes the same lock as `decide_year`.
    """
    moment = now or timezone.now()
    district = Area.objects.select_for_update(no_key=True).get(pk=pasted.district_id)
    latest = undoable_paste(district, pasted.iso_year)
    if latest is None or latest.pk != pasted.pk:
        raise CannotUndo(_("Det är redan ångrat, eller så har en nyare tabell klistrats in sedan dess."))
    current = _current(district, latest.iso_year)
    rows = [(was, current.get((was["area"], was["week"]))) for was in latest.before]
    for was, row in rows:
        if row is None or (row.level, row.decided_at, row.decided_by_id) != (
            was["after"],
            latest.made_at,
            latest.by_id,
        ):
            name = row.area.name if row else Area.objects.only("name").get(pk=was["area"]).name
            raise CannotUndo(
                _("%(area)s vecka %(week)d har ändrats sedan dess. Inget ångrades.")
                % {"area": name, "week": was["week"]}
            )
    for was, row in rows:
        assert row is not None  # refused above
        pasted_level = row.level
        if was["level"] is None:
            action = "assessment.withdrawn"
        else:
            action = "assessment.decided"
            row.level, row.origin, row.source = was["level"], was["origin"], was["source"]
            row.decided_by_id, row.decided_at = was["by"], datetime.fromisoformat(was["at"])
            row.version += 1
        facts = {"week": str(row.week), "area": row.area.slug, "before": pasted_level, "undo": True}
        record(by, action, row, **facts, level=was["level"])
        if was["level"] is None:
            row.delete()
    kept = [row for was, row in rows if was["level"] is not None and row is not None]
    Assessment.objects.bulk_update(kept, _COLUMNS, batch_size=500)
    latest.undone_at = moment
    latest.save(update_fields=["undone_at"])
    return len(rows)


def _was(change: PastedChange, row: Assessment | None) -> dict[str, Any]:
    """A level as it was before a pasting, so that it can be put back, and what the pasting made of it."""
    found: dict[str, Any] = {
        "area": change.area.pk, "week": change.week.week, "level": None, "after": change.level,
    }  # fmt: skip
    if row is not None:
        found |= {
            "level": row.level, "origin": row.origin, "source": row.source,
            "by": row.decided_by_id, "at": row.decided_at.isoformat(),
        }  # fmt: skip
    return found


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
    rows = rows.select_related("area").defer("area__geometry")
    return {(row.area_id, row.iso_week): row for row in rows}


def _digest(current: dict[tuple[int, int], Assessment]) -> str:
    state = sorted((*key, row.level, row.version) for key, row in current.items())
    return hashlib.sha256(repr(state).encode()).hexdigest()

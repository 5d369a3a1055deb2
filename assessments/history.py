"""The history of a week: who set which level when, in sentences."""

from dataclasses import dataclass
from typing import cast

from django.utils.translation import gettext as _

from assessments.models import Assessment, Level, Origin
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.history import Change, HistoryLine, changes, moment_words


@dataclass(frozen=True, slots=True)
class AreaHistory:
    """What has happened to one area's level in the week, the latest first."""

    area: Area
    lines: tuple[HistoryLine, ...]


def week_history(district: Area, week: IsoWeek) -> list[AreaHistory]:
    """Return the history of each area that is judged in the district, in their customary order."""
    areas = list(Area.objects.neighbourhoods_of(district))
    found: dict[int, list[HistoryLine]] = {area.pk: [] for area in areas}
    where = {"area__in": areas, "iso_year": week.year, "iso_week": week.week}
    for change in changes(Assessment, of=lambda event: cast(Assessment, event).area_id, **where):
        version = cast(Assessment, change.after or change.before)
        found[version.area_id].append(HistoryLine(change.at, _sentence(change)))
    return [AreaHistory(area, tuple(found[area.pk])) for area in areas]


def _sentence(change: Change) -> str:
    """'Anna Exempel satte 3 Oroande läge (tidigare 2 Avvikande läge), 12 nov 2023 kl. 10.12'."""
    before = cast("Assessment | None", change.before)
    after = cast("Assessment | None", change.after)
    values = {
        "who": change.actor.name if change.actor else _("Systemet"),
        "when": moment_words(change.at),
        "before": _level(before),
        "level": _level(after),
        "source": after.source if after else "",
    }
    if after is None:
        return _("%(who)s tog tillbaka bedömningen (tidigare %(before)s), %(when)s") % values
    if before is not None and before.level == after.level:
        return _("%(who)s ändrade uppgifter om bedömningen, nivån är kvar: %(level)s, %(when)s") % values
    if after.origin == Origin.IMPORTED and before is None:
        return _("%(level)s lästes in från %(source)s, %(when)s") % values
    if after.origin == Origin.IMPORTED:
        return _("%(level)s lästes in från %(source)s (tidigare %(before)s), %(when)s") % values
    if before is None:
        return _("%(who)s satte %(level)s, %(when)s") % values
    return _("%(who)s satte %(level)s (tidigare %(before)s), %(when)s") % values


def _level(version: Assessment | None) -> str:
    return f"{version.level} {Level(version.level).label}" if version else ""

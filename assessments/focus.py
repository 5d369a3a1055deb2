"""The focuses of a week, and those that still wait to be followed up."""

from dataclasses import dataclass

from django.db.models import Q

from assessments.models import WeeklyFocus
from places.models import Area
from platssamverkan.core.weeks import IsoWeek


@dataclass(frozen=True, slots=True)
class FocusBoard:
    """What was chosen for the week, what was chosen for the one after, and what older ones nobody has closed."""

    week: IsoWeek
    older: tuple[WeeklyFocus, ...]
    now: tuple[WeeklyFocus, ...]
    coming: tuple[WeeklyFocus, ...]

    @property
    def to_follow_up(self) -> list[WeeklyFocus]:
        """Open focuses up to the week."""
        return [focus for focus in (*self.older, *self.now) if not focus.outcome]


def focus_board(district: Area, week: IsoWeek) -> FocusBoard:
    """Read a district's focuses around a week: one query."""
    following = week.following
    around = Q(iso_year=week.year, iso_week=week.week) | Q(iso_year=following.year, iso_week=following.week)
    open_before = Q(outcome="") & (Q(iso_year__lt=week.year) | Q(iso_year=week.year, iso_week__lt=week.week))
    rows = list(
        WeeklyFocus.objects.filter(around | open_before, area__parent=district)
        .select_related("area", "place", "owner", "carried_from")
        .order_by("iso_year", "iso_week", "area__position", "pk")
    )
    return FocusBoard(
        week,
        tuple(row for row in rows if row.week < week),
        tuple(row for row in rows if row.week == week),
        tuple(row for row in rows if row.week == following),
    )

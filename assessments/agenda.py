"""Which week is on the table: the one a district should look at now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, Q

from assessments.models import Assessment
from places.models import Area
from platssamverkan.core.weeks import IsoWeek


@dataclass(frozen=True, slots=True)
class Agenda:
    """A district, its week on the table, and how far the assessment of that week has come."""

    district: Area
    week: IsoWeek
    assessed: int
    areas: int


def agendas(districts: Iterable[Area], today: date) -> list[Agenda]:
    """Find each district's week on the table: three queries, however many the districts.

    It is the latest week anyone has begun to assess; once every area has its level, the week after,
    though never a week that has not begun.  A district without assessments begins with this week.
    """
    wanted = list(districts)
    this_week = IsoWeek.of(today)
    sizes = dict(
        Area.objects.filter(parent__in=wanted, kind="neighbourhood")
        .order_by()
        .values("parent")
        .annotate(n=Count("pk"))
        .values_list("parent", "n")
    )
    ours = Assessment.objects.filter(area__parent__in=wanted, area__kind="neighbourhood").order_by()
    number = F("iso_year") * 100 + F("iso_week")
    tops = dict(ours.values("area__parent").annotate(top=Max(number)).values_list("area__parent", "top"))
    in_tops = Q(pk__in=[])
    for parent, top in tops.items():
        in_tops |= Q(area__parent=parent, iso_year=top // 100, iso_week=top % 100)
    begun = dict(
        ours.filter(in_tops).values("area__parent").annotate(n=Count("pk")).values_list("area__parent", "n")
    )
    latest = {parent: (IsoWeek(*divmod(top, 100)), begun[parent]) for parent, top in tops.items()}
    return [_agenda(d, latest.get(d.pk), sizes.get(d.pk, 0), this_week) for d in wanted]


def _agenda(district: Area, latest: tuple[IsoWeek, int] | None, size: int, this_week: IsoWeek) -> Agenda:
    if latest is None:
        return Agenda(district, this_week, 0, size)
    week, assessed = latest
    if assessed >= size and week < this_week:
        return Agenda(district, week.following, 0, size)
    return Agenda(district, week, assessed, size)

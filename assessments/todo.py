"""What a person has to do about the weeks of their districts, for the overview."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.agenda import Agenda, agendas
from assessments.models import Decision, Party
from assessments.permissions import parties_of
from assessments.standing import waiting_words
from places.models import Area
from platssamverkan.core.face import Task, Urgency
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User


def tasks(user: User, districts: Sequence[Area], today: date) -> list[Task]:
    """Weeks to assess, and levels to confirm or waited for.

    At most eight queries, however many the districts; none of it for those who judge no weeks.
    """
    parties = parties_of(user, [district.pk for district in districts])
    mine = [district for district in districts if district.pk in parties]
    if not mine:
        return []
    found = [task for agenda in agendas(mine, today) if (task := _to_assess(agenda, today))]
    return [*found, *_to_confirm(mine, parties)]


def _to_assess(agenda: Agenda, today: date) -> Task | None:
    left = agenda.areas - agenda.assessed
    if not left or agenda.week > IsoWeek.of(today):
        return None
    started = agenda.assessed > 0
    text = _("Fortsätt bedöma %(week)s") if started else _("Bedöm %(week)s")
    return Task(
        text % {"week": agenda.week.label},
        reverse("assessments:week", args=[agenda.district.slug, agenda.week]),
        where=agenda.district.name,
        detail=ngettext("%(n)d område återstår", "%(n)d områden återstår", left) % {"n": left}
        + f", {agenda.week.dates}",
        urgency=Urgency.LATE if agenda.week < IsoWeek.of(today).previous else Urgency.NOW,
    )


def _to_confirm(districts: list[Area], parties: dict[int, Party]) -> list[Task]:
    """Levels that one party has set and the other has not agreed with yet: one query."""
    known = {district.pk: district for district in districts}
    waiting = (
        Decision.objects.filter(area__parent__in=known)
        .unconfirmed()
        .order_by("iso_year", "iso_week")
        .values_list("area__parent", "iso_year", "iso_week", "party")
        .annotate(n=Count("pk"))
    )
    found = []
    for parent, year, number, party, n in waiting:
        week, district, me = IsoWeek(year, number), known[parent], parties[parent]
        is_mine = Party(party) is not me
        text = (
            ngettext("Bekräfta %(n)d nivå, %(week)s", "Bekräfta %(n)d nivåer, %(week)s", n)
            if is_mine
            else ngettext("%(n)d nivå, %(week)s", "%(n)d nivåer, %(week)s", n)
        )
        found.append(
            Task(
                text % {"n": n, "week": week.label},
                reverse("assessments:week", args=[district.slug, week]),
                where=district.name,
                detail=week.dates if is_mine else waiting_words(me.other),
                urgency=Urgency.NOW if is_mine else Urgency.WAITING,
            )
        )
    return found

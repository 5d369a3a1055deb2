"""What a person has to do about incidents, for the overview: the inbox of each district."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Case, Count, F, Q, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents.models import Incident
from incidents.querysets import WAITING
from places.models import Area
from places.permissions import areas_where
from platssamverkan.core.face import Task
from stakeholders.models import User
from stakeholders.policy import Action


def tasks(user: User, districts: Sequence[Area], today: date) -> list[Task]:
    """Districts where incidents wait to be looked at: two queries, however many the districts."""
    mine = set(areas_where(user, Action.TRIAGE_INCIDENTS).values_list("pk", flat=True))
    known = {district.pk: district for district in districts if district.pk in mine}
    if not known:
        return []
    waiting = (
        Incident.objects.visible_to(user)
        .standing(*WAITING)
        .filter(Q(area__in=known) | Q(area__parent__in=known))
        .annotate(district=Case(When(area__in=known, then=F("area")), default=F("area__parent")))
        .order_by()
        .values_list("district")
        .annotate(n=Count("pk"))
    )
    return [
        Task(
            ngettext("Granska %(n)d händelse", "Granska %(n)d händelser", n) % {"n": n},
            reverse("incidents:inbox", args=[known[district].slug]),
            known[district].name,
            _("som har kommit in"),
        )
        for district, n in sorted(waiting, key=lambda row: known[row[0]].name)
    ]

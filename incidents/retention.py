"""How long incidents are kept whole: then the week, the area and the severity are what is left."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from incidents.models import Incident, IncidentCategory
from places.authorities import Authorities
from platssamverkan.core.retention import How, Rows, Rule
from stakeholders.models import AUTHORITY_TYPES


class WeekStart(Func):
    """The Monday 00:00 of a moment's ISO week, Swedish time: `IsoWeek.of(moment).start`, in the database."""

    function = "date_trunc"
    template = "%(function)s('week', %(expressions)s, 'Europe/Stockholm')"
    output_field: "models.Field[Any, Any]" = models.DateTimeField()


class WeekEnd(Func):
    """The last microsecond of a moment's ISO week, Swedish time: just before `IsoWeek.of(moment).end`."""

    # Seven days are added on the wall clock: a week is 167, 168 or 169 hours long.
    template = (
        "((date_trunc('week', %(expressions)s AT TIME ZONE 'Europe/Stockholm') + interval '7 days')"
        " AT TIME ZONE 'Europe/Stockholm' - interval '1 microsecond')"
    )
    output_field: "models.Field[Any, Any]" = models.DateTimeField()


COARSE = {
    "occurred_from": WeekStart(F("occurred_from")),
    "occurred_to": WeekEnd(F("occurred_to")),
    "created_at": WeekStart(F("created_at")),
}


def due(before: datetime) -> Rows:
    """Incidents that were over before the moment and still tell more than their week."""
    return Incident.objects.filter(occurred_to__lt=before).exclude(**COARSE)


def coarsen(rows: Rows) -> tuple[()]:
    """Leave of each moment only its week, so that every count by area and week stays what it was."""
    rows.update(**COARSE)
    return ()


def of_authority(rows: Rows, organisation: int) -> Rows:
    """Incidents the authority owns, and those in its areas that no other authority owns."""
    others = Q(owner__isnull=True) | ~Q(owner__org_type__in=AUTHORITY_TYPES)
    return rows.filter(Q(owner=organisation) | others & Q(area__in=Authorities().areas_of(organisation)))


RULES = (
    Rule(
        code="incident",
        model=Incident,
        what=_("Händelse: exakta tider görs om till veckan"),
        how=How.COARSEN,
        months=24,
        since=_("händelsen slutade"),
        basis=_(
            "Lagringsminimering (GDPR art. 5.1 e): tid och plats kan tillsammans peka ut någon. Område, vecka, "
            "händelsetyp, allvar och antal bevaras för statistiken."
        ),
        due=due,
        carry_out=coarsen,
        whose=of_authority,
    ),
    Rule(
        code="incident-category",
        model=IncidentCategory,
        what=_("Händelsetyp"),
        how=How.KEEP,
        fields=("name",),
        basis=_("Produktens egen lista. Innehåller inga personuppgifter."),
    ),
)

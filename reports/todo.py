"""What a person has to do about requests for records, for the overview."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from places.models import Area
from places.permissions import areas_where, grounds
from platssamverkan.core.face import Task, Urgency
from platssamverkan.core.swedish import day
from reports.records_models import RecordsRequest, RequestStatus
from stakeholders.models import User
from stakeholders.policy import Action

# TF 2 kap. 15 § says "genast eller så snart som möjligt"; after a day somebody waits for nothing.
PROMPT = timedelta(days=1)


def tasks(user: User, districts: Sequence[Area], today: date) -> list[Task]:
    """Requests to the reader's own authority that nobody has decided yet, the oldest first: three queries."""
    held = grounds(user, Action.HANDLE_RECORDS_REQUEST)
    if not held:
        return []
    waiting = (
        RecordsRequest.objects.filter(
            authority__in={ground.organisation for ground in held},
            district__in=[district.pk for district in districts],
            status=RequestStatus.OPEN,
        )
        .filter(district__in=areas_where(user, Action.HANDLE_RECORDS_REQUEST).values("pk"))
        .select_related("district")
        .defer("district__geometry")
        .order_by("received_on", "id")
    )
    return [
        Task(
            _("Besluta om en begäran om utlämnande"),
            reverse("reports:records_request", args=[request.district.slug, request.public_id]),
            where=request.district.name,
            detail=_("inkom %(day)s, ska besvaras skyndsamt") % {"day": day(request.received_on)},
            urgency=Urgency.LATE if today - request.received_on > PROMPT else Urgency.NOW,
        )
        for request in waiting
    ]

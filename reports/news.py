"""What has happened in a person's districts, for the overview: finished lägesbilder and corrected levels."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Decision
from places.models import Area
from platssamverkan.core.face import News
from reports.models import ReportJob, Status
from stakeholders.models import User

DAYS = 30
MOST = 10


def news(user: User, districts: Sequence[Area], today: date) -> list[News]:
    """The last thirty days: two queries.  What every participant may see, and no reasons or counts."""
    keys = [district.pk for district in districts]
    first = today - timedelta(days=DAYS)
    jobs = (
        ReportJob.objects.filter(area__in=keys, status=Status.DONE, finished_at__date__gte=first)
        .select_related("area")
        .defer("area__geometry")
    )
    found = [
        News(
            timezone.localdate(job.finished_at),
            _("Lägesbild %(year)d för %(area)s är färdig") % {"year": job.year, "area": job.area.name},
            job.get_absolute_url(),
        )
        for job in jobs[:MOST]
    ]
    corrected = (
        Decision.objects.filter(
            area__parent__in=keys, is_correction=True, decided_at__date__gte=first, level__isnull=False
        )
        .select_related("area__parent")
        .defer("area__geometry", "area__parent__geometry")
        .order_by("-id")
    )
    for row in corrected[:MOST]:
        found.append(
            News(
                timezone.localdate(row.decided_at),
                _("Rättad nivå i %(area)s, %(week)s %(year)d: %(before)s till %(after)d")
                % {
                    "area": row.area.name,
                    "week": row.week.label,
                    "year": row.iso_year,
                    "before": row.before or _("ej bedömd"),
                    "after": row.level or 0,
                },
                reverse("assessments:week", args=[row.area.parent.slug, row.week]) if row.area.parent else "",
            )
        )
    return found

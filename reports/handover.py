"""What a new colleague needs on the first day: open work, groups and meetings, contacts, agreements, decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Decision as LevelDecision
from assessments.models import Level
from places.models import Agreement, Area, Decision, GroupMember, Mandate, Place, WorkingGroup
from places.place_querysets import PlaceQuerySet
from places.querysets import AreaQuerySet
from platssamverkan.core.face import Task
from reports.home import TASK_SOURCES
from stakeholders.models import User
from stakeholders.querysets import valid_on

YEAR = timedelta(days=365)
MOST = 60
LATEST = 5  # shown where the year has none


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision in a sentence, and the page it stands on."""

    on: date
    when: str  # as the source puts it, where it is not a day
    text: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class Handover:
    """A district as it is handed over on a day."""

    tasks: list[Task]
    groups: list[WorkingGroup]
    contacts: list[Mandate]
    agreements: list[Agreement]
    decided: list[Decided]
    is_older: bool  # nothing was decided within the year: these are the latest before it


def handover(user: User, district: Area, today: date) -> Handover:
    """Read a district for a new colleague.  The number of queries does not grow with what there is."""
    here = Area.objects.within([district.pk])
    places = Place.objects.in_areas(here)
    seats = GroupMember.objects.filter(valid_on(today)).select_related("organisation")
    groups = (
        WorkingGroup.objects.filter(
            Q(area__in=here.values("pk"))
            | Q(collaboration__area__in=here.values("pk"))
            | Q(collaboration__place__in=places.values("pk"))
        )
        .select_related("leader", "collaboration", "collaboration__place")
        .defer("collaboration__place__geometry")
        .prefetch_related(Prefetch("members", seats))
    )
    contacts = (
        Mandate.objects.on(today)
        .filter(Q(place__in=places.values("pk")) | Q(area__in=here.values("pk")))
        .exclude(contact="")
        .select_related("organisation", "place", "area")
        .defer("place__geometry", "area__geometry")
        .order_by("organisation__name", "kind", "pk")
    )
    holders = [pk for pk in (district.pk, district.parent_id) if pk]
    agreements = (
        Agreement.objects.filter(valid_on(today))
        .filter(Q(area__in=here.values("pk")) | Q(area__in=holders) | Q(area__parts__part=district))
        .distinct()
        .prefetch_related("parties")
    )
    decided = [*_of_collaborations(here, places), *_of_levels(user, district)]
    decided.sort(key=lambda item: item.on, reverse=True)
    within = [item for item in decided if today - YEAR <= item.on <= today]
    return Handover(
        tasks=sorted(_tasks(user, [district], today), key=lambda task: task.urgency),
        groups=list(groups[:MOST]),
        contacts=list(contacts[:MOST]),
        agreements=list(agreements[:MOST]),
        decided=within[:MOST] or decided[:LATEST],
        is_older=not within and bool(decided),
    )


def _tasks(user: User, districts: Sequence[Area], today: date) -> list[Task]:
    return [task for source in TASK_SOURCES for task in source(user, districts, today)]


def _of_collaborations(here: AreaQuerySet, places: PlaceQuerySet) -> list[Decided]:
    """What the collaborations in the areas and at the places decided, the latest first."""
    rows = (
        Decision.objects.filter(
            Q(collaboration__area__in=here.values("pk")) | Q(collaboration__place__in=places.values("pk"))
        )
        .select_related("collaboration__place", "collaboration__area")
        .defer("collaboration__place__geometry", "collaboration__area__geometry")
        .order_by("-decided_on", "-pk")
    )
    found = []
    for row in rows[:MOST]:
        assert row.collaboration is not None  # it was found by it
        about = row.collaboration.place or row.collaboration.area
        found.append(
            Decided(
                row.decided_on,
                row.when,
                row.text,
                row.collaboration.name,
                about.get_absolute_url() if about else "",
            )
        )
    return found


def _of_levels(user: User, district: Area) -> list[Decided]:
    """Levels 4 and 5, and corrections: with the reason, for those who may read it."""
    rows = (
        LevelDecision.objects.visible_to(user)
        .filter(area__parent=district, level__isnull=False)
        .filter(Q(level__gte=Level.SERIOUS) | Q(is_correction=True))
        .select_related("area")
        .defer("area__geometry")
        .order_by("-decided_at", "-pk")
    )
    return [
        Decided(
            timezone.localdate(row.decided_at),
            "",
            row.reason or str(Level(row.level or Level.NORMAL).label),
            _("Nivå %(level)d i %(area)s, %(week)s %(year)d")
            % {
                "level": row.level or Level.NORMAL,
                "area": row.area.name,
                "week": row.week.label,
                "year": row.iso_year,
            },
            reverse("assessments:week", args=[district.slug, row.week]),
        )
        for row in rows[:MOST]
    ]

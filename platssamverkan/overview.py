"""The overview: the first page after sign-in, put together from every room and from the service itself."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from assessments.models import Assessment, Origin
from indicators.models import CompstatFigure
from places.models import Area
from places.parties import organisations_managed_by
from places.permissions import areas_where, districts_of
from platssamverkan.core.swedish import day
from platssamverkan.core.weeks import IsoWeek
from platssamverkan.health import database_answers, redis_answers
from reports.home import home_of
from stakeholders.history import moment_words
from stakeholders.http import UserRequest
from stakeholders.models import CapabilityLink, Membership, User
from stakeholders.policy import Action
from stakeholders.trail_models import TrailSeal


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the service as its administrator sees it; `is_well` None where it is only a fact."""

    name: str
    state: str
    detail: str = ""
    url: str = ""
    is_well: bool | None = None


@require_safe
def overview(request: UserRequest) -> HttpResponse:
    """Show what the state is, what changed and what the person has to do."""
    today = timezone.localdate()
    districts = list(districts_of(request.user))
    home = home_of(request.user, districts, today)
    context = {
        "home": home,
        "first": home.tasks[0] if home.tasks else None,
        "today": day(today),
        "this_week": IsoWeek.of(today),
        "parts": _service(request.user, districts),
    }
    return render(request, "home.html", context)


def _service(user: User, districts: list[Area]) -> list[Part]:
    """How the service itself fares, for those who look after it; nothing for anyone else.  Nine queries."""
    if not areas_where(user, Action.MANAGE_PARTIES).exists():
        return []
    return [*_machines(), *_people(user), *_imports(districts)]


def _machines() -> list[Part]:
    up, down = _("svarar"), _("svarar inte")
    database, redis = database_answers(), redis_answers()
    last = TrailSeal.objects.order_by("-sequence").values_list("sealed_at", flat=True).first()
    return [
        Part(_("Databas"), up if database else down, is_well=database),
        Part(_("Kö och cache"), up if redis else down, is_well=redis),
        Part(
            _("Försegling av spåret"),
            _("förseglat") if last else _("inte förseglat än"),
            moment_words(last) if last else "",
            is_well=last is not None,
        ),
    ]


def _people(user: User) -> list[Part]:
    managed = organisations_managed_by(user).values("pk")
    now = timezone.now()
    people = (
        Membership.objects.current(timezone.localdate())
        .filter(organisation__in=managed, user__is_active=True)
        .values("user")
        .distinct()
        .count()
    )
    links = CapabilityLink.objects.open(now).filter(organisation__in=managed).count()
    return [
        Part(
            _("Personer"),
            ngettext("%(n)d person", "%(n)d personer", people) % {"n": people},
            _("i de organisationer du sköter"),
            reverse("stakeholders:list"),
        ),
        Part(
            _("Öppna inbjudningar och länkar"),
            str(links),
            _("kan fortfarande användas") if links else "",
            reverse("stakeholders:links"),
        ),
    ]


def _imports(districts: list[Area]) -> list[Part]:
    """The latest that was taken in from outside, of levels and of figures."""
    levels = (
        Assessment.objects.filter(area__parent__in=districts, origin=Origin.IMPORTED)
        .select_related("area__parent")
        .defer("area__geometry", "area__parent__geometry")
        .order_by("-decided_at", "-id")
        .first()
    )
    figures = (
        CompstatFigure.objects.filter(area__in=districts)
        .select_related("area")
        .defer("area__geometry")
        .order_by("-extracted_on", "-id")
        .first()
    )
    found = []
    if levels and levels.area.parent:
        found.append(
            Part(
                _("Senast inlästa nivåer"),
                day(timezone.localdate(levels.decided_at)),
                levels.source,
                reverse("assessments:year", args=[levels.area.parent.slug, levels.iso_year]),
            )
        )
    if figures:
        found.append(
            Part(
                _("Senast inlästa statistik"),
                _("uttag %(day)s") % {"day": day(figures.extracted_on)},
                figures.source,
                reverse("indicators:compstat", args=[figures.area.slug]),
            )
        )
    return found

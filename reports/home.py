"""The overview: what is the state, what changed, what must I do.

Everybody gets the same page; what a person may do and follows decides what stands on it.  A room that has
something to do or to tell writes a module of its own (`ROOM/todo.py`, `ROOM/news.py`) and is listed here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

import assessments.todo
import incidents.todo
import measures.todo
import reports.news
import reports.todo
import walks.todo
from assessments.models import WeeklyFocus
from indicators.analysis import compstat, years_with_figures
from indicators.sentences import crime_findings
from places.models import Area, Mandate, Place
from places.permissions import areas_where
from places.place_permissions import places_seen_by
from platssamverkan.core.face import News, Task, Urgency
from platssamverkan.core.swedish import MISSING, day, enumerate_words, percent
from platssamverkan.core.weeks import IsoWeek
from reports.situation import Answer, DistrictStanding, Outlook, better, outlook, standings
from stakeholders.models import Membership, User
from stakeholders.policy import Action

TASK_SOURCES: tuple[Callable[[User, Sequence[Area], date], Iterable[Task]], ...] = (
    assessments.todo.tasks,
    incidents.todo.tasks,
    walks.todo.tasks,
    measures.todo.tasks,
    reports.todo.tasks,
)
NEWS: tuple[Callable[[User, Sequence[Area], date], Iterable[News]], ...] = (reports.news.news,)

MOST_NEWS = 6
MOST_OURS = 8
AREA_BY_AREA = 3  # more districts than this are rows of one table only


@dataclass(frozen=True, slots=True)
class Tile:
    """One number with what it takes to believe it: where from, for when, as of when, and its rows."""

    label: str
    value: str
    note: str
    period: str
    source: str
    url: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class PlaceRole:
    """What the reader's organisations do at a place: 'äger, sköter och betalar'."""

    place: Place
    words: str


@dataclass(frozen=True, slots=True)
class Ours:
    """What the reader's own organisations have taken on."""

    roles: list[PlaceRole]
    focuses: list[WeeklyFocus]


@dataclass(frozen=True, slots=True)
class Home:
    """The overview of one person."""

    districts: list[DistrictStanding]
    tiles: list[Tile]
    tasks: list[Task]
    waiting: list[Task]
    news: list[News]
    outlook: Outlook | None
    answer: Answer
    finding: str  # the first sentence of the statistics, where the reader follows one district
    ours: Ours | None
    may_act: bool

    @property
    def has_work(self) -> bool:
        """Whether the page begins with what to do: for those who judge weeks, and for whoever has a task."""
        return self.may_act or bool(self.tasks or self.waiting)

    @property
    def shown(self) -> list[DistrictStanding]:
        """The districts shown area by area; where there are many, their table has to do."""
        if self.one:
            return self.districts
        judged = [standing for standing in self.districts if standing.week]
        return judged if len(self.districts) <= AREA_BY_AREA else []

    @property
    def one(self) -> DistrictStanding | None:
        """The only district, where there is only one."""
        return self.districts[0] if len(self.districts) == 1 else None


def home_of(user: User, districts: Sequence[Area], today: date) -> Home:
    """Read a person's overview.  The number of queries does not grow with the districts or their areas."""
    found = standings(districts)
    compared = outlook(districts, max((s.week for s in found if s.week), default=None))
    todo = sorted(
        (task for source in TASK_SOURCES for task in source(user, districts, today)),
        key=lambda task: task.urgency,
    )
    news = sorted((item for source in NEWS for item in source(user, districts, today)), key=lambda n: n.on)
    return Home(
        districts=found,
        tiles=_tiles(found, compared),
        tasks=[task for task in todo if task.urgency is not Urgency.WAITING],
        waiting=[task for task in todo if task.urgency is Urgency.WAITING],
        news=news[::-1][:MOST_NEWS],
        outlook=compared,
        answer=better(compared),
        finding=_finding(districts),
        ours=_ours(user, districts, today),
        may_act=areas_where(user, Action.ASSESS_WEEK).exists(),
    )


# --- figures ------------------------------------------------------------------------------------------


def _tiles(found: list[DistrictStanding], compared: Outlook | None) -> list[Tile]:
    judged = [standing for standing in found if standing.week is not None]
    if not judged:
        return []
    last = max(standing.week for standing in judged if standing.week)
    newest = [standing for standing in judged if standing.week == last]
    url = _rows_url(newest, last)
    period = f"{last.label}, {last.dates}"
    source = _written_source(newest)
    areas = sum(standing.assessed for standing in newest)
    raised = sum(len(standing.raised) for standing in newest)
    moved = [area for standing in newest for area in standing.moved]
    up, down = sum(area.step > 0 for area in moved), sum(area.step < 0 for area in moved)
    highest = max((area.level for s in newest for area in s.raised if area.level), default=None)
    tiles = [
        Tile(
            _("Områden på nivå 3–5"),
            _("%(raised)d av %(areas)d") % {"raised": raised, "areas": areas},
            enumerate_words([area.area.name for s in newest for area in s.raised][:3])
            or _("inget område över nivå 2"),
            period,
            source,
            url,
            highest,
        ),
        Tile(
            _("Ändrade nivåer"),
            _("%(up)d upp, %(down)d ner") % {"up": up, "down": down},
            _("mot veckan före"),
            period,
            source,
            url,
        ),
    ]
    if compared is not None:
        share = compared.now.share
        tiles.append(
            Tile(
                _("Veckor på nivå 3–5"),
                percent(share, 0) if share is not None else MISSING,
                _("mot %(before)s %(when)s: %(word)s")
                % {
                    "before": percent(compared.before.share, 0),
                    "when": compared.before.label,
                    "word": compared.verdict.label if compared.verdict else "",
                },
                compared.now.label,
                source,
                reverse("reports:situation", args=[newest[0].district.slug]),
            )
        )
    return tiles


def _rows_url(newest: list[DistrictStanding], week: IsoWeek) -> str:
    """Where the rows behind the week's numbers stand: the week itself, or the list of all areas."""
    if len(newest) == 1:
        return reverse("assessments:week", args=[newest[0].district.slug, week])
    return reverse("places:map")


def _written_source(newest: list[DistrictStanding]) -> str:
    names = sorted({standing.source for standing in newest if standing.source})
    days = [standing.as_of for standing in newest if standing.as_of]
    return _("%(source)s, uppgifter per %(day)s") % {
        "source": ", ".join(names) or _("gemensam bedömning"),
        "day": day(max(days)),
    }


def _finding(districts: Sequence[Area]) -> str:
    """What the statistics say first, of the one district the reader follows; four queries."""
    if len(districts) != 1:
        return ""
    years = years_with_figures(districts[0])
    table = compstat(districts[0], years[-1]) if years else None
    return crime_findings(table)[0] if table else ""


# --- what is ours -------------------------------------------------------------------------------------


def _ours(user: User, districts: Sequence[Area], today: date) -> Ours | None:
    """Roles at places and focuses of the reader's organisations: five queries; None where there are none."""
    keys = list(Membership.objects.current(today).filter(user=user).values_list("organisation", flat=True))
    mandates = (
        Mandate.objects.on(today)
        .filter(organisation__in=keys, place__in=places_seen_by(user))
        .select_related("place")
        .defer("place__geometry")
        .order_by("place__name", "kind", "pk")
    )
    focuses = (
        WeeklyFocus.objects.visible_to(user)
        .open()
        .filter(owner__in=keys, area__parent__in=[district.pk for district in districts])
        .select_related("area", "area__parent")
        .defer("area__geometry", "area__parent__geometry")
    )
    by_place: dict[Place, list[str]] = {}
    for mandate in mandates:
        if mandate.place is not None:
            by_place.setdefault(mandate.place, []).append(mandate.get_kind_display())
    roles = [PlaceRole(place, enumerate_words(words)) for place, words in by_place.items()]
    ours = Ours(roles[:MOST_OURS], list(focuses[:MOST_OURS]))
    return ours if ours.roles or ours.focuses else None

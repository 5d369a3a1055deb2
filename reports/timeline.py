"""Everything about one place in the order it happened: one registry of sources, one query for a page.

A source turns its rooms' rows into lines of one shape; the database puts them together, sorts them and cuts
out the page, so that ten events and ten thousand cost the same number of queries.  What a reader may not see
is left out by the source, in the query.

A later room adds its rows with one more `Source` in SOURCES (docs/recipes.md).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.contrib.gis.measure import D
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    DateField,
    F,
    Func,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, Coalesce, Concat, Lag, LPad, TruncDate
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.models import Assessment, Level
from incidents.models import Incident
from measures.models import Measure, MeasureUpdate, Status, UpdateKind
from places.models import (
    Area,
    AreaKind,
    CollaborationModel,
    Decision,
    DesignationKind,
    MandateKind,
    Meeting,
    Place,
)
from places.permissions import areas_where
from platssamverkan.core.weeks import STOCKHOLM, IsoWeek
from stakeholders.models import User
from stakeholders.policy import Action
from walks.models import Channel, Observation, ObservationStatus, Walk, WalkKind
from walks.permissions import walks_seen_by
from walks.services import NEAR_PLACE

PAGE = 25
COLUMNS = ("day", "source", "what", "text", "extra", "link", "row")
ORDER = "tl_day DESC, tl_source, tl_row DESC, tl_what, tl_extra"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose story, for which reader, up to what day."""

    place: Place
    reader: User
    today: date

    @property
    def areas(self) -> QuerySet[Area]:
        """The stadsdelar the place lies in, of those the reader sees."""
        seen = areas_where(self.reader, Action.VIEW_AREA).filter(kind=AreaKind.NEIGHBOURHOOD)
        return seen.filter(place_areas__place=self.place)


@dataclass(frozen=True, slots=True)
class Line:
    """One row as the database gives it, the same shape from every source."""

    day: date
    source: str
    what: str
    text: str
    extra: str
    link: int
    row: int


@dataclass(frozen=True, slots=True)
class Event:
    """One line in words."""

    day: date
    label: str
    code: str
    title: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of event: `code` stands in the address, `rows` asks the database, `tell` puts a line into words.

    Every queryset of `rows` is made by `lines`.  `tell` returns title, note and address, and asks nothing.
    """

    code: str
    label: str | Promise
    rows: Callable[[Subject], Sequence[QuerySet]]  # type: ignore[type-arg]
    tell: Callable[[Line], tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader wants to see; nothing chosen means everything."""

    codes: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    @classmethod
    def read(cls, codes: Sequence[str], first: str, last: str) -> "Asked":
        """Take the choice out of a query string; what isn't known, or no day, is left out."""
        known = [source.code for source in SOURCES if source.code in codes]
        return cls(tuple(known), _day(first), _day(last))

    @property
    def query(self) -> str:
        """The same as a query string, for the addresses of the other pages."""
        pairs = [("visa", code) for code in self.codes]
        pairs += [(name, day.isoformat()) for name, day in (("fran", self.first), ("till", self.last)) if day]
        return urlencode(pairs)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def lines(
    rows: QuerySet,  # type: ignore[type-arg]
    source: str,
    *,
    day: object,
    what: object = None,
    text: object = None,
    extra: object = None,
    link: object = None,
) -> QuerySet:  # type: ignore[type-arg]
    """Give rows of any table the one shape; expressions or names of columns, a part left out is empty."""

    def written(value: object) -> Coalesce:
        if value is None:
            return Coalesce(Value("", output_field=TextField()), Value(""), output_field=TextField())
        expression = F(value) if isinstance(value, str) else value
        return Coalesce(Cast(expression, TextField()), Value(""), output_field=TextField())  # type: ignore[arg-type]

    shaped: QuerySet = (  # type: ignore[type-arg]
        rows.order_by()
        .annotate(
            tl_day=Cast(F(day) if isinstance(day, str) else day, DateField()),  # type: ignore[arg-type]
            tl_source=Value(source, output_field=CharField()),
            tl_what=written(what),
            tl_text=written(text),
            tl_extra=written(extra),
            tl_link=Coalesce(
                F(link) if isinstance(link, str) else Value(0), Value(0), output_field=BigIntegerField()
            ),
            tl_row=Cast("pk", BigIntegerField()),
        )
        .values_list(*(f"tl_{name}" for name in COLUMNS))
    )
    return shaped


def timeline_of(subject: Subject, asked: Asked, page: int | str | None) -> "Page[Event]":
    """Return one page of the place's story, the latest first, counted and cut out by one query.

    Events of one day stand in a fixed order: by source, and within it the row made last first.  What is no
    page gives the first, a page that there is not the last.
    """
    chosen = [source for source in SOURCES if not asked.codes or source.code in asked.codes]
    between = Q(tl_day__lte=min(filter(None, (asked.last, subject.today + timedelta(days=366)))))
    if asked.first:
        between &= Q(tl_day__gte=asked.first)
    parts = [rows.filter(between) for source in chosen for rows in source.rows(subject)]
    sql, params = parts[0].union(*parts[1:], all=True).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(CUT_OUT.format(story=sql), [*params, _offset(page)])
        answer = cursor.fetchall()
    cut: Page[int] = Paginator(range(answer[0][0]), PAGE).get_page(page)
    return Page([_told(Line(*row)) for _count, *row in answer if row[0]], cut.number, cut.paginator)  # type: ignore[arg-type]


# How many lines and one page of them at once: to build the union takes Django longer than PostgreSQL to answer it.
CUT_OUT = f"""
WITH story AS MATERIALIZED ({{story}}), size AS (SELECT count(*) AS lines FROM story)
SELECT size.lines, cut.* FROM size LEFT JOIN (
    SELECT * FROM story ORDER BY {ORDER} LIMIT {PAGE}
    OFFSET (SELECT least(%s, greatest(lines - 1, 0) / {PAGE} * {PAGE}) FROM size)
) AS cut ON true ORDER BY {ORDER}
"""  # noqa: S608  # of our own constants
FAR = 10**9  # further than any story reaches


def _offset(page: int | str | None) -> int:
    """Where the page begins, by the rules of Paginator.get_page: no number is the first, no such page the last."""
    try:
        number = int(page or 1)
    except ValueError:
        return 0
    return min((number - 1) * PAGE, FAR) if number >= 1 else FAR


def _told(line: Line) -> Event:
    source = BY_CODE[line.source]
    title, note, url = source.tell(line)
    return Event(line.day, str(source.label), line.source, title, note, url)


# --- the sources ----------------------------------------------------------------------------------


def _begun_and_ended(
    rows: QuerySet,  # type: ignore[type-arg]
    subject: Subject,
    source: str,
    *,
    first: str,
    last: str,
    what: str,
    text: str,
    link: str | None = None,
) -> list[QuerySet]:  # type: ignore[type-arg]
    """Two lines of each row with a period: its first day, and its last one once that has come."""
    begun = rows.filter(**{f"{first}__lte": subject.today})
    ended = rows.filter(**{f"{last}__lte": subject.today})
    return [
        lines(begun, source, day=first, what=what, text=text, extra=Value("from"), link=link),
        lines(ended, source, day=last, what=what, text=text, extra=Value("to"), link=link),
    ]


def _designations(subject: Subject) -> list[QuerySet]:  # type: ignore[type-arg]
    return _begun_and_ended(
        subject.place.designations.all(), subject, "klassning",
        first="valid_from", last="valid_to", what="kind", text="source",
    )  # fmt: skip


def _tell_designation(line: Line) -> tuple[str, str, str]:
    kind = DesignationKind(line.what).label
    title = _("%(kind)s började gälla") if line.extra == "from" else _("%(kind)s gällde för sista dagen")
    return title % {"kind": kind}, line.text, ""


def _mandates(subject: Subject) -> list[QuerySet]:  # type: ignore[type-arg]
    return _begun_and_ended(
        subject.place.mandates.all(), subject, "ansvar",
        first="valid_from", last="valid_to", what="kind", text="organisation__name",
    )  # fmt: skip


def _tell_mandate(line: Line) -> tuple[str, str, str]:
    role = MandateKind(line.what).label
    if line.extra == "from":
        return _("%(who)s %(role)s från den dagen") % {"who": line.text, "role": role}, "", ""
    return _("%(who)s %(role)s till och med den dagen") % {"who": line.text, "role": role}, "", ""


def _collaborations(subject: Subject) -> list[QuerySet]:  # type: ignore[type-arg]
    return _begun_and_ended(
        subject.place.collaborations.all(), subject, "samverkan",
        first="started_on", last="ended_on", what="model", text="name", link="pk",
    )  # fmt: skip


def _tell_collaboration(line: Line) -> tuple[str, str, str]:
    title = _("%(name)s startade") if line.extra == "from" else _("%(name)s avslutades")
    url = reverse("places:collaboration", args=[line.link])
    return title % {"name": line.text}, str(CollaborationModel(line.what).label), url


def _decisions(subject: Subject) -> list[QuerySet]:  # type: ignore[type-arg]
    rows = Decision.objects.filter(collaboration__place=subject.place)
    return [lines(rows, "beslut", day="decided_on", what="when", text="text", link="collaboration")]


def _tell_decision(line: Line) -> tuple[str, str, str]:
    note = _("Källan anger tiden som: %(when)s") % {"when": line.what} if line.what else ""
    return line.text, note, reverse("places:collaboration", args=[line.link])


def _meetings(subject: Subject) -> list[QuerySet]:  # type: ignore[type-arg]
    rows = Meeting.objects.filter(group__collaboration__place=subject.place)
    held, ahead = rows.filter(held_on__lte=subject.today), rows.filter(held_on__gt=subject.today)
    return [
        lines(
            part, "mote", day="held_on", what="group__name", text="minutes", extra=Value(when), link="group"
        )
        for part, when in ((held, "held"), (ahead, "ahead"))
    ]


def _tell_meeting(line: Line) -> tuple[str, str, str]:
    title = _("%(group)s möttes") if line.extra == "held" else _("%(group)s möts")
    return title % {"group": line.what}, line.text, reverse("places:group", args=[line.link])


def _incidents(subject: Subject) -> list[QuerySet]:  # type: ignore[type-arg]
    """What is known to have happened at the place; what only its area is known of stands in that area's list."""
    rows = Incident.objects.visible_to(subject.reader).filter(
        place=subject.place, area__in=subject.areas.values("pk"), duplicate_of__isnull=True
    )
    day = TruncDate("occurred_from", tzinfo=STOCKHOLM)
    where = Concat("origin", Value(">"), "area__parent__slug", output_field=TextField())
    return [
        lines(rows, "handelse", day=day, what="category__name", text="area__name", extra=where, link="pk")
    ]


def _tell_incident(line: Line) -> tuple[str, str, str]:
    origin, _mark, district = line.extra.partition(">")
    invented = _("påhittad demodata") if origin == "invented" else ""
    url = reverse("incidents:detail", args=[district, line.link]) if district else ""
    return line.what, " · ".join(filter(None, (line.text, invented))), url


def _levels(subject: Subject) -> list[QuerySet]:  # type: ignore[type-arg]
    """The weeks in which the level of the place's area became another than in the week judged before."""
    rows = Assessment.objects.filter(area__in=subject.areas.values("pk")).annotate(
        before=Window(Lag("level"), partition_by="area", order_by=["iso_year", "iso_week"])
    )
    week = Concat(
        Cast("iso_year", TextField()), LPad(Cast("iso_week", TextField()), 2, Value("0")), output_field=TextField()
    )  # fmt: skip
    monday = Func(week, Value("IYYYIW"), function="to_date", output_field=DateField())
    levels = Concat(
        Cast("before", TextField()), Value(">"), Cast("level", TextField()), output_field=TextField()
    )
    changed = rows.filter(~Q(before=F("level")), before__isnull=False)
    return [lines(changed, "niva", day=monday, what=levels, text="area__name")]


def _tell_level(line: Line) -> tuple[str, str, str]:
    before, level = (f"{number} {Level(int(number)).label}" for number in line.what.split(">"))
    title = _("Läget i %(area)s ändrades från %(before)s till %(level)s") % {
        "area": line.text, "before": before, "level": level,
    }  # fmt: skip
    return title, IsoWeek.of(line.day).label, ""


def _walks(subject: Subject) -> list[QuerySet]:  # type: ignore[type-arg]
    """Walks and dialogues that stop at the place."""
    rows = walks_seen_by(subject.reader).filter(
        pk__in=Walk.objects.filter(stops__place=subject.place, stops__removed=False).values("pk")
    )
    day = TruncDate("starts_at", tzinfo=STOCKHOLM)
    return [lines(rows, "vandring", day=day, what="kind", text="title", link="pk")]


def _tell_walk(line: Line) -> tuple[str, str, str]:
    return line.text, str(WalkKind(line.what).label), reverse("walks:detail", args=[line.link])


def _observations_here(subject: Subject) -> QuerySet[Observation]:
    """What was noted at a stop on the place, or so near it that it is what was meant; who sees the walk sees it."""
    here = Q(stop__place=subject.place)
    if subject.place.geometry is not None:
        here |= Q(stop__place__isnull=True, point__dwithin=(subject.place.geometry, D(m=NEAR_PLACE)))
    return Observation.objects.filter(here, walk__in=walks_seen_by(subject.reader).values("pk"))


def _seen_on() -> Case:
    """The walk's own day for what was noted on it: a telephone's clock may be wrong."""
    noted = TruncDate("noted_at", tzinfo=STOCKHOLM)
    return Case(
        When(channel=Channel.WALK, then=TruncDate("walk__starts_at", tzinfo=STOCKHOLM)),
        default=noted,
        output_field=DateField(),
    )


def _observations(subject: Subject) -> list[QuerySet]:  # type: ignore[type-arg]
    state = Concat("status", Value(">"), Cast("positive", TextField()), output_field=TextField())
    return [
        lines(
            _observations_here(subject), "iakttagelse",
            day=_seen_on(), what="category__name", text="text", extra=state, link="pk",
        )
    ]  # fmt: skip


def _tell_observation(line: Line) -> tuple[str, str, str]:
    status, _mark, positive = line.extra.partition(">")
    state = _("fungerar bra") if positive == "true" else str(ObservationStatus(status).label)
    note = " · ".join(filter(None, (line.text, state)))
    return line.what, note, reverse("walks:observation", args=[line.link])


def _photos(subject: Subject) -> list[QuerySet]:  # type: ignore[type-arg]
    rows = _observations_here(subject).annotate(pictures=Count("photos")).filter(pictures__gt=0)
    return [
        lines(rows, "bild", day=_seen_on(), what="pictures", text="category__name", extra="text", link="pk")
    ]


def _tell_photos(line: Line) -> tuple[str, str, str]:
    title = ngettext("%(n)s bild: %(what)s", "%(n)s bilder: %(what)s", int(line.what)) % {
        "n": line.what, "what": line.text,
    }  # fmt: skip
    return title, line.extra, reverse("walks:observation", args=[line.link])


# What a measure's own page tells besides is wording.
TOLD_OF_MEASURES = (UpdateKind.CREATED, UpdateKind.STATUS, UpdateKind.MORE_TIME, UpdateKind.FOLLOW_UP)


def _measures(subject: Subject) -> list[QuerySet]:  # type: ignore[type-arg]
    """What became of the measures at the place, and what is promised for a day to come."""
    seen = Measure.objects.visible_to(subject.reader).filter(place=subject.place)
    told = MeasureUpdate.objects.filter(measure__in=seen.values("pk"), kind__in=TOLD_OF_MEASURES)
    what = Concat("kind", Value(">"), "to_status", output_field=TextField())
    ahead = seen.open().filter(due_on__gt=subject.today)
    return [
        lines(told, "atgard", day="on", what=what, text="measure__title", extra="text", link="measure"),
        lines(ahead, "atgard", day="due_on", what=Value("due"), text="title", extra="owner__name", link="pk"),
    ]


def _tell_measure(line: Line) -> tuple[str, str, str]:
    url = reverse("measures:measure", args=[line.link])
    kind, _mark, status = line.what.partition(">")
    if kind == "due":
        return _("%(measure)s ska vara klar") % {"measure": line.text}, line.extra, url
    said = Status(status).label if kind == UpdateKind.STATUS else UpdateKind(kind).label
    return _("%(measure)s: %(said)s") % {"measure": line.text, "said": str(said).lower()}, line.extra, url


SOURCES: tuple[Source, ...] = (
    Source("klassning", gettext_lazy("Klassning"), _designations, _tell_designation),
    Source("ansvar", gettext_lazy("Ansvar"), _mandates, _tell_mandate),
    Source("samverkan", gettext_lazy("Samverkan"), _collaborations, _tell_collaboration),
    Source("beslut", gettext_lazy("Beslut"), _decisions, _tell_decision),
    Source("mote", gettext_lazy("Möte"), _meetings, _tell_meeting),
    Source("handelse", gettext_lazy("Händelse"), _incidents, _tell_incident),
    Source("vandring", gettext_lazy("Vandring"), _walks, _tell_walk),
    Source("iakttagelse", gettext_lazy("Iakttagelse"), _observations, _tell_observation),
    Source("bild", gettext_lazy("Bild"), _photos, _tell_photos),
    Source("atgard", gettext_lazy("Åtgärd"), _measures, _tell_measure),
    Source("niva", gettext_lazy("Läge i området"), _levels, _tell_level),
)
BY_CODE = {source.code: source for source in SOURCES}

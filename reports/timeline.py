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

from django.core.paginator import Page, Paginator
from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    F,
    Func,
    Q,
    QuerySet,
    TextField,
    Value,
    Window,
)
from django.db.models.functions import Cast, Coalesce, Concat, Lag, LPad, TruncDate
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Assessment, Level
from incidents.models import Incident
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

PAGE = 25
COLUMNS = ("day", "source", "what", "text", "extra", "link", "row")


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
    """Return one page of the place's story, the latest first.  Two queries: how many, and these.

    Events of one day stand in a fixed order: by source, and within it the row made last first.
    """
    chosen = [source for source in SOURCES if not asked.codes or source.code in asked.codes]
    between = Q(tl_day__lte=min(filter(None, (asked.last, subject.today + timedelta(days=366)))))
    if asked.first:
        between &= Q(tl_day__gte=asked.first)
    parts = [rows.filter(between) for source in chosen for rows in source.rows(subject)]
    found = parts[0].union(*parts[1:], all=True)
    ordered = found.order_by("-tl_day", "tl_source", "-tl_row", "tl_what", "tl_extra")
    paged: Page[tuple[object, ...]] = Paginator(ordered, PAGE).get_page(page)
    events = [_told(Line(*row)) for row in paged.object_list]  # type: ignore[arg-type]
    paged.object_list = events  # type: ignore[assignment]
    return paged  # type: ignore[return-value]


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
    return [lines(rows, "handelse", day=day, what="category__name", text="area__name", extra="origin")]


def _tell_incident(line: Line) -> tuple[str, str, str]:
    invented = _("påhittad demodata") if line.extra == "invented" else ""
    return line.what, " · ".join(filter(None, (line.text, invented))), ""


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


SOURCES: tuple[Source, ...] = (
    Source("klassning", gettext_lazy("Klassning"), _designations, _tell_designation),
    Source("ansvar", gettext_lazy("Ansvar"), _mandates, _tell_mandate),
    Source("samverkan", gettext_lazy("Samverkan"), _collaborations, _tell_collaboration),
    Source("beslut", gettext_lazy("Beslut"), _decisions, _tell_decision),
    Source("mote", gettext_lazy("Möte"), _meetings, _tell_meeting),
    Source("handelse", gettext_lazy("Händelse"), _incidents, _tell_incident),
    Source("niva", gettext_lazy("Läge i området"), _levels, _tell_level),
)
BY_CODE = {source.code: source for source in SOURCES}

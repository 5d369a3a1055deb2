"""The list of measures as its views read it: table, board and year wheel, from the same rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext as _

from measures.models import Measure, MeasureUpdate, Occurrence, Status, UpdateKind
from measures.querysets import MeasureQuerySet
from platssamverkan.core.swedish import MONTHS, day, short_day
from stakeholders.models import User

MOST_ROWS = 500
VIEWS = ("lista", "tavla", "arshjul", "tidslinje")
LATE, SOON, OPEN_ONES, ESCALATED = "forsenad", "snart", "oppna", "lyft"
# The board's columns: what has ended beside done stands in one.
COLUMNS = (
    (Status.PROPOSED,), (Status.DECIDED,), (Status.PLANNED,), (Status.ONGOING,), (Status.PAUSED,),
    (Status.DONE, Status.EVALUATED),
    (Status.REJECTED, Status.CANCELLED, Status.TRANSFERRED),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; an unknown value is as none."""

    words: str = ""
    status: str = ""
    owner: str = ""
    place: str = ""
    area: str = ""
    year: int | None = None
    view: str = "lista"

    @classmethod
    def read(cls, asked: Mapping[str, str], today: date) -> "Filters":
        """Read ?sok=&status=&ansvarig=&plats=&omrade=&ar=&vy=."""
        known = {*Status.values, LATE, SOON, OPEN_ONES, ESCALATED}
        year = asked.get("ar", "")
        owner = asked.get("ansvarig", "")
        return cls(
            words=asked.get("sok", "").replace("\x00", "").strip()[:100],
            status=asked.get("status", "") if asked.get("status") in known else "",
            owner=owner if owner.isascii() and owner.isdigit() and len(owner) < 10 else "",
            place=asked.get("plats", "").replace("\x00", "")[:140],
            area=asked.get("omrade", "").replace("\x00", "")[:140],
            year=int(year)
            if len(year) == 4 and year.isascii() and year.isdigit() and 2000 <= int(year) <= 2100
            else today.year,
            view=asked.get("vy", "") if asked.get("vy") in VIEWS else "lista",
        )

    @property
    def query(self) -> str:
        """The address's query without the view."""
        named = {
            "sok": self.words, "status": self.status, "ansvarig": self.owner, "plats": self.place, "omrade": self.area,
        }  # fmt: skip
        return urlencode({name: value for name, value in named.items() if value})

    def apply(self, rows: MeasureQuerySet, today: date) -> MeasureQuerySet:
        """Return the measures that fit."""
        if self.words:
            rows = rows.filter(
                Q(title__icontains=self.words)
                | Q(what__icontains=self.words)
                | Q(place__name__icontains=self.words)
                | Q(owner__name__icontains=self.words)
            )
        if self.status == LATE:
            rows = rows.overdue(today)
        elif self.status == SOON:
            rows = rows.due_soon(today)
        elif self.status == ESCALATED:
            rows = rows.escalated(today)
        elif self.status == OPEN_ONES:
            rows = rows.open()
        elif self.status:
            rows = rows.filter(status=self.status)
        if self.owner:
            rows = rows.filter(owner=int(self.owner))
        if self.place:
            rows = rows.filter(place__slug=self.place)
        if self.area:
            rows = rows.filter(Q(area__slug=self.area) | Q(area__parent__slug=self.area))
        return rows


@dataclass(frozen=True)
class Row:
    """A measure on the list, with what follows from the day."""

    measure: Measure
    today: date

    @cached_property
    def is_overdue(self) -> bool:
        return self.measure.is_overdue(self.today)

    @cached_property
    def is_due_soon(self) -> bool:
        return self.measure.is_due_soon(self.today)

    @property
    def is_escalated(self) -> bool:
        return self.measure.is_escalated(self.today)

    @property
    def days_late(self) -> int:
        """How many days ago it should have been done; 0 where it is not late."""
        last = self.measure.resume_on if self.measure.status == Status.PAUSED else self.measure.due_on
        return (self.today - last).days if self.is_overdue and last else 0

    @property
    def where(self) -> str:
        """The place, or the area where there is none."""
        return str(self.measure.place or self.measure.area)


@dataclass(frozen=True, slots=True)
class Column:
    """One state on the board and what is in it."""

    name: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Month:
    """What the year holds in one month: what falls due, and times of what recurs."""

    name: str
    number: int
    due: list[Row]
    recurring: list[tuple[Measure, str]]  # with its days in the month


def rows_for(user: User, filters: Filters, today: date) -> list[Row]:
    """Return the measures the person sees that fit, soonest first, at most one more than are shown."""
    found = (
        filters.apply(Measure.objects.visible_to(user), today)
        .select_related("area", "place", "owner")
        .defer("area__geometry", "place__geometry")
    )
    return [Row(measure, today) for measure in found[: MOST_ROWS + 1]]


def board(rows: list[Row]) -> list[Column]:
    """Sort the rows into the board's columns; the last two are shown only when they hold something."""
    columns = []
    for statuses in COLUMNS:
        name = (
            str(statuses[0].label)
            if len(statuses) == 1
            else str(_("Klart") if Status.DONE in statuses else _("Avslutat på annat sätt"))
        )
        columns.append(Column(name, [row for row in rows if row.measure.status in statuses]))
    return [column for column in columns if column.rows or column.name != _("Avslutat på annat sätt")]


def year_wheel(rows: list[Row], year: int) -> list[Month]:
    """Lay the rows out over a year: last days, and the times of what recurs."""
    recurring: dict[int, dict[Measure, list[date]]] = {month: {} for month in range(1, 13)}
    ids = [row.measure.pk for row in rows]
    by_id = {row.measure.pk: row.measure for row in rows}
    for found in Occurrence.objects.filter(measure__in=ids, on__year=year).order_by("on"):
        recurring[found.on.month].setdefault(by_id[found.measure_id], []).append(found.on)
    return [
        Month(
            name=MONTHS[month - 1],
            number=month,
            due=[
                row
                for row in rows
                if row.measure.due_on and (row.measure.due_on.year, row.measure.due_on.month) == (year, month)
            ],
            recurring=[
                (measure, ", ".join(str(on.day) for on in days)) for measure, days in recurring[month].items()
            ],
        )
        for month in range(1, 13)
    ]


@dataclass(frozen=True, slots=True)
class Span:
    """When a measure goes on: its first and last day, as far as they are known."""

    row: Row
    start: date
    end: date
    ended: bool


def spans(rows: list[Row], year: int) -> list[Span]:
    """The measures that go on in a year, in the order they begin; those without a last day are left out.

    A measure ends when it was done or otherwise came to an end, else on its last day.
    """
    found = []
    for row in rows:
        one = row.measure
        ended = not one.is_open and one.status != Status.PAUSED
        end = (one.done_on or one.status_since) if ended else one.due_on
        start = one.started_on or one.planned_start or one.decided_on or one.created_at.date()
        if end is None:
            continue
        start = min(start, end)
        reaches = row.today if row.is_overdue else end
        if start.year <= year <= max(end, reaches).year:
            found.append(Span(row, start, end, ended))
    return sorted(found, key=lambda span: (span.start, span.end, span.row.measure.pk))


def export_table(rows: list[Row]) -> list[list[object]]:
    """The list as a table with its head, for a file."""
    head: list[object] = [
        _("Åtgärd"), _("Status"), _("Försenad"), _("Plats"), _("Område"), _("Ansvarig organisation"),
        _("Ansvarig funktion"), _("Börjar"), _("Klar senast"), _("Genomförd"), _("Följs upp"),
        _("Beräknad kostnad, kronor"), _("Verklig kostnad, kronor"), _("Skäl"), _("Påhittad demodata"),
    ]  # fmt: skip
    return [head, *(_cells(row) for row in rows)]


def _cells(row: Row) -> list[object]:
    m = row.measure
    days = [m.planned_start, m.due_on, m.done_on, m.follow_up_on]
    return [
        m.title, m.get_status_display(), _("ja") if row.is_overdue else _("nej"), m.place.name if m.place else "",
        m.area.name, m.owner.name, m.owner_role, *(each.isoformat() if each else "" for each in days),
        "" if m.cost_estimate is None else m.cost_estimate, "" if m.cost_actual is None else m.cost_actual,
        m.reason, _("ja") if m.is_example else _("nej"),
    ]  # fmt: skip


def told(line: MeasureUpdate) -> str:
    """A line of the timeline in words."""
    match line.kind:
        case UpdateKind.STATUS:
            return str(Status(line.to_status).label)
        case UpdateKind.MORE_TIME:
            return _("Behöver mer tid: klar senast %(after)s i stället för %(before)s") % {
                "after": day(line.due_after) if line.due_after else "–",
                "before": day(line.due_before) if line.due_before else "–",
            }
        case UpdateKind.NOT_OURS:
            return _("Säger att åtgärden inte är deras")
        case UpdateKind.CREATED:
            return _("Upplagd som %(status)s") % {
                "status": Status(line.to_status or "proposed").label.lower()
            }
        case UpdateKind.CHANGED if line.due_before != line.due_after and line.due_before and line.due_after:
            return _("Ändrad: klar senast %(after)s i stället för %(before)s") % {
                "after": short_day(line.due_after), "before": short_day(line.due_before),
            }  # fmt: skip
        case kind:
            return str(UpdateKind(kind).label)

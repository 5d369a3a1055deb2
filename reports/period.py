"""The lägesbild of a week, a month or a tertial: the annual one's parts over a shorter time.

Nobody writes in it, so it needs no approval: everything comes from the rooms, as far as all parties see it,
and Siffergranskaren reads it as it reads the annual one (DOMAIN.md section 5).
"""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.analysis import Correction, corrections
from assessments.focus import focus_board
from assessments.models import INVENTED, Assessment, Level, WeeklyFocus
from assessments.standing import correction_words
from measures.models import Measure
from places.figures import district_map
from places.models import Area
from platssamverkan.core.maps import MapSpec
from platssamverkan.core.swedish import MONTHS, date_range, day, enumerate_words, percent, runs, whole
from platssamverkan.core.tertials import Tertial
from platssamverkan.core.weeks import IsoWeek
from reports.checker import CitedSource, Finding, Material, Text, check
from reports.dashboard import Against, Choice, Dashboard, dashboard
from reports.dashboard_figures import figures_of, written_source
from reports.document import Document, Section
from reports.edition_data import captions_of, place_names
from reports.edition_models import Audience
from reports.edition_rooms import ABANDONED, ENDED, WalkLine, measures_of, result_of, time_of, walks_of
from reports.lagesbild import both_parties, weeks_words

TEMPLATE = "reports/document/period/period.html"
MONTH = re.compile(r"(\d{4})-(\d{2})")
TERTIAL = re.compile(r"(\d{4})-T([123])")
YEARS = 4  # how many years back the list of lägesbilder offers periods of
STRIP = 8  # weeks that the picture of a single week shows, its own the last


@dataclass(frozen=True, slots=True)
class Span:
    """A week, month or tertial: what it is called and its days."""

    key: str  # as it stands in the address
    label: str
    first: date
    last: date

    @property
    def is_week(self) -> bool:
        return "W" in self.key

    @property
    def weeks(self) -> tuple[IsoWeek, ...]:
        """The ISO weeks whose Thursday lies in it, as a week's year is decided: no week is in two months."""
        week, found = IsoWeek.of(self.first), []
        while week.monday <= self.last:
            if self.first <= week.monday + timedelta(days=3) <= self.last:
                found.append(week)
            week = week.following
        return tuple(found)

    @property
    def title(self) -> str:
        return _("Lägesbild %(period)s") % {"period": self.label}


def read_span(text: str) -> Span:
    """Read '2023-W46', '2023-10' or '2023-T3'.  ValueError for anything else."""
    if found := TERTIAL.fullmatch(text):
        year, number = int(found[1]), int(found[2])
        _year_of(year)
        tertial = Tertial(year, number)
        label = _("tertial %(number)d %(year)d") % {"number": number, "year": year}
        return Span(text, label, tertial.start.date(), tertial.last_day)
    if found := MONTH.fullmatch(text):
        year, month = int(found[1]), int(found[2])
        _year_of(year)
        first = date(year, month, 1)
        return Span(text, f"{MONTHS[month - 1]} {year}", first, first.replace(day=monthrange(year, month)[1]))
    week = IsoWeek.parse(text)
    _year_of(week.year)
    return Span(text, f"{week.label} {week.year}", week.monday, week.sunday)


def _year_of(year: int) -> None:
    if not 2000 <= year <= 2100:
        raise ValueError(f"no reports of {year}")


class PeriodData:
    """Everything a period's lägesbild tells, read once, as far as all parties see it."""

    def __init__(self, district: Area, span: Span) -> None:
        self.district, self.span = district, span
        weeks = span.weeks
        first = weeks[-1].shift(1 - STRIP) if span.is_week else weeks[0]
        against = Against.BEFORE if span.is_week else Against.YEAR
        # Weeks after the last one anybody assessed are after the cut-off, not merely missing.
        told = Assessment.objects.filter(area__parent=district).between(weeks[0], weeks[-1])
        latest = told.order_by("-iso_year", "-iso_week").values_list("iso_year", "iso_week").first()
        self.last = IsoWeek(*latest) if latest else weeks[-1]
        self.board: Dashboard = dashboard(district, [district], Choice(first, self.last, against))

    @cached_property
    def now(self) -> list[tuple[Area, list[int | None]]]:
        """Each area with its levels in the period itself, without the weeks shown before a single week."""
        count = sum(week <= self.last for week in self.span.weeks)
        return [
            (area, list(row[-count:])) for area, row in zip(self.board.areas, self.board.levels, strict=True)
        ]

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        return corrections(self.board.everywhere, self.span.weeks[0], self.last)

    @cached_property
    def focuses(self) -> tuple[WeeklyFocus, ...]:
        return focus_board(self.district, self.span.weeks[-1]).coming

    @cached_property
    def measures(self) -> list[Measure]:
        """Measures whose time reaches into the period, and those that were done in it."""
        first, last = self.span.first, self.span.last
        found = measures_of(self.district, Audience.ALL_PARTIES).exclude(status__in=ABANDONED)
        return [
            item
            for item in found
            if (item.done_on and first <= item.done_on <= last)
            or (
                item.planned_start
                and item.planned_start <= last
                and (item.due_on is None or item.due_on >= first)
                and not (item.done_on and item.done_on < first)
            )
        ]

    @cached_property
    def walks(self) -> list[WalkLine]:
        years = {self.span.first.year, self.span.last.year}
        return [
            line
            for year in sorted(years)
            for line in walks_of(self.district, year)
            if self.span.first <= line.on <= self.span.last
        ]


def compose_period(data: PeriodData) -> Document:
    """Compose the chapters; a part without data says so and is never drawn as zero."""
    span, district, board = data.span, data.district, data.board
    parties = both_parties(district, span.last)
    invented = board.source == INVENTED
    return Document(
        title=f"{span.title}. {district.name}",
        running_head=f"{span.title} · {district.name}",
        authors=tuple(party.name for party in parties),
        cover={
            "heading": span.title,
            "line": " · ".join(
                filter(
                    None,
                    (
                        date_range(span.first, span.last),
                        district.name,
                        ", ".join(party.name for party in parties),
                        _("Till alla parter"),
                        INVENTED if invented else "",
                    ),
                )
            ),
        },
        sections=tuple(
            Section(key, title, f"reports/document/period/{template}.html", context, flows=True)
            for key, title, template, context in _chapters(data)
        ),
        template=TEMPLATE,
    )


def _chapters(data: PeriodData) -> list[tuple[str, str, str, Mapping[str, Any]]]:
    span, board = data.span, data.board
    levels = [(level.value, str(level.label)) for level in Level]
    state: dict[str, Any] = {
        "findings": findings(data),
        "weeks": board.choice.weeks,
        "rows": [
            (area.name, weeks, row[-1] if span.is_week else None, _word(row[-1])) for (area, weeks), (_a, row) in
            zip(board.rows, data.now, strict=True)
        ],
        "is_week": span.is_week,
        "levels": levels,
        "has_missing": any(level is None for _area, weeks in board.rows for _week, level in weeks),
        "source": written_source(board),
        "period": span.label,
        "figures": [] if span.is_week else figures_of(board),
        "map": None if span.is_week else _map(data),
        "focuses": data.focuses,
        "coming": span.weeks[-1].following.label,
        "corrections": correction_words(data.corrections, with_reason=False),
    }  # fmt: skip
    done: dict[str, Any] = {
        "measures": [
            (
                item,
                str(item.place or item.area),
                time_of(item),
                result_of(item) if item.status in ENDED else "",
            )
            for item in data.measures
        ],
        "walks": data.walks,
        "period": span.label,
        "invented": any(item.is_example for item in data.measures),
        "is_week": span.is_week,
    }
    chapters: list[tuple[str, str, str, Mapping[str, Any]]] = [("laget", _("Läget"), "state", state)]
    if not span.is_week or data.measures or data.walks:
        chapters.append(("gjort", _("Åtgärder och trygghetsvandringar"), "done", done))
    if not span.is_week:
        missing: dict[str, list[str]] = {}
        for area, weeks in board.rows:
            if gone := runs([week.week for week, level in weeks if level is None]):
                missing.setdefault(gone, []).append(area.name)
        gaps = {
            "missing": [(numbers, enumerate_words(names)) for numbers, names in missing.items()],
            "rest": runs([week.week for week in span.weeks if week > data.last]),
            "source": written_source(board),
            "has_levels": bool(board.assessed),
            "weeks": board.choice.weeks,
            "first": day(span.first),
            "last": day(span.last),
        }
        chapters.append(("underlag", _("Underlag och luckor"), "gaps", gaps))
    return chapters


def _word(level: int | None) -> str:
    return str(Level(level).label) if level else _("ej bedömd")


def _map(data: PeriodData) -> MapSpec | None:
    if not data.board.assessed:
        return None
    notes = {area.pk: weeks_words(sum((level or 0) >= 3 for level in row)) for area, row in data.now}
    return district_map(data.district, notes=notes, day=data.span.last)


def findings(data: PeriodData) -> list[str]:
    """The period's levels in a sentence or three, made from the data."""
    counts = Counter(level for _area, row in data.now for level in row)
    total = sum(n for level, n in counts.items() if level)
    if not total:
        return [
            _("Inga lägesbedömningar för %(district)s, %(period)s, är gjorda eller inlästa.")
            % {"district": data.district.name, "period": data.span.label}
        ]
    raised = sum(n for level, n in counts.items() if level and level >= Level.CONCERNING)
    if data.span.is_week:
        high = [(area.name, row[-1]) for area, row in data.now if (row[-1] or 0) >= Level.CONCERNING]
        said = [
            ngettext("%(n)d område är bedömt.", "%(n)d områden är bedömda.", total) % {"n": total},
            _("På nivå 3 eller högre: %(areas)s.")
            % {"areas": enumerate_words([f"{name} ({level})" for name, level in high])}
            if high
            else _("Inget område ligger på nivå 3 eller högre."),
        ]
        return [" ".join(said)]
    told = [
        _("%(total)s lägesbedömningar är gjorda i %(areas)d områden. %(raised)s av dem (%(share)s) ligger på nivå 3 eller högre.")
        % {"total": whole(total), "areas": len(data.now), "raised": whole(raised), "share": percent(100 * raised / total, 0)}
    ]  # fmt: skip
    most = max(sum((level or 0) >= 3 for level in row) for _area, row in data.now)
    if most:
        names = [area.name for area, row in data.now if sum((level or 0) >= 3 for level in row) == most]
        told.append(
            _("Flest veckor på nivå 3 eller högre hade %(areas)s: %(most)s.")
            % {"areas": enumerate_words(names), "most": weeks_words(most)}
        )
    critical = counts[Level.CRITICAL]
    told.append(
        ngettext(
            "Läget bedömdes som kritiskt (nivå 5) %(n)d gång.",
            "Läget bedömdes som kritiskt (nivå 5) %(n)d gånger.",
            critical,
        )
        % {"n": critical}
        if critical
        else _("Läget bedömdes inte som kritiskt (nivå 5) någon vecka.")
    )
    return told


def period_findings(data: PeriodData, document: Document) -> list[Finding]:
    """What Siffergranskaren has to say: names of places, captions, references and sources without a time."""
    written = document.written()
    said = " ".join(focus.text for focus in data.focuses)
    return check(
        Material(
            texts=[Text("fokus", _("Fokus"), said)] if said else [],
            captions=captions_of(written.numbering),
            place_names=place_names(data.district),
            sources=[CitedSource(data.board.source, data.board.as_of is not None)]
            if data.board.assessed
            else [],
        )
    )


def offered(district: Area) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Periods to choose among, by year: (key, short name, name for who hears it); one query."""
    told = Assessment.objects.filter(area__parent=district).order_by("-iso_year")
    latest = list(told.values_list("iso_year").annotate(Max("iso_week"))[:YEARS])
    if not latest:
        return []
    week = IsoWeek(*latest[0])
    rows = [(_("Senaste vecka"), [_entry(read_span(str(week)), week.label)])]
    for year, _last in latest:
        until = week.sunday if year == week.year else None
        spans = [
            *((f"{year}-T{n}", _("tertial %(n)d") % {"n": n}) for n in (1, 2, 3)),
            *((f"{year}-{n:02d}", MONTHS[n - 1][:3]) for n in range(1, 13)),
        ]
        entries = [
            _entry(span, name)
            for key, name in spans
            if (span := read_span(key)) and (until is None or span.first <= until)
        ]
        rows.append((str(year), entries))
    return rows


def _entry(span: Span, name: str) -> tuple[str, str, str]:
    return span.key, name, span.title

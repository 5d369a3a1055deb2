"""The year of a district: on the screen, on paper, out to a spreadsheet and in from one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from assessments.analysis import AreaYear, YearBoard, year_board
from assessments.forms import FIRST_YEAR, LAST_YEAR
from assessments.models import Level, PastedYear
from assessments.paste import (
    CannotUndo,
    YearHasChanged,
    YearPaste,
    decide_year,
    preview_paste,
    undo_paste,
    undoable_paste,
)
from assessments.standing import year_notes
from assessments.year_forms import PasteForm
from places.models import AreaKind
from places.permissions import area_or_404, can
from platssamverkan.core.incoming import ImportRefused
from platssamverkan.core.spreadsheet import as_csv
from platssamverkan.core.swedish import MONTHS, enumerate_words
from platssamverkan.core.weeks import IsoWeek
from stakeholders.audit import record
from stakeholders.http import UserRequest
from stakeholders.policy import Action

CSV_PARAMETER = "csv"


@dataclass(frozen=True, slots=True)
class Month:
    """A month's mark over its weeks; a week belongs to the month of its Thursday."""

    name: str
    weeks: int


@dataclass(frozen=True, slots=True)
class WeekHead:
    """A week's column on the screen: its number and where it leads."""

    week: IsoWeek
    url: str
    starts_month: bool


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area's row on the screen, its cells ready made: a year has five hundred of them."""

    name: str
    url: str
    cells: SafeString
    year: AreaYear
    counts: list[int]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A week's row on paper."""

    number: int
    cells: SafeString
    starts_month: bool


@require_safe
def year(request: UserRequest, slug: str, year: int) -> HttpResponse:
    """Show a district's year; with ?csv the same table as a file."""
    district = area_or_404(request.user, slug, may=Action.VIEW_AREA, kind=AreaKind.CITY_DISTRICT)
    board = year_board(district, _year_or_404(year))
    if CSV_PARAMETER in request.GET:
        record(request.user, "year.exported", district, year=year)
        return _csv_answer(board)
    may_paste = can(request.user, Action.ASSESS_WEEK, district)
    context = _page(board) | {
        "may_paste": may_paste,
        "form": PasteForm() if may_paste else None,
        "pasted": undoable_paste(district, year) if may_paste else None,
    }
    return render(request, "assessments/year.html", context)


@require_POST
def year_paste(request: UserRequest, slug: str, year: int) -> HttpResponse:
    """Preview a pasted table; store it when the form says which preview it confirms."""
    district = area_or_404(request.user, slug, may=Action.ASSESS_WEEK, kind=AreaKind.CITY_DISTRICT)
    _year_or_404(year)
    form = PasteForm(request.POST)
    paste: YearPaste | None = None
    complaints: list[str] = []
    out_of_date = False
    if form.is_valid():
        text, seen = form.cleaned_data["text"], form.cleaned_data["seen"]
        try:
            if seen:
                try:
                    paste = decide_year(by=request.user, district=district, year=year, text=text, seen=seen)
                except YearHasChanged:
                    out_of_date = True
                else:
                    messages.success(request, _stored(len(paste.changes)))
                    return redirect("assessments:year", slug, year)
            paste = preview_paste(district, year, text)
        except ImportRefused as refused:
            complaints = [str(complaint) for complaint in refused.complaints]
    context = {
        "district": district,
        "year": str(year),
        "year_url": reverse("assessments:year", args=[slug, year]),
        "paste_url": reverse("assessments:year_paste", args=[slug, year]),
        "form": form,
        "paste": paste,
        "complaints": complaints,
        "out_of_date": out_of_date,
    }
    return render(request, "assessments/year_paste.html", context)


@require_POST
def year_undo(request: UserRequest, slug: str, year: int, pk: int) -> HttpResponse:
    """Take a pasted table back."""
    district = area_or_404(request.user, slug, may=Action.ASSESS_WEEK, kind=AreaKind.CITY_DISTRICT)
    pasted = get_object_or_404(PastedYear, pk=pk, district=district, iso_year=_year_or_404(year))
    try:
        n = undo_paste(by=request.user, pasted=pasted)
    except CannotUndo as refused:
        messages.error(request, str(refused))
    else:
        text = ngettext(
            "Ångrat: %(n)d nivå är som före tabellen.", "Ångrat: %(n)d nivåer är som före tabellen.", n
        )
        messages.success(request, text % {"n": n})
    return redirect("assessments:year", slug, year)


def _year_or_404(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year


def _stored(changes: int) -> str:
    if not changes:
        return _("Inget att ändra: tabellen stämmer med det som redan finns.")
    return ngettext("%(n)d nivå sparades.", "%(n)d nivåer sparades.", changes) % {"n": changes}


def _page(board: YearBoard) -> dict[str, object]:
    """The year page's context: both tables, the counts, and the sentences drawn from them."""
    district, slug = board.district, board.district.slug
    starts = _month_starts(board.weeks)
    return {
        "district": district,
        "board": board,
        "year": str(board.year),
        "earlier": _neighbour(slug, board.year - 1),
        "later": _neighbour(slug, board.year + 1),
        "months": _months(board.weeks),
        "heads": [
            WeekHead(week, reverse("assessments:week", args=[slug, str(week)]), week in starts)
            for week in board.weeks
        ],
        "rows": _area_rows(board, starts),
        "paper_rows": _paper_rows(board, starts),
        "paper_counts": _paper_counts(board),
        "levels": list(Level),
        "sums": list(board.totals.values()),
        "raised": sum(area.raised for area in board.by_area),
        "critical": board.totals[Level.CRITICAL],
        "finding": _finding(board),
        "notes": year_notes(board),
        "shows_invented": board.has_invented,
        "paste_url": reverse("assessments:year_paste", args=[slug, board.year]),
    }


def _neighbour(slug: str, year: int) -> dict[str, str] | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return {"year": str(year), "url": reverse("assessments:year", args=[slug, year])}


def _month_of(week: IsoWeek) -> int:
    return (week.monday + timedelta(days=3)).month


def _months(weeks: tuple[IsoWeek, ...]) -> list[Month]:
    return [Month(MONTHS[month - 1], len(list(group))) for month, group in groupby(weeks, key=_month_of)]


def _month_starts(weeks: tuple[IsoWeek, ...]) -> frozenset[IsoWeek]:
    return frozenset(next(group) for _month, group in groupby(weeks, key=_month_of))


def _cells() -> dict[tuple[int | str, bool], SafeString]:
    """The seven cells a year is made of, each plain and as the first of a month."""
    made: dict[tuple[int | str, bool], SafeString] = {}
    for starts, extra in ((False, ""), (True, " first")):
        for level in Level.values:
            made[level, starts] = format_html('<td class="level-{}{}">{}</td>', level, extra, level)
        for kind, words in (("none", _("ej bedömd")), ("after", _("efter brytdatum"))):
            made[kind, starts] = format_html(
                '<td class="level-{}{}"><span class="visually-hidden">{}</span></td>', kind, extra, words
            )
    return made


def _kind(board: YearBoard, week: IsoWeek, level: int | None) -> int | str:
    if level is not None:
        return level
    return "after" if board.is_after_cutoff(week) else "none"


def _area_rows(board: YearBoard, starts: frozenset[IsoWeek]) -> list[AreaRow]:
    cells = _cells()
    return [
        AreaRow(
            name=column.area.name,
            url=column.area.get_absolute_url(),
            cells=_joined(
                cells[_kind(board, week, level), week in starts]
                for week, level in zip(board.weeks, column.levels, strict=True)
            ),
            year=column,
            counts=list(column.counts.values()),
        )
        for column in board.by_area
    ]


def _paper_rows(board: YearBoard, starts: frozenset[IsoWeek]) -> list[PaperRow]:
    cells = _cells()
    return [
        PaperRow(
            number=week.week,
            cells=_joined(cells[_kind(board, week, level), False] for level in levels),
            starts_month=week in starts,
        )
        for week, levels in zip(board.weeks, board.levels, strict=True)
    ]


def _joined(cells: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(cells))  # noqa: S308 - every cell was escaped when it was made


def _paper_counts(board: YearBoard) -> list[tuple[str, list[int]]]:
    """The per-area counts as rows under the paper table, one figure for each area."""
    rows = [
        (_("Nivå %(level)d") % {"level": level}, [area.counts[level] for area in board.by_area])
        for level in Level.values
    ]
    rows.append((_("Bedömda"), [area.assessed for area in board.by_area]))
    rows.append((_("Nivå 3–5"), [area.raised for area in board.by_area]))
    rows.append((_("Längst i rad"), [area.longest_raised_run for area in board.by_area]))
    return rows


def _finding(board: YearBoard) -> str:
    """One sentence on which areas had most weeks at level 3 or higher; empty for a year without any."""
    most = max((area.raised for area in board.by_area), default=0)
    if not most:
        return ""
    top = [area for area in board.by_area if area.raised == most]
    if len(top) > 1:
        names = enumerate_words([area.area.name for area in top])
        text = ngettext(
            "%(names)s hade flest veckor på nivå 3–5: %(n)d vecka var.",
            "%(names)s hade flest veckor på nivå 3–5: %(n)d veckor var.",
            most,
        )
        return text % {"names": names, "n": most}
    values = {"name": top[0].area.name, "n": most, "run": top[0].longest_raised_run}
    if most == 1:
        return _("%(name)s var det enda området med en vecka på nivå 3–5.") % values
    return _("%(name)s hade flest veckor på nivå 3–5: %(n)d veckor, som mest %(run)d i rad.") % values


def _csv_answer(board: YearBoard) -> HttpResponse:
    """The wide form, blank for not assessed."""
    rows: list[list[object]] = [[_("Vecka"), *(area.name for area in board.areas)]]
    for week, levels in zip(board.weeks, board.levels, strict=True):
        rows.append([week.week, *("" if level is None else level for level in levels)])
    answer = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = (
        f'attachment; filename="arsoversikt-{board.district.slug}-{board.year}.csv"'
    )
    return answer

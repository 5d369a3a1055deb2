"""The dashboard of a territory, and each of its pictures as a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.models import Level
from indicators.analysis import Compstat, compstat, years_with_figures
from indicators.figures import change_by_category
from indicators.sentences import crime_findings
from measures.standing import standing
from places.models import Area, AreaKind
from places.permissions import area_or_404
from platssamverkan.core.figures import Figure, figure_csv
from platssamverkan.core.spreadsheet import as_csv
from platssamverkan.core.swedish import day
from platssamverkan.core.templatetags.figures import SHAPES
from reports.area_analysis import AreaItem, Latest, grouped
from reports.area_figures import areas_map, draw
from reports.dashboard import (
    KINDS,
    Against,
    Choice,
    Dashboard,
    dashboard,
    default_choice,
    districts_in,
    levels_csv,
    read_choice,
)
from reports.dashboard_figures import figures_of, written_source
from reports.handover import handover
from reports.situation import better, standings
from stakeholders.http import UserRequest
from stakeholders.policy import Action

STRIPS = "remsor"


@require_safe
def situation(request: UserRequest, slug: str) -> HttpResponse:
    """Show how a territory stands over a period (`?fran=2023-W34&till=2023-W46&mot=ar`).

    `?figur=veckor&form=csv` (or svg) hands over one of the pictures instead.
    """
    whole = area_or_404(request.user, slug, may=Action.VIEW_AREA)
    if whole.kind not in KINDS:
        raise Http404
    districts, today = districts_in(whole), timezone.localdate()
    choice, error = read_choice(request.GET.dict(), default_choice(districts, today))
    board = dashboard(whole, districts, choice)
    tables = {district: table for district in districts if (table := _latest_table(district))}
    figures = figures_of(board)
    if len(districts) == 1:
        figures += [
            (change_by_category(table, _table_source(table)), "horizontal") for table in tables.values()
        ]
    if "figur" in request.GET:
        return _file(board, figures, request.GET["figur"], request.GET.get("form", ""), slug)
    context = {
        "district": districts[0] if len(districts) == 1 else None,
        "whole": whole,
        "board": board,
        "choice": choice,
        "error": error,
        "against": Against,
        "presets": _presets(choice, board),
        "answer": better(board.compared),
        "figures": figures,
        "findings": [
            (district, crime_findings(table), _table_source(table)) for district, table in tables.items()
        ],
        "query": f"fran={choice.first}&till={choice.last}&mot={choice.against}",
        "source": written_source(board),
        "strips": STRIPS,
        "levels": list(Level),
        "measures": standing(request.user, whole, districts, today),
        "today": today,
        **_map(board),
    }
    answer = render(request, "reports/situation.html", context, status=400 if error else 200)
    answer.csp_inline_styles = True  # type: ignore[attr-defined]  # Plotly writes styles into the page
    return answer


@require_safe
def handover_page(request: UserRequest, slug: str) -> HttpResponse:
    """Show a district to somebody who is new: for those who work with it at an authority."""
    district = area_or_404(request.user, slug, may=Action.VIEW_INCIDENT_COUNTS, kind=AreaKind.CITY_DISTRICT)
    today = timezone.localdate()
    context = {
        "district": district,
        "today": day(today),
        "handover": handover(request.user, district, today),
        "state": standings([district])[0],
    }
    return render(request, "reports/handover.html", context)


def _latest_table(district: Area) -> Compstat | None:
    years = years_with_figures(district)
    return compstat(district, years[-1]) if years else None


def _table_source(table: Compstat) -> str:
    return _("Källa: %(source)s, uttag %(day)s") % {"source": table.source, "day": day(table.extracted_on)}


def _presets(choice: Choice, board: Dashboard) -> list[tuple[str, str]]:
    """Usual periods that end where the chosen one does, and the whole year, as (name, query)."""
    last = choice.last
    spans = [
        (_("8 veckor"), last.shift(-7), last),
        (_("13 veckor"), last.shift(-12), last),
        (_("26 veckor"), last.shift(-25), last),
        (
            _("Hela %(year)d") % {"year": last.year},
            next(type(last).all_of(last.year)),
            list(type(last).all_of(last.year))[-1],
        ),
    ]
    return [(name, f"fran={first}&till={end}&mot={choice.against}") for name, first, end in spans]


def _map(board: Dashboard) -> dict[str, object]:
    """The areas coloured by their latest level in the period, and the list beside the map; three queries."""
    if not board.everywhere:
        return {"map": None}
    shapes = Area.objects.in_bulk([area.pk for area in board.everywhere])
    latest = board.latest()
    items = []
    for area in board.everywhere:
        shape = shapes[area.pk]
        shape.parent = area.parent
        items.append(AreaItem(shape, Latest(*latest[area.pk]) if area.pk in latest else None))
    spec = areas_map(items, title=_("Karta över %(area)s") % {"area": board.whole.name})
    weeks = [item.latest.week for item in items if item.latest]
    return {
        "map": spec,
        "drawn": draw(spec),
        "groups": grouped(items),
        "week": max(weeks, default=None),
    }


def _file(
    board: Dashboard, figures: list[tuple[Figure, str]], slug: str, form: str, area: str
) -> HttpResponse:
    """One picture as a file; 404 for a picture or form that does not exist."""
    name = f"{area}-{slug}-{board.choice.first}-{board.choice.last}"
    if slug == STRIPS and form == "csv":
        return _handed_over(as_csv(levels_csv(board)), "text/csv; charset=utf-8", f"{name}.csv")
    found = next(((figure, shape) for figure, shape in figures if figure.slug == slug), None)
    if found is None or form not in {"csv", "svg"}:
        raise Http404
    figure, shape = found
    if form == "csv":
        return _handed_over(figure_csv(figure), "text/csv; charset=utf-8", f"{name}.csv")
    drawing = SHAPES[shape](figure).replace("</svg>", f"<desc>{escape(figure.source)}</desc></svg>")
    return _handed_over(drawing.encode(), "image/svg+xml", f"{name}.svg")


def _handed_over(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

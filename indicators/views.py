"""Statistik: the figures from outside for a district, on the screen, on paper, as a file, and in from Excel."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from indicators.analysis import (
    Compstat,
    compstat,
    facts_of,
    population_by_part,
    years_with_figures,
)
from indicators.figures import change_by_category, driven_sum, driver, five_years
from indicators.forms import CompstatPasteForm
from indicators.paste import CompstatPaste, FiguresHaveChanged, Pasted, confirm_compstat, preview_compstat
from indicators.sentences import background, crime_findings, offered
from indicators.tables import compstat_csv, written_blocks
from places.models import Area, AreaKind
from places.permissions import area_or_404, can
from platssamverkan.core.incoming import ImportRefused
from platssamverkan.core.statistics import PERCENT_BASE
from platssamverkan.core.swedish import day
from stakeholders.http import UserRequest
from stakeholders.policy import Action

YEAR_PARAMETER = "ar"
WITHOUT_PARAMETER = "utan"
CSV_PARAMETER = "csv"


@require_safe
def compstat_page(request: UserRequest, slug: str) -> HttpResponse:
    """Show a district's CompStat table and facts; ?ar chooses the year, ?utan leaves out, ?csv is a file."""
    district = area_or_404(request.user, slug, may=Action.VIEW_AREA, kind=AreaKind.CITY_DISTRICT)
    years = years_with_figures(district)
    asked = request.GET.get(YEAR_PARAMETER, "")
    year = int(asked) if asked in {str(y) for y in years} else (years[-1] if years else None)
    table = compstat(district, year) if year is not None else None
    codes = {row.code for row in table.categories} if table else set()
    without = codes & set(request.GET.getlist(WITHOUT_PARAMETER))
    if table and CSV_PARAMETER in request.GET:
        answer = HttpResponse(compstat_csv(table, without), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="compstat-{slug}-{table.years[-1]}.csv"'
        return answer
    context = {
        "district": district,
        "years": years,
        "table": table,
        "may_paste": can(request.user, Action.KEEP_FIGURES, district),
        "facts": facts_of(district),
        "parts": population_by_part(district),
    }
    if table:
        context |= _table_context(table, without)
    answer = render(request, "indicators/compstat.html", context)
    # Plotly writes styles into the page; every other page does without.
    answer.csp_inline_styles = True  # type: ignore[attr-defined]
    return answer


def _table_context(table: Compstat, without: set[str]) -> dict[str, object]:
    source = _("Källa: %(source)s, uttag %(day)s") % {"source": table.source, "day": day(table.extracted_on)}
    return {
        "source": source,
        "now": table.years[-1],
        "before": table.years[-1] - 1,
        "blocks": written_blocks(table, without),
        "choices": [(row.code, row.name, row.code in without) for row in table.categories],
        "without": sorted(without),
        "findings": crime_findings(table),
        "backgrounds": [text for block in table.blocks if (text := background(block, table.years))],
        "sentences": offered(table),
        "changes": change_by_category(table, source),
        "drivers": [driven_sum(table, found, source) for block in table.blocks if (found := driver(block))],
        "trends": [
            five_years(table, row, source)
            for row in table.categories
            if row.trend.verdict is not None and row.trend.verdict.is_clear
        ],
        "compared": len(table.categories),
        "percent_base": PERCENT_BASE,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def compstat_paste(request: UserRequest, slug: str) -> HttpResponse:
    """Take a pasted CompStat table: first show what it says, then store it when the preview is confirmed."""
    district = area_or_404(request.user, slug, may=Action.KEEP_FIGURES, kind=AreaKind.CITY_DISTRICT)
    area = _part(district, request.GET.get("del", ""))
    form = CompstatPasteForm(request.POST or None, initial=_last_import(area) or _last_import(district))
    paste: CompstatPaste | None = None
    complaints: list[str] = []
    out_of_date = False
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        pasted = Pasted(values["text"], values["period"], values["source"], values["extracted_on"])
        try:
            if values["seen"]:
                try:
                    confirm_compstat(by=request.user, area=area, pasted=pasted, seen=values["seen"])
                except FiguresHaveChanged:
                    out_of_date = True
                else:
                    messages.success(request, _("Tabellen är sparad."))
                    return redirect("indicators:compstat" if area == district else "indicators:compare", slug)
            paste = preview_compstat(area, pasted)
        except ImportRefused as refused:
            complaints = [str(complaint) for complaint in refused.complaints]
    context = {
        "district": district,
        "area": area,
        "form": form,
        "paste": paste,
        "blocks": written_blocks(paste.table, ()) if paste else [],
        "complaints": complaints,
        "out_of_date": out_of_date,
    }
    return render(request, "indicators/compstat_paste.html", context)


def _part(district: Area, slug: str) -> Area:
    """The part of the district with that address; the district itself for ''.  Http404 for another's."""
    return get_object_or_404(Area.objects.neighbourhoods_of(district), slug=slug) if slug else district


def _last_import(area: Area) -> dict[str, str]:
    """What the last table was said to be: the next one is usually the same, a year on."""
    years = years_with_figures(area)
    table = compstat(area, years[-1]) if years else None
    return {"period": table.period, "source": table.source} if table else {}

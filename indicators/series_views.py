"""Egna mätserier: what a district measures itself, shown, taken as a file, written and put right."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from indicators.models import OwnSeries
from indicators.offered import series_sentence
from indicators.series import SeriesHasChanged, SeriesInUse, as_text, digest_of, remove_series, save_series
from indicators.series_figures import series_csv, shown
from indicators.series_forms import SeriesForm
from places.models import Area, AreaKind
from places.permissions import area_or_404, can
from platssamverkan.core.incoming import ImportRefused
from stakeholders.audit import record
from stakeholders.http import UserRequest
from stakeholders.policy import Action


@require_safe
def series_page(request: UserRequest, slug: str) -> HttpResponse:
    """Show a district's own series; ?csv is a file of exactly what is shown."""
    district = area_or_404(request.user, slug, may=Action.VIEW_AREA, kind=AreaKind.CITY_DISTRICT)
    found = [shown(series) for series in OwnSeries.objects.filter(area=district).prefetch_related("values")]
    if "csv" in request.GET:
        record(request.user, "own_series.exported", district, series=len(found))
        answer = HttpResponse(series_csv(found), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="matserier-{slug}.csv"'
        return answer
    context = {
        "district": district,
        "found": found,
        "sentences": [sentence for item in found if (sentence := series_sentence(item)) is not None],
        "may_keep": can(request.user, Action.KEEP_FIGURES, district),
    }
    answer = render(request, "indicators/series.html", context)
    answer.csp_inline_styles = True  # type: ignore[attr-defined]  # Plotly writes styles into the page
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def series_edit(request: UserRequest, slug: str) -> HttpResponse:
    """Write a new series, or with ?serie put one right."""
    district = area_or_404(request.user, slug, may=Action.KEEP_FIGURES, kind=AreaKind.CITY_DISTRICT)
    series = _asked_for(district, request.GET.get("serie", ""))
    if request.method == "POST" and series and "ta_bort" in request.POST:
        return _remove(request, district, series)
    form = SeriesForm(request.POST if request.method == "POST" else None, initial=_initial(series))
    complaints: list[str] = []
    out_of_date = False
    if request.method == "POST" and form.is_valid():
        try:
            save_series(by=request.user, area=district, series=series, **form.cleaned_data)
        except ImportRefused as refused:
            complaints = [str(complaint) for complaint in refused.complaints]
        except SeriesHasChanged:
            out_of_date = True
        else:
            messages.success(request, _("Serien är sparad."))
            return redirect("indicators:series", slug)
    context = {
        "district": district,
        "series": series,
        "form": form,
        "complaints": complaints,
        "out_of_date": out_of_date,
        "stored": as_text(series) if series and out_of_date else "",
        "digest": digest_of(series) if out_of_date or not form.is_bound else form["seen"].value(),
    }
    return render(request, "indicators/series_form.html", context)


def _remove(request: UserRequest, district: Area, series: OwnSeries) -> HttpResponse:
    try:
        remove_series(by=request.user, series=series, seen=request.POST.get("seen", ""))
    except SeriesHasChanged:
        messages.error(request, _("Någon annan har ändrat serien. Läs den igen innan du tar bort den."))
        return redirect(request.get_full_path())
    except SeriesInUse:
        messages.error(request, _("Serien visas i en lägesbild och kan inte tas bort."))
        return redirect(request.get_full_path())
    messages.success(request, _("Serien %(name)s är borttagen.") % {"name": series.name})
    return redirect("indicators:series", district.slug)


def _asked_for(district: Area, key: str) -> OwnSeries | None:
    if not key:
        return None
    series = (
        OwnSeries.objects.filter(area=district, pk=int(key)).first()
        if key.isascii() and key.isdigit() and len(key) < 19
        else None
    )
    if series is None:
        raise Http404
    return series


def _initial(series: OwnSeries | None) -> dict[str, str]:
    if series is None:
        return {}
    first = series.values.first()
    return {
        "name": series.name,
        "unit": _("procent") if series.unit == "%" else series.unit,
        "source": series.source,
        "period": str(first.period_start.year) if first and first.written_period.isdigit() else "",
        "text": as_text(series),
    }

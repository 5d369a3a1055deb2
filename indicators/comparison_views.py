"""Jämför områden: a category across the district's areas, with rates and funnels where they mean something."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.comparison import categories_compared, compare, comparison_csv
from indicators.comparison_forms import BasesForm
from indicators.services import set_bases
from places.models import Area, AreaKind
from places.permissions import area_or_404, can
from platssamverkan.core.disclosure import LEAST_SHOWN
from stakeholders.audit import record
from stakeholders.http import UserRequest
from stakeholders.policy import Action


@require_http_methods(["GET", "HEAD", "POST"])
def compare_page(request: UserRequest, slug: str) -> HttpResponse:
    """Show a category (?kategori) across the areas; ?csv is a file; POST says which areas are alike."""
    changing = request.method == "POST"
    may = Action.KEEP_FIGURES if changing else Action.VIEW_AREA
    district = area_or_404(request.user, slug, may=may, kind=AreaKind.CITY_DISTRICT)
    areas = list(Area.objects.neighbourhoods_of(district).select_related("comparison_basis"))
    form = BasesForm(areas, request.POST if changing else None)
    if changing and form.is_valid():
        set_bases(by=request.user, district=district, bases=form.bases)
        messages.success(request, _("Jämförelsegrupperna är sparade."))
        return redirect("indicators:compare", slug)
    categories = categories_compared(district)
    asked = request.GET.get("kategori", "")
    category = next((c for c in categories if c.code == asked), categories[0] if categories else None)
    comparison = compare(district, category) if category else None
    if comparison and "csv" in request.GET:
        record(request.user, "comparison.exported", district, category=comparison.category.code)
        answer = HttpResponse(comparison_csv(comparison), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="jamforelse-{slug}.csv"'
        return answer
    context = {
        "district": district,
        "areas": areas,
        "categories": categories,
        "comparison": comparison,
        "form": form,
        "least": LEAST_SHOWN - 1,
        "may_keep": can(request.user, Action.KEEP_FIGURES, district),
    }
    return render(request, "indicators/compare.html", context)

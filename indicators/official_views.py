"""Öppna data: published tables about a district, and files in from their publishers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from indicators.models import RegionRole
from indicators.official import TableHasChanged, TablePreview, preview_table, store_table
from indicators.official_forms import OfficialFileForm, RegionsForm
from indicators.open_data import official_views, regions_of
from indicators.readers import read_file
from indicators.services import set_regions
from places.models import AreaKind
from places.permissions import area_or_404, can
from platssamverkan.core.incoming import ImportRefused
from stakeholders.http import UserRequest
from stakeholders.policy import Action

SHOWN_COMPLAINTS = 30
SHOWN_CHANGES = 30


@require_http_methods(["GET", "HEAD", "POST"])
def official_page(request: UserRequest, slug: str) -> HttpResponse:
    """Show the published tables for a district; POST says which regions it is made of."""
    changing = request.method == "POST"
    may = Action.KEEP_FIGURES if changing else Action.VIEW_AREA
    district = area_or_404(request.user, slug, may=may, kind=AreaKind.CITY_DISTRICT)
    parts = regions_of(district, RegionRole.PART)
    reference = next(iter(regions_of(district, RegionRole.REFERENCE)), None)
    initial = {
        "parts": "\n".join(region.code for region in parts),
        "reference": reference.code if reference else "",
        "reference_name": reference.name if reference else "",
    }
    form = RegionsForm(request.POST if changing else None, initial=initial)
    if changing and form.is_valid():
        set_regions(by=request.user, area=district, **form.cleaned_data)
        messages.success(request, _("Områdena är sparade."))
        return redirect("indicators:official", slug)
    context = {
        "district": district,
        "tables": official_views(district),
        "parts": parts,
        "reference": (reference.name or reference.code) if reference else "",
        "form": form,
        "may_keep": can(request.user, Action.KEEP_FIGURES, district),
    }
    return render(request, "indicators/official.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def official_import(request: UserRequest, slug: str) -> HttpResponse:
    """Take a published file: first show what it says, then store it when the preview is confirmed."""
    district = area_or_404(request.user, slug, may=Action.KEEP_FIGURES, kind=AreaKind.CITY_DISTRICT)
    posted = request.method == "POST"
    form = OfficialFileForm(request.POST, request.FILES) if posted else OfficialFileForm()
    preview: TablePreview | None = None
    complaints: list[str] = []
    out_of_date = False
    if posted and form.is_valid():
        values = form.cleaned_data
        try:
            table = read_file(values["raw"])
            if values["seen"]:
                try:
                    store_table(table, by=request.user, seen=values["seen"])
                except TableHasChanged:
                    out_of_date = True
                else:
                    messages.success(request, _("%(title)s är inläst.") % {"title": table.title})
                    return redirect("indicators:official", slug)
            preview = preview_table(table)
        except ImportRefused as refused:
            complaints = [str(complaint) for complaint in refused.complaints]
    context = {
        "district": district,
        "form": form,
        "preview": preview,
        "changes": preview.changes[:SHOWN_CHANGES] if preview else (),
        "sample": preview.table.cells[:8] if preview else (),
        "complaints": complaints[:SHOWN_COMPLAINTS],
        "found": len(complaints),
        "headline": ngettext(
            "Filen har %(n)d fel. Inget sparades.", "Filen har %(n)d fel. Inget sparades.", len(complaints)
        )
        % {"n": len(complaints)},
        "held": form.cleaned_data.get("held", "") if posted and form.is_valid() else "",
        "out_of_date": out_of_date,
    }
    return render(request, "indicators/official_import.html", context)

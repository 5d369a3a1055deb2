"""The page where an administrator sees what has been opened and fetched."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from places.models import Area, AreaKind
from places.permissions import area_or_404, grounds_at
from reports.read_log import describe_readings, readings
from stakeholders.audit import record
from stakeholders.forms import DayInput
from stakeholders.http import UserRequest
from stakeholders.models import Organisation
from stakeholders.policy import Action

PER_PAGE = 100


class ReadLogForm(forms.Form):
    """Which part of the district, and which days."""

    omrade = forms.ModelChoiceField(
        label=_("Område"),
        queryset=Area.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label=_("Hela området"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    fran = forms.DateField(label=_("Från och med"), required=False, widget=DayInput())
    till = forms.DateField(label=_("Till och med"), required=False, widget=DayInput())

    def __init__(self, *args: object, district: Area, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        parts = Area.objects.neighbourhoods_of(district).defer("geometry")
        self.fields["omrade"].queryset = parts  # type: ignore[attr-defined]


@require_safe
def read_log(request: UserRequest, slug: str) -> HttpResponse:
    """Show the log of a district or a part of it.  Reading the log is itself written down."""
    district = area_or_404(request.user, slug, may=Action.VIEW_READ_LOG, kind=AreaKind.CITY_DISTRICT)
    form = ReadLogForm(request.GET or None, district=district)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = readings(
        chosen.get("omrade") or district, first_day=chosen.get("fran"), last_day=chosen.get("till")
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("sida"))
    held = {ground.organisation for ground in grounds_at(request.user, Action.VIEW_READ_LOG, district.pk)}
    kept = request.GET.copy()
    kept.pop("sida", None)
    context = {
        "district": district,
        "form": form,
        "page": page,
        "readings": describe_readings(page.object_list, own=Organisation.objects.filter(pk__in=held)),
        "query": f"{kept.urlencode()}&" if kept else "",
    }
    record(request.user, "readlog.viewed", district)
    return render(request, "reports/read_log.html", context, status=400 if form.errors else 200)

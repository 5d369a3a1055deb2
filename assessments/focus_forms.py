"""Choosing what is done in the coming week."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.services import Plan
from places.models import Area, Place
from platssamverkan.core.guard_fields import GuardedCharField, GuardedFormMixin
from stakeholders.forms import DayInput
from stakeholders.models import Organisation


def select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


class FocusForm(GuardedFormMixin, forms.Form):
    """A focus: where, what, who, and perhaps by which day."""

    area = forms.ModelChoiceField(
        label=_("Område"), queryset=Area.objects.none(), empty_label=_("Välj"), widget=select()
    )
    place = forms.ModelChoiceField(
        label=_("Plats (om det gäller en plats)"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=_("Hela området"),
        widget=select(),
    )
    text = GuardedCharField(
        label=_("Vad ska göras?"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    owner = forms.ModelChoiceField(
        label=_("Ansvarig"), queryset=Organisation.objects.none(), empty_label=_("Välj"), widget=select()
    )
    due = forms.DateField(label=_("Senast (valfritt)"), required=False, widget=DayInput())

    def __init__(
        self,
        data: Any = None,
        *,
        areas: QuerySet[Area],
        places: QuerySet[Place],
        owners: QuerySet[Organisation],
        **options: Any,
    ) -> None:
        super().__init__(data, use_required_attribute=False, **options)
        for name, rows in (("area", areas), ("place", places), ("owner", owners)):
            cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = rows
        self.guard_places = [*(area.name for area in areas), *(place.name for place in places)]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        area, place = values.get("area"), values.get("place")
        if area and place and not Place.objects.in_areas(Area.objects.filter(pk=area.pk)).filter(pk=place.pk):
            self.add_error("place", _("Platsen ligger inte i det området."))
        return values

    def plan(self) -> Plan:
        """The plan of a valid form."""
        values = self.cleaned_data
        return Plan(
            values["text"],
            values["owner"],
            place=values["place"],
            due=values["due"],
            guard_reason=self.guard_reasons.get("text", ""),
        )

"""What a person fills in about a request for records."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, Q, When
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from places.models import Area, AreaKind
from platssamverkan.core.guard_fields import GuardedCharField, GuardedFormMixin
from reports.records_models import RecordKind, RecordsRequest
from stakeholders.forms import DayInput
from stakeholders.models import Organisation

SELECT = {"class": "form-select"}
TEXT = {"class": "form-control"}


class RequestForm(GuardedFormMixin, forms.Form):
    """What is asked for.  Who asks is not asked for."""

    asked = GuardedCharField(
        label=_("Vad som begärs"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={**TEXT, "rows": 3}),
        help_text=_("Beskriv uppgifterna, inte den som frågar. Den som begär ut uppgifter får vara anonym."),
    )
    authority = forms.ModelChoiceField(
        label=_("Myndighet som prövar"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        widget=forms.Select(attrs=SELECT),
    )
    area = forms.ModelChoiceField(
        label=_("Område"), queryset=Area.objects.none(), empty_label=None, widget=forms.Select(attrs=SELECT)
    )
    first_day = forms.DateField(label=_("Från och med"), required=False, widget=DayInput())
    last_day = forms.DateField(label=_("Till och med"), required=False, widget=DayInput())
    kind = forms.ChoiceField(
        label=_("Slag"),
        required=False,
        choices=[("", _("Alla slag")), *RecordKind.choices],
        widget=forms.Select(attrs=SELECT),
    )
    number = forms.IntegerField(
        label=_("Nummer"),
        required=False,
        min_value=1,
        max_value=2**62,
        widget=forms.NumberInput(attrs=TEXT),
        help_text=_("Bara för en enda uppgift. Välj då också slag."),
    )
    received_on = forms.DateField(label=_("Inkom"), widget=DayInput())

    def __init__(
        self, data: QueryDict | None = None, *, district: Area, authorities: list[Organisation]
    ) -> None:
        initial = {"received_on": timezone.localdate(), "area": district.pk}
        super().__init__(data, initial=initial | {"authority": authorities[0].pk})
        places = Area.objects.filter(Q(pk=district.pk) | Q(parent=district, kind=AreaKind.NEIGHBOURHOOD))
        whole_first = Case(When(pk=district.pk, then=0), default=1)
        self.fields["area"].queryset = places.defer("geometry").order_by(whole_first, "position", "name")  # type: ignore[attr-defined]
        self.fields["authority"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
            pk__in=[each.pk for each in authorities]
        )
        self.guard_places = list(places.values_list("name", flat=True))
        self.district = district

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("first_day"), values.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Sista dagen ligger före den första."))
        if values.get("number") and not values.get("kind"):
            self.add_error("kind", _("Välj vilket slag av uppgift numret gäller."))
        if not values.get("number") and not (first or last):
            self.add_error("first_day", _("Ange en period, eller numret på en enda uppgift."))
        return values

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Begäran kan inte ha kommit in i framtiden."))
        return day

    def request(self) -> RecordsRequest:
        """Return the request as it was filled in, not stored."""
        values = dict(self.cleaned_data)
        return RecordsRequest(
            district=self.district, guard_reason=self.guard_reasons.get("asked", ""), **values
        )

"""What a person chooses when ordering a lägesbild."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OrderForm(forms.Form):
    """The year; only years that have assessments can be ordered."""

    year = forms.TypedChoiceField(
        label=_("År"),
        coerce=int,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": _("Välj ett år i listan."), "required": _("Välj ett år i listan.")},
    )

    def __init__(self, *args: object, years: list[int], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]

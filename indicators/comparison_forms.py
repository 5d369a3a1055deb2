"""Which areas are alike: a line for each."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from indicators.models import ComparisonBasis
from indicators.services import Basis
from places.models import Area
from platssamverkan.core.guard import guard


class BasesForm(forms.Form):
    """Two fields for each area: the group it belongs to, and whether it is a centre."""

    def __init__(self, areas: Sequence[Area], data: QueryDict | None) -> None:
        super().__init__(data)
        self.areas = areas
        for area in areas:
            basis: ComparisonBasis | None = getattr(area, "comparison_basis", None)
            self.fields[f"grupp-{area.pk}"] = forms.CharField(
                label=_("Grupp för %(area)s") % {"area": area.name},
                required=False,
                max_length=60,
                initial=basis.group if basis else "",
                widget=forms.TextInput(attrs={"class": "form-control", "list": "grupper"}),
            )
            self.fields[f"besok-{area.pk}"] = forms.BooleanField(
                label=_("Många besökare på dagen i %(area)s") % {"area": area.name},
                required=False,
                initial=basis.has_visitors if basis else False,
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            )

    def clean(self) -> dict[str, object]:
        values: dict[str, object] = super().clean() or {}
        for name, value in list(values.items()):
            if isinstance(value, str):
                try:
                    guard(value)
                except forms.ValidationError as refused:
                    self.add_error(name, refused)
        return values

    @property
    def bases(self) -> list[Basis]:
        """What was chosen, area by area."""
        return [
            Basis(area, self.cleaned_data[f"grupp-{area.pk}"], self.cleaned_data[f"besok-{area.pk}"])
            for area in self.areas
        ]

    @property
    def lines(self) -> list[tuple[Area, forms.BoundField, forms.BoundField]]:
        """For the template: the area and its two fields."""
        return [(area, self[f"grupp-{area.pk}"], self[f"besok-{area.pk}"]) for area in self.areas]

    @property
    def groups(self) -> list[str]:
        """The groups that are used already, to choose from."""
        used = (getattr(area, "comparison_basis", None) for area in self.areas)
        return sorted({basis.group for basis in used if basis is not None and basis.group})

"""What administrators fill in about organisations and their ties."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from places.models import Area, AreaRelationKind
from stakeholders.forms import DayInput, LastDayForm
from stakeholders.models import Organisation, OrganisationType, User


class AreaChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """An area among those the person looks after, with its kind: names repeat between kinds."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.get_kind_display()})"


class TieForm(forms.Form):
    """A tie to an area, with dates."""

    area = AreaChoice(
        queryset=Area.objects.none(), label=_("Område"), widget=forms.Select(attrs={"class": "form-select"})
    )
    kind = forms.ChoiceField(
        label=_("Hur organisationen deltar"),
        choices=AreaRelationKind.choices,
        initial=AreaRelationKind.PARTNER,
        widget=forms.Select(attrs={"class": "form-select"}),
        help_text=_("Bara en myndighet kan ansvara för ett område."),
    )
    valid_from = forms.DateField(label=_("Från och med"), widget=DayInput())
    valid_to = forms.DateField(
        label=_("Till och med"),
        required=False,
        widget=DayInput(),
        help_text=_("Lämna tomt för tills vidare."),
    )

    def __init__(self, *args: Any, areas: QuerySet[Area], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = today
        field = self.fields["area"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = areas


class PartyForm(TieForm):
    """A new organisation, and the area it is let into."""

    name = forms.CharField(
        label=_("Namn"), max_length=200, widget=forms.TextInput(attrs={"class": "form-control"})
    )
    org_type = forms.ChoiceField(
        label=_("Typ"),
        choices=[("", _("Välj typ")), *OrganisationType.choices],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    use_existing = forms.BooleanField(
        label=_("Knyt den organisation som redan finns"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
    field_order = ("name", "org_type", "area", "kind", "valid_from", "valid_to", "use_existing")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = " ".join(str(self.data.get("name", "")).split())
        self.existing = Organisation.objects.filter(name__iexact=name).first() if name else None
        if self.existing is None:
            del self.fields["use_existing"]  # asked only when there is something to use

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.existing is not None and not values.pop("use_existing", False):
            self.add_error(
                "name",
                _(
                    "Det finns redan en organisation som heter så. Är det den du menar, kryssa i rutan längst ner."
                ),
            )
        return values | {"existing": self.existing}


class DepartureForm(LastDayForm):
    """When an organisation leaves, and who comes after."""

    heir = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label=_("Efterträdare"),
        required=False,
        empty_label=_("Ingen"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    people_follow = forms.BooleanField(
        label=_("Personerna följer med till efterträdaren, i samma roller"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
    field_order = ("last_day", "heir", "people_follow")

    def __init__(
        self,
        *args: Any,
        heirs: QuerySet[Organisation],
        managed: QuerySet[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.managed = managed
        field = self.fields["heir"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = heirs

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        heir = values.get("heir")
        if values.get("people_follow") and (heir is None or not self.managed.filter(pk=heir.pk).exists()):
            self.add_error(
                "people_follow", _("Personerna kan bara följa med till en organisation som du sköter.")
            )
        return values


class PersonDepartureForm(LastDayForm):
    """When a person leaves an organisation, and which colleague takes over."""

    heir_person = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=_("Tar över"),
        required=False,
        empty_label=_("Ingen"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["heir_person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues

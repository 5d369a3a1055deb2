"""What keepers of places fill in: places, designations and roles."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from places.designations import CameraFacts
from places.models import Area, Basis, DesignationKind, MandateKind, Matter, PlaceKind
from places.models.places import refuse_markup
from places.place_imports import MOST_BYTES, read_location
from platssamverkan.core.guard_fields import GuardedCharField, GuardedFormMixin
from stakeholders.forms import DayInput
from stakeholders.models import Organisation


def _text(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control", **attrs})


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


class AreasChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """Areas by name and kind."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.get_kind_display()})"


class PlaceForm(GuardedFormMixin, forms.Form):
    """A place, with its position drawn, written, uploaded, or an area instead.

    `cleaned_data["geometry"]` holds the shape or None; `notes` what was repaired to get it.
    """

    name = forms.CharField(label=_("Namn"), max_length=120, validators=[refuse_markup], widget=_text())
    kind = forms.ChoiceField(label=_("Slag"), choices=PlaceKind.choices, widget=_select())
    location = forms.CharField(
        label=_("Läge"),
        required=False,
        widget=forms.Textarea(
            attrs={"class": "form-control", "rows": 2, "data-location": "", "spellcheck": "false"}
        ),
        help_text=_(
            "Rita på kartan, eller skriv två tal: 59,3669 17,8438. Även SWEREF 99 TM och GeoJSON går bra."
        ),
    )
    file = forms.FileField(
        label=_("Eller en fil med gränsen (GeoJSON)"),
        required=False,
        widget=forms.ClearableFileInput(
            attrs={"class": "form-control", "accept": ".geojson,.json,application/geo+json"}
        ),
    )
    areas = AreasChoice(
        queryset=Area.objects.none(),
        label=_("Område, om läget inte är känt"),
        required=False,
        widget=forms.SelectMultiple(attrs={"class": "form-select", "size": 6}),
        help_text=_("Behövs bara utan läge. Annars räknas områdena ut av sig själva."),
    )
    note = GuardedCharField(
        label=_("Beskrivning"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )
    source = forms.CharField(label=_("Lägets källa"), required=False, max_length=300, widget=_text())
    although_near = forms.BooleanField(
        label=_("Det är en annan plats än den som redan finns där"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notes: tuple[str, ...] = ()
        field = self.fields["areas"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = areas

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values["geometry"] = None
        upload, text = values.pop("file", None), values.pop("location", "")
        field = "file" if upload else "location"
        try:
            if upload:
                text = self._read(upload)
            if text.strip():
                spot = read_location(text)
                values["geometry"], self.notes = spot.geometry, spot.notes
        except ValidationError as refused:
            self.add_error(field, refused)
        return values

    @staticmethod
    def _read(upload: Any) -> str:
        if upload.size > MOST_BYTES:
            raise ValidationError(gettext("Filen är större än 2 MB. Förenkla gränsen, eller rita den här."))
        try:
            return str(upload.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise ValidationError(gettext("Gränsen är inte giltig GeoJSON.")) from error


class PeriodForm(forms.Form):
    """Something that holds between two days, on some ground."""

    valid_from = forms.DateField(label=_("Gäller från"), widget=DayInput())
    valid_to = forms.DateField(
        label=_("Gäller till"), required=False, widget=DayInput(), help_text=_("Lämna tomt för tills vidare.")
    )
    source = forms.CharField(label=_("Källa"), max_length=300, widget=_text())


class DesignationForm(GuardedFormMixin, PeriodForm):
    """A classification of a place."""

    kind = forms.ChoiceField(label=_("Klassning"), widget=_select())
    list_year = forms.IntegerField(
        label=_("Lista eller år"),
        required=False,
        min_value=2000,
        max_value=2100,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
        help_text=_("Året för prioriteringen, eller för Noas lista."),
    )
    holder = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label=_("Beslutad av eller given till"),
        required=False,
        widget=_select(),
    )
    conditions = GuardedCharField(label=_("Villkor"), required=False, max_length=500, widget=_text())
    address = forms.CharField(label=_("Kamera: adress"), required=False, max_length=200, widget=_text())
    place_type = forms.CharField(
        label=_("Kamera: slag av plats"), required=False, max_length=120, widget=_text()
    )
    purpose = forms.CharField(label=_("Kamera: ändamål"), required=False, max_length=500, widget=_text())
    assessed_on = forms.DateField(label=_("Kamera: bedömningen gjord"), required=False, widget=DayInput())
    has_audio = forms.BooleanField(
        label=_("Kamera: ljud tas upp"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
    special_technique = forms.CharField(
        label=_("Kamera: särskild teknik"), required=False, max_length=200, widget=_text()
    )
    field_order = ("kind", "valid_from", "valid_to", "source", "list_year", "holder", "conditions")
    CAMERA = ("address", "place_type", "purpose", "assessed_on", "has_audio", "special_technique")

    def __init__(
        self, *args: Any, kinds: list[DesignationKind], holders: QuerySet[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kind, holder = self.fields["kind"], self.fields["holder"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(holder, forms.ModelChoiceField)
        kind.choices = [(item.value, item.label) for item in kinds]
        holder.queryset = holders

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        camera = {name: values.pop(name, None) for name in self.CAMERA}
        values["camera"] = None
        if values.get("kind") == DesignationKind.CAMERA:
            missing = [
                name for name in ("address", "place_type", "purpose", "assessed_on") if not camera[name]
            ]
            for name in missing:
                self.add_error(name, gettext("Registret över kamerabevakning kräver den uppgiften."))
            if not missing:
                values["camera"] = CameraFacts(**camera)
        return values


class MandateForm(GuardedFormMixin, PeriodForm):
    """A role on a place."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), label=_("Organisation"), widget=_select()
    )
    kind = forms.ChoiceField(label=_("Roll"), choices=MandateKind.choices, widget=_select())
    basis = forms.ChoiceField(label=_("Grund"), choices=Basis.choices, widget=_select())
    legal_basis = forms.CharField(
        label=_("Lag, beslut eller avtal"), required=False, max_length=200, widget=_text()
    )
    matters = forms.ModelMultipleChoiceField(
        queryset=Matter.objects.all(),
        label=_("Sakområden"),
        required=False,
        widget=forms.SelectMultiple(attrs={"class": "form-select", "size": 6}),
        help_text=_("Lämna tomt för allt."),
    )
    limits = GuardedCharField(label=_("Begränsning"), required=False, max_length=300, widget=_text())
    contact = forms.CharField(
        label=_("Kontaktväg"),
        required=False,
        max_length=200,
        widget=_text(),
        help_text=_("En funktion, aldrig en person: växel, felanmälan, funktionsbrevlåda."),
    )
    field_order = (
        "organisation", "kind", "basis", "legal_basis", "matters", "limits", "contact", "valid_from", "valid_to",
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations
        self.fields["source"].required = False


class EndForm(forms.Form):
    """The last day of a designation or a role; it may have been long ago."""

    last_day = forms.DateField(label=_("Sista dag"), widget=DayInput())

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"last_day": today})


class DayForm(forms.Form):
    """A day to look at."""

    dag = forms.DateField(label=_("Dag"), widget=DayInput())

"""What writers, reviewers and signatories of an edition fill in."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from measures.models import Measure
from platssamverkan.core.guard_fields import GuardedCharField, GuardedFormMixin
from reports.edition_models import Audience, Box


class TextForm(GuardedFormMixin, forms.Form):
    """The words of a section, and the version they were written on."""

    body = GuardedCharField(
        label=_("Text"),
        required=False,
        max_length=12_000,
        help_text=_(
            "Beskriv platser och läget – aldrig personer. Inga namn, personnummer eller uppgifter som pekar ut någon."
        ),
        widget=forms.Textarea(
            attrs={"class": "form-control edition-text", "rows": 18, "data-edition-text": ""}
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    ready = forms.BooleanField(
        label=_("Avsnittet är klart"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )


class ArrangeForm(forms.Form):
    """For whom a section is, and whether it is printed."""

    audience = forms.ChoiceField(
        label=_("Till"), choices=Audience.choices, widget=forms.Select(attrs={"class": "form-select"})
    )
    is_hidden = forms.BooleanField(
        label=_("Tryck inte avsnittet"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )


class BoxesForm(forms.Form):
    """A theme's two boxes, each with its own three answers."""

    special_measures = forms.ChoiceField(
        label=_("Särskilda åtgärder pågår eller behövs. Inkluderas i åtgärdsplan."),
        choices=Box.choices, required=False, widget=forms.Select(attrs={"class": "form-select"}),
    )  # fmt: skip
    line_work = forms.ChoiceField(
        label=_("Arbetet sker i linjeverksamhet."),
        choices=Box.choices, required=False, widget=forms.Select(attrs={"class": "form-select"}),
    )  # fmt: skip
    measures = forms.ModelMultipleChoiceField(
        label=_("Åtgärder i åtgärdsplanen som rutan gäller"), queryset=Measure.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )  # fmt: skip

    def __init__(self, *args: Any, measures: QuerySet[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measures"].queryset = measures  # type: ignore[attr-defined]


class CommentForm(GuardedFormMixin, forms.Form):
    """What one writer says to the others."""

    comment = GuardedCharField(
        label=_("Ny kommentar"),
        max_length=600,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
        error_messages={"required": _("Skriv kommentaren.")},
    )


class ReasonForm(GuardedFormMixin, forms.Form):
    """A reason that is kept: why a finding may stand, or why an edition goes back."""

    reason = GuardedCharField(
        label=_("Skäl"),
        min_length=10,
        max_length=300,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
        error_messages={
            "required": _("Skriv ett skäl."),
            "min_length": _("Skriv skälet med minst tio tecken."),
        },
    )


class NumberForm(forms.Form):
    """The diary number of a published edition."""

    diary_number = forms.CharField(
        label=_("Diarienummer"),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"required": _("Ange diarienumret.")},
    )


class StartForm(forms.Form):
    """The year of a new edition."""

    year = forms.TypedChoiceField(
        label=_("År"),
        coerce=int,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": _("Välj ett år i listan."), "required": _("Välj ett år i listan.")},
    )

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]


class VerifyForm(forms.Form):
    """A file somebody was handed."""

    file = forms.FileField(
        label=_("Pdf-fil"),
        widget=forms.ClearableFileInput(attrs={"class": "form-control", "accept": ".pdf,application/pdf"}),
        error_messages={"required": _("Välj en pdf-fil."), "empty": _("Filen är tom.")},
    )

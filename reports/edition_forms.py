"""What writers, reviewers and signatories of an edition fill in."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from measures.models import Measure
from platssamverkan.core.guard_fields import GuardedCharField, GuardedFormMixin
from platssamverkan.core.swedish import short_day
from platssamverkan.core.weeks import IsoWeek
from reports.edition_models import Audience, Box, EditionSection, EditionSource


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


class ArrangeForm(GuardedFormMixin, forms.Form):
    """For whom a section is, whether it is printed, and the heading of one of the district's own."""

    title = GuardedCharField(
        label=_("Rubrik"),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"required": _("Skriv en rubrik.")},
    )

    audience = forms.ChoiceField(
        label=_("Till"), choices=Audience.choices, widget=forms.Select(attrs={"class": "form-select"})
    )
    is_hidden = forms.BooleanField(
        label=_("Tryck inte avsnittet"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_own:
            del self.fields["title"]


class OwnSectionForm(GuardedFormMixin, forms.Form):
    """A chapter that the district adds."""

    title = GuardedCharField(
        label=_("Rubrik"),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"required": _("Skriv en rubrik.")},
    )
    audience = forms.ChoiceField(
        label=_("Till"), choices=Audience.choices, initial=Audience.ALL_PARTIES,
        widget=forms.Select(attrs={"class": "form-select"}),
    )  # fmt: skip
    after = forms.ChoiceField(
        label=_("Efter avsnittet"),
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": _("Välj ett avsnitt i listan.")},
    )

    def __init__(self, *args: Any, sections: list[EditionSection], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["after"].choices = [(item.key, item.title) for item in sections]  # type: ignore[attr-defined]


class CutoffForm(forms.Form):
    """The last week whose levels are shown."""

    week = forms.TypedChoiceField(
        label=_("Sista vecka som visas och räknas"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": _("Välj en vecka i listan.")},
    )

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        weeks = [
            (
                week.week,
                _("vecka %(week)d, t.o.m. %(day)s") % {"week": week.week, "day": short_day(week.sunday)},
            )
            for week in IsoWeek.all_of(year)
        ]
        self.fields["week"].choices = [("", _("den sista som är bedömd")), *weeks]  # type: ignore[attr-defined]


class SourceForm(GuardedFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """A source the texts rest on; it says when it was fetched or what time it is about."""

    title = GuardedCharField(
        label=_("Titel"),
        max_length=200,
        help_text="",
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"required": _("Skriv källans titel.")},
    )
    note = GuardedCharField(
        label=_("Anmärkning"),
        required=False,
        max_length=300,
        help_text="",
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )

    url = forms.URLField(
        label=_("Adress"),
        required=False,
        max_length=300,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"invalid": _("Skriv hela adressen, med https:// först.")},
    )

    class Meta:
        model = EditionSource
        fields = ("author", "year", "title", "fetched_on", "as_of", "url", "note")
        labels: ClassVar = {
            "author": _("Utgivare"), "year": _("År"), "fetched_on": _("Hämtad"), "as_of": _("Uppgifterna gäller"),
        }  # fmt: skip
        widgets: ClassVar = {
            "author": forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
            "year": forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
            "fetched_on": forms.DateInput(attrs={"class": "form-control", "type": "date"}, format="%Y-%m-%d"),
            "as_of": forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        }
        error_messages: ClassVar = {
            "author": {"required": _("Skriv vem som har gett ut källan.")},
            "fetched_on": {"invalid": _("Skriv dagen som 2023-11-24.")},
        }

    def clean(self) -> dict[str, Any]:
        """A source without a time is one nobody can look up again."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("fetched_on") and not cleaned.get("as_of"):
            self.add_error("fetched_on", _("Skriv när källan hämtades, eller vilken tid den gäller."))
        return cleaned


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

"""What people paste and say about a survey."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.surveys import Described, Role
from platssamverkan.core.guard import guard

FREE = ("name", "owner", "years", "method", "source", "question", "reference")


def _line() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control"})


class SurveyPasteForm(forms.Form):
    """A survey firm's table and what it is; the columns are asked about only when they are not known."""

    name = forms.CharField(
        label=_("Undersökning"), max_length=120, widget=_line(), help_text=_("Till exempel Trygghetsmätning.")
    )
    owner = forms.CharField(
        label=_("Beställare"),
        max_length=120,
        widget=_line(),
        help_text=_("Flera undersökningar heter nästan lika. Beställaren skiljer dem åt."),
    )
    years = forms.CharField(
        label=_("År"),
        max_length=40,
        widget=_line(),
        help_text=_("2023, eller 2020, 2021 och 2023 när åren är sammanslagna."),
    )
    method = forms.CharField(
        label=_("Metod"),
        max_length=200,
        required=False,
        widget=_line(),
        help_text=_("Urval, hur svaren samlades in och svarsfrekvens."),
    )
    source = forms.CharField(label=_("Källa"), max_length=200, widget=_line())
    question = forms.CharField(
        label=_("Fråga"),
        max_length=200,
        required=False,
        widget=_line(),
        help_text=_("Behövs bara när tabellen inte har en kolumn med frågor."),
    )
    reference = forms.CharField(
        label=_("Hela staden heter i tabellen"),
        max_length=80,
        required=False,
        initial="Stockholm",
        widget=_line(),
    )
    text = forms.CharField(
        label=_("Tabell"),
        max_length=200_000,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 10, "class": "form-control", "spellcheck": "false", "wrap": "off"}
        ),
        help_text=_(
            "Med rubrikrad: område, fråga, grupp, andel och antal svarande. Du får se den innan något sparas."
        ),
        error_messages={
            "required": _("Klistra in en tabell först."),
            "max_length": _("Tabellen är för stor."),
        },
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean(self) -> dict[str, object]:
        values: dict[str, object] = super().clean() or {}
        for name in (*FREE, "text"):
            try:
                guard(str(values.get(name, "")))
            except forms.ValidationError as refused:
                self.add_error(name, refused)
        return values

    @property
    def described(self) -> Described:
        return Described(**{name: " ".join(self.cleaned_data[name].split()) for name in FREE})


def column_field(number: int) -> str:
    """The name under which a column's role is sent."""
    return f"kolumn-{number}"


def chosen_roles(columns: Sequence[str], sent: dict[str, str]) -> dict[str, str]:
    """The roles that were chosen for the columns, of those that exist."""
    return {
        name: role
        for number, name in enumerate(columns)
        if (role := sent.get(column_field(number), "")) in Role.values
    }

"""What people write about a series of their own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.series import Period, parse_when
from platssamverkan.core.guard import guard


def _line(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control", **attrs})


class SeriesForm(forms.Form):
    """Name, unit, source and the values as lines of text; `seen` is what the series was when the form was opened."""

    name = forms.CharField(
        label=_("Namn"),
        max_length=120,
        help_text=_("Vad som mäts, till exempel Saneringskostnad efter olovliga bosättningar."),
        widget=_line(),
        error_messages={"required": _("Skriv vad serien mäter.")},
    )
    unit = forms.CharField(
        label=_("Enhet"),
        max_length=40,
        help_text=_("Kronor, ton, antal, procent, poäng 1–10."),
        widget=_line(),
        error_messages={"required": _("Skriv i vilken enhet värdena är.")},
    )
    source = forms.CharField(
        label=_("Källa"),
        max_length=200,
        help_text=_("Vem som har räknat och varifrån siffrorna kommer, utan personnamn."),
        widget=_line(),
        error_messages={"required": _("Skriv varifrån siffrorna kommer.")},
    )
    period = forms.CharField(
        label=_("Period för grupper"),
        required=False,
        max_length=40,
        help_text=_(
            "Behövs bara när raderna är grupper och inte perioder: 2023, 2023 K2 eller 1 jan–19 nov 2023."
        ),
        widget=_line(),
    )
    text = forms.CharField(
        label=_("Värden"),
        max_length=20_000,
        strip=False,
        help_text=_(
            "En rad för varje period eller grupp: först perioden, sedan en tabb eller ett semikolon, sedan värdet. "
            "Klistra gärna in två kolumner från kalkylbladet. Del av år skrivs 2023 t.o.m. 19 nov."
        ),
        widget=forms.Textarea(
            attrs={"rows": 10, "class": "form-control", "spellcheck": "false", "wrap": "off"}
        ),
        error_messages={"required": _("Skriv minst ett värde.")},
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean_name(self) -> str:
        return self._guarded("name")

    def clean_unit(self) -> str:
        return self._guarded("unit")

    def clean_source(self) -> str:
        return self._guarded("source")

    def clean_text(self) -> str:
        return self._guarded("text")

    def clean_period(self) -> Period | None:
        text: str = self.cleaned_data["period"]
        if not text:
            return None
        period = parse_when(text)
        if period is None:
            raise forms.ValidationError(_("Skriv perioden som 2023, 2023 K2 eller 1 jan–19 nov 2023."))
        return period

    def _guarded(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        guard(text)
        return text

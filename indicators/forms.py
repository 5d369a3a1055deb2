"""What people paste and choose on the statistics pages."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.imports import CalendarPeriod, parse_period
from platssamverkan.core.guard import guard


class CompstatPasteForm(forms.Form):
    """A pasted CompStat table and what it covers; `seen` is set when its preview has been confirmed."""

    text = forms.CharField(
        label=_("Tabell från kalkylbladet"),
        help_text=_(
            "Kopiera med rubrikraden: brott i första kolumnen, sedan en kolumn för varje år. Raderna Summa och "
            "kolumnerna för utveckling får vara med; de kontrolleras. Du får se tabellen innan något sparas."
        ),
        # The seed's table is 1 kB; this leaves room and stops a whole workbook.
        max_length=100_000,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 10, "class": "form-control", "spellcheck": "false", "wrap": "off"}
        ),
        error_messages={
            "required": _("Klistra in en tabell först."),
            "max_length": _("Tabellen är för stor. Klistra in en CompStat-tabell i taget."),
        },
    )
    period = forms.CharField(
        label=_("Period"),
        help_text=_("Samma dagar varje år, till exempel 1 jan – 30 sep."),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"required": _("Skriv vilken period tabellen gäller.")},
    )
    source = forms.CharField(
        label=_("Källa"),
        help_text=_("Vem som har tagit fram siffrorna, utan personnamn."),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"required": _("Skriv varifrån siffrorna kommer.")},
    )
    extracted_on = forms.DateField(
        label=_("Uttagen"),
        help_text=_("Dagen då siffrorna togs ut; de ändras i efterhand."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
        error_messages={
            "required": _("Skriv vilken dag siffrorna togs ut."),
            "invalid": _("Skriv dagen som 2023-11-24."),
        },
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean_period(self) -> CalendarPeriod:
        period = parse_period(self.cleaned_data["period"])
        if period is None:
            raise forms.ValidationError(_("Skriv perioden som 1 jan – 30 sep, inom ett år."))
        return period

    def clean_source(self) -> str:
        source: str = self.cleaned_data["source"]
        guard(source)
        return source

    def clean_extracted_on(self) -> Any:
        day = self.cleaned_data["extracted_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Dagen har inte varit än."))
        return day

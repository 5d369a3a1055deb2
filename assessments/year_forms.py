"""The text box that takes a table from a spreadsheet."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PasteForm(forms.Form):
    """A pasted table; `seen` is set when its preview has been read and confirmed."""

    text = forms.CharField(
        label=_("Tabell från kalkylbladet"),
        help_text=_(
            "Kopiera med rubrikraden: en kolumn för vecka och en för varje område. Tomma celler lämnar "
            "nivån som den är. Du får se vad som ändras innan något sparas."
        ),
        # A year of 30 areas is 7 kB; this leaves room and stops a whole workbook.
        max_length=200_000,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 8, "class": "form-control", "spellcheck": "false", "wrap": "off"}
        ),
        error_messages={
            "required": _("Klistra in en tabell först."),
            "max_length": _("Tabellen är för stor. Klistra in ett år i taget."),
        },
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

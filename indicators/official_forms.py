"""What people hand in and choose on the pages of open data."""

import base64
import binascii
import re

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from platssamverkan.core.guard import guard

# A form holds the file while its preview is read, so it is smaller than what the command takes.
MAX_UPLOAD = 1_500_000
CODE = re.compile(r"\d{2}(?:\d{2}(?:[A-C]\d{4}|R\d{3})?)?")


class OfficialFileForm(forms.Form):
    """A published file; `held` and `seen` are set when its preview has been confirmed.

    `cleaned_data["raw"]` holds the bytes.
    """

    file = forms.FileField(
        label=_("Fil"),
        required=False,
        help_text=_("Som den laddades ner, utan ändringar. Högst 1,5 MB; större filer läses in av driften."),
        widget=forms.ClearableFileInput(attrs={"class": "form-control", "accept": ".xlsx,.csv,.json"}),
    )
    held = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean(self) -> dict[str, object]:
        values: dict[str, object] = super().clean() or {}
        file = values.get("file")
        if isinstance(file, UploadedFile):
            if (file.size or 0) > MAX_UPLOAD:
                raise forms.ValidationError(_("Filen är större än 1,5 MB. Be driften läsa in den."))
            raw = file.read()
        else:
            try:
                raw = base64.b64decode(str(values.get("held") or ""), validate=True)
            except (binascii.Error, ValueError):
                raw = b""
        if not raw:
            raise forms.ValidationError(_("Välj en fil först."))
        return values | {"raw": raw, "held": base64.b64encode(raw).decode()}


class RegionsForm(forms.Form):
    """Which regions make up the area."""

    parts = forms.CharField(
        label=_("Områden som ingår"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3, "spellcheck": "false"}),
        help_text=_("SCB:s koder för DeSO eller RegSO, en på varje rad eller med komma emellan: 0180C1010."),
    )
    reference = forms.CharField(
        label=_("Jämför med"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        help_text=_("Kommunens kod, till exempel 0180. Alla finare områden under den räknas ihop."),
    )
    reference_name = forms.CharField(
        label=_("Jämförelsens namn"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

    def clean_parts(self) -> list[str]:
        codes = list(dict.fromkeys(re.split(r"[\s,;]+", self.cleaned_data["parts"].strip().upper())))
        codes = [code for code in codes if code]
        wrong = [code for code in codes if not CODE.fullmatch(code)]
        if wrong:
            raise forms.ValidationError(
                _("”%(code)s” är ingen regionkod.") % {"code": wrong[0][:40]}, code="region"
            )
        inside = [c for c in codes if any(c != other and c.startswith(other) for other in codes)]
        if inside:
            raise forms.ValidationError(
                _("%(code)s ingår redan i en annan av koderna och skulle räknas två gånger.")
                % {"code": inside[0]},
                code="twice",
            )
        return codes

    def clean_reference(self) -> str:
        code: str = self.cleaned_data["reference"].strip().upper()
        if code and not CODE.fullmatch(code):
            raise forms.ValidationError(_("Skriv en regionkod, till exempel 0180."))
        return code

    def clean_reference_name(self) -> str:
        name: str = self.cleaned_data["reference_name"].strip()
        guard(name)
        return name

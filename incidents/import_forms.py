"""What is handed in on the page of imports, and what is said of its columns and words."""

import base64
import binascii
from collections.abc import Iterable, Mapping

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incidents.import_reading import Grid, read_grid
from incidents.imports import Role, Words
from incidents.models import IncidentCategory
from places.models import Area
from stakeholders.models import Organisation
from stakeholders.policy import Visibility
from stakeholders.querysets import valid_on

# The page holds the file between its steps, so that nothing is kept here before it is confirmed.
MAX_UPLOAD = 1_500_000
NOT_READ = "-"  # rows with the word are not read in


class ImportForm(forms.Form):
    """A file or pasted rows, whose they are and who is to see them.

    After `is_valid()`, `cleaned_data["raw"]` holds the bytes.
    """

    sender = forms.ModelChoiceField(
        label=_("Avsändare"),
        queryset=Organisation.objects.none(),
        empty_label=_("Välj vem uppgifterna kommer från …"),
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": _("Välj vem uppgifterna kommer från.")},
    )
    visibility = forms.ChoiceField(
        label=_("Vilka ska se händelserna?"),
        choices=[(level.value, level.label) for level in (Visibility.AUTHORITIES, Visibility.ALL_PARTIES)],
        initial=Visibility.AUTHORITIES,
        widget=forms.Select(attrs={"class": "form-select"}),
        help_text=_("Känsliga slag delas aldrig längre än till myndigheterna."),
    )
    file = forms.FileField(
        label=_("Fil"),
        required=False,
        help_text=_("CSV eller Excel (.xlsx), högst 1,5 MB. Större filer läses in av driften."),
        widget=forms.ClearableFileInput(attrs={"class": "form-control", "accept": ".xlsx,.csv,.txt,.tsv"}),
    )
    text = forms.CharField(
        label=_("Eller klistra in rader från kalkylbladet"),
        required=False,
        strip=False,
        max_length=MAX_UPLOAD,
        help_text=_("Med rubrikraden först."),
        widget=forms.Textarea(
            attrs={"rows": 5, "class": "form-control", "spellcheck": "false", "wrap": "off"}
        ),
    )
    held = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: object, district: Area, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        sender = self.fields["sender"]
        assert isinstance(sender, forms.ModelChoiceField)
        sender.queryset = senders_in(district)

    def clean(self) -> dict[str, object]:
        values: dict[str, object] = super().clean() or {}
        file, text = values.get("file"), str(values.get("text") or "")
        if isinstance(file, UploadedFile):
            if (file.size or 0) > MAX_UPLOAD:
                raise forms.ValidationError(_("Filen är större än 1,5 MB. Be driften läsa in den."))
            raw = file.read()
        elif text.strip():
            raw = text.encode()
        else:
            try:
                raw = base64.b64decode(str(values.get("held") or ""), validate=True)
            except (binascii.Error, ValueError):
                raw = b""
        if not raw:
            raise forms.ValidationError(_("Välj en fil eller klistra in rader."))
        return values | {"raw": raw, "held": base64.b64encode(raw).decode()}

    def grid(self) -> Grid:
        """The file as a table.  ImportRefused as `read_grid`."""
        return read_grid(self.cleaned_data["raw"])


def senders_in(district: Area) -> "QuerySet[Organisation]":
    """The organisations that take part in the district, or in what it belongs to."""
    held = (
        Q(area=district)
        | Q(area__children=district)
        | Q(area__parts__part=district)
        | Q(area__parent=district)
    )
    ties = district.relations.model._default_manager.filter(held, valid_on(timezone.localdate()))
    return Organisation.objects.filter(pk__in=ties.values("organisation")).order_by("name")


def column_field(number: int) -> str:
    """The name under which the role of the column is posted."""
    return f"kolumn-{number}"


def chosen_columns(names: Iterable[str], data: Mapping[str, str]) -> dict[str, str]:
    """What was said of the columns; what is no role counts as not said."""
    said = {name: data.get(column_field(number), "") for number, name in enumerate(names) if name}
    return {name: role for name, role in said.items() if role in Role.values}


def chosen_words(data: Mapping[str, str]) -> Words:
    """What was said of the sender's words: word by word, with the kind beside it; '' for those not read in."""
    codes = set(IncidentCategory.objects.values_list("code", flat=True))
    found: Words = {}
    for name, word in data.items():
        number = name.removeprefix("ord-")
        code = data.get(f"slag-{number}", "")
        if name.startswith("ord-") and word and code in codes | {NOT_READ}:
            found[word] = "" if code == NOT_READ else code
    return found

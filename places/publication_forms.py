"""What a keeper goes through before a place becomes public."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from places.collaboration_forms import WorkForm, free_text
from places.publications import HEADINGS


class PublicationForm(WorkForm):
    """The public page, text by text, and the tick of the one who has read it."""

    title = free_text(gettext_lazy("Rubrik"), 160, required=True)
    reviewed = forms.BooleanField(
        label=gettext_lazy(
            "Jag har läst varje text. Inget här pekar ut en person eller röjer något som är sekretess."
        ),
        error_messages={"required": gettext_lazy("Läs texterna och kryssa i rutan innan du publicerar.")},
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reviewed = self.fields.pop("reviewed")
        for name, label, most in HEADINGS:
            self.fields[name] = free_text(label, most, rows=4)
        self.fields["reviewed"] = reviewed

    @property
    def texts(self) -> dict[str, Any]:
        """What goes on the page."""
        return {name: value for name, value in self.values.items() if name != "reviewed"}

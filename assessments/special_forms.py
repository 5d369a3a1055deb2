"""What is filled in when something grave has happened: short fields, each of its own."""

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.focus_forms import select
from assessments.special_models import JointMessage, SpecialEvent, SpecialMeasure, SpecialNote
from places.models import Area
from platssamverkan.core.guard_fields import GuardedCharField, GuardedFormMixin
from stakeholders.models import Organisation


def _line() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"})


def _lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"class": "form-control", "rows": rows})


def _moment() -> forms.DateTimeInput:
    widget = forms.DateTimeInput(attrs={"class": "form-control"}, format="%Y-%m-%dT%H:%M")
    widget.input_type = "datetime-local"
    return widget


def _length(model: type[Any], field: str) -> int:
    return cast(int, model._meta.get_field(field).max_length)


class _Form(GuardedFormMixin, forms.Form):
    def __init__(self, data: Any = None, *, places: Collection[str] = (), **options: Any) -> None:
        super().__init__(data, use_required_attribute=False, **options)
        self.guard_places = places


class OpenForm(_Form):
    """What has happened, where, and what is known."""

    title = GuardedCharField(
        label=_("Vad har hänt?"), max_length=_length(SpecialEvent, "title"), widget=_line()
    )
    area = forms.ModelChoiceField(
        label=_("Område"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("Hela distriktet"),
        widget=select(),
    )
    known = GuardedCharField(
        label=_("Vad är känt just nu?"), max_length=_length(SpecialNote, "text"), widget=_lines()
    )

    def __init__(self, data: Any = None, *, areas: QuerySet[Area], **options: Any) -> None:
        super().__init__(data, **options)
        cast("forms.ModelChoiceField[Area]", self.fields["area"]).queryset = areas


class NoteForm(_Form):
    """A line of the picture."""

    kind = forms.ChoiceField(label=_("Gäller"), choices=SpecialNote.Kind.choices, widget=select())
    text = GuardedCharField(label=_("Text"), max_length=_length(SpecialNote, "text"), widget=_lines(2))


class MeetingForm(_Form):
    """When and where to meet."""

    at = forms.DateTimeField(label=_("Tid"), widget=_moment())
    place = GuardedCharField(
        label=_("Plats eller länk"),
        required=False,
        max_length=_length(SpecialEvent, "meeting_place"),
        widget=_line(),
    )


class MeasureForm(_Form):
    """What is done within 72 hours."""

    text = GuardedCharField(label=_("Vad görs?"), max_length=_length(SpecialMeasure, "text"), widget=_line())
    owner = forms.ModelChoiceField(
        label=_("Ansvarig"), queryset=Organisation.objects.none(), empty_label=_("Välj"), widget=select()
    )
    due_at = forms.DateTimeField(label=_("Senast"), widget=_moment())

    def __init__(self, data: Any = None, *, owners: QuerySet[Organisation], **options: Any) -> None:
        super().__init__(data, **options)
        cast("forms.ModelChoiceField[Organisation]", self.fields["owner"]).queryset = owners


class MessageForm(_Form):
    """The gemensamt budskap."""

    text = GuardedCharField(
        label=_("Budskap till boende och samverkansparter"),
        max_length=_length(JointMessage, "text"),
        widget=_lines(4),
    )

"""What keepers fill in about the joint work: collaborations, groups, meetings, themes, agreements, promises."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from places.models import (
    AgreementLevel,
    CollaborationModel,
    GroupKind,
    Phase,
    Programme,
    PromiseOutcome,
    Theme,
    WorkingGroup,
)
from platssamverkan.core.guard_fields import GuardedCharField, GuardedFormMixin, why_kept
from stakeholders.forms import DayInput
from stakeholders.models import Organisation

MOST_LINES = 30
LONGEST_LINE = 300


def free_text(label: Any, most: int, *, rows: int = 0, required: bool = False) -> GuardedCharField:
    """A text about places, guarded against personal data; in several rows, or one.

    The page says once, above all fields, what must not be written; each field need not.
    """
    widget: forms.Widget = (
        forms.Textarea(attrs={"class": "form-control", "rows": rows})
        if rows
        else forms.TextInput(attrs={"class": "form-control"})
    )
    return GuardedCharField(label=label, max_length=most, required=required, widget=widget, help_text="")


class LinesField(GuardedCharField):
    """A list of short texts, one a line; `cleaned_data` holds the text, `lines` splits it."""

    def __init__(self, *, label: Any, longest: int = LONGEST_LINE, rows: int = 3) -> None:
        self.longest = longest
        widget = forms.Textarea(attrs={"class": "form-control", "rows": rows})
        super().__init__(label=label, required=False, widget=widget, help_text="")

    def validate(self, value: Any) -> None:
        super().validate(value)
        found = lines(value or "")
        if len(found) > MOST_LINES:
            raise ValidationError(gettext("Högst %(most)d rader får plats.") % {"most": MOST_LINES})
        too_long = next((line for line in found if len(line) > self.longest), None)
        if too_long is not None:
            raise ValidationError(
                gettext("Raden som börjar ”%(line)s” är längre än %(most)d tecken.")
                % {"line": too_long[:30], "most": self.longest}
            )


def lines(text: str) -> list[str]:
    """The text's lines without empty ones and repetitions."""
    return list(dict.fromkeys(filter(None, (" ".join(line.split()) for line in text.splitlines()))))


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


def _day(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=DayInput(), help_text=help_text)


def _organisations(label: Any, *, required: bool = False) -> forms.ModelMultipleChoiceField:  # type: ignore[type-arg]
    return forms.ModelMultipleChoiceField(
        queryset=Organisation.objects.order_by("name"),
        label=label,
        required=required,
        widget=forms.SelectMultiple(attrs={"class": "form-select", "size": 7}),
        help_text=_("Håll ner Ctrl för att välja flera."),
    )


class WorkForm(GuardedFormMixin, forms.Form):
    """Base of the forms of this room: `values` is what its service takes."""

    LINES: Sequence[str] = ()
    PERIOD: tuple[str, str] | None = None  # first and last day, which may not be turned round

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if type(field) is forms.ModelChoiceField and not field.required:
                field.empty_label = gettext("– inget val –")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.PERIOD:
            first, last = (values.get(name) for name in self.PERIOD)
            if first and last and last < first:
                self.add_error(self.PERIOD[1], gettext("Sista dagen kan inte ligga före den första."))
        return values

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned fields, lists of lines split, and why something the guard warned about was kept."""
        values = {
            name: lines(value) if name in self.LINES else value for name, value in self.cleaned_data.items()
        }
        return values | {"guard_reason": why_kept(self)}


class CollaborationForm(WorkForm):
    """A collaboration: model, phase, goals, time, money."""

    LINES = ("goals",)
    PERIOD = ("started_on", "planned_end")

    name = free_text(_("Namn"), 160, required=True)
    model = forms.ChoiceField(label=_("Modell"), choices=CollaborationModel.choices, widget=_select())
    phase = forms.ChoiceField(label=_("Fas"), choices=Phase.choices, widget=_select())
    started_on = _day(_("Start"), required=True)
    planned_end = _day(_("Planerat slut"), help_text=_("Lämna tomt för tills vidare."))
    ended_on = _day(_("Slut"), help_text=_("Fylls i när samverkan är avslutad."))
    challenge = free_text(_("Utmaning"), 600, rows=3)
    goals = LinesField(label=_("Gemensamma mål, ett på varje rad"))
    method = free_text(_("Metod"), 600, rows=3)
    budget = forms.IntegerField(
        label=_("Budget, kronor"),
        required=False,
        min_value=0,
        max_value=2_000_000_000,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )
    financiers = _organisations(_("Finansiärer"))
    programme = forms.ModelChoiceField(
        queryset=Programme.objects.none(), label=_("Del av programmet"), required=False, widget=_select()
    )
    source = free_text(_("Källa"), 300, required=True)

    def __init__(self, *args: Any, programmes: QuerySet[Programme], needs_programme: bool, **kw: Any) -> None:
        super().__init__(*args, **kw)
        field = self.fields["programme"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = programmes
        field.required = needs_programme

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        started, ended = values.get("started_on"), values.get("ended_on")
        if values.get("phase") == Phase.CLOSED and not ended:
            self.add_error("ended_on", gettext("En avslutad samverkan har en sista dag. Fyll i den."))
        if started and ended and ended < started:
            self.add_error("ended_on", gettext("Sista dagen kan inte ligga före den första."))
        return values


class DecisionForm(WorkForm):
    """A decision or event of a collaboration."""

    decided_on = _day(_("Dag"), required=True)
    when = free_text(_("Tid som den står i källan"), 60)
    text = free_text(_("Beslut eller händelse"), 400, rows=3, required=True)
    source = free_text(_("Källa"), 300)


class GroupForm(WorkForm):
    """A group or forum: task, leader, rhythm."""

    PERIOD = ("formed_on", "ended_on")

    name = free_text(_("Namn"), 160, required=True)
    kind = forms.ChoiceField(label=_("Slag"), choices=GroupKind.choices, widget=_select())
    theme = forms.ModelChoiceField(
        queryset=Theme.objects.none(), label=_("Samverkansområde"), required=False, widget=_select()
    )
    parent = forms.ModelChoiceField(
        queryset=WorkingGroup.objects.none(), label=_("Får uppdrag av"), required=False, widget=_select()
    )
    leader = forms.ModelChoiceField(
        queryset=Organisation.objects.order_by("name"), label=_("Leds av"), required=False, widget=_select()
    )
    purpose = free_text(_("Uppdrag"), 400, rows=3)
    frequency = free_text(_("Hur ofta gruppen möts"), 80)
    next_review = _day(_("Nästa översyn"))
    formed_on = _day(_("Bildad"))
    ended_on = _day(_("Sista dag"), help_text=_("Lämna tomt så länge gruppen finns."))
    source = free_text(_("Källa"), 300)

    def __init__(
        self, *args: Any, themes: QuerySet[Theme], parents: QuerySet[WorkingGroup], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("theme", themes), ("parent", parents)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows
            if not rows.exists():
                del self.fields[name]


class MemberForm(WorkForm):
    """A seat in a group."""

    PERIOD = ("valid_from", "valid_to")

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.order_by("name"),
        label=_("Organisation"),
        required=False,
        widget=_select(),
    )
    described = free_text(_("Funktion, eller slag av deltagare"), 120)
    mandate = free_text(_("Mandat: vad deltagaren får besluta om i gruppen"), 200)
    valid_from = _day(_("Från och med"), required=True)
    valid_to = _day(_("Till och med"), help_text=_("Lämna tomt för tills vidare."))

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not values.get("organisation") and not values.get("described") and "described" in values:
            self.add_error("organisation", gettext("Välj en organisation eller beskriv vem som deltar."))
        return values


class MeetingForm(WorkForm):
    """A meeting, planned or held."""

    LINES = ("decisions",)

    held_on = _day(_("Dag"), required=True)
    present = _organisations(_("Närvarande"))
    minutes = free_text(_("Anteckningar i korthet"), 2000, rows=6)
    decisions = LinesField(label=_("Beslut, ett på varje rad"))

    def __init__(self, *args: Any, members: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["present"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = members


class ThemeForm(WorkForm):
    """A theme with its goals, indicators and activities."""

    LINES = ("goals", "indicators", "activities")

    name = free_text(_("Namn"), 160, required=True)
    goals = LinesField(label=_("Mål, ett på varje rad"))
    indicators = LinesField(label=_("Indikatorer: så vet vi att målen nås, en på varje rad"))
    activities = LinesField(label=_("Aktiviteter, en på varje rad"))
    in_line_operations = forms.BooleanField(
        label=_("Arbete sker i linjeverksamhet"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
    ended_on = _day(_("Sista dag"), help_text=_("Lämna tomt så länge området är prioriterat."))
    source = free_text(_("Källa"), 300)


class AgreementForm(WorkForm):
    """An agreement between municipality and police."""

    LINES = ("themes",)
    PERIOD = ("valid_from", "valid_to")

    level = forms.ChoiceField(label=_("Slag"), choices=AgreementLevel.choices, widget=_select())
    name = free_text(_("Namn"), 200, required=True)
    parties = _organisations(_("Parter"), required=True)
    themes = LinesField(label=_("Prioriterade samverkansområden, ett på varje rad"), longest=160, rows=5)
    valid_from = _day(_("Gäller från"), required=True)
    valid_to = _day(_("Gäller till"), help_text=_("Lämna tomt för tills vidare."))
    source = free_text(_("Källa"), 300, required=True)


class PromiseForm(WorkForm):
    """A promise to citizens."""

    PERIOD = ("valid_from", "valid_to")

    text = free_text(_("Löfte"), 600, rows=3, required=True)
    promised_by = _organisations(_("Lovas av"), required=True)
    valid_from = _day(_("Gäller från"), required=True)
    valid_to = _day(_("Gäller till"), help_text=_("Lämna tomt för tills vidare."))
    source = free_text(_("Källa"), 300)


class FollowUpForm(WorkForm):
    """How it went with a promise."""

    followed_up_on = _day(_("Uppföljd"), required=True)
    outcome = forms.ChoiceField(label=_("Utfall"), choices=PromiseOutcome.choices, widget=_select())
    text = free_text(_("Hur vi vet det"), 600, rows=3, required=True)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_followed_up_on(self) -> date:
        day: date = self.cleaned_data["followed_up_on"]
        if day > self.today:
            raise ValidationError(gettext("Den dagen har inte varit än."))
        return day


class ProgrammeForm(WorkForm):
    """A programme with partners, period and grant."""

    PERIOD = ("started_on", "ends_on")

    name = free_text(_("Namn"), 200, required=True)
    partners = _organisations(_("Partner"), required=True)
    funder = free_text(_("Finansiär"), 160)
    grant = forms.IntegerField(
        label=_("Bidrag, kronor"),
        required=False,
        min_value=0,
        max_value=2_000_000_000,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )
    started_on = _day(_("Start"), required=True)
    ends_on = _day(_("Slut"))
    source = free_text(_("Källa"), 300, required=True)

"""What people fill in about walks, at the desk."""

import re
from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from places.models import Area, Place
from platssamverkan.core.guard_fields import GuardedCharField, GuardedFormMixin
from stakeholders.forms import DayInput
from stakeholders.models import Organisation
from walks.models import (
    MOST_IN_GROUP,
    AgeBand,
    Aspect,
    Channel,
    Light,
    Observation,
    ObservationCategory,
    ObservationStatus,
    ParticipantKind,
    Urgency,
    Walk,
    WalkKind,
    WalkStop,
)
from walks.querysets import WalkQuerySet

MOST_STOPS = 30
MOST_INVITED = 100


def _text(**attrs: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control", **attrs})


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"class": "form-control", "rows": rows})


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


class MomentInput(forms.DateTimeInput):
    """The browser's own picker of day and time."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(attrs={"class": "form-control"}, format="%Y-%m-%dT%H:%M")


class WalkForm(GuardedFormMixin, forms.Form):
    """A walk's plan: why, where, when, the three meetings and the route.

    `cleaned_data["stops"]` holds the stops in order, each with name, look_for and place.
    """

    title = forms.CharField(label=_("Namn"), max_length=120, widget=_text())
    kind = forms.ChoiceField(label=_("Form"), choices=WalkKind.choices, widget=_select())
    purpose = GuardedCharField(label=_("Syfte"), max_length=500, widget=_area(2))
    area = forms.ModelChoiceField(queryset=Area.objects.none(), label=_("Område"), widget=_select())
    light = forms.ChoiceField(label=_("Ljus"), choices=Light.choices, widget=_select())
    starts_at = forms.DateTimeField(label=_("Vandringen börjar"), widget=MomentInput())
    meeting_point = GuardedCharField(label=_("Samling"), max_length=200, required=False, widget=_text())
    pre_meeting_on = forms.DateField(
        label=_("Förmöte"),
        required=False,
        widget=DayInput(),
        help_text=_("Två till tre veckor före vandringen."),
    )
    follow_up_on = forms.DateField(
        label=_("Uppföljningsmöte"), required=False, widget=DayInput(),
        help_text=_("Två till tre veckor efter. Då svarar de ansvariga på vad de gör."),
    )  # fmt: skip
    organiser = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), label=_("Sammankallande"), widget=_select()
    )
    repeats = forms.ModelChoiceField(
        queryset=Walk.objects.none(), label=_("Återvandring av"), required=False, widget=_select(),
        help_text=_("Det som inte är löst därifrån följer med och bockas av."),
    )  # fmt: skip
    route = GuardedCharField(
        label=_("Stopp, ett på varje rad"),
        required=False,
        widget=_area(7),
        help_text=_("Namn, och efter ett lodstreck vad ni ska titta på: Gångtunneln | ljus, sikt, klotter"),
    )

    def __init__(
        self,
        *args: Any,
        areas: QuerySet[Area],
        organisers: Collection[Organisation],
        earlier: WalkQuerySet,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (
            ("area", areas),
            ("organiser", Organisation.objects.filter(pk__in=[row.pk for row in organisers])),
            ("repeats", earlier),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = found
        # Names of places are no people's names.
        self.guard_places = list(
            Place.objects.filter(areas__in=areas).values_list("name", flat=True).distinct()
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        starts, before, after = (values.get(key) for key in ("starts_at", "pre_meeting_on", "follow_up_on"))
        if starts and before and before > starts.date():
            self.add_error("pre_meeting_on", gettext("Förmötet hålls före vandringen."))
        if starts and after and after < starts.date():
            self.add_error("follow_up_on", gettext("Uppföljningsmötet hålls efter vandringen."))
        try:
            values["stops"] = self._stops(str(values.pop("route", "") or ""), values.get("area"))
        except ValidationError as refused:
            self.add_error("route", refused)
        return values

    @staticmethod
    def _stops(text: str, area: Area | None) -> list[dict[str, Any]]:
        lines = [line.split("|", 1) for line in text.splitlines() if line.strip()]
        if len(lines) > MOST_STOPS:
            raise ValidationError(gettext("Högst 30 stopp. En vandring brukar ha mellan fem och tio."))
        places = {place.name.casefold(): place for place in Place.objects.filter(areas=area)} if area else {}
        stops: list[dict[str, Any]] = []
        for number, (name, *rest) in enumerate(lines, start=1):
            name = " ".join(name.split())
            if not name or len(name) > 120:
                raise ValidationError(
                    gettext("Stopp %(n)d: ett stopp har ett namn på högst 120 tecken.") % {"n": number}
                )
            if name in {stop["name"] for stop in stops}:
                raise ValidationError(
                    gettext("Stopp %(n)d: %(name)s finns redan på rutten.") % {"n": number, "name": name}
                )
            look_for = " ".join(rest[0].split())[:300] if rest else ""
            stops.append({"name": name, "look_for": look_for, "place": places.get(name.casefold())})
        return stops


class GroupForm(GuardedFormMixin, forms.Form):
    """A group and the functions that lead it, write and photograph."""

    name = forms.CharField(label=_("Grupp"), max_length=60, widget=_text())
    size = forms.IntegerField(
        label=_("Antal"), min_value=1, max_value=MOST_IN_GROUP,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
        error_messages={"max_value": _("En grupp har högst 20 deltagare. Dela upp den.")},
    )  # fmt: skip
    leader = GuardedCharField(
        label=_("Samtalsledare"),
        max_length=120,
        required=False,
        widget=_text(),
        help_text=_("Funktion, inte namn."),
    )
    recorder = GuardedCharField(
        label=_("Protokollförare"), max_length=120, required=False, widget=_text(), help_text=""
    )
    photographer = GuardedCharField(
        label=_("Fotograf"), max_length=120, required=False, widget=_text(), help_text=""
    )


class CountForm(forms.Form):
    """How many of a kind took part."""

    kind = forms.ChoiceField(label=_("Vilka"), choices=ParticipantKind.choices, widget=_select())
    age_band = forms.ChoiceField(label=_("Ålder"), choices=AgeBand.choices, required=False, widget=_select())
    count = forms.IntegerField(
        label=_("Antal"), min_value=0, max_value=500, widget=forms.NumberInput(attrs={"class": "form-control"}),
        help_text=_("Noll tar bort raden."),
    )  # fmt: skip


def _point(obj: Any) -> str:
    """An observation by number, kind and the beginning of its text."""
    name = f"{obj.number} {obj.category.name}"
    return f"{name}: {obj.text[:60]}" if obj.text else name


class PointsChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """Several observations."""

    def label_from_instance(self, obj: Any) -> str:
        return _point(obj)


class PointsOne(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """One observation."""

    def label_from_instance(self, obj: Any) -> str:
        return _point(obj)


class ObservationForm(GuardedFormMixin, forms.Form):
    """An observation written at the desk."""

    category = forms.ModelChoiceField(
        queryset=ObservationCategory.objects.all(), label=_("Slag"), widget=_select()
    )
    positive = forms.BooleanField(
        label=_("Det fungerar bra"), required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )  # fmt: skip
    urgency = forms.ChoiceField(
        label=_("Angelägenhet"), choices=Urgency.choices, initial=Urgency.SHOULD, widget=_select()
    )
    text = GuardedCharField(label=_("Beskrivning"), max_length=500, widget=_area(3))
    matters_for = GuardedCharField(
        label=_("För vilka och när"), max_length=200, required=False, widget=_text(), help_text=""
    )
    stop = forms.ModelChoiceField(
        queryset=WalkStop.objects.none(), label=_("Stopp"), required=False, widget=_select()
    )
    channel = forms.ChoiceField(label=_("Hur den kom in"), choices=Channel.choices, widget=_select())
    earlier = PointsOne(
        queryset=Observation.objects.none(), label=_("Följer upp från förra vandringen"), required=False,
        widget=_select(), help_text=_("Fungerar det bra nu bockas den gamla av som löst."),
    )  # fmt: skip
    photo = forms.FileField(
        label=_("Bild"),
        required=False,
        widget=forms.ClearableFileInput(
            attrs={"class": "form-control", "accept": "image/jpeg,image/png,image/webp"}
        ),
        help_text=_("Inga ansikten eller registreringsskyltar. Bildens lägesuppgifter tas bort."),
    )

    def __init__(self, *args: Any, walk: Walk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["stop"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = walk.stops.filter(removed=False)
        earlier = self.fields["earlier"]
        assert isinstance(earlier, forms.ModelChoiceField)
        if walk.repeats is None:
            del self.fields["earlier"]
        else:
            earlier.queryset = walk.repeats.observations.filter(positive=False).select_related("category")
        self.guard_places = [stop.name for stop in walk.stops.all()]


class AmendForm(ObservationForm):
    """What was noted out there, put right at the desk."""

    channel = None  # type: ignore[assignment]  # how it came in is not changed
    photo = None  # type: ignore[assignment]  # pictures have a page of their own
    text = GuardedCharField(label=_("Beskrivning"), max_length=500, required=False, widget=_area(3))


class ScoreForm(forms.Form):
    """One to five for each BoTryggt aspect, or not judged."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [("", _("Ej bedömt")), (1, _("1 mycket dåligt")), (2, _("2 dåligt")), (3, _("3 varken eller")),
                 (4, _("4 bra")), (5, _("5 mycket bra"))]  # fmt: skip
        for aspect in Aspect:
            self.fields[aspect.value] = forms.ChoiceField(
                label=aspect.label, choices=words, required=False, widget=_select()
            )


class DecisionForm(GuardedFormMixin, forms.Form):
    """What becomes of an observation: who, what, why and when."""

    status = forms.ChoiceField(label=_("Beslut"), widget=_select())
    responsible = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), label=_("Ansvarig"), required=False, widget=_select(),
        empty_label=_("Okänd, ska redas ut"),
    )  # fmt: skip
    reason = GuardedCharField(
        label=_("Svar till deltagarna"), max_length=500, required=False, widget=_area(3),
    )  # fmt: skip
    due_on = forms.DateField(label=_("Klart senast"), required=False, widget=DayInput())

    def __init__(self, *args: Any, organisations: Collection[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["responsible"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(pk__in=[row.pk for row in organisations]).order_by(
            "name"
        )
        status = self.fields["status"]
        assert isinstance(status, forms.ChoiceField)
        status.choices = ObservationStatus.choices


class ReaderForm(forms.Form):
    """A participant who wants to know what happens."""

    email = forms.EmailField(
        label=_("Deltagarens e-postadress"),
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "off"}),
        help_text=_("Används bara till svaren och tas bort tre månader efter uppföljningsmötet."),
    )
    points = PointsChoice(
        queryset=Observation.objects.none(), label=_("Det deltagaren tog upp"), required=False,
        widget=forms.SelectMultiple(attrs={"class": "form-select", "size": 8}),
        help_text=_("Inget valt: alla iakttagelser på vandringen."),
    )  # fmt: skip

    def __init__(self, *args: Any, walk: Walk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["points"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = walk.observations.select_related("category")


class InviteForm(forms.Form):
    """Addresses to invite, one on each line or with commas between.

    `cleaned_data["emails"]` holds them in order.
    """

    emails = forms.CharField(
        label=_("E-postadresser, en på varje rad"),
        widget=_area(8),
        help_text=_("Adresserna används till brevet och sparas inte. Högst 100 åt gången."),
    )

    def clean_emails(self) -> list[str]:
        """Every address, or one sentence about the first that is none."""
        found = [part for part in re.split(r"[\s,;]+", self.cleaned_data["emails"]) if part]
        if len(found) > MOST_INVITED:
            raise ValidationError(gettext("Högst 100 adresser åt gången."))
        for number, email in enumerate(found, start=1):
            try:
                validate_email(email)
            except ValidationError as refused:
                raise ValidationError(
                    gettext("Adress %(n)d, %(email)s, är ingen e-postadress. Ingen inbjudan är skickad.")
                    % {"n": number, "email": email}
                ) from refused
        return found

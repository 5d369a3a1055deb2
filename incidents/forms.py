"""What people fill in: a report from the street, and the decisions of triage."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.models import Exclusion, IncidentCategory, PoliceReport, Severity
from incidents.services import Span, Spot, spot_at, spot_of
from places.models import Area, AreaAlias, AreaKind, Place
from places.permissions import areas_where
from platssamverkan.core.guard_fields import GuardedCharField, GuardedFormMixin
from platssamverkan.core.maps import SHOWN_IN
from platssamverkan.core.names import fold, nearest
from platssamverkan.core.weeks import STOCKHOLM
from stakeholders.models import User
from stakeholders.policy import Action, Visibility

NOT_REPORTED = "police_notice"  # only the police's own feed makes one
MOST_NAMES = 1500  # places and areas offered by name


@dataclass(frozen=True, slots=True)
class Name:
    """A place or an area that can be named; `at` is its position in degrees for a phone to compare with."""

    text: str
    thing: Area | Place
    at: tuple[float, float] | None = None


class Names:
    """Everything the person may name when reporting, by the ways it is written."""

    def __init__(self, user: User) -> None:
        areas = areas_where(user, Action.REPORT_INCIDENTS).filter(
            kind__in=(AreaKind.NEIGHBOURHOOD, AreaKind.CITY_DISTRICT)
        )
        places = Place.objects.in_areas(areas_where(user, Action.REPORT_INCIDENTS)).order_by("name")
        self.areas = list(areas.defer("geometry").order_by("kind", "position", "name"))
        self.items = [_named(place) for place in places[:MOST_NAMES]]
        self.items += [Name(area.name, area) for area in self.areas]
        self._by_fold: dict[str, Area | Place] = {}
        aliases = AreaAlias.objects.filter(area__in=[area.pk for area in self.areas])
        by_key = {area.pk: area for area in self.areas}
        for alias in aliases:
            self._by_fold[alias.folded] = by_key[alias.area_id]
        for item in reversed(self.items):  # a place goes before an area of the same name
            self._by_fold[fold(item.text)] = item.thing

    def find(self, text: str) -> Area | Place:
        """Return what is called so.  ValidationError, with the nearest name, for what nothing is called."""
        found = self._by_fold.get(fold(text))
        if found is None:
            near = nearest(text, [item.text for item in self.items])
            hint = gettext(" Menar du %(near)s?") % {"near": near} if near else ""
            raise ValidationError(
                gettext("Ingen plats och inget område heter ”%(text)s”.%(hint)s")
                % {"text": text, "hint": hint},
                code="unknown",
            )
        return found


def _named(place: Place) -> Name:
    if place.geometry is None:
        return Name(place.name, place)
    point = place.geometry.centroid
    point.transform(SHOWN_IN)
    return Name(place.name, place, (round(point.y, 5), round(point.x, 5)))


class When:
    """The ready-made answers to when it was."""

    NOW, TODAY, NIGHT, YESTERDAY, OTHER = "nyss", "idag", "inatt", "igar", "annan"
    CHOICES = (
        (NOW, _("Alldeles nyss")),
        (TODAY, _("I dag")),
        (NIGHT, _("I natt")),
        (YESTERDAY, _("I går")),
        (OTHER, _("Annan tid")),
    )


def span_of(when: str, now: datetime) -> Span:
    """Return the span a ready-made answer stands for: as wide as what is not known.

    The night is the latest one, 22.00–06.00.
    """
    here = now.astimezone(STOCKHOLM).replace(second=0, microsecond=0)
    midnight = datetime.combine(here.date(), time.min, STOCKHOLM)
    if when == When.TODAY:
        return Span(midnight, here)
    if when == When.YESTERDAY:
        before = datetime.combine(here.date() - timedelta(days=1), time.min, STOCKHOLM)
        return Span(before, midnight - timedelta(minutes=1))
    if when == When.NIGHT:
        evening = datetime.combine(here.date() - timedelta(days=1), time(22), STOCKHOLM)
        morning = datetime.combine(here.date(), time(6), STOCKHOLM)
        return Span(evening, min(here, morning))
    return Span(here, here)


class MomentField(forms.DateTimeField):
    """A day and a time of day, Swedish time."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(
            attrs={"class": "form-control", "type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        )
        super().__init__(
            widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"], **options
        )


def _list(data: Mapping[str, Any], name: str) -> list[str]:
    """Everything that was posted under the name."""
    return data.getlist(name) if isinstance(data, QueryDict) else []


class KindsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """Kinds of incidents, by code."""


class ReportForm(GuardedFormMixin, forms.Form):
    """A report: what, where, when, and whatever else is worth saying.

    After `is_valid()`, `spot` and `span` hold where and when.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    kinds = KindsField(
        queryset=IncidentCategory.objects.exclude(code=NOT_REPORTED),
        to_field_name="code",
        label=_("Vad har hänt?"),
        error_messages={"required": _("Välj vad som har hänt.")},
    )
    where = forms.CharField(
        label=_("Plats eller område"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"class": "form-control", "list": "platsnamn", "autocomplete": "off"}),
    )
    lat = forms.FloatField(required=False, min_value=-90, max_value=90, widget=forms.HiddenInput)
    lon = forms.FloatField(required=False, min_value=-180, max_value=180, widget=forms.HiddenInput)
    accuracy = forms.FloatField(required=False, min_value=0, max_value=100_000, widget=forms.HiddenInput)
    when = forms.ChoiceField(
        label=_("När?"), choices=When.CHOICES, initial=When.NOW, widget=forms.RadioSelect
    )
    first = MomentField(label=_("Tidigast"), required=False)
    last = MomentField(label=_("Senast"), required=False)
    words = GuardedCharField(
        label=_("Kort beskrivning"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )
    police_report = forms.ChoiceField(
        label=_("Är det polisanmält?"),
        choices=PoliceReport.choices,
        initial=PoliceReport.UNKNOWN,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    visibility = forms.ChoiceField(
        label=_("Vilka ska se händelsen?"),
        choices=[
            (level.value, level.label)
            for level in (Visibility.AUTHORITIES, Visibility.ALL_PARTIES, Visibility.OWN_ORGANISATION)
        ],
        initial=Visibility.AUTHORITIES,
        widget=forms.Select(attrs={"class": "form-select"}),
        help_text=_("Känsliga slag delas aldrig längre än till myndigheterna."),
    )

    def __init__(self, data: Any = None, *, user: User, now: datetime | None = None, **options: Any) -> None:
        options["initial"] = {"key": uuid.uuid4()} | options.get("initial", {})
        super().__init__(data, **options)
        self.user, self.now = user, now or timezone.now()
        self.names = Names(user)
        self.guard_places = [item.text for item in self.names.items]
        self.spot: Spot | None = None
        self.span: Span | None = None

    @property
    def chosen(self) -> set[str]:
        """The codes of the kinds that are chosen, for drawing the form."""
        return set(_list(self.data, "kinds")) if self.is_bound else set(self.initial.get("kinds", ()))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        try:
            self.spot = self._spot(values)
        except ValidationError as refused:
            self.add_error("where", refused)
        self.span = self._span(values)
        return values

    def _spot(self, values: dict[str, Any]) -> Spot:
        lat, lon = values.get("lat"), values.get("lon")
        text = values.get("where", "").strip()
        if text:  # what was written goes before where the phone was
            return spot_of(by=self.user, named=self.names.find(text))
        if lat is not None and lon is not None:
            return spot_at(by=self.user, lat=lat, lon=lon, accuracy=values.get("accuracy") or 0)
        raise ValidationError(gettext("Säg var: nära dig, på kartan eller med ett namn."), code="where")

    def _span(self, values: dict[str, Any]) -> Span | None:
        when = values.get("when", When.NOW)
        if when != When.OTHER:
            return span_of(when, self.now)
        first, last = values.get("first"), values.get("last")
        if first is None:
            if "first" not in self.errors:
                self.add_error("first", gettext("Ange när det hände, eller tidigast kan ha hänt."))
            return None
        if last is not None and last < first:
            self.add_error("last", gettext("Det senaste klockslaget ligger före det tidigaste."))
            return None
        return Span(first, last or first)


class TriageForm(forms.Form):
    """A decision about the incidents that are ticked, with the severity that stands in each row."""

    INCLUDE, EXCLUDE, REVIEW, MERGE, SPLIT = "ingar", "ingar-inte", "last", "samma", "isar"
    handling = forms.ChoiceField(
        choices=[(name, name) for name in (INCLUDE, EXCLUDE, REVIEW, MERGE, SPLIT)],
        error_messages={
            "required": _("Välj vad du vill göra."),
            "invalid_choice": _("Välj vad du vill göra."),
        },
    )
    reason = forms.ChoiceField(
        label=_("Skäl"),
        required=False,
        choices=[
            ("", _("Välj skäl …")),
            *((one.value, one.label) for one in Exclusion if one is not Exclusion.EARLIER),
        ],
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
    )

    def keys(self) -> list[int]:
        """The keys of the rows that are ticked."""
        return [int(text) for text in _list(self.data, "handelse") if text.isdecimal() and len(text) < 18]

    def severities(self) -> dict[int, int]:
        """The severity that stands in each ticked row."""
        found = {}
        for key in self.keys():
            text = str(self.data.get(f"allvar-{key}", ""))
            if text in {str(level.value) for level in Severity}:
                found[key] = int(text)
        return found

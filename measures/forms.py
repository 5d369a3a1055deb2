"""What people fill in about problems, measures and plans."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from incidents.models import GROUPS
from measures.documents import MOST_BYTES, TAKEN_IN
from measures.models import (
    Cadence,
    CauseFactor,
    EvidenceKind,
    FundingKind,
    Horizon,
    Indicator,
    LawKind,
    MainType,
    Measure,
    Problem,
    Side,
    Status,
    Strength,
    SubType,
    Technique,
)
from places.models import Area, Place
from platssamverkan.core.guard_fields import GuardedCharField, GuardedFormMixin
from stakeholders.forms import DayInput
from stakeholders.models import Organisation
from stakeholders.policy import Visibility
from walks.models import Aspect


def _text(**attrs: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control", **attrs})


def _long(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"class": "form-control", "rows": rows})


def _select() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


def _several(size: int = 5) -> forms.SelectMultiple:
    return forms.SelectMultiple(attrs={"class": "form-select", "size": size})


def _number(**attrs: Any) -> forms.NumberInput:
    return forms.NumberInput(attrs={"class": "form-control", **attrs})


def _choices(enum: Any, empty: Any) -> list[tuple[str, Any]]:
    return [("", empty), *enum.choices]


def _short(label: Any, length: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """A guarded line of text.  Its hint stands once on the form, at the first guarded field."""
    return GuardedCharField(
        label=label, max_length=length, required=required, widget=_text(), help_text=help_text
    )


class Chosen(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    def __init__(self, label: Any, *, required: bool = True, empty: Any = None, **options: Any) -> None:
        super().__init__(
            queryset=Area.objects.none(),
            label=label,
            required=required,
            empty_label=empty,
            widget=_select(),
            **options,
        )


class AreaChosen(Chosen):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class QuickMeasureForm(GuardedFormMixin, forms.Form):
    """Vad, vem, när; and where, which is filled in already."""

    title = GuardedCharField(label=_("Vad ska göras?"), max_length=160, widget=_text(placeholder=""))
    owner = Chosen(_("Vem gör det?"), empty=_("Välj organisation"))
    due_on = forms.DateField(label=_("När ska det vara klart?"), widget=DayInput())
    area = AreaChosen(_("Område"))
    place = Chosen(_("Plats"), required=False, empty=_("Ingen särskild plats"))

    def __init__(
        self, *args: Any, owners: QuerySet[Organisation], areas: QuerySet[Area], places: QuerySet[Place],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.guard_places = list(places.values_list("name", flat=True))
        for name, rows in (("owner", owners), ("area", areas), ("place", places)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    @property
    def three(self) -> list[BoundField]:
        """What is asked for."""
        return [self["title"], self["owner"], self["due_on"]]

    @property
    def around(self) -> list[BoundField]:
        """What is filled in already."""
        return [self["area"], self["place"]]

    @property
    def where(self) -> str:
        """The place or the area that is filled in, in words."""
        return str(self.initial.get("place") or self.initial.get("area") or "")


class ObservationMeasureForm(GuardedFormMixin, forms.Form):
    """What is asked when an observation becomes a measure; all of it is proposed."""

    title = GuardedCharField(label=_("Vad ska göras?"), max_length=160, widget=_text())
    owner = Chosen(_("Vem gör det?"), empty=_("Välj organisation"))
    due_on = forms.DateField(label=_("När ska det vara klart?"), widget=DayInput())

    def __init__(self, *args: Any, owners: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]


class MeasureForm(GuardedFormMixin, forms.Form):
    """Everything about a measure but its status."""

    title = GuardedCharField(label=_("Åtgärd"), max_length=160, widget=_text())
    what = _short(_("Beskrivning"), 1000, required=False)
    area = AreaChosen(_("Område"))
    place = Chosen(_("Plats"), required=False, empty=_("Ingen särskild plats"))
    owner = Chosen(_("Ansvarig organisation"), empty=_("Välj organisation"))
    owner_role = _short(
        _("Ansvarig funktion"), 120, help_text=_("Till exempel driftansvarig. Inte en persons namn.")
    )
    contributors = forms.ModelMultipleChoiceField(
        queryset=Organisation.objects.none(), label=_("Medverkande"), required=False, widget=_several()
    )
    visibility = forms.ChoiceField(label=_("Ser"), choices=Visibility.choices, widget=_select())
    problems = forms.ModelMultipleChoiceField(
        queryset=Problem.objects.none(),
        label=_("Problem som åtgärden svarar mot"),
        required=False,
        widget=_several(),
    )
    causes = forms.ModelMultipleChoiceField(
        queryset=CauseFactor.objects.none(),
        label=_("Orsaker som åtgärden verkar på"),
        required=False,
        widget=_several(),
    )
    indicators = forms.ModelMultipleChoiceField(
        queryset=Indicator.objects.none(),
        label=_("Indikatorer som ska påverkas"),
        required=False,
        widget=_several(),
    )
    main_type = forms.ChoiceField(
        label=_("Slag"), required=False, choices=_choices(MainType, _("Inte valt")), widget=_select()
    )
    horizon = forms.ChoiceField(
        label=_("Effekt väntas på"),
        required=False,
        choices=_choices(Horizon, _("Inte valt")),
        widget=_select(),
    )
    planned_start = forms.DateField(label=_("Börjar"), required=False, widget=DayInput())
    due_on = forms.DateField(label=_("Klar senast"), required=False, widget=DayInput())
    cadence = forms.ChoiceField(label=_("Hur ofta"), choices=Cadence.choices, widget=_select())
    follow_up_on = forms.DateField(label=_("Följs upp"), required=False, widget=DayInput())
    cost_estimate = forms.IntegerField(
        label=_("Beräknad kostnad, kronor"),
        required=False,
        min_value=0,
        max_value=2_000_000_000,
        widget=_number(),
    )
    cost_actual = forms.IntegerField(
        label=_("Verklig kostnad, kronor"),
        required=False,
        min_value=0,
        max_value=2_000_000_000,
        widget=_number(),
    )
    sub_type = forms.ChoiceField(
        label=_("Undergrupp"), required=False, choices=_choices(SubType, _("Inte valt")), widget=_select()
    )
    technique = forms.ChoiceField(
        label=_("Teknik (situationell prevention)"),
        required=False,
        choices=_choices(Technique, _("Inte valt")),
        widget=_select(),
    )
    aspect = forms.ChoiceField(
        label=_("Aspekt enligt BoTryggt"),
        required=False,
        choices=_choices(Aspect, _("Inte vald")),
        widget=_select(),
    )
    follows = Chosen(_("Bygger vidare på"), required=False, empty=_("Ingen"))

    deeper = ("sub_type", "technique", "aspect", "follows")
    related = ("contributors", "problems", "causes", "indicators")

    def __init__(
        self, *args: Any, owners: QuerySet[Organisation], areas: QuerySet[Area], places: QuerySet[Place],
        problems: QuerySet[Problem], measures: QuerySet[Measure], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.guard_places = list(places.values_list("name", flat=True))
        mine = problems.values("pk")
        for name, rows in (
            ("owner", owners), ("contributors", owners), ("area", areas), ("place", places), ("problems", problems),
            ("causes", CauseFactor.objects.filter(problem__in=mine)),
            ("indicators", Indicator.objects.filter(problem__in=mine)), ("follows", measures),
        ):  # fmt: skip
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def _some(self, names: str) -> list[BoundField]:
        return [self[name] for name in names.split()]

    def clean_owner(self) -> Any:
        """Refuse two owners: a measure has exactly one, the others take part."""
        if hasattr(self.data, "getlist") and len(set(self.data.getlist(self.add_prefix("owner")))) > 1:
            raise forms.ValidationError(
                _("En åtgärd har en ansvarig organisation. Skriv de andra som medverkande.")
            )
        return self.cleaned_data["owner"]

    @property
    def what_and_who(self) -> list[BoundField]:
        return self._some("title what area place owner owner_role contributors visibility")

    @property
    def why(self) -> list[BoundField]:
        return self._some("problems causes indicators main_type horizon")

    @property
    def when_and_cost(self) -> list[BoundField]:
        return self._some("planned_start due_on cadence follow_up_on cost_estimate cost_actual")

    @property
    def deeper_fields(self) -> list[BoundField]:
        return [self[name] for name in self.deeper]

    @property
    def values(self) -> Mapping[str, Any]:
        """What belongs to the row itself."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.related}


class StatusForm(GuardedFormMixin, forms.Form):
    """A new status, and what it must carry."""

    status = forms.ChoiceField(label=_("Ny status"), widget=_select())
    on = forms.DateField(label=_("Från och med"), widget=DayInput())
    due_on = forms.DateField(label=_("Klar senast"), required=False, widget=DayInput())
    resume_on = forms.DateField(label=_("Återupptas (för paus)"), required=False, widget=DayInput())
    reason = GuardedCharField(label=_("Skäl"), required=False, max_length=400, widget=_long(2))
    output = _short(_("Vad blev gjort?"), 600, required=False)

    def __init__(self, *args: Any, statuses: list[Status], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["status"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(status.value, status.label) for status in statuses]


class AnswerForm(GuardedFormMixin, forms.Form):
    """What an owner says through a link."""

    due_on = forms.DateField(label=_("Ny sista dag"), required=False, widget=DayInput())
    reason = GuardedCharField(label=_("Varför?"), required=False, max_length=400, widget=_long(2))


class ActivityForm(GuardedFormMixin, forms.Form):
    text = GuardedCharField(label=_("Steg"), max_length=200, widget=_text())
    due_on = forms.DateField(label=_("Klar senast"), required=False, widget=DayInput())


class FundingForm(forms.Form):
    organisation = Chosen(_("Finansiär"), empty=_("Välj organisation"))
    kind = forms.ChoiceField(label=_("Finansiering"), choices=FundingKind.choices, widget=_select())
    amount = forms.IntegerField(label=_("Kronor"), min_value=1, max_value=2_000_000_000, widget=_number())
    year = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100, widget=_number())

    def __init__(self, *args: Any, owners: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = owners  # type: ignore[attr-defined]


class ProblemForm(GuardedFormMixin, forms.Form):
    title = GuardedCharField(label=_("Problem"), max_length=160, widget=_text())
    what = GuardedCharField(
        label=_("Vad händer?"), max_length=1000, required=False, widget=_long(), help_text=""
    )
    kind = forms.ChoiceField(
        label=_("Slag av problem"),
        required=False,
        choices=[("", _("Inte valt")), *GROUPS.items()],
        widget=_select(),
    )
    area = AreaChosen(_("Område"))
    place = Chosen(_("Plats"), required=False, empty=_("Ingen särskild plats"))
    # Asked of those who write for several organisations.
    owner = Chosen(
        _("För vilken organisation skriver du?"), required=False, empty=_("Den som hör till området")
    )
    when_text = _short(_("När händer det?"), 200, required=False)
    affected = _short(
        _("Vilka berörs?"),
        200,
        required=False,
        help_text=_("Till exempel: de som går hem från tunnelbanan sent."),
    )
    noticed_on = forms.DateField(label=_("Uppmärksammat"), widget=DayInput())
    prioritised = forms.BooleanField(
        label=_("Prioriterat: ska ha orsaksanalys och mål"), required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )  # fmt: skip
    closed_on = forms.DateField(label=_("Avslutat"), required=False, widget=DayInput())
    visibility = forms.ChoiceField(label=_("Ser"), choices=Visibility.choices, widget=_select())
    source = _short(_("Källa"), 300, required=False)

    def __init__(
        self, *args: Any, areas: QuerySet[Area], places: QuerySet[Place],
        owners: QuerySet[Organisation] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.guard_places = list(places.values_list("name", flat=True))
        for name, rows in (("area", areas), ("place", places)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        if owners is not None and owners.count() > 1:
            self.fields["owner"].queryset = owners  # type: ignore[attr-defined]
        else:
            del self.fields["owner"]


class EvidenceForm(GuardedFormMixin, forms.Form):
    kind = forms.ChoiceField(label=_("Slag"), choices=EvidenceKind.choices, widget=_select())
    text = GuardedCharField(label=_("Vad visar det?"), max_length=400, widget=_text())
    source = _short(_("Källa"), 300)
    as_of = forms.DateField(label=_("Gäller per"), widget=DayInput())


class CauseForm(GuardedFormMixin, forms.Form):
    side = forms.ChoiceField(label=_("Del av problemtriangeln"), choices=Side.choices, widget=_select())
    text = GuardedCharField(label=_("Orsak"), max_length=300, widget=_text())
    evidence = _short(_("Vad talar för det?"), 400, required=False)
    strength = forms.ChoiceField(label=_("Underlagets styrka"), choices=Strength.choices, widget=_select())
    step = forms.IntegerField(
        label=_("Led i händelsekedjan"), required=False, min_value=1, max_value=50, widget=_number(),
        help_text=_("1 är det som händer först. Lämna tomt om orsaken inte hör till en kedja."),
    )  # fmt: skip


class IndicatorForm(GuardedFormMixin, forms.Form):
    goal = GuardedCharField(label=_("Mål: vad ska ha ändrats?"), max_length=300, widget=_text())
    name = _short(
        _("Mått"), 160, help_text=_("Det som går att räkna eller mäta, till exempel andel som avstår.")
    )
    unit = _short(_("Enhet"), 40)
    baseline = forms.DecimalField(
        label=_("Utgångsvärde"),
        required=False,
        max_digits=12,
        decimal_places=2,
        localize=True,
        widget=_text(),
    )
    baseline_on = forms.DateField(label=_("Utgångsvärdets dag"), required=False, widget=DayInput())
    target = forms.DecimalField(
        label=_("Målvärde"), max_digits=12, decimal_places=2, localize=True, widget=_text()
    )
    target_on = forms.DateField(label=_("Nås senast"), widget=DayInput())
    source = _short(_("Källa"), 300)


class ReadingForm(GuardedFormMixin, forms.Form):
    on = forms.DateField(label=_("Dag"), widget=DayInput())
    value = forms.DecimalField(
        label=_("Värde"), max_digits=12, decimal_places=2, localize=True, widget=_text()
    )
    source = _short(_("Källa"), 300)


class PlanForm(GuardedFormMixin, forms.Form):
    name = GuardedCharField(label=_("Namn"), max_length=200, widget=_text())
    area = AreaChosen(_("Område"))
    place = Chosen(_("Plats"), required=False, empty=_("Hela området"))
    owner = Chosen(_("Upprättad av"), empty=_("Välj organisation"))
    period_from = forms.DateField(label=_("Från och med"), widget=DayInput())
    period_to = forms.DateField(label=_("Till och med"), widget=DayInput())
    is_statutory = forms.BooleanField(
        label=_("Åtgärdsplan enligt lag 2023:196"), required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )  # fmt: skip
    visibility = forms.ChoiceField(label=_("Ser"), choices=Visibility.choices, widget=_select())
    measures = forms.ModelMultipleChoiceField(
        queryset=Measure.objects.none(), label=_("Åtgärder"), required=False, widget=_several(10)
    )

    def __init__(
        self, *args: Any, owners: QuerySet[Organisation], areas: QuerySet[Area], places: QuerySet[Place],
        measures: QuerySet[Measure], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        for name, rows in (("owner", owners), ("area", areas), ("place", places), ("measures", measures)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]


class PlanDecisionForm(GuardedFormMixin, forms.Form):
    decided_by = GuardedCharField(label=_("Beslutad av"), max_length=160, widget=_text())
    decided_on = forms.DateField(label=_("Beslutsdag"), widget=DayInput())
    registry_number = _short(_("Diarienummer"), 60, required=False)


class ComparisonForm(GuardedFormMixin, forms.Form):
    """Which areas are compared, and how long."""

    target = forms.ModelMultipleChoiceField(
        queryset=Area.objects.none(), label=_("Där åtgärden görs"), widget=_several()
    )
    control = forms.ModelMultipleChoiceField(
        queryset=Area.objects.none(), label=_("Jämförelse"), widget=_several(),
        help_text=_("Liknande områden där inget särskilt gjordes."),
    )  # fmt: skip
    buffer = forms.ModelMultipleChoiceField(
        queryset=Area.objects.none(), label=_("Runt omkring"), required=False, widget=_several(),
        help_text=_("Dit händelser kan ha flyttat."),
    )  # fmt: skip
    buffer_control = forms.ModelMultipleChoiceField(
        queryset=Area.objects.none(),
        label=_("Jämförelse för det runt omkring"),
        required=False,
        widget=_several(),
    )
    weeks = forms.IntegerField(label=_("Veckor i varje period"), min_value=1, max_value=200, widget=_number())

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("target", "control", "buffer", "buffer_control"):
            self.fields[name].queryset = areas  # type: ignore[attr-defined]


class EvaluationForm(ComparisonForm):
    """What is compared with what, before and after."""

    before = forms.DateField(label=_("Före: en dag i första veckan"), widget=DayInput())
    after = forms.DateField(label=_("Efter: en dag i första veckan"), widget=DayInput())
    note = _short(_("Slutsats i ord"), 600, required=False)

    field_order = ("target", "control", "buffer", "buffer_control", "before", "after", "weeks", "note")


class LawItemForm(GuardedFormMixin, forms.Form):
    """That a demand of the law was met."""

    kind = forms.ChoiceField(label=_("Krav"), choices=LawKind.choices, widget=_select())
    name = GuardedCharField(
        label=_("Vad som finns"), max_length=200, widget=_text(),
        help_text=_("Till exempel: Brottsförebyggande rådet, eller lägesbildens namn."),
    )  # fmt: skip
    decided_by = _short(_("Beslutad av"), 160)
    decided_on = forms.DateField(label=_("Beslutad eller senast uppdaterad"), widget=DayInput())
    registry_number = _short(_("Diarienummer"), 60, required=False)
    source = _short(_("Var dokumentet finns"), 300, required=False)


def _kronor(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=2_000_000_000, widget=_number(step=1)
    )


class ModelStepForm(GuardedFormMixin, forms.Form):
    """A step of a collaboration's model: planned and actual time and cost."""

    name = GuardedCharField(label=_("Steg"), max_length=120, widget=_text())
    what = _short(_("Innehåll"), 300, required=False)
    position = forms.IntegerField(label=_("Ordning"), min_value=1, max_value=50, widget=_number())
    planned_from = forms.DateField(label=_("Planerad start"), required=False, widget=DayInput())
    planned_to = forms.DateField(label=_("Planerat slut"), required=False, widget=DayInput())
    planned_cost = _kronor(_("Planerad kostnad, kronor"))
    actual_from = forms.DateField(label=_("Verklig start"), required=False, widget=DayInput())
    actual_to = forms.DateField(label=_("Verkligt slut"), required=False, widget=DayInput())
    actual_cost = _kronor(_("Verklig kostnad hittills, kronor"))


class DocumentForm(GuardedFormMixin, forms.Form):
    """A file that belongs to a measure."""

    name = GuardedCharField(label=_("Vad är det för dokument?"), max_length=160, widget=_text())
    file = forms.FileField(
        label=_("Fil"),
        widget=forms.FileInput(attrs={"class": "form-control", "accept": TAKEN_IN}),
        help_text=_("PDF, bild, docx, xlsx, odt eller ods, högst 10 MB. Bilder sparas utan lägesuppgifter."),
    )
    no_persons = forms.BooleanField(
        label=_("Jag har läst dokumentet: det innehåller inga personuppgifter och inget som är hemligt"),
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        error_messages={
            "required": _("Läs dokumentet och kryssa i rutan. Uppgifter om personer hör inte hemma här.")
        },
    )

    def clean_file(self) -> Any:
        """Refuse by the size before anything is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("Filen är större än 10 MB. Dela den, eller spara den i ett mindre format.")
            )
        return file

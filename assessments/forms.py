"""What people fill in on the week page, turned into choices."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from django import forms
from django.db.models import CharField, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.analysis import WeekBoard, WeekRow
from assessments.models import Decision, Level, WeeklyFocus
from assessments.rules import Thresholds
from assessments.services import Choice, Conflict, Outcome, Plan, Refusal
from platssamverkan.core.guard_fields import GuardedCharField, GuardedFormMixin
from platssamverkan.core.swedish import day
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import Organisation

# The years a week may be picked from; older and later ones are slips of the pen.
FIRST_YEAR = 2000
LAST_YEAR = 2099

NOT_ASSESSED = "0"
LEVELS = [(NOT_ASSESSED, gettext_lazy("ej bedömd")), *((str(level.value), level.label) for level in Level)]


def existing_week(text: str) -> IsoWeek | None:
    """Read '2023-W47'; None for a week that does not exist, or lies outside the years we work with."""
    try:
        week = IsoWeek.parse(text)
    except ValueError:
        return None
    return week if FIRST_YEAR <= week.year <= LAST_YEAR else None


def _digits(count: int) -> forms.TextInput:
    return forms.TextInput(
        attrs={
            "inputmode": "numeric",
            "size": count,
            "maxlength": count,
            "class": "form-control",
            "autocomplete": "off",
        }
    )


class WeekPicker(forms.Form):
    """Year and week number; knows which years have 53 weeks."""

    ar = forms.IntegerField(label=gettext_lazy("År"), widget=_digits(4))
    vecka = forms.IntegerField(label=gettext_lazy("Vecka"), widget=_digits(2))

    def clean(self) -> dict[str, object]:
        values = super().clean() or {}
        if self.errors:
            self.problem(_("Skriv år och vecka med siffror, till exempel 2026 och 53."))
            return values
        year, number = values["ar"], values["vecka"]
        if not FIRST_YEAR <= year <= LAST_YEAR:
            self.problem(
                _("Välj ett år från %(first)s till %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
            )
            return values
        try:
            values["week"] = IsoWeek(year, number)
        except ValueError:
            self.problem(no_such_week(year))
        return values

    def problem(self, sentence: str) -> None:
        """Replace whatever the fields say with one sentence about the two together."""
        self.errors.clear()
        self.add_error(None, sentence)


def no_such_week(year: int) -> str:
    """'År 2025 har 52 veckor. Välj en vecka från 1 till 52.'"""
    last = _weeks_in(year)
    return _("År %(year)s har %(last)s veckor. Välj en vecka från 1 till %(last)s.") % {
        "year": year,
        "last": last,
    }


def _weeks_in(year: int) -> int:
    return sum(1 for _week in IsoWeek.all_of(year))


def _longest(model: type[Decision | WeeklyFocus], field: str) -> int:
    return cast("CharField[str, str]", model._meta.get_field(field)).max_length or 0


class RowForm(GuardedFormMixin, forms.Form):
    """One area: the chosen level, the words that go with it, and what the page showed when it was loaded."""

    level = forms.TypedChoiceField(choices=LEVELS, coerce=lambda text: int(text) or None, empty_value=None)
    seen_level = forms.TypedChoiceField(
        choices=LEVELS, coerce=lambda text: int(text) or None, empty_value=None
    )
    seen_version = forms.IntegerField(min_value=0, max_value=2_147_483_647)
    quiet = forms.BooleanField(required=False)  # the page counted the area among the quiet ones
    reason = GuardedCharField(
        label=gettext_lazy("Motivering"),
        required=False,
        max_length=_longest(Decision, "reason"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control", "data-reason": True}),
    )
    plan = GuardedCharField(
        label=gettext_lazy("Planerad åtgärd nästa vecka"),
        required=False,
        max_length=_longest(WeeklyFocus, "text"),
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    owner = forms.ModelChoiceField(
        label=gettext_lazy("Ansvarig"),
        required=False,
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Välj"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(
        self, *args: Any, owners: QuerySet[Organisation], places: Collection[str], **kwargs: Any
    ) -> None:
        kwargs["use_required_attribute"] = False
        super().__init__(*args, **kwargs)
        self.guard_places = places
        cast("forms.ModelChoiceField[Organisation]", self.fields["owner"]).queryset = owners

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("plan") and "owner" in values and not values["owner"]:
            self.add_error("owner", _("Välj vem som är ansvarig för åtgärden."))
        return values

    def choice(self, row: WeekRow, *, quiet_as_normal: bool) -> Choice:
        """The choice of a valid form; an area that was and is quiet may become normal with the rest."""
        values = self.cleaned_data
        level = values["level"]
        if quiet_as_normal and level is None and values["seen_level"] is None and values["quiet"]:
            level = Level.NORMAL.value if row.is_quiet_open else None
        return Choice(
            row.area,
            level,
            values["seen_level"],
            values["seen_version"],
            reason=values["reason"],
            guard_reason=self.guard_reasons.get("reason", ""),
            plan=Plan(values["plan"], values["owner"], guard_reason=self.guard_reasons.get("plan", ""))
            if values["plan"]
            else None,
        )


@dataclass(frozen=True, slots=True)
class RowState:
    """One area as the page draws it: what is chosen in the form, and what the form says it has seen."""

    row: WeekRow
    form: RowForm
    chosen: int | None
    seen_level: int | None
    seen_version: int
    error: str = ""
    conflict: str = ""
    refusal: str = ""

    @property
    def trouble(self) -> str:
        return self.error or self.conflict or self.refusal

    @property
    def asks_words(self) -> bool:
        """Whether the fields for reason and plan stand open."""
        level = self.chosen
        is_new = level != self.seen_level
        wanted = level is not None and (level >= Level.SERIOUS or level != self.row.proposal.level)
        typed = self.form.is_bound and bool(self.form["reason"].value() or self.form["plan"].value())
        return bool(self.refusal) or typed or (is_new and (wanted or self.row.is_settled))


class WeekForm:
    """The levels of a whole week as they were posted.  All rows are read; one bad row stops the save.

    Without `data` it is the page as the database has it.  `owners` are those who can answer for a plan.
    """

    def __init__(
        self, board: WeekBoard, owners: QuerySet[Organisation], data: Mapping[str, str] | None = None
    ) -> None:
        self.board = board
        self.error = ""
        places = [board.district.name, *(row.area.name for row in board.rows)]
        # One list for all the rows: evaluated once.
        self._owners = owners
        self._choices = [("", _("Välj")), *((owner.pk, owner.name) for owner in owners)]
        self._rows = {row.area.slug: self._form(row, owners, places, data) for row in board.rows}
        if data is None:
            return
        posted = {key.removesuffix("-level") for key in data if key.endswith("-level")}
        if posted - self._rows.keys():
            self.error = _("Formuläret nämner ett område som inte hör till %(district)s. Inget sparades.") % {
                "district": board.district
            }
        elif not any(form.is_bound for form in self._rows.values()):
            self.error = _("Formuläret kom fram tomt. Inget sparades. Ladda om sidan och försök igen.")

    def _form(
        self,
        row: WeekRow,
        owners: QuerySet[Organisation],
        places: list[str],
        data: Mapping[str, str] | None,
    ) -> RowForm:
        slug = row.area.slug
        posted = data is not None and any(f"{slug}-{field}" in data for field in RowForm.base_fields)
        form = RowForm(data if posted else None, prefix=slug, owners=owners, places=places)
        form.fields["owner"].widget.choices = self._choices
        return form

    def is_valid(self) -> bool:
        unreadable = [form for form in self._rows.values() if form.is_bound and not form.is_valid()]
        return not unreadable and not self.error

    def choices(self, *, quiet_as_normal: bool = False) -> list[Choice]:
        """The choices of a valid form, in the order of the page."""
        found = [(row, self._rows[row.area.slug]) for row in self.board.rows]
        return [form.choice(row, quiet_as_normal=quiet_as_normal) for row, form in found if form.is_bound]

    def states(self) -> list[RowState]:
        """The page's rows with what the person had chosen, and a sentence at each row that can't be read."""
        return [self._state(row) for row in self.board.rows]

    def _state(self, row: WeekRow) -> RowState:
        form = self._rows[row.area.slug]
        stored = _stored_state(row, form)
        if not form.is_bound:
            return stored
        values = form.cleaned_data
        return RowState(
            row,
            form,
            chosen=values.get("level", stored.chosen),
            seen_level=values.get("seen_level", stored.seen_level),
            seen_version=values.get("seen_version", stored.seen_version),
            error=_row_error(form),
        )

    def left_states(
        self, board: WeekBoard, conflicts: tuple[Conflict, ...], refused: tuple[Refusal, ...]
    ) -> list[RowState]:
        """The week as it now is, with the person's own choice and words kept where nothing was stored.

        Where somebody else came between, the row carries the version of the other's save, so that the
        next save says: I have seen it.
        """
        mine = {conflict.area.pk: conflict for conflict in conflicts}
        lacking = {refusal.choice.area.pk: refusal for refusal in refused}
        states = []
        for row in board.rows:
            form = self._rows[row.area.slug]
            state = _stored_state(row, form)
            if conflict := mine.get(row.area.pk):
                state = replace(state, chosen=conflict.mine, conflict=conflict_sentence(conflict))
            elif refusal := lacking.get(row.area.pk):
                state = replace(state, chosen=refusal.choice.level, refusal=refusal.sentence)
            else:
                blank = self._form(row, self._owners, [], None)
                state = replace(state, form=blank)
            states.append(state)
        return states


def _stored_state(row: WeekRow, form: RowForm) -> RowState:
    """The area as the database has it."""
    level = row.assessment.level if row.assessment else None
    return RowState(row, form, level, level, row.assessment.version if row.assessment else 0)


def _row_error(form: RowForm) -> str:
    if "level" in form.errors:
        return _("Nivån måste vara 1–5 eller ej bedömd. Välj igen.")
    for name in ("reason", "plan", "owner"):
        if name in form.errors:
            return " ".join(str(each) for each in form.errors[name])
    if form.errors:
        return _("Raden gick inte att läsa. Kontrollera nivån och spara igen.")
    return ""


def conflict_sentence(conflict: Conflict) -> str:
    """'Anna Lind satte 3 Oroande läge kl. 10.12 medan du valde 2 Avvikande läge. …'"""
    theirs = conflict.theirs
    if theirs is None:
        they = _("Någon tog tillbaka bedömningen")
    elif theirs.decided_by is None:
        they = _("%(level)s lästes in %(when)s") % {
            "level": _in_words(theirs.level),
            "when": _when(theirs.decided_at),
        }
    else:
        they = _("%(who)s satte %(level)s %(when)s") % {
            "who": theirs.decided_by.name,
            "level": _in_words(theirs.level),
            "when": _when(theirs.decided_at),
        }
    if theirs is not None and conflict.mine == theirs.level:
        return _("%(they)s, samma nivå som du. Din motivering är kvar här: spara igen om den ska gälla.") % {
            "they": they
        }
    if conflict.mine is None:
        you = _("medan du tog tillbaka bedömningen")
    else:
        you = _("medan du valde %(level)s") % {"level": _in_words(conflict.mine)}
    return _("%(they)s %(you)s. Ditt val är kvar här: spara igen om det ska gälla.") % {
        "they": they,
        "you": you,
    }


def _in_words(level: int) -> str:
    return f"{level} {Level(level).label}"


def _when(moment: datetime) -> str:
    local = timezone.localtime(moment)
    clock = _("kl. %(time)s") % {"time": f"{local:%H.%M}"}
    return clock if local.date() == timezone.localdate() else f"{day(local.date())} {clock}"


def left_sentence(outcome: Outcome) -> str:
    """Say what was stored and what was left, in one breath."""
    said = [saved_sentence(len(outcome.saved))] if outcome.saved else []
    if left := len(outcome.conflicts):
        said.append(
            ngettext(
                "%(n)d område hade ändrats av någon annan och är inte sparat.",
                "%(n)d områden hade ändrats av någon annan och är inte sparade.",
                left,
            )
            % {"n": left}
        )
    if left := len(outcome.refused):
        said.append(
            ngettext(
                "%(n)d område behöver några ord till och är inte sparat.",
                "%(n)d områden behöver några ord till och är inte sparade.",
                left,
            )
            % {"n": left}
        )
    return " ".join(said)


def saved_sentence(count: int) -> str:
    """'8 områden sparade.'"""
    return ngettext("%(n)d område sparat.", "%(n)d områden sparade.", count) % {"n": count}


class ThresholdForm(forms.Form):
    """How many incidents are *flera* in each class."""

    minor = forms.IntegerField(label=gettext_lazy("Flera lindriga händelser"), min_value=2, max_value=99)
    concerning = forms.IntegerField(label=gettext_lazy("Flera oroande händelser"), min_value=2, max_value=99)
    serious = forms.IntegerField(label=gettext_lazy("Flera allvarliga händelser"), min_value=2, max_value=99)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    def several(self) -> Thresholds:
        """The thresholds of a valid form."""
        return Thresholds(**self.cleaned_data)

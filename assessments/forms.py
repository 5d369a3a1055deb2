"""What people fill in on the week page, turned into choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.analysis import WeekBoard, WeekRow
from assessments.models import Level
from assessments.services import Choice, Conflict
from platssamverkan.core.swedish import day
from platssamverkan.core.weeks import IsoWeek

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


class RowForm(forms.Form):
    """One area: the chosen level, and what the page showed when it was loaded."""

    level = forms.TypedChoiceField(choices=LEVELS, coerce=lambda text: int(text) or None, empty_value=None)
    seen_level = forms.TypedChoiceField(
        choices=LEVELS, coerce=lambda text: int(text) or None, empty_value=None
    )
    seen_version = forms.IntegerField(min_value=0, max_value=2_147_483_647)


@dataclass(frozen=True, slots=True)
class RowState:
    """One area as the page draws it: what is chosen in the form, and what the form says it has seen."""

    row: WeekRow
    chosen: int | None
    seen_level: int | None
    seen_version: int
    error: str = ""
    conflict: str = ""

    @property
    def trouble(self) -> str:
        return self.error or self.conflict


def stored_state(row: WeekRow) -> RowState:
    """The area as the database has it."""
    level = row.assessment.level if row.assessment else None
    return RowState(row, level, level, row.assessment.version if row.assessment else 0)


class WeekForm:
    """The levels of a whole week as they were posted.  All rows are read; one bad row stops the save."""

    def __init__(self, board: WeekBoard, data: Mapping[str, str]) -> None:
        self.board = board
        self.error = ""
        self._rows = {
            row.area.slug: RowForm(data, prefix=row.area.slug)
            for row in board.rows
            if any(f"{row.area.slug}-{field}" in data for field in RowForm.base_fields)
        }
        posted = {key.removesuffix("-level") for key in data if key.endswith("-level")}
        if posted - {row.area.slug for row in board.rows}:
            self.error = _("Formuläret nämner ett område som inte hör till %(district)s. Inget sparades.") % {
                "district": board.district
            }
        elif not self._rows:
            self.error = _("Formuläret kom fram tomt. Inget sparades. Ladda om sidan och försök igen.")

    def is_valid(self) -> bool:
        unreadable = [form for form in self._rows.values() if not form.is_valid()]
        return not unreadable and not self.error

    def choices(self) -> list[Choice]:
        """The choices of a valid form, in the order of the page."""
        return [
            Choice(row.area, **self._rows[row.area.slug].cleaned_data)
            for row in self.board.rows
            if row.area.slug in self._rows
        ]

    def states(self) -> list[RowState]:
        """The page's rows with what the person had chosen, and a sentence at each row that can't be read."""
        return [self._state(row) for row in self.board.rows]

    def _state(self, row: WeekRow) -> RowState:
        stored = stored_state(row)
        form = self._rows.get(row.area.slug)
        if form is None:
            return stored
        values = form.cleaned_data
        return RowState(
            row,
            chosen=values.get("level", stored.chosen),
            seen_level=values.get("seen_level", stored.seen_level),
            seen_version=values.get("seen_version", stored.seen_version),
            error=_row_error(form),
        )


def _row_error(form: RowForm) -> str:
    if "level" in form.errors:
        return _("Nivån måste vara 1–5 eller ej bedömd. Välj igen.")
    if form.errors:
        return _("Raden gick inte att läsa. Kontrollera nivån och spara igen.")
    return ""


def conflict_states(board: WeekBoard, conflicts: tuple[Conflict, ...]) -> list[RowState]:
    """The week as it now is, with the person's own choice kept where somebody else came between.

    Such a row carries the version of the other's save, so that the next save says: I have seen it.
    """
    mine = {conflict.area.pk: conflict for conflict in conflicts}
    states = []
    for row in board.rows:
        state = stored_state(row)
        if conflict := mine.get(row.area.pk):
            state = RowState(
                row, conflict.mine, state.seen_level, state.seen_version, conflict=conflict_sentence(conflict)
            )
        states.append(state)
    return states


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


def saved_sentence(count: int) -> str:
    """'8 områden sparade.'"""
    return ngettext("%(n)d område sparat.", "%(n)d områden sparade.", count) % {"n": count}

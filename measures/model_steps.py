"""A collaboration's model, priced and timed: its steps, their sums, and the drawing of plan against outcome."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from measures.models import ModelStep
from places.collaboration_permissions import keeps_collaboration
from places.models import CollaborationModel, Phase, PlaceCollaboration
from platssamverkan.core.palette import INK, LINE, MUTED, PRIMARY, PRIMARY_SOFT
from platssamverkan.core.svg import Drawing
from platssamverkan.core.swedish import day, enumerate_words
from stakeholders.audit import record
from stakeholders.models import User

STANDING_STILL = (Phase.PAUSED, Phase.CLOSED)


@dataclass(frozen=True, slots=True)
class Preset:
    """A step as a model has it; months count from the collaboration's start, where the model says when."""

    name: str
    what: str
    months: tuple[int, int] | None = None


def presets(model: str) -> list[Preset]:
    """The steps of a model (DOMAIN.md 2.1 and 2.6).

    Trygga Platser takes about twelve months in five steps; of the others only the phases are known.
    """
    if model == CollaborationModel.SAFE_PLACES:
        return [
            Preset(_("Uppstart"), _("Kartläggning, verkstad och vandring på platsen"), (0, 2)),
            Preset(_("Nulägesanalys"), _("Trygghetsmätning och besiktning som ger en handlingsplan"), (2, 5)),
            Preset(_("Samverkansorganisation"), _("Roller, mål på kort och lång sikt"), (5, 7)),
            Preset(_("Platsutveckling"), _("Ett gemensamt första arbete; planen görs klar"), (7, 11)),
            Preset(_("Uppföljning"), _("Vad som blev gjort, vad det kostade och vad det gav"), (11, 12)),
        ]
    return [Preset(str(phase.label), "") for phase in Phase if phase not in STANDING_STILL]


def months_after(start: date, months: int) -> date:
    """The same day so many months later, or the month's last where it lacks the day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


@transaction.atomic
def fill_in_steps(*, by: User, work: PlaceCollaboration) -> list[ModelStep]:
    """Write the model's steps, planned from the collaboration's start.  ValidationError if there are steps already."""
    _may_keep(by, work)
    PlaceCollaboration.objects.select_for_update(of=("self",)).get(pk=work.pk)
    if work.model_steps.exists():
        raise ValidationError(_("Samverkan har redan steg. Lägg till eller ändra dem ett i taget."))
    rows = [
        ModelStep(
            collaboration=work, position=number, name=preset.name, what=preset.what,
            planned_from=months_after(work.started_on, preset.months[0]) if preset.months else None,
            planned_to=months_after(work.started_on, preset.months[1]) if preset.months else None,
        )
        for number, preset in enumerate(presets(work.model), start=1)
    ]  # fmt: skip
    for row in rows:
        row.full_clean()
        row.save()
    record(by, "collaboration.steps_filled", work, steps=len(rows))
    return rows


@transaction.atomic
def save_step(
    *, by: User, work: PlaceCollaboration, step: ModelStep | None = None, values: Mapping[str, Any]
) -> ModelStep:
    """Make a step or change it.  ValidationError, by field, for days that run backwards or have not been."""
    _may_keep(by, work)
    step = step or ModelStep(collaboration=work)
    for name, value in values.items():
        setattr(step, name, value)
    if step.planned_from and step.planned_to and step.planned_to < step.planned_from:
        raise ValidationError({"planned_to": _("Det planerade slutet ligger före den planerade starten.")})
    if step.actual_to and not step.actual_from:
        raise ValidationError(
            {"actual_from": _("Ange när steget började innan du skriver att det är klart.")}
        )
    if step.actual_from and step.actual_to and step.actual_to < step.actual_from:
        raise ValidationError({"actual_to": _("Slutet ligger före starten.")})
    step.full_clean()
    step.save()
    record(by, "collaboration.step_saved", work, step=step.pk)
    return step


@transaction.atomic
def remove_step(*, by: User, work: PlaceCollaboration, step: ModelStep) -> None:
    """Take a step away; the trail keeps what it was."""
    _may_keep(by, work)
    record(by, "collaboration.step_removed", work, step=step.pk)
    step.delete()


def _may_keep(by: User, work: PlaceCollaboration) -> None:
    if not keeps_collaboration(by, work):
        raise PermissionDenied


@dataclass(frozen=True, slots=True)
class Row:
    """A step with what follows from the day; the difference only where both costs are known."""

    step: ModelStep
    today: date

    @property
    def days_late(self) -> int | None:
        return self.step.days_late(self.today)

    @property
    def is_late(self) -> bool:
        return bool(self.days_late and self.days_late > 0)

    @property
    def days_early(self) -> int:
        """How many days before its planned end it was finished; 0 for what is not finished."""
        late = self.days_late
        return -late if late is not None and late < 0 else 0

    @property
    def state(self) -> str:
        """'Klart', 'Pågår' or 'Inte börjat'."""
        if self.step.actual_to:
            return _("Klart")
        return _("Pågår") if self.step.actual_from else _("Inte börjat")

    @property
    def difference(self) -> int | None:
        """Actual minus planned cost in kronor, for a step that has ended; None where one is missing."""
        if self.step.actual_to is None or self.step.actual_cost is None or self.step.planned_cost is None:
            return None
        return self.step.actual_cost - self.step.planned_cost


@dataclass(frozen=True, slots=True)
class Sums:
    """What the steps come to.  None where no step says; what is missing is counted, never taken as zero."""

    planned: int | None
    actual: int | None
    without_planned: int
    without_actual: int  # among those that have begun
    compared: int  # steps that have ended with both costs known
    difference: int | None  # over those
    finished: int
    steps: int


def lay_out(steps: Iterable[ModelStep], today: date) -> list[Row]:
    """The steps in order, each with what follows from the day."""
    return [Row(step, today) for step in steps]


def sums_of(rows: Sequence[Row]) -> Sums:
    """Add the steps up."""
    planned = [row.step.planned_cost for row in rows if row.step.planned_cost is not None]
    actual = [row.step.actual_cost for row in rows if row.step.actual_cost is not None]
    differences = [row.difference for row in rows if row.difference is not None]
    begun = [row for row in rows if row.step.actual_from]
    return Sums(
        planned=sum(planned) if planned else None,
        actual=sum(actual) if actual else None,
        without_planned=len(rows) - len(planned),
        without_actual=sum(row.step.actual_cost is None for row in begun),
        compared=len(differences),
        difference=sum(differences) if differences else None,
        finished=sum(row.step.actual_to is not None for row in rows),
        steps=len(rows),
    )


WIDTH, ROW_HEIGHT, LEFT, TOP = 680.0, 34.0, 178.0, 22.0
NAME_LETTERS = 27


def step_bars(rows: Sequence[Row], today: date) -> SafeString | None:
    """Draw each step twice: its plan above, pale, and what it became below, dark; today as a line.

    None where no step has two days to draw between.
    """
    spans = [
        (
            row,
            [
                (row.step.planned_from, row.step.planned_to),
                (row.step.actual_from, row.step.actual_to or today),
            ],
        )
        for row in rows
    ]
    drawn = [
        moment for _row, pair in spans for start, end in pair if start and end for moment in (start, end)
    ]
    if not drawn:
        return None
    first, last = min(drawn), max(drawn)
    days = max((last - first).days, 1)
    height = TOP + ROW_HEIGHT * len(rows) + 8

    def at(moment: date) -> float:
        return LEFT + (WIDTH - LEFT - 8) * (moment - first).days / days

    begun = enumerate_words([row.step.name for row in rows if row.step.actual_from])
    alt = _("Planerad och verklig tid för %(n)d steg, från %(first)s till %(last)s. Påbörjade: %(begun)s.") % {
        "n": len(rows), "first": day(first), "last": day(last), "begun": begun or _("inget"),
    }  # fmt: skip
    drawing = Drawing(WIDTH, height, title=alt)
    drawing.text(LEFT, 12, day(first), size=11, fill=MUTED)
    drawing.text(WIDTH - 8, 12, day(last), size=11, anchor="end", fill=MUTED)
    for index, (row, pair) in enumerate(spans):
        y = TOP + index * ROW_HEIGHT
        drawing.line(0, y, WIDTH, y, stroke=LINE, stroke_width=0.6)
        name = (
            row.step.name if len(row.step.name) <= NAME_LETTERS else f"{row.step.name[: NAME_LETTERS - 1]}…"
        )
        drawing.text(0, y + 21, name, size=12, fill=INK)
        for (start, end), offset, fill in zip(pair, (7.0, 19.0), (PRIMARY_SOFT, PRIMARY), strict=True):
            if start and end:
                drawing.rect(at(start), y + offset, max(at(end) - at(start), 3), 9, fill=fill)
    if first <= today <= last:
        drawing.line(at(today), TOP - 4, at(today), height - 4, stroke=INK, stroke_width=1.2)
    return drawing.to_svg()

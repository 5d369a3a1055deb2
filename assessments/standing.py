"""How far a week has come, in words, and what the person's party can do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.analysis import Correction, Stage, WeekBoard, WeekRow, YearBoard
from assessments.models import Level, Party
from assessments.services import deadline
from platssamverkan.core.swedish import NBSP, short_day
from stakeholders.history import moment_words


@dataclass(frozen=True, slots=True)
class Chip:
    """A state in a few words; `kind` is ok, warn or plain."""

    text: str
    kind: str


def standing_chips(board: WeekBoard) -> list[Chip]:
    """Return the week's state as a table of weeks would name it."""
    if not board.rows:
        return []
    chips = []
    match board.stage:
        case Stage.CLOSED:
            chips.append(Chip(_("Avslutad"), "ok"))
        case Stage.UNCONFIRMED if board.closing is not None:
            party = Party(board.closing.unconfirmed)
            chips.append(Chip(_("Ej bekräftad av %(party)s") % {"party": party.label}, "warn"))
        case Stage.IMPORTED:
            chips.append(Chip(_("Inläst"), "ok"))
        case Stage.NOT_ASSESSED if board.assessed == 0:
            chips.append(Chip(_("Ej bedömd"), "warn"))
        case _:
            values = {"done": board.assessed, "total": len(board.rows)}
            chips.append(
                Chip(_("%(done)d av %(total)d bedömda") % values, "ok" if board.is_complete else "warn")
            )
    if board.stage is not Stage.UNCONFIRMED:
        chips += [Chip(waiting_words(party), "warn") for party in board.waits_for]
    if board.corrections:
        chips.append(Chip(_("Rättad"), "plain"))
    return chips


def waiting_words(party: Party) -> str:
    """'Väntar på polisen'."""
    return _("Väntar på %(party)s") % {"party": party.label}


@dataclass(frozen=True, slots=True)
class JointSteps:
    """What stands between the week and its closing, seen from one party."""

    party: Party
    to_confirm: list[WeekRow]
    for_the_other: int  # levels that wait for the other party
    closes: bool  # confirming closes the week
    may_close_alone: bool
    deadline: str

    @property
    def other(self) -> Party:
        return self.party.other

    @property
    def confirm_label(self) -> str:
        n = len(self.to_confirm)
        if self.closes:
            return ngettext(
                "Bekräfta %(n)d nivå och avsluta veckan", "Bekräfta %(n)d nivåer och avsluta veckan", n
            ) % {"n": n}
        return ngettext("Bekräfta %(n)d nivå", "Bekräfta %(n)d nivåer", n) % {"n": n}


def joint_steps(board: WeekBoard, party: Party, now: datetime | None = None) -> JointSteps:
    """Work out what the party can do: agree with the other, or close without it after the deadline."""
    mine, theirs = board.waiting_for(party), len(board.waiting_for(party.other))
    is_open = board.closing is None and board.is_complete
    last = deadline(board.week)
    is_late = (now or timezone.now()) >= last
    return JointSteps(
        party=party,
        to_confirm=mine,
        for_the_other=theirs,
        closes=is_open and bool(mine) and not theirs,
        may_close_alone=is_open and is_late and bool(theirs) and not mine,
        deadline=_("%(day)s kl.%(space)s%(time)s")
        % {"day": short_day(last), "space": NBSP, "time": f"{last:%H.%M}"},
    )


def correction_words(corrections: Iterable[Correction], *, with_reason: bool) -> list[str]:
    """Say what was corrected after it had been settled; the reason only for those who may read it."""
    lines = []
    for correction in corrections:
        made = correction.decision
        values = {
            "area": correction.area.name,
            "before": _in_words(made.before),
            "after": _in_words(made.level),
            "party": Party(made.party).label,
            "who": made.decided_by.name,
            "when": moment_words(made.decided_at),
            "reason": made.reason,
        }
        if with_reason:
            lines.append(
                _("%(area)s: %(before)s blev %(after)s. %(who)s för %(party)s, %(when)s: ”%(reason)s”")
                % values
            )
        else:
            lines.append(_("%(area)s: %(before)s blev %(after)s, rättat av %(party)s %(when)s.") % values)
    return lines


def year_notes(board: YearBoard) -> list[str]:
    """Return the footnotes of the year table, for every party: corrections, and weeks one party left out.

    They say what and when and which party, never who or why: the table is read by all.
    """
    notes = [
        _("Vecka %(week)d är ej bekräftad av %(party)s.") % {"week": week.week, "party": party.label}
        for week, party in board.unconfirmed
    ]
    for correction in board.corrections:
        (words,) = correction_words([correction], with_reason=False)
        notes.append(_("Vecka %(week)d, %(words)s") % {"week": correction.week.week, "words": words})
    return notes


def _in_words(level: int | None) -> str:
    return f"{level} {Level(level).label}" if level else _("ej bedömd")

"""What a rule of retention (gallring) says.  Rooms write theirs in `retention.py`; the roof carries them out.

Source: DOMAIN.md 1.5, which is a proposal.  Arkivlagen (1990:782) lets nobody destroy an authority's
records without a decision, so a rule whose rows belong to an authority rests until that authority has decided.
"""

from calendar import monthrange
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from platssamverkan.core.weeks import STOCKHOLM

Rows = models.QuerySet[Any]


class How(models.TextChoices):
    """What happens to a row whose time is up."""

    DELETE = "delete", _("Raderas")
    COARSEN = "coarsen", _("Görs grövre")  # the row stays, as little as statistics and links need
    KEEP = "keep", _("Bevaras")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How long rows of one kind are kept, and what then happens to them.

    `due` takes a moment and returns the rows that were done with before it and still hold what is to go;
    `carry_out` takes such rows, does it, and returns the keys of those it had to leave.  Doing
    it twice must change nothing more.
    """

    code: str  # stands in decisions and proofs, so it never changes; at most 40 characters
    model: type[models.Model]
    what: str | Promise
    how: How
    basis: str | Promise
    months: int | None = None  # None: kept
    since: str | Promise = ""  # what the months are counted from, in words that follow "efter att"
    # The texts and contact details it answers for; a rule that deletes answers for the whole row.
    fields: tuple[str, ...] = ()
    due: Callable[[datetime], Rows] | None = None
    carry_out: Callable[[Rows], Collection[object]] | None = None
    # The rows among these that an authority (by key) answers for.  None: no authority's records, but
    # what the service itself leaves behind, with one period for all.
    whose: Callable[[Rows, int], Rows] | None = None
    in_trail: bool = False  # the rows stand in the trail, where only content can be erased

    @property
    def needs_decision(self) -> bool:
        """Whether nothing happens until the authority that answers for the rows has decided."""
        return self.whose is not None


def moment_before(day: date, months: int) -> datetime:
    """Return the midnight, Swedish time, that many calendar months before the day.

    From a day the month lacks: its last day, so 31 March less a month is 28 or 29 February.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return datetime.combine(date(year, month + 1, min(day.day, last)), time.min, STOCKHOLM)

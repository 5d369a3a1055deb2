"""Honest words for small counts.  The one place where a change is judged."""

from dataclasses import dataclass
from math import sqrt

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# Two single-period counts differ with sd(z) near 1.41, so 3 gives 3–5 % false alarms (DOMAIN.md 6.1).
SIGNAL = 3.0
# Below this base a percentage says more about the base than about the change (DOMAIN.md 6.1).
PERCENT_BASE = 20


class Verdict(TextChoices):
    """What may be said of a change; the label is the word for the reader."""

    INCREASE = "increase", _("tydlig ökning")
    DECREASE = "decrease", _("tydlig minskning")
    NORMAL = "normal", _("inom normal variation")


@dataclass(frozen=True, slots=True)
class Change:
    """A count against the same period a year before; None where either side is missing."""

    before: int | None
    now: int | None

    @property
    def absolute(self) -> int | None:
        """Difference in counts."""
        return None if self.before is None or self.now is None else self.now - self.before

    @property
    def percent(self) -> float | None:
        """Difference in percent of the base, computed for every base but zero; see `printable_percent`."""
        if self.before is None or self.now is None or self.before == 0:
            return None
        return 100 * (self.now - self.before) / self.before

    @property
    def printable_percent(self) -> float | None:
        """The percentage a reader may be shown: None where the base is under 20."""
        return self.percent if self.before is not None and self.before >= PERCENT_BASE else None

    @property
    def z(self) -> float | None:
        """Wheeler's signal value 2(√now − √before)."""
        if self.before is None or self.now is None:
            return None
        return 2 * (sqrt(self.now) - sqrt(self.before))

    @property
    def verdict(self) -> Verdict | None:
        """The word for the change; a signal only from |z| ≥ 3."""
        if self.z is None:
            return None
        if abs(self.z) < SIGNAL:
            return Verdict.NORMAL
        return Verdict.INCREASE if self.z > 0 else Verdict.DECREASE

"""The rule that proposes a level from counts.  The computer proposes, people decide (DOMAIN.md 4.3)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

STANDARD_VERSION = 1  # of the thresholds below; a district's own begin at 2


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The smallest number that counts as *flera* in each class; the seed leaves it open, 3 is the default."""

    minor: int = 3
    concerning: int = 3
    serious: int = 3


@dataclass(frozen=True, slots=True)
class RuleTable:
    """A version of the rules as it applies to a district and week."""

    version: int = STANDARD_VERSION
    several: Thresholds = Thresholds()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that fired: its name in DOMAIN.md 4.3, its level, and why in words."""

    name: str
    level: int
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """The highest level of all rules that fired, and the rules that gave it."""

    level: int
    rules: tuple[Rule, ...]

    @property
    def reason(self) -> str:
        return ", ".join(rule.reason for rule in self.rules)


def propose(
    *, minor: int, concerning: int, serious: int, critical: int, several: Thresholds | None = None
) -> Proposal:
    """Return the proposed level for the counts n1–n4 of one area and week.

    Monotone: one more incident never lowers the level.  Minor incidents alone never give more than 2.
    """
    limit = several or Thresholds()
    fired = [Rule("R1", 1, _few_minor(minor))]
    if minor >= limit.minor:
        fired.append(Rule("R2a", 2, _("%(n)d lindriga händelser") % {"n": minor}))
    if concerning >= 1:
        fired.append(Rule("R2b", 2, _concerning(concerning)))
    if concerning >= limit.concerning:
        fired.append(Rule("R3a", 3, _concerning(concerning)))
    if serious >= 1:
        fired.append(Rule("R3b", 3, _serious(serious)))
    if serious >= limit.serious:
        fired.append(Rule("R4", 4, _serious(serious)))
    if critical >= 1:
        text = ngettext("%(n)d kritisk händelse", "%(n)d kritiska händelser", critical) % {"n": critical}
        fired.append(Rule("R5", 5, text))
    level = max(rule.level for rule in fired)
    return Proposal(level, tuple(rule for rule in fired if rule.level == level))


def _few_minor(count: int) -> str:
    if count == 0:
        return _("inga händelser")
    return ngettext("%(n)d lindrig händelse", "%(n)d lindriga händelser", count) % {"n": count}


def _concerning(count: int) -> str:
    return ngettext("%(n)d oroande händelse", "%(n)d oroande händelser", count) % {"n": count}


def _serious(count: int) -> str:
    return ngettext("%(n)d allvarlig händelse", "%(n)d allvarliga händelser", count) % {"n": count}

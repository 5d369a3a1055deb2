"""Before a measure starts: what its evaluation could see at all, and the areas it will compare.

Chosen before anybody knows how it went, so that nobody chooses the comparison by its answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.evaluation import (
    SEASON_DAYS,
    Design,
    areas_and_length_wrong,
    count_in,
    may_count_in,
)
from measures.models import EffectPlan, Evaluation, Measure, Role
from measures.permissions import manages
from places.models import Area
from platssamverkan.core.statistics import chance_of_seeing, smallest_visible_decrease
from platssamverkan.core.swedish import MINUS, decimal, enumerate_words, whole
from platssamverkan.core.weeks import IsoWeek
from stakeholders.audit import record
from stakeholders.models import User

POWER = 0.8  # how often an effect should be seen to be counted upon: four times in five, as is usual
SHARES = (10, 20, 30, 50, 75)  # percent prevented, shown with the chance of seeing it

Areas = Mapping[Role, tuple[Area, ...]]


@dataclass(frozen=True, slots=True)
class Foresight:
    """What could be seen: the counts before by role, and what follows from them."""

    first: IsoWeek
    weeks: int
    counts: dict[str, int]
    has_invented: bool

    @property
    def target(self) -> int:
        """Incidents where the measure is to be carried out, in the weeks before."""
        return self.counts.get(Role.TARGET.value, 0)

    @property
    def everything(self) -> int:
        """Incidents in all areas of the comparison: what the uncertainty comes from."""
        return sum(self.counts.values())

    @property
    def smallest(self) -> float | None:
        """How many must be prevented to be seen four times in five; None where not even all of them would do."""
        if not self.target:
            return None
        found = smallest_visible_decrease(self.everything, power=POWER)
        return found if found < self.target else None

    @property
    def chances(self) -> list[tuple[int, int, int]]:
        """Percent prevented, incidents prevented, and in how many of a hundred cases it would be seen."""
        return [
            (share, round(self.target * share / 100), round(100 * chance_of_seeing(self.everything, self.target * share / 100)))
            for share in SHARES
        ]  # fmt: skip

    @property
    def sentence(self) -> str:
        """The answer in plain Swedish; never more than the counts can carry."""
        if not self.target:
            return _("Inga händelser finns före åtgärden, så en minskning kan inte synas.")
        if self.smallest is None:
            return ngettext(
                "Underlaget är för litet. Med %(n)s händelse på %(weeks)d veckor skulle inte ens noll efteråt "
                "synas säkert. Följ hellre upp vad som blev gjort och hur platsen upplevs.",
                "Underlaget är för litet. Med %(n)s händelser på %(weeks)d veckor skulle inte ens noll efteråt "
                "synas säkert. Följ hellre upp vad som blev gjort och hur platsen upplevs.",
                self.target,
            ) % {"n": whole(self.target), "weeks": self.weeks}
        return _(
            "Av %(n)s händelser på %(weeks)d veckor måste minst %(least)s utebli (%(minus)s%(share)s %%) för att "
            "minskningen ska synas fyra gånger av fem. En mindre effekt kan finnas utan att synas."
        ) % {
            "n": whole(self.target), "weeks": self.weeks, "least": decimal(self.smallest, 0), "minus": MINUS,
            "share": decimal(100 * self.smallest / self.target, 0),
        }  # fmt: skip


def first_week_before(measure: Measure, weeks: int, today: date) -> IsoWeek:
    """The first of the last whole weeks before the measure starts, or before today if that comes first."""
    start = min(measure.started_on or measure.planned_start or today, today)
    return IsoWeek.of(IsoWeek.of(start).monday - timedelta(weeks=max(weeks, 1)))


def foresee(*, measure: Measure, areas: Areas, weeks: int, today: date) -> Foresight:
    """Count the weeks before.  ValidationError, by field, for areas that overlap or are missing, or a strange length."""
    wrong = areas_and_length_wrong(areas, weeks)
    if wrong:
        raise ValidationError(wrong)
    first = first_week_before(measure, weeks, today)
    counts: dict[str, int] = {}
    invented = False
    for role in Role:
        counts[role.value], found = count_in(areas[role], first, weeks) if areas[role] else (0, False)
        invented = invented or found
    return Foresight(first, weeks, counts, invented)


@transaction.atomic
def plan_effect(*, by: User, measure: Measure, areas: Areas, weeks: int) -> EffectPlan:
    """Write down how the measure will be evaluated, with what was known then.

    ValidationError as `foresee` says, and for a measure that has begun: then it is too late to choose without
    knowing.  PermissionDenied for somebody who may not manage the measure or read the counts.
    """
    if not manages(by, measure.area) or not may_count_in(
        by, [area for rows in areas.values() for area in rows]
    ):
        raise PermissionDenied
    if measure.started_on or measure.done_on:
        raise ValidationError(_("Åtgärden har redan börjat, så jämförelsen kan inte bestämmas i förväg."))
    today = timezone.localdate()
    found = foresee(measure=measure, areas=areas, weeks=weeks, today=today)
    row = EffectPlan(
        measure=measure, made_on=today, weeks=weeks, before_from=found.first.monday, counts=found.counts,
        has_invented=found.has_invented,
    )  # fmt: skip
    row.full_clean()
    row.save()
    for role in Role:
        getattr(row, f"{role.value}_areas").set(areas[role])
    record(by, "measure.effect_planned", measure, weeks=weeks)
    return row


def kept_foresight(row: EffectPlan) -> Foresight:
    """What was foreseen, from the counts that were kept."""
    return Foresight(IsoWeek.of(row.before_from), row.weeks, row.counts, row.has_invented)


def areas_of(row: EffectPlan | Evaluation) -> dict[Role, tuple[Area, ...]]:
    """The areas of a kept comparison by role, without their borders."""
    return {role: tuple(getattr(row, f"{role.value}_areas").defer("geometry")) for role in Role}


def departures(measure: Measure, design: Design) -> list[str]:
    """What the reader must know of how the comparison was chosen: its areas or length are not those planned."""
    planned = measure.effect_plans.first()
    if planned is None:
        return []
    changed = [
        str(role.label).lower()
        for role in Role
        if set(getattr(planned, f"{role.value}_areas").values_list("pk", flat=True))
        != {area.pk for area in design.areas(role)}
    ]
    found = []
    if changed:
        found.append(
            _("Områdena är inte de som valdes innan åtgärden började (%(roles)s). Säg varför i slutsatsen.")
            % {"roles": enumerate_words(changed)}
        )
    if planned.weeks != design.weeks:
        found.append(
            _("Perioderna är %(now)d veckor. Innan åtgärden började valdes %(then)d.")
            % {"now": design.weeks, "then": planned.weeks}
        )
    return found


def proposed_design(measure: Measure) -> dict[str, object]:
    """What the evaluation's form begins with: what was chosen before the start, else the usual length."""
    planned = measure.effect_plans.first()
    if planned is None:
        return {"weeks": 26}
    values: dict[str, object] = {
        role.value: list(getattr(planned, f"{role.value}_areas").values_list("pk", flat=True))
        for role in Role
    }
    values |= {"weeks": planned.weeks, "before": planned.before_from}
    begun = measure.started_on or measure.planned_start
    if begun:
        monday = IsoWeek.of(begun).monday
        years = max(round((monday - planned.before_from).days / 364), 1)
        same_season = planned.before_from + timedelta(weeks=52 * years)
        late = (same_season - monday).days
        # The same time of the year where it lies after the start, else the first whole week after it.
        values["after"] = same_season if 0 <= late <= SEASON_DAYS * 4 else monday + timedelta(weeks=1)
    return values

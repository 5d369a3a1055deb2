"""Did it work?  Counts incidents in four places before and after, and says in words what they can carry."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents.models import Incident, Origin
from measures.models import Evaluation, Measure, MeasureUpdate, Role, UpdateKind
from measures.permissions import manages
from places.models import Area
from places.permissions import areas_where
from platssamverkan.core.before_after import (
    LEAST_SERIES_WEEKS,
    RatioEffect,
    difference_in_differences,
    interrupted_series,
)
from platssamverkan.core.statistics import NOTHING, BeforeAfter, Displacement, Verdict
from platssamverkan.core.swedish import MINUS, decimal, signed, whole
from platssamverkan.core.weeks import IsoWeek
from stakeholders.audit import record
from stakeholders.models import User
from stakeholders.policy import Action

LEAST_WEEKS, MOST_WEEKS = 4, 106
SEASON_DAYS = 21  # periods whose starts lie this near in the year are of the same season
SHARED_METRES2 = 1.0  # a border that is only touched is no overlap


@dataclass(frozen=True, slots=True)
class Design:
    """What is compared: areas in four roles, and two periods of equally many whole weeks."""

    target: tuple[Area, ...]
    control: tuple[Area, ...]
    buffer: tuple[Area, ...]
    buffer_control: tuple[Area, ...]
    before: IsoWeek
    after: IsoWeek
    weeks: int

    def areas(self, role: Role) -> tuple[Area, ...]:
        found: tuple[Area, ...] = getattr(self, role.value)
        return found


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts by role, as kept, and whether invented incidents are among them."""

    counts: dict[str, list[int]]
    has_invented: bool
    weekly: list[list[int]]  # the target's counts week by week, before and after; [] where nobody kept them


def last_week_of(first: IsoWeek, weeks: int) -> IsoWeek:
    """Return the last of so many weeks."""
    return IsoWeek.of(first.monday + timedelta(weeks=weeks - 1))


def remarks(design: Design) -> list[str]:
    """What a reader must know before trusting the comparison; empty for a design without known faults."""
    found = []
    gap = (design.after.monday - design.before.monday).days % 365
    if min(gap, 365 - gap) > SEASON_DAYS:
        found.append(
            _("Perioderna ligger i olika delar av året. Skillnaden kan bero på årstiden, inte på åtgärden.")
        )
    if design.weeks < 26:
        found.append(
            _(
                "Perioderna är kortare än ett halvår. Platser väljs ofta när det är som värst och blir då lugnare av sig själva."
            )
        )
    if design.buffer and not design.buffer_control:
        found.append(
            _("Det runt omkring saknar jämförelse. En allmän minskning ser då ut som att effekten spred sig.")
        )
    return found


def check(design: Design) -> None:
    """ValidationError, by field, for a comparison that would give a wrong number."""
    wrong = areas_and_length_wrong({role: design.areas(role) for role in Role}, design.weeks)
    end = last_week_of(design.after, max(design.weeks, 1))
    if end.sunday >= timezone.localdate():
        wrong["after"] = _("Perioden efter är inte slut än. Båda perioderna måste vara lika långa.")
    if last_week_of(design.before, max(design.weeks, 1)).monday >= design.after.monday:
        wrong["after"] = _("Perioderna går in i varandra.")
    if wrong:
        raise ValidationError(wrong)


def areas_and_length_wrong(areas: Mapping[Role, Collection[Area]], weeks: int) -> dict[str, str]:
    """What is wrong with the chosen areas and the periods' length, by field; the same before a start and after."""
    wrong: dict[str, str] = {}
    if not LEAST_WEEKS <= weeks <= MOST_WEEKS:
        wrong["weeks"] = _("Välj mellan %(least)d och %(most)d veckor.") % {
            "least": LEAST_WEEKS,
            "most": MOST_WEEKS,
        }
    if not areas[Role.TARGET]:
        wrong["target"] = _("Välj var åtgärden görs.")
    if not areas[Role.CONTROL]:
        wrong["control"] = _("Välj minst ett område att jämföra med.")
    roles = [role for role in Role if areas[role]]
    for index, role in enumerate(roles):
        for other in roles[index + 1 :]:
            if shared := _shared(areas[role], areas[other]):
                wrong[other.value] = _("%(name)s ligger redan i ”%(role)s”. Samma händelse får inte räknas på två ställen.") % {
                    "name": shared, "role": role.label,
                }  # fmt: skip
    return wrong


def _shared(these: Collection[Area], those: Collection[Area]) -> str:
    """The name of an area among the second that overlaps one of the first, or ''."""
    counted = set(Area.objects.within([area.pk for area in these]).values_list("pk", flat=True))
    for area in those:
        # What lies below an area is counted with it, whatever its borders say.
        if counted.intersection(Area.objects.within([area.pk]).values_list("pk", flat=True)):
            return area.name
        for other in these:
            if (
                area.geometry.intersects(other.geometry)
                and area.geometry.intersection(other.geometry).area > SHARED_METRES2
            ):
                return area.name
    return ""


def count(design: Design) -> Counted:
    """Count the incidents of the four roles in both periods, whole weeks in Swedish time."""
    counts: dict[str, list[int]] = {}
    invented = False
    for role in Role:
        counts[role.value] = []
        for first in (design.before, design.after):
            number, has_invented = count_in(design.areas(role), first, design.weeks)
            counts[role.value].append(number)
            invented = invented or has_invented
    return Counted(counts, invented, weekly_counts(design))


def count_in(areas: Collection[Area], first: IsoWeek, weeks: int) -> tuple[int, bool]:
    """Count the incidents in areas during so many whole weeks, and say whether invented ones are among them."""
    wanted = Area.objects.within([area.pk for area in areas])
    found = (
        Incident.objects.counted()
        .filter(
            area__in=wanted.values("pk"), occurred_from__gte=first.start, occurred_from__lt=last_week_of(first, weeks).end,
        )
        .aggregate(all=Count("pk"), invented=Count("pk", filter=Q(origin=Origin.INVENTED)))
    )  # fmt: skip
    return found["all"], found["invented"] > 0


def weekly_counts(design: Design) -> list[list[int]]:
    """Count the target's incidents week by week in both periods, quiet weeks as zero."""
    areas = Area.objects.within([area.pk for area in design.target])
    found: list[list[int]] = []
    for first in (design.before, design.after):
        moments = Incident.objects.counted().filter(
            area__in=areas.values("pk"), occurred_from__gte=first.start,
            occurred_from__lt=last_week_of(first, design.weeks).end,
        )  # fmt: skip
        weeks = [0] * design.weeks
        for moment in moments.values_list("occurred_from", flat=True):
            monday = IsoWeek.of(timezone.localdate(moment)).monday
            weeks[(monday - first.monday).days // 7] += 1
        found.append(weeks)
    return found


def displacement(counts: dict[str, list[int]]) -> Displacement:
    """The kept counts as a weighted displacement difference; a role without areas counts as nothing."""
    sides = {role: BeforeAfter(*counts[role.value]) if counts.get(role.value) else NOTHING for role in Role}
    return Displacement(
        sides[Role.TARGET], sides[Role.CONTROL], sides[Role.BUFFER], sides[Role.BUFFER_CONTROL]
    )


def sentence(found: Displacement) -> str:
    """What the numbers say, in plain Swedish; never more than they can carry."""
    if not found.standard_error:
        return _("Inga händelser finns i någon av perioderna. Underlaget är för litet för att avgöra.")
    between = found.interval()
    span = _("mellan %(lower)s och %(upper)s") % {
        "lower": decimal(between.lower, 0), "upper": decimal(between.upper, 0),
    }  # fmt: skip
    match found.verdict:
        case Verdict.TOO_FEW:
            return _(
                "Underlaget är för litet för att avgöra. Med %(before)s händelser före åtgärden hade inte ens "
                "noll händelser efteråt gått att skilja från slumpen. Skillnaden var %(difference)s (%(span)s)."
            ) % {"before": whole(found.target.before), "difference": whole(found.difference), "span": span}
        case Verdict.NORMAL:
            return _(
                "Ingen effekt går att skilja från slumpen. Skillnaden mot jämförelsen var %(difference)s "
                "händelser (%(span)s)."
            ) % {"difference": whole(found.difference), "span": span}
        case Verdict.DECREASE:
            return _(
                "Händelserna blev %(number)s färre än jämförelsen ger skäl att vänta (%(span)s), "
                "det runt omkring inräknat."
            ) % {"number": whole(-found.difference), "span": span}
        case _:
            return _(
                "Händelserna blev %(number)s fler än jämförelsen ger skäl att vänta (%(span)s), "
                "det runt omkring inräknat."
            ) % {"number": whole(found.difference), "span": span}


def ratio_sentence(counts: dict[str, list[int]]) -> str:
    """What the difference-in-differences says; the same question asked as a share instead of a number."""
    sides = [BeforeAfter(*(counts.get(role.value) or (0, 0))) for role in (Role.TARGET, Role.CONTROL)]
    found = difference_in_differences(*sides)
    if found is None:
        return _(
            "Skillnad i skillnader: går inte att räkna, för en av perioderna saknar händelser. "
            "Underlaget är för litet för att avgöra."
        )
    return _("Skillnad i skillnader: %(words)s") % {"words": _in_words(found)}


def series_sentence(weekly: list[list[int]], weeks_between: int) -> str:
    """What the interrupted weekly series says; '' where no weeks were kept."""
    if not weekly:
        return ""
    before, after = weekly
    start = len(before) + weeks_between
    times = [*range(len(before)), *range(start, start + len(after))]
    found = interrupted_series([*before, *after], len(before), times)
    if found is None:
        return _(
            "Veckoserien: färre än %(weeks)d veckor, eller en period utan händelser. "
            "Underlaget är för litet för att avgöra."
        ) % {"weeks": LEAST_SERIES_WEEKS}
    return _("Veckoserien, mot sin egen linje: %(words)s") % {"words": _in_words(found)}


def _in_words(found: RatioEffect) -> str:
    span = found.interval()
    between = _("mellan %(lower)s och %(upper)s %%") % {
        "lower": signed_whole(span.lower), "upper": signed_whole(span.upper or 0),
    }  # fmt: skip
    match found.verdict:
        case Verdict.DECREASE:
            return _("%(n)s %% färre än väntat (%(between)s).") % {
                "n": decimal(-found.percent, 0), "between": between,
            }  # fmt: skip
        case Verdict.INCREASE:
            return _("%(n)s %% fler än väntat (%(between)s).") % {
                "n": decimal(found.percent, 0), "between": between,
            }  # fmt: skip
        case Verdict.TOO_FEW:
            return _(
                "Underlaget är för litet för att avgöra. Inte ens en halvering hade gått att skilja från slumpen (%(between)s)."
            ) % {"between": between}
        case _:
            return _(
                "ingen effekt går att skilja från slumpen (%(between)s). En minskning med %(least)s %% hade synts hälften av gångerna."
            ) % {"between": between, "least": decimal(found.smallest_visible, 0)}


def signed_whole(value: float) -> str:
    """'−12', '+4': a percentage without decimals."""
    return signed(round(value))


def around_sentence(found: Displacement) -> str:
    """Whether crime may have moved, as far as the counts around can tell; '' where nothing was counted."""
    part = Displacement(found.buffer, found.buffer_control)
    if not part.standard_error:
        return ""
    match part.verdict:
        case Verdict.INCREASE:
            return _("Runt omkring blev det fler händelser. En del kan ha flyttat dit.")
        case Verdict.DECREASE:
            return _("Runt omkring blev det färre händelser. Nyttan kan ha spridit sig.")
        case _:
            return _("Om händelser har flyttat till det runt omkring går inte att avgöra.")


def foresight(before: Displacement) -> str:
    """Before a measure starts: the smallest effect that could be seen afterwards."""
    least = before.smallest_visible
    counted = before.target.before
    if not counted:
        return _("Inga händelser finns före åtgärden, så en minskning kan inte synas.")
    if before.is_too_small:
        return ngettext(
            "Med %(counted)s händelse på lika lång tid före går ingen minskning att se. Följ hellre upp vad som "
            "blev gjort och hur platsen upplevs.",
            "Med %(counted)s händelser på lika lång tid före går ingen minskning att se. Följ hellre upp vad som "
            "blev gjort och hur platsen upplevs.",
            counted,
        ) % {"counted": whole(counted)}
    return _(
        "Av %(counted)s händelser på lika lång tid före måste minst omkring %(least)s utebli (%(minus)s%(share)s %%) "
        "för att en minskning ska synas."
    ) % {
        "counted": whole(counted), "least": decimal(least, 0), "minus": MINUS,
        "share": decimal(100 * least / counted, 0),
    }  # fmt: skip


def may_count(user: User, design: Design) -> bool:
    """Say whether the person may read counts in every area of the comparison."""
    return may_count_in(user, [area for role in Role for area in design.areas(role)])


def may_count_in(user: User, areas: Collection[Area]) -> bool:
    """Say whether the person may read counts in all of the areas."""
    wanted = {area.pk for area in areas}
    return areas_where(user, Action.VIEW_INCIDENT_COUNTS).filter(pk__in=wanted).count() == len(wanted)


@transaction.atomic
def evaluate(*, by: User, measure: Measure, design: Design, note: str = "") -> Evaluation:
    """Keep an evaluation of a measure, its counts included.

    ValidationError, by field, for a design that `check` refuses; PermissionDenied for somebody who may not
    manage the measure or read the counts.
    """
    if not manages(by, measure.area) or not may_count(by, design):
        raise PermissionDenied
    check(design)
    found = count(design)
    row = Evaluation(
        measure=measure, made_on=timezone.localdate(), weeks=design.weeks, before_from=design.before.monday,
        after_from=design.after.monday, counts=found.counts, weekly=found.weekly, has_invented=found.has_invented,
        note=note,
    )  # fmt: skip
    row.full_clean()
    row.save()
    for role in Role:
        getattr(row, f"{role.value}_areas").set(design.areas(role))
    MeasureUpdate.objects.create(
        measure=measure,
        on=row.made_on,
        kind=UpdateKind.FOLLOW_UP,
        by=by,
        text=sentence(displacement(found.counts)),
    )
    record(by, "measure.evaluated", measure, weeks=design.weeks)
    return row

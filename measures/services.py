"""Changes of problems, measures and plans.

What each change of status must carry stands in `TRANSITIONS` and `_REQUIRED` (DOMAIN.md T10); who may do it
stands in `measures.permissions`.  Every change leaves a line in the measure's timeline and one in the trail.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.models import (
    ActionPlan,
    Activity,
    Cadence,
    CauseFactor,
    Evidence,
    Funding,
    Indicator,
    LawItem,
    Measure,
    MeasureUpdate,
    Occurrence,
    PlanStatus,
    Problem,
    PublishedRate,
    Reading,
    Status,
    UpdateKind,
)
from measures.observations import living_measure, place_of, proposed_day, proposed_title, tell_walk
from measures.permissions import leads, manages, may_edit, may_move, owns, takes_part
from places.models import Area
from places.permissions import grounds
from platssamverkan.core.swedish import whole
from stakeholders.audit import record
from stakeholders.models import Organisation, User
from stakeholders.policy import Action
from walks.models import Observation

TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.PROPOSED: frozenset({Status.DECIDED, Status.REJECTED}),
    Status.DECIDED: frozenset(
        {Status.PLANNED, Status.PAUSED, Status.REJECTED, Status.CANCELLED, Status.TRANSFERRED}
    ),
    Status.PLANNED: frozenset(
        {Status.ONGOING, Status.DONE, Status.PAUSED, Status.CANCELLED, Status.TRANSFERRED}
    ),
    Status.ONGOING: frozenset({Status.DONE, Status.PAUSED, Status.CANCELLED, Status.TRANSFERRED}),
    Status.PAUSED: frozenset({Status.PLANNED, Status.ONGOING, Status.CANCELLED, Status.TRANSFERRED}),
    # Back to ongoing: it was not finished after all, which is said.
    Status.DONE: frozenset({Status.EVALUATED, Status.ONGOING, Status.TRANSFERRED}),
    Status.EVALUATED: frozenset(),
    Status.REJECTED: frozenset(),
    Status.CANCELLED: frozenset(),
    Status.TRANSFERRED: frozenset(),
}
NEEDS_REASON = frozenset({Status.PAUSED, Status.REJECTED, Status.CANCELLED, Status.TRANSFERRED})
MOST_OCCURRENCES = 400
_STEP_DAYS = {Cadence.WEEKLY: 7, Cadence.FORTNIGHTLY: 14}


def next_statuses(user: User, measure: Measure) -> list[Status]:
    """Return what the person may make of the measure now, in the order of the list."""
    possible = TRANSITIONS[Status(measure.status)]
    return [status for status in Status if status in possible and may_move(user, measure, status)]


def needs_reason(before: Status, to: Status) -> bool:
    """Say whether the change must tell why: every side state, and taking back that it was finished."""
    return to in NEEDS_REASON or (before == Status.DONE and to == Status.ONGOING)


@transaction.atomic
def change_status(
    *,
    by: User,
    measure: Measure,
    to: Status,
    on: date | None = None,
    reason: str = "",
    resume_on: date | None = None,
    due_on: date | None = None,
    output: str = "",
) -> Measure:
    """Move a measure to another status.

    PermissionDenied for somebody who may not.  ValidationError, by field, if the way does not exist or what
    it must carry is missing: a reason for every side state, an end of a pause, a last day for what is
    planned, an evaluation for what is evaluated.
    """
    fresh = Measure.objects.select_for_update(of=("self",)).select_related("area", "owner").get(pk=measure.pk)
    if not may_move(by, fresh, to):
        raise PermissionDenied
    organisation = fresh.owner if owns(by, fresh) else None
    return move_measure(
        fresh, to, by=by, organisation=organisation, by_link=False, on=on, reason=reason,
        resume_on=resume_on, due_on=due_on, output=output,
    )  # fmt: skip


def move_measure(
    measure: Measure, to: Status, *, by: User | None, organisation: Organisation | None, by_link: bool,
    on: date | None, reason: str, resume_on: date | None, due_on: date | None, output: str,
) -> Measure:  # fmt: skip
    """Make the change, for somebody whose right to it has been settled; the row is locked by the caller.

    `organisation` is on whose behalf.  ValidationError as `change_status` says.
    """
    today = timezone.localdate()
    day = on or today
    before = Status(measure.status)
    if to not in TRANSITIONS[before]:
        raise ValidationError(
            _("En åtgärd som är %(before)s kan inte bli %(after)s.")
            % {"before": before.label.lower(), "after": to.label.lower()}
        )
    reason = reason.strip()
    due_before = measure.due_on
    measure.due_on = due_on or measure.due_on
    _check(measure, before, to, day=day, today=today, reason=reason, resume_on=resume_on)
    measure.status, measure.status_since, measure.reason = to, day, reason
    measure.resume_on = resume_on if to == Status.PAUSED else None
    if to == Status.DECIDED:
        measure.decided_on = day
    if to == Status.ONGOING:
        measure.started_on, measure.done_on = measure.started_on or day, None
    if to == Status.DONE:
        measure.started_on, measure.done_on = measure.started_on or day, day
        measure.output = output.strip() or measure.output
    measure.full_clean(exclude=["follows"])
    measure.save()
    MeasureUpdate.objects.create(
        measure=measure, on=day, kind=UpdateKind.STATUS, organisation=organisation, by=by, by_link=by_link,
        from_status=before, to_status=to, text=reason or output.strip(),
        due_before=due_before, due_after=measure.due_on,
    )  # fmt: skip
    record(by, "measure.moved", measure, before=before.value, after=to.value, by_link=by_link)
    tell_walk(measure, by=by)
    return measure


def _check(
    measure: Measure, before: Status, to: Status, *, day: date, today: date, reason: str,
    resume_on: date | None,
) -> None:  # fmt: skip
    """ValidationError, by field, for what the change lacks."""
    wrong: dict[str, str] = {}
    if day > today:
        wrong["on"] = _("Dagen har inte varit än.")
    if needs_reason(before, to) and not reason:
        wrong["reason"] = _("Skriv varför. Skälet visas för alla som ser åtgärden.")
    if to == Status.PAUSED and (resume_on is None or resume_on <= today):
        wrong["resume_on"] = _("Ange en kommande dag då åtgärden återupptas.")
    if to in {Status.PLANNED, Status.ONGOING} and measure.due_on is None:
        wrong["due_on"] = _("Ange när åtgärden ska vara klar.")
    if to == Status.DONE and measure.planned_start and day < measure.planned_start and not measure.started_on:
        wrong["on"] = _("Åtgärden skulle börja senare än så. Ändra starten först.")
    if to == Status.EVALUATED and not measure.evaluations.exists():
        wrong["status"] = _("Gör en utvärdering först. Utan den vet ingen om åtgärden hade effekt.")
    if wrong:
        raise ValidationError(wrong)


# --- making and changing -------------------------------------------------------------------------------


@transaction.atomic
def add_quick_measure(
    *, by: User, title: str, owner: Organisation, due_on: date, area: Area, place: Any = None
) -> Measure:
    """Write down what, who and when, and nothing more; it is planned from the start."""
    return save_measure(
        by=by,
        values={
            "title": title, "owner": owner, "due_on": due_on, "area": area, "place": place, "is_quick": True,
            "status": Status.PLANNED,
        },
    )  # fmt: skip


@transaction.atomic
def measure_from_observation(
    *, by: User, observation: Observation, title: str = "", owner: Organisation | None = None, due_on: date | None = None,
) -> Measure:  # fmt: skip
    """Make a quick measure of what was seen on a walk, and answer those who walked.

    What isn't given is taken from the observation: its kind and stop, who is responsible, the day promised.
    ValidationError when nobody is responsible, when it has a measure already, or when nothing is wrong there.
    """
    seen = (
        Observation.objects.select_for_update(of=("self",))
        .select_related("walk__area", "stop__place", "category", "responsible")
        .get(pk=observation.pk)
    )
    if seen.positive:
        raise ValidationError(_("Det som fungerar bra behöver ingen åtgärd."))
    if living_measure(seen) is not None:
        raise ValidationError(_("Iakttagelsen har redan en åtgärd."))
    owner = owner or seen.responsible
    if owner is None:
        raise ValidationError({"owner": _("Ange vem som gör det. Iakttagelsen har ingen ansvarig.")})
    area, place = seen.walk.area, place_of(seen)
    if place is not None and not place.areas.filter(pk__in=_wider(area)).exists():
        place = None
    return save_measure(
        by=by,
        values={
            "title": title or proposed_title(seen), "what": seen.text, "owner": owner, "area": area, "place": place,
            "due_on": due_on or proposed_day(seen, timezone.localdate()), "is_quick": True,
            "status": Status.PLANNED, "observation": seen, "is_example": seen.walk.invented,
            "source": _("Iakttagelse %(number)d, %(walk)s") % {"number": seen.number, "walk": seen.walk.title},
        },
    )  # fmt: skip


@transaction.atomic
def set_published_rate(*, by: User, organisation: Organisation, shown: bool) -> None:
    """Show an organisation's rate of kept promises to all parties, or take it back.

    PermissionDenied for somebody who does not carry out its measures anywhere: no one else publishes it.
    """
    if not any(ground.organisation == organisation.pk for ground in grounds(by, Action.CARRY_OUT_MEASURES)):
        raise PermissionDenied
    if shown:
        PublishedRate.objects.get_or_create(
            organisation=organisation, defaults={"since": timezone.localdate()}
        )
    else:
        PublishedRate.objects.filter(organisation=organisation).delete()
    record(by, "promises.published" if shown else "promises.withdrawn", organisation)


@transaction.atomic
def save_measure(
    *,
    by: User,
    measure: Measure | None = None,
    values: Mapping[str, Any],
    contributors: Collection[Organisation] | None = None,
    problems: Collection[Problem] | None = None,
    causes: Collection[CauseFactor] | None = None,
    indicators: Collection[Indicator] | None = None,
) -> Measure:
    """Make a measure or change what it says; its status goes through `change_status`.

    Choosing a cause chooses its problem too.  ValidationError, by field: an owner that does not take part
    there, a last day before the start, a chain of measures that comes back to itself, a new last day in
    the past.
    """
    fresh = measure is None
    today = timezone.localdate()
    measure = measure or Measure(status_since=today)
    due_before = measure.due_on
    for name, value in values.items():
        setattr(measure, name, value)
    if fresh and not manages(by, measure.area):
        raise PermissionDenied
    if not fresh and not may_edit(by, measure):
        raise PermissionDenied
    wrong: dict[str, str] = {}
    if (fresh or "owner" in values) and not takes_part(measure.owner, measure.area):
        wrong["owner"] = _("%(name)s deltar inte i området längre. Välj en annan organisation.") % {
            "name": measure.owner.name
        }
    if measure.place and not measure.place.areas.filter(pk__in=_wider(measure.area)).exists():
        wrong["place"] = _("Platsen ligger inte i det området.")
    if fresh and measure.due_on is not None and measure.due_on < today and measure.is_open:
        wrong["due_on"] = _("Den dagen har redan varit.")
    if measure.follow_up_on and measure.due_on and measure.follow_up_on < measure.due_on:
        wrong["follow_up_on"] = _("Uppföljningen ligger före sista dagen.")
    if measure.cadence != Cadence.ONCE and not (measure.planned_start and measure.due_on):
        wrong["cadence"] = _("En återkommande åtgärd behöver både en första och en sista dag.")
    if not fresh and (paid := _paid(measure)) and measure.cost is not None and measure.cost < paid:
        named = "cost_actual" if measure.cost_actual is not None else "cost_estimate"
        wrong[named] = _("Finansieringen är redan %(paid)s kr, mer än kostnaden. Ändra den först.") % {
            "paid": whole(paid)
        }
    if _comes_back(measure):
        wrong["follows"] = _("Åtgärderna skulle bygga på varandra i en cirkel.")
    if not measure.is_quick and not measure.owner_role.strip():
        wrong["owner_role"] = _("Ange vilken funktion som ansvarar, inte en person.")
    if wrong:
        raise ValidationError(wrong)
    if not fresh and "owner" in values:
        measure.is_disputed = False  # whoever chooses the owner has settled it
    measure.full_clean()
    measure.save()
    if contributors is not None:
        measure.contributors.set(one for one in contributors if one.pk != measure.owner_id)
    if causes is not None:
        measure.causes.set(causes)
        problems = [*(problems or []), *(cause.problem for cause in causes)]
    if problems is not None:
        measure.problems.set(problems)
    if indicators is not None:
        measure.indicators.set(indicators)
    plan_occurrences(measure)
    MeasureUpdate.objects.create(
        measure=measure, on=today, kind=UpdateKind.CREATED if fresh else UpdateKind.CHANGED,
        organisation=measure.owner if owns(by, measure) else None, by=by,
        to_status=measure.status if fresh else "", due_before=due_before, due_after=measure.due_on,
    )  # fmt: skip
    record(by, "measure.added" if fresh else "measure.changed", measure)
    tell_walk(measure, by=by)
    return measure


def _wider(area: Area) -> list[int]:
    """The area and everything below it: a place in a stadsdel is a place in its district."""
    return list(Area.objects.within([area.pk]).values_list("pk", flat=True))


def _comes_back(measure: Measure) -> bool:
    seen = {measure.pk} if measure.pk else set()
    step = measure.follows
    while step is not None:
        if step.pk in seen:
            return True
        seen.add(step.pk)
        step = step.follows
    return False


def occurrence_days(cadence: str, first: date, last: date) -> list[date]:
    """Return the days of a recurring measure, both ends included.

    A month that lacks the day gets its last one, and the next month has the day again.
    """
    days: list[date] = []
    number = 0
    while len(days) < MOST_OCCURRENCES:
        day = _nth(Cadence(cadence), first, number)
        if day > last:
            break
        days.append(day)
        number += 1
    return days


def _nth(cadence: Cadence, first: date, number: int) -> date:
    if cadence in _STEP_DAYS:
        return first + timedelta(days=_STEP_DAYS[cadence] * number)
    months = number * (12 if cadence == Cadence.YEARLY else 1)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    for day in range(first.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, first.day)


def plan_occurrences(measure: Measure) -> None:
    """Make the rows of a recurring measure agree with its days; what was answered is kept."""
    wanted: set[date] = set()
    if measure.cadence != Cadence.ONCE and measure.planned_start and measure.due_on:
        wanted = set(occurrence_days(measure.cadence, measure.planned_start, measure.due_on))
    measure.occurrences.filter(held__isnull=True).exclude(on__in=wanted).delete()
    Occurrence.objects.bulk_create(
        (Occurrence(measure=measure, on=day) for day in sorted(wanted)), ignore_conflicts=True
    )


@transaction.atomic
def add_funding(
    *, by: User, measure: Measure, organisation: Organisation, kind: str, amount: int, year: int
) -> Funding:
    """Write down who pays.  ValidationError if it would come to more than the measure costs."""
    locked = Measure.objects.select_for_update(of=("self",)).select_related("area").get(pk=measure.pk)
    if not may_edit(by, locked):
        raise PermissionDenied
    row = Funding(measure=locked, organisation=organisation, kind=kind, amount=amount, year=year)
    row.full_clean()
    if locked.cost is None:
        raise ValidationError({"amount": _("Ange först vad åtgärden kostar.")})
    if _paid(locked) + amount > locked.cost:
        raise ValidationError({"amount": _("Finansieringen skulle bli större än kostnaden.")})
    row.save()
    record(by, "measure.funded", locked, amount=amount, kind=kind, year=year)
    return row


def _paid(measure: Measure) -> int:
    """What has been written down as paid, in kronor."""
    return measure.funding.aggregate(sum=Sum("amount"))["sum"] or 0


@transaction.atomic
def add_activity(*, by: User, measure: Measure, text: str, due_on: date | None) -> Activity:
    """Add a step.  ValidationError if it is due after the measure itself."""
    if not may_edit(by, measure):
        raise PermissionDenied
    if due_on and measure.due_on and due_on > measure.due_on:
        raise ValidationError({"due_on": _("Steget ligger efter åtgärdens sista dag.")})
    row = Activity(measure=measure, text=text, due_on=due_on, position=measure.activities.count() + 1)
    row.full_clean()
    row.save()
    record(by, "measure.activity", measure)
    return row


@transaction.atomic
def finish_activity(*, by: User, activity: Activity) -> None:
    """Tick a step off, or take the tick back."""
    if not may_edit(by, activity.measure):
        raise PermissionDenied
    activity.done_on = None if activity.done_on else timezone.localdate()
    activity.save()
    record(by, "measure.activity", activity.measure, done=activity.done_on is not None)


@transaction.atomic
def answer_occurrence(*, by: User, occurrence: Occurrence, held: bool | None) -> None:
    """Write down whether a recurring measure was carried out that day; None takes the answer back.

    ValidationError for a day to come.
    """
    if not may_edit(by, occurrence.measure):
        raise PermissionDenied
    if occurrence.on > timezone.localdate():
        raise ValidationError(_("Dagen har inte varit än."))
    occurrence.held = held
    occurrence.save(update_fields=["held"])
    record(
        by, "measure.occurrence", occurrence.measure, on=occurrence.on.isoformat(),
        held="" if held is None else str(held).lower(),
    )  # fmt: skip


# --- problems ------------------------------------------------------------------------------------------


@transaction.atomic
def save_problem(*, by: User, problem: Problem | None = None, values: Mapping[str, Any]) -> Problem:
    """Describe a problem, or change the description.  ValidationError for what does not hold together."""
    fresh = problem is None
    problem = problem or Problem()
    for name, value in values.items():
        setattr(problem, name, value)
    if not manages(by, problem.area):
        raise PermissionDenied
    wrong: dict[str, str] = {}
    if problem.noticed_on > timezone.localdate():
        wrong["noticed_on"] = _("Dagen har inte varit än.")
    if problem.place and not problem.place.areas.filter(pk__in=_wider(problem.area)).exists():
        wrong["place"] = _("Platsen ligger inte i det området.")
    if wrong:
        raise ValidationError(wrong)
    problem.full_clean()
    problem.save()
    record(by, "problem.added" if fresh else "problem.changed", problem)
    return problem


@transaction.atomic
def add_to_problem(
    *, by: User, problem: Problem, part: Evidence | CauseFactor | Indicator
) -> Evidence | CauseFactor | Indicator:
    """Add underlag, a cause or an indicator to a problem."""
    if not manages(by, problem.area):
        raise PermissionDenied
    part.problem = problem
    part.full_clean()
    part.save()
    record(by, f"problem.{part._meta.model_name}", problem)
    return part


@transaction.atomic
def add_reading(*, by: User, indicator: Indicator, on: date, value: Any, source: str) -> Reading:
    """Write down what an indicator showed.  ValidationError for a day to come or before the baseline."""
    if not manages(by, indicator.problem.area):
        raise PermissionDenied
    if on > timezone.localdate():
        raise ValidationError({"on": _("Dagen har inte varit än.")})
    row = Reading(indicator=indicator, on=on, value=value, source=source)
    row.full_clean()
    row.save()
    record(by, "indicator.read", indicator.problem, on=on.isoformat())
    return row


@transaction.atomic
def add_law_item(*, by: User, area: Area, owner: Organisation, values: Mapping[str, Any]) -> LawItem:
    """Write down that a demand of lag (2023:196) was met: by which body, which day, where it is kept.

    An older one stays: the newest counts.  ValidationError for a day to come.
    """
    if not leads(by, area):
        raise PermissionDenied
    row = LawItem(area=area, owner=owner, **values)
    if row.decided_on > timezone.localdate():
        raise ValidationError({"decided_on": _("Dagen har inte varit än.")})
    row.full_clean()
    row.save()
    record(by, "law_item.added", row, kind=row.kind)
    return row


# --- plans ---------------------------------------------------------------------------------------------

_PLAN_STEPS = {
    PlanStatus.DRAFT: PlanStatus.DECIDED,
    PlanStatus.DECIDED: PlanStatus.RUNNING,
    PlanStatus.RUNNING: PlanStatus.FOLLOWED_UP,
    PlanStatus.FOLLOWED_UP: PlanStatus.CLOSED,
}


def next_plan_status(plan: ActionPlan) -> PlanStatus | None:
    """Return what comes next for a plan, or None when it is closed."""
    return _PLAN_STEPS.get(PlanStatus(plan.status))


@transaction.atomic
def save_plan(
    *, by: User, plan: ActionPlan | None = None, values: Mapping[str, Any],
    measures: Collection[Measure] | None = None,
) -> ActionPlan:  # fmt: skip
    """Make a plan or change a draft.  ValidationError for a decided one: make a new version instead."""
    fresh = plan is None
    plan = plan or ActionPlan()
    if not fresh and plan.status != PlanStatus.DRAFT:
        raise ValidationError(_("En beslutad plan ändras inte. Gör en ny version."))
    for name, value in values.items():
        setattr(plan, name, value)
    if not leads(by, plan.area):
        raise PermissionDenied
    plan.full_clean()
    plan.save()
    if measures is not None:
        plan.measures.set(measures)
    record(by, "plan.added" if fresh else "plan.changed", plan)
    return plan


@transaction.atomic
def move_plan(
    *, by: User, plan: ActionPlan, decided_by: str = "", decided_on: date | None = None,
    registry_number: str = "",
) -> ActionPlan:  # fmt: skip
    """Take a plan to its next status.

    Deciding takes a body and a day.  A plan is followed up and closed only when every measure in it has
    come to an end, with a day for its follow-up or a reason (DOMAIN.md R-LAW-4); those that lack it are named.
    """
    plan = ActionPlan.objects.select_for_update(of=("self",)).select_related("area").get(pk=plan.pk)
    if not leads(by, plan.area):
        raise PermissionDenied
    to = next_plan_status(plan)
    if to is None:
        raise ValidationError(_("Planen är redan avslutad."))
    today = timezone.localdate()
    if to == PlanStatus.DECIDED:
        if not decided_by.strip() or decided_on is None:
            raise ValidationError(_("Ange vem som beslutade och vilken dag."))
        if decided_on > today:
            raise ValidationError({"decided_on": _("Dagen har inte varit än.")})
        if not plan.measures.exists():
            raise ValidationError(_("Planen har inga åtgärder."))
        plan.decided_by, plan.decided_on = decided_by.strip(), decided_on
        plan.registry_number = registry_number.strip()
    if to == PlanStatus.CLOSED:
        unfinished = [str(one) for one in plan.measures.all() if not _is_followed_up(one)]
        if unfinished:
            raise ValidationError(
                [_("Planen kan inte avslutas. Utan utfall eller uppföljningsdag: %(names)s.")
                 % {"names": ", ".join(unfinished)}]
            )  # fmt: skip
    if to == PlanStatus.FOLLOWED_UP:
        plan.followed_up_on = today
    plan.status = to
    plan.full_clean()
    plan.save()
    record(by, "plan.moved", plan, after=to.value)
    return plan


def _is_followed_up(measure: Measure) -> bool:
    if measure.status in {Status.REJECTED, Status.CANCELLED, Status.TRANSFERRED, Status.EVALUATED}:
        return True
    return measure.status == Status.DONE and (measure.is_quick or measure.follow_up_on is not None)


@transaction.atomic
def new_version(*, by: User, plan: ActionPlan) -> ActionPlan:
    """Make a draft that will replace a decided plan, with the same measures."""
    plan = ActionPlan.objects.select_for_update(of=("self",)).select_related("area").get(pk=plan.pk)
    if not leads(by, plan.area):
        raise PermissionDenied
    if plan.status == PlanStatus.DRAFT:
        raise ValidationError(_("Planen är ett utkast och kan ändras som den är."))
    if ActionPlan.objects.filter(replaces=plan).exists():
        raise ValidationError(_("Det finns redan en nyare version."))
    copy = ActionPlan.objects.create(
        name=plan.name, area=plan.area, place=plan.place, owner=plan.owner, visibility=plan.visibility,
        is_statutory=plan.is_statutory, period_from=plan.period_from, period_to=plan.period_to,
        version=plan.version + 1, replaces=plan, source=plan.source, is_example=plan.is_example,
    )  # fmt: skip
    copy.measures.set(plan.measures.all())
    record(by, "plan.version", copy, version=copy.version)
    return copy

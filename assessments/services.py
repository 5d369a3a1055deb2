"""Deciding levels."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.evidence import Evidence, evidence_by_area
from assessments.models import (
    LEAST_REASON,
    Assessment,
    Confirmation,
    Decision,
    Level,
    Origin,
    Party,
    WeekClosing,
    WeeklyFocus,
)
from assessments.rule_sets import rule_table
from assessments.rules import Proposal, RuleTable
from places.models import Area, Place
from platssamverkan.core.weeks import STOCKHOLM, IsoWeek
from stakeholders.audit import record
from stakeholders.models import Organisation, User


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done in the area next week, and by whom; perhaps at a place, and by a day."""

    text: str
    owner: Organisation
    place: Place | None = None
    due: date | None = None
    guard_reason: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A person's choice for one area: the level, and what their form showed when it was loaded.

    `level` None takes an assessment back; `seen_version` is 0 where the form showed none.  `guard_reason`
    is why the reason may hold what the personal-data guard asked about.
    """

    area: Area
    level: int | None
    seen_level: int | None
    seen_version: int
    reason: str = ""
    guard_reason: str = ""
    plan: Plan | None = None

    @property
    def is_changed(self) -> bool:
        """A new level, or new words about the level that stands."""
        return self.level != self.seen_level or bool(self.reason.strip())


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else changed the area's level since the form was loaded."""

    area: Area
    mine: int | None
    theirs: Assessment | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A level that was not stored because something must stand with it."""

    choice: Choice
    sentence: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a save did: the areas that were stored, and those that were left for people to settle."""

    saved: tuple[Area, ...]
    conflicts: tuple[Conflict, ...]
    refused: tuple[Refusal, ...] = ()


@transaction.atomic
def decide_levels(
    *,
    by: User,
    party: Party,
    district: Area,
    week: IsoWeek,
    choices: list[Choice],
    now: datetime | None = None,
) -> Outcome:
    """Store the changed levels of a week, recorded by one party for both.

    An area somebody else has changed meanwhile is left alone, and so is a level that lacks the reason or
    the plan it needs; the rest is stored.  Two savers of the same district take turns (a row lock), so
    neither can overwrite unseen.  ValidationError for a week that has not begun.
    """
    moment = now or timezone.now()
    if week.start > moment:
        raise ValidationError(_("Veckan har inte börjat och kan inte bedömas än."), code="future")
    Area.objects.select_for_update(no_key=True).get(pk=district.pk)
    desk = _Desk.open(by, party, district, week, moment)
    saved, conflicts, refused = [], [], []
    for choice in choices:
        row = desk.rows.get(choice.area.pk)
        has_words = bool(choice.reason.strip())
        if not choice.is_changed or (choice.level == (row.level if row else None) and not has_words):
            continue
        # The level too: a level taken back and given anew starts at version 1 again.
        if ((row.level, row.version) if row else (None, 0)) != (choice.seen_level, choice.seen_version):
            conflicts.append(Conflict(choice.area, choice.level, row))
        elif choice.level is None and row is None:
            continue
        elif sentence := desk.refusal(choice):
            refused.append(Refusal(choice, sentence))
        else:
            desk.store(choice)
            saved.append(choice.area)
    return Outcome(tuple(saved), tuple(conflicts), tuple(refused))


@dataclass(slots=True)
class _Desk:
    """Everything a save needs to know about the week, read once under the lock."""

    by: User
    party: Party
    week: IsoWeek
    moment: datetime
    rules: RuleTable
    is_closed: bool
    rows: dict[int, Assessment] = field(default_factory=dict)
    latest: dict[int, Decision] = field(default_factory=dict)
    evidence: dict[int, Evidence] = field(default_factory=dict)
    plans: dict[int, WeeklyFocus] = field(default_factory=dict)

    @classmethod
    def open(cls, by: User, party: Party, district: Area, week: IsoWeek, moment: datetime) -> "_Desk":
        areas = list(Area.objects.neighbourhoods_of(district).values_list("pk", flat=True))
        decisions = Decision.objects.filter(area__in=areas).in_week(week)
        focuses = WeeklyFocus.objects.filter(area__in=areas).in_week(week.following).open()
        return cls(
            by,
            party,
            week,
            moment,
            rule_table(district, week),
            closing_of(district, week) is not None,
            {row.area_id: row for row in Assessment.objects.filter(area__in=areas).in_week(week)},
            {row.area_id: row for row in decisions.order_by("id")},
            evidence_by_area(areas, week),
            {row.area_id: row for row in focuses},
        )

    def proposal(self, area: Area) -> Proposal:
        return self.evidence[area.pk].proposal(self.rules)

    def is_correction(self, area: Area) -> bool:
        """Whether the level was settled before: then every change of it stays visible."""
        row, latest = self.rows.get(area.pk), self.latest.get(area.pk)
        imported = row is not None and row.origin == Origin.IMPORTED
        return self.is_closed or imported or (latest is not None and latest.is_correction)

    def refusal(self, choice: Choice) -> str:
        """Say what is missing before the level can be stored; empty when nothing is."""
        proposed, level = self.proposal(choice.area).level, choice.level
        if level is not None and level >= Level.SERIOUS and not self._has_plan(choice):
            return _("Nivå %(level)d behöver en planerad åtgärd med en ansvarig.") % {"level": level}
        if len(choice.reason.strip()) >= LEAST_REASON:
            return ""
        values = {"level": level, "proposed": proposed, "least": LEAST_REASON}
        if self.is_correction(choice.area):
            return _("Nivån var redan avslutad. Skriv varför den rättas, minst %(least)d tecken.") % values
        if level is not None and level != proposed:
            return _(
                "Förslaget är %(proposed)d och du valde %(level)d. Skriv varför, minst %(least)d tecken."
            ) % (values)
        if level is not None and level >= Level.SERIOUS:
            return _("Nivå %(level)d behöver en motivering, minst %(least)d tecken.") % values
        return ""

    def _has_plan(self, choice: Choice) -> bool:
        return choice.plan is not None or choice.area.pk in self.plans

    def store(self, choice: Choice) -> None:
        """Add the decision and let the assessment follow it."""
        area, row = choice.area, self.rows.get(choice.area.pk)
        evidence, before = self.evidence[area.pk], row.level if row else None
        if choice.plan is not None:
            self.plans[area.pk] = set_focus(
                by=self.by, area=area, week=self.week.following, plan=choice.plan, now=self.moment
            )
        is_high = choice.level is not None and choice.level >= Level.SERIOUS
        decision = Decision(
            area=area,
            iso_year=self.week.year,
            iso_week=self.week.week,
            before=before,
            level=choice.level,
            reason=choice.reason.strip(),
            guard_reason=choice.guard_reason,
            focus=self.plans[area.pk] if is_high else None,
            is_correction=self.is_correction(area),
            party=self.party,
            decided_by=self.by,
            decided_at=self.moment,
            proposed=self.proposal(area).level,
            rule_version=self.rules.version,
            minor=evidence.counts.minor,
            concerning=evidence.counts.concerning,
            serious=evidence.counts.serious,
            critical=evidence.counts.critical,
            incidents=list(evidence.incidents),
        )
        decision.full_clean()
        decision.save()
        facts = {"week": str(self.week), "area": area.slug, "before": before}
        if choice.level is None:
            if row is not None:
                record(self.by, "assessment.withdrawn", row, **facts)
                row.delete()
            return
        row = row or Assessment(area=area, iso_year=self.week.year, iso_week=self.week.week, version=0)
        row.level, row.origin, row.source = choice.level, Origin.DECIDED, ""
        row.version += 1
        row.decided_by, row.decided_at, row.decision = self.by, self.moment, decision
        row.full_clean()
        row.save()
        record(self.by, "assessment.decided", row, **facts, level=row.level)


def closing_of(district: Area, week: IsoWeek) -> WeekClosing | None:
    """Return how the week was closed; None while it is open."""
    return WeekClosing.objects.filter(district=district, iso_year=week.year, iso_week=week.week).first()


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a confirmation did: levels agreed with, levels that had become others, and whether it closed."""

    confirmed: tuple[Area, ...]
    changed: tuple[Area, ...]
    closed: bool


@transaction.atomic
def confirm_levels(
    *,
    by: User,
    party: Party,
    district: Area,
    week: IsoWeek,
    seen: Collection[int],
    now: datetime | None = None,
) -> Agreement:
    """Agree, for one party, with the other's decisions that the page showed (`seen`, their keys).

    A level that was changed since is left for the person to look at.  When every area has its level and
    both parties stand behind all of them, the week is closed.
    """
    moment = now or timezone.now()
    Area.objects.select_for_update(no_key=True).get(pk=district.pk)
    areas = Area.objects.neighbourhoods_of(district)
    asked = Decision.objects.filter(area__in=areas, pk__in=seen).in_week(week).select_related("area")
    standing = set(
        Assessment.objects.filter(area__in=areas).in_week(week).values_list("decision_id", flat=True)
    )
    done = set(Confirmation.objects.filter(decision__in=asked).values_list("decision_id", flat=True))
    confirmed, changed = [], []
    for decision in asked.order_by("area__position", "area__name", "pk"):
        if decision.pk not in standing:
            changed.append(decision.area)
        elif decision.pk not in done and decision.party != party and decision.decided_by_id != by.pk:
            made = Confirmation(decision=decision, party=party, confirmed_by=by, confirmed_at=moment)
            made.full_clean()
            made.save()
            record(by, "assessment.confirmed", decision, week=str(week), area=decision.area.slug)
            confirmed.append(decision.area)
    closed = bool(confirmed) and _close_if_settled(by, district, week, moment)
    return Agreement(tuple(confirmed), tuple(changed), closed)


def _close_if_settled(by: User, district: Area, week: IsoWeek, moment: datetime) -> bool:
    """Close the week if every area has a level that both parties stand behind."""
    if closing_of(district, week) or not _is_complete(district, week):
        return False
    if Decision.objects.filter(area__parent=district).in_week(week).unconfirmed().exists():
        return False
    _close(by, district, week, moment, unconfirmed="")
    return True


def _is_complete(district: Area, week: IsoWeek) -> bool:
    areas = Area.objects.neighbourhoods_of(district)
    return not areas.exclude(assessments__iso_year=week.year, assessments__iso_week=week.week).exists()


def _close(by: User, district: Area, week: IsoWeek, moment: datetime, *, unconfirmed: str) -> None:
    closing = WeekClosing(
        district=district,
        iso_year=week.year,
        iso_week=week.week,
        unconfirmed=unconfirmed,
        closed_by=by,
        closed_at=moment,
    )
    closing.full_clean()
    closing.save()
    record(by, "week.closed", closing, week=str(week), area=district.slug, unconfirmed=unconfirmed)


def deadline(week: IsoWeek) -> datetime:
    """Wednesday 12.00 after the week, Swedish time: until then the other party is waited for."""
    return datetime.combine(week.monday + timedelta(days=9), time(12), STOCKHOLM)


@transaction.atomic
def close_unconfirmed(
    *, by: User, party: Party, district: Area, week: IsoWeek, now: datetime | None = None
) -> None:
    """Close a week that the other party has not confirmed by the deadline, marked as such.

    ValidationError before the deadline, for a week that is closed or lacks levels, and while something
    waits for one's own party.
    """
    moment = now or timezone.now()
    Area.objects.select_for_update(no_key=True).get(pk=district.pk)
    if closing_of(district, week):
        raise ValidationError(_("Veckan är redan avslutad."), code="closed")
    if moment < deadline(week):
        raise ValidationError(_("Veckan kan avslutas utan den andra parten först efter tidsgränsen."))
    if not _is_complete(district, week):
        raise ValidationError(_("Alla områden behöver en nivå innan veckan kan avslutas."))
    waiting = Decision.objects.filter(area__parent=district).in_week(week).unconfirmed()
    if waiting.exclude(party=party).exists():
        raise ValidationError(_("Bekräfta först de nivåer som den andra parten har satt."))
    if not waiting.exists():
        raise ValidationError(_("Inget i veckan väntar på den andra parten."))
    _close(by, district, week, moment, unconfirmed=party.other)


# --- focus ----------------------------------------------------------------------------------------------


@transaction.atomic
def set_focus(
    *,
    by: User,
    area: Area,
    week: IsoWeek,
    plan: Plan,
    carried_from: WeeklyFocus | None = None,
    now: datetime | None = None,
) -> WeeklyFocus:
    """Decide what is done in an area in a week, and who answers for it."""
    focus = WeeklyFocus(
        area=area,
        iso_year=week.year,
        iso_week=week.week,
        text=plan.text.strip(),
        guard_reason=plan.guard_reason,
        place=plan.place,
        owner=plan.owner,
        due=plan.due,
        carried_from=carried_from,
        made_by=by,
        made_at=now or timezone.now(),
    )
    focus.full_clean()
    focus.save()
    record(by, "focus.set", focus, week=str(week), area=area.slug)
    return focus


def _refuse_other_days(plan: Plan, week: IsoWeek) -> None:
    if plan.due and not week.monday <= plan.due <= week.sunday:
        raise ValidationError(
            _("Dagen ska ligga i %(week)s, %(dates)s.") % {"week": week.label, "dates": week.dates}
        )


@transaction.atomic
def choose_focus(
    *, by: User, area: Area, week: IsoWeek, plan: Plan, now: datetime | None = None
) -> WeeklyFocus:
    """Choose a focus for a week that is not over.  ValidationError for one that is, or a day outside it."""
    moment = now or timezone.now()
    if week.end <= moment:
        raise ValidationError(_("Veckan är över. Välj fokus för en vecka som kommer."), code="over")
    _refuse_other_days(plan, week)
    return set_focus(by=by, area=area, week=week, plan=plan, now=moment)


@transaction.atomic
def record_area(
    *,
    by: User,
    party: Party,
    district: Area,
    week: IsoWeek,
    choice: Choice,
    plan: Plan | None,
    now: datetime | None = None,
) -> Outcome:
    """Store what a meeting says of one area: its level, and what is done there next week.

    The focus is kept also where the level stays as it was; both are stored or neither.  The same focus
    again, as from a form sent twice, is the one that is there.  ValidationError as in `decide_levels`, and
    for a day outside the next week.
    """
    coming = week.following
    if plan is not None:
        _refuse_other_days(plan, coming)
        ours = WeeklyFocus.objects.in_week(coming).open().filter(area=choice.area, owner=plan.owner)
        if not ours.filter(text=plan.text.strip()).exists():
            set_focus(by=by, area=choice.area, week=coming, plan=plan, now=now)
    outcome = decide_levels(by=by, party=party, district=district, week=week, choices=[choice], now=now)
    if outcome.conflicts or outcome.refused:
        transaction.set_rollback(True)
    return outcome


@transaction.atomic
def close_focus(
    *, by: User, focus: WeeklyFocus, outcome: WeeklyFocus.Outcome, onto: IsoWeek, now: datetime | None = None
) -> WeeklyFocus | None:
    """Say what became of a focus; one that goes on is carried `onto` a later week, and that one is returned.

    ValidationError if somebody has closed it already; carrying it twice is therefore impossible.
    """
    moment = now or timezone.now()
    row = (
        WeeklyFocus.objects.select_for_update(no_key=True, of=("self",))
        .select_related("area", "owner", "place")
        .get(pk=focus.pk)
    )
    if row.outcome:
        raise ValidationError(
            _("Fokuset är redan avslutat: %(outcome)s.") % {"outcome": row.get_outcome_display()},
            code="closed",
        )
    if outcome == WeeklyFocus.Outcome.CARRIED and onto <= row.week:
        raise ValidationError(_("Ett fokus kan bara fortsätta i en senare vecka."))
    row.outcome, row.closed_by, row.closed_at = outcome, by, moment
    row.full_clean()
    row.save()
    record(by, "focus.closed", row, week=str(row.week), area=row.area.slug, outcome=str(outcome))
    if outcome != WeeklyFocus.Outcome.CARRIED:
        return None
    plan = Plan(row.text, row.owner, place=row.place, guard_reason=row.guard_reason)
    return set_focus(by=by, area=row.area, week=onto, plan=plan, carried_from=row, now=moment)

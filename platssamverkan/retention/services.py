"""Deciding how long, and carrying it out: in batches, with a proof for each, over and over without harm."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pghistory
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from platssamverkan.core.retention import Rows, Rule, moment_before
from platssamverkan.retention.rules import all_rules, rules_awaiting_decisions
from stakeholders.audit import acting, record
from stakeholders.models import AuditEvent, Organisation, User
from stakeholders.retention import PROVEN, erase, left_in_trail, trail_models
from stakeholders.retention_models import RetentionDecision
from stakeholders.seal import seal_trail

BATCH = 500
# Two runs must not interleave; the number is ours and means nothing ("gall" in ASCII).
RUN_LOCK = 0x67616C6C


class AlreadyRunning(Exception):
    """Another run is at work; it will do what this one was asked to."""


@dataclass(frozen=True, slots=True)
class Portion:
    """The rows of one rule that share a period: an authority's own, or the whole service's."""

    rule: Rule
    months: int
    decision: RetentionDecision | None = None

    def rows(self, as_of: date) -> Rows:
        """Return the rows whose time is up on the day, by key."""
        assert self.rule.due is not None
        rows = self.rule.due(moment_before(as_of, self.months))
        if self.decision is not None:
            assert self.rule.whose is not None
            rows = self.rule.whose(rows, self.decision.organisation_id)
        return rows.order_by("pk")


@dataclass(frozen=True, slots=True)
class Found:
    """What a dry run lists: keys, never content."""

    portion: Portion
    ids: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Rows older than the proposed period that no authority has decided about."""

    rule: Rule
    count: int


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did with one portion, or (portion None) with the versions left in the trail."""

    portion: Portion | None
    count: int


def portions() -> Iterator[Portion]:
    """Yield what there is to look for, in the order of the rules."""
    decisions: dict[str, list[RetentionDecision]] = {}
    for decision in RetentionDecision.objects.select_related("organisation"):
        decisions.setdefault(decision.rule, []).append(decision)
    for rule in all_rules():
        if rule.due is None:
            continue
        if rule.needs_decision:
            for decision in decisions.get(rule.code, []):
                yield Portion(rule, decision.months, decision)
        else:
            assert rule.months is not None
            yield Portion(rule, rule.months)


def find_due(as_of: date) -> list[Found]:
    """Return what a run on that day would take, without changing anything."""
    found = [Found(each, tuple(each.rows(as_of).values_list("pk", flat=True))) for each in portions()]
    return [each for each in found if each.ids]


def find_waiting(as_of: date) -> list[Waiting]:
    """Return what the proposed periods would take, were there a decision."""
    waiting = []
    for rule in rules_awaiting_decisions():
        assert rule.due is not None
        assert rule.months is not None
        assert rule.whose is not None
        rows = rule.due(moment_before(as_of, rule.months))
        for organisation in RetentionDecision.objects.filter(rule=rule.code).values_list(
            "organisation", flat=True
        ):
            decided = rule.whose(rule.model._base_manager.all(), organisation)
            rows = rows.exclude(pk__in=decided.values("pk"))
        if count := rows.count():
            waiting.append(Waiting(rule, count))
    return waiting


def carry_out(*, as_of: date, by: User | None = None) -> list[Done]:
    """Take everything whose time is up on the day, then erase from the trail what it said of that.

    Each batch is a transaction with its own proof, so a run that is broken off can simply be run again,
    and so can one over a restored backup.  AlreadyRunning if another run is at work.
    """
    _seal()
    done = [Done(each, _carry_out(each, as_of, by)) for each in portions()]
    _seal()  # deletions are told by versions that have only now been written
    done.append(Done(None, _erase_leftovers()))
    _seal()
    return [each for each in done if each.count]


def _seal() -> None:
    """Seal all there is: only sealed rows can be erased.  Does nothing while beat's sealer is at it."""
    while seal_trail():
        pass


def _carry_out(portion: Portion, as_of: date, by: User | None) -> int:
    rule, count, last = portion.rule, 0, None
    assert rule.carry_out is not None
    while True:
        with transaction.atomic(), pghistory.context(retention=rule.code), acting(by):
            _take_turns()
            rows = portion.rows(as_of)
            if last is not None:
                rows = rows.filter(pk__gt=last)
            if not rule.in_trail:  # nobody changes those, and the runtime role may not lock them
                rows = rows.select_for_update(of=("self",))
            ids = list(rows.values_list("pk", flat=True)[:BATCH])
            if not ids:
                return count
            left = set(rule.carry_out(rule.model._base_manager.filter(pk__in=ids)))
            taken = [key for key in ids if key not in left]
            if taken:
                prove(rule, taken, as_of=as_of, by=by, months=portion.months, decision=portion.decision)
        count, last = count + len(taken), ids[-1]


def _erase_leftovers() -> int:
    """Erase the versions of what has been taken, rising, so that a deletion's mark goes last."""
    count = 0
    for model in trail_models():
        last = 0
        while True:
            with transaction.atomic():
                _take_turns()
                rows = left_in_trail(model).filter(pk__gt=last).order_by("pk")
                ids = list(rows.values_list("pk", flat=True)[:BATCH])
                if not ids:
                    break
                count += len(ids) - len(erase(model._meta.db_table, ids, reason=_("uppgiften är gallrad")))
            last = ids[-1]
    return count


def _take_turns() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [RUN_LOCK])
        if not cursor.fetchone()[0]:
            raise AlreadyRunning


def prove(
    rule: Rule,
    ids: Iterable[object],
    *,
    as_of: date,
    by: User | None,
    months: int,
    decision: RetentionDecision | None,
) -> AuditEvent:
    """Write the proof of one batch (gallringsbevis) in the trail, where it is sealed like all else.

    It is about many rows at once, which is why it isn't written with `record`.
    """
    keys = list(ids)
    return AuditEvent.objects.create(
        actor=by,
        action=PROVEN,
        object_type=rule.model._meta.label_lower,
        object_id=rule.code,
        detail={
            "rule": rule.code,
            "how": str(rule.how),
            "months": months,
            "as_of": as_of.isoformat(),
            "count": len(keys),
            "ids_sha256": digest_of(keys),
            "organisation": decision.organisation_id if decision else None,
            "decision": decision.pk if decision else None,
        },
    )


def digest_of(ids: Iterable[object]) -> str:
    """Return SHA-256 over the keys, one a line in rising order, in hexadecimal.

    Whoever has a list of keys can show that a proof is about exactly those; it tells nothing by itself.
    """
    return hashlib.sha256("\n".join(map(str, sorted(ids))).encode()).hexdigest()  # type: ignore[type-var]


@transaction.atomic
def decide_period(
    *, by: User, organisation: Organisation, rule: str, months: int, reference: str
) -> RetentionDecision:
    """Write down that the authority has decided how long its rows of a kind are kept.

    ValidationError for a party that is no authority, a rule nobody decides about, or a wrong period.
    """
    if not organisation.is_authority:
        raise ValidationError(_("Bara en myndighet beslutar om gallring av allmänna handlingar."))
    if rule not in {each.code for each in rules_awaiting_decisions()}:
        raise ValidationError(_("Det finns ingen sådan regel att besluta om."))
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    row = RetentionDecision.objects.filter(organisation=organisation, rule=rule).first()
    before = row.months if row else None
    row = row or RetentionDecision(organisation=organisation, rule=rule)
    row.months, row.reference, row.recorded_by = months, reference.strip(), by
    row.full_clean()
    row.save()
    record(
        by, "retention.decided", row, rule=rule, organisation=organisation.pk, months=months, before=before
    )
    return row


@transaction.atomic
def withdraw_decision(*, by: User, decision: RetentionDecision) -> None:
    """Take a decision back: its rows are kept again until there is a new one."""
    record(
        by,
        "retention.withdrawn",
        decision,
        rule=decision.rule,
        organisation=decision.organisation_id,
        before=decision.months,
    )
    decision.delete()


def latest_proofs(organisation: Organisation, most: int) -> list[AuditEvent]:
    """Return the latest proofs about the authority's rows."""
    proofs = AuditEvent.objects.filter(action=PROVEN, detail__organisation=organisation.pk)
    return list(proofs.select_related("actor")[:most])

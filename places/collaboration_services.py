"""Changes of the joint work: collaborations, groups, meetings, themes, agreements, promises and programmes."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from places.models import (
    Agreement,
    Area,
    CitizenPromise,
    Decision,
    Goal,
    GroupMember,
    Meeting,
    Place,
    PlaceCollaboration,
    Programme,
    PromiseFollowUp,
    Theme,
    ThemePart,
    ThemePartKind,
    WorkingGroup,
)
from stakeholders.audit import record
from stakeholders.models import Organisation, User


def _save(row: models.Model, values: dict[str, Any]) -> bool:
    """Put the values on the row, check and save it; return whether it is new.  ValidationError by field."""
    fresh = row.pk is None
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return fresh


def _set_lines(rows: "models.QuerySet[Any]", texts: Sequence[str], **values: object) -> None:
    """Make the rows' texts these, in this order; a line that stays keeps its row, so the trail tells the change."""
    left = {row.text: row for row in rows.filter(**values)}
    for position, text in enumerate(dict.fromkeys(texts), start=1):
        row = left.pop(text, None)
        if row is None:
            rows.create(text=text, position=position, **values)
        elif row.position != position:
            row.position = position
            row.save(update_fields=["position"])
    for row in left.values():
        row.delete()


@transaction.atomic
def save_programme(
    *, by: User, programme: Programme | None = None, partners: Collection[Organisation], **values: Any
) -> Programme:
    """Begin a programme, or change one.  ValidationError, by field, if the name is taken or its days are wrong."""
    programme = programme or Programme()
    fresh = _save(programme, values)
    programme.partners.set(partners)
    record(by, "programme.added" if fresh else "programme.changed", programme)
    return programme


@transaction.atomic
def save_collaboration(
    *,
    by: User,
    collaboration: PlaceCollaboration | None = None,
    place: Place | None = None,
    area: Area | None = None,
    goals: Sequence[str],
    financiers: Collection[Organisation],
    **values: Any,
) -> PlaceCollaboration:
    """Begin a collaboration around a place, in an area or in a programme; or change one.

    `place` and `area` are used where it is new.  ValidationError, by field.
    """
    work = collaboration or PlaceCollaboration(place=place, area=area)
    before = work.phase
    fresh = _save(work, values)
    work.financiers.set(financiers)
    _set_lines(Goal.objects.filter(collaboration=work), goals, collaboration=work)
    record(by, "collaboration.added" if fresh else "collaboration.changed", work, phase=str(work.phase))
    if not fresh and before != work.phase:
        record(by, "collaboration.phase_changed", work, before=str(before), phase=str(work.phase))
    return work


@transaction.atomic
def add_decision(*, by: User, collaboration: PlaceCollaboration, **values: Any) -> Decision:
    """Write down what the collaboration decided or saw happen."""
    decision = Decision(collaboration=collaboration)
    _save(decision, values)
    record(by, "decision.added", decision, collaboration=collaboration.pk)
    return decision


@transaction.atomic
def save_group(
    *,
    by: User,
    group: WorkingGroup | None = None,
    collaboration: PlaceCollaboration | None = None,
    area: Area | None = None,
    **values: Any,
) -> WorkingGroup:
    """Form a group around a collaboration or in an area; or change one.

    ValidationError, by field, if it would in the end take its task from itself.
    """
    group = group or WorkingGroup(collaboration=collaboration, area=area)
    above: WorkingGroup | None = values.get("parent")
    while above is not None:
        if above.pk == group.pk:
            raise ValidationError(
                {"parent": _("Gruppen kan inte få sitt uppdrag av en grupp som den själv ger uppdrag.")}
            )
        above = above.parent
    fresh = _save(group, values)
    record(by, "group.added" if fresh else "group.changed", group)
    return group


@transaction.atomic
def add_member(*, by: User, group: WorkingGroup, **values: Any) -> GroupMember:
    """Give an organisation or a kind of member a seat in the group.  ValidationError, by field."""
    member = GroupMember(group=group)
    _save(member, values)
    organisation = member.organisation
    record(by, "group_member.added", member, organisation=organisation.pk if organisation else None)
    return member


@transaction.atomic
def end_member(*, by: User | None, member: GroupMember, last_day: date) -> None:
    """Let a seat end with that day.  ValidationError if it had not begun or has ended before."""
    locked = GroupMember.objects.select_for_update().get(pk=member.pk)
    if locked.valid_to is not None and locked.valid_to <= last_day:
        raise ValidationError(_("Platsen i gruppen har redan en sista dag som är tidigare."))
    if locked.valid_from > last_day:
        raise ValidationError(_("Sista dagen kan inte ligga före den första."))
    locked.valid_to = last_day
    locked.save(update_fields=["valid_to"])
    record(by, "group_member.ended", locked, last_day=last_day.isoformat())


@transaction.atomic
def save_meeting(
    *,
    by: User,
    group: WorkingGroup,
    meeting: Meeting | None = None,
    held_on: date,
    minutes: str = "",
    present: Collection[Organisation] = (),
    decisions: Sequence[str] = (),
    guard_reason: str = "",
) -> Meeting:
    """Plan a meeting, or write down who came, what was said and what was decided.

    Its decisions are also the collaboration's, where the group has one.  ValidationError, by field.
    """
    meeting = meeting or Meeting(group=group)
    fresh = _save(meeting, {"held_on": held_on, "minutes": minutes, "guard_reason": guard_reason})
    meeting.present.set(present)
    left = {decision.text: decision for decision in meeting.decisions.all()}
    for text in dict.fromkeys(decisions):
        decision = left.pop(text, None) or Decision(meeting=meeting, text=text)
        decision.collaboration, decision.decided_on = group.collaboration, held_on
        decision.full_clean()
        decision.save()
    for decision in left.values():
        decision.delete()
    record(by, "meeting.added" if fresh else "meeting.changed", meeting)
    return meeting


@transaction.atomic
def save_theme(
    *,
    by: User,
    area: Area,
    theme: Theme | None = None,
    goals: Sequence[str],
    indicators: Sequence[str],
    activities: Sequence[str],
    **values: Any,
) -> Theme:
    """Add a theme to an area, or change one, with its goals, indicators and activities.  ValidationError, by field."""
    theme = theme or Theme(area=area, position=area.themes.count() + 1)
    fresh = _save(theme, values)
    for kind, texts in (
        (ThemePartKind.GOAL, goals),
        (ThemePartKind.INDICATOR, indicators),
        (ThemePartKind.ACTIVITY, activities),
    ):
        _set_lines(ThemePart.objects.filter(theme=theme), texts, theme=theme, kind=kind)
    record(by, "theme.added" if fresh else "theme.changed", theme)
    return theme


@transaction.atomic
def save_agreement(
    *,
    by: User,
    area: Area,
    agreement: Agreement | None = None,
    parties: Collection[Organisation],
    themes: Sequence[str],
    **values: Any,
) -> Agreement:
    """Write down an agreement, or change one; a theme that the area does not have yet is added to it."""
    agreement = agreement or Agreement(area=area)
    fresh = _save(agreement, {**values, "themes": list(themes)})
    agreement.parties.set(parties)
    known = set(area.themes.values_list("name", flat=True))
    for position, name in enumerate(themes, start=len(known) + 1):
        if name not in known:
            Theme.objects.create(area=area, name=name, position=position, source=agreement.name)
    record(by, "agreement.added" if fresh else "agreement.changed", agreement)
    return agreement


@transaction.atomic
def save_promise(
    *,
    by: User,
    area: Area,
    promise: CitizenPromise | None = None,
    promised_by: Collection[Organisation],
    **values: Any,
) -> CitizenPromise:
    """Write down a promise to citizens, or change one.  ValidationError, by field."""
    promise = promise or CitizenPromise(area=area)
    fresh = _save(promise, values)
    promise.promised_by.set(promised_by)
    record(by, "promise.added" if fresh else "promise.changed", promise)
    return promise


@transaction.atomic
def follow_up_promise(*, by: User, promise: CitizenPromise, **values: Any) -> PromiseFollowUp:
    """Write down how it went with a promise.  ValidationError if it is dated before the promise was given."""
    follow_up = PromiseFollowUp(promise=promise)
    if values["followed_up_on"] < promise.valid_from:
        raise ValidationError({"followed_up_on": _("Löftet gällde inte än den dagen.")})
    _save(follow_up, values)
    record(by, "promise.followed_up", follow_up, outcome=str(follow_up.outcome))
    return follow_up

"""Opening a särskild händelse and keeping its interim picture.  None of this sets or changes a level."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Party
from assessments.special_models import JointMessage, SpecialEvent, SpecialMeasure, SpecialNote
from places.models import Area
from stakeholders.audit import record
from stakeholders.models import Organisation, User

ACUTE = timedelta(hours=72)


@transaction.atomic
def open_event(
    *,
    by: User,
    party: Party,
    district: Area,
    area: Area | None,
    title: str,
    known: str,
    title_reason: str = "",
    known_reason: str = "",
    now: datetime | None = None,
) -> SpecialEvent:
    """Open the interim picture with what is known first.  A double click opens it once.

    ValidationError if the area is not one of the district's.
    """
    moment = now or timezone.now()
    Area.objects.select_for_update(no_key=True).get(pk=district.pk)
    same = SpecialEvent.objects.open().filter(district=district, title=title.strip(), opened_by=by).first()
    if same is not None:
        return same
    if area is not None and area.parent_id != district.pk:
        raise ValidationError(_("Området hör inte till %(district)s.") % {"district": district.name})
    event = SpecialEvent(
        district=district,
        area=area,
        title=title.strip(),
        guard_reason=title_reason,
        party=party,
        opened_by=by,
        opened_at=moment,
    )
    event.full_clean()
    event.save()
    record(by, "special_event.opened", event, area=area.slug if area else district.slug)
    add_note(
        by=by,
        party=party,
        event=event,
        kind=SpecialNote.Kind.KNOWN,
        text=known,
        guard_reason=known_reason,
        now=moment,
    )
    return event


def _open(event: SpecialEvent) -> SpecialEvent:
    """Return the event locked.  ValidationError when it has been closed."""
    row = SpecialEvent.objects.select_for_update(no_key=True).get(pk=event.pk)
    if row.closed_at is not None:
        raise ValidationError(_("Den särskilda händelsen är avslutad. Inget ändrades."), code="closed")
    return row


@transaction.atomic
def add_note(
    *,
    by: User,
    party: Party,
    event: SpecialEvent,
    kind: SpecialNote.Kind,
    text: str,
    guard_reason: str = "",
    now: datetime | None = None,
) -> SpecialNote:
    """Add a line to the picture; lines are never rewritten."""
    note = SpecialNote(
        event=_open(event),
        kind=kind,
        text=text.strip(),
        guard_reason=guard_reason,
        party=party,
        written_by=by,
        written_at=now or timezone.now(),
    )
    note.full_clean()
    note.save()
    record(by, "special_event.noted", event, kind=str(kind))
    return note


@transaction.atomic
def call_meeting(
    *,
    by: User,
    event: SpecialEvent,
    at: datetime,
    place: str,
    guard_reason: str = "",
    now: datetime | None = None,
) -> None:
    """Set the extra meeting, or move it.  ValidationError for a time that has been."""
    row = _open(event)
    if at <= (now or timezone.now()):
        raise ValidationError(_("Mötet måste ligga framåt i tiden."))
    row.meeting_at, row.meeting_place = at, place.strip()
    row.guard_reason = guard_reason or row.guard_reason
    row.full_clean()
    row.save()
    record(by, "special_event.meeting_called", row, at=at.isoformat())


@transaction.atomic
def add_measure(
    *,
    by: User,
    event: SpecialEvent,
    text: str,
    owner: Organisation,
    due_at: datetime,
    guard_reason: str = "",
    now: datetime | None = None,
) -> SpecialMeasure:
    """Decide what somebody does within 72 hours of the opening.  ValidationError for any other time."""
    moment, row = now or timezone.now(), _open(event)
    if not moment < due_at <= row.opened_at + ACUTE:
        raise ValidationError(
            _("Tiden ska ligga framåt och inom 72 timmar från att händelsen öppnades."), code="due"
        )
    measure = SpecialMeasure(
        event=row,
        text=text.strip(),
        guard_reason=guard_reason,
        owner=owner,
        due_at=due_at,
        made_by=by,
        made_at=moment,
    )
    measure.full_clean()
    measure.save()
    record(by, "special_event.measure_added", row, owner=owner.pk)
    return measure


@transaction.atomic
def finish_measure(*, by: User, measure: SpecialMeasure, now: datetime | None = None) -> None:
    """Say that it is done; saying so twice changes nothing."""
    _open(measure.event)
    row = SpecialMeasure.objects.select_for_update(no_key=True).get(pk=measure.pk)
    if row.done_at is None:
        row.done_by, row.done_at = by, now or timezone.now()
        row.full_clean()
        row.save()
        record(by, "special_event.measure_done", row)


@transaction.atomic
def word_message(
    *,
    by: User,
    party: Party,
    event: SpecialEvent,
    text: str,
    guard_reason: str = "",
    now: datetime | None = None,
) -> JointMessage:
    """Propose a wording of the gemensamt budskap; whatever was approved before no longer holds."""
    message = JointMessage(
        event=_open(event),
        text=text.strip(),
        guard_reason=guard_reason,
        party=party,
        written_by=by,
        written_at=now or timezone.now(),
    )
    message.full_clean()
    message.save()
    record(by, "joint_message.worded", message)
    return message


@transaction.atomic
def approve_message(*, by: User, party: Party, message: JointMessage, now: datetime | None = None) -> None:
    """Approve the other authority's wording.  ValidationError for one's own, and for one that was replaced."""
    event = _open(message.event)
    latest = event.messages.order_by("id").last()
    if latest is None or latest.pk != message.pk:
        raise ValidationError(
            _("Budskapet har fått en ny lydelse. Läs den och godkänn igen."), code="changed"
        )
    if latest.approved_at is not None:
        return
    if latest.party == party or latest.written_by_id == by.pk:
        raise ValidationError(_("Budskapet godkänns av den andra parten."), code="own")
    latest.approved_by, latest.approved_at = by, now or timezone.now()
    latest.full_clean()
    latest.save()
    record(by, "joint_message.approved", latest)


@transaction.atomic
def close_event(*, by: User, event: SpecialEvent, now: datetime | None = None) -> None:
    """Close the picture; it stays readable in its week."""
    row = _open(event)
    row.closed_by, row.closed_at = by, now or timezone.now()
    row.full_clean()
    row.save()
    record(by, "special_event.closed", row)

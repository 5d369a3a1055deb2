"""Changes of what a place or an area is classified as."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from places.models import Area, CameraRegisterEntry, Designation, DesignationKind, Place
from places.place_permissions import designation_kinds_for
from stakeholders.audit import record
from stakeholders.models import Organisation, User


@dataclass(frozen=True, slots=True)
class CameraFacts:
    """What the statutory register asks about a surveillance (kamerabevakningslagen 10 §)."""

    address: str
    place_type: str
    purpose: str
    assessed_on: date
    has_audio: bool = False
    special_technique: str = ""


@transaction.atomic
def add_designation(
    *,
    by: User,
    kind: str,
    source: str,
    valid_from: date,
    valid_to: date | None = None,
    place: Place | None = None,
    area: Area | None = None,
    list_year: int | None = None,
    holder: Organisation | None = None,
    conditions: str = "",
    camera: CameraFacts | None = None,
    guard_reason: str = "",
) -> Designation:
    """Classify a place or an area for a time.

    PermissionDenied for a security zone that is not registered by police.  ValidationError if the law
    has no such thing on those days, if the same kind already applies on one of them, or if a camera
    lacks what the register must hold: a written assessment from before its first day.
    """
    if kind not in designation_kinds_for(by):
        raise PermissionDenied
    if kind == DesignationKind.CAMERA:
        if camera is None:
            raise ValidationError(_("Kamerabevakning kräver uppgifterna i registret."))
        if camera.assessed_on > valid_from:
            raise ValidationError(
                {
                    "assessed_on": _(
                        "Bedömningen ska vara gjord innan bevakningen börjar (9 § kamerabevakningslagen)."
                    )
                }
            )
    subject = place or area
    designation = Designation(
        kind=kind,
        name=subject.name if subject else "",
        place=place,
        area=area,
        list_year=list_year,
        holder=holder,
        conditions=conditions,
        source=source,
        valid_from=valid_from,
        valid_to=valid_to,
        guard_reason=guard_reason,
    )
    _store(designation)
    if camera is not None and kind == DesignationKind.CAMERA:
        entry = CameraRegisterEntry(
            designation=designation,
            address=camera.address,
            place_type=camera.place_type,
            purpose=camera.purpose,
            has_audio=camera.has_audio,
            special_technique=camera.special_technique,
            assessed_on=camera.assessed_on,
        )
        entry.full_clean()
        entry.save()
    record(by, "designation.added", designation, kind=str(kind), valid_from=valid_from.isoformat())
    return designation


@transaction.atomic
def end_designation(*, by: User, designation: Designation, last_day: date) -> None:
    """Let a designation end with that day.  ValidationError if the law or its first day forbids it."""
    locked = Designation.objects.select_for_update().get(pk=designation.pk)
    if locked.valid_to is not None and locked.valid_to <= last_day:
        raise ValidationError(_("Klassningen har redan en sista dag som är tidigare."))
    locked.valid_to = last_day
    _store(locked)
    record(by, "designation.ended", locked, last_day=last_day.isoformat())


def _store(designation: Designation) -> None:
    """Check and save.  Two people who do the same at once: the database lets one, the other is told."""
    designation.full_clean(exclude=["geometry"])
    try:
        with transaction.atomic():
            designation.save()
    except IntegrityError as error:
        raise ValidationError(
            _("Under den tiden finns redan en sådan klassning här. Avsluta den först eller ändra dagarna."),
            code="overlap",
        ) from error

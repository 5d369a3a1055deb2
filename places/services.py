"""Changes of organisations' ties to areas."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from places.models import Area, AreaRelation, AreaRelationKind
from places.parties import ties_elsewhere
from platssamverkan.core.swedish import day as swedish_day
from stakeholders.audit import record
from stakeholders.leaving import Belonging, Departure, Room
from stakeholders.models import Organisation, User
from stakeholders.services import add_organisation, close_period, last_whole_day, lock


@transaction.atomic
def add_party(
    *,
    by: User,
    name: str,
    org_type: str,
    area: Area,
    kind: str,
    valid_from: date,
    valid_to: date | None = None,
    existing: Organisation | None = None,
) -> Organisation:
    """Let an organisation into an area: a new one, or the `existing` one of that name.

    ValidationError, by field, as `tie_organisation` and `add_organisation` give it.
    """
    organisation = existing or add_organisation(by=by, name=name, org_type=org_type)
    tie_organisation(
        by=by, organisation=organisation, area=area, kind=kind, valid_from=valid_from, valid_to=valid_to
    )
    return organisation


@transaction.atomic
def tie_organisation(
    *,
    by: User | None,
    organisation: Organisation,
    area: Area,
    kind: str,
    valid_from: date,
    valid_to: date | None = None,
) -> AreaRelation:
    """Tie the organisation to the area between two days.

    ValidationError, by field, if only an authority can answer for an area, if the days are turned
    round, or if the organisation is so tied already on one of the days.
    """
    organisation = lock(organisation)
    if kind == AreaRelationKind.OWN and not organisation.is_authority:
        raise ValidationError({"kind": _("Bara en myndighet kan ansvara för ett område.")})
    if valid_to is not None and valid_to < valid_from:
        raise ValidationError({"valid_to": _("Sista dagen kan inte ligga före den första.")})
    if _overlapping(organisation, area, kind, valid_from, valid_to).exists():
        raise ValidationError({"area": _("Organisationen är redan knuten så till området under den tiden.")})
    tie = AreaRelation(
        organisation=organisation, area=area, kind=kind, valid_from=valid_from, valid_to=valid_to
    )
    tie.full_clean()
    tie.save()
    record(by, "tie.started", tie, organisation=organisation.pk, area=area.slug, kind=str(kind))
    return tie


def _overlapping(
    organisation: Organisation, area: Area, kind: str, first: date, last: date | None
) -> QuerySet[AreaRelation]:
    ties = organisation.area_relations.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=first), area=area, kind=kind
    )
    return ties if last is None else ties.filter(valid_from__lte=last)


@transaction.atomic
def end_tie(*, by: User, tie: AreaRelation, last_day: date | None, today: date) -> None:
    """End the organisation's tie after `last_day`; None ends it at once.

    ValidationError if it has ended already.
    """
    lock(tie.organisation)
    held = AreaRelation.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today), pk=tie.pk).first()
    if held is None:
        raise ValidationError(
            _("Någon annan har redan avslutat knytningen. Inget mer ändrades."), code="changed"
        )
    close_period(by=by, row=held, last=last_whole_day(last_day, today), noun="tie")


@transaction.atomic
def succeed_area(*, by: User | None, old: Area, new: Area, day: date) -> int:
    """Let `new` take the place of `old` from the day on (merger, changed border): ties go over, history stays.

    Return the number of ties that went over.  For a merger, call it once for each old area; for a split,
    once for each new one: what has gone over already is not tied twice.
    """
    last = day - timedelta(days=1)
    moved = 0
    ties = AreaRelation.objects.select_related("organisation").filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=last), area=old
    )
    for tie in ties.order_by("organisation", "pk"):
        moved += _pass_on(by, tie, tie.organisation, new, day)
        close_period(by=by, row=tie, last=last, noun="tie")
    old.valid_to, new.valid_from = last, new.valid_from or day
    for area in (old, new):
        area.full_clean(exclude=["geometry"])
        area.save(update_fields=["valid_from", "valid_to"])
    record(by, "area.succeeded", old, successor=new.slug, day=day.isoformat())
    return moved


def _pass_on(by: User | None, tie: AreaRelation, heir: Organisation, area: Area, day: date) -> bool:
    """Give the heir the tie from the day on, unless it has one; return whether it got it."""
    first, last = max(day, tie.valid_from), tie.valid_to
    if last is not None and last < first:
        return False
    if _overlapping(heir, area, tie.kind, first, last).exists():
        return False
    tie_organisation(by=by, organisation=heir, area=area, kind=tie.kind, valid_from=first, valid_to=last)
    return True


# --- leaving --------------------------------------------------------------------------------------


def _ties(departure: Departure) -> QuerySet[AreaRelation]:
    ties = departure.organisation.area_relations.select_related("area").defer("area__geometry")
    if departure.person is not None:  # a person has no ties of their own
        return ties.none()
    return ties.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=departure.first_after)).order_by(
        "area__name", "kind", "pk"
    )


def _heir(departure: Departure, tie: AreaRelation) -> Organisation | None:
    heir = departure.heir
    return heir if heir and (tie.kind != AreaRelationKind.OWN or heir.is_authority) else None


def _tie_list(departure: Departure) -> list[Belonging]:
    things = []
    for tie in _ties(departure):
        heir = _heir(departure, tie)
        fate = _("avslutas, sista dag %(day)s") % {"day": swedish_day(departure.last)}
        if heir is not None:
            fate = _("går vidare till %(heir)s från %(day)s") % {
                "heir": heir, "day": swedish_day(departure.first_after),
            }  # fmt: skip
        name = f"{tie.area}: {tie.get_kind_display()}"
        things.append(Belonging(f"{tie._meta.label_lower}:{tie.pk}", name, fate))
    return things


def _hand_over_ties(departure: Departure, by: User) -> None:
    if ties_elsewhere(by, departure.organisation) and departure.person is None:
        raise ValidationError(_("Organisationen deltar också i områden som andra sköter."), code="elsewhere")
    for tie in _ties(departure):
        heir = _heir(departure, tie)
        if heir is not None:
            _pass_on(by, tie, heir, tie.area, departure.first_after)
        close_period(by=by, row=tie, last=departure.last, noun="tie")


TIES = Room(gettext_lazy("Knytningar till områden"), _tie_list, _hand_over_ties)

"""What an organisation that leaves has here: roles at places and seats in groups, and who takes them over."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from places.models import Basis, GroupMember, Mandate
from platssamverkan.core.swedish import day as swedish_day
from stakeholders.audit import record
from stakeholders.leaving import Belonging, Departure, Room
from stakeholders.models import Organisation, User
from stakeholders.services import close_period


def _ahead(departure: Departure) -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gte=departure.first_after)


def _mandates(departure: Departure) -> QuerySet[Mandate]:
    if departure.person is not None:  # a role is the organisation's, whoever carries it out
        return Mandate.objects.none()
    rows = Mandate.objects.filter(_ahead(departure), organisation=departure.organisation)
    return (
        rows.select_related("place", "area")
        .defer("place__geometry", "area__geometry")
        .order_by("place__name", "area__name", "kind", "pk")
    )


def _mandate_heir(departure: Departure, mandate: Mandate) -> Organisation | None:
    """Return who takes the role over; a power by law goes only to the same kind of authority."""
    heir = departure.heir
    if heir is None or mandate.basis != Basis.LEGAL_POWER:
        return heir
    return heir if heir.org_type == departure.organisation.org_type else None


def _fate(departure: Departure, heir: Organisation | None) -> str:
    if heir is None:
        return _("avslutas, sista dag %(day)s") % {"day": swedish_day(departure.last)}
    return _("går vidare till %(heir)s från %(day)s") % {
        "heir": heir, "day": swedish_day(departure.first_after),
    }  # fmt: skip


def _mandate_list(departure: Departure) -> list[Belonging]:
    return [
        Belonging(
            f"{mandate._meta.label_lower}:{mandate.pk}",
            f"{mandate.place or mandate.area}: {mandate.get_kind_display()}",
            _fate(departure, _mandate_heir(departure, mandate)),
        )
        for mandate in _mandates(departure)
    ]


def _hand_over_mandates(departure: Departure, by: User) -> None:
    for mandate in _mandates(departure):
        heir = _mandate_heir(departure, mandate)
        if heir is not None:
            # The way to reach the one who leaves is not the heir's: it is filled in anew.
            taken_over = Mandate(
                organisation=heir,
                place=mandate.place,
                area=mandate.area,
                kind=mandate.kind,
                basis=mandate.basis,
                legal_basis=mandate.legal_basis,
                limits=mandate.limits,
                source=mandate.source,
                guard_reason=mandate.guard_reason,
                valid_from=max(departure.first_after, mandate.valid_from),
                valid_to=mandate.valid_to,
            )
            taken_over.save()
            taken_over.matters.set(mandate.matters.all())
            record(by, "mandate.handed_over", taken_over, organisation=heir.pk)
        close_period(by=by, row=mandate, last=departure.last, noun="mandate")


def _seats(departure: Departure) -> QuerySet[GroupMember]:
    if departure.person is not None:  # a seat is the organisation's, whoever comes to the meeting
        return GroupMember.objects.none()
    rows = GroupMember.objects.filter(_ahead(departure), organisation=departure.organisation)
    return rows.select_related("group", "organisation").order_by("group__name", "pk")


def _seat_heir(departure: Departure, seat: GroupMember) -> Organisation | None:
    """Return who takes the seat; nobody where the heir has one in the group already."""
    heir = departure.heir
    if heir is None or seat.group.members.filter(_ahead(departure), organisation=heir).exists():
        return None
    return heir


def _seat_list(departure: Departure) -> list[Belonging]:
    return [
        Belonging(
            f"{seat._meta.label_lower}:{seat.pk}",
            seat.group.name,
            _fate(departure, _seat_heir(departure, seat)),
        )
        for seat in _seats(departure)
    ]


def _hand_over_seats(departure: Departure, by: User) -> None:
    for seat in _seats(departure):
        heir = _seat_heir(departure, seat)
        if heir is not None:
            taken_over = GroupMember.objects.create(
                group=seat.group,
                organisation=heir,
                described=seat.described,
                mandate=seat.mandate,
                guard_reason=seat.guard_reason,
                valid_from=max(departure.first_after, seat.valid_from),
                valid_to=seat.valid_to,
            )
            record(by, "group_member.handed_over", taken_over, organisation=heir.pk)
        close_period(by=by, row=seat, last=departure.last, noun="group_member")


MANDATES = Room(gettext_lazy("Roller på platser"), _mandate_list, _hand_over_mandates)
SEATS = Room(gettext_lazy("Platser i grupper"), _seat_list, _hand_over_seats)

"""Who may see, write and approve an edition of the lägesbild."""

import uuid

from django.db.models import Q
from django.http import Http404

from assessments.models import Party
from places.models import Area
from places.permissions import can, grounds_at
from reports.edition_models import Audience, Edition, EditionStatus
from stakeholders.models import POLICE_TYPES, Organisation, User
from stakeholders.policy import Action, Visibility, sees


def audiences_of(user: User, district: Area) -> set[Audience]:
    """The audiences the person belongs to in the district."""
    held = grounds_at(user, Action.VIEW_AREA, district.pk)
    return {
        audience
        for audience in Audience
        if any(sees(ground.role, ground.relation, Visibility(audience.value)) for ground in held)
    }


def seen_editions(user: User, district: Area, *, may_write: bool | None = None) -> Q:
    """Match the editions the person sees: writers all of them, others what is published for them.

    `may_write` spares the question to a caller that has asked it.
    """
    if can(user, Action.WRITE_REPORT, district) if may_write is None else may_write:
        return Q(area=district)
    return Q(
        area=district,
        audience__in=audiences_of(user, district),
        status__in=(EditionStatus.PUBLISHED, EditionStatus.SUPERSEDED),
    )


def edition_or_404(user: User, district: Area, edition_id: uuid.UUID) -> Edition:
    """Fetch an edition the person sees, without its frozen pages."""
    found = (
        Edition.objects.filter(seen_editions(user, district), public_id=edition_id)
        .select_related("area", "derived_from")
        .defer("snapshot", "pages", "derived_from__snapshot", "derived_from__pages", "area__geometry")
        .first()
    )
    if found is None:
        raise Http404
    return found


def signatory(user: User, district: Area) -> tuple[Party, Organisation] | None:
    """The party and authority a person approves for in the district; None for one who may not approve.

    Somebody with a role on both sides speaks for the municipality, never for both: nobody agrees with
    themselves.
    """
    keys = {ground.organisation for ground in grounds_at(user, Action.APPROVE_REPORT, district.pk)}
    held = list(Organisation.objects.filter(pk__in=keys).order_by("name"))
    municipal = [item for item in held if item.org_type not in POLICE_TYPES]
    if municipal:
        return Party.MUNICIPALITY, municipal[0]
    return (Party.POLICE, held[0]) if held else None

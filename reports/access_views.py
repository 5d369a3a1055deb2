"""Why do I see this?  The answer, from the same tables that let the person in."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from places.models import Area, AreaRelation
from places.permissions import Ground, area_or_404, grounds_at
from stakeholders.http import UserRequest
from stakeholders.models import Membership
from stakeholders.policy import Action, Relation, Visibility, reads_free_text, sees


@dataclass(frozen=True, slots=True)
class Reason:
    """A membership and a tie that together let a person in."""

    role: str
    organisation: str
    since: date
    until: date | None
    tie: str
    reached_through: Area


@dataclass(frozen=True, slots=True)
class Right:
    """Something a person may do here or not, and the rule that says so."""

    words: str
    may: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Share:
    """Whether the person sees what is shared in one way: what others own, and what their own party owns."""

    words: str
    others: bool
    own: bool


@require_safe
def why(request: UserRequest, slug: str) -> HttpResponse:
    """Say which membership, tie and rule let the person see an area, and what they may do there."""
    area = area_or_404(request.user, slug, may=Action.VIEW_AREA)
    by_action = {action: grounds_at(request.user, action, area.pk) for action in Action}
    context = {
        "area": area,
        "reasons": _reasons(by_action[Action.VIEW_AREA]),
        "rights": [_right(action, held) for action, held in by_action.items()],
        "shares": _shares(by_action[Action.VIEW_INCIDENTS]),
    }
    return render(request, "places/why.html", context)


def _reasons(held: list[Ground]) -> list[Reason]:
    members = Membership.objects.select_related("organisation").in_bulk([g.membership for g in held])
    ties = AreaRelation.objects.select_related("area").defer("area__geometry").in_bulk([g.tie for g in held])
    reasons = []
    for ground in held:
        member, tie = members[ground.membership], ties[ground.tie]
        reasons.append(
            Reason(
                role=str(ground.role.label),
                organisation=member.organisation.name,
                since=max(member.valid_from, tie.valid_from),
                until=min((day for day in (member.valid_to, tie.valid_to) if day), default=None),
                tie=str(ground.relation.label),
                reached_through=tie.area,
            )
        )
    return reasons


def _right(action: Action, held: list[Ground]) -> Right:
    words = str(action.label)
    if not held:
        return Right(words, False, _("Ingen av dina roller ger den rätten här."))
    rule = _("Rollen %(role)s har den rätten när organisationen %(relation)s.") % {
        "role": held[0].role.label,
        "relation": held[0].relation.label,
    }
    return Right(words, True, rule)


def _shares(held: list[Ground]) -> list[Share]:
    """By visibility, then free text; empty for a person who sees no single incidents here."""
    if not held:
        return []
    shares = [
        Share(
            _("Ser: %(visibility)s") % {"visibility": level.label},
            any(sees(ground.role, ground.relation, level) for ground in held),
            any(sees(ground.role, Relation.KEEPER, level) for ground in held),
        )
        for level in Visibility
    ]
    text = Share(
        _("Text som någon har skrivit"),
        any(reads_free_text(ground.role, ground.relation) for ground in held),
        any(reads_free_text(ground.role, Relation.KEEPER) for ground in held),
    )
    return [*shares, text]

"""Choices that carry the words a level may need."""

from typing import Any

from assessments.models import Party
from assessments.services import Choice, Plan
from places.models import Area
from stakeholders.models import Organisation
from tests.factories import make_organisation

REASON = "Enligt vår samlade bedömning i mötet"
PARTIES = (Party.MUNICIPALITY, Party.POLICE)


def choose(
    area: Area, level: int | None, seen_level: int | None = None, seen_version: int = 0, **more: Any
) -> Choice:
    """A choice with a reason, and with a plan where the level asks for one."""
    if level is not None and level >= 4:
        owner = Organisation.objects.first() or make_organisation()
        more.setdefault("plan", Plan("Gemensam närvaro fredag kväll", owner))
    return Choice(area, level, seen_level, seen_version, **{"reason": REASON} | more)

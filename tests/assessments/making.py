"""Choices that carry the words a level may need."""

from typing import Any

from assessments.models import Confirmation, Party, WeekClosing
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


def made_here(model: Any) -> Any:
    """The rows a test has made itself: all but those of the demo's own joint weeks, which are in 2026."""
    path = "decision__" if model is Confirmation else ""
    where = "district" if model is WeekClosing else "area__parent"
    demo = {f"{path}{where}__slug": "hasselby-vallingby", f"{path}iso_year": 2026}
    return model.objects.exclude(**demo)

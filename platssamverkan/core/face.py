"""What a room gives to the pages that read across rooms: things to do, news, and what was found.

A room builds these in a module of its own and `reports` lists it (`reports.home`, `reports.find`), so that
the pages know no room's insides and rooms know no page.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum


class Urgency(IntEnum):
    """In which order things to do are read."""

    LATE = 0
    NOW = 1
    SOON = 2
    WAITING = 3  # for somebody else


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, and the page where it is done."""

    text: str  # begins with a verb: 'Bedöm v. 47'
    url: str
    where: str = ""  # the area or place, where the reader may have several
    detail: str = ""
    urgency: Urgency = Urgency.NOW


@dataclass(frozen=True, slots=True)
class News:
    """Something that has happened since the reader was here last, in one sentence."""

    on: date
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Something a search found.  `score` runs from 0 to 1; 1 is the very name that was asked for."""

    kind: str
    title: str
    url: str
    score: float
    detail: str = ""

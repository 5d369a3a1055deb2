"""What a page was made of, so that it is made anew exactly when it would come out otherwise.

While something is composed, every question to the database is written down with a digest of its answer.
What was made may be shown again as long as the same questions get the same answers, the code is the same
and it is the same day.  Nobody has to tell it that data changed, so nobody can forget to.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

SOURCES = ("*.py", "*.html", "*.css")
ROOMS = (
    "assessments", "incidents", "indicators", "measures", "places", "platssamverkan", "reports", "stakeholders",
    "static/reports", "templates/reports", "walks",
)  # fmt: skip


@dataclass(slots=True)
class Notes:
    """Questions in the order they were put, each with the digest of its answer."""

    questions: list[tuple[str, str]] = field(default_factory=list)
    whole: bool = True  # False when an answer came in parts and could not be digested

    def still_hold(self) -> bool:
        """Whether every question gets the answer it got."""
        with connection.cursor() as cursor:
            for question, answer in self.questions:
                cursor.execute(question)
                if _digest(question, cursor.fetchall()) != answer:
                    return False
        return True


@contextmanager
def taking_notes() -> Iterator[Notes]:
    """Write down what the block asks the database and what it is told."""
    notes = Notes()

    def listen(
        execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        result = execute(sql, params, many, context)
        cursor = context["cursor"].cursor
        if many or cursor.description is None or getattr(cursor, "name", None):
            notes.whole = False
            return result
        rows = cursor.fetchall()
        if rows:
            cursor.scroll(0, mode="absolute")  # whoever asked reads the same rows from the start
        question: str = connection.ops.compose_sql(sql, params)  # type: ignore[attr-defined]
        notes.questions.append((question, _digest(question, rows)))
        return result

    with connection.execute_wrapper(listen):
        yield notes


def _digest(question: str, rows: list[Any]) -> str:
    """Digest of an answer; where no order was asked for, the same rows in another order are the same answer."""
    told = [repr(row) for row in rows]
    if "ORDER BY" not in question:
        told.sort()
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def stamp() -> str:
    """What else a page follows from: the code that made it and the day it was made."""
    return f"{_code()} {timezone.localdate():%Y-%m-%d}"


@lru_cache(maxsize=1)
def _code() -> str:
    """Digest of the rooms' code, templates and the document's styles; read once in a process."""
    found = hashlib.sha256()
    root = Path(settings.BASE_DIR)
    for room in ROOMS:
        for pattern in SOURCES:
            for path in sorted((root / room).rglob(pattern)):
                found.update(path.read_bytes())
    return found.hexdigest()

"""Retention from the command line; beat does the same each night."""

from argparse import ArgumentTypeError
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from platssamverkan.retention.papers import period_words, table
from platssamverkan.retention.services import AlreadyRunning, Portion, carry_out, find_due, find_waiting


class Command(BaseCommand):
    help = "Delete or coarsen what has been kept long enough. It can be run again at any time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="list counts and keys, change nothing")
        parser.add_argument(
            "--as-of", type=_day, metavar="DATE", help="as if it were this day (2030-01-31), on a copy"
        )
        parser.add_argument(
            "--table", action="store_true", help="print the rules as the table that stands in docs/"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("sv"):
            if options["table"]:
                self.stdout.write(table())
                return
            as_of = options["as_of"] or timezone.localdate()
            self._list(as_of) if options["dry_run"] else self._run(as_of)
            for waiting in find_waiting(as_of):
                self.stdout.write(f"Väntar på gallringsbeslut: {waiting.rule.code}, {waiting.count} rader.")

    def _list(self, as_of: date) -> None:
        found = find_due(as_of)
        for each in found:
            self.stdout.write(f"{_words(each.portion)}: {len(each.ids)} rader.")
            self.stdout.write(f"  {_ranges(each.ids)}")
        if not found:
            self.stdout.write("Inget att gallra.")

    def _run(self, as_of: date) -> None:
        try:
            done = carry_out(as_of=as_of)
        except AlreadyRunning as refused:
            raise CommandError("En annan gallring pågår. Inget mer gjordes.") from refused
        for each in done:
            words = (
                _words(each.portion) if each.portion else "Spårets versioner av det som gallrats, raderade"
            )
            self.stdout.write(f"{words}: {each.count} rader.")
        if not done:
            self.stdout.write("Inget att gallra.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no date like 2030-01-31") from error


def _words(portion: Portion) -> str:
    whose = f", {portion.decision.organisation}" if portion.decision else ""
    how = str(portion.rule.how.label).lower()
    return f"{portion.rule.code}{whose}, {how} efter {period_words(portion.months)}"


def _ranges(ids: Iterable[object]) -> str:
    """'3–7, 9': keys in rising order, runs of whole numbers drawn together."""
    keys = list(ids)
    parts: list[list[object]] = [[keys[0]]]
    for before, key in pairwise(keys):
        if isinstance(key, int) and isinstance(before, int) and key == before + 1:
            parts[-1][1:] = [key]
        else:
            parts.append([key])
    return ", ".join("–".join(map(str, part)) for part in parts)

"""Read the police's public events, from a file or from the feed itself."""

import urllib.request
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from incidents.police_feed import import_notices, read_feed, rows_of
from platssamverkan.core.commands import refusals_told

FEED = "https://polisen.se/api/events"
AGENT = "Platssamverkan/0.1 (gemensamma lagesbilder for kommun och polis)"
# The feed allows a call every ten seconds and sixty an hour: one a minute keeps both.
PAUSE, PATIENCE, MOST_BYTES = 60, 20, 20_000_000
SHOWN = 20  # complaints


class Command(BaseCommand):
    help = (
        f"Import police events: a JSON array or JSON lines, plain or gzip; or {FEED} with an optional query."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", help="a file, or the address of the feed")

    def handle(self, *args: Any, **options: Any) -> None:
        source = options["source"]
        with refusals_told():
            rows = rows_of(fetch(source)) if "://" in source else read_feed(Path(source))
            outcome = import_notices(rows)
            text = _(
                "%(read)d notiser lästa: %(added)d nya, %(changed)d ändrade, %(same)d oförändrade. "
                "%(incidents)d av dem är händelser i våra områden."
            )
            values = {
                "read": outcome.read,
                "added": outcome.added,
                "changed": outcome.changed,
                "same": outcome.unchanged,
                "incidents": outcome.incidents,
            }
            self.stdout.write(text % values)
            for complaint in outcome.complaints[:SHOWN]:
                self.stdout.write(f"  {complaint}")
            if len(outcome.complaints) > SHOWN:
                more = len(outcome.complaints) - SHOWN
                self.stdout.write(_("  och %(n)d rader till som inte gick att läsa.") % {"n": more})


def fetch(address: str) -> str:
    """Fetch the feed once.  CommandError for another address, too soon after the last call, or no answer."""
    if address != FEED and not address.startswith(f"{FEED}?"):
        raise CommandError(_("Adressen är inte polisens: %(feed)s") % {"feed": FEED})
    if not cache.add("police-feed", 1, PAUSE):
        raise CommandError(_("Polisens tjänst får anropas högst en gång i minuten. Vänta lite."))
    asked = urllib.request.Request(address, headers={"User-Agent": AGENT})  # noqa: S310 - https, checked above
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
            raw = answer.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(_("Polisens tjänst svarar inte: %(why)s") % {"why": error}) from error
    if len(raw) > MOST_BYTES:
        raise CommandError(_("Svaret är för stort."))
    return str(raw.decode("utf-8", errors="replace"))

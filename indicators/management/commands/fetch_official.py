"""Ask Statistics Sweden or Kolada for a table and store it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from indicators.jsonstat import read_jsonstat
from indicators.kolada import read_kolada
from indicators.official import ReadTable, store_table
from indicators.sources import Client, SourceDown, SourceNotAllowed, kolada_figure, scb_table
from platssamverkan.core.commands import refusals_told


class Command(BaseCommand):
    help = (
        "Fetch a table from SCB (PxWeb API 2) or a key figure from Kolada.  Hosts must be in OPEN_DATA_HOSTS."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", choices=["scb", "kolada"])
        parser.add_argument("table", help="SCB's table (TAB638) or Kolada's key figure (N07403)")
        parser.add_argument("--region", action="append", default=[], help="a region's code; may be repeated")
        parser.add_argument(
            "--year", action="append", default=[], help="may be repeated; the latest if left out"
        )
        parser.add_argument(
            "--choose",
            action="append",
            default=[],
            metavar="VARIABLE=CODES",
            help="SCB: another variable's codes",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        client = Client(settings.OPEN_DATA_HOSTS)
        with translation.override("sv"), refusals_told():
            try:
                table = self._read(client, options)
            except (SourceDown, SourceNotAllowed) as error:
                raise CommandError(str(error)) from error
            seen = store_table(table, by=None)
            values = {
                "title": table.title,
                "new": seen.new,
                "changed": len(seen.changes),
                "same": seen.unchanged,
            }
            self.stdout.write(
                _("%(title)s: %(new)d nya tal, %(changed)d ändrade, %(same)d stämde redan.") % values
            )

    def _read(self, client: Client, options: dict[str, Any]) -> ReadTable:
        if options["source"] == "kolada":
            if not options["region"]:
                raise CommandError("Ange minst en kommun med --region.")
            return read_kolada(*kolada_figure(client, options["table"], options["region"], options["year"]))
        chosen = {"Region": ",".join(options["region"]) or "*", "Tid": ",".join(options["year"]) or "top(1)"}
        for choice in options["choose"]:
            variable, found, codes = choice.partition("=")
            if not found:
                raise CommandError(f"Skriv {choice} som VARIABEL=KODER.")
            chosen[variable] = codes
        return read_jsonstat(scb_table(client, options["table"], chosen))

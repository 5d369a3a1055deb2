"""Read a spreadsheet from Statistics Sweden's database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from indicators.official import preview_table, store_table
from indicators.scb import read_scb
from platssamverkan.core.commands import refusals_told
from platssamverkan.core.incoming import read_bytes
from platssamverkan.core.workbook import MAX_BYTES


class Command(BaseCommand):
    help = "Import an .xlsx from SCB's database as it was downloaded; the whole file or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--preview", action="store_true", help="say what would be stored, store nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals_told():
            table = read_scb(read_bytes(options["file"], limit=MAX_BYTES))
            seen = preview_table(table) if options["preview"] else store_table(table, by=None)
            said = (
                _(
                    "%(title)s: %(regions)d regioner, %(new)d nya tal, %(changed)d ändras, %(same)d stämmer redan."
                )
                if options["preview"]
                else _(
                    "%(title)s: %(regions)d regioner, %(new)d nya tal, %(changed)d ändrade, %(same)d stämde redan."
                )
            )
            values = {
                "title": table.title, "regions": table.regions, "new": seen.new,
                "changed": len(seen.changes), "same": seen.unchanged,
            }  # fmt: skip
            self.stdout.write(said % values)

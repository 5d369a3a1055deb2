"""Read a sender's file of incidents, the way its files were explained on the page."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from incidents.import_models import ImportMapping
from incidents.import_reading import MOST_BYTES, read_grid
from incidents.imports import (
    ColumnsNotUnderstood,
    Reading,
    WordsNotUnderstood,
    guess_columns,
    preview_import,
    store_import,
)
from platssamverkan.core.commands import refusals_told
from platssamverkan.core.incoming import read_bytes

SHOWN = 20  # notes


class Command(BaseCommand):
    help = "Import a CSV or XLSX file of incidents whole, or nothing of it; again is harmless."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--mapping", required=True, help="how the sender's files are read, by name")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and store nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        with refusals_told():
            mapping = (
                ImportMapping.objects.select_related("district", "organisation")
                .filter(name=options["mapping"])
                .first()
            )
            if mapping is None:
                known = ", ".join(ImportMapping.objects.values_list("name", flat=True)) or "–"
                raise CommandError(
                    _("Ingen kolumntolkning heter %(name)s. Det finns: %(known)s.")
                    % {"name": options["mapping"], "known": known}
                )
            grid = read_grid(read_bytes(options["file"], limit=MOST_BYTES))
            reading = Reading(
                district=mapping.district,
                sender=mapping.organisation,
                visibility=mapping.visibility,
                columns=guess_columns(grid.columns, mapping),
                words=mapping.words,
            )
            try:
                preview = preview_import(grid, reading)
                if not options["dry_run"]:
                    store_import(by=None, grid=grid, reading=reading, seen=preview.digest)
            except ColumnsNotUnderstood as unsure:
                missing = ", ".join(unsure.missing)
                raise CommandError(
                    _("Kolumnerna behöver förklaras på sidan: %(what)s.") % {"what": missing}
                ) from unsure
            except WordsNotUnderstood as unsure:
                words = ", ".join(unsure.proposed)
                raise CommandError(
                    _("Ord behöver förklaras på sidan: %(what)s.") % {"what": words}
                ) from unsure
            text = _(
                "%(read)d rader lästa: %(new)d nya händelser, %(known)d fanns redan, %(outside)d utanför "
                "området, %(skipped)d av slag som inte läses in."
            )
            values = {name: getattr(preview, name) for name in ("read", "new", "known", "outside", "skipped")}
            self.stdout.write(text % values)
            for note in preview.notes[:SHOWN]:
                self.stdout.write(f"  {note}")

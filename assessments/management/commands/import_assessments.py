"""Read weekly levels from a table."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.imports import import_assessments
from places.models import Area, AreaKind
from platssamverkan.core.commands import refusals_told
from platssamverkan.core.incoming import read_text


class Command(BaseCommand):
    help = "Import weekly levels: year,week,area,level, or a week column and one column for each area."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--district", required=True, help="name of the city district")
        parser.add_argument(
            "--accept-suggestions", action="store_true", help="read a near miss as the nearest name"
        )
        parser.add_argument("--source", help="printed under the table; the file's name if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        district = Area.objects.of_kind(AreaKind.CITY_DISTRICT).filter(name=options["district"]).first()
        if district is None:
            raise CommandError(
                f"Stadsdelsområdet {options['district']} finns inte. Läs in det med import_areas först."
            )
        with refusals_told():
            outcome = import_assessments(
                read_text(options["file"]),
                district,
                source=options["source"] or options["file"].name,
                imported_at=timezone.now(),
                accept_suggestions=options["accept_suggestions"],
            )
            values = {"new": outcome.created, "changed": outcome.updated, "same": outcome.unchanged}
            text = _("%(new)d nya lägesbedömningar, %(changed)d uppdaterade, %(same)d oförändrade.")
            self.stdout.write(text % values)
            for note in outcome.notes:
                self.stdout.write(f"  {note}")

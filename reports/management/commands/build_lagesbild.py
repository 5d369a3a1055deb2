"""Print an annual lägesbild to a file, without the queue."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from places.models import Area, AreaKind
from reports.lagesbild import compose
from reports.rendering import print_pdf


class Command(BaseCommand):
    help = "Build the annual lägesbild of a district as a PDF file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", required=True, help="name of the city district")
        parser.add_argument("--year", required=True, type=int)
        parser.add_argument("--output", required=True, type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        area = Area.objects.of_kind(AreaKind.CITY_DISTRICT).filter(name=options["area"]).first()
        if area is None:
            raise CommandError(
                f"Stadsdelsområdet {options['area']} finns inte. Läs in det med import_areas först."
            )
        output: Path = options["output"]
        if not output.parent.is_dir():
            raise CommandError(f"Mappen {output.parent} finns inte.")
        with translation.override("sv"):
            printed = print_pdf(compose(area, options["year"]).html())
        # Written beside and moved into place, so that a broken run leaves no half file under the name.
        draft = output.with_name(f".{output.name}.part")
        draft.write_bytes(printed.data)
        draft.replace(output)
        self.stdout.write(f"{output}: {printed.pages} sidor, {len(printed.data)} byte.")

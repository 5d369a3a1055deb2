"""Read areas from a GeoJSON file."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from places.imports import import_areas
from places.models import AreaKind
from platssamverkan.core.commands import refusals_told


class Command(BaseCommand):
    help = "Import areas from a GeoJSON FeatureCollection; running it again updates the same areas."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", required=True, choices=AreaKind.values)
        parser.add_argument("--name-property", required=True)
        parser.add_argument("--code-property")
        parser.add_argument("--parent-property")
        parser.add_argument("--parent-kind", choices=AreaKind.values)
        parser.add_argument("--source", required=True, help="printed under every map and in every report")
        parser.add_argument("--fetched-on", type=date.fromisoformat, help="YYYY-MM-DD; today if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["parent_property"]) != bool(options["parent_kind"]):
            raise CommandError("--parent-property and --parent-kind belong together.")
        with refusals_told():
            outcome = import_areas(
                options["file"],
                kind=AreaKind(options["kind"]),
                name_property=options["name_property"],
                code_property=options["code_property"],
                parent_property=options["parent_property"],
                parent_kind=AreaKind(options["parent_kind"]) if options["parent_kind"] else None,
                source=options["source"],
                fetched_on=options["fetched_on"] or timezone.localdate(),
            )
            values = {"new": outcome.created, "changed": outcome.updated}
            self.stdout.write(_("%(new)d nya områden, %(changed)d uppdaterade.") % values)
            for note in outcome.notes:
                self.stdout.write(f"  {note}")

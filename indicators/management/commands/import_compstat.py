"""Read a CompStat table."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.imports import import_compstat
from places.models import Area, AreaKind
from platssamverkan.core.commands import refusals_told
from platssamverkan.core.incoming import read_text


class Command(BaseCommand):
    help = (
        "Import a CompStat table (group,category,period,y2019…); printed sums are checked against the rows."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--area", required=True, help="name of the area the figures are for")
        parser.add_argument("--kind", choices=AreaKind.values, default=AreaKind.CITY_DISTRICT)
        parser.add_argument("--source", default="Polisen, CompStat")
        parser.add_argument("--extracted-on", type=date.fromisoformat, help="YYYY-MM-DD; today if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        area = Area.objects.of_kind(options["kind"]).filter(name=options["area"]).first()
        if area is None:
            raise CommandError(f"Området {options['area']} finns inte. Läs in det med import_areas först.")
        with refusals_told():
            outcome = import_compstat(
                read_text(options["file"]),
                area,
                source=options["source"],
                extracted_on=options["extracted_on"] or timezone.localdate(),
            )
            values = {"figures": outcome.figures, "sums": outcome.sums_checked}
            self.stdout.write(_("%(figures)d uppgifter sparade, %(sums)d summarader kontrollerade.") % values)

"""Let a new area take over from an old one: a merger, a split or a changed border."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from places.models import Area
from places.services import succeed_area


class Command(BaseCommand):
    help = (
        "Let the area NEW follow OLD from a day on. Import NEW first; for a merger run it once for each old area, "
        "for a split once for each new one. The history stays with OLD, and whoever takes over reads it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old", help="the old area's address, for example alvsjo")
        parser.add_argument("new", help="the new area's address, for example hagersten-alvsjo")
        parser.add_argument("--from", dest="day", required=True, help="the new area's first day, YYYY-MM-DD")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            day = date.fromisoformat(options["day"])
        except ValueError:
            raise CommandError(f"{options['day']} is not a day. Write it as 2024-01-01.") from None
        old, new = self._area(options["old"]), self._area(options["new"])
        if old == new:
            raise CommandError("An area can't follow itself.")
        try:
            moved = succeed_area(by=None, old=old, new=new, day=day)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{new} follows {old} from {day}. Ties that went over: {moved}.")

    def _area(self, slug: str) -> Area:
        found = Area.objects.filter(slug=slug).first()
        if found is None:
            raise CommandError(f"No area has the address {slug}. Import it with import_areas first.")
        return found

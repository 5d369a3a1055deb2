"""Count the sensitive kinds of settled tertials now, instead of at night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from incidents.sensitive import freeze_due


class Command(BaseCommand):
    help = "Freeze the table of sensitive incidents for every tertial that ended 30 days ago and has none."

    def handle(self, *args: Any, **options: Any) -> None:
        made = freeze_due(timezone.now())
        for table in made:
            self.stdout.write(str(table))
        self.stdout.write(f"{len(made)} tabeller frysta.")

"""Write down where the trail's chain ends, to be kept where this host's administrators can't reach."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from stakeholders.seal import seal_trail, trail_head, write_head


class Command(BaseCommand):
    help = "Seal the trail and print its head as signed JSON, for keeping on another machine."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", type=Path, help="write to this file instead of standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        seal_trail()
        head = trail_head()
        with translation.override("sv"):
            if head is None:
                raise CommandError(_("Spåret är tomt, så det finns inget huvud att exportera."))
        if options["output"]:
            options["output"].write_text(f"{write_head(head)}\n")
        else:
            self.stdout.write(write_head(head))

"""Back up from the command line."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from platssamverkan.backup import BackupRefused, back_up


class Command(BaseCommand):
    help = "Back up database, media and key into a new folder. Run it with the owner's DATABASE_URL."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = back_up(options["folder"])
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        rows = sum(manifest["rows"].values())
        self.stdout.write(f"Backed up {rows} rows and {len(manifest['sha256'])} files.")

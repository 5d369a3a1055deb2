"""Restore from the command line."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from platssamverkan.backup import BackupRefused, restore


class Command(BaseCommand):
    help = "Restore a backup into an empty database. Run it with the owner's DATABASE_URL."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = restore(options["folder"])
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
        rows = sum(manifest["rows"].values())
        self.stdout.write(f"Restored {rows} rows and {len(manifest['sha256'])} files.")

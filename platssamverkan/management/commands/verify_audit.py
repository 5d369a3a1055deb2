"""Prove that the trail is whole, or name what is not."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stakeholders.history import moment_words
from stakeholders.seal import Head, HeadRefused, Proof, read_head, verify_trail


class Command(BaseCommand):
    help = "Look through the trail for rows that were altered, removed or reordered. Exit code 1 if any."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head", type=Path, help="a file from export_audit_head, kept away from this host"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("sv"):
            proof = verify_trail(self._head(options["head"]))
            self._tell(proof)
            if not proof.is_whole:
                count = len(proof.findings)
                head = ngettext("Spåret är inte helt: %(n)d fel.", "Spåret är inte helt: %(n)d fel.", count)
                raise CommandError(
                    "\n".join([head % {"n": count}, *(f"  {text}" for text in proof.findings)])
                )
            self.stdout.write(_("Spåret är helt."))

    def _head(self, path: Path | None) -> Head | None:
        if path is None:
            return None
        try:
            return read_head(path.read_text())
        except OSError as error:
            raise CommandError(_("Filen %(path)s kan inte läsas.") % {"path": path}) from error
        except HeadRefused as refused:
            raise CommandError(str(refused)) from refused

    def _tell(self, proof: Proof) -> None:
        text = ngettext("%(n)d förseglad rad.", "%(n)d förseglade rader.", proof.sealed)
        self.stdout.write(text % {"n": proof.sealed})
        for erased in proof.erased:
            text = ngettext("%(n)d rad är gallrad: %(why)s", "%(n)d rader är gallrade: %(why)s", erased.rows)
            self.stdout.write(text % {"n": erased.rows, "why": erased.reason})
        if proof.oldest_unsealed:
            text = ngettext(
                "%(n)d rad är inte förseglad än, den äldsta från %(at)s.",
                "%(n)d rader är inte förseglade än, den äldsta från %(at)s.",
                proof.unsealed,
            )
            self.stdout.write(text % {"n": proof.unsealed, "at": moment_words(proof.oldest_unsealed)})

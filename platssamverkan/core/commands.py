"""What the import commands share: a refused file becomes the command's own error, whole."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import CommandError
from django.utils import translation
from django.utils.translation import ngettext

from platssamverkan.core.incoming import ImportRefused


@contextmanager
def refusals_told() -> Iterator[None]:
    """Turn ImportRefused into CommandError with every complaint on a line of its own."""
    with translation.override("sv"):
        try:
            yield
        except ImportRefused as refused:
            count = len(refused.complaints)
            head = ngettext("Ingenting lästes in: %(n)d fel.", "Ingenting lästes in: %(n)d fel.", count) % {
                "n": count
            }
            raise CommandError("\n".join([head, *(f"  {item}" for item in refused.complaints)])) from refused

"""Look through the whole database for what must never stand in it.  Works with the runtime role."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db.models import CharField, Field, FileField, JSONField, Model, TextField

from places.models import Area
from platssamverkan.core.guard import Severity, find

CHUNK = 2000

# Columns that are meant to hold personal data, or that no person writes.  The one place for exceptions;
# tests/house/test_scan_personal_data.py fails for an entry that no longer exists.
ALLOWED = {
    "sessions.Session": "signed session data, no free text",
    "stakeholders.User.email": "the user's own address, needed to sign in",
    "stakeholders.User.name": "the user's own name, shown to colleagues",
    "stakeholders.User.password": "a hash",
    "stakeholders.AuditEvent.object_id": "a primary key",
    "reports.ReportJob.sha256": "a digest",
}


class Command(BaseCommand):
    help = "Print table.column, key and kind of all that looks like personal data; exit 1 on hard hits."

    def handle(self, *args: Any, **options: Any) -> None:
        places = frozenset(Area.objects.values_list("name", flat=True))
        counts: Counter[Severity] = Counter()
        columns = 0
        for model, field in text_columns():
            columns += 1
            where = f"{model._meta.db_table}.{field.column}"
            rows = model._base_manager.order_by().values_list("pk", field.attname)
            for key, value in rows.iterator(chunk_size=CHUNK):
                kinds = {
                    (hit.kind, hit.severity)
                    for text in strings_in(value)
                    for hit in find(text, places=places)
                }
                for kind, severity in sorted(kinds):
                    counts[severity] += 1
                    self.stdout.write(f"{where}\t{key}\t{kind}\t{severity}")
        hard, soft = counts[Severity.HARD], counts[Severity.SOFT]
        summary = f"{columns} columns scanned: {hard} hard and {soft} soft hits."
        if hard:
            raise CommandError(summary, returncode=1)
        self.stdout.write(summary)


def text_columns() -> Iterator[tuple[type[Model], "Field[Any, Any]"]]:
    """Yield every column of ours that a free text could stand in.

    Left out: tables we do not manage, slugs and other choices from a fixed list, and ALLOWED.
    """
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if not meta.managed or meta.proxy or meta.label in ALLOWED:
            continue
        for field in meta.local_fields:
            text_like = isinstance(field, CharField | TextField | JSONField | FileField)
            fixed = field.get_internal_type() == "SlugField" or bool(field.choices) or field.is_relation
            if text_like and not fixed and f"{meta.label}.{field.name}" not in ALLOWED:
                yield model, field


def strings_in(value: object) -> Iterator[str]:
    """Yield every string in a column's value; in JSON also keys, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from strings_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings_in(item)
    elif value is not None and not isinstance(value, bool | int | float):
        yield str(value)

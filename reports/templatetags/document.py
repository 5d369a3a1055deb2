"""Numbers, captions and references inside a document's sections; see `reports.document.Numbering`."""

from typing import Any, cast

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from reports.document import Kind, Numbering

register = template.Library()


@register.simple_tag(takes_context=True)
def caption(context: Context, kind: str, key: str, title: Any) -> SafeString:
    """Number a table, map or chart, and write 'Tabell 2. Its title.'  KeyError for another kind."""
    entry = _numbering(context).exhibit(Kind[kind.upper()], key, str(title))
    return format_html('<span id="{}"><b>{}.</b> {}.</span>', entry.key, entry.name, entry.title)


@register.simple_tag(takes_context=True)
def part(context: Context, key: str, title: str) -> SafeString:
    """Write a numbered heading inside the chapter."""
    entry = _numbering(context).part(key, title)
    return format_html('<h3 id="{}">{} {}</h3>', entry.key, entry.number, entry.title)


@register.simple_tag
def ref(key: str) -> SafeString:
    """Refer to something by key: 'Tabell 2' as a link, wherever it stands in the document."""
    return mark_safe(f"<!--ref:{key}-->")  # noqa: S308 - keys are written in our templates


def _numbering(context: Context) -> Numbering:
    return cast(Numbering, context["numbering"])

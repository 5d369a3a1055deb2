"""The words of a lägesbild: paragraphs, lists and small headings, with numbers bound to cells.

A writer types `{{rån.2023}}` or `{{ref:year-table}}`; the document prints the cell's number or the table's
name.  What is bound can't contradict its table.  `{{not: words}}` is a footnote.  Everything else is text and
is escaped.
"""

import re
from collections.abc import Mapping

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

BOUND = re.compile(r"\{\{\s*([^{}\s][^{}]*?)\s*\}\}")
REFERENCE = "ref:"
NOTE = "not:"


def cells_named(text: str) -> list[str]:
    """The cells a text is bound to, in order, references left out."""
    return [key for key in BOUND.findall(text) if not key.startswith((REFERENCE, NOTE))]


def references_named(text: str) -> list[str]:
    """The keys of tables, maps, charts and chapters a text refers to, in order."""
    return [key.removeprefix(REFERENCE) for key in BOUND.findall(text) if key.startswith(REFERENCE)]


def without_bound(text: str) -> str:
    """The text with what is bound taken out: what a person typed freely, words of footnotes too."""
    return BOUND.sub(_typed, text)


def _typed(match: re.Match[str]) -> str:
    return f" {match[1].removeprefix(NOTE).strip()} " if match[1].startswith(NOTE) else "◦"


def as_html(text: str, cells: Mapping[str, str], *, level: int = 4) -> SafeString:
    """Write the text as HTML, its small headings at that level.

    A cell that does not exist is marked where it stands, never left out.
    """
    blocks: list[str] = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("## "):
            blocks.append(format_html("<h{}>{}</h{}>", level, lines[0][3:], level))
            lines = lines[1:]
        if lines and all(line.startswith("- ") for line in lines):
            items = "".join(f"<li>{_inline(line[2:], cells)}</li>" for line in lines)
            blocks.append(f"<ul>{items}</ul>")
        elif lines:
            blocks.append(f"<p>{_inline(' '.join(lines), cells)}</p>")
    return mark_safe("\n".join(blocks))  # noqa: S308 - every word went through escape


def _inline(text: str, cells: Mapping[str, str]) -> str:
    written: list[str] = []
    position = 0
    for match in BOUND.finditer(text):
        written.append(escape(text[position : match.start()]))
        key = match[1]
        if key.startswith(REFERENCE):
            written.append(soft_reference(key.removeprefix(REFERENCE)))
        elif key.startswith(NOTE):
            written.append(format_html('<span class="fn">{}</span>', key.removeprefix(NOTE).strip()))
        elif key in cells:
            written.append(escape(cells[key]))
        else:
            written.append(format_html("<mark>{} {}</mark>", _("uppgift saknas:"), key))
        position = match.end()
    return "".join([*written, escape(text[position:])])


def soft_reference(key: str) -> str:
    """A mark that becomes the thing's name, or says that there is no such thing; see `Numbering.resolve`."""
    return f"<!--see:{key}-->" if re.fullmatch(r"[a-z0-9-]+", key) else f"<mark>{escape(key)}</mark>"

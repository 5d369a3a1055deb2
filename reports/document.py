"""A printed document: sections in order, numbered by machine, rendered to one self-contained HTML string.

Tables, maps and charts get their number when their caption is written, one series for each kind; headings
likewise.  A reference goes by key and is resolved when everything has been written, so it may look forward.
An unknown key or one used twice stops the document.
"""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from django.contrib.staticfiles import finders
from django.template import Context, loader
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from platssamverkan.core.swedish import NBSP

STYLESHEET = "reports/document.css"
STATIC_URL = re.compile(r'url\("static:([^"]+\.woff2)"\)')
NOTE = re.compile(r'<span class="fn">(.*?)</span>', re.DOTALL)  # see `reports.prose`
MARK = re.compile(r"<!--ref:([a-z0-9-]+)-->")
SEE = re.compile(r"<!--see:([a-z0-9-]+)-->")  # written by people, who may be wrong


class DocumentError(Exception):
    """The document contradicts itself and must not be printed."""


class UnknownReference(DocumentError):
    """A reference to something that the document does not hold."""


class Kind(Enum):
    """What is numbered in a series of its own; the value is the word in front of the number."""

    TABLE = gettext_lazy("Tabell")
    MAP = gettext_lazy("Kartbild")
    CHART = gettext_lazy("Diagram")


@dataclass(frozen=True, slots=True)
class Entry:
    """A numbered thing: its key is its anchor, its name is how a reference reads."""

    key: str
    number: str
    name: str
    title: str
    depth: int = 1


@dataclass
class Numbering:
    """Hands out numbers while the document is written, and resolves references afterwards."""

    headings: list[Entry] = field(default_factory=list)
    _exhibits: dict[Kind, list[Entry]] = field(default_factory=lambda: {kind: [] for kind in Kind})
    _chapter: int = 0
    _part: int = 0
    _notes: int = 0
    _by_key: dict[str, Entry] = field(default_factory=dict)

    def chapter(self, key: str, title: str) -> Entry:
        self._chapter, self._part = self._chapter + 1, 0
        return self._heading(key, str(self._chapter), title, depth=1)

    def part(self, key: str, title: str) -> Entry:
        """A heading inside the chapter."""
        self._part += 1
        return self._heading(key, f"{self._chapter}.{self._part}", title, depth=2)

    def exhibit(self, kind: Kind, key: str, title: str) -> Entry:
        shelf = self._exhibits[kind]
        number = str(len(shelf) + 1)
        return self._keep(shelf, Entry(key, number, f"{kind.value}{NBSP}{number}", title))

    @property
    def exhibits(self) -> list[Entry]:
        """All tables, then all maps, then all charts."""
        return [entry for shelf in self._exhibits.values() for entry in shelf]

    def footnotes(self, body: SafeString) -> SafeString:
        """Number a chapter's footnotes through the document and gather them at the chapter's end."""
        gathered = []

        def numbered(match: re.Match[str]) -> str:
            self._notes += 1
            gathered.append(
                f'<p id="not-{self._notes}"><a href="#till-not-{self._notes}">{self._notes}</a> {match[1]}</p>'
            )
            return f'<sup id="till-not-{self._notes}"><a href="#not-{self._notes}">{self._notes}</a></sup>'

        written = NOTE.sub(numbered, body)
        if gathered:
            written += f'<div class="footnotes">{"".join(gathered)}</div>'
        return mark_safe(written)  # noqa: S308 - written from our templates, escaped there

    def resolve(self, html: str) -> str:
        """Put the names in place of the marks.  UnknownReference for a key nobody gave a number."""

        def name(match: re.Match[str]) -> str:
            entry = self._by_key.get(match[1])
            if entry is None:
                raise UnknownReference(f"nothing in the document is called {match[1]!r}")
            return format_html('<a href="#{}">{}</a>', entry.key, entry.name)

        def name_if_known(match: re.Match[str]) -> str:
            if match[1] in self._by_key:
                return name(match)
            return format_html("<mark>{} {}</mark>", _("finns inte:"), match[1])

        return SEE.sub(name_if_known, MARK.sub(name, html))

    def _heading(self, key: str, number: str, title: str, *, depth: int) -> Entry:
        return self._keep(self.headings, Entry(key, number, _("avsnitt") + NBSP + number, title, depth))

    def _keep(self, shelf: list[Entry], entry: Entry) -> Entry:
        if entry.key in self._by_key:
            raise DocumentError(f"two things in the document are called {entry.key!r}")
        self._by_key[entry.key] = entry
        shelf.append(entry)
        return entry


@dataclass(frozen=True, slots=True)
class Section:
    """One chapter: what it is called and the template and data it is written from."""

    key: str
    title: str
    template: str
    context: Mapping[str, Any]
    flows: bool = False  # short: it follows on the page instead of beginning one


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that is printed, in order."""

    title: str
    running_head: str
    authors: tuple[str, ...]
    cover: Mapping[str, Any]
    sections: tuple[Section, ...]
    template: str = "reports/document/document.html"  # for print

    def html(self) -> str:
        """Write the document out: one string with its styles and fonts inside, nothing to fetch.

        DocumentError if a reference or a number is wrong.
        """
        return self.written().html()

    def written(self) -> "Written":
        """Write every chapter once; pages and screen are made from the same."""
        numbering = Numbering()
        chapters = []
        for section in self.sections:
            heading = numbering.chapter(section.key, section.title)
            body = numbering.footnotes(_write(section.template, {**section.context, "numbering": numbering}))
            chapters.append({"heading": heading, "body": body, "flows": section.flows})
        return Written(self, numbering, chapters)


@dataclass(frozen=True, slots=True)
class Written:
    """A document whose chapters are written and numbered."""

    document: Document
    numbering: Numbering
    chapters: list[dict[str, Any]]

    def html(self) -> str:
        """The whole document for print.  DocumentError if a reference is wrong."""
        return self._page(self.document.template)

    def on_screen(self) -> SafeString:
        """The same chapters to stand in one of our pages, without cover, page numbers and fonts."""
        page = self._page("reports/document/screen.html")
        # A wide table scrolls by itself, and whoever uses the keyboard must be able to get at it.
        return mark_safe(page.replace("<table", '<table tabindex="0"'))  # noqa: S308 - our templates, escaped there

    def _page(self, template: str) -> str:
        page = _write(
            template,
            {
                "document": self.document,
                "cover": self.document.cover,
                "chapters": self.chapters,
                "headings": self.numbering.headings,
                "exhibits": self.numbering.exhibits,
                "stylesheet": stylesheet(),
            },
        )
        return self.numbering.resolve(page)


def _write(template: str, context: dict[str, Any]) -> SafeString:
    """Render without Django's own number formats: a year is not a thousand and something."""
    found = cast(Any, loader.get_template(template)).template
    return cast(SafeString, found.render(Context(context, use_l10n=False)))


@lru_cache(maxsize=1)
def stylesheet() -> SafeString:
    """The document's CSS with its fonts as data, read once for each process."""
    css = static_file(STYLESHEET).read_text()
    return mark_safe(STATIC_URL.sub(lambda match: f'url("{_as_data(match[1])}")', css))  # noqa: S308 - our own file


def static_file(name: str) -> Path:
    """Return the path of one of the project's static files.  DocumentError if there is none."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise DocumentError(f"no such static file: {name}")
    return Path(found)


def _as_data(font: str) -> str:
    return f"data:font/woff2;base64,{base64.b64encode(static_file(font).read_bytes()).decode()}"

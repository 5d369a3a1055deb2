"""HTML in, PDF/UA out.  The only module that knows WeasyPrint, and the lock on what it may read.

Identical HTML gives identical bytes: no clock, no random identifiers, no machine paths.
Three things save time: styles and fonts stay parsed in the process, well-formed HTML is
read by the C parser, and Python's cycle collector, which finds nothing to free while pages are laid out,
rests meanwhile.
"""

import gc
import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree

import weasyprint.css
from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
from weasyprint import CSS, HTML
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reports.document import DocumentError, static_file

VARIANT = "pdf/ua-1"
ARCHIVE = "pdf/a-2a"  # tagged too; the library writes one of the two names into a file
STATIC_NAME = re.compile(r"static:([A-Za-z0-9_-][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*)")
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
# WeasyPrint's own styles give every element five pseudo-elements for footnotes, which no document has.
FOOTNOTES = re.compile(r"^::(?:foot)?note-[^\n]*\n", re.MULTILINE)

# WeasyPrint's font map is not made for two threads at once.
_press = threading.Lock()


class PrintError(Exception):
    """The document could not be printed whole; nothing is printed rather than something with holes."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished file."""

    data: bytes
    pages: int


class LockedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Lets a document read data it carries itself and the project's static files, and nothing else.

    WeasyPrint's own fetcher reads `file://` and calls out (STACK F3).  A refusal stops the printing.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """Return the resource.  ValueError for an address outside the lock, also for one with `..` in it."""
        if not url.startswith("static:"):
            return super().fetch(url, headers)
        match = STATIC_NAME.fullmatch(url)
        if match is None or ".." in url:
            raise ValueError(f"not a static file's name: {url}")
        try:
            path = static_file(match[1])
        except DocumentError as error:
            raise ValueError(str(error)) from error
        return URLFetcherResponse(url, path.read_bytes())


class _Page(HTML):  # type: ignore[misc]  # WeasyPrint ships no types
    """A document of ours on its way to print: well-formed, without addresses of its own."""

    def __init__(self, html: str) -> None:
        self.base_url = None
        self.media_type = "print"
        self.url_fetcher = LockedFetcher()
        root = ElementTree.fromstring(html)  # noqa: S314 - our templates, everything in them escaped
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [_browser_styles()]


def print_pdf(html: str, *, archive: bool = False) -> Printed:
    """Print a document as tagged PDF/UA-1, or for the archive as tagged PDF/A-2a.

    The HTML must be well-formed (closed tags, quoted attributes, no named entities but XML's five).
    The first print in a process unpacks the fonts and parses the styles; later ones find them warm.
    PrintError if the HTML is broken or anything it asks for is refused or cannot be drawn.
    """
    variant = ARCHIVE if archive else VARIANT
    with _press, _no_error_passes(), _without_collector():
        try:
            document = _Page(STYLE.sub("", html)).render(
                font_config=_fonts(),
                stylesheets=[_parsed(css) for css in STYLE.findall(html)],
                pdf_variant=variant,
            )
            data = document.write_pdf(pdf_variant=variant, finisher=_say_what_heads_head)
        except ElementTree.ParseError as error:
            raise PrintError(f"not well-formed: {error}") from error
        except FatalURLFetchingError as error:
            raise PrintError(f"{error}: {error.__cause__}") from error
    return Printed(data, len(document.pages))


def _say_what_heads_head(_document: Any, pdf: Any) -> None:
    """Give every table head its /Scope, which WeasyPrint leaves out: a head in a `thead` heads its column.

    The tags are WeasyPrint's own objects, not yet written, so that the file stays the same byte for byte.
    """
    by_reference: dict[Any, Any] = {item.reference: item for item in pdf.objects if hasattr(item, "get")}
    for item in by_reference.values():
        if item.get("S") != "/TH":
            continue
        row = by_reference.get(item["P"], {})
        group = by_reference.get(row.get("P"), {})
        item["A"]["Scope"] = "/Column" if group.get("S") == "/THead" else "/Row"


@lru_cache(maxsize=1)
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@lru_cache(maxsize=4)
def _parsed(css: str) -> CSS:
    return CSS(string=css, font_config=_fonts(), url_fetcher=LockedFetcher())


@lru_cache(maxsize=1)
def _browser_styles() -> CSS:
    return CSS(string=FOOTNOTES.sub("", (files(weasyprint.css) / "html5_ua.css").read_text()))


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _no_error_passes() -> Iterator[None]:
    """Turn what WeasyPrint only logs as an error, such as a picture without alt text, into a PrintError."""
    collector = _Collector()
    LOGGER.addHandler(collector)
    try:
        yield
    finally:
        LOGGER.removeHandler(collector)
    if collector.messages:
        raise PrintError("; ".join(collector.messages))


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let the cycle collector rest; it goes on afterwards if it was on before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

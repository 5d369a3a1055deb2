"""The full tagged PDF in a warm process against headless Chromium, already started, printing the same HTML.

Chromium gets the HTML over the DevTools protocol and prints it tagged and with an outline.
"""

import io
import shutil
from collections.abc import Iterator

from django.db import connection
from django.utils import translation
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from bench.measure import Ratio, side_by_side
from places.models import Area
from reports.lagesbild import compose
from reports.rendering import print_pdf

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


def measure() -> Iterator[Ratio]:
    """Measure printing alone, and the whole way from the database."""
    district = Area.objects.get(slug="hasselby-vallingby")
    with translation.override("sv"):
        html = compose(district, 2023).html()
        path = shutil.which("chromium") or shutil.which("google-chrome")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            page = browser.new_page()

            def by_chromium() -> bytes:
                page.set_content(html, wait_until="load")
                page.evaluate("document.fonts.ready.then(() => true)")
                return page.pdf(tagged=True, outline=True, prefer_css_page_size=True, print_background=True)

            ours, theirs = print_pdf(html).data, by_chromium()
            notes = same_content(ours, theirs)
            yield side_by_side(
                "annual lägesbild, tagged PDF",
                ("WeasyPrint, warm", lambda: print_pdf(html)),
                ("Chromium, started", by_chromium),
                turns=5,
                target=1.5,
                notes=notes,
            )
            yield side_by_side(
                "annual lägesbild from the database",
                ("compose + HTML + print", lambda: print_pdf(compose(district, 2023).html())),
                ("Chromium, HTML given", by_chromium),
                turns=5,
            )
            browser.close()
            connection.close()  # Playwright's loop has had a connection of its own


def same_content(ours: bytes, theirs: bytes) -> dict[str, object]:
    """Assert that both files hold the same words and are tagged, and describe them."""
    readers = [PdfReader(io.BytesIO(data)) for data in (ours, theirs)]
    words = [_words(reader) for reader in readers]
    # Running heads and hyphenation differ between the two printers; the content may not.
    missing = [word for word in words[0] if word not in words[1]]
    assert len(missing) < 0.05 * len(words[0]), f"the two files differ: {sorted(missing)[:20]}"
    for reader in readers:
        assert "/StructTreeRoot" in reader.root_object
        assert reader.outline
    return {
        "pages": [len(reader.pages) for reader in readers],
        "bytes": [len(ours), len(theirs)],
    }


def _words(reader: PdfReader) -> set[str]:
    return {word for page in reader.pages for word in page.extract_text().split() if len(word) > 3}

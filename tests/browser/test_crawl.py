"""In a real browser no page of any role is refused a script, a style or a host, or has a barrier axe knows of."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.crawling import EVERYBODY, person, view, walk

FILES = (
    ".pdf",
    ".docx",
    ".csv",
    ".geojson",
    ".json",
    ".xlsx",
    ".ics",
    ".jpg",
    ".webmanifest",
)  # handed over, not shown


WIDTHS = (320, 1280)


def barriers(page: Page) -> list[str]:
    """What axe finds at a telephone's and at a screen's width, and whether the page is wider than the window."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for rule in Axe().run(page).response["violations"]:
            found.append(f"{width} {rule['id']}: {rule['nodes'][0]['html'][:120]}")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{width}: wider than the window")
    return found


def crawl_in_browser(page: Page, *, each: int, looked_at: set[str]) -> None:
    """Follow every link to `each` pages of a kind; the first page of a view not yet in `looked_at` is judged."""
    broken: list[str] = []
    barred: list[str] = []
    page.on(
        "response",
        lambda answer: broken.append(f"{answer.url}: {answer.status}") if answer.status >= 400 else None,
    )

    def visit(address: str) -> str:
        asked = urlsplit(address)
        if asked.path.endswith(FILES) or "csv" in asked.query or "form=svg" in asked.query:
            return ""
        page.goto(address)
        if view(address) not in looked_at:
            looked_at.add(view(address))
            barred.extend(f"{address} {line}" for line in barriers(page))
        return page.content()

    # What is asked of a page by its address, tests/house/test_crawl.py follows without a browser.
    _seen, foreign = walk(visit, each=each, kind_of=view)
    assert (broken, foreign) == ([], [])
    assert not barred, "\n".join(barred)


@pytest.fixture(scope="module")
def looked_at() -> set[str]:
    """The views that have been judged: `make test` judges each once, as whoever comes to it first."""
    return set()


# That no script, style or host is refused or foreign is the fixture's to say (page_for).
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", EVERYBODY)
def test_a_browser_finds_nothing_refused_in_any_role(
    name: str, page_for: Callable[..., Page], looked_at: set[str]
) -> None:
    crawl_in_browser(page_for(person(name)), each=1, looked_at=looked_at)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", EVERYBODY)
def test_a_browser_finds_nothing_refused_far_out(name: str, page_for: Callable[..., Page]) -> None:
    crawl_in_browser(page_for(person(name)), each=3, looked_at=set())

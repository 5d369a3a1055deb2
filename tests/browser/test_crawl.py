"""In a real browser no page of any role is refused a script, a style or a host."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.crawling import EVERYBODY, person, walk

FILES = (".pdf", ".docx", ".csv", ".geojson", ".json", ".xlsx", ".ics")  # handed over, not shown


def crawl_in_browser(page: Page, *, each: int) -> None:
    broken = []
    page.on(
        "response",
        lambda answer: broken.append(f"{answer.url}: {answer.status}") if answer.status >= 400 else None,
    )

    def visit(address: str) -> str:
        asked = urlsplit(address)
        if asked.path.endswith(FILES) or "csv" in asked.query or "form=svg" in asked.query:
            return ""
        page.goto(address)
        return page.content()

    _seen, foreign = walk(visit, each=each)
    assert (broken, foreign) == ([], [])


# That no script, style or host is refused or foreign is the fixture's to say (page_for).
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", EVERYBODY)
def test_a_browser_finds_nothing_refused_in_any_role(name: str, page_for: Callable[..., Page]) -> None:
    crawl_in_browser(page_for(person(name)), each=1)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", EVERYBODY)
def test_a_browser_finds_nothing_refused_far_out(name: str, page_for: Callable[..., Page]) -> None:
    crawl_in_browser(page_for(person(name)), each=3)

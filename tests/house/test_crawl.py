"""Every link a person is shown leads somewhere: no errors, no closed doors, no other hosts."""

import re
from collections import Counter, deque
from collections.abc import Callable
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import Page

from platssamverkan.demo import logins
from platssamverkan.views import COMPLAINTS
from stakeholders.models import Organisation, Role, User
from tests.factories import make_member

# Links, forms that only ask, and what scripts fetch.
LINK = re.compile(r'\s(?:href|hx-get|data-progress)="([^"]*)"')
FORM = re.compile(r"<form\b([^>]*)>")
ACTION = re.compile(r'\saction="([^"]*)"')
OTHER_SCHEME = re.compile(r"(?!https?:)[a-z]+:")  # a letter to write, a picture in the page

ROLES = [login.email.partition("@")[0] for login in logins.DEMO_LOGINS]
EXTRA = {"lasare": (Role.READER, logins.CIVIL_SOCIETY), "rapportor": (Role.REPORTER, logins.DISTRICT)}
EVERYBODY = [*ROLES, *EXTRA]


def person(name: str) -> User:
    if name in EXTRA:
        role, organisation = EXTRA[name]
        return make_member(role, Organisation.objects.get(name=organisation))
    return User.objects.get(email=f"{name}@demo.example")


def links_in(html: str, here: str) -> list[str]:
    """Where a page leads, without its fragments; foreign addresses are kept whole."""
    found = LINK.findall(html)
    for attributes in FORM.findall(html):
        if 'method="post"' not in attributes:
            found += ACTION.findall(attributes)
    return [urldefrag(urljoin(here, unescape(link))).url for link in found if not OTHER_SCHEME.match(link)]


def route(path: str) -> str:
    """The kind of page an address is one of."""
    address = urlsplit(path)
    try:
        return (
            f"{resolve(address.path).view_name}?{sorted(address.query.split('&')) if address.query else ''}"
        )
    except Resolver404:
        return path


def walk(visit: Callable[[str], str], *, each: int) -> tuple[set[str], list[str]]:
    """Follow every link from the first page on, to `each` pages of a kind.

    `visit` returns the HTML.  The answer holds the kinds that were seen, and the foreign addresses.
    """
    start = reverse("overview")
    waiting, known, seen, foreign = deque([start]), {start}, Counter[str](), []
    while waiting:
        address = waiting.popleft()
        kind = route(address)
        if seen[kind] >= each:
            continue
        seen[kind] += 1
        for link in links_in(visit(address), address):
            if urlsplit(link).netloc:
                # The one foreign address the law asks for: where to complain of inaccessibility.
                if link == COMPLAINTS:
                    continue
                foreign.append(f"{address}: {link}")
            elif not link.startswith(settings.STATIC_URL) and link not in known:
                known.add(link)
                waiting.append(link)
    return set(seen), foreign


def crawl(browser: Client, *, each: int) -> set[str]:
    broken = []

    def visit(address: str) -> str:
        answer = browser.get(address, follow=True)
        if answer.status_code != 200:
            broken.append(f"{address}: {answer.status_code}")
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        return answer.content.decode() if is_page else ""

    seen, foreign = walk(visit, each=each)
    assert (broken, foreign) == ([], [])
    return seen


@pytest.mark.django_db
@pytest.mark.parametrize("name", EVERYBODY)
def test_every_link_leads_somewhere(name: str, client_for: Callable[[User], Client]) -> None:
    seen = crawl(client_for(person(name)), each=1)
    follows = {kind.partition("?")[0] for kind in seen}
    wanted = (
        {"overview"}
        if name == "rapportor"
        else {"overview", "assessments:week", "places:why", "reports:list"}
    )
    assert wanted <= follows


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("name", EVERYBODY)
def test_every_link_leads_somewhere_far_out(name: str, client_for: Callable[[User], Client]) -> None:
    crawl(client_for(person(name)), each=25)


FILES = (".pdf", ".csv", ".geojson", ".json", ".xlsx", ".ics")  # handed over, not shown


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
def test_a_browser_finds_nothing_refused_on_any_kind_of_page(page_for: Callable[..., Page]) -> None:
    crawl_in_browser(page_for(person("fastighet")), each=1)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", EVERYBODY)
def test_a_browser_finds_nothing_refused_in_any_role(name: str, page_for: Callable[..., Page]) -> None:
    crawl_in_browser(page_for(person(name)), each=3)

"""Following every link a person is shown."""

import re
from collections import Counter, deque
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse

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
    """The kind of page an address is one of: its view, and what is asked of it, whatever the values."""
    address = urlsplit(path)
    try:
        name = resolve(address.path).view_name
    except Resolver404:
        return path
    return f"{name}?{','.join(sorted(parse_qs(address.query, keep_blank_values=True)))}"


def view(path: str) -> str:
    """The kind of page an address is one of, by its view alone."""
    return route(path).partition("?")[0]


def walk(
    visit: Callable[[str], str], *, each: int, kind_of: Callable[[str], str] = route
) -> tuple[set[str], list[str]]:
    """Follow every link from the first page on, to `each` pages of a kind.

    `visit` returns the HTML.  The answer holds the kinds that were seen, and the foreign addresses.
    """
    start = reverse("overview")
    waiting, known, seen, foreign = deque([start]), {start}, Counter[str](), []
    while waiting:
        address = waiting.popleft()
        kind = kind_of(address)
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

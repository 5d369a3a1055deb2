"""Every link a person is shown leads somewhere: no errors, no closed doors, no other hosts."""

from collections.abc import Callable

import pytest
from django.test import Client

from reports.read_log import READ_VERBS, SUBJECTS
from stakeholders.models import AuditEvent, User
from tests.crawling import EVERYBODY, person, walk

# A reporter meets one page, and a municipality without districts has places and measures, but no week.
WANTED = {"rapportor": {"overview"}, "sodertalje": {"overview", "places:place_list", "measures:list"}}


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
    browser = client_for(person(name))
    before = AuditEvent.objects.latest("pk").pk
    seen = crawl(browser, each=1)
    follows = {kind.partition("?")[0] for kind in seen}
    assert WANTED.get(name, {"overview", "assessments:week", "places:why", "reports:list"}) <= follows
    # Only addresses were opened, so whatever the trail tells is a reading, and the read log knows its words.
    told = AuditEvent.objects.filter(pk__gt=before)
    known = told.filter(
        action__regex=rf"\.({'|'.join(READ_VERBS)})$",
        object_type__in=[model._meta.label_lower for model in SUBJECTS],
    )
    assert list(told.difference(known).values_list("action", "object_type")) == []


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("name", EVERYBODY)
def test_every_link_leads_somewhere_far_out(name: str, client_for: Callable[[User], Client]) -> None:
    crawl(client_for(person(name)), each=25)

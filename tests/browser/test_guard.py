"""The browser's guard reads as the server's does, and warns while typing without asking anybody."""

import json
import random
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.html import format_html, json_script
from playwright.sync_api import Page, Request, Route, expect

from platssamverkan.core import guard
from platssamverkan.core.guard_fields import GuardedCharField, GuardedFormMixin
from stakeholders.models import User
from tests.core.test_guard import CLASSES, FRAMES, SENTENCES, in_parts, number_of, one_piece

pytestmark = pytest.mark.django_db(transaction=True)

PageFor = Callable[..., Page]
CORPUS = json.loads((Path(__file__).parent.parent / "core" / "guard_corpus.json").read_text())
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'"
)
READ = """async ({texts, places, today}) => {
  const {find} = await import("/static/js/guard.js");
  return texts.map((text) => find(text, {places, today}).map((h) => [h.kind, text.slice(h.start, h.end), h.severity]));
}"""


def both(page: Page, texts: list[str]) -> tuple[Any, Any]:
    """Read the texts with the browser and with Python."""
    today = date.fromisoformat(CORPUS["today"])
    number = today.year * 10000 + today.month * 100 + today.day
    there = page.evaluate(READ, {"texts": texts, "places": CORPUS["places"], "today": number})
    here = [
        [
            [hit.kind.value, text[hit.start : hit.end], hit.severity.value]
            for hit in guard.find(text, places=CORPUS["places"], today=today)
        ]
        for text in texts
    ]
    return there, here


def test_browser_and_server_hold_the_same_tables(coordinator: User, page_for: PageFor) -> None:
    page = page_for(coordinator)
    page.goto("/")
    tables = page.evaluate(
        """async () => {
          const m = await import("/static/js/guard.js");
          return {patterns: m.PATTERNS, ignoring: m.IGNORING_CASE, unused: [...m.UNUSED_ON_PLATES],
                  before: [...m.BEFORE_NUMBERS], names: [...m.NOT_NAMES], years: m.RECENT_YEARS, near: m.NEAR};
        }"""
    )
    assert tables["patterns"] == guard.PATTERNS
    assert set(tables["ignoring"]) == guard.IGNORING_CASE
    assert set(tables["unused"]) == guard.UNUSED_ON_PLATES
    assert set(tables["before"]) == guard.BEFORE_NUMBERS
    assert set(tables["names"]) == guard.NOT_NAMES
    assert (tables["years"], tables["near"]) == (guard.RECENT_YEARS, guard.NEAR)


def test_browser_and_server_read_the_corpus_and_thousands_of_texts_alike(
    coordinator: User, page_for: PageFor
) -> None:
    page = page_for(coordinator)
    page.goto("/")
    rng = random.Random(11)
    texts = [case["text"] for case in CORPUS["cases"]]
    for _ in range(60):
        number = number_of(
            date(rng.randrange(1890, 2027), rng.randrange(1, 11), rng.randrange(1, 29)),
            rng.randrange(1, 1000),
            coordinated=rng.random() < 0.3,
        )
        spellings = [*one_piece(*number), *in_parts(*number)]
        texts += [rng.choice(SENTENCES).format(spelt, spelt) for spelt in spellings]
    texts += [rng.choice(FRAMES).format(make(rng)) for make in CLASSES.values() for _ in range(400)]
    there, here = both(page, texts)
    assert [(t, a, b) for t, a, b in zip(texts, there, here, strict=True) if a != b] == []


class NoteForm(GuardedFormMixin, forms.Form):
    note = GuardedCharField(widget=forms.Textarea(attrs={"data-guard-places": "platser"}))


@pytest.fixture
def guarded_page(coordinator: User, page_for: PageFor) -> Page:
    """A page with one guarded field, under a policy as strict as ours."""
    page = page_for(coordinator)
    field = NoteForm()["note"]
    html = format_html(
        "<!doctype html><html lang=sv><meta charset=utf-8><title>x</title><label for={}>Text</label>{}{}{}"
        '<script type="module" src="/static/js/guard.js"></script>',
        field.id_for_label,
        field,
        render_to_string("_guard.html", {"field": field}),
        json_script(CORPUS["places"], "platser"),
    )

    def answer(route: Route) -> None:
        route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})

    page.route("**/med-skydd/", answer)
    page.goto("/med-skydd/")
    return page


def test_a_hard_hit_is_told_while_typing_and_offers_no_reason(guarded_page: Page) -> None:
    page = guarded_page
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    page.get_by_label("Text").press_sequentially("Vid torget sågs 121212-1212")
    warning = page.locator("[data-guard-warnings]")
    expect(warning).to_have_attribute("aria-live", "polite")
    expect(warning).to_have_text(re.compile("ser ut som ett personnummer"))
    expect(page.locator("[data-guard-reason]")).to_be_hidden()
    page.get_by_label("Text").fill("Vid torget var det lugnt")
    expect(warning).to_be_empty()
    assert requests == []


def test_a_soft_hit_asks_for_a_reason_at_once(guarded_page: Page) -> None:
    page = guarded_page
    page.get_by_label("Text").fill("Skylten säger 08-465 004 99")
    expect(page.locator("[data-guard-warnings]")).to_have_text(re.compile("ser ut som ett telefonnummer"))
    expect(page.get_by_label("Varför måste uppgiften stå kvar?")).to_be_visible()


def test_places_given_by_the_page_are_no_names(guarded_page: Page) -> None:
    page = guarded_page
    text, warning = page.get_by_label("Text"), page.locator("[data-guard-warnings]")
    text.fill("Anna Svensson misstänks")
    expect(warning).to_have_text(re.compile("namn intill ett brott"))
    text.fill("Hässelby Gård misstänks")
    expect(warning).to_be_empty()

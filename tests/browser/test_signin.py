"""Signing in the way people do it: with a passkey, through set-up, and after having been away."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import Page, expect

from platssamverkan.signin import sessions
from stakeholders.models import User

pytestmark = pytest.mark.django_db(transaction=True)

PageFor = Callable[..., Page]
PASSWORD = "ett riktigt långt lösenord"
ADDRESS = "/omraden/hasselby-vallingby/vecka/2023-W47/"


@pytest.fixture
def careful(coordinator: User, settings: Any) -> User:
    """Somebody who has to set up a second factor."""
    settings.MFA_REQUIRED_ROLES = ["coordinator"]
    coordinator.set_password(PASSWORD)
    coordinator.save()
    return coordinator


def sign_in(page: Page, person: User) -> None:
    form = page.locator("form.panel").first
    form.get_by_label("E-postadress").fill(person.email)
    form.get_by_label("Lösenord").fill(PASSWORD)
    form.get_by_role("button", name="Logga in", exact=True).click()


def with_a_finger(page: Page) -> None:
    """Give the browser a built-in authenticator that says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_set_up_once_and_then_is_all_that_is_needed(careful: User, page_for: PageFor) -> None:
    page = page_for(None)
    with_a_finger(page)
    page.goto(ADDRESS)
    sign_in(page, careful)
    expect(page.get_by_role("alert")).to_contain_text("Slå på tvåstegsinloggning")
    page.get_by_role("link", name="Lägg till nyckel").click()
    page.get_by_label("Namn på nyckeln").fill("Jobbdatorn")
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("heading", name="Reservkoder")).to_be_visible()
    page.get_by_role("link", name="Jag har sparat koderna").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Översikt")
    page.get_by_role("button", name="Logga ut").click()
    page.wait_for_url("**/logga-in/")

    page.goto(ADDRESS)
    page.get_by_role("button", name="Logga in med passernyckel").click()
    page.wait_for_url(f"**{ADDRESS}")
    page.get_by_role("button", name="Logga ut").click()
    page.wait_for_url("**/logga-in/")

    sign_in(page, careful)
    expect(page.get_by_role("heading", name="Logga in, steg 2 av 2")).to_be_visible()
    page.get_by_role("button", name="Använd passernyckeln").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Översikt")
    page.goto(reverse("mfa_list_webauthn"))
    expect(page.get_by_text("Jobbdatorn").first).to_be_visible()


def test_a_browser_without_a_passkey_is_told_so(careful: User, page_for: PageFor) -> None:
    page = page_for(None)
    page.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('ingen'))")
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Logga in med passernyckel").click()
    expect(page.get_by_role("alert")).to_contain_text("Det gick inte att använda någon passernyckel")


def test_an_app_is_set_up_without_javascript(careful: User, page_for: PageFor) -> None:
    page = page_for(None, width=390, java_script_enabled=False)
    page.goto(ADDRESS)
    expect(page.get_by_role("button", name="Logga in med passernyckel")).to_have_count(0)
    sign_in(page, careful)
    page.get_by_role("link", name="Ställ in app").click()
    page.get_by_text("Skriv in nyckeln för hand").click()
    key = page.locator(".secret").inner_text()
    page.get_by_label("Kod", exact=True).fill(format_hotp_value(hotp_value(key, int(time.time()) // 30)))
    page.get_by_role("button", name="Slå på").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.goto(reverse("sessions"))
    expect(page.get_by_text("den här", exact=True)).to_be_visible()
    for address in (reverse("mfa_index"), reverse("sessions"), reverse("account_change_password")):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_was_judged_while_the_session_ended_is_sent_after_signing_in(
    coordinator: User, page_for: PageFor
) -> None:
    coordinator.set_password(PASSWORD)
    coordinator.save()
    page = page_for(coordinator)
    page.goto(ADDRESS)
    page.locator("label[for='vinsta-1']").click()
    cookie = next(cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid")
    session = SessionStore(cookie["value"])
    session[sessions.SEEN] = time.time() - sessions.IDLE - 1
    session.save()
    page.locator(".week-bar").get_by_role("button", name="Spara").click()
    expect(page.get_by_role("heading", name="Logga in")).to_be_visible()
    sign_in(page, coordinator)
    page.get_by_role("button", name="Skicka det nu").click()
    expect(page.get_by_role("status")).to_contain_text("sparat")
    page.goto(ADDRESS)
    expect(page.locator("#vinsta-1")).to_be_checked()

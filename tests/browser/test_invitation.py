"""From an administrator's invitation to a person at work, in a real browser."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from stakeholders.models import Organisation, User

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]
PASSWORD = "ett riktigt långt lösenord"


def fill_in(page: Page, again: str) -> None:
    page.get_by_label("Ditt namn").fill("Nora Ny")
    page.get_by_label("Välj ett lösenord").fill(PASSWORD)
    page.get_by_label("Skriv lösenordet en gång till").fill(again)
    page.get_by_role("button", name="Skapa konto och logga in").click()


def test_an_invited_person_comes_in_and_is_shut_out_while_the_page_is_open(
    page_for: PageFor, admin: User
) -> None:
    desk = page_for(admin)
    desk.goto("/aktorer/")
    desk.get_by_role("link", name="Exempelbostäder AB").click()
    desk.get_by_role("link", name="Bjud in en person").click()
    desk.get_by_label("E-postadress i arbetet").fill("nora@example.org")
    desk.get_by_role("button", name="Skicka inbjudan").click()
    expect(desk.get_by_role("status")).to_have_text("Inbjudan är skickad till nora@example.org.")
    link = re.search(r"https?://\S+/inbjudan/\S+/", str(mail.outbox[-1].body))
    assert link

    phone = page_for(None, width=390, java_script_enabled=False)
    phone.goto(link[0])
    fill_in(phone, again="något annat helt och hållet")
    expect(phone.get_by_text("Lösenorden är inte lika.")).to_be_visible()
    fill_in(phone, again=PASSWORD)
    expect(phone.get_by_role("status")).to_contain_text("Du deltar nu för Exempelbostäder AB")
    phone.goto("/aktorer/")
    expect(phone.get_by_role("link", name="Lokalpolisområde Vällingby")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390

    again = page_for(None)
    again.goto(link[0])
    expect(again.get_by_text("Länken är redan använd.")).to_be_visible()

    desk.reload()
    desk.get_by_role("link", name="Ändra Nora Ny").click()
    desk.get_by_role("button", name="Avsluta rollen").click()
    phone.reload()
    expect(phone.get_by_text("Du deltar inte i något område just nu.")).to_be_visible()


@pytest.mark.long
def test_an_operator_hands_over_to_the_next(page_for: PageFor, admin: User) -> None:
    page = page_for(admin)
    page.goto("/aktorer/ny/")
    page.get_by_label("Namn").fill("Nästa trafik AB")
    page.get_by_label("Typ").select_option(label="Trafikoperatör")
    page.get_by_label("Område", exact=True).select_option(label="Grimsta (Stadsdel)")
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("status")).to_have_text("Nästa trafik AB är tillagd.")
    operator = Organisation.objects.get(name="Exempeltrafiken AB")
    page.goto(f"/aktorer/{operator.pk}/lamnar/")
    page.get_by_label("Efterträdare", exact=True).select_option(label="Nästa trafik AB")
    page.get_by_label("Personerna följer med").check()
    page.get_by_role("button", name="Visa vad som händer").click()
    expect(page.get_by_role("table", name="Personer och roller")).to_contain_text(
        "går vidare till Nästa trafik AB"
    )
    page.get_by_role("button", name="Bekräfta").click()
    expect(page.get_by_role("status")).to_contain_text("Exempeltrafiken AB är avslutad och överlämnad")
    page.goto("/aktorer/")
    page.get_by_role("link", name="Nästa trafik AB").click()
    expect(page.get_by_role("table", name="Personer och roller")).to_contain_text("Jonas Exempel")

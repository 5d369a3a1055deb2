"""What every page has in common: the way in, the demo's outgoing mail, the pages for what goes wrong."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from platssamverkan.demo.logins import DEMO_LOGINS
from platssamverkan.outbox import read_outbox
from stakeholders.models import User
from tests.factories import make_user

HOST = "plats.example"


def send(folder: Path, body: str, subject: str = "Inbjudan till Hässelby-Vällingby") -> None:
    """Write a mail the way Django does in the demo."""
    backend = EmailBackend(file_path=str(folder))
    backend.send_messages([EmailMessage(subject, body, "noreply@plats.example", ["ny@example.org"])])


def links(folder: Path) -> list[str]:
    return [piece.href for mail in read_outbox(folder, host=HOST) for piece in mail.pieces if piece.href]


def test_the_sign_in_page_offers_each_demo_login_in_the_demo_and_nowhere_else(
    client: Client, settings: Any, db: None
) -> None:
    settings.DEMO = True
    html = client.get(reverse("account_login")).content.decode()
    assert all(login.email in html for login in DEMO_LOGINS)
    settings.DEMO = False
    html = client.get(reverse("account_login")).content.decode()
    assert not any(login.email in html for login in DEMO_LOGINS)


def test_a_wrong_password_and_an_unknown_address_get_the_same_sentence(
    client: Client, coordinator: User
) -> None:
    for email in (coordinator.email, "ingen@example.org"):
        answer = client.post(reverse("account_login"), {"login": email, "password": "fel"})
        assert "E-postadressen eller lösenordet stämmer inte. Försök igen." in answer.content.decode()


def test_signing_in_returns_to_the_page_that_was_asked_for_but_never_to_another_host(
    client: Client, db: None
) -> None:
    make_user(email="ny@example.org", password="ett långt lösenord")
    fields = {"login": "Ny@Example.org", "password": "ett långt lösenord"}
    answer = client.post(reverse("account_login"), fields | {"next": reverse("overview")})
    assert answer["Location"] == reverse("overview")
    client.post(reverse("account_logout"))
    answer = client.post(reverse("account_login"), fields | {"next": "https://ond.example/"})
    assert answer["Location"] == reverse("home")


def test_a_person_without_districts_is_told_whom_to_ask(
    client_for: Callable[[User], Client], db: None
) -> None:
    answer = client_for(make_user()).get(reverse("home"), follow=True)
    assert "Du är inte kopplad till något område än." in answer.content.decode()


def test_signing_out_needs_a_post(client_for: Callable[[User], Client], coordinator: User) -> None:
    browser = client_for(coordinator)
    assert browser.get(reverse("account_logout")).status_code == 405
    assert browser.post(reverse("account_logout")).status_code == 302
    assert browser.get(reverse("overview")).status_code == 302


def test_there_is_no_outbox_outside_the_demo(client: Client, settings: Any, db: None) -> None:
    settings.DEMO = False
    assert client.get(reverse("outbox")).status_code == 404


def test_the_outbox_shows_mail_as_text(client: Client, settings: Any, tmp_path: Path, db: None) -> None:
    settings.DEMO, settings.EMAIL_FILE_PATH = True, tmp_path
    assert "Inget har skickats än." in client.get(reverse("outbox")).content.decode()
    send(tmp_path, "Hej <script>alert(1)</script>\nhttp://testserver/logga-in/")
    html = client.get(reverse("outbox")).content.decode()
    assert "Inbjudan till Hässelby-Vällingby" in html
    assert "&lt;script&gt;" in html
    assert '<a href="http://testserver/logga-in/">' in html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Se https://plats.example/a/?x=1.", ["https://plats.example/a/?x=1"]),
        ("https://ond.example/", []),
        ("https://plats.example@ond.example/", []),
        ("https://plats.example.ond.example/", []),
        ("javascript:alert(1) http://[plats.example", []),
        ("inget att följa", []),
    ],
)
def test_only_addresses_on_our_own_host_become_links(text: str, expected: list[str], tmp_path: Path) -> None:
    send(tmp_path, text)
    assert links(tmp_path) == expected


def test_a_broken_file_in_the_outbox_does_not_break_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_bytes(b'\xff\xfe\x00\nContent-Type: text/plain; charset="finns-inte"\n\n\xff')
    (tmp_path / "b.log").write_bytes(b"Date: i fjol\nContent-Type: multipart/mixed\n\nhej")
    (tmp_path / "c.log").write_bytes(b'Content-Type: text/plain; charset="finns-inte"\nDate: \n\nhej')
    assert len(read_outbox(tmp_path, host=HOST)) == 3


def test_the_newest_mail_comes_first(tmp_path: Path) -> None:
    for day in (1, 3, 2):
        body = f"Subject: {day}\nDate: 0{day} Nov 2026 10:00:00 +0000\n\nhej\n"
        (tmp_path / f"{day}.log").write_text(body)
    mails = read_outbox(tmp_path, host=HOST)
    assert [mail.subject for mail in mails] == ["3", "2", "1"]
    assert mails[0].at == datetime(2026, 11, 3, 10, tzinfo=UTC)


def test_an_unknown_address_is_answered_in_swedish_inside_the_page(client: Client, db: None) -> None:
    answer = client.get("/finns/inte/")
    assert answer.status_code == 404
    assert "Sidan finns inte" in answer.content.decode()


def test_the_page_for_our_own_faults_needs_neither_database_nor_person() -> None:
    assert "Något gick fel hos oss" in render_to_string("500.html")


def test_every_page_begins_with_a_way_past_the_menu(
    client_for: Callable[[User], Client], coordinator: User
) -> None:
    html = client_for(coordinator).get(reverse("overview")).content.decode()
    assert html.index('<a class="skip" href="#innehall">') < html.index("<header")
    assert '<main id="innehall"' in html
    assert html.count("<h1") == 1

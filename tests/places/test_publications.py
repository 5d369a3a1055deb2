"""The public page and the fact sheet: what was reviewed and nothing else; one page with the reader's eyes."""

import io
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.shortcuts import resolve_url
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from places.models import Area, Designation, Goal, Place, PlaceCollaboration, Publication
from reports.factsheet import factsheet
from reports.rendering import print_pdf
from stakeholders.models import AuditEvent, User
from tests.house.test_access import form_fields

ClientFor = Callable[[User], Client]
PUBLISH = "/platser/maltesholmstorget/publicera/"
PUBLIC = "/offentligt/maltesholmstorget/"
TEXTS = {
    "title": "Tryggare Maltesholmstorg",
    "challenge": "Många känner sig otrygga på torget.",
    "goals": "Tryggheten ska öka\nBrotten ska minska",
    "reviewed": "on",
}


def words(html: str) -> str:
    main = re.search(r"<main.*?</main>", html, re.S)
    assert main
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main[0])).split())


def test_the_draft_is_made_of_what_is_written_down(
    client_for: ClientFor, outsider: User, demo_district: Area
) -> None:
    html = client_for(outsider).get("/platser/blackeberg/publicera/").content.decode()
    texts = dict(re.findall(r'<textarea name="(\w+)"[^>]*>\s*(.*?)</textarea>', html, re.S))
    assert texts["classification"].strip() == "Öppen drogscen"
    assert texts["goals"].split("\n") == ["Tryggheten ska öka", "Brotten ska minska"]
    assert "Medborgardialog och trygghetsvandring" in texts["measures"]
    assert "MTR" in texts["participants"]
    assert form_fields(html)["title"] == "Platssamverkan i Blackeberg"


def test_only_what_was_reviewed_is_public_and_nothing_changes_behind_it(
    client: Client, client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    keeper = client_for(coordinator)
    assert keeper.post(PUBLISH, TEXTS).status_code == 302
    before = client.get(PUBLIC)
    assert before.status_code == 200
    text = words(before.content.decode())
    assert "Tryggare Maltesholmstorg" in text
    assert "Gemensamma mål Tryggheten ska öka Brotten ska minska" in text
    assert "Uppdaterad" in text
    assert "Metod" not in text
    place = Place.objects.get(slug="maltesholmstorget")
    place.name, place.note = "Hemligt namn", "Hemlig anteckning"
    place.save()
    Goal.objects.create(collaboration=PlaceCollaboration.objects.get(place=place), text="Hemligt mål")
    Designation.objects.filter(place=place).update(name="Hemlig klassning")
    assert words(client.get(PUBLIC).content.decode()) == text
    assert client.head(PUBLIC).status_code == 200
    assert client.post(PUBLIC).status_code == 405


def test_an_unpublished_page_is_answered_as_every_closed_door(
    client: Client, client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    shut = [client.get(url) for url in (PUBLIC, "/offentligt/finns-inte/", "/platser/maltesholmstorget/")]
    assert {answer["Location"].partition("?")[0] for answer in shut} == {resolve_url(settings.LOGIN_URL)}
    assert client_for(coordinator).get(PUBLIC).status_code == 404
    keeper = client_for(coordinator)
    keeper.post(PUBLISH, TEXTS)
    keeper.post("/platser/maltesholmstorget/avpublicera/")
    assert client.get(PUBLIC).status_code == 302
    actions = AuditEvent.objects.filter(object_type="places.publication").values_list("action", flat=True)
    assert set(actions) == {"publication.published", "publication.withdrawn"}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reviewed": ""}, "Läs texterna och kryssa i rutan innan du publicerar."),
        ({"title": ""}, "måste fyllas i"),
        ({"measures": "Kontakta 19800101-1231"}, "ersonnummer"),
        ({"goals": "x" * 1201}, "som mest 1200 tecken"),
    ],
)
def test_nothing_is_published_without_review_or_with_a_persons_number(
    client_for: ClientFor, coordinator: User, demo_district: Area, fields: dict[str, str], sentence: str
) -> None:
    answer = client_for(coordinator).post(PUBLISH, TEXTS | fields)
    assert sentence in unescape(answer.content.decode())
    assert not Publication.objects.exists()


def test_publishing_again_replaces_the_page_and_keeps_the_old_one(
    client: Client, client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    keeper = client_for(coordinator)
    keeper.post(PUBLISH, TEXTS)
    assert form_fields(keeper.get(PUBLISH).content.decode())["title"] == TEXTS["title"]
    keeper.post(PUBLISH, TEXTS | {"title": "Ny rubrik"})
    assert "Ny rubrik" in words(client.get(PUBLIC).content.decode())
    assert Publication.objects.count() == 2
    row = Publication.objects.get(withdrawn_at__isnull=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(withdrawn_at__isnull=False).update(withdrawn_at=None)
    assert row.title == "Ny rubrik"


def test_the_fact_sheet_is_one_tagged_page(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    answer = client_for(coordinator).get("/platser/maltesholmstorget/faktablad.pdf")
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    assert len(reader.pages) == 1
    assert reader.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]
    text = " ".join(reader.pages[0].extract_text().split())
    for said in (
        "Maltesholmstorget",
        "Öppen drogscen",
        "Vem ringer jag?",
        "Platssamverkan Maltesholmstorget",
        "Trafikkontoret",
    ):
        assert said in text
    assert AuditEvent.objects.filter(action="place.downloaded", actor=coordinator).count() == 1


def test_the_fact_sheet_shows_its_reader_no_more_than_the_page(
    coordinator: User, property_owner: User, demo_district: Area
) -> None:
    place, today = Place.objects.get(slug="maltesholmstorget"), timezone.localdate()
    counts = [
        int(re.sub(r"\D", "", found[1]))
        for html in (factsheet(place, reader, today) for reader in (coordinator, property_owner))
        if (found := re.search(r"av ([\d\s\u00a0]+) rader", html))
    ]
    assert counts[0] > counts[1] > 0


@pytest.mark.long
def test_every_demo_place_fits_on_its_page(coordinator: User, demo_district: Area) -> None:
    for place in Place.objects.all():
        assert print_pdf(factsheet(place, coordinator, timezone.localdate())).pages == 1

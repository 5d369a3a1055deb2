"""Documents of a measure: what is taken in, what is refused, and who reads them."""

import io
import zipfile
from collections.abc import Callable
from typing import Any
from typing import cast as cast_to

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse
from django.test import Client
from django.urls import reverse
from PIL import Image

from measures.documents import MOST_BYTES, add_document, judged, remove_document
from measures.models import DocumentKind, MeasureDocument
from stakeholders.models import AuditEvent, User
from tests.measures.making import Cast, make_cast, make_document, make_measure

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
PDF = b"%PDF-1.7\nett beslut"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def packed(*names: str, mimetype: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        if mimetype:
            package.writestr("mimetype", mimetype)
        for name in names:
            package.writestr(name, "innehåll")
    return file.getvalue()


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"0" * 101_000_000)
    return file.getvalue()


def picture() -> bytes:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "hemligt läge"
    Image.new("RGB", (40, 30), "#0b4a6f").save(file, "JPEG", exif=exif)
    return file.getvalue()


@pytest.mark.parametrize(("data", "kind"), [
    (PDF, DocumentKind.PDF),
    (packed("[Content_Types].xml", "word/document.xml"), DocumentKind.WORD),
    (packed("[Content_Types].xml", "xl/workbook.xml"), DocumentKind.WORKBOOK),
    (packed("content.xml", mimetype=b"application/vnd.oasis.opendocument.text"), DocumentKind.TEXT),
    (packed("content.xml", mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), DocumentKind.SHEET),
])  # fmt: skip
def test_a_file_is_what_it_is_inside(data: bytes, kind: DocumentKind) -> None:
    assert judged(data) == (kind, data)


def test_a_picture_loses_what_it_says_of_itself() -> None:
    assert b"hemligt" in picture()
    kind, kept = judged(picture())
    assert kind == DocumentKind.PICTURE
    assert b"hemligt" not in kept


@pytest.mark.parametrize(("data", "told"), [
    (b"", "tom"),
    (b"MZ\x90\x00 ett program", "tas inte emot"),
    (b"<html><script>alert(1)</script>", "tas inte emot"),
    (b"#!/bin/sh\nrm", "tas inte emot"),
    (b"GIF89a", "tas inte emot"),
    (packed("brev.txt"), "Packade filer"),
    (packed("[Content_Types].xml", "ppt/presentation.xml"), "Packade filer"),
    (packed("content.xml", mimetype=b"application/vnd.oasis.opendocument.graphics"), "Packade filer"),
    (packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "makron"),
    (packed("[Content_Types].xml", "xl/workbook.xml", "xl/macrosheets/sheet1.xml"), "makron"),
    (packed("Basic/Standard/Module1.xml", mimetype=b"application/vnd.oasis.opendocument.text"), "makron"),
    (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 100, "lösenord"),
    (packed("word/document.xml")[:40], "skadad"),
    (b"\xff\xd8\xff\xe0 ingen bild", "skadad"),
    (b"%PDF-" + b"0" * MOST_BYTES, "större än 10 MB"),
])  # fmt: skip
def test_what_is_refused_gets_one_sentence(data: bytes, told: str) -> None:
    with pytest.raises(ValidationError) as caught:
        judged(data)
    assert len(caught.value.messages) == 1
    assert told in caught.value.messages[0]


def test_what_would_unpack_to_more_than_it_may_is_refused_unread() -> None:
    with pytest.raises(ValidationError, match="packas upp"):
        judged(bomb())


def test_the_same_file_is_kept_once_and_nothing_by_those_who_may_not(cast: Cast) -> None:
    measure = make_measure(area=cast.district, owner=cast.company)
    kept = add_document(by=cast.owner, measure=measure, name="Beslut", data=PDF)
    assert kept.organisation == cast.company
    assert str(kept.file.name).startswith("measures/")
    assert "beslut" not in str(kept.file.name)
    with pytest.raises(ValidationError, match="Samma fil"):
        add_document(by=cast.coordinator, measure=measure, name="Igen", data=PDF)
    for person in (cast.neighbour, cast.reader, cast.outsider):
        with pytest.raises(PermissionDenied):
            add_document(by=person, measure=measure, name="Mitt", data=PDF + b"!")
        with pytest.raises(PermissionDenied):
            remove_document(by=person, document=kept)


def test_the_page_takes_in_hands_out_records_and_takes_away(
    cast: Cast, client_for: SignIn, django_capture_on_commit_callbacks: Any
) -> None:
    measure = make_measure(area=cast.district, owner=cast.company)
    client = client_for(cast.owner)
    address = reverse("measures:document_add", args=[measure.pk])

    def send(name: str, data: bytes, **more: str) -> str:
        file = SimpleUploadedFile("../../beslut.html", data, content_type="text/html")
        return client.post(address, {"name": name, "file": file, **more}).content.decode()

    assert "kryssa i rutan" in send("Beslut", PDF)
    assert "makron" in send("Beslut", packed("[Content_Types].xml", "word/vbaProject.bin"), no_persons="on")
    assert not measure.documents.exists()
    send("Beslut om belysning", PDF, no_persons="on")
    kept = measure.documents.get()
    answer = client_for(cast.neighbour).get(reverse("measures:document", args=[kept.public_id]))
    assert cast_to(FileResponse, answer).getvalue() == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="beslut-om-belysning.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    read = AuditEvent.objects.get(action="measure.document_read")
    assert read.actor == cast.neighbour
    storage, path = kept.file.storage, str(kept.file.name)
    assert storage.exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("measures:document_remove", args=[kept.public_id]))
    assert not MeasureDocument.objects.exists()
    assert not storage.exists(path)


def test_a_document_is_as_open_as_its_measure(cast: Cast, client_for: SignIn) -> None:
    hidden = make_measure(area=cast.district, owner=cast.company, visibility="own_organisation")
    address = reverse("measures:document", args=[make_document(hidden).public_id])
    assert client_for(cast.owner).get(address).status_code == 200
    assert client_for(cast.neighbour).get(address).status_code == 404
    assert client_for(cast.outsider).get(address).status_code == 404

"""What telephones send: saved once, whole or not at all, and never anything more than a picture of a place."""

import json
import uuid
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from places.models import Matter
from stakeholders.links import issue_link
from stakeholders.models import LinkPurpose, User
from tests.factories import make_observation, make_organisation, make_place, make_walk, picture
from walks.daylight import dusk, sunset
from walks.models import Observation, Walk, WalkStatus, WalkStop
from walks.photos import MOST_BYTES, repaint
from walks.services import Differs, take_in

pytestmark = pytest.mark.django_db
NO_PICTURE = "Filen är ingen bild av slaget JPEG, PNG eller WebP."


def content(**values: Any) -> bytes:
    """What a telephone writes."""
    usual = {
        "id": str(uuid.uuid4()), "category": "lighting", "positive": False, "urgency": "should",
        "text": "Lampan lyser inte.", "noted_at": timezone.now().isoformat(),
    }  # fmt: skip
    return json.dumps(usual | values).encode()


def test_an_observation_sent_twice_is_saved_once_with_its_pictures() -> None:
    walk, sent, photo = make_walk(), content(), picture()
    first = take_in(walk=walk, by=None, content=sent, photos=[photo])
    again = take_in(walk=walk, by=None, content=sent, photos=[photo])
    assert (first.again, again.again) == (False, True)
    assert first.as_dict() == again.as_dict()
    assert first.as_dict()["sha256"] == sha256(sent).hexdigest()
    assert first.photos == (sha256(photo).hexdigest(),)
    assert walk.observations.count() == 1
    assert walk.observations.get().photos.count() == 1


def test_one_identity_holds_one_content() -> None:
    walk, name = make_walk(), str(uuid.uuid4())
    take_in(walk=walk, by=None, content=content(id=name))
    with pytest.raises(Differs):
        take_in(walk=walk, by=None, content=content(id=name, text="Något annat."))
    with pytest.raises(Differs):
        take_in(walk=make_walk(), by=None, content=content(id=name))


def test_a_picture_that_is_refused_leaves_nothing_behind() -> None:
    walk = make_walk()
    with pytest.raises(ValidationError):
        take_in(walk=walk, by=None, content=content(), photos=[picture(), b"<html>"])
    assert not walk.observations.exists()


@pytest.mark.parametrize("sent", [b"", b"[]", b"{}", b"null", b"\xff", b'{"id": 1, "category": "lighting"}'])
def test_what_is_no_observation_is_refused_with_a_sentence(sent: bytes) -> None:
    with pytest.raises(ValidationError, match="går inte att läsa"):
        take_in(walk=make_walk(), by=None, content=sent)


def test_what_cannot_be_right_is_kept_with_a_remark() -> None:
    walk = make_walk(status=WalkStatus.CLOSED)
    stop = WalkStop.objects.create(
        walk=walk, number=1, name="Torget", point=walk.area.geometry.centroid, removed=True
    )
    WalkStop.objects.create(walk=walk, number=1, name="Parken", point=walk.area.geometry.centroid)
    sent = content(
        stop=stop.pk, position=[59.0, 12.0], noted_at=(timezone.now() + timedelta(days=1)).isoformat()
    )
    kept = take_in(walk=walk, by=None, content=sent).observation
    for words in ("klocka gick fel", "tagits bort", "3 km", "avslutades"):
        assert words in kept.remark
    assert (kept.stop, kept.position_source) == (stop, "stop")


def test_a_personal_number_is_not_taken_in() -> None:
    kept = take_in(
        walk=make_walk(), by=None, content=content(text="Ring 19811218-9876 om lampan")
    ).observation
    assert kept.text == ""
    assert "personnummer" in kept.remark


def test_the_mandate_card_says_who_answers() -> None:
    walk, owner = make_walk(), make_organisation()
    place = make_place(geometry=walk.area.geometry.centroid)
    mandate = place.mandates.create(
        organisation=owner, kind="manages", basis="assignment", valid_from=date(2020, 1, 1)
    )
    mandate.matters.set(Matter.objects.filter(code="lighting"))
    stop = WalkStop.objects.create(walk=walk, number=1, name="Torget", place=place)
    assert take_in(walk=walk, by=None, content=content(stop=stop.pk)).observation.responsible == owner
    unknown = take_in(walk=walk, by=None, content=content(stop=stop.pk, category="other")).observation
    assert unknown.responsible is None


# --- the address that a telephone sends to --------------------------------------------------------------


def upload(walk: Walk, sent: bytes, *photos: bytes, until: datetime | None = None) -> Any:
    issued = issue_link(
        by=None, purpose=LinkPurpose.WALK_UPLOAD, target=walk, organisation=walk.organiser, until=until
    )
    files = {
        "observation": SimpleUploadedFile("o.json", sent),
        "photo": [SimpleUploadedFile("b.jpg", photo) for photo in photos],
    }
    return Client(enforce_csrf_checks=True).post(reverse("walks:upload", args=[issued.token]), files)


def test_a_telephone_needs_no_sign_in_to_hand_in_but_its_right_ends() -> None:
    walk = make_walk()
    assert upload(walk, content(), picture()).status_code == 201
    ended = upload(walk, content(), until=timezone.now() - timedelta(seconds=1))
    assert (ended.status_code, walk.observations.count()) == (410, 1)


def test_the_right_lasts_until_seven_days_after_the_walk(client: Client, coordinator: User) -> None:
    walk = Walk.objects.filter(status=WalkStatus.PLANNED).first()
    assert walk is not None
    client.force_login(coordinator)
    pack = client.post(reverse("walks:pack", args=[walk.pk])).json()
    assert pack["until"] == (walk.starts_at + timedelta(days=7)).isoformat()
    held = Walk.objects.get(title="Trygghetsvandring vid Hässelby torg")
    assert client.post(reverse("walks:pack", args=[held.pk])).status_code == 410


def test_a_bad_picture_is_told_of_as_the_picture() -> None:
    answer = upload(make_walk(), content(), b"<!doctype html><script>")
    assert (answer.status_code, answer.json()) == (422, {"error": NO_PICTURE, "about": "photo"})


# --- pictures -------------------------------------------------------------------------------------------


def with_everything() -> bytes:
    """A picture that tells where it was taken, in every way we know of."""
    exif = Image.Exif()
    exif[0x010E] = "HEMLIG beskrivning"
    exif.get_ifd(0x8825)[1] = "HEMLIG nord"
    out = BytesIO()
    Image.new("RGB", (90, 60)).save(
        out,
        "JPEG",
        exif=exif,
        comment=b"HEMLIG kommentar",
        xmp=b"<x>HEMLIG xmp</x>",
        icc_profile=b"HEMLIG icc",
    )
    return out.getvalue() + b"HEMLIG svans <script>"


def test_nothing_is_left_of_where_a_picture_came_from() -> None:
    sent = with_everything()
    assert sent.count(b"HEMLIG") >= 6
    painted = repaint(sent)
    for kept in (painted.large, painted.small):
        assert b"HEMLIG" not in kept
        with Image.open(BytesIO(kept)) as found:
            assert not found.getexif()
            assert set(found.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_picture_is_turned_upright_and_made_small() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lying on its side
    painted = repaint(picture(2400, 1200, exif=exif))
    assert (painted.width, painted.height) == (800, 1600)
    with Image.open(BytesIO(painted.small)) as small:
        assert small.size == (240, 480)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", NO_PICTURE),
        (b"<html><img src=x></html>", NO_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NO_PICTURE),
        (picture(kind="GIF"), NO_PICTURE),
        (picture(kind="TIFF"), NO_PICTURE),
        (picture(600, 400)[:900], "Bilden är skadad och går inte att läsa."),
        (picture(8000, 5000, "PNG"), "Bilden har för många bildpunkter. Högst 30 miljoner går att ta emot."),
        (b"x" * (MOST_BYTES + 1), "Bilden är större än 8 MB. Ta en ny, eller välj en mindre."),
    ],
    ids=["empty", "html", "svg", "gif", "tiff", "cut off", "40 Mpx", "too big"],
)
def test_a_bad_file_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        repaint(data)
    assert refused.value.messages == [words]


# --- dusk -----------------------------------------------------------------------------------------------


def test_it_gets_dark_when_almanacs_say() -> None:
    """At the equator at the equinox the sun sets at 18 by the sun, dusk about 20 minutes later."""
    down, dark = sunset(date(2024, 3, 20), 0.0, 0.0), dusk(date(2024, 3, 20), 0.0, 0.0)
    assert down is not None
    assert dark is not None
    assert abs(down - datetime(2024, 3, 20, 18, 10, tzinfo=UTC)) < timedelta(minutes=5)
    assert timedelta(minutes=18) < dark - down < timedelta(minutes=24)
    assert sunset(date(2024, 6, 20), 68.0, 20.0) is None


def test_observations_of_a_walk_are_numbered_in_the_order_they_come() -> None:
    walk = make_walk()
    make_observation(walk=walk)
    numbers = [take_in(walk=walk, by=None, content=content()).observation.number for _ in range(3)]
    assert numbers == [2, 3, 4]
    assert Observation.objects.filter(walk=walk).count() == 4

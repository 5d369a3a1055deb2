"""At the desk afterwards: what could not be right is resolved, pictures are covered, a walk is gone again."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from PIL import Image

from stakeholders.models import User
from tests.factories import make_observation, make_photo, make_walk, picture
from tests.walks.test_taking_in import content
from walks.models import Observation, Walk, WalkStop
from walks.photos import COVER
from walks.services import cover_photo, save_scores, take_in
from walks.views import compared

pytestmark = pytest.mark.django_db


def pixel(photo: Any, x: float, y: float) -> tuple[int, ...]:
    with photo.open("rb") as kept, Image.open(BytesIO(kept.read())) as found:
        colour = found.convert("RGB").getpixel((int(x * found.width), int(y * found.height)))
    assert isinstance(colour, tuple)
    return colour


def near(colour: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(colour, wanted, strict=True))


def test_a_covered_picture_takes_the_other_ones_place(
    admin: User, django_capture_on_commit_callbacks: Any
) -> None:
    photo = make_photo(make_observation())
    storage, names = photo.large.storage, (photo.large.name, photo.small.name)
    digest = photo.sent_sha256
    with django_capture_on_commit_callbacks(execute=True):
        cover_photo(by=admin, photo=photo, boxes=[(0.25, 0.25, 0.5, 0.5)])
    photo.refresh_from_db()
    assert not any(storage.exists(str(name)) for name in names)
    for kept in (photo.large, photo.small):
        assert near(pixel(kept, 0.5, 0.5), COVER)
        assert not near(pixel(kept, 0.05, 0.05), COVER)
    # A telephone that never heard the answer still recognises its picture.
    assert (photo.sent_sha256, photo.looked_at is None) == (digest, False)


@pytest.mark.parametrize("box", [(1.2, 0, 0.1, 0.1), (0, 0, 0, 0.5), (float("nan"), 0, 1, 1), (0, 0, 9, 1)])
def test_a_box_outside_the_picture_covers_nothing_and_says_so(
    admin: User, box: tuple[float, float, float, float]
) -> None:
    photo = make_photo(make_observation())
    with pytest.raises(ValidationError, match="utanför bilden"):
        cover_photo(by=admin, photo=photo, boxes=[box])
    photo.refresh_from_db()
    assert photo.looked_at is None


def test_pictures_nobody_has_looked_at_are_told_of(client: Client, coordinator: User, walk: Walk) -> None:
    photo = make_photo(make_observation(walk=walk))
    client.force_login(coordinator)
    assert "1 bild är inte granskad" in client.get(walk.get_absolute_url()).content.decode()
    address = reverse("walks:photo_cover", args=[photo.public_id])
    assert client.post(address, {"boxes": "nonsens"}).status_code == 400
    assert client.post(address, {"boxes": "[]"}).status_code == 302
    assert "inte granskad" not in client.get(walk.get_absolute_url()).content.decode()
    client.post(reverse("walks:photo_remove", args=[photo.public_id]))
    assert not walk.observations.get().photos.exists()


@pytest.fixture
def walk(coordinator: User) -> Walk:
    return make_walk(area=Walk.objects.get(title="Trygghetsvandring vid Hässelby torg").area)


def test_what_was_left_to_resolve_has_a_place_to_resolve_it(
    client: Client, coordinator: User, walk: Walk
) -> None:
    spot = walk.area.geometry.centroid
    gone = WalkStop.objects.create(walk=walk, number=1, name="Torget", point=spot, removed=True)
    there = WalkStop.objects.create(walk=walk, number=1, name="Parken", point=spot)
    kept = take_in(walk=walk, by=None, content=content(stop=gone.pk)).observation
    client.force_login(coordinator)
    page = client.get(walk.get_absolute_url()).content.decode()
    assert "1 iakttagelse har något att reda ut" in page
    values = {
        "category": kept.category_id,
        "urgency": "should",
        "text": "Lampan är släckt.",
        "stop": there.pk,
    }
    answer = client.post(reverse("walks:observation_edit", args=[kept.pk]), values)
    assert answer.status_code == 302
    kept.refresh_from_db()
    assert (kept.remark, kept.stop, kept.position_source) == ("", there, "stop")


def test_what_is_seen_to_be_good_again_is_ticked_off_and_its_people_are_told() -> None:
    before = make_walk()
    old = make_observation(walk=before)
    again = make_walk(repeats=before, area=before.area)
    take_in(walk=again, by=None, content=content(earlier=old.pk, positive=True), photos=[picture()])
    old.refresh_from_db()
    assert (old.status, old.answers.count()) == ("done", 1)
    assert "Löst. Sågs vid" in old.reason
    still = make_observation(walk=before, number=2)
    take_in(walk=again, by=None, content=content(earlier=still.pk))
    assert Observation.objects.get(pk=still.pk).status == "new"


def test_scores_are_compared_by_what_was_judged_each_time(admin: User) -> None:
    before = make_walk()
    again = make_walk(repeats=before, area=before.area)
    assert compared(again) is None
    save_scores(by=admin, walk=before, scores={"lighting": 2, "clarity": 4, "information": 1})
    save_scores(by=admin, walk=again, scores={"lighting": 4, "clarity": 4, "information": None})
    table = compared(again)
    assert table is not None
    rows = {label: (scores, words) for label, scores, words in table["rows"]}
    assert rows["Belysning"] == ([2, 4], "bättre")
    assert rows["Tydlighet"] == ([4, 4], "oförändrat")
    assert rows["Information"] == ([1, None], "")
    assert (table["means"], table["common"]) == ([3.0, 4.0], 2)
    with pytest.raises(ValidationError):
        save_scores(by=admin, walk=again, scores={"lighting": 6})


def test_boxes_are_numbers(client: Client, coordinator: User, walk: Walk) -> None:
    photo = make_photo(make_observation(walk=walk))
    client.force_login(coordinator)
    address = reverse("walks:photo_cover", args=[photo.public_id])
    for boxes in ("[[1]]", "{}", "7", json.dumps([["a", 0, 1, 1]])):
        answer = client.post(address, {"boxes": boxes})
        assert answer.status_code in (302, 400)
    assert client.post(address, {"boxes": "[[0, 0, 0.5, 0.5]]"}).status_code == 302

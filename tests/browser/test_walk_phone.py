"""A walk with a telephone: no network, a killed tab, a restarted server, lost answers, and nothing pressed."""

import socket
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, Response, Route, expect

from stakeholders.models import User
from tests.factories import picture
from tests.waiting import wait_until
from walks.models import Observation, Photo, Walk, WalkStatus
from walks.photos import COVER

MOST_BYTES = 150_000  # before the first observation can be made (CHECKS U8)


@pytest.fixture
def walk(transactional_db: None) -> Walk:
    return Walk.objects.get(status=WalkStatus.PLANNED)


def open_walk(page: Page, walk: Walk) -> None:
    page.goto(f"/vandring/{walk.pk}/")
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("[data-form]")).to_be_visible()


def see(page: Page, text: str, photos: int) -> int:
    """Make an observation; return the taps it took, without the words."""
    taps = 0
    for _ in range(photos):
        shown = page.locator("[data-photos] canvas").count()
        file: FilePayload = {"name": "bild.jpg", "mimeType": "image/jpeg", "buffer": picture(320, 240)}
        page.locator("[data-photo]").set_input_files(file)
        expect(page.locator("[data-photos] canvas")).to_have_count(shown + 1)
        taps += 1
    page.locator("[data-tiles] label").first.click()
    page.locator("[name=text]").fill(text)
    page.locator(".save button").click()
    expect(page.locator("[data-say]")).to_have_text("Sparad i telefonen.")
    page.evaluate("document.querySelector('[data-say]').textContent = ''")
    return taps + 2


def let_it_restart(live_server: Any) -> None:
    """Let another server have the address while connections of this one still fade away."""
    live_server.thread.httpd.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)


def restart(live_server: Any) -> None:
    """Stop the server and start another at the same address."""
    old = live_server.thread
    old.terminate()

    class Reusing(old.server_class):  # type: ignore[misc, name-defined]  # the port is still warm
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options | {"allow_reuse_address": True})

    new = type(old)(
        old.host, old.static_handler, connections_override=old.connections_override, port=old.port
    )
    new.server_class = Reusing
    new.daemon = True
    new.start()
    new.is_ready.wait()
    assert new.error is None
    live_server.thread = new


def walk_it(page: Page, live_server: Any, walk: Walk, *, observations: int, photos: int) -> None:
    context = page.context
    let_it_restart(live_server)
    open_walk(page, walk)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    wait_until(page, "navigator.serviceWorker.controller !== null")
    context.set_offline(True)
    names = [f"Punkt {number:03}" for number in range(1, observations + 1)]
    half = observations // 2
    for name in names[:half]:
        see(page, name, photos)
    page.close()  # the tab is killed, with the network still away
    page = context.new_page()
    open_walk(page, walk)
    for name in names[half:]:
        see(page, name, photos)
    pictures = observations * photos
    expect(page.locator("[data-queue]")).to_have_text(
        f"{observations} iakttagelser, {pictures} {'bild' if pictures == 1 else 'bilder'} väntar"
    )
    restart(live_server)
    tried: Counter[bytes] = Counter()

    def lose_every_third_answer(route: Route) -> None:
        sent = route.request.post_data_buffer or b""
        name = sent[sent.find(b"Punkt ") :][:9]
        tried[name] += 1
        if int(name[6:9]) % 3 == 0 and tried[name] == 1:
            route.fetch()  # the server has saved it; nobody hears of it
            route.abort("connectionreset")
        else:
            route.continue_()

    context.route("**/vandring/skicka/**", lose_every_third_answer)
    context.set_offline(False)
    expect(page.locator("[data-queue]")).to_have_text(
        f"Allt är skickat ({observations})", timeout=30_000 + 4_000 * observations
    )
    kept = list(walk.observations.order_by("number").values_list("text", flat=True))
    assert kept == names
    assert Photo.objects.filter(observation__walk=walk).count() == pictures
    assert sum(count > 1 for count in tried.values()) >= observations // 3


def test_everything_arrives_once_and_in_order_with_nobody_pressing_anything(
    page_for: Callable[..., Page], live_server: Any, coordinator: User, walk: Walk
) -> None:
    page = page_for(coordinator, width=360, height=640)
    walk_it(page, live_server, walk, observations=40, photos=1)


@pytest.mark.long
def test_forty_observations_with_two_hundred_photos_arrive_once_and_in_order(
    page_for: Callable[..., Page], live_server: Any, coordinator: User, walk: Walk
) -> None:
    page = page_for(coordinator, width=360, height=640)
    walk_it(page, live_server, walk, observations=40, photos=5)


def test_the_page_is_light_an_observation_takes_four_taps_and_sign_out_leaves_nothing_readable(
    page_for: Callable[..., Page], coordinator: User, walk: Walk
) -> None:
    page = page_for(coordinator, width=360, height=640)
    came: dict[str, Response] = {}

    def note(response: Response) -> None:
        if response.status == 200 and not response.from_service_worker:
            came[response.url] = response

    page.on("response", note)
    open_walk(page, walk)
    page.wait_for_timeout(300)
    # Bodies are read before anything else is opened: a browser forgets those of a page that has been left.
    page.remove_listener("response", note)
    assert 20_000 < sum(len(response.body()) for response in came.values()) <= MOST_BYTES
    page.context.set_offline(True)
    assert see(page, "En hemlig iakttagelse", photos=1) <= 4
    assert in_the_store(page) == [1, False, False]
    page.locator("[data-leave]").click()
    expect(page.locator("[data-unsent]")).to_have_text("1 iakttagelse är inte skickad än.")
    page.locator("[data-discard]").click()
    page.context.route("**/vandring/skicka/**", lambda route: route.abort())
    page.context.set_offline(False)
    page.locator("[data-discard-really]").click()
    page.wait_for_url("**/logga-in/**")
    assert left_behind(page) == [[], []]
    assert not walk.observations.exists()


def in_the_store(page: Page) -> list[Any]:
    """Rows that wait, whether the key can be taken out, and whether what was written can be read."""
    found: list[Any] = page.evaluate(
        """async () => {
          const base = await new Promise((ok) => { const r = indexedDB.open("vandring"); r.onsuccess = () => ok(r.result); });
          const all = (name) => new Promise((ok) => { const r = base.transaction(name).objectStore(name).getAll(); r.onsuccess = () => ok(r.result); });
          const [key] = await all("keys");
          const rows = await all("queue");
          const text = rows.map((row) => new TextDecoder("latin1").decode(row.sealed.body)).join("");
          base.close();
          return [rows.length, key.extractable, text.includes("hemlig")];
        }"""
    )
    return found


def left_behind(page: Page) -> list[Any]:
    """Names of stores and caches in the browser."""
    found: list[Any] = page.evaluate(
        "(async () => [(await indexedDB.databases()).map(({ name }) => name), await caches.keys()])()"
    )
    return found


def test_the_sites_own_sign_out_sends_first_or_throws_away_when_told_twice(
    page_for: Callable[..., Page], coordinator: User, walk: Walk
) -> None:
    page = page_for(coordinator, width=1280, height=900)
    closed = "**/vandring/skicka/**"
    page.context.route(closed, lambda route: route.abort())
    open_walk(page, walk)
    see(page, "En hemlig iakttagelse", photos=1)
    page.goto(walk.get_absolute_url())
    sign_out = page.locator("form[data-sign-out]:visible button")
    sign_out.click()
    expect(page.locator("[data-unsent]")).to_have_text("1 iakttagelse är inte skickad än.")
    page.locator("[data-discard]").click()
    page.locator("[data-stay]").click()  # not confirmed: nothing is thrown away
    assert in_the_store(page) == [1, False, False]
    sign_out.click()
    page.locator("[data-send-first]").click()
    expect(page.locator("[data-leaving-told]")).to_contain_text("Det går inte att skicka just nu")
    page.context.unroute(closed)
    page.wait_for_url("**/logga-in/**")
    assert left_behind(page) == [[], []]
    assert walk.observations.get().text == "En hemlig iakttagelse"


# --- what goes wrong out there ----------------------------------------------------------------------------


def sent(page: Page, walk: Walk) -> Observation:
    """Save what stands in the form, and return what the server got of it."""
    there = walk.observations.count()
    page.locator("[data-tiles] label").first.click()
    page.locator(".save button").click()
    expect(page.locator("[data-queue]")).to_have_text(f"Allt är skickat ({there + 1})")
    return walk.observations.latest("number")


def test_a_place_is_pointed_at_where_the_telephone_knows_nothing_or_something_else(
    page_for: Callable[..., Page], coordinator: User, walk: Walk
) -> None:
    page = page_for(coordinator, width=390, height=844)
    open_walk(page, walk)
    expect(page.locator("[data-position]")).to_have_text("Telefonens läge är avstängt, stoppet används")
    stopped = sent(page, walk)
    assert (stopped.position_source, stopped.point) == ("stop", stopped.stop and stopped.stop.point)
    page.locator("[data-position]").click()
    box = page.locator("[data-map]").bounding_box()
    assert box is not None
    page.locator("[data-map]").click(position={"x": box["width"] / 2, "y": 40})
    expect(page.locator("[data-position]")).to_have_text("Läget är satt på kartan")
    north = sent(page, walk)
    assert north.point is not None
    assert stopped.point is not None
    assert north.position_source == "hand"
    assert 100 < north.point.y - stopped.point.y < 500
    # With the keys too; and the telephone's own place is told of when it can't be right.
    page.locator("[data-position]").click()
    page.locator("[data-map]").focus()
    page.keyboard.press("ArrowLeft")
    assert sent(page, walk).position_source == "hand"
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 59.20, "longitude": 17.62, "accuracy": 5})
    page.reload()
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("[data-position]")).to_contain_text("mer än 3 km från rutten, stoppet används")
    assert sent(page, walk).position_source == "stop"


def test_a_huge_picture_is_made_smaller_and_what_is_no_picture_is_told_of(
    page_for: Callable[..., Page], coordinator: User, walk: Walk
) -> None:
    page = page_for(coordinator, width=390, height=844)
    open_walk(page, walk)
    html: FilePayload = {"name": "bild.jpg", "mimeType": "image/jpeg", "buffer": b"<!doctype html><p>hej"}
    page.locator("[data-photo]").set_input_files(html)
    expect(page.locator("[data-say]")).to_have_text("Filen går inte att läsa som bild. Ta en ny.")
    page.locator("[name=text]").fill("Orden finns kvar")
    huge: FilePayload = {"name": "stor.jpg", "mimeType": "image/jpeg", "buffer": picture(7680, 5210)}
    page.locator("[data-photo]").set_input_files(huge)
    expect(page.locator("[data-photos] canvas")).to_have_count(1)
    kept = sent(page, walk)
    assert kept.text == "Orden finns kvar"
    photo = kept.photos.get()
    assert (photo.width, photo.height) == (1600, 1085)


def test_a_face_is_covered_before_anything_is_sent(
    page_for: Callable[..., Page], coordinator: User, walk: Walk
) -> None:
    page = page_for(coordinator, width=390, height=844)
    open_walk(page, walk)
    shot: FilePayload = {"name": "b.jpg", "mimeType": "image/jpeg", "buffer": picture(400, 300)}
    page.locator("[data-photo]").set_input_files(shot)
    page.locator("[data-photos] button").click()
    sheet = page.locator("[data-cover-sheet] canvas")
    expect(sheet).to_be_visible()
    box = sheet.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.25)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.75, steps=3)
    page.mouse.up()
    page.locator("[data-cover-done]").click()
    photo = sent(page, walk).photos.get()
    with photo.large.open("rb") as kept, Image.open(BytesIO(kept.read())) as found:
        middle, corner = (found.convert("RGB").getpixel(at) for at in ((200, 150), (20, 20)))
    assert isinstance(middle, tuple)
    assert isinstance(corner, tuple)
    assert max(abs(a - b) for a, b in zip(middle, COVER, strict=True)) < 12
    assert max(abs(a - b) for a, b in zip(corner, COVER, strict=True)) > 40


FAKE_CAMERA = """navigator.mediaDevices.getUserMedia = async () => {
  const canvas = document.createElement("canvas");
  canvas.width = 640; canvas.height = 480;
  const pen = canvas.getContext("2d");
  setInterval(() => { pen.fillStyle = "#2f7d4f"; pen.fillRect(0, 0, 640, 480); }, 40);
  return canvas.captureStream(25);
};"""


def test_an_old_point_is_ticked_off_with_the_same_view_under_a_ghost(
    page_for: Callable[..., Page], coordinator: User, walk: Walk
) -> None:
    page = page_for(coordinator, width=390, height=844)
    page.add_init_script(FAKE_CAMERA)
    assert walk.repeats is not None
    old = walk.repeats.observations.unsolved().filter(photos__isnull=False).first()
    assert old is not None
    page.goto(f"/vandring/{walk.pk}/")
    page.wait_for_selector("html[data-ready]")
    wait_until(
        page,
        """() => new Promise((ok) => { const r = indexedDB.open("vandring"); r.onsuccess = () => {
          const all = r.result.transaction("ghosts").objectStore("ghosts").count();
          all.onsuccess = () => { r.result.close(); ok(all.result > 0); }; }; })""",
    )
    page.locator("[data-unsolved-head]").click()
    page.get_by_role("button", name=f"Löst: {old.number} ").click()
    page.locator("[data-retake]").click()
    expect(page.locator("[data-ghost] video")).to_be_visible()
    page.wait_for_timeout(200)
    page.locator("[data-shutter]").click()
    expect(page.locator("[data-photos] canvas")).to_have_count(1)
    page.locator(".save button").click()
    expect(page.locator("[data-queue]")).to_contain_text("Allt är skickat")
    seen = walk.observations.get()
    assert (seen.earlier, seen.positive, seen.photos.count()) == (old, True, 1)
    old.refresh_from_db()
    assert old.status == "done"

"""A walk with a telephone: no network, a killed tab, a restarted server, lost answers, and nothing pressed."""

import socket
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, Response, Route, expect

from stakeholders.models import User
from tests.factories import picture
from walks.models import Photo, Walk, WalkStatus

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
    page.wait_for_function("navigator.serviceWorker.controller !== null")
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

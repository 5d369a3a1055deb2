"""A municipality's own background map: handed on from our host, off unless named, never anything but a picture."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from platssamverkan.env import env_tiles
from reports.tile_views import MOST_BYTES
from stakeholders.models import User

ClientFor = Callable[[User], Client]
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


class Tiles(BaseHTTPRequestHandler):
    """A map server that answers by what is asked for."""

    def do_GET(self) -> None:
        z = self.path.split("/")[1]
        if z == "3":
            self.send_response(302)
            self.send_header("Location", "/1/0/0")
            self.end_headers()
            return
        kind, body = {
            "1": ("image/png", PNG),
            "2": ("text/html", b"<script>"),
            "4": ("image/png", b"0" * (MOST_BYTES + 9)),
        }[z]
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def tiles(settings: object) -> Iterator[None]:
    server = HTTPServer(("127.0.0.1", 0), Tiles)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.MAP_TILES_URL = f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}"  # type: ignore[attr-defined]
    yield
    server.shutdown()
    server.server_close()


def test_a_picture_is_handed_on_and_nothing_else(
    client_for: ClientFor, client: Client, coordinator: User, tiles: None
) -> None:
    browser = client_for(coordinator)
    answer = browser.get("/kartlager/1/0/1/")
    assert (answer.status_code, answer["Content-Type"], answer.content) == (200, "image/png", PNG)
    assert "private" in answer["Cache-Control"]
    for address in (
        "/kartlager/2/0/0/",
        "/kartlager/3/0/0/",
        "/kartlager/4/0/0/",
        "/kartlager/1/2/0/",
        "/kartlager/40/0/0/",
    ):
        assert browser.get(address).status_code == 404
    assert client.get("/kartlager/1/0/1/").status_code == 302


def test_the_map_offers_the_layer_only_where_it_is_named(
    client_for: ClientFor, coordinator: User, demo_district: object, settings: object
) -> None:
    browser = client_for(coordinator)
    assert "data-tiles" not in browser.get("/platser/").content.decode()
    settings.MAP_TILES_URL = "https://karta.example.se/{z}/{x}/{y}.png"  # type: ignore[attr-defined]
    html = browser.get("/platser/").content.decode()
    assert 'data-tiles="/kartlager/{z}/{x}/{y}/"' in html
    assert "karta.example.se" not in html


@pytest.mark.parametrize(
    "address",
    [
        "http://k.se/{z}/{x}/{y}",
        "https://k.se/{z}/{x}",
        "https://u:p@k.se/{z}/{x}/{y}",
        "ftp://k.se/{z}{x}{y}",
    ],
)
def test_a_bad_address_stops_the_start(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("MAP_TILES_URL", address)
    with pytest.raises(ImproperlyConfigured, match="MAP_TILES_URL must"):
        env_tiles("MAP_TILES_URL")

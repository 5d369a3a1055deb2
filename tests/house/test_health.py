"""/health says which part is down.  The parts are really stopped."""

import pytest
from django.conf import settings
from django.test import Client

from tests.processes import own_redis

pytestmark = pytest.mark.django_db


def parts(client: Client, query: str = "") -> tuple[int, dict[str, str]]:
    response = client.get(f"/health{query}")
    return response.status_code, response.json()["parts"]


def test_everything_is_there(client: Client) -> None:
    assert parts(client) == (200, {"database": "ok", "redis": "ok"})


def test_it_asks_nobody_to_sign_in_and_is_not_cached(client: Client) -> None:
    response = client.get("/health")
    assert "no-store" in response["Cache-Control"]
    assert client.post("/health").status_code == 405


def test_a_stopped_redis_is_named(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with own_redis() as server:
        monkeypatch.setattr(settings, "REDIS_URL", server.url)
        assert parts(client)[0] == 200
        server.kill()
        assert parts(client) == (503, {"database": "ok", "redis": "down"})


def test_missing_workers_are_named_when_asked_for(client: Client) -> None:
    assert parts(client, "?workers=1")[1]["workers"] == "down"

"""What a telephone has to fetch before the first observation can be made, in a real browser."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread
from django.test.utils import override_settings
from playwright.sync_api import sync_playwright

from bench.measure import Weight
from stakeholders.models import User
from walks.models import Walk, WalkStatus

MOST_BYTES = 150_000
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)
PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def measure() -> Iterator[Weight]:
    """Open a walk for the first time, with nothing kept; count what came until the form could be used.

    Files are sent as they are; in service they are compressed and smaller.
    """
    hosts = {"ALLOWED_HOSTS": ["127.0.0.1"], "STORAGES": PLAIN, "SECURE_SSL_REDIRECT": False}
    with override_settings(**hosts, SESSION_COOKIE_SECURE=False, CSRF_COOKIE_SECURE=False):
        server = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={})
        server.daemon = True
        server.start()
        server.is_ready.wait()
        try:
            yield _first_visit(f"http://127.0.0.1:{server.port}")
        finally:
            server.terminate()
            connections.close_all()


def _first_visit(root: str) -> Weight:
    walk = Walk.objects.filter(status=WalkStatus.PLANNED).latest("starts_at")
    client = Client()
    client.force_login(User.objects.get(email="samordnare@demo.example"))
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    came: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        context = browser.new_context(viewport={"width": 390, "height": 844})
        context.add_cookies([{"name": session.key, "value": session.value, "url": root}])
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")

        def note(event: dict[str, Any]) -> None:
            came.append(event["encodedDataLength"])

        wire.on("Network.loadingFinished", note)
        page.goto(f"{root}/vandring/{walk.pk}/")
        page.wait_for_selector("html[data-ready]")
        page.wait_for_selector("[data-form]:not([hidden])")
        size, answers = int(sum(came)), len(came)
        browser.close()
    return Weight(
        "walk: before the first observation", size, MOST_BYTES, {"answers": answers, "compressed": False}
    )

"""The cast and the stage.

The test database is copied from the template that holds the extensions, migrated by the owner and
loaded once with the demo.  Then every connection becomes the runtime role, so that the tests live
with the rights production has.  Tests that commit (browser, processes) get the demo back afterwards
from a shadow copy inside the database.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.utils import timezone, translation
from playwright.sync_api import Browser, Page, sync_playwright

from places.models import Area
from platssamverkan.demo.load import load_demo
from platssamverkan.demo.weeks import load_weeks
from stakeholders.models import User
from stakeholders.seal import seal_trail
from tests.template import migrated_template

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs beside the test

SHADOW = "shadow"


def pytest_configure() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    storages = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.STORAGES = storages
    # What an earlier run counted in the same Redis is nothing to this one.
    settings.CACHES["default"]["KEY_PREFIX"] = uuid4().hex


@pytest.fixture(scope="session", autouse=True)
def _media(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    settings.EMAIL_FILE_PATH = tmp_path_factory.mktemp("outbox")


def _as_owner(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        try:
            for statement in statements:
                cursor.execute(statement)
        finally:
            cursor.execute(f"SET ROLE {settings.DATABASE_RUNTIME_ROLE}")


def _tables() -> list[str]:
    return [
        name
        for name in connection.introspection.table_names()
        if name not in {"django_migrations", "spatial_ref_sys"}
    ]


def _restore_from_shadow(_operations: object, sql_list: Iterable[str]) -> None:
    """Empty the tables as Django asked, and put back what the demo loaded, its trail included."""
    if sql_list:
        names = _tables()
        tracked = [name for name in names if f"{name}event" in names]
        _as_owner(
            [
                "BEGIN",
                *sql_list,
                # What is put back is not a change: the tables' own triggers would add to the trail.
                *[f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in tracked],
                *[
                    f"INSERT INTO {name} OVERRIDING SYSTEM VALUE SELECT * FROM {SHADOW}.{name}"
                    for name in names
                ],
                "SET CONSTRAINTS ALL IMMEDIATE",
                *[f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in tracked],
                "COMMIT",
            ]
        )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    test: dict[str, str] = connections.settings["default"]["TEST"]
    test["TEMPLATE"] = migrated_template(test["TEMPLATE"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        with translation.override("sv"):
            load_demo()  # without the weeks after 2023: tests that want them ask for `demo_weeks`
        seal_trail()
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {SHADOW}")
            for name in _tables():
                cursor.execute(f"CREATE TABLE {SHADOW}.{name} AS SELECT * FROM {name}")
        options = connection.settings_dict["OPTIONS"]
        options["options"] = f"-c role={settings.DATABASE_RUNTIME_ROLE}"
        connection.close()
        # On the class: Playwright's loop makes Django open connections of their own.
        operations = type(connection.ops)
        flush = operations.execute_sql_flush
        operations.execute_sql_flush = _restore_from_shadow  # type: ignore[method-assign, assignment]
    yield
    with django_db_blocker.unblock():
        operations.execute_sql_flush = flush  # type: ignore[method-assign]
        del options["options"]
        connection.close()


@pytest.fixture
def demo_district(db: None) -> Area:
    """Hässelby-Vällingby with everything the demo loads."""
    return Area.objects.get(slug="hasselby-vallingby")


@pytest.fixture
def demo_weeks(demo_district: Area) -> Area:
    """The same with the invented weeks from 2024 to last week, and something to judge this week."""
    load_weeks(demo_district, timezone.now())
    return demo_district


def _person(email: str) -> User:
    return User.objects.get(email=f"{email}@demo.example")


@pytest.fixture
def coordinator(db: None) -> User:
    return _person("samordnare")


@pytest.fixture
def police(db: None) -> User:
    return _person("polis")


@pytest.fixture
def property_owner(db: None) -> User:
    return _person("fastighet")


@pytest.fixture
def admin(db: None) -> User:
    return _person("admin")


@pytest.fixture
def outsider(db: None) -> User:
    """A coordinator of another district."""
    return _person("bromma")


@pytest.fixture
def client_for() -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next((p for p in map(shutil.which, ("chromium", "google-chrome", "chromium-browser")) if p), None)
    assert path, "the browser tests need Chromium: make test installs it"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        )  # fmt: skip
        yield chromium
        chromium.close()


@pytest.fixture
def page_for(
    browser: Browser, live_server: Any, client_for: Callable[[User], Client]
) -> Iterator[Callable[..., Page]]:
    """Open a signed-in page; addresses are relative to the live server.

    Any request to a foreign host, page error or refused content fails the test.
    """
    contexts, complaints = [], []

    def open_page(user: User | None, *, width: int = 1280, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": height}, locale="sv-SE", **options
        )
        contexts.append(context)
        if user is not None:
            cookie = client_for(user).cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"page error: {error}"))
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text)
                if message.type == "error" and "Content Security Policy" in message.text
                else None
            ),
        )
        page.on(
            "request",
            lambda request: (
                complaints.append(f"foreign host: {request.url}")
                if not request.url.startswith((live_server.url, "data:", "blob:"))
                else None
            ),
        )
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def shared_data() -> Path | None:
    """The folder with the large data sets beside the project, or None on a machine without it."""
    folder = Path(settings.BASE_DIR).parent / "shared" / "data"
    return folder if folder.is_dir() else None

"""Every answer carries the same headers: pages of every kind, errors, static files, for everyone."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from stakeholders.models import User

SAMPLES = {
    "slug": "hasselby-vallingby",
    "area": "vinsta",
    "isoweek": "2023-W46",
    "int": "1",
    "uuid": "00000000-0000-0000-0000-000000000000",
    "str": "x",
    "path": "x",
    "base36": "1",
}
PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


def addresses(patterns: list[Any] | None = None, before: str = "/") -> Iterator[str]:
    """An address for each route of the resolver; whether its object exists makes no difference here."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield PARAMETER.sub(lambda match: SAMPLES.get(match["kind"] or "str", "1"), route)


def assert_strict(answer: Any, *, secure: bool = False, styles: str = "'self'", camera: str = "()") -> None:
    """The answer says all it should; `styles` is what the page may be styled by, `camera` who may use it."""
    policy = dict(part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))
    nonce = policy.pop("script-src").removeprefix("'self' 'nonce-").removesuffix("'")
    assert re.fullmatch(r"[\w-]{20,}", nonce)
    assert policy == {
        "default-src": "'none'",
        "style-src": styles,
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert f"camera={camera}," in answer["Permissions-Policy"]
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert answer["X-Content-Type-Options"] == "nosniff"
    # An hour, a year or never, but never over plain http, where anybody could have written it.
    assert answer.has_header("Strict-Transport-Security") == secure


@pytest.mark.parametrize("who", ["nobody", "coordinator", "admin"])
def test_every_address_answers_with_strict_headers_and_leaves_no_copy(
    who: str, client_for: Callable[[User], Client], request: pytest.FixtureRequest, db: None
) -> None:
    browser = Client() if who == "nobody" else client_for(request.getfixturevalue(who))
    browser.raise_request_exception = False
    asked = list(addresses())
    assert len(asked) > 40
    for address in asked:
        answer = browser.get(address)
        looser = getattr(answer, "csp_inline_styles", False)  # only where Plotly draws
        # A walk's page, which lays an earlier picture over the camera's.
        films = address.startswith("/vandring/") and answer["Content-Type"].startswith("text/html")
        camera = "(self)" if films and answer.status_code == 200 else "()"
        assert_strict(answer, styles="'self' 'unsafe-inline'" if looser else "'self'", camera=camera)
        assert answer["Cache-Control"] == "no-store, private", address
        assert answer["X-Frame-Options"] == "DENY", address
        if who != "nobody" and not browser.session.keys():
            browser = client_for(request.getfixturevalue(who))


def test_a_nonce_is_used_once(client: Client, db: None) -> None:
    first, second = (client.get(reverse("account_login"))["Content-Security-Policy"] for _ in range(2))
    assert first != second


def break_down(_request: HttpRequest) -> HttpResponseBase:
    raise RuntimeError("broken on purpose")


urlpatterns = [*get_resolver("platssamverkan.urls").url_patterns, path("trasig/", break_down)]


def test_errors_carry_them_too(client: Client, coordinator: User, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    client.force_login(coordinator)
    strict = Client(enforce_csrf_checks=True)
    answers = {
        400: client.get("/oversikt/", headers={"host": "ond.example"}),
        403: strict.post(reverse("account_login"), {}),
        404: client.get("/finns/inte/"),
        405: client.get(reverse("account_logout")),
        500: client.get("/trasig/"),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert_strict(answer)
        assert answer["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("address", ["favicon.svg", "css/theme.css", "js/week.js", "finns-inte.css"])
def test_static_files_carry_them_and_may_be_kept(client: Client, address: str, db: None) -> None:
    answer = client.get(f"{settings.STATIC_URL}{address}")
    assert answer.status_code == (404 if "inte" in address else 200)
    assert_strict(answer)
    if answer.status_code == 200:
        assert "no-store" not in answer["Cache-Control"]


def test_over_tls_the_browser_is_told_to_stay_there(client: Client, settings: Any, db: None) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    assert_strict(client.get(reverse("account_login")))
    answer = client.get(reverse("account_login"), secure=True)
    assert_strict(answer, secure=True)
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"

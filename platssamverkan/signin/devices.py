"""Known devices: a signed cookie that says who has signed in with this browser before.

Failed sign-ins are counted by account and known device, and for all unknown devices together by account.
So a stranger who fails on purpose locks out strangers, not the browsers that the account's owner uses.
The address of the network takes no part: 750 people share one, and what a visitor sends in
`X-Forwarded-For` is worth nothing.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

SALT = "platssamverkan.signin.devices"
AGE = 180 * 24 * 60 * 60  # seconds
PEOPLE = 20  # a shared computer remembers this many, the latest ones


def _mark(device: str, email: str) -> str:
    """What stands in the cookie for one person: tells nothing, and fits no other device."""
    return salted_hmac(SALT, f"{device} {email.strip().lower()}", algorithm="sha256").hexdigest()[:24]


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        value = signing.loads(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=AGE)
        return value["device"], list(value["people"])
    except (signing.BadSignature, KeyError, TypeError):
        return "", []


def known_device(request: HttpRequest, email: str) -> str:
    """Return the name of this device if that person has signed in with it, else an empty text."""
    device, people = _read(request)
    return device if device and _mark(device, email) in people else ""


def remember_device(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Let this device be known for the person from now on.  Call it only when who they are is proved."""
    device, people = _read(request)
    device = device or secrets.token_urlsafe(12)
    mark = _mark(device, email)
    people = [*(other for other in people if other != mark), mark][-PEOPLE:]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps({"device": device, "people": people}, salt=SALT),
        max_age=AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )

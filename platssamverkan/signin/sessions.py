"""How long a session lasts, and what becomes of a form that was sent after its end."""

import time
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone

IDLE = 30 * 60  # seconds without a request, after which the person signs in again
LONGEST = 12 * 60 * 60  # seconds since sign-in, after which they do in any case
STEP = 60  # seconds; being in use is written down no more often than this

SINCE, SEEN, UNSENT = "signin.since", "signin.seen", "signin.unsent"
LARGEST = 200_000  # characters of a form that are kept


def start_clock(request: HttpRequest, **_kwargs: object) -> None:
    """Note when the session began; called whenever somebody signs in."""
    request.session[SINCE] = request.session[SEEN] = time.time()


def end_if_too_old(request: HttpRequest) -> None:
    """End a signed-in session that has rested or lasted too long, and note in `request` whose it was."""
    session = request.session
    if SESSION_KEY not in session:
        return
    now = time.time()
    seen, since = session.get(SEEN, 0), session.get(SINCE, 0)
    if now - seen > IDLE or now - since > LONGEST:
        request.ended_session_of = session[SESSION_KEY]  # type: ignore[attr-defined]
        session.flush()
    elif now - seen >= STEP:
        session[SEEN] = now
        UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=timezone.now())


def keep_unsent(request: HttpRequest) -> bool:
    """Keep the form that came after the end of a session, for the same person to send again.

    It lies in the new session until it is sent or thrown away, at most as long as that lasts.  Only what
    passed the CSRF check comes here.  Files are not kept, and no passwords or codes.
    """
    whose = getattr(request, "ended_session_of", None)
    resolved = request.resolver_match
    if whose is None or request.method != "POST" or request.FILES or resolved is None:
        return False
    if resolved.func.__module__.startswith(("allauth.", "platssamverkan.signin")):
        return False
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    if sum(len(name) + len(value) for name, value in fields) > LARGEST:
        return False
    request.session[UNSENT] = {"of": whose, "path": request.get_full_path(), "fields": fields}
    return True


def unsent(request: HttpRequest) -> dict[str, Any] | None:
    """Return the path and fields that were kept for the person who is signed in now; None if there is nothing."""
    kept: dict[str, Any] | None = request.session.get(UNSENT)
    return kept if kept and kept["of"] == str(request.user.pk) else None


def forget_unsent(session: SessionBase) -> None:
    """Throw away what was kept."""
    session.pop(UNSENT, None)


def forget_when_sent(request: HttpRequest) -> None:
    """Throw away what was kept when it is sent."""
    kept = request.session.get(UNSENT)
    if kept and request.method == "POST" and request.get_full_path() == kept["path"]:
        forget_unsent(request.session)

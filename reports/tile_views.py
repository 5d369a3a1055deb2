"""A municipality's own background map, handed on from our host; there only where the operator has named it."""

import logging
import urllib.request
from typing import Any
from urllib.error import URLError

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from stakeholders.http import UserRequest

log = logging.getLogger("reports")

IMAGES = frozenset({"image/png", "image/jpeg", "image/webp"})
MOST_BYTES = 1_000_000
PATIENCE = 4  # seconds; a map that is slower than this is not waited for
DEEPEST = 19
KEPT = 24 * 3600  # seconds in the reader's own browser


class _NoDetours(urllib.request.HTTPRedirectHandler):
    """The operator named one host; it may not send us on to another."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NoDetours, urllib.request.ProxyHandler({}))


def backdrop() -> dict[str, str] | None:
    """What a map needs to show the layer: address, name, source; None where there is none."""
    if not settings.MAP_TILES_URL:
        return None
    return {
        "address": "/kartlager/{z}/{x}/{y}/",
        "name": settings.MAP_TILES_NAME,
        "source": settings.MAP_TILES_SOURCE,
    }


@require_safe
def tile(request: UserRequest, z: int, x: int, y: int) -> HttpResponse:
    """Hand on one tile.  Http404 without a layer, outside the world, and when the other host gives no picture."""
    if not settings.MAP_TILES_URL or z > DEEPEST or not (x < 2**z and y < 2**z):
        raise Http404
    address = settings.MAP_TILES_URL.format(z=z, x=x, y=y)
    try:
        with _opener.open(address, timeout=PATIENCE) as answer:  # the operator's own https address
            kind, data = answer.headers.get_content_type(), answer.read(MOST_BYTES + 1)
    except (URLError, OSError, ValueError) as error:
        log.warning("no map tile", extra={"reason": type(error).__name__})
        raise Http404 from error
    if kind not in IMAGES or len(data) > MOST_BYTES:
        log.warning("no map tile", extra={"reason": f"{kind}, {len(data)} bytes"})
        raise Http404
    response = HttpResponse(data, content_type=kind)
    response["Cache-Control"] = f"private, max-age={KEPT}"
    return response

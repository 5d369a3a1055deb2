"""/health: is each part there?  Asked by the proxy and the container engine, so no sign-in."""

import logging

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from platssamverkan.celery import app

log = logging.getLogger("platssamverkan.health")


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def redis_answers() -> bool:
    client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()


def worker_answers() -> bool:
    """Ask the workers to reply within a second; False if none does."""
    try:
        return bool(app.control.ping(timeout=1.0, limit=1))
    except Exception:  # the broker may be down in as many ways as it has drivers; all mean no
        return False


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the service can serve, 503 with the parts that are down.

    `?workers=1` asks the workers too, which takes up to a second; the load balancer needs not.
    """
    parts = {"database": database_answers(), "redis": redis_answers()}
    if "workers" in request.GET:
        parts["workers"] = parts["redis"] and worker_answers()
    for part in (name for name, up in parts.items() if not up):
        log.error("part is down", extra={"part": part})
    body = {
        "status": "ok" if all(parts.values()) else "down",
        "parts": {k: "ok" if v else "down" for k, v in parts.items()},
    }
    return JsonResponse(body, status=200 if all(parts.values()) else 503)

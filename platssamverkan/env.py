"""Typed readers of the environment that fail loudly.

Every setting that differs between machines is read here and nowhere else.  A missing or malformed
value stops the start with one sentence that names the variable and what it should look like.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off", ""})


def env_str(name: str, default: str | None = None) -> str:
    """Return the variable's text; without a default it must be set and not empty."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. docs/operations.md lists what it should hold.")
    return default


def env_bool(name: str, *, default: bool = False) -> bool:
    """Return a switch spelled 1/0, true/false, yes/no or on/off."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    word = raw.strip().lower()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={raw!r} is neither yes nor no. Write 1 or 0.")


def env_int(name: str, default: int, *, least: int = 0) -> int:
    """Return a whole number, at least `least`."""
    raw = os.environ.get(name, "").strip()
    if not raw:
        return default
    if not raw.isdigit() or int(raw) < least:
        raise ImproperlyConfigured(f"{name}={raw!r} is not a whole number of at least {least}.")
    return int(raw)


def env_list(name: str, default: Sequence[str] = ()) -> list[str]:
    """Return a comma-separated list without blanks."""
    raw = os.environ.get(name, "")
    return [item.strip() for item in raw.split(",") if item.strip()] or list(default)


def env_database(name: str) -> dict[str, object]:
    """Turn postgresql://user:password@host:port/name, or ...?host=/socket/folder, into Django's dictionary."""
    url = env_str(name)
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(
            f"{name} must start with postgresql://, not {parts.scheme or 'nothing'}://"
        )
    database = unquote(parts.path.lstrip("/"))
    if not database:
        raise ImproperlyConfigured(f"{name} names no database: postgresql://user@host/NAME")
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.contrib.gis.db.backends.postgis",
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": options.pop("port", "") or str(parts.port or ""),
        "OPTIONS": options,
    }


@dataclass(frozen=True, slots=True)
class RedisAddress:
    """One Redis, spelled for each of its two readers.

    redis-py writes a socket as ``unix:///path?db=0``; Celery's transport writes the same socket as
    ``redis+socket:///path?virtual_host=0``.  Operators give either spelling once, in REDIS_URL.
    """

    client: str
    celery: str


def env_redis(name: str) -> RedisAddress:
    """Read redis://, rediss://, unix:// or redis+socket:// and return both spellings."""
    url = env_str(name)
    parts = urlsplit(url)
    if parts.scheme in {"redis", "rediss"}:
        if not parts.hostname:
            raise ImproperlyConfigured(f"{name} names no host: redis://host:6379/0")
        return RedisAddress(client=url, celery=url)
    if parts.scheme in {"unix", "redis+socket"}:
        if not parts.path.startswith("/"):
            raise ImproperlyConfigured(f"{name} needs an absolute socket path: unix:///path/redis.sock?db=0")
        query = parse_qs(parts.query)
        number = (query.get("db") or query.get("virtual_host") or ["0"])[-1]
        login = f"{parts.netloc.rsplit('@', 1)[0]}@" if "@" in parts.netloc else ""
        return RedisAddress(
            client=f"unix://{login}{parts.path}?db={number}",
            celery=f"redis+socket://{login}{parts.path}?virtual_host={number}",
        )
    raise ImproperlyConfigured(f"{name} must start with redis://, rediss:// or unix://")


def env_tiles(name: str) -> str:
    """Read the address of somebody's map tiles, with {z}, {x} and {y} in it; '' turns the layer off.

    ImproperlyConfigured unless it is https and names all three, and only in its path.
    """
    address = env_str(name, "")
    if not address:
        return ""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc:
        raise ImproperlyConfigured(f"{name} must start with https:// and hold no password")
    if any(f"{{{part}}}" not in parts.path for part in "zxy"):
        raise ImproperlyConfigured(f"{name} must have {{z}}, {{x}} and {{y}} in its path")
    return address


def env_issuer(name: str, *, loopback: bool) -> str:
    """Return an OpenID Connect provider's address, which is https://, or with `loopback` on this machine."""
    issuer = env_str(name, "").rstrip("/")
    parts = urlsplit(issuer)
    here = loopback and parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
    if issuer and not (parts.hostname and (parts.scheme == "https" or here)):
        raise ImproperlyConfigured(f"{name} must start with https://, as the provider itself spells it.")
    return issuer

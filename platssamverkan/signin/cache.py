"""The cache: Redis, and without it a table in the database, so that limits hold when Redis is away."""

import logging
import time
from collections.abc import Callable
from typing import Any

import redis
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.redis import RedisCache

TABLE = "signin_cache"
REST = 5.0  # seconds before a Redis that did not answer is asked again

log = logging.getLogger("platssamverkan.cache")


class RedisThenDatabase(BaseCache):
    """Ask Redis; while it does not answer, ask the table instead.

    What was counted in one is not known to the other, so whoever tries passwords while Redis stops gets
    one more round of attempts, never an unlimited number.
    """

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._redis = RedisCache(location, params)
        self._database = DatabaseCache(TABLE, {**params, "OPTIONS": {"MAX_ENTRIES": 100_000}})
        self._ask_again = 0.0

    def _ask(self, question: Callable[[BaseCache], Any]) -> Any:
        if time.monotonic() >= self._ask_again:
            try:
                return question(self._redis)
            except (redis.ConnectionError, redis.TimeoutError):
                log.warning("redis does not answer; the database counts instead")
                self._ask_again = time.monotonic() + REST
        return question(self._database)

    def add(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        return bool(self._ask(lambda cache: cache.add(key, value, timeout, version)))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._ask(lambda cache: cache.get(key, default, version))

    def set(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        self._ask(lambda cache: cache.set(key, value, timeout, version))

    def touch(self, key: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._ask(lambda cache: cache.touch(key, timeout, version)))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return bool(self._ask(lambda cache: cache.delete(key, version)))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return int(self._ask(lambda cache: cache.incr(key, delta, version)))

    def clear(self) -> None:
        """Refuse, always: what is counted runs out by itself, and the queue lies in the same Redis."""
        raise RuntimeError("the queue lies in the same Redis; clearing the cache would empty it")

"""Real processes for tests that kill them: a Redis of their own, and Celery workers on the test database."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import redis
from django.conf import settings
from django.db import connection


def wait_for(what: Callable[[], object], *, seconds: float = 60, saying: str) -> None:
    """Return when `what()` is true; AssertionError after the seconds."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, f"waited {seconds:.0f} s for: {saying}"
        time.sleep(0.02)


def runtime_url() -> str:
    """The test database's address for the runtime role."""
    values = connection.settings_dict
    query = urlencode({"host": values["HOST"]} | ({"port": values["PORT"]} if values["PORT"] else {}))
    return f"postgresql://{settings.DATABASE_RUNTIME_ROLE}@/{values['NAME']}?{query}"


class OwnRedis:
    """A Redis on a socket in a folder of its own, with the demo's persistence, that can be killed."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="psv-"))
        self.socket = self.folder / "redis.sock"
        self.url = f"unix://{self.socket}?db=0"
        self.celery_url = f"redis+socket://{self.socket}?virtual_host=0"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [
            "redis-server", "--port", "0", "--unixsocket", str(self.socket),
            "--dir", str(self.folder), "--appendonly", "yes", "--save", "",
        ]  # fmt: skip
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        wait_for(self.answers, saying="Redis")

    def answers(self) -> bool:
        client = redis.Redis.from_url(self.url)
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
        finally:
            client.close()

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def forget(self) -> None:
        """Lose what was persisted, as a broken disk would."""
        for kept in self.folder.iterdir():
            shutil.rmtree(kept) if kept.is_dir() else kept.unlink()

    def remove(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.kill()
        shutil.rmtree(self.folder)


class Worker:
    """A Celery worker, as the Procfile starts it, in a process group of its own."""

    def __init__(self, redis_url: str, *extra: str) -> None:
        environment = os.environ | {
            "DATABASE_URL": runtime_url(),
            "REDIS_URL": redis_url,
            "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        }
        command = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "platssamverkan",
            "worker",
            "--concurrency",
            "1",
            *extra,
        ]
        self.log = tempfile.TemporaryFile()  # noqa: SIM115  # closed by kill()
        self.process = subprocess.Popen(
            command,
            env=environment,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
            cwd=settings.BASE_DIR,
        )

    def kill(self) -> None:
        """Kill -9 the worker and its children."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.log.close()


@contextmanager
def own_redis() -> Iterator[OwnRedis]:
    server = OwnRedis()
    server.start()
    try:
        yield server
    finally:
        server.remove()


@contextmanager
def worker(redis_url: str, *extra: str) -> Iterator[Worker]:
    started = Worker(redis_url, *extra)
    try:
        yield started
    finally:
        started.kill()

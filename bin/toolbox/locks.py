"""Keeping runs of one checkout apart.  The kernel drops these locks with the process, even on kill -9."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from toolbox.checkout import Checkout
from toolbox.process import say


def open_lock(checkout: Checkout, name: str) -> IO[str]:
    """The lock file of that name; closing it lets go."""
    folder: Path = checkout.var / "lock"
    folder.mkdir(parents=True, exist_ok=True)
    return (folder / name).open("a")


def take(file: IO[str]) -> bool:
    """Hold the lock alone, if nobody else holds it now."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def share(file: IO[str]) -> None:
    """Hold the lock together with others."""
    fcntl.flock(file, fcntl.LOCK_SH)


@contextmanager
def one_at_a_time(checkout: Checkout) -> Iterator[None]:
    """Only one run at once prepares this checkout or starts and stops its services; others wait."""
    with open_lock(checkout, "preparing") as file:
        if not take(file):
            say("Another run is preparing this checkout; waiting for it.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield

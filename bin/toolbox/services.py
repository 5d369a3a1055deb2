"""PostgreSQL and Redis, shared by the runs of a checkout: the last one out turns them off."""

from collections.abc import Iterator
from contextlib import contextmanager

from toolbox.checkout import Checkout
from toolbox.cluster import Cluster
from toolbox.locks import one_at_a_time, open_lock, share, take
from toolbox.process import BoxError, say
from toolbox.redis import Redis


class Services:
    """The two private servers of one checkout."""

    def __init__(self, checkout: Checkout) -> None:
        self.checkout = checkout
        self.cluster = Cluster(checkout)
        self.redis = Redis(checkout)
        self.kept = checkout.var / "services.kept"

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Have both running for the length of a block."""
        with open_lock(self.checkout, "using") as use:
            with one_at_a_time(self.checkout):
                share(use)
                self._start()
            try:
                yield
            finally:
                with one_at_a_time(self.checkout):
                    if not self.kept.exists() and take(use):
                        self._stop()

    def keep(self) -> None:
        """Start both and leave them running until `release`."""
        with one_at_a_time(self.checkout):
            self._start()
            self.kept.touch()

    def release(self) -> None:
        """Stop both, or leave that to the run that still uses them."""
        with one_at_a_time(self.checkout), open_lock(self.checkout, "using") as use:
            self.kept.unlink(missing_ok=True)
            if take(use):
                self._stop()
            else:
                say("A demo or a test run still uses them; they stop when it ends.")

    def remove(self) -> None:
        """Stop both and forget what they hold."""
        with one_at_a_time(self.checkout), open_lock(self.checkout, "using") as use:
            if not take(use):
                raise BoxError("A demo or a test run of this checkout is using the data. Stop it first.")
            self.kept.unlink(missing_ok=True)
            self.redis.remove()
            self.cluster.remove()
            self._remove_sockets()

    def status(self) -> dict[str, bool]:
        """Which of the two answers."""
        return {"PostgreSQL": self.cluster.answers(), "Redis": self.redis.answers()}

    def _start(self) -> None:
        self.checkout.prepare_sockets(self.cluster.owner)
        self.cluster.start()
        self.redis.start()

    def _stop(self) -> None:
        self.redis.stop()
        self.cluster.stop()

    def _remove_sockets(self) -> None:
        if self.checkout.sockets.is_dir():
            for remains in self.checkout.sockets.iterdir():
                remains.unlink()
            self.checkout.sockets.rmdir()

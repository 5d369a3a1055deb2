"""The checkout's own Redis, on a socket; its data are kept, so a bell that was rung is not forgotten."""

import shutil
import signal
import socket

from toolbox.checkout import Checkout
from toolbox.process import BoxError, end, processes_of, run_logged, wait_until


class Redis:
    """A Redis server from the system's package."""

    def __init__(self, checkout: Checkout) -> None:
        self.checkout = checkout
        self.data = checkout.var / "redis"
        self.socket = checkout.sockets / "redis.sock"

    def processes(self) -> list[int]:
        """The server's process, if there is one."""
        return processes_of("redis-server", str(self.socket))

    def answers(self) -> bool:
        """Whether the server says PONG."""
        return self._ask("PING").startswith("+PONG")

    def start(self) -> None:
        """Start the server if it does not run."""
        self._stop_abandoned()
        if self.answers():
            return
        if self.processes() and not wait_until(self.answers, 15):
            raise BoxError(
                f"Redis (process {self.processes()}) does not answer. Stop it with kill and run again."
            )
        program = shutil.which("redis-server")
        if program is None:
            raise BoxError("Redis is not installed. Run: bin/box.py setup")
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.socket.unlink(missing_ok=True)
        run_logged(
            [
                *(program, "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"),
                *("--dir", ".", "--appendonly", "yes", "--save", ""),
                *("--daemonize", "yes", "--pidfile", "redis.pid", "--logfile", "redis.log"),
            ],
            self.checkout.log / "redis-start.log",
            "Redis did not start.",
            cwd=self.data,
        )
        if not wait_until(self.answers, 30):
            raise BoxError(f"Redis started but does not answer. Its log is {self.data / 'redis.log'}.")

    def stop(self) -> None:
        """Stop the server and wait until it has."""
        self._stop_abandoned()
        if self.processes():
            self._ask("SHUTDOWN")
            if not wait_until(lambda: not self.processes(), 15):
                raise BoxError(f"Redis (process {self.processes()}) did not stop. Stop it with kill.")

    def remove(self) -> None:
        """Forget all data."""
        self.stop()
        if self.data.exists():
            shutil.rmtree(self.data)

    def _stop_abandoned(self) -> None:
        """Stop a server whose folder was removed under it: it answers, but keeps nothing."""
        if not (self.data / "redis.pid").exists():
            end(self.processes, signal.SIGKILL)

    def _ask(self, command: str) -> str:
        """One line to the server, its answer back; empty when nobody is there."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(2)
            try:
                connection.connect(str(self.socket))
                connection.sendall(f"{command}\r\n".encode())
                return connection.recv(200).decode(errors="replace")
            except OSError:
                return ""

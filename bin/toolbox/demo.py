"""`make demo`: from whatever state the machine is in to a running site."""

import hashlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from types import FrameType

from toolbox.checkout import Checkout
from toolbox.environment import demo_environment, owner_environment
from toolbox.locks import one_at_a_time, open_lock, take
from toolbox.packages import ensure_packages
from toolbox.process import BoxError, Command, run_logged, say
from toolbox.services import Services
from toolbox.venv import DEMO, ensure_venv

HOST = "127.0.0.1"
PATIENCE = 60.0  # seconds until a web server that does not answer is called broken


def set_up(checkout: Checkout, *, for_tests: bool) -> None:
    """Have system packages and `.venv`."""
    with one_at_a_time(checkout):
        ensure_packages(checkout, for_tests=for_tests)
        ensure_venv(checkout, for_tests=for_tests)


def run_demo(checkout: Checkout) -> int:
    """Run the site until Ctrl-C."""
    port = _free_port()
    with open_lock(checkout, "demo") as lock:
        if not take(lock):
            raise BoxError(
                "The demo of this checkout is running already. Stop it with Ctrl-C where it was started."
            )
        set_up(checkout, for_tests=False)
        with Services(checkout).in_use():
            say("Bringing the database up to date.")
            # Django's own checks are make test's business; here they would double the waiting.
            manage(checkout, "migrate", "--noinput", "--skip-checks", env=owner_environment(checkout))
            collect_static(checkout)
            say("Loading the demo's data.")
            logins = manage(checkout, "demo", "--skip-checks", env=demo_environment(checkout))
            return _run_processes(checkout, port, logins)


def manage(checkout: Checkout, *words: str, env: dict[str, str]) -> str:
    """One of Django's commands, its output kept in a log and returned."""
    command: Command = [checkout.python, checkout.root / "manage.py", *words]
    log = checkout.log / f"manage-{words[0]}.log"
    return run_logged(command, log, f"manage.py {words[0]} failed.", env=env, cwd=checkout.root)


def collect_static(checkout: Checkout) -> None:
    """Gather the static files, unless none has changed since last time."""
    digest = hashlib.sha256((checkout.root / DEMO).read_bytes())
    for path in sorted((checkout.root / "static").rglob("*")):
        facts = path.stat()
        digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    gathered = checkout.var / "static"
    stamp = checkout.var / "static.sha256"
    if gathered.exists() and stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    say("Gathering the static files.")
    manage(checkout, "collectstatic", "--noinput", "--clear", env=demo_environment(checkout))
    stamp.write_text(digest.hexdigest())


def _free_port() -> int:
    """The port of PORT, or 8000; it must not be in use."""
    text = os.environ.get("PORT", "") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise BoxError(f"PORT={text} is not a port. Choose a number, for example: PORT=8001 make demo")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise BoxError(f"Port {port} is reserved for root. Choose another: PORT=8001 make demo") from None
        except OSError:
            other = port + 1 if port < 65535 else 8000
            raise BoxError(
                f"Port {port} is taken by another program. Choose another: PORT={other} make demo"
            ) from None
    return port


def _run_processes(checkout: Checkout, port: int, logins: str) -> int:
    """Keep web, worker and beat running; Ctrl-C and SIGTERM end them all, and that is a success."""
    (checkout.var / "beat").mkdir(exist_ok=True)
    honcho = checkout.venv / "bin" / "honcho"
    child = subprocess.Popen(
        [str(honcho), "-f", str(checkout.root / "Procfile"), "start"],
        env={**demo_environment(checkout), "BIND": f"{HOST}:{port}"},
        cwd=checkout.root,
        # Ctrl-C is for this process, which passes it on once.
        start_new_session=True,
    )
    asked_to_stop = False

    def stop(_signum: int, _frame: FrameType | None) -> None:
        nonlocal asked_to_stop
        if not asked_to_stop:
            asked_to_stop = True
            child.terminate()

    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, stop)
    answer = _wait_for_web(child, port)
    if child.poll() is None and not asked_to_stop:
        say(f"\n{logins.rstrip()}\n\n{answer}\nStop with Ctrl-C.\n")
    child.wait()
    if not asked_to_stop:
        raise BoxError(
            "One of the demo's processes ended by itself, so all were stopped; the lines above say why."
        )
    say("Stopped. The data are kept for next time.")
    return 0


def _wait_for_web(child: "subprocess.Popen[bytes]", port: int) -> str:
    """The line that tells where the site is, once it is there."""
    deadline = time.monotonic() + PATIENCE
    status, words = 0, "no answer yet"
    while child.poll() is None and time.monotonic() < deadline:
        with suppress(OSError, http.client.HTTPException):
            status, words = _health(port)
        if status == 200:
            return f"Platssamverkan is running at http://{HOST}:{port}/"
        time.sleep(0.2)
    return f"The web server at http://{HOST}:{port}/ is not well: {words}"


def _health(port: int) -> tuple[int, str]:
    connection = http.client.HTTPConnection(HOST, port, timeout=20)
    try:
        connection.request("GET", "/health")
        response = connection.getresponse()
        return response.status, response.read(500).decode(errors="replace")
    finally:
        connection.close()


def forget(checkout: Checkout) -> None:
    """Remove the demo's data and everything else that was made while running, but keep `.venv`."""
    Services(checkout).remove()
    for path in sorted(checkout.var.iterdir()):
        if path.name in {"lock", "log"}:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()

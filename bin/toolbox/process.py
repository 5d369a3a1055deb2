"""Running other programs, and saying in one sentence what went wrong."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

Command = Sequence[str | Path]

NO_SPACE = "The disk is full: free some space and run again."
NO_NETWORK = "The package servers cannot be reached: check the network (or the proxy) and run again."
# What a tool's own output tells about the cause, and what the operator can do about it.
KNOWN_CAUSES = (
    (r"No space left on device", NO_SPACE),
    (r"Temporary failure|Could not resolve|Name or service not known|Network is unreachable", NO_NETWORK),
    (r"NewConnectionError|Failed to establish a new connection|Could not connect to|timed out", NO_NETWORK),
    (
        r"Could not get lock|is another process using it",
        "Another apt-get is running: wait for it and run again.",
    ),
    (
        r"Unable to locate package|has no installation candidate",
        "This system does not offer one of the packages.",
    ),
    (r"HASHES? (DO NOT MATCH|FROM THE REQUIREMENTS)", "A downloaded file is not the one that was locked."),
)


class BoxError(Exception):
    """Something the operator can mend.  The text says what happened and what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """The system user a program is run as."""

    uid: int
    gid: int


def say(text: str) -> None:
    """Tell the operator what is being done."""
    print(text, flush=True)


def run_logged(
    command: Command,
    log: Path,
    failure: str,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    account: Account | None = None,
) -> str:
    """Run to the end and return what was printed; `failure` opens the sentence said when it went wrong.

    Output is kept in `log`, warnings and errors in a file beside it, because a daemon that is started
    would hold a pipe open for ever.
    """
    errors = log.with_suffix(".errors.log")
    with log.open("w+", errors="replace") as file, errors.open("w+", errors="replace") as error_file:
        finished = subprocess.run(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=error_file,
            env=env,
            cwd=cwd,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            # A daemon started here must not share the terminal's Ctrl-C.
            start_new_session=True,
            check=False,
        )
        file.seek(0)
        output = file.read()
        error_file.seek(0)
        complaints = error_file.read()
    if finished.returncode:
        raise BoxError(
            f"{failure} {explain(output + complaints)} Its words are in {errors if complaints else log}."
        )
    return output


def explain(output: str) -> str:
    """The known cause behind a tool's output, or its last line."""
    for pattern, advice in KNOWN_CAUSES:
        if re.search(pattern, output):
            return advice
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return f"It ended with: {lines[-1]}" if lines else "It said nothing."


def run_through(command: Command, *, env: Mapping[str, str], cwd: Path | None = None) -> int:
    """Run in the foreground and return the exit code as a shell would give it.

    Ctrl-C reaches the program from the terminal itself, so here it is only waited out.
    """
    try:
        child = subprocess.Popen([str(word) for word in command], env=env, cwd=cwd)
    except FileNotFoundError:
        raise BoxError(f"There is no program called {command[0]}.") from None

    def pass_on(signum: int, _frame: FrameType | None) -> None:
        child.send_signal(signum)

    before = {
        signal.SIGINT: signal.signal(signal.SIGINT, signal.SIG_IGN),
        signal.SIGTERM: signal.signal(signal.SIGTERM, pass_on),
        signal.SIGHUP: signal.signal(signal.SIGHUP, pass_on),
    }
    try:
        code = child.wait()
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)
    return code if code >= 0 else 128 - code


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Ask until the answer is yes; False when the time is up."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def processes_of(program: str, mark: str) -> list[int]:
    """Processes of that program whose command line holds `mark`.

    More to be trusted than a pid file, whose number may belong to a stranger after a crash.
    """
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                named = (entry / "comm").read_text().strip() == program
                if named and os.fsencode(mark) in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except OSError:  # it ended meanwhile
                continue
    return found


def end(pids: Callable[[], list[int]], *signals: signal.Signals) -> None:
    """Stop programs that can no longer be told to, by one signal after the other."""
    for signum in signals:
        for pid in pids():
            try:
                os.kill(pid, signum)
            except ProcessLookupError:
                continue
        if wait_until(lambda: not pids(), 5):
            return

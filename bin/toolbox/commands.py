"""The command line of `box.py`."""

import argparse
import errno
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from toolbox.checkout import Checkout, this_checkout
from toolbox.checks import run_bench, run_checks, run_pytest
from toolbox.demo import forget, run_demo, set_up
from toolbox.environment import demo_environment, owner_environment, test_environment
from toolbox.process import NO_SPACE, BoxError, run_through, say
from toolbox.services import Services


def run_command(words: Sequence[str]) -> int:
    """Do what the command line asks; whatever goes wrong is said in one sentence."""
    for signum in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, _leave)
    try:
        asked = _parser().parse_args(words)
        checkout = this_checkout()
        checkout.prepare()
        return _dispatch(checkout, asked)
    except BoxError as trouble:
        return _fail(str(trouble))
    except KeyboardInterrupt:
        _fail("Interrupted. What was finished is kept; run the same command again to go on.")
        return 130
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return _fail(NO_SPACE)
        where = f"{error.filename}: " if error.filename else ""
        return _fail(f"The system refused: {where}{error.strerror}. Mend that and run again.")


def _dispatch(checkout: Checkout, asked: argparse.Namespace) -> int:
    match asked.command:
        case "setup":
            set_up(checkout, for_tests=asked.test)
        case "demo":
            return run_demo(checkout)
        case "test":
            return run_checks(checkout, asked.words)
        case "test-full":
            return run_pytest(checkout, ["-m", "", *asked.words])
        case "bench":
            return run_bench(checkout)
        case "reset":
            forget(checkout)
            say("Forgotten. make demo starts from the beginning.")
        case "run":
            return _run(checkout, asked)
        case "services":
            return _services(checkout, asked.action)
    return 0


def _run(checkout: Checkout, asked: argparse.Namespace) -> int:
    """Any program with the services and environment; tests get a database and a Redis number of their own."""
    words = asked.words[1:] if asked.words[:1] == ["--"] else asked.words
    if not words:
        raise BoxError("Say what to run: bin/box.py run -- COMMAND")
    with Services(checkout).in_use():
        if any(Path(word).name == "pytest" for word in words[:3]):
            with test_environment(checkout) as environment:
                return run_through(words, env=environment)
        make = owner_environment if asked.owner else demo_environment
        return run_through(words, env=make(checkout))


def _services(checkout: Checkout, action: str) -> int:
    services = Services(checkout)
    match action:
        case "start":
            services.keep()
        case "stop":
            services.release()
    answers = services.status()
    for name, running in answers.items():
        say(f"{name}: {'running' if running else 'stopped'}, socket in {checkout.sockets}")
    return 0 if action != "status" or all(answers.values()) else 3


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="box.py", description="Set up, run and test this checkout.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    setup = commands.add_parser("setup", help="system packages and .venv")
    setup.add_argument("--test", action="store_true", help="with what the tests need")
    commands.add_parser("demo", help="set up and run the site until Ctrl-C (PORT=8000)")
    for name, text in (("test", "all checks, then pytest"), ("test-full", "pytest with the long tests")):
        commands.add_parser(name, help=text).add_argument(
            "words", nargs=argparse.REMAINDER, metavar="PYTEST ARGUMENTS"
        )
    commands.add_parser("bench", help="measure, and print the figures")
    commands.add_parser("reset", help="forget all data, keep .venv")
    services = commands.add_parser("services", help="the private PostgreSQL and Redis")
    services.add_argument("action", choices=["start", "stop", "status"])
    run = commands.add_parser("run", help="run a program with the services and the environment")
    run.add_argument("--owner", action="store_true", help="as the database's owner, for migrations")
    run.add_argument("words", nargs=argparse.REMAINDER, metavar="COMMAND")
    return parser


def _leave(signum: int, _frame: FrameType | None) -> None:
    """Turn a request to end into an exit that still cleans up."""
    raise SystemExit(128 + signum)


def _fail(sentence: str) -> int:
    print(f"box: {sentence}", file=sys.stderr, flush=True)
    return 1

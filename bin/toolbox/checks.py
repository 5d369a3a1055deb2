"""`make test`: the static checks, then pytest, whose closing line comes last."""

import subprocess
import time
from collections.abc import Sequence

from toolbox.checkout import Checkout
from toolbox.demo import collect_static, set_up
from toolbox.environment import production_environment, test_environment
from toolbox.process import Command, run_through, say
from toolbox.services import Services


def run_checks(checkout: Checkout, pytest_words: Sequence[str]) -> int:
    """Run every check even after one failed; the exit code is the first failure's."""
    set_up(checkout, for_tests=True)
    with Services(checkout).in_use(), test_environment(checkout) as environment:
        collect_static(checkout)
        production = production_environment(checkout)
        manage: Command = [checkout.python, "manage.py"]
        codes = [
            _check(checkout, "ruff check", ["ruff", "check", "--output-format", "concise"], environment),
            _check(
                checkout,
                "ruff format",
                ["ruff", "format", "--check", "--output-format", "concise"],
                environment,
            ),
            _check(checkout, "mypy", ["mypy", "."], environment),
            _check(checkout, "import-linter", ["lint-imports"], environment),
            _check(checkout, "migrations", [*manage, "makemigrations", "--check", "--dry-run"], environment),
            _check(checkout, "deploy", [*manage, "check", "--deploy", "--fail-level", "WARNING"], production),
        ]
        say("== pytest")
        codes.append(_pytest(checkout, pytest_words, environment))
    return next(filter(None, codes), 0)


def run_pytest(checkout: Checkout, words: Sequence[str]) -> int:
    """Pytest alone."""
    set_up(checkout, for_tests=True)
    with Services(checkout).in_use(), test_environment(checkout) as environment:
        collect_static(checkout)
        return _pytest(checkout, words, environment)


def run_bench(checkout: Checkout) -> int:
    """The figures of bench/."""
    set_up(checkout, for_tests=True)
    with Services(checkout).in_use(), test_environment(checkout) as environment:
        collect_static(checkout)
        return run_through([checkout.python, "-m", "bench"], env=environment, cwd=checkout.root)


def _pytest(checkout: Checkout, words: Sequence[str], environment: dict[str, str]) -> int:
    """One worker for each core, each with a database of its own; a file's tests stay together."""
    side_by_side = ["-n", "auto", "--dist", "loadfile"]
    command: Command = [checkout.python, "-m", "pytest", "-q", *side_by_side, *words]
    return run_through(command, env=environment, cwd=checkout.root)


def _check(checkout: Checkout, name: str, command: Command, environment: dict[str, str]) -> int:
    """One line when it passes, the tool's own words when it does not."""
    start = time.monotonic()
    words = [str(word) for word in command]
    finished = subprocess.run(
        words,
        env=environment,
        cwd=checkout.root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - start
    say(f"== {name}: {'failed' if finished.returncode else 'ok'} ({seconds:.1f} s)")
    if finished.returncode:
        say((finished.stdout + finished.stderr).strip())
    return finished.returncode

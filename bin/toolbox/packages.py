"""The system packages of bin/system-packages.txt: which are missing, and installing those."""

import ctypes.util
import glob
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from toolbox.checkout import Checkout
from toolbox.process import BoxError, run_logged, say


@dataclass(frozen=True, slots=True)
class Package:
    """One line of the list."""

    name: str
    optional: bool
    section: str
    probe: str

    def is_there(self) -> bool:
        """Whether the probe finds what the package is wanted for."""
        kind, _, value = self.probe.partition(":")
        return PROBES[kind](value)


def _program_answers(names: str) -> bool:
    """One of the programs is on PATH and works: Ubuntu's chromium-browser may be a stub that only advises."""
    for name in names.split("|"):
        program = shutil.which(name)
        if program and _answers(program):
            return True
    return False


def _answers(program: str) -> bool:
    # Poppler's tools know -v only; the others take --version.
    return any(
        subprocess.run([program, flag], stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode
        == 0
        for flag in ("--version", "-v")
    )


PROBES: dict[str, Callable[[str], bool]] = {
    "module": lambda name: importlib.util.find_spec(name) is not None,
    "file": lambda pattern: bool(glob.glob(pattern)),
    "library": lambda name: ctypes.util.find_library(name) is not None,
    "program": _program_answers,
}


def ensure_packages(checkout: Checkout, *, for_tests: bool) -> None:
    """Install what is missing, and nothing else."""
    wanted = [package for package in _listed(checkout) if for_tests or package.section == "always"]
    missing = [package for package in wanted if not package.is_there()]
    needed = [package for package in missing if not package.optional]
    if needed:
        _install(checkout, needed)
        still = [package.name for package in needed if not package.is_there()]
        if still:
            raise BoxError(
                f"apt-get installed {', '.join(still)}, but what it is needed for was not found afterwards."
            )
    for package in (package for package in missing if package.optional):
        try:
            _install(checkout, [package])
        except BoxError as trouble:
            say(f"Going on without {package.name}: {trouble}")
        else:
            if not package.is_there():
                say(f"Going on without {package.name}: the tests that need it will say so.")


def _listed(checkout: Checkout) -> Iterator[Package]:
    section = ""
    for line in (checkout.root / "bin" / "system-packages.txt").read_text().splitlines():
        text = line.partition("#")[0].split()
        if len(text) == 1:
            section = text[0].strip("[]")
        elif text:
            name, probe = text
            yield Package(name.rstrip("?"), name.endswith("?"), section, probe)


def _install(checkout: Checkout, packages: list[Package]) -> None:
    names = [package.name for package in packages]
    by_hand = f"Install by hand what gives {', '.join(names)}, and run again."
    if shutil.which("apt-get") is None:
        raise BoxError(f"This machine has no apt-get. {by_hand}")
    log = checkout.log / "packages.log"
    say(f"Installing {', '.join(names)} (the words of apt-get go to {log}).")
    command = [*_as_root(names), str(checkout.root / "bin" / "install-packages.sh"), *names]
    run_logged(command, log, f"apt-get could not install {', '.join(names)}.")


def _as_root(names: list[str]) -> list[str]:
    """The words that turn a command into root's; sudo may ask for the password once, at a terminal."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    advice = f"As root, run: apt-get install --no-install-recommends {' '.join(names)}"
    if sudo is None:
        raise BoxError(f"System packages are missing and there is no sudo to install them with. {advice}")
    allowed = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    if not allowed:
        asked = sys.stdin.isatty() and subprocess.run([sudo, "-v"], check=False).returncode == 0
        if not asked:
            raise BoxError(f"System packages are missing and sudo does not let you install them. {advice}")
    return [sudo, "-n"]

"""The virtual environment: exactly what requirements*.txt lock, or made anew."""

import hashlib
import json
import shutil
import subprocess
import sys

from toolbox.checkout import Checkout
from toolbox.process import BoxError, run_logged, say

DEMO = "requirements.txt"
TEST = "requirements-test.txt"  # holds all of the demo's, at the same versions
UNFINISHED = {"unfinished": "an earlier run was stopped while it filled this folder"}


def ensure_venv(checkout: Checkout, *, for_tests: bool) -> None:
    """Have `.venv` hold what the lock file says; a second run finds its stamp and does nothing."""
    stamp = checkout.venv / "box.json"
    wanted = {name: _fingerprint(checkout, name) for name in ((DEMO, TEST) if for_tests else (DEMO,))}
    found: dict[str, str] = json.loads(stamp.read_text() or "{}") if stamp.exists() else {}
    if wanted.items() <= found.items() and checkout.python.exists():
        return
    if found == UNFINISHED or not _usable(checkout):
        _make(checkout)
    stamp.write_text(json.dumps(UNFINISHED))
    requirements = TEST if for_tests else DEMO
    say(f"Installing {requirements} into .venv.")
    run_logged(
        [
            *(checkout.python, "-m", "pip", "install", "--no-input", "--disable-pip-version-check"),
            *("--require-hashes", "-r", checkout.root / requirements),
        ],
        checkout.log / "pip.log",
        f"pip could not install {requirements}.",
    )
    stamp.write_text(json.dumps(wanted))


def _make(checkout: Checkout) -> None:
    say("Making .venv.")
    if checkout.venv.exists():
        shutil.rmtree(checkout.venv)
    run_logged(
        [sys.executable, "-m", "venv", checkout.venv],
        checkout.log / "venv.log",
        "python3 -m venv did not work.",
    )


def _usable(checkout: Checkout) -> bool:
    """Whether what is there is a virtual environment with pip, of a Python that is new enough."""
    if not checkout.python.exists():
        return False
    asked = [str(checkout.python), "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
    try:
        return subprocess.run(asked, capture_output=True, check=False).returncode == 0
    except OSError:  # its interpreter was removed from the system
        return False


def _fingerprint(checkout: Checkout, name: str) -> str:
    path = checkout.root / name
    if not path.exists():
        raise BoxError(f"{name} is missing from the checkout. Get it back with: git checkout {name}")
    return (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()} python {sys.version_info[0]}.{sys.version_info[1]}"
    )

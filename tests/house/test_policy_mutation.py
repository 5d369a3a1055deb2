import subprocess
import sys

import pytest
from django.conf import settings

TESTS = (
    "tests/stakeholders/test_policy.py",
    "tests/places/test_permissions.py",
    "tests/incidents/test_visibility.py",
)


@pytest.mark.long
def test_nearly_every_slip_in_the_policy_turns_a_test_red() -> None:
    """At least 95 of 100 mutants are found; `-s` shows which live."""
    done = subprocess.run(
        [sys.executable, "bin/box.py", "run", "--", "python", "-m", "pytest", "-q",
         "-p", "tests.house.policy_mutation", *TESTS],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False,
    )  # fmt: skip
    print(done.stdout[-5000:])  # noqa: T201 - the figure, for whoever asks with -s
    assert "mutants found" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0, done.stdout

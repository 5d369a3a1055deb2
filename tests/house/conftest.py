"""Copies of the checkout that hold the box and nothing else, with servers of their own."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
RUNNING = "PostgreSQL: running"


@dataclass(frozen=True, slots=True)
class Copy:
    """A checkout that holds the box and nothing else."""

    root: Path

    def box(
        self, *words: str, python: str = sys.executable, user: str | None = None, **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        """Run bin/box.py here, without a terminal."""
        return subprocess.run(
            [python, str(self.root / "bin" / "box.py"), *words],
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            user=user,
            group="nogroup" if user else None,
            extra_groups=[] if user else None,
        )

    def start(self) -> str:
        """Start the services, and return the folder of their sockets."""
        started = self.box("services", "start")
        assert started.returncode == 0, started.stderr
        assert RUNNING in started.stdout
        return started.stdout.split()[-1]

    def sql(self, statement: str) -> str:
        """Ask the private PostgreSQL, as its owner."""
        asked = self.box("run", "--", "psql", "-XAtc", statement)
        assert asked.returncode == 0, asked.stderr
        return asked.stdout.strip()

    def postgres_home(self) -> Path:
        """Where the database's data lie."""
        pointer = self.root / "var" / "postgres.location"
        return Path(pointer.read_text().strip()) if pointer.exists() else self.root / "var" / "postgres"


CopyMaker = Callable[[Path], Copy]


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="box test ") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="module")
def copy_to(open_folder: Path) -> Iterator[CopyMaker]:
    """Make copies, in the open folder or elsewhere; at the end their servers and data are removed."""
    made: list[Copy] = []

    def make(root: Path) -> Copy:
        root.mkdir(parents=True)
        for name in ("bin", "deploy"):
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        made.append(Copy(root))
        return made[-1]

    yield make
    for copy in made:
        forgotten = copy.box("reset")
        assert forgotten.returncode == 0, forgotten.stderr

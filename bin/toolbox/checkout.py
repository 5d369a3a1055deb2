"""Where things lie: the checkout, its `var/` folder, and the short private folder for sockets."""

import hashlib
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from toolbox.process import BoxError


@dataclass(frozen=True, slots=True)
class Checkout:
    """One working copy.  Two of them share nothing: every name outside the folder carries `id`."""

    root: Path

    @property
    def id(self) -> str:
        """Ten letters that tell this checkout from every other on the machine."""
        return hashlib.sha256(os.fsencode(self.root)).hexdigest()[:10]

    @property
    def var(self) -> Path:
        """Everything that is made while running and may be forgotten."""
        return self.root / "var"

    @property
    def log(self) -> Path:
        """What the tools that were called have said."""
        return self.var / "log"

    @property
    def venv(self) -> Path:
        """The virtual environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The interpreter the project's own programs run under."""
        return self.venv / "bin" / "python"

    @property
    def sockets(self) -> Path:
        """Folder of the two sockets.  Short, because a socket's path may not exceed 107 bytes."""
        return Path("/tmp") / f"psv-{os.geteuid()}-{self.id}"  # noqa: S108  prepare_sockets() makes it safe

    def prepare(self) -> None:
        """Make `var/` or say why it cannot be written."""
        self.log.mkdir(parents=True, exist_ok=True)
        if self.var.stat().st_uid != os.geteuid():
            owner = self.var.stat().st_uid
            raise BoxError(
                f"{self.var} belongs to user {owner}, from an earlier run as somebody else. "
                "Run as that user, or remove the folder."
            )

    def prepare_sockets(self, owner: int) -> None:
        """Make the sockets' folder, private to `owner`; refuse one that somebody else put there."""
        try:
            self.sockets.mkdir(mode=0o700)
        except FileExistsError:
            found = self.sockets.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner, os.geteuid()}:
                raise BoxError(
                    f"{self.sockets} is not a folder of yours, and sockets are only put where nobody else "
                    "can reach them. Find out who made it, remove it, and run again."
                ) from None
        os.chown(self.sockets, owner, -1, follow_symlinks=False)
        self.sockets.chmod(0o700)

    def secret_key(self) -> str:
        """The demo's signing key: random, made once, readable by its owner alone."""
        path = self.var / "secret_key"
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            key = path.read_text().strip()
            if key:
                return key
            path.unlink()
            return self.secret_key()
        with os.fdopen(handle, "w") as file:
            key = secrets.token_urlsafe(64)
            file.write(key)
        return key


def this_checkout() -> Checkout:
    """The checkout that this very file belongs to."""
    return Checkout(Path(__file__).resolve().parent.parent.parent)

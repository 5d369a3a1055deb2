"""The checkout's own PostgreSQL: made once, reached only through a socket in a private folder."""

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path

from toolbox.checkout import Checkout
from toolbox.process import Account, BoxError, Command, end, processes_of, run_logged, wait_until

SUPERUSER = "postgres"
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "jit": "off",
    "timezone": "Europe/Stockholm",
    "log_timezone": "Europe/Stockholm",
}
# Where root keeps clusters whose checkout the database's own user may not enter.
OUTSIDE = Path("/var/lib/platssamverkan")


class Cluster:
    """A PostgreSQL server with its data, from the system's packages of whatever version."""

    def __init__(self, checkout: Checkout) -> None:
        self.checkout = checkout
        self.account = database_account()
        self.inside = checkout.var / "postgres"
        self.outside = OUTSIDE / checkout.id
        self.pointer = checkout.var / "postgres.location"

    @property
    def home(self) -> Path:
        """The folder that holds the data and the server's log."""
        return self.outside if self.outside.exists() else self.inside

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder.  It gets this name when it is complete, never before."""
        return self.home / "data"

    @property
    def owner(self) -> int:
        """The uid the server runs under."""
        return self.account.uid if self.account else os.geteuid()

    def processes(self) -> list[int]:
        """The server's processes; the sockets' folder stands in each one's title as the cluster's name."""
        return processes_of("postgres", self.checkout.sockets.name)

    def answers(self) -> bool:
        """Whether the server takes connections."""
        if not self.processes():
            return False
        asked = [programs(self.data) / "pg_isready", "-q", "-h", self.checkout.sockets]
        return subprocess.run([str(word) for word in asked], check=False).returncode == 0

    def start(self) -> None:
        """Make the cluster if there is none, start it if it does not run, and see to roles and templates."""
        self._stop_abandoned()
        if not (self.data / "PG_VERSION").exists():
            self._create()
        # Between another run's death and this one the server may be on its way up, or down.
        wait_until(lambda: self.answers() or not self.processes(), 15)
        if not self.answers():
            self._clear_remains()
            self._launch()
        self._prepare_databases()

    def stop(self, mode: str = "fast") -> None:
        """Stop the server and wait until it has; in mode `immediate` it saves nothing."""
        self._stop_abandoned()
        if self.processes():
            self._control("stop", "PostgreSQL did not stop.", "-m", mode)

    def remove(self) -> None:
        """Forget all data."""
        self.stop("immediate")
        for folder in (self.inside, self.outside):
            if folder.exists():
                shutil.rmtree(folder)
        self.pointer.unlink(missing_ok=True)

    def _create(self) -> None:
        """Run initdb beside the final folder, so that an interrupted run leaves nothing that counts."""
        self._choose_home()
        unfinished = self.home / "unfinished"
        # A run that was killed leaves its initdb behind, still writing.
        end(lambda: processes_of("initdb", str(unfinished)), signal.SIGKILL)
        if not wait_until(lambda: removed(unfinished), 10):
            raise BoxError(
                f"{unfinished}, left by an earlier run, cannot be removed. Remove it and run again."
            )
        self._run(
            [
                *(programs(None) / "initdb", "--pgdata", unfinished, "--username", SUPERUSER),
                *(
                    "--encoding",
                    "UTF8",
                    "--locale",
                    "C.UTF-8",
                    "--auth",
                    "trust",
                    "--no-instructions",
                    "--no-sync",
                ),
            ],
            "initdb",
            "PostgreSQL could not make its data folder.",
        )
        unfinished.rename(self.data)

    def _choose_home(self) -> None:
        """Put the data under var/ when the server's user can really work there, else outside."""
        self.pointer.unlink(missing_ok=True)
        if not self.outside.exists():
            self.inside.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.chown(self.inside, self.owner, -1)
            if self._can_work_in(self.inside):
                return
            shutil.rmtree(self.inside)
            self.outside.mkdir(mode=0o700, parents=True)
            self.outside.parent.chmod(0o755)
            os.chown(self.outside, self.owner, -1)
        self.pointer.write_text(f"{self.outside}\n")

    def _can_work_in(self, folder: Path) -> bool:
        """Try it as the server's user: any folder above may be closed to it."""
        account = self.account
        if account is None:
            return True
        tried = subprocess.run(
            ["/bin/sh", "-c", 'cd "$1" && : > probe && rm probe', "sh", str(folder)],
            user=account.uid,
            group=account.gid,
            extra_groups=[],
            stderr=subprocess.DEVNULL,
            check=False,
        )
        return tried.returncode == 0

    def _stop_abandoned(self) -> None:
        """Stop a server whose data folder was removed under it: it answers, but keeps nothing."""
        if not (self.data / "postmaster.pid").exists():
            end(self.processes, signal.SIGQUIT, signal.SIGKILL)

    def _clear_remains(self) -> None:
        """After a crash, drop the pid file and socket, once no process works on these data any more."""
        if self.processes():
            raise BoxError(
                f"PostgreSQL processes {self.processes()} still use {self.data} without answering. "
                "Stop them with kill and run again."
            )
        pid_file = self.data / "postmaster.pid"
        if pid_file.exists():
            self._refuse_if_moved(pid_file.read_text().splitlines())
            pid_file.unlink()
        for remains in self.checkout.sockets.glob(".s.PGSQL.*"):
            remains.unlink()

    def _refuse_if_moved(self, recorded: list[str]) -> None:
        """Never start a second server on data whose first one runs on since before the checkout was moved.

        The pid file's second line is the data folder as it was called then, its fifth the sockets' folder.
        """
        if len(recorded) < 5 or Path(recorded[1], "PG_VERSION").exists():
            return
        running = processes_of("postgres", recorded[4])
        if running:
            raise BoxError(
                f"This checkout was moved while its PostgreSQL was running. Stop that with: kill {running[0]}"
            )

    def _launch(self) -> None:
        sockets = self.checkout.sockets
        settings = {**SETTINGS, "unix_socket_directories": str(sockets), "cluster_name": sockets.name}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = self.home / "server.log"
        if not self._can_work_in(self.home):
            raise BoxError(
                f"The user postgres can no longer enter {self.home}. "
                "Open the folders above it, or forget the data with: make reset"
            )
        self._control("start", "PostgreSQL did not start.", "-l", log, "-o", options)

    def _control(self, action: str, failure: str, *more: str | Path) -> None:
        command = [programs(self.data) / "pg_ctl", action, "-D", self.data, "-w", "-t", "60", *more]
        self._run(command, f"postgres-{action}", f"{failure} The server's log is {self.home / 'server.log'}.")

    def _prepare_databases(self) -> None:
        """Apply deploy/database.sql, which makes only what is missing, when it changed since last time."""
        script = self.checkout.root / "deploy" / "database.sql"
        wanted = hashlib.sha256(script.read_bytes()).hexdigest()
        stamp = self.home / "database.sql.sha256"
        if stamp.exists() and stamp.read_text() == wanted:
            return
        run_logged(
            [
                *(programs(self.data) / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", script),
                *("-h", self.checkout.sockets, "-U", SUPERUSER, "-d", "postgres"),
            ],
            self.checkout.log / "database.log",
            "The roles and databases could not be made.",
            env=plain_environment(),
        )
        stamp.write_text(wanted)

    def _run(self, command: Command, name: str, failure: str) -> None:
        run_logged(
            command,
            self.checkout.log / f"{name}.log",
            failure,
            env=plain_environment(),
            cwd=Path("/"),
            account=self.account,
        )


def removed(folder: Path) -> bool:
    """Remove a folder that somebody may still be writing in; whether it is gone."""
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()


def database_account() -> Account | None:
    """The system's postgres user for root, whom PostgreSQL refuses; None for anybody else."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError:
        raise BoxError("PostgreSQL is not installed. Run: bin/box.py setup") from None
    return Account(entry.pw_uid, entry.pw_gid)


def programs(data: Path | None) -> Path:
    """The folder of PostgreSQL's programs: the version that wrote `data`, or the newest that has PostGIS."""
    if data is not None and (data / "PG_VERSION").exists():
        version = (data / "PG_VERSION").read_text().strip()
        folder = Path("/usr/lib/postgresql") / version / "bin"
        if not (folder / "initdb").exists():
            raise BoxError(
                f"The data in {data} were written by PostgreSQL {version}, which is no longer installed. "
                f"Install postgresql-{version}, or forget the data with: make reset"
            )
        return folder
    with_postgis = [
        Path("/usr/lib/postgresql") / control.parent.parent.name / "bin"
        for control in Path("/usr/share/postgresql").glob("*/extension/postgis.control")
    ]
    usable = [folder for folder in with_postgis if (folder / "initdb").exists()]
    if not usable:
        raise BoxError("No PostgreSQL with PostGIS is installed. Run: bin/box.py setup")
    return max(usable, key=lambda folder: float(folder.parent.name))


def plain_environment() -> dict[str, str]:
    """An environment in which nothing of the operator's own PostgreSQL set-up interferes."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": "/"}

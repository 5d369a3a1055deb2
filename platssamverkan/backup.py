"""Backing up and restoring: database, media and the key, with checksums.

The database is dumped by `pg_dump` and read back by `pg_restore`, whole or not at all.  What belongs
to the superuser (extensions, the schema itself) is made by deploy/database.sql in the new cluster and
is therefore left out when restoring.
"""

import hashlib
import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

DUMP, MEDIA, KEYS, MANIFEST = "database.dump", "media", "keys.json", "manifest.json"


class BackupRefused(Exception):
    """The backup or restore can't be done; the text says why and what to do."""


def back_up(folder: Path) -> dict[str, Any]:
    """Write a backup into a new folder, readable by its owner only, and return its manifest."""
    if folder.exists() and any(folder.iterdir()):
        raise BackupRefused(f"{folder} is not empty. Name a new folder for each backup.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    _run(["pg_dump", "--format=custom", "--schema=public", f"--file={folder / DUMP}", *_address()])
    # Files are named after their content and never change, so those that came after the dump do no harm.
    if Path(settings.MEDIA_ROOT).is_dir():
        shutil.copytree(settings.MEDIA_ROOT, folder / MEDIA)
    else:
        (folder / MEDIA).mkdir()
    keys = folder / KEYS
    keys.touch(mode=0o600)
    keys.write_text(json.dumps({"SECRET_KEY": settings.SECRET_KEY}))
    manifest = {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "rows": _row_counts(),
        "sha256": {str(path.relative_to(folder)): _checksum(path) for path in _files(folder)},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True))
    return manifest


def restore(folder: Path) -> dict[str, Any]:
    """Read a backup into an empty database and an empty media folder; return its manifest.

    Nothing is touched before every checksum is right and both are empty.
    """
    manifest = _checked_manifest(folder)
    if _own_tables():
        raise BackupRefused("The database is not empty. Restore into a new one, made from the template.")
    media = Path(settings.MEDIA_ROOT)
    if media.is_dir() and any(media.iterdir()):
        raise BackupRefused(f"{media} is not empty. Move its files away first.")
    _take_default_rights()
    listing = folder / "restore.list"
    contents = _run(["pg_restore", "--list", str(folder / DUMP)])
    skipped = (" EXTENSION ", " SCHEMA ", " spatial_ref_sys ")
    listing.write_text(
        "\n".join(line for line in contents.splitlines() if not any(s in line for s in skipped))
    )
    try:
        _run(
            ["pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", f"--use-list={listing}",
             *_address(), str(folder / DUMP)]
        )  # fmt: skip
    finally:
        listing.unlink()
    shutil.copytree(folder / MEDIA, media, dirs_exist_ok=True)
    found = _row_counts()
    wrong = [name for name, count in manifest["rows"].items() if found.get(name) != count]
    if wrong:
        raise BackupRefused(f"The row counts of {', '.join(wrong)} differ from the manifest.")
    return manifest


def _take_default_rights() -> None:
    """Let restored tables have the rights in the backup and no more.

    A new database grants the runtime role every right on each table that appears, also on the trail.
    The backup brings these defaults with it again, after its tables.
    """
    role = connection.ops.quote_name(settings.DATABASE_RUNTIME_ROLE)
    with connection.cursor() as cursor:
        for kind in ("TABLES", "SEQUENCES"):
            cursor.execute(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON {kind} FROM {role}")


def _checked_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
    except (OSError, json.JSONDecodeError) as error:
        raise BackupRefused(f"{folder} holds no backup: {MANIFEST} can't be read.") from error
    for name, checksum in manifest["sha256"].items():
        path = folder / name
        if not path.is_file() or _checksum(path) != checksum:
            raise BackupRefused(f"{name} is missing or damaged. Use another backup.")
    return manifest


def _address() -> list[str]:
    values = connection.settings_dict
    flags = {
        "host": values["HOST"],
        "port": values["PORT"],
        "username": values["USER"],
        "dbname": values["NAME"],
    }
    return [f"--{name}={value}" for name, value in flags.items() if value]


def _run(command: list[str]) -> str:
    environment = os.environ | {"PGPASSWORD": str(connection.settings_dict["PASSWORD"] or "")}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    except FileNotFoundError as error:
        raise BackupRefused(f"{command[0]} is missing. Install PostgreSQL's client programs.") from error
    except subprocess.CalledProcessError as error:
        raise BackupRefused(f"{command[0]} failed: {error.stderr.strip()}") from error
    return done.stdout


def _own_tables() -> list[str]:
    """The tables the migrations make; the extensions' own are not ours."""
    return [name for name in connection.introspection.table_names() if name != "spatial_ref_sys"]


def _row_counts() -> dict[str, int]:
    counts = {}
    with connection.cursor() as cursor:
        for name in sorted(_own_tables()):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608
            counts[name] = cursor.fetchone()[0]
    return counts


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

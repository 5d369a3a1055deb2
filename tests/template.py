"""The database every run's own is copied from: migrated once, and further when migrations are added.

Copying it takes a second, migrating from nothing minutes, and each worker of each run would pay that.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from psycopg import sql

ROOT = Path(__file__).parent.parent
PREFIX = "platssamverkan_migrated_"
UNFINISHED = "platssamverkan_migrating"
# What decides the tables: the migrations, the SQL they call, other packages' migrations, the extensions.
SOURCES = ("*/migrations/*.py", "stakeholders/trail_sql.py", "requirements.txt", "deploy/database.sql")

Digests = Mapping[str, str]


def migrated_template(extensions: str) -> str:
    """The name of a database with every migration applied; made from `extensions` if there is none.

    One that lacks only the newest migrations is migrated further instead.  Runs wait for one another.
    """
    sources = _digests()
    name = PREFIX + hashlib.sha256(json.dumps(sources).encode()).hexdigest()[:12]
    with _alone() as database:
        finished = _finished(database)
        if name in finished:
            return name
        before = next((old for old, its in finished.items() if its.items() <= sources.items()), extensions)
        _say(database, "DROP DATABASE IF EXISTS {} WITH (FORCE)", UNFINISHED)
        _say(database, "CREATE DATABASE {} TEMPLATE {}", UNFINISHED, before)
        _migrate()
        comment = sql.SQL("COMMENT ON DATABASE {} IS {}")
        database.execute(comment.format(sql.Identifier(UNFINISHED), sql.Literal(json.dumps(sources))))
        _say(database, "ALTER DATABASE {} RENAME TO {}", UNFINISHED, name)
        for old in finished:
            _say(database, "DROP DATABASE {} WITH (FORCE)", old)
    return name


def _digests() -> Digests:
    """A digest for each file that decides the tables."""
    return {
        str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        for pattern in SOURCES
        for path in sorted(ROOT.glob(pattern))
    }


@contextmanager
def _alone() -> "Iterator[psycopg.Connection]":
    """A connection beside all test databases; nobody else is in this block at the same time."""
    address = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres"))
    with psycopg.connect(address, autocommit=True) as database:
        database.execute("SELECT pg_advisory_lock(8572)")
        yield database


def _finished(database: psycopg.Connection) -> dict[str, Digests]:
    """The finished templates, newest first, with the files each was made from."""
    rows = database.execute(
        "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database"
        " WHERE starts_with(datname, %s) ORDER BY oid DESC",
        [PREFIX],
    )
    return {name: json.loads(its) for name, its in rows}


def _say(database: psycopg.Connection, statement: str, *names: str) -> None:
    database.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _migrate() -> None:
    """In a process of its own: this one must not be bound to that database."""
    address = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{UNFINISHED}"))
    subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "migrate", "--noinput", "--skip-checks"],
        env={**os.environ, "DATABASE_URL": address},
        stdout=subprocess.DEVNULL,
        check=True,
    )

"""A backup is worth what its restore is: into an empty cluster, with everything in its place."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from assessments.models import Assessment
from tests.house.conftest import CopyMaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of the test database, made by the owner as docs/operations.md says, with one media file."""
    media = Path(settings.MEDIA_ROOT) / "lagesbilder"
    media.mkdir(exist_ok=True)
    (media / "en.pdf").write_bytes(b"%PDF-1.7 \x00\xff")
    folder = tmp_path / "backup"
    call_command("backup", folder)
    return folder


def manage(url: str, media: Path, *words: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, words)],
        env=os.environ | {"DATABASE_URL": url, "MEDIA_ROOT": str(media)},
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_backup_comes_back_whole_in_an_empty_cluster(
    backup: Path, copy_to: CopyMaker, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cluster = copy_to(tmp_path_factory.mktemp("elsewhere") / "checkout")
    sockets = cluster.start()
    url = f"postgresql://platssamverkan_owner@/platssamverkan?host={sockets}"
    media = tmp_path_factory.mktemp("new") / "media"
    done = manage(url, media, "restore", backup)
    assert done.returncode == 0, done.stderr
    assert cluster.sql("SELECT count(*) FROM assessments_assessment") == str(Assessment.objects.count())
    assert (media / "lagesbilder" / "en.pdf").read_bytes() == b"%PDF-1.7 \x00\xff"
    assert (
        cluster.sql("SELECT has_table_privilege('platssamverkan_app', 'stakeholders_auditevent', 'UPDATE')")
        == "f"
    )
    assert cluster.sql("SELECT has_table_privilege('platssamverkan_app', 'places_area', 'UPDATE')") == "t"
    next_migration = (
        "CREATE TABLE later (id int); SELECT has_table_privilege('platssamverkan_app', 'later', 'INSERT')"
    )
    assert cluster.sql(f"SET ROLE platssamverkan_owner; {next_migration}").endswith("t")
    again = manage(url, media, "restore", backup)
    assert "The database is not empty" in again.stderr


def test_a_damaged_backup_is_refused_before_anything_is_touched(backup: Path) -> None:
    dump = backup / "database.dump"
    dump.write_bytes(dump.read_bytes()[:-1] + b"?")
    with pytest.raises(CommandError, match=r"database\.dump is missing or damaged"):
        call_command("restore", backup)


def test_a_folder_without_a_backup_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="holds no backup"):
        call_command("restore", tmp_path)


def test_a_backup_never_overwrites_another(backup: Path) -> None:
    with pytest.raises(CommandError, match="is not empty"):
        call_command("backup", backup)


def test_only_its_owner_may_read_a_backup_and_the_key_is_in_it(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0
    assert (backup / "keys.json").stat().st_mode & 0o077 == 0
    assert json.loads((backup / "keys.json").read_text()) == {"SECRET_KEY": settings.SECRET_KEY}

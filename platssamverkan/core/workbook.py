"""Spreadsheet files from outside, read without trusting them.

An .xlsx is a zip, and two megabytes may unpack to gigabytes.  So the size, the number of entries and the
ratio are checked before anything is unpacked, and the reading is done by a process that may use little.
"""

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from platssamverkan.core.incoming import Complaint, ImportRefused

MAX_BYTES = 5_000_000
MAX_ENTRIES = 200
MAX_UNPACKED = 60_000_000
MAX_RATIO = 100
# Small entries, such as a sheet of nothing but blanks, may well shrink a hundredfold.
RATIO_FROM = 1_000_000
SECONDS = 30
CHILD = Path(__file__).with_name("workbook_child.py")

Cell = str | float | bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's cells as they stand; '' for an empty one.  Row 0 is the reader's row 1."""

    name: str
    rows: list[list[Cell]]


def read_workbook(raw: bytes) -> list[Sheet]:
    """Return the workbook's sheets.  ImportRefused, in one sentence, for what is too large or no workbook."""
    _check_zip(raw)
    try:
        done = subprocess.run(  # noqa: S603 - our own file, no shell, nothing of the upload in the arguments
            [sys.executable, "-I", str(CHILD)],
            input=raw,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={},
            cwd="/",
        )
    except subprocess.TimeoutExpired as error:
        raise _refusal(_("Filen tog för lång tid att läsa.")) from error
    if done.returncode != 0:
        raise _refusal(_("Filen kan inte läsas som en Excelfil."))
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise _refusal(_("Filen har för många celler. Dela den och läs in delarna var för sig."))
    return [Sheet(name, rows) for name, rows in answer["sheets"]]


def is_zip(raw: bytes) -> bool:
    """Whether the bytes begin as an .xlsx does."""
    return raw.startswith(b"PK\x03\x04")


def column_letters(index: int) -> str:
    """'A' for 0, 'Z' for 25, 'AA' for 26: the column as its reader calls it."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _check_zip(raw: bytes) -> None:
    if len(raw) > MAX_BYTES:
        raise _refusal(_("Filen är större än 5 MB. Dela den och läs in delarna var för sig."))
    if not is_zip(raw):
        raise _refusal(_("Filen är ingen Excelfil (.xlsx)."))
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _refusal(_("Filen kan inte läsas som en Excelfil.")) from error
    bomb = any(
        entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if bomb or len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise _refusal(_("Filen packar upp till mer än en statistikfil gör och öppnas inte."))


def _refusal(text: str) -> ImportRefused:
    return ImportRefused([Complaint(0, text)])

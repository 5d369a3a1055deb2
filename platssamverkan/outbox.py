"""The demo's outgoing mail, read back from the files it is written to instead of being sent."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

# Django's file backend ends each message with a line of 79 hyphens.
DIVIDER = re.compile(rb"^-{79}\r?\n", re.MULTILINE)
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
NEWEST = 200  # more than anyone reads; the demo may run for months


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a mail's text; `href` where it is an address on our own host."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as its reader would see it."""

    subject: str
    to: str
    at: datetime
    pieces: tuple[Piece, ...]


def read_outbox(folder: Path, *, host: str) -> list[Mail]:
    """Return the mails in the folder, newest first; links are made only to `host`."""
    if not folder.is_dir():
        return []
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)[:NEWEST]
    mails = [
        _mail(raw, written=datetime.fromtimestamp(file.stat().st_mtime, UTC), host=host)
        for file in files
        for raw in DIVIDER.split(file.read_bytes())
        if raw.strip()
    ]
    return sorted(mails, key=lambda mail: mail.at, reverse=True)[:NEWEST]


def _mail(raw: bytes, *, written: datetime, host: str) -> Mail:
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(preferencelist=("plain",)) if isinstance(message, EmailMessage) else None
    try:
        text = str(body.get_content()) if body else ""
    except (LookupError, KeyError):  # a character set or a content type nobody knows
        text = ""
    return Mail(
        subject=str(message["Subject"] or ""),
        to=str(message["To"] or ""),
        at=_moment(str(message["Date"] or ""), written),
        pieces=tuple(_pieces(text.strip(), host)),
    )


def _moment(header: str, written: datetime) -> datetime:
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return written
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _pieces(text: str, host: str) -> list[Piece]:
    found: list[Piece] = []
    end = 0
    for match in ADDRESS.finditer(text):
        address = match[0].rstrip(".,;:!?)")
        if not _is_ours(address, host):
            continue
        found += [Piece(text[end : match.start()]), Piece(address, href=address)]
        end = match.start() + len(address)
    return [*found, Piece(text[end:])]


def _is_ours(address: str, host: str) -> bool:
    try:
        return urlsplit(address).netloc == host
    except ValueError:  # such as an unclosed bracket
        return False

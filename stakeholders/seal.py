"""Sealing the trail, proving that it is whole, and erasing its content without breaking it.

Every row of the trail gets a seal: a salted digest of the row, hashed together with the seal before it.
Rows are sealed after they are committed, by one sealer at a time, so no write waits.  What is unsealed is
found by looking for rows without a seal: a row that was committed late, with a lower id than others that
are sealed already, is not passed over.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.apps import apps
from django.core.signing import BadSignature, Signer
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stakeholders.audit import acting
from stakeholders.history import moment_words
from stakeholders.models import AuditEvent, User
from stakeholders.trail_models import TrailEvent, TrailSeal

# Two sealers must not interleave; the number is ours and means nothing ("spår" in ASCII).
SEALER_LOCK = 0x73706172
BATCH = 2_000
MOST_BATCHES = 50  # in one run; the next run goes on
START = bytes(32)  # what the first seal is chained to
# Beat seals every minute.  Older rows without a seal mean that nobody seals, or that a seal was taken away.
PATIENCE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TrailTable:
    """A table of the trail, and its columns of identity and time."""

    name: str
    key: str
    time: str


def trail_tables() -> list[TrailTable]:
    """Every table that is sealed: the audit events, and the events of each tracked model."""
    events = (model for model in apps.get_models() if issubclass(model, TrailEvent))
    names = sorted(model._meta.db_table for model in events)
    return [
        TrailTable(AuditEvent._meta.db_table, "id", "at"),
        *(TrailTable(name, "pgh_id", "pgh_created_at") for name in names),
    ]


def seal_trail() -> int:
    """Seal everything that has no seal yet, oldest first, and return how many rows that were.

    0 also when another sealer is at work.  Each batch is a transaction of its own.
    """
    sealed = 0
    for _turn in range(MOST_BATCHES):
        batch = _seal_batch()
        sealed += batch
        if batch < BATCH:
            break
    return sealed


@transaction.atomic
def _seal_batch() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        # A statement of its own: it must see what the sealer before us committed before it let go.
        unsealed = " UNION ALL ".join(_unsealed(table) for table in trail_tables())
        cursor.execute(
            f'SELECT "table", row_id FROM ({unsealed}) u ORDER BY at, "table", row_id LIMIT {BATCH}'  # noqa: S608
        )
        rows: list[tuple[str, int]] = cursor.fetchall()
    if not rows:
        return 0
    salts = {row: secrets.token_bytes(16) for row in rows}
    digests = _digests(salts)
    last = TrailSeal.objects.order_by("-sequence").first()
    sequence, previous = (last.sequence, bytes(last.chained_hash)) if last else (0, START)
    now = timezone.now()
    seals = []
    for table, row_id in rows:
        sequence += 1
        digest = digests[table, row_id]
        previous = _chained(previous, sequence, table, row_id, digest, now)
        seals.append(
            TrailSeal(
                sequence=sequence,
                table=table,
                row_id=row_id,
                salt=salts[table, row_id],
                digest=digest,
                chained_hash=previous,
                sealed_at=now,
            )
        )
    TrailSeal.objects.bulk_create(seals)
    return len(seals)


def _unsealed(table: TrailTable) -> str:
    """SQL for the rows of a table that have no seal: table, row_id, at."""
    return f"""
        SELECT '{table.name}' AS "table", r."{table.key}" AS row_id, r."{table.time}" AS at
        FROM "{table.name}" r
        WHERE NOT EXISTS (
            SELECT 1 FROM stakeholders_trailseal s WHERE s."table" = '{table.name}' AND s.row_id = r."{table.key}"
        )"""  # noqa: S608 - the names come from our own models


def _digests(salts: dict[tuple[str, int], bytes]) -> dict[tuple[str, int], bytes]:
    """Let the database digest each row with its salt: SHA-256 over the salt and the row's text."""
    found = {}
    keys = {table.name: table.key for table in trail_tables()}
    with connection.cursor() as cursor:
        for name in {table for table, _row_id in salts}:
            mine = [(row_id, salt) for (table, row_id), salt in salts.items() if table == name]
            cursor.execute(
                f"""SELECT r."{keys[name]}", sha256(given.salt || {_row_text(name)})
                FROM "{name}" r
                JOIN unnest(%s::bigint[], %s::bytea[]) AS given(row_id, salt) ON given.row_id = r."{keys[name]}"
                """,  # noqa: S608 - the names come from our own models
                [[row_id for row_id, _salt in mine], [salt for _row_id, salt in mine]],
            )
            found.update({(name, row_id): bytes(digest) for row_id, digest in cursor.fetchall()})
    return found


def _row_text(table: str) -> str:
    """SQL for the text of a row `r` that is digested: column names and values, without what is null.

    The database writes the expression itself (stakeholders_trail_row_text), because the function that
    erases needs it too.  Leaving nulls out lets a table get new columns: in old rows they are null.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT stakeholders_trail_row_text(%s)", [table])
        return str(cursor.fetchone()[0])


def _chained(
    previous: bytes, sequence: int, table: str, row_id: int, digest: bytes, sealed_at: datetime
) -> bytes:
    told = f"{sequence}|{table}|{row_id}|{digest.hex()}|{sealed_at.astimezone(UTC).isoformat()}"
    return hashlib.sha256(previous + told.encode()).digest()


# --- the head, which is kept off the host ------------------------------------------------------------


class HeadRefused(Exception):
    """The file is no head of ours; the text says why."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ended at a moment.  Kept elsewhere, it proves that nothing before it was rewritten."""

    sequence: int
    chained_hash: str  # hexadecimal
    sealed_at: str  # ISO 8601, UTC


def trail_head() -> Head | None:
    """Return the end of the chain; None before the first seal."""
    last = TrailSeal.objects.order_by("-sequence").first()
    if last is None:
        return None
    return Head(last.sequence, bytes(last.chained_hash).hex(), last.sealed_at.astimezone(UTC).isoformat())


def write_head(head: Head) -> str:
    """Return the head as JSON, signed with the service's key."""
    facts = {"sequence": head.sequence, "chained_hash": head.chained_hash, "sealed_at": head.sealed_at}
    return json.dumps(facts | {"signature": _signature(facts)}, indent=1)


def read_head(text: str) -> Head:
    """Read what `write_head` wrote.  HeadRefused for anything else, also for a head that was edited."""
    try:
        facts = json.loads(text)
        signature = facts.pop("signature")
        head = Head(int(facts["sequence"]), str(facts["chained_hash"]), str(facts["sealed_at"]))
        Signer(salt=HEAD_SALT).unsign(f"{_told(facts)}:{signature}")
    except BadSignature as error:
        raise HeadRefused(
            _("Huvudet är ändrat, eller utfärdat med en annan nyckel än den som används här.")
        ) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise HeadRefused(_("Filen innehåller inget huvud från export_audit_head.")) from error
    return head


HEAD_SALT = "stakeholders.trail.head"


def _told(facts: dict[str, object]) -> str:
    return json.dumps(facts, sort_keys=True)


def _signature(facts: dict[str, object]) -> str:
    return Signer(salt=HEAD_SALT).signature(_told(facts))


# --- the proof ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows were erased through the door that leaves a trail, and the reason that was given."""

    reason: str
    rows: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What looking through the trail gave.  It is whole when there are no findings."""

    sealed: int
    findings: tuple[str, ...]
    erased: tuple[Erased, ...]
    unsealed: int
    oldest_unsealed: datetime | None

    @property
    def is_whole(self) -> bool:
        return not self.findings


def verify_trail(head: Head | None = None, *, now: datetime | None = None) -> Proof:
    """Look through the whole trail: every seal, every sealed row, and the tail that has no seal yet."""
    findings = [*_broken_links(head)]
    for table in _sealed_tables():
        findings += broken_rows(table)
    unsealed, oldest = _tail()
    moment = now or timezone.now()
    if oldest and moment - oldest > PATIENCE:
        values = {"n": unsealed, "at": moment_words(oldest)}
        findings.append(
            ngettext(
                "Spåret förseglas inte: %(n)d rad väntar, den äldsta sedan %(at)s.",
                "Spåret förseglas inte: %(n)d rader väntar, den äldsta sedan %(at)s.",
                unsealed,
            )
            % values
        )
    return Proof(TrailSeal.objects.count(), tuple(findings), _erased(), unsealed, oldest)


def _broken_links(head: Head | None) -> Iterator[str]:
    """Walk the chain from its beginning."""
    previous, expected = START, 1
    seen_head = head is None
    for seal in TrailSeal.objects.order_by("sequence").iterator(chunk_size=BATCH):
        if seal.sequence != expected:
            yield _missing_seals(expected, seal.sequence - 1)
        else:
            digest = bytes(seal.digest)
            told = _chained(previous, seal.sequence, seal.table, seal.row_id, digest, seal.sealed_at)
            if told != bytes(seal.chained_hash):
                yield _("Försegling %(n)d är ändrad eller har bytt plats.") % {"n": seal.sequence}
        previous, expected = bytes(seal.chained_hash), seal.sequence + 1
        if head is not None and seal.sequence == head.sequence:
            seen_head = True
            if previous.hex() != head.chained_hash:
                yield _("Försegling %(n)d stämmer inte med huvudet: spåret har skrivits om.") % {
                    "n": seal.sequence
                }
    if head is not None and not seen_head and head.sequence >= expected:
        yield _missing_seals(expected, head.sequence)


def _missing_seals(first: int, last: int) -> str:
    if first == last:
        return _("Försegling %(n)d är borttagen.") % {"n": first}
    return _("Förseglingarna %(first)d–%(last)d är borttagna.") % {"first": first, "last": last}


def _sealed_tables() -> list[TrailTable]:
    """The trail's tables, and any that only the seals still know: what was in them is gone."""
    tables = trail_tables()
    known = {table.name for table in tables}
    names = TrailSeal.objects.order_by("table").values_list("table", flat=True).distinct()
    return tables + [TrailTable(name, "", "") for name in names if name not in known]


def broken_rows(table: TrailTable) -> list[str]:
    """Hold every sealed row of a table against its seal."""
    if not table.key:
        text = _("Tabellen %(table)s är borttagen, men dess rader är förseglade.")
        return [text % {"table": table.name}]
    text = _row_text(table.name)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT s.row_id, s.sequence, r."{table.key}" IS NULL AS missing
            FROM stakeholders_trailseal s
            LEFT JOIN "{table.name}" r ON r."{table.key}" = s.row_id
            WHERE s."table" = %s AND (
                r."{table.key}" IS NULL
                OR (s.salt IS NOT NULL AND s.digest <> sha256(s.salt || {text}))
                OR (s.salt IS NULL AND NOT EXISTS (
                    SELECT 1 FROM stakeholders_auditevent a
                    WHERE a.action = 'trail.erased' AND a.object_type = s."table"
                        AND a.object_id = s.row_id::text
                        AND a.detail ->> 'remains' = encode(sha256({text}), 'hex')
                ))
            )
            ORDER BY s.sequence""",  # noqa: S608 - the names come from our own models
            [table.name],
        )
        rows = cursor.fetchall()
    sentences = {
        False: _("Rad %(row)d i %(table)s är ändrad (försegling %(n)d)."),
        True: _("Rad %(row)d i %(table)s är borttagen (försegling %(n)d)."),
    }
    return [sentences[gone] % {"row": row, "table": table.name, "n": n} for row, n, gone in rows]


def _tail() -> tuple[int, datetime | None]:
    unsealed = " UNION ALL ".join(_unsealed(table) for table in trail_tables())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), min(at) FROM ({unsealed}) u")  # noqa: S608
        count, oldest = cursor.fetchone()
    return count, oldest


def _erased() -> tuple[Erased, ...]:
    """Count what was erased, by reason; `verify_trail` finds erasures that left no such row."""
    counts: dict[str, int] = {}
    for reason in AuditEvent.objects.filter(action=ERASED).values_list("detail__reason", flat=True):
        counts[reason] = counts.get(reason, 0) + 1
    return tuple(Erased(reason, rows) for reason, rows in sorted(counts.items()))


# --- erasing -----------------------------------------------------------------------------------------

ERASED = "trail.erased"


def erase_trail_content(*, by: User | None, table: str, row_id: int, reason: str) -> bool:
    """Erase what one row of the trail says, keep that it was there, and leave a row about it.

    False if it was erased already.  The database's own function does it, with rights that no role of ours
    has otherwise; it raises an error for a row that is not sealed yet, which is a minute old at most.
    """
    with acting(by), connection.cursor() as cursor:
        # A statement pghistory sees as a change, so that it tells the function who acts.
        cursor.execute(
            "WITH done AS (SELECT stakeholders_erase_trail_content(%s, %s, %s) AS erased) "
            "SELECT erased FROM done",
            [table, row_id, reason],
        )
        return bool(cursor.fetchone()[0])

"""The trail: what it keeps, that it can be proved whole, and that it can forget without lying."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from assessments.history import week_history
from assessments.history_views import week_history_page
from assessments.models import Assessment, Level, Origin
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from reports.models import ReportJob
from stakeholders.audit import acting, record, record_view
from stakeholders.history import moment_words
from stakeholders.models import AuditEvent, Organisation, User
from stakeholders.seal import (
    PATIENCE,
    HeadRefused,
    broken_rows,
    erase_trail_content,
    read_head,
    seal_trail,
    trail_head,
    trail_tables,
    verify_trail,
    write_head,
)
from stakeholders.trail_models import TrailSeal
from tests.factories import make_assessment, make_incident, make_organisation


def kept(model: type[models.Model]) -> Any:
    """The versions the database keeps of a model's rows, in the order they were written."""
    return model.pgh_event_model.objects.order_by("pgh_id")  # type: ignore[attr-defined]


def labels(row: models.Model) -> list[str]:
    return list(kept(type(row)).filter(pgh_obj_id=row.pk).values_list("pgh_label", flat=True))


@contextmanager
def tampering(*tables: str) -> Iterator[Any]:
    """Be the database's owner with these tables' triggers off; afterwards everything is as it was."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET ROLE NONE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor
        transaction.set_rollback(True)


# --- what is kept ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_row_made_changed_and_deleted_leaves_three_versions() -> None:
    organisation = make_organisation(name="Före")
    organisation.name = "Efter"
    organisation.save()
    pk = organisation.pk
    organisation.delete()
    versions = kept(Organisation).filter(pgh_obj_id=pk)
    assert [(v.pgh_label, v.name) for v in versions] == [
        ("insert", "Före"), ("update", "Efter"), ("delete", "Efter"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_save_that_changes_nothing_leaves_nothing() -> None:
    organisation = make_organisation()
    organisation.save()
    assert labels(organisation) == ["insert"]


@pytest.mark.django_db
def test_bulk_changes_and_raw_sql_leave_a_version_of_each_row(demo_district: Area) -> None:
    rows = list(Assessment.objects.filter(area__parent=demo_district)[:20])
    for row in rows:
        row.source = "Ändrad"
    Assessment.objects.bulk_update(rows, ["source"])
    Assessment.objects.filter(pk__in=[row.pk for row in rows]).update(version=7)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assessments_assessment SET version = 8 WHERE id = ANY(%s)", [[r.pk for r in rows]]
        )
    assert [labels(row)[-3:] for row in rows] == [["update"] * 3] * 20
    assert kept(Assessment).last().version == 8


@pytest.mark.django_db
def test_a_changed_key_is_a_change() -> None:
    organisation = make_organisation()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE stakeholders_organisation SET id = id + 1000000 WHERE id = %s", [organisation.pk]
        )
    assert kept(Organisation).last().id == organisation.pk + 1_000_000


@pytest.mark.django_db
def test_signing_in_leaves_no_version_of_the_user(client_for: Callable[[User], Client], police: User) -> None:
    before = labels(police)
    client_for(police)
    police.set_password("en helt ny lösenfras")
    police.save()
    assert labels(police) == before


@pytest.mark.django_db
def test_a_builders_heartbeat_leaves_no_version_but_a_new_status_does(
    demo_district: Area, coordinator: User
) -> None:
    job = ReportJob.objects.create(area=demo_district, year=2023, ordered_by=coordinator)
    ReportJob.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now(), stage="writing")
    assert labels(job) == ["insert"]
    ReportJob.objects.filter(pk=job.pk).update(status="failed", error="Nej")
    assert labels(job) == ["insert", "update"]


# --- who ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_a_request_changes_is_the_persons(
    client_for: Callable[[User], Client], coordinator: User, demo_district: Area
) -> None:
    answer = client_for(coordinator).post(
        reverse("reports:list", args=[demo_district.slug]), {"year": "2023"}
    )
    assert answer.status_code == 302
    assert kept(ReportJob).last().pgh_context == {"user": coordinator.pk}


@pytest.mark.django_db
def test_what_a_block_changes_is_the_persons_who_acts(police: User) -> None:
    with acting(police):
        organisation = make_organisation()
        Organisation.objects.filter(pk=organisation.pk).update(name="Nytt namn")
    make_organisation()
    contexts = kept(Organisation).values_list("pgh_context", flat=True).reverse()[:3]
    assert list(contexts) == [None, {"user": police.pk}, {"user": police.pk}]


@pytest.mark.django_db
def test_a_block_inside_another_holds_to_its_own_end(police: User, coordinator: User) -> None:
    with acting(police):
        with acting(coordinator):
            make_organisation()
        with pytest.raises(DatabaseError), transaction.atomic(), acting(None):
            Organisation.objects.create(name="x" * 500)
        make_organisation()
    contexts = kept(Organisation).values_list("pgh_context", flat=True).reverse()[:2]
    assert list(contexts) == [{"user": police.pk}, {"user": coordinator.pk}]


@pytest.mark.django_db
def test_viewing_is_recorded_without_content(police: User, demo_district: Area) -> None:
    incident = make_incident(area=demo_district)
    record_view(police, incident)
    seen = AuditEvent.objects.latest("pk")
    assert (seen.actor, seen.action, seen.object_type, seen.object_id, seen.detail) == (
        police, "incident.viewed", "incidents.incident", str(incident.pk), {},
    )  # fmt: skip


# --- seals -------------------------------------------------------------------------------------------


@pytest.fixture
def sealed_trail(demo_district: Area, coordinator: User) -> None:
    """At least two sealed rows in every table of the trail, also in those the demo leaves empty."""
    for year in (2021, 2022):
        record(coordinator, "report.ordered", demo_district, year=year)
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        for table in trail_tables()[1:]:
            cursor.execute(
                f"INSERT INTO {table.name} (id, pgh_obj_id, pgh_created_at, pgh_label) "
                f"SELECT n, n, now(), 'insert' FROM generate_series(1, 2) n "
                f"WHERE (SELECT count(*) FROM {table.name}) < 2"
            )
        cursor.execute(f"SET ROLE {settings.DATABASE_RUNTIME_ROLE}")
    seal_trail()


@pytest.mark.django_db
def test_everything_is_sealed_once_in_order_and_proved_whole(sealed_trail: None) -> None:
    assert seal_trail() == 0
    sequences = list(TrailSeal.objects.values_list("sequence", flat=True))
    assert sequences == list(range(1, len(sequences) + 1))
    proof = verify_trail()
    assert (proof.findings, proof.unsealed, proof.sealed) == ((), 0, len(sequences))
    tables = dict(TrailSeal.objects.values_list("table").annotate(n=models.Count("pk")))
    assert set(tables) == {table.name for table in trail_tables()}
    assert min(tables.values()) >= 1


@pytest.mark.django_db
def test_the_tail_is_counted_and_a_forgotten_one_is_a_finding(sealed_trail: None) -> None:
    make_organisation()
    make_organisation()
    proof = verify_trail()
    assert (proof.unsealed, proof.is_whole) == (2, True)
    late = verify_trail(now=timezone.now() + PATIENCE + timedelta(minutes=1))
    assert [text[:30] for text in late.findings] == ["Spåret förseglas inte: 2 rader"]


@pytest.mark.django_db
def test_a_sessions_time_zone_and_new_columns_do_not_change_what_was_sealed(sealed_trail: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TimeZone TO 'Asia/Tokyo'")
    with tampering() as owner:
        owner.execute("ALTER TABLE places_areaevent ADD COLUMN fresh text")
        assert [broken_rows(table) for table in trail_tables()] == [[]] * len(trail_tables())


# --- tampering ---------------------------------------------------------------------------------------

# The smallest change of each type: one bit, one microsecond, one unit in the last place.
SMALLEST = {
    "boolean": "NOT {0}",
    "character varying": "overlay({0} placing chr(ascii({0}) # 1) from 1 for 1)",
    "text": "overlay({0} placing chr(ascii({0}) # 1) from 1 for 1)",
    "date": "{0} + 1",
    "timestamp with time zone": "{0} + interval '1 microsecond'",
    "jsonb": "{0} || '{{\"extra\": 1}}'",
    "uuid": "overlay({0}::text placing to_hex(('x' || left({0}::text, 1))::bit(4)::int # 1) from 1 for 1)::uuid",
    "geometry": "ST_Translate({0}, 1.2e-10, 0)",
    "daterange": "daterange(lower({0}), upper({0}) + 1)",
    "double precision": "{0} + 1e-9",
}


# What a column without a value is given.
FIRST = {
    "boolean": "true",
    "character varying": "'x'",
    "text": "'x'",
    "date": "'2023-01-01'",
    "timestamp with time zone": "'2023-01-01'",
    "jsonb": "'{}'",
    "uuid": "gen_random_uuid()",
    "geometry": "'SRID=3006;MULTIPOLYGON EMPTY'",
    "daterange": "'empty'",
}
SEALS = "stakeholders_trailseal"


def first(kind: str) -> str:
    return "'{}'" if kind.endswith("[]") else FIRST.get(kind, "1")


def smallest(kind: str) -> str:
    return "array_append({0}, NULL)" if kind.endswith("[]") else SMALLEST.get(kind, "{0} + 1")


def columns_of(table: str) -> list[tuple[str, str]]:
    """Every column of a table, with its type."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(attname), format_type(atttypid, NULL) FROM pg_attribute "
            "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
            [table],
        )
        return list(cursor.fetchall())


@pytest.mark.django_db
def test_the_smallest_change_in_any_column_of_any_table_is_found(sealed_trail: None) -> None:
    for table in trail_tables():
        for column, kind in columns_of(table.name):
            if column == table.key:
                continue  # a row under another key is a removed row
            with tampering(table.name) as owner:
                owner.execute(
                    f"SELECT {table.key} FROM {table.name} "
                    f"ORDER BY {column} IS NULL OR {column}::text = '' LIMIT 1"
                )
                row = owner.fetchone()[0]
                owner.execute(
                    f"UPDATE {table.name} SET {column} = CASE WHEN {column} IS NULL OR {column}::text = '' "
                    f"THEN {first(kind)}::{kind} ELSE {smallest(kind).format(column)} END "
                    f"WHERE {table.key} = {row}"
                )
                found = [text.split(" (")[0] for text in broken_rows(table)]
            assert found == [f"Rad {row} i {table.name} är ändrad"], column


@pytest.mark.django_db
def test_a_removed_row_is_found_in_every_table(sealed_trail: None) -> None:
    for table in trail_tables():
        with tampering(table.name) as owner:
            owner.execute(f"SELECT min({table.key}) FROM {table.name}")
            row = owner.fetchone()[0]
            owner.execute(f"DELETE FROM {table.name} WHERE {table.key} = %s", [row])
            found = [text.split(" (")[0] for text in broken_rows(table)]
        assert found == [f"Rad {row} i {table.name} är borttagen"]


@pytest.mark.django_db
def test_two_rows_that_changed_places_are_found_in_every_table(sealed_trail: None) -> None:
    for table in trail_tables():
        with tampering(table.name) as owner:
            owner.execute(f"SELECT {table.key} FROM {table.name} ORDER BY 1 LIMIT 2")
            rows = [key for (key,) in owner.fetchall()]
            assert len(rows) == 2, f"{table.name} needs two rows for this test"
            for old, new in ((rows[0], -1), (rows[1], rows[0]), (-1, rows[1])):
                owner.execute(f"UPDATE {table.name} SET {table.key} = %s WHERE {table.key} = %s", [new, old])
            found = [text.split(" (")[0] for text in broken_rows(table)]
        assert sorted(found) == sorted(f"Rad {row} i {table.name} är ändrad" for row in rows)


@pytest.mark.django_db
def test_a_table_that_was_emptied_or_dropped_is_found(sealed_trail: None) -> None:
    with tampering() as owner:
        owner.execute("TRUNCATE places_arearelationevent")
        gone = [text for text in verify_trail().findings if "är borttagen" in text]
    assert len(gone) == TrailSeal.objects.filter(table="places_arearelationevent").count() > 0
    with tampering() as owner:
        owner.execute(
            f"INSERT INTO {SEALS} SELECT max(sequence) + 1, 'walks_goneevent', 1, '', '', '', now() FROM {SEALS}"
        )
        found = verify_trail().findings
    assert "Tabellen walks_goneevent är borttagen, men dess rader är förseglade." in found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ("sealed_at = sealed_at + interval '1 microsecond'", "Försegling 3 är ändrad"),
        ("digest = set_bit(digest, 0, 1 - get_bit(digest, 0))", "Försegling 3 är ändrad"),
        ("chained_hash = set_bit(chained_hash, 7, 1 - get_bit(chained_hash, 7))", "Försegling 3 är ändrad"),
        ("row_id = -row_id", "Försegling 3 är ändrad"),
        ("\"table\" = 'places_designationevent', row_id = -1", "Försegling 3 är ändrad"),
        ("sequence = -1", "Försegling 3 är borttagen"),
        ("salt = set_bit(salt, 0, 1 - get_bit(salt, 0))", "är ändrad (försegling 3)"),
        ("salt = NULL", "är ändrad (försegling 3)"),
    ],
)
def test_a_changed_seal_is_found(sealed_trail: None, change: str, finding: str) -> None:
    with tampering(SEALS) as owner:
        owner.execute(f"UPDATE {SEALS} SET {change} WHERE sequence = 3")
        assert finding in " ".join(verify_trail().findings)


@pytest.mark.django_db
def test_seals_that_changed_places_are_found(sealed_trail: None) -> None:
    with tampering(SEALS) as owner:
        for old, new in ((4, 0), (5, 4), (0, 5)):
            owner.execute(f"UPDATE {SEALS} SET sequence = %s WHERE sequence = %s", [new, old])
        findings = verify_trail().findings
    assert findings[:2] == (
        "Försegling 4 är ändrad eller har bytt plats.", "Försegling 5 är ändrad eller har bytt plats.",
    )  # fmt: skip


@pytest.mark.django_db
def test_removed_seals_are_found_also_at_the_end_when_the_head_was_kept(sealed_trail: None) -> None:
    head = trail_head()
    assert head is not None
    with tampering(SEALS) as owner:
        owner.execute(f"DELETE FROM {SEALS} WHERE sequence BETWEEN 2 AND 4")
        assert verify_trail().findings[0] == "Förseglingarna 2–4 är borttagna."
    with tampering(SEALS) as owner:
        owner.execute(f"DELETE FROM {SEALS} WHERE sequence = %s", [head.sequence])
        assert verify_trail(head).findings == (f"Försegling {head.sequence} är borttagen.",)
        assert verify_trail().unsealed == 1


@pytest.mark.django_db
def test_a_trail_that_was_rewritten_whole_does_not_fit_the_head(sealed_trail: None) -> None:
    """The owner alters a row and seals everything anew: only the head that is kept elsewhere can tell."""
    head = trail_head()
    assert head is not None
    with tampering(SEALS, "assessments_assessmentevent") as owner:
        owner.execute("UPDATE assessments_assessmentevent SET level = 1 WHERE level = 5")
        owner.execute(f"DELETE FROM {SEALS}")
        seal_trail()
        assert verify_trail().findings == ()
        assert verify_trail(head).findings == (
            f"Försegling {head.sequence} stämmer inte med huvudet: spåret har skrivits om.",
        )


# --- erasing -----------------------------------------------------------------------------------------


def erase(row: models.Model, by: User | None = None, reason: str = "Gallringsregel 4") -> bool:
    return erase_trail_content(by=by, table=row._meta.db_table, row_id=row.pk, reason=reason)


@pytest.mark.django_db
def test_erased_content_is_gone_and_told_as_gallrad_not_as_changed(sealed_trail: None, admin: User) -> None:
    version = kept(Area).first()
    assert erase(version, by=admin) is True
    version.refresh_from_db()
    assert (version.name, version.geometry, version.pgh_obj_id) == (None, None, version.id)
    assert TrailSeal.objects.get(table="places_areaevent", row_id=version.pk).salt is None
    proof = verify_trail()
    assert proof.findings == ()
    assert [(erased.reason, erased.rows) for erased in proof.erased] == [("Gallringsregel 4", 1)]
    left = AuditEvent.objects.get(action="trail.erased")
    assert (left.actor, left.object_type, left.object_id) == (admin, "places_areaevent", str(version.pk))
    assert erase(version) is False


@pytest.mark.django_db
def test_the_detail_of_a_record_can_be_erased(sealed_trail: None) -> None:
    row = AuditEvent.objects.filter(action="report.ordered").latest("pk")
    erase(row)
    row.refresh_from_db()
    assert (row.detail, row.action, verify_trail().findings) == ({}, "report.ordered", ())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE places_areaevent SET name = 'Påhittad' WHERE pgh_id = {0}",
        "UPDATE places_areaevent SET pgh_created_at = now() + interval '1 day' WHERE pgh_id = {0}",
        "UPDATE stakeholders_auditevent SET detail = '{{}}' WHERE action = 'trail.erased'",
    ],
)
def test_an_erased_row_can_not_be_given_other_content(sealed_trail: None, forgery: str) -> None:
    version = kept(Area).first()
    erase(version)
    seal_trail()
    with tampering("places_areaevent", "stakeholders_auditevent") as owner:
        owner.execute(forgery.format(version.pk))
        found = " ".join(verify_trail().findings)
    assert f"Rad {version.pk} i places_areaevent är ändrad" in found


@pytest.mark.django_db
def test_content_that_was_blanked_by_hand_is_changed_not_gallrat(sealed_trail: None) -> None:
    version = kept(Area).first()
    with tampering("places_areaevent", SEALS) as owner:
        owner.execute("UPDATE places_areaevent SET name = NULL WHERE pgh_id = %s", [version.pk])
        owner.execute(f"UPDATE {SEALS} SET salt = NULL WHERE row_id = %s", [version.pk])
        found = " ".join(verify_trail().findings)
    assert f"Rad {version.pk} i places_areaevent är ändrad" in found


@pytest.mark.django_db
def test_erasing_is_refused_where_it_would_hide_something(sealed_trail: None) -> None:
    version = kept(Area).first()
    with pytest.raises(DatabaseError, match="needs a reason"), transaction.atomic():
        erase(version, reason=" ")
    for table in (SEALS, "places_area"):
        with pytest.raises(DatabaseError, match="no content of the trail"), transaction.atomic():
            erase_trail_content(by=None, table=table, row_id=1, reason="Nej")
    with tampering("places_areaevent") as owner:
        owner.execute("UPDATE places_areaevent SET name = 'Ändrad' WHERE pgh_id = %s", [version.pk])
        with pytest.raises(DatabaseError, match="not as it was sealed"), transaction.atomic():
            erase(version)
    make_organisation()
    with pytest.raises(DatabaseError, match="not sealed yet"), transaction.atomic():
        erase(kept(Organisation).last())
    erase(version)
    seal_trail()
    with pytest.raises(DatabaseError, match="about itself stays"), transaction.atomic():
        erase(AuditEvent.objects.get(action="trail.erased"))


# --- writers and sealers at once ---------------------------------------------------------------------


def in_threads(*works: Callable[[], None]) -> None:
    """Run them at once, each on a connection of its own; what one raises is raised here."""
    raised: list[Exception] = []

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]


@pytest.mark.django_db(transaction=True)
def test_sealing_beside_writers_loses_nothing_and_forks_nothing() -> None:
    def write() -> None:
        for _turn in range(20):
            make_organisation()

    def seal() -> None:
        for _turn in range(10):
            seal_trail()

    in_threads(write, write, seal, seal, seal)
    seal_trail()
    proof = verify_trail()
    assert (proof.findings, proof.unsealed) == ((), 0)


@pytest.mark.django_db(transaction=True)
def test_a_row_committed_late_with_a_lower_id_is_not_skipped() -> None:
    begun, sealed = threading.Event(), threading.Event()
    late: list[int] = []

    def write_slowly() -> None:
        with transaction.atomic():
            late.append(make_organisation().pk)
            begun.set()
            sealed.wait(30)

    def write_and_seal() -> None:
        begun.wait(30)
        make_organisation()
        seal_trail()  # waits for nobody: the slow writer is still at it
        sealed.set()

    in_threads(write_slowly, write_and_seal)
    row = kept(Organisation).get(pgh_obj_id=late[0])
    later = kept(Organisation).last()
    seals = TrailSeal.objects.filter(table="stakeholders_organisationevent")
    assert row.pk < later.pk
    assert not seals.filter(row_id=row.pk).exists()
    assert seal_trail() == 1
    assert seals.get(row_id=row.pk).sequence > seals.get(row_id=later.pk).sequence
    assert verify_trail().findings == ()


# --- commands ----------------------------------------------------------------------------------------


def verify_audit(**options: object) -> str:
    out = StringIO()
    call_command("verify_audit", stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_says_that_the_trail_is_whole_and_what_waits(sealed_trail: None, tmp_path: Path) -> None:
    head = tmp_path / "huvud.json"
    call_command("export_audit_head", output=head)
    erase(kept(Area).first())
    told = verify_audit(head=head)
    assert "1 rad är gallrad: Gallringsregel 4" in told
    assert "1 rad är inte förseglad än, den äldsta från " in told
    assert told.endswith("Spåret är helt.\n")


@pytest.mark.django_db
def test_the_command_fails_and_names_what_is_wrong(sealed_trail: None) -> None:
    row = kept(Assessment).first()
    with tampering("assessments_assessmentevent") as owner:
        owner.execute("DELETE FROM assessments_assessmentevent WHERE pgh_id = %s", [row.pk])
        with pytest.raises(CommandError) as failed:
            verify_audit()
    assert failed.value.returncode == 1
    assert "Spåret är inte helt: 1 fel.\n  Rad" in str(failed.value)


@pytest.mark.django_db
def test_a_head_that_was_edited_is_refused(sealed_trail: None, tmp_path: Path) -> None:
    head = trail_head()
    assert head is not None
    text = write_head(head)
    assert read_head(text) == head
    facts = json.loads(text)
    with pytest.raises(HeadRefused, match="ändrat"):
        read_head(json.dumps(facts | {"sequence": head.sequence - 1}))
    for other in ("", "[]", "{}", '{"signature": "x", "sequence": "y"}'):
        (tmp_path / "annat").write_text(other)
        with pytest.raises(CommandError, match="Filen innehåller inget huvud"):
            verify_audit(head=tmp_path / "annat")


# --- history -----------------------------------------------------------------------------------------

WEEK = IsoWeek(2023, 45)


@pytest.mark.django_db
def test_the_history_of_a_week_is_told_in_sentences(demo_district: Area, coordinator: User) -> None:
    area = Area.objects.neighbourhoods_of(demo_district)[0]
    row = Assessment.objects.in_week(WEEK).get(area=area)
    was, other = row.level, 3 if row.level != 3 else 4
    row.level, row.origin, row.decided_by = other, Origin.DECIDED, coordinator
    row.save()
    # No request says who it was; the record of the same transaction does.
    record(coordinator, "assessment.decided", row)
    row.delete()
    make_assessment(area=area, iso_year=2023, iso_week=45, level=2, origin="decided", decided_by=coordinator)
    history = next(item for item in week_history(demo_district, WEEK) if item.area == area)
    before, now = (f"{level} {Level(level).label}" for level in (was, other))
    assert [line.text.rpartition(", ")[0] for line in history.lines] == [
        f"{coordinator.name} satte 2 Avvikande läge",
        f"{coordinator.name} tog tillbaka bedömningen (tidigare {now})",
        f"{coordinator.name} satte {now} (tidigare {before})",
        f"{before} lästes in från Gemensam lägesbild 2023, Tabell 2",
    ]


@pytest.mark.django_db
def test_an_erased_version_is_no_longer_told(demo_district: Area) -> None:
    area = Area.objects.neighbourhoods_of(demo_district)[0]
    row = Assessment.objects.in_week(WEEK).get(area=area)
    seal_trail()
    erase(kept(Assessment).get(pgh_obj_id=row.pk))
    history = next(item for item in week_history(demo_district, WEEK) if item.area == area)
    assert history.lines == ()
    assert verify_trail().findings == ()


def test_a_moment_is_told_in_swedish_time() -> None:
    at = datetime(2023, 11, 12, 9, 12, tzinfo=UTC)
    assert moment_words(at) == "12\u00a0nov 2023 kl.\u00a010.12"


@pytest.mark.django_db
def test_only_those_who_may_see_the_trail_get_the_page(
    demo_district: Area, admin: User, property_owner: User, outsider: User
) -> None:
    page = open_history(admin, demo_district.slug, "2023-W45")
    assert "lästes in från Gemensam lägesbild 2023" in page
    with pytest.raises(PermissionDenied):
        open_history(property_owner, demo_district.slug, "2023-W45")
    for user, week in ((outsider, "2023-W45"), (admin, "2023-W53")):
        with pytest.raises(Http404):
            open_history(user, demo_district.slug, week)


def open_history(user: User, slug: str, week: str) -> str:
    request = RequestFactory().get("/")
    request.user = user
    return week_history_page(request, slug, week).content.decode()  # type: ignore[arg-type]

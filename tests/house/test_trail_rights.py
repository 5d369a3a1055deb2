"""The trail's tables, as the database's own catalogue sees them: none forgotten, none that can shrink."""

import pgtrigger
import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField, RemoveField, RenameField

from stakeholders.models import AuditEvent, Organisation
from stakeholders.seal import trail_tables
from stakeholders.trail_models import TrailEvent, TrailSeal
from tests.factories import make_organisation

ROOMS = {"stakeholders", "places", "incidents", "walks", "indicators", "measures", "assessments", "reports"}
# Tables of the rooms whose versions are not kept, each with the reason.
NOT_TRACKED = {
    "stakeholders.AuditEvent": "the trail itself",
    "stakeholders.TrailSeal": "the trail itself",
    "places.BaseMapFeature": "the map's ground, replaced whole from open data; nobody's decision",
    "incidents.IncidentCategory": "reference data, changed by migrations only",
    "indicators.OfficialFigure": "a copy of what its publisher keeps; who read which table is in the trail",
    "measures.Digest": "that a week's letters went out; says nothing of anybody",
    "walks.ObservationCategory": "reference data, changed by migrations only",
    "walks.Reader": "a participant's address, which must be gone when it is taken away",
    "incidents.TriageStep": "how the latest step is taken back; what it changed is in each incident's own trail",
    "incidents.PoliceNotice": "a copy of a public feed, renewed from it; the incident it became is tracked",
    "incidents.ImportMapping": "how a sender's files are read, renewed by each; what was read in is in ImportRun",
    "incidents.ImportedRow": "which row an incident came from, so that it comes once; the incident is tracked",
    "indicators.CompstatCategory": "reference data, changed by migrations only",
    "assessments.WeekReminder": "that a letter went out; says nothing of anybody",
    "assessments.PastedYear": "how a pasted year is taken back; what it changed is in each level's own trail",
    "reports.EditionMade": "worked out of what is tracked, and thrown away when it no longer holds",
    "assessments.ScaleVersion": "reference data, changed by migrations only",
    "assessments.ScaleStep": "reference data, changed by migrations only",
}

pytestmark = pytest.mark.django_db


def tables() -> list[str]:
    return [TrailSeal._meta.db_table, *(table.name for table in trail_tables())]


def catalogue(statement: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return {row[0] for row in cursor.fetchall()}


def test_every_table_that_keeps_versions_is_sealed() -> None:
    """Asked of the catalogue, so that a table made outside our models would be found too."""
    keeping = catalogue(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
        "WHERE c.relkind = 'r' AND a.attname = 'pgh_id' AND c.relnamespace = 'public'::regnamespace"
    )
    assert keeping == {table.name for table in trail_tables()} - {AuditEvent._meta.db_table}
    assert len(keeping) >= 10


def test_every_table_of_the_rooms_is_tracked_or_says_why_not() -> None:
    events = {model.pgh_tracked_model for model in apps.get_models() if issubclass(model, TrailEvent)}
    domain = {
        model for model in apps.get_models()
        if model._meta.app_label in ROOMS and not issubclass(model, TrailEvent) and not model._meta.auto_created
    }  # fmt: skip
    assert {model._meta.label for model in domain - events} == set(NOT_TRACKED)


def test_the_runtime_role_can_only_add_to_the_trail_and_only_where_no_trigger_does() -> None:
    allowed = {}
    with connection.cursor() as cursor:
        for name in tables():
            cursor.execute(
                "SELECT privilege FROM unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) privilege "
                "WHERE has_table_privilege(%s, %s, privilege) OR has_any_column_privilege(%s, %s, "
                "CASE WHEN privilege IN ('INSERT', 'UPDATE') THEN privilege ELSE 'REFERENCES' END)",
                [settings.DATABASE_RUNTIME_ROLE, name] * 2,
            )
            allowed[name] = {row[0] for row in cursor.fetchall()}
    written = {AuditEvent._meta.db_table, TrailSeal._meta.db_table}
    assert allowed == {name: {"INSERT"} if name in written else set() for name in tables()}


@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_runtime_role_is_refused_in_every_table_of_the_trail(statement: str) -> None:
    for name in tables():
        key = column_of(name)
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(name, key, key))


@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_not_even_the_owner_changes_a_row_of_the_trail(statement: str) -> None:
    guarded = catalogue(
        "SELECT tgrelid::regclass::text FROM pg_trigger "
        "WHERE tgname = 'trail_is_append_only' AND tgenabled = 'O'"
    )
    assert guarded == set(tables())
    name = "places_areaevent"
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET LOCAL ROLE platssamverkan_owner")
        cursor.execute(statement.format(name, column_of(name), column_of(name)))


def column_of(name: str) -> str:
    if name == TrailSeal._meta.db_table:
        return "sequence"
    return next(table.key for table in trail_tables() if table.name == name)


def test_no_setting_of_a_session_stops_the_trail() -> None:
    events = Organisation.pgh_event_model.objects  # type: ignore[attr-defined]
    before = events.count()
    with pgtrigger.ignore():
        make_organisation()
    assert events.count() == before + 1
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")


def test_a_temporary_table_does_not_catch_the_trail() -> None:
    events = Organisation.pgh_event_model.objects  # type: ignore[attr-defined]
    before = events.count()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE stakeholders_organisationevent (LIKE stakeholders_organisationevent)"
        )
    make_organisation()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_temp.stakeholders_organisationevent")
        assert cursor.fetchone() == (0,)
        cursor.execute("DROP TABLE pg_temp.stakeholders_organisationevent")
    assert events.count() == before + 1


def test_the_runtime_role_cannot_borrow_the_functions_that_write_the_trail() -> None:
    functions = catalogue("SELECT proname FROM pg_proc WHERE proname LIKE 'pgtrigger_%' AND prosecdef")
    assert len(functions) == 3 * (len(trail_tables()) - 1)
    for name in functions:
        with (
            pytest.raises(ProgrammingError, match="permission denied for function"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("CREATE TEMP TABLE mine (id bigint)")
            cursor.execute(
                f"CREATE TRIGGER forge AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION {name}()"
            )


def test_no_migration_takes_a_column_from_the_trail() -> None:
    """What is sealed is digested by column name: a dropped or renamed one would look like a forgery."""
    loader = MigrationLoader(None)
    taken = [
        f"{app}.{name}: {operation.describe()}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in ROOMS
        for operation in migration.operations
        if isinstance(operation, RemoveField | RenameField)
        and (operation.model_name.endswith("event") or operation.model_name == "auditevent")
    ]
    assert taken == []


def test_no_migration_fills_versions_that_are_already_sealed() -> None:
    """A column that came with a default would stand in old rows too, which were sealed without it."""
    loader = MigrationLoader(None)
    filling = [
        f"{app}.{name}: {operation.describe()}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in ROOMS
        for operation in migration.operations
        if isinstance(operation, AddField)
        and operation.model_name_lower.endswith("event")
        and (operation.field.has_default() or operation.field.has_db_default())
    ]
    assert filling == []


def test_nothing_is_kept_of_passwords_and_sign_ins() -> None:
    event = apps.get_model("stakeholders", "UserEvent")
    assert {"password", "last_login"}.isdisjoint(field.name for field in event._meta.fields)

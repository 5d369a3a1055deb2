"""The building itself: floors in the database, and rights in it."""

import pytest
from django.apps import apps
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.models import ForeignKey

from stakeholders.audit import record
from stakeholders.models import AuditEvent, User
from tests.factories import make_organisation

FLOORS = [
    {"auth", "contenttypes", "sessions", "messages", "core", "platssamverkan", "pghistory"}
    | {"account", "mfa", "usersessions", "socialaccount"},
    {"stakeholders"},
    {"places"},
    {"incidents", "walks", "indicators"},
    {"measures"},
    {"assessments"},
    {"reports"},
]
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def test_foreign_keys_point_downwards() -> None:
    climbing = []
    for model in (m for m in apps.get_models() if m._meta.app_label not in FLOORS[0]):
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey):
                room, target = model._meta.app_label, field.remote_field.model._meta.app_label
                if room != target and FLOOR_OF[room] <= FLOOR_OF[target]:
                    climbing.append(f"{model.__name__}.{field.name} → {target}")
    assert climbing == []


@pytest.mark.django_db
def test_the_tests_live_with_the_runtime_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, usesuper FROM pg_user WHERE usename = current_user")
        assert cursor.fetchone() == ("platssamverkan_app", False)


@pytest.mark.django_db
def test_the_runtime_role_has_no_ddl() -> None:
    for statement in (
        "CREATE TABLE sneaky (id int)",
        "ALTER TABLE places_area ADD sneaky int",
        "DROP TABLE places_area",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stakeholders_auditevent SET action = 'x'",
        "DELETE FROM stakeholders_auditevent",
        "TRUNCATE stakeholders_auditevent",
    ],
)
def test_the_runtime_role_can_only_add_to_the_trail(coordinator: User, statement: str) -> None:
    record(coordinator, "test.done", make_organisation())
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert AuditEvent.objects.filter(action="test.done").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE stakeholders_auditevent SET action = 'x'", "DELETE FROM stakeholders_auditevent"]
)
def test_not_even_the_owner_changes_the_trail(coordinator: User, statement: str) -> None:
    record(coordinator, "test.done", make_organisation())
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET LOCAL ROLE platssamverkan_owner")
        cursor.execute(statement)

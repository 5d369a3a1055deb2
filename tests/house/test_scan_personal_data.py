"""The scan walks every text of the database, says where and what kind, and never repeats what it found."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from platssamverkan.management.commands.scan_personal_data import ALLOWED, strings_in, text_columns
from stakeholders.audit import record
from stakeholders.models import Organisation, User
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def scan() -> tuple[str, int]:
    """Run the command; return what it printed and its exit code."""
    out = StringIO()
    try:
        call_command("scan_personal_data", stdout=out)
    except CommandError as error:
        return f"{out.getvalue()}{error}", error.returncode
    return out.getvalue(), 0


def test_the_demo_holds_no_numbers_of_persons(coordinator: User) -> None:
    text, code = scan()
    assert code == 0, text
    assert " 0 hard " in text


def test_a_number_is_found_by_table_column_and_key_and_not_repeated() -> None:
    made = make_organisation(name="Förening 121212-1212")
    text, code = scan()
    assert code == 1
    assert f"stakeholders_organisation.name\t{made.pk}\tpersonnummer\thard" in text
    assert "121212" not in text


def test_soft_hits_are_printed_and_do_not_fail_the_run() -> None:
    made = make_organisation(name="Ring 070-174 06 05")
    text, code = scan()
    assert code == 0
    assert f"stakeholders_organisation.name\t{made.pk}\tphone\tsoft" in text


def test_json_is_read_to_the_bottom(coordinator: User) -> None:
    event = record(coordinator, "test.done", make_organisation(), note={"deep": ["x", {"y": "121212-1212"}]})
    text, code = scan()
    assert code == 1
    assert "stakeholders_auditevent.detail" in text
    assert f"\t{event.pk}\tpersonnummer" in text
    assert list(strings_in({"a": [1, "b", None, True]})) == ["a", "b"]


def test_every_exception_names_something_that_exists() -> None:
    for name in ALLOWED:
        app, model, *field = name.split(".")
        meta = apps.get_model(app, model)._meta
        assert [meta.get_field(part) for part in field] or len(field) == 0


def test_free_texts_of_every_room_are_walked() -> None:
    columns = {f"{model._meta.label}.{field.name}" for model, field in text_columns()}
    assert f"{Organisation._meta.label}.name" in columns
    assert {"assessments.Assessment.source", "places.Area.name", "reports.ReportJob.error"} <= columns
    assert not columns & set(ALLOWED)
    assert not any(name.startswith("sessions.") for name in columns)

"""Let the trail only grow: the runtime role may read and insert, and a trigger refuses every change."""

from django.conf import settings
from django.db import migrations

REFUSE = """
CREATE FUNCTION stakeholders_refuse_trail_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the trail is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER trail_is_append_only BEFORE UPDATE OR DELETE ON stakeholders_auditevent
    FOR EACH ROW EXECUTE FUNCTION stakeholders_refuse_trail_change();
"""
ALLOW = """
DROP TRIGGER trail_is_append_only ON stakeholders_auditevent;
DROP FUNCTION stakeholders_refuse_trail_change();
"""


def take_rights(apps, schema_editor):
    role = schema_editor.quote_name(settings.DATABASE_RUNTIME_ROLE)
    schema_editor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON stakeholders_auditevent FROM {role}")


def give_rights(apps, schema_editor):
    role = schema_editor.quote_name(settings.DATABASE_RUNTIME_ROLE)
    schema_editor.execute(f"GRANT UPDATE, DELETE ON stakeholders_auditevent TO {role}")


class Migration(migrations.Migration):
    dependencies = [("stakeholders", "0001_people_organisations_trail")]
    operations = [
        migrations.RunSQL(REFUSE, ALLOW),
        migrations.RunPython(take_rights, give_rights),
    ]

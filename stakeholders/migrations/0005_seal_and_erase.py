"""Seal and erase: what only the database can do for the trail.

Two functions of the owner's: one writes the expression by which a row is digested, the other erases a
row's content.  The trigger that refuses changes lets exactly that one through.
"""

from django.conf import settings
from django.db import migrations

from stakeholders.trail_sql import append_only

REFUSE = """
CREATE OR REPLACE FUNCTION stakeholders_refuse_trail_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND current_setting('stakeholders.erasing', true) = TG_TABLE_NAME THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the trail is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
"""
REFUSE_ALL = """
CREATE OR REPLACE FUNCTION stakeholders_refuse_trail_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the trail is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
"""

# Times are written in UTC and as JSON does, so that no setting of a session or server changes the text.
ROW_TEXT = """
CREATE FUNCTION stakeholders_trail_row_text(p_table text) RETURNS text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT format(
        'convert_to(%L || jsonb_strip_nulls(jsonb_object(ARRAY[%s], ARRAY[%s]))::text, ''UTF8'')',
        p_table || E'\\n',
        string_agg(quote_literal(attname), ', ' ORDER BY attname),
        string_agg(
            CASE
                WHEN atttypid = 'timestamptz'::regtype THEN format('to_jsonb(r.%I AT TIME ZONE ''UTC'')::text', attname)
                WHEN atttypid IN ('date'::regtype, 'timestamp'::regtype) THEN format('to_jsonb(r.%I)::text', attname)
                ELSE format('r.%I::text', attname)
            END,
            ', ' ORDER BY attname
        )
    )
    FROM pg_attribute
    WHERE attrelid = format('public.%I', p_table)::regclass AND attnum > 0 AND NOT attisdropped
$$;
"""

ERASE = """
CREATE FUNCTION stakeholders_erase_trail_content(p_table text, p_row_id bigint, p_reason text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    v_seal stakeholders_trailseal%ROWTYPE;
    v_key text := 'pgh_id';
    v_blank text;
    v_text text;
    v_whole boolean;
    v_remains text;
BEGIN
    IF btrim(coalesce(p_reason, '')) = '' THEN
        RAISE EXCEPTION 'erasing needs a reason' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF p_table = 'stakeholders_auditevent' THEN
        v_key := 'id';
        v_blank := 'detail = ''{}''';
    ELSE
        SELECT string_agg(format('%I = NULL', attname), ', ') INTO v_blank
        FROM pg_attribute a
        WHERE a.attrelid = to_regclass(format('public.%I', p_table)) AND a.attnum > 0 AND NOT a.attisdropped
            AND NOT a.attnotnull AND a.attname NOT LIKE 'pgh\\_%'
            AND EXISTS (
                SELECT FROM pg_attribute k WHERE k.attrelid = a.attrelid AND k.attname = 'pgh_id'
            );
    END IF;
    IF v_blank IS NULL THEN
        RAISE EXCEPTION '% holds no content of the trail', p_table USING ERRCODE = 'invalid_parameter_value';
    END IF;
    SELECT * INTO v_seal FROM stakeholders_trailseal
        WHERE "table" = p_table AND row_id = p_row_id FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'row % of % is not sealed yet', p_row_id, p_table
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    IF v_seal.salt IS NULL THEN
        RETURN false;
    END IF;
    v_text := stakeholders_trail_row_text(p_table);
    -- A row that was altered must stay a finding; erasing would hide that.
    EXECUTE format('SELECT sha256($1 || %s) = $2 FROM %I r WHERE r.%I = $3', v_text, p_table, v_key)
        INTO v_whole USING v_seal.salt, v_seal.digest, p_row_id;
    IF v_whole IS NOT TRUE THEN
        RAISE EXCEPTION 'row % of % is not as it was sealed', p_row_id, p_table
            USING ERRCODE = 'data_corrupted';
    END IF;
    IF p_table = 'stakeholders_auditevent' AND EXISTS (
        SELECT FROM stakeholders_auditevent WHERE id = p_row_id AND action LIKE 'trail.%'
    ) THEN
        RAISE EXCEPTION 'what the trail says about itself stays' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM set_config('stakeholders.erasing', p_table, true);
    EXECUTE format('UPDATE %I SET %s WHERE %I = $1', p_table, v_blank, v_key) USING p_row_id;
    PERFORM set_config('stakeholders.erasing', 'stakeholders_trailseal', true);
    UPDATE stakeholders_trailseal SET salt = NULL WHERE sequence = v_seal.sequence;
    PERFORM set_config('stakeholders.erasing', '', true);
    EXECUTE format('SELECT encode(sha256(%s), ''hex'') FROM %I r WHERE r.%I = $1', v_text, p_table, v_key)
        INTO v_remains USING p_row_id;
    INSERT INTO stakeholders_auditevent (at, actor_id, action, object_type, object_id, detail)
    VALUES (
        clock_timestamp(),
        (
            SELECT id FROM stakeholders_user WHERE id = (
                NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user'
            )::bigint
        ),
        'trail.erased', p_table, p_row_id::text,
        jsonb_build_object('reason', p_reason, 'seal', v_seal.sequence, 'remains', v_remains)
    );
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION stakeholders_erase_trail_content(text, bigint, text) FROM PUBLIC;
"""
FORGET = """
DROP FUNCTION stakeholders_erase_trail_content(text, bigint, text);
DROP FUNCTION stakeholders_trail_row_text(text);
"""


def let_the_service_erase(apps, schema_editor):
    role = schema_editor.quote_name(settings.DATABASE_RUNTIME_ROLE)
    schema_editor.execute(
        f"GRANT EXECUTE ON FUNCTION stakeholders_erase_trail_content(text, bigint, text) TO {role}"
    )


class Migration(migrations.Migration):
    dependencies = [("stakeholders", "0004_trail_events")]
    operations = [
        migrations.RunSQL(REFUSE, REFUSE_ALL),
        append_only("stakeholders_trailseal", runtime_inserts=True),
        migrations.RunSQL(ROW_TEXT + ERASE, FORGET),
        migrations.RunPython(let_the_service_erase, migrations.RunPython.noop),
    ]

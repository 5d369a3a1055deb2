"""The trail's own SQL: the triggers that write it, and what keeps its tables append-only.

Migrations name what stands here, so the text of a class or function is never changed once it has been
released: a new wording is a new class or function.
"""

from django.conf import settings
from django.db import migrations
from pgtrigger.compiler import UpsertTriggerSql


class TrailTriggerSql(UpsertTriggerSql):
    """A trigger that can't be talked out of writing.

    pgtrigger's own template obeys the session variable `pgtrigger.ignore`, which every role may set.
    This one doesn't, and it writes with its owner's rights, so that the runtime role needs none on the
    event tables and can forge no event.  The search path ends with pg_temp: a temporary table named like
    an event table must not catch what is written.
    """

    def get_template(self) -> str:
        return """
            CREATE OR REPLACE FUNCTION {pgid}() RETURNS trigger LANGUAGE plpgsql
            SECURITY DEFINER SET search_path = public, pg_temp AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$;
            REVOKE ALL ON FUNCTION {pgid}() FROM PUBLIC;

            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE {constraint} TRIGGER {pgid}
                {when} {operation} ON {table}
                {timing}
                {referencing}
                FOR EACH {level} {condition}
                EXECUTE FUNCTION {execute};

            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


def append_only(table: str, *, runtime_inserts: bool = False) -> migrations.RunSQL:
    """Return the operation that lets a table of the trail only grow.

    A trigger refuses changes to everyone, the owner too; the runtime role may read, and insert only where
    it writes itself and no trigger does.
    """
    role = f'"{settings.DATABASE_RUNTIME_ROLE}"'
    taken = "UPDATE, DELETE, TRUNCATE" if runtime_inserts else "INSERT, UPDATE, DELETE, TRUNCATE"
    given = "UPDATE, DELETE" if runtime_inserts else "INSERT, UPDATE, DELETE"
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER trail_is_append_only BEFORE UPDATE OR DELETE ON "{table}"
            FOR EACH ROW EXECUTE FUNCTION stakeholders_refuse_trail_change();
        REVOKE {taken} ON "{table}" FROM {role};
        """,
        f"""
        GRANT {given} ON "{table}" TO {role};
        DROP TRIGGER trail_is_append_only ON "{table}";
        """,
    )


def begin_trail(table: str) -> migrations.RunSQL:
    """Return the operation that writes down the rows a tracked table has already, labelled 'snapshot'.

    Without it the first change of such a row would have no "before".
    """
    return migrations.RunSQL(
        f"""
        DO $$
        DECLARE
            columns text;
        BEGIN
            SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
            WHERE attrelid = 'public.{table}event'::regclass AND attnum > 0 AND NOT attisdropped
                AND attname NOT LIKE 'pgh\\_%';
            EXECUTE format(
                'INSERT INTO {table}event (%s, pgh_created_at, pgh_label, pgh_obj_id) '
                'SELECT %s, now(), ''snapshot'', id FROM {table} ORDER BY id',
                columns, columns
            );
        END $$;
        """,  # noqa: S608 - the name comes from our own migrations
        migrations.RunSQL.noop,
    )

"""Which of an edition's prints is its copy for the archive."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import stakeholders.trail_sql


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0008_own_sections_and_cutoff"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="editionprint",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="editionprint",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="editionprint",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="editionprint",
            name="variant",
            field=models.CharField(
                blank=True,
                choices=[("archive", "arkivexemplar, pdf/A")],
                max_length=10,
                verbose_name="utförande",
            ),
        ),
        migrations.AddField(
            model_name="editionprintevent",
            name="variant",
            field=models.CharField(
                blank=True,
                choices=[("archive", "arkivexemplar, pdf/A")],
                max_length=10,
                null=True,
                verbose_name="utförande",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionprint",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionprintevent" ("edition_id", "id", "job_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "variant") VALUES (NEW."edition_id", NEW."id", NEW."job_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."variant"); RETURN NULL;',
                    hash="e57e230cdeefd582a0211daf5d9eddee42ec51b4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a287a",
                    table="reports_editionprint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionprint",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reports_editionprintevent" ("edition_id", "id", "job_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "variant") VALUES (NEW."edition_id", NEW."id", NEW."job_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."variant"); RETURN NULL;',
                    hash="698f1ed0233702d99ee892eb262ab4a34f6695ec",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_799f7",
                    table="reports_editionprint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionprint",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionprintevent" ("edition_id", "id", "job_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "variant") VALUES (OLD."edition_id", OLD."id", OLD."job_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."variant"); RETURN NULL;',
                    hash="24a72dc07cec176f8c8f024bca615fb945486701",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2093d",
                    table="reports_editionprint",
                    when="AFTER",
                ),
            ),
        ),
    ]

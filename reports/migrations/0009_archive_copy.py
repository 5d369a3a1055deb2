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
            name="is_archive",
            field=models.BooleanField(default=False, verbose_name="arkivexemplar"),
        ),
        migrations.AddField(
            model_name="editionprintevent",
            name="is_archive",
            field=models.BooleanField(default=False, null=True, verbose_name="arkivexemplar"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionprint",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionprintevent" ("edition_id", "id", "is_archive", "job_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."edition_id", NEW."id", NEW."is_archive", NEW."job_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="fc0f8838e7d377bcc6bb294a832b8c318f87108a",
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
                    func='INSERT INTO "reports_editionprintevent" ("edition_id", "id", "is_archive", "job_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."edition_id", NEW."id", NEW."is_archive", NEW."job_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="3dbcf08ee902f87dc2b8afc4245f381b83e31b04",
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
                    func='INSERT INTO "reports_editionprintevent" ("edition_id", "id", "is_archive", "job_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."edition_id", OLD."id", OLD."is_archive", OLD."job_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="2b811551635cc1127310f129d434373214d290bd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2093d",
                    table="reports_editionprint",
                    when="AFTER",
                ),
            ),
        ),
    ]

"""Sections of the district's own need no table; a chosen cut-off, and why a source's words were let through."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import platssamverkan.core.guard
import stakeholders.trail_sql


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0007_collaboration_pages"),
        ("reports", "0007_kept_while_written"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="edition",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="edition",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="edition",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="editionsource",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="editionsource",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="editionsource",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="edition",
            name="cutoff_week",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="brytdatum, vecka"),
        ),
        migrations.AddField(
            model_name="editionevent",
            name="cutoff_week",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="brytdatum, vecka"),
        ),
        migrations.AddField(
            model_name="editionsource",
            name="guard_reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="editionsourceevent",
            name="guard_reason",
            field=models.CharField(blank=True, max_length=300, null=True),
        ),
        migrations.AlterField(
            model_name="editionsource",
            name="note",
            field=models.CharField(
                blank=True,
                max_length=300,
                validators=[platssamverkan.core.guard.validate_no_person_numbers],
                verbose_name="anmärkning",
            ),
        ),
        migrations.AlterField(
            model_name="editionsourceevent",
            name="note",
            field=models.CharField(
                blank=True,
                max_length=300,
                null=True,
                validators=[platssamverkan.core.guard.validate_no_person_numbers],
                verbose_name="anmärkning",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionevent" ("area_id", "audience", "code_version", "cutoff_week", "derived_from_id", "diary_number", "frozen_at", "id", "is_invented", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "published_at", "published_by_id", "rule_version", "snapshot_sha256", "started_at", "started_by_id", "status", "year") VALUES (NEW."area_id", NEW."audience", NEW."code_version", NEW."cutoff_week", NEW."derived_from_id", NEW."diary_number", NEW."frozen_at", NEW."id", NEW."is_invented", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."published_at", NEW."published_by_id", NEW."rule_version", NEW."snapshot_sha256", NEW."started_at", NEW."started_by_id", NEW."status", NEW."year"); RETURN NULL;',
                    hash="fa96bc661a8f1e0e43f154e12d800d793733e9c6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ccfb0",
                    table="reports_edition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition='WHEN (OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."audience" IS DISTINCT FROM (NEW."audience") OR OLD."code_version" IS DISTINCT FROM (NEW."code_version") OR OLD."cutoff_week" IS DISTINCT FROM (NEW."cutoff_week") OR OLD."derived_from_id" IS DISTINCT FROM (NEW."derived_from_id") OR OLD."diary_number" IS DISTINCT FROM (NEW."diary_number") OR OLD."frozen_at" IS DISTINCT FROM (NEW."frozen_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_invented" IS DISTINCT FROM (NEW."is_invented") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."rule_version" IS DISTINCT FROM (NEW."rule_version") OR OLD."snapshot_sha256" IS DISTINCT FROM (NEW."snapshot_sha256") OR OLD."started_at" IS DISTINCT FROM (NEW."started_at") OR OLD."started_by_id" IS DISTINCT FROM (NEW."started_by_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "reports_editionevent" ("area_id", "audience", "code_version", "cutoff_week", "derived_from_id", "diary_number", "frozen_at", "id", "is_invented", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "published_at", "published_by_id", "rule_version", "snapshot_sha256", "started_at", "started_by_id", "status", "year") VALUES (NEW."area_id", NEW."audience", NEW."code_version", NEW."cutoff_week", NEW."derived_from_id", NEW."diary_number", NEW."frozen_at", NEW."id", NEW."is_invented", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."published_at", NEW."published_by_id", NEW."rule_version", NEW."snapshot_sha256", NEW."started_at", NEW."started_by_id", NEW."status", NEW."year"); RETURN NULL;',
                    hash="b8bce175ec8e95f56aa7905e45ea2f96524f1556",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7543e",
                    table="reports_edition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionevent" ("area_id", "audience", "code_version", "cutoff_week", "derived_from_id", "diary_number", "frozen_at", "id", "is_invented", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "published_at", "published_by_id", "rule_version", "snapshot_sha256", "started_at", "started_by_id", "status", "year") VALUES (OLD."area_id", OLD."audience", OLD."code_version", OLD."cutoff_week", OLD."derived_from_id", OLD."diary_number", OLD."frozen_at", OLD."id", OLD."is_invented", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."published_at", OLD."published_by_id", OLD."rule_version", OLD."snapshot_sha256", OLD."started_at", OLD."started_by_id", OLD."status", OLD."year"); RETURN NULL;',
                    hash="d4e3d77677d8dec94e73d44fbb74c2cd9e880e10",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_804c5",
                    table="reports_edition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionsource",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionsourceevent" ("as_of", "author", "edition_id", "fetched_on", "guard_reason", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url", "year") VALUES (NEW."as_of", NEW."author", NEW."edition_id", NEW."fetched_on", NEW."guard_reason", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."title", NEW."url", NEW."year"); RETURN NULL;',
                    hash="bde3c4aadb138199ddb93a4bf921fc3aeb73e203",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_aef0f",
                    table="reports_editionsource",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionsource",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reports_editionsourceevent" ("as_of", "author", "edition_id", "fetched_on", "guard_reason", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url", "year") VALUES (NEW."as_of", NEW."author", NEW."edition_id", NEW."fetched_on", NEW."guard_reason", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."title", NEW."url", NEW."year"); RETURN NULL;',
                    hash="f27bfeb8405252adceb3ddd5b686bcd29b18c639",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eeb7f",
                    table="reports_editionsource",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionsource",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionsourceevent" ("as_of", "author", "edition_id", "fetched_on", "guard_reason", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url", "year") VALUES (OLD."as_of", OLD."author", OLD."edition_id", OLD."fetched_on", OLD."guard_reason", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."title", OLD."url", OLD."year"); RETURN NULL;',
                    hash="e0e20bc6aac182a1d05ad9eea45704f2b23000eb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f800f",
                    table="reports_editionsource",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cutoff_week__isnull", True), ("cutoff_week__range", (1, 53)), _connector="OR"
                ),
                name="edition_cutoff_is_a_week",
            ),
        ),
    ]

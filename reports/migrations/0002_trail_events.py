"""Keep every version of the rows that matter, in tables that only grow."""

import uuid

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import stakeholders.trail_sql
from stakeholders.trail_sql import append_only, begin_trail


class Migration(migrations.Migration):
    dependencies = [
        ("stakeholders", "0004_trail_events"),
        ("places", "0005_trail_events"),
        ("reports", "0001_report_jobs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportJobEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "pgh_transaction",
                    models.BigIntegerField(
                        db_default=models.Func(function="txid_current", output_field=models.BigIntegerField())
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, null=True)),
                ("year", models.PositiveSmallIntegerField(null=True, verbose_name="år")),
                ("ordered_at", models.DateTimeField(auto_now_add=True, null=True, verbose_name="beställd")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "Väntar"),
                            ("building", "Byggs"),
                            ("done", "Klar"),
                            ("failed", "Misslyckades"),
                        ],
                        default="queued",
                        max_length=10,
                        null=True,
                    ),
                ),
                ("attempt", models.PositiveSmallIntegerField(default=0, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="klar")),
                ("error", models.CharField(blank=True, max_length=300, null=True)),
                ("file", models.FileField(blank=True, null=True, upload_to="lagesbilder/")),
                ("size", models.PositiveIntegerField(blank=True, null=True, verbose_name="storlek")),
                ("sha256", models.CharField(blank=True, max_length=64, null=True)),
                ("pages", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="sidor")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportjob",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_reportjobevent" ("area_id", "attempt", "error", "file", "finished_at", "id", "ordered_at", "ordered_by_id", "pages", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sha256", "size", "status", "year") VALUES (NEW."area_id", NEW."attempt", NEW."error", NEW."file", NEW."finished_at", NEW."id", NEW."ordered_at", NEW."ordered_by_id", NEW."pages", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."sha256", NEW."size", NEW."status", NEW."year"); RETURN NULL;',
                    hash="8387accff34b28aaca02fdbbd5e67f79d48b2c5e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ebf4f",
                    table="reports_reportjob",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportjob",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition='WHEN (OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."attempt" IS DISTINCT FROM (NEW."attempt") OR OLD."error" IS DISTINCT FROM (NEW."error") OR OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."finished_at" IS DISTINCT FROM (NEW."finished_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."ordered_at" IS DISTINCT FROM (NEW."ordered_at") OR OLD."ordered_by_id" IS DISTINCT FROM (NEW."ordered_by_id") OR OLD."pages" IS DISTINCT FROM (NEW."pages") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "reports_reportjobevent" ("area_id", "attempt", "error", "file", "finished_at", "id", "ordered_at", "ordered_by_id", "pages", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sha256", "size", "status", "year") VALUES (NEW."area_id", NEW."attempt", NEW."error", NEW."file", NEW."finished_at", NEW."id", NEW."ordered_at", NEW."ordered_by_id", NEW."pages", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."sha256", NEW."size", NEW."status", NEW."year"); RETURN NULL;',
                    hash="27dc6cfd646a7c8e7aa8d59c4959a5b1b5263759",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1ab4d",
                    table="reports_reportjob",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportjob",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_reportjobevent" ("area_id", "attempt", "error", "file", "finished_at", "id", "ordered_at", "ordered_by_id", "pages", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sha256", "size", "status", "year") VALUES (OLD."area_id", OLD."attempt", OLD."error", OLD."file", OLD."finished_at", OLD."id", OLD."ordered_at", OLD."ordered_by_id", OLD."pages", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."sha256", OLD."size", OLD."status", OLD."year"); RETURN NULL;',
                    hash="670b9d4afbd56c508f11d25bc55919e0cff50277",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cb3cc",
                    table="reports_reportjob",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="reportjobevent",
            name="area",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.area",
            ),
        ),
        migrations.AddField(
            model_name="reportjobevent",
            name="ordered_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reportjobevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="reports.reportjob",
            ),
        ),
        begin_trail("reports_reportjob"),
        append_only("reports_reportjobevent"),
    ]

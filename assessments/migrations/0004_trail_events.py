"""Keep every version of the rows that matter, in tables that only grow."""

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
        ("assessments", "0003_joint_decision"),
        ("places", "0005_trail_events"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AssessmentEvent",
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
                ("iso_year", models.PositiveSmallIntegerField(null=True, verbose_name="år")),
                ("iso_week", models.PositiveSmallIntegerField(null=True, verbose_name="vecka")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Normalt läge"),
                            (2, "Avvikande läge"),
                            (3, "Oroande läge"),
                            (4, "Allvarligt läge"),
                            (5, "Kritiskt läge"),
                        ],
                        null=True,
                        verbose_name="nivå",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("decided", "Beslutad här"), ("imported", "Inläst")],
                        max_length=20,
                        null=True,
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, null=True, verbose_name="källa")),
                ("version", models.PositiveIntegerField(default=1, null=True)),
                ("decided_at", models.DateTimeField(null=True, verbose_name="bedömd")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "assessments_assessmentevent" ("area_id", "decided_at", "decided_by_id", "decision_id", "id", "iso_week", "iso_year", "level", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "version") VALUES (NEW."area_id", NEW."decided_at", NEW."decided_by_id", NEW."decision_id", NEW."id", NEW."iso_week", NEW."iso_year", NEW."level", NEW."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."source", NEW."version"); RETURN NULL;',
                    hash="c768393307f964ba52624675f3062ce0f4218da1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3ca2a",
                    table="assessments_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "assessments_assessmentevent" ("area_id", "decided_at", "decided_by_id", "decision_id", "id", "iso_week", "iso_year", "level", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "version") VALUES (NEW."area_id", NEW."decided_at", NEW."decided_by_id", NEW."decision_id", NEW."id", NEW."iso_week", NEW."iso_year", NEW."level", NEW."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."source", NEW."version"); RETURN NULL;',
                    hash="de7af2576ec0ec32924eebb56cc8e4d2681e99f9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d96c6",
                    table="assessments_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "assessments_assessmentevent" ("area_id", "decided_at", "decided_by_id", "decision_id", "id", "iso_week", "iso_year", "level", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "version") VALUES (OLD."area_id", OLD."decided_at", OLD."decided_by_id", OLD."decision_id", OLD."id", OLD."iso_week", OLD."iso_year", OLD."level", OLD."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."source", OLD."version"); RETURN NULL;',
                    hash="485d0aa3616812568ce080d307ec1f531a00d28c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_28394",
                    table="assessments_assessment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="assessmentevent",
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
            model_name="assessmentevent",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
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
            model_name="assessmentevent",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="assessments.decision",
            ),
        ),
        migrations.AddField(
            model_name="assessmentevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="assessments.assessment",
            ),
        ),
        migrations.AddIndex(
            model_name="assessmentevent",
            index=models.Index(fields=["area", "iso_year", "iso_week"], name="assessment_history"),
        ),
        begin_trail("assessments_assessment"),
        append_only("assessments_assessmentevent"),
    ]

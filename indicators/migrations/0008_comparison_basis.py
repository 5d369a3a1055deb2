"""Say which areas are alike, and which are centres."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import stakeholders.trail_sql
from stakeholders.trail_sql import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0007_survey_references"),
        ("places", "0006_places_trail"),
        ("stakeholders", "0004_trail_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="ComparisonBasis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("group", models.CharField(blank=True, max_length=60, verbose_name="jämförelsegrupp")),
                ("has_visitors", models.BooleanField(default=False, verbose_name="många besökare på dagen")),
                (
                    "area",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comparison_basis",
                        to="places.area",
                    ),
                ),
            ],
            options={
                "verbose_name": "jämförelsegrund",
                "verbose_name_plural": "jämförelsegrunder",
            },
        ),
        migrations.CreateModel(
            name="ComparisonBasisEvent",
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
                (
                    "group",
                    models.CharField(blank=True, max_length=60, null=True, verbose_name="jämförelsegrupp"),
                ),
                (
                    "has_visitors",
                    models.BooleanField(default=False, null=True, verbose_name="många besökare på dagen"),
                ),
                (
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.area",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="indicators.comparisonbasis",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comparisonbasis",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_comparisonbasisevent" ("area_id", "group", "has_visitors", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."area_id", NEW."group", NEW."has_visitors", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="5a7cbb3faa3f0a712e04e25d8c5084a662f831a2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8be64",
                    table="indicators_comparisonbasis",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comparisonbasis",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "indicators_comparisonbasisevent" ("area_id", "group", "has_visitors", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."area_id", NEW."group", NEW."has_visitors", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="727fc0fdb77fe02bf5f1a385214c1a524545bf45",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_09992",
                    table="indicators_comparisonbasis",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comparisonbasis",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_comparisonbasisevent" ("area_id", "group", "has_visitors", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."area_id", OLD."group", OLD."has_visitors", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="3d19f040dd8aead5925204eaf38b2e329a676733",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_44a65",
                    table="indicators_comparisonbasis",
                    when="AFTER",
                ),
            ),
        ),
        append_only("indicators_comparisonbasisevent"),
    ]

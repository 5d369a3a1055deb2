"""Keep every version of the rows that matter, in tables that only grow."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import stakeholders.trail_sql
from stakeholders.trail_sql import append_only, begin_trail


class Migration(migrations.Migration):
    dependencies = [
        ("stakeholders", "0004_trail_events"),
        ("indicators", "0002_categories"),
        ("places", "0005_trail_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="CompstatFigureEvent",
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
                ("period_start", models.DateField(null=True, verbose_name="från och med")),
                ("period_end", models.DateField(null=True, verbose_name="till och med")),
                ("count", models.PositiveIntegerField(null=True, verbose_name="antal")),
                ("source", models.CharField(max_length=200, null=True, verbose_name="källa")),
                ("extracted_on", models.DateField(null=True, verbose_name="uttagen")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="compstatfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_compstatfigureevent" ("area_id", "category_id", "count", "extracted_on", "id", "period_end", "period_start", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."area_id", NEW."category_id", NEW."count", NEW."extracted_on", NEW."id", NEW."period_end", NEW."period_start", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."source"); RETURN NULL;',
                    hash="1fa00a7853fa50d2e699fe7c229b927ba1f6b070",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_84d96",
                    table="indicators_compstatfigure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="compstatfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "indicators_compstatfigureevent" ("area_id", "category_id", "count", "extracted_on", "id", "period_end", "period_start", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."area_id", NEW."category_id", NEW."count", NEW."extracted_on", NEW."id", NEW."period_end", NEW."period_start", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."source"); RETURN NULL;',
                    hash="41b3ed0a62d64871475feacb5cc08035be7f0bc1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8d00e",
                    table="indicators_compstatfigure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="compstatfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_compstatfigureevent" ("area_id", "category_id", "count", "extracted_on", "id", "period_end", "period_start", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."area_id", OLD."category_id", OLD."count", OLD."extracted_on", OLD."id", OLD."period_end", OLD."period_start", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."source"); RETURN NULL;',
                    hash="1b04c132c5adc34da73168a60b3ef5a89f84b3bb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5817f",
                    table="indicators_compstatfigure",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="compstatfigureevent",
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
            model_name="compstatfigureevent",
            name="category",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="indicators.compstatcategory",
            ),
        ),
        migrations.AddField(
            model_name="compstatfigureevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="indicators.compstatfigure",
            ),
        ),
        begin_trail("indicators_compstatfigure"),
        append_only("indicators_compstatfigureevent"),
    ]

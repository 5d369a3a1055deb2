"""Keep what a district measures itself."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import stakeholders.trail_sql
from stakeholders.trail_sql import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0005_official_tables"),
        ("places", "0006_places_trail"),
        ("stakeholders", "0004_trail_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="namn")),
                ("unit", models.CharField(max_length=40, verbose_name="enhet")),
                ("decimals", models.PositiveSmallIntegerField(default=0, verbose_name="decimaler")),
                ("source", models.CharField(max_length=200, verbose_name="källa")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_series",
                        to="places.area",
                    ),
                ),
            ],
            options={
                "verbose_name": "egen mätserie",
                "verbose_name_plural": "egna mätserier",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="OwnSeriesEvent",
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
                ("name", models.CharField(max_length=120, null=True, verbose_name="namn")),
                ("unit", models.CharField(max_length=40, null=True, verbose_name="enhet")),
                (
                    "decimals",
                    models.PositiveSmallIntegerField(default=0, null=True, verbose_name="decimaler"),
                ),
                ("source", models.CharField(max_length=200, null=True, verbose_name="källa")),
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
                        to="indicators.ownseries",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OwnValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=60, verbose_name="period eller grupp")),
                ("period_start", models.DateField(verbose_name="från och med")),
                ("period_end", models.DateField(verbose_name="till och med")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                ("value", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="värde")),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="values",
                        to="indicators.ownseries",
                    ),
                ),
            ],
            options={
                "verbose_name": "mätvärde",
                "verbose_name_plural": "mätvärden",
                "ordering": ("position", "period_start", "label"),
            },
        ),
        migrations.CreateModel(
            name="OwnValueEvent",
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
                ("label", models.CharField(max_length=60, null=True, verbose_name="period eller grupp")),
                ("period_start", models.DateField(null=True, verbose_name="från och med")),
                ("period_end", models.DateField(null=True, verbose_name="till och med")),
                ("position", models.PositiveSmallIntegerField(default=0, null=True, verbose_name="ordning")),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name="värde"),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="indicators.ownvalue",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="indicators.ownseries",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="ownseries",
            constraint=models.UniqueConstraint(fields=("area", "name"), name="own_series_once"),
        ),
        migrations.AddConstraint(
            model_name="ownseries",
            constraint=models.CheckConstraint(
                condition=models.Q(("decimals__lte", 2)), name="own_series_decimals_are_stored"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ownseries",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_ownseriesevent" ("area_id", "decimals", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "unit") VALUES (NEW."area_id", NEW."decimals", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."source", NEW."unit"); RETURN NULL;',
                    hash="467f57860418bb4293aa28000715d7f5cce6b1f8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_23b73",
                    table="indicators_ownseries",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ownseries",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "indicators_ownseriesevent" ("area_id", "decimals", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "unit") VALUES (NEW."area_id", NEW."decimals", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."source", NEW."unit"); RETURN NULL;',
                    hash="5683f95b0c8381f8c32ea571b45eec57c024ae9b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d7907",
                    table="indicators_ownseries",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ownseries",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_ownseriesevent" ("area_id", "decimals", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "unit") VALUES (OLD."area_id", OLD."decimals", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."source", OLD."unit"); RETURN NULL;',
                    hash="f12ea64ab13e186a8de78e6d56e96dab6827ba07",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_42ab2",
                    table="indicators_ownseries",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="ownvalue",
            constraint=models.UniqueConstraint(fields=("series", "label"), name="own_value_once"),
        ),
        migrations.AddConstraint(
            model_name="ownvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(("period_end__gte", models.F("period_start"))),
                name="own_value_period_runs_forward",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ownvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_ownvalueevent" ("id", "label", "period_end", "period_start", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "series_id", "value") VALUES (NEW."id", NEW."label", NEW."period_end", NEW."period_start", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."position", NEW."series_id", NEW."value"); RETURN NULL;',
                    hash="1fec8aebf6e1e881565598f40ab79051f980442a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_46949",
                    table="indicators_ownvalue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ownvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "indicators_ownvalueevent" ("id", "label", "period_end", "period_start", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "series_id", "value") VALUES (NEW."id", NEW."label", NEW."period_end", NEW."period_start", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."position", NEW."series_id", NEW."value"); RETURN NULL;',
                    hash="eb0b46085c679cc81b574cf49ed601a414335cac",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7f554",
                    table="indicators_ownvalue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ownvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_ownvalueevent" ("id", "label", "period_end", "period_start", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "series_id", "value") VALUES (OLD."id", OLD."label", OLD."period_end", OLD."period_start", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."position", OLD."series_id", OLD."value"); RETURN NULL;',
                    hash="c8f58a598cdf954f61f59f3d50e41877f7039538",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_26e68",
                    table="indicators_ownvalue",
                    when="AFTER",
                ),
            ),
        ),
        append_only("indicators_ownseriesevent"),
        append_only("indicators_ownvalueevent"),
    ]

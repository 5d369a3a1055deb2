"""Keep published tables, and which of their regions an area is made of."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import stakeholders.trail_sql
from stakeholders.trail_sql import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0004_printed_changes_facts_surveys"),
        ("places", "0006_places_trail"),
        ("stakeholders", "0004_trail_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficialTableEvent",
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
                    "origin",
                    models.CharField(
                        choices=[("scb", "SCB"), ("kolada", "Kolada"), ("bra", "Brå")],
                        max_length=20,
                        null=True,
                        verbose_name="utgivare",
                    ),
                ),
                ("code", models.CharField(max_length=60, null=True, verbose_name="tabell")),
                ("title", models.CharField(max_length=300, null=True, verbose_name="rubrik")),
                ("unit", models.CharField(blank=True, max_length=80, null=True, verbose_name="enhet")),
                ("source", models.CharField(max_length=200, null=True, verbose_name="källa")),
                (
                    "reference_time",
                    models.CharField(blank=True, max_length=120, null=True, verbose_name="referenstid"),
                ),
                (
                    "published",
                    models.CharField(
                        blank=True, max_length=60, null=True, verbose_name="uppdaterad av utgivaren"
                    ),
                ),
                ("is_count", models.BooleanField(default=False, null=True, verbose_name="antal")),
                ("read_on", models.DateField(null=True, verbose_name="inläst")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AreaRegion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("part", "ingår i området"), ("reference", "jämförelse")],
                        max_length=20,
                        verbose_name="roll",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="regionkod")),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="namn")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="regions", to="places.area"
                    ),
                ),
            ],
            options={
                "verbose_name": "statistikområde",
                "verbose_name_plural": "statistikområden",
                "ordering": ("role", "code"),
            },
        ),
        migrations.CreateModel(
            name="AreaRegionEvent",
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
                    "role",
                    models.CharField(
                        choices=[("part", "ingår i området"), ("reference", "jämförelse")],
                        max_length=20,
                        null=True,
                        verbose_name="roll",
                    ),
                ),
                ("code", models.CharField(max_length=20, null=True, verbose_name="regionkod")),
                ("name", models.CharField(blank=True, max_length=80, null=True, verbose_name="namn")),
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
                        to="indicators.arearegion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OfficialTable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("scb", "SCB"), ("kolada", "Kolada"), ("bra", "Brå")],
                        max_length=20,
                        verbose_name="utgivare",
                    ),
                ),
                ("code", models.CharField(max_length=60, verbose_name="tabell")),
                ("title", models.CharField(max_length=300, verbose_name="rubrik")),
                ("unit", models.CharField(blank=True, max_length=80, verbose_name="enhet")),
                ("source", models.CharField(max_length=200, verbose_name="källa")),
                ("reference_time", models.CharField(blank=True, max_length=120, verbose_name="referenstid")),
                (
                    "published",
                    models.CharField(blank=True, max_length=60, verbose_name="uppdaterad av utgivaren"),
                ),
                ("is_count", models.BooleanField(default=False, verbose_name="antal")),
                ("read_on", models.DateField(verbose_name="inläst")),
            ],
            options={
                "verbose_name": "officiell tabell",
                "verbose_name_plural": "officiella tabeller",
                "ordering": ("origin", "title", "code"),
                "constraints": [
                    models.UniqueConstraint(fields=("origin", "code"), name="official_table_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficialFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("region", models.CharField(max_length=20, verbose_name="regionkod")),
                ("region_name", models.CharField(blank=True, max_length=120, verbose_name="region")),
                ("period", models.CharField(max_length=20, verbose_name="period")),
                ("label", models.CharField(blank=True, max_length=200, verbose_name="uppdelning")),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="värde"
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="indicators.officialtable",
                    ),
                ),
            ],
            options={
                "verbose_name": "officiell uppgift",
                "verbose_name_plural": "officiella uppgifter",
                "ordering": ("period", "position", "region"),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officialtable",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_officialtableevent" ("code", "id", "is_count", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "read_on", "reference_time", "source", "title", "unit") VALUES (NEW."code", NEW."id", NEW."is_count", NEW."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."published", NEW."read_on", NEW."reference_time", NEW."source", NEW."title", NEW."unit"); RETURN NULL;',
                    hash="43f1ec58246b6bc65ba01370d0ca244db655d409",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7cb9d",
                    table="indicators_officialtable",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officialtable",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "indicators_officialtableevent" ("code", "id", "is_count", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "read_on", "reference_time", "source", "title", "unit") VALUES (NEW."code", NEW."id", NEW."is_count", NEW."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."published", NEW."read_on", NEW."reference_time", NEW."source", NEW."title", NEW."unit"); RETURN NULL;',
                    hash="b5618f4d23015ab06af1aceaee4fd76ba1598fdb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_47bda",
                    table="indicators_officialtable",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officialtable",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_officialtableevent" ("code", "id", "is_count", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "read_on", "reference_time", "source", "title", "unit") VALUES (OLD."code", OLD."id", OLD."is_count", OLD."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."published", OLD."read_on", OLD."reference_time", OLD."source", OLD."title", OLD."unit"); RETURN NULL;',
                    hash="e2428e5066cff9fad6d24a56eaa4b7c4f7738704",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1c485",
                    table="indicators_officialtable",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="officialtableevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="indicators.officialtable",
            ),
        ),
        migrations.AddConstraint(
            model_name="arearegion",
            constraint=models.UniqueConstraint(fields=("area", "role", "code"), name="area_region_once"),
        ),
        migrations.AddConstraint(
            model_name="arearegion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("role", "reference")),
                fields=("area",),
                name="area_compares_with_one_region",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="arearegion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_arearegionevent" ("area_id", "code", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."area_id", NEW."code", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."role"); RETURN NULL;',
                    hash="938007e46ddf87d7494e82ecada90667ebbdf57a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_00637",
                    table="indicators_arearegion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="arearegion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "indicators_arearegionevent" ("area_id", "code", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."area_id", NEW."code", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."role"); RETURN NULL;',
                    hash="4ac0f5b61e529b2ac08bb41499a3addbe99f49dc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_04e64",
                    table="indicators_arearegion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="arearegion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_arearegionevent" ("area_id", "code", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (OLD."area_id", OLD."code", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."role"); RETURN NULL;',
                    hash="3715aa1b9977224a879891859ded5bdf79bcd8bb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7b6e0",
                    table="indicators_arearegion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="officialfigure",
            constraint=models.UniqueConstraint(
                fields=("table", "region", "period", "label"), name="official_figure_once"
            ),
        ),
        append_only("indicators_officialtableevent"),
        append_only("indicators_arearegionevent"),
    ]

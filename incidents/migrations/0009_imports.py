"""How senders' files are read, each import, and which rows are in already."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import stakeholders.trail_sql
from stakeholders.trail_sql import append_only, begin_trail


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0008_sensitive_table"),
        ("places", "0007_collaboration_pages"),
        ("stakeholders", "0008_measure_links"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="filens kontrollsumma")),
                ("read", models.PositiveIntegerField(verbose_name="lästa rader")),
                ("added", models.PositiveIntegerField(verbose_name="nya händelser")),
                ("known", models.PositiveIntegerField(verbose_name="fanns redan")),
                ("outside", models.PositiveIntegerField(verbose_name="utanför området")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="inläst")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="ångrad")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="import_runs",
                        to="places.area",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="import_runs",
                        to="stakeholders.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "inläsning",
                "verbose_name_plural": "inläsningar",
                "ordering": ("-made_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ImportedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField()),
                (
                    "incident",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imported_row",
                        to="incidents.incident",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stakeholders.organisation",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="incidents.importrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "inläst rad",
                "verbose_name_plural": "inlästa rader",
            },
        ),
        migrations.CreateModel(
            name="ImportRunEvent",
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
                ("digest", models.CharField(max_length=64, null=True, verbose_name="filens kontrollsumma")),
                ("read", models.PositiveIntegerField(null=True, verbose_name="lästa rader")),
                ("added", models.PositiveIntegerField(null=True, verbose_name="nya händelser")),
                ("known", models.PositiveIntegerField(null=True, verbose_name="fanns redan")),
                ("outside", models.PositiveIntegerField(null=True, verbose_name="utanför området")),
                ("made_at", models.DateTimeField(auto_now_add=True, null=True, verbose_name="inläst")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="ångrad")),
                (
                    "district",
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
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stakeholders.organisation",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="incidents.importrun",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImportMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.SlugField(max_length=160, unique=True, verbose_name="namn")),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("own_organisation", "bara den egna organisationen"),
                            ("authorities", "myndigheterna"),
                            ("all_parties", "alla parter"),
                            ("public", "alla, även allmänheten"),
                        ],
                        max_length=20,
                        verbose_name="ser",
                    ),
                ),
                ("columns", models.JSONField(verbose_name="kolumnernas betydelse")),
                ("words", models.JSONField(verbose_name="ordens betydelse")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="import_mappings",
                        to="places.area",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="import_mappings",
                        to="stakeholders.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "kolumntolkning för händelser",
                "verbose_name_plural": "kolumntolkningar för händelser",
                "ordering": ("name",),
                "constraints": [
                    models.UniqueConstraint(fields=("district", "organisation"), name="import_mapping_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("added__lte", models.F("read"))), name="import_adds_what_it_read"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importrun",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "incidents_importrunevent" ("added", "digest", "district_id", "id", "known", "made_at", "organisation_id", "outside", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "read", "undone_at") VALUES (NEW."added", NEW."digest", NEW."district_id", NEW."id", NEW."known", NEW."made_at", NEW."organisation_id", NEW."outside", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."read", NEW."undone_at"); RETURN NULL;',
                    hash="2fc565215dbe309e39af9c64b42badf7415ba887",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c72bc",
                    table="incidents_importrun",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importrun",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "incidents_importrunevent" ("added", "digest", "district_id", "id", "known", "made_at", "organisation_id", "outside", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "read", "undone_at") VALUES (NEW."added", NEW."digest", NEW."district_id", NEW."id", NEW."known", NEW."made_at", NEW."organisation_id", NEW."outside", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."read", NEW."undone_at"); RETURN NULL;',
                    hash="ab608e1578413649afb5412352611d61be9a6468",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_85597",
                    table="incidents_importrun",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importrun",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "incidents_importrunevent" ("added", "digest", "district_id", "id", "known", "made_at", "organisation_id", "outside", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "read", "undone_at") VALUES (OLD."added", OLD."digest", OLD."district_id", OLD."id", OLD."known", OLD."made_at", OLD."organisation_id", OLD."outside", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."read", OLD."undone_at"); RETURN NULL;',
                    hash="5ee22e8584d50d882ff0cc435dc794106d4abd4e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_85372",
                    table="incidents_importrun",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="importedrow",
            constraint=models.UniqueConstraint(fields=("organisation", "key"), name="imported_row_once"),
        ),
        begin_trail("incidents_importrun"),
        append_only("incidents_importrunevent"),
    ]

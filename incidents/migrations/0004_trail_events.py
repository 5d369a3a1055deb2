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
        ("incidents", "0003_owner_and_visibility"),
        ("places", "0005_trail_events"),
        ("stakeholders", "0004_trail_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="IncidentEvent",
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
                    "visibility",
                    models.CharField(
                        choices=[
                            ("own_organisation", "bara den egna organisationen"),
                            ("authorities", "myndigheterna"),
                            ("all_parties", "alla parter"),
                            ("public", "alla, även allmänheten"),
                        ],
                        db_default="authorities",
                        default="authorities",
                        max_length=20,
                        null=True,
                        verbose_name="ser",
                    ),
                ),
                (
                    "severity",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Räknas inte"),
                            (1, "Lindrig"),
                            (2, "Oroande"),
                            (3, "Allvarlig"),
                            (4, "Kritisk"),
                        ],
                        null=True,
                        verbose_name="allvar",
                    ),
                ),
                ("occurred_from", models.DateTimeField(null=True, verbose_name="tidigast")),
                ("occurred_to", models.DateTimeField(null=True, verbose_name="senast")),
                (
                    "included_in_assessment",
                    models.BooleanField(default=True, null=True, verbose_name="ingår i urvalet"),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("reported", "Rapporterad"), ("invented", "Påhittad")],
                        default="reported",
                        max_length=20,
                        null=True,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incident",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "incidents_incidentevent" ("area_id", "category_id", "created_at", "duplicate_of_id", "id", "included_in_assessment", "occurred_from", "occurred_to", "origin", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "severity", "visibility") VALUES (NEW."area_id", NEW."category_id", NEW."created_at", NEW."duplicate_of_id", NEW."id", NEW."included_in_assessment", NEW."occurred_from", NEW."occurred_to", NEW."origin", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."severity", NEW."visibility"); RETURN NULL;',
                    hash="b9bab73afc050674f1c336e78fcb15e8755d8225",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_edffb",
                    table="incidents_incident",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incident",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "incidents_incidentevent" ("area_id", "category_id", "created_at", "duplicate_of_id", "id", "included_in_assessment", "occurred_from", "occurred_to", "origin", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "severity", "visibility") VALUES (NEW."area_id", NEW."category_id", NEW."created_at", NEW."duplicate_of_id", NEW."id", NEW."included_in_assessment", NEW."occurred_from", NEW."occurred_to", NEW."origin", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."severity", NEW."visibility"); RETURN NULL;',
                    hash="7f6c3678671d8a067469f9fbd49ba963319efe00",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_41444",
                    table="incidents_incident",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incident",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "incidents_incidentevent" ("area_id", "category_id", "created_at", "duplicate_of_id", "id", "included_in_assessment", "occurred_from", "occurred_to", "origin", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "severity", "visibility") VALUES (OLD."area_id", OLD."category_id", OLD."created_at", OLD."duplicate_of_id", OLD."id", OLD."included_in_assessment", OLD."occurred_from", OLD."occurred_to", OLD."origin", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."severity", OLD."visibility"); RETURN NULL;',
                    hash="74374d6e60872e7b393a89b5304f8edd81bf9c16",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2fefa",
                    table="incidents_incident",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="incidentevent",
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
            model_name="incidentevent",
            name="category",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="incidents.incidentcategory",
            ),
        ),
        migrations.AddField(
            model_name="incidentevent",
            name="duplicate_of",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="incidents.incident",
            ),
        ),
        migrations.AddField(
            model_name="incidentevent",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="stakeholders.organisation",
                verbose_name="ägare",
            ),
        ),
        migrations.AddField(
            model_name="incidentevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="incidents.incident",
            ),
        ),
        begin_trail("incidents_incident"),
        append_only("incidents_incidentevent"),
    ]

"""Where an incident was, what was written of it, who sent it in, and where it stands in triage."""

import uuid

import django.contrib.gis.db.models.fields
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
        ("incidents", "0004_trail_events"),
        ("places", "0006_places_trail"),
        ("stakeholders", "0006_retention_decisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    # A column of the event table is added empty and gets its default afterwards: a default on the rows that are
    # there already would make them look forged to `verify_audit`, whose digests leave nulls out.
    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, unique=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("admin", "Administratör"),
                            ("coordinator", "Samordnare"),
                            ("police", "Polis"),
                            ("district_officer", "Handläggare"),
                            ("property_owner", "Fastighetsägare"),
                            ("transit", "Kollektivtrafik"),
                            ("civil_society", "Civilsamhälle"),
                            ("reporter", "Rapportör"),
                            ("reader", "Läsare"),
                        ],
                        max_length=20,
                        verbose_name="roll",
                    ),
                ),
                ("sent_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "rapport",
                "verbose_name_plural": "rapporter",
                "ordering": ("-sent_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ReportEvent",
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
                ("key", models.UUIDField(default=uuid.uuid4, null=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("admin", "Administratör"),
                            ("coordinator", "Samordnare"),
                            ("police", "Polis"),
                            ("district_officer", "Handläggare"),
                            ("property_owner", "Fastighetsägare"),
                            ("transit", "Kollektivtrafik"),
                            ("civil_society", "Civilsamhälle"),
                            ("reporter", "Rapportör"),
                            ("reader", "Läsare"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="roll",
                    ),
                ),
                ("sent_at", models.DateTimeField(auto_now_add=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TriageStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "granskningssteg",
                "verbose_name_plural": "granskningssteg",
                "ordering": ("-made_at", "-pk"),
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="incident",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="incident",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="incident",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="incident",
            name="description",
            field=models.CharField(blank=True, db_default="", max_length=500, verbose_name="beskrivning"),
        ),
        migrations.AddField(
            model_name="incident",
            name="exclusion",
            field=models.CharField(
                blank=True,
                choices=[
                    ("elsewhere", "Hände någon annanstans"),
                    ("personal", "Rör en enskild person, inte platsen"),
                    ("expected", "Väntat eller planerat"),
                    ("vague", "För lite uppgifter"),
                    ("mistake", "Fel rapporterad"),
                    ("earlier", "Uteslöts innan granskningen fanns"),
                    ("other", "Annat skäl"),
                ],
                db_default="",
                max_length=20,
                verbose_name="skäl",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="guard_reason",
            field=models.CharField(
                blank=True, db_default="", max_length=300, verbose_name="skäl att behålla uppgiften"
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="place",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="incidents",
                to="places.place",
                verbose_name="plats",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="point",
            field=django.contrib.gis.db.models.fields.PointField(
                blank=True, null=True, srid=3006, verbose_name="läge"
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="police_report",
            field=models.CharField(
                choices=[("unknown", "Vet inte"), ("yes", "Ja"), ("no", "Nej")],
                db_default="unknown",
                default="unknown",
                max_length=10,
                verbose_name="polisanmäld",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="precision",
            field=models.CharField(
                choices=[
                    ("point", "punkt på kartan"),
                    ("place", "känd plats"),
                    ("area", "bara område"),
                    ("rough", "ungefärlig plats"),
                ],
                db_default="area",
                default="area",
                max_length=10,
                verbose_name="platsens säkerhet",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="reviewed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="granskad"),
        ),
        migrations.AddField(
            model_name="incidentevent",
            name="description",
            field=models.CharField(blank=True, max_length=500, null=True, verbose_name="beskrivning"),
        ),
        migrations.AlterField(
            model_name="incidentevent",
            name="description",
            field=models.CharField(
                blank=True, db_default="", max_length=500, null=True, verbose_name="beskrivning"
            ),
        ),
        migrations.AddField(
            model_name="incidentevent",
            name="exclusion",
            field=models.CharField(
                blank=True,
                choices=[
                    ("elsewhere", "Hände någon annanstans"),
                    ("personal", "Rör en enskild person, inte platsen"),
                    ("expected", "Väntat eller planerat"),
                    ("vague", "För lite uppgifter"),
                    ("mistake", "Fel rapporterad"),
                    ("earlier", "Uteslöts innan granskningen fanns"),
                    ("other", "Annat skäl"),
                ],
                max_length=20,
                null=True,
                verbose_name="skäl",
            ),
        ),
        migrations.AlterField(
            model_name="incidentevent",
            name="exclusion",
            field=models.CharField(
                blank=True,
                choices=[
                    ("elsewhere", "Hände någon annanstans"),
                    ("personal", "Rör en enskild person, inte platsen"),
                    ("expected", "Väntat eller planerat"),
                    ("vague", "För lite uppgifter"),
                    ("mistake", "Fel rapporterad"),
                    ("earlier", "Uteslöts innan granskningen fanns"),
                    ("other", "Annat skäl"),
                ],
                db_default="",
                max_length=20,
                null=True,
                verbose_name="skäl",
            ),
        ),
        migrations.AddField(
            model_name="incidentevent",
            name="guard_reason",
            field=models.CharField(
                blank=True, max_length=300, null=True, verbose_name="skäl att behålla uppgiften"
            ),
        ),
        migrations.AlterField(
            model_name="incidentevent",
            name="guard_reason",
            field=models.CharField(
                blank=True,
                db_default="",
                max_length=300,
                null=True,
                verbose_name="skäl att behålla uppgiften",
            ),
        ),
        migrations.AddField(
            model_name="incidentevent",
            name="place",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.place",
                verbose_name="plats",
            ),
        ),
        migrations.AddField(
            model_name="incidentevent",
            name="point",
            field=django.contrib.gis.db.models.fields.PointField(
                blank=True, null=True, srid=3006, verbose_name="läge"
            ),
        ),
        migrations.AddField(
            model_name="incidentevent",
            name="police_report",
            field=models.CharField(
                choices=[("unknown", "Vet inte"), ("yes", "Ja"), ("no", "Nej")],
                max_length=10,
                null=True,
                verbose_name="polisanmäld",
            ),
        ),
        migrations.AlterField(
            model_name="incidentevent",
            name="police_report",
            field=models.CharField(
                choices=[("unknown", "Vet inte"), ("yes", "Ja"), ("no", "Nej")],
                db_default="unknown",
                default="unknown",
                max_length=10,
                null=True,
                verbose_name="polisanmäld",
            ),
        ),
        migrations.AddField(
            model_name="incidentevent",
            name="precision",
            field=models.CharField(
                choices=[
                    ("point", "punkt på kartan"),
                    ("place", "känd plats"),
                    ("area", "bara område"),
                    ("rough", "ungefärlig plats"),
                ],
                max_length=10,
                null=True,
                verbose_name="platsens säkerhet",
            ),
        ),
        migrations.AlterField(
            model_name="incidentevent",
            name="precision",
            field=models.CharField(
                choices=[
                    ("point", "punkt på kartan"),
                    ("place", "känd plats"),
                    ("area", "bara område"),
                    ("rough", "ungefärlig plats"),
                ],
                db_default="area",
                default="area",
                max_length=10,
                null=True,
                verbose_name="platsens säkerhet",
            ),
        ),
        migrations.AddField(
            model_name="incidentevent",
            name="reviewed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="granskad"),
        ),
        migrations.AlterField(
            model_name="incident",
            name="origin",
            field=models.CharField(
                choices=[("reported", "Rapporterad"), ("imported", "Inläst"), ("invented", "Påhittad")],
                default="reported",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="incidentevent",
            name="origin",
            field=models.CharField(
                choices=[("reported", "Rapporterad"), ("imported", "Inläst"), ("invented", "Påhittad")],
                default="reported",
                max_length=20,
                null=True,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="incident",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "incidents_incidentevent" ("area_id", "category_id", "created_at", "description", "duplicate_of_id", "exclusion", "guard_reason", "id", "included_in_assessment", "occurred_from", "occurred_to", "origin", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "point", "police_report", "precision", "report_id", "reviewed_at", "severity", "visibility") VALUES (NEW."area_id", NEW."category_id", NEW."created_at", NEW."description", NEW."duplicate_of_id", NEW."exclusion", NEW."guard_reason", NEW."id", NEW."included_in_assessment", NEW."occurred_from", NEW."occurred_to", NEW."origin", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."point", NEW."police_report", NEW."precision", NEW."report_id", NEW."reviewed_at", NEW."severity", NEW."visibility"); RETURN NULL;',
                    hash="6be8b76ef5c000698163de4a342958ed30695c5e",
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
                    func='INSERT INTO "incidents_incidentevent" ("area_id", "category_id", "created_at", "description", "duplicate_of_id", "exclusion", "guard_reason", "id", "included_in_assessment", "occurred_from", "occurred_to", "origin", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "point", "police_report", "precision", "report_id", "reviewed_at", "severity", "visibility") VALUES (NEW."area_id", NEW."category_id", NEW."created_at", NEW."description", NEW."duplicate_of_id", NEW."exclusion", NEW."guard_reason", NEW."id", NEW."included_in_assessment", NEW."occurred_from", NEW."occurred_to", NEW."origin", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place_id", NEW."point", NEW."police_report", NEW."precision", NEW."report_id", NEW."reviewed_at", NEW."severity", NEW."visibility"); RETURN NULL;',
                    hash="59b1cae0b94df8d766a17ee191ad76fd601292f9",
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
                    func='INSERT INTO "incidents_incidentevent" ("area_id", "category_id", "created_at", "description", "duplicate_of_id", "exclusion", "guard_reason", "id", "included_in_assessment", "occurred_from", "occurred_to", "origin", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "point", "police_report", "precision", "report_id", "reviewed_at", "severity", "visibility") VALUES (OLD."area_id", OLD."category_id", OLD."created_at", OLD."description", OLD."duplicate_of_id", OLD."exclusion", OLD."guard_reason", OLD."id", OLD."included_in_assessment", OLD."occurred_from", OLD."occurred_to", OLD."origin", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."point", OLD."police_report", OLD."precision", OLD."report_id", OLD."reviewed_at", OLD."severity", OLD."visibility"); RETURN NULL;',
                    hash="f19f5b65e457e4ef49a689dad7bcec26f0ff1c62",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2fefa",
                    table="incidents_incident",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="stakeholders.organisation",
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="report",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="incidents",
                to="incidents.report",
            ),
        ),
        migrations.AddField(
            model_name="incidentevent",
            name="report",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="incidents.report",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                condition=models.Q(
                    ("duplicate_of__isnull", True), ("exclusion", ""), ("included_in_assessment", False)
                ),
                fields=["area", "occurred_from"],
                name="incident_inbox",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("precision__in", ["point", "place", "area", "rough"])),
                name="incident_precision_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("exclusion", ""), ("included_in_assessment", False), _connector="OR"),
                name="incident_is_not_both_in_and_out",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("duplicate_of", models.F("pk")), _negated=True),
                name="incident_is_not_its_own_duplicate",
            ),
        ),
        migrations.AddField(
            model_name="reportevent",
            name="organisation",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="stakeholders.organisation",
            ),
        ),
        migrations.AddField(
            model_name="reportevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="incidents.report",
            ),
        ),
        migrations.AddField(
            model_name="triagestep",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="triagestep",
            name="district",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="places.area"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "incidents_reportevent" ("id", "key", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "sent_at") VALUES (NEW."id", NEW."key", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."role", NEW."sent_at"); RETURN NULL;',
                    hash="41ed600b9968946532b337e04d38a323900dad60",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_80a02",
                    table="incidents_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at"))',
                    func='INSERT INTO "incidents_reportevent" ("id", "key", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "sent_at") VALUES (NEW."id", NEW."key", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."role", NEW."sent_at"); RETURN NULL;',
                    hash="b042d66b75484eeaf1bbb5214dfbfc5a1223fcc0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7e654",
                    table="incidents_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "incidents_reportevent" ("id", "key", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "sent_at") VALUES (OLD."id", OLD."key", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."role", OLD."sent_at"); RETURN NULL;',
                    hash="a2e9876937c9cb75325d3767c2030bce8fa4ac27",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_358c9",
                    table="incidents_report",
                    when="AFTER",
                ),
            ),
        ),
        begin_trail("incidents_report"),
        append_only("incidents_reportevent"),
    ]

"""Keep a survey's city beside its areas, and what a firm's columns mean."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import indicators.models.surveys
import stakeholders.trail_sql
from stakeholders.trail_sql import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0006_own_series"),
        ("stakeholders", "0004_trail_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="SurveyMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("heading", models.CharField(max_length=1000, unique=True, verbose_name="rubrikrad")),
                ("roles", models.JSONField(verbose_name="kolumnernas betydelse")),
            ],
            options={
                "verbose_name": "kolumntolkning",
                "verbose_name_plural": "kolumntolkningar",
            },
        ),
        migrations.CreateModel(
            name="SurveyMappingEvent",
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
                ("heading", models.CharField(max_length=1000, null=True, verbose_name="rubrikrad")),
                ("roles", models.JSONField(null=True, verbose_name="kolumnernas betydelse")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SurveyReference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="namn")),
                ("question", models.CharField(max_length=200, verbose_name="fråga")),
                ("subgroup", models.CharField(blank=True, max_length=80, verbose_name="delgrupp")),
                ("share", models.DecimalField(decimal_places=4, max_digits=5, verbose_name="andel")),
                ("respondents", models.PositiveIntegerField(verbose_name="antal svarande")),
            ],
            options={
                "verbose_name": "undersökningens jämförelse",
                "verbose_name_plural": "undersökningarnas jämförelser",
                "ordering": ("question", "survey", "subgroup", "name"),
            },
            bases=(indicators.models.surveys.Answered, models.Model),
        ),
        migrations.CreateModel(
            name="SurveyReferenceEvent",
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
                ("name", models.CharField(max_length=80, null=True, verbose_name="namn")),
                ("question", models.CharField(max_length=200, null=True, verbose_name="fråga")),
                ("subgroup", models.CharField(blank=True, max_length=80, null=True, verbose_name="delgrupp")),
                (
                    "share",
                    models.DecimalField(decimal_places=4, max_digits=5, null=True, verbose_name="andel"),
                ),
                ("respondents", models.PositiveIntegerField(null=True, verbose_name="antal svarande")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="surveymapping",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_surveymappingevent" ("heading", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (NEW."heading", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."roles"); RETURN NULL;',
                    hash="13638f3e9f0b14f710274143f141c04c29cbb004",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_30194",
                    table="indicators_surveymapping",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="surveymapping",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "indicators_surveymappingevent" ("heading", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (NEW."heading", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."roles"); RETURN NULL;',
                    hash="8d6aee9b795bff3b4236b446826c6200f0516a14",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bc927",
                    table="indicators_surveymapping",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="surveymapping",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_surveymappingevent" ("heading", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (OLD."heading", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."roles"); RETURN NULL;',
                    hash="194c232f15061e7c5314462edd0cd3735b761f36",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5d36c",
                    table="indicators_surveymapping",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="surveymappingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="indicators.surveymapping",
            ),
        ),
        migrations.AddField(
            model_name="surveyreference",
            name="survey",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="references", to="indicators.survey"
            ),
        ),
        migrations.AddField(
            model_name="surveyreferenceevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="indicators.surveyreference",
            ),
        ),
        migrations.AddField(
            model_name="surveyreferenceevent",
            name="survey",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="indicators.survey",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyreference",
            constraint=models.UniqueConstraint(
                fields=("survey", "name", "question", "subgroup"), name="survey_reference_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyreference",
            constraint=models.CheckConstraint(
                condition=models.Q(("share__gte", 0), ("share__lte", 1)),
                name="survey_reference_share_is_a_share",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="surveyreference",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_surveyreferenceevent" ("id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "respondents", "share", "subgroup", "survey_id") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."question", NEW."respondents", NEW."share", NEW."subgroup", NEW."survey_id"); RETURN NULL;',
                    hash="bf05b7d15d8ce9410caeee518222f9e15475c303",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_73bdf",
                    table="indicators_surveyreference",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="surveyreference",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "indicators_surveyreferenceevent" ("id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "respondents", "share", "subgroup", "survey_id") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."question", NEW."respondents", NEW."share", NEW."subgroup", NEW."survey_id"); RETURN NULL;',
                    hash="86674dfe9e1da4adc6e41b5a1c221afc33d7d05f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_89569",
                    table="indicators_surveyreference",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="surveyreference",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_surveyreferenceevent" ("id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "respondents", "share", "subgroup", "survey_id") VALUES (OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."question", OLD."respondents", OLD."share", OLD."subgroup", OLD."survey_id"); RETURN NULL;',
                    hash="3cbe5670fde19eafb50058b3539b2e0c7882b6c9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d5728",
                    table="indicators_surveyreference",
                    when="AFTER",
                ),
            ),
        ),
        append_only("indicators_surveyreferenceevent"),
        append_only("indicators_surveymappingevent"),
    ]

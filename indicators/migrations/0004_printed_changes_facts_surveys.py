"""What originals print, facts about areas, and surveys; every version of them is kept."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import stakeholders.trail_sql
from stakeholders.trail_sql import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0003_trail_events"),
        ("places", "0005_trail_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="SurveyEvent",
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
                ("owner", models.CharField(max_length=120, null=True, verbose_name="beställare")),
                ("years", models.CharField(max_length=40, null=True, verbose_name="år")),
                ("method", models.CharField(blank=True, max_length=200, null=True, verbose_name="metod")),
                ("source", models.CharField(max_length=200, null=True, verbose_name="källa")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SurveyResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=200, verbose_name="fråga")),
                ("subgroup", models.CharField(blank=True, max_length=80, verbose_name="delgrupp")),
                ("share", models.DecimalField(decimal_places=4, max_digits=5, verbose_name="andel")),
                ("respondents", models.PositiveIntegerField(verbose_name="antal svarande")),
            ],
            options={
                "verbose_name": "undersökningsresultat",
                "verbose_name_plural": "undersökningsresultat",
                "ordering": ("question", "survey", "subgroup", "area__position", "area__name"),
            },
        ),
        migrations.CreateModel(
            name="SurveyResultEvent",
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
        migrations.CreateModel(
            name="AreaFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="uppgift")),
                ("value", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="värde")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("persons", "personer"),
                            ("percent", "procent"),
                            ("kronor", "kronor"),
                            ("days", "dagar"),
                        ],
                        max_length=20,
                        verbose_name="enhet",
                    ),
                ),
                ("decimals", models.PositiveSmallIntegerField(default=0, verbose_name="decimaler")),
                (
                    "reference_value",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="jämförelse"
                    ),
                ),
                ("reference_name", models.CharField(blank=True, max_length=80, verbose_name="jämförs med")),
                ("as_of", models.CharField(blank=True, max_length=40, verbose_name="avser")),
                ("source", models.CharField(max_length=200, verbose_name="källa")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="facts", to="places.area"
                    ),
                ),
            ],
            options={
                "verbose_name": "områdesfakta",
                "verbose_name_plural": "områdesfakta",
                "ordering": ("position", "name", "as_of"),
            },
        ),
        migrations.CreateModel(
            name="AreaFactEvent",
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
                ("name", models.CharField(max_length=160, null=True, verbose_name="uppgift")),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name="värde"),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("persons", "personer"),
                            ("percent", "procent"),
                            ("kronor", "kronor"),
                            ("days", "dagar"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="enhet",
                    ),
                ),
                (
                    "decimals",
                    models.PositiveSmallIntegerField(default=0, null=True, verbose_name="decimaler"),
                ),
                (
                    "reference_value",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="jämförelse"
                    ),
                ),
                (
                    "reference_name",
                    models.CharField(blank=True, max_length=80, null=True, verbose_name="jämförs med"),
                ),
                ("as_of", models.CharField(blank=True, max_length=40, null=True, verbose_name="avser")),
                ("source", models.CharField(max_length=200, null=True, verbose_name="källa")),
                ("position", models.PositiveSmallIntegerField(default=0, null=True, verbose_name="ordning")),
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
                        to="indicators.areafact",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PrintedChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[("household", "Hushåll"), ("person", "Person")],
                        max_length=20,
                        verbose_name="block",
                    ),
                ),
                ("period_start", models.DateField(verbose_name="från och med")),
                ("period_end", models.DateField(verbose_name="till och med")),
                ("change", models.IntegerField(blank=True, null=True, verbose_name="utveckling, antal")),
                (
                    "percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="utveckling, procent",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="källa")),
                ("extracted_on", models.DateField(verbose_name="uttagen")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="printed_changes",
                        to="places.area",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="printed_changes",
                        to="indicators.compstatcategory",
                    ),
                ),
            ],
            options={
                "verbose_name": "tryckt utveckling",
                "verbose_name_plural": "tryckta utvecklingar",
                "ordering": ("period_start", "group", "category__position"),
            },
        ),
        migrations.CreateModel(
            name="PrintedChangeEvent",
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
                    models.CharField(
                        choices=[("household", "Hushåll"), ("person", "Person")],
                        max_length=20,
                        null=True,
                        verbose_name="block",
                    ),
                ),
                ("period_start", models.DateField(null=True, verbose_name="från och med")),
                ("period_end", models.DateField(null=True, verbose_name="till och med")),
                ("change", models.IntegerField(blank=True, null=True, verbose_name="utveckling, antal")),
                (
                    "percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="utveckling, procent",
                    ),
                ),
                ("source", models.CharField(max_length=200, null=True, verbose_name="källa")),
                ("extracted_on", models.DateField(null=True, verbose_name="uttagen")),
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
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="indicators.compstatcategory",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="indicators.printedchange",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="namn")),
                ("owner", models.CharField(max_length=120, verbose_name="beställare")),
                ("years", models.CharField(max_length=40, verbose_name="år")),
                ("method", models.CharField(blank=True, max_length=200, verbose_name="metod")),
                ("source", models.CharField(max_length=200, verbose_name="källa")),
            ],
            options={
                "verbose_name": "undersökning",
                "verbose_name_plural": "undersökningar",
                "ordering": ("owner", "name", "years"),
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "name", "years"), name="survey_once")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="survey",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_surveyevent" ("id", "method", "name", "owner", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "years") VALUES (NEW."id", NEW."method", NEW."name", NEW."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."source", NEW."years"); RETURN NULL;',
                    hash="bbb449b11bf73dcbd39455c8f1c36cda25f4d2be",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ead47",
                    table="indicators_survey",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="survey",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "indicators_surveyevent" ("id", "method", "name", "owner", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "years") VALUES (NEW."id", NEW."method", NEW."name", NEW."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."source", NEW."years"); RETURN NULL;',
                    hash="cf5e45bd479130508ff5c07d0d9f179236916a7e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bfabf",
                    table="indicators_survey",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="survey",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_surveyevent" ("id", "method", "name", "owner", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "years") VALUES (OLD."id", OLD."method", OLD."name", OLD."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."source", OLD."years"); RETURN NULL;',
                    hash="13ad3438cfd4ff5cf1e27ec385454dc168020a45",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f59f3",
                    table="indicators_survey",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="surveyevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="indicators.survey",
            ),
        ),
        migrations.AddField(
            model_name="surveyresult",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="survey_results", to="places.area"
            ),
        ),
        migrations.AddField(
            model_name="surveyresult",
            name="survey",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="results", to="indicators.survey"
            ),
        ),
        migrations.AddField(
            model_name="surveyresultevent",
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
            model_name="surveyresultevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="indicators.surveyresult",
            ),
        ),
        migrations.AddField(
            model_name="surveyresultevent",
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
            model_name="areafact",
            constraint=models.UniqueConstraint(fields=("area", "name", "as_of"), name="area_fact_once"),
        ),
        migrations.AddConstraint(
            model_name="areafact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reference_name", ""), ("reference_value__isnull", True)),
                    models.Q(
                        ("reference_value__isnull", False), models.Q(("reference_name", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="area_fact_reference_has_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="areafact",
            constraint=models.CheckConstraint(
                condition=models.Q(("decimals__lte", 2)), name="area_fact_decimals_are_stored"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="areafact",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_areafactevent" ("area_id", "as_of", "decimals", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference_name", "reference_value", "source", "unit", "value") VALUES (NEW."area_id", NEW."as_of", NEW."decimals", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."position", NEW."reference_name", NEW."reference_value", NEW."source", NEW."unit", NEW."value"); RETURN NULL;',
                    hash="41cad94887c35045a13637aca9158457aa41ddf5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9abca",
                    table="indicators_areafact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="areafact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "indicators_areafactevent" ("area_id", "as_of", "decimals", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference_name", "reference_value", "source", "unit", "value") VALUES (NEW."area_id", NEW."as_of", NEW."decimals", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."position", NEW."reference_name", NEW."reference_value", NEW."source", NEW."unit", NEW."value"); RETURN NULL;',
                    hash="b2c362696cacad85a771fdc5a7283d852220e095",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_54997",
                    table="indicators_areafact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="areafact",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_areafactevent" ("area_id", "as_of", "decimals", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference_name", "reference_value", "source", "unit", "value") VALUES (OLD."area_id", OLD."as_of", OLD."decimals", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."position", OLD."reference_name", OLD."reference_value", OLD."source", OLD."unit", OLD."value"); RETURN NULL;',
                    hash="2f7a67007eb6bafd618723b2a2016ed9bace0a06",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9e7a3",
                    table="indicators_areafact",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="printedchange",
            constraint=models.UniqueConstraint(
                fields=("area", "group", "category", "period_start", "period_end"),
                name="printed_change_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="printedchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("change__isnull", False), ("percent__isnull", False), _connector="OR"),
                name="printed_change_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="printedchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("period_end__gte", models.F("period_start"))),
                name="printed_change_period_runs_forward",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="printedchange",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_printedchangeevent" ("area_id", "category_id", "change", "extracted_on", "group", "id", "percent", "period_end", "period_start", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."area_id", NEW."category_id", NEW."change", NEW."extracted_on", NEW."group", NEW."id", NEW."percent", NEW."period_end", NEW."period_start", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."source"); RETURN NULL;',
                    hash="ec30989c90a7ad0b4256d52a6324552d4bbbab8d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_53272",
                    table="indicators_printedchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="printedchange",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "indicators_printedchangeevent" ("area_id", "category_id", "change", "extracted_on", "group", "id", "percent", "period_end", "period_start", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."area_id", NEW."category_id", NEW."change", NEW."extracted_on", NEW."group", NEW."id", NEW."percent", NEW."period_end", NEW."period_start", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."source"); RETURN NULL;',
                    hash="8ac5a4fc1152b76ea839eb232e4836d8b34f5770",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6a42b",
                    table="indicators_printedchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="printedchange",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_printedchangeevent" ("area_id", "category_id", "change", "extracted_on", "group", "id", "percent", "period_end", "period_start", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."area_id", OLD."category_id", OLD."change", OLD."extracted_on", OLD."group", OLD."id", OLD."percent", OLD."period_end", OLD."period_start", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."source"); RETURN NULL;',
                    hash="fd12841f0941e2222cfa63b72ba80d67e435aa4b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_54e46",
                    table="indicators_printedchange",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyresult",
            constraint=models.UniqueConstraint(
                fields=("survey", "area", "question", "subgroup"), name="survey_result_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyresult",
            constraint=models.CheckConstraint(
                condition=models.Q(("share__gte", 0), ("share__lte", 1)), name="survey_share_is_a_share"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="surveyresult",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_surveyresultevent" ("area_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "respondents", "share", "subgroup", "survey_id") VALUES (NEW."area_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."question", NEW."respondents", NEW."share", NEW."subgroup", NEW."survey_id"); RETURN NULL;',
                    hash="7f2cd32b5c4d7db71359e2922d55949ff81e0c93",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f27b3",
                    table="indicators_surveyresult",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="surveyresult",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "indicators_surveyresultevent" ("area_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "respondents", "share", "subgroup", "survey_id") VALUES (NEW."area_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."question", NEW."respondents", NEW."share", NEW."subgroup", NEW."survey_id"); RETURN NULL;',
                    hash="167c265a79fb488ef741354abb9dc3fd3feb4eda",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5ad10",
                    table="indicators_surveyresult",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="surveyresult",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "indicators_surveyresultevent" ("area_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "respondents", "share", "subgroup", "survey_id") VALUES (OLD."area_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."question", OLD."respondents", OLD."share", OLD."subgroup", OLD."survey_id"); RETURN NULL;',
                    hash="9d1288fac057517699b46d362cc8ff691ec12d2b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a3bf4",
                    table="indicators_surveyresult",
                    when="AFTER",
                ),
            ),
        ),
        append_only("indicators_printedchangeevent"),
        append_only("indicators_areafactevent"),
        append_only("indicators_surveyevent"),
        append_only("indicators_surveyresultevent"),
    ]

"""Keep authorities' decisions about retention."""

import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import platssamverkan.core.guard
import stakeholders.trail_sql
from stakeholders.trail_sql import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("stakeholders", "0005_seal_and_erase"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=40, verbose_name="regel")),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1200),
                        ],
                        verbose_name="månader",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        help_text="Var beslutet står, till exempel diarienummer och paragraf.",
                        max_length=200,
                        validators=[platssamverkan.core.guard.validate_no_person_numbers],
                        verbose_name="beslut",
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now=True, verbose_name="antecknat")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retention_decisions",
                        to="stakeholders.organisation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "gallringsbeslut",
                "verbose_name_plural": "gallringsbeslut",
                "ordering": ("organisation", "rule"),
            },
        ),
        migrations.CreateModel(
            name="RetentionDecisionEvent",
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
                ("rule", models.CharField(max_length=40, null=True, verbose_name="regel")),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1200),
                        ],
                        verbose_name="månader",
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        help_text="Var beslutet står, till exempel diarienummer och paragraf.",
                        max_length=200,
                        null=True,
                        validators=[platssamverkan.core.guard.validate_no_person_numbers],
                        verbose_name="beslut",
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now=True, null=True, verbose_name="antecknat")),
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
                        to="stakeholders.retentiondecision",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="retentiondecision",
            constraint=models.UniqueConstraint(
                fields=("organisation", "rule"), name="retention_decision_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="retentiondecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("months__gte", 1), ("months__lte", 1200)),
                name="retention_months_are_some",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentiondecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reference", ""), _negated=True), name="retention_decision_is_named"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="retentiondecision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "stakeholders_retentiondecisionevent" ("id", "months", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "reference", "rule") VALUES (NEW."id", NEW."months", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."reference", NEW."rule"); RETURN NULL;',
                    hash="809e809526b531c240720fd0d5ad0be1568213f4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_17087",
                    table="stakeholders_retentiondecision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="retentiondecision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "stakeholders_retentiondecisionevent" ("id", "months", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "reference", "rule") VALUES (NEW."id", NEW."months", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."reference", NEW."rule"); RETURN NULL;',
                    hash="f247b930dbfc552ba954f73195aa78f7e1ff8cf1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a6a0a",
                    table="stakeholders_retentiondecision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="retentiondecision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "stakeholders_retentiondecisionevent" ("id", "months", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "reference", "rule") VALUES (OLD."id", OLD."months", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."reference", OLD."rule"); RETURN NULL;',
                    hash="9604f4b07ad317515e047f9f40366f0ec9506ded",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bab06",
                    table="stakeholders_retentiondecision",
                    when="AFTER",
                ),
            ),
        ),
        append_only("stakeholders_retentiondecisionevent"),
    ]

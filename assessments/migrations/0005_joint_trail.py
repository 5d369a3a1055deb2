"""Keep every version of the joint decisions, in tables that only grow."""

import django.contrib.postgres.fields
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
        ("assessments", "0004_trail_events"),
        ("places", "0005_trail_events"),
        ("stakeholders", "0006_retention_decisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ConfirmationEvent",
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
                    "party",
                    models.CharField(
                        choices=[("municipality", "stadsdelsförvaltningen"), ("police", "polisen")],
                        max_length=20,
                        null=True,
                        verbose_name="part",
                    ),
                ),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="bekräftad")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DecisionEvent",
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
                ("iso_year", models.PositiveSmallIntegerField(null=True, verbose_name="år")),
                ("iso_week", models.PositiveSmallIntegerField(null=True, verbose_name="vecka")),
                (
                    "before",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Normalt läge"),
                            (2, "Avvikande läge"),
                            (3, "Oroande läge"),
                            (4, "Allvarligt läge"),
                            (5, "Kritiskt läge"),
                        ],
                        null=True,
                        verbose_name="tidigare nivå",
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Normalt läge"),
                            (2, "Avvikande läge"),
                            (3, "Oroande läge"),
                            (4, "Allvarligt läge"),
                            (5, "Kritiskt läge"),
                        ],
                        null=True,
                        verbose_name="nivå",
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=500, null=True, verbose_name="motivering"),
                ),
                (
                    "guard_reason",
                    models.CharField(
                        blank=True, max_length=300, null=True, verbose_name="skäl att behålla uppgiften"
                    ),
                ),
                ("is_correction", models.BooleanField(default=False, null=True, verbose_name="rättelse")),
                (
                    "party",
                    models.CharField(
                        choices=[("municipality", "stadsdelsförvaltningen"), ("police", "polisen")],
                        max_length=20,
                        null=True,
                        verbose_name="part",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="bedömd")),
                (
                    "proposed",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Normalt läge"),
                            (2, "Avvikande läge"),
                            (3, "Oroande läge"),
                            (4, "Allvarligt läge"),
                            (5, "Kritiskt läge"),
                        ],
                        null=True,
                        verbose_name="förslag",
                    ),
                ),
                ("rule_version", models.PositiveSmallIntegerField(null=True, verbose_name="regelverk")),
                ("minor", models.PositiveIntegerField(null=True, verbose_name="lindriga")),
                ("concerning", models.PositiveIntegerField(null=True, verbose_name="oroande")),
                ("serious", models.PositiveIntegerField(null=True, verbose_name="allvarliga")),
                ("critical", models.PositiveIntegerField(null=True, verbose_name="kritiska")),
                (
                    "incidents",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, null=True, size=None
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RuleSetEvent",
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
                ("version", models.PositiveSmallIntegerField(null=True, verbose_name="version")),
                ("from_year", models.PositiveSmallIntegerField(null=True, verbose_name="från år")),
                ("from_week", models.PositiveSmallIntegerField(null=True, verbose_name="från vecka")),
                ("minor", models.PositiveSmallIntegerField(null=True, verbose_name="flera lindriga")),
                ("concerning", models.PositiveSmallIntegerField(null=True, verbose_name="flera oroande")),
                ("serious", models.PositiveSmallIntegerField(null=True, verbose_name="flera allvarliga")),
                ("made_at", models.DateTimeField(null=True, verbose_name="beslutad")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WeekClosingEvent",
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
                ("iso_year", models.PositiveSmallIntegerField(null=True, verbose_name="år")),
                ("iso_week", models.PositiveSmallIntegerField(null=True, verbose_name="vecka")),
                (
                    "unconfirmed",
                    models.CharField(
                        blank=True,
                        choices=[("municipality", "stadsdelsförvaltningen"), ("police", "polisen")],
                        max_length=20,
                        null=True,
                        verbose_name="ej bekräftad av",
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True, verbose_name="avslutad")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WeeklyFocusEvent",
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
                ("iso_year", models.PositiveSmallIntegerField(null=True, verbose_name="år")),
                ("iso_week", models.PositiveSmallIntegerField(null=True, verbose_name="vecka")),
                ("text", models.CharField(max_length=300, null=True, verbose_name="fokus")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "Genomfört"),
                            ("carried", "Fortsätter nästa vecka"),
                            ("dropped", "Genomförs inte"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="utfall",
                    ),
                ),
                ("made_at", models.DateTimeField(null=True, verbose_name="beslutad")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="avslutad")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="confirmation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "assessments_confirmationevent" ("confirmed_at", "confirmed_by_id", "decision_id", "id", "party", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."decision_id", NEW."id", NEW."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="d1b9c9b324dcc9f90a5dcd9d907bcb2ca28bbb38",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2a784",
                    table="assessments_confirmation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="confirmation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "assessments_confirmationevent" ("confirmed_at", "confirmed_by_id", "decision_id", "id", "party", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."decision_id", NEW."id", NEW."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="0c0ba34915ac9a7723169c48d33bcf6b398844e6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fff7b",
                    table="assessments_confirmation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="confirmation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "assessments_confirmationevent" ("confirmed_at", "confirmed_by_id", "decision_id", "id", "party", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."confirmed_at", OLD."confirmed_by_id", OLD."decision_id", OLD."id", OLD."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="a87c889ec371197a112272c27464cec8f16265b8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a660d",
                    table="assessments_confirmation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "assessments_decisionevent" ("area_id", "before", "concerning", "critical", "decided_at", "decided_by_id", "focus_id", "guard_reason", "id", "incidents", "is_correction", "iso_week", "iso_year", "level", "minor", "party", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "reason", "rule_version", "serious") VALUES (NEW."area_id", NEW."before", NEW."concerning", NEW."critical", NEW."decided_at", NEW."decided_by_id", NEW."focus_id", NEW."guard_reason", NEW."id", NEW."incidents", NEW."is_correction", NEW."iso_week", NEW."iso_year", NEW."level", NEW."minor", NEW."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."proposed", NEW."reason", NEW."rule_version", NEW."serious"); RETURN NULL;',
                    hash="ba2dcff53bdce7ef2d1e59d68c2fcbeb53df3c29",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_40209",
                    table="assessments_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "assessments_decisionevent" ("area_id", "before", "concerning", "critical", "decided_at", "decided_by_id", "focus_id", "guard_reason", "id", "incidents", "is_correction", "iso_week", "iso_year", "level", "minor", "party", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "reason", "rule_version", "serious") VALUES (NEW."area_id", NEW."before", NEW."concerning", NEW."critical", NEW."decided_at", NEW."decided_by_id", NEW."focus_id", NEW."guard_reason", NEW."id", NEW."incidents", NEW."is_correction", NEW."iso_week", NEW."iso_year", NEW."level", NEW."minor", NEW."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."proposed", NEW."reason", NEW."rule_version", NEW."serious"); RETURN NULL;',
                    hash="8f3157e9d9622d1c9cc043dad73abc12eca7226a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_876e7",
                    table="assessments_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "assessments_decisionevent" ("area_id", "before", "concerning", "critical", "decided_at", "decided_by_id", "focus_id", "guard_reason", "id", "incidents", "is_correction", "iso_week", "iso_year", "level", "minor", "party", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "reason", "rule_version", "serious") VALUES (OLD."area_id", OLD."before", OLD."concerning", OLD."critical", OLD."decided_at", OLD."decided_by_id", OLD."focus_id", OLD."guard_reason", OLD."id", OLD."incidents", OLD."is_correction", OLD."iso_week", OLD."iso_year", OLD."level", OLD."minor", OLD."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."proposed", OLD."reason", OLD."rule_version", OLD."serious"); RETURN NULL;',
                    hash="521cb302c14f93fd83faad31be463fee04a7a670",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dc1f4",
                    table="assessments_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ruleset",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "assessments_rulesetevent" ("concerning", "district_id", "from_week", "from_year", "id", "made_at", "made_by_id", "minor", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "serious", "version") VALUES (NEW."concerning", NEW."district_id", NEW."from_week", NEW."from_year", NEW."id", NEW."made_at", NEW."made_by_id", NEW."minor", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."serious", NEW."version"); RETURN NULL;',
                    hash="972efe00cddad8a002064ffb9faf5900e84b9dc4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3f4c8",
                    table="assessments_ruleset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ruleset",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "assessments_rulesetevent" ("concerning", "district_id", "from_week", "from_year", "id", "made_at", "made_by_id", "minor", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "serious", "version") VALUES (NEW."concerning", NEW."district_id", NEW."from_week", NEW."from_year", NEW."id", NEW."made_at", NEW."made_by_id", NEW."minor", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."serious", NEW."version"); RETURN NULL;',
                    hash="97cf2825480870d0b54f6b6a5cba2892d253ba84",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_75bc3",
                    table="assessments_ruleset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ruleset",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "assessments_rulesetevent" ("concerning", "district_id", "from_week", "from_year", "id", "made_at", "made_by_id", "minor", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "serious", "version") VALUES (OLD."concerning", OLD."district_id", OLD."from_week", OLD."from_year", OLD."id", OLD."made_at", OLD."made_by_id", OLD."minor", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."serious", OLD."version"); RETURN NULL;',
                    hash="88b39e2f264f1fafeb4492c7f4d9c23dc80b5179",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c4932",
                    table="assessments_ruleset",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="weekclosing",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "assessments_weekclosingevent" ("closed_at", "closed_by_id", "district_id", "id", "iso_week", "iso_year", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "unconfirmed") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."district_id", NEW."id", NEW."iso_week", NEW."iso_year", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."unconfirmed"); RETURN NULL;',
                    hash="cc2245d0b02b1f66aafc54701f0804fb4c2d12db",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a4c75",
                    table="assessments_weekclosing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="weekclosing",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "assessments_weekclosingevent" ("closed_at", "closed_by_id", "district_id", "id", "iso_week", "iso_year", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "unconfirmed") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."district_id", NEW."id", NEW."iso_week", NEW."iso_year", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."unconfirmed"); RETURN NULL;',
                    hash="02460815c3397b50b84e34f384961aaf99f557a3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8ea35",
                    table="assessments_weekclosing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="weekclosing",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "assessments_weekclosingevent" ("closed_at", "closed_by_id", "district_id", "id", "iso_week", "iso_year", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "unconfirmed") VALUES (OLD."closed_at", OLD."closed_by_id", OLD."district_id", OLD."id", OLD."iso_week", OLD."iso_year", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."unconfirmed"); RETURN NULL;',
                    hash="cd22558c690c77e9f546636ba2d7744c4512c77c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ae083",
                    table="assessments_weekclosing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="weeklyfocus",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "assessments_weeklyfocusevent" ("area_id", "carried_from_id", "closed_at", "closed_by_id", "id", "iso_week", "iso_year", "made_at", "made_by_id", "outcome", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."area_id", NEW."carried_from_id", NEW."closed_at", NEW."closed_by_id", NEW."id", NEW."iso_week", NEW."iso_year", NEW."made_at", NEW."made_by_id", NEW."outcome", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;',
                    hash="8c8e363925ddca4971a36825986af1bacee1e445",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_948da",
                    table="assessments_weeklyfocus",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="weeklyfocus",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "assessments_weeklyfocusevent" ("area_id", "carried_from_id", "closed_at", "closed_by_id", "id", "iso_week", "iso_year", "made_at", "made_by_id", "outcome", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."area_id", NEW."carried_from_id", NEW."closed_at", NEW."closed_by_id", NEW."id", NEW."iso_week", NEW."iso_year", NEW."made_at", NEW."made_by_id", NEW."outcome", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;',
                    hash="cca6461b9bdf72fcb9cd53a972ac8a9d616bd2bd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4af26",
                    table="assessments_weeklyfocus",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="weeklyfocus",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "assessments_weeklyfocusevent" ("area_id", "carried_from_id", "closed_at", "closed_by_id", "id", "iso_week", "iso_year", "made_at", "made_by_id", "outcome", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."area_id", OLD."carried_from_id", OLD."closed_at", OLD."closed_by_id", OLD."id", OLD."iso_week", OLD."iso_year", OLD."made_at", OLD."made_by_id", OLD."outcome", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;',
                    hash="a7cd0a2685026ff525a0afac54f69121ae214f59",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_07bc9",
                    table="assessments_weeklyfocus",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="confirmationevent",
            name="confirmed_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="confirmationevent",
            name="decision",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="assessments.decision",
            ),
        ),
        migrations.AddField(
            model_name="confirmationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="assessments.confirmation",
            ),
        ),
        migrations.AddField(
            model_name="decisionevent",
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
            model_name="decisionevent",
            name="decided_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="decisionevent",
            name="focus",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="assessments.weeklyfocus",
            ),
        ),
        migrations.AddField(
            model_name="decisionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="assessments.decision",
            ),
        ),
        migrations.AddField(
            model_name="rulesetevent",
            name="district",
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
            model_name="rulesetevent",
            name="made_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rulesetevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="assessments.ruleset",
            ),
        ),
        migrations.AddField(
            model_name="weekclosingevent",
            name="closed_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="weekclosingevent",
            name="district",
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
            model_name="weekclosingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="assessments.weekclosing",
            ),
        ),
        migrations.AddField(
            model_name="weeklyfocusevent",
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
            model_name="weeklyfocusevent",
            name="carried_from",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="assessments.weeklyfocus",
            ),
        ),
        migrations.AddField(
            model_name="weeklyfocusevent",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="weeklyfocusevent",
            name="made_by",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="weeklyfocusevent",
            name="owner",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="stakeholders.organisation",
                verbose_name="ansvarig",
            ),
        ),
        migrations.AddField(
            model_name="weeklyfocusevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="assessments.weeklyfocus",
            ),
        ),
        begin_trail("assessments_confirmation"),
        append_only("assessments_confirmationevent"),
        begin_trail("assessments_decision"),
        append_only("assessments_decisionevent"),
        begin_trail("assessments_ruleset"),
        append_only("assessments_rulesetevent"),
        begin_trail("assessments_weekclosing"),
        append_only("assessments_weekclosingevent"),
        begin_trail("assessments_weeklyfocus"),
        append_only("assessments_weeklyfocusevent"),
    ]

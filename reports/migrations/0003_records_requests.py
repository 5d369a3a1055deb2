"""Keep requests for records and the rulings on them."""

import uuid

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
        ("places", "0005_trail_events"),
        ("reports", "0002_trail_events"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RecordsItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("incidents.incident", "Händelse"),
                            ("assessments.assessment", "Lägesbedömning"),
                            ("reports.reportjob", "Lägesbild"),
                            ("stakeholders.auditevent", "Loggrad"),
                        ],
                        max_length=60,
                        verbose_name="slag",
                    ),
                ),
                ("number", models.PositiveBigIntegerField(verbose_name="nummer")),
                (
                    "ruling",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("include", "Lämna ut"),
                            ("mask", "Maskera delar"),
                            ("withhold", "Lämna inte ut"),
                        ],
                        max_length=10,
                        verbose_name="beslut",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        validators=[platssamverkan.core.guard.validate_no_person_numbers],
                        verbose_name="grund",
                    ),
                ),
            ],
            options={
                "verbose_name": "uppgift i en begäran",
                "verbose_name_plural": "uppgifter i en begäran",
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="RecordsRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "asked",
                    models.CharField(
                        blank=True,
                        max_length=500,
                        validators=[platssamverkan.core.guard.validate_no_person_numbers],
                        verbose_name="vad som begärs",
                    ),
                ),
                ("guard_reason", models.CharField(blank=True, max_length=300)),
                ("first_day", models.DateField(blank=True, null=True, verbose_name="från och med")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="till och med")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("incidents.incident", "Händelse"),
                            ("assessments.assessment", "Lägesbedömning"),
                            ("reports.reportjob", "Lägesbild"),
                            ("stakeholders.auditevent", "Loggrad"),
                        ],
                        max_length=60,
                        verbose_name="slag",
                    ),
                ),
                ("number", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="nummer")),
                ("received_on", models.DateField(verbose_name="inkom")),
                ("registered_at", models.DateTimeField(auto_now_add=True, verbose_name="registrerad")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Pågår"), ("decided", "Beslutad")], default="open", max_length=10
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="beslutad")),
                ("released", models.JSONField(blank=True, null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.area",
                        verbose_name="område",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records_requests",
                        to="stakeholders.organisation",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records_requests",
                        to="places.area",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "begäran om utlämnande",
                "verbose_name_plural": "begäranden om utlämnande",
                "ordering": ("-received_on", "-id"),
            },
        ),
        migrations.CreateModel(
            name="RecordsItemEvent",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("incidents.incident", "Händelse"),
                            ("assessments.assessment", "Lägesbedömning"),
                            ("reports.reportjob", "Lägesbild"),
                            ("stakeholders.auditevent", "Loggrad"),
                        ],
                        max_length=60,
                        null=True,
                        verbose_name="slag",
                    ),
                ),
                ("number", models.PositiveBigIntegerField(null=True, verbose_name="nummer")),
                (
                    "ruling",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("include", "Lämna ut"),
                            ("mask", "Maskera delar"),
                            ("withhold", "Lämna inte ut"),
                        ],
                        max_length=10,
                        null=True,
                        verbose_name="beslut",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        null=True,
                        validators=[platssamverkan.core.guard.validate_no_person_numbers],
                        verbose_name="grund",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.recordsitem",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.recordsrequest",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="recordsitem",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="reports.recordsrequest"
            ),
        ),
        migrations.CreateModel(
            name="RecordsRequestEvent",
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
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, null=True)),
                (
                    "asked",
                    models.CharField(
                        blank=True,
                        max_length=500,
                        null=True,
                        validators=[platssamverkan.core.guard.validate_no_person_numbers],
                        verbose_name="vad som begärs",
                    ),
                ),
                ("guard_reason", models.CharField(blank=True, max_length=300, null=True)),
                ("first_day", models.DateField(blank=True, null=True, verbose_name="från och med")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="till och med")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("incidents.incident", "Händelse"),
                            ("assessments.assessment", "Lägesbedömning"),
                            ("reports.reportjob", "Lägesbild"),
                            ("stakeholders.auditevent", "Loggrad"),
                        ],
                        max_length=60,
                        null=True,
                        verbose_name="slag",
                    ),
                ),
                ("number", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="nummer")),
                ("received_on", models.DateField(null=True, verbose_name="inkom")),
                (
                    "registered_at",
                    models.DateTimeField(auto_now_add=True, null=True, verbose_name="registrerad"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Pågår"), ("decided", "Beslutad")],
                        default="open",
                        max_length=10,
                        null=True,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="beslutad")),
                ("sha256", models.CharField(blank=True, max_length=64, null=True)),
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
                        verbose_name="område",
                    ),
                ),
                (
                    "authority",
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
                    "decided_by",
                    models.ForeignKey(
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.recordsrequest",
                    ),
                ),
                (
                    "registered_by",
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
            model_name="recordsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_day__isnull", True),
                    ("last_day__isnull", True),
                    ("last_day__gte", models.F("first_day")),
                    _connector="OR",
                ),
                name="records_period_runs_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("sha256", ""),
                        ("status", "open"),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("status", "decided"),
                        models.Q(("sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="records_request_is_decided_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("number__isnull", True), models.Q(("kind", ""), _negated=True), _connector="OR"
                ),
                name="records_number_has_its_kind",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recordsrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_recordsrequestevent" ("area_id", "asked", "authority_id", "decided_at", "decided_by_id", "district_id", "first_day", "guard_reason", "id", "kind", "last_day", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "received_on", "registered_at", "registered_by_id", "sha256", "status") VALUES (NEW."area_id", NEW."asked", NEW."authority_id", NEW."decided_at", NEW."decided_by_id", NEW."district_id", NEW."first_day", NEW."guard_reason", NEW."id", NEW."kind", NEW."last_day", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."received_on", NEW."registered_at", NEW."registered_by_id", NEW."sha256", NEW."status"); RETURN NULL;',
                    hash="323772e56bef7900746804539b24d53508c0f5a7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fe191",
                    table="reports_recordsrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recordsrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition='WHEN (OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."asked" IS DISTINCT FROM (NEW."asked") OR OLD."authority_id" IS DISTINCT FROM (NEW."authority_id") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."first_day" IS DISTINCT FROM (NEW."first_day") OR OLD."guard_reason" IS DISTINCT FROM (NEW."guard_reason") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."last_day" IS DISTINCT FROM (NEW."last_day") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."registered_at" IS DISTINCT FROM (NEW."registered_at") OR OLD."registered_by_id" IS DISTINCT FROM (NEW."registered_by_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func='INSERT INTO "reports_recordsrequestevent" ("area_id", "asked", "authority_id", "decided_at", "decided_by_id", "district_id", "first_day", "guard_reason", "id", "kind", "last_day", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "received_on", "registered_at", "registered_by_id", "sha256", "status") VALUES (NEW."area_id", NEW."asked", NEW."authority_id", NEW."decided_at", NEW."decided_by_id", NEW."district_id", NEW."first_day", NEW."guard_reason", NEW."id", NEW."kind", NEW."last_day", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."received_on", NEW."registered_at", NEW."registered_by_id", NEW."sha256", NEW."status"); RETURN NULL;',
                    hash="fdd3b959451e927fbb0db0ab0cac9cb8c6b2ba91",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ad90d",
                    table="reports_recordsrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recordsrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_recordsrequestevent" ("area_id", "asked", "authority_id", "decided_at", "decided_by_id", "district_id", "first_day", "guard_reason", "id", "kind", "last_day", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "received_on", "registered_at", "registered_by_id", "sha256", "status") VALUES (OLD."area_id", OLD."asked", OLD."authority_id", OLD."decided_at", OLD."decided_by_id", OLD."district_id", OLD."first_day", OLD."guard_reason", OLD."id", OLD."kind", OLD."last_day", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."received_on", OLD."registered_at", OLD."registered_by_id", OLD."sha256", OLD."status"); RETURN NULL;',
                    hash="cf548b25d06f6059551c5c0d9328e6a79f928ddb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_71fe5",
                    table="reports_recordsrequest",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="recordsitem",
            constraint=models.UniqueConstraint(
                fields=("request", "kind", "number"), name="records_item_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="recordsitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ruling__in", ("", "include")), models.Q(("ground", ""), _negated=True), _connector="OR"
                ),
                name="records_secrecy_has_its_ground",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recordsitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_recordsitemevent" ("ground", "id", "kind", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "ruling") VALUES (NEW."ground", NEW."id", NEW."kind", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."request_id", NEW."ruling"); RETURN NULL;',
                    hash="4484095e162fb88832dc7c1f296fde3e6971259a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fd555",
                    table="reports_recordsitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recordsitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reports_recordsitemevent" ("ground", "id", "kind", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "ruling") VALUES (NEW."ground", NEW."id", NEW."kind", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."request_id", NEW."ruling"); RETURN NULL;',
                    hash="6b3c7c36eba1794f09cb2501c08862d5dc435722",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eac65",
                    table="reports_recordsitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recordsitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_recordsitemevent" ("ground", "id", "kind", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "ruling") VALUES (OLD."ground", OLD."id", OLD."kind", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."request_id", OLD."ruling"); RETURN NULL;',
                    hash="732e107fa79617c5c089a96199bb7666c2caf017",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5dc12",
                    table="reports_recordsitem",
                    when="AFTER",
                ),
            ),
        ),
        append_only("reports_recordsitemevent"),
        append_only("reports_recordsrequestevent"),
    ]

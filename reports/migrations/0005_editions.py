"""Keep editions of the annual lägesbild, their words, findings and approvals."""

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
        ("places", "0006_places_trail"),
        ("reports", "0004_week_papers"),
        ("stakeholders", "0006_retention_decisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="reportjob",
            name="status",
            field=models.CharField(
                choices=[
                    ("queued", "Väntar"),
                    ("building", "Byggs"),
                    ("done", "Klar"),
                    ("failed", "Misslyckades"),
                    ("cancelled", "Avbruten"),
                ],
                default="queued",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="reportjobevent",
            name="status",
            field=models.CharField(
                choices=[
                    ("queued", "Väntar"),
                    ("building", "Byggs"),
                    ("done", "Klar"),
                    ("failed", "Misslyckades"),
                    ("cancelled", "Avbruten"),
                ],
                default="queued",
                max_length=10,
                null=True,
            ),
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("authorities", "anställda hos båda myndigheterna"),
                            ("all_parties", "alla parter"),
                            ("public", "allmänheten"),
                        ],
                        default="authorities",
                        max_length=20,
                        verbose_name="till",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("district_review", "Granskas av förvaltningen"),
                            ("police_review", "Granskas av polisen"),
                            ("approved", "Godkänd av båda"),
                            ("published", "Publicerad"),
                            ("superseded", "Ersatt"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("is_invented", models.BooleanField(default=False, verbose_name="påhittad demodata")),
                ("started_at", models.DateTimeField(auto_now_add=True, verbose_name="påbörjad")),
                ("snapshot", models.JSONField(blank=True, null=True)),
                ("snapshot_sha256", models.CharField(blank=True, max_length=64)),
                ("pages", models.BinaryField(blank=True, null=True)),
                ("code_version", models.CharField(blank=True, max_length=40)),
                ("rule_version", models.CharField(blank=True, max_length=80)),
                ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="godkänd")),
                ("diary_number", models.CharField(blank=True, max_length=60, verbose_name="diarienummer")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publicerad")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="places.area"
                    ),
                ),
                (
                    "derived_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="derived_editions",
                        to="reports.edition",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "utgåva av lägesbilden",
                "verbose_name_plural": "utgåvor av lägesbilden",
                "ordering": ("-year", "audience", "-number"),
            },
        ),
        migrations.CreateModel(
            name="EditionApproval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        choices=[("municipality", "stadsdelsförvaltningen"), ("police", "polisen")],
                        max_length=20,
                        verbose_name="part",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="approvals",
                        to="reports.edition",
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
            ],
            options={
                "verbose_name": "godkännande",
                "verbose_name_plural": "godkännanden",
                "ordering": ("party",),
            },
        ),
        migrations.CreateModel(
            name="EditionApprovalEvent",
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
                ("at", models.DateTimeField(auto_now_add=True, null=True)),
                ("sha256", models.CharField(max_length=64, null=True)),
                (
                    "by",
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
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.edition",
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
                        to="reports.editionapproval",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EditionEvent",
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
                ("year", models.PositiveSmallIntegerField(null=True, verbose_name="år")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("authorities", "anställda hos båda myndigheterna"),
                            ("all_parties", "alla parter"),
                            ("public", "allmänheten"),
                        ],
                        default="authorities",
                        max_length=20,
                        null=True,
                        verbose_name="till",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1, null=True, verbose_name="version")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("district_review", "Granskas av förvaltningen"),
                            ("police_review", "Granskas av polisen"),
                            ("approved", "Godkänd av båda"),
                            ("published", "Publicerad"),
                            ("superseded", "Ersatt"),
                        ],
                        default="draft",
                        max_length=20,
                        null=True,
                    ),
                ),
                (
                    "is_invented",
                    models.BooleanField(default=False, null=True, verbose_name="påhittad demodata"),
                ),
                ("started_at", models.DateTimeField(auto_now_add=True, null=True, verbose_name="påbörjad")),
                ("snapshot_sha256", models.CharField(blank=True, max_length=64, null=True)),
                ("code_version", models.CharField(blank=True, max_length=40, null=True)),
                ("rule_version", models.CharField(blank=True, max_length=80, null=True)),
                ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="godkänd")),
                (
                    "diary_number",
                    models.CharField(blank=True, max_length=60, null=True, verbose_name="diarienummer"),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="publicerad")),
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
                    "derived_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.edition",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.edition",
                    ),
                ),
                (
                    "published_by",
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
                    "started_by",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EditionExhibit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.SlugField(max_length=60)),
                ("key", models.SlugField(max_length=60)),
                (
                    "shape",
                    models.CharField(
                        choices=[
                            ("columns", "Staplar över tid"),
                            ("compared", "Liggande staplar med jämförelse"),
                            ("areas", "Karta med klasser"),
                            ("facts", "Tabell"),
                        ],
                        max_length=10,
                        verbose_name="form",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="rubrik")),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="enhet")),
                ("reference_name", models.CharField(blank=True, max_length=80, verbose_name="jämförs med")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="anmärkning")),
                ("rows", models.JSONField(default=list, verbose_name="värden")),
                ("source", models.CharField(max_length=200, verbose_name="källa")),
                ("as_of", models.CharField(blank=True, max_length=80, verbose_name="uppgifterna gäller")),
                ("is_invented", models.BooleanField(default=False, verbose_name="påhittad demodata")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exhibits",
                        to="reports.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "eget underlag",
                "verbose_name_plural": "eget underlag",
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="EditionExhibitEvent",
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
                ("section", models.SlugField(db_index=False, max_length=60, null=True)),
                ("key", models.SlugField(db_index=False, max_length=60, null=True)),
                (
                    "shape",
                    models.CharField(
                        choices=[
                            ("columns", "Staplar över tid"),
                            ("compared", "Liggande staplar med jämförelse"),
                            ("areas", "Karta med klasser"),
                            ("facts", "Tabell"),
                        ],
                        max_length=10,
                        null=True,
                        verbose_name="form",
                    ),
                ),
                ("title", models.CharField(max_length=200, null=True, verbose_name="rubrik")),
                ("unit", models.CharField(blank=True, max_length=60, null=True, verbose_name="enhet")),
                (
                    "reference_name",
                    models.CharField(blank=True, max_length=80, null=True, verbose_name="jämförs med"),
                ),
                ("note", models.CharField(blank=True, max_length=300, null=True, verbose_name="anmärkning")),
                ("rows", models.JSONField(default=list, null=True, verbose_name="värden")),
                ("source", models.CharField(max_length=200, null=True, verbose_name="källa")),
                (
                    "as_of",
                    models.CharField(blank=True, max_length=80, null=True, verbose_name="uppgifterna gäller"),
                ),
                (
                    "is_invented",
                    models.BooleanField(default=False, null=True, verbose_name="påhittad demodata"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.edition",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.editionexhibit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EditionPrint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prints",
                        to="reports.edition",
                    ),
                ),
                (
                    "job",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="printing",
                        to="reports.reportjob",
                    ),
                ),
            ],
            options={
                "verbose_name": "utskrift av en utgåva",
                "verbose_name_plural": "utskrifter av utgåvor",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="EditionPrintEvent",
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
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.edition",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.reportjob",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.editionprint",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EditionReturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        max_length=300,
                        validators=[platssamverkan.core.guard.validate_no_person_numbers],
                        verbose_name="skäl",
                    ),
                ),
                ("guard_reason", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="returns",
                        to="reports.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "återlämnad lägesbild",
                "verbose_name_plural": "återlämnade lägesbilder",
                "ordering": ("-at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="EditionReturnEvent",
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
                    "reason",
                    models.CharField(
                        max_length=300,
                        null=True,
                        validators=[platssamverkan.core.guard.validate_no_person_numbers],
                        verbose_name="skäl",
                    ),
                ),
                ("guard_reason", models.CharField(blank=True, max_length=300, null=True)),
                ("at", models.DateTimeField(auto_now_add=True, null=True)),
                (
                    "by",
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
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.edition",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.editionreturn",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EditionSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60)),
                ("title", models.CharField(max_length=120, verbose_name="rubrik")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("takes_text", models.BooleanField(default=True)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("authorities", "anställda hos båda myndigheterna"),
                            ("all_parties", "alla parter"),
                            ("public", "allmänheten"),
                        ],
                        max_length=20,
                        verbose_name="till",
                    ),
                ),
                ("is_hidden", models.BooleanField(default=False, verbose_name="trycks inte")),
                (
                    "state",
                    models.CharField(
                        choices=[("unwritten", "Ej påbörjad"), ("writing", "Skrivs"), ("ready", "Klar")],
                        default="unwritten",
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        max_length=12000,
                        validators=[platssamverkan.core.guard.validate_no_person_numbers],
                        verbose_name="text",
                    ),
                ),
                ("guard_reason", models.CharField(blank=True, max_length=300)),
                ("version", models.PositiveIntegerField(default=0)),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="senast skriven av",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="reports.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "avsnitt",
                "verbose_name_plural": "avsnitt",
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="EditionSectionEvent",
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
                ("key", models.SlugField(db_index=False, max_length=60, null=True)),
                ("title", models.CharField(max_length=120, null=True, verbose_name="rubrik")),
                ("position", models.PositiveSmallIntegerField(default=0, null=True)),
                ("takes_text", models.BooleanField(default=True, null=True)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("authorities", "anställda hos båda myndigheterna"),
                            ("all_parties", "alla parter"),
                            ("public", "allmänheten"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="till",
                    ),
                ),
                ("is_hidden", models.BooleanField(default=False, null=True, verbose_name="trycks inte")),
                (
                    "state",
                    models.CharField(
                        choices=[("unwritten", "Ej påbörjad"), ("writing", "Skrivs"), ("ready", "Klar")],
                        default="unwritten",
                        max_length=10,
                        null=True,
                        verbose_name="läge",
                    ),
                ),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        max_length=12000,
                        null=True,
                        validators=[platssamverkan.core.guard.validate_no_person_numbers],
                        verbose_name="text",
                    ),
                ),
                ("guard_reason", models.CharField(blank=True, max_length=300, null=True)),
                ("version", models.PositiveIntegerField(default=0, null=True)),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="senast skriven av",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.edition",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.editionsection",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EditionSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("author", models.CharField(max_length=160, verbose_name="utgivare")),
                ("year", models.CharField(blank=True, max_length=20, verbose_name="år")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("fetched_on", models.DateField(blank=True, null=True, verbose_name="hämtad")),
                ("as_of", models.CharField(blank=True, max_length=80, verbose_name="uppgifterna gäller")),
                ("url", models.URLField(blank=True, max_length=300, verbose_name="adress")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="anmärkning")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="reports.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "källa",
                "verbose_name_plural": "källor",
                "ordering": ("author", "year", "title", "pk"),
            },
        ),
        migrations.CreateModel(
            name="EditionSourceEvent",
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
                ("author", models.CharField(max_length=160, null=True, verbose_name="utgivare")),
                ("year", models.CharField(blank=True, max_length=20, null=True, verbose_name="år")),
                ("title", models.CharField(max_length=200, null=True, verbose_name="titel")),
                ("fetched_on", models.DateField(blank=True, null=True, verbose_name="hämtad")),
                (
                    "as_of",
                    models.CharField(blank=True, max_length=80, null=True, verbose_name="uppgifterna gäller"),
                ),
                ("url", models.URLField(blank=True, max_length=300, null=True, verbose_name="adress")),
                ("note", models.CharField(blank=True, max_length=300, null=True, verbose_name="anmärkning")),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.edition",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.editionsource",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EditionTheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=120, verbose_name="namn")),
                ("description", models.TextField(blank=True, verbose_name="stadens beskrivning")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "special_measures",
                    models.CharField(
                        blank=True,
                        choices=[("", "ej angivet"), ("yes", "ja"), ("no", "nej")],
                        default="",
                        max_length=3,
                        verbose_name="Särskilda åtgärder pågår eller behövs. Inkluderas i åtgärdsplan.",
                    ),
                ),
                (
                    "line_work",
                    models.CharField(
                        blank=True,
                        choices=[("", "ej angivet"), ("yes", "ja"), ("no", "nej")],
                        default="",
                        max_length=3,
                        verbose_name="Arbetet sker i linjeverksamhet.",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to="reports.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "prioriterat samverkansområde",
                "verbose_name_plural": "prioriterade samverkansområden",
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="EditionThemeEvent",
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
                ("code", models.SlugField(db_index=False, max_length=40, null=True)),
                ("name", models.CharField(max_length=120, null=True, verbose_name="namn")),
                ("description", models.TextField(blank=True, null=True, verbose_name="stadens beskrivning")),
                ("position", models.PositiveSmallIntegerField(default=0, null=True)),
                (
                    "special_measures",
                    models.CharField(
                        blank=True,
                        choices=[("", "ej angivet"), ("yes", "ja"), ("no", "nej")],
                        default="",
                        max_length=3,
                        null=True,
                        verbose_name="Särskilda åtgärder pågår eller behövs. Inkluderas i åtgärdsplan.",
                    ),
                ),
                (
                    "line_work",
                    models.CharField(
                        blank=True,
                        choices=[("", "ej angivet"), ("yes", "ja"), ("no", "nej")],
                        default="",
                        max_length=3,
                        null=True,
                        verbose_name="Arbetet sker i linjeverksamhet.",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.edition",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.editiontheme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FindingAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                ("finding", models.CharField(max_length=400, verbose_name="anmärkning")),
                (
                    "reason",
                    models.CharField(
                        max_length=300,
                        validators=[platssamverkan.core.guard.validate_no_person_numbers],
                        verbose_name="förklaring",
                    ),
                ),
                ("guard_reason", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="reports.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "förklaring till en anmärkning",
                "verbose_name_plural": "förklaringar till anmärkningar",
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="FindingAnswerEvent",
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
                ("fingerprint", models.CharField(max_length=64, null=True)),
                ("finding", models.CharField(max_length=400, null=True, verbose_name="anmärkning")),
                (
                    "reason",
                    models.CharField(
                        max_length=300,
                        null=True,
                        validators=[platssamverkan.core.guard.validate_no_person_numbers],
                        verbose_name="förklaring",
                    ),
                ),
                ("guard_reason", models.CharField(blank=True, max_length=300, null=True)),
                ("at", models.DateTimeField(auto_now_add=True, null=True)),
                (
                    "by",
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
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.edition",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.findinganswer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SectionVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        validators=[platssamverkan.core.guard.validate_no_person_numbers],
                        verbose_name="text",
                    ),
                ),
                ("aside", models.BooleanField(default=False, verbose_name="skriven samtidigt")),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="reports.editionsection",
                    ),
                ),
            ],
            options={
                "verbose_name": "version av ett avsnitt",
                "verbose_name_plural": "versioner av avsnitt",
                "ordering": ("-written_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="SectionVersionEvent",
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
                ("number", models.PositiveIntegerField(null=True, verbose_name="version")),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        null=True,
                        validators=[platssamverkan.core.guard.validate_no_person_numbers],
                        verbose_name="text",
                    ),
                ),
                ("aside", models.BooleanField(default=False, null=True, verbose_name="skriven samtidigt")),
                ("written_at", models.DateTimeField(auto_now_add=True, null=True)),
                (
                    "author",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reports.sectionversion",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.editionsection",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                fields=("area", "year", "audience", "number"), name="edition_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["draft", "district_review", "police_review"])),
                fields=("area", "year", "audience"),
                name="one_open_edition",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "published")),
                fields=("area", "year", "audience"),
                name="one_published_edition",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "district_review", "police_review"]),
                    models.Q(
                        ("frozen_at__isnull", False),
                        ("pages__isnull", False),
                        ("snapshot__isnull", False),
                        models.Q(("snapshot_sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="approved_edition_is_frozen",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["published", "superseded"]), _negated=True),
                    models.Q(models.Q(("diary_number", ""), _negated=True), ("published_at__isnull", False)),
                    _connector="OR",
                ),
                name="published_edition_has_its_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audience", "authorities"), ("derived_from__isnull", True)),
                    models.Q(
                        models.Q(("audience", "authorities"), _negated=True), ("derived_from__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="edition_is_joint_or_derived",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionevent" ("area_id", "audience", "code_version", "derived_from_id", "diary_number", "frozen_at", "id", "is_invented", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "published_at", "published_by_id", "rule_version", "snapshot_sha256", "started_at", "started_by_id", "status", "year") VALUES (NEW."area_id", NEW."audience", NEW."code_version", NEW."derived_from_id", NEW."diary_number", NEW."frozen_at", NEW."id", NEW."is_invented", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."published_at", NEW."published_by_id", NEW."rule_version", NEW."snapshot_sha256", NEW."started_at", NEW."started_by_id", NEW."status", NEW."year"); RETURN NULL;',
                    hash="82b744624e66fa80319740706dbceeb460d13768",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ccfb0",
                    table="reports_edition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition='WHEN (OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."audience" IS DISTINCT FROM (NEW."audience") OR OLD."code_version" IS DISTINCT FROM (NEW."code_version") OR OLD."derived_from_id" IS DISTINCT FROM (NEW."derived_from_id") OR OLD."diary_number" IS DISTINCT FROM (NEW."diary_number") OR OLD."frozen_at" IS DISTINCT FROM (NEW."frozen_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_invented" IS DISTINCT FROM (NEW."is_invented") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."rule_version" IS DISTINCT FROM (NEW."rule_version") OR OLD."snapshot_sha256" IS DISTINCT FROM (NEW."snapshot_sha256") OR OLD."started_at" IS DISTINCT FROM (NEW."started_at") OR OLD."started_by_id" IS DISTINCT FROM (NEW."started_by_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "reports_editionevent" ("area_id", "audience", "code_version", "derived_from_id", "diary_number", "frozen_at", "id", "is_invented", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "published_at", "published_by_id", "rule_version", "snapshot_sha256", "started_at", "started_by_id", "status", "year") VALUES (NEW."area_id", NEW."audience", NEW."code_version", NEW."derived_from_id", NEW."diary_number", NEW."frozen_at", NEW."id", NEW."is_invented", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."published_at", NEW."published_by_id", NEW."rule_version", NEW."snapshot_sha256", NEW."started_at", NEW."started_by_id", NEW."status", NEW."year"); RETURN NULL;',
                    hash="30371f6662fb73ed3b0cdc28f5b1f373ca218017",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7543e",
                    table="reports_edition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionevent" ("area_id", "audience", "code_version", "derived_from_id", "diary_number", "frozen_at", "id", "is_invented", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "published_at", "published_by_id", "rule_version", "snapshot_sha256", "started_at", "started_by_id", "status", "year") VALUES (OLD."area_id", OLD."audience", OLD."code_version", OLD."derived_from_id", OLD."diary_number", OLD."frozen_at", OLD."id", OLD."is_invented", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."published_at", OLD."published_by_id", OLD."rule_version", OLD."snapshot_sha256", OLD."started_at", OLD."started_by_id", OLD."status", OLD."year"); RETURN NULL;',
                    hash="f553ab0741ecbb377eb5064395d19b311c57b243",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_804c5",
                    table="reports_edition",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="editionapproval",
            constraint=models.UniqueConstraint(
                fields=("edition", "party"), name="edition_approved_once_by_party"
            ),
        ),
        migrations.AddConstraint(
            model_name="editionapproval",
            constraint=models.UniqueConstraint(
                fields=("edition", "by"), name="edition_approved_by_two_people"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionapproval",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionapprovalevent" ("at", "by_id", "edition_id", "id", "organisation_id", "party", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (NEW."at", NEW."by_id", NEW."edition_id", NEW."id", NEW."organisation_id", NEW."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."sha256"); RETURN NULL;',
                    hash="9900a8de3a7b5691770f348d746754e38429359f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0fd44",
                    table="reports_editionapproval",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionapproval",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reports_editionapprovalevent" ("at", "by_id", "edition_id", "id", "organisation_id", "party", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (NEW."at", NEW."by_id", NEW."edition_id", NEW."id", NEW."organisation_id", NEW."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."sha256"); RETURN NULL;',
                    hash="e0292ce843ca8a34ff200d4be67ffcee00da08be",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6df39",
                    table="reports_editionapproval",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionapproval",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionapprovalevent" ("at", "by_id", "edition_id", "id", "organisation_id", "party", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256") VALUES (OLD."at", OLD."by_id", OLD."edition_id", OLD."id", OLD."organisation_id", OLD."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."sha256"); RETURN NULL;',
                    hash="a7653f0ceb2b0e37ba8ca6ed831e07b41008b693",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ecc1b",
                    table="reports_editionapproval",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="editionexhibit",
            constraint=models.UniqueConstraint(fields=("edition", "key"), name="edition_exhibit_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionexhibit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionexhibitevent" ("as_of", "edition_id", "id", "is_invented", "key", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference_name", "rows", "section", "shape", "source", "title", "unit") VALUES (NEW."as_of", NEW."edition_id", NEW."id", NEW."is_invented", NEW."key", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."position", NEW."reference_name", NEW."rows", NEW."section", NEW."shape", NEW."source", NEW."title", NEW."unit"); RETURN NULL;',
                    hash="9a841d40304e1105c92ad3a0a60429f394b6320a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2b53e",
                    table="reports_editionexhibit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionexhibit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reports_editionexhibitevent" ("as_of", "edition_id", "id", "is_invented", "key", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference_name", "rows", "section", "shape", "source", "title", "unit") VALUES (NEW."as_of", NEW."edition_id", NEW."id", NEW."is_invented", NEW."key", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."position", NEW."reference_name", NEW."rows", NEW."section", NEW."shape", NEW."source", NEW."title", NEW."unit"); RETURN NULL;',
                    hash="237547666c7cfc7802d01ab2d3d88ecd689cdfa2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fd30a",
                    table="reports_editionexhibit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionexhibit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionexhibitevent" ("as_of", "edition_id", "id", "is_invented", "key", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference_name", "rows", "section", "shape", "source", "title", "unit") VALUES (OLD."as_of", OLD."edition_id", OLD."id", OLD."is_invented", OLD."key", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."position", OLD."reference_name", OLD."rows", OLD."section", OLD."shape", OLD."source", OLD."title", OLD."unit"); RETURN NULL;',
                    hash="bfbae21e0703274a6e95e4de363b5f185fae84df",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5bf68",
                    table="reports_editionexhibit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionprint",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionprintevent" ("edition_id", "id", "job_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."edition_id", NEW."id", NEW."job_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="88c18d7573c686a4aca019d5a1ada90bcdc874f9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a287a",
                    table="reports_editionprint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionprint",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reports_editionprintevent" ("edition_id", "id", "job_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."edition_id", NEW."id", NEW."job_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="7f7f2296a0ab49000b573fa03625fdcf902c5938",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_799f7",
                    table="reports_editionprint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionprint",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionprintevent" ("edition_id", "id", "job_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."edition_id", OLD."id", OLD."job_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="efddcc4d3c8d5dc031ccb9101da4ca41a36b5704",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2093d",
                    table="reports_editionprint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionreturn",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionreturnevent" ("at", "by_id", "edition_id", "guard_reason", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."at", NEW."by_id", NEW."edition_id", NEW."guard_reason", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                    hash="4f54879c5953076e03f88233a0eb81815df8df35",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f8ff0",
                    table="reports_editionreturn",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionreturn",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reports_editionreturnevent" ("at", "by_id", "edition_id", "guard_reason", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."at", NEW."by_id", NEW."edition_id", NEW."guard_reason", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                    hash="e1fbb8cf8a4216b16185600bfcdf77e4a83dca50",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0413f",
                    table="reports_editionreturn",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionreturn",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionreturnevent" ("at", "by_id", "edition_id", "guard_reason", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."at", OLD."by_id", OLD."edition_id", OLD."guard_reason", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;',
                    hash="373d0c8b0cba77078734f76ed384932bcd342e8c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_db50f",
                    table="reports_editionreturn",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="editionsection",
            constraint=models.UniqueConstraint(fields=("edition", "key"), name="edition_section_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionsection",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionsectionevent" ("audience", "author_id", "body", "edition_id", "guard_reason", "id", "is_hidden", "key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "state", "takes_text", "title", "version", "written_at") VALUES (NEW."audience", NEW."author_id", NEW."body", NEW."edition_id", NEW."guard_reason", NEW."id", NEW."is_hidden", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."position", NEW."state", NEW."takes_text", NEW."title", NEW."version", NEW."written_at"); RETURN NULL;',
                    hash="4c77ba36b2fe391876901f3cd23a8beb6b6a6e59",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_272cc",
                    table="reports_editionsection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionsection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reports_editionsectionevent" ("audience", "author_id", "body", "edition_id", "guard_reason", "id", "is_hidden", "key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "state", "takes_text", "title", "version", "written_at") VALUES (NEW."audience", NEW."author_id", NEW."body", NEW."edition_id", NEW."guard_reason", NEW."id", NEW."is_hidden", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."position", NEW."state", NEW."takes_text", NEW."title", NEW."version", NEW."written_at"); RETURN NULL;',
                    hash="15c27d963998a549761c441e6a550bc23fbfd57c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2fc0b",
                    table="reports_editionsection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionsection",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionsectionevent" ("audience", "author_id", "body", "edition_id", "guard_reason", "id", "is_hidden", "key", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "state", "takes_text", "title", "version", "written_at") VALUES (OLD."audience", OLD."author_id", OLD."body", OLD."edition_id", OLD."guard_reason", OLD."id", OLD."is_hidden", OLD."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."position", OLD."state", OLD."takes_text", OLD."title", OLD."version", OLD."written_at"); RETURN NULL;',
                    hash="ad59143f84439c9e85137ec1e13d66411e5e8357",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5753f",
                    table="reports_editionsection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionsource",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionsourceevent" ("as_of", "author", "edition_id", "fetched_on", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url", "year") VALUES (NEW."as_of", NEW."author", NEW."edition_id", NEW."fetched_on", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."title", NEW."url", NEW."year"); RETURN NULL;',
                    hash="1f4724920d447954a184e28d0235196479c88176",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_aef0f",
                    table="reports_editionsource",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionsource",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reports_editionsourceevent" ("as_of", "author", "edition_id", "fetched_on", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url", "year") VALUES (NEW."as_of", NEW."author", NEW."edition_id", NEW."fetched_on", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."title", NEW."url", NEW."year"); RETURN NULL;',
                    hash="96cb5540cb7ebb2c06a1c376c1eeefe8ca8262ba",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eeb7f",
                    table="reports_editionsource",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionsource",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionsourceevent" ("as_of", "author", "edition_id", "fetched_on", "id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url", "year") VALUES (OLD."as_of", OLD."author", OLD."edition_id", OLD."fetched_on", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."title", OLD."url", OLD."year"); RETURN NULL;',
                    hash="e97b1ef77bbf7d4cf8d7fd4f1c72d193e66e238b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f800f",
                    table="reports_editionsource",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="editiontheme",
            constraint=models.UniqueConstraint(fields=("edition", "code"), name="edition_theme_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editiontheme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionthemeevent" ("code", "description", "edition_id", "id", "line_work", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "special_measures") VALUES (NEW."code", NEW."description", NEW."edition_id", NEW."id", NEW."line_work", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."position", NEW."special_measures"); RETURN NULL;',
                    hash="d5033a01e6102cdecff12bc2a90e04814a07f5ab",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4afaa",
                    table="reports_editiontheme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editiontheme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reports_editionthemeevent" ("code", "description", "edition_id", "id", "line_work", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "special_measures") VALUES (NEW."code", NEW."description", NEW."edition_id", NEW."id", NEW."line_work", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."position", NEW."special_measures"); RETURN NULL;',
                    hash="101d0fcb4f1d332c408f67a7d90fbb761edd8c59",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b62e2",
                    table="reports_editiontheme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editiontheme",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionthemeevent" ("code", "description", "edition_id", "id", "line_work", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "special_measures") VALUES (OLD."code", OLD."description", OLD."edition_id", OLD."id", OLD."line_work", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."position", OLD."special_measures"); RETURN NULL;',
                    hash="8202e27862f6bfbaf7bce853bb6e6fabca07f13e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4ce78",
                    table="reports_editiontheme",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="findinganswer",
            constraint=models.UniqueConstraint(
                fields=("edition", "fingerprint"), name="finding_answered_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findinganswer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_findinganswerevent" ("at", "by_id", "edition_id", "finding", "fingerprint", "guard_reason", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."at", NEW."by_id", NEW."edition_id", NEW."finding", NEW."fingerprint", NEW."guard_reason", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                    hash="b1c28199e1bdae5fd41fc619fe9de0c4831e00ba",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ba52b",
                    table="reports_findinganswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findinganswer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reports_findinganswerevent" ("at", "by_id", "edition_id", "finding", "fingerprint", "guard_reason", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."at", NEW."by_id", NEW."edition_id", NEW."finding", NEW."fingerprint", NEW."guard_reason", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                    hash="5065ffcc65bf79f5fd91eb0435b438d2bdf74488",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_351f8",
                    table="reports_findinganswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findinganswer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_findinganswerevent" ("at", "by_id", "edition_id", "finding", "fingerprint", "guard_reason", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."at", OLD."by_id", OLD."edition_id", OLD."finding", OLD."fingerprint", OLD."guard_reason", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;',
                    hash="4c58a6154806605fc915fc79d22ad5d46851c175",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cd63a",
                    table="reports_findinganswer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("aside", False)),
                fields=("section", "number"),
                name="section_version_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sectionversion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_sectionversionevent" ("aside", "author_id", "body", "id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "section_id", "written_at") VALUES (NEW."aside", NEW."author_id", NEW."body", NEW."id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."section_id", NEW."written_at"); RETURN NULL;',
                    hash="16a2bd4d6cd8353310678fce13126223325b7e26",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_82f74",
                    table="reports_sectionversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sectionversion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reports_sectionversionevent" ("aside", "author_id", "body", "id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "section_id", "written_at") VALUES (NEW."aside", NEW."author_id", NEW."body", NEW."id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."section_id", NEW."written_at"); RETURN NULL;',
                    hash="45c49045a0dca0f2225613215a79ba6dd1cefd08",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e755d",
                    table="reports_sectionversion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sectionversion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_sectionversionevent" ("aside", "author_id", "body", "id", "number", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "section_id", "written_at") VALUES (OLD."aside", OLD."author_id", OLD."body", OLD."id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."section_id", OLD."written_at"); RETURN NULL;',
                    hash="b020db9f7ae418ad80bfbe5967f3ba1509dd675c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_99878",
                    table="reports_sectionversion",
                    when="AFTER",
                ),
            ),
        ),
        append_only("reports_editionevent"),
        append_only("reports_editionapprovalevent"),
        append_only("reports_editionexhibitevent"),
        append_only("reports_editionprintevent"),
        append_only("reports_editionreturnevent"),
        append_only("reports_editionsectionevent"),
        append_only("reports_editionsourceevent"),
        append_only("reports_editionthemeevent"),
        append_only("reports_findinganswerevent"),
        append_only("reports_sectionversionevent"),
    ]

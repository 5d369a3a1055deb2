"""Meetings, themes, promises and public pages; and why a text that was warned about was kept."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import stakeholders.trail_sql
from stakeholders.trail_sql import append_only, begin_trail


def _guard_reason_in_trail(model: str) -> tuple[migrations.AddField, migrations.AlterField]:
    # First without a default: versions that are already sealed must stay as they were sealed, without it.
    return (
        migrations.AddField(
            model,
            "guard_reason",
            models.TextField(blank=True, null=True, verbose_name="skäl att behålla uppgiften"),
        ),
        migrations.AlterField(
            model,
            "guard_reason",
            models.TextField(
                blank=True, db_default="", default="", null=True, verbose_name="skäl att behålla uppgiften"
            ),
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0006_places_trail"),
        ("stakeholders", "0006_retention_decisions"),
    ]

    operations = [
        migrations.CreateModel(
            name="CitizenPromise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "guard_reason",
                    models.TextField(
                        blank=True, db_default="", default="", verbose_name="skäl att behålla uppgiften"
                    ),
                ),
                ("text", models.CharField(max_length=600, verbose_name="löfte")),
                ("valid_from", models.DateField(verbose_name="gäller från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gäller till")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="källa")),
            ],
            options={
                "verbose_name": "medborgarlöfte",
                "verbose_name_plural": "medborgarlöften",
                "ordering": ("-valid_from", "pk"),
            },
        ),
        migrations.CreateModel(
            name="CitizenPromiseEvent",
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
                    "guard_reason",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        null=True,
                        verbose_name="skäl att behålla uppgiften",
                    ),
                ),
                ("text", models.CharField(max_length=600, null=True, verbose_name="löfte")),
                ("valid_from", models.DateField(null=True, verbose_name="gäller från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gäller till")),
                ("source", models.CharField(blank=True, max_length=300, null=True, verbose_name="källa")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "guard_reason",
                    models.TextField(
                        blank=True, db_default="", default="", verbose_name="skäl att behålla uppgiften"
                    ),
                ),
                ("held_on", models.DateField(verbose_name="dag")),
                (
                    "minutes",
                    models.CharField(blank=True, max_length=2000, verbose_name="anteckningar i korthet"),
                ),
            ],
            options={
                "verbose_name": "möte",
                "verbose_name_plural": "möten",
                "ordering": ("-held_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="MeetingEvent",
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
                    "guard_reason",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        null=True,
                        verbose_name="skäl att behålla uppgiften",
                    ),
                ),
                ("held_on", models.DateField(null=True, verbose_name="dag")),
                (
                    "minutes",
                    models.CharField(
                        blank=True, max_length=2000, null=True, verbose_name="anteckningar i korthet"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PromiseFollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "guard_reason",
                    models.TextField(
                        blank=True, db_default="", default="", verbose_name="skäl att behålla uppgiften"
                    ),
                ),
                ("followed_up_on", models.DateField(verbose_name="uppföljd")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("kept", "Uppfyllt"),
                            ("partly", "Delvis uppfyllt"),
                            ("not_kept", "Inte uppfyllt"),
                        ],
                        max_length=20,
                        verbose_name="utfall",
                    ),
                ),
                ("text", models.CharField(max_length=600, verbose_name="hur vi vet det")),
            ],
            options={
                "verbose_name": "uppföljning av löfte",
                "verbose_name_plural": "uppföljningar av löften",
                "ordering": ("followed_up_on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="PromiseFollowUpEvent",
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
                    "guard_reason",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        null=True,
                        verbose_name="skäl att behålla uppgiften",
                    ),
                ),
                ("followed_up_on", models.DateField(null=True, verbose_name="uppföljd")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("kept", "Uppfyllt"),
                            ("partly", "Delvis uppfyllt"),
                            ("not_kept", "Inte uppfyllt"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="utfall",
                    ),
                ),
                ("text", models.CharField(max_length=600, null=True, verbose_name="hur vi vet det")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "guard_reason",
                    models.TextField(
                        blank=True, db_default="", default="", verbose_name="skäl att behålla uppgiften"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="rubrik")),
                ("challenge", models.CharField(blank=True, max_length=1200, verbose_name="utmaning")),
                ("classification", models.CharField(blank=True, max_length=600, verbose_name="klassning")),
                ("goals", models.CharField(blank=True, max_length=1200, verbose_name="gemensamma mål")),
                (
                    "measures",
                    models.CharField(blank=True, max_length=2000, verbose_name="genomförda åtgärder"),
                ),
                ("method", models.CharField(blank=True, max_length=1200, verbose_name="metod")),
                ("organisation", models.CharField(blank=True, max_length=1200, verbose_name="organisation")),
                ("participants", models.CharField(blank=True, max_length=1200, verbose_name="deltagare")),
                ("published_at", models.DateTimeField(verbose_name="publicerad")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="avpublicerad")),
            ],
            options={
                "verbose_name": "publik platssida",
                "verbose_name_plural": "publika platssidor",
                "ordering": ("-published_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="PublicationEvent",
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
                    "guard_reason",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        null=True,
                        verbose_name="skäl att behålla uppgiften",
                    ),
                ),
                ("title", models.CharField(max_length=160, null=True, verbose_name="rubrik")),
                (
                    "challenge",
                    models.CharField(blank=True, max_length=1200, null=True, verbose_name="utmaning"),
                ),
                (
                    "classification",
                    models.CharField(blank=True, max_length=600, null=True, verbose_name="klassning"),
                ),
                (
                    "goals",
                    models.CharField(blank=True, max_length=1200, null=True, verbose_name="gemensamma mål"),
                ),
                (
                    "measures",
                    models.CharField(
                        blank=True, max_length=2000, null=True, verbose_name="genomförda åtgärder"
                    ),
                ),
                ("method", models.CharField(blank=True, max_length=1200, null=True, verbose_name="metod")),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=1200, null=True, verbose_name="organisation"),
                ),
                (
                    "participants",
                    models.CharField(blank=True, max_length=1200, null=True, verbose_name="deltagare"),
                ),
                ("published_at", models.DateTimeField(null=True, verbose_name="publicerad")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="avpublicerad")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "guard_reason",
                    models.TextField(
                        blank=True, db_default="", default="", verbose_name="skäl att behålla uppgiften"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="namn")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "in_line_operations",
                    models.BooleanField(default=False, verbose_name="arbete sker i linjeverksamhet"),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="sista dag")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="källa")),
            ],
            options={
                "verbose_name": "samverkansområde",
                "verbose_name_plural": "samverkansområden",
                "ordering": ("position", "name", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ThemeEvent",
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
                    "guard_reason",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        null=True,
                        verbose_name="skäl att behålla uppgiften",
                    ),
                ),
                ("name", models.CharField(max_length=160, null=True, verbose_name="namn")),
                ("position", models.PositiveSmallIntegerField(default=0, null=True)),
                (
                    "in_line_operations",
                    models.BooleanField(
                        default=False, null=True, verbose_name="arbete sker i linjeverksamhet"
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="sista dag")),
                ("source", models.CharField(blank=True, max_length=300, null=True, verbose_name="källa")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ThemePart",
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
                        choices=[("goal", "Mål"), ("indicator", "Indikator"), ("activity", "Aktivitet")],
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="text")),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "del av samverkansområde",
                "verbose_name_plural": "delar av samverkansområden",
                "ordering": ("kind", "position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ThemePartEvent",
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
                        choices=[("goal", "Mål"), ("indicator", "Indikator"), ("activity", "Aktivitet")],
                        max_length=20,
                        null=True,
                        verbose_name="slag",
                    ),
                ),
                ("text", models.CharField(max_length=300, null=True, verbose_name="text")),
                ("position", models.PositiveSmallIntegerField(default=0, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="decision",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="decision",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="decision",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="designation",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="designation",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="designation",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="groupmember",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="groupmember",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="groupmember",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="mandate",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="mandate",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="mandate",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="place",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="place",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="place",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="placecollaboration",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="placecollaboration",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="placecollaboration",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programme",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programme",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programme",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="workinggroup",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="workinggroup",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="workinggroup",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="agreement",
            name="guard_reason",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="skäl att behålla uppgiften"
            ),
        ),
        *_guard_reason_in_trail("agreementevent"),
        migrations.AddField(
            model_name="decision",
            name="guard_reason",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="skäl att behålla uppgiften"
            ),
        ),
        *_guard_reason_in_trail("decisionevent"),
        migrations.AddField(
            model_name="designation",
            name="guard_reason",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="skäl att behålla uppgiften"
            ),
        ),
        *_guard_reason_in_trail("designationevent"),
        migrations.AddField(
            model_name="groupmember",
            name="guard_reason",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="skäl att behålla uppgiften"
            ),
        ),
        *_guard_reason_in_trail("groupmemberevent"),
        migrations.AddField(
            model_name="mandate",
            name="guard_reason",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="skäl att behålla uppgiften"
            ),
        ),
        *_guard_reason_in_trail("mandateevent"),
        migrations.AddField(
            model_name="place",
            name="guard_reason",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="skäl att behålla uppgiften"
            ),
        ),
        migrations.AddField(
            model_name="placecollaboration",
            name="guard_reason",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="skäl att behålla uppgiften"
            ),
        ),
        *_guard_reason_in_trail("placecollaborationevent"),
        *_guard_reason_in_trail("placeevent"),
        migrations.AddField(
            model_name="programme",
            name="guard_reason",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="skäl att behålla uppgiften"
            ),
        ),
        *_guard_reason_in_trail("programmeevent"),
        migrations.AddField(
            model_name="workinggroup",
            name="ended_on",
            field=models.DateField(blank=True, null=True, verbose_name="sista dag"),
        ),
        migrations.AddField(
            model_name="workinggroup",
            name="guard_reason",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="skäl att behålla uppgiften"
            ),
        ),
        migrations.AddField(
            model_name="workinggroup",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="places.workinggroup",
                verbose_name="får uppdrag av",
            ),
        ),
        migrations.AddField(
            model_name="workinggroupevent",
            name="ended_on",
            field=models.DateField(blank=True, null=True, verbose_name="sista dag"),
        ),
        *_guard_reason_in_trail("workinggroupevent"),
        migrations.AddField(
            model_name="workinggroupevent",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.workinggroup",
                verbose_name="får uppdrag av",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="collaboration",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="decisions",
                to="places.placecollaboration",
            ),
        ),
        migrations.AlterField(
            model_name="decisionevent",
            name="collaboration",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.placecollaboration",
            ),
        ),
        migrations.AlterField(
            model_name="groupmember",
            name="described",
            field=models.CharField(blank=True, max_length=120, verbose_name="funktion"),
        ),
        migrations.AlterField(
            model_name="groupmemberevent",
            name="described",
            field=models.CharField(blank=True, max_length=120, null=True, verbose_name="funktion"),
        ),
        migrations.AlterField(
            model_name="workinggroup",
            name="kind",
            field=models.CharField(
                choices=[
                    ("steering_group", "Styrgrupp"),
                    ("preparation_group", "Beredningsgrupp"),
                    ("working_group", "Arbetsgrupp"),
                    ("operational_group", "Operativ samverkansgrupp"),
                    ("forum", "Forum"),
                ],
                max_length=20,
                verbose_name="slag",
            ),
        ),
        migrations.AlterField(
            model_name="workinggroupevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("steering_group", "Styrgrupp"),
                    ("preparation_group", "Beredningsgrupp"),
                    ("working_group", "Arbetsgrupp"),
                    ("operational_group", "Operativ samverkansgrupp"),
                    ("forum", "Forum"),
                ],
                max_length=20,
                null=True,
                verbose_name="slag",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_agreementevent" ("area_id", "guard_reason", "id", "level", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "themes", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."guard_reason", NEW."id", NEW."level", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."source", NEW."themes", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="e4ccb04b3540a5eb75400a6eb55eaf2e3e5030d6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d446a",
                    table="places_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_agreementevent" ("area_id", "guard_reason", "id", "level", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "themes", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."guard_reason", NEW."id", NEW."level", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."source", NEW."themes", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="613cc78360250e62b4e05ffbaffba8b892532aa8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4dd69",
                    table="places_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_agreementevent" ("area_id", "guard_reason", "id", "level", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "themes", "valid_from", "valid_to") VALUES (OLD."area_id", OLD."guard_reason", OLD."id", OLD."level", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."source", OLD."themes", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                    hash="58c2731072f8b082a20963c2116a027cbdd52870",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_18f20",
                    table="places_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_decisionevent" ("collaboration_id", "decided_on", "guard_reason", "id", "meeting_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "text", "when") VALUES (NEW."collaboration_id", NEW."decided_on", NEW."guard_reason", NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."source", NEW."text", NEW."when"); RETURN NULL;',
                    hash="41864e397783558d15ef47334a2f45a9656b0034",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_15139",
                    table="places_decision",
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
                    func='INSERT INTO "places_decisionevent" ("collaboration_id", "decided_on", "guard_reason", "id", "meeting_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "text", "when") VALUES (NEW."collaboration_id", NEW."decided_on", NEW."guard_reason", NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."source", NEW."text", NEW."when"); RETURN NULL;',
                    hash="17ea83c3ed08ff0e9eaf71e99471c957be19d9c5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cc836",
                    table="places_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_decisionevent" ("collaboration_id", "decided_on", "guard_reason", "id", "meeting_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "text", "when") VALUES (OLD."collaboration_id", OLD."decided_on", OLD."guard_reason", OLD."id", OLD."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."source", OLD."text", OLD."when"); RETURN NULL;',
                    hash="21ae045ba40b356ff29ab1b4b43a4b42186a0c77",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_04ac7",
                    table="places_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="designation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_designationevent" ("area_id", "conditions", "geometry", "guard_reason", "holder_id", "id", "kind", "list_year", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "source", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."conditions", NEW."geometry", NEW."guard_reason", NEW."holder_id", NEW."id", NEW."kind", NEW."list_year", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="1431e1d0b18117863136fd5f856cb1a5624cd396",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c2320",
                    table="places_designation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="designation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_designationevent" ("area_id", "conditions", "geometry", "guard_reason", "holder_id", "id", "kind", "list_year", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "source", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."conditions", NEW."geometry", NEW."guard_reason", NEW."holder_id", NEW."id", NEW."kind", NEW."list_year", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place_id", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="571c4d1f44cacb3c80b3a37a908844e34cbfb3c2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_22e65",
                    table="places_designation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="designation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_designationevent" ("area_id", "conditions", "geometry", "guard_reason", "holder_id", "id", "kind", "list_year", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "source", "valid_from", "valid_to") VALUES (OLD."area_id", OLD."conditions", OLD."geometry", OLD."guard_reason", OLD."holder_id", OLD."id", OLD."kind", OLD."list_year", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."source", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                    hash="f2f416055c08ea78c91631c197c4ba964283ed1a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_62978",
                    table="places_designation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="groupmember",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_groupmemberevent" ("described", "group_id", "guard_reason", "id", "mandate", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (NEW."described", NEW."group_id", NEW."guard_reason", NEW."id", NEW."mandate", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="813de5901f81d44529bfce357f84d86d3217df9e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_59207",
                    table="places_groupmember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="groupmember",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_groupmemberevent" ("described", "group_id", "guard_reason", "id", "mandate", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (NEW."described", NEW."group_id", NEW."guard_reason", NEW."id", NEW."mandate", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="1681df444acdbf56ffc235547f18d16977d63c56",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_74a64",
                    table="places_groupmember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="groupmember",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_groupmemberevent" ("described", "group_id", "guard_reason", "id", "mandate", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (OLD."described", OLD."group_id", OLD."guard_reason", OLD."id", OLD."mandate", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                    hash="a5e2b8f4ca6088295142792c2fd94a344868a113",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b2622",
                    table="places_groupmember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mandate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_mandateevent" ("area_id", "basis", "contact", "guard_reason", "id", "kind", "legal_basis", "limits", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "source", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."basis", NEW."contact", NEW."guard_reason", NEW."id", NEW."kind", NEW."legal_basis", NEW."limits", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="cb17739462154022c3ccc52e74958f3edcab907c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e8dcf",
                    table="places_mandate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mandate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_mandateevent" ("area_id", "basis", "contact", "guard_reason", "id", "kind", "legal_basis", "limits", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "source", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."basis", NEW."contact", NEW."guard_reason", NEW."id", NEW."kind", NEW."legal_basis", NEW."limits", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place_id", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="b6eb428441d815691f6e2a892ddbffd78eb2cad9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_acc68",
                    table="places_mandate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mandate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_mandateevent" ("area_id", "basis", "contact", "guard_reason", "id", "kind", "legal_basis", "limits", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "source", "valid_from", "valid_to") VALUES (OLD."area_id", OLD."basis", OLD."contact", OLD."guard_reason", OLD."id", OLD."kind", OLD."legal_basis", OLD."limits", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."source", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                    hash="7a1d00ba1cf040ead17ac67549310c00f4085819",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_34834",
                    table="places_mandate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="place",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_placeevent" ("created_at", "geometry", "guard_reason", "id", "kind", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source") VALUES (NEW."created_at", NEW."geometry", NEW."guard_reason", NEW."id", NEW."kind", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."slug", NEW."source"); RETURN NULL;',
                    hash="2276dde3e14189ca9a9a54890ccceaf9e5d7e45e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_15623",
                    table="places_place",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="place",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_placeevent" ("created_at", "geometry", "guard_reason", "id", "kind", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source") VALUES (NEW."created_at", NEW."geometry", NEW."guard_reason", NEW."id", NEW."kind", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."slug", NEW."source"); RETURN NULL;',
                    hash="ada06fc016eb9f8d2496de186dfab1b2e52753fa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cbec4",
                    table="places_place",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="place",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_placeevent" ("created_at", "geometry", "guard_reason", "id", "kind", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source") VALUES (OLD."created_at", OLD."geometry", OLD."guard_reason", OLD."id", OLD."kind", OLD."name", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."slug", OLD."source"); RETURN NULL;',
                    hash="427792e9ba9dd8fc375f9ba31f616824802954da",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9579c",
                    table="places_place",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placecollaboration",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_placecollaborationevent" ("area_id", "budget", "challenge", "ended_on", "guard_reason", "id", "method", "model", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "place_id", "planned_end", "programme_id", "source", "started_on") VALUES (NEW."area_id", NEW."budget", NEW."challenge", NEW."ended_on", NEW."guard_reason", NEW."id", NEW."method", NEW."model", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."phase", NEW."place_id", NEW."planned_end", NEW."programme_id", NEW."source", NEW."started_on"); RETURN NULL;',
                    hash="38cdcb740b06da81e52b102a2ad3f87dfe7f8653",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f5a04",
                    table="places_placecollaboration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placecollaboration",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_placecollaborationevent" ("area_id", "budget", "challenge", "ended_on", "guard_reason", "id", "method", "model", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "place_id", "planned_end", "programme_id", "source", "started_on") VALUES (NEW."area_id", NEW."budget", NEW."challenge", NEW."ended_on", NEW."guard_reason", NEW."id", NEW."method", NEW."model", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."phase", NEW."place_id", NEW."planned_end", NEW."programme_id", NEW."source", NEW."started_on"); RETURN NULL;',
                    hash="0306b460754ee46adad77b4b9fcc9b77c2048a30",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ecae4",
                    table="places_placecollaboration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placecollaboration",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_placecollaborationevent" ("area_id", "budget", "challenge", "ended_on", "guard_reason", "id", "method", "model", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "place_id", "planned_end", "programme_id", "source", "started_on") VALUES (OLD."area_id", OLD."budget", OLD."challenge", OLD."ended_on", OLD."guard_reason", OLD."id", OLD."method", OLD."model", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."phase", OLD."place_id", OLD."planned_end", OLD."programme_id", OLD."source", OLD."started_on"); RETURN NULL;',
                    hash="8e310466b26eb67b600e647ff22c5395c2b9e5bf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_15689",
                    table="places_placecollaboration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_programmeevent" ("ends_on", "funder", "grant", "guard_reason", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "started_on") VALUES (NEW."ends_on", NEW."funder", NEW."grant", NEW."guard_reason", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."source", NEW."started_on"); RETURN NULL;',
                    hash="c8aeb2a0e6861217dc61bc613feccb1b64921458",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3cccb",
                    table="places_programme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_programmeevent" ("ends_on", "funder", "grant", "guard_reason", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "started_on") VALUES (NEW."ends_on", NEW."funder", NEW."grant", NEW."guard_reason", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."source", NEW."started_on"); RETURN NULL;',
                    hash="8268002cc084a9aa3a2b640400f6e1be35e35344",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_dd54b",
                    table="places_programme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programme",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_programmeevent" ("ends_on", "funder", "grant", "guard_reason", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "started_on") VALUES (OLD."ends_on", OLD."funder", OLD."grant", OLD."guard_reason", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."source", OLD."started_on"); RETURN NULL;',
                    hash="225862cf310de2fa4c1e0f9c3b89d2f50f192ca1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5dbb9",
                    table="places_programme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workinggroup",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_workinggroupevent" ("area_id", "collaboration_id", "ended_on", "formed_on", "frequency", "guard_reason", "id", "kind", "leader_id", "name", "next_review", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "source", "theme_id") VALUES (NEW."area_id", NEW."collaboration_id", NEW."ended_on", NEW."formed_on", NEW."frequency", NEW."guard_reason", NEW."id", NEW."kind", NEW."leader_id", NEW."name", NEW."next_review", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."purpose", NEW."source", NEW."theme_id"); RETURN NULL;',
                    hash="f9bea3dffadaa9236470255b8d2aa95cce189c1b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_895ae",
                    table="places_workinggroup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workinggroup",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_workinggroupevent" ("area_id", "collaboration_id", "ended_on", "formed_on", "frequency", "guard_reason", "id", "kind", "leader_id", "name", "next_review", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "source", "theme_id") VALUES (NEW."area_id", NEW."collaboration_id", NEW."ended_on", NEW."formed_on", NEW."frequency", NEW."guard_reason", NEW."id", NEW."kind", NEW."leader_id", NEW."name", NEW."next_review", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."purpose", NEW."source", NEW."theme_id"); RETURN NULL;',
                    hash="2c1cecf8b70021472d1fba4825ca34a9764ccbe3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_68cc5",
                    table="places_workinggroup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workinggroup",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_workinggroupevent" ("area_id", "collaboration_id", "ended_on", "formed_on", "frequency", "guard_reason", "id", "kind", "leader_id", "name", "next_review", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "source", "theme_id") VALUES (OLD."area_id", OLD."collaboration_id", OLD."ended_on", OLD."formed_on", OLD."frequency", OLD."guard_reason", OLD."id", OLD."kind", OLD."leader_id", OLD."name", OLD."next_review", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."purpose", OLD."source", OLD."theme_id"); RETURN NULL;',
                    hash="a58d6ef981c29ec9b388f4bcde8f840df5de70de",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_374d6",
                    table="places_workinggroup",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="agreement_ends_after_it_starts",
                violation_error_message="Sista dagen kan inte ligga före den första.",
            ),
        ),
        migrations.AddField(
            model_name="citizenpromise",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="promises", to="places.area"
            ),
        ),
        migrations.AddField(
            model_name="citizenpromise",
            name="promised_by",
            field=models.ManyToManyField(
                related_name="promises", to="stakeholders.organisation", verbose_name="lovas av"
            ),
        ),
        migrations.AddField(
            model_name="citizenpromiseevent",
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
            model_name="citizenpromiseevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.citizenpromise",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="places.workinggroup"
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="present",
            field=models.ManyToManyField(
                blank=True, related_name="meetings", to="stakeholders.organisation", verbose_name="närvarande"
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="decisions",
                to="places.meeting",
            ),
        ),
        migrations.AddField(
            model_name="decisionevent",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("collaboration__isnull", False), ("meeting__isnull", False), _connector="OR"
                ),
                name="decision_is_somebodys",
            ),
        ),
        migrations.AddField(
            model_name="meetingevent",
            name="group",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.workinggroup",
            ),
        ),
        migrations.AddField(
            model_name="meetingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.meeting",
            ),
        ),
        migrations.AddField(
            model_name="promisefollowup",
            name="promise",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="follow_ups",
                to="places.citizenpromise",
            ),
        ),
        migrations.AddField(
            model_name="promisefollowupevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.promisefollowup",
            ),
        ),
        migrations.AddField(
            model_name="promisefollowupevent",
            name="promise",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.citizenpromise",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="publications", to="places.place"
            ),
        ),
        migrations.AddField(
            model_name="publicationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.publication",
            ),
        ),
        migrations.AddField(
            model_name="publicationevent",
            name="place",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.place",
            ),
        ),
        migrations.AddField(
            model_name="theme",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="themes", to="places.area"
            ),
        ),
        migrations.AddField(
            model_name="workinggroup",
            name="theme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="groups",
                to="places.theme",
            ),
        ),
        migrations.AddField(
            model_name="workinggroupevent",
            name="theme",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.theme",
            ),
        ),
        migrations.AddConstraint(
            model_name="workinggroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("theme__isnull", True), ("area__isnull", False), _connector="OR"),
                name="group_of_a_theme_has_an_area",
            ),
        ),
        migrations.AddConstraint(
            model_name="workinggroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    ("formed_on__isnull", True),
                    ("ended_on__gte", models.F("formed_on")),
                    _connector="OR",
                ),
                name="group_ends_after_it_was_formed",
                violation_error_message="Sista dagen kan inte ligga före den första.",
            ),
        ),
        migrations.AddConstraint(
            model_name="workinggroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("pk")), _negated=True),
                name="group_is_not_its_own_parent",
            ),
        ),
        migrations.AddField(
            model_name="themeevent",
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
            model_name="themeevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.theme",
            ),
        ),
        migrations.AddField(
            model_name="themepart",
            name="theme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="places.theme"
            ),
        ),
        migrations.AddField(
            model_name="themepartevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.themepart",
            ),
        ),
        migrations.AddField(
            model_name="themepartevent",
            name="theme",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.theme",
            ),
        ),
        migrations.AddConstraint(
            model_name="citizenpromise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="promise_ends_after_it_starts",
                violation_error_message="Sista dagen kan inte ligga före den första.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citizenpromise",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_citizenpromiseevent" ("area_id", "guard_reason", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "text", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."guard_reason", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."source", NEW."text", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="12a4fe66a4451d735279281eda6eacc20b11ed75",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e0873",
                    table="places_citizenpromise",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citizenpromise",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_citizenpromiseevent" ("area_id", "guard_reason", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "text", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."guard_reason", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."source", NEW."text", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="cf4c04eb9da3b85c1e143cefac76b415c04a62cf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ebc4a",
                    table="places_citizenpromise",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citizenpromise",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_citizenpromiseevent" ("area_id", "guard_reason", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "text", "valid_from", "valid_to") VALUES (OLD."area_id", OLD."guard_reason", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."source", OLD."text", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                    hash="08ddc52e13664af435af5bf15c2f8f01234b07a0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5b8af",
                    table="places_citizenpromise",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                fields=("group", "held_on"),
                name="meeting_once_a_day",
                violation_error_message="Gruppen har redan ett möte den dagen.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_meetingevent" ("group_id", "guard_reason", "held_on", "id", "minutes", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."group_id", NEW."guard_reason", NEW."held_on", NEW."id", NEW."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="f8658fb0ed5ff52634d0f63a187cb9262b1c3991",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7299c",
                    table="places_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_meetingevent" ("group_id", "guard_reason", "held_on", "id", "minutes", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."group_id", NEW."guard_reason", NEW."held_on", NEW."id", NEW."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="3273f4c205950a363611fc57a0d884c2d61e00f0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fdd12",
                    table="places_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_meetingevent" ("group_id", "guard_reason", "held_on", "id", "minutes", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."group_id", OLD."guard_reason", OLD."held_on", OLD."id", OLD."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="5aecca4d1ac5320caad28b942bd2967b51ca856d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_70cc1",
                    table="places_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promisefollowup",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_promisefollowupevent" ("followed_up_on", "guard_reason", "id", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise_id", "text") VALUES (NEW."followed_up_on", NEW."guard_reason", NEW."id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."promise_id", NEW."text"); RETURN NULL;',
                    hash="cd00cfd857a07027f0cfc58edd22ae3817667e98",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1cce1",
                    table="places_promisefollowup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promisefollowup",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_promisefollowupevent" ("followed_up_on", "guard_reason", "id", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise_id", "text") VALUES (NEW."followed_up_on", NEW."guard_reason", NEW."id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."promise_id", NEW."text"); RETURN NULL;',
                    hash="f8c3dfd6fa52557d2586e09ab2205c40b42ca217",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7ce8f",
                    table="places_promisefollowup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="promisefollowup",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_promisefollowupevent" ("followed_up_on", "guard_reason", "id", "outcome", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise_id", "text") VALUES (OLD."followed_up_on", OLD."guard_reason", OLD."id", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."promise_id", OLD."text"); RETURN NULL;',
                    hash="71152675d6dc2a06fada6853b5cc23d0bf221ed0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bcb9a",
                    table="places_promisefollowup",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("place",),
                name="place_published_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at__isnull", True),
                    ("withdrawn_at__gte", models.F("published_at")),
                    _connector="OR",
                ),
                name="publication_ends_after_it_starts",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_publicationevent" ("challenge", "classification", "goals", "guard_reason", "id", "measures", "method", "organisation", "participants", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "published_at", "title", "withdrawn_at") VALUES (NEW."challenge", NEW."classification", NEW."goals", NEW."guard_reason", NEW."id", NEW."measures", NEW."method", NEW."organisation", NEW."participants", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."published_at", NEW."title", NEW."withdrawn_at"); RETURN NULL;',
                    hash="98e073cf97ba9f8302c2d9e6cbe28dc36d49f33f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4d595",
                    table="places_publication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_publicationevent" ("challenge", "classification", "goals", "guard_reason", "id", "measures", "method", "organisation", "participants", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "published_at", "title", "withdrawn_at") VALUES (NEW."challenge", NEW."classification", NEW."goals", NEW."guard_reason", NEW."id", NEW."measures", NEW."method", NEW."organisation", NEW."participants", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place_id", NEW."published_at", NEW."title", NEW."withdrawn_at"); RETURN NULL;',
                    hash="133ff1262ba1abf029cdf400154c35aa0b8bf286",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d7855",
                    table="places_publication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_publicationevent" ("challenge", "classification", "goals", "guard_reason", "id", "measures", "method", "organisation", "participants", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "published_at", "title", "withdrawn_at") VALUES (OLD."challenge", OLD."classification", OLD."goals", OLD."guard_reason", OLD."id", OLD."measures", OLD."method", OLD."organisation", OLD."participants", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."published_at", OLD."title", OLD."withdrawn_at"); RETURN NULL;',
                    hash="1e778972cc7917d4ed749fd43988eac03a0e5476",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_10411",
                    table="places_publication",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.UniqueConstraint(
                fields=("area", "name"),
                name="theme_once_in_an_area",
                violation_error_message="Området har redan ett samverkansområde med det namnet.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="theme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_themeevent" ("area_id", "ended_on", "guard_reason", "id", "in_line_operations", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source") VALUES (NEW."area_id", NEW."ended_on", NEW."guard_reason", NEW."id", NEW."in_line_operations", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."position", NEW."source"); RETURN NULL;',
                    hash="1022a63fb463da14eb7a7c2f5dc7c9f1434b5341",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ba7ed",
                    table="places_theme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="theme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_themeevent" ("area_id", "ended_on", "guard_reason", "id", "in_line_operations", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source") VALUES (NEW."area_id", NEW."ended_on", NEW."guard_reason", NEW."id", NEW."in_line_operations", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."position", NEW."source"); RETURN NULL;',
                    hash="e06bcaaa1f0c8494b5843d7d359067cfe4a30a45",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_39acd",
                    table="places_theme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="theme",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_themeevent" ("area_id", "ended_on", "guard_reason", "id", "in_line_operations", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source") VALUES (OLD."area_id", OLD."ended_on", OLD."guard_reason", OLD."id", OLD."in_line_operations", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."position", OLD."source"); RETURN NULL;',
                    hash="af993b18afc8d097eed42de6e6ac9d063011cd2f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_62f5f",
                    table="places_theme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="themepart",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_themepartevent" ("id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "theme_id") VALUES (NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."position", NEW."text", NEW."theme_id"); RETURN NULL;',
                    hash="0d589b328a5412f621bafc25e7c789c2d8e7b44b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_32f68",
                    table="places_themepart",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="themepart",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_themepartevent" ("id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "theme_id") VALUES (NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."position", NEW."text", NEW."theme_id"); RETURN NULL;',
                    hash="60be9b8a977859554e41e288f0d347f944c0a980",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0c7c4",
                    table="places_themepart",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="themepart",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_themepartevent" ("id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "theme_id") VALUES (OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."position", OLD."text", OLD."theme_id"); RETURN NULL;',
                    hash="30707dcc8b1a5b1033335bd2b746d986c4ae8d95",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c2efa",
                    table="places_themepart",
                    when="AFTER",
                ),
            ),
        ),
        begin_trail("places_citizenpromise"),
        append_only("places_citizenpromiseevent"),
        begin_trail("places_meeting"),
        append_only("places_meetingevent"),
        begin_trail("places_promisefollowup"),
        append_only("places_promisefollowupevent"),
        begin_trail("places_publication"),
        append_only("places_publicationevent"),
        begin_trail("places_theme"),
        append_only("places_themeevent"),
        begin_trail("places_themepart"),
        append_only("places_themepartevent"),
    ]

"""Priced and timed steps, documents, what could be seen before a start; kinds of problems, and where evidence stands."""

import uuid

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import stakeholders.trail_sql
from stakeholders.trail_sql import append_only, begin_trail


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0003_weekly_counts_and_letters"),
        ("places", "0007_collaboration_pages"),
        ("stakeholders", "0009_walk_invitations"),
    ]

    operations = [
        migrations.CreateModel(
            name="EffectPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_on", models.DateField(verbose_name="gjord den")),
                ("weeks", models.PositiveSmallIntegerField(verbose_name="veckor i varje period")),
                ("before_from", models.DateField(verbose_name="före, första måndagen")),
                ("counts", models.JSONField(default=dict, verbose_name="antal händelser före")),
                (
                    "has_invented",
                    models.BooleanField(default=False, verbose_name="räknar påhittade händelser"),
                ),
            ],
            options={
                "verbose_name": "förhandsbedömning",
                "verbose_name_plural": "förhandsbedömningar",
                "ordering": ("-made_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="EffectPlanEvent",
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
                ("made_on", models.DateField(null=True, verbose_name="gjord den")),
                ("weeks", models.PositiveSmallIntegerField(null=True, verbose_name="veckor i varje period")),
                ("before_from", models.DateField(null=True, verbose_name="före, första måndagen")),
                ("counts", models.JSONField(default=dict, null=True, verbose_name="antal händelser före")),
                (
                    "has_invented",
                    models.BooleanField(default=False, null=True, verbose_name="räknar påhittade händelser"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeasureDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=160, verbose_name="dokument")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("jpg", "Bild"),
                            ("docx", "Word-dokument"),
                            ("xlsx", "Excel-arbetsbok"),
                            ("odt", "Textdokument (ODF)"),
                            ("ods", "Kalkylblad (ODF)"),
                        ],
                        max_length=10,
                        verbose_name="slag",
                    ),
                ),
                ("file", models.FileField(max_length=120, upload_to="measures/")),
                ("size", models.PositiveIntegerField(verbose_name="storlek, byte")),
                ("sha256", models.CharField(max_length=64)),
                ("added_on", models.DateField(verbose_name="tillagt")),
            ],
            options={
                "verbose_name": "dokument",
                "verbose_name_plural": "dokument",
                "ordering": ("-added_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="MeasureDocumentEvent",
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
                ("name", models.CharField(max_length=160, null=True, verbose_name="dokument")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("jpg", "Bild"),
                            ("docx", "Word-dokument"),
                            ("xlsx", "Excel-arbetsbok"),
                            ("odt", "Textdokument (ODF)"),
                            ("ods", "Kalkylblad (ODF)"),
                        ],
                        max_length=10,
                        null=True,
                        verbose_name="slag",
                    ),
                ),
                ("file", models.FileField(max_length=120, null=True, upload_to="measures/")),
                ("size", models.PositiveIntegerField(null=True, verbose_name="storlek, byte")),
                ("sha256", models.CharField(max_length=64, null=True)),
                ("added_on", models.DateField(null=True, verbose_name="tillagt")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ModelStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="ordning")),
                ("name", models.CharField(max_length=120, verbose_name="steg")),
                ("what", models.CharField(blank=True, max_length=300, verbose_name="innehåll")),
                ("planned_from", models.DateField(blank=True, null=True, verbose_name="planerad start")),
                ("planned_to", models.DateField(blank=True, null=True, verbose_name="planerat slut")),
                (
                    "planned_cost",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="planerad kostnad, kronor"
                    ),
                ),
                ("actual_from", models.DateField(blank=True, null=True, verbose_name="verklig start")),
                ("actual_to", models.DateField(blank=True, null=True, verbose_name="verkligt slut")),
                (
                    "actual_cost",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="verklig kostnad, kronor"
                    ),
                ),
                ("is_example", models.BooleanField(default=False, verbose_name="påhittad demodata")),
            ],
            options={
                "verbose_name": "steg i modellen",
                "verbose_name_plural": "steg i modellen",
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ModelStepEvent",
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
                ("position", models.PositiveSmallIntegerField(default=1, null=True, verbose_name="ordning")),
                ("name", models.CharField(max_length=120, null=True, verbose_name="steg")),
                ("what", models.CharField(blank=True, max_length=300, null=True, verbose_name="innehåll")),
                ("planned_from", models.DateField(blank=True, null=True, verbose_name="planerad start")),
                ("planned_to", models.DateField(blank=True, null=True, verbose_name="planerat slut")),
                (
                    "planned_cost",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="planerad kostnad, kronor"
                    ),
                ),
                ("actual_from", models.DateField(blank=True, null=True, verbose_name="verklig start")),
                ("actual_to", models.DateField(blank=True, null=True, verbose_name="verkligt slut")),
                (
                    "actual_cost",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="verklig kostnad, kronor"
                    ),
                ),
                (
                    "is_example",
                    models.BooleanField(default=False, null=True, verbose_name="påhittad demodata"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="evidence",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="evidence",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="evidence",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="measure",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="measure",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="measure",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="problem",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="problem",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="problem",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="evidence",
            name="path",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="finns på"
            ),
        ),
        migrations.AddField(
            model_name="evidenceevent",
            name="path",
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name="finns på"),
        ),
        migrations.AlterField(
            model_name="evidenceevent",
            name="path",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, null=True, verbose_name="finns på"
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="aspect",
            field=models.CharField(
                blank=True,
                choices=[
                    ("gestaltning", "Gestaltning"),
                    ("mix_functions", "Mix av funktioner"),
                    ("mix_people", "Mix av människor"),
                    ("clarity", "Tydlighet"),
                    ("social_control", "Social kontroll"),
                    ("lighting", "Belysning"),
                    ("perimeter_protection", "Skalskydd"),
                    ("management", "Förvaltning"),
                    ("information", "Information"),
                ],
                db_default="",
                default="",
                max_length=30,
                verbose_name="aspekt enligt BoTryggt",
            ),
        ),
        migrations.AddField(
            model_name="measureevent",
            name="aspect",
            field=models.CharField(
                blank=True,
                choices=[
                    ("gestaltning", "Gestaltning"),
                    ("mix_functions", "Mix av funktioner"),
                    ("mix_people", "Mix av människor"),
                    ("clarity", "Tydlighet"),
                    ("social_control", "Social kontroll"),
                    ("lighting", "Belysning"),
                    ("perimeter_protection", "Skalskydd"),
                    ("management", "Förvaltning"),
                    ("information", "Information"),
                ],
                max_length=30,
                null=True,
                verbose_name="aspekt enligt BoTryggt",
            ),
        ),
        migrations.AlterField(
            model_name="measureevent",
            name="aspect",
            field=models.CharField(
                blank=True,
                choices=[
                    ("gestaltning", "Gestaltning"),
                    ("mix_functions", "Mix av funktioner"),
                    ("mix_people", "Mix av människor"),
                    ("clarity", "Tydlighet"),
                    ("social_control", "Social kontroll"),
                    ("lighting", "Belysning"),
                    ("perimeter_protection", "Skalskydd"),
                    ("management", "Förvaltning"),
                    ("information", "Information"),
                ],
                db_default="",
                default="",
                max_length=30,
                null=True,
                verbose_name="aspekt enligt BoTryggt",
            ),
        ),
        migrations.AddField(
            model_name="problem",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("public_order", "Ordning"),
                    ("vandalism", "Skadegörelse"),
                    ("environment", "Skräp och belysning"),
                    ("drugs", "Narkotika"),
                    ("alcohol", "Alkohol"),
                    ("traffic", "Trafik"),
                    ("transit", "Kollektivtrafik"),
                    ("property", "Fastighet"),
                    ("perception", "Otrygghet och oro"),
                    ("theft", "Stöld och inbrott"),
                    ("arson", "Brand"),
                    ("violence", "Våld"),
                    ("threat", "Hot och hat"),
                    ("robbery", "Rån"),
                    ("sexual", "Sexuella övergrepp"),
                    ("weapons", "Vapen"),
                    ("deadly_violence_explosives", "Skjutning, sprängning, dödligt våld"),
                    ("youth", "Unga"),
                    ("school", "Skola"),
                    ("staff", "Hot mot personal"),
                    ("fraud", "Bedrägeri"),
                    ("extremism", "Extremism"),
                    ("settlement", "Bosättning"),
                    ("context", "Sammanhang"),
                    ("other", "Övrigt"),
                ],
                db_default="",
                default="",
                max_length=30,
                verbose_name="slag av problem",
            ),
        ),
        migrations.AddField(
            model_name="problemevent",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("public_order", "Ordning"),
                    ("vandalism", "Skadegörelse"),
                    ("environment", "Skräp och belysning"),
                    ("drugs", "Narkotika"),
                    ("alcohol", "Alkohol"),
                    ("traffic", "Trafik"),
                    ("transit", "Kollektivtrafik"),
                    ("property", "Fastighet"),
                    ("perception", "Otrygghet och oro"),
                    ("theft", "Stöld och inbrott"),
                    ("arson", "Brand"),
                    ("violence", "Våld"),
                    ("threat", "Hot och hat"),
                    ("robbery", "Rån"),
                    ("sexual", "Sexuella övergrepp"),
                    ("weapons", "Vapen"),
                    ("deadly_violence_explosives", "Skjutning, sprängning, dödligt våld"),
                    ("youth", "Unga"),
                    ("school", "Skola"),
                    ("staff", "Hot mot personal"),
                    ("fraud", "Bedrägeri"),
                    ("extremism", "Extremism"),
                    ("settlement", "Bosättning"),
                    ("context", "Sammanhang"),
                    ("other", "Övrigt"),
                ],
                max_length=30,
                null=True,
                verbose_name="slag av problem",
            ),
        ),
        migrations.AlterField(
            model_name="problemevent",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("public_order", "Ordning"),
                    ("vandalism", "Skadegörelse"),
                    ("environment", "Skräp och belysning"),
                    ("drugs", "Narkotika"),
                    ("alcohol", "Alkohol"),
                    ("traffic", "Trafik"),
                    ("transit", "Kollektivtrafik"),
                    ("property", "Fastighet"),
                    ("perception", "Otrygghet och oro"),
                    ("theft", "Stöld och inbrott"),
                    ("arson", "Brand"),
                    ("violence", "Våld"),
                    ("threat", "Hot och hat"),
                    ("robbery", "Rån"),
                    ("sexual", "Sexuella övergrepp"),
                    ("weapons", "Vapen"),
                    ("deadly_violence_explosives", "Skjutning, sprängning, dödligt våld"),
                    ("youth", "Unga"),
                    ("school", "Skola"),
                    ("staff", "Hot mot personal"),
                    ("fraud", "Bedrägeri"),
                    ("extremism", "Extremism"),
                    ("settlement", "Bosättning"),
                    ("context", "Sammanhang"),
                    ("other", "Övrigt"),
                ],
                db_default="",
                default="",
                max_length=30,
                null=True,
                verbose_name="slag av problem",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_evidenceevent" ("as_of", "id", "kind", "path", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id", "source", "text") VALUES (NEW."as_of", NEW."id", NEW."kind", NEW."path", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."problem_id", NEW."source", NEW."text"); RETURN NULL;',
                    hash="6474424fad3d4595b11e0f0ec8d14513719fe6fc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0d9ae",
                    table="measures_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "measures_evidenceevent" ("as_of", "id", "kind", "path", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id", "source", "text") VALUES (NEW."as_of", NEW."id", NEW."kind", NEW."path", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."problem_id", NEW."source", NEW."text"); RETURN NULL;',
                    hash="6ddc12c8fbf3af8909a0cf015ff4050925231d05",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_500a3",
                    table="measures_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_evidenceevent" ("as_of", "id", "kind", "path", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id", "source", "text") VALUES (OLD."as_of", OLD."id", OLD."kind", OLD."path", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."problem_id", OLD."source", OLD."text"); RETURN NULL;',
                    hash="e6cc795ae08c1051ef7cae3273c487bc418fcfa9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_77689",
                    table="measures_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_measureevent" ("area_id", "aspect", "cadence", "cost_actual", "cost_estimate", "created_at", "decided_on", "done_on", "due_on", "follow_up_on", "follows_id", "horizon", "id", "is_disputed", "is_example", "is_quick", "main_type", "observation_id", "output", "owner_id", "owner_role", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "planned_start", "reason", "resume_on", "source", "started_on", "status", "status_since", "sub_type", "technique", "title", "visibility", "what") VALUES (NEW."area_id", NEW."aspect", NEW."cadence", NEW."cost_actual", NEW."cost_estimate", NEW."created_at", NEW."decided_on", NEW."done_on", NEW."due_on", NEW."follow_up_on", NEW."follows_id", NEW."horizon", NEW."id", NEW."is_disputed", NEW."is_example", NEW."is_quick", NEW."main_type", NEW."observation_id", NEW."output", NEW."owner_id", NEW."owner_role", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."planned_start", NEW."reason", NEW."resume_on", NEW."source", NEW."started_on", NEW."status", NEW."status_since", NEW."sub_type", NEW."technique", NEW."title", NEW."visibility", NEW."what"); RETURN NULL;',
                    hash="6f8658aa7468e8b1dde9e88eb4c14f49f19ba085",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e26a2",
                    table="measures_measure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "measures_measureevent" ("area_id", "aspect", "cadence", "cost_actual", "cost_estimate", "created_at", "decided_on", "done_on", "due_on", "follow_up_on", "follows_id", "horizon", "id", "is_disputed", "is_example", "is_quick", "main_type", "observation_id", "output", "owner_id", "owner_role", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "planned_start", "reason", "resume_on", "source", "started_on", "status", "status_since", "sub_type", "technique", "title", "visibility", "what") VALUES (NEW."area_id", NEW."aspect", NEW."cadence", NEW."cost_actual", NEW."cost_estimate", NEW."created_at", NEW."decided_on", NEW."done_on", NEW."due_on", NEW."follow_up_on", NEW."follows_id", NEW."horizon", NEW."id", NEW."is_disputed", NEW."is_example", NEW."is_quick", NEW."main_type", NEW."observation_id", NEW."output", NEW."owner_id", NEW."owner_role", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place_id", NEW."planned_start", NEW."reason", NEW."resume_on", NEW."source", NEW."started_on", NEW."status", NEW."status_since", NEW."sub_type", NEW."technique", NEW."title", NEW."visibility", NEW."what"); RETURN NULL;',
                    hash="2c16475255791f3823888210f464517c9236257b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fd347",
                    table="measures_measure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_measureevent" ("area_id", "aspect", "cadence", "cost_actual", "cost_estimate", "created_at", "decided_on", "done_on", "due_on", "follow_up_on", "follows_id", "horizon", "id", "is_disputed", "is_example", "is_quick", "main_type", "observation_id", "output", "owner_id", "owner_role", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "planned_start", "reason", "resume_on", "source", "started_on", "status", "status_since", "sub_type", "technique", "title", "visibility", "what") VALUES (OLD."area_id", OLD."aspect", OLD."cadence", OLD."cost_actual", OLD."cost_estimate", OLD."created_at", OLD."decided_on", OLD."done_on", OLD."due_on", OLD."follow_up_on", OLD."follows_id", OLD."horizon", OLD."id", OLD."is_disputed", OLD."is_example", OLD."is_quick", OLD."main_type", OLD."observation_id", OLD."output", OLD."owner_id", OLD."owner_role", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."planned_start", OLD."reason", OLD."resume_on", OLD."source", OLD."started_on", OLD."status", OLD."status_since", OLD."sub_type", OLD."technique", OLD."title", OLD."visibility", OLD."what"); RETURN NULL;',
                    hash="7701d5d99287d3122cadc1fd8231ff807b9de1a3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7343e",
                    table="measures_measure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="problem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_problemevent" ("affected", "area_id", "closed_on", "created_at", "id", "is_example", "kind", "noticed_on", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "prioritised", "source", "title", "visibility", "what", "when_text") VALUES (NEW."affected", NEW."area_id", NEW."closed_on", NEW."created_at", NEW."id", NEW."is_example", NEW."kind", NEW."noticed_on", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."prioritised", NEW."source", NEW."title", NEW."visibility", NEW."what", NEW."when_text"); RETURN NULL;',
                    hash="2cb9e1a513d15140f502207abddba04a45da8e56",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0756b",
                    table="measures_problem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="problem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "measures_problemevent" ("affected", "area_id", "closed_on", "created_at", "id", "is_example", "kind", "noticed_on", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "prioritised", "source", "title", "visibility", "what", "when_text") VALUES (NEW."affected", NEW."area_id", NEW."closed_on", NEW."created_at", NEW."id", NEW."is_example", NEW."kind", NEW."noticed_on", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place_id", NEW."prioritised", NEW."source", NEW."title", NEW."visibility", NEW."what", NEW."when_text"); RETURN NULL;',
                    hash="86019fd21ef695c797ba61b212853f08cf3231f0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_52b02",
                    table="measures_problem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="problem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_problemevent" ("affected", "area_id", "closed_on", "created_at", "id", "is_example", "kind", "noticed_on", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "prioritised", "source", "title", "visibility", "what", "when_text") VALUES (OLD."affected", OLD."area_id", OLD."closed_on", OLD."created_at", OLD."id", OLD."is_example", OLD."kind", OLD."noticed_on", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."prioritised", OLD."source", OLD."title", OLD."visibility", OLD."what", OLD."when_text"); RETURN NULL;',
                    hash="669ccdb13bc0d5585d2d6c49703dc6ef29e96349",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d5b9c",
                    table="measures_problem",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="effectplan",
            name="buffer_areas",
            field=models.ManyToManyField(blank=True, related_name="+", to="places.area"),
        ),
        migrations.AddField(
            model_name="effectplan",
            name="buffer_control_areas",
            field=models.ManyToManyField(blank=True, related_name="+", to="places.area"),
        ),
        migrations.AddField(
            model_name="effectplan",
            name="control_areas",
            field=models.ManyToManyField(related_name="+", to="places.area"),
        ),
        migrations.AddField(
            model_name="effectplan",
            name="measure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="effect_plans",
                to="measures.measure",
            ),
        ),
        migrations.AddField(
            model_name="effectplan",
            name="target_areas",
            field=models.ManyToManyField(related_name="+", to="places.area"),
        ),
        migrations.AddField(
            model_name="effectplanevent",
            name="measure",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="measures.measure",
            ),
        ),
        migrations.AddField(
            model_name="effectplanevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="measures.effectplan",
            ),
        ),
        migrations.AddField(
            model_name="measuredocument",
            name="measure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="documents", to="measures.measure"
            ),
        ),
        migrations.AddField(
            model_name="measuredocument",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="measure_documents",
                to="stakeholders.organisation",
            ),
        ),
        migrations.AddField(
            model_name="measuredocumentevent",
            name="measure",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="measures.measure",
            ),
        ),
        migrations.AddField(
            model_name="measuredocumentevent",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
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
            model_name="measuredocumentevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="measures.measuredocument",
            ),
        ),
        migrations.AddField(
            model_name="modelstep",
            name="collaboration",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="model_steps",
                to="places.placecollaboration",
                verbose_name="samverkan",
            ),
        ),
        migrations.AddField(
            model_name="modelstepevent",
            name="collaboration",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.placecollaboration",
                verbose_name="samverkan",
            ),
        ),
        migrations.AddField(
            model_name="modelstepevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="measures.modelstep",
            ),
        ),
        migrations.AddConstraint(
            model_name="effectplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("weeks__range", (4, 106))), name="effect_plan_length_is_sane"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="effectplan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_effectplanevent" ("before_from", "counts", "has_invented", "id", "made_on", "measure_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "weeks") VALUES (NEW."before_from", NEW."counts", NEW."has_invented", NEW."id", NEW."made_on", NEW."measure_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."weeks"); RETURN NULL;',
                    hash="f82a811ae64e616d2b58c867c028ef1e6364263d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9cab6",
                    table="measures_effectplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="effectplan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "measures_effectplanevent" ("before_from", "counts", "has_invented", "id", "made_on", "measure_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "weeks") VALUES (NEW."before_from", NEW."counts", NEW."has_invented", NEW."id", NEW."made_on", NEW."measure_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."weeks"); RETURN NULL;',
                    hash="6f6e979f3f70fe14e422a00eb2b1aa00c3034392",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3ce81",
                    table="measures_effectplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="effectplan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_effectplanevent" ("before_from", "counts", "has_invented", "id", "made_on", "measure_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "weeks") VALUES (OLD."before_from", OLD."counts", OLD."has_invented", OLD."id", OLD."made_on", OLD."measure_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."weeks"); RETURN NULL;',
                    hash="f076fdeb5939397c9ab3fe17f74b16e0ed20526f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d2130",
                    table="measures_effectplan",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="measuredocument",
            constraint=models.UniqueConstraint(
                fields=("measure", "sha256"),
                name="document_once_on_a_measure",
                violation_error_message="Samma fil finns redan på åtgärden.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measuredocument",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_measuredocumentevent" ("added_on", "file", "id", "kind", "measure_id", "name", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sha256", "size") VALUES (NEW."added_on", NEW."file", NEW."id", NEW."kind", NEW."measure_id", NEW."name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."public_id", NEW."sha256", NEW."size"); RETURN NULL;',
                    hash="8322f1f3f536f0ba94060a41b33d57fd7c54d2f6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c528d",
                    table="measures_measuredocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measuredocument",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "measures_measuredocumentevent" ("added_on", "file", "id", "kind", "measure_id", "name", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sha256", "size") VALUES (NEW."added_on", NEW."file", NEW."id", NEW."kind", NEW."measure_id", NEW."name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."public_id", NEW."sha256", NEW."size"); RETURN NULL;',
                    hash="7be1fd10a859b4af18feb4234684381427310eb9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_836d2",
                    table="measures_measuredocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measuredocument",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_measuredocumentevent" ("added_on", "file", "id", "kind", "measure_id", "name", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sha256", "size") VALUES (OLD."added_on", OLD."file", OLD."id", OLD."kind", OLD."measure_id", OLD."name", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."public_id", OLD."sha256", OLD."size"); RETURN NULL;',
                    hash="b0452a7eb3438115bcebf70a32456994d68adc07",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bc28e",
                    table="measures_measuredocument",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="modelstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("planned_to__isnull", True),
                    ("planned_from__isnull", True),
                    ("planned_to__gte", models.F("planned_from")),
                    _connector="OR",
                ),
                name="step_planned_end_after_start",
                violation_error_message="Det planerade slutet ligger före den planerade starten.",
            ),
        ),
        migrations.AddConstraint(
            model_name="modelstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("actual_to__isnull", True),
                    models.Q(("actual_from__isnull", False), ("actual_to__gte", models.F("actual_from"))),
                    _connector="OR",
                ),
                name="step_actual_end_after_start",
                violation_error_message="Ett verkligt slut behöver en verklig start som inte ligger efter det.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="modelstep",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_modelstepevent" ("actual_cost", "actual_from", "actual_to", "collaboration_id", "id", "is_example", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_cost", "planned_from", "planned_to", "position", "what") VALUES (NEW."actual_cost", NEW."actual_from", NEW."actual_to", NEW."collaboration_id", NEW."id", NEW."is_example", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."planned_cost", NEW."planned_from", NEW."planned_to", NEW."position", NEW."what"); RETURN NULL;',
                    hash="8a9abe7a438cb6561721e8a0ef607e7c0a6e3b19",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c5194",
                    table="measures_modelstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="modelstep",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "measures_modelstepevent" ("actual_cost", "actual_from", "actual_to", "collaboration_id", "id", "is_example", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_cost", "planned_from", "planned_to", "position", "what") VALUES (NEW."actual_cost", NEW."actual_from", NEW."actual_to", NEW."collaboration_id", NEW."id", NEW."is_example", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."planned_cost", NEW."planned_from", NEW."planned_to", NEW."position", NEW."what"); RETURN NULL;',
                    hash="185f9f39b3453ca5753a77c314b3f13f270db9f0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_827e8",
                    table="measures_modelstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="modelstep",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_modelstepevent" ("actual_cost", "actual_from", "actual_to", "collaboration_id", "id", "is_example", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_cost", "planned_from", "planned_to", "position", "what") VALUES (OLD."actual_cost", OLD."actual_from", OLD."actual_to", OLD."collaboration_id", OLD."id", OLD."is_example", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."planned_cost", OLD."planned_from", OLD."planned_to", OLD."position", OLD."what"); RETURN NULL;',
                    hash="021d283c378520564b1af03a6ab7194370a73adb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5eacf",
                    table="measures_modelstep",
                    when="AFTER",
                ),
            ),
        ),
        begin_trail("measures_modelstep"),
        append_only("measures_modelstepevent"),
        begin_trail("measures_measuredocument"),
        append_only("measures_measuredocumentevent"),
        begin_trail("measures_effectplan"),
        append_only("measures_effectplanevent"),
    ]

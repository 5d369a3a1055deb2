"""Comments on sections, measures behind a ticked box, and figures that stand in a series of the district's own."""

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
        ("indicators", "0008_comparison_basis"),
        ("measures", "0001_problems_measures_plans"),
        ("reports", "0005_editions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SectionComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        max_length=600,
                        validators=[platssamverkan.core.guard.validate_no_person_numbers],
                        verbose_name="kommentar",
                    ),
                ),
                ("guard_reason", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="klar")),
            ],
            options={
                "verbose_name": "kommentar till ett avsnitt",
                "verbose_name_plural": "kommentarer till avsnitt",
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="SectionCommentEvent",
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
                    "text",
                    models.CharField(
                        max_length=600,
                        null=True,
                        validators=[platssamverkan.core.guard.validate_no_person_numbers],
                        verbose_name="kommentar",
                    ),
                ),
                ("guard_reason", models.CharField(blank=True, max_length=300, null=True)),
                ("at", models.DateTimeField(auto_now_add=True, null=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="klar")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="editionexhibit",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="editionexhibit",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="editionexhibit",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="edition",
            name="composed",
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="editionexhibit",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="shown_in_editions",
                to="indicators.ownseries",
                verbose_name="egen mätserie",
            ),
        ),
        migrations.AddField(
            model_name="editionexhibitevent",
            name="series",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="indicators.ownseries",
                verbose_name="egen mätserie",
            ),
        ),
        migrations.AddField(
            model_name="editiontheme",
            name="measures",
            field=models.ManyToManyField(
                blank=True,
                related_name="themes_of_editions",
                to="measures.measure",
                verbose_name="åtgärder i åtgärdsplanen",
            ),
        ),
        migrations.AlterField(
            model_name="editionexhibit",
            name="rows",
            field=models.JSONField(blank=True, default=list, verbose_name="värden"),
        ),
        migrations.AlterField(
            model_name="editionexhibit",
            name="shape",
            field=models.CharField(
                choices=[
                    ("columns", "Staplar över tid"),
                    ("compared", "Liggande staplar med jämförelse"),
                    ("areas", "Karta med klasser"),
                    ("heat", "Värmekarta"),
                    ("facts", "Tabell"),
                ],
                max_length=10,
                verbose_name="form",
            ),
        ),
        migrations.AlterField(
            model_name="editionexhibitevent",
            name="rows",
            field=models.JSONField(blank=True, default=list, null=True, verbose_name="värden"),
        ),
        migrations.AlterField(
            model_name="editionexhibitevent",
            name="shape",
            field=models.CharField(
                choices=[
                    ("columns", "Staplar över tid"),
                    ("compared", "Liggande staplar med jämförelse"),
                    ("areas", "Karta med klasser"),
                    ("heat", "Värmekarta"),
                    ("facts", "Tabell"),
                ],
                max_length=10,
                null=True,
                verbose_name="form",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="editionexhibit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_editionexhibitevent" ("as_of", "edition_id", "id", "is_invented", "key", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference_name", "rows", "section", "series_id", "shape", "source", "title", "unit") VALUES (NEW."as_of", NEW."edition_id", NEW."id", NEW."is_invented", NEW."key", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."position", NEW."reference_name", NEW."rows", NEW."section", NEW."series_id", NEW."shape", NEW."source", NEW."title", NEW."unit"); RETURN NULL;',
                    hash="e7ec024825f977bf8d3b410e817b72cb816f070f",
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
                    func='INSERT INTO "reports_editionexhibitevent" ("as_of", "edition_id", "id", "is_invented", "key", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference_name", "rows", "section", "series_id", "shape", "source", "title", "unit") VALUES (NEW."as_of", NEW."edition_id", NEW."id", NEW."is_invented", NEW."key", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."position", NEW."reference_name", NEW."rows", NEW."section", NEW."series_id", NEW."shape", NEW."source", NEW."title", NEW."unit"); RETURN NULL;',
                    hash="a6ee5b46c074663be500da72b03f40d498925f8f",
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
                    func='INSERT INTO "reports_editionexhibitevent" ("as_of", "edition_id", "id", "is_invented", "key", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reference_name", "rows", "section", "series_id", "shape", "source", "title", "unit") VALUES (OLD."as_of", OLD."edition_id", OLD."id", OLD."is_invented", OLD."key", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."position", OLD."reference_name", OLD."rows", OLD."section", OLD."series_id", OLD."shape", OLD."source", OLD."title", OLD."unit"); RETURN NULL;',
                    hash="ed62aa52bef4d82a5826f81e557cbc1201703618",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5bf68",
                    table="reports_editionexhibit",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="sectioncomment",
            name="author",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sectioncomment",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="reports.editionsection",
            ),
        ),
        migrations.AddField(
            model_name="sectioncomment",
            name="settled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sectioncommentevent",
            name="author",
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
            model_name="sectioncommentevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="reports.sectioncomment",
            ),
        ),
        migrations.AddField(
            model_name="sectioncommentevent",
            name="section",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="reports.editionsection",
            ),
        ),
        migrations.AddField(
            model_name="sectioncommentevent",
            name="settled_by",
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
        pgtrigger.migrations.AddTrigger(
            model_name="sectioncomment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_sectioncommentevent" ("at", "author_id", "guard_reason", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "section_id", "settled_at", "settled_by_id", "text") VALUES (NEW."at", NEW."author_id", NEW."guard_reason", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."section_id", NEW."settled_at", NEW."settled_by_id", NEW."text"); RETURN NULL;',
                    hash="fab67fa373b05a336e9446864a8dafe50ada83bb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_32b25",
                    table="reports_sectioncomment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sectioncomment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "reports_sectioncommentevent" ("at", "author_id", "guard_reason", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "section_id", "settled_at", "settled_by_id", "text") VALUES (NEW."at", NEW."author_id", NEW."guard_reason", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."section_id", NEW."settled_at", NEW."settled_by_id", NEW."text"); RETURN NULL;',
                    hash="2ce77722368c71f7823690f07dec4e6785a2066c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ede15",
                    table="reports_sectioncomment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sectioncomment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "reports_sectioncommentevent" ("at", "author_id", "guard_reason", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "section_id", "settled_at", "settled_by_id", "text") VALUES (OLD."at", OLD."author_id", OLD."guard_reason", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."section_id", OLD."settled_at", OLD."settled_by_id", OLD."text"); RETURN NULL;',
                    hash="6c084b4a3eb4d3298664da6be572d7b9bc84ba91",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_345fc",
                    table="reports_sectioncomment",
                    when="AFTER",
                ),
            ),
        ),
        append_only("reports_sectioncommentevent"),
    ]

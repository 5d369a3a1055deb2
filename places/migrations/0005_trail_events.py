"""Keep every version of the rows that matter, in tables that only grow."""

import django.contrib.gis.db.models.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import stakeholders.trail_sql
from stakeholders.trail_sql import append_only, begin_trail


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0004_matters_and_routing"),
        ("stakeholders", "0004_trail_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="AreaEvent",
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
                            ("municipality", "Kommun"),
                            ("city_district", "Stadsdelsområde"),
                            ("neighbourhood", "Stadsdel"),
                            ("local_police_area", "Lokalpolisområde"),
                            ("city_base_area", "Basområde"),
                            ("police_region", "Polisregion"),
                            ("survey_area", "Undersökningsområde"),
                        ],
                        max_length=30,
                        null=True,
                        verbose_name="slag",
                    ),
                ),
                ("name", models.CharField(max_length=120, null=True, verbose_name="namn")),
                ("slug", models.SlugField(db_index=False, max_length=140, null=True, verbose_name="adress")),
                ("code", models.CharField(blank=True, max_length=40, null=True, verbose_name="kod")),
                ("position", models.PositiveSmallIntegerField(default=0, null=True, verbose_name="ordning")),
                (
                    "geometry",
                    django.contrib.gis.db.models.fields.MultiPolygonField(
                        null=True, srid=3006, verbose_name="gräns"
                    ),
                ),
                ("source", models.CharField(max_length=300, null=True, verbose_name="källa")),
                ("fetched_on", models.DateField(null=True, verbose_name="hämtad")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="gäller från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gäller till")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AreaPartEvent",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AreaRelationEvent",
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
                        choices=[("own", "Ansvarar för området"), ("partner", "Deltar i området")],
                        max_length=20,
                        null=True,
                        verbose_name="relation",
                    ),
                ),
                ("valid_from", models.DateField(null=True, verbose_name="från och med")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="till och med")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DesignationEvent",
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
                            ("vulnerable_area", "Utsatt område"),
                            ("risk_area", "Riskområde"),
                            ("especially_vulnerable_area", "Särskilt utsatt område"),
                            ("open_drug_scene", "Öppen drogscen"),
                            ("crime_exposed_place", "Brottsutsatt plats"),
                            ("priority_place", "Prioriterad plats"),
                            ("order_guard_lov3", "Ordningsvaktsförordnande (t.o.m. 2023)"),
                            ("order_guard_permit", "Tillstånd att använda ordningsvakter"),
                            ("camera", "Kamerabevakning"),
                            ("security_zone", "Säkerhetszon"),
                            ("alcohol_ban", "Lokalt alkoholförbud"),
                        ],
                        max_length=40,
                        null=True,
                        verbose_name="klassning",
                    ),
                ),
                ("name", models.CharField(max_length=160, null=True, verbose_name="namn")),
                (
                    "geometry",
                    django.contrib.gis.db.models.fields.MultiPolygonField(
                        blank=True, null=True, srid=3006, verbose_name="gräns"
                    ),
                ),
                (
                    "list_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="lista eller år"),
                ),
                (
                    "conditions",
                    models.CharField(blank=True, max_length=500, null=True, verbose_name="villkor"),
                ),
                ("source", models.CharField(max_length=300, null=True, verbose_name="källa")),
                ("valid_from", models.DateField(null=True, verbose_name="gäller från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gäller till")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="area",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_areaevent" ("code", "fetched_on", "geometry", "id", "kind", "name", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug", "source", "valid_from", "valid_to") VALUES (NEW."code", NEW."fetched_on", NEW."geometry", NEW."id", NEW."kind", NEW."name", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."position", NEW."slug", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="aebaccbeb275e6ff9fbacc691bba9d564f12964b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_912b7",
                    table="places_area",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="area",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_areaevent" ("code", "fetched_on", "geometry", "id", "kind", "name", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug", "source", "valid_from", "valid_to") VALUES (NEW."code", NEW."fetched_on", NEW."geometry", NEW."id", NEW."kind", NEW."name", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."position", NEW."slug", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="c135f21911ce05db96b0ae50546556a01e1150ca",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_909a1",
                    table="places_area",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="area",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_areaevent" ("code", "fetched_on", "geometry", "id", "kind", "name", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug", "source", "valid_from", "valid_to") VALUES (OLD."code", OLD."fetched_on", OLD."geometry", OLD."id", OLD."kind", OLD."name", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."position", OLD."slug", OLD."source", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                    hash="2631a5247949516c735327633ce552ce87e0b790",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_14ad6",
                    table="places_area",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="areapart",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_areapartevent" ("id", "part_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "whole_id") VALUES (NEW."id", NEW."part_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."whole_id"); RETURN NULL;',
                    hash="3b0b7cc3ccbcdb275ad966e86415d67bcceaa5ce",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f11e5",
                    table="places_areapart",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="areapart",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_areapartevent" ("id", "part_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "whole_id") VALUES (NEW."id", NEW."part_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."whole_id"); RETURN NULL;',
                    hash="aca96c53ac0492770160a4f8d86175524cb78535",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d7529",
                    table="places_areapart",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="areapart",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_areapartevent" ("id", "part_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "whole_id") VALUES (OLD."id", OLD."part_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."whole_id"); RETURN NULL;',
                    hash="0d221d6cbca497b0d1dd7e5994f1194f8fe34db1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_268cf",
                    table="places_areapart",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="arearelation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_arearelationevent" ("area_id", "id", "kind", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."id", NEW."kind", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="f7ec980eef6589ef29d172cdeea4fb23e7f02018",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7db08",
                    table="places_arearelation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="arearelation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_arearelationevent" ("area_id", "id", "kind", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."id", NEW."kind", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="4646510c255ccacc2032d75b27a0caaa900dcca2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_671de",
                    table="places_arearelation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="arearelation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_arearelationevent" ("area_id", "id", "kind", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (OLD."area_id", OLD."id", OLD."kind", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                    hash="227c0b80ff85d958772614402df7af42429e522c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bb842",
                    table="places_arearelation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="designation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_designationevent" ("area_id", "conditions", "geometry", "holder_id", "id", "kind", "list_year", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "source", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."conditions", NEW."geometry", NEW."holder_id", NEW."id", NEW."kind", NEW."list_year", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="2c58cb2f66853f66d4047a96d59b01be5303c328",
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
                    func='INSERT INTO "places_designationevent" ("area_id", "conditions", "geometry", "holder_id", "id", "kind", "list_year", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "source", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."conditions", NEW."geometry", NEW."holder_id", NEW."id", NEW."kind", NEW."list_year", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place_id", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="a17cee2f45146e8728ab57ffbdf5913b0aac999e",
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
                    func='INSERT INTO "places_designationevent" ("area_id", "conditions", "geometry", "holder_id", "id", "kind", "list_year", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "source", "valid_from", "valid_to") VALUES (OLD."area_id", OLD."conditions", OLD."geometry", OLD."holder_id", OLD."id", OLD."kind", OLD."list_year", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."source", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                    hash="acfcfca175506a764bf7da917d5ecfcc00ba1cc9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_62978",
                    table="places_designation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="areaevent",
            name="parent",
            field=models.ForeignKey(
                blank=True,
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
            model_name="areaevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.area",
            ),
        ),
        migrations.AddField(
            model_name="areapartevent",
            name="part",
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
            model_name="areapartevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.areapart",
            ),
        ),
        migrations.AddField(
            model_name="areapartevent",
            name="whole",
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
            model_name="arearelationevent",
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
            model_name="arearelationevent",
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
            model_name="arearelationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.arearelation",
            ),
        ),
        migrations.AddField(
            model_name="designationevent",
            name="area",
            field=models.ForeignKey(
                blank=True,
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
            model_name="designationevent",
            name="holder",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="stakeholders.organisation",
                verbose_name="beslutad av eller given till",
            ),
        ),
        migrations.AddField(
            model_name="designationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.designation",
            ),
        ),
        migrations.AddField(
            model_name="designationevent",
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
            ),
        ),
        begin_trail("places_area"),
        append_only("places_areaevent"),
        begin_trail("places_areapart"),
        append_only("places_areapartevent"),
        begin_trail("places_arearelation"),
        append_only("places_arearelationevent"),
        begin_trail("places_designation"),
        append_only("places_designationevent"),
    ]

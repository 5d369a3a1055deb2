"""Keep every version of places, collaborations and mandates, in tables that only grow."""

import django.contrib.gis.db.models.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import places.models.places
import stakeholders.trail_sql
from stakeholders.trail_sql import append_only, begin_trail


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0005_trail_events"),
        ("stakeholders", "0006_retention_decisions"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreementEvent",
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
                    "level",
                    models.CharField(
                        choices=[
                            ("city", "Samverkansöverenskommelse"),
                            ("local", "Lokal samverkansöverenskommelse"),
                        ],
                        max_length=10,
                        null=True,
                        verbose_name="slag",
                    ),
                ),
                ("name", models.CharField(max_length=200, null=True, verbose_name="namn")),
                (
                    "themes",
                    models.JSONField(blank=True, default=list, null=True, verbose_name="samverkansområden"),
                ),
                ("valid_from", models.DateField(null=True, verbose_name="gäller från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gäller till")),
                ("source", models.CharField(max_length=300, null=True, verbose_name="källa")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AreaAliasEvent",
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
                ("folded", models.CharField(editable=False, max_length=120, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BorderlineDirectionEvent",
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
                    "towards",
                    models.CharField(
                        choices=[
                            ("unclassified", "att inte vara klassat"),
                            ("vulnerable_area", "Utsatt område"),
                            ("risk_area", "Riskområde"),
                            ("especially_vulnerable_area", "Särskilt utsatt område"),
                        ],
                        max_length=30,
                        null=True,
                        verbose_name="gränsar till",
                    ),
                ),
                ("source", models.CharField(max_length=300, null=True, verbose_name="källa")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CameraRegisterEntryEvent",
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
                ("address", models.CharField(max_length=200, null=True, verbose_name="adress")),
                ("place_type", models.CharField(max_length=120, null=True, verbose_name="slag av plats")),
                ("purpose", models.CharField(max_length=500, null=True, verbose_name="ändamål")),
                ("has_audio", models.BooleanField(default=False, null=True, verbose_name="ljud tas upp")),
                (
                    "special_technique",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="särskild teknik"),
                ),
                ("assessed_on", models.DateField(null=True, verbose_name="bedömningen gjord")),
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
                ("decided_on", models.DateField(null=True, verbose_name="dag")),
                (
                    "when",
                    models.CharField(
                        blank=True, max_length=60, null=True, verbose_name="tid som den står i källan"
                    ),
                ),
                ("text", models.CharField(max_length=400, null=True, verbose_name="beslut eller händelse")),
                ("source", models.CharField(blank=True, max_length=300, null=True, verbose_name="källa")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GoalEvent",
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
                ("text", models.CharField(max_length=300, null=True, verbose_name="mål")),
                ("position", models.PositiveSmallIntegerField(default=0, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GroupMemberEvent",
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
                    "described",
                    models.CharField(blank=True, max_length=120, null=True, verbose_name="beskrivning"),
                ),
                ("mandate", models.CharField(blank=True, max_length=200, null=True, verbose_name="mandat")),
                ("valid_from", models.DateField(null=True, verbose_name="från och med")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="till och med")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MandateEvent",
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
                            ("owns", "äger"),
                            ("manages", "sköter"),
                            ("decides", "beslutar"),
                            ("acts", "agerar"),
                            ("finances", "betalar"),
                            ("informs", "informerar"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="roll",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("legal_power", "Befogenhet enligt lag"),
                            ("assignment", "Uppdrag"),
                            ("mandate", "Mandat i samverkan"),
                            ("ownership", "Äganderätt eller avtal"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="grund",
                    ),
                ),
                (
                    "legal_basis",
                    models.CharField(
                        blank=True, max_length=200, null=True, verbose_name="lag, beslut eller avtal"
                    ),
                ),
                (
                    "limits",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="begränsning"),
                ),
                (
                    "contact",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="kontaktväg"),
                ),
                ("source", models.CharField(blank=True, max_length=300, null=True, verbose_name="källa")),
                ("valid_from", models.DateField(null=True, verbose_name="gäller från")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="gäller till")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MatterEvent",
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
                ("name", models.CharField(max_length=80, null=True, verbose_name="namn")),
                ("position", models.PositiveSmallIntegerField(default=0, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlaceAreaEvent",
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
                ("chosen", models.BooleanField(default=False, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlaceCollaborationEvent",
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
                ("name", models.CharField(max_length=160, null=True, verbose_name="namn")),
                (
                    "model",
                    models.CharField(
                        choices=[
                            ("stockholm", "Stockholms stads modell för platssamverkan"),
                            ("trygga_platser", "Trygga Platser"),
                            ("bid", "BID-modell"),
                            ("other", "Annan modell"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="modell",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("initiation", "Initiering"),
                            ("organisation", "Organisering"),
                            ("mapping", "Kartläggning"),
                            ("causes", "Orsaksanalys"),
                            ("planning", "Åtgärder och plan"),
                            ("carrying_out", "Genomförande"),
                            ("follow_up", "Uppföljning"),
                            ("learning", "Lärande"),
                            ("paused", "Pausad"),
                            ("closed", "Avslutad"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="fas",
                    ),
                ),
                (
                    "challenge",
                    models.CharField(blank=True, max_length=600, null=True, verbose_name="utmaning"),
                ),
                ("method", models.CharField(blank=True, max_length=600, null=True, verbose_name="metod")),
                ("started_on", models.DateField(null=True, verbose_name="start")),
                ("planned_end", models.DateField(blank=True, null=True, verbose_name="planerat slut")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="slut")),
                ("budget", models.PositiveIntegerField(blank=True, null=True, verbose_name="budget, kronor")),
                ("source", models.CharField(max_length=300, null=True, verbose_name="källa")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlaceEvent",
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
                    "name",
                    models.CharField(
                        max_length=120,
                        null=True,
                        validators=[places.models.places.refuse_markup],
                        verbose_name="namn",
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=140, null=True, verbose_name="adress")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("square", "Torg"),
                            ("centre", "Centrum"),
                            ("station", "Station"),
                            ("street", "Gata"),
                            ("park", "Park eller naturmark"),
                            ("school_yard", "Skolgård"),
                            ("housing", "Bostadskvarter"),
                            ("business_area", "Företagsområde"),
                            ("sports_ground", "Idrottsplats"),
                            ("other", "Annan plats"),
                        ],
                        max_length=30,
                        null=True,
                        verbose_name="slag",
                    ),
                ),
                (
                    "geometry",
                    django.contrib.gis.db.models.fields.GeometryField(
                        blank=True, null=True, srid=3006, verbose_name="läge"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, null=True, verbose_name="beskrivning")),
                (
                    "source",
                    models.CharField(blank=True, max_length=300, null=True, verbose_name="lägets källa"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProgrammeEvent",
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
                ("name", models.CharField(max_length=200, null=True, verbose_name="namn")),
                ("funder", models.CharField(blank=True, max_length=160, null=True, verbose_name="finansiär")),
                ("grant", models.PositiveIntegerField(blank=True, null=True, verbose_name="bidrag, kronor")),
                ("started_on", models.DateField(null=True, verbose_name="start")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="slut")),
                ("source", models.CharField(max_length=300, null=True, verbose_name="källa")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RoutingRuleEvent",
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
                ("step", models.PositiveSmallIntegerField(null=True, verbose_name="ordning")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("owns", "äger"),
                            ("manages", "sköter"),
                            ("decides", "beslutar"),
                            ("acts", "agerar"),
                            ("finances", "betalar"),
                            ("informs", "informerar"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="roll",
                    ),
                ),
                (
                    "org_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("district_administration", "Stadsdelsförvaltning"),
                            ("district_council", "Stadsdelsnämnd"),
                            ("city_executive_office", "Stadsledningskontor"),
                            ("traffic_office", "Trafikkontor"),
                            ("education_administration", "Utbildningsförvaltning"),
                            ("social_administration", "Socialförvaltning"),
                            ("parks_and_properties_office", "Exploaterings- eller fastighetskontor"),
                            ("environment_and_health", "Miljöförvaltning"),
                            ("culture_and_sports", "Kultur- eller idrottsförvaltning"),
                            ("municipal_housing_company", "Kommunalt bostadsbolag"),
                            ("municipal_property_company", "Kommunalt fastighetsbolag"),
                            ("parking_company", "Parkeringsbolag"),
                            ("local_police", "Lokalpolisområde"),
                            ("police_region", "Polisregion"),
                            ("public_transport_authority", "Kollektivtrafikmyndighet"),
                            ("transit_operator", "Trafikoperatör"),
                            ("rail_infrastructure", "Järnvägs- eller stationsförvaltare"),
                            ("private_property_owner", "Privat fastighetsägare"),
                            ("housing_cooperative", "Bostadsrättsförening"),
                            ("property_owners_association", "Fastighetsägarförening"),
                            ("centre_owner", "Centrumägare"),
                            ("place_organisation", "Platsorganisation"),
                            ("business", "Näringsidkare"),
                            ("trade_association", "Företagarförening"),
                            ("school_municipal", "Kommunal skola"),
                            ("school_independent", "Fristående skola"),
                            ("civil_society", "Civilsamhälle"),
                            ("sports_club", "Idrottsförening"),
                            ("faith_community", "Trossamfund"),
                            ("residents_group", "Boendegrupp"),
                            ("youth_council", "Ungdomsråd"),
                            ("pensioners_council", "Pensionärsråd"),
                            ("disability_council", "Funktionshinderråd"),
                            ("guard_company", "Bevakningsföretag"),
                            ("fire_and_rescue", "Räddningstjänst"),
                            ("health_care_region", "Hälso- och sjukvård i regionen"),
                            ("correctional_service", "Kriminalvården"),
                            ("customs", "Tullverket"),
                            ("county_administrative_board", "Länsstyrelse"),
                            ("municipality", "Kommun"),
                            ("neighbour_municipality", "Grannkommun"),
                            ("university", "Lärosäte eller forskare"),
                            ("other", "Annan aktör"),
                        ],
                        max_length=40,
                        null=True,
                        verbose_name="typ",
                    ),
                ),
                (
                    "place_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("square", "Torg"),
                            ("centre", "Centrum"),
                            ("station", "Station"),
                            ("street", "Gata"),
                            ("park", "Park eller naturmark"),
                            ("school_yard", "Skolgård"),
                            ("housing", "Bostadskvarter"),
                            ("business_area", "Företagsområde"),
                            ("sports_ground", "Idrottsplats"),
                            ("other", "Annan plats"),
                        ],
                        max_length=30,
                        null=True,
                        verbose_name="slag av plats",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WorkingGroupEvent",
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
                ("name", models.CharField(max_length=160, null=True, verbose_name="namn")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("steering_group", "Styrgrupp"),
                            ("preparation_group", "Beredningsgrupp"),
                            ("working_group", "Arbetsgrupp"),
                            ("operational_group", "Operativ samverkansgrupp"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="slag",
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=400, null=True, verbose_name="uppdrag")),
                ("frequency", models.CharField(blank=True, max_length=80, null=True, verbose_name="möten")),
                ("next_review", models.DateField(blank=True, null=True, verbose_name="nästa översyn")),
                ("formed_on", models.DateField(blank=True, null=True, verbose_name="bildad")),
                ("source", models.CharField(blank=True, max_length=300, null=True, verbose_name="källa")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_agreementevent" ("area_id", "id", "level", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "themes", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."id", NEW."level", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."source", NEW."themes", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="eb91e38a003af05cbc623e6c6404444a252ea1bd",
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
                    func='INSERT INTO "places_agreementevent" ("area_id", "id", "level", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "themes", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."id", NEW."level", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."source", NEW."themes", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="808f0559ea79fb302a28b11c7c2e1a7fc82b838f",
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
                    func='INSERT INTO "places_agreementevent" ("area_id", "id", "level", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "themes", "valid_from", "valid_to") VALUES (OLD."area_id", OLD."id", OLD."level", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."source", OLD."themes", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                    hash="fdfe81360ae97bd5614da1e27618a21f918bba1c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_18f20",
                    table="places_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="areaalias",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_areaaliasevent" ("area_id", "folded", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."area_id", NEW."folded", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="19294b414ba8444bb83c3d58d004750f7b940bb2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_aaa9f",
                    table="places_areaalias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="areaalias",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_areaaliasevent" ("area_id", "folded", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."area_id", NEW."folded", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="de8db9f82609f573c0d0d98a61bff175e16a57cc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cca03",
                    table="places_areaalias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="areaalias",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_areaaliasevent" ("area_id", "folded", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."area_id", OLD."folded", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="2b670ffb446aadfc9259894b469c1b156664f3fa",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7a11c",
                    table="places_areaalias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="borderlinedirection",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_borderlinedirectionevent" ("area_id", "designation_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "towards") VALUES (NEW."area_id", NEW."designation_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."source", NEW."towards"); RETURN NULL;',
                    hash="f70d7a9deb1bd9cb99880feaf43ea820e8ad0d02",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c55c8",
                    table="places_borderlinedirection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="borderlinedirection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_borderlinedirectionevent" ("area_id", "designation_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "towards") VALUES (NEW."area_id", NEW."designation_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."source", NEW."towards"); RETURN NULL;',
                    hash="e38156f3fab1eb38fd64f14d8baa7ce9aa5d506e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6d977",
                    table="places_borderlinedirection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="borderlinedirection",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_borderlinedirectionevent" ("area_id", "designation_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "towards") VALUES (OLD."area_id", OLD."designation_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."source", OLD."towards"); RETURN NULL;',
                    hash="2866edce14bd5493b170df30336008620777f13d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_69494",
                    table="places_borderlinedirection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cameraregisterentry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_cameraregisterentryevent" ("address", "assessed_on", "designation_id", "has_audio", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_type", "purpose", "special_technique") VALUES (NEW."address", NEW."assessed_on", NEW."designation_id", NEW."has_audio", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place_type", NEW."purpose", NEW."special_technique"); RETURN NULL;',
                    hash="976c6bcace612c8e80e4fe4ba9c7e8bf2da59645",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1f0ed",
                    table="places_cameraregisterentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cameraregisterentry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_cameraregisterentryevent" ("address", "assessed_on", "designation_id", "has_audio", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_type", "purpose", "special_technique") VALUES (NEW."address", NEW."assessed_on", NEW."designation_id", NEW."has_audio", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place_type", NEW."purpose", NEW."special_technique"); RETURN NULL;',
                    hash="ea208dcc5fdf77c1096642970dbb2bf30cedc412",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fe205",
                    table="places_cameraregisterentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cameraregisterentry",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_cameraregisterentryevent" ("address", "assessed_on", "designation_id", "has_audio", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_type", "purpose", "special_technique") VALUES (OLD."address", OLD."assessed_on", OLD."designation_id", OLD."has_audio", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_type", OLD."purpose", OLD."special_technique"); RETURN NULL;',
                    hash="546764dfd637a0cbfda9532513bcac3e4c9462b2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f80a9",
                    table="places_cameraregisterentry",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_decisionevent" ("collaboration_id", "decided_on", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "text", "when") VALUES (NEW."collaboration_id", NEW."decided_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."source", NEW."text", NEW."when"); RETURN NULL;',
                    hash="1a9622324360daa9fd0aa3d500a1a04e50417518",
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
                    func='INSERT INTO "places_decisionevent" ("collaboration_id", "decided_on", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "text", "when") VALUES (NEW."collaboration_id", NEW."decided_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."source", NEW."text", NEW."when"); RETURN NULL;',
                    hash="29359a86ccb9d016f5284fb60cdb2457e1eab578",
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
                    func='INSERT INTO "places_decisionevent" ("collaboration_id", "decided_on", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "text", "when") VALUES (OLD."collaboration_id", OLD."decided_on", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."source", OLD."text", OLD."when"); RETURN NULL;',
                    hash="d47fef29aa6d408b79522b8090c23926dafd5757",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_04ac7",
                    table="places_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_goalevent" ("collaboration_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (NEW."collaboration_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."position", NEW."text"); RETURN NULL;',
                    hash="e884e3c4edb0cd70b6b8cabc03726a0c9d439267",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a07a7",
                    table="places_goal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_goalevent" ("collaboration_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (NEW."collaboration_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."position", NEW."text"); RETURN NULL;',
                    hash="3df23ceb3ca52ce7c57fade38226fe3650800d37",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ff84b",
                    table="places_goal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_goalevent" ("collaboration_id", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (OLD."collaboration_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."position", OLD."text"); RETURN NULL;',
                    hash="a0ea4c4dfb4c26be634d7731a08d58c96b0c09ac",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e01d7",
                    table="places_goal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="groupmember",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_groupmemberevent" ("described", "group_id", "id", "mandate", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (NEW."described", NEW."group_id", NEW."id", NEW."mandate", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="b34c68f099c184a9291980d0ac407c898390d119",
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
                    func='INSERT INTO "places_groupmemberevent" ("described", "group_id", "id", "mandate", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (NEW."described", NEW."group_id", NEW."id", NEW."mandate", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="b9dffb6f4d8ab80c2adfbdaa340191a1de4f00b6",
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
                    func='INSERT INTO "places_groupmemberevent" ("described", "group_id", "id", "mandate", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") VALUES (OLD."described", OLD."group_id", OLD."id", OLD."mandate", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                    hash="2612c5e86ad4a72414ff6c4224c0c4d71c5396f9",
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
                    func='INSERT INTO "places_mandateevent" ("area_id", "basis", "contact", "id", "kind", "legal_basis", "limits", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "source", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."basis", NEW."contact", NEW."id", NEW."kind", NEW."legal_basis", NEW."limits", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="4cfeaa4bc23f7941bd6265729e1a4ef543bf077e",
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
                    func='INSERT INTO "places_mandateevent" ("area_id", "basis", "contact", "id", "kind", "legal_basis", "limits", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "source", "valid_from", "valid_to") VALUES (NEW."area_id", NEW."basis", NEW."contact", NEW."id", NEW."kind", NEW."legal_basis", NEW."limits", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place_id", NEW."source", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="cd45b36e7940e7a106889b951b3201cc7927b162",
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
                    func='INSERT INTO "places_mandateevent" ("area_id", "basis", "contact", "id", "kind", "legal_basis", "limits", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "source", "valid_from", "valid_to") VALUES (OLD."area_id", OLD."basis", OLD."contact", OLD."id", OLD."kind", OLD."legal_basis", OLD."limits", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."source", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                    hash="9b61fd80c876494276d2dba1c801c897d047acae",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_34834",
                    table="places_mandate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="matter",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_matterevent" ("code", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."code", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="c6b3c2d368a96c879684cf71a6e22d3cf2eecafc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_86056",
                    table="places_matter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="matter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_matterevent" ("code", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."code", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="c4b6df17660be9f75b5b04b5f47c07622a956e08",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_56b05",
                    table="places_matter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="matter",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_matterevent" ("code", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."code", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;',
                    hash="70811c599cd39a3df7b0873ef77b65d33e1a37ea",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_447c5",
                    table="places_matter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="place",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_placeevent" ("created_at", "geometry", "id", "kind", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source") VALUES (NEW."created_at", NEW."geometry", NEW."id", NEW."kind", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."slug", NEW."source"); RETURN NULL;',
                    hash="dca0050027ca04a47b7823d4bee215143053cda5",
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
                    func='INSERT INTO "places_placeevent" ("created_at", "geometry", "id", "kind", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source") VALUES (NEW."created_at", NEW."geometry", NEW."id", NEW."kind", NEW."name", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."slug", NEW."source"); RETURN NULL;',
                    hash="0a4b27cb38a53ecb05fc442cf4f34e5e792fe478",
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
                    func='INSERT INTO "places_placeevent" ("created_at", "geometry", "id", "kind", "name", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source") VALUES (OLD."created_at", OLD."geometry", OLD."id", OLD."kind", OLD."name", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."slug", OLD."source"); RETURN NULL;',
                    hash="1f632bb374ed7610f2fa1d0fcda9854010b79dcc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9579c",
                    table="places_place",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placearea",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_placeareaevent" ("area_id", "chosen", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (NEW."area_id", NEW."chosen", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place_id"); RETURN NULL;',
                    hash="996e69321fa405f4598a19aa0c13040910cac6ee",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8358a",
                    table="places_placearea",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placearea",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_placeareaevent" ("area_id", "chosen", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (NEW."area_id", NEW."chosen", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place_id"); RETURN NULL;',
                    hash="8ae96997991edb9e5a57b7122d2e11bd72ed6cd1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5a894",
                    table="places_placearea",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placearea",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_placeareaevent" ("area_id", "chosen", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id") VALUES (OLD."area_id", OLD."chosen", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_id"); RETURN NULL;',
                    hash="3718ed50fb422b06545f514388404dddcfb17717",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d9958",
                    table="places_placearea",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placecollaboration",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_placecollaborationevent" ("area_id", "budget", "challenge", "ended_on", "id", "method", "model", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "place_id", "planned_end", "programme_id", "source", "started_on") VALUES (NEW."area_id", NEW."budget", NEW."challenge", NEW."ended_on", NEW."id", NEW."method", NEW."model", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."phase", NEW."place_id", NEW."planned_end", NEW."programme_id", NEW."source", NEW."started_on"); RETURN NULL;',
                    hash="5f14d8df363d34f8db008fbc25800208fe3f6897",
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
                    func='INSERT INTO "places_placecollaborationevent" ("area_id", "budget", "challenge", "ended_on", "id", "method", "model", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "place_id", "planned_end", "programme_id", "source", "started_on") VALUES (NEW."area_id", NEW."budget", NEW."challenge", NEW."ended_on", NEW."id", NEW."method", NEW."model", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."phase", NEW."place_id", NEW."planned_end", NEW."programme_id", NEW."source", NEW."started_on"); RETURN NULL;',
                    hash="2516d839827b9e459bd2a5e9afbb4188bc9cfb5b",
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
                    func='INSERT INTO "places_placecollaborationevent" ("area_id", "budget", "challenge", "ended_on", "id", "method", "model", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "place_id", "planned_end", "programme_id", "source", "started_on") VALUES (OLD."area_id", OLD."budget", OLD."challenge", OLD."ended_on", OLD."id", OLD."method", OLD."model", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."phase", OLD."place_id", OLD."planned_end", OLD."programme_id", OLD."source", OLD."started_on"); RETURN NULL;',
                    hash="efeebc86bfc2344cb2fbe850d35ef3d0d15db362",
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
                    func='INSERT INTO "places_programmeevent" ("ends_on", "funder", "grant", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "started_on") VALUES (NEW."ends_on", NEW."funder", NEW."grant", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."source", NEW."started_on"); RETURN NULL;',
                    hash="42f9a84a83f3217a3926c890028bc8e858160e7b",
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
                    func='INSERT INTO "places_programmeevent" ("ends_on", "funder", "grant", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "started_on") VALUES (NEW."ends_on", NEW."funder", NEW."grant", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."source", NEW."started_on"); RETURN NULL;',
                    hash="261595d308ac6744ecc23c38f5cdab8bb514dd31",
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
                    func='INSERT INTO "places_programmeevent" ("ends_on", "funder", "grant", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "started_on") VALUES (OLD."ends_on", OLD."funder", OLD."grant", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."source", OLD."started_on"); RETURN NULL;',
                    hash="91d946e401de84cf57a3ac17627ffac7a3f35763",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5dbb9",
                    table="places_programme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="routingrule",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_routingruleevent" ("id", "kind", "matter_id", "org_type", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_kind", "step") VALUES (NEW."id", NEW."kind", NEW."matter_id", NEW."org_type", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place_kind", NEW."step"); RETURN NULL;',
                    hash="6a6adbf3f6884569db5e896149e3f007d29043c2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c3267",
                    table="places_routingrule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="routingrule",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "places_routingruleevent" ("id", "kind", "matter_id", "org_type", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_kind", "step") VALUES (NEW."id", NEW."kind", NEW."matter_id", NEW."org_type", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place_kind", NEW."step"); RETURN NULL;',
                    hash="2cc001d853dbfdb1f809a81dcdc0d0436c5ad453",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2ac6a",
                    table="places_routingrule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="routingrule",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_routingruleevent" ("id", "kind", "matter_id", "org_type", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_kind", "step") VALUES (OLD."id", OLD."kind", OLD."matter_id", OLD."org_type", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_kind", OLD."step"); RETURN NULL;',
                    hash="84cfa92c9d2c81af09e2822e6c6989b1c79db44f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_655d3",
                    table="places_routingrule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workinggroup",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "places_workinggroupevent" ("area_id", "collaboration_id", "formed_on", "frequency", "id", "kind", "leader_id", "name", "next_review", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "source") VALUES (NEW."area_id", NEW."collaboration_id", NEW."formed_on", NEW."frequency", NEW."id", NEW."kind", NEW."leader_id", NEW."name", NEW."next_review", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."purpose", NEW."source"); RETURN NULL;',
                    hash="7d69aa0f3d1c9e9a05993e67a1db1a37688cc625",
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
                    func='INSERT INTO "places_workinggroupevent" ("area_id", "collaboration_id", "formed_on", "frequency", "id", "kind", "leader_id", "name", "next_review", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "source") VALUES (NEW."area_id", NEW."collaboration_id", NEW."formed_on", NEW."frequency", NEW."id", NEW."kind", NEW."leader_id", NEW."name", NEW."next_review", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."purpose", NEW."source"); RETURN NULL;',
                    hash="bdaa4915be4fc01fd4bb4838c0e1ce5a4376c76a",
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
                    func='INSERT INTO "places_workinggroupevent" ("area_id", "collaboration_id", "formed_on", "frequency", "id", "kind", "leader_id", "name", "next_review", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "source") VALUES (OLD."area_id", OLD."collaboration_id", OLD."formed_on", OLD."frequency", OLD."id", OLD."kind", OLD."leader_id", OLD."name", OLD."next_review", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."purpose", OLD."source"); RETURN NULL;',
                    hash="8af2b338de594b543f89ff7deef5f893fb0ef7c4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_374d6",
                    table="places_workinggroup",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="agreementevent",
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
            model_name="agreementevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.agreement",
            ),
        ),
        migrations.AddField(
            model_name="areaaliasevent",
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
            model_name="areaaliasevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.areaalias",
            ),
        ),
        migrations.AddField(
            model_name="borderlinedirectionevent",
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
            model_name="borderlinedirectionevent",
            name="designation",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.designation",
            ),
        ),
        migrations.AddField(
            model_name="borderlinedirectionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.borderlinedirection",
            ),
        ),
        migrations.AddField(
            model_name="cameraregisterentryevent",
            name="designation",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.designation",
            ),
        ),
        migrations.AddField(
            model_name="cameraregisterentryevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.cameraregisterentry",
            ),
        ),
        migrations.AddField(
            model_name="decisionevent",
            name="collaboration",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.placecollaboration",
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
                to="places.decision",
            ),
        ),
        migrations.AddField(
            model_name="goalevent",
            name="collaboration",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.placecollaboration",
            ),
        ),
        migrations.AddField(
            model_name="goalevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.goal",
            ),
        ),
        migrations.AddField(
            model_name="groupmemberevent",
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
            model_name="groupmemberevent",
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
            model_name="groupmemberevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.groupmember",
            ),
        ),
        migrations.AddField(
            model_name="mandateevent",
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
            model_name="mandateevent",
            name="organisation",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="stakeholders.organisation",
                verbose_name="organisation",
            ),
        ),
        migrations.AddField(
            model_name="mandateevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.mandate",
            ),
        ),
        migrations.AddField(
            model_name="mandateevent",
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
        migrations.AddField(
            model_name="matterevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.matter",
            ),
        ),
        migrations.AddField(
            model_name="placeareaevent",
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
            model_name="placeareaevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.placearea",
            ),
        ),
        migrations.AddField(
            model_name="placeareaevent",
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
            model_name="placecollaborationevent",
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
            model_name="placecollaborationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.placecollaboration",
            ),
        ),
        migrations.AddField(
            model_name="placecollaborationevent",
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
        migrations.AddField(
            model_name="placecollaborationevent",
            name="programme",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.programme",
            ),
        ),
        migrations.AddField(
            model_name="placeevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.place",
            ),
        ),
        migrations.AddField(
            model_name="programmeevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.programme",
            ),
        ),
        migrations.AddField(
            model_name="routingruleevent",
            name="matter",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="places.matter",
            ),
        ),
        migrations.AddField(
            model_name="routingruleevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.routingrule",
            ),
        ),
        migrations.AddField(
            model_name="workinggroupevent",
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
            model_name="workinggroupevent",
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
        migrations.AddField(
            model_name="workinggroupevent",
            name="leader",
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
            model_name="workinggroupevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="places.workinggroup",
            ),
        ),
        begin_trail("places_agreement"),
        append_only("places_agreementevent"),
        begin_trail("places_areaalias"),
        append_only("places_areaaliasevent"),
        begin_trail("places_borderlinedirection"),
        append_only("places_borderlinedirectionevent"),
        begin_trail("places_cameraregisterentry"),
        append_only("places_cameraregisterentryevent"),
        begin_trail("places_decision"),
        append_only("places_decisionevent"),
        begin_trail("places_goal"),
        append_only("places_goalevent"),
        begin_trail("places_groupmember"),
        append_only("places_groupmemberevent"),
        begin_trail("places_mandate"),
        append_only("places_mandateevent"),
        begin_trail("places_matter"),
        append_only("places_matterevent"),
        begin_trail("places_placearea"),
        append_only("places_placeareaevent"),
        begin_trail("places_placecollaboration"),
        append_only("places_placecollaborationevent"),
        begin_trail("places_place"),
        append_only("places_placeevent"),
        begin_trail("places_programme"),
        append_only("places_programmeevent"),
        begin_trail("places_routingrule"),
        append_only("places_routingruleevent"),
        begin_trail("places_workinggroup"),
        append_only("places_workinggroupevent"),
    ]

"""Keep every version of the rows that matter, in tables that only grow."""

import datetime

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
        ("stakeholders", "0003_capability_links_and_invitations"),
    ]

    operations = [
        migrations.CreateModel(
            name="CapabilityLinkEvent",
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
                    "purpose",
                    models.CharField(
                        choices=[("invitation", "Inbjudan")], max_length=30, null=True, verbose_name="ändamål"
                    ),
                ),
                ("object_type", models.CharField(max_length=60, null=True)),
                ("object_id", models.CharField(max_length=40, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True, null=True, verbose_name="skapad")),
                ("expires_at", models.DateTimeField(null=True, verbose_name="gäller till")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="återkallad")),
                (
                    "max_uses",
                    models.PositiveIntegerField(
                        default=1, null=True, verbose_name="högsta antal användningar"
                    ),
                ),
                ("used_count", models.PositiveIntegerField(default=0, null=True, verbose_name="använd")),
                ("last_used_at", models.DateTimeField(blank=True, null=True, verbose_name="senast använd")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InvitationEvent",
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
                ("email", models.EmailField(max_length=254, null=True, verbose_name="e-postadress")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("admin", "Administratör"),
                            ("coordinator", "Samordnare"),
                            ("police", "Polis"),
                            ("district_officer", "Handläggare"),
                            ("property_owner", "Fastighetsägare"),
                            ("transit", "Kollektivtrafik"),
                            ("civil_society", "Civilsamhälle"),
                            ("reporter", "Rapportör"),
                            ("reader", "Läsare"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="roll",
                    ),
                ),
                ("invited_at", models.DateTimeField(auto_now_add=True, null=True, verbose_name="inbjuden")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="accepterad")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("admin", "Administratör"),
                            ("coordinator", "Samordnare"),
                            ("police", "Polis"),
                            ("district_officer", "Handläggare"),
                            ("property_owner", "Fastighetsägare"),
                            ("transit", "Kollektivtrafik"),
                            ("civil_society", "Civilsamhälle"),
                            ("reporter", "Rapportör"),
                            ("reader", "Läsare"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="roll",
                    ),
                ),
                (
                    "valid_from",
                    models.DateField(default=datetime.date.today, null=True, verbose_name="från och med"),
                ),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="till och med")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrganisationEvent",
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
                (
                    "org_type",
                    models.CharField(
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TrailSeal",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("table", models.CharField(max_length=63)),
                ("row_id", models.BigIntegerField()),
                ("salt", models.BinaryField(null=True)),
                ("digest", models.BinaryField()),
                ("chained_hash", models.BinaryField()),
                ("sealed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "försegling",
                "verbose_name_plural": "förseglingar",
                "ordering": ("sequence",),
            },
        ),
        migrations.CreateModel(
            name="UserEvent",
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
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        null=True,
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, null=True, verbose_name="e-postadress")),
                ("name", models.CharField(max_length=120, null=True, verbose_name="namn")),
                ("is_active", models.BooleanField(default=True, null=True, verbose_name="aktiv")),
                ("joined_at", models.DateTimeField(auto_now_add=True, null=True, verbose_name="upplagd")),
            ],
            options={
                "abstract": False,
            },
        ),
        # First without the default: it would give all old rows this migration's own transaction.
        migrations.AddField(
            model_name="auditevent",
            name="transaction",
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="auditevent",
            name="transaction",
            field=models.BigIntegerField(
                db_default=models.Func(function="txid_current", output_field=models.BigIntegerField()),
                editable=False,
                null=True,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="capabilitylink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "stakeholders_capabilitylinkevent" ("created_at", "created_by_id", "expires_at", "id", "last_used_at", "max_uses", "object_id", "object_type", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "responsible_id", "revoked_at", "used_count") VALUES (NEW."created_at", NEW."created_by_id", NEW."expires_at", NEW."id", NEW."last_used_at", NEW."max_uses", NEW."object_id", NEW."object_type", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."purpose", NEW."responsible_id", NEW."revoked_at", NEW."used_count"); RETURN NULL;',
                    hash="fe014ab160f60d06e191f1167c9ce992167b96d7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_894a3",
                    table="stakeholders_capabilitylink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="capabilitylink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."last_used_at" IS DISTINCT FROM (NEW."last_used_at") OR OLD."max_uses" IS DISTINCT FROM (NEW."max_uses") OR OLD."object_id" IS DISTINCT FROM (NEW."object_id") OR OLD."object_type" IS DISTINCT FROM (NEW."object_type") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."responsible_id" IS DISTINCT FROM (NEW."responsible_id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."used_count" IS DISTINCT FROM (NEW."used_count"))',
                    func='INSERT INTO "stakeholders_capabilitylinkevent" ("created_at", "created_by_id", "expires_at", "id", "last_used_at", "max_uses", "object_id", "object_type", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "responsible_id", "revoked_at", "used_count") VALUES (NEW."created_at", NEW."created_by_id", NEW."expires_at", NEW."id", NEW."last_used_at", NEW."max_uses", NEW."object_id", NEW."object_type", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."purpose", NEW."responsible_id", NEW."revoked_at", NEW."used_count"); RETURN NULL;',
                    hash="03a46addd183805ad5a705afae8f010fdba02010",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_660a1",
                    table="stakeholders_capabilitylink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="capabilitylink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "stakeholders_capabilitylinkevent" ("created_at", "created_by_id", "expires_at", "id", "last_used_at", "max_uses", "object_id", "object_type", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "responsible_id", "revoked_at", "used_count") VALUES (OLD."created_at", OLD."created_by_id", OLD."expires_at", OLD."id", OLD."last_used_at", OLD."max_uses", OLD."object_id", OLD."object_type", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."purpose", OLD."responsible_id", OLD."revoked_at", OLD."used_count"); RETURN NULL;',
                    hash="38cbe5a51032e2633f1f7fe0da92a3a8d95b1bd7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0795e",
                    table="stakeholders_capabilitylink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "stakeholders_invitationevent" ("accepted_at", "accepted_by_id", "email", "id", "invited_at", "invited_by_id", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."email", NEW."id", NEW."invited_at", NEW."invited_by_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."role"); RETURN NULL;',
                    hash="af05fcba24229b64392c35a90106d0f7d4bdc252",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7ce3f",
                    table="stakeholders_invitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "stakeholders_invitationevent" ("accepted_at", "accepted_by_id", "email", "id", "invited_at", "invited_by_id", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."email", NEW."id", NEW."invited_at", NEW."invited_by_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."role"); RETURN NULL;',
                    hash="0eb100b8666c973437abf2c125cb62a356470e91",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_da505",
                    table="stakeholders_invitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "stakeholders_invitationevent" ("accepted_at", "accepted_by_id", "email", "id", "invited_at", "invited_by_id", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (OLD."accepted_at", OLD."accepted_by_id", OLD."email", OLD."id", OLD."invited_at", OLD."invited_by_id", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."role"); RETURN NULL;',
                    hash="e9c7306b55b1119838a8092536a91d760b255ee9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_012da",
                    table="stakeholders_invitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "stakeholders_membershipevent" ("id", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_to") VALUES (NEW."id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."role", NEW."user_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="2e794278292ec76240aa4af2149d21a3ff01e5e1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7e439",
                    table="stakeholders_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "stakeholders_membershipevent" ("id", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_to") VALUES (NEW."id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."role", NEW."user_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="b3a6e213c9fdf3588660ffbada3c0db857352ea0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1066e",
                    table="stakeholders_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "stakeholders_membershipevent" ("id", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_to") VALUES (OLD."id", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."role", OLD."user_id", OLD."valid_from", OLD."valid_to"); RETURN NULL;',
                    hash="b150d9037cff3ecd52d2390e7678cc75233fe942",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7f548",
                    table="stakeholders_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "stakeholders_organisationevent" ("id", "name", "org_type", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."name", NEW."org_type", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="ee2989e6cb9892ace583bfe355592b29b346f167",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d3e3d",
                    table="stakeholders_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "stakeholders_organisationevent" ("id", "name", "org_type", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."name", NEW."org_type", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="ca2db0d1066c2da25a9a9dcf22a628a941b9c3b4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7dac7",
                    table="stakeholders_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "stakeholders_organisationevent" ("id", "name", "org_type", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."name", OLD."org_type", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="0b7648bdfef9b293c1008cc6a35209d7b4e1f81e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4c1e2",
                    table="stakeholders_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "stakeholders_userevent" ("email", "id", "is_active", "is_superuser", "joined_at", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."is_superuser", NEW."joined_at", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="da9ae2f219acaf14f67b371d1bb317072d5a9dfb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c9c48",
                    table="stakeholders_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."joined_at" IS DISTINCT FROM (NEW."joined_at") OR OLD."name" IS DISTINCT FROM (NEW."name"))',
                    func='INSERT INTO "stakeholders_userevent" ("email", "id", "is_active", "is_superuser", "joined_at", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."is_superuser", NEW."joined_at", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="6262c8bd97aa80f4c7a8a078d1a05249103470b3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_50184",
                    table="stakeholders_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "stakeholders_userevent" ("email", "id", "is_active", "is_superuser", "joined_at", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."email", OLD."id", OLD."is_active", OLD."is_superuser", OLD."joined_at", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="b1ac4488cd550abc4317eb1430ba0e21b17acb5b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5d58e",
                    table="stakeholders_user",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="capabilitylinkevent",
            name="created_by",
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
            model_name="capabilitylinkevent",
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
            model_name="capabilitylinkevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="stakeholders.capabilitylink",
            ),
        ),
        migrations.AddField(
            model_name="capabilitylinkevent",
            name="responsible",
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
            model_name="invitationevent",
            name="accepted_by",
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
            model_name="invitationevent",
            name="invited_by",
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
            model_name="invitationevent",
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
            model_name="invitationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="stakeholders.invitation",
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
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
            model_name="membershipevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="stakeholders.membership",
            ),
        ),
        migrations.AddField(
            model_name="membershipevent",
            name="user",
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
            model_name="organisationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="stakeholders.organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="trailseal",
            constraint=models.UniqueConstraint(fields=("table", "row_id"), name="trail_row_sealed_once"),
        ),
        migrations.AddField(
            model_name="userevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        begin_trail("stakeholders_capabilitylink"),
        append_only("stakeholders_capabilitylinkevent"),
        begin_trail("stakeholders_invitation"),
        append_only("stakeholders_invitationevent"),
        begin_trail("stakeholders_membership"),
        append_only("stakeholders_membershipevent"),
        begin_trail("stakeholders_organisation"),
        append_only("stakeholders_organisationevent"),
        begin_trail("stakeholders_user"),
        append_only("stakeholders_userevent"),
    ]

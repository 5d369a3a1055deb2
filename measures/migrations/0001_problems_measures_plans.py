"""Problems, causes, measures, plans and evaluations, with every version of them kept."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import stakeholders.trail_sql
from stakeholders.trail_sql import append_only, begin_trail


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0006_places_trail"),
        ("stakeholders", "0008_measure_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="aktivitet")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="klar senast")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="klar den")),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "aktivitet",
                "verbose_name_plural": "aktiviteter",
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="CauseFactor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("offender", "Den som stör eller begår brott"),
                            ("target", "Den eller det som drabbas"),
                            ("place", "Platsen"),
                            ("handler", "Den som kan påverka den som stör"),
                            ("guardian", "Den som kan skydda"),
                            ("place_manager", "Den som sköter platsen"),
                        ],
                        max_length=20,
                        verbose_name="del av problemtriangeln",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="orsak")),
                (
                    "evidence",
                    models.CharField(blank=True, max_length=400, verbose_name="vad som talar för det"),
                ),
                (
                    "strength",
                    models.CharField(
                        choices=[
                            ("weak", "svagt underlag"),
                            ("moderate", "visst underlag"),
                            ("strong", "starkt underlag"),
                        ],
                        max_length=10,
                        verbose_name="underlagets styrka",
                    ),
                ),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="led i händelsekedjan"
                    ),
                ),
            ],
            options={
                "verbose_name": "orsak",
                "verbose_name_plural": "orsaker",
                "ordering": ("problem", "side", "step", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Evidence",
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
                            ("incidents", "Händelser"),
                            ("survey", "Trygghetsmätning"),
                            ("figures", "Statistik"),
                            ("walk", "Trygghetsvandring"),
                            ("dialogue", "Dialog med boende eller personal"),
                            ("report", "Lägesbild eller annan rapport"),
                        ],
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                ("text", models.CharField(max_length=400, verbose_name="vad det visar")),
                ("source", models.CharField(max_length=300, verbose_name="källa")),
                ("as_of", models.DateField(verbose_name="gäller per")),
            ],
            options={
                "verbose_name": "underlag",
                "verbose_name_plural": "underlag",
                "ordering": ("-as_of", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("goal", models.CharField(max_length=300, verbose_name="mål")),
                ("name", models.CharField(max_length=160, verbose_name="mått")),
                ("unit", models.CharField(max_length=40, verbose_name="enhet")),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="utgångsvärde"
                    ),
                ),
                ("baseline_on", models.DateField(blank=True, null=True, verbose_name="utgångsvärdets dag")),
                ("target", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="målvärde")),
                ("target_on", models.DateField(verbose_name="nås senast")),
                ("source", models.CharField(max_length=300, verbose_name="källa")),
            ],
            options={
                "verbose_name": "indikator",
                "verbose_name_plural": "indikatorer",
                "ordering": ("target_on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ActionPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="namn")),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("own_organisation", "bara den egna organisationen"),
                            ("authorities", "myndigheterna"),
                            ("all_parties", "alla parter"),
                            ("public", "alla, även allmänheten"),
                        ],
                        default="all_parties",
                        max_length=20,
                        verbose_name="ser",
                    ),
                ),
                (
                    "is_statutory",
                    models.BooleanField(default=False, verbose_name="åtgärdsplan enligt lag 2023:196"),
                ),
                ("period_from", models.DateField(verbose_name="från och med")),
                ("period_to", models.DateField(verbose_name="till och med")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("decided", "Beslutad"),
                            ("running", "Genomförs"),
                            ("followed_up", "Uppföljd"),
                            ("closed", "Avslutad"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("decided_by", models.CharField(blank=True, max_length=160, verbose_name="beslutad av")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="beslutsdag")),
                ("registry_number", models.CharField(blank=True, max_length=60, verbose_name="diarienummer")),
                ("followed_up_on", models.DateField(blank=True, null=True, verbose_name="uppföljd den")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="källa")),
                ("is_example", models.BooleanField(default=False, verbose_name="påhittad demodata")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_plans",
                        to="places.area",
                        verbose_name="område",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_plans",
                        to="stakeholders.organisation",
                        verbose_name="upprättad av",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_plans",
                        to="places.place",
                        verbose_name="plats",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="measures.actionplan",
                        verbose_name="ersätter",
                    ),
                ),
            ],
            options={
                "verbose_name": "åtgärdsplan",
                "verbose_name_plural": "åtgärdsplaner",
                "ordering": ("-period_from", "name", "-version"),
            },
        ),
        migrations.CreateModel(
            name="ActionPlanEvent",
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
                    "visibility",
                    models.CharField(
                        choices=[
                            ("own_organisation", "bara den egna organisationen"),
                            ("authorities", "myndigheterna"),
                            ("all_parties", "alla parter"),
                            ("public", "alla, även allmänheten"),
                        ],
                        default="all_parties",
                        max_length=20,
                        null=True,
                        verbose_name="ser",
                    ),
                ),
                (
                    "is_statutory",
                    models.BooleanField(
                        default=False, null=True, verbose_name="åtgärdsplan enligt lag 2023:196"
                    ),
                ),
                ("period_from", models.DateField(null=True, verbose_name="från och med")),
                ("period_to", models.DateField(null=True, verbose_name="till och med")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("decided", "Beslutad"),
                            ("running", "Genomförs"),
                            ("followed_up", "Uppföljd"),
                            ("closed", "Avslutad"),
                        ],
                        default="draft",
                        max_length=20,
                        null=True,
                        verbose_name="status",
                    ),
                ),
                (
                    "decided_by",
                    models.CharField(blank=True, max_length=160, null=True, verbose_name="beslutad av"),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="beslutsdag")),
                (
                    "registry_number",
                    models.CharField(blank=True, max_length=60, null=True, verbose_name="diarienummer"),
                ),
                ("followed_up_on", models.DateField(blank=True, null=True, verbose_name="uppföljd den")),
                ("version", models.PositiveSmallIntegerField(default=1, null=True, verbose_name="version")),
                ("source", models.CharField(blank=True, max_length=300, null=True, verbose_name="källa")),
                (
                    "is_example",
                    models.BooleanField(default=False, null=True, verbose_name="påhittad demodata"),
                ),
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
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stakeholders.organisation",
                        verbose_name="upprättad av",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="measures.actionplan",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.place",
                        verbose_name="plats",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="measures.actionplan",
                        verbose_name="ersätter",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
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
                ("after_from", models.DateField(verbose_name="efter, första måndagen")),
                ("counts", models.JSONField(default=dict, verbose_name="antal händelser")),
                (
                    "has_invented",
                    models.BooleanField(default=False, verbose_name="räknar påhittade händelser"),
                ),
                ("note", models.CharField(blank=True, max_length=600, verbose_name="slutsats i ord")),
                ("buffer_areas", models.ManyToManyField(blank=True, related_name="+", to="places.area")),
                (
                    "buffer_control_areas",
                    models.ManyToManyField(blank=True, related_name="+", to="places.area"),
                ),
                ("control_areas", models.ManyToManyField(related_name="+", to="places.area")),
                ("target_areas", models.ManyToManyField(related_name="+", to="places.area")),
            ],
            options={
                "verbose_name": "utvärdering",
                "verbose_name_plural": "utvärderingar",
                "ordering": ("-made_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Funding",
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
                            ("own_budget", "Egen budget"),
                            ("member_fee", "Medlemsavgift"),
                            ("safety_investment", "Trygghetsinvestering"),
                            ("state_grant", "Statsbidrag"),
                            ("area_fee", "Områdesavgift"),
                            ("in_kind", "Eget arbete"),
                        ],
                        max_length=20,
                        verbose_name="finansiering",
                    ),
                ),
                ("amount", models.PositiveIntegerField(verbose_name="kronor")),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funding",
                        to="stakeholders.organisation",
                        verbose_name="finansiär",
                    ),
                ),
            ],
            options={
                "verbose_name": "finansiering",
                "verbose_name_plural": "finansiering",
                "ordering": ("year", "pk"),
            },
        ),
        migrations.CreateModel(
            name="LawItem",
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
                            ("situation_report", "Lägesbild"),
                            ("council", "Råd för strategiska frågor"),
                            ("coordination", "Samordningsfunktion"),
                        ],
                        max_length=20,
                        verbose_name="krav",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="vad som finns")),
                ("decided_on", models.DateField(verbose_name="beslutad eller senast uppdaterad")),
                ("decided_by", models.CharField(max_length=160, verbose_name="beslutad av")),
                ("registry_number", models.CharField(blank=True, max_length=60, verbose_name="diarienummer")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="källa")),
                ("is_example", models.BooleanField(default=False, verbose_name="påhittad demodata")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="law_items",
                        to="places.area",
                        verbose_name="område",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="law_items",
                        to="stakeholders.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "uppfyllt krav",
                "verbose_name_plural": "uppfyllda krav",
                "ordering": ("-decided_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="LawItemEvent",
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
                            ("situation_report", "Lägesbild"),
                            ("council", "Råd för strategiska frågor"),
                            ("coordination", "Samordningsfunktion"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="krav",
                    ),
                ),
                ("name", models.CharField(max_length=200, null=True, verbose_name="vad som finns")),
                ("decided_on", models.DateField(null=True, verbose_name="beslutad eller senast uppdaterad")),
                ("decided_by", models.CharField(max_length=160, null=True, verbose_name="beslutad av")),
                (
                    "registry_number",
                    models.CharField(blank=True, max_length=60, null=True, verbose_name="diarienummer"),
                ),
                ("source", models.CharField(blank=True, max_length=300, null=True, verbose_name="källa")),
                (
                    "is_example",
                    models.BooleanField(default=False, null=True, verbose_name="påhittad demodata"),
                ),
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
                    "owner",
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
                        to="measures.lawitem",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="åtgärd")),
                ("what", models.CharField(blank=True, max_length=1000, verbose_name="beskrivning")),
                ("is_quick", models.BooleanField(default=False, verbose_name="snabb åtgärd")),
                (
                    "owner_role",
                    models.CharField(blank=True, max_length=120, verbose_name="ansvarig funktion"),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("own_organisation", "bara den egna organisationen"),
                            ("authorities", "myndigheterna"),
                            ("all_parties", "alla parter"),
                            ("public", "alla, även allmänheten"),
                        ],
                        default="all_parties",
                        max_length=20,
                        verbose_name="ser",
                    ),
                ),
                (
                    "main_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("situational", "Situationell"),
                            ("social", "Social"),
                            ("both", "Både social och situationell"),
                            ("communication", "Kommunikation"),
                            ("knowledge", "Kunskap"),
                            ("organisational", "Organisation"),
                        ],
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                (
                    "sub_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("design", "Utformning"),
                            ("activation", "Aktivering"),
                            ("maintenance", "Underhåll"),
                            ("presence", "Närvaro"),
                            ("supervision", "Tillsyn"),
                            ("enforcement", "Ingripande"),
                            ("outreach", "Uppsökande arbete"),
                            ("parent_support", "Föräldrastöd"),
                            ("school_based", "I skolan"),
                            ("employment_leisure", "Arbete och fritid"),
                            ("victim_support", "Stöd till drabbade"),
                            ("information_campaign", "Information"),
                            ("training", "Utbildning"),
                            ("agreement", "Avtal eller tillstånd"),
                            ("camera", "Kamerabevakning"),
                            ("order_guards", "Ordningsvakter"),
                        ],
                        max_length=30,
                        verbose_name="undergrupp",
                    ),
                ),
                (
                    "technique",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("target_harden", "Förstärk skyddet"),
                            ("control_access", "Begränsa tillträde"),
                            ("screen_exits", "Kontrollera utgångar"),
                            ("deflect_offenders", "Led bort"),
                            ("control_tools", "Kontrollera hjälpmedel"),
                            ("extend_guardianship", "Fler som ser"),
                            ("natural_surveillance", "Naturlig överblick"),
                            ("reduce_anonymity", "Minska anonymitet"),
                            ("place_managers", "Använd platsansvariga"),
                            ("formal_surveillance", "Formell bevakning"),
                            ("conceal_targets", "Dölj det som lockar"),
                            ("remove_targets", "Ta bort det som lockar"),
                            ("identify_property", "Märk egendom"),
                            ("disrupt_markets", "Stör marknaden"),
                            ("deny_benefits", "Förta nyttan"),
                            ("reduce_frustration", "Minska frustration"),
                            ("avoid_disputes", "Undvik konflikter"),
                            ("reduce_arousal", "Minska frestelser"),
                            ("neutralise_peer_pressure", "Motverka grupptryck"),
                            ("discourage_imitation", "Motverka efterapning"),
                            ("set_rules", "Sätt regler"),
                            ("post_instructions", "Skylta"),
                            ("alert_conscience", "Väck samvetet"),
                            ("assist_compliance", "Underlätta rätt beteende"),
                            ("control_drugs_alcohol", "Kontrollera alkohol och droger"),
                        ],
                        max_length=30,
                        verbose_name="teknik",
                    ),
                ),
                (
                    "horizon",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("short_term", "kort sikt, högst 3 månader"),
                            ("medium_term", "medellång sikt, 3–12 månader"),
                            ("long_term", "lång sikt, mer än 12 månader"),
                        ],
                        max_length=20,
                        verbose_name="effekt väntas på",
                    ),
                ),
                ("planned_start", models.DateField(blank=True, null=True, verbose_name="börjar")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="klar senast")),
                ("follow_up_on", models.DateField(blank=True, null=True, verbose_name="följs upp")),
                (
                    "cadence",
                    models.CharField(
                        choices=[
                            ("once", "En gång"),
                            ("weekly", "Varje vecka"),
                            ("fortnightly", "Varannan vecka"),
                            ("monthly", "Varje månad"),
                            ("yearly", "Varje år"),
                        ],
                        default="once",
                        max_length=20,
                        verbose_name="hur ofta",
                    ),
                ),
                (
                    "cost_estimate",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="beräknad kostnad, kronor"
                    ),
                ),
                (
                    "cost_actual",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="verklig kostnad, kronor"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Föreslagen"),
                            ("decided", "Beslutad"),
                            ("planned", "Planerad"),
                            ("ongoing", "Pågår"),
                            ("done", "Genomförd"),
                            ("evaluated", "Utvärderad"),
                            ("paused", "Pausad"),
                            ("rejected", "Genomförs inte"),
                            ("cancelled", "Avbruten"),
                            ("transferred", "Ingår i ordinarie verksamhet"),
                        ],
                        default="proposed",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("status_since", models.DateField(verbose_name="sedan")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="skäl")),
                ("resume_on", models.DateField(blank=True, null=True, verbose_name="återupptas")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="beslutad den")),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="påbörjad")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="genomförd den")),
                ("is_disputed", models.BooleanField(default=False, verbose_name="ansvaret är ifrågasatt")),
                ("output", models.CharField(blank=True, max_length=600, verbose_name="vad som gjordes")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="källa")),
                ("is_example", models.BooleanField(default=False, verbose_name="påhittad demodata")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="places.area",
                        verbose_name="område",
                    ),
                ),
                (
                    "causes",
                    models.ManyToManyField(
                        blank=True, related_name="measures", to="measures.causefactor", verbose_name="orsaker"
                    ),
                ),
                (
                    "contributors",
                    models.ManyToManyField(
                        blank=True,
                        related_name="contributed_measures",
                        to="stakeholders.organisation",
                        verbose_name="medverkande",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="measures.measure",
                        verbose_name="bygger vidare på",
                    ),
                ),
                (
                    "indicators",
                    models.ManyToManyField(
                        blank=True,
                        related_name="measures",
                        to="measures.indicator",
                        verbose_name="indikatorer",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="stakeholders.organisation",
                        verbose_name="ansvarig organisation",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="places.place",
                        verbose_name="plats",
                    ),
                ),
            ],
            options={
                "verbose_name": "åtgärd",
                "verbose_name_plural": "åtgärder",
                "ordering": (models.OrderBy(models.F("due_on"), nulls_last=True), "pk"),
            },
        ),
        migrations.CreateModel(
            name="FundingEvent",
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
                            ("own_budget", "Egen budget"),
                            ("member_fee", "Medlemsavgift"),
                            ("safety_investment", "Trygghetsinvestering"),
                            ("state_grant", "Statsbidrag"),
                            ("area_fee", "Områdesavgift"),
                            ("in_kind", "Eget arbete"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="finansiering",
                    ),
                ),
                ("amount", models.PositiveIntegerField(null=True, verbose_name="kronor")),
                ("year", models.PositiveSmallIntegerField(null=True, verbose_name="år")),
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
                        verbose_name="finansiär",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="measures.funding",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="funding",
            name="measure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="funding", to="measures.measure"
            ),
        ),
        migrations.CreateModel(
            name="EvaluationEvent",
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
                ("after_from", models.DateField(null=True, verbose_name="efter, första måndagen")),
                ("counts", models.JSONField(default=dict, null=True, verbose_name="antal händelser")),
                (
                    "has_invented",
                    models.BooleanField(default=False, null=True, verbose_name="räknar påhittade händelser"),
                ),
                (
                    "note",
                    models.CharField(blank=True, max_length=600, null=True, verbose_name="slutsats i ord"),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="measures.evaluation",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="evaluation",
            name="measure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="evaluations", to="measures.measure"
            ),
        ),
        migrations.CreateModel(
            name="ActivityEvent",
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
                ("text", models.CharField(max_length=200, null=True, verbose_name="aktivitet")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="klar senast")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="klar den")),
                ("position", models.PositiveSmallIntegerField(default=0, null=True)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="measures.activity",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="measure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="activities", to="measures.measure"
            ),
        ),
        migrations.AddField(
            model_name="actionplan",
            name="measures",
            field=models.ManyToManyField(
                blank=True, related_name="plans", to="measures.measure", verbose_name="åtgärder"
            ),
        ),
        migrations.CreateModel(
            name="MeasureEvent",
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
                ("title", models.CharField(max_length=160, null=True, verbose_name="åtgärd")),
                (
                    "what",
                    models.CharField(blank=True, max_length=1000, null=True, verbose_name="beskrivning"),
                ),
                ("is_quick", models.BooleanField(default=False, null=True, verbose_name="snabb åtgärd")),
                (
                    "owner_role",
                    models.CharField(blank=True, max_length=120, null=True, verbose_name="ansvarig funktion"),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("own_organisation", "bara den egna organisationen"),
                            ("authorities", "myndigheterna"),
                            ("all_parties", "alla parter"),
                            ("public", "alla, även allmänheten"),
                        ],
                        default="all_parties",
                        max_length=20,
                        null=True,
                        verbose_name="ser",
                    ),
                ),
                (
                    "main_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("situational", "Situationell"),
                            ("social", "Social"),
                            ("both", "Både social och situationell"),
                            ("communication", "Kommunikation"),
                            ("knowledge", "Kunskap"),
                            ("organisational", "Organisation"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="slag",
                    ),
                ),
                (
                    "sub_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("design", "Utformning"),
                            ("activation", "Aktivering"),
                            ("maintenance", "Underhåll"),
                            ("presence", "Närvaro"),
                            ("supervision", "Tillsyn"),
                            ("enforcement", "Ingripande"),
                            ("outreach", "Uppsökande arbete"),
                            ("parent_support", "Föräldrastöd"),
                            ("school_based", "I skolan"),
                            ("employment_leisure", "Arbete och fritid"),
                            ("victim_support", "Stöd till drabbade"),
                            ("information_campaign", "Information"),
                            ("training", "Utbildning"),
                            ("agreement", "Avtal eller tillstånd"),
                            ("camera", "Kamerabevakning"),
                            ("order_guards", "Ordningsvakter"),
                        ],
                        max_length=30,
                        null=True,
                        verbose_name="undergrupp",
                    ),
                ),
                (
                    "technique",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("target_harden", "Förstärk skyddet"),
                            ("control_access", "Begränsa tillträde"),
                            ("screen_exits", "Kontrollera utgångar"),
                            ("deflect_offenders", "Led bort"),
                            ("control_tools", "Kontrollera hjälpmedel"),
                            ("extend_guardianship", "Fler som ser"),
                            ("natural_surveillance", "Naturlig överblick"),
                            ("reduce_anonymity", "Minska anonymitet"),
                            ("place_managers", "Använd platsansvariga"),
                            ("formal_surveillance", "Formell bevakning"),
                            ("conceal_targets", "Dölj det som lockar"),
                            ("remove_targets", "Ta bort det som lockar"),
                            ("identify_property", "Märk egendom"),
                            ("disrupt_markets", "Stör marknaden"),
                            ("deny_benefits", "Förta nyttan"),
                            ("reduce_frustration", "Minska frustration"),
                            ("avoid_disputes", "Undvik konflikter"),
                            ("reduce_arousal", "Minska frestelser"),
                            ("neutralise_peer_pressure", "Motverka grupptryck"),
                            ("discourage_imitation", "Motverka efterapning"),
                            ("set_rules", "Sätt regler"),
                            ("post_instructions", "Skylta"),
                            ("alert_conscience", "Väck samvetet"),
                            ("assist_compliance", "Underlätta rätt beteende"),
                            ("control_drugs_alcohol", "Kontrollera alkohol och droger"),
                        ],
                        max_length=30,
                        null=True,
                        verbose_name="teknik",
                    ),
                ),
                (
                    "horizon",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("short_term", "kort sikt, högst 3 månader"),
                            ("medium_term", "medellång sikt, 3–12 månader"),
                            ("long_term", "lång sikt, mer än 12 månader"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="effekt väntas på",
                    ),
                ),
                ("planned_start", models.DateField(blank=True, null=True, verbose_name="börjar")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="klar senast")),
                ("follow_up_on", models.DateField(blank=True, null=True, verbose_name="följs upp")),
                (
                    "cadence",
                    models.CharField(
                        choices=[
                            ("once", "En gång"),
                            ("weekly", "Varje vecka"),
                            ("fortnightly", "Varannan vecka"),
                            ("monthly", "Varje månad"),
                            ("yearly", "Varje år"),
                        ],
                        default="once",
                        max_length=20,
                        null=True,
                        verbose_name="hur ofta",
                    ),
                ),
                (
                    "cost_estimate",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="beräknad kostnad, kronor"
                    ),
                ),
                (
                    "cost_actual",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="verklig kostnad, kronor"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Föreslagen"),
                            ("decided", "Beslutad"),
                            ("planned", "Planerad"),
                            ("ongoing", "Pågår"),
                            ("done", "Genomförd"),
                            ("evaluated", "Utvärderad"),
                            ("paused", "Pausad"),
                            ("rejected", "Genomförs inte"),
                            ("cancelled", "Avbruten"),
                            ("transferred", "Ingår i ordinarie verksamhet"),
                        ],
                        default="proposed",
                        max_length=20,
                        null=True,
                        verbose_name="status",
                    ),
                ),
                ("status_since", models.DateField(null=True, verbose_name="sedan")),
                ("reason", models.CharField(blank=True, max_length=400, null=True, verbose_name="skäl")),
                ("resume_on", models.DateField(blank=True, null=True, verbose_name="återupptas")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="beslutad den")),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="påbörjad")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="genomförd den")),
                (
                    "is_disputed",
                    models.BooleanField(default=False, null=True, verbose_name="ansvaret är ifrågasatt"),
                ),
                (
                    "output",
                    models.CharField(blank=True, max_length=600, null=True, verbose_name="vad som gjordes"),
                ),
                ("source", models.CharField(blank=True, max_length=300, null=True, verbose_name="källa")),
                (
                    "is_example",
                    models.BooleanField(default=False, null=True, verbose_name="påhittad demodata"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, null=True)),
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
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="measures.measure",
                        verbose_name="bygger vidare på",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stakeholders.organisation",
                        verbose_name="ansvarig organisation",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="measures.measure",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.place",
                        verbose_name="plats",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeasureUpdate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="tidpunkt")),
                ("on", models.DateField(verbose_name="dag")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("created", "Upplagd"),
                            ("changed", "Ändrad"),
                            ("status", "Ny status"),
                            ("more_time", "Behöver mer tid"),
                            ("not_ours", "Inte vårt"),
                            ("follow_up", "Uppföljning"),
                        ],
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                ("by_link", models.BooleanField(default=False, verbose_name="genom länk")),
                (
                    "from_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("proposed", "Föreslagen"),
                            ("decided", "Beslutad"),
                            ("planned", "Planerad"),
                            ("ongoing", "Pågår"),
                            ("done", "Genomförd"),
                            ("evaluated", "Utvärderad"),
                            ("paused", "Pausad"),
                            ("rejected", "Genomförs inte"),
                            ("cancelled", "Avbruten"),
                            ("transferred", "Ingår i ordinarie verksamhet"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "to_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("proposed", "Föreslagen"),
                            ("decided", "Beslutad"),
                            ("planned", "Planerad"),
                            ("ongoing", "Pågår"),
                            ("done", "Genomförd"),
                            ("evaluated", "Utvärderad"),
                            ("paused", "Pausad"),
                            ("rejected", "Genomförs inte"),
                            ("cancelled", "Avbruten"),
                            ("transferred", "Ingår i ordinarie verksamhet"),
                        ],
                        max_length=20,
                    ),
                ),
                ("due_before", models.DateField(blank=True, null=True)),
                ("due_after", models.DateField(blank=True, null=True)),
                ("text", models.CharField(blank=True, max_length=600, verbose_name="skäl eller anteckning")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="updates",
                        to="measures.measure",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measure_updates",
                        to="stakeholders.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "rad i tidslinjen",
                "verbose_name_plural": "tidslinje",
                "ordering": ("-on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="MeasureUpdateEvent",
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
                ("at", models.DateTimeField(auto_now_add=True, null=True, verbose_name="tidpunkt")),
                ("on", models.DateField(null=True, verbose_name="dag")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("created", "Upplagd"),
                            ("changed", "Ändrad"),
                            ("status", "Ny status"),
                            ("more_time", "Behöver mer tid"),
                            ("not_ours", "Inte vårt"),
                            ("follow_up", "Uppföljning"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="slag",
                    ),
                ),
                ("by_link", models.BooleanField(default=False, null=True, verbose_name="genom länk")),
                (
                    "from_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("proposed", "Föreslagen"),
                            ("decided", "Beslutad"),
                            ("planned", "Planerad"),
                            ("ongoing", "Pågår"),
                            ("done", "Genomförd"),
                            ("evaluated", "Utvärderad"),
                            ("paused", "Pausad"),
                            ("rejected", "Genomförs inte"),
                            ("cancelled", "Avbruten"),
                            ("transferred", "Ingår i ordinarie verksamhet"),
                        ],
                        max_length=20,
                        null=True,
                    ),
                ),
                (
                    "to_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("proposed", "Föreslagen"),
                            ("decided", "Beslutad"),
                            ("planned", "Planerad"),
                            ("ongoing", "Pågår"),
                            ("done", "Genomförd"),
                            ("evaluated", "Utvärderad"),
                            ("paused", "Pausad"),
                            ("rejected", "Genomförs inte"),
                            ("cancelled", "Avbruten"),
                            ("transferred", "Ingår i ordinarie verksamhet"),
                        ],
                        max_length=20,
                        null=True,
                    ),
                ),
                ("due_before", models.DateField(blank=True, null=True)),
                ("due_after", models.DateField(blank=True, null=True)),
                (
                    "text",
                    models.CharField(
                        blank=True, max_length=600, null=True, verbose_name="skäl eller anteckning"
                    ),
                ),
                (
                    "by",
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
                    "measure",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="measures.measure",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="measures.measureupdate",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="dag")),
                ("held", models.BooleanField(blank=True, null=True, verbose_name="genomförd")),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occurrences",
                        to="measures.measure",
                    ),
                ),
            ],
            options={
                "verbose_name": "tillfälle",
                "verbose_name_plural": "tillfällen",
                "ordering": ("on",),
            },
        ),
        migrations.CreateModel(
            name="OccurrenceEvent",
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
                ("on", models.DateField(null=True, verbose_name="dag")),
                ("held", models.BooleanField(blank=True, null=True, verbose_name="genomförd")),
                (
                    "measure",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="measures.measure",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="measures.occurrence",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Problem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="problem")),
                ("what", models.CharField(blank=True, max_length=1000, verbose_name="vad som händer")),
                ("when_text", models.CharField(blank=True, max_length=200, verbose_name="när det händer")),
                ("affected", models.CharField(blank=True, max_length=200, verbose_name="vilka som berörs")),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("own_organisation", "bara den egna organisationen"),
                            ("authorities", "myndigheterna"),
                            ("all_parties", "alla parter"),
                            ("public", "alla, även allmänheten"),
                        ],
                        default="all_parties",
                        max_length=20,
                        verbose_name="ser",
                    ),
                ),
                ("prioritised", models.BooleanField(default=False, verbose_name="prioriterat")),
                ("noticed_on", models.DateField(verbose_name="uppmärksammat")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="avslutat")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="källa")),
                ("is_example", models.BooleanField(default=False, verbose_name="påhittad demodata")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="problems",
                        to="places.area",
                        verbose_name="område",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="problems",
                        to="stakeholders.organisation",
                        verbose_name="upplagd av",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="problems",
                        to="places.place",
                        verbose_name="plats",
                    ),
                ),
            ],
            options={
                "verbose_name": "problem",
                "verbose_name_plural": "problem",
                "ordering": ("-prioritised", "title", "pk"),
            },
        ),
        migrations.AddField(
            model_name="measure",
            name="problems",
            field=models.ManyToManyField(
                blank=True, related_name="measures", to="measures.problem", verbose_name="problem"
            ),
        ),
        migrations.CreateModel(
            name="IndicatorEvent",
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
                ("goal", models.CharField(max_length=300, null=True, verbose_name="mål")),
                ("name", models.CharField(max_length=160, null=True, verbose_name="mått")),
                ("unit", models.CharField(max_length=40, null=True, verbose_name="enhet")),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="utgångsvärde"
                    ),
                ),
                ("baseline_on", models.DateField(blank=True, null=True, verbose_name="utgångsvärdets dag")),
                (
                    "target",
                    models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name="målvärde"),
                ),
                ("target_on", models.DateField(null=True, verbose_name="nås senast")),
                ("source", models.CharField(max_length=300, null=True, verbose_name="källa")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="measures.indicator",
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="measures.problem",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="indicator",
            name="problem",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="indicators", to="measures.problem"
            ),
        ),
        migrations.CreateModel(
            name="EvidenceEvent",
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
                            ("incidents", "Händelser"),
                            ("survey", "Trygghetsmätning"),
                            ("figures", "Statistik"),
                            ("walk", "Trygghetsvandring"),
                            ("dialogue", "Dialog med boende eller personal"),
                            ("report", "Lägesbild eller annan rapport"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="slag",
                    ),
                ),
                ("text", models.CharField(max_length=400, null=True, verbose_name="vad det visar")),
                ("source", models.CharField(max_length=300, null=True, verbose_name="källa")),
                ("as_of", models.DateField(null=True, verbose_name="gäller per")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="measures.evidence",
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="measures.problem",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="evidence",
            name="problem",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="measures.problem"
            ),
        ),
        migrations.CreateModel(
            name="CauseFactorEvent",
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
                    "side",
                    models.CharField(
                        choices=[
                            ("offender", "Den som stör eller begår brott"),
                            ("target", "Den eller det som drabbas"),
                            ("place", "Platsen"),
                            ("handler", "Den som kan påverka den som stör"),
                            ("guardian", "Den som kan skydda"),
                            ("place_manager", "Den som sköter platsen"),
                        ],
                        max_length=20,
                        null=True,
                        verbose_name="del av problemtriangeln",
                    ),
                ),
                ("text", models.CharField(max_length=300, null=True, verbose_name="orsak")),
                (
                    "evidence",
                    models.CharField(
                        blank=True, max_length=400, null=True, verbose_name="vad som talar för det"
                    ),
                ),
                (
                    "strength",
                    models.CharField(
                        choices=[
                            ("weak", "svagt underlag"),
                            ("moderate", "visst underlag"),
                            ("strong", "starkt underlag"),
                        ],
                        max_length=10,
                        null=True,
                        verbose_name="underlagets styrka",
                    ),
                ),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="led i händelsekedjan"
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="measures.causefactor",
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="measures.problem",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="causefactor",
            name="problem",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="causes", to="measures.problem"
            ),
        ),
        migrations.CreateModel(
            name="ProblemEvent",
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
                ("title", models.CharField(max_length=160, null=True, verbose_name="problem")),
                (
                    "what",
                    models.CharField(blank=True, max_length=1000, null=True, verbose_name="vad som händer"),
                ),
                (
                    "when_text",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="när det händer"),
                ),
                (
                    "affected",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="vilka som berörs"),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("own_organisation", "bara den egna organisationen"),
                            ("authorities", "myndigheterna"),
                            ("all_parties", "alla parter"),
                            ("public", "alla, även allmänheten"),
                        ],
                        default="all_parties",
                        max_length=20,
                        null=True,
                        verbose_name="ser",
                    ),
                ),
                ("prioritised", models.BooleanField(default=False, null=True, verbose_name="prioriterat")),
                ("noticed_on", models.DateField(null=True, verbose_name="uppmärksammat")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="avslutat")),
                ("source", models.CharField(blank=True, max_length=300, null=True, verbose_name="källa")),
                (
                    "is_example",
                    models.BooleanField(default=False, null=True, verbose_name="påhittad demodata"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, null=True)),
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
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="stakeholders.organisation",
                        verbose_name="upplagd av",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="measures.problem",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.place",
                        verbose_name="plats",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="dag")),
                ("value", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="värde")),
                ("source", models.CharField(max_length=300, verbose_name="källa")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="measures.indicator",
                    ),
                ),
            ],
            options={
                "verbose_name": "avläsning",
                "verbose_name_plural": "avläsningar",
                "ordering": ("on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ReadingEvent",
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
                ("on", models.DateField(null=True, verbose_name="dag")),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name="värde"),
                ),
                ("source", models.CharField(max_length=300, null=True, verbose_name="källa")),
                (
                    "indicator",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="measures.indicator",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="measures.reading",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lawitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_lawitemevent" ("area_id", "decided_by", "decided_on", "id", "is_example", "kind", "name", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "registry_number", "source") VALUES (NEW."area_id", NEW."decided_by", NEW."decided_on", NEW."id", NEW."is_example", NEW."kind", NEW."name", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."registry_number", NEW."source"); RETURN NULL;',
                    hash="7c9e978e41bc739ae59409c2c1845d5e2b08e6a6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4a14d",
                    table="measures_lawitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lawitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "measures_lawitemevent" ("area_id", "decided_by", "decided_on", "id", "is_example", "kind", "name", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "registry_number", "source") VALUES (NEW."area_id", NEW."decided_by", NEW."decided_on", NEW."id", NEW."is_example", NEW."kind", NEW."name", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."registry_number", NEW."source"); RETURN NULL;',
                    hash="5d2d56d49d9c59436d25e3f437b4bd1d94e6a850",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f0d03",
                    table="measures_lawitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lawitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_lawitemevent" ("area_id", "decided_by", "decided_on", "id", "is_example", "kind", "name", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "registry_number", "source") VALUES (OLD."area_id", OLD."decided_by", OLD."decided_on", OLD."id", OLD."is_example", OLD."kind", OLD."name", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."registry_number", OLD."source"); RETURN NULL;',
                    hash="5b7ac20ed86d64051c301dceb93f5793e31c8668",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2527c",
                    table="measures_lawitem",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="funding",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="funding_is_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="funding",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__range", (2000, 2100))), name="funding_year_is_a_year"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="funding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_fundingevent" ("amount", "id", "kind", "measure_id", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."amount", NEW."id", NEW."kind", NEW."measure_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."year"); RETURN NULL;',
                    hash="e6dfc2686e501c4b2064b69eb25e737382af457d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c8826",
                    table="measures_funding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="funding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "measures_fundingevent" ("amount", "id", "kind", "measure_id", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."amount", NEW."id", NEW."kind", NEW."measure_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."year"); RETURN NULL;',
                    hash="2bd2762b031dbd2670afc58f8fbdd01a61d01856",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7fcba",
                    table="measures_funding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="funding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_fundingevent" ("amount", "id", "kind", "measure_id", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (OLD."amount", OLD."id", OLD."kind", OLD."measure_id", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."year"); RETURN NULL;',
                    hash="4b4bac964964c7240886615f07e4444792cbce15",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b0d0e",
                    table="measures_funding",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("after_from__gt", models.F("before_from"))),
                name="evaluation_runs_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("weeks__range", (4, 106))), name="evaluation_length_is_sane"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evaluation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_evaluationevent" ("after_from", "before_from", "counts", "has_invented", "id", "made_on", "measure_id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "weeks") VALUES (NEW."after_from", NEW."before_from", NEW."counts", NEW."has_invented", NEW."id", NEW."made_on", NEW."measure_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."weeks"); RETURN NULL;',
                    hash="5b1b6a94b2d11e1f95dfcd5b886845eb47cac52b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_200aa",
                    table="measures_evaluation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evaluation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "measures_evaluationevent" ("after_from", "before_from", "counts", "has_invented", "id", "made_on", "measure_id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "weeks") VALUES (NEW."after_from", NEW."before_from", NEW."counts", NEW."has_invented", NEW."id", NEW."made_on", NEW."measure_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."weeks"); RETURN NULL;',
                    hash="6f46f241d27aa73ef28fc9ea5e32fd6cce69859b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c6f5e",
                    table="measures_evaluation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evaluation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_evaluationevent" ("after_from", "before_from", "counts", "has_invented", "id", "made_on", "measure_id", "note", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "weeks") VALUES (OLD."after_from", OLD."before_from", OLD."counts", OLD."has_invented", OLD."id", OLD."made_on", OLD."measure_id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."weeks"); RETURN NULL;',
                    hash="d17a2b3ad92761b0d457a269eccda7e0905566da",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_175d4",
                    table="measures_evaluation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_activityevent" ("done_on", "due_on", "id", "measure_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (NEW."done_on", NEW."due_on", NEW."id", NEW."measure_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."position", NEW."text"); RETURN NULL;',
                    hash="33a0bc49a2bec9c3b481b636075dd07f7ec87171",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_02d78",
                    table="measures_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "measures_activityevent" ("done_on", "due_on", "id", "measure_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (NEW."done_on", NEW."due_on", NEW."id", NEW."measure_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."position", NEW."text"); RETURN NULL;',
                    hash="f1bfedaf949d2dd685cecaaab7b67fa5c9de22a3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_23fbc",
                    table="measures_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_activityevent" ("done_on", "due_on", "id", "measure_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (OLD."done_on", OLD."due_on", OLD."id", OLD."measure_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."position", OLD."text"); RETURN NULL;',
                    hash="599bfa8b7ad198de8795b80142ab8e96449e2742",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_14c64",
                    table="measures_activity",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="actionplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("period_to__gte", models.F("period_from"))),
                name="plan_period_runs_forward",
                violation_error_message="Perioden slutar innan den börjar.",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "draft"),
                    models.Q(("decided_on__isnull", False), models.Q(("decided_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="plan_in_force_was_decided",
                violation_error_message="Ange vem som beslutade och vilken dag.",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("followed_up", "closed")), _negated=True),
                    ("followed_up_on__isnull", False),
                    _connector="OR",
                ),
                name="plan_followed_up_has_a_day",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionplan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_actionplanevent" ("area_id", "decided_by", "decided_on", "followed_up_on", "id", "is_example", "is_statutory", "name", "owner_id", "period_from", "period_to", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "registry_number", "replaces_id", "source", "status", "version", "visibility") VALUES (NEW."area_id", NEW."decided_by", NEW."decided_on", NEW."followed_up_on", NEW."id", NEW."is_example", NEW."is_statutory", NEW."name", NEW."owner_id", NEW."period_from", NEW."period_to", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."registry_number", NEW."replaces_id", NEW."source", NEW."status", NEW."version", NEW."visibility"); RETURN NULL;',
                    hash="d352873056067024e658973c46698a795464c6e2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2e90b",
                    table="measures_actionplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionplan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "measures_actionplanevent" ("area_id", "decided_by", "decided_on", "followed_up_on", "id", "is_example", "is_statutory", "name", "owner_id", "period_from", "period_to", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "registry_number", "replaces_id", "source", "status", "version", "visibility") VALUES (NEW."area_id", NEW."decided_by", NEW."decided_on", NEW."followed_up_on", NEW."id", NEW."is_example", NEW."is_statutory", NEW."name", NEW."owner_id", NEW."period_from", NEW."period_to", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place_id", NEW."registry_number", NEW."replaces_id", NEW."source", NEW."status", NEW."version", NEW."visibility"); RETURN NULL;',
                    hash="787821412f4b88dbbf302645b0537cf38afeb8cf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c8c4d",
                    table="measures_actionplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionplan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_actionplanevent" ("area_id", "decided_by", "decided_on", "followed_up_on", "id", "is_example", "is_statutory", "name", "owner_id", "period_from", "period_to", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "registry_number", "replaces_id", "source", "status", "version", "visibility") VALUES (OLD."area_id", OLD."decided_by", OLD."decided_on", OLD."followed_up_on", OLD."id", OLD."is_example", OLD."is_statutory", OLD."name", OLD."owner_id", OLD."period_from", OLD."period_to", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."registry_number", OLD."replaces_id", OLD."source", OLD."status", OLD."version", OLD."visibility"); RETURN NULL;',
                    hash="368447b6eee171acde7caf9451b5de82b4176f25",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6c2f0",
                    table="measures_actionplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measureupdate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_measureupdateevent" ("at", "by_id", "by_link", "due_after", "due_before", "from_status", "id", "kind", "measure_id", "on", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "to_status") VALUES (NEW."at", NEW."by_id", NEW."by_link", NEW."due_after", NEW."due_before", NEW."from_status", NEW."id", NEW."kind", NEW."measure_id", NEW."on", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."text", NEW."to_status"); RETURN NULL;',
                    hash="0d9d09f8ac566946872b6b083004d895289799aa",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1c3fe",
                    table="measures_measureupdate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measureupdate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "measures_measureupdateevent" ("at", "by_id", "by_link", "due_after", "due_before", "from_status", "id", "kind", "measure_id", "on", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "to_status") VALUES (NEW."at", NEW."by_id", NEW."by_link", NEW."due_after", NEW."due_before", NEW."from_status", NEW."id", NEW."kind", NEW."measure_id", NEW."on", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."text", NEW."to_status"); RETURN NULL;',
                    hash="7d1bdc655c9ade3f060c2655b89efded4779c1c9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_074f4",
                    table="measures_measureupdate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measureupdate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_measureupdateevent" ("at", "by_id", "by_link", "due_after", "due_before", "from_status", "id", "kind", "measure_id", "on", "organisation_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "to_status") VALUES (OLD."at", OLD."by_id", OLD."by_link", OLD."due_after", OLD."due_before", OLD."from_status", OLD."id", OLD."kind", OLD."measure_id", OLD."on", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."text", OLD."to_status"); RETURN NULL;',
                    hash="ff72c40fbc076e0eb4535ae004e405ca1b38f760",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_14594",
                    table="measures_measureupdate",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="occurrence",
            constraint=models.UniqueConstraint(fields=("measure", "on"), name="occurrence_once_a_day"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occurrence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_occurrenceevent" ("held", "id", "measure_id", "on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."held", NEW."id", NEW."measure_id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="95100c48a308f36386d20787793256681de074fe",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b1c29",
                    table="measures_occurrence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occurrence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "measures_occurrenceevent" ("held", "id", "measure_id", "on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."held", NEW."id", NEW."measure_id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="8619eabb842661eb5d91edc21797d77ba8969bfc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_67df2",
                    table="measures_occurrence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occurrence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_occurrenceevent" ("held", "id", "measure_id", "on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."held", OLD."id", OLD."measure_id", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="c52df3cfc23662fd64423747453f05054c8cf6b9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4ab62",
                    table="measures_occurrence",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="problem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on__isnull", True), ("closed_on__gte", models.F("noticed_on")), _connector="OR"
                ),
                name="problem_ends_after_it_is_noticed",
                violation_error_message="Problemet kan inte avslutas innan det uppmärksammades.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="problem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_problemevent" ("affected", "area_id", "closed_on", "created_at", "id", "is_example", "noticed_on", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "prioritised", "source", "title", "visibility", "what", "when_text") VALUES (NEW."affected", NEW."area_id", NEW."closed_on", NEW."created_at", NEW."id", NEW."is_example", NEW."noticed_on", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."prioritised", NEW."source", NEW."title", NEW."visibility", NEW."what", NEW."when_text"); RETURN NULL;',
                    hash="23d98ae27948f115905f52a55cdcad787b264738",
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
                    func='INSERT INTO "measures_problemevent" ("affected", "area_id", "closed_on", "created_at", "id", "is_example", "noticed_on", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "prioritised", "source", "title", "visibility", "what", "when_text") VALUES (NEW."affected", NEW."area_id", NEW."closed_on", NEW."created_at", NEW."id", NEW."is_example", NEW."noticed_on", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place_id", NEW."prioritised", NEW."source", NEW."title", NEW."visibility", NEW."what", NEW."when_text"); RETURN NULL;',
                    hash="aabb618fa9af8d20548781cf81f484f64d43ce88",
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
                    func='INSERT INTO "measures_problemevent" ("affected", "area_id", "closed_on", "created_at", "id", "is_example", "noticed_on", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "prioritised", "source", "title", "visibility", "what", "when_text") VALUES (OLD."affected", OLD."area_id", OLD."closed_on", OLD."created_at", OLD."id", OLD."is_example", OLD."noticed_on", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."prioritised", OLD."source", OLD."title", OLD."visibility", OLD."what", OLD."when_text"); RETURN NULL;',
                    hash="4b54a86817dd20a0efc6b544216690a872ad4d24",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d5b9c",
                    table="measures_problem",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="measure",
            index=models.Index(fields=["area", "status", "due_on"], name="measure_area_status"),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("planned_start__isnull", True),
                    ("due_on__isnull", True),
                    ("due_on__gte", models.F("planned_start")),
                    _connector="OR",
                ),
                name="measure_is_due_after_its_start",
                violation_error_message="Sista dagen ligger före starten.",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status__in", ("paused", "rejected", "cancelled", "transferred")), _negated=True
                    ),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="measure_side_state_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "paused"), _negated=True),
                    ("resume_on__isnull", False),
                    _connector="OR",
                ),
                name="measure_pause_has_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("done", "evaluated")), _negated=True),
                    ("done_on__isnull", False),
                    _connector="OR",
                ),
                name="measure_done_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("planned", "ongoing")), _negated=True),
                    ("due_on__isnull", False),
                    _connector="OR",
                ),
                name="measure_under_way_is_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_quick", True), models.Q(("owner_role", ""), _negated=True), _connector="OR"
                ),
                name="measure_names_a_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("follows__isnull", True),
                    models.Q(("follows", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="measure_does_not_follow_itself",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="measure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_measureevent" ("area_id", "cadence", "cost_actual", "cost_estimate", "created_at", "decided_on", "done_on", "due_on", "follow_up_on", "follows_id", "horizon", "id", "is_disputed", "is_example", "is_quick", "main_type", "output", "owner_id", "owner_role", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "planned_start", "reason", "resume_on", "source", "started_on", "status", "status_since", "sub_type", "technique", "title", "visibility", "what") VALUES (NEW."area_id", NEW."cadence", NEW."cost_actual", NEW."cost_estimate", NEW."created_at", NEW."decided_on", NEW."done_on", NEW."due_on", NEW."follow_up_on", NEW."follows_id", NEW."horizon", NEW."id", NEW."is_disputed", NEW."is_example", NEW."is_quick", NEW."main_type", NEW."output", NEW."owner_id", NEW."owner_role", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."planned_start", NEW."reason", NEW."resume_on", NEW."source", NEW."started_on", NEW."status", NEW."status_since", NEW."sub_type", NEW."technique", NEW."title", NEW."visibility", NEW."what"); RETURN NULL;',
                    hash="81db8855c97d29f8a232246b5b57ead10836dbd2",
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
                    func='INSERT INTO "measures_measureevent" ("area_id", "cadence", "cost_actual", "cost_estimate", "created_at", "decided_on", "done_on", "due_on", "follow_up_on", "follows_id", "horizon", "id", "is_disputed", "is_example", "is_quick", "main_type", "output", "owner_id", "owner_role", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "planned_start", "reason", "resume_on", "source", "started_on", "status", "status_since", "sub_type", "technique", "title", "visibility", "what") VALUES (NEW."area_id", NEW."cadence", NEW."cost_actual", NEW."cost_estimate", NEW."created_at", NEW."decided_on", NEW."done_on", NEW."due_on", NEW."follow_up_on", NEW."follows_id", NEW."horizon", NEW."id", NEW."is_disputed", NEW."is_example", NEW."is_quick", NEW."main_type", NEW."output", NEW."owner_id", NEW."owner_role", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."place_id", NEW."planned_start", NEW."reason", NEW."resume_on", NEW."source", NEW."started_on", NEW."status", NEW."status_since", NEW."sub_type", NEW."technique", NEW."title", NEW."visibility", NEW."what"); RETURN NULL;',
                    hash="1a431be0f251ec782b9c6eb169a97aa45d1dd5c9",
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
                    func='INSERT INTO "measures_measureevent" ("area_id", "cadence", "cost_actual", "cost_estimate", "created_at", "decided_on", "done_on", "due_on", "follow_up_on", "follows_id", "horizon", "id", "is_disputed", "is_example", "is_quick", "main_type", "output", "owner_id", "owner_role", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "planned_start", "reason", "resume_on", "source", "started_on", "status", "status_since", "sub_type", "technique", "title", "visibility", "what") VALUES (OLD."area_id", OLD."cadence", OLD."cost_actual", OLD."cost_estimate", OLD."created_at", OLD."decided_on", OLD."done_on", OLD."due_on", OLD."follow_up_on", OLD."follows_id", OLD."horizon", OLD."id", OLD."is_disputed", OLD."is_example", OLD."is_quick", OLD."main_type", OLD."output", OLD."owner_id", OLD."owner_role", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."planned_start", OLD."reason", OLD."resume_on", OLD."source", OLD."started_on", OLD."status", OLD."status_since", OLD."sub_type", OLD."technique", OLD."title", OLD."visibility", OLD."what"); RETURN NULL;',
                    hash="7aa193f1219e35e03ad700b0488f57c5037a4912",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7343e",
                    table="measures_measure",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("baseline__isnull", True), ("baseline_on__isnull", True)),
                    models.Q(("baseline__isnull", False), ("baseline_on__isnull", False)),
                    _connector="OR",
                ),
                name="indicator_baseline_has_a_day",
                violation_error_message="Ange både utgångsvärdet och dagen det gällde.",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("baseline_on__isnull", True), ("target_on__gt", models.F("baseline_on")), _connector="OR"
                ),
                name="indicator_target_comes_after_baseline",
                violation_error_message="Målets dag måste ligga efter utgångsvärdets.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="indicator",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_indicatorevent" ("baseline", "baseline_on", "goal", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id", "source", "target", "target_on", "unit") VALUES (NEW."baseline", NEW."baseline_on", NEW."goal", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."problem_id", NEW."source", NEW."target", NEW."target_on", NEW."unit"); RETURN NULL;',
                    hash="e989acb4b4b3a8afaacd57e580e761e5a0bfc030",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cac7b",
                    table="measures_indicator",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="indicator",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "measures_indicatorevent" ("baseline", "baseline_on", "goal", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id", "source", "target", "target_on", "unit") VALUES (NEW."baseline", NEW."baseline_on", NEW."goal", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."problem_id", NEW."source", NEW."target", NEW."target_on", NEW."unit"); RETURN NULL;',
                    hash="69bf8b5aca62e0bb72f42b0c7cac333c316ba5e7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_151c8",
                    table="measures_indicator",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="indicator",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_indicatorevent" ("baseline", "baseline_on", "goal", "id", "name", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id", "source", "target", "target_on", "unit") VALUES (OLD."baseline", OLD."baseline_on", OLD."goal", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."problem_id", OLD."source", OLD."target", OLD."target_on", OLD."unit"); RETURN NULL;',
                    hash="f86397cdab45673edcaae3bda062761a59209083",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_92dbe",
                    table="measures_indicator",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_evidenceevent" ("as_of", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id", "source", "text") VALUES (NEW."as_of", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."problem_id", NEW."source", NEW."text"); RETURN NULL;',
                    hash="3df37aafec7bbe4a5f6003cc3f307057c82f1b60",
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
                    func='INSERT INTO "measures_evidenceevent" ("as_of", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id", "source", "text") VALUES (NEW."as_of", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."problem_id", NEW."source", NEW."text"); RETURN NULL;',
                    hash="13917c054fc9e016c8e6500b88179b012d7ae5e8",
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
                    func='INSERT INTO "measures_evidenceevent" ("as_of", "id", "kind", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id", "source", "text") VALUES (OLD."as_of", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."problem_id", OLD."source", OLD."text"); RETURN NULL;',
                    hash="e8487dbd28221667c665a40f918b3f8b74cc1c08",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_77689",
                    table="measures_evidence",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="causefactor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("strength", "weak"), models.Q(("evidence", ""), _negated=True), _connector="OR"
                ),
                name="cause_with_strength_has_evidence",
                violation_error_message="Skriv vad som talar för orsaken, eller välj svagt underlag.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="causefactor",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_causefactorevent" ("evidence", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id", "side", "step", "strength", "text") VALUES (NEW."evidence", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."problem_id", NEW."side", NEW."step", NEW."strength", NEW."text"); RETURN NULL;',
                    hash="fe8e98a5a880edb7650bd6eb3e116cea24b3a2b1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_604dd",
                    table="measures_causefactor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="causefactor",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "measures_causefactorevent" ("evidence", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id", "side", "step", "strength", "text") VALUES (NEW."evidence", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."problem_id", NEW."side", NEW."step", NEW."strength", NEW."text"); RETURN NULL;',
                    hash="0415ceda41b18cdb71a9ba5d2046d9de0648d468",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_59631",
                    table="measures_causefactor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="causefactor",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_causefactorevent" ("evidence", "id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id", "side", "step", "strength", "text") VALUES (OLD."evidence", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."problem_id", OLD."side", OLD."step", OLD."strength", OLD."text"); RETURN NULL;',
                    hash="631a9c7cf68aefae8857e7df89400528d36bdcf5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bd803",
                    table="measures_causefactor",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(
                fields=("indicator", "on"),
                name="reading_once_a_day",
                violation_error_message="Det finns redan ett värde den dagen.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reading",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_readingevent" ("id", "indicator_id", "on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "value") VALUES (NEW."id", NEW."indicator_id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'insert\', NEW."id", NEW."source", NEW."value"); RETURN NULL;',
                    hash="5e10bb83f5872106ee70383040d7151e2972885b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e2966",
                    table="measures_reading",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reading",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "measures_readingevent" ("id", "indicator_id", "on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "value") VALUES (NEW."id", NEW."indicator_id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', NEW."id", NEW."source", NEW."value"); RETURN NULL;',
                    hash="bb63f74182bef61cef8aee08bf5e8aeb9b7b38fb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cdce8",
                    table="measures_reading",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reading",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=stakeholders.trail_sql.TrailTriggerSql(
                    func='INSERT INTO "measures_readingevent" ("id", "indicator_id", "on", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "value") VALUES (OLD."id", OLD."indicator_id", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."source", OLD."value"); RETURN NULL;',
                    hash="68e1e7150766f3bc007c7628885cbd1435958f77",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_222e9",
                    table="measures_reading",
                    when="AFTER",
                ),
            ),
        ),
        begin_trail("measures_actionplan"),
        append_only("measures_actionplanevent"),
        begin_trail("measures_activity"),
        append_only("measures_activityevent"),
        begin_trail("measures_causefactor"),
        append_only("measures_causefactorevent"),
        begin_trail("measures_evaluation"),
        append_only("measures_evaluationevent"),
        begin_trail("measures_evidence"),
        append_only("measures_evidenceevent"),
        begin_trail("measures_funding"),
        append_only("measures_fundingevent"),
        begin_trail("measures_indicator"),
        append_only("measures_indicatorevent"),
        begin_trail("measures_lawitem"),
        append_only("measures_lawitemevent"),
        begin_trail("measures_measure"),
        append_only("measures_measureevent"),
        begin_trail("measures_measureupdate"),
        append_only("measures_measureupdateevent"),
        begin_trail("measures_occurrence"),
        append_only("measures_occurrenceevent"),
        begin_trail("measures_problem"),
        append_only("measures_problemevent"),
        begin_trail("measures_reading"),
        append_only("measures_readingevent"),
    ]

"""Notices of the police's public feed, and the kind of those that are no incident of ours."""

import django.db.models.deletion
from django.db import migrations, models


def add_kind(apps, schema_editor):
    apps.get_model("incidents", "IncidentCategory").objects.get_or_create(
        code="police_notice",
        defaults={"name": "Polisens notis, annat", "group": "context", "severity": 0, "position": 99},
    )


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0006_earlier_exclusions"),
        ("places", "0006_places_trail"),
    ]

    operations = [
        migrations.CreateModel(
            name="PoliceNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(unique=True, verbose_name="polisens nummer")),
                ("kind", models.CharField(max_length=120, verbose_name="polisens typ")),
                ("published_at", models.DateTimeField(verbose_name="publicerad")),
                ("occurred_from", models.DateTimeField(verbose_name="tidigast")),
                ("occurred_to", models.DateTimeField(verbose_name="senast")),
                ("located", models.CharField(max_length=120, verbose_name="polisens plats")),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("point", "punkt på kartan"),
                            ("place", "känd plats"),
                            ("area", "bara område"),
                            ("rough", "ungefärlig plats"),
                        ],
                        max_length=10,
                    ),
                ),
                ("address", models.CharField(max_length=300, verbose_name="adress")),
                ("digest", models.CharField(max_length=64)),
                ("read_at", models.DateTimeField(verbose_name="läst")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="police_notices",
                        to="places.area",
                    ),
                ),
                (
                    "incident",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="police_notice",
                        to="incidents.incident",
                    ),
                ),
            ],
            options={
                "verbose_name": "polisnotis",
                "verbose_name_plural": "polisnotiser",
                "ordering": ("-published_at", "-number"),
            },
        ),
        migrations.RunPython(add_kind, migrations.RunPython.noop),
    ]

"""What was made of an edition while it is written, and what it was made of, instead of the numbering alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0006_writing_together"),
    ]

    operations = [
        # The column stays in the table, empty of use: what still runs while this is carried out asks for it.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="edition", name="composed")]
        ),
        migrations.CreateModel(
            name="EditionMade",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=20)),
                ("stamp", models.CharField(max_length=80)),
                ("questions", models.JSONField(default=list)),
                ("content", models.BinaryField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="made", to="reports.edition"
                    ),
                ),
            ],
            options={
                "verbose_name": "arbetskopia av en utgåva",
                "verbose_name_plural": "arbetskopior av utgåvor",
                "ordering": ("edition", "what"),
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "what"), name="edition_made_once")
                ],
            },
        ),
    ]

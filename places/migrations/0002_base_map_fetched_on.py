"""Give the base map an as-of date; rows loaded before came from the demo's files."""

from datetime import date

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("places", "0001_areas_and_relations")]
    operations = [
        migrations.AddField(
            "basemapfeature",
            "fetched_on",
            models.DateField(default=date(2026, 11, 1), verbose_name="hämtad"),
            preserve_default=False,
        ),
        migrations.AlterField(
            "basemapfeature", "source", models.CharField(max_length=300, verbose_name="källa")
        ),
    ]

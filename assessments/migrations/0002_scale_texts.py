"""The two wordings of the scale: as printed in 2023, and corrected (DOMAIN.md 4.1–4.2)."""

from datetime import date

from django.db import migrations

SHARED = {
    1: "Inga eller enstaka lindriga händelser",
    2: "Flera lindriga eller enstaka oroande händelser",
    3: "Flera oroande eller enstaka allvarliga händelser",
    4: "Flera allvarliga händelser",
}
SCALES = (
    (
        "Originalet 2023",
        date(2023, 1, 1),
        "Ordalydelsen för nivå 5 så som den trycktes 2023.",
        False,
        {**SHARED, 5: "Enstaka och flera oroande händelser (t ex skjutningar och sprängningar)"},
    ),
    (
        "Rättad lydelse",
        date(2024, 1, 1),
        "Rättad lydelse för nivå 5, se originalet 2023: där stod ”oroande” i stället för ”kritiska”.",
        True,
        {
            **SHARED,
            5: "Enstaka eller flera kritiska händelser (t.ex. skjutningar, sprängningar och brandattentat)",
        },
    ),
)


def fill(apps, schema_editor):
    scale_version = apps.get_model("assessments", "ScaleVersion")
    scale_step = apps.get_model("assessments", "ScaleStep")
    for name, valid_from, note, is_current, texts in SCALES:
        scale = scale_version.objects.create(
            name=name, valid_from=valid_from, note=note, is_current=is_current
        )
        scale_step.objects.bulk_create(
            scale_step(scale=scale, level=level, text=text) for level, text in texts.items()
        )


def empty(apps, schema_editor):
    apps.get_model("assessments", "ScaleVersion").objects.filter(name__in=[row[0] for row in SCALES]).delete()


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_assessments_and_scale")]
    operations = [migrations.RunPython(fill, empty)]

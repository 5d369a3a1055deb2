"""Links by which people are invited to a walk."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stakeholders", "0008_measure_links"),
    ]

    operations = [
        migrations.AlterField(
            model_name="capabilitylink",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("invitation", "Inbjudan"),
                    ("walk_answers", "Svar efter en vandring"),
                    ("walk_invitation", "Inbjudan till en vandring"),
                    ("walk_upload", "Insamling på en vandring"),
                    ("measure_update", "Svar om en åtgärd"),
                ],
                max_length=30,
                verbose_name="ändamål",
            ),
        ),
        migrations.AlterField(
            model_name="capabilitylinkevent",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("invitation", "Inbjudan"),
                    ("walk_answers", "Svar efter en vandring"),
                    ("walk_invitation", "Inbjudan till en vandring"),
                    ("walk_upload", "Insamling på en vandring"),
                    ("measure_update", "Svar om en åtgärd"),
                ],
                max_length=30,
                null=True,
                verbose_name="ändamål",
            ),
        ),
    ]

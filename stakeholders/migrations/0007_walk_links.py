"""Links that walks are taken in with and answered by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stakeholders", "0006_retention_decisions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="capabilitylink",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("invitation", "Inbjudan"),
                    ("walk_answers", "Svar efter en vandring"),
                    ("walk_upload", "Insamling på en vandring"),
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
                    ("walk_upload", "Insamling på en vandring"),
                ],
                max_length=30,
                null=True,
                verbose_name="ändamål",
            ),
        ),
    ]

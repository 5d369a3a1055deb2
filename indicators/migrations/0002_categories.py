"""The CompStat rows of DOMAIN.md T4, in their printed order."""

from django.db import migrations

CATEGORIES = (
    ("car_theft", "Bilstöld", "household"),
    ("bicycle_theft", "Cykelstöld", "household"),
    ("residential_burglary", "Inbrott i bostad", "household"),
    ("theft_from_vehicle", "Stöld ur fordon", "household"),
    ("fraud_selected", "Bedrägeri (urval)", "person"),
    ("pickpocketing", "Fickstöld", "person"),
    ("breach_of_integrity", "Fridskränkning", "person"),
    ("threat", "Hot", "person"),
    ("assault_outdoors_0_14", "Misshandel utomhus (0-14 år)", "person"),
    ("assault_outdoors_15_plus", "Misshandel utomhus (15- år)", "person"),
    ("homicide", "Mord/dråp", "person"),
    ("attempted_homicide", "Mord/dråp, försök", "person"),
    ("robbery", "Rån", "person"),
    ("sexual_molestation", "Sexuellt ofredande", "person"),
    ("rape_outdoors", "Våldtäkt, utomhus", "person"),
)


def fill(apps, schema_editor):
    category = apps.get_model("indicators", "CompstatCategory")
    category.objects.bulk_create(
        category(code=code, name=name, group=group, position=position)
        for position, (code, name, group) in enumerate(CATEGORIES, start=1)
    )


def empty(apps, schema_editor):
    codes = [row[0] for row in CATEGORIES]
    apps.get_model("indicators", "CompstatCategory").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_compstat")]
    operations = [migrations.RunPython(fill, empty)]

"""The matters (sakområden) people ask about, and who answers first for each: code, name, steps.

A step is the role, and where it matters the type of organisation.  Roles come from DOMAIN.md T7 (usual
owner) and 3.2; a municipality changes the rows to its own order.
"""

from django.db import migrations

POLICE = "local_police"
DISTRICT = "district_administration"

MATTERS = (
    ("ongoing_crime", "Pågående brott eller fara", (("acts", POLICE),)),
    ("drugs", "Öppen narkotikahandel", (("acts", POLICE), ("acts", ""), ("manages", ""))),
    ("disorder", "Ordningsstörning", (("acts", ""), ("manages", ""))),
    ("lighting", "Trasig eller svag belysning", (("manages", ""), ("owns", ""))),
    ("cleaning", "Nedskräpning och städning", (("manages", ""), ("owns", ""))),
    ("graffiti", "Klotter och skadegörelse", (("manages", ""), ("owns", ""))),
    ("greenery", "Buskar, träd och sikt", (("manages", ""), ("owns", ""))),
    ("street", "Gata, torg och trafik", (("decides", ""), ("manages", ""), ("owns", ""))),
    ("settlement", "Olovlig bosättning", (("owns", ""), ("acts", POLICE))),
    ("building", "Fastighet, trapphus och garage", (("manages", ""), ("owns", ""))),
    ("transit", "Station och kollektivtrafik", (("manages", ""), ("acts", ""))),
    ("youth", "Oro för unga", (("acts", DISTRICT), ("acts", ""))),
    ("school", "Skola och skolgård", (("manages", ""), ("owns", ""))),
    ("permits", "Tillstånd, alkohol och torghandel", (("decides", ""),)),
    ("cameras", "Kameror och ordningsvakter", (("decides", ""), ("owns", ""))),
)


def fill(apps, schema_editor):
    matter_model = apps.get_model("places", "Matter")
    rule_model = apps.get_model("places", "RoutingRule")
    for position, (code, name, steps) in enumerate(MATTERS, start=1):
        matter = matter_model.objects.create(code=code, name=name, position=position)
        rule_model.objects.bulk_create(
            rule_model(matter=matter, step=step, kind=kind, org_type=org_type)
            for step, (kind, org_type) in enumerate(steps, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("places", "0003_places_designations_mandates")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

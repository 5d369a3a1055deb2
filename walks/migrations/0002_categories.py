"""What an observation can be about (DOMAIN.md T7), and the matter whose rules tell who answers for it."""

from django.db import migrations

CATEGORIES = (
    ("lighting", "Belysning (saknas, trasig, bländar, ojämn)", "lighting"),
    ("vegetation", "Växtlighet som skymmer", "greenery"),
    ("sightlines", "Sikt och överblick", "greenery"),
    ("hiding_spots", "Gömställen och nischer", "building"),
    ("tunnel_underpass", "Gångtunnel, viadukt, trappa", "street"),
    ("path_network", "Gång- och cykelvägar", "street"),
    ("orientation", "Skyltning, hitta rätt", "street"),
    ("entrances", "Entréer och portar", "building"),
    ("parking_garage", "Parkering och garage", "building"),
    ("station_stop", "Station och hållplats", "transit"),
    ("square_seating", "Torg och sittplatser", "street"),
    ("park_playground", "Park, lekplats, bollplan", "greenery"),
    ("school_preschool", "Skolgård, förskolegård", "school"),
    ("vacant_premises", "Tomma lokaler, stängda fasader", "building"),
    ("graffiti_damage", "Klotter och skadegörelse", "graffiti"),
    ("litter_waste", "Nedskräpning och sopor", "cleaning"),
    ("maintenance", "Eftersatt underhåll", "building"),
    ("traffic", "Trafik och hastighet", "street"),
    ("winter_maintenance", "Snö och halka", "street"),
    ("accessibility", "Tillgänglighet", "street"),
    ("people_groups", "Samlingar, droghandel på platsen", "disorder"),
    ("presence", "Brist på vuxna och personal", "disorder"),
    ("activity_flow", "Ödsligt, lite aktivitet", None),
    ("camera", "Kamera, önskemål och synpunkter", "cameras"),
    ("sound_smell", "Ljud, lukt, stämning", "cleaning"),
    ("positive_quality", "Kvalitet, fungerar bra", None),
    ("other", "Övrigt", None),
)


def fill(apps, schema_editor):
    matters = {row.code: row for row in apps.get_model("places", "Matter").objects.all()}
    apps.get_model("walks", "ObservationCategory").objects.bulk_create(
        apps.get_model("walks", "ObservationCategory")(
            code=code, name=name, matter=matters.get(matter), position=position
        )
        for position, (code, name, matter) in enumerate(CATEGORIES, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("walks", "0001_walks")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

"""The kinds of incident of DOMAIN.md T3: code, name, group, usual severity, sensitive."""

from django.db import migrations

CATEGORIES = (
    ("explosion", "Sprängning/detonation", "deadly_violence_explosives", 4, False),
    ("shooting", "Skjutning", "deadly_violence_explosives", 4, False),
    ("homicide", "Dödligt våld", "deadly_violence_explosives", 4, True),
    ("attempted_homicide", "Försök till mord/dråp", "deadly_violence_explosives", 4, True),
    ("arson_building", "Mordbrand/brandattentat", "arson", 4, False),
    ("riot", "Upplopp, stenkastning mot blåljus", "public_order", 4, False),
    ("weapon_find", "Vapenfynd, farligt föremål", "weapons", 3, False),
    ("aggravated_assault", "Grov misshandel, knivvåld", "violence", 3, True),
    ("assault_outdoors", "Misshandel utomhus", "violence", 3, True),
    ("robbery_person", "Personrån (inkl. ungdomsrån)", "robbery", 3, True),
    ("robbery_shop", "Butiksrån", "robbery", 3, False),
    ("rape_outdoors", "Våldtäkt utomhus", "sexual", 3, True),
    ("sexual_molestation", "Sexuellt ofredande", "sexual", 2, True),
    ("threat", "Hot, trakasserier", "threat", 2, True),
    ("staff_threat_violence", "Hot/våld mot personal (incident mot anställd)", "staff", 3, True),
    ("undue_influence", "Otillåten påverkan", "staff", 3, True),
    ("hate_incident", "Hatincident", "threat", 3, True),
    ("extremism_sign", "Extremistisk propaganda, symboler", "extremism", 2, False),
    ("vehicle_arson", "Bilbrand", "arson", 3, False),
    ("fire_outdoor", "Anlagd brand, container, skräp", "arson", 2, False),
    ("fireworks_misuse", "Pyroteknik riktad mot person/fordon", "public_order", 2, False),
    ("drug_dealing", "Misstänkt narkotikaförsäljning", "drugs", 2, False),
    ("drug_use_open", "Öppet narkotikabruk", "drugs", 2, False),
    ("drug_litter", "Kanyler, gömmor, förpackningar", "drugs", 1, False),
    ("alcohol_disorder", "Berusning, störande alkoholförtäring", "alcohol", 1, False),
    ("group_unsafety", "Otrygghetsskapande samling", "public_order", 2, False),
    ("youth_disturbance", "Ungdomshäng och stök", "public_order", 1, False),
    ("recruitment_sign", "Tecken på rekrytering av unga", "youth", 3, True),
    ("fight", "Bråk/slagsmål utan känd skada", "public_order", 2, False),
    ("noise", "Högt ljud, störning", "public_order", 1, False),
    ("trespass_stairwell", "Obehöriga i trapphus/källare/garage", "property", 2, False),
    ("unauthorised_settlement", "Olovlig bosättning", "settlement", 1, False),
    ("burglary_home", "Inbrott i bostad", "theft", 2, True),
    ("burglary_premises", "Inbrott i lokal, förråd, skola", "theft", 2, False),
    ("theft_vehicle", "Bilstöld", "theft", 1, False),
    ("theft_from_vehicle", "Stöld ur/från fordon", "theft", 1, False),
    ("theft_bicycle", "Cykelstöld", "theft", 1, False),
    ("pickpocket", "Fickstöld, väskryckning", "theft", 1, False),
    ("shop_theft", "Butiksstöld", "theft", 1, False),
    ("fraud_elderly", "Bedrägeri mot äldre", "fraud", 2, True),
    ("fraud_other", "Övrigt bedrägeri", "fraud", 1, False),
    ("vandalism", "Skadegörelse", "vandalism", 1, False),
    ("window_breaking", "Glaskross", "vandalism", 1, False),
    ("graffiti", "Klotter", "vandalism", 1, False),
    ("littering", "Nedskräpning", "environment", 1, False),
    ("illegal_dumping", "Sopdumpning", "environment", 1, False),
    ("abandoned_vehicle", "Övergivet fordon/cykel", "environment", 1, False),
    ("lighting_fault", "Trasig/släckt belysning", "environment", 1, False),
    ("moped_traffic", "Buskörning (moped, A-traktor, elsparkcykel)", "traffic", 1, False),
    ("car_on_path", "Olovlig trafik på GC-väg", "traffic", 1, False),
    ("reckless_driving", "Farlig körning", "traffic", 2, False),
    ("transit_disorder", "Ordningsstörning i kollektivtrafik/station", "transit", 1, False),
    ("transit_violence", "Hot/våld i kollektivtrafik", "transit", 3, True),
    ("fare_barrier_damage", "Skada på spärr, vagn, hiss", "transit", 1, False),
    ("school_incident", "Allvarlig händelse vid skola", "school", 2, True),
    ("unsafe_place_report", "Otrygg plats (upplevelse)", "perception", 1, False),
    ("rumour_unrest", "Ryktesspridning, social oro", "perception", 2, False),
    ("event_planned", "Arrangemang (planerat)", "context", 0, False),
    ("event_disorder", "Störning vid arrangemang", "public_order", 2, False),
    ("police_operation", "Större polisinsats", "context", 0, False),
    ("positive", "Positiv iakttagelse", "context", 0, False),
    ("other_disorder", "Övrig ordningsstörning", "other", 1, False),
    ("other_crime", "Övrigt brott", "other", 2, False),
)


def fill(apps, schema_editor):
    category = apps.get_model("incidents", "IncidentCategory")
    category.objects.bulk_create(
        category(code=code, name=name, group=group, severity=severity, sensitive=sensitive, position=position)
        for position, (code, name, group, severity, sensitive) in enumerate(CATEGORIES, start=1)
    )


def empty(apps, schema_editor):
    codes = [row[0] for row in CATEGORIES]
    apps.get_model("incidents", "IncidentCategory").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_incidents")]
    operations = [migrations.RunPython(fill, empty)]

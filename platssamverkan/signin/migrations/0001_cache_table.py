"""The table that counts failed sign-ins when Redis is away; Django's DatabaseCache reads and writes it."""

from django.db import migrations

MAKE = """
CREATE TABLE signin_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX signin_cache_expires ON signin_cache (expires);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(MAKE, "DROP TABLE signin_cache")]

"""Give what was left out of the counts before there was a triage its reason, so that it is not taken for new.

What counted goes on counting: it is included.  In batches, each in its own transaction, for a database in use.
"""

from django.db import migrations

BATCH = 5000


def give_reasons(apps, schema_editor):
    incidents = apps.get_model("incidents", "Incident").objects
    left_out = incidents.filter(
        included_in_assessment=False, exclusion="", duplicate_of=None, reviewed_at=None
    )
    while keys := list(left_out.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        incidents.filter(pk__in=keys).update(exclusion="earlier")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("incidents", "0005_report_and_triage")]
    operations = [migrations.RunPython(give_reasons, migrations.RunPython.noop)]

"""The roof: settings, addresses, workers.  Nobody below imports it, except its foundation, `core`."""

# A view that rings the bell (`task.delay_on_commit`) needs the app, so Django loads it at start.
from platssamverkan.celery import app as celery_app

__all__ = ["celery_app"]

"""The worker's way in: `celery -A platssamverkan worker`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "platssamverkan.settings")
app = Celery("platssamverkan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

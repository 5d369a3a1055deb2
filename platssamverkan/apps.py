from django.apps import AppConfig


class PlatssamverkanConfig(AppConfig):
    """The roof, so that commands that reach across the rooms have a home."""

    name = "platssamverkan"
    label = "platssamverkan"

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "platssamverkan.core"
    label = "core"

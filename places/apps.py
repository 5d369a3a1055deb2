from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "places"

    def ready(self) -> None:
        """Say what of this room has to be settled when somebody leaves."""
        from places.handover import MANDATES, SEATS
        from places.services import TIES
        from stakeholders.leaving import register

        for room in (TIES, MANDATES, SEATS):
            register(room)

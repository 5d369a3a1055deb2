from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    name = "stakeholders"

    def ready(self) -> None:
        """Say what of this room has to be settled when somebody leaves."""
        from stakeholders import leaving

        leaving.register(leaving.MEMBERSHIPS)
        leaving.register(leaving.LINKS)

"""The two who judge the week together."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Party(models.TextChoices):
    """The municipality's side and the police."""

    MUNICIPALITY = "municipality", _("stadsdelsförvaltningen")
    POLICE = "police", _("polisen")

    @property
    def other(self) -> "Party":
        return Party.POLICE if self is Party.MUNICIPALITY else Party.MUNICIPALITY

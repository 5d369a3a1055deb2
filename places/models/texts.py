"""What every row with guarded free text carries."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Guarded(models.Model):
    """A row whose texts the personal-data guard has read; why something it warned about was kept stands with them."""

    guard_reason = models.TextField(_("skäl att behålla uppgiften"), blank=True, default="", db_default="")

    class Meta:
        abstract = True

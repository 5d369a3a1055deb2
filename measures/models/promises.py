"""An organisation's choice to let all parties see how it keeps what it promised after walks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from stakeholders.models import Organisation
from stakeholders.trail_models import tracked


@tracked()
class PublishedRate(models.Model):
    """Exists while the organisation shows its own rate to all parties; taking it back deletes the row."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="published_rate")
    since = models.DateField(_("sedan"))

    class Meta:
        verbose_name = _("visad andel hållna löften")
        verbose_name_plural = _("visade andelar hållna löften")

    def __str__(self) -> str:
        return f"{self.organisation} {self.since}"

"""Which areas are like one another, and where counts per inhabitant say nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from places.models import Area
from stakeholders.trail_models import tracked


@tracked()
class ComparisonBasis(models.Model):
    """What an area is compared with.  An area without one is compared with none."""

    area = models.OneToOneField(Area, models.CASCADE, related_name="comparison_basis")
    # Areas of the same group are held against one another: "Småhus", "Flerbostadshus".
    group = models.CharField(_("jämförelsegrupp"), max_length=60, blank=True)
    # A centre's crimes belong to its visitors; divided by its inhabitants they mislead (DOMAIN.md 6.1).
    has_visitors = models.BooleanField(_("många besökare på dagen"), default=False)

    class Meta:
        verbose_name = _("jämförelsegrund")
        verbose_name_plural = _("jämförelsegrunder")

    def __str__(self) -> str:
        return f"{self.area}: {self.group}"

"""What lag (2023:196) asks a municipality for and what exists of it, where no other table holds it."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from places.models import Area
from stakeholders.models import Organisation
from stakeholders.trail_models import tracked


class LawKind(models.TextChoices):
    """Duties that are met by a decision or a body; plans and agreements have tables of their own."""

    SITUATION = "situation_report", _("Lägesbild")
    COUNCIL = "council", _("Råd för strategiska frågor")
    COORDINATION = "coordination", _("Samordningsfunktion")


@tracked()
class LawItem(models.Model):
    """That a duty was met: which body decided what and when, and where the document is."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="law_items", verbose_name=_("område"))
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="law_items")
    kind = models.CharField(_("krav"), max_length=20, choices=LawKind.choices)
    name = models.CharField(_("vad som finns"), max_length=200)
    decided_on = models.DateField(_("beslutad eller senast uppdaterad"))
    decided_by = models.CharField(_("beslutad av"), max_length=160)
    registry_number = models.CharField(_("diarienummer"), max_length=60, blank=True)
    source = models.CharField(_("källa"), max_length=300, blank=True)
    is_example = models.BooleanField(_("påhittad demodata"), default=False)

    class Meta:
        ordering = ("-decided_on", "-pk")
        verbose_name = _("uppfyllt krav")
        verbose_name_plural = _("uppfyllda krav")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("measures:law_item", args=[self.pk])

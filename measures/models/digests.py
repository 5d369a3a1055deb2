"""That the week's letters have gone out: so that nobody gets the same twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from places.models import Area
from stakeholders.models import Organisation


class Digest(models.Model):
    """A week's letters to an organisation about its measures, or about an area's late ones to its steering group.

    Exactly one of `organisation` and `area` is set.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="digests"
    )
    area = models.ForeignKey(Area, models.CASCADE, null=True, blank=True, related_name="escalations")
    monday = models.DateField(_("veckans måndag"))
    sent_at = models.DateTimeField(_("skickat"), auto_now_add=True)
    letters = models.PositiveSmallIntegerField(_("antal brev"), default=0)

    class Meta:
        ordering = ("-monday", "pk")
        verbose_name = _("veckobrev")
        verbose_name_plural = _("veckobrev")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "area", "monday"], name="digest_once_a_week", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False, area__isnull=True)
                | models.Q(organisation__isnull=True, area__isnull=False),
                name="digest_is_for_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or self.area} {self.monday}"

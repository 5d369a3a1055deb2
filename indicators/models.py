"""Stored figures from outside.  Sums are always computed, never stored."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from places.models import Area


class CompstatGroup(models.TextChoices):
    HOUSEHOLD = "household", _("Hushåll")
    PERSON = "person", _("Person")


class CompstatCategory(models.Model):
    """A row of the CompStat table (DOMAIN.md T4)."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("namn"), max_length=80, unique=True)
    group = models.CharField(_("block"), max_length=20, choices=CompstatGroup.choices)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position",)
        verbose_name = _("brottskategori")
        verbose_name_plural = _("brottskategorier")

    def __str__(self) -> str:
        return self.name


class CompstatFigure(models.Model):
    """Reported crimes of one category in one area and one period, as extracted on a day."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="compstat")
    category = models.ForeignKey(CompstatCategory, models.PROTECT, related_name="figures")
    period_start = models.DateField(_("från och med"))
    period_end = models.DateField(_("till och med"))
    count = models.PositiveIntegerField(_("antal"))
    source = models.CharField(_("källa"), max_length=200)
    extracted_on = models.DateField(_("uttagen"))

    class Meta:
        ordering = ("period_start", "category__position")
        verbose_name = _("CompStat-uppgift")
        verbose_name_plural = _("CompStat-uppgifter")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "category", "period_start", "period_end"], name="compstat_figure_once"
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="compstat_period_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}, {self.area}, {self.period_start:%Y}: {self.count}"

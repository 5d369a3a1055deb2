"""A district's own measurements: what nobody else publishes, with unit, period and source."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from places.models import Area
from platssamverkan.core.swedish import NBSP, date_range, decimal
from stakeholders.trail_models import tracked


@tracked()
class OwnSeries(models.Model):
    """Something an area counts or measures itself, year by year or group by group."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="own_series")
    name = models.CharField(_("namn"), max_length=120)
    unit = models.CharField(_("enhet"), max_length=40)
    decimals = models.PositiveSmallIntegerField(_("decimaler"), default=0)
    source = models.CharField(_("källa"), max_length=200)

    class Meta:
        ordering = ("name",)
        verbose_name = _("egen mätserie")
        verbose_name_plural = _("egna mätserier")
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="own_series_once"),
            models.CheckConstraint(condition=Q(decimals__lte=2), name="own_series_decimals_are_stored"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.area}"

    @property
    def unit_name(self) -> str:
        """'procent' for the sign, else the unit as it was written."""
        return gettext("procent") if self.unit == "%" else self.unit


@tracked()
class OwnValue(models.Model):
    """One value of such a series: for a period, or for a group within it."""

    series = models.ForeignKey(OwnSeries, models.CASCADE, related_name="values")
    label = models.CharField(_("period eller grupp"), max_length=60)
    period_start = models.DateField(_("från och med"))
    period_end = models.DateField(_("till och med"))
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)
    value = models.DecimalField(_("värde"), max_digits=14, decimal_places=2)

    class Meta:
        ordering = ("position", "period_start", "label")
        verbose_name = _("mätvärde")
        verbose_name_plural = _("mätvärden")
        constraints = [
            models.UniqueConstraint(fields=["series", "label"], name="own_value_once"),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="own_value_period_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"

    @property
    def written(self) -> str:
        """'12 500', '9,4', '50 %'."""
        number = decimal(float(self.value), self.series.decimals)
        return f"{number}{NBSP}%" if self.series.unit == "%" else number

    @property
    def written_period(self) -> str:
        """'1 januari–19 november 2023'; '2023' for a whole year."""
        first, last = self.period_start, self.period_end
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return str(first.year)
        return date_range(first, last)

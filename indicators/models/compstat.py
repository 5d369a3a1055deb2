"""CompStat's counts.  Sums and changes are always computed; what an original printed is kept too."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from places.models import Area
from stakeholders.trail_models import tracked


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


@tracked()
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


@tracked()
class PrintedChange(models.Model):
    """What the original's table printed as change and percent, held against the computed ones on import.

    Without a category it stands on the group's sum.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="printed_changes")
    group = models.CharField(_("block"), max_length=20, choices=CompstatGroup.choices)
    category = models.ForeignKey(
        CompstatCategory, models.PROTECT, null=True, blank=True, related_name="printed_changes"
    )
    period_start = models.DateField(_("från och med"))
    period_end = models.DateField(_("till och med"))
    change = models.IntegerField(_("utveckling, antal"), null=True, blank=True)
    percent = models.DecimalField(
        _("utveckling, procent"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    source = models.CharField(_("källa"), max_length=200)
    extracted_on = models.DateField(_("uttagen"))

    class Meta:
        ordering = ("period_start", "group", "category__position")
        verbose_name = _("tryckt utveckling")
        verbose_name_plural = _("tryckta utvecklingar")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "group", "category", "period_start", "period_end"],
                name="printed_change_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(change__isnull=False) | Q(percent__isnull=False),
                name="printed_change_says_something",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="printed_change_period_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.category or self.get_group_display()}, {self.area}, {self.period_end:%Y}: {self.change}"
        )

"""What other parties than the authorities are told of sensitive kinds: one table, frozen (DOMAIN.md 6.5)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models import GROUPS
from places.models import Area
from platssamverkan.core.disclosure import LEAST_SHOWN
from platssamverkan.core.tertials import Tertial
from stakeholders.trail_models import tracked


@tracked()
class SensitiveTable(models.Model):
    """A district's table for one tertial, counted once; the database refuses every later change."""

    district = models.ForeignKey(Area, models.PROTECT, related_name="sensitive_tables")
    year = models.PositiveSmallIntegerField(_("år"))
    tertial = models.PositiveSmallIntegerField(_("tertial"))
    frozen_at = models.DateTimeField(_("räknad"))
    # Empty where it would tell more of a count than that it is below five.
    total = models.PositiveIntegerField(_("summa"), null=True)
    invented = models.BooleanField(_("påhittad"), default=False, db_default=False)

    class Meta:
        ordering = ("district", "-year", "-tertial")
        verbose_name = _("tabell över känsliga händelser")
        verbose_name_plural = _("tabeller över känsliga händelser")
        constraints = [
            models.UniqueConstraint(
                fields=["district", "year", "tertial"], name="sensitive_table_is_counted_once"
            ),
            models.CheckConstraint(condition=Q(tertial__in=(1, 2, 3)), name="sensitive_table_tertial"),
        ]

    def __str__(self) -> str:
        return f"{self.district} {self.period.label}"

    @property
    def period(self) -> Tertial:
        return Tertial(self.year, self.tertial)


@tracked()
class SensitiveCount(models.Model):
    """A group's line in the table.  What is below five is not even stored."""

    table = models.ForeignKey(SensitiveTable, models.PROTECT, related_name="counts")
    group = models.SlugField(_("grupp"), max_length=40)
    kinds = models.CharField(_("händelsetyper"), max_length=500)  # as they were called then
    count = models.PositiveIntegerField(_("antal"), null=True)

    class Meta:
        ordering = ("table", "pk")
        verbose_name = _("antal känsliga händelser")
        verbose_name_plural = _("antal känsliga händelser")
        constraints = [
            models.UniqueConstraint(fields=["table", "group"], name="sensitive_group_stands_once"),
            models.CheckConstraint(
                condition=Q(count__isnull=True) | Q(count__gte=LEAST_SHOWN),
                name="sensitive_count_is_five_or_more",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table}: {self.group_name}"

    @property
    def group_name(self) -> str:
        return str(GROUPS.get(self.group, self.group))

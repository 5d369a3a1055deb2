"""Facts about the people of an area, each with its source and year."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from places.models import Area
from platssamverkan.core.swedish import MISSING, NBSP, decimal
from stakeholders.trail_models import tracked


class Unit(models.TextChoices):
    """What an area fact is counted in, written after the number."""

    PERSONS = "persons", _("personer")
    PERCENT = "percent", _("procent")
    KRONOR = "kronor", _("kronor")
    DAYS = "days", _("dagar")


@tracked()
class AreaFact(models.Model):
    """A fact about the people of an area, beside the same fact for something larger, with its source."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="facts")
    name = models.CharField(_("uppgift"), max_length=160)
    value = models.DecimalField(_("värde"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("enhet"), max_length=20, choices=Unit.choices)
    decimals = models.PositiveSmallIntegerField(_("decimaler"), default=0)
    reference_value = models.DecimalField(
        _("jämförelse"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    reference_name = models.CharField(_("jämförs med"), max_length=80, blank=True)
    # In the source's words ("oktober 2023"); empty where the source does not say.
    as_of = models.CharField(_("avser"), max_length=40, blank=True)
    source = models.CharField(_("källa"), max_length=200)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        ordering = ("position", "name", "as_of")
        verbose_name = _("områdesfakta")
        verbose_name_plural = _("områdesfakta")
        constraints = [
            models.UniqueConstraint(fields=["area", "name", "as_of"], name="area_fact_once"),
            models.CheckConstraint(
                condition=Q(reference_value__isnull=True, reference_name="")
                | Q(reference_value__isnull=False) & ~Q(reference_name=""),
                name="area_fact_reference_has_name",
            ),
            models.CheckConstraint(condition=Q(decimals__lte=2), name="area_fact_decimals_are_stored"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.area}: {self.value}"

    @property
    def written(self) -> str:
        """'76 396', '25,5 %', '352 000 kronor': as the source prints it."""
        return self._written(self.value)

    @property
    def written_reference(self) -> str:
        """The reference the same way; '–' where there is none."""
        return MISSING if self.reference_value is None else self._written(self.reference_value)

    def _written(self, value: Decimal) -> str:
        # 35 that stands beside 48,5 was not measured to the tenth.
        measured = max(0, -int(value.normalize().as_tuple().exponent))
        number = decimal(float(value), min(self.decimals, measured))
        match self.unit:
            case Unit.PERCENT:
                return f"{number}{NBSP}%"
            case Unit.PERSONS:
                return number
        return f"{number}{NBSP}{self.get_unit_display()}"

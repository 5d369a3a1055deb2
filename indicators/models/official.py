"""Tables that others publish: Statistics Sweden, Kolada, Brå.  Copies, so that the service works without them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from places.models import Area
from stakeholders.trail_models import tracked


class Origin(models.TextChoices):
    """Who publishes a table."""

    SCB = "scb", _("SCB")
    KOLADA = "kolada", _("Kolada")
    BRA = "bra", _("Brå")


@tracked()
class OfficialTable(models.Model):
    """A published table as last read: what it counts, and as of when its publisher says so."""

    origin = models.CharField(_("utgivare"), max_length=20, choices=Origin.choices)
    code = models.CharField(_("tabell"), max_length=60)
    title = models.CharField(_("rubrik"), max_length=300)
    unit = models.CharField(_("enhet"), max_length=80, blank=True)
    source = models.CharField(_("källa"), max_length=200)
    # In the publisher's words: "31 december respektive år", "20240322 08:00".
    reference_time = models.CharField(_("referenstid"), max_length=120, blank=True)
    published = models.CharField(_("uppdaterad av utgivaren"), max_length=60, blank=True)
    # Whether the regions may be added up; shares and means may not.
    is_count = models.BooleanField(_("antal"), default=False)
    read_on = models.DateField(_("inläst"))

    class Meta:
        ordering = ("origin", "title", "code")
        verbose_name = _("officiell tabell")
        verbose_name_plural = _("officiella tabeller")
        constraints = [models.UniqueConstraint(fields=["origin", "code"], name="official_table_once")]

    def __str__(self) -> str:
        return f"{self.get_origin_display()} {self.code}: {self.title}"


class OfficialFigure(models.Model):
    """One cell of such a table; no value where the publisher prints dots."""

    table = models.ForeignKey(OfficialTable, models.CASCADE, related_name="figures")
    region = models.CharField(_("regionkod"), max_length=20)
    region_name = models.CharField(_("region"), max_length=120, blank=True)
    period = models.CharField(_("period"), max_length=20)
    label = models.CharField(_("uppdelning"), max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)
    value = models.DecimalField(_("värde"), max_digits=18, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ("period", "position", "region")
        verbose_name = _("officiell uppgift")
        verbose_name_plural = _("officiella uppgifter")
        constraints = [
            models.UniqueConstraint(
                fields=["table", "region", "period", "label"], name="official_figure_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.period} {self.label}: {self.value}"


class RegionRole(models.TextChoices):
    """What a region is to an area."""

    PART = "part", _("ingår i området")
    REFERENCE = "reference", _("jämförelse")


@tracked()
class AreaRegion(models.Model):
    """A publisher's region that makes up an area, or that it is compared with.

    A code also stands for every finer region that begins with it: 0180 for Stockholm's DeSO.
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="regions")
    role = models.CharField(_("roll"), max_length=20, choices=RegionRole.choices)
    code = models.CharField(_("regionkod"), max_length=20)
    name = models.CharField(_("namn"), max_length=80, blank=True)

    class Meta:
        ordering = ("role", "code")
        verbose_name = _("statistikområde")
        verbose_name_plural = _("statistikområden")
        constraints = [
            models.UniqueConstraint(fields=["area", "role", "code"], name="area_region_once"),
            models.UniqueConstraint(
                fields=["area"], condition=Q(role="reference"), name="area_compares_with_one_region"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.get_role_display()}: {self.area}"

"""Areas of every kind, what they hold, who stands around them, and the ground under every map.

Geometry is stored in SWEREF 99 TM (EPSG:3006, metres) and shown in WGS 84.
"""

from typing import Any

from django.contrib.gis.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from places.querysets import AreaQuerySet
from platssamverkan.core.names import fold
from stakeholders.models import Organisation
from stakeholders.trail_models import tracked

SRID = 3006


class AreaKind(models.TextChoices):
    """Territories of DOMAIN.md 3.1."""

    MUNICIPALITY = "municipality", _("Kommun")
    CITY_DISTRICT = "city_district", _("Stadsdelsområde")
    NEIGHBOURHOOD = "neighbourhood", _("Stadsdel")
    LOCAL_POLICE_AREA = "local_police_area", _("Lokalpolisområde")
    CITY_BASE_AREA = "city_base_area", _("Basområde")
    POLICE_REGION = "police_region", _("Polisregion")
    SURVEY_AREA = "survey_area", _("Undersökningsområde")


@tracked()
class Area(models.Model):
    """A polygon with a kind and a name.  Areas may overlap: a police area holds several districts."""

    kind = models.CharField(_("slag"), max_length=30, choices=AreaKind.choices)
    name = models.CharField(_("namn"), max_length=120)
    slug = models.SlugField(_("adress"), max_length=140, unique=True)
    code = models.CharField(_("kod"), max_length=40, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    # The order in which people are used to see the areas (Tabell 2 runs from west to east, not by letter).
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)
    geometry = models.MultiPolygonField(_("gräns"), srid=SRID)
    source = models.CharField(_("källa"), max_length=300)
    fetched_on = models.DateField(_("hämtad"))
    valid_from = models.DateField(_("gäller från"), null=True, blank=True)
    valid_to = models.DateField(_("gäller till"), null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ("position", "name")
        verbose_name = _("område")
        verbose_name_plural = _("områden")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name", "parent"], name="area_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="area_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=Q(geometry__isvalid=True), name="area_geometry_is_valid"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("places:area", args=[self.slug])


@tracked()
class AreaAlias(models.Model):
    """Another spelling people use for an area, such as 'Räcksta'; it leads to the area, never replaces its name."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="aliases")
    name = models.CharField(_("namn"), max_length=120)
    # As `core.names.fold` writes it, so that capitals, spaces and hyphens make no difference.
    folded = models.CharField(max_length=120, editable=False)

    class Meta:
        verbose_name = _("annat namn")
        verbose_name_plural = _("andra namn")
        constraints = [models.UniqueConstraint(fields=["area", "folded"], name="area_alias_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.area})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.name)
        super().save(*args, **kwargs)


@tracked()
class AreaPart(models.Model):
    """A territory that is made up of others across the tree, such as a police area of districts."""

    whole = models.ForeignKey(Area, models.CASCADE, related_name="parts")
    part = models.ForeignKey(Area, models.PROTECT, related_name="wholes")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["whole", "part"], name="area_part_once"),
            models.CheckConstraint(condition=~Q(whole=F("part")), name="area_is_not_its_own_part"),
        ]

    def __str__(self) -> str:
        return f"{self.part} i {self.whole}"


class AreaRelationKind(models.TextChoices):
    """How an organisation stands to an area; `stakeholders.policy.Relation` with a name for people."""

    OWN = "own", _("Ansvarar för området")
    PARTNER = "partner", _("Deltar i området")


@tracked()
class AreaRelation(models.Model):
    """An organisation's tie to an area, for a time."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="area_relations")
    area = models.ForeignKey(Area, models.PROTECT, related_name="relations")
    kind = models.CharField(_("relation"), max_length=20, choices=AreaRelationKind.choices)
    valid_from = models.DateField(_("från och med"))
    valid_to = models.DateField(_("till och med"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="area_relation_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["organisation", "area", "kind", "valid_from"], name="area_relation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_kind_display()} {self.area}"


class BaseMapKind(models.TextChoices):
    WATER = "water", _("Vatten")
    METRO_LINE = "metro_line", _("Tunnelbana")
    METRO_STATION = "metro_station", _("Tunnelbanestation")
    STOP = "stop", _("Hållplats")


class BaseMapFeature(models.Model):
    """A piece of the quiet ground under every map, from our own files: water, metro, stations."""

    kind = models.CharField(max_length=20, choices=BaseMapKind.choices)
    name = models.CharField(max_length=120, blank=True)
    geometry = models.GeometryField(srid=SRID)
    source = models.CharField(_("källa"), max_length=300)
    fetched_on = models.DateField(_("hämtad"))

    class Meta:
        ordering = ("kind", "id")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}".strip()

"""Places: specific spots such as a square, a station or a park, in one or more areas."""

from django.contrib.gis.db import models
from django.core.exceptions import ValidationError
from django.db.models import F, Func, Q
from django.db.models.lookups import In
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from places.models.areas import SRID, Area
from places.models.texts import Guarded
from places.place_querysets import PlaceQuerySet
from stakeholders.trail_models import tracked

# Words in the address bar that lead elsewhere (reports/place_urls.py).
RESERVED = frozenset({"ny", "lagkarta", "export", "kameraregister"})


class PlaceKind(models.TextChoices):
    SQUARE = "square", _("Torg")
    CENTRE = "centre", _("Centrum")
    STATION = "station", _("Station")
    STREET = "street", _("Gata")
    PARK = "park", _("Park eller naturmark")
    SCHOOL_YARD = "school_yard", _("Skolgård")
    HOUSING = "housing", _("Bostadskvarter")
    BUSINESS_AREA = "business_area", _("Företagsområde")
    SPORTS_GROUND = "sports_ground", _("Idrottsplats")
    OTHER = "other", _("Annan plats")


def refuse_markup(name: str) -> None:
    """ValidationError for a name with signs that no place has and that markup is made of."""
    if any(sign in name for sign in "<>") or any(ord(sign) < 32 for sign in name):
        raise ValidationError(_("Namnet får inte innehålla tecknen < och >."), code="markup")


@tracked()
class Place(Guarded):
    """A bounded spot that people work on together: a point, a polygon, or known by name only.

    `areas` holds every area it lies in, of every kind.  `places.place_services.resolve_areas` works them
    out in the database; for a place without a position they are chosen by hand.
    """

    name = models.CharField(_("namn"), max_length=120, validators=[refuse_markup])
    slug = models.SlugField(_("adress"), max_length=140, unique=True)
    kind = models.CharField(_("slag"), max_length=30, choices=PlaceKind.choices)
    geometry = models.GeometryField(_("läge"), srid=SRID, null=True, blank=True)
    note = models.CharField(_("beskrivning"), max_length=300, blank=True)
    source = models.CharField(_("lägets källa"), max_length=300, blank=True)
    areas = models.ManyToManyField(Area, through="PlaceArea", related_name="places")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("plats")
        verbose_name_plural = _("platser")
        constraints = [
            models.CheckConstraint(
                condition=Q(geometry__isnull=True) | Q(geometry__isvalid=True), name="place_geometry_is_valid"
            ),
            models.CheckConstraint(
                condition=In(
                    Func(F("geometry"), function="GeometryType", output_field=models.CharField()),
                    ["POINT", "POLYGON", "MULTIPOLYGON"],
                ),
                name="place_is_a_point_or_a_surface",
            ),
            models.CheckConstraint(condition=~Q(slug__in=sorted(RESERVED)), name="place_slug_is_free"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("places:place", args=[self.slug])


@tracked()
class PlaceArea(models.Model):
    """An area a place lies in.  `chosen`: a person said so, because the place has no position."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="place_areas")
    area = models.ForeignKey(Area, models.PROTECT, related_name="place_areas")
    chosen = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "area"], name="place_area_once")]

    def __str__(self) -> str:
        return f"{self.place} i {self.area}"

"""What a place, an area or a territory of its own is classified as, and when: the law on any day.

Rules of the law stand in the database, each with the law it comes from.  Periods are whole days, both
ends included; an open end means until further notice.
"""

from datetime import date, timedelta

from django.contrib.gis.db import models
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from places.models.areas import SRID, Area
from places.models.places import Place
from places.models.texts import Guarded
from places.place_querysets import DesignationQuerySet
from stakeholders.models import Organisation
from stakeholders.trail_models import tracked

LOV3_ENDS = date(2023, 12, 31)  # lag (2023:421) abolished the areas of LOV § 3
PERMITS_BEGIN = date(2024, 1, 1)
ZONES_BEGIN = date(2024, 4, 25)  # polislagen, säkerhetszoner
ZONE_LENGTH = timedelta(days=14)  # at a time
KEPT_YEARS = 5  # kamerabevakningslagen 9–10 §§, after the surveillance has ended


class DesignationKind(models.TextChoices):
    """What a territory is classified as, DOMAIN.md T2."""

    VULNERABLE_AREA = "vulnerable_area", _("Utsatt område")
    RISK_AREA = "risk_area", _("Riskområde")
    ESPECIALLY_VULNERABLE_AREA = "especially_vulnerable_area", _("Särskilt utsatt område")
    OPEN_DRUG_SCENE = "open_drug_scene", _("Öppen drogscen")
    CRIME_EXPOSED_PLACE = "crime_exposed_place", _("Brottsutsatt plats")
    PRIORITY_PLACE = "priority_place", _("Prioriterad plats")
    ORDER_GUARD_LOV3 = "order_guard_lov3", _("Ordningsvaktsförordnande (t.o.m. 2023)")
    ORDER_GUARD_PERMIT = "order_guard_permit", _("Tillstånd att använda ordningsvakter")
    CAMERA = "camera", _("Kamerabevakning")
    SECURITY_ZONE = "security_zone", _("Säkerhetszon")
    ALCOHOL_BAN = "alcohol_ban", _("Lokalt alkoholförbud")


# The three classes of Noa's list exclude one another.
NOA_KINDS = (
    DesignationKind.VULNERABLE_AREA,
    DesignationKind.RISK_AREA,
    DesignationKind.ESPECIALLY_VULNERABLE_AREA,
)
_NOA = Q(kind__in=[kind.value for kind in NOA_KINDS])
_OWN_TERRITORY = Q(place__isnull=True, area__isnull=True)
_PERIOD = Func(
    F("valid_from"), F("valid_to"), Value("[]"), function="DATERANGE", output_field=DateRangeField()
)
_OVERLAP = _("Under den tiden finns redan en sådan klassning här. Avsluta den först eller ändra dagarna.")


def _never_twice(name: str, field: str, condition: Q, *, any_class: bool = False) -> ExclusionConstraint:
    """Refuse overlapping periods for the same object, of one kind or (`any_class`) of any of Noa's."""
    same = [] if any_class else [(F("kind"), RangeOperators.EQUAL)]
    return ExclusionConstraint(
        name=name,
        expressions=[*same, (F(field), RangeOperators.EQUAL), (_PERIOD, RangeOperators.OVERLAPS)],
        condition=condition,
        violation_error_message=_OVERLAP,
        violation_error_code="overlap",
    )


@tracked()
class Designation(Guarded):
    """A classification of a place, of an area, or of a territory with a polygon of its own.

    A classification seldom follows an area's border (DOMAIN.md T2), so `geometry` wins where it is given;
    without one it lies where its place or area lies.
    """

    kind = models.CharField(_("klassning"), max_length=40, choices=DesignationKind.choices)
    name = models.CharField(_("namn"), max_length=160)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="designations")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="designations")
    geometry = models.MultiPolygonField(_("gräns"), srid=SRID, null=True, blank=True)
    list_year = models.PositiveSmallIntegerField(_("lista eller år"), null=True, blank=True)
    holder = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="designations",
        verbose_name=_("beslutad av eller given till"),
    )
    conditions = models.CharField(_("villkor"), max_length=500, blank=True)
    source = models.CharField(_("källa"), max_length=300)
    valid_from = models.DateField(_("gäller från"))
    valid_to = models.DateField(_("gäller till"), null=True, blank=True)

    objects = DesignationQuerySet.as_manager()

    class Meta:
        ordering = ("valid_from", "kind", "name", "pk")
        verbose_name = _("klassning")
        verbose_name_plural = _("klassningar")
        constraints = [
            models.CheckConstraint(
                condition=Q(geometry__isnull=True) | Q(geometry__isvalid=True),
                name="designation_geometry_is_valid",
            ),
            models.CheckConstraint(
                condition=(Q(place__isnull=False) & Q(area__isnull=True))
                | (Q(place__isnull=True) & Q(area__isnull=False))
                | (_OWN_TERRITORY & Q(geometry__isnull=False)),
                name="designation_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="designation_ends_after_it_starts",
                violation_error_message=_("Sista dagen kan inte ligga före den första."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="order_guard_lov3") | Q(valid_to__isnull=False, valid_to__lte=LOV3_ENDS),
                name="designation_lov3_ended_with_2023",
                violation_error_message=_(
                    "Förordnanden enligt LOV § 3 upphörde senast den 31 december 2023. Ange en sista dag."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind="order_guard_permit") | Q(valid_from__gte=PERMITS_BEGIN),
                name="designation_permits_begin_with_2024",
                violation_error_message=_(
                    "Tillstånd att använda ordningsvakter finns från den 1 januari 2024 (lag 2023:421)."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind="security_zone")
                | Q(
                    valid_from__gte=ZONES_BEGIN,
                    valid_to__isnull=False,
                    valid_to__lt=F("valid_from") + ZONE_LENGTH,
                ),
                name="designation_zone_is_two_weeks_at_most",
                violation_error_message=_(
                    "En säkerhetszon finns tidigast den 25 april 2024 och gäller högst två veckor i taget."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind="priority_place")
                | Q(
                    list_year__isnull=False,
                    valid_to__isnull=False,
                    valid_from__year=F("list_year"),
                    valid_to__year=F("list_year"),
                ),
                name="designation_priority_is_for_a_year",
                violation_error_message=_("En prioriterad plats gäller ett år. Ange året och dagar i det."),
            ),
            _never_twice("designation_of_place_once_at_a_time", "place", Q(place__isnull=False)),
            _never_twice("designation_of_area_once_at_a_time", "area", Q(area__isnull=False)),
            _never_twice("designation_of_territory_once_at_a_time", "name", _OWN_TERRITORY),
            _never_twice(
                "designation_of_area_in_one_class", "area", _NOA & Q(area__isnull=False), any_class=True
            ),
            _never_twice(
                "designation_of_territory_in_one_class", "name", _NOA & _OWN_TERRITORY, any_class=True
            ),
        ]

    def __str__(self) -> str:
        year = f" {self.list_year}" if self.kind == DesignationKind.PRIORITY_PLACE else ""
        return f"{self.get_kind_display()}{year} {self.name}"

    @property
    def is_noa(self) -> bool:
        """Whether it is one of the three classes of Noa's list."""
        return self.kind in NOA_KINDS


class BorderlineTowards(models.TextChoices):
    """The class a part-area is on the border of."""

    UNCLASSIFIED = "unclassified", _("att inte vara klassat")
    VULNERABLE_AREA = "vulnerable_area", _("Utsatt område")
    RISK_AREA = "risk_area", _("Riskområde")
    ESPECIALLY_VULNERABLE_AREA = "especially_vulnerable_area", _("Särskilt utsatt område")


@tracked()
class BorderlineDirection(models.Model):
    """Where a part of a classified territory is heading: Hässelby gård borders on riskområde (seed 002)."""

    designation = models.ForeignKey(Designation, models.CASCADE, related_name="borderlines")
    area = models.ForeignKey(Area, models.PROTECT, related_name="borderlines")
    towards = models.CharField(_("gränsar till"), max_length=30, choices=BorderlineTowards.choices)
    source = models.CharField(_("källa"), max_length=300)

    class Meta:
        ordering = ("designation", "area__name")
        verbose_name = _("riktning")
        verbose_name_plural = _("riktningar")
        constraints = [models.UniqueConstraint(fields=["designation", "area"], name="borderline_once")]

    def __str__(self) -> str:
        return f"{self.area}: {self.get_towards_display()}"


@tracked()
class CameraRegisterEntry(models.Model):
    """What the statutory register holds about one surveillance (kamerabevakningslagen 10 §).  Never pictures."""

    designation = models.OneToOneField(Designation, models.PROTECT, related_name="camera")
    address = models.CharField(_("adress"), max_length=200)
    place_type = models.CharField(_("slag av plats"), max_length=120)
    purpose = models.CharField(_("ändamål"), max_length=500)
    has_audio = models.BooleanField(_("ljud tas upp"), default=False)
    special_technique = models.CharField(_("särskild teknik"), max_length=200, blank=True)
    assessed_on = models.DateField(_("bedömningen gjord"))

    class Meta:
        verbose_name = _("kamerabevakning i registret")
        verbose_name_plural = _("kamerabevakningar i registret")

    def __str__(self) -> str:
        return self.address

    @property
    def kept_until(self) -> date | None:
        """The last day the entry must be kept; None while the surveillance goes on."""
        ended = self.designation.valid_to
        if ended is None:
            return None
        leap_day = ended.month == 2 and ended.day == 29
        return ended.replace(year=ended.year + KEPT_YEARS, day=28 if leap_day else ended.day)

"""The joint weekly judgement: one area, one ISO week, one level 1–5.  No row means not assessed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.querysets import AssessmentQuerySet
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User


class Level(models.IntegerChoices):
    """The five levels.  Always shown as numeral and word."""

    NORMAL = 1, _("Normalt läge")
    DEVIATING = 2, _("Avvikande läge")
    CONCERNING = 3, _("Oroande läge")
    SERIOUS = 4, _("Allvarligt läge")
    CRITICAL = 5, _("Kritiskt läge")


class ScaleVersion(models.Model):
    """The wording of the five levels as it stood from a day on (Tabell 1, DOMAIN.md 4.1–4.2)."""

    name = models.CharField(_("namn"), max_length=80, unique=True)
    valid_from = models.DateField(_("gäller från"), unique=True)
    note = models.CharField(_("anmärkning"), max_length=300, blank=True)
    is_current = models.BooleanField(_("används"), default=False)

    class Meta:
        ordering = ("valid_from",)
        verbose_name = _("version av bedömningsskalan")
        verbose_name_plural = _("versioner av bedömningsskalan")
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="one_current_scale"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ScaleStep(models.Model):
    """What one level means in one version of the scale."""

    scale = models.ForeignKey(ScaleVersion, models.CASCADE, related_name="steps")
    level = models.PositiveSmallIntegerField(_("nivå"), choices=Level.choices)
    text = models.CharField(_("förklaring"), max_length=300)

    class Meta:
        ordering = ("level",)
        constraints = [models.UniqueConstraint(fields=["scale", "level"], name="scale_step_once")]

    def __str__(self) -> str:
        return f"{self.level} {self.text}"


class Origin(models.TextChoices):
    DECIDED = "decided", _("Beslutad här")
    IMPORTED = "imported", _("Inläst")


class Assessment(models.Model):
    """The level of one area in one week.  Imported ones carry no votes or reasons that nobody gave."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="assessments")
    iso_year = models.PositiveSmallIntegerField(_("år"))
    iso_week = models.PositiveSmallIntegerField(_("vecka"))
    level = models.PositiveSmallIntegerField(_("nivå"), choices=Level.choices)
    origin = models.CharField(max_length=20, choices=Origin.choices)
    source = models.CharField(_("källa"), max_length=200, blank=True)
    # Counts every save; a form that was loaded with another number is out of date.
    version = models.PositiveIntegerField(default=1)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("bedömd"))

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ("iso_year", "iso_week", "area__position")
        verbose_name = _("lägesbedömning")
        verbose_name_plural = _("lägesbedömningar")
        constraints = [
            models.UniqueConstraint(fields=["area", "iso_year", "iso_week"], name="assessment_once"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="assessment_level_1_to_5"),
            models.CheckConstraint(
                condition=Q(iso_week__gte=1, iso_week__lte=53), name="assessment_week_1_to_53"
            ),
            models.CheckConstraint(
                condition=Q(origin="imported", decided_by__isnull=True)
                | Q(origin="decided", decided_by__isnull=False),
                name="assessment_has_its_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.week}: {self.level}"

    @property
    def week(self) -> IsoWeek:
        return IsoWeek(self.iso_year, self.iso_week)

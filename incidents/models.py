"""What happened, where and when, and how serious it was.  Never who."""

from typing import ClassVar

from django.contrib.gis.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incidents.querysets import IncidentQuerySet
from places.models import Area
from stakeholders.models import Organisation
from stakeholders.policy import DEFAULT_VISIBILITY, Action, Visibility
from stakeholders.trail_models import tracked


class Severity(models.IntegerChoices):
    """Severity classes implied by Tabell 1 (DOMAIN.md 3.3, no 104); 0 is context that is not counted."""

    CONTEXT = 0, _("Räknas inte")
    MINOR = 1, _("Lindrig")
    CONCERNING = 2, _("Oroande")
    SERIOUS = 3, _("Allvarlig")
    CRITICAL = 4, _("Kritisk")


class IncidentCategory(models.Model):
    """A kind of incident, with the severity it usually has (DOMAIN.md T3)."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("namn"), max_length=80)
    group = models.SlugField(_("grupp"), max_length=40)
    severity = models.PositiveSmallIntegerField(_("allvar"), choices=Severity.choices)
    sensitive = models.BooleanField(_("känslig"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position",)
        verbose_name = _("händelsetyp")
        verbose_name_plural = _("händelsetyper")

    def __str__(self) -> str:
        return self.name


class Origin(models.TextChoices):
    """Where the row came from."""

    REPORTED = "reported", _("Rapporterad")
    INVENTED = "invented", _("Påhittad")  # the demo's; every figure that counts it says so


@tracked()
class Incident(models.Model):
    """Something that happened in an area, in a span of time that may be uncertain."""

    viewed_with: ClassVar[Action] = Action.VIEW_INCIDENTS

    area = models.ForeignKey(Area, models.PROTECT, related_name="incidents")
    # Empty for what was imported or invented: nobody's own.
    owner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="incidents", verbose_name=_("ägare")
    )
    visibility = models.CharField(
        _("ser"),
        max_length=20,
        choices=Visibility.choices,
        default=DEFAULT_VISIBILITY["incident"],
        db_default=DEFAULT_VISIBILITY["incident"],
    )
    category = models.ForeignKey(IncidentCategory, models.PROTECT, related_name="incidents")
    severity = models.PositiveSmallIntegerField(_("allvar"), choices=Severity.choices)
    occurred_from = models.DateTimeField(_("tidigast"))
    occurred_to = models.DateTimeField(_("senast"))
    included_in_assessment = models.BooleanField(_("ingår i urvalet"), default=True)
    duplicate_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="duplicates"
    )
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.REPORTED)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ("-occurred_from", "-id")
        indexes = [models.Index(fields=["area", "occurred_from"], name="incident_area_time")]
        verbose_name = _("händelse")
        verbose_name_plural = _("händelser")
        constraints = [
            models.CheckConstraint(
                condition=Q(occurred_to__gte=F("occurred_from")), name="incident_span_runs_forward"
            ),
            models.CheckConstraint(condition=Q(severity__lte=4), name="incident_severity_is_known"),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="incident_visibility_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.OWN_ORGANISATION) | Q(owner__isnull=False),
                name="incident_of_ones_own_has_an_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}, {self.area}"

"""Action plans, decided and versioned."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from measures.querysets import PlanQuerySet
from places.models import Area, Place
from stakeholders.models import Organisation
from stakeholders.policy import Action, Visibility
from stakeholders.trail_models import tracked


class PlanStatus(models.TextChoices):
    """DOMAIN.md 8.2: each follows the one before it."""

    DRAFT = "draft", _("Utkast")
    DECIDED = "decided", _("Beslutad")
    RUNNING = "running", _("Genomförs")
    FOLLOWED_UP = "followed_up", _("Uppföljd")
    CLOSED = "closed", _("Avslutad")


@tracked()
class ActionPlan(models.Model):
    """A decided set of measures for an area or a place; a new version replaces the one it points to."""

    viewed_with: ClassVar[Action] = Action.VIEW_AREA

    name = models.CharField(_("namn"), max_length=200)
    area = models.ForeignKey(Area, models.PROTECT, related_name="action_plans", verbose_name=_("område"))
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="action_plans", verbose_name=_("plats")
    )
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="action_plans", verbose_name=_("upprättad av")
    )
    visibility = models.CharField(
        _("ser"), max_length=20, choices=Visibility.choices, default=Visibility.ALL_PARTIES
    )
    is_statutory = models.BooleanField(_("åtgärdsplan enligt lag 2023:196"), default=False)
    period_from = models.DateField(_("från och med"))
    period_to = models.DateField(_("till och med"))
    status = models.CharField(
        _("status"), max_length=20, choices=PlanStatus.choices, default=PlanStatus.DRAFT
    )
    decided_by = models.CharField(_("beslutad av"), max_length=160, blank=True)
    decided_on = models.DateField(_("beslutsdag"), null=True, blank=True)
    registry_number = models.CharField(_("diarienummer"), max_length=60, blank=True)
    followed_up_on = models.DateField(_("uppföljd den"), null=True, blank=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("ersätter")
    )
    measures = models.ManyToManyField(Measure, blank=True, related_name="plans", verbose_name=_("åtgärder"))
    source = models.CharField(_("källa"), max_length=300, blank=True)
    is_example = models.BooleanField(_("påhittad demodata"), default=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ("-period_from", "name", "-version")
        verbose_name = _("åtgärdsplan")
        verbose_name_plural = _("åtgärdsplaner")
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")),
                name="plan_period_runs_forward",
                violation_error_message=_("Perioden slutar innan den börjar."),
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | (Q(decided_on__isnull=False) & ~Q(decided_by="")),
                name="plan_in_force_was_decided",
                violation_error_message=_("Ange vem som beslutade och vilken dag."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("followed_up", "closed")) | Q(followed_up_on__isnull=False),
                name="plan_followed_up_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("measures:plan", args=[self.pk])

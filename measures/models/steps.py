"""The steps of a collaboration's model, priced and timed: what was planned, and what it became."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from places.models import PlaceCollaboration
from stakeholders.trail_models import tracked


@tracked()
class ModelStep(models.Model):
    """One step of a collaboration's model: planned and actual days, planned and actual cost in kronor.

    An actual cost may be known before the step has ended: it is what has been spent so far.
    """

    collaboration = models.ForeignKey(
        PlaceCollaboration, models.CASCADE, related_name="model_steps", verbose_name=_("samverkan")
    )
    position = models.PositiveSmallIntegerField(_("ordning"), default=1)
    name = models.CharField(_("steg"), max_length=120)
    what = models.CharField(_("innehåll"), max_length=300, blank=True)
    planned_from = models.DateField(_("planerad start"), null=True, blank=True)
    planned_to = models.DateField(_("planerat slut"), null=True, blank=True)
    planned_cost = models.PositiveIntegerField(_("planerad kostnad, kronor"), null=True, blank=True)
    actual_from = models.DateField(_("verklig start"), null=True, blank=True)
    actual_to = models.DateField(_("verkligt slut"), null=True, blank=True)
    actual_cost = models.PositiveIntegerField(_("verklig kostnad, kronor"), null=True, blank=True)
    is_example = models.BooleanField(_("påhittad demodata"), default=False)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("steg i modellen")
        verbose_name_plural = _("steg i modellen")
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_to__isnull=True)
                | Q(planned_from__isnull=True)
                | Q(planned_to__gte=F("planned_from")),
                name="step_planned_end_after_start",
                violation_error_message=_("Det planerade slutet ligger före den planerade starten."),
            ),
            models.CheckConstraint(
                condition=Q(actual_to__isnull=True)
                | (Q(actual_from__isnull=False) & Q(actual_to__gte=F("actual_from"))),
                name="step_actual_end_after_start",
                violation_error_message=_(
                    "Ett verkligt slut behöver en verklig start som inte ligger efter det."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse what has not happened yet as something that has."""
        wrong = {
            name: gettext("Dagen har inte varit än.")
            for name in ("actual_from", "actual_to")
            if (day := getattr(self, name)) is not None and day > timezone.localdate()
        }
        if wrong:
            raise ValidationError(wrong)

    def days_late(self, today: date) -> int | None:
        """How many days after its planned end it ended, or has come to by today; None where nobody can say."""
        if self.planned_to is None:
            return None
        if self.actual_to is not None:
            return (self.actual_to - self.planned_to).days
        return max((today - self.planned_to).days, 0)

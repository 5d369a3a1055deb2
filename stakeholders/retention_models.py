"""An authority's decisions about retention (gallringsbeslut)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from platssamverkan.core.guard import validate_no_person_numbers
from stakeholders.models import Organisation, User
from stakeholders.trail_models import tracked

MOST_MONTHS = 1200


@tracked()
class RetentionDecision(models.Model):
    """How long an authority keeps rows of one kind, and the decision that says so.

    The rule (`core.retention.Rule.code`) says what happens afterwards.  Without a row nothing does.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="retention_decisions")
    rule = models.CharField(_("regel"), max_length=40)
    months = models.PositiveSmallIntegerField(
        _("månader"), validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)]
    )
    reference = models.CharField(
        _("beslut"),
        max_length=200,
        validators=[validate_no_person_numbers],
        help_text=_("Var beslutet står, till exempel diarienummer och paragraf."),
    )
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("antecknat"), auto_now=True)

    class Meta:
        ordering = ("organisation", "rule")
        verbose_name = _("gallringsbeslut")
        verbose_name_plural = _("gallringsbeslut")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "rule"], name="retention_decision_once"),
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=MOST_MONTHS), name="retention_months_are_some"
            ),
            models.CheckConstraint(condition=~Q(reference=""), name="retention_decision_is_named"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.rule} {self.months}"

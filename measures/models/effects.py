"""What came of a measure: counts in four places before and after, frozen when somebody weighed them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from places.models import Area
from stakeholders.trail_models import tracked


class Role(models.TextChoices):
    """What a set of areas is in an evaluation (DOMAIN.md 6.3)."""

    TARGET = "target", _("Där åtgärden görs")
    CONTROL = "control", _("Jämförelse")
    BUFFER = "buffer", _("Runt omkring")
    BUFFER_CONTROL = "buffer_control", _("Jämförelse för det runt omkring")


@tracked()
class Evaluation(models.Model):
    """A weighted displacement difference between equally long periods, with the counts it rests on.

    The counts are kept as they were: incidents may be corrected or coarsened later.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="evaluations")
    made_on = models.DateField(_("gjord den"))
    weeks = models.PositiveSmallIntegerField(_("veckor i varje period"))
    before_from = models.DateField(_("före, första måndagen"))
    after_from = models.DateField(_("efter, första måndagen"))
    target_areas = models.ManyToManyField(Area, related_name="+")
    control_areas = models.ManyToManyField(Area, related_name="+")
    buffer_areas = models.ManyToManyField(Area, blank=True, related_name="+")
    buffer_control_areas = models.ManyToManyField(Area, blank=True, related_name="+")
    # [before, after] by role: {"target": [12, 7], …}
    counts = models.JSONField(_("antal händelser"), default=dict)
    # The target's counts week by week: [before, after].  None for evaluations from before they were kept.
    weekly = models.JSONField(_("antal händelser per vecka"), null=True, blank=True)
    has_invented = models.BooleanField(_("räknar påhittade händelser"), default=False)
    note = models.CharField(_("slutsats i ord"), max_length=600, blank=True)

    class Meta:
        ordering = ("-made_on", "-pk")
        verbose_name = _("utvärdering")
        verbose_name_plural = _("utvärderingar")
        constraints = [
            models.CheckConstraint(
                condition=Q(after_from__gt=F("before_from")), name="evaluation_runs_forward"
            ),
            models.CheckConstraint(condition=Q(weeks__range=(4, 106)), name="evaluation_length_is_sane"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.made_on}"


@tracked()
class EffectPlan(models.Model):
    """How a measure is to be evaluated, written down before it starts, with the counts that were known then.

    It is what keeps an evaluation honest: the areas were chosen before anybody knew how it went, and
    what could be seen at all was said first.  The newest counts; older ones stay.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="effect_plans")
    made_on = models.DateField(_("gjord den"))
    weeks = models.PositiveSmallIntegerField(_("veckor i varje period"))
    before_from = models.DateField(_("före, första måndagen"))
    target_areas = models.ManyToManyField(Area, related_name="+")
    control_areas = models.ManyToManyField(Area, related_name="+")
    buffer_areas = models.ManyToManyField(Area, blank=True, related_name="+")
    buffer_control_areas = models.ManyToManyField(Area, blank=True, related_name="+")
    # The count before by role: {"target": 12, …}
    counts = models.JSONField(_("antal händelser före"), default=dict)
    has_invented = models.BooleanField(_("räknar påhittade händelser"), default=False)

    class Meta:
        ordering = ("-made_on", "-pk")
        verbose_name = _("förhandsbedömning")
        verbose_name_plural = _("förhandsbedömningar")
        constraints = [
            models.CheckConstraint(condition=Q(weeks__range=(4, 106)), name="effect_plan_length_is_sane"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.made_on}"

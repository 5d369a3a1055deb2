"""A problem at a place or in an area, what is known of it, why it arises, and what would show an end to it."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.models import GROUPS
from measures.models.kinds import EvidenceKind, Side, Strength
from measures.querysets import ProblemQuerySet
from places.models import Area, Place
from stakeholders.models import Organisation
from stakeholders.policy import Action, Visibility
from stakeholders.trail_models import tracked


@tracked()
class Problem(models.Model):
    """What happens, where, when and who is affected.  About places, never persons."""

    viewed_with: ClassVar[Action] = Action.VIEW_AREA

    title = models.CharField(_("problem"), max_length=160)
    what = models.CharField(_("vad som händer"), max_length=1000, blank=True)
    # A group of the incidents' categories, so that a problem and what is counted speak of the same thing.
    kind = models.CharField(
        _("slag av problem"),
        max_length=30,
        choices=list(GROUPS.items()),
        blank=True,
        default="",
        db_default="",
    )
    when_text = models.CharField(_("när det händer"), max_length=200, blank=True)
    affected = models.CharField(_("vilka som berörs"), max_length=200, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="problems", verbose_name=_("område"))
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="problems", verbose_name=_("plats")
    )
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="problems", verbose_name=_("upplagd av")
    )
    visibility = models.CharField(
        _("ser"), max_length=20, choices=Visibility.choices, default=Visibility.ALL_PARTIES
    )
    prioritised = models.BooleanField(_("prioriterat"), default=False)
    noticed_on = models.DateField(_("uppmärksammat"))
    closed_on = models.DateField(_("avslutat"), null=True, blank=True)
    source = models.CharField(_("källa"), max_length=300, blank=True)
    is_example = models.BooleanField(_("påhittad demodata"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        ordering = ("-prioritised", "title", "pk")
        verbose_name = _("problem")
        verbose_name_plural = _("problem")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("noticed_on")),
                name="problem_ends_after_it_is_noticed",
                violation_error_message=_("Problemet kan inte avslutas innan det uppmärksammades."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("measures:problem", args=[self.pk])


@tracked()
class Evidence(models.Model):
    """Something that shows the problem: what it says, where from, and as of when."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="evidence")
    kind = models.CharField(_("slag"), max_length=20, choices=EvidenceKind.choices)
    text = models.CharField(_("vad det visar"), max_length=400)
    source = models.CharField(_("källa"), max_length=300)
    as_of = models.DateField(_("gäller per"))
    # Where in the service it can be read again: a list of incidents, a walk, a survey's page.
    path = models.CharField(_("finns på"), max_length=200, blank=True, default="", db_default="")

    class Meta:
        ordering = ("-as_of", "pk")
        verbose_name = _("underlag")
        verbose_name_plural = _("underlag")

    def __str__(self) -> str:
        return self.text


@tracked()
class CauseFactor(models.Model):
    """One reason why the problem arises, on a side of the problem triangle; `step` orders an event chain."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="causes")
    side = models.CharField(_("del av problemtriangeln"), max_length=20, choices=Side.choices)
    text = models.CharField(_("orsak"), max_length=300)
    evidence = models.CharField(_("vad som talar för det"), max_length=400, blank=True)
    strength = models.CharField(_("underlagets styrka"), max_length=10, choices=Strength.choices)
    step = models.PositiveSmallIntegerField(_("led i händelsekedjan"), null=True, blank=True)

    class Meta:
        ordering = ("problem", "side", "step", "pk")
        verbose_name = _("orsak")
        verbose_name_plural = _("orsaker")
        constraints = [
            models.CheckConstraint(
                condition=Q(strength="weak") | ~Q(evidence=""),
                name="cause_with_strength_has_evidence",
                violation_error_message=_("Skriv vad som talar för orsaken, eller välj svagt underlag."),
            )
        ]

    def __str__(self) -> str:
        return self.text


@tracked()
class Indicator(models.Model):
    """A goal that can be measured: what is wanted, by which sign, from where, to where and until when."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="indicators")
    goal = models.CharField(_("mål"), max_length=300)
    name = models.CharField(_("mått"), max_length=160)
    unit = models.CharField(_("enhet"), max_length=40)
    baseline = models.DecimalField(_("utgångsvärde"), max_digits=12, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField(_("utgångsvärdets dag"), null=True, blank=True)
    target = models.DecimalField(_("målvärde"), max_digits=12, decimal_places=2)
    target_on = models.DateField(_("nås senast"))
    source = models.CharField(_("källa"), max_length=300)

    class Meta:
        ordering = ("target_on", "pk")
        verbose_name = _("indikator")
        verbose_name_plural = _("indikatorer")
        constraints = [
            models.CheckConstraint(
                condition=Q(baseline__isnull=True, baseline_on__isnull=True)
                | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="indicator_baseline_has_a_day",
                violation_error_message=_("Ange både utgångsvärdet och dagen det gällde."),
            ),
            models.CheckConstraint(
                condition=Q(baseline_on__isnull=True) | Q(target_on__gt=F("baseline_on")),
                name="indicator_target_comes_after_baseline",
                violation_error_message=_("Målets dag måste ligga efter utgångsvärdets."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def latest(self) -> "Reading | None":
        """The newest reading, if any; reads what a prefetch has fetched."""
        readings = list(self.readings.all())
        return max(readings, key=lambda reading: (reading.on, reading.pk), default=None)

    @property
    def is_reached(self) -> bool | None:
        """Whether the newest reading has come as far as the target; None where nobody can say."""
        latest = self.latest
        if latest is None or self.baseline is None:
            return None
        if self.target <= self.baseline:
            return latest.value <= self.target
        return latest.value >= self.target


@tracked()
class Reading(models.Model):
    """What an indicator showed on a day."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="readings")
    on = models.DateField(_("dag"))
    value = models.DecimalField(_("värde"), max_digits=12, decimal_places=2)
    source = models.CharField(_("källa"), max_length=300)

    class Meta:
        ordering = ("on", "pk")
        verbose_name = _("avläsning")
        verbose_name_plural = _("avläsningar")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "on"],
                name="reading_once_a_day",
                violation_error_message=_("Det finns redan ett värde den dagen."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"

    def clean(self) -> None:
        """Refuse a reading from before the baseline."""
        start = self.indicator.baseline_on
        if start is not None and self.on < start:
            raise ValidationError({"on": gettext("Avläsningen ligger före utgångsvärdet.")})

"""Surveys and what they found; an answer that rests on too few is never written out."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from places.models import Area
from platssamverkan.core.statistics import Share
from platssamverkan.core.swedish import MISSING, decimal, percent
from stakeholders.trail_models import tracked


class Answered:
    """How an answer is written out, or not: whatever holds a share, 0–1, and the number of its respondents."""

    share: Decimal
    respondents: int

    @property
    def answer(self) -> Share | None:
        """The share with its interval; None where fewer than 100 answered."""
        found = Share(float(self.share), self.respondents)
        return found if found.is_shown else None

    @property
    def written_share(self) -> str:
        """'47 %'; '–' where too few answered."""
        return percent(100 * self.answer.share, 0) if self.answer else MISSING

    @property
    def written_interval(self) -> str:
        """'41–53 %'; '–' where too few answered."""
        if self.answer is None:
            return MISSING
        lower, upper = self.answer.interval.lower, self.answer.interval.upper or 1.0
        return f"{decimal(100 * lower, 0)}–{percent(100 * upper, 0)}"


@tracked()
class Survey(models.Model):
    """A survey round.  Several go by nearly the same name, so owner and years always stand with it."""

    name = models.CharField(_("namn"), max_length=120)
    owner = models.CharField(_("beställare"), max_length=120)
    years = models.CharField(_("år"), max_length=40)
    method = models.CharField(_("metod"), max_length=200, blank=True)
    source = models.CharField(_("källa"), max_length=200)

    class Meta:
        ordering = ("owner", "name", "years")
        verbose_name = _("undersökning")
        verbose_name_plural = _("undersökningar")
        constraints = [models.UniqueConstraint(fields=["owner", "name", "years"], name="survey_once")]

    def __str__(self) -> str:
        return f"{self.name}, {self.owner}, {self.years}"


@tracked()
class SurveyResult(Answered, models.Model):
    """The share of an area's (or a subgroup's) respondents who gave an answer; hidden where fewer than 100."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="results")
    area = models.ForeignKey(Area, models.PROTECT, related_name="survey_results")
    question = models.CharField(_("fråga"), max_length=200)
    subgroup = models.CharField(_("delgrupp"), max_length=80, blank=True)
    share = models.DecimalField(_("andel"), max_digits=5, decimal_places=4)  # 0–1
    respondents = models.PositiveIntegerField(_("antal svarande"))

    class Meta:
        ordering = ("question", "survey", "subgroup", "area__position", "area__name")
        verbose_name = _("undersökningsresultat")
        verbose_name_plural = _("undersökningsresultat")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "area", "question", "subgroup"], name="survey_result_once"
            ),
            models.CheckConstraint(
                condition=Q(share__gte=0) & Q(share__lte=1), name="survey_share_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}, {self.area}: n = {self.respondents}"


@tracked()
class SurveyReference(Answered, models.Model):
    """What the same survey found in something larger, such as the whole city, which need not be an area here."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="references")
    name = models.CharField(_("namn"), max_length=80)
    question = models.CharField(_("fråga"), max_length=200)
    subgroup = models.CharField(_("delgrupp"), max_length=80, blank=True)
    share = models.DecimalField(_("andel"), max_digits=5, decimal_places=4)  # 0–1
    respondents = models.PositiveIntegerField(_("antal svarande"))

    class Meta:
        ordering = ("question", "survey", "subgroup", "name")
        verbose_name = _("undersökningens jämförelse")
        verbose_name_plural = _("undersökningarnas jämförelser")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "name", "question", "subgroup"], name="survey_reference_once"
            ),
            models.CheckConstraint(
                condition=Q(share__gte=0) & Q(share__lte=1), name="survey_reference_share_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}, {self.name}: n = {self.respondents}"


@tracked()
class SurveyMapping(models.Model):
    """What the columns of a survey firm's table mean, so that next year's needs no explaining."""

    # The column names, folded and joined: the same heading next year is the same layout.
    heading = models.CharField(_("rubrikrad"), max_length=1000, unique=True)
    roles = models.JSONField(_("kolumnernas betydelse"))

    class Meta:
        verbose_name = _("kolumntolkning")
        verbose_name_plural = _("kolumntolkningar")

    def __str__(self) -> str:
        return self.heading[:80]

"""Stored figures from outside.  Sums and changes are always computed; what an original printed is kept too."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from places.models import Area
from platssamverkan.core.statistics import Share
from platssamverkan.core.swedish import MISSING, NBSP, decimal, percent
from stakeholders.trail_models import tracked


class CompstatGroup(models.TextChoices):
    HOUSEHOLD = "household", _("Hushåll")
    PERSON = "person", _("Person")


class CompstatCategory(models.Model):
    """A row of the CompStat table (DOMAIN.md T4)."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("namn"), max_length=80, unique=True)
    group = models.CharField(_("block"), max_length=20, choices=CompstatGroup.choices)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position",)
        verbose_name = _("brottskategori")
        verbose_name_plural = _("brottskategorier")

    def __str__(self) -> str:
        return self.name


@tracked()
class CompstatFigure(models.Model):
    """Reported crimes of one category in one area and one period, as extracted on a day."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="compstat")
    category = models.ForeignKey(CompstatCategory, models.PROTECT, related_name="figures")
    period_start = models.DateField(_("från och med"))
    period_end = models.DateField(_("till och med"))
    count = models.PositiveIntegerField(_("antal"))
    source = models.CharField(_("källa"), max_length=200)
    extracted_on = models.DateField(_("uttagen"))

    class Meta:
        ordering = ("period_start", "category__position")
        verbose_name = _("CompStat-uppgift")
        verbose_name_plural = _("CompStat-uppgifter")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "category", "period_start", "period_end"], name="compstat_figure_once"
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="compstat_period_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}, {self.area}, {self.period_start:%Y}: {self.count}"


@tracked()
class PrintedChange(models.Model):
    """What the original's table printed as change and percent, held against the computed ones on import.

    Without a category it stands on the group's sum.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="printed_changes")
    group = models.CharField(_("block"), max_length=20, choices=CompstatGroup.choices)
    category = models.ForeignKey(
        CompstatCategory, models.PROTECT, null=True, blank=True, related_name="printed_changes"
    )
    period_start = models.DateField(_("från och med"))
    period_end = models.DateField(_("till och med"))
    change = models.IntegerField(_("utveckling, antal"), null=True, blank=True)
    percent = models.DecimalField(
        _("utveckling, procent"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    source = models.CharField(_("källa"), max_length=200)
    extracted_on = models.DateField(_("uttagen"))

    class Meta:
        ordering = ("period_start", "group", "category__position")
        verbose_name = _("tryckt utveckling")
        verbose_name_plural = _("tryckta utvecklingar")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "group", "category", "period_start", "period_end"],
                name="printed_change_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(change__isnull=False) | Q(percent__isnull=False),
                name="printed_change_says_something",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="printed_change_period_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.category or self.get_group_display()}, {self.area}, {self.period_end:%Y}: {self.change}"
        )


class Unit(models.TextChoices):
    """What an area fact is counted in, written after the number."""

    PERSONS = "persons", _("personer")
    PERCENT = "percent", _("procent")
    KRONOR = "kronor", _("kronor")
    DAYS = "days", _("dagar")


@tracked()
class AreaFact(models.Model):
    """A fact about the people of an area, beside the same fact for something larger, with its source."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="facts")
    name = models.CharField(_("uppgift"), max_length=160)
    value = models.DecimalField(_("värde"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("enhet"), max_length=20, choices=Unit.choices)
    decimals = models.PositiveSmallIntegerField(_("decimaler"), default=0)
    reference_value = models.DecimalField(
        _("jämförelse"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    reference_name = models.CharField(_("jämförs med"), max_length=80, blank=True)
    # In the source's words ("oktober 2023"); empty where the source does not say.
    as_of = models.CharField(_("avser"), max_length=40, blank=True)
    source = models.CharField(_("källa"), max_length=200)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        ordering = ("position", "name", "as_of")
        verbose_name = _("områdesfakta")
        verbose_name_plural = _("områdesfakta")
        constraints = [
            models.UniqueConstraint(fields=["area", "name", "as_of"], name="area_fact_once"),
            models.CheckConstraint(
                condition=Q(reference_value__isnull=True, reference_name="")
                | Q(reference_value__isnull=False) & ~Q(reference_name=""),
                name="area_fact_reference_has_name",
            ),
            models.CheckConstraint(condition=Q(decimals__lte=2), name="area_fact_decimals_are_stored"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.area}: {self.value}"

    @property
    def written(self) -> str:
        """'76 396', '25,5 %', '352 000 kronor': as the source prints it."""
        return self._written(self.value)

    @property
    def written_reference(self) -> str:
        """The reference the same way; '–' where there is none."""
        return MISSING if self.reference_value is None else self._written(self.reference_value)

    def _written(self, value: Decimal) -> str:
        # 35 that stands beside 48,5 was not measured to the tenth.
        measured = max(0, -int(value.normalize().as_tuple().exponent))
        number = decimal(float(value), min(self.decimals, measured))
        match self.unit:
            case Unit.PERCENT:
                return f"{number}{NBSP}%"
            case Unit.PERSONS:
                return number
        return f"{number}{NBSP}{self.get_unit_display()}"


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
class SurveyResult(models.Model):
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

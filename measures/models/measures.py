"""A measure: what is done, by whom, until when, and everything that has happened to it."""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from measures.models.kinds import Cadence, FundingKind, Horizon, MainType, SubType, Technique
from measures.models.problems import CauseFactor, Indicator, Problem
from measures.querysets import DUE_SOON_DAYS, ESCALATION_DAYS, MeasureQuerySet
from places.models import Area, Place
from stakeholders.models import Organisation, User
from stakeholders.policy import Action, Visibility
from stakeholders.trail_models import tracked
from walks.models import Aspect, Observation


class Status(models.TextChoices):
    """How far a measure has come (DOMAIN.md T10); late and soon are worked out, never stored."""

    PROPOSED = "proposed", _("Föreslagen")
    DECIDED = "decided", _("Beslutad")
    PLANNED = "planned", _("Planerad")
    ONGOING = "ongoing", _("Pågår")
    DONE = "done", _("Genomförd")
    EVALUATED = "evaluated", _("Utvärderad")
    PAUSED = "paused", _("Pausad")
    REJECTED = "rejected", _("Genomförs inte")
    CANCELLED = "cancelled", _("Avbruten")
    TRANSFERRED = "transferred", _("Ingår i ordinarie verksamhet")


OPEN = (Status.PROPOSED, Status.DECIDED, Status.PLANNED, Status.ONGOING)
WITH_REASON = (Status.PAUSED, Status.REJECTED, Status.CANCELLED, Status.TRANSFERRED)


@tracked()
class Measure(models.Model):
    """Something that is to be done, with exactly one owning organisation.

    A quick measure says what, who and when, and nothing more is asked of it.
    """

    viewed_with: ClassVar[Action] = Action.VIEW_AREA

    title = models.CharField(_("åtgärd"), max_length=160)
    what = models.CharField(_("beskrivning"), max_length=1000, blank=True)
    is_quick = models.BooleanField(_("snabb åtgärd"), default=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="measures", verbose_name=_("område"))
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="measures", verbose_name=_("plats")
    )
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="measures", verbose_name=_("ansvarig organisation")
    )
    # A role ("driftansvarig"), never a person's name.
    owner_role = models.CharField(_("ansvarig funktion"), max_length=120, blank=True)
    contributors = models.ManyToManyField(
        Organisation, blank=True, related_name="contributed_measures", verbose_name=_("medverkande")
    )
    visibility = models.CharField(
        _("ser"), max_length=20, choices=Visibility.choices, default=Visibility.ALL_PARTIES
    )
    main_type = models.CharField(_("slag"), max_length=20, choices=MainType.choices, blank=True)
    sub_type = models.CharField(_("undergrupp"), max_length=30, choices=SubType.choices, blank=True)
    technique = models.CharField(_("teknik"), max_length=30, choices=Technique.choices, blank=True)
    aspect = models.CharField(
        _("aspekt enligt BoTryggt"),
        max_length=30,
        choices=Aspect.choices,
        blank=True,
        default="",
        db_default="",
    )
    horizon = models.CharField(_("effekt väntas på"), max_length=20, choices=Horizon.choices, blank=True)

    problems = models.ManyToManyField(Problem, blank=True, related_name="measures", verbose_name=_("problem"))
    causes = models.ManyToManyField(
        CauseFactor, blank=True, related_name="measures", verbose_name=_("orsaker")
    )
    indicators = models.ManyToManyField(
        Indicator, blank=True, related_name="measures", verbose_name=_("indikatorer")
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by",
        verbose_name=_("bygger vidare på"),
    )  # fmt: skip

    # What was seen on a walk; whoever walked reads how the measure goes as the answer.
    observation = models.ForeignKey(
        Observation, models.SET_NULL, null=True, blank=True, related_name="measures",
        verbose_name=_("iakttagelse"),
    )  # fmt: skip

    planned_start = models.DateField(_("börjar"), null=True, blank=True)
    due_on = models.DateField(_("klar senast"), null=True, blank=True)
    follow_up_on = models.DateField(_("följs upp"), null=True, blank=True)
    cadence = models.CharField(_("hur ofta"), max_length=20, choices=Cadence.choices, default=Cadence.ONCE)
    cost_estimate = models.PositiveIntegerField(_("beräknad kostnad, kronor"), null=True, blank=True)
    cost_actual = models.PositiveIntegerField(_("verklig kostnad, kronor"), null=True, blank=True)

    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.PROPOSED)
    status_since = models.DateField(_("sedan"))
    reason = models.CharField(_("skäl"), max_length=400, blank=True)
    resume_on = models.DateField(_("återupptas"), null=True, blank=True)
    decided_on = models.DateField(_("beslutad den"), null=True, blank=True)
    started_on = models.DateField(_("påbörjad"), null=True, blank=True)
    done_on = models.DateField(_("genomförd den"), null=True, blank=True)
    # The owner has said that it is not theirs; a coordinator settles it.
    is_disputed = models.BooleanField(_("ansvaret är ifrågasatt"), default=False)
    output = models.CharField(_("vad som gjordes"), max_length=600, blank=True)
    source = models.CharField(_("källa"), max_length=300, blank=True)
    is_example = models.BooleanField(_("påhittad demodata"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = (F("due_on").asc(nulls_last=True), "pk")
        verbose_name = _("åtgärd")
        verbose_name_plural = _("åtgärder")
        indexes = [models.Index(fields=["area", "status", "due_on"], name="measure_area_status")]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_start__isnull=True)
                | Q(due_on__isnull=True)
                | Q(due_on__gte=F("planned_start")),
                name="measure_is_due_after_its_start",
                violation_error_message=_("Sista dagen ligger före starten."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=WITH_REASON) | ~Q(reason=""), name="measure_side_state_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(status="paused") | Q(resume_on__isnull=False), name="measure_pause_has_an_end"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("done", "evaluated")) | Q(done_on__isnull=False),
                name="measure_done_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("planned", "ongoing")) | Q(due_on__isnull=False),
                name="measure_under_way_is_due",
            ),
            models.CheckConstraint(
                condition=Q(is_quick=True) | ~Q(owner_role=""), name="measure_names_a_role"
            ),
            models.CheckConstraint(
                condition=Q(follows__isnull=True) | ~Q(follows=F("id")), name="measure_does_not_follow_itself"
            ),
            models.UniqueConstraint(
                fields=["observation"],
                condition=~Q(status__in=("rejected", "cancelled")),
                name="observation_has_one_living_measure",
                violation_error_message=_("Iakttagelsen har redan en åtgärd."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("measures:measure", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.status in OPEN

    @property
    def cost(self) -> int | None:
        """What it costs in kronor: the actual cost where it is known, else the estimate; None where nobody has said."""
        return self.cost_actual if self.cost_actual is not None else self.cost_estimate

    def is_overdue(self, today: date) -> bool:
        """Whether its last day has passed while it is open, or a pause should have ended."""
        if self.status == Status.PAUSED:
            return self.resume_on is not None and self.resume_on < today
        return self.is_open and self.due_on is not None and self.due_on < today

    def is_due_soon(self, today: date) -> bool:
        """Whether its last day comes within a fortnight."""
        return (
            self.is_open
            and self.due_on is not None
            and today <= self.due_on <= today + timedelta(days=DUE_SOON_DAYS)
        )

    def is_escalated(self, today: date) -> bool:
        """Whether it has been late for so long that the steering group is told."""
        return self.is_overdue(today) and (
            (self.resume_on if self.status == Status.PAUSED else self.due_on) or today
        ) < today - timedelta(days=ESCALATION_DAYS)


class UpdateKind(models.TextChoices):
    CREATED = "created", _("Upplagd")
    CHANGED = "changed", _("Ändrad")
    STATUS = "status", _("Ny status")
    MORE_TIME = "more_time", _("Behöver mer tid")
    NOT_OURS = "not_ours", _("Inte vårt")
    FOLLOW_UP = "follow_up", _("Uppföljning")


@tracked()
class MeasureUpdate(models.Model):
    """A line of a measure's timeline, which everyone who sees the measure reads.

    It names the organisation, never the person; who it was stands in the trail.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="updates")
    at = models.DateTimeField(_("tidpunkt"), auto_now_add=True)
    on = models.DateField(_("dag"))
    kind = models.CharField(_("slag"), max_length=20, choices=UpdateKind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="measure_updates"
    )
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    by_link = models.BooleanField(_("genom länk"), default=False)
    from_status = models.CharField(max_length=20, choices=Status.choices, blank=True)
    to_status = models.CharField(max_length=20, choices=Status.choices, blank=True)
    due_before = models.DateField(null=True, blank=True)
    due_after = models.DateField(null=True, blank=True)
    text = models.CharField(_("skäl eller anteckning"), max_length=600, blank=True)

    class Meta:
        ordering = ("-on", "-pk")
        verbose_name = _("rad i tidslinjen")
        verbose_name_plural = _("tidslinje")

    def __str__(self) -> str:
        return f"{self.measure} {self.on}"


@tracked()
class Activity(models.Model):
    """A step of a measure."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="activities")
    text = models.CharField(_("aktivitet"), max_length=200)
    due_on = models.DateField(_("klar senast"), null=True, blank=True)
    done_on = models.DateField(_("klar den"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("aktivitet")
        verbose_name_plural = _("aktiviteter")

    def __str__(self) -> str:
        return self.text


@tracked()
class Occurrence(models.Model):
    """One time that a recurring measure is to be carried out; `held` is None until somebody says."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="occurrences")
    on = models.DateField(_("dag"))
    held = models.BooleanField(_("genomförd"), null=True, blank=True)

    class Meta:
        ordering = ("on",)
        verbose_name = _("tillfälle")
        verbose_name_plural = _("tillfällen")
        constraints = [models.UniqueConstraint(fields=["measure", "on"], name="occurrence_once_a_day")]

    def __str__(self) -> str:
        return f"{self.measure} {self.on}"


@tracked()
class Funding(models.Model):
    """Who pays how much for a measure, from which source, in which year."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="funding")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="funding", verbose_name=_("finansiär")
    )
    kind = models.CharField(_("finansiering"), max_length=20, choices=FundingKind.choices)
    amount = models.PositiveIntegerField(_("kronor"))
    year = models.PositiveSmallIntegerField(_("år"))

    class Meta:
        ordering = ("year", "pk")
        verbose_name = _("finansiering")
        verbose_name_plural = _("finansiering")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="funding_is_something"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="funding_year_is_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.amount}"

"""The joint weekly judgement: one area, one ISO week, one level 1–5.  No row means not assessed.

An `Assessment` is the level as it stands.  A `Decision` is one act of setting it, with what it rested on;
decisions are only ever added, so the latest one of an area and week says how its level came about.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from assessments.querysets import AssessmentQuerySet, DecisionQuerySet, WeeklyFocusQuerySet
from assessments.sides import Party as Party  # with the tables that hold it
from places.models import Area, Place
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import Organisation, User
from stakeholders.trail_models import tracked

LEAST_REASON = 15  # characters (DOMAIN.md 4.4)
INVENTED = "Påhittad demodata"  # the source of levels nobody ever set; every page that shows them says so


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


@tracked(indexes=[models.Index(fields=["area", "iso_year", "iso_week"], name="assessment_history")])
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
    # Empty for what was imported, and for what was decided before decisions were kept.
    decision = models.OneToOneField(
        "Decision", models.PROTECT, null=True, blank=True, related_name="assessment"
    )

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
            models.CheckConstraint(
                condition=Q(origin="decided") | Q(decision__isnull=True),
                name="assessment_imported_without_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.week}: {self.level}"

    @property
    def week(self) -> IsoWeek:
        return IsoWeek(self.iso_year, self.iso_week)


@tracked()
class RuleSet(models.Model):
    """A district's own thresholds for *flera*, from a week on.  A district without one uses version 1."""

    district = models.ForeignKey(Area, models.PROTECT, related_name="rule_sets")
    version = models.PositiveSmallIntegerField(_("version"))
    from_year = models.PositiveSmallIntegerField(_("från år"))
    from_week = models.PositiveSmallIntegerField(_("från vecka"))
    minor = models.PositiveSmallIntegerField(_("flera lindriga"))
    concerning = models.PositiveSmallIntegerField(_("flera oroande"))
    serious = models.PositiveSmallIntegerField(_("flera allvarliga"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("beslutad"))

    class Meta:
        ordering = ("version",)
        verbose_name = _("regelverk")
        verbose_name_plural = _("regelverk")
        constraints = [
            models.UniqueConstraint(fields=["district", "version"], name="rule_set_version_once"),
            models.CheckConstraint(condition=Q(version__gte=2), name="rule_set_1_is_the_standard"),
            # "Several" that are fewer than two would make every incident several.
            models.CheckConstraint(
                condition=Q(minor__gte=2, concerning__gte=2, serious__gte=2), name="rule_set_several_is_2_up"
            ),
            models.CheckConstraint(condition=Q(from_week__gte=1, from_week__lte=53), name="rule_set_week"),
        ]

    def __str__(self) -> str:
        return f"{self.district} {self.version}"

    @property
    def from_iso_week(self) -> IsoWeek:
        return IsoWeek(self.from_year, self.from_week)


@tracked()
class WeeklyFocus(models.Model):
    """What an organisation does in an area in a coming week; it is the planned action of a high level."""

    class Outcome(models.TextChoices):
        DONE = "done", _("Genomfört")
        CARRIED = "carried", _("Fortsätter nästa vecka")
        DROPPED = "dropped", _("Genomförs inte")

    area = models.ForeignKey(Area, models.PROTECT, related_name="focuses")
    iso_year = models.PositiveSmallIntegerField(_("år"))
    iso_week = models.PositiveSmallIntegerField(_("vecka"))
    text = models.CharField(_("fokus"), max_length=300)
    guard_reason = models.CharField(_("skäl att behålla uppgiften"), max_length=300, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="focuses", verbose_name=_("plats")
    )
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("ansvarig"))
    due = models.DateField(_("senast"), null=True, blank=True)
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    outcome = models.CharField(_("utfall"), max_length=20, choices=Outcome.choices, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("beslutad"))
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(_("avslutad"), null=True, blank=True)

    objects = WeeklyFocusQuerySet.as_manager()

    class Meta:
        ordering = ("iso_year", "iso_week", "area__position", "id")
        verbose_name = _("fokus")
        verbose_name_plural = _("fokus")
        indexes = [models.Index(fields=["area", "iso_year", "iso_week"], name="focus_area_week")]
        constraints = [
            models.CheckConstraint(condition=Q(iso_week__gte=1, iso_week__lte=53), name="focus_week_1_to_53"),
            models.CheckConstraint(
                condition=Q(outcome="", closed_by__isnull=True, closed_at__isnull=True)
                | (~Q(outcome="") & Q(closed_by__isnull=False, closed_at__isnull=False)),
                name="focus_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.week}"

    @property
    def week(self) -> IsoWeek:
        return IsoWeek(self.iso_year, self.iso_week)


@tracked()
class Decision(models.Model):
    """One act of setting an area's level for a week, or of taking it back (`level` None).

    It keeps what the proposal rested on: the version of the rules, the counts and the incidents.  One
    party records for both; the other's agreement is a `Confirmation`.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="decisions")
    iso_year = models.PositiveSmallIntegerField(_("år"))
    iso_week = models.PositiveSmallIntegerField(_("vecka"))
    before = models.PositiveSmallIntegerField(
        _("tidigare nivå"), choices=Level.choices, null=True, blank=True
    )
    level = models.PositiveSmallIntegerField(_("nivå"), choices=Level.choices, null=True, blank=True)
    reason = models.CharField(_("motivering"), max_length=500, blank=True)
    # Why the reason holds something the personal-data guard asks about.
    guard_reason = models.CharField(_("skäl att behålla uppgiften"), max_length=300, blank=True)
    focus = models.ForeignKey(WeeklyFocus, models.PROTECT, null=True, blank=True, related_name="decisions")
    # The level had been settled: the week was closed, or the level came with an import.
    is_correction = models.BooleanField(_("rättelse"), default=False)
    party = models.CharField(_("part"), max_length=20, choices=Party.choices)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("bedömd"))
    proposed = models.PositiveSmallIntegerField(_("förslag"), choices=Level.choices)
    rule_version = models.PositiveSmallIntegerField(_("regelverk"))
    minor = models.PositiveIntegerField(_("lindriga"))
    concerning = models.PositiveIntegerField(_("oroande"))
    serious = models.PositiveIntegerField(_("allvarliga"))
    critical = models.PositiveIntegerField(_("kritiska"))
    incidents = ArrayField(models.BigIntegerField(), default=list, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        verbose_name = _("beslut om nivå")
        verbose_name_plural = _("beslut om nivåer")
        indexes = [models.Index(fields=["area", "iso_year", "iso_week"], name="decision_area_week")]
        constraints = [
            models.CheckConstraint(
                condition=Q(iso_week__gte=1, iso_week__lte=53), name="decision_week_1_to_53"
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__gte=1, level__lte=5), name="decision_level_1_to_5"
            ),
            models.CheckConstraint(
                condition=Q(before__isnull=True) | Q(before__gte=1, before__lte=5),
                name="decision_before_1_to_5",
            ),
            models.CheckConstraint(condition=Q(party__in=Party.values), name="decision_party_is_known"),
            models.CheckConstraint(
                condition=Q(is_correction=False, level__isnull=True)
                | Q(is_correction=False, level__lt=4, level=F("proposed"))
                | Q(GreaterThanOrEqual(Length(Trim("reason")), LEAST_REASON)),
                name="decision_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__lt=4) | Q(focus__isnull=False),
                name="decision_high_level_has_a_plan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.week}: {self.level or '–'}"

    @property
    def week(self) -> IsoWeek:
        return IsoWeek(self.iso_year, self.iso_week)


@tracked()
class Confirmation(models.Model):
    """The other party agrees with a decision."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="confirmation")
    party = models.CharField(_("part"), max_length=20, choices=Party.choices)
    confirmed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("bekräftad"))

    class Meta:
        verbose_name = _("bekräftelse")
        verbose_name_plural = _("bekräftelser")
        constraints = [
            models.CheckConstraint(condition=Q(party__in=Party.values), name="confirmation_party_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.decision}, {self.get_party_display()}"


@tracked()
class WeekClosing(models.Model):
    """A district's week is settled; every later change of its levels is a visible correction."""

    district = models.ForeignKey(Area, models.PROTECT, related_name="week_closings")
    iso_year = models.PositiveSmallIntegerField(_("år"))
    iso_week = models.PositiveSmallIntegerField(_("vecka"))
    # The party that took no part before the deadline; empty when both stood behind the week.
    unconfirmed = models.CharField(_("ej bekräftad av"), max_length=20, choices=Party.choices, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(_("avslutad"))

    class Meta:
        verbose_name = _("avslutad vecka")
        verbose_name_plural = _("avslutade veckor")
        constraints = [
            models.UniqueConstraint(fields=["district", "iso_year", "iso_week"], name="week_closed_once"),
            models.CheckConstraint(
                condition=Q(unconfirmed="") | Q(unconfirmed__in=Party.values),
                name="week_closing_party_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district} {IsoWeek(self.iso_year, self.iso_week)}"


class WeekReminder(models.Model):
    """That a party of a district was reminded of a week, before or after its deadline; each is sent once."""

    class Turn(models.TextChoices):
        BEFORE = "before", _("före tidsgränsen")
        AFTER = "after", _("efter tidsgränsen")

    district = models.ForeignKey(Area, models.CASCADE, related_name="+")
    iso_year = models.PositiveSmallIntegerField(_("år"))
    iso_week = models.PositiveSmallIntegerField(_("vecka"))
    party = models.CharField(_("part"), max_length=20, choices=Party.choices)
    turn = models.CharField(_("tillfälle"), max_length=10, choices=Turn.choices)
    sent_at = models.DateTimeField(_("skickad"), auto_now_add=True)

    class Meta:
        verbose_name = _("påminnelse om veckan")
        verbose_name_plural = _("påminnelser om veckan")
        constraints = [
            models.UniqueConstraint(
                fields=["district", "iso_year", "iso_week", "party", "turn"], name="week_reminder_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.district} {IsoWeek(self.iso_year, self.iso_week)}, {self.get_party_display()}"


class PastedYear(models.Model):
    """One pasting of a year, as the next click can take it back; the levels' own trail is what is kept of it."""

    district = models.ForeignKey(Area, models.CASCADE, related_name="+")
    iso_year = models.PositiveSmallIntegerField(_("år"))
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(_("inklistrad"))
    # For each level that was changed: its area and week, what it became, and what it was; None where there was none.
    before = models.JSONField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("inklistrat år")
        verbose_name_plural = _("inklistrade år")

    def __str__(self) -> str:
        return f"{self.district} {self.iso_year}, {self.made_at:%Y-%m-%d %H:%M}"

    @property
    def levels(self) -> int:
        """How many levels it changed."""
        return len(self.before)


from assessments import special_models  # noqa: E402, F401 - särskilda händelser have tables of their own

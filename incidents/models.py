"""What happened, where and when, and how serious it was.  Never who."""

import uuid
from typing import ClassVar

from django.contrib.gis.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.querysets import STATUS, IncidentQuerySet, Status
from places.models import SRID, Area, Place
from stakeholders.models import Organisation, Role, User
from stakeholders.policy import DEFAULT_VISIBILITY, Action, Visibility
from stakeholders.trail_models import tracked


class Severity(models.IntegerChoices):
    """Severity classes implied by Tabell 1 (DOMAIN.md 3.3, no 104); 0 is context that is not counted."""

    CONTEXT = 0, _("Räknas inte")
    MINOR = 1, _("Lindrig")
    CONCERNING = 2, _("Oroande")
    SERIOUS = 3, _("Allvarlig")
    CRITICAL = 4, _("Kritisk")


# The groups of T3, in the words of the report page; its order is theirs.
GROUPS: dict[str, str | Promise] = {
    "public_order": _("Ordning"),
    "vandalism": _("Skadegörelse"),
    "environment": _("Skräp och belysning"),
    "drugs": _("Narkotika"),
    "alcohol": _("Alkohol"),
    "traffic": _("Trafik"),
    "transit": _("Kollektivtrafik"),
    "property": _("Fastighet"),
    "perception": _("Otrygghet och oro"),
    "theft": _("Stöld och inbrott"),
    "arson": _("Brand"),
    "violence": _("Våld"),
    "threat": _("Hot och hat"),
    "robbery": _("Rån"),
    "sexual": _("Sexuella övergrepp"),
    "weapons": _("Vapen"),
    "deadly_violence_explosives": _("Skjutning, sprängning, dödligt våld"),
    "youth": _("Unga"),
    "school": _("Skola"),
    "staff": _("Hot mot personal"),
    "fraud": _("Bedrägeri"),
    "extremism": _("Extremism"),
    "settlement": _("Bosättning"),
    "context": _("Sammanhang"),
    "other": _("Övrigt"),
}
# About somebody at work: the report carries a role, never a person.
STAFF_GROUP = "staff"
WORDS_GROUP = "other"  # says nothing without words


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

    @property
    def group_name(self) -> str:
        return str(GROUPS.get(self.group, self.group))

    @property
    def needs_words(self) -> bool:
        """Whether the kind says too little by itself."""
        return self.group == WORDS_GROUP

    @property
    def hides_sender(self) -> bool:
        """Whether a report of the kind keeps the role of its sender and nothing more."""
        return self.group == STAFF_GROUP


class Origin(models.TextChoices):
    """Where the row came from."""

    REPORTED = "reported", _("Rapporterad")
    IMPORTED = "imported", _("Inläst")
    INVENTED = "invented", _("Påhittad")  # the demo's; every figure that counts it says so


class Precision(models.TextChoices):
    """How well the place is known.  Each kind is drawn, listed and exported as what it is."""

    POINT = "point", _("punkt på kartan")
    PLACE = "place", _("känd plats")
    AREA = "area", _("bara område")
    ROUGH = "rough", _("ungefärlig plats")


class PoliceReport(models.TextChoices):
    UNKNOWN = "unknown", _("Vet inte")
    YES = "yes", _("Ja")
    NO = "no", _("Nej")


class Exclusion(models.TextChoices):
    """Why an incident has no part in the week's judgement."""

    ELSEWHERE = "elsewhere", _("Hände någon annanstans")
    PERSONAL = "personal", _("Rör en enskild person, inte platsen")
    EXPECTED = "expected", _("Väntat eller planerat")
    VAGUE = "vague", _("För lite uppgifter")
    MISTAKE = "mistake", _("Fel rapporterad")
    EARLIER = "earlier", _("Uteslöts innan granskningen fanns")
    OTHER = "other", _("Annat skäl")


@tracked(exclude=["by"])  # who sent it is for the receipt, and goes with it
class Report(models.Model):
    """What somebody sent in one go: one or several incidents, and the sender's receipt for them."""

    # Made with the form and not by the sending, so that a form that is sent twice is stored once.
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="reports")
    role = models.CharField(_("roll"), max_length=20, choices=Role.choices)
    # Empty where the report is about somebody at work, and after a time for all.
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="reports")
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-sent_at", "-pk")
        verbose_name = _("rapport")
        verbose_name_plural = _("rapporter")

    def __str__(self) -> str:
        return f"{self.organisation} {self.sent_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("incidents:receipt", args=[self.key])


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
    # Where: the area always, more where more is known.  The point is rounded (incidents.services.ROUNDED).
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="incidents", verbose_name=_("plats")
    )
    point = models.PointField(_("läge"), srid=SRID, null=True, blank=True)
    precision = models.CharField(
        _("platsens säkerhet"),
        max_length=10,
        choices=Precision.choices,
        default=Precision.AREA,
        db_default=Precision.AREA,
    )
    description = models.CharField(_("beskrivning"), max_length=500, blank=True, db_default="")
    # Why the description holds something the personal-data guard asks about.
    guard_reason = models.CharField(
        _("skäl att behålla uppgiften"), max_length=300, blank=True, db_default=""
    )
    police_report = models.CharField(
        _("polisanmäld"),
        max_length=10,
        choices=PoliceReport.choices,
        default=PoliceReport.UNKNOWN,
        db_default=PoliceReport.UNKNOWN,
    )
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="incidents")
    # The four facts of triage; `querysets.STATUS` reads the status from them, so that it can't contradict them.
    included_in_assessment = models.BooleanField(_("ingår i urvalet"), default=True)
    exclusion = models.CharField(
        _("skäl"), max_length=20, choices=Exclusion.choices, blank=True, db_default=""
    )
    reviewed_at = models.DateTimeField(_("granskad"), null=True, blank=True)
    duplicate_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="duplicates"
    )
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.REPORTED)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ("-occurred_from", "-id")
        indexes = [
            models.Index(fields=["area", "occurred_from"], name="incident_area_time"),
            models.Index(
                fields=["area", "occurred_from"],
                name="incident_inbox",
                condition=Q(included_in_assessment=False, exclusion="", duplicate_of__isnull=True),
            ),
        ]
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
            models.CheckConstraint(
                condition=Q(precision__in=Precision.values), name="incident_precision_is_known"
            ),
            models.CheckConstraint(
                condition=Q(exclusion="") | Q(included_in_assessment=False),
                name="incident_is_not_both_in_and_out",
            ),
            models.CheckConstraint(
                condition=~Q(duplicate_of=F("pk")), name="incident_is_not_its_own_duplicate"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}, {self.area}"

    @property
    def status(self) -> Status:
        """Where the incident stands in triage."""
        return next(status for status, holds in STATUS.items() if holds.of(self))

    @property
    def where(self) -> str:
        """The place or the area in words, as sure as it is."""
        name = self.place.name if self.place else self.area.name
        return f"{name}, {Precision.ROUGH.label}" if self.precision == Precision.ROUGH else name


class TriageStep(models.Model):
    """One act of triage as the next click can take it back; the rows' own trail is what is kept of it."""

    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    district = models.ForeignKey(Area, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    # By the incident's key: the four facts and the severity, before and after.
    before = models.JSONField()
    after = models.JSONField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("granskningssteg")
        verbose_name_plural = _("granskningssteg")

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"


class PoliceNotice(models.Model):
    """A notice of the police's public feed: what was read of it, and the incident it became, if it did.

    Its words are read to find the place and then let go; `address` leads to the notice itself.
    """

    number = models.BigIntegerField(_("polisens nummer"), unique=True)
    kind = models.CharField(_("polisens typ"), max_length=120)
    published_at = models.DateTimeField(_("publicerad"))
    occurred_from = models.DateTimeField(_("tidigast"))
    occurred_to = models.DateTimeField(_("senast"))
    located = models.CharField(_("polisens plats"), max_length=120)  # a municipality or a county
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="police_notices")
    precision = models.CharField(max_length=10, choices=Precision.choices)
    address = models.CharField(_("adress"), max_length=300)
    digest = models.CharField(max_length=64)  # of the notice as it was read: another one means it was edited
    read_at = models.DateTimeField(_("läst"))
    incident = models.OneToOneField(
        Incident, models.SET_NULL, null=True, blank=True, related_name="police_notice"
    )

    class Meta:
        ordering = ("-published_at", "-number")
        verbose_name = _("polisnotis")
        verbose_name_plural = _("polisnotiser")

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


from incidents import (  # noqa: E402 - what is remembered of imports, and what others are told, have tables of their own
    import_models,  # noqa: F401
    sensitive_models,  # noqa: F401
)

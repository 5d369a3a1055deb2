"""Requests for records (begäran om utlämnande) and what was decided about each record."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from places.models import Area
from platssamverkan.core.guard import validate_no_person_numbers
from stakeholders.models import Organisation, User
from stakeholders.trail_models import tracked


class RecordKind(models.TextChoices):
    """What can be asked for; the table a record stands in."""

    INCIDENT = "incidents.incident", _("Händelse")
    ASSESSMENT = "assessments.assessment", _("Lägesbedömning")
    REPORT = "reports.reportjob", _("Lägesbild")
    TRAIL = "stakeholders.auditevent", _("Loggrad")


class RequestStatus(models.TextChoices):
    OPEN = "open", _("Pågår")
    DECIDED = "decided", _("Beslutad")


class Ruling(models.TextChoices):
    """What becomes of one record."""

    INCLUDE = "include", _("Lämna ut")
    MASK = "mask", _("Maskera delar")
    WITHHOLD = "withhold", _("Lämna inte ut")


# The copy has its digest, and its source has a trail of its own.
@tracked(exclude=["released"])
class RecordsRequest(models.Model):
    """One request, handled by one authority: each party in a shared system answers for itself.

    Who asks is not written down: nobody need say who they are to ask for public records (TF 2 kap. 18 §).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="records_requests")
    district = models.ForeignKey(Area, models.PROTECT, related_name="records_requests")
    asked = models.CharField(
        _("vad som begärs"), max_length=500, blank=True, validators=[validate_no_person_numbers]
    )
    # Kept with the text: why something that looks like personal data had to stand there.
    guard_reason = models.CharField(max_length=300, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("område"))
    # Without a day the period has no such end.
    first_day = models.DateField(_("från och med"), null=True, blank=True)
    last_day = models.DateField(_("till och med"), null=True, blank=True)
    # Empty: every kind.  A number only together with a kind: one single record.
    kind = models.CharField(_("slag"), max_length=60, choices=RecordKind.choices, blank=True)
    number = models.PositiveBigIntegerField(_("nummer"), null=True, blank=True)
    received_on = models.DateField(_("inkom"))
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(_("registrerad"), auto_now_add=True)
    status = models.CharField(max_length=10, choices=RequestStatus.choices, default=RequestStatus.OPEN)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("beslutad"), null=True, blank=True)
    # Exactly what was released, as it was then.  Emptied by retention; the digest stays.
    released = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-received_on", "-id")
        verbose_name = _("begäran om utlämnande")
        verbose_name_plural = _("begäranden om utlämnande")
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__isnull=True)
                | Q(last_day__isnull=True)
                | Q(last_day__gte=F("first_day")),
                name="records_period_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(status="open", decided_by__isnull=True, decided_at__isnull=True, sha256="")
                | Q(status="decided", decided_by__isnull=False, decided_at__isnull=False) & ~Q(sha256=""),
                name="records_request_is_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | ~Q(kind=""), name="records_number_has_its_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.received_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("reports:records_request", args=[self.district.slug, self.public_id])

    @property
    def is_open(self) -> bool:
        return self.status == RequestStatus.OPEN


@tracked()
class RecordsItem(models.Model):
    """One record that a request found, and the ruling on it."""

    request = models.ForeignKey(RecordsRequest, models.CASCADE, related_name="items")
    kind = models.CharField(_("slag"), max_length=60, choices=RecordKind.choices)
    number = models.PositiveBigIntegerField(_("nummer"))
    ruling = models.CharField(_("beslut"), max_length=10, choices=Ruling.choices, blank=True)
    ground = models.CharField(_("grund"), max_length=200, blank=True, validators=[validate_no_person_numbers])

    class Meta:
        ordering = ("id",)
        verbose_name = _("uppgift i en begäran")
        verbose_name_plural = _("uppgifter i en begäran")
        constraints = [
            models.UniqueConstraint(fields=["request", "kind", "number"], name="records_item_once"),
            models.CheckConstraint(
                condition=Q(ruling__in=("", "include")) | ~Q(ground=""),
                name="records_secrecy_has_its_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

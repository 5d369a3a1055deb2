"""Orders for documents.  The row is the truth; the queue is only a bell."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User
from stakeholders.trail_models import tracked


class Status(models.TextChoices):
    QUEUED = "queued", _("Väntar")
    BUILDING = "building", _("Byggs")
    DONE = "done", _("Klar")
    FAILED = "failed", _("Misslyckades")
    CANCELLED = "cancelled", _("Avbruten")


class Stage(models.TextChoices):
    """How far a build has come; told when the stage starts, never guessed by the clock."""

    WAITING = "waiting", _("Väntar på en ledig arbetare")
    READING = "reading", _("Läser uppgifterna")
    WRITING = "writing", _("Ställer samman sidorna")
    PRINTING = "printing", _("Trycker pdf-filen")
    KEEPING = "keeping", _("Sparar filen")


class Kind(models.TextChoices):
    """What is printed.  The minutes hold counts and reasons, so only the authorities get them."""

    YEAR = "year", _("Lägesbild")
    WEEK = "week", _("Veckolägesbild")
    MINUTES = "minutes", _("Protokoll")


@tracked(exclude=["stage", "heartbeat_at"])
class ReportJob(models.Model):
    """One ordered document: what was asked for, how far it is, and the file when it is done."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="report_jobs")
    kind = models.CharField(_("dokument"), max_length=10, choices=Kind.choices, default=Kind.YEAR)
    year = models.PositiveSmallIntegerField(_("år"))
    iso_week = models.PositiveSmallIntegerField(_("vecka"), null=True, blank=True)
    ordered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField(_("beställd"), auto_now_add=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.WAITING)
    # Each claim counts up; a builder whose number has been passed may write nothing more.
    attempt = models.PositiveSmallIntegerField(default=0)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(_("klar"), null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    file = models.FileField(upload_to="lagesbilder/", blank=True)
    size = models.PositiveIntegerField(_("storlek"), null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(_("sidor"), null=True, blank=True)
    # When the links to a closed week's documents were sent; they are sent once.
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-ordered_at", "-id")
        verbose_name = _("lägesbildsbeställning")
        verbose_name_plural = _("lägesbildsbeställningar")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="done") | (~Q(file="") & Q(size__gt=0) & ~Q(sha256="")),
                name="a_finished_report_has_its_file",
            ),
            models.CheckConstraint(
                condition=Q(kind="year", iso_week__isnull=True)
                | (~Q(kind="year") & Q(iso_week__isnull=False)),
                name="a_weeks_document_has_its_week",
            ),
            models.CheckConstraint(condition=~Q(status="failed") | ~Q(error=""), name="a_failure_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.week or self.year}"

    def get_absolute_url(self) -> str:
        return reverse("reports:job", args=[self.area.slug, self.public_id])

    @property
    def week(self) -> IsoWeek | None:
        return IsoWeek(self.year, self.iso_week) if self.iso_week else None

    @property
    def title(self) -> str:
        """'Lägesbild 2023', 'Protokoll v. 47 2026'."""
        when = f"{self.week.label} {self.year}" if self.week else str(self.year)
        return f"{self.get_kind_display()} {when}"

    @property
    def is_waiting(self) -> bool:
        return self.status in {Status.QUEUED, Status.BUILDING}


from reports import edition_models, records_models  # noqa: E402, F401 - tables of their own

"""What is remembered of files of incidents: how a sender's are read, each import, and which rows are in."""

from django.contrib.gis.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incidents.models import Incident
from places.models import Area
from stakeholders.models import Organisation
from stakeholders.policy import Visibility
from stakeholders.trail_models import tracked


class ImportMapping(models.Model):
    """How an organisation's files are read in a district, so that the next one needs no explaining."""

    name = models.SlugField(_("namn"), max_length=160, unique=True)  # what the command calls it
    district = models.ForeignKey(Area, models.PROTECT, related_name="import_mappings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="import_mappings")
    visibility = models.CharField(_("ser"), max_length=20, choices=Visibility.choices)
    columns = models.JSONField(_("kolumnernas betydelse"))  # heading → role
    words = models.JSONField(_("ordens betydelse"))  # the sender's word for a kind, folded → our code

    class Meta:
        ordering = ("name",)
        verbose_name = _("kolumntolkning för händelser")
        verbose_name_plural = _("kolumntolkningar för händelser")
        constraints = [
            models.UniqueConstraint(fields=["district", "organisation"], name="import_mapping_once")
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class ImportRun(models.Model):
    """One file that was read in: from whom, how much of it became incidents, and whether it was taken back."""

    district = models.ForeignKey(Area, models.PROTECT, related_name="import_runs")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="import_runs")
    digest = models.CharField(_("filens kontrollsumma"), max_length=64)
    read = models.PositiveIntegerField(_("lästa rader"))
    added = models.PositiveIntegerField(_("nya händelser"))
    known = models.PositiveIntegerField(_("fanns redan"))
    outside = models.PositiveIntegerField(_("utanför området"))
    made_at = models.DateTimeField(_("inläst"), auto_now_add=True)
    undone_at = models.DateTimeField(_("ångrad"), null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("inläsning")
        verbose_name_plural = _("inläsningar")
        constraints = [
            models.CheckConstraint(condition=Q(added__lte=models.F("read")), name="import_adds_what_it_read")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.made_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("incidents:import_run", args=[self.district.slug, self.pk])


class ImportedRow(models.Model):
    """Which incident a row of a sender became, so that the same row is not read in twice.

    `key` is a digest of the sender's own number, or of the row where it has none: the number itself may lead
    to a person in the sender's system and is not kept.
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    key = models.UUIDField()
    incident = models.OneToOneField(Incident, models.CASCADE, related_name="imported_row")

    class Meta:
        verbose_name = _("inläst rad")
        verbose_name_plural = _("inlästa rader")
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="imported_row_once")]

    def __str__(self) -> str:
        return str(self.key)

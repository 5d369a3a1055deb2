"""Särskild händelse: something grave between two weeks, and what the two authorities make of it at once.

It feeds the week it begins in and sets no level.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.querysets import SpecialEventQuerySet
from assessments.sides import Party
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import Organisation, User
from stakeholders.trail_models import tracked


@tracked()
class SpecialEvent(models.Model):
    """The interim picture of something grave: opened by either authority, closed by either."""

    district = models.ForeignKey(Area, models.PROTECT, related_name="special_events")
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("område")
    )
    title = models.CharField(_("vad som har hänt"), max_length=160)
    guard_reason = models.CharField(_("skäl att behålla uppgiften"), max_length=300, blank=True)
    party = models.CharField(_("part"), max_length=20, choices=Party.choices)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("öppnad"))
    meeting_at = models.DateTimeField(_("extra möte"), null=True, blank=True)
    meeting_place = models.CharField(_("mötesplats"), max_length=160, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(_("avslutad"), null=True, blank=True)

    objects = SpecialEventQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_at", "-id")
        verbose_name = _("särskild händelse")
        verbose_name_plural = _("särskilda händelser")
        indexes = [models.Index(fields=["district", "opened_at"], name="special_event_when")]
        constraints = [
            models.CheckConstraint(condition=Q(party__in=Party.values), name="special_event_party_is_known"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="special_event_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district} {self.opened_at:%Y-%m-%d}"

    @property
    def week(self) -> IsoWeek:
        return IsoWeek.of(self.opened_at)


@tracked()
class SpecialNote(models.Model):
    """One line of the interim picture: what is known, or who has been reached.  Never rewritten."""

    class Kind(models.TextChoices):
        KNOWN = "known", _("Vad som är känt")
        REACHED = "reached", _("Vilka som är nådda")

    event = models.ForeignKey(SpecialEvent, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = models.CharField(_("text"), max_length=1000)
    guard_reason = models.CharField(_("skäl att behålla uppgiften"), max_length=300, blank=True)
    party = models.CharField(_("part"), max_length=20, choices=Party.choices)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("skriven"))

    class Meta:
        ordering = ("written_at", "id")
        verbose_name = _("rad i lägesbilden")
        verbose_name_plural = _("rader i lägesbilden")
        constraints = [
            models.CheckConstraint(condition=Q(party__in=Party.values), name="special_note_party_is_known"),
            models.CheckConstraint(
                condition=Q(kind__in=["known", "reached"]), name="special_note_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.get_kind_display()}"


@tracked()
class SpecialMeasure(models.Model):
    """What is done within 72 hours, and by whom."""

    event = models.ForeignKey(SpecialEvent, models.PROTECT, related_name="measures")
    text = models.CharField(_("åtgärd"), max_length=300)
    guard_reason = models.CharField(_("skäl att behålla uppgiften"), max_length=300, blank=True)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("ansvarig"))
    due_at = models.DateTimeField(_("senast"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("beslutad"))
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(_("genomförd"), null=True, blank=True)

    class Meta:
        ordering = ("due_at", "id")
        verbose_name = _("åtgärd inom 72 timmar")
        verbose_name_plural = _("åtgärder inom 72 timmar")
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="special_measure_done_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.due_at:%Y-%m-%d %H:%M}"


@tracked()
class JointMessage(models.Model):
    """A wording of the gemensamt budskap.  It holds when the other authority has approved that very wording."""

    event = models.ForeignKey(SpecialEvent, models.PROTECT, related_name="messages")
    text = models.CharField(_("gemensamt budskap"), max_length=1000)
    guard_reason = models.CharField(_("skäl att behålla uppgiften"), max_length=300, blank=True)
    party = models.CharField(_("part"), max_length=20, choices=Party.choices)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("skrivet"))
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(_("godkänt"), null=True, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("gemensamt budskap")
        verbose_name_plural = _("gemensamma budskap")
        constraints = [
            models.CheckConstraint(condition=Q(party__in=Party.values), name="joint_message_party_is_known"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="joint_message_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.get_party_display()}"

    @property
    def waits_for(self) -> Party | None:
        """The party that has not approved it yet."""
        return None if self.approved_at else Party(self.party).other


def approved_messages(district: Area, week: IsoWeek) -> list[JointMessage]:
    """The gemensamma budskap of the week's events that both authorities stand behind now: for all parties.

    A wording that was approved no longer holds once another has been proposed.
    """
    latest = JointMessage.objects.filter(
        event__district=district, event__opened_at__gte=week.start, event__opened_at__lt=week.end
    )
    newest = latest.order_by("event_id", "-id").distinct("event_id")
    return [message for message in newest if message.approved_at]

"""Platssamverkan: the organised work around a place, its goals, groups, agreements and decisions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from places.models.areas import Area
from places.models.places import Place
from stakeholders.models import Organisation
from stakeholders.trail_models import tracked


class CollaborationModel(models.TextChoices):
    STOCKHOLM = "stockholm", _("Stockholms stads modell för platssamverkan")
    SAFE_PLACES = "trygga_platser", _("Trygga Platser")
    BID = "bid", _("BID-modell")
    OTHER = "other", _("Annan modell")


class Phase(models.TextChoices):
    """The loop in eight boxes (DOMAIN.md 2.1), and the two ways to stand still."""

    INITIATION = "initiation", _("Initiering")
    ORGANISATION = "organisation", _("Organisering")
    MAPPING = "mapping", _("Kartläggning")
    CAUSES = "causes", _("Orsaksanalys")
    PLANNING = "planning", _("Åtgärder och plan")
    CARRYING_OUT = "carrying_out", _("Genomförande")
    FOLLOW_UP = "follow_up", _("Uppföljning")
    LEARNING = "learning", _("Lärande")
    PAUSED = "paused", _("Pausad")
    CLOSED = "closed", _("Avslutad")


@tracked()
class Programme(models.Model):
    """A common effort that holds collaborations in several places or municipalities, with a grant."""

    name = models.CharField(_("namn"), max_length=200, unique=True)
    partners = models.ManyToManyField(Organisation, blank=True, related_name="programmes")
    funder = models.CharField(_("finansiär"), max_length=160, blank=True)
    grant = models.PositiveIntegerField(_("bidrag, kronor"), null=True, blank=True)
    started_on = models.DateField(_("start"))
    ends_on = models.DateField(_("slut"), null=True, blank=True)
    source = models.CharField(_("källa"), max_length=300)

    class Meta:
        ordering = ("-started_on", "name")
        verbose_name = _("program")
        verbose_name_plural = _("program")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("started_on")),
                name="programme_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class PlaceCollaboration(models.Model):
    """The organised work around one place; or, before a place is chosen, in an area or a programme."""

    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="collaborations")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="collaborations")
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="collaborations"
    )
    name = models.CharField(_("namn"), max_length=160)
    model = models.CharField(_("modell"), max_length=20, choices=CollaborationModel.choices)
    phase = models.CharField(_("fas"), max_length=20, choices=Phase.choices)
    challenge = models.CharField(_("utmaning"), max_length=600, blank=True)
    method = models.CharField(_("metod"), max_length=600, blank=True)
    started_on = models.DateField(_("start"))
    planned_end = models.DateField(_("planerat slut"), null=True, blank=True)
    ended_on = models.DateField(_("slut"), null=True, blank=True)
    budget = models.PositiveIntegerField(_("budget, kronor"), null=True, blank=True)
    financiers = models.ManyToManyField(Organisation, blank=True, related_name="financed_collaborations")
    source = models.CharField(_("källa"), max_length=300)

    class Meta:
        ordering = ("-started_on", "name", "pk")
        verbose_name = _("platssamverkan")
        verbose_name_plural = _("platssamverkan")
        constraints = [
            models.CheckConstraint(
                condition=(Q(place__isnull=True) | Q(area__isnull=True))
                & (Q(place__isnull=False) | Q(area__isnull=False) | Q(programme__isnull=False)),
                name="collaboration_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=(Q(planned_end__isnull=True) | Q(planned_end__gte=F("started_on")))
                & (Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on"))),
                name="collaboration_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(phase="closed") | Q(ended_on__isnull=False),
                name="collaboration_closed_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Goal(models.Model):
    """What a collaboration wants to reach."""

    collaboration = models.ForeignKey(PlaceCollaboration, models.CASCADE, related_name="goals")
    text = models.CharField(_("mål"), max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("mål")
        verbose_name_plural = _("mål")

    def __str__(self) -> str:
        return self.text


class GroupKind(models.TextChoices):
    STEERING = "steering_group", _("Styrgrupp")
    PREPARATION = "preparation_group", _("Beredningsgrupp")
    WORKING = "working_group", _("Arbetsgrupp")
    OPERATIONAL = "operational_group", _("Operativ samverkansgrupp")


@tracked()
class WorkingGroup(models.Model):
    """A group of organisations around a collaboration, or around a whole area."""

    name = models.CharField(_("namn"), max_length=160)
    kind = models.CharField(_("slag"), max_length=20, choices=GroupKind.choices)
    collaboration = models.ForeignKey(
        PlaceCollaboration, models.CASCADE, null=True, blank=True, related_name="groups"
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="groups")
    leader = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="groups_led")
    purpose = models.CharField(_("uppdrag"), max_length=400, blank=True)
    frequency = models.CharField(_("möten"), max_length=80, blank=True)
    next_review = models.DateField(_("nästa översyn"), null=True, blank=True)
    formed_on = models.DateField(_("bildad"), null=True, blank=True)
    source = models.CharField(_("källa"), max_length=300, blank=True)

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("grupp")
        verbose_name_plural = _("grupper")
        constraints = [
            models.CheckConstraint(
                condition=Q(collaboration__isnull=False, area__isnull=True)
                | Q(collaboration__isnull=True, area__isnull=False),
                name="group_is_about_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class GroupMember(models.Model):
    """An organisation's seat in a group, for a time, with what its representative may decide there.

    A kind of member ("fastighetsägare") that is not one known organisation stands as `described`.
    """

    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="group_seats"
    )
    described = models.CharField(_("beskrivning"), max_length=120, blank=True)
    mandate = models.CharField(_("mandat"), max_length=200, blank=True)
    valid_from = models.DateField(_("från och med"))
    valid_to = models.DateField(_("till och med"), null=True, blank=True)

    class Meta:
        ordering = ("organisation__name", "described", "pk")
        verbose_name = _("plats i gruppen")
        verbose_name_plural = _("platser i gruppen")
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(described=""), name="group_member_is_somebody"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="group_member_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.described or str(self.organisation)


class AgreementLevel(models.TextChoices):
    CITY = "city", _("Samverkansöverenskommelse")
    LOCAL = "local", _("Lokal samverkansöverenskommelse")


@tracked()
class Agreement(models.Model):
    """A written, non-binding agreement between municipality and police (SÖK, DOMAIN.md 1.2)."""

    level = models.CharField(_("slag"), max_length=10, choices=AgreementLevel.choices)
    name = models.CharField(_("namn"), max_length=200)
    area = models.ForeignKey(Area, models.PROTECT, related_name="agreements")
    parties = models.ManyToManyField(Organisation, related_name="agreements")
    themes = models.JSONField(_("samverkansområden"), default=list, blank=True)
    valid_from = models.DateField(_("gäller från"))
    valid_to = models.DateField(_("gäller till"), null=True, blank=True)
    source = models.CharField(_("källa"), max_length=300)

    class Meta:
        ordering = ("-valid_from", "name")
        verbose_name = _("överenskommelse")
        verbose_name_plural = _("överenskommelser")

    def __str__(self) -> str:
        return self.name


@tracked()
class Decision(models.Model):
    """What a collaboration decided, in short form; also minutes of a meeting in a sentence or two."""

    collaboration = models.ForeignKey(PlaceCollaboration, models.CASCADE, related_name="decisions")
    decided_on = models.DateField(_("dag"))
    # A text often gives only a year or a season; the page then says what it says.
    when = models.CharField(_("tid som den står i källan"), max_length=60, blank=True)
    text = models.CharField(_("beslut eller händelse"), max_length=400)
    source = models.CharField(_("källa"), max_length=300, blank=True)

    class Meta:
        ordering = ("decided_on", "pk")
        verbose_name = _("beslut")
        verbose_name_plural = _("beslut")

    def __str__(self) -> str:
        return self.text

"""Platssamverkan: the organised work around a place, its goals, groups, meetings and decisions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from places.models.agreements import Theme
from places.models.areas import Area
from places.models.places import Place
from places.models.texts import Guarded
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
class Programme(Guarded):
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
class PlaceCollaboration(Guarded):
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
    FORUM = "forum", _("Forum")


@tracked()
class WorkingGroup(Guarded):
    """A group of organisations around a collaboration, or in an area: for all of its work or for one theme.

    `parent` is the group that gives it its task; so the groups of an area make up its structure.
    """

    name = models.CharField(_("namn"), max_length=160)
    kind = models.CharField(_("slag"), max_length=20, choices=GroupKind.choices)
    collaboration = models.ForeignKey(
        PlaceCollaboration, models.CASCADE, null=True, blank=True, related_name="groups"
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="groups")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="groups")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("får uppdrag av"),
    )
    leader = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="groups_led")
    purpose = models.CharField(_("uppdrag"), max_length=400, blank=True)
    frequency = models.CharField(_("möten"), max_length=80, blank=True)
    next_review = models.DateField(_("nästa översyn"), null=True, blank=True)
    formed_on = models.DateField(_("bildad"), null=True, blank=True)
    ended_on = models.DateField(_("sista dag"), null=True, blank=True)
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
            ),
            models.CheckConstraint(
                condition=Q(theme__isnull=True) | Q(area__isnull=False), name="group_of_a_theme_has_an_area"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(formed_on__isnull=True)
                | Q(ended_on__gte=F("formed_on")),
                name="group_ends_after_it_was_formed",
                violation_error_message=_("Sista dagen kan inte ligga före den första."),
            ),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="group_is_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class GroupMember(Guarded):
    """An organisation's seat in a group, for a time, with what its representative may decide there.

    `described` is the function that takes part ("enhetschef"), or, without an organisation, a kind of member
    that is not one known organisation ("fastighetsägare").  It is never a person's name.
    """

    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="group_seats"
    )
    described = models.CharField(_("funktion"), max_length=120, blank=True)
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
        return ", ".join(part for part in (str(self.organisation or ""), self.described) if part)


@tracked()
class Meeting(Guarded):
    """A group's meeting: planned while its day lies ahead, afterwards with who came and what was said in short."""

    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="meetings")
    held_on = models.DateField(_("dag"))
    present = models.ManyToManyField(
        Organisation, blank=True, related_name="meetings", verbose_name=_("närvarande")
    )
    minutes = models.CharField(_("anteckningar i korthet"), max_length=2000, blank=True)

    class Meta:
        ordering = ("-held_on", "-pk")
        verbose_name = _("möte")
        verbose_name_plural = _("möten")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "held_on"],
                name="meeting_once_a_day",
                violation_error_message=_("Gruppen har redan ett möte den dagen."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.held_on:%Y-%m-%d}"


@tracked()
class Decision(Guarded):
    """What a collaboration, or a group at its meeting, decided or saw happen; in short form."""

    collaboration = models.ForeignKey(
        PlaceCollaboration, models.CASCADE, null=True, blank=True, related_name="decisions"
    )
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, blank=True, related_name="decisions")
    decided_on = models.DateField(_("dag"))
    # A text often gives only a year or a season; the page then says what it says.
    when = models.CharField(_("tid som den står i källan"), max_length=60, blank=True)
    text = models.CharField(_("beslut eller händelse"), max_length=400)
    source = models.CharField(_("källa"), max_length=300, blank=True)

    class Meta:
        ordering = ("decided_on", "pk")
        verbose_name = _("beslut")
        verbose_name_plural = _("beslut")
        constraints = [
            models.CheckConstraint(
                condition=Q(collaboration__isnull=False) | Q(meeting__isnull=False),
                name="decision_is_somebodys",
            )
        ]

    def __str__(self) -> str:
        return self.text

"""Safety walks: planned, walked and answered.  People are counted, never named (DOMAIN.md 2.8, 3.4, T7)."""

import uuid
from datetime import datetime, timedelta

from django.contrib.gis.db import models
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from places.models import SRID, Area, Matter, Place
from stakeholders.models import Organisation, User
from stakeholders.trail_models import tracked
from walks.querysets import ObservationQuerySet, WalkQuerySet

MOST_IN_GROUP = 20
UPLOAD_DAYS = 7  # how long after the walk a telephone may still hand in what it holds


class ObservationCategory(models.Model):
    """What an observation is about (T7), and the matter that tells who usually answers for it."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("namn"), max_length=80)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "name")
        verbose_name = _("slag av iakttagelse")
        verbose_name_plural = _("slag av iakttagelser")

    def __str__(self) -> str:
        return self.name


class WalkKind(models.TextChoices):
    WALK = "walk", _("Trygghetsvandring")
    DIALOGUE = "dialogue", _("Medborgardialog")


class Light(models.TextChoices):
    DAY = "day", _("I dagsljus")
    DARK = "dark", _("I mörker")


class WalkStatus(models.TextChoices):
    PLANNED = "planned", _("Planerad")
    HELD = "held", _("Genomförd")
    PUBLISHED = "published", _("Protokoll publicerat")
    CLOSED = "closed", _("Avslutad")


@tracked()
class Walk(models.Model):
    """A walk through an area, or a dialogue about it, with its three meetings."""

    kind = models.CharField(_("form"), max_length=20, choices=WalkKind.choices, default=WalkKind.WALK)
    area = models.ForeignKey(Area, models.PROTECT, related_name="walks", verbose_name=_("område"))
    title = models.CharField(_("namn"), max_length=120)
    purpose = models.CharField(_("syfte"), max_length=500)
    light = models.CharField(_("ljus"), max_length=10, choices=Light.choices, default=Light.DARK)
    starts_at = models.DateTimeField(_("börjar"))
    meeting_point = models.CharField(_("samling"), max_length=200, blank=True)
    pre_meeting_on = models.DateField(_("förmöte"), null=True, blank=True)
    follow_up_on = models.DateField(_("uppföljningsmöte"), null=True, blank=True)
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, related_name="walks", verbose_name=_("sammankallande")
    )
    # An earlier walk that this one repeats: its unsolved observations are ticked off.
    repeats = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="repeated_by",
        verbose_name=_("återvandring av"),
    )
    status = models.CharField(
        _("läge"), max_length=20, choices=WalkStatus.choices, default=WalkStatus.PLANNED
    )
    published_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(_("källa"), max_length=300, blank=True)
    invented = models.BooleanField(default=False)  # the demo's own observations, and said so
    created_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WalkQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_at", "-pk")
        verbose_name = _("trygghetsvandring")
        verbose_name_plural = _("trygghetsvandringar")
        constraints = [
            models.CheckConstraint(
                condition=Q(repeats__isnull=True) | ~Q(repeats=F("pk")), name="walk_repeats_another"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("walks:detail", args=[self.pk])

    @property
    def accepts_until(self) -> datetime:
        """The moment after which no telephone can add to it."""
        return self.starts_at + timedelta(days=UPLOAD_DAYS)


@tracked()
class WalkStop(models.Model):
    """A stop on the route.  One that is taken away stays for what was seen there."""

    walk = models.ForeignKey(Walk, models.CASCADE, related_name="stops")
    number = models.PositiveSmallIntegerField(_("nummer"))
    name = models.CharField(_("namn"), max_length=120)
    look_for = models.CharField(_("att titta på"), max_length=300, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    point = models.PointField(_("läge"), srid=SRID, null=True, blank=True)
    removed = models.BooleanField(default=False)

    class Meta:
        ordering = ("number", "pk")
        verbose_name = _("stopp")
        verbose_name_plural = _("stopp")
        constraints = [
            models.UniqueConstraint(
                fields=["walk", "number"], condition=Q(removed=False), name="walk_stop_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


@tracked()
class WalkGroup(models.Model):
    """A group of at most twenty, with the functions its three tasks are done by: never names."""

    walk = models.ForeignKey(Walk, models.CASCADE, related_name="groups")
    name = models.CharField(_("grupp"), max_length=60)
    size = models.PositiveSmallIntegerField(_("antal"), validators=[MaxValueValidator(MOST_IN_GROUP)])
    leader = models.CharField(_("samtalsledare"), max_length=120, blank=True)
    recorder = models.CharField(_("protokollförare"), max_length=120, blank=True)
    photographer = models.CharField(_("fotograf"), max_length=120, blank=True)

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("grupp")
        verbose_name_plural = _("grupper")
        constraints = [
            models.CheckConstraint(
                condition=Q(size__lte=MOST_IN_GROUP),
                name="walk_group_is_small",
                violation_error_message=_("En grupp har högst 20 deltagare. Dela upp den."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ParticipantKind(models.TextChoices):
    RESIDENT = "resident", _("Boende")
    YOUNG = "young", _("Barn och unga")
    ASSOCIATION = "association", _("Förening")
    PROPERTY_OWNER = "property_owner", _("Fastighetsägare")
    BUSINESS = "business", _("Näringsliv")
    MUNICIPALITY = "municipality", _("Kommunen")
    POLICE = "police", _("Polisen")
    TRANSIT = "transit", _("Kollektivtrafiken")
    POLITICIAN = "politician", _("Förtroendevald")


class AgeBand(models.TextChoices):
    CHILD = "0-17", _("under 18 år")
    YOUNG = "18-29", _("18–29 år")
    ADULT = "30-64", _("30–64 år")
    OLD = "65-", _("65 år eller äldre")
    UNKNOWN = "", _("ålder ej frågad")


@tracked()
class ParticipantCount(models.Model):
    """How many of a kind and an age took part, so that it is seen who was not there."""

    walk = models.ForeignKey(Walk, models.CASCADE, related_name="participants")
    kind = models.CharField(_("vilka"), max_length=20, choices=ParticipantKind.choices)
    age_band = models.CharField(_("ålder"), max_length=10, choices=AgeBand.choices, blank=True)
    count = models.PositiveSmallIntegerField(_("antal"), validators=[MinValueValidator(1)])

    class Meta:
        ordering = ("kind", "age_band")
        verbose_name = _("antal deltagare")
        verbose_name_plural = _("antal deltagare")
        constraints = [
            models.UniqueConstraint(fields=["walk", "kind", "age_band"], name="walk_participants_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.count}"


class ObservationStatus(models.TextChoices):
    NEW = "new", _("Ny")
    ACTING = "acting", _("Åtgärdas")
    INVESTIGATING = "investigating", _("Utreds")
    NOT_ACTING = "not_acting", _("Åtgärdas inte")
    DONE = "done", _("Klar")
    FED_BACK = "fed_back", _("Återkopplad")


class Urgency(models.TextChoices):
    URGENT = "urgent", _("Akut")
    SHOULD = "should", _("Bör åtgärdas")
    WISH = "wish", _("Önskemål")


class PositionSource(models.TextChoices):
    GPS = "gps", _("telefonens läge")
    STOP = "stop", _("stoppet")
    HAND = "hand", _("satt för hand")
    NONE = "", _("okänt läge")


class Channel(models.TextChoices):
    WALK = "walk", _("På vandringen")
    DIALOGUE = "dialogue", _("Medborgardialog")
    MAIL = "mail", _("Brev eller e-post")
    PHONE = "phone", _("Telefon")
    BOARD = "board", _("Nämndmöte")


@tracked()
class Observation(models.Model):
    """One thing seen: a quality or a deficiency, where, how urgent, and what became of it.

    `client_id` is made where it was written, so that sending it twice saves it once.
    """

    walk = models.ForeignKey(Walk, models.PROTECT, related_name="observations")
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # SHA-256 of what the telephone sent, so that it can tell whether all of it arrived.
    content_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    number = models.PositiveIntegerField(_("nummer"))
    stop = models.ForeignKey(WalkStop, models.SET_NULL, null=True, blank=True, related_name="observations")
    point = models.PointField(_("läge"), srid=SRID, null=True, blank=True)
    position_source = models.CharField(
        _("läget kommer från"), max_length=10, choices=PositionSource.choices, blank=True
    )
    category = models.ForeignKey(
        ObservationCategory, models.PROTECT, related_name="+", verbose_name=_("slag")
    )
    positive = models.BooleanField(_("fungerar bra"), default=False)
    urgency = models.CharField(
        _("angelägenhet"), max_length=10, choices=Urgency.choices, default=Urgency.SHOULD
    )
    text = models.CharField(_("beskrivning"), max_length=500, blank=True)
    matters_for = models.CharField(_("för vilka och när"), max_length=200, blank=True)
    channel = models.CharField(_("kom in"), max_length=20, choices=Channel.choices, default=Channel.WALK)
    # By the telephone's clock, which may be wrong; `received_at` is ours.
    noted_at = models.DateTimeField(_("antecknad"))
    received_at = models.DateTimeField(_("mottagen"), auto_now_add=True)
    remark = models.CharField(_("att reda ut"), max_length=500, blank=True)
    earlier = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later", verbose_name=_("följer upp")
    )
    status = models.CharField(
        _("läge"), max_length=20, choices=ObservationStatus.choices, default=ObservationStatus.NEW
    )
    responsible = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("ansvarig"),
    )
    taken_on_the_spot = models.BooleanField(_("togs på plats"), default=False)
    reason = models.CharField(_("svar och skäl"), max_length=500, blank=True)
    due_on = models.DateField(_("klart senast"), null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ("walk", "number")
        verbose_name = _("iakttagelse")
        verbose_name_plural = _("iakttagelser")
        constraints = [
            models.UniqueConstraint(fields=["walk", "number"], name="observation_number_once"),
            models.CheckConstraint(
                condition=~Q(status="not_acting") | ~Q(reason=""),
                name="observation_no_has_a_reason",
                violation_error_message=_("Skriv varför den inte åtgärdas. Deltagarna får se skälet."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.category}"


class PhotoSize(models.TextChoices):
    LARGE = "stor", _("stor")
    SMALL = "liten", _("liten")


@tracked()
class Photo(models.Model):
    """A picture of a place, painted anew on the server: no metadata, two sizes (docs/decisions/0032)."""

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="photos")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Of the file as it was sent: the telephone compares it before it forgets its own.
    sent_sha256 = models.CharField(max_length=64)
    position = models.PositiveSmallIntegerField(default=0)
    large = models.FileField(upload_to="walks/", max_length=120)
    small = models.FileField(upload_to="walks/", max_length=120)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    drawn = models.BooleanField(default=False)  # a sample picture of the demo, not a photograph
    # Somebody has said that no face and no number plate shows, or has covered them.
    looked_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("observation", "position", "pk")
        verbose_name = _("bild")
        verbose_name_plural = _("bilder")
        constraints = [
            models.UniqueConstraint(fields=["observation", "sent_sha256"], name="photo_once_in_observation")
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class Aspect(models.TextChoices):
    """What makes a place safe by BoTryggt2030 (DOMAIN.md T9)."""

    DESIGN = "gestaltning", _("Gestaltning")
    MIX_FUNCTIONS = "mix_functions", _("Mix av funktioner")
    MIX_PEOPLE = "mix_people", _("Mix av människor")
    CLARITY = "clarity", _("Tydlighet")
    SOCIAL_CONTROL = "social_control", _("Social kontroll")
    LIGHTING = "lighting", _("Belysning")
    PERIMETER = "perimeter_protection", _("Skalskydd")
    MANAGEMENT = "management", _("Förvaltning")
    INFORMATION = "information", _("Information")


BEST_SCORE = 5


@tracked()
class AspectScore(models.Model):
    """How well an aspect works along the route, as the group agreed: 1 badly, 5 well.  No row: not judged."""

    walk = models.ForeignKey(Walk, models.CASCADE, related_name="scores")
    aspect = models.CharField(_("aspekt"), max_length=30, choices=Aspect.choices)
    score = models.PositiveSmallIntegerField(
        _("poäng"), validators=[MinValueValidator(1), MaxValueValidator(BEST_SCORE)]
    )

    class Meta:
        ordering = ("walk", "pk")
        verbose_name = _("poäng för en aspekt")
        verbose_name_plural = _("poäng för aspekter")
        constraints = [
            models.UniqueConstraint(fields=["walk", "aspect"], name="walk_aspect_once"),
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=BEST_SCORE), name="walk_aspect_score_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_aspect_display()} {self.score}"


@tracked()
class Answer(models.Model):
    """What was answered about an observation, in order: the participants read it."""

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="answers")
    status = models.CharField(_("läge"), max_length=20, choices=ObservationStatus.choices)
    text = models.CharField(_("svar"), max_length=500, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("svar")
        verbose_name_plural = _("svar")

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.observation}"


class Reader(models.Model):
    """A participant who wants to know what happened: an address, forgotten after the feedback."""

    walk = models.ForeignKey(Walk, models.CASCADE, related_name="readers")
    email = models.EmailField(_("e-postadress"))
    points = models.ManyToManyField(Observation, blank=True, related_name="readers")
    created_at = models.DateTimeField(auto_now_add=True)
    # The newest answer that a letter has told of.
    told_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("email",)
        verbose_name = _("deltagare som vill ha svar")
        verbose_name_plural = _("deltagare som vill ha svar")
        constraints = [models.UniqueConstraint(fields=["walk", "email"], name="walk_reader_once")]

    def __str__(self) -> str:
        return f"{self.pk} ({self.walk})"

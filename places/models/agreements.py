"""What municipality and police have agreed on in an area: agreements, their themes, and promises to citizens."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from places.models.areas import Area
from places.models.texts import Guarded
from stakeholders.models import Organisation
from stakeholders.trail_models import tracked


class AgreementLevel(models.TextChoices):
    CITY = "city", _("Samverkansöverenskommelse")
    LOCAL = "local", _("Lokal samverkansöverenskommelse")


@tracked()
class Agreement(Guarded):
    """A written, non-binding agreement between municipality and police (SÖK, DOMAIN.md 1.2).

    `themes` are the words of the agreement as it was signed; what is worked on under them is a `Theme`.
    """

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
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="agreement_ends_after_it_starts",
                violation_error_message=_("Sista dagen kan inte ligga före den första."),
            )
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Theme(Guarded):
    """A prioritised field of collaboration in an area: "otrygga och brottsutsatta platser"."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="themes")
    name = models.CharField(_("namn"), max_length=160)
    position = models.PositiveSmallIntegerField(default=0)
    # DOMAIN.md 3.2, no 62: what the line organisation does anyway needs no group of its own.
    in_line_operations = models.BooleanField(_("arbete sker i linjeverksamhet"), default=False)
    ended_on = models.DateField(_("sista dag"), null=True, blank=True)
    source = models.CharField(_("källa"), max_length=300, blank=True)

    class Meta:
        ordering = ("position", "name", "pk")
        verbose_name = _("samverkansområde")
        verbose_name_plural = _("samverkansområden")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                name="theme_once_in_an_area",
                violation_error_message=_("Området har redan ett samverkansområde med det namnet."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ThemePartKind(models.TextChoices):
    GOAL = "goal", _("Mål")
    INDICATOR = "indicator", _("Indikator")
    ACTIVITY = "activity", _("Aktivitet")


@tracked()
class ThemePart(models.Model):
    """A goal of a theme, an indicator that tells whether it is reached, or an activity towards it."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="parts")
    kind = models.CharField(_("slag"), max_length=20, choices=ThemePartKind.choices)
    text = models.CharField(_("text"), max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("kind", "position", "pk")
        verbose_name = _("del av samverkansområde")
        verbose_name_plural = _("delar av samverkansområden")

    def __str__(self) -> str:
        return self.text


@tracked()
class CitizenPromise(Guarded):
    """Medborgarlöfte: a concrete promise to those who live in an area, for a time."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="promises")
    text = models.CharField(_("löfte"), max_length=600)
    promised_by = models.ManyToManyField(Organisation, related_name="promises", verbose_name=_("lovas av"))
    valid_from = models.DateField(_("gäller från"))
    valid_to = models.DateField(_("gäller till"), null=True, blank=True)
    source = models.CharField(_("källa"), max_length=300, blank=True)

    class Meta:
        ordering = ("-valid_from", "pk")
        verbose_name = _("medborgarlöfte")
        verbose_name_plural = _("medborgarlöften")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="promise_ends_after_it_starts",
                violation_error_message=_("Sista dagen kan inte ligga före den första."),
            )
        ]

    def __str__(self) -> str:
        return self.text


class PromiseOutcome(models.TextChoices):
    KEPT = "kept", _("Uppfyllt")
    PARTLY = "partly", _("Delvis uppfyllt")
    NOT_KEPT = "not_kept", _("Inte uppfyllt")


@tracked()
class PromiseFollowUp(Guarded):
    """How it went with a promise, on a day; the latest one stands."""

    promise = models.ForeignKey(CitizenPromise, models.CASCADE, related_name="follow_ups")
    followed_up_on = models.DateField(_("uppföljd"))
    outcome = models.CharField(_("utfall"), max_length=20, choices=PromiseOutcome.choices)
    text = models.CharField(_("hur vi vet det"), max_length=600)

    class Meta:
        ordering = ("followed_up_on", "pk")
        verbose_name = _("uppföljning av löfte")
        verbose_name_plural = _("uppföljningar av löften")

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.followed_up_on:%Y-%m-%d}"

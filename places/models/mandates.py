"""Vem ansvarar här?  Who owns, manages, decides, acts, finances and informs, on what ground, and for what.

Mandate, assignment and legal power are three things (DOMAIN.md 3.2, nos 57-59) and are kept apart.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from places.models.areas import Area
from places.models.places import Place, PlaceKind
from places.models.texts import Guarded
from places.place_querysets import MandateQuerySet
from stakeholders.models import Organisation, OrganisationType
from stakeholders.trail_models import tracked


@tracked()
class Matter(models.Model):
    """Sakområde: a kind of problem that somebody answers for.  Categories of incidents and walks point here."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("namn"), max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "name")
        verbose_name = _("sakområde")
        verbose_name_plural = _("sakområden")

    def __str__(self) -> str:
        return self.name


class MandateKind(models.TextChoices):
    """What an organisation does at a place, in words that follow its name."""

    OWNS = "owns", _("äger")
    MANAGES = "manages", _("sköter")
    DECIDES = "decides", _("beslutar")
    ACTS = "acts", _("agerar")
    FINANCES = "finances", _("betalar")
    INFORMS = "informs", _("informerar")


class Basis(models.TextChoices):
    """The ground a role stands on."""

    LEGAL_POWER = "legal_power", _("Befogenhet enligt lag")
    ASSIGNMENT = "assignment", _("Uppdrag")
    MANDATE = "mandate", _("Mandat i samverkan")
    OWNERSHIP = "ownership", _("Äganderätt eller avtal")


@tracked()
class Mandate(Guarded):
    """One role of one organisation at a place or in an area, for a time; without matters it holds for all."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="mandates", verbose_name=_("organisation")
    )
    place = models.ForeignKey(Place, models.CASCADE, null=True, blank=True, related_name="mandates")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="mandates")
    kind = models.CharField(_("roll"), max_length=20, choices=MandateKind.choices)
    basis = models.CharField(_("grund"), max_length=20, choices=Basis.choices)
    legal_basis = models.CharField(_("lag, beslut eller avtal"), max_length=200, blank=True)
    limits = models.CharField(_("begränsning"), max_length=300, blank=True)
    # A function's address or number, never a person's.
    contact = models.CharField(_("kontaktväg"), max_length=200, blank=True)
    matters = models.ManyToManyField(
        Matter, blank=True, related_name="mandates", verbose_name=_("sakområden")
    )
    source = models.CharField(_("källa"), max_length=300, blank=True)
    valid_from = models.DateField(_("gäller från"))
    valid_to = models.DateField(_("gäller till"), null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ("organisation__name", "kind", "pk")
        verbose_name = _("roll på platsen")
        verbose_name_plural = _("roller på platsen")
        constraints = [
            models.CheckConstraint(
                condition=Q(place__isnull=False, area__isnull=True)
                | Q(place__isnull=True, area__isnull=False),
                name="mandate_is_for_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="mandate_ends_after_it_starts",
                violation_error_message=_("Sista dagen kan inte ligga före den första."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_kind_display()} {self.place or self.area}"


@tracked()
class RoutingRule(models.Model):
    """Vem ringer jag?  For a matter: which role answers first, second, and so on.

    An empty `org_type` or `place_kind` means any.  The rules are rows, so that a municipality can have
    its own order.
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="rules")
    step = models.PositiveSmallIntegerField(_("ordning"))
    kind = models.CharField(_("roll"), max_length=20, choices=MandateKind.choices)
    org_type = models.CharField(_("typ"), max_length=40, choices=OrganisationType.choices, blank=True)
    place_kind = models.CharField(_("slag av plats"), max_length=30, choices=PlaceKind.choices, blank=True)

    class Meta:
        ordering = ("matter", "step", "pk")
        verbose_name = _("regel för vem som svarar")
        verbose_name_plural = _("regler för vem som svarar")
        constraints = [
            models.UniqueConstraint(fields=["matter", "step", "place_kind"], name="routing_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.step}: {self.get_kind_display()}"

"""Who takes part: organisations, people, their roles, and the trail of what they changed."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from stakeholders.querysets import MembershipQuerySet


class OrganisationType(models.TextChoices):
    """Actor types, DOMAIN.md T1."""

    DISTRICT_ADMINISTRATION = "district_administration", _("Stadsdelsförvaltning")
    DISTRICT_COUNCIL = "district_council", _("Stadsdelsnämnd")
    CITY_EXECUTIVE_OFFICE = "city_executive_office", _("Stadsledningskontor")
    TRAFFIC_OFFICE = "traffic_office", _("Trafikkontor")
    EDUCATION_ADMINISTRATION = "education_administration", _("Utbildningsförvaltning")
    SOCIAL_ADMINISTRATION = "social_administration", _("Socialförvaltning")
    MUNICIPAL_HOUSING_COMPANY = "municipal_housing_company", _("Kommunalt bostadsbolag")
    MUNICIPAL_PROPERTY_COMPANY = "municipal_property_company", _("Kommunalt fastighetsbolag")
    LOCAL_POLICE = "local_police", _("Lokalpolisområde")
    POLICE_REGION = "police_region", _("Polisregion")
    PUBLIC_TRANSPORT_AUTHORITY = "public_transport_authority", _("Kollektivtrafikmyndighet")
    TRANSIT_OPERATOR = "transit_operator", _("Trafikoperatör")
    PRIVATE_PROPERTY_OWNER = "private_property_owner", _("Privat fastighetsägare")
    HOUSING_COOPERATIVE = "housing_cooperative", _("Bostadsrättsförening")
    PROPERTY_OWNERS_ASSOCIATION = "property_owners_association", _("Fastighetsägarförening")
    CENTRE_OWNER = "centre_owner", _("Centrumägare")
    PLACE_ORGANISATION = "place_organisation", _("Platsorganisation")
    BUSINESS = "business", _("Näringsidkare")
    CIVIL_SOCIETY = "civil_society", _("Civilsamhälle")
    SPORTS_CLUB = "sports_club", _("Idrottsförening")
    FAITH_COMMUNITY = "faith_community", _("Trossamfund")
    GUARD_COMPANY = "guard_company", _("Bevakningsföretag")
    FIRE_AND_RESCUE = "fire_and_rescue", _("Räddningstjänst")
    COUNTY_ADMINISTRATIVE_BOARD = "county_administrative_board", _("Länsstyrelse")
    MUNICIPALITY = "municipality", _("Kommun")
    OTHER = "other", _("Annan aktör")


class Role(models.TextChoices):
    """What a person does here for an organisation.  Rights follow from it in `policy.py`."""

    ADMIN = "admin", _("Administratör")
    COORDINATOR = "coordinator", _("Samordnare")
    POLICE = "police", _("Polis")
    DISTRICT_OFFICER = "district_officer", _("Handläggare")
    PROPERTY_OWNER = "property_owner", _("Fastighetsägare")
    TRANSIT = "transit", _("Kollektivtrafik")
    CIVIL_SOCIETY = "civil_society", _("Civilsamhälle")
    REPORTER = "reporter", _("Rapportör")
    READER = "reader", _("Läsare")


class Organisation(models.Model):
    """A collaborating party."""

    name = models.CharField(_("namn"), max_length=200, unique=True)
    org_type = models.CharField(_("typ"), max_length=40, choices=OrganisationType.choices)

    class Meta:
        ordering = ("name",)
        verbose_name = _("organisation")
        verbose_name_plural = _("organisationer")

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes users; the address is folded to lower case so that nobody gets two accounts."""

    def create_user(self, email: str, password: str | None = None, **extra: object) -> "User":
        """Store and return a user; without a password the account can't sign in with one."""
        user = self.model(email=email.strip().lower(), **extra)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **extra: object) -> "User":
        return self.create_user(email, password, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who works here.  Name and work address only: users are personal data too."""

    email = models.EmailField(_("e-postadress"), unique=True)
    name = models.CharField(_("namn"), max_length=120)
    is_active = models.BooleanField(_("aktiv"), default=True)
    joined_at = models.DateTimeField(_("upplagd"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("användare")
        verbose_name_plural = _("användare")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's role in an organisation, for a time.  A person may have several."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(_("roll"), max_length=20, choices=Role.choices)
    valid_from = models.DateField(_("från och med"), default=date.today)
    valid_to = models.DateField(_("till och med"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "valid_from"], name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.organisation}"


class AuditEvent(models.Model):
    """One change, kept for ever: who did what to which row, when.  Never the content.

    The runtime role may insert and read, nothing else; a trigger refuses changes to everyone.
    """

    at = models.DateTimeField(_("tidpunkt"), auto_now_add=True)
    actor = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    action = models.CharField(_("händelse"), max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "-id")
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_object")]
        verbose_name = _("spårpost")
        verbose_name_plural = _("spårposter")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.object_type} {self.object_id}"

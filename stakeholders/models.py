"""Who takes part: organisations, people, their roles, and the trail of what they changed."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stakeholders.querysets import CapabilityLinkQuerySet, MembershipQuerySet


class OrganisationType(models.TextChoices):
    """Actor types, DOMAIN.md T1, in its order; `MUNICIPALITY` is the municipality as a whole."""

    DISTRICT_ADMINISTRATION = "district_administration", _("Stadsdelsförvaltning")
    DISTRICT_COUNCIL = "district_council", _("Stadsdelsnämnd")
    CITY_EXECUTIVE_OFFICE = "city_executive_office", _("Stadsledningskontor")
    TRAFFIC_OFFICE = "traffic_office", _("Trafikkontor")
    EDUCATION_ADMINISTRATION = "education_administration", _("Utbildningsförvaltning")
    SOCIAL_ADMINISTRATION = "social_administration", _("Socialförvaltning")
    PARKS_AND_PROPERTIES_OFFICE = "parks_and_properties_office", _("Exploaterings- eller fastighetskontor")
    ENVIRONMENT_AND_HEALTH = "environment_and_health", _("Miljöförvaltning")
    CULTURE_AND_SPORTS = "culture_and_sports", _("Kultur- eller idrottsförvaltning")
    MUNICIPAL_HOUSING_COMPANY = "municipal_housing_company", _("Kommunalt bostadsbolag")
    MUNICIPAL_PROPERTY_COMPANY = "municipal_property_company", _("Kommunalt fastighetsbolag")
    PARKING_COMPANY = "parking_company", _("Parkeringsbolag")
    LOCAL_POLICE = "local_police", _("Lokalpolisområde")
    POLICE_REGION = "police_region", _("Polisregion")
    PUBLIC_TRANSPORT_AUTHORITY = "public_transport_authority", _("Kollektivtrafikmyndighet")
    TRANSIT_OPERATOR = "transit_operator", _("Trafikoperatör")
    RAIL_INFRASTRUCTURE = "rail_infrastructure", _("Järnvägs- eller stationsförvaltare")
    PRIVATE_PROPERTY_OWNER = "private_property_owner", _("Privat fastighetsägare")
    HOUSING_COOPERATIVE = "housing_cooperative", _("Bostadsrättsförening")
    PROPERTY_OWNERS_ASSOCIATION = "property_owners_association", _("Fastighetsägarförening")
    CENTRE_OWNER = "centre_owner", _("Centrumägare")
    PLACE_ORGANISATION = "place_organisation", _("Platsorganisation")
    BUSINESS = "business", _("Näringsidkare")
    TRADE_ASSOCIATION = "trade_association", _("Företagarförening")
    SCHOOL_MUNICIPAL = "school_municipal", _("Kommunal skola")
    SCHOOL_INDEPENDENT = "school_independent", _("Fristående skola")
    CIVIL_SOCIETY = "civil_society", _("Civilsamhälle")
    SPORTS_CLUB = "sports_club", _("Idrottsförening")
    FAITH_COMMUNITY = "faith_community", _("Trossamfund")
    RESIDENTS_GROUP = "residents_group", _("Boendegrupp")
    YOUTH_COUNCIL = "youth_council", _("Ungdomsråd")
    PENSIONERS_COUNCIL = "pensioners_council", _("Pensionärsråd")
    DISABILITY_COUNCIL = "disability_council", _("Funktionshinderråd")
    GUARD_COMPANY = "guard_company", _("Bevakningsföretag")
    FIRE_AND_RESCUE = "fire_and_rescue", _("Räddningstjänst")
    HEALTH_CARE_REGION = "health_care_region", _("Hälso- och sjukvård i regionen")
    CORRECTIONAL_SERVICE = "correctional_service", _("Kriminalvården")
    CUSTOMS = "customs", _("Tullverket")
    COUNTY_ADMINISTRATIVE_BOARD = "county_administrative_board", _("Länsstyrelse")
    MUNICIPALITY = "municipality", _("Kommun")
    NEIGHBOUR_MUNICIPALITY = "neighbour_municipality", _("Grannkommun")
    UNIVERSITY = "university", _("Lärosäte eller forskare")
    OTHER = "other", _("Annan aktör")


# Types that are always an authority.  Left out where a type holds both (a rail manager may be Trafikverket
# or a company): what only authorities may have is then simply not given.
AUTHORITY_TYPES = frozenset(
    {
        OrganisationType.DISTRICT_ADMINISTRATION,
        OrganisationType.DISTRICT_COUNCIL,
        OrganisationType.CITY_EXECUTIVE_OFFICE,
        OrganisationType.TRAFFIC_OFFICE,
        OrganisationType.EDUCATION_ADMINISTRATION,
        OrganisationType.SOCIAL_ADMINISTRATION,
        OrganisationType.PARKS_AND_PROPERTIES_OFFICE,
        OrganisationType.ENVIRONMENT_AND_HEALTH,
        OrganisationType.CULTURE_AND_SPORTS,
        OrganisationType.LOCAL_POLICE,
        OrganisationType.POLICE_REGION,
        OrganisationType.PUBLIC_TRANSPORT_AUTHORITY,
        OrganisationType.FIRE_AND_RESCUE,
        OrganisationType.HEALTH_CARE_REGION,
        OrganisationType.CORRECTIONAL_SERVICE,
        OrganisationType.CUSTOMS,
        OrganisationType.COUNTY_ADMINISTRATIVE_BOARD,
        OrganisationType.MUNICIPALITY,
        OrganisationType.NEIGHBOUR_MUNICIPALITY,
    }
)
POLICE_TYPES = frozenset({OrganisationType.LOCAL_POLICE, OrganisationType.POLICE_REGION})


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

    @property
    def is_authority(self) -> bool:
        """Whether the party is an authority, by its type."""
        return self.org_type in AUTHORITY_TYPES


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


class Invitation(models.Model):
    """An offer to a person to take part for an organisation.

    The way in is a `CapabilityLink` about it; the offer is open while such a link is, and the row waits
    to be accepted, so that inviting somebody again uses the same row.
    """

    email = models.EmailField(_("e-postadress"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    role = models.CharField(_("roll"), max_length=20, choices=Role.choices)
    invited_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    invited_at = models.DateTimeField(_("inbjuden"), auto_now_add=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(_("accepterad"), null=True, blank=True)

    class Meta:
        verbose_name = _("inbjudan")
        verbose_name_plural = _("inbjudningar")
        constraints = [
            models.UniqueConstraint(
                fields=["email", "organisation"],
                condition=Q(accepted_at__isnull=True),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.get_role_display()}, {self.organisation}"


class LinkPurpose(models.TextChoices):
    """What a capability link is for; what it may show and do stands in `stakeholders.links.RULES`."""

    INVITATION = "invitation", _("Inbjudan")
    WALK_ANSWERS = "walk_answers", _("Svar efter en vandring")
    WALK_INVITATION = "walk_invitation", _("Inbjudan till en vandring")
    WALK_UPLOAD = "walk_upload", _("Insamling på en vandring")
    MEASURE_UPDATE = "measure_update", _("Svar om en åtgärd")


class LinkState(models.TextChoices):
    """Whether a link can be used, worked out and never stored."""

    OPEN = "open", _("Öppen")
    USED = "used", _("Använd")
    REVOKED = "revoked", _("Återkallad")
    EXPIRED = "expired", _("Utgången")


class CapabilityLink(models.Model):
    """The right to see and do one thing, held by whoever has the link.

    Only a digest of the secret is stored: a copy of the database opens nothing.  The target is named
    the way the trail names rows, so that every room can use the same table.
    """

    purpose = models.CharField(_("ändamål"), max_length=30, choices=LinkPurpose.choices)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="links")
    created_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    # Who answers for it now: its maker, until somebody else takes over.
    responsible = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="links")
    created_at = models.DateTimeField(_("skapad"), auto_now_add=True)
    expires_at = models.DateTimeField(_("gäller till"))
    revoked_at = models.DateTimeField(_("återkallad"), null=True, blank=True)
    max_uses = models.PositiveIntegerField(_("högsta antal användningar"), default=1)
    used_count = models.PositiveIntegerField(_("använd"), default=0)
    last_used_at = models.DateTimeField(_("senast använd"), null=True, blank=True)

    objects = CapabilityLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-id")
        verbose_name = _("länk")
        verbose_name_plural = _("länkar")
        indexes = [models.Index(fields=["object_type", "object_id"], name="link_object")]
        constraints = [
            models.CheckConstraint(condition=Q(used_count__lte=F("max_uses")), name="link_used_within_limit"),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.pk}"

    @property
    def state(self) -> LinkState:
        """Whether it can be used, and if not, why; what was closed by hand was closed for that reason."""
        if self.revoked_at is not None:
            return LinkState.REVOKED
        if self.used_count >= self.max_uses:
            return LinkState.USED
        return LinkState.EXPIRED if self.expires_at <= timezone.now() else LinkState.OPEN

    @property
    def is_open(self) -> bool:
        return self.state == LinkState.OPEN


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
    # Ties the deed to what the database kept of it (`trail_models.TrailEvent`); null before that began.
    transaction = models.BigIntegerField(
        null=True,
        editable=False,
        db_default=Func(function="txid_current", output_field=models.BigIntegerField()),
    )

    class Meta:
        ordering = ("-at", "-id")
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_object")]
        verbose_name = _("spårpost")
        verbose_name_plural = _("spårposter")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.object_type} {self.object_id}"


# The trail's tables track the models above; decisions on retention have a table of their own.
from stakeholders import retention_models, trail_models  # noqa: E402, F401

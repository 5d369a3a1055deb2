"""The annual lägesbild as it is written: one edition for a district, a year and an audience, and its parts.

An edition goes from draft through both parties' review to approval, which freezes its data and pages, and
then to publication.  Numbers never live in the texts: a text names the cell it means (see `reports.prose`).
"""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.models import Party
from indicators.models import OwnSeries
from measures.models import Measure
from places.models import Area
from platssamverkan.core.guard import validate_no_person_numbers
from platssamverkan.core.weeks import IsoWeek
from reports.models import ReportJob
from stakeholders.models import Organisation, User
from stakeholders.policy import Visibility
from stakeholders.trail_models import tracked


class EditionStatus(models.TextChoices):
    """SWEDISH.md, Lägesbild.  *Fastställd* is the municipality's own statutory word and is not used here."""

    DRAFT = "draft", _("Utkast")
    DISTRICT_REVIEW = "district_review", _("Granskas av förvaltningen")
    POLICE_REVIEW = "police_review", _("Granskas av polisen")
    APPROVED = "approved", _("Godkänd av båda")
    PUBLISHED = "published", _("Publicerad")
    SUPERSEDED = "superseded", _("Ersatt")


class Audience(models.TextChoices):
    """For whom something is written, from the narrowest to the widest; values as in `Visibility`."""

    AUTHORITIES = Visibility.AUTHORITIES.value, _("anställda hos båda myndigheterna")
    ALL_PARTIES = Visibility.ALL_PARTIES.value, _("alla parter")
    PUBLIC = Visibility.PUBLIC.value, _("allmänheten")

    def reaches(self, reader: "Audience") -> bool:
        """Whether what is written for this audience may stand in an edition for that one."""
        order = list(Audience)
        return order.index(self) >= order.index(reader)


OPEN = (EditionStatus.DRAFT, EditionStatus.DISTRICT_REVIEW, EditionStatus.POLICE_REVIEW)
OWN_PREFIX = "eget-"
ARCHIVE = "archive"  # an edition's copy in PDF/A, beside its record in PDF/UA
WRITABLE = (EditionStatus.DRAFT, EditionStatus.DISTRICT_REVIEW)
FROZEN = (EditionStatus.APPROVED, EditionStatus.PUBLISHED, EditionStatus.SUPERSEDED)


# The frozen data have their digest in the trail; the pages follow from them.
@tracked(exclude=["snapshot", "pages"])
class Edition(models.Model):
    """A district's lägesbild for a year and an audience.  `number` counts its versions."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="editions")
    year = models.PositiveSmallIntegerField(_("år"))
    audience = models.CharField(
        _("till"), max_length=20, choices=Audience.choices, default=Audience.AUTHORITIES
    )
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    # A partner's and a public edition say what the joint one says, and are approved on their own.
    derived_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="derived_editions"
    )
    status = models.CharField(max_length=20, choices=EditionStatus.choices, default=EditionStatus.DRAFT)
    # The last week whose levels are shown and counted; none chosen: the last one that was assessed.
    cutoff_week = models.PositiveSmallIntegerField(_("brytdatum, vecka"), null=True, blank=True)
    is_invented = models.BooleanField(_("påhittad demodata"), default=False)
    started_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(_("påbörjad"), auto_now_add=True)
    # Frozen at approval: the data, the pages made of them, and what made them.
    snapshot = models.JSONField(null=True, blank=True)
    snapshot_sha256 = models.CharField(max_length=64, blank=True)
    pages = models.BinaryField(null=True, blank=True)  # the document's HTML, compressed
    code_version = models.CharField(max_length=40, blank=True)
    rule_version = models.CharField(max_length=80, blank=True)
    frozen_at = models.DateTimeField(_("godkänd"), null=True, blank=True)
    diary_number = models.CharField(_("diarienummer"), max_length=60, blank=True)
    published_at = models.DateTimeField(_("publicerad"), null=True, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-year", "audience", "-number")
        verbose_name = _("utgåva av lägesbilden")
        verbose_name_plural = _("utgåvor av lägesbilden")
        constraints = [
            models.UniqueConstraint(fields=["area", "year", "audience", "number"], name="edition_once"),
            models.UniqueConstraint(
                fields=["area", "year", "audience"],
                condition=Q(status__in=["draft", "district_review", "police_review"]),
                name="one_open_edition",
            ),
            models.UniqueConstraint(
                fields=["area", "year", "audience"],
                condition=Q(status="published"),
                name="one_published_edition",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "district_review", "police_review"])
                | Q(snapshot__isnull=False, pages__isnull=False, frozen_at__isnull=False)
                & ~Q(snapshot_sha256=""),
                name="approved_edition_is_frozen",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["published", "superseded"])
                | ~Q(diary_number="") & Q(published_at__isnull=False),
                name="published_edition_has_its_number",
            ),
            models.CheckConstraint(
                condition=Q(cutoff_week__isnull=True) | Q(cutoff_week__range=(1, 53)),
                name="edition_cutoff_is_a_week",
            ),
            models.CheckConstraint(
                condition=Q(audience="authorities", derived_from__isnull=True)
                | ~Q(audience="authorities") & Q(derived_from__isnull=False),
                name="edition_is_joint_or_derived",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("reports:edition", args=[self.area.slug, self.public_id])

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_writable(self) -> bool:
        """Whether its words and boxes may change: until police review it, and never when it is frozen."""
        return self.status in WRITABLE

    @property
    def is_frozen(self) -> bool:
        return self.status in FROZEN

    @property
    def is_joint(self) -> bool:
        return self.derived_from_id is None

    @property
    def cutoff(self) -> IsoWeek | None:
        """The chosen cut-off."""
        return IsoWeek(self.year, self.cutoff_week) if self.cutoff_week else None


class EditionMade(models.Model):
    """Something made of an open edition that took long: its pages or its findings, and what they were made of.

    Worked out, never stated: it may be thrown away at any time, and is when the edition is frozen.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="made")
    what = models.CharField(max_length=20)
    stamp = models.CharField(max_length=80)  # the code that made it, and the day
    questions = models.JSONField(default=list)  # what was asked, with digests of the answers
    content = models.BinaryField()

    class Meta:
        ordering = ("edition", "what")
        verbose_name = _("arbetskopia av en utgåva")
        verbose_name_plural = _("arbetskopior av utgåvor")
        constraints = [models.UniqueConstraint(fields=["edition", "what"], name="edition_made_once")]

    def __str__(self) -> str:
        return f"{self.edition} {self.what}"


class SectionState(models.TextChoices):
    UNWRITTEN = "unwritten", _("Ej påbörjad")
    WRITING = "writing", _("Skrivs")
    READY = "ready", _("Klar")


@tracked()
class EditionSection(models.Model):
    """One section of an edition: for whom, whether it is printed, and its words where it has any."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=60)
    title = models.CharField(_("rubrik"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    takes_text = models.BooleanField(default=True)
    audience = models.CharField(_("till"), max_length=20, choices=Audience.choices)
    is_hidden = models.BooleanField(_("trycks inte"), default=False)
    state = models.CharField(
        _("läge"), max_length=10, choices=SectionState.choices, default=SectionState.UNWRITTEN
    )
    body = models.TextField(_("text"), blank=True, max_length=12_000, validators=[validate_no_person_numbers])
    # Kept with the text: why something that looks like personal data had to stand there.
    guard_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)
    author = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("senast skriven av")
    )
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("avsnitt")
        verbose_name_plural = _("avsnitt")
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="edition_section_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_empty(self) -> bool:
        return self.takes_text and not self.body.strip()

    @property
    def is_own(self) -> bool:
        """Whether the district added it: a chapter of its own with its own heading."""
        return self.key.startswith(OWN_PREFIX)


@tracked()
class SectionVersion(models.Model):
    """What a section said once.  `aside`: written at the same time as another's words, and kept beside them."""

    section = models.ForeignKey(EditionSection, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    body = models.TextField(_("text"), blank=True, validators=[validate_no_person_numbers])
    aside = models.BooleanField(_("skriven samtidigt"), default=False)
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-written_at", "-pk")
        verbose_name = _("version av ett avsnitt")
        verbose_name_plural = _("versioner av avsnitt")
        constraints = [
            models.UniqueConstraint(
                fields=["section", "number"], condition=Q(aside=False), name="section_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.number}"


@tracked()
class SectionComment(models.Model):
    """What one writer says to the others about a section.  It is never printed."""

    section = models.ForeignKey(EditionSection, models.CASCADE, related_name="comments")
    text = models.CharField(_("kommentar"), max_length=600, validators=[validate_no_person_numbers])
    guard_reason = models.CharField(max_length=300, blank=True)
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(_("klar"), null=True, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("kommentar till ett avsnitt")
        verbose_name_plural = _("kommentarer till avsnitt")

    def __str__(self) -> str:
        return f"{self.section} {self.at:%Y-%m-%d}"


class Box(models.TextChoices):
    """A tick box that may be unknown: an old report's printed page does not always say."""

    UNKNOWN = "", _("ej angivet")
    YES = "yes", _("ja")
    NO = "no", _("nej")


@tracked()
class EditionTheme(models.Model):
    """A prioritised area of collaboration in an edition: the city's words and two independent boxes (T11).

    The comment is the section `tema-CODE`.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="themes")
    code = models.SlugField(max_length=40)
    name = models.CharField(_("namn"), max_length=120)
    description = models.TextField(_("stadens beskrivning"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    special_measures = models.CharField(
        _("Särskilda åtgärder pågår eller behövs. Inkluderas i åtgärdsplan."),
        max_length=3, choices=Box.choices, default=Box.UNKNOWN, blank=True,
    )  # fmt: skip
    line_work = models.CharField(
        _("Arbetet sker i linjeverksamhet."),
        max_length=3, choices=Box.choices, default=Box.UNKNOWN, blank=True,
    )  # fmt: skip
    # What the first box promises: measures of the action plan that are about this theme.
    measures = models.ManyToManyField(
        Measure, blank=True, related_name="themes_of_editions", verbose_name=_("åtgärder i åtgärdsplanen")
    )

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("prioriterat samverkansområde")
        verbose_name_plural = _("prioriterade samverkansområden")
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="edition_theme_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def section_key(self) -> str:
        return f"tema-{self.code}"


class ExhibitShape(models.TextChoices):
    """How the numbers are shown."""

    COLUMNS = "columns", _("Staplar över tid")
    COMPARED = "compared", _("Liggande staplar med jämförelse")
    AREAS = "areas", _("Karta med klasser")
    HEAT = "heat", _("Värmekarta")
    FACTS = "facts", _("Tabell")


@tracked()
class EditionExhibit(models.Model):
    """A table, chart or map of the edition's own, for figures that no room holds.

    With a `series` it shows the district's own series as it stands there; `rows` are then empty.
    `rows`: [{"label", "value", "reference", "note"}]; a value of null is missing, never zero.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="exhibits")
    section = models.SlugField(max_length=60)
    key = models.SlugField(max_length=60)
    shape = models.CharField(_("form"), max_length=10, choices=ExhibitShape.choices)
    title = models.CharField(_("rubrik"), max_length=200)
    unit = models.CharField(_("enhet"), max_length=60, blank=True)
    reference_name = models.CharField(_("jämförs med"), max_length=80, blank=True)
    note = models.CharField(_("anmärkning"), max_length=300, blank=True)
    rows = models.JSONField(_("värden"), default=list, blank=True)
    series = models.ForeignKey(
        OwnSeries, models.PROTECT, null=True, blank=True, related_name="shown_in_editions",
        verbose_name=_("egen mätserie"),
    )  # fmt: skip
    source = models.CharField(_("källa"), max_length=200)
    as_of = models.CharField(_("uppgifterna gäller"), max_length=80, blank=True)
    is_invented = models.BooleanField(_("påhittad demodata"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("eget underlag")
        verbose_name_plural = _("eget underlag")
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="edition_exhibit_once")]

    def __str__(self) -> str:
        return self.title


@tracked()
class EditionSource(models.Model):
    """A source the texts rest on: who, when, what, and when it was fetched."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="sources")
    author = models.CharField(_("utgivare"), max_length=160)
    year = models.CharField(_("år"), max_length=20, blank=True)
    title = models.CharField(_("titel"), max_length=200)
    fetched_on = models.DateField(_("hämtad"), null=True, blank=True)
    as_of = models.CharField(_("uppgifterna gäller"), max_length=80, blank=True)
    url = models.URLField(_("adress"), max_length=300, blank=True)
    note = models.CharField(
        _("anmärkning"), max_length=300, blank=True, validators=[validate_no_person_numbers]
    )
    guard_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("author", "year", "title", "pk")
        verbose_name = _("källa")
        verbose_name_plural = _("källor")

    def __str__(self) -> str:
        return f"{self.author} ({self.year}). {self.title}" if self.year else f"{self.author}. {self.title}"

    @property
    def is_dated(self) -> bool:
        return bool(self.fetched_on or self.as_of)


@tracked()
class FindingAnswer(models.Model):
    """Why something that Siffergranskaren found may stand.  It answers that very finding and no other."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="answers")
    fingerprint = models.CharField(max_length=64)
    finding = models.CharField(_("anmärkning"), max_length=400)
    reason = models.CharField(_("förklaring"), max_length=300, validators=[validate_no_person_numbers])
    guard_reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("förklaring till en anmärkning")
        verbose_name_plural = _("förklaringar till anmärkningar")
        constraints = [
            models.UniqueConstraint(fields=["edition", "fingerprint"], name="finding_answered_once")
        ]

    def __str__(self) -> str:
        return self.finding


@tracked()
class EditionApproval(models.Model):
    """One party's approval of exactly these data and words."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="approvals")
    party = models.CharField(_("part"), max_length=20, choices=Party.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("party",)
        verbose_name = _("godkännande")
        verbose_name_plural = _("godkännanden")
        constraints = [
            models.UniqueConstraint(fields=["edition", "party"], name="edition_approved_once_by_party"),
            models.UniqueConstraint(fields=["edition", "by"], name="edition_approved_by_two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.edition}"


@tracked()
class EditionReturn(models.Model):
    """An edition that was sent back to be written on, and why."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="returns")
    reason = models.CharField(_("skäl"), max_length=300, validators=[validate_no_person_numbers])
    guard_reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("återlämnad lägesbild")
        verbose_name_plural = _("återlämnade lägesbilder")

    def __str__(self) -> str:
        return f"{self.edition} {self.at:%Y-%m-%d}"


@tracked()
class EditionPrint(models.Model):
    """Ties an order to the edition it prints."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="prints")
    job = models.OneToOneField(ReportJob, models.CASCADE, related_name="printing")
    variant = models.CharField(
        _("utförande"), max_length=10, choices=[(ARCHIVE, _("arkivexemplar, pdf/A"))], blank=True
    )

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("utskrift av en utgåva")
        verbose_name_plural = _("utskrifter av utgåvor")

    def __str__(self) -> str:
        return f"{self.edition} {self.job_id}"

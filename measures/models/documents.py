"""Documents of a measure: a decision, a drawing, an agreement.  Kept as a file, handed out, never run."""

import uuid

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from stakeholders.models import Organisation
from stakeholders.trail_models import tracked


class DocumentKind(models.TextChoices):
    """The kinds that are taken in; what a kind must look like inside stands in `measures.documents`."""

    PDF = "pdf", _("PDF")
    PICTURE = "jpg", _("Bild")
    WORD = "docx", _("Word-dokument")
    WORKBOOK = "xlsx", _("Excel-arbetsbok")
    TEXT = "odt", _("Textdokument (ODF)")
    SHEET = "ods", _("Kalkylblad (ODF)")

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self]


CONTENT_TYPES: dict[DocumentKind, str] = {
    DocumentKind.PDF: "application/pdf",
    DocumentKind.PICTURE: "image/jpeg",
    DocumentKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentKind.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DocumentKind.TEXT: "application/vnd.oasis.opendocument.text",
    DocumentKind.SHEET: "application/vnd.oasis.opendocument.spreadsheet",
}


@tracked()
class MeasureDocument(models.Model):
    """A file that belongs to a measure; as open as the measure, and every fetching of it is recorded."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="documents")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("dokument"), max_length=160)
    kind = models.CharField(_("slag"), max_length=10, choices=DocumentKind.choices)
    # A random name in a folder that no web server shows.
    file = models.FileField(upload_to="measures/", max_length=120)
    size = models.PositiveIntegerField(_("storlek, byte"))
    sha256 = models.CharField(max_length=64)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="measure_documents"
    )
    added_on = models.DateField(_("tillagt"))

    class Meta:
        ordering = ("-added_on", "-pk")
        verbose_name = _("dokument")
        verbose_name_plural = _("dokument")
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "sha256"],
                name="document_once_on_a_measure",
                violation_error_message=_("Samma fil finns redan på åtgärden."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def filename(self) -> str:
        """What the file is called when somebody takes it home."""
        return f"{slugify(self.name) or 'dokument'}.{self.kind}"

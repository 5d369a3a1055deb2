"""Documents of a measure: judged by what they are inside, kept under a random name, handed out and never run."""

import hashlib
import io
import zipfile
import zlib
from functools import partial
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.models import DocumentKind, Measure, MeasureDocument
from measures.permissions import may_edit, owns
from stakeholders.audit import record
from stakeholders.models import User
from walks.photos import MOST_BYTES as MOST_PICTURE_BYTES
from walks.photos import repaint

MOST_BYTES = 10_000_000
MOST_DOCUMENTS = 30
MOST_ENTRIES, MOST_UNPACKED = 2_000, 100_000_000  # of a packed document; more is a mistake or an attack
OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # old Office, and new Office behind a password
# Parts of a packed document that could do something when it is opened.
ACTIVE = ("vbaproject.bin", "vbadata.xml", "macrosheets/", "activex/", "oleobject", "basic/", "scripts/")
PACKED = {
    "word/document.xml": DocumentKind.WORD,
    "xl/workbook.xml": DocumentKind.WORKBOOK,
}
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": DocumentKind.TEXT,
    b"application/vnd.oasis.opendocument.spreadsheet": DocumentKind.SHEET,
}
TAKEN_IN = ".pdf,.docx,.xlsx,.odt,.ods,.jpg,.jpeg,.png,.webp"


def judged(data: bytes) -> tuple[DocumentKind, bytes]:
    """Say what a file is and return what is kept of it; a picture is painted anew, without its metadata.

    What the file is called and what its sender says it is count for nothing.  ValidationError with a sentence for
    what is too large, of another kind, protected by a password, or holds macros or other active parts.
    """
    if not data:
        raise ValidationError(_("Filen är tom."))
    if len(data) > MOST_BYTES:
        raise ValidationError(_("Filen är större än 10 MB. Dela den, eller spara den i ett mindre format."))
    if data.startswith(b"%PDF-"):
        return DocumentKind.PDF, data
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF")) and len(data) <= MOST_PICTURE_BYTES:
        return DocumentKind.PICTURE, repaint(data).large
    if data.startswith(OLE):
        raise ValidationError(
            _(
                "Filen är skyddad med lösenord eller i ett gammalt Office-format. Spara den som docx, xlsx eller PDF."
            )
        )
    if data.startswith(b"PK\x03\x04"):
        return _packed(data), data
    raise ValidationError(_("Det slaget av fil tas inte emot. Välj PDF, bild, docx, xlsx, odt eller ods."))


def _packed(data: bytes) -> DocumentKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            names = [entry.filename for entry in entries]
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise ValidationError(_("Filen packas upp till mer än den får. Spara den som PDF i stället."))
            if any(part in name.lower() for name in names for part in ACTIVE):
                raise ValidationError(
                    _("Filen innehåller makron eller inbäddade objekt. Spara den utan dem, eller som PDF.")
                )
            if names and names[0] == "mimetype" and entries[0].file_size < 100:
                kind = OPEN_DOCUMENT.get(package.read("mimetype"))
            elif "[Content_Types].xml" in names:
                kind = next((kind for part, kind in PACKED.items() if part in names), None)
            else:
                kind = None
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise ValidationError(_("Filen är skadad och går inte att läsa.")) from error
    if kind is None:
        raise ValidationError(_("Packade filer tas inte emot. Välj PDF, bild, docx, xlsx, odt eller ods."))
    return kind


@transaction.atomic
def add_document(*, by: User, measure: Measure, name: str, data: bytes) -> MeasureDocument:
    """Keep a document with a measure.  ValidationError, by field, for what `judged` refuses or is there already."""
    if not may_edit(by, measure):
        raise PermissionDenied
    Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    if measure.documents.count() >= MOST_DOCUMENTS:
        raise ValidationError(_("En åtgärd har högst %(n)d dokument.") % {"n": MOST_DOCUMENTS})
    try:
        kind, kept = judged(data)
    except ValidationError as refused:
        raise ValidationError({"file": refused.messages}) from refused
    row = MeasureDocument(
        measure=measure, name=name, kind=kind, size=len(kept), sha256=hashlib.sha256(data).hexdigest(),
        organisation=measure.owner if owns(by, measure) else None, added_on=timezone.localdate(),
    )  # fmt: skip
    if measure.documents.filter(sha256=row.sha256).exists():
        raise ValidationError({"file": _("Samma fil finns redan på åtgärden.")})
    row.full_clean(exclude=["file"])
    row.file.save(f"{uuid4().hex}.{kind.value}", ContentFile(kept), save=False)
    row.save()
    record(by, "measure.document_added", measure, document=row.pk, kind=kind.value, bytes=row.size)
    return row


@transaction.atomic
def remove_document(*, by: User, document: MeasureDocument) -> None:
    """Take a document away, with its file once the change is certain."""
    if not may_edit(by, document.measure):
        raise PermissionDenied
    storage, path = document.file.storage, document.file.name
    record(by, "measure.document_removed", document.measure, document=document.pk)
    document.delete()
    if path:
        transaction.on_commit(partial(storage.delete, path))

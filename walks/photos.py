"""Pictures from outside: judged, painted on a fresh canvas, and left without a word about where they came from."""

import hashlib
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageFile, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 8_000_000
MOST_PIXELS = 30_000_000  # a telephone has sent it smaller; more is a mistake or an attack
LARGE, SMALL = 1600, 480  # pixels, the longer side
QUALITY = 82
COVER = (22, 35, 46)
_strictness = threading.Lock()


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture ready to keep, as JPEG in two sizes."""

    sent_sha256: str
    large: bytes
    small: bytes
    width: int
    height: int


def repaint(data: bytes) -> Painted:
    """Judge a file and paint what it shows anew.  ValidationError with a sentence if it is no picture of ours.

    Copying the pixels onto a fresh canvas leaves EXIF, GPS, XMP, comments, thumbnails, colour profiles and
    anything after the picture behind (STACK F21).
    """
    if len(data) > MOST_BYTES:
        raise ValidationError(_("Bilden är större än 8 MB. Ta en ny, eller välj en mindre."), code="photo")
    try:
        with _whole_pictures_only(), warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as found:
                if found.width * found.height > MOST_PIXELS:
                    raise ValidationError(
                        _("Bilden har för många bildpunkter. Högst 30 miljoner går att ta emot."),
                        code="photo",
                    )
                found.draft("RGB", (LARGE * 2, LARGE * 2))
                upright = ImageOps.exif_transpose(found).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(
            _("Filen är ingen bild av slaget JPEG, PNG eller WebP."), code="photo"
        ) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise ValidationError(_("Bilden är skadad och går inte att läsa."), code="photo") from error
    large = _canvas(upright, LARGE)
    return Painted(
        hashlib.sha256(data).hexdigest(),
        _jpeg(large),
        _jpeg(_canvas(large, SMALL)),
        large.width,
        large.height,
    )


Box = tuple[float, float, float, float]  # left, top, width, height, as parts of the picture


def cover(data: bytes, boxes: Sequence[Box]) -> Painted:
    """Paint boxes over a kept picture, in full colour so that nothing below can be guessed.

    ValidationError for a box that covers nothing of it.
    """
    with Image.open(BytesIO(data), formats=FORMATS) as found:
        picture = found.convert("RGB")
    pen = ImageDraw.Draw(picture)
    for left, top, width, height in boxes:
        x, y = left * picture.width, top * picture.height
        edges = (x, y, x + width * picture.width, y + height * picture.height)
        inside = 0 <= left < 1 and 0 <= top < 1 and 0 < width <= 1 and 0 < height <= 1
        if not inside:
            raise ValidationError(_("Rutan ligger utanför bilden. Dra en ny."), code="photo")
        pen.rectangle([round(edge) for edge in edges], fill=COVER)
    return Painted(
        hashlib.sha256(data).hexdigest(), _jpeg(picture), _jpeg(_canvas(picture, SMALL)), picture.width, picture.height
    )  # fmt: skip


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Refuse half a picture: WeasyPrint, in the same process, tells Pillow to fill such ones with grey."""
    with _strictness:
        before = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _canvas(picture: Image.Image, longest: int) -> Image.Image:
    smaller = picture.copy()
    smaller.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    fresh = Image.new("RGB", smaller.size)
    fresh.paste(smaller)
    return fresh


def _jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()

"""Names of places as people write them: addresses in the URL, capitals, and near misses."""

import difflib
import re
import unicodedata

SMALL_WORDS = frozenset({"och", "i", "vid", "på", "av", "under"})


def address(name: str) -> str:
    """Return the name as it stands in the address bar: 'Hässelby gård' gives 'hasselby-gard'."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def fold(name: str) -> str:
    """Return the form two spellings are compared in: case, spaces and hyphens do not matter, å ä ö do."""
    text = unicodedata.normalize("NFC", name).casefold()
    return re.sub(r"[\s\u00a0–-]+", " ", text).strip()


def natural_case(name: str) -> str:
    """Turn 'HÄSSELBY GÅRD' into 'Hässelby gård'; leave a name that already mixes cases alone.

    Swedish writes only the first word of such a name with a capital; a hyphenated part keeps its own.
    """
    text = " ".join(name.split())
    if text != text.upper() or text == text.lower():
        return text
    first, *rest = text.split(" ")
    head = "-".join(part.capitalize() for part in first.split("-"))
    return " ".join([head, *(word.lower() for word in rest)])


def nearest(name: str, known: list[str]) -> str | None:
    """Return the known name that is most like this one, or None if nothing is near.

    Meant to be proposed, never to be used silently.
    """
    by_fold = {fold(item): item for item in known}
    hits = difflib.get_close_matches(fold(name), list(by_fold), n=1, cutoff=0.75)
    return by_fold[hits[0]] if hits else None

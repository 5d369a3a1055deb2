"""The personal-data guard: finds what must never stand in a free text (DOMAIN.md 1.4).

Pure functions over text; nothing is stored, logged or sent.  `static/js/guard.js` holds the same rules
for the browser: the patterns are compared letter by letter and one corpus is fed to both
(tests/browser/test_guard.py), so change them together.

Personnummer and samordningsnummer are a hard stop.  The rest is soft: the writer may go on with a
reason, which the caller keeps.

Sources: Skatteverket SKV 704 and 707 (build of the numbers: six digits of the date of birth, serial
001-999, modulus-10 check digit, day + 60, stored with century 18, 19 or 20, '+' from the year the person
turns 100); Transportstyrelsen (letters I, Q, V, Å, Ä, Ö and offensive combinations are not used on plates,
nor O last); PTS's numbering plan (eight to ten digits with the leading 0); Polisen's K-numbers.

Where a string truly is two things, these rules decide:

- An organisation number has at least 20 where a month stands, so it never is a date.  Nothing else is
  cleared by looking like an organisation number: a sole trader's is a personnummer.
- Ten digits without separators that could be a mobile number (born 2001-2009: '070...') are a
  personnummer, unless a word for telephone stands right before them.
- A date written in parts, of the last ten years, then a blank and four digits ('2026-03-12 1430') is read
  as a date with a time or a count: soft.  With a dash, or the date in one piece, it is a hard stop.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from platssamverkan.core.weeks import STOCKHOLM

LEAST_REASON = 10
MOST_REASON = 300
RECENT_YEARS = 10
NEAR = 60  # characters between a name and a word of crime


class Severity(StrEnum):
    """HARD can't be overridden; SOFT can, with a reason."""

    HARD = "hard"
    SOFT = "soft"


class Kind(StrEnum):
    """What a piece of text looks like."""

    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"
    DATE_OR_PERSONNUMMER = "date_or_personnummer"
    PHONE = "phone"
    EMAIL = "email"
    PLATE = "plate"
    FLAT = "flat"
    CASE = "case"
    HANDLE = "handle"
    NAME = "name"


HARD_KINDS = frozenset({Kind.PERSONNUMMER, Kind.SAMORDNINGSNUMMER})


@dataclass(frozen=True, slots=True)
class Hit:
    """One find: text[start:end] looks like `kind`; `advice` says in Swedish what to do."""

    kind: Kind
    start: int
    end: int
    severity: Severity
    advice: str


# Stands beside every free-text field.
HINT = gettext_lazy(
    "Beskriv händelsen och platsen – aldrig personer. Inga namn, personnummer, registreringsnummer "
    "eller lägenhetsnummer."
)


def advice() -> dict[Kind, str]:
    """Return what is said about each kind, in the reader's language."""
    return {
        Kind.PERSONNUMMER: _(
            "Det här ser ut som ett personnummer. Ta bort det: personuppgifter får inte stå här."
        ),
        Kind.SAMORDNINGSNUMMER: _(
            "Det här ser ut som ett samordningsnummer. Ta bort det: personuppgifter får inte stå här."
        ),
        Kind.DATE_OR_PERSONNUMMER: _(
            "Det här kan vara ett personnummer. Är det en tidpunkt, skriv klockslaget med kolon: 14:30."
        ),
        Kind.PHONE: _("Det här ser ut som ett telefonnummer. Ta bort det om det går till en person."),
        Kind.EMAIL: _("Det här ser ut som en e-postadress. Ta bort den om den går till en person."),
        Kind.PLATE: _("Det här ser ut som ett registreringsnummer. Beskriv fordonet i stället, eller ta bort det."),
        Kind.FLAT: _("Det här ser ut som ett lägenhetsnummer. Skriv bara adressen eller porten."),
        Kind.CASE: _("Det här ser ut som ett ärendenummer hos rättsväsendet. Det hör hemma i polisens system."),
        Kind.HANDLE: _("Det här ser ut som ett kontonamn i sociala medier. Ta bort det."),
        Kind.NAME: _("Det här ser ut som ett namn intill ett brott eller en misstanke. Skriv vad som hände, inte vem."),
    }  # fmt: skip


# --- reading the text -----------------------------------------------------------------------------

# Left out altogether: soft hyphen, zero-width characters, byte-order mark.
DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
BLANKS = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
ALIKE = (
    dict.fromkeys(map(ord, BLANKS), " ")
    | dict.fromkeys(map(ord, DASHES), "-")
    | {ord("\uff0b"): "+"}
    | {0xFF10 + digit: str(digit) for digit in range(10)}
)


def _plain(text: str) -> tuple[str, list[int] | range]:
    """Return the text with one sort of blank, dash and digit, and where each character stood."""
    if DROPPED.isdisjoint(text):
        return text.translate(ALIKE), range(len(text))
    kept = [place for place, character in enumerate(text) if character not in DROPPED]
    return "".join(text[place] for place in kept).translate(ALIKE), kept


# Numbered groups and ASCII classes only: the same source must mean the same in JavaScript.
_TAIL = r"(?:(?: {0,2}[-+][ \r\n]{0,2}| {1,2}|\.)?[0-9]{4}| {0,2}[-+] {0,2}[0-9]{2} [0-9]{2})(?![0-9])"
_PAIRS = r"[0-9]{2}\1[0-9]{2}(?:\1| ?[-+] ?)[0-9]{2}\1[0-9]{2}(?![0-9])(?!\1[0-9]{2}(?![0-9]))"
PATTERNS = {
    # 850101-1234, 19850101 1234, 198501011234
    "compact": r"(?<![0-9])(?:18|19|20)?[0-9]{6}" + _TAIL,
    # 1985-01-01 1234, 1985/01/01-1234
    "split": r"(?<![0-9])(?:18|19|20)[0-9]{2}([-./ ])[0-9]{2}\1[0-9]{2}" + _TAIL,
    # 85 01 01-1234, 85.01.01-1234
    "split_short": r"(?<![0-9])[0-9]{2}([-. ])[0-9]{2}\1[0-9]{2}" + _TAIL,
    # 85 01 01 12 34; neighbours of the same shape mean a table or degrees, minutes, seconds
    "pairs": (
        r"(?<![0-9])[0-9]{2}([. ])(?<![^0-9][0-9]{2}\1[0-9]{2}\1)(?<!^[0-9]{2}\1[0-9]{2}\1)" + _PAIRS
    ),
    # 19 85 01 01 12 34, 1985 01 01 - 12 34
    "pairs_century": r"(?<![0-9])(?:18|19|20)[. ]?[0-9]{2}([. ])" + _PAIRS,
    # 8 5 0 1 0 1 - 1 2 3 4, 8.5.0.1.0.1.1.2.3.4
    "singles": (
        r"(?<![0-9])[0-9]([-. ])(?<![^0-9][0-9]\1[0-9]\1)(?<!^[0-9]\1[0-9]\1)(?:[0-9]\1){4}(?:[0-9]\1[0-9]\1)?[0-9]"
        r"(?:\1| {0,2}[-+] {0,2})[0-9](?:\1[0-9]){3}(?![0-9])(?!\1[0-9](?![0-9]))"
    ),
    "email": (
        r"(?<![A-Za-z0-9._%+åäöÅÄÖ-])[A-Za-z0-9._%+åäöÅÄÖ-]{1,64}@"
        r"[A-Za-z0-9åäöÅÄÖ-]{1,63}(?:\.[A-Za-z0-9åäöÅÄÖ-]{1,63}){0,5}\.[A-Za-z]{2,24}"
    ),
    "phone": (
        r"(?<![0-9A-Za-z+.-])(?<![0-9][/:,])0[1-9][0-9]{0,2}(?: ?- ?| |/)?[0-9]{2,3}(?: ?[0-9]{2,3}){1,3}(?![0-9])"
        r"|(?<![0-9])(?:\+|00)46(?:[ -]?\(0\))?(?:[ -]?[0-9]){7,10}(?![0-9])"
    ),
    "flat": (
        r"(?<![A-Za-zåäöÅÄÖ])(?:lgh|lägenhet(?:en)?)(?:s?[-. ]?(?:nr|nummer|numret))?[.:]{0,2} ?#?"
        r"[0-9]{1,4}(?:[ -]?[A-Z](?![A-Za-zåäöÅÄÖ]))?(?![0-9])"
    ),
    "case": (
        r"(?<![A-Za-z0-9åäöÅÄÖ])(?:(?:[0-9]{4}-)?K[- ]?[0-9]{4,8}|AM[- ]?[0-9]{3,7}|B [0-9]{3,6})"
        r"-[0-9]{2}(?:[0-9]{2})?(?![0-9-])"
    ),
    "plate": (
        r"(?<![A-Za-z0-9ÅÄÖåäö])(?:([A-Z]{3})[ -][0-9]{2}[0-9A-Z]|([A-Za-z]{3})[0-9]{2}[0-9A-Za-z])"
        r"(?![A-Za-z0-9ÅÄÖåäö])(?![-/][0-9])"
    ),
    "handle": r"(?<![A-Za-z0-9_.@/åäöÅÄÖ])@[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28})[A-Za-z0-9_]",
    "name": (
        r"(?<![A-Za-z0-9ÅÄÖåäöÉéÜü-])([A-ZÅÄÖÉÜ][a-zåäöéüøæ]+(?:-[A-ZÅÄÖÉÜ][a-zåäöéüøæ]+)?)"
        r"(?: (?:von|af|de|al|el|bin|da))? ([A-ZÅÄÖÉÜ][a-zåäöéüøæ]+(?:-[A-ZÅÄÖÉÜ][a-zåäöéüøæ]+)?)"
        r"(?![A-Za-z0-9ÅÄÖåäöÉéÜü])"
    ),
    "crime": (
        r"(?<![A-Za-zÅÄÖåäö])(?:misstänk|gripen|gripits|grips|grep|anhåll|häkta|åtala|dömd|döms|dömt|rånad|rånar|"
        r"rånat|rån(?![a-zåäö])|rånet|stal(?![a-zåäö])|stulit|stjäl|snatt|misshandl|knivsk|knivh|skjut|sköt|hotar|"
        r"hotad|hotat|hotfull|våldt|ofreda|langa|langning|narkotika|knark|vandalis|klottr|inbrott|tjuv|"
        r"gärningsm|gängkrim|kriminell|missbruk|vittne|målsägand|brottsoffer|slog|slagit)"
    ),
    "phone_word": (
        r"(?:\+46|0046|(?<![a-zåäö])(?:tel|telefon|telefonen|telefonnr|telefonnummer|tfn|mob|mobil|mobilen|"
        r"mobilnr|mobilnummer|mobiltelefon|ring|ringa|ringer|ringde|ringt|sms|sms:a|swish|swisha|växel|växeln))"
        r"[.:]? ?(?:(?:på|till|nr|nummer)[.:]? ?)?(?![\s\S])"
    ),
    "amount": r"^(?: ?(?:kr|kronor|sek|tkr|mkr|mnkr)(?![a-zåäö])|:-)",
    "diary_word": r"(?<![a-zåäö])(?:dnr|diarienr|diarienummer|ärende|ärendenr|ärendenummer)[.:]{0,2} ?(?:[a-zåäö]{2,6} )?(?![\s\S])",
    "diary_year": r"^/(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])",
    "date_goes_on": r"^([-./])[0-9]{2}\1[0-9]{2}(?![0-9])",
    "blank_date_goes_on": r"^ [0-9]{2} [0-9]{2}(?![0-9])",
    "range_goes_on": r"^-[0-9]{1,4}(?![0-9])",
    # 59,3612345678, 17,8456123456: a latitude and a longitude of Sweden with decimal commas
    "latitude_before": r"(?<![0-9])(?:5[5-9]|6[0-9]),(?![\s\S])",
    "longitude_after": r"^[,;]? ?(?:1[0-9]|2[0-4]),[0-9]{3}",
    "latitude_and_degrees_before": r"(?<![0-9])(?:5[5-9]|6[0-9]),[0-9]{3,}[,;]? ?(?:1[0-9]|2[0-4]),(?![\s\S])",
    "not_person": (
        r"(?:gatan|vägen|torg|torget|centrum|skolan|parken|gården|stationen|station|kyrkan|gränden|stigen|backen|"
        r"tunneln|kommun|gallerian|hallen|fältet|badet|polisen|socialtjänsten|bostäder|förvaltningen|nämnden|"
        r"sjukhuset|fastigheter|tunnelbana|trafiken|föreningen|myndigheten|verket)(?![\s\S])"
    ),
}  # fmt: skip
IGNORING_CASE = frozenset({"flat", "case", "crime", "phone_word", "amount", "diary_word", "not_person"})
RULES = {
    name: re.compile(source, re.IGNORECASE if name in IGNORING_CASE else 0)
    for name, source in PATTERNS.items()
}

# Combinations that Transportstyrelsen keeps off the plates.
UNUSED_ON_PLATES = frozenset(
    {
        "APA", "ARG", "BAJ", "BSS", "CUC", "CUK", "DUM", "ETA", "ETT", "FAN", "FEG", "FEL", "FEM", "FES", "FET",
        "FNL", "FUC", "FUL", "GAM", "GAY", "GEY", "GHB", "GUD", "HAT", "HKH", "HOR", "HOT", "KKK", "KUC", "KUF",
        "KUG", "KUK", "KYK", "LAM", "LAT", "LEM", "LOJ", "LSD", "LUS", "MAD", "MAO", "MEN", "MES", "MUS", "NRP",
        "NYP", "OND", "OOO", "ORM", "RAP", "SEX", "SJU", "SUP", "TOK", "TRE", "XTC",
    }
)  # fmt: skip
# Abbreviations that stand before numbers in our texts; only 'ABC123' itself is then a plate.
BEFORE_NUMBERS = frozenset(
    {
        "BRF", "DEL", "DNR", "EUR", "FAX", "HUS", "KAP", "LAG", "LGH", "LPO", "NOK", "RAD", "RUM", "SDF", "SDN",
        "SEK", "SFS", "SOU", "TEL", "TFN",
    }
)  # fmt: skip
# Capitalised words that begin sentences or stand before names of places; none is a person's first name.
NOT_NAMES = frozenset(
    {
        "Alla", "Allt", "Bakom", "Bland", "Boende", "Bredvid", "De", "Den", "Denna", "Det", "Detta", "Dock",
        "Där", "Därefter", "Då", "Efter", "En", "Enligt", "Ett", "Flera", "Flertalet", "Framför", "Från",
        "Fyra", "För", "Före", "Gamla", "Genom", "Gripna", "Gällande", "Hos", "Här", "I", "Idag", "Igår",
        "Inga", "Ingen", "Innan", "Inne", "Inom", "Inre", "Intill", "Kommunen", "Kring", "Längs", "Man",
        "Med", "Mellan", "Misstänkt", "Misstänkta", "Mot", "Många", "Norra", "Nya", "När", "Nära", "Nästa",
        "Några", "Och", "Okänd", "Okända", "Om", "Omkring", "Ordningsvakt", "Ordningsvakter", "Personal",
        "Polis", "Polisen", "Polisregion", "På", "Region", "Runt", "Samt", "Sedan", "Senare", "Som",
        "Stockholms", "Stora", "Svenska", "Södra", "Till", "Tre", "Två", "Under", "Ungdomar", "Uppe", "Ur",
        "Utanför", "Ute", "Utmed", "Vad", "Vakter", "Vart", "Ved", "Vi", "Via", "Vid", "Vilka", "Vittne",
        "Vittnen", "Väktare", "Västra", "Yttre", "Är", "Även", "Åter", "Östra", "Över",
    }
)  # fmt: skip
SENTENCE_END = re.compile(r"[.!?\r\n]")


def _luhn(digits: str) -> bool:
    """Say whether the last digit is the modulus-10 check digit of the others (SKV 704)."""
    total = 0
    for place, character in enumerate(reversed(digits)):
        value = int(character) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def kind_of_number(digits: str, *, today: date) -> Kind | None:
    """Return what ten or twelve digits are: a personnummer, a samordningsnummer or neither.

    Twelve digits need century 18, 19 or 20 and a birthday that has been; with ten, 29 February counts
    whenever some century makes it possible.
    """
    if len(digits) == 12 and digits[:2] not in {"18", "19", "20"}:
        return None
    short = digits[-10:]
    month, day = int(short[2:4]), int(short[4:6])
    kind = Kind.SAMORDNINGSNUMMER if day > 60 else Kind.PERSONNUMMER
    day -= 60 if day > 60 else 0
    if not (1 <= month <= 12 and 1 <= day <= DAYS[month - 1]) or short[6:9] == "000":
        return None
    if len(digits) == 12:
        year = int(digits[:4])
        if (month, day) == (2, 29) and not _leap(year):
            return None
        if date(year, month, day) > today:
            return None
    elif (month, day) == (2, 29) and int(short[:2]) % 4:
        return None
    return kind if _luhn(short) else None


# --- personnummer ---------------------------------------------------------------------------------


SPLIT = frozenset({"split", "split_short"})
PAIRED = frozenset({"pairs", "pairs_century"})


def _only_digits(text: str) -> str:
    return "".join(character for character in text if "0" <= character <= "9")


def _reads_as_recent_date(digits: str, today: date) -> bool:
    """Say whether the birthday lies in the last ten years or the next, where people write of events."""
    year = int(digits[:4]) if len(digits) == 12 else 2000 + int(digits[:2])
    month, day = int(digits[-8:-6]), int(digits[-6:-4])
    first = (today.year - RECENT_YEARS, today.month, today.day)
    return first <= (year, month, day) and year <= today.year + 1


def _is_something_else(rule: str, match: re.Match[str], before: str, after: str) -> bool:
    """Say whether what stands around the digits shows that they are no personnummer."""
    found = match[0]
    if RULES["date_goes_on"].search(after):
        return True
    if rule == "compact" and found.isdigit():
        decimal = (
            (len(before) > 1 and before[-1] == "." and before[-2].isdigit())
            or (RULES["latitude_before"].search(before) and RULES["longitude_after"].search(after))
            or RULES["latitude_and_degrees_before"].search(before)
        )
        telephone = len(found) == 10 and found[0] == "0" and RULES["phone_word"].search(before) is not None
        return bool(decimal or telephone or RULES["amount"].search(after))
    if rule in PAIRED and match[1] == "." and ("-" in found or "+" in found):
        return True
    if rule in SPLIT:
        if match[1] == "." and (RULES["diary_year"].search(after) or RULES["diary_word"].search(before)):
            return True
        if match[1] == " " and RULES["blank_date_goes_on"].search(after):
            return True
    return _join(rule, match) == " " and RULES["range_goes_on"].search(after) is not None


def _join(rule: str, match: re.Match[str]) -> str:
    """Return what stands between the date and the last four digits: '', a blank, a dot or a sign."""
    found = match[0]
    if rule in PAIRED or rule == "singles":
        return "-" if "-" in found or "+" in found else match[1]
    head = found[:-4] if found[-4:].isdigit() else found[:-5]
    bare = head.rstrip()
    return head[len(bare) :][:1] if bare[-1].isdigit() else bare[-1]


def _numbers(plain: str, today: date) -> Iterator[tuple[Kind, int, int]]:
    for rule in ("compact", *sorted(SPLIT), *sorted(PAIRED), "singles"):
        place = 0
        while match := RULES[rule].search(plain, place):
            place = match.start() + 1
            digits = _only_digits(match[0])
            kind = kind_of_number(digits, today=today)
            before, after = plain[max(0, match.start() - 40) : match.start()], plain[match.end() :][:20]
            if kind is None or _is_something_else(rule, match, before.lower(), after.lower()):
                continue
            place = match.end()
            if (
                kind is Kind.PERSONNUMMER
                and rule in SPLIT | PAIRED
                and _join(rule, match) == " "
                and _reads_as_recent_date(digits, today)
            ):
                kind = Kind.DATE_OR_PERSONNUMMER
            yield kind, match.start(), match.end()


# --- the soft kinds -------------------------------------------------------------------------------


def _phones(plain: str) -> Iterator[tuple[Kind, int, int]]:
    for match in RULES["phone"].finditer(plain):
        digits = _only_digits(match[0])
        abroad = match[0][0] == "+" or digits.startswith("0046")
        # 020 and 077 are organisations' free and shared-cost numbers.
        if abroad or (8 <= len(digits) <= 10 and not digits.startswith(("020", "077"))):
            yield Kind.PHONE, match.start(), match.end()


def _plates(plain: str) -> Iterator[tuple[Kind, int, int]]:
    for match in RULES["plate"].finditer(plain):
        letters = (match[1] or match[2]).upper()
        last = match[0][-1].upper()
        abbreviation = letters in BEFORE_NUMBERS and match[2] != letters
        if not (
            abbreviation or last == "O" or set(letters + last) & set("IQV") or letters in UNUSED_ON_PLATES
        ):
            yield Kind.PLATE, match.start(), match.end()


def _names(plain: str, places: Collection[str]) -> Iterator[tuple[Kind, int, int]]:
    crimes = [match.start() for match in RULES["crime"].finditer(plain)]
    if not crimes:
        return
    words = {word.lower() for name in places for word in re.split(r"[\s-]+", name) if word[:1].isupper()}
    place = 0
    while match := RULES["name"].search(plain, place):
        place = match.start(2)
        pair = (match[1], match[2])
        if any(
            word in NOT_NAMES or word.lower() in words or RULES["not_person"].search(word) for word in pair
        ):
            continue
        close = crimes[bisect_left(crimes, match.start() - NEAR) : bisect_right(crimes, match.end() + NEAR)]
        if any(_near(plain, match.start(), match.end(), crime) for crime in close):
            place = match.end()
            yield Kind.NAME, match.start(), match.end()


def _near(plain: str, start: int, end: int, crime: int) -> bool:
    """Say whether the word of crime stands close to the name and in the same sentence."""
    between = plain[end:crime] if crime >= end else plain[crime:start]
    return len(between) <= NEAR and SENTENCE_END.search(between) is None


def _simple(plain: str, name: str, kind: Kind) -> Iterator[tuple[Kind, int, int]]:
    return ((kind, match.start(), match.end()) for match in RULES[name].finditer(plain))


def find(text: str, *, places: Collection[str] = (), today: date | None = None) -> list[Hit]:
    """Return what in the text looks like personal data, in order, without overlaps; hard kinds win.

    `places` are names of places, which are never taken for names of people.
    """
    plain, positions = _plain(text)
    now = today or datetime.now(STOCKHOLM).date()
    found = [
        *_numbers(plain, now),
        *_simple(plain, "email", Kind.EMAIL),
        *_simple(plain, "case", Kind.CASE),
        *_simple(plain, "flat", Kind.FLAT),
        *_phones(plain),
        *_plates(plain),
        *_simple(plain, "handle", Kind.HANDLE),
        *_names(plain, places),
    ]
    said = advice() if found else {}
    taken = bytearray(len(text))
    hits: list[Hit] = []
    for kind, first, last in sorted(found, key=lambda item: item[0] not in HARD_KINDS):
        start, end = positions[first], positions[last - 1] + 1
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            severity = Severity.HARD if kind in HARD_KINDS else Severity.SOFT
            hits.append(Hit(kind, start, end, severity, said[kind]))
    return sorted(hits, key=lambda hit: hit.start)


# --- the validators -------------------------------------------------------------------------------


def guard(
    text: str, *, override_reason: str = "", places: Collection[str] = (), today: date | None = None
) -> str:
    """Refuse personal data; return the reason that must be kept with the text, '' if none was needed.

    A hard hit can't be overridden.  Soft hits pass with a reason of 10-300 characters, which may hold no
    hard hit itself.  ValidationError with one sentence for each kind found; codes 'hard' and 'soft'.
    """
    hits = find(text, places=places, today=today)
    reason = " ".join(override_reason.split())
    reason_hits = [hit for hit in find(reason, today=today) if hit.severity is Severity.HARD]
    hard = [hit for hit in [*hits, *reason_hits] if hit.severity is Severity.HARD]
    if hard:
        raise ValidationError([ValidationError(text, code="hard") for text in _sentences(hard)])
    if not hits:
        return ""
    if LEAST_REASON <= len(reason) <= MOST_REASON:
        return reason
    how = _("Måste uppgiften stå kvar? Skriv varför, med minst %(least)d och högst %(most)d tecken.") % {
        "least": LEAST_REASON,
        "most": MOST_REASON,
    }
    raise ValidationError([ValidationError(text, code="soft") for text in [*_sentences(hits), how]])


def _sentences(hits: list[Hit]) -> list[str]:
    return list(dict.fromkeys(hit.advice for hit in hits))


def validate_no_person_numbers(text: str) -> None:
    """Refuse personnummer and samordningsnummer: a validator for model fields, which know no reasons."""
    hard = [hit for hit in find(text) if hit.severity is Severity.HARD]
    if hard:
        raise ValidationError([ValidationError(sentence, code="hard") for sentence in _sentences(hard)])

"""Siffergranskaren: holds what people wrote against what is stored, before two authorities sign it.

Pure: material in, findings out.  It judges a text with its tables whether they come from an edition or
were typed off an older report, and it changes nothing.  A number that is bound to a cell is never judged.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from platssamverkan.core.names import fold
from platssamverkan.core.swedish import NBSP, enumerate_words, signed_percent, whole
from reports.prose import without_bound

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = rf"({'|'.join(MONTHS)})[a-zåäö]*\.?"
PERIOD = re.compile(rf"(\d{{1,2}})\s*{_MONTH}\s*(?:[-–—]|till(?: och med)?)\s*(\d{{1,2}})\s*{_MONTH}", re.I)
DAY = re.compile(rf"\d{{1,2}}\s*{_MONTH}", re.I)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ”\"◦])|\n+")
PERCENT = re.compile(r"(?<![\d,])(\d+(?:,\d+)?)\s*(?:%|procent(?!enhet))")
WHOLE = re.compile(r"(?<![\d,.–-])(\d{1,3}(?:[\u00a0 ]\d{3})+|\d+)(?![\d,]|\.\d)")
# Numbers that count something else than crimes, and what stands in front of a number that is a name.
OTHER_UNIT = re.compile(
    r"^\s*(?:[-–]\s*\d+\s*)?(?:av\b|slag\b|år|års|ålder|åring|block|område|kategori|undersökning|plats|vecka|veckor|nivå|procentenhet|m\b|km\b|kr|°|månad)"
)
NAMED_BEFORE = re.compile(
    r"(?:tabell|diagram|kartbild|figur|heatmap|avsnitt|vecka|veckorna|v\.|nivå|§|kap\.?|sedan|från år|under|år|åren)\s*$",
    re.I,
)
WORDS = {
    "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "elva": 11, "tolv": 12,
}  # fmt: skip
WORD = re.compile(rf"\b({'|'.join(WORDS)})\b", re.I)
TOPIC_GOES_ON = re.compile(r"kategori|ökning|minskning|ökade|minskade|brott|anmäl|det är|andelen", re.I)
ABOUT = re.compile(r"(?:\bca|cirka|ungefär|omkring|drygt|knappt|nära)\.?\s*$", re.I)
SERIES = r"(Tabell|Kartbild|Diagram|Figur|Heatmap)"
REFERENCE = re.compile(rf"\b{SERIES}[\s\u00a0]+(\d+)\b")
UNFINISHED = frozenset(
    [
        "för",
        "i",
        "på",
        "av",
        "med",
        "till",
        "och",
        "som",
        "om",
        "vid",
        "från",
        "per",
        "samt",
        "eller",
        "den",
        "det",
        "en",
        "ett",
        "inom",
        "under",
        "mellan",
        "hos",
        "att",
    ]
)
SUM_OF = r"summa\w*\s+(?:i blocket\s+|för\s+)?{block}|brott(?:en)? mot {block}"
AGES = re.compile(
    r"\(?\b(?:0\s*[-–]\s*14|15\s*[-–](?!\s*\d)|15(?=\s+år))(?!\d)\s*(?:år\w*)?( och (?:uppåt|äldre))?\)?"
)
CAPITALISED = re.compile(r"[A-ZÅÄÖ][\wåäöÅÄÖé]+")
NEAR_LEAST = 6  # shorter names have too many honest neighbours
LISTED = re.compile(r"[\s,]*(?:(?:och|samt)\s+)?(?:\w+\s+)?")
ABOUT_SLACK, EXACT_SLACK = 1.0, 0.5


class Code(StrEnum):
    """What kind of thing was found."""

    PERIOD = "period"
    NUMBER = "number"
    ARITHMETIC = "arithmetic"
    SPELLING = "spelling"
    REFERENCE = "reference"
    TWICE = "twice"
    EMPTY = "empty"
    CAPTION = "caption"
    UNPLANNED = "unplanned"
    SOURCE = "source"
    CELL = "cell"
    PARENT = "parent"


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a section."""

    key: str
    title: str
    body: str
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Days of the year, both included: (1, 1)–(30, 9) as (day, month)."""

    first: tuple[int, int]
    last: tuple[int, int]

    def __str__(self) -> str:
        (a, b), (c, d) = self.first, self.last
        return f"{a}{NBSP}{MONTHS[b - 1]}–{c}{NBSP}{MONTHS[d - 1]}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of counts, oldest year first; `printed` is what a typed table says of the change."""

    name: str
    counts: tuple[int | None, ...]
    block: str = ""
    is_sum: bool = False
    printed_change: int | None = None
    printed_percent: float | None = None

    @property
    def change(self) -> int | None:
        before, now = self.counts[-2], self.counts[-1]
        return None if before is None or now is None else now - before

    @property
    def percent(self) -> float | None:
        before, change = self.counts[-2], self.change
        return None if change is None or not before else 100 * change / before


@dataclass(frozen=True, slots=True)
class Table:
    """A table that texts may speak of."""

    name: str
    span: Span | None
    rows: tuple[Row, ...]
    texts: tuple[str, ...] = ()  # keys of the sections that are about it


@dataclass(frozen=True, slots=True)
class Caption:
    """A numbered thing: its series, number and words."""

    kind: str
    number: int
    words: str

    @property
    def name(self) -> str:
        return f"{self.kind}{NBSP}{self.number}"


@dataclass(frozen=True, slots=True)
class Box:
    """A ticked 'inkluderas i åtgärdsplan' and how many planned measures there are for it."""

    theme: str
    is_ticked: bool
    planned: int


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source and whether it says when."""

    name: str
    is_dated: bool


@dataclass(frozen=True)
class Material:
    """Everything there is to hold against each other."""

    texts: Sequence[Text] = ()
    tables: Sequence[Table] = ()
    captions: Sequence[Caption] = ()
    place_names: Mapping[str, Sequence[str]] = field(default_factory=dict)  # right spelling: others in use
    boxes: Sequence[Box] = ()
    sources: Sequence[CitedSource] = ()
    # Section key: cells and references it names that do not exist.
    unbound: Mapping[str, Sequence[str]] = field(default_factory=dict)
    missing_references: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence's claim that its table contradicts."""

    topic: str
    said: str
    table_says: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must be put right or explained.  `where` is a section's key, or ''."""

    code: Code
    where: str
    title: str
    message: str
    statements: tuple[Statement, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The same for the same finding on the same words; other words make it another finding."""
        parts = [self.code.value, self.where, self.message]
        parts += [f"{item.topic}|{item.said}|{item.table_says}" for item in self.statements]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def stored(self) -> dict[str, Any]:
        """The finding as plain JSON, from which `restored` makes it anew."""
        return asdict(self)

    @classmethod
    def restored(cls, kept: Mapping[str, Any]) -> "Finding":
        """The finding that was stored."""
        statements = tuple(Statement(**item) for item in kept["statements"])
        return cls(Code(kept["code"]), kept["where"], kept["title"], kept["message"], statements)


def check(material: Material) -> list[Finding]:
    """Everything that does not hold, the causes before what follows from them."""
    found: list[Finding] = []
    for table in material.tables:
        found += _arithmetic(table)
    for text in material.texts:
        for table in material.tables:
            found += _against_table(text, table)
    found += _numbered_twice(material.captions)
    found += _references(material)
    found += _spelling(material)
    found += _unfinished(material.captions)
    found += _empty(material)
    found += _boxes(material.boxes)
    found += _sources(material.sources)
    return sorted(found, key=lambda item: list(Code).index(item.code))


# --- numbers ---------------------------------------------------------------------------------------------


def _arithmetic(table: Table) -> Iterator[Finding]:
    """Sums, changes and percentages that a typed table prints otherwise than they come out."""
    for block in dict.fromkeys(row.block for row in table.rows):
        rows = [row for row in table.rows if row.block == block]
        parts = [row for row in rows if not row.is_sum]
        for total in (row for row in rows if row.is_sum):
            for index, printed in enumerate(total.counts):
                column = [row.counts[index] for row in parts]
                if None not in column and printed != sum(n for n in column if n is not None):
                    yield Finding(
                        Code.ARITHMETIC, "", table.name,
                        _("%(name)s: summan är %(right)s, inte %(printed)s.")
                        % {"name": total.name, "right": whole(sum(n or 0 for n in column)), "printed": whole(printed)},
                    )  # fmt: skip
    for row in table.rows:
        wrong = row.printed_change is not None and row.printed_change != row.change
        if row.printed_percent is not None and row.percent is not None:
            wrong = wrong or abs(row.printed_percent - row.percent) > 0.0501
        if wrong:
            yield Finding(
                Code.ARITHMETIC, "", table.name,
                _("%(name)s: förändringen är %(change)s (%(percent)s), tabellen skriver något annat.")
                % {"name": row.name, "change": row.change, "percent": signed_percent(row.percent)},
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Topic:
    """What a sentence is about: one row, or rows that share their name's beginning."""

    name: str
    rows: tuple[Row, ...]

    def wholes(self) -> set[int]:
        found: set[int] = set()
        for row in self.rows:
            found |= {n for n in row.counts if n is not None}
            if row.change is not None:
                found.add(abs(row.change))
        if len(self.rows) > 1:
            found |= {abs(n) for n in self._together() if n is not None}
        return found

    def percents(self) -> list[float]:
        found = [abs(row.percent) for row in self.rows if row.percent is not None]
        if len(self.rows) > 1:
            before, _now, change = self._together()
            if before and change is not None:
                found.append(abs(100 * change / before))
        return found

    def _together(self) -> tuple[int | None, int | None, int | None]:
        before = [row.counts[-2] for row in self.rows]
        now = [row.counts[-1] for row in self.rows]
        if None in before or None in now:
            return None, None, None
        total_before, total_now = sum(n or 0 for n in before), sum(n or 0 for n in now)
        return total_before, total_now, total_now - total_before

    def says(self) -> str:
        """'103 till 80 (−23, −22,3 %)', row by row."""
        return "; ".join(
            _("%(name)s %(before)s till %(now)s (%(percent)s)")
            % {
                "name": row.name,
                "before": whole(row.counts[-2]),
                "now": whole(row.counts[-1]),
                "percent": signed_percent(row.percent),
            }
            for row in self.rows
        )


def _stem(name: str) -> str:
    """What a row's name begins with: 'Misshandel utomhus (0-14 år)' and '(15- år)' share one."""
    return re.sub(r"\s*[(,].*$", "", name).strip()


def _pattern(stem: str) -> re.Pattern[str]:
    words = re.escape(stem.casefold()).replace(r"\ ", r",?\s+")
    ending = r"\w{0,5}" if len(stem) > 4 else r"(?:et|en|n)?"
    return re.compile(rf"(?<!\w){words}{ending}(?!\w)")


def _topics(table: Table) -> list[tuple[re.Pattern[str], _Topic]]:
    """Patterns for what rows are called, the longest names first."""
    stems: dict[str, list[Row]] = {}
    for row in table.rows:
        if not row.is_sum:
            stems.setdefault(_stem(row.name), []).append(row)
    topics = [
        (_pattern(stem), _Topic(stem, tuple(rows)))
        for stem, rows in sorted(stems.items(), key=lambda item: -len(item[0]))
    ]
    for row in table.rows:
        if row.is_sum:
            block = re.escape(row.block.casefold())
            topics.append(
                (re.compile(SUM_OF.format(block=block)), _Topic(f"{row.name} {row.block.casefold()}", (row,)))
            )
    return topics


@dataclass(frozen=True, slots=True)
class _Mention:
    """Where in a sentence what is named: several topics where they are counted up together."""

    start: int
    topics: tuple[_Topic, ...]


def _mentioned(sentence: str, topics: list[tuple[re.Pattern[str], _Topic]]) -> list[_Mention]:
    """What the sentence names, in order; 'bilstöld och cykelstöld' is one mention of both."""
    text = sentence.lower()
    hits: list[tuple[int, int, _Topic]] = []
    for pattern, topic in topics:
        for match in pattern.finditer(text):
            hits.append((match.start(), match.end(), topic))
        text = pattern.sub(lambda match: "#" * len(match[0]), text)
    found: list[_Mention] = []
    end = 0
    for start, stop, topic in sorted(hits, key=lambda hit: hit[0]):
        if found and LISTED.fullmatch(sentence[end:start]):
            found[-1] = _Mention(found[-1].start, (*found[-1].topics, topic))
        else:
            found.append(_Mention(start, (topic,)))
        end = stop
    return found


def _against_table(text: Text, table: Table) -> Iterator[Finding]:
    """Claims of the text that the table contradicts; gathered under another period, where that is the cause."""
    topics = _topics(table)
    body = without_bound(text.body)
    spans = [] if table.span is None else [s for s in _spans(body) if s != table.span]
    contradicted: dict[str, list[tuple[str, _Topic]]] = {}
    speaks_of_it = text.key in table.texts
    for paragraph in re.split(r"\n\s*\n", body):
        before: list[_Mention] = []
        for sentence in SENTENCE.split(paragraph):
            named = _mentioned(sentence, topics)
            if named:
                speaks_of_it = True
            elif not (before and TOPIC_GOES_ON.search(sentence)):
                continue
            mentions = named or [_Mention(0, before[-1].topics)]
            before = mentions
            for topic in _contradicted(sentence, mentions):
                said = contradicted.setdefault(topic.name, [])
                if sentence.strip() not in [claim for claim, _topic in said]:
                    said.append((sentence.strip(), topic))
    statements = tuple(
        Statement(name, " ".join(said for said, _topic in claims), claims[0][1].says())
        for name, claims in contradicted.items()
    )
    if spans and speaks_of_it:
        yield Finding(
            Code.PERIOD, text.key, text.title,
            _("Texten räknar %(text)s, men %(table)s räknar %(right)s.")
            % {"text": spans[0], "table": table.name, "right": table.span}
            + (
                " "
                + ngettext(
                    "Ett påstående bygger på den andra perioden.",
                    "%(n)d påståenden bygger på den andra perioden.",
                    len(statements),
                )
                % {"n": len(statements)}
                if statements
                else ""
            ),
            statements,
        )  # fmt: skip
        return
    for statement in statements:
        yield Finding(
            Code.NUMBER, text.key, text.title,
            _("%(topic)s: ett tal i texten finns inte i %(table)s.") % {"topic": statement.topic, "table": table.name},
            (statement,),
        )  # fmt: skip


def _spans(body: str) -> list[Span]:
    found = []
    for first, first_month, last, last_month in PERIOD.findall(body):
        a, b = MONTHS.index(first_month.casefold()) + 1, MONTHS.index(last_month.casefold()) + 1
        found.append(Span((int(first), a), (int(last), b)))
    return found


def _contradicted(sentence: str, mentions: Sequence[_Mention]) -> list[_Topic]:
    """The topics of which the sentence gives a number that none of their rows, nor their sum, can have given.

    A number belongs to what was named last before it, or first in the sentence.
    """
    text = DAY.sub(_blank, PERIOD.sub(_blank, sentence))
    wrong: dict[str, _Topic] = {}
    for match in PERCENT.finditer(text):
        value = float(match[1].replace(",", "."))
        slack = ABOUT_SLACK if ABOUT.search(text[: match.start()]) else EXACT_SLACK
        slack = slack if "," not in match[1] else 0.0501
        owners = _owners(match.start(), mentions)
        known = [number for topic in owners for number in topic.percents()]
        if not any(abs(value - number) <= slack + 1e-9 for number in known):
            wrong[owners[-1].name] = owners[-1]
    for number, start, end in _wholes(PERCENT.sub(_blank, text)):
        if 1900 <= number <= 2100 or OTHER_UNIT.search(text[end:]) or NAMED_BEFORE.search(text[:start]):
            continue
        owners = _owners(start, mentions)
        if not any(number in topic.wholes() for topic in owners):
            wrong[owners[-1].name] = owners[-1]
    return list(wrong.values())


def _owners(position: int, mentions: Sequence[_Mention]) -> tuple[_Topic, ...]:
    earlier = [mention for mention in mentions if mention.start <= position]
    return (earlier[-1] if earlier else mentions[0]).topics


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _wholes(text: str) -> Iterator[tuple[int, int, int]]:
    bare = AGES.sub(_blank, text)
    for match in WHOLE.finditer(bare):
        yield int(re.sub(r"\D", "", match[1])), match.start(), match.end()
    for match in WORD.finditer(bare):
        yield WORDS[match[1].casefold()], match.start(), match.end()


# --- names and references -------------------------------------------------------------------------------------


def _numbered_twice(captions: Sequence[Caption]) -> Iterator[Finding]:
    by_number: dict[tuple[str, int], list[Caption]] = {}
    for caption in captions:
        by_number.setdefault((caption.kind, caption.number), []).append(caption)
    for same in by_number.values():
        if len(same) > 1:
            yield Finding(
                Code.TWICE, "", same[0].name,
                _("%(name)s finns %(times)d gånger: %(titles)s.")
                % {"name": same[0].name, "times": len(same), "titles": enumerate_words([f"”{c.words}”" for c in same])},
            )  # fmt: skip


def _references(material: Material) -> Iterator[Finding]:
    known = {(caption.kind, caption.number) for caption in material.captions}
    for text in material.texts:
        typed = {(kind, int(number)) for kind, number in REFERENCE.findall(without_bound(text.body))} - known
        for kind, number in sorted(typed):
            yield Finding(
                Code.REFERENCE, text.key, text.title,
                _("Texten hänvisar till %(name)s, som inte finns.") % {"name": f"{kind}{NBSP}{number}"},
            )  # fmt: skip
        for key in dict.fromkeys(material.missing_references.get(text.key, ())):
            yield Finding(
                Code.REFERENCE, text.key, text.title,
                _("Texten hänvisar till ”%(key)s”, som inte finns i den här utgåvan.") % {"key": key},
            )  # fmt: skip
        for key in dict.fromkeys(material.unbound.get(text.key, ())):
            yield Finding(
                Code.CELL, text.key, text.title,
                _("Texten hämtar talet ”%(key)s”, som inte finns.") % {"key": key},
            )  # fmt: skip


def _spelling(material: Material) -> Iterator[Finding]:
    """Names of places in a spelling the area list does not have."""
    right = {fold(name): name for name in material.place_names}
    aliases = {fold(alias): name for name, others in material.place_names.items() for alias in others}
    single = {word for name in material.place_names for word in name.split() if word[:1].isupper()}
    words = [word for word in single if len(word) >= NEAR_LEAST]
    seen: dict[tuple[str, str], list[str]] = {}
    counts: dict[str, int] = {}
    for text in (*material.texts, *(Text("", caption.name, caption.words) for caption in material.captions)):
        for token in CAPITALISED.findall(without_bound(text.body)):
            bare = token if token in single else token.removesuffix("s")
            counts[bare] = counts.get(bare, 0) + 1
            if bare in single or fold(bare) in right:
                continue
            meant = aliases.get(fold(bare)) or next((word for word in words if _one_slip(bare, word)), None)
            if meant:
                seen.setdefault((bare, meant), []).append(text.key)
    for (wrong, meant), where in seen.items():
        times = counts.get(meant, 0)
        yield Finding(
            Code.SPELLING, where[0], wrong,
            _("%(wrong)s (%(n)d) heter %(right)s i områdeslistan.") % {"wrong": wrong, "n": len(where), "right": meant}
            + (" " + _("Båda stavningarna finns i lägesbilden.") if times else ""),
        )  # fmt: skip


def _one_slip(typed: str, known: str) -> bool:
    """Whether one letter differs, is missing or is one too many, inside the word and not as an ending."""
    if typed[0] != known[0] or abs(len(typed) - len(known)) > 1 or typed == known or typed.startswith(known):
        return False
    short, long = sorted((typed, known), key=len)
    if len(short) == len(long):
        differing = [i for i, (a, b) in enumerate(zip(short, long, strict=True)) if a != b]
        swapped = (
            len(differing) == 2
            and differing[1] == differing[0] + 1
            and short[differing[0]] == long[differing[1]]
            and short[differing[1]] == long[differing[0]]
        )
        return len(differing) == 1 or swapped
    return any(long[:i] + long[i + 1 :] == short for i in range(1, len(long) - 1))


def _unfinished(captions: Sequence[Caption]) -> Iterator[Finding]:
    for caption in captions:
        words = re.findall(r"\w+", caption.words)
        if not words or words[-1].casefold() in UNFINISHED:
            yield Finding(
                Code.CAPTION, "", caption.name,
                _("Rubriken till %(name)s slutar mitt i: ”%(words)s”.") % {"name": caption.name, "words": caption.words},
            )  # fmt: skip


def _empty(material: Material) -> Iterator[Finding]:
    for text in material.texts:
        if text.is_needed and not text.body.strip():
            yield Finding(
                Code.EMPTY,
                text.key,
                text.title,
                _("Avsnittet är tomt. Skriv det, eller ta bort det ur utgåvan."),
            )


def _boxes(boxes: Iterable[Box]) -> Iterator[Finding]:
    for box in boxes:
        if box.is_ticked and not box.planned:
            yield Finding(
                Code.UNPLANNED, "", box.theme,
                _("%(theme)s: rutan om åtgärdsplan är ikryssad, men ingen åtgärd är planerad.") % {"theme": box.theme},
            )  # fmt: skip


def _sources(sources: Iterable[CitedSource]) -> Iterator[Finding]:
    for source in sources:
        if not source.is_dated:
            yield Finding(
                Code.SOURCE, "", source.name, _("Källan ”%(name)s” saknar datum.") % {"name": source.name}
            )

"""The guard finds every number of a person, leaves other numbers alone and lets nobody past a hard stop.

All numbers of persons here are generated, from Skatteverket's published test series, or from PTS's
series for fiction.
"""

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from platssamverkan.core.guard import (
    HINT,
    Kind,
    Severity,
    advice,
    find,
    guard,
    kind_of_number,
    validate_no_person_numbers,
)
from platssamverkan.core.guard_fields import GuardedCharField, GuardedFormMixin

TODAY = date(2026, 11, 23)
SAMPLE = 20_000
CORPUS = json.loads((Path(__file__).parent / "guard_corpus.json").read_text())


def with_check_digit(nine: str) -> str:
    """Add the modulus-10 digit, the long way round (not the way the guard does it)."""
    products = "".join(str(int(digit) * weight) for digit, weight in zip(nine, [2, 1] * 5, strict=False))
    return nine + str(-sum(map(int, products)) % 10)


def number_of(born: date, serial: int, *, coordinated: bool) -> tuple[str, str]:
    """Return a valid number as century and ten digits."""
    day = born.day + 60 if coordinated else born.day
    return str(born.year)[:2], with_check_digit(f"{born:%y%m}{day:02d}{serial:03d}")


BIRTHDAYS = st.dates(date(1890, 1, 1), TODAY)
NUMBERS = st.builds(number_of, BIRTHDAYS, st.integers(1, 999), coordinated=st.booleans())
BLANKS = [" ", "\u00a0", "\u2009", "\u202f", "\t"]
SIGNS = ["-", "+", "–", "−", "\u2011", " - ", "- ", " -", "\u00a0–\u00a0", "-\u200b"]
SENTENCES = [
    "{}",
    "Igår sågs {} vid torget.",
    "Han uppgav {}, vilket stämmer",
    "(pnr {})",
    "pnr:{}",
    "Född 1985 {} enligt vakten",
    "Kl. 14.30 kom {} till Åkermyntan kl. 15",
    "”{}”; se lista 1, 2 och 3",
    "Rad ett\n{}\nrad tre",
    "{}/{}",
    "2 st: {},{}",
]


def one_piece(century: str, ten: str) -> list[str]:
    """Return the spellings with the date in one piece, or with no date to be seen at all."""
    joins = ["", *BLANKS, *SIGNS, "."]
    spaced = [sign.join([" ".join(ten[:6]), " ".join(ten[6:])]) for sign in (" ", "-", " - ")]
    return [
        *(head + ten[:6] + join + ten[6:] for head in ("", century) for join in joins),
        f"{century} {ten[:6]}-{ten[6:]}",
        f"{ten[:6]}-{ten[6:8]} {ten[8:]}",
        *spaced,
        ".".join(ten),
        "-".join(ten),
        " ".join(century + ten),
        "".join(chr(0xFF10 + int(digit)) for digit in ten),
        "\u00ad".join(ten),
    ]


def in_parts(century: str, ten: str) -> list[str]:
    """Return the spellings with year, month and day apart, which some timestamps share."""
    yy, mm, dd, tail = ten[:2], ten[2:4], ten[4:6], ten[6:]
    dates = [sep.join([head + yy, mm, dd]) for head in ("", century) for sep in ("-", ".", " ", "\u00a0")]
    dates.append(f"{century}{yy}/{mm}/{dd}")
    pairs = [" ".join([yy, mm, dd, tail[:2], tail[2:]]), " ".join([century, yy, mm, dd, tail[:2], tail[2:]])]
    return [*(day + join + tail for day in dates for join in (" ", "-", "+", " – ")), *pairs]


# --- recall ---------------------------------------------------------------------------------------


@given(NUMBERS, st.sampled_from(SENTENCES), st.data())
def test_every_spelling_of_every_number_is_a_hard_hit(
    number: tuple[str, str], sentence: str, data: st.DataObject
) -> None:
    spelt = data.draw(st.sampled_from(one_piece(*number)))
    hits = find(sentence.format(*[spelt] * 2), today=TODAY)
    assert [hit.severity for hit in hits] == [Severity.HARD] * sentence.count("{}")


def hard(text: str) -> bool:
    return any(hit.severity is Severity.HARD for hit in find(text, today=TODAY))


def test_recall_is_whole_on_a_fixed_sample_of_every_spelling() -> None:
    rng = random.Random(3)
    first, missed, seen = date(1890, 1, 1), [], 0
    while seen < 4 * SAMPLE:
        born = first + timedelta(days=rng.randrange((TODAY - first).days + 1))
        century, ten = number_of(born, rng.randrange(1, 1000), coordinated=rng.random() < 0.3)
        recent = date(2000 + int(ten[:2]), 1, 1) >= date(TODAY.year - 10, 1, 1) and int(ten[:2]) < 28
        for spelt in one_piece(century, ten):
            seen += 1
            if not hard(rng.choice(SENTENCES).format(spelt, spelt)):
                missed.append(spelt)
        for spelt in in_parts(century, ten):
            seen += 1
            text = rng.choice(SENTENCES).format(spelt, spelt)
            if not (find(text, today=TODAY) if recent else hard(text)):
                missed.append(spelt)
    assert missed == []


@pytest.mark.parametrize(
    "number",
    [
        "191212121212", "194408139089", "199006022397", "199107172380", "190104132386", "200001052380",
        "195711212893", "196107293059",
    ],
)  # fmt: skip
def test_skatteverkets_published_test_numbers_are_found(number: str) -> None:
    for text in (number, number[2:], f"{number[:8]}-{number[8:]}", f"{number[2:8]}+{number[8:]}"):
        assert [hit.kind for hit in find(text, today=TODAY)] == [Kind.PERSONNUMMER]


def test_the_samordningsnummer_of_skv_707_is_found() -> None:
    assert [hit.kind for hit in find("701063-2391", today=TODAY)] == [Kind.SAMORDNINGSNUMMER]


@pytest.mark.parametrize(
    ("century", "nine", "why"),
    [
        ("", "121312121", "month 13"), ("", "120012121", "month 0"), ("", "850229456", "29 February in no century"),
        ("19", "000229456", "1900 was no leap year"), ("17", "121212121", "century 17"), ("", "121292121", "day 32"),
        ("16", "121212121", "an organisation's prefix"), ("20", "991212121", "a birthday to come"),
        ("", "556036079", "an organisation"), ("", "121212000", "serial 000"),
    ],
)  # fmt: skip
def test_what_can_be_nobodys_number_is_none(century: str, nine: str, why: str) -> None:
    assert kind_of_number(century + with_check_digit(nine), today=TODAY) is None, why


def test_a_wrong_check_digit_is_nobodys_number() -> None:
    assert [kind_of_number(f"121212121{digit}", today=TODAY) is not None for digit in range(10)].count(
        True
    ) == 1


def test_a_date_in_parts_and_a_time_is_asked_about_only_where_it_could_be_now() -> None:
    century, ten = number_of(date(2026, 3, 12), 123, coordinated=False)
    day, tail = "2026-03-12", ten[6:]
    assert [hit.kind for hit in find(f"{day} {tail}", today=TODAY)] == [Kind.DATE_OR_PERSONNUMMER]
    assert find(f"{day}-{tail}", today=TODAY)[0].kind is Kind.PERSONNUMMER
    assert find(f"{century}{ten[:6]} {tail}", today=TODAY)[0].kind is Kind.PERSONNUMMER
    assert find(f"{day} {tail}", today=date(2038, 1, 1))[0].kind is Kind.PERSONNUMMER


# --- false alarms ---------------------------------------------------------------------------------

Maker = Callable[[random.Random], str]


def a_day(rng: random.Random) -> date:
    return date(2015, 1, 1) + timedelta(days=rng.randrange(4600))


def grouped(number: int, blank: str) -> str:
    return f"{number:,}".replace(",", blank)


def diary(rng: random.Random) -> str:
    year, n = rng.randrange(2000, 2028), rng.randrange(1, 99999)
    plan = ".".join(str(rng.randrange(1, 13)) for _ in range(rng.randrange(2, 5)))
    return rng.choice(
        [
            f"{year}/{n}", f"dnr SDF {plan}-{n}/{year}", f"dnr {year}/{n}", f"KS {year}/{n:06d}", f"{plan}-{n}/{year}",
            f"SDN {year}-{n:05d}", f"dnr {year}-{n:05d}-{rng.randrange(1, 99)}", f"Dnr: {plan}-{n % 10000:04d}",
            f"A{n:06d}/{year}", f"5000-K{n:05d}-{year % 100:02d}", f"{n}-{year % 100:02d}", f"SDF 1.2.1-{n % 1000}/{year}",
        ]
    )  # fmt: skip


def coordinate(rng: random.Random) -> str:
    lat, lon = rng.uniform(55, 69.1), rng.uniform(10.5, 24.2)
    north, east = rng.uniform(6_130_000, 7_690_000), rng.uniform(260_000, 920_000)
    local = rng.uniform(100_000, 199_999)
    places = rng.randrange(3, 13)
    comma = f"{lat:.{places}f}, {lon:.{places}f}"
    minutes = [rng.randrange(60) for _ in range(4)]
    return rng.choice(
        [
            comma, comma.replace(", ", " "), comma.replace(".", ",").replace(",, ", "; "), f"POINT({lon:.7f} {lat:.7f})",
            f"{north:.0f}, {east:.0f}", f"{north:.0f} {east:.0f}", f"{east:.0f} {north:.0f}", f"N {north:.2f} E {east:.2f}",
            f"{north:.3f},{local:.3f}", f"X={north:.1f} Y={local:.1f}", f"{local:.0f};{north:.0f}",
            f"{grouped(int(north), ' ')} {grouped(int(east), ' ')}", f"{local:.2f} {north:.2f}",
            f"{int(lat)}°{minutes[0]:02d}′{minutes[1]:02d}″N {int(lon)}°{minutes[2]:02d}′{minutes[3]:02d}″E",
            f"{int(lat)} {minutes[0]:02d} {minutes[1]:02d} {int(lon)} {minutes[2]:02d} {minutes[3]:02d}",
        ]
    )  # fmt: skip


def moment(rng: random.Random) -> str:
    a, b = a_day(rng), a_day(rng)
    h, m = rng.randrange(24), rng.randrange(60)
    return rng.choice(
        [
            f"{a}", f"{a} {h:02d}:{m:02d}", f"{a} {h:02d}.{m:02d}", f"{a} kl. {h:02d}{m:02d}", f"{a:%y%m%d} kl {h:02d}.{m:02d}",
            f"{a}T{h:02d}:{m:02d}:00Z", f"{a:%Y%m%d%H%M%S}", f"{a:%d/%m} {a.year}", f"{a:%d.%m.%Y} {h:02d}.{m:02d}",
            f"{a} – {b}", f"{a}--{b}", f"{a}-{b}", f"{a}/{b}", f"{a:%Y%m%d}-{b:%Y%m%d}", f"{a:%y%m%d}-{b:%y%m%d}",
            f"{a:%y%m%d} – {b:%y%m%d}", f"{a} {b}", f"{a:%d.%m.%y}-{b:%d.%m.%y}", f"{a:%Y.%m.%d} - {b:%Y.%m.%d}",
            f"{a} {h:02d}:{m:02d}–{(h + 2) % 24:02d}:{m:02d}", f"{a:%d-%m-%Y} {h:02d}:{m:02d}", f"{a} {h:02d}.{m:02d}-{h:02d}.59",
            f"{date(2017, 1, 1) + timedelta(days=rng.randrange(3600))} {h:02d}{m:02d}", f"{a:%d %m %Y}", f"{h:02d}{m:02d}-{h:02d}59",
            f"{a:%y%m%d} {h:02d}{m:02d}-{(h + 1) % 24:02d}{m:02d}", f"{a:%y%m%d}_{h:02d}{m:02d}",
        ]
    )  # fmt: skip


def amount(rng: random.Random) -> str:
    n = rng.choice([rng.randrange(10**4), rng.randrange(10**7), rng.randrange(10**10)])
    return rng.choice(
        [
            f"{grouped(n, ' ')} kr", f"{grouped(n, chr(0xA0))} kronor", f"{n} kr", f"{n}:-", f"{n},50 kr" if n < 10**9 else f"{n} SEK",
            f"{grouped(n, '.')},00", f"SEK {grouped(n, ' ')}", f"{n % 10**6}–{n % 10**5} kr", f"{n / 1e6:.1f} mnkr",
        ]
    )  # fmt: skip


def population(rng: random.Random) -> str:
    people, n = rng.randrange(300, 1_000_000), rng.randrange(1, 10_000)
    return rng.choice(
        [
            f"{grouped(people, ' ')} invånare", f"{people} invånare", f"{grouped(people, chr(0x202F))} ({n})",
            f"år {rng.randrange(2000, 2027)}: {people}", f"{grouped(people, ' ')} {grouped(n, ' ')}",
            f"folkmängd {rng.randrange(2000, 2027)} {people}", f"{people}; {n}; {people - n}",
        ]
    )  # fmt: skip


def weeks(rng: random.Random) -> str:
    a, year = rng.randrange(1, 48), rng.randrange(2015, 2028)
    b = a + rng.randrange(1, 6)
    return rng.choice(
        [
            f"v. {a}–{b}", f"v. {a}-{b} {year}", f"vecka {a:02d}–{b:02d}, {year}", f"{year}-W{a:02d}–{year}-W{b:02d}",
            f"{year}{a:02d}-{year}{b:02d}", f"v{a:02d}{year % 100:02d}–v{b:02d}{year % 100:02d}", f"v. {a}, {a + 1} och {b}",
        ]
    )  # fmt: skip


def organisation(rng: random.Random) -> str:
    while True:
        body = f"{rng.choice('2356789')}{rng.randrange(10)}{rng.randrange(20, 100)}{rng.randrange(10**5):05d}"
        ten = with_check_digit(body)
        return rng.choice(
            [ten, f"{ten[:6]}-{ten[6:]}", f"16{ten}", f"SE{ten}01", f"{ten[:6]} {ten[6:]}", f"orgnr {ten}"]
        )


def buses(rng: random.Random) -> str:
    lines = [str(rng.randrange(1, 900)) for _ in range(rng.randrange(1, 8))]
    return rng.choice(["buss ", "Linje ", "linjerna "]) + rng.choice([", ", "/", ",", " och "]).join(lines)


def postcode(rng: random.Random) -> str:
    codes = [rng.randrange(100, 985) * 100 + rng.randrange(10, 99) for _ in range(rng.randrange(1, 4))]
    written = [rng.choice([f"{c // 100} {c % 100:02d}", f"{c}", f"SE-{c}"]) for c in codes]
    return rng.choice([" ", ", ", "–"]).join(written)


def phone(rng: random.Random) -> str:
    mobile = f"{rng.choice(['070', '072', '073', '076', '079', '010'])}{rng.randrange(10**7):07d}"
    area = rng.choice(["08", "010", "011", "018", "031", "040", "0501", "0611", "090", "0911"])
    local = f"{rng.randrange(2, 9)}{rng.randrange(10**6):06d}"
    m = mobile
    return rng.choice(
        [
            f"{m[:3]}-{m[3:6]} {m[6:8]} {m[8:]}", f"{m[:3]} {m[3:6]} {m[6:8]} {m[8:]}", f"{m[:3]}-{m[3:]}", f"{m[:3]} {m[3:]}",
            f"{m[:4]}-{m[4:6]} {m[6:8]} {m[8:]}", f"{m[:4]}-{m[4:]}", f"+46{m[1:]}", f"+46 {m[1:3]} {m[3:6]} {m[6:8]} {m[8:]}",
            f"+46 (0){m[1:3]}-{m[3:6]} {m[6:8]} {m[8:]}", f"0046{m[1:]}", f"tel {m}", f"Ring {m}", f"telefon: {m}", f"sms till {m}",
            f"{area}-{local[:3]} {local[3:5]} {local[5:]}", f"{area}-{local}", f"{area} {local[:3]} {local[3:]}", f"tfn {area}{local}",
            f"08-{local[:3]} {local[3:5]} {local[5:]}0", f"{area}/{local}",
        ]
    )  # fmt: skip


CLASSES: dict[str, Maker] = {
    "diary": diary, "coordinate": coordinate, "moment": moment, "amount": amount, "population": population,
    "weeks": weeks, "organisation": organisation, "buses": buses, "postcode": postcode, "phone": phone,
}  # fmt: skip
FRAMES = ["{}", "Se {} för mer.", "Vid torget, {}, var det lugnt", "({})"]


@pytest.mark.parametrize("name", CLASSES)
def test_other_numbers_raise_at_most_one_hard_alarm_in_ten_thousand(name: str) -> None:
    rng = random.Random(f"guard {name}")
    texts = [rng.choice(FRAMES).format(CLASSES[name](rng)) for _ in range(SAMPLE)]
    false = [text for text in texts if hard(text)]
    assert len(false) <= SAMPLE // 10_000, (len(false), false[:10])


def test_ten_bare_digits_that_could_be_a_phone_number_are_a_hard_stop_unless_a_word_says_phone() -> None:
    _, ten = number_of(date(2007, 1, 23), 456, coordinated=False)
    assert ten.startswith("0701")
    assert hard(f"Han heter {ten}")
    assert [hit.kind for hit in find(f"Telefon: {ten}", today=TODAY)] == [Kind.PHONE]


# --- the soft kinds, one corpus for Python and the browser ----------------------------------------


@pytest.mark.parametrize("case", CORPUS["cases"], ids=lambda case: case["text"][:40])
def test_the_corpus_is_read_as_it_says(case: dict[str, list[list[str]] | str]) -> None:
    text = str(case["text"])
    found = find(text, places=CORPUS["places"], today=date.fromisoformat(CORPUS["today"]))
    assert [[hit.kind.value, text[hit.start : hit.end]] for hit in found] == case["hits"]


def test_every_kind_stands_in_the_corpus_and_has_a_sentence() -> None:
    assert {hit[0] for case in CORPUS["cases"] for hit in case["hits"]} == set(Kind) == set(advice())


@given(st.text(max_size=200), st.sampled_from(["", "121212-1212"]))
def test_any_text_is_read_and_hits_never_overlap(text: str, number: str) -> None:
    hits = find(f"{text} {number} {text}", today=TODAY)
    assert all(a.end <= b.start for a, b in pairwise(hits))
    assert all(hit.start < hit.end for hit in hits)


@pytest.mark.parametrize(
    "piece", ["1 2 ", "a@", "Anna ", "0701 ", "12-", "K1234-", "rån Anna Berg ", "a.", "1" * 9 + " "]
)
def test_long_texts_are_read_in_moments(piece: str) -> None:
    started = perf_counter()
    find(piece * (100_000 // len(piece)), today=TODAY)
    assert perf_counter() - started < 3


# --- the validators -------------------------------------------------------------------------------

REASON = "Växelns nummer står på skylten."


def test_a_hard_hit_cannot_be_talked_away() -> None:
    with pytest.raises(ValidationError) as refused:
        guard("Det var 121212-1212", override_reason=REASON)
    assert refused.value.messages == [
        "Det här ser ut som ett personnummer. Ta bort det: personuppgifter får inte stå här."
    ]


def test_a_soft_hit_needs_a_reason_which_is_given_back() -> None:
    text = "Skylten säger 08-465 004 99"
    with pytest.raises(ValidationError) as refused:
        guard(text, override_reason="  för kort ")
    assert len(refused.value.messages) == 2
    assert guard(text, override_reason=f"  {REASON} ") == REASON


def test_a_clean_text_needs_and_keeps_no_reason() -> None:
    assert guard("Belysningen är trasig vid Åkermyntan.", override_reason=REASON) == ""


def test_the_reason_is_guarded_too() -> None:
    with pytest.raises(ValidationError, match="personnummer"):
        guard("Skylten säger 08-465 004 99", override_reason="Ägaren är 121212-1212")


def test_a_model_field_refuses_hard_hits_and_nothing_else() -> None:
    validate_no_person_numbers("Skylten säger 08-465 004 99")
    with pytest.raises(ValidationError):
        validate_no_person_numbers("121212-1212")


class NoteForm(GuardedFormMixin, forms.Form):
    note = GuardedCharField(widget=forms.Textarea)
    title = forms.CharField(required=False)


def test_a_form_refuses_asks_and_keeps_the_reason() -> None:
    form = NoteForm({"note": "Skylten säger 08-465 004 99"})
    assert not form.is_valid()
    assert form["note"].asks_reason  # type: ignore[attr-defined]
    form = NoteForm({"note": "Skylten säger 08-465 004 99", "note-guard-reason": REASON})
    assert form.is_valid()
    assert form.guard_reasons == {"note": REASON}
    form = NoteForm({"note": "121212-1212", "note-guard-reason": REASON})
    assert not form.is_valid()
    assert "note" not in form.cleaned_data


def test_a_form_without_the_mixin_is_refused_rather_than_unguarded() -> None:
    class Bare(forms.Form):
        note = GuardedCharField()

    with pytest.raises(TypeError, match="GuardedFormMixin"):
        str(Bare())


def test_the_hint_stands_beside_the_field_and_the_reason_is_hidden_until_asked_for() -> None:
    form = NoteForm()
    html = render_to_string("_guard.html", {"field": form["note"]})
    assert str(HINT) in html
    assert "data-guard-reason hidden" in html
    assert 'aria-describedby="id_note_helptext"' in str(form["note"])
    refused = NoteForm({"note": "Skylten säger 08-465 004 99"})
    assert "data-guard-reason>" in render_to_string("_guard.html", {"field": refused["note"]})

"""Numbers, dates and names the way Swedes write them (SWEDISH.md): hard spaces, decimal comma, en dash."""

import math
from datetime import date

NBSP = "\u00a0"
MINUS = "\u2212"
MISSING = "–"
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


def whole(value: int | None) -> str:
    """'76 396' with hard spaces and a real minus; '–' for missing, which is not zero."""
    if value is None:
        return MISSING
    digits = f"{abs(value):,}".replace(",", NBSP)
    return f"{MINUS}{digits}" if value < 0 else digits


def signed(value: int | None) -> str:
    """'+97', '−23' or '0': a change in counts."""
    return f"+{whole(value)}" if value is not None and value > 0 else whole(value)


def decimal(value: float | None, places: int = 1) -> str:
    """'16,2'; halves are rounded away from zero, as on paper."""
    if value is None:
        return MISSING
    scale = 10**places
    rounded = math.floor(abs(value) * scale + 0.5 + 1e-9) / scale
    body, _, tail = f"{rounded:,.{places}f}".partition(".")
    text = body.replace(",", NBSP) + (f",{tail}" if tail else "")
    return f"{MINUS}{text}" if value < 0 and rounded else text


def percent(value: float | None, places: int = 1) -> str:
    """'25,5 %' with a hard space; the value is already in percent."""
    return MISSING if value is None else f"{decimal(value, places)}{NBSP}%"


def signed_percent(value: float | None, places: int = 1) -> str:
    """'+16,2 %'."""
    text = percent(value, places)
    return f"+{text}" if value is not None and value > 0 and text.strip(f"0,{NBSP}%") else text


def day(value: date) -> str:
    """'19 november 2023'."""
    return f"{value.day}{NBSP}{MONTHS[value.month - 1]} {value.year}"


def short_day(value: date) -> str:
    """'30 sep', for table heads."""
    return f"{value.day}{NBSP}{MONTHS[value.month - 1][:3]}"


def date_range(first: date, last: date) -> str:
    """'13–19 november 2023', '27 februari–5 mars 2023', '28 december 2026–3 januari 2027'."""
    if first == last:
        return day(last)
    if first.year != last.year:
        return f"{day(first)}–{day(last)}"
    if first.month != last.month:
        return f"{first.day}{NBSP}{MONTHS[first.month - 1]}–{day(last)}"
    return f"{first.day}–{day(last)}"


def enumerate_words(words: list[str]) -> str:
    """'a', 'a och b', 'a, b och c'."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} och {words[-1]}"


def lower_first(name: str) -> str:
    """'bilstöld': a name inside a sentence."""
    return name[:1].lower() + name[1:]


def runs(numbers: list[int]) -> str:
    """Shorten sorted whole numbers to ranges: [1, 2, 3, 7] gives '1–3 och 7'."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return enumerate_words([f"{a}" if a == b else f"{a}–{b}" for a, b in spans])

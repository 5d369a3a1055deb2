"""Numbers as people write them, with decimal commas, hard spaces and percent signs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from platssamverkan.core.incoming import Complaints

NUMBER = re.compile(r"([+\-−–]?)(\d{1,12})(?:[.,](\d{1,6}))?(%?)")
SPACES = re.compile(r"[\s\u00a0\u202f]")


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number and how it was written."""

    value: Decimal
    decimals: int
    has_percent: bool


def parse_number(text: str) -> WrittenNumber | None:
    """Read '12 500', '9,4', '−3', '47 %'; None for anything else."""
    match = NUMBER.fullmatch(SPACES.sub("", text))
    if match is None:
        return None
    sign, digits, fraction, mark = match.groups()
    value = Decimal(f"{digits}.{fraction or 0}") * (-1 if sign in {"-", "−", "–"} else 1)
    return WrittenNumber(value, len(fraction or ""), bool(mark))


def read_percents(cells: Sequence[tuple[int, str]], complaints: Complaints) -> list[Decimal | None]:
    """Read percentages written 47, 47 % or 0,47: one way throughout, which the column as a whole tells.

    `cells` are line and text.  Complaints for what is no number, lies outside 0–100, or could be either;
    None stands where something was complained of.
    """
    found = [(line, text, parse_number(text)) for line, text in cells]
    bare = [number for _line, _text, number in found if number is not None and not number.has_percent]
    # A column of nothing but 0 to 1 is one of shares; one number above tells that it is not.
    as_share = any(0 < number.value <= 1 for number in bare) and all(
        0 <= number.value <= 1 for number in bare
    )
    mixed = as_share and any(number is not None and number.has_percent for _l, _t, number in found)
    values: list[Decimal | None] = []
    for line, text, number in found:
        if number is None:
            complaints.add(line, _("”%(text)s” är inget procenttal.") % {"text": text[:40]})
            values.append(None)
            continue
        unsure = not number.has_percent and 0 < number.value < 1 and (mixed or not as_share)
        if unsure:
            values_said = {
                "text": text,
                "other": str(number.value * 100).rstrip("0").rstrip(".").replace(".", ","),
            }
            said = _("Är %(text)s en andel eller procent? Skriv %(other)s %% eller %(text)s %%.")
            complaints.add(line, said % values_said)
            values.append(None)
            continue
        percent = number.value * 100 if as_share and not number.has_percent else number.value
        if not 0 <= percent <= 100:
            complaints.add(line, _("”%(text)s” ligger inte mellan 0 och 100 procent.") % {"text": text[:40]})
            values.append(None)
            continue
        values.append(percent)
    return values

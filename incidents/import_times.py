"""When something was, as senders write it: a month, a day, or a moment; Swedish time where none is said."""

import re
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from platssamverkan.core.weeks import STOCKHOLM

EARLIEST = 1990
MINUTE = timedelta(minutes=1)
_CLOCK = r"(?:kl\.?\s*)?(\d{1,2})[.:](\d{2})(?:[.:](\d{2})(?:\.\d+)?)?"
MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
DAY = re.compile(rf"(\d{{4}})-?(\d{{2}})-?(\d{{2}})(?:[T ,]\s*{_CLOCK})?", re.ASCII)
SWEDISH_DAY = re.compile(rf"(\d{{1,2}})[./](\d{{1,2}})[./ ](\d{{4}})(?:[ ,]\s*{_CLOCK})?", re.ASCII)
ONLY_CLOCK = re.compile(_CLOCK, re.ASCII)
ZONE = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")

Moments = tuple[datetime, datetime]


def read_when(text: str, clock: str = "") -> Moments:
    """Return the earliest and the latest moment that is meant, the whole month or day where no more is said.

    `clock` is the time of day from a column of its own.  An hour that came twice when summer time ended may
    have been either.  ValueError, with a sentence, for what can't be read and for an hour that never was.
    """
    text = text.strip()
    if ZONE.search(text) and "T" in text.replace(" ", "T") and ":" in text:
        return _with_zone(text)
    match = MONTH.fullmatch(text)
    if match and not clock:
        return _month(int(match[1]), int(match[2]), text)
    match = DAY.fullmatch(text)
    if match:
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    else:
        match = SWEDISH_DAY.fullmatch(text)
        if match is None:
            raise ValueError(_("”%(text)s” är inget datum. Skriv 2024-03-17 21.40.") % {"text": text[:40]})
        year, month, day = int(match[3]), int(match[2]), int(match[1])
    on = _day(year, month, day, text)
    if clock:
        of_day = ONLY_CLOCK.fullmatch(clock.strip())
        if of_day is None:
            raise ValueError(_("”%(text)s” är inget klockslag. Skriv 21.40.") % {"text": clock.strip()[:40]})
        return _at(on, of_day[1], of_day[2], of_day[3], clock)
    if match[4] is not None:
        return _at(on, match[4], match[5], match[6], text)
    begins = datetime.combine(on, time.min, STOCKHOLM)
    return begins, datetime.combine(on + timedelta(days=1), time.min, STOCKHOLM) - MINUTE


def _with_zone(text: str) -> Moments:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(_("”%(text)s” är ingen tid.") % {"text": text[:40]}) from error
    _check_year(moment.year, text)
    return moment, moment


def _month(year: int, month: int, text: str) -> Moments:
    first = _day(year, month, 1, text)
    following = date(year + month // 12, month % 12 + 1, 1)
    return (
        datetime.combine(first, time.min, STOCKHOLM),
        datetime.combine(following, time.min, STOCKHOLM) - MINUTE,
    )


def _day(year: int, month: int, day: int, text: str) -> date:
    _check_year(year, text)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(_("Dagen ”%(text)s” finns inte.") % {"text": text[:40]}) from error


def _check_year(year: int, text: str) -> None:
    if not EARLIEST <= year <= 2200:
        said = _("Året i ”%(text)s” ligger före %(year)d eller långt fram.")
        raise ValueError(said % {"text": text[:40], "year": EARLIEST})


def _at(on: date, hour: str, minute: str, second: str | None, text: str) -> Moments:
    try:
        of_day = time(int(hour), int(minute), int(second or 0))
    except ValueError as error:
        raise ValueError(_("Klockslaget ”%(text)s” finns inte.") % {"text": text.strip()[:40]}) from error
    first = datetime.combine(on, of_day, STOCKHOLM)
    second_time = first.replace(fold=1)
    if first.utcoffset() == second_time.utcoffset():
        return first, first
    # In autumn the second reading is an hour later; in spring the wall clock never showed the time.
    if first.timestamp() > second_time.timestamp():
        said = _("Klockslaget ”%(text)s” fanns inte den dagen: sommartiden började.")
        raise ValueError(said % {"text": text.strip()[:40]})
    return first, second_time

"""The weekly counts around a measure, with the day it began marked."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from platssamverkan.core.palette import INK, LINE, MUTED, PRIMARY, PRIMARY_SOFT
from platssamverkan.core.svg import Drawing
from platssamverkan.core.weeks import IsoWeek

LATE = "#8a4b00"  # the ink of what waits
WIDTH, HEIGHT = 620.0, 170.0
LEFT, TOP, FLOOR = 26.0, 26.0, 146.0


@dataclass(frozen=True, slots=True)
class WeeklySeries:
    """A drawing and its table: each week's label and count, before and after."""

    svg: SafeString
    before: list[tuple[str, int]]
    after: list[tuple[str, int]]


def weekly_series(weekly: list[list[int]], before: IsoWeek, after: IsoWeek) -> WeeklySeries | None:
    """Draw both periods week by week with a line between them; None where no weeks were kept."""
    if not weekly:
        return None
    earlier, later = weekly
    counts = [*earlier, *later]
    highest = max(*counts, 1)
    sums = {
        "before": sum(earlier),
        "after": sum(later),
        "weeks": len(earlier),
        "first": after.label,
        "year": after.year,
    }
    alt = (
        _(
            "Händelser per vecka där åtgärden görs: %(before)d under %(weeks)d veckor före och %(after)d under lika "
            "många från %(first)s %(year)d, då åtgärden är markerad."
        )
        % sums
    )
    drawing = Drawing(WIDTH, HEIGHT, title=alt)
    pitch = (WIDTH - LEFT) / (len(counts) + 2)
    for value in sorted({0, highest // 2, highest}):
        y = FLOOR - value * (FLOOR - TOP) / highest
        drawing.line(LEFT, y, WIDTH, y, stroke=LINE, stroke_width=0.6)
        drawing.text(LEFT - 5, y + 4, str(value), size=11, anchor="end", fill=MUTED)
    for index, count in enumerate(counts):
        x = LEFT + (index + (2 if index >= len(earlier) else 0)) * pitch
        tall = count * (FLOOR - TOP) / highest
        if count:
            drawing.rect(x, FLOOR - tall, pitch * 0.7, tall, fill=PRIMARY if index >= len(earlier) else MUTED)
    middle = LEFT + (len(earlier) + 0.85) * pitch
    drawing.line(middle, TOP - 12, middle, FLOOR, stroke=INK, stroke_width=1.2)
    drawing.text(middle + 5, TOP - 6, _("Åtgärden"), size=12, weight=600, fill=INK)
    drawing.text(LEFT, FLOOR + 15, f"{before.label} {before.year}", size=11, fill=MUTED)
    drawing.text(middle + 5, FLOOR + 15, f"{after.label} {after.year}", size=11, fill=MUTED)
    return WeeklySeries(drawing.to_svg(), _rows(earlier, before), _rows(later, after))


def _rows(counts: list[int], first: IsoWeek) -> list[tuple[str, int]]:
    rows = []
    week = first
    for count in counts:
        rows.append((f"{week.label} {week.year}", count))
        week = week.following
    return rows


BAR_WIDTH, BAR_HEIGHT = 520.0, 22.0


def time_bar(start: date, end: date, *, year: int, today: date, ended: bool, late: bool) -> SafeString:
    """Draw when a measure goes on within a year: months as ticks, today as a line; what is late goes on to today.

    The drawing is decoration beside the same days in words, so its title is empty.
    """
    first, last = date(year, 1, 1), date(year + 1, 1, 1)
    days = (last - first).days

    def at(day: date) -> float:
        return BAR_WIDTH * min(max((day - first).days, 0), days) / days

    drawing = Drawing(BAR_WIDTH, BAR_HEIGHT, title="")
    for month in range(2, 13):
        x = at(date(year, month, 1))
        drawing.line(x, 0, x, BAR_HEIGHT, stroke=LINE, stroke_width=0.6)
    if start < last and end >= first:
        left, right = at(start), max(at(end), at(start) + 3)
        if ended:
            drawing.rect(left, 6, right - left, 10, fill=PRIMARY_SOFT)
        else:
            drawing.rect(left, 6, right - left, 10, fill=PRIMARY)
    if late and today > end and at(today) > at(end):
        drawing.rect(at(end), 9, at(today) - at(end), 4, fill=LATE)
    if first <= today < last:
        drawing.line(at(today), 0, at(today), BAR_HEIGHT, stroke=INK, stroke_width=1.4)
    return drawing.to_svg()

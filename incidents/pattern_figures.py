"""The pictures of *Mönster*: the map with density and concentrations, the weeks, the hours; on screen as in print."""

from itertools import groupby

import numpy as np
from django.contrib.gis.geos import Polygon
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.figures import DRAWING_MM, ground_of
from incidents.patterns import BANDWIDTH, SQUARE, Patterns
from places.models import SRID
from platssamverkan.core.maps import Layer, Look, MapSpec, Shape
from platssamverkan.core.palette import INK, LINE, MUTED, PAPER, PRIMARY, SHARES
from platssamverkan.core.spreadsheet import as_csv
from platssamverkan.core.statistics import Verdict
from platssamverkan.core.svg import Drawing, points
from platssamverkan.core.swedish import NBSP, decimal, whole

DAYS = (
    gettext_lazy("mån"),
    gettext_lazy("tis"),
    gettext_lazy("ons"),
    gettext_lazy("tors"),
    gettext_lazy("fre"),
    gettext_lazy("lör"),
    gettext_lazy("sön"),
)
# Classes of density, as parts of the highest; the lightest is not drawn.
STEPS = (0.1, 0.25, 0.5, 0.75)
SMALL = 7.4


def pattern_map(found: Patterns) -> MapSpec:
    """Density as a surface under the map's lines, and the squares that are concentrations as outlines."""
    ground = ground_of(found.district.pk)
    squares = found.squares
    highest = float(squares.surface.max()) or 1.0
    classes = np.digitize(squares.surface / highest, STEPS)
    heat = []
    for row in range(squares.fine.rows):
        column = 0
        for step, run in groupby(classes[row]):
            width = len(list(run))
            if step:
                box = Polygon.from_bbox(squares.fine.box(row, column, width))
                box.srid = SRID
                heat.append((int(step), Shape(box, shade=SHARES[int(step) + 1])))
            column += width
    heat.sort(key=lambda pair: pair[0])
    hot = []
    for row, column in zip(*np.nonzero(squares.hot), strict=True):
        box = Polygon.from_bbox(squares.frame.box(int(row), int(column)))
        box.srid = SRID
        hot.append(Shape(box))
    below = [layer for layer in ground.layers if layer.look in {Look.SURROUNDING, Look.WATER, Look.AREA}]
    above = [layer for layer in ground.layers if layer not in below]
    title = _("Var det händer")
    return MapSpec(
        slug="monster",
        title=title,
        layers=(
            *below,
            Layer(Look.SURFACE, "", tuple(shape for _step, shape in heat)),
            Layer(Look.CONCENTRATION, _("Koncentration av händelser"), tuple(hot)),
            *above,
        ),
        extent=ground.extent,
        source=ground.source,
        alt=_(
            "%(title)s: %(points)d händelser har ett läge, och %(hot)d rutor på %(side)d meter är koncentrationer."
        )
        % {"title": title, "points": found.on_map, "hot": len(hot), "side": int(SQUARE)},
        classes=tuple(
            (
                SHARES[step + 1],
                _("minst %(share)d %% av det tätaste") % {"share": round(100 * STEPS[step - 1])},
            )
            for step in range(1, len(STEPS) + 1)
        ),
    )


def draw_map(found: Patterns) -> SafeString:
    return pattern_map(found).to_svg(width_mm=DRAWING_MM)


def draw_weeks(found: Patterns, *, width_mm: float = 180, height_mm: float = 52) -> SafeString:
    """A bar for each week on the band of what is usual; weeks outside it are dark and carry their number."""
    width, height = points(width_mm), points(height_mm)
    weeks = found.period.weeks
    drawing = Drawing(width, height, title=weeks_alt(found))
    top, floor = 14.0, height - 16
    upper = found.expected.upper if found.expected else 0
    highest = max([1.0, upper, *found.counts])
    scale = (floor - top) / highest
    if found.expected:
        low, high = found.expected.lower, found.expected.upper
        drawing.rect(0, floor - high * scale, width, (high - low) * scale, fill=SHARES[1])
        middle = floor - found.expected.mean * scale
        drawing.line(0, middle, width, middle, stroke=MUTED, stroke_width=0.7, stroke_dasharray="3 2")
    pitch = width / len(weeks)
    column = min(pitch * 0.64, 18)
    every = 1 if len(weeks) <= 13 else 2 if len(weeks) <= 26 else 4
    for n, (week, count) in enumerate(zip(weeks, found.counts, strict=True)):
        centre = (n + 0.5) * pitch
        clear = found.expected is not None and found.expected.verdict(count).is_clear
        y = floor - count * scale
        drawing.rect(
            centre - column / 2, y, column, count * scale,
            fill=PRIMARY if clear else SHARES[3], stroke=PRIMARY, stroke_width=0.4,
        )  # fmt: skip
        if clear or len(weeks) <= 26:
            drawing.text(
                centre, y - 3, whole(count), size=SMALL, anchor="middle", weight=600 if clear else 400
            )
        if n % every == 0:
            drawing.text(centre, floor + 10, f"{week.week}", size=SMALL, anchor="middle", fill=MUTED)
    drawing.line(0, floor, width, floor, stroke=INK, stroke_width=0.6)
    return drawing.to_svg()


def weeks_alt(found: Patterns) -> str:
    """What the weeks say, in a sentence."""
    values = {"n": found.total, "weeks": found.period.length}
    if found.expected is None:
        return _("%(n)d händelser på %(weeks)d veckor.") % values
    outside = [
        week.label
        for week, count in zip(found.period.weeks, found.counts, strict=True)
        if found.expected.verdict(count) == Verdict.INCREASE
    ]
    told = (
        _("Fler än vanligt i %(weeks)s.") % {"weeks": ", ".join(outside)}
        if outside
        else _("Ingen vecka ligger över det vanliga.")
    )
    usual = _("Vanligt är %(low)s–%(high)s i veckan.") % {
        "low": decimal(found.expected.lower, 0), "high": decimal(found.expected.upper, 0),
    }  # fmt: skip
    return f"{_('%(n)d händelser på %(weeks)d veckor.') % values} {usual} {told}"


def draw_hours(found: Patterns, *, width_mm: float = 180, row_mm: float = 6.2) -> SafeString:
    """Seven days by twenty-four hours, darker where more happens; the highest squares carry their number."""
    width, row = points(width_mm), points(row_mm)
    highest = max(max(day) for day in found.hours) or 1.0
    left, top = 30.0, 12.0
    cell = (width - left) / 24
    drawing = Drawing(width, top + 7 * row + 2, title=hours_alt(found))
    for hour in range(0, 24, 3):
        drawing.text(left + hour * cell, 8, f"{hour:02d}", size=SMALL, fill=MUTED)
    for day, name in enumerate(DAYS):
        y = top + day * row
        drawing.text(0, y + row * 0.66, str(name), size=SMALL)
        for hour in range(24):
            share = found.hours[day][hour] / highest
            step = min(5, int(share * 6))
            fill = PAPER if not found.hours[day][hour] else SHARES[step]
            drawing.rect(left + hour * cell, y, cell, row, fill=fill, stroke=LINE, stroke_width=0.4)
            if step >= 4:
                drawing.text(
                    left + (hour + 0.5) * cell, y + row * 0.66, decimal(found.hours[day][hour], 0),
                    size=6.6, anchor="middle", fill=PAPER,
                )  # fmt: skip
    return drawing.to_svg()


def hours_alt(found: Patterns) -> str:
    """When it happens most, in a sentence."""
    ranked = sorted(
        ((found.hours[day][hour], day, hour) for day in range(7) for hour in range(24)), reverse=True
    )
    if not ranked[0][0]:
        return _("Ingen händelse har en tid som är säker nog.")
    told = [f"{DAYS[day]} {hour:02d}–{(hour + 1) % 24:02d}" for n, day, hour in ranked[:3] if n]
    return _("Mest händer %(when)s.") % {"when": ", ".join(told)}


def ordinal(number: int) -> str:
    """'1:a', '7:e', '21:a', '11:e', '12:e'."""
    first = number % 10 in {1, 2} and number % 100 not in {11, 12}
    return f"{number}:{'a' if first else 'e'}"


def pattern_csv(found: Patterns, figure: str) -> bytes | None:
    """The numbers of one picture; None for another name."""
    if figure == "veckor":
        band = found.expected
        rows: list[list[object]] = [
            [_("Vecka"), _("Antal"), _("Vanligt från"), _("Vanligt till"), _("Bedömning")]
        ]
        for week, count in zip(found.period.weeks, found.counts, strict=True):
            usual: list[object] = (
                [round(band.lower, 2), round(band.upper, 2), week_word(band.verdict(count))]
                if band
                else ["", "", ""]
            )
            rows.append([str(week), count, *usual])
        return as_csv(rows)
    if figure == "timmar":
        head: list[object] = ["", *(f"{hour:02d}" for hour in range(24))]
        return as_csv(
            [head, *([str(name), *(round(n, 3) for n in found.hours[day])] for day, name in enumerate(DAYS))]
        )
    if figure == "platser":
        return as_csv(
            [
                [_("Plats"), _("Gånger på åtta veckor"), _("Senast")],
                *([row.place.name, row.times, str(row.latest)] for row in found.repeated),
            ]
        )
    if figure == "rutor" and found.is_drawn:
        return as_csv([[_("Öst"), _("Norr"), _("Antal"), "Gi*"], *square_rows(found)])
    return None


def square_rows(found: Patterns) -> list[list[object]]:
    """The concentrations, the clearest first: the square's south-western corner in SWEREF 99 TM, count, Gi*."""
    squares = found.squares
    rows: list[list[object]] = []
    for row, column in zip(*np.nonzero(squares.hot), strict=True):
        x, y, _right, _top = squares.frame.box(int(row), int(column))
        rows.append(
            [int(x), int(y), int(squares.counts[row, column]), round(float(squares.scores[row, column]), 2)]
        )
    return sorted(rows, key=lambda line: -float(str(line[3])))


def week_word(verdict: Verdict) -> str:
    """The word for a week against the band."""
    if verdict == Verdict.INCREASE:
        return _("fler än vanligt")
    return _("färre än vanligt") if verdict == Verdict.DECREASE else _("som vanligt")


def bandwidth_words() -> str:
    return f"{int(BANDWIDTH)}{NBSP}m"

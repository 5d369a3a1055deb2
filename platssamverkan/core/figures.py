"""Charts: a `Figure` says what a picture tells, the renderers below decide how it is drawn in SVG.

`plotly_figures` draws the same for a screen that can be pointed at.

None means "no data": it is never drawn as a bar but marked in words.  0 means zero and gets its numeral.
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from platssamverkan.core.palette import BORDER, INK, LEVELS, LINE, MUTED, PAPER, PRIMARY, PRIMARY_SOFT
from platssamverkan.core.spreadsheet import as_csv
from platssamverkan.core.svg import Drawing, points, text_width
from platssamverkan.core.swedish import MISSING, decimal, signed, whole

LABEL = 8.3  # the size of tables in print, so that a chart beside one looks set by the same hand
SMALL = 7.4
STAMP_HEIGHT = 20.0
SHORTEST_BAR_WITH_NUMERAL = 11.0


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values, in the order of the figure's categories.

    `level` ties a series to one of the five levels, which then gives its colour.
    """

    name: str
    values: tuple[float | None, ...]
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture's content.  ValueError if a series does not have one value for each category."""

    slug: str
    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    source: str  # where the numbers come from and as of when, printed underneath
    alt: str  # what a person who cannot see it should know, made from the data
    highlighted: tuple[str, ...] = ()  # categories that carry the message; when given, the rest stand back
    is_change: bool = False  # values are differences and written with their sign
    decimals: int = 0
    intervals: tuple[tuple[float, float] | None, ...] = ()  # of the first series: from and to, where known
    missing: str = ""  # what stands where there is no value; "uppgift saknas" if nothing else is said
    stamp: str = ""  # stands inside the picture, so that it survives a crop

    def __post_init__(self) -> None:
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise ValueError(f"{self.slug}: {series.name} has {len(series.values)} values")
        if self.intervals and len(self.intervals) != len(self.categories):
            raise ValueError(f"{self.slug}: {len(self.intervals)} intervals")

    def totals(self) -> tuple[float | None, ...]:
        """The sum for each category; None where any series has no data."""
        columns = zip(*(series.values for series in self.series), strict=True)
        return tuple(None if None in c else sum(v for v in c if v is not None) for c in columns)

    def written(self, value: float | None) -> str:
        """The value as it is printed; '–' for missing."""
        if value is None:
            return MISSING
        if self.decimals:
            text = decimal(value, self.decimals)
            return f"+{text}" if self.is_change and value > 0 else text
        return signed(round(value)) if self.is_change else whole(round(value))


@dataclass(frozen=True, slots=True)
class Ink:
    """How a series is painted: its ground, its edge, and numerals on it."""

    fill: str
    text: str
    stroke: str | None = None


def ink_of(figure: Figure, index: int, category: str) -> Ink:
    """How the series at that index is painted in the category."""
    level = figure.series[index].level
    if level is not None:
        return Ink(LEVELS[level].fill, LEVELS[level].text)
    if figure.highlighted and category not in figure.highlighted:
        return Ink(PAPER, INK, BORDER)
    return Ink(PRIMARY, PAPER) if index == 0 else Ink(PRIMARY_SOFT, INK)


def _legend(drawing: Drawing, figure: Figure, x: float, y: float) -> None:
    for index, series in enumerate(figure.series):
        ink = ink_of(figure, index, "")
        drawing.rect(x, y - 6.4, 8, 8, fill=ink.fill, stroke=ink.stroke, stroke_width=0.6)
        drawing.text(x + 11.5, y, series.name, size=SMALL, fill=MUTED)
        x += 11.5 + text_width(series.name, SMALL) + 14


def horizontal_bars(
    figure: Figure, *, width_mm: float = 166, bar_mm: float = 4, gap_mm: float = 1.6
) -> SafeString:
    """Draw one bar for each category, series stacked, negative values to the left of the zero line."""
    bar, pitch = points(bar_mm), points(bar_mm + gap_mm)
    totals = figure.totals()
    known = [total for total in totals if total is not None]
    ends = [end for interval in figure.intervals if interval for end in interval]
    highest, lowest = max([0, *known, *ends]), min([0, *known, *ends])
    name_width = max(text_width(name, LABEL, bold=True) for name in figure.categories) + 8
    value_width = max(text_width(figure.written(total), LABEL, bold=True) for total in totals) + 8
    width = points(width_mm)
    top = (16.0 if len(figure.series) > 1 else 2.0) + (STAMP_HEIGHT if figure.stamp else 0)
    drawing = Drawing(width, top + pitch * len(figure.categories), title=figure.alt)
    if len(figure.series) > 1:
        _legend(drawing, figure, name_width, top - 8)
    if figure.stamp:
        drawing.stamp(figure.stamp, 0.5, 0.5)
    left = name_width + (value_width if lowest < 0 else 0)
    scale = (width - left - value_width) / ((highest - lowest) or 1)
    zero = left - lowest * scale
    for row, category in enumerate(figure.categories):
        y = top + row * pitch
        baseline = y + bar / 2 + LABEL * 0.34
        strong = category in figure.highlighted
        drawing.text(0, baseline, category, size=LABEL, weight=600 if strong else 400)
        total = totals[row]
        if total is None:
            drawing.text(zero + 4, baseline, figure.missing or _("uppgift saknas"), size=SMALL, fill=MUTED)
            continue
        x = zero
        for index, series in enumerate(figure.series):
            value = series.values[row] or 0
            length = abs(value) * scale
            if value:
                ink = ink_of(figure, index, category)
                start = x if value > 0 else x - length
                drawing.rect(start, y, length, bar, fill=ink.fill, stroke=ink.stroke, stroke_width=0.6)
                if len(figure.series) > 1 and length >= SHORTEST_BAR_WITH_NUMERAL:
                    drawing.text(
                        start + length / 2,
                        baseline,
                        figure.written(value),
                        size=SMALL,
                        anchor="middle",
                        fill=ink.text,
                    )
            x += value * scale
        interval = figure.intervals[row] if figure.intervals else None
        if interval is not None:
            x = max(x, _whisker(drawing, zero + interval[0] * scale, zero + interval[1] * scale, y, bar))
        drawing.text(
            x + (4 if total >= 0 else -4),
            baseline,
            figure.written(total),
            size=LABEL,
            weight=600 if strong or not figure.highlighted else 400,
            anchor="start" if total >= 0 else "end",
        )
    drawing.line(zero, top - 2, zero, drawing.height, stroke=INK, stroke_width=0.6)
    return drawing.to_svg()


def _whisker(drawing: Drawing, start: float, end: float, y: float, bar: float) -> float:
    """Draw an interval over a bar, light on dark and dark on light; return its right end."""
    middle = y + bar / 2
    for stroke, width in ((PAPER, 2.4), (INK, 0.9)):
        drawing.line(start, middle, end, middle, stroke=stroke, stroke_width=width)
        for x in (start, end):
            drawing.line(x, middle - 2.2, x, middle + 2.2, stroke=stroke, stroke_width=width)
    return end


def vertical_bars(figure: Figure, *, width_mm: float = 166, height_mm: float = 58) -> SafeString:
    """Draw one column for each category, series stacked from the bottom, with the total on top."""
    width, height = points(width_mm), points(height_mm)
    drawing = Drawing(width, height, title=figure.alt)
    top, floor = 30.0, height - 15
    totals = figure.totals()
    highest = max([0, *(total for total in totals if total is not None)])
    scale = (floor - top) / (highest or 1)
    pitch = width / len(figure.categories)
    column = min(pitch * 0.62, 64)
    if len(figure.series) > 1:
        _legend(drawing, figure, 0, 8)
    for index, category in enumerate(figure.categories):
        centre = (index + 0.5) * pitch
        drawing.text(centre, floor + 11, category, size=LABEL, anchor="middle", fill=MUTED)
        total = totals[index]
        if total is None:
            drawing.text(
                centre,
                floor - 4,
                figure.missing or _("uppgift saknas"),
                size=SMALL,
                anchor="middle",
                fill=MUTED,
            )
            continue
        y = floor
        for number_of_series, series in enumerate(figure.series):
            value = series.values[index] or 0
            tall = value * scale
            y -= tall
            ink = ink_of(figure, number_of_series, category)
            drawing.rect(centre - column / 2, y, column, tall, fill=ink.fill, stroke=ink.stroke)
            if len(figure.series) > 1 and tall >= SHORTEST_BAR_WITH_NUMERAL:
                drawing.text(
                    centre,
                    y + tall / 2 + SMALL * 0.34,
                    figure.written(value),
                    size=SMALL,
                    anchor="middle",
                    fill=ink.text,
                )
        drawing.text(centre, y - 4, figure.written(total), size=LABEL, weight=600, anchor="middle")
    drawing.line(0, floor, width, floor, stroke=INK, stroke_width=0.6)
    return drawing.to_svg()


def sparkline(
    values: tuple[int | None, ...], *, alt: str, width: float = 42, height: float = 13
) -> SafeString:
    """Draw a small line from zero up to the row's own highest value, a dot at its end; gaps stay gaps."""
    drawing = Drawing(width, height, title=alt)
    known = [value for value in values if value is not None]
    if not known:
        return drawing.to_svg()
    margin = 2.0
    step = (width - 2 * margin) / max(len(values) - 1, 1)
    scale = (height - 2 * margin) / max(max(known), 1)
    drawing.line(margin, height - margin, width - margin, height - margin, stroke=LINE, stroke_width=0.5)
    run: list[tuple[float, float]] = []
    for index, value in enumerate((*values, None)):
        if value is not None:
            run.append((margin + index * step, height - margin - value * scale))
            continue
        if len(run) > 1:
            drawing.polyline(run, stroke=PRIMARY, stroke_width=1)
        elif run:
            drawing.circle(*run[0], 0.9, fill=PRIMARY)
        if run and index == len(values):
            drawing.circle(*run[-1], 1.6, fill=PRIMARY)
        run = []
    return drawing.to_svg()


def figure_csv(figure: Figure) -> bytes:
    """The figure's numbers as a file, one row for each category; what is missing stays empty."""
    head = ["", *(series.name for series in figure.series), _("Enhet"), _("Källa")]
    rows = [
        [
            category,
            *("" if series.values[n] is None else series.values[n] for series in figure.series),
            figure.unit,
            figure.source,
        ]
        for n, category in enumerate(figure.categories)
    ]
    return as_csv([[figure.title], head, *rows])

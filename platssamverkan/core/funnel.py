"""Funnel plots: rates of areas of different size, and how far chance alone carries them.

Limits are those of the Poisson distribution around the pooled rate (DOMAIN.md 6.2): wide for small areas,
narrow for large ones, so that nobody is ranked by luck.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from platssamverkan.core.figures import LABEL, SMALL
from platssamverkan.core.palette import BORDER, INK, LINE, MUTED, PAPER, PRIMARY
from platssamverkan.core.statistics import OUTER, Standing, poisson_limits, standing
from platssamverkan.core.svg import Drawing, points, text_width
from platssamverkan.core.swedish import decimal, whole

STEPS = 80
INNER = 0.95


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """An area: how many live there, and how many times it happened."""

    name: str
    population: int
    count: int

    @property
    def rate(self) -> float:
        """Per 1 000 inhabitants."""
        return 1000 * self.count / self.population


@dataclass(frozen=True, slots=True)
class Funnel:
    """A group of similar areas.  ValueError without areas, or with one where nobody lives."""

    slug: str
    title: str
    points: tuple[FunnelPoint, ...]
    source: str

    def __post_init__(self) -> None:
        if not self.points or any(point.population < 1 for point in self.points):
            raise ValueError("a funnel needs areas with inhabitants")

    @property
    def centre(self) -> float:
        """The rate of all the areas taken together, per 1 000."""
        return 1000 * sum(p.count for p in self.points) / sum(p.population for p in self.points)

    def standing(self, point: FunnelPoint) -> Standing:
        """How the area stands to the others, given its size."""
        return standing(point.count, self.centre * point.population / 1000)

    @property
    def alt(self) -> str:
        """The picture in words."""
        said = ", ".join(f"{p.name} {decimal(p.rate)} ({self.standing(p).label})" for p in self.points)
        text = _("%(title)s. Gruppens nivå: %(centre)s per 1 000 invånare. %(said)s.")
        return text % {"title": self.title, "centre": decimal(self.centre), "said": said}

    def to_svg(self, *, width_mm: float = 166, height_mm: float = 84) -> SafeString:
        """Draw the areas as points between the limits, each with its name."""
        return _Plot(self, points(width_mm), points(height_mm)).draw()


class _Plot:
    """One funnel being drawn."""

    def __init__(self, funnel: Funnel, width: float, height: float) -> None:
        self.funnel = funnel
        self.drawing = Drawing(width, height, title=funnel.alt)
        self.left, self.right, self.top, self.floor = 34.0, width - 8, 12.0, height - 26
        self.most = 1.12 * max(point.population for point in funnel.points)
        self.least = 0.6 * min(point.population for point in funnel.points)
        self.highest = 1.15 * max(
            max(point.rate for point in funnel.points), self._limit(self.least, OUTER, 1), 0.1
        )

    def _limit(self, population: float, confidence: float, side: int) -> float:
        expected = self.funnel.centre * population / 1000
        return 1000 * poisson_limits(expected, confidence=confidence)[side] / population

    def _x(self, population: float) -> float:
        return self.left + (population - self.least) / (self.most - self.least) * (self.right - self.left)

    def _y(self, rate: float) -> float:
        return self.floor - rate / self.highest * (self.floor - self.top)

    def _curve(self, rate: Callable[[float], float], **style: str | float | None) -> None:
        populations = [self.least + (self.most - self.least) * n / STEPS for n in range(STEPS + 1)]
        self.drawing.polyline([(self._x(p), self._y(rate(p))) for p in populations], **style)

    def draw(self) -> SafeString:
        drawing = self.drawing
        self._axes()
        for confidence, dash in ((OUTER, None), (INNER, "3 2.4")):
            for side in (0, 1):
                self._curve(
                    lambda p, c=confidence, s=side: self._limit(p, c, s),  # type: ignore[misc]
                    stroke=BORDER, stroke_width=0.9, stroke_dasharray=dash,
                )  # fmt: skip
        centre = self.funnel.centre
        self._curve(lambda _p: centre, stroke=INK, stroke_width=0.8)
        taken: list[tuple[float, float, float]] = []
        for point in sorted(self.funnel.points, key=lambda p: -p.rate):
            clear = self.funnel.standing(point).is_clear
            x, y = self._x(point.population), self._y(point.rate)
            drawing.circle(x, y, 3.2, fill=PRIMARY if clear else PAPER, stroke=PRIMARY, stroke_width=1.2)
            self._name(point.name, x, y, clear=clear, taken=taken)
        return drawing.to_svg()

    def _name(
        self, name: str, x: float, y: float, *, clear: bool, taken: list[tuple[float, float, float]]
    ) -> None:
        """Write the name beside its point, on the side and at the height that is free."""
        width = text_width(name, SMALL, bold=clear)
        at_end = x + 6 + width > self.right
        start = x - 6 - width if at_end else x + 6
        baseline = y + SMALL * 0.34
        while any(
            abs(baseline - b) < SMALL and start < right and left < start + width for left, right, b in taken
        ):
            baseline += SMALL
        taken.append((start, start + width, baseline))
        for halo in (2.4, None):
            self.drawing.text(start, baseline, name, size=SMALL, weight=600 if clear else 400, halo=halo)

    def _axes(self) -> None:
        drawing = self.drawing
        step = _nice(self.highest / 4)
        for n in range(int(self.highest / step) + 1):
            y = self._y(n * step)
            drawing.line(self.left, y, self.right, y, stroke=LINE, stroke_width=0.5)
            text = decimal(n * step, 0 if step >= 1 else 1)
            drawing.text(self.left - 4, y + 2.6, text, size=SMALL, anchor="end", fill=MUTED)
        drawing.line(self.left, self.floor, self.right, self.floor, stroke=INK, stroke_width=0.6)
        step = _nice((self.most - self.least) / 4)
        for n in range(ceil(self.least / step), int(self.most / step) + 1):
            drawing.text(
                self._x(n * step),
                self.floor + 10,
                whole(int(n * step)),
                size=SMALL,
                anchor="middle",
                fill=MUTED,
            )
        drawing.text(self.right, self.floor + 21, _("invånare"), size=LABEL, anchor="end", fill=MUTED)
        drawing.text(0, 7, _("per 1 000 invånare"), size=LABEL, fill=MUTED)


def _nice(size: float) -> float:
    """The nearest of 1, 2 and 5 times a power of ten that is not smaller."""
    power = 10.0 ** (len(str(int(size))) - 1) if size >= 1 else 0.1
    return next((factor * power for factor in (1, 2, 5, 10) if factor * power >= size), 10 * power)

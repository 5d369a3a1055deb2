"""Where events lie close: density and Getis-Ord Gi* on a grid of squares, in metres (DOMAIN.md 6.4).

A grid is a two-dimensional array, rows from south to north, columns from west to east.
"""

from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.float64]
Mask = NDArray[np.bool_]

LEAST_POINTS = 30  # with fewer there is a list and no picture (DOMAIN.md 6.4)
# Of all squares called a concentration at most this share are expected to be so by luck alone.
FALSE_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a grid lies: its lower left corner, the side of a square in metres, and how many there are."""

    left: float
    bottom: float
    side: float
    columns: int
    rows: int

    @classmethod
    def over(cls, left: float, bottom: float, right: float, top: float, side: float) -> "Frame":
        """The squares of the national grid that cover a box, so that two periods have the same squares."""
        first_x, first_y = np.floor(left / side), np.floor(bottom / side)
        columns, rows = int(np.ceil(right / side) - first_x), int(np.ceil(top / side) - first_y)
        return cls(float(first_x * side), float(first_y * side), side, columns, rows)

    def counts(self, points: NDArray[np.float64]) -> Grid:
        """How many of the points (n × 2, metres) lie in each square; those outside are left out."""
        found = np.zeros((self.rows, self.columns))
        if len(points):
            column = np.floor((points[:, 0] - self.left) / self.side).astype(int)
            row = np.floor((points[:, 1] - self.bottom) / self.side).astype(int)
            inside = (column >= 0) & (column < self.columns) & (row >= 0) & (row < self.rows)
            np.add.at(found, (row[inside], column[inside]), 1)
        return found

    def middles(self) -> tuple[Grid, Grid]:
        """The x and y of every square's middle."""
        x = self.left + (np.arange(self.columns) + 0.5) * self.side
        y = self.bottom + (np.arange(self.rows) + 0.5) * self.side
        return np.meshgrid(x, y)

    def box(self, row: int, column: int, width: int = 1) -> tuple[float, float, float, float]:
        """The box of a square, or of so many from it to the east."""
        x, y = self.left + column * self.side, self.bottom + row * self.side
        return x, y, x + width * self.side, y + self.side


def gi_star(counts: Grid, inside: Mask, *, reach: int = 1) -> Grid:
    """Getis-Ord Gi* of every square: how its neighbourhood's sum differs from chance, in standard deviations.

    Ord & Getis 1995: (Σw·x − x̄·Σw) / (S·√((n·Σw² − (Σw)²)/(n − 1))), S = √(Σx²/n − x̄²), with weight 1
    for the square itself and those at most `reach` squares away, diagonally too.  Only squares `inside`
    are counted, as neighbours and in n.  NaN outside, and everywhere if all counts are alike.
    """
    n = int(inside.sum())
    answer = np.full(counts.shape, np.nan)
    if n < 2:
        return answer
    x = np.where(inside, counts, 0.0)
    mean = x.sum() / n
    deviation = sqrt(max(0.0, (x * x).sum() / n - mean * mean))
    weight = _sum_around(inside.astype(float), reach)
    spread = deviation * np.sqrt(np.maximum(0.0, (n * weight - weight**2) / (n - 1)))
    usable = inside & (spread > 0)
    answer[usable] = (_sum_around(x, reach)[usable] - mean * weight[usable]) / spread[usable]
    return answer


def _sum_around(values: Grid, reach: int) -> Grid:
    """The sum over the square of squares around each, by differences of running sums."""
    padded = np.pad(values, ((reach + 1, reach), (reach + 1, reach)))
    running = padded.cumsum(axis=0).cumsum(axis=1)
    size = 2 * reach + 1
    rows = running[size:, :] - running[:-size, :]
    total: Grid = rows[:, size:] - rows[:, :-size]
    return total


def concentrations(scores: Grid, *, share: float = FALSE_SHARE) -> Mask:
    """Which squares are higher than chance explains, with all squares tested at once.

    Benjamini & Hochberg 1995 on the one-sided probabilities: of what is called a concentration at most
    the share is expected to be luck.  Neighbours' tests are positively dependent, which the method allows.
    """
    tested = ~np.isnan(scores)
    found = np.zeros(scores.shape, dtype=bool)
    p = np.array([erfc(z / sqrt(2)) / 2 for z in scores[tested]])
    if not len(p):
        return found
    order = np.sort(p)
    passed = np.nonzero(order <= share * np.arange(1, len(p) + 1) / len(p))[0]
    if len(passed):
        found[tested] = p <= order[passed[-1]]
    return found


def density(points: NDArray[np.float64], frame: Frame, *, bandwidth: float) -> Grid:
    """Events per square kilometre at every square's middle: a Gaussian kernel of that many metres."""
    x, y = frame.middles()
    # The kernel is a product, so that each point costs a row and a column and not every square.
    across = np.exp(-0.5 * ((x[0][None, :] - points[:, :1]) / bandwidth) ** 2)
    along = np.exp(-0.5 * ((y[:, 0][None, :] - points[:, 1:]) / bandwidth) ** 2)
    total: Grid = along.T @ across
    return total * 1e6 / (2 * np.pi * bandwidth**2)

"""Two more answers to "did it work?", beside the weighted displacement difference.

The difference-in-differences compares how many times over the counts changed where something was done with how
many times over they changed in the comparison.  The interrupted series asks whether the weekly counts stepped
away from their own line when the measure began.  Both are ratios: 0.8 is 20 % fewer than expected.  Only the
standard library; the tests hold them against scipy and against simulated series where nothing happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist

from platssamverkan.core.statistics import CONFIDENCE, BeforeAfter, Interval, Verdict

# An effect is too uncertain to be sought when even a halving would not have left the interval.
HALVING = log(2)
LEAST_SERIES_WEEKS = 12  # in each period: a line through fewer weeks follows chance
_STEPS, _NEAR = 50, 1e-12


@dataclass(frozen=True, slots=True)
class RatioEffect:
    """A change as a ratio, kept as its logarithm and that logarithm's standard error."""

    log_ratio: float
    standard_error: float

    @property
    def ratio(self) -> float:
        return exp(self.log_ratio)

    @property
    def percent(self) -> float:
        """Percent more (fewer, if negative) than expected."""
        return 100 * (self.ratio - 1)

    def interval(self, confidence: float = CONFIDENCE) -> Interval:
        """The interval of the percentage."""
        reach = NormalDist().inv_cdf((1 + confidence) / 2) * self.standard_error
        return Interval(100 * (exp(self.log_ratio - reach) - 1), 100 * (exp(self.log_ratio + reach) - 1))

    @property
    def smallest_visible(self) -> float:
        """The smallest decrease, in percent, that would leave the interval half the times."""
        reach = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * self.standard_error
        return 100 * (1 - exp(-reach))

    @property
    def verdict(self) -> Verdict:
        """A clear change only where the interval excludes none; too few where a halving would pass unnoticed."""
        reach = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * self.standard_error
        if abs(self.log_ratio) > reach:
            return Verdict.INCREASE if self.log_ratio > 0 else Verdict.DECREASE
        return Verdict.TOO_FEW if reach > HALVING else Verdict.NORMAL


def difference_in_differences(target: BeforeAfter, control: BeforeAfter) -> RatioEffect | None:
    """The target's change over the comparison's: (T₁/T₀)/(C₁/C₀); None where one of the four counts is zero.

    The variance of the logarithm is the sum of one over each count, since each is Poisson.  Both periods must
    be equally long; DOMAIN.md 6.3.
    """
    counts = (target.before, target.after, control.before, control.after)
    if min(counts) <= 0:
        return None
    found = log(target.after / target.before) - log(control.after / control.before)
    return RatioEffect(found, sqrt(sum(1 / count for count in counts)))


def interrupted_series(
    counts: Sequence[int], starts: int, times: Sequence[int] | None = None
) -> RatioEffect | None:
    """The step in weekly counts at the week with index `starts`, against the series' own line.

    A Poisson regression log μ = a + b·t + c·(t ≥ start); the answer is c, with its error widened by the
    dispersion where the weeks vary more than Poisson does.  `times` are the weeks' numbers where some between
    the periods are left out.  None for too few weeks, or where a period has no incidents at all.
    ValueError if `starts` lies outside the series.
    """
    if not 0 < starts < len(counts):
        raise ValueError("the measure must begin inside the series")
    weeks = list(times) if times is not None else list(range(len(counts)))
    if min(starts, len(counts) - starts) < LEAST_SERIES_WEEKS:
        return None
    if not sum(counts[:starts]) or not sum(counts[starts:]):
        return None
    middle = sum(weeks) / len(weeks)
    span = (weeks[-1] - weeks[0]) or 1
    rows = [(1.0, (week - middle) / span, float(index >= starts)) for index, week in enumerate(weeks)]
    found = [log(sum(counts) / len(counts)), 0.0, 0.0]
    inverse: list[list[float]] = []
    for _step in range(_STEPS):
        means = [exp(sum(b * x for b, x in zip(found, row, strict=True))) for row in rows]
        score = [
            sum((y - m) * row[i] for y, m, row in zip(counts, means, rows, strict=True)) for i in range(3)
        ]
        information = [
            [sum(m * row[i] * row[j] for m, row in zip(means, rows, strict=True)) for j in range(3)]
            for i in range(3)
        ]
        solved = _inverse(information)
        if solved is None:
            return None
        inverse = solved
        move = [sum(inverse[i][j] * score[j] for j in range(3)) for i in range(3)]
        longest = max(abs(part) for part in move)
        damp = min(1.0, 2 / longest) if longest else 1.0
        found = [b + damp * part for b, part in zip(found, move, strict=True)]
        if longest < _NEAR:
            break
    means = [exp(sum(b * x for b, x in zip(found, row, strict=True))) for row in rows]
    pearson = sum((y - m) ** 2 / m for y, m in zip(counts, means, strict=True))
    dispersion = max(1.0, pearson / (len(counts) - 3))
    return RatioEffect(found[2], sqrt(dispersion * inverse[2][2]))


def _inverse(m: list[list[float]]) -> list[list[float]] | None:
    """The inverse of a symmetric three by three matrix by its cofactors; None where it has none."""
    (a, b, c), (_d, e, f), (_g, _h, i) = m
    cofactors = [
        [e * i - f * f, c * f - b * i, b * f - c * e],
        [c * f - b * i, a * i - c * c, b * c - a * f],
        [b * f - c * e, b * c - a * f, a * e - b * b],
    ]
    determinant = a * cofactors[0][0] + b * cofactors[1][0] + c * cofactors[2][0]
    if abs(determinant) < 1e-12:
        return None
    return [[part / determinant for part in row] for row in cofactors]

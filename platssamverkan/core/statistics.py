"""Honest words for small counts.  The one place where a change, a trend or a share is judged.

Everything is computed with the standard library; the tests hold it against scipy.  Sources: DOMAIN.md 6.1
(signal value, exact test, interval), 6.2 (limits), 6.5 (respondents).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, lgamma, log, log1p, nextafter, sqrt
from statistics import NormalDist, fmean

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# Two single-period counts differ with sd(z) near 1.41, so 3 gives 3–5 % false alarms (DOMAIN.md 6.1).
SIGNAL = 3.0
# Below this base a percentage says more about the base than about the change (DOMAIN.md 6.1); and what is
# not clear there is not "within normal variation" either: even a halving would pass unnoticed.
PERCENT_BASE = 20
# The seed's rule: fewer answers than this are not shown (DOMAIN.md 6.5).
LEAST_RESPONDENTS = 100
CONFIDENCE = 0.95
# The outer limits of a funnel: three standard deviations, so that one area in five hundred falls outside by luck.
OUTER = 0.998
# A trend is a line through at least this many periods, and through counts large enough for one.
LEAST_TREND_PERIODS = 4
LEAST_TREND_MEAN = 5.0
# Relative slack when two probabilities are compared for being equal; the same as R's and scipy's.
SAME_PROBABILITY = 1 + 1e-7


class Verdict(TextChoices):
    """What may be said of a change; the label is the word for the reader."""

    INCREASE = "increase", _("tydlig ökning")
    DECREASE = "decrease", _("tydlig minskning")
    NORMAL = "normal", _("inom normal variation")
    TOO_FEW = "too_few", _("för få för att säga")

    @property
    def is_clear(self) -> bool:
        """Whether this is a change a reader should take for real."""
        return self in {Verdict.INCREASE, Verdict.DECREASE}


class Standing(TextChoices):
    """Where an area lies in a funnel of similar ones."""

    HIGH = "high", _("tydligt fler än i liknande områden")
    LOW = "low", _("tydligt färre än i liknande områden")
    USUAL = "usual", _("inom normal variation")

    @property
    def is_clear(self) -> bool:
        """Whether the area stands out."""
        return self is not Standing.USUAL


@dataclass(frozen=True, slots=True)
class Interval:
    """From and to; `upper` None where nothing bounds it."""

    lower: float
    upper: float | None


@dataclass(frozen=True)
class Change:
    """A count against the same period a year before; None where either side is missing."""

    before: int | None
    now: int | None

    @property
    def absolute(self) -> int | None:
        """Difference in counts."""
        return None if self.before is None or self.now is None else self.now - self.before

    @property
    def percent(self) -> float | None:
        """Difference in percent of the base, computed for every base but zero; see `printable_percent`."""
        if self.before is None or self.now is None or self.before == 0:
            return None
        return 100 * (self.now - self.before) / self.before

    @property
    def printable_percent(self) -> float | None:
        """The percentage a reader may be shown: None where the base is under 20."""
        return self.percent if self.before is not None and self.before >= PERCENT_BASE else None

    @property
    def z(self) -> float | None:
        """Wheeler's signal value 2(√now − √before)."""
        if self.before is None or self.now is None:
            return None
        return 2 * (sqrt(self.now) - sqrt(self.before))

    @property
    def verdict(self) -> Verdict | None:
        """The word for the change; a signal only from |z| ≥ 3, and no word of calm on a base under 20."""
        if self.z is None or self.before is None:
            return None
        if abs(self.z) >= SIGNAL:
            return Verdict.INCREASE if self.z > 0 else Verdict.DECREASE
        return Verdict.NORMAL if self.before >= PERCENT_BASE else Verdict.TOO_FEW

    @property
    def is_clear(self) -> bool:
        """Whether the change is a signal; False also where nothing can be said."""
        return self.verdict is not None and self.verdict.is_clear

    @cached_property
    def interval(self) -> Interval | None:
        """The 95 % interval of the change in percent; None where a side is missing or both are zero."""
        if self.before is None or self.now is None or self.before == self.now == 0:
            return None
        ratio = rate_ratio_interval(self.before, self.now)
        return Interval(100 * (ratio.lower - 1), None if ratio.upper is None else 100 * (ratio.upper - 1))

    @cached_property
    def p(self) -> float | None:
        """The exact two-sided probability of a difference this large when nothing has changed."""
        if self.before is None or self.now is None:
            return None
        return binomial_test(self.now, self.before + self.now)


@dataclass(frozen=True)
class Trend:
    """Counts of the same period in successive years, oldest first; None where a year is missing."""

    counts: tuple[int | None, ...]

    @cached_property
    def _fit(self) -> tuple[float, float] | None:
        known = [(float(x), n) for x, n in enumerate(self.counts) if n is not None]
        if len(known) < LEAST_TREND_PERIODS or fmean(n for _x, n in known) < LEAST_TREND_MEAN:
            return None
        return log_linear_slope([x for x, _n in known], [n for _x, n in known])

    @property
    def yearly_percent(self) -> float | None:
        """Change per year in percent, along the line; None where there is too little to draw one."""
        return None if self._fit is None else 100 * (exp(self._fit[0]) - 1)

    @property
    def z(self) -> float | None:
        """The slope in standard errors, which count the years' own ups and downs."""
        return None if self._fit is None else self._fit[0] / self._fit[1]

    @property
    def verdict(self) -> Verdict | None:
        """The word for the whole run of years; None where there is too little for a line."""
        if self.z is None:
            return None
        if abs(self.z) < SIGNAL:
            return Verdict.NORMAL
        return Verdict.INCREASE if self.z > 0 else Verdict.DECREASE

    @property
    def run(self) -> int:
        """How many years in a row, up to the last, went one way: 4 for rises, −4 for falls, 0 for neither."""
        length = 0
        for before, now in zip(self.counts[-2::-1], self.counts[:0:-1], strict=True):
            if before is None or now is None or before == now:
                break
            step = 1 if now > before else -1
            if length * step < 0:
                break
            length += step
        return length


@dataclass(frozen=True, slots=True)
class Share:
    """A survey's answer: the share, 0–1, of so many respondents."""

    share: float
    respondents: int

    @property
    def is_shown(self) -> bool:
        """Whether there are answers enough to show it at all."""
        return self.respondents >= LEAST_RESPONDENTS

    @property
    def interval(self) -> Interval:
        """Wilson's 95 % interval, which stays between 0 and 1.  ValueError without respondents."""
        if self.respondents < 1:
            raise ValueError("a share needs respondents")
        n, z = self.respondents, NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
        middle = (self.share + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(self.share * (1 - self.share) / n + (z / (2 * n)) ** 2)
        return Interval(max(0.0, middle - half), min(1.0, middle + half))


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Counts in one set of areas in two periods of the same length."""

    before: int
    after: int

    @property
    def change(self) -> int:
        return self.after - self.before


NOTHING = BeforeAfter(0, 0)


@dataclass(frozen=True, slots=True)
class Displacement:
    """The weighted displacement difference: what happened where something was done and around it, against
    what happened elsewhere.

    Wheeler & Ratcliffe 2018 (DOMAIN.md 6.3): WDD = (ΔT − ΔCt) + (ΔD − ΔCd), its variance the sum of all eight
    counts, since each is Poisson.  Zeros are allowed.  Negative: fewer than the comparison leads one to expect.
    """

    target: BeforeAfter
    control: BeforeAfter
    buffer: BeforeAfter = NOTHING
    buffer_control: BeforeAfter = NOTHING

    @property
    def difference(self) -> int:
        """Incidents more (fewer, if negative) than expected, surroundings included."""
        return self.local + self.displaced

    @property
    def local(self) -> int:
        """The part of it where something was done."""
        return self.target.change - self.control.change

    @property
    def displaced(self) -> int:
        """The part of it around: positive where crime may have moved, negative where benefits spread."""
        return self.buffer.change - self.buffer_control.change

    @property
    def standard_error(self) -> float:
        parts = (self.target, self.control, self.buffer, self.buffer_control)
        return sqrt(sum(part.before + part.after for part in parts))

    @property
    def z(self) -> float | None:
        """The difference in standard errors; None where nothing at all was counted."""
        error = self.standard_error
        return self.difference / error if error else None

    def interval(self, confidence: float = CONFIDENCE) -> Interval:
        """The normal interval of the difference."""
        reach = NormalDist().inv_cdf((1 + confidence) / 2) * self.standard_error
        return Interval(self.difference - reach, self.difference + reach)

    @property
    def smallest_visible(self) -> float:
        """How many incidents must be prevented for the interval to leave zero, half the times; see below."""
        parts = (self.target, self.control, self.buffer, self.buffer_control)
        return smallest_visible_decrease(sum(part.before for part in parts))

    @property
    def is_too_small(self) -> bool:
        """Whether not even an end to all incidents in the target areas would have been seen."""
        return self.smallest_visible >= self.target.before

    @property
    def verdict(self) -> Verdict:
        """The word for it: a clear change only where the interval excludes zero."""
        found = self.interval()
        if self.standard_error and (found.lower > 0 or (found.upper is not None and found.upper < 0)):
            return Verdict.INCREASE if self.difference > 0 else Verdict.DECREASE
        return Verdict.TOO_FEW if self.is_too_small else Verdict.NORMAL


def smallest_visible_decrease(before: int, *, confidence: float = CONFIDENCE, power: float = 0.5) -> float:
    """How many fewer incidents than before the counts can show, when all else stays as it was.

    `before` is the sum of the counts before, in all areas of the comparison.  With r prevented the standard
    error is √(2·before − r); the effect leaves the interval with probability `power` when
    r = (z₁ + z₂)·√(2·before − r), z₁ being the interval's reach and z₂ the power's quantile.  Half the times
    (z₂ = 0) unless more is asked for.  Solved for r: with k = (z₁ + z₂)², r = (√(k² + 8·before·k) − k) / 2.
    DOMAIN.md 6.3; the tests hold it against scipy's root finder and against simulated counts.
    """
    if before < 0:
        raise ValueError("a count is not negative")
    if not 0.5 <= power < 1:
        raise ValueError("an effect that is seen less than half the times is not visible")
    reach = (_reach(confidence) + NormalDist().inv_cdf(power)) ** 2
    return (sqrt(reach * reach + 8 * before * reach) - reach) / 2


def chance_of_seeing(before: int, prevented: float, *, confidence: float = CONFIDENCE) -> float:
    """The probability, 0 to 1, that so many prevented incidents would leave the interval as a decrease.

    `before` as in `smallest_visible_decrease`, of which this is the inverse: Φ(r/√(2·before − r) − z₁).  Each
    count is taken as Poisson and the difference as normal.  Where nothing was counted nothing can be seen: 0.
    ValueError for more prevented than twice what there was, or fewer than none.
    """
    variance = 2 * before - prevented
    if before < 0 or prevented < 0 or variance < 0:
        raise ValueError("no more can be prevented than there was")
    if not variance:
        return 0.0
    return NormalDist().cdf(prevented / sqrt(variance) - _reach(confidence))


def _reach(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


def mean_of_earlier(counts: Sequence[int | None]) -> float | None:
    """The mean of all periods but the last; None where one of them is missing or there are fewer than two."""
    earlier = [count for count in counts[:-1] if count is not None]
    return fmean(earlier) if len(earlier) >= 2 and len(earlier) == len(counts) - 1 else None


def rate_ratio_interval(
    before: int, now: int, *, time_before: float = 1.0, time_now: float = 1.0, confidence: float = CONFIDENCE
) -> Interval:
    """The exact interval of the rate now over the rate before, for periods of any lengths.

    Given the sum, the later count is binomial, so Clopper–Pearson's interval of its share carries over.
    """
    share = share_interval(now, before + now, confidence=confidence)
    times = time_before / time_now

    def ratio(p: float) -> float:
        return times * p / (1 - p)

    upper = None if share.upper is None or share.upper >= 1 else ratio(share.upper)
    return Interval(ratio(share.lower), upper)


def share_interval(successes: int, trials: int, *, confidence: float = CONFIDENCE) -> Interval:
    """Clopper–Pearson's exact interval of a share, 0–1.  ValueError for impossible counts."""
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is no share")
    tail = (1 - confidence) / 2
    lower, upper = 0.0, 1.0
    if successes > 0:
        lower = _root(lambda p: beta_cdf(p, successes, trials - successes + 1), tail)
    if successes < trials:
        upper = _root(lambda p: beta_cdf(p, successes + 1, trials - successes), 1 - tail)
    return Interval(lower, upper)


def binomial_test(successes: int, trials: int, share: float = 0.5) -> float:
    """The exact two-sided p: how likely is an outcome no more likely than this one?

    For two counts with unequal periods the share is the later period's part of the whole time.
    """
    if not 0 <= successes <= trials or not 0 < share < 1:
        raise ValueError(f"{successes} of {trials} at {share} cannot be tested")
    limit = _log_binomial(successes, trials, share) + log(SAME_PROBABILITY)
    mode = int((trials + 1) * share)
    if successes == mode:
        return 1.0
    if successes < mode:
        # The other side begins where the probability has fallen to this outcome's again.
        other = _first(lambda k: _log_binomial(k, trials, share) <= limit, mode, trials + 1)
        return min(1.0, _at_most(successes, trials, share) + 1 - _at_most(other - 1, trials, share))
    other = -_first(lambda k: _log_binomial(-k, trials, share) <= limit, -mode, 1)
    return min(1.0, _at_most(other, trials, share) + 1 - _at_most(successes - 1, trials, share))


def poisson_limits(expected: float, *, confidence: float = CONFIDENCE) -> tuple[int, int]:
    """The counts between which an area like the others falls that often: the limits of a funnel.

    Both belong to the funnel; what is below the first or above the second stands out.
    """
    if expected < 0:
        raise ValueError("an expected count is not negative")
    if expected == 0:
        return (0, 0)
    tail = (1 - confidence) / 2
    reach = int(expected + 40 * sqrt(expected) + 40)
    return (
        _first(lambda k: poisson_cdf(k, expected) >= tail, 0, reach),
        _first(lambda k: poisson_cdf(k, expected) >= 1 - tail, 0, reach),
    )


def standing(count: int, expected: float) -> Standing:
    """How a count stands to what its size leads one to expect: outside the outer limits, or not."""
    low, high = poisson_limits(expected, confidence=OUTER)
    if count > high:
        return Standing.HIGH
    return Standing.LOW if count < low else Standing.USUAL


def log_linear_slope(times: Sequence[float], counts: Sequence[int]) -> tuple[float, float]:
    """Fit log(expected count) = a + b·time to Poisson counts; return b and its standard error.

    The standard error is widened by how far the counts lie from the line (quasi-Poisson), and never made
    smaller than Poisson's own.  ValueError for fewer than three counts or nothing but zeros.
    """
    if len(times) != len(counts) or len(counts) < 3 or not any(counts):
        raise ValueError("a trend needs three counts, and not only zeros")
    middle = fmean(times)
    x = [time - middle for time in times]
    a, b = log(fmean(counts)), 0.0
    for _step in range(100):
        fitted = [exp(a + b * xi) for xi in x]
        # Newton's step in the two unknowns.
        s0, s1, s2 = (sum(m * xi**power for m, xi in zip(fitted, x, strict=True)) for power in (0, 1, 2))
        u0 = sum(n - m for n, m in zip(counts, fitted, strict=True))
        u1 = sum((n - m) * xi for n, m, xi in zip(counts, fitted, x, strict=True))
        determinant = s0 * s2 - s1 * s1
        da, db = (s2 * u0 - s1 * u1) / determinant, (s0 * u1 - s1 * u0) / determinant
        # A long step from a flat start may overshoot; half a unit is a factor of 1.6.
        largest = max(abs(da), abs(db))
        damping = min(1.0, 0.5 / largest) if largest else 1.0
        a, b = a + damping * da, b + damping * db
        if largest < 1e-12:
            break
    fitted = [exp(a + b * xi) for xi in x]
    s0, s1, s2 = (sum(m * xi**power for m, xi in zip(fitted, x, strict=True)) for power in (0, 1, 2))
    spread = sum((n - m) ** 2 / m for n, m in zip(counts, fitted, strict=True)) / (len(counts) - 2)
    return b, sqrt(max(1.0, spread) * s0 / (s0 * s2 - s1 * s1))


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), by Lentz' continued fraction."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):  # the fraction converges fast below this point only
        return 1 - beta_cdf(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a

    def term(n: int) -> float:
        m, odd = divmod(n, 2)
        if odd:
            return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))

    return front / _fraction(lambda _n: 1.0, term)


def poisson_cdf(count: int, expected: float) -> float:
    """The probability of at most so many, by the incomplete gamma function."""
    if count < 0:
        return 0.0
    a = count + 1.0
    front = exp(a * log(expected) - expected - lgamma(a))
    if expected < a + 1:  # the series for the other tail
        total = part = 1 / a
        n = a
        while part > total * 1e-17:
            n += 1
            part *= expected / n
            total += part
        return 1 - front * total
    return front / _fraction(lambda n: expected + 2 * n + 1 - a, lambda n: -n * (n - a))


def _fraction(denominator: Callable[[int], float], numerator: Callable[[int], float]) -> float:
    """Evaluate d0 + n1/(d1 + n2/(d2 + …)) by Lentz' method."""
    tiny = 1e-300
    value = denominator(0) or tiny
    c, d = value, 0.0
    for n in range(1, 100_000):
        d = 1 / (denominator(n) + numerator(n) * d or tiny)
        c = denominator(n) + numerator(n) / c or tiny
        value *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return value


def _log_binomial(k: int, n: int, p: float) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log1p(-p)


def _at_most(k: int, n: int, p: float) -> float:
    """P(X ≤ k) of a binomial."""
    if k < 0:
        return 0.0
    return 1.0 if k >= n else beta_cdf(1 - p, n - k, k + 1)


def _first(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The smallest whole number in [low, high) for which `holds`, which once true stays true; else high."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _root(rising: Callable[[float], float], target: float) -> float:
    """Find where a function that rises on 0–1 reaches the target, to the last digit, by halving."""
    low, high = 0.0, 1.0
    while nextafter(low, high) < high:
        middle = (low + high) / 2
        if rising(middle) < target:
            low = middle
        else:
            high = middle
    return high


# A control chart rests on at least this many weeks before the ones it judges (DOMAIN.md 6.2).
LEAST_BASELINE = 26
# So many in a row on one side of the middle are a shift, even inside the limits.
SHIFT_RUN = 8


@dataclass(frozen=True, slots=True)
class Expected:
    """What a usual week holds: the mean of the baseline, and the limits of usual variation."""

    mean: float
    lower: float
    upper: float

    @classmethod
    def from_baseline(cls, counts: Sequence[int]) -> "Expected | None":
        """(√c ± 1.5)², three standard deviations on the square root scale; None for under 26 weeks."""
        if len(counts) < LEAST_BASELINE:
            return None
        mean = fmean(counts)
        return cls(mean, max(0.0, sqrt(mean) - 1.5) ** 2, (sqrt(mean) + 1.5) ** 2)

    def verdict(self, count: int) -> Verdict:
        """The word for one week."""
        if count > self.upper:
            return Verdict.INCREASE
        return Verdict.DECREASE if count < self.lower else Verdict.NORMAL

    def shift(self, counts: Sequence[int]) -> int:
        """The longest run over (positive) or under (negative) the mean of at least eight weeks; 0 if none."""
        longest = run = 0
        for count in counts:
            side = (count > self.mean) - (count < self.mean)
            run = run + side if side and run * side >= 0 else side
            if abs(run) >= SHIFT_RUN and abs(run) > abs(longest):
                longest = run
        return longest

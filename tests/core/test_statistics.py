"""The judge of small counts, held against scipy and against the numbers of DOMAIN.md 6.1."""

import math

import pytest
from scipy import optimize, special, stats

from platssamverkan.core.statistics import (
    Change,
    Share,
    Trend,
    Verdict,
    beta_cdf,
    binomial_test,
    log_linear_slope,
    mean_of_earlier,
    poisson_cdf,
    poisson_limits,
    rate_ratio_interval,
    share_interval,
)

# 2022, 2023, p (None: under 0.0001), interval in whole percent (DOMAIN.md 6.1).
DOMAIN_TABLE = [
    (32, 38, 0.55, -28, 96), (221, 268, 0.037, 1, 46), (103, 80, 0.10, -43, 5), (243, 310, 0.005, 8, 52),
    (599, 696, 0.008, 4, 30), (291, 490, None, 45, 95), (40, 53, 0.21, -14, 105), (41, 31, 0.29, -54, 24),
    (307, 307, 1.00, -15, 18), (29, 23, 0.49, -56, 42), (181, 170, 0.59, -24, 16), (2, 1, 1.00, -99, 860),
    (7, 8, 1.00, -64, 270), (40, 42, 0.91, -34, 66), (59, 47, 0.29, -47, 19), (6, 2, 0.29, -97, 86),
    (1003, 1174, 0.0003, 7, 27),
]  # fmt: skip
COUNTS = [(0, 1), (1, 1), (1, 3), (7, 15), (40, 93), (268, 489), (1174, 2177), (9_000, 20_000), (30, 100_000)]


@pytest.mark.parametrize(("before", "now", "p", "lower", "upper"), DOMAIN_TABLE)
def test_p_and_interval_are_those_of_the_domains_table(
    before: int, now: int, p: float | None, lower: int, upper: int
) -> None:
    change = Change(before, now)
    assert change.p is not None
    assert change.interval is not None
    assert change.interval.upper is not None
    if p is None:
        assert change.p < 0.0001
    else:
        digits = 2 if p >= 0.05 else 4 if p < 0.001 else 3
        assert round(change.p, digits) == p
    # The table rounds to whole percent, the largest to tens.
    places = 1 if upper > 200 else 0
    assert round(change.interval.lower) == lower
    assert round(change.interval.upper, -places) == upper


@pytest.mark.parametrize(("successes", "trials"), COUNTS)
@pytest.mark.parametrize("share", [0.5, 0.25, 0.9, 1 / 3])
def test_the_exact_test_agrees_with_scipy(successes: int, trials: int, share: float) -> None:
    assert binomial_test(successes, trials, share) == pytest.approx(
        stats.binomtest(successes, trials, share).pvalue, rel=1e-8, abs=1e-12
    )


def test_the_exact_test_agrees_with_scipy_for_every_small_outcome() -> None:
    for trials in (0, 1, 2, 5, 12, 31):
        for successes in range(trials + 1):
            for share in (0.5, 0.2, 0.75):
                expected = stats.binomtest(successes, trials, share).pvalue if trials else 1.0
                assert binomial_test(successes, trials, share) == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize(("successes", "trials"), [*COUNTS, (0, 40), (40, 40)])
@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_the_exact_interval_agrees_with_scipy(successes: int, trials: int, confidence: float) -> None:
    ours = share_interval(successes, trials, confidence=confidence)
    theirs = stats.binomtest(successes, trials).proportion_ci(confidence, method="exact")
    assert (ours.lower, ours.upper) == pytest.approx((theirs.low, theirs.high), rel=1e-8)


def test_the_rate_ratio_counts_the_length_of_the_periods() -> None:
    same = rate_ratio_interval(90, 90)
    shorter = rate_ratio_interval(90, 90, time_before=12, time_now=9)
    assert same.upper is not None
    assert (shorter.lower, shorter.upper) == pytest.approx((same.lower * 12 / 9, same.upper * 12 / 9))


def test_nothing_bounds_a_rise_from_zero_and_zero_against_zero_says_nothing() -> None:
    rise = Change(0, 5).interval
    assert rise is not None
    assert rise.upper is None
    assert Change(5, 0).interval is not None
    assert Change(0, 0).interval is None


def test_the_special_functions_agree_with_scipy() -> None:
    for a, b in [(0.5, 0.5), (1, 1), (3, 40), (700, 300), (20_000, 3)]:
        for x in (1e-9, 0.01, 0.3, 0.5, 0.77, 0.999):
            assert beta_cdf(x, a, b) == pytest.approx(special.betainc(a, b, x), rel=1e-8, abs=1e-12)
    for expected in (0.01, 0.7, 3, 25.5, 400, 20_000):
        spread = math.sqrt(expected)
        for count in {0, 1, int(expected - 3 * spread), int(expected), int(expected + 4 * spread)}:
            theirs = stats.poisson.cdf(count, expected)
            assert poisson_cdf(count, expected) == pytest.approx(theirs, rel=1e-8, abs=1e-12)


@pytest.mark.parametrize("expected", [0.02, 0.5, 1, 4.4, 17, 100, 812.5, 60_000])
@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_the_funnels_limits_agree_with_scipy(expected: float, confidence: float) -> None:
    tail = (1 - confidence) / 2
    theirs = tuple(int(stats.poisson.ppf(q, expected)) for q in (tail, 1 - tail))
    assert poisson_limits(expected, confidence=confidence) == theirs


@pytest.mark.parametrize(
    "counts", [(141, 124, 115, 103, 80), (82, 68, 49, 32, 38), (121, 125, 142, 291, 490), (5, 0, 900, 2, 1)]
)
def test_the_line_through_the_years_is_the_most_likely_one(counts: tuple[int, ...]) -> None:
    def against(line: list[float]) -> float:
        logs = [line[0] + line[1] * (x - 2) for x in range(5)]
        return sum(math.exp(v) - n * v for v, n in zip(logs, counts, strict=True))

    best = optimize.minimize(against, [math.log(sum(counts) / 5), 0.0], method="BFGS", options={"gtol": 1e-9})
    slope, error = log_linear_slope(range(5), counts)
    assert slope == pytest.approx(best.x[1], abs=1e-5)
    assert error > 0


def test_a_trend_must_stand_out_of_the_years_own_ups_and_downs() -> None:
    assert Trend((141, 124, 115, 103, 80)).verdict == Verdict.DECREASE
    assert Trend((82, 68, 49, 32, 38)).verdict == Verdict.DECREASE  # though +6 in the last year
    assert Trend((190, 311, 372, 243, 310)).verdict == Verdict.NORMAL  # up, but to and fro
    assert Trend((121, 125, 142, 291, 490)).verdict == Verdict.INCREASE
    assert Trend((2, 8, 5, 6, 2)).verdict is None
    assert Trend((141, None, None, 103, 80)).verdict is None
    assert Trend((0, 0, 0, 0, 0)).verdict is None


def test_the_trend_is_read_as_percent_a_year() -> None:
    assert Trend((800, 400, 200, 100)).yearly_percent == pytest.approx(-50)


@pytest.mark.parametrize(
    ("counts", "run"),
    [((141, 124, 115, 103, 80), -4), ((1, 2, 3), 2), ((5, 1, 2), 1), ((1, 2, 2), 0), ((1, None, 5, 6), 1), ((4,), 0)],
)  # fmt: skip
def test_years_in_a_row_are_counted_from_the_last(counts: tuple[int | None, ...], run: int) -> None:
    assert Trend(counts).run == run


def test_a_small_base_gets_neither_percent_nor_a_word_of_calm() -> None:
    assert Change(19, 25).verdict == Verdict.TOO_FEW
    assert Change(20, 25).verdict == Verdict.NORMAL
    assert Change(6, 2).verdict == Verdict.TOO_FEW
    assert Change(5, 30).verdict == Verdict.INCREASE  # what is clear is clear
    assert Change(0, 0).verdict == Verdict.TOO_FEW
    assert Change(19, 40).printable_percent is None
    assert Change(20, 30).printable_percent == 50


def test_the_mean_of_earlier_years_needs_all_of_them() -> None:
    assert mean_of_earlier((82, 68, 49, 32, 38)) == 57.75
    assert mean_of_earlier((82, None, 49, 32, 38)) is None
    assert mean_of_earlier((32, 38)) is None


def test_a_share_is_shown_from_a_hundred_answers_on() -> None:
    assert not Share(0.4, 99).is_shown
    assert Share(0.4, 100).is_shown
    theirs = stats.binomtest(120, 300).proportion_ci(0.95, method="wilson")
    ours = Share(0.4, 300).interval
    assert (ours.lower, ours.upper) == pytest.approx((theirs.low, theirs.high), rel=1e-8)
    with pytest.raises(ValueError, match="respondents"):
        Share(0.4, 0).interval  # noqa: B018


@pytest.mark.parametrize("attempt", [lambda: share_interval(3, 2), lambda: binomial_test(-1, 2), lambda: poisson_limits(-1), lambda: log_linear_slope([0, 1], [1, 2])])  # fmt: skip
def test_what_cannot_be_counted_is_refused(attempt: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        attempt()  # type: ignore[operator]

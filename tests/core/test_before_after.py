"""Difference-in-differences and the interrupted series, against scipy and against nothing at all."""

from math import exp, log

import numpy as np
import pytest
from scipy.optimize import minimize

from platssamverkan.core.before_after import (
    LEAST_SERIES_WEEKS,
    difference_in_differences,
    interrupted_series,
)
from platssamverkan.core.statistics import BeforeAfter, Verdict


def test_a_ratio_of_ratios_counted_by_hand() -> None:
    found = difference_in_differences(BeforeAfter(100, 50), BeforeAfter(200, 200))
    assert found is not None
    assert found.ratio == pytest.approx(0.5, abs=1e-12)
    assert found.standard_error == pytest.approx((0.01 + 0.02 + 0.005 + 0.005) ** 0.5, abs=1e-12)
    span = found.interval()
    assert span.upper is not None
    assert (span.lower, span.upper) == pytest.approx((-66.2, -26.0), abs=0.1)
    assert found.verdict == Verdict.DECREASE


def test_zeros_give_no_ratio_and_few_give_no_verdict() -> None:
    assert difference_in_differences(BeforeAfter(0, 5), BeforeAfter(9, 9)) is None
    assert difference_in_differences(BeforeAfter(5, 0), BeforeAfter(9, 9)) is None
    few = difference_in_differences(BeforeAfter(4, 2), BeforeAfter(9, 9))
    assert few is not None
    assert few.verdict == Verdict.TOO_FEW
    many = difference_in_differences(BeforeAfter(400, 396), BeforeAfter(900, 910))
    assert many is not None
    assert many.verdict == Verdict.NORMAL


def test_the_smallest_visible_effect_is_just_seen() -> None:
    found = difference_in_differences(BeforeAfter(100, 100), BeforeAfter(100, 100))
    assert found is not None
    seen = exp(-1.959963984540054 * found.standard_error)
    assert found.smallest_visible == pytest.approx(100 * (1 - seen), abs=1e-9)


def by_scipy(counts: list[int], starts: int) -> np.ndarray:
    times = np.arange(len(counts))
    design = np.column_stack([np.ones(len(counts)), times - times.mean(), times >= starts])
    observed = np.array(counts)

    def loss(beta: np.ndarray) -> float:
        line = design @ beta
        return float(np.sum(np.exp(line) - observed * line))

    def slope(beta: np.ndarray) -> np.ndarray:
        return np.asarray(design.T @ (np.exp(design @ beta) - observed))

    start = np.array([log(observed.mean()), 0, 0])
    return np.asarray(minimize(loss, start, jac=slope, method="BFGS", options={"gtol": 1e-10}).x)


def test_the_step_is_what_scipy_finds() -> None:
    chance = np.random.default_rng(8)
    for _case in range(20):
        weeks = int(chance.integers(LEAST_SERIES_WEEKS, 40))
        counts = [int(one) for one in chance.poisson(chance.uniform(2, 20), 2 * weeks)]
        found = interrupted_series(counts, weeks)
        assert found is not None
        assert found.log_ratio == pytest.approx(by_scipy(counts, weeks)[2], abs=1e-5)


def test_a_step_is_found_and_a_slope_is_not_taken_for_one() -> None:
    stepped = interrupted_series([20] * 26 + [10] * 26, 26)
    assert stepped is not None
    assert stepped.ratio == pytest.approx(0.5, abs=1e-6)
    assert stepped.verdict == Verdict.DECREASE
    falling = interrupted_series([round(60 * exp(-0.02 * week)) for week in range(52)], 26)
    assert falling is not None
    assert falling.verdict == Verdict.NORMAL


def test_what_cannot_be_answered_is_not() -> None:
    assert interrupted_series([3] * 11 + [2] * 30, 11) is None
    assert interrupted_series([0] * 20 + [2] * 20, 20) is None
    with pytest.raises(ValueError, match="inside"):
        interrupted_series([1] * 20, 20)


def test_false_alarms_come_as_often_as_the_interval_promises() -> None:
    chance = np.random.default_rng(5)
    alarms = 0
    for before, after, control_before, control_after in chance.poisson((60, 60, 120, 120), (2_000, 4)):
        found = difference_in_differences(
            BeforeAfter(int(before), int(after)), BeforeAfter(int(control_before), int(control_after))
        )
        assert found is not None
        alarms += found.verdict.is_clear
    assert 0.035 <= alarms / 2_000 <= 0.065  # 5 % give or take three standard errors
    series = sum(
        found.verdict.is_clear
        for draw in chance.poisson(8, (400, 52))
        if (found := interrupted_series([int(one) for one in draw], 26)) is not None
    )
    assert 0.015 <= series / 400 <= 0.085

"""The weighted displacement difference: by hand, against another implementation, and as often wrong as it says."""

import math

import numpy as np
import pytest
from scipy import optimize, stats

from platssamverkan.core.statistics import (
    BeforeAfter,
    Displacement,
    Verdict,
    chance_of_seeing,
    smallest_visible_decrease,
)

# Target, control, buffer, buffer's control: before and after each.
VECTORS = [
    (0, 0, 0, 0, 0, 0, 0, 0),
    (10, 5, 10, 10, 0, 0, 0, 0),
    (20, 10, 20, 18, 8, 9, 12, 12),
    (20, 5, 20, 20, 10, 10, 10, 10),
    (100, 60, 100, 98, 40, 42, 39, 40),
    (100, 60, 100, 98, 40, 70, 39, 40),
    (100, 60, 100, 98, 40, 20, 39, 40),
    (5, 0, 7, 8, 0, 0, 3, 2),
    (1, 0, 0, 0, 0, 0, 0, 0),
    (0, 1, 0, 0, 0, 0, 0, 0),
    (0, 0, 12, 0, 0, 0, 0, 0),
    (0, 0, 0, 12, 0, 0, 0, 0),
    (33, 44, 33, 22, 11, 22, 22, 11),
    (250, 190, 270, 268, 140, 122, 133, 150),
    (7, 7, 7, 7, 7, 7, 7, 7),
    (1000, 900, 1000, 1000, 500, 500, 500, 500),
    (12, 3, 40, 45, 9, 15, 30, 28),
    (3, 2, 1, 4, 1, 5, 9, 2),
    (64, 32, 16, 8, 4, 2, 1, 0),
    (18, 19, 310, 243, 76, 81, 372, 311),
]


def made(v: tuple[int, ...]) -> Displacement:
    return Displacement(*(BeforeAfter(before, after) for before, after in zip(v[::2], v[1::2], strict=True)))


def independent(v: tuple[int, ...]) -> tuple[float, float, float, float]:
    """The published formula as a contrast of eight Poisson counts: c'x, with c'diag(x)c for its variance."""
    contrast = np.array([-1, 1, 1, -1, -1, 1, 1, -1], dtype=float)
    x = np.array(v, dtype=float)
    estimate = float(contrast @ x)
    error = math.sqrt(float(contrast @ np.diag(x) @ contrast))
    lower, upper = stats.norm.interval(0.95, loc=estimate, scale=error) if error else (estimate, estimate)
    return estimate, error, float(lower), float(upper)


@pytest.mark.parametrize("vector", VECTORS)
def test_it_equals_another_implementation(vector: tuple[int, ...]) -> None:
    found = made(vector)
    estimate, error, lower, upper = independent(vector)
    between = found.interval()
    assert found.difference == pytest.approx(estimate, abs=1e-9)
    assert found.standard_error == pytest.approx(error, abs=1e-9)
    assert between.lower == pytest.approx(lower, abs=1e-9)
    assert between.upper == pytest.approx(upper, abs=1e-9)


def test_a_vector_by_hand() -> None:
    # (10−20) − (18−20) + (9−8) − (12−12) = −10 + 2 + 1 = −7; √(20+10+20+18+8+9+12+12) = √109
    found = made((20, 10, 20, 18, 8, 9, 12, 12))
    assert (found.difference, found.local, found.displaced) == (-7, -8, 1)
    assert found.standard_error == pytest.approx(math.sqrt(109))
    assert found.z == pytest.approx(-7 / math.sqrt(109))
    assert found.verdict is Verdict.NORMAL


def test_there_are_twenty_vectors_and_no_two_alike() -> None:
    assert len(set(VECTORS)) == 20


@pytest.mark.parametrize("mean", [15, 60])
def test_in_two_thousand_evaluations_of_nothing_it_cries_wolf_as_often_as_it_says(mean: int) -> None:
    chance = np.random.default_rng(20_241_122 + mean)
    draws = chance.poisson(mean, size=(2_000, 8))
    alarms = sum(made(tuple(int(n) for n in row)).verdict.is_clear for row in draws)
    # 5 % of 2 000 with three binomial standard errors to each side.
    assert 100 - 3 * math.sqrt(95) <= alarms <= 100 + 3 * math.sqrt(95)


def test_nothing_counted_says_nothing() -> None:
    found = made((0,) * 8)
    assert (found.z, found.verdict) == (None, Verdict.TOO_FEW)


def test_the_smallest_visible_decrease_is_where_the_interval_leaves_zero() -> None:
    for before in (1, 20, 76, 400, 5_000):
        r = smallest_visible_decrease(before)
        assert r == pytest.approx(1.959963984540054 * math.sqrt(2 * before - r), rel=1e-12)
    with pytest.raises(ValueError, match="not negative"):
        smallest_visible_decrease(-1)


def test_twenty_crimes_need_nearly_all_prevented() -> None:
    """DOMAIN.md 6.3: power is brutal."""
    assert 10 < smallest_visible_decrease(20 + 20) <= 20
    assert made((20, 20, 20, 20, 0, 0, 0, 0)).is_too_small is False
    assert made((20, 20, 20, 20, 20, 20, 20, 20)).is_too_small is True
    assert made((5, 5, 20, 20, 5, 5, 20, 20)).is_too_small is True


def test_a_clear_fall_and_a_clear_rise() -> None:
    assert made((100, 40, 100, 98, 40, 42, 39, 40)).verdict is Verdict.DECREASE
    assert made((100, 190, 100, 98, 40, 42, 39, 40)).verdict is Verdict.INCREASE


@pytest.mark.parametrize("before", [20, 80, 400])
@pytest.mark.parametrize("power", [0.5, 0.8, 0.9])
def test_the_smallest_effect_seen_so_often_is_the_root_of_its_equation(before: int, power: float) -> None:
    """The closed form against scipy's root finder and normal quantiles."""
    reach = stats.norm.ppf(0.975) + stats.norm.ppf(power)
    root = optimize.brentq(lambda r: r - reach * math.sqrt(2 * before - r), 0, 2 * before)
    assert smallest_visible_decrease(before, power=power) == pytest.approx(root, abs=1e-9)
    assert chance_of_seeing(before, root) == pytest.approx(power, abs=1e-9)


@pytest.mark.parametrize("mean", [40, 120])
@pytest.mark.parametrize("share", [0.0, 0.2, 0.5])
def test_what_is_promised_to_be_seen_is_seen_as_often_in_simulated_counts(mean: int, share: float) -> None:
    """Counts drawn with so large a true effect: a decrease is called as often as was said before the start."""
    chance = np.random.default_rng(8_000 + mean + int(100 * share))
    means = np.array([mean, mean * (1 - share), mean, mean, mean, mean, mean, mean])
    draws = chance.poisson(means, size=(4_000, 8))
    seen = sum(made(tuple(int(n) for n in row)).verdict is Verdict.DECREASE for row in draws) / 4_000
    # Three binomial standard errors, and a little for the normal being an approximation.
    promised = chance_of_seeing(4 * mean, share * mean)
    assert abs(seen - promised) <= 3 * math.sqrt(promised * (1 - promised) / 4_000) + 0.01


def test_nothing_counted_can_show_nothing_and_no_more_is_prevented_than_there_was() -> None:
    assert chance_of_seeing(0, 0) == 0
    assert smallest_visible_decrease(0, power=0.8) == 0
    with pytest.raises(ValueError, match="no more"):
        chance_of_seeing(5, 11)
    with pytest.raises(ValueError, match="half"):
        smallest_visible_decrease(5, power=0.2)

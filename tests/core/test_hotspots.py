"""Gi*, its many tests and the density surface, against other computations of the same."""

from math import exp, pi

import numpy as np
import pytest
from scipy.stats import false_discovery_control, norm

from platssamverkan.core.hotspots import Frame, concentrations, density, gi_star


def slow_gi_star(counts: np.ndarray, inside: np.ndarray, reach: int) -> np.ndarray:
    """The definition, word for word, with every weight written out and z as a standardised sum."""
    cells = [tuple(cell) for cell in np.argwhere(inside)]
    x = np.array([counts[cell] for cell in cells])
    n, answer = len(cells), np.full(counts.shape, np.nan)
    for cell in cells:
        w = np.array([1.0 if max(abs(cell[0] - o[0]), abs(cell[1] - o[1])) <= reach else 0.0 for o in cells])
        # A sum of w·x over all ways to deal the counts out on the cells: mean and variance by enumeration rules.
        variance = x.var(ddof=0) * (n * (w**2).sum() - w.sum() ** 2) / (n - 1)
        if variance > 0:
            answer[cell] = (w @ x - x.mean() * w.sum()) / variance**0.5
    return answer


@pytest.mark.parametrize("reach", [1, 2])
def test_gi_star_is_what_its_definition_says(reach: int) -> None:
    chance = np.random.default_rng(7)
    counts = chance.poisson(0.8, (17, 23)).astype(float)
    inside = chance.random((17, 23)) > 0.2
    ours, theirs = gi_star(counts, inside, reach=reach), slow_gi_star(counts, inside, reach)
    assert np.array_equal(np.isnan(ours), np.isnan(theirs))
    assert np.nanmax(np.abs(ours - theirs)) < 1e-9


def test_equal_counts_have_no_score() -> None:
    assert np.isnan(gi_star(np.ones((4, 4)), np.ones((4, 4), dtype=bool))).all()


def test_many_squares_are_tested_at_once_as_scipy_does() -> None:
    scores = np.random.default_rng(3).normal(0.4, 1.5, (20, 20))
    scores[0, 0] = np.nan
    tested = ~np.isnan(scores)
    expected = false_discovery_control(norm.sf(scores[tested])) <= 0.05
    assert np.array_equal(concentrations(scores)[tested], expected)
    assert 0 < expected.sum() < tested.sum()


def test_pure_chance_gives_few_concentrations() -> None:
    chance = np.random.default_rng(11)
    everywhere = np.ones((25, 25), dtype=bool)
    told = sum(
        concentrations(gi_star(chance.poisson(3, (25, 25)).astype(float), everywhere)).any()
        for _ in range(100)
    )
    assert told <= 20


def test_a_planted_concentration_is_found_and_only_there() -> None:
    counts = np.random.default_rng(5).poisson(1, (30, 30)).astype(float)
    counts[10:13, 20:23] += 9
    found = concentrations(gi_star(counts, np.ones(counts.shape, dtype=bool)))
    assert found[11, 21]
    assert not found[:8].any()


def test_density_is_the_sum_of_kernels() -> None:
    frame = Frame.over(0, 0, 500, 300, 100)
    points = np.array([[120.0, 80.0], [130.0, 210.0]])
    x, y = frame.middles()
    surface = density(points, frame, bandwidth=150)
    for row, column in ((0, 0), (2, 4), (1, 1)):
        by_hand = sum(
            exp(-((x[row, column] - px) ** 2 + (y[row, column] - py) ** 2) / (2 * 150**2)) for px, py in points
        ) / (2 * pi * 150**2) * 1e6  # fmt: skip
        assert surface[row, column] == pytest.approx(by_hand, abs=1e-9)


def test_points_are_counted_in_the_squares_of_the_national_grid() -> None:
    frame = Frame.over(1_050, 950, 1_350, 1_150, 100)
    assert (frame.left, frame.bottom, frame.columns, frame.rows) == (1000, 900, 4, 3)
    counts = frame.counts(np.array([[1_000.0, 900.0], [1_399.9, 1_199.9], [1_400.0, 900.0]]))
    assert (counts[0, 0], counts[2, 3], counts.sum()) == (1, 1, 2)

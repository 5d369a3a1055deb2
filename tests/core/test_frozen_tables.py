"""What a table with hidden counts tells somebody who knows exactly how it was made."""

from collections import defaultdict
from itertools import product

import pytest

from platssamverkan.core.disclosure import LEAST_SHOWN, few, total_is_silent

HIGHEST = 6  # two counts that are shown stand for all of them


def published(counts: tuple[int, ...]) -> tuple[object, ...]:
    return (
        *(None if few(count) else count for count in counts),
        sum(counts) if total_is_silent(counts) else None,
    )


@pytest.mark.parametrize("groups", [1, 2, 3, 4, 5])
def test_every_hidden_count_can_still_be_everything_below_five(groups: int) -> None:
    """Every table there can be, each with all others that are published alike."""
    alike = defaultdict(list)
    for counts in product(range(HIGHEST + 1), repeat=groups):
        alike[published(counts)].append(counts)
    for shown, tables in alike.items():
        for place in range(groups):
            if shown[place] is None:
                assert {counts[place] for counts in tables} == set(range(LEAST_SHOWN))


def test_a_sum_that_gives_a_hidden_count_away_is_not_shown() -> None:
    assert total_is_silent((9, 7))
    assert not total_is_silent((9, 2))
    assert not total_is_silent((0, 1, 0))
    assert not total_is_silent((4, 4, 9))
    assert total_is_silent((2, 2, 9))

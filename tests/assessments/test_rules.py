from itertools import product

import pytest

from assessments.rules import Thresholds, propose

# DOMAIN.md 4.3, test vectors with three as "flera".
VECTORS = [
    ((0, 0, 0, 0), 1), ((2, 0, 0, 0), 1), ((3, 0, 0, 0), 2), ((12, 0, 0, 0), 2), ((0, 1, 0, 0), 2),
    ((0, 2, 0, 0), 2), ((2, 2, 0, 0), 2), ((0, 3, 0, 0), 3), ((0, 0, 1, 0), 3), ((0, 0, 2, 0), 3),
    ((5, 5, 2, 0), 3), ((0, 0, 3, 0), 4), ((0, 0, 0, 1), 5), ((9, 4, 3, 1), 5),
]  # fmt: skip


def level(counts: tuple[int, ...], several: Thresholds | None = None) -> int:
    return propose(
        minor=counts[0], concerning=counts[1], serious=counts[2], critical=counts[3], several=several
    ).level


@pytest.mark.parametrize(("counts", "expected"), VECTORS)
def test_the_rule_table_gives_the_level(counts: tuple[int, ...], expected: int) -> None:
    assert level(counts) == expected


def test_one_more_incident_never_lowers_the_level() -> None:
    for counts in product(range(6), repeat=4):
        for i in range(4):
            more = tuple(n + (j == i) for j, n in enumerate(counts))
            assert level(more) >= level(counts)


def test_minor_incidents_alone_never_give_more_than_two() -> None:
    assert max(level((n, 0, 0, 0)) for n in range(200)) == 2


def test_the_meaning_of_several_can_be_moved() -> None:
    assert level((4, 0, 0, 0), Thresholds(minor=5)) == 1
    assert level((0, 2, 0, 0), Thresholds(concerning=2)) == 3
    assert level((0, 0, 2, 0), Thresholds(serious=2)) == 4


def test_the_reason_names_the_rules_that_gave_the_level() -> None:
    proposal = propose(minor=3, concerning=1, serious=0, critical=0)
    assert [rule.name for rule in proposal.rules] == ["R2a", "R2b"]
    assert proposal.reason == "3 lindriga händelser, 1 oroande händelse"

"""Small numbers that could point at somebody are hidden, and so is what would give them away (DOMAIN.md 6.5)."""

from collections.abc import Sequence

# Counts from 1 to one below this are hidden; zero is not, because nobody stands behind it.
LEAST_SHOWN = 5
# So many values a hidden number must at least be able to have for somebody who knows the sum.
LEAST_SPREAD = 4


def hidden(counts: Sequence[int | None], *, least: int = LEAST_SHOWN) -> tuple[bool, ...]:
    """Which of the counts must not be shown when their sum is known; a missing count is not hidden but missing.

    Small ones first; then the next smallest until the sum of what is hidden leaves each of them room.
    """
    mask = [count is not None and 1 <= count < least for count in counts]
    if not any(mask):
        return tuple(mask)
    rest = sorted((count, n) for n, count in enumerate(counts) if count is not None and not mask[n])
    for _count, number in rest:
        if _is_safe(counts, mask):
            break
        mask[number] = True
    return tuple(mask)


def _is_safe(counts: Sequence[int | None], mask: Sequence[bool]) -> bool:
    """Whether two or more are hidden, and their sum could be made up in many ways."""
    secret = [count for count, is_hidden in zip(counts, mask, strict=True) if is_hidden and count is not None]
    return len(secret) >= 2 and sum(secret) - len(secret) >= LEAST_SPREAD


def few(count: int, *, least: int = LEAST_SHOWN) -> bool:
    """Whether a count is told as "fewer than five", zero included.

    Beside a zero that is told, "fewer than five" would say that something did happen.
    """
    return count < least


def total_is_silent(counts: Sequence[int], *, least: int = LEAST_SHOWN) -> bool:
    """Whether the sum of all counts tells nothing more of those that are few than that they are few.

    With the sum S of k hidden counts, each 0 to m, a reader can work out that one of them is at least
    S − (k − 1)m and at most S.  Only where that is all of 0 to m the sum is safe.  Where it isn't, the
    reader learns that it isn't, and that leaves each of them 0 to m as well: tests/core/test_disclosure.py
    tries every table there can be.
    """
    secret = [count for count in counts if few(count, least=least)]
    if not secret:
        return True
    most = least - 1
    return most <= sum(secret) <= (len(secret) - 1) * most

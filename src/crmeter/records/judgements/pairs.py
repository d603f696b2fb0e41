"""Which pairs an evaluator compares, and what an answer says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

MOST = 8
"""An answer goes from −8 to 8: 0 is alike, 2 is three times as much for the left, −2 for the right."""


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two things that are compared.

    Args:
        under: the criterion by which two alternatives are compared; empty: two criteria are.
        left: the key of one thing.
        right: of the other.
    """

    under: str
    left: str
    right: str


def pairs_of(criteria: Sequence[str], alternatives: Sequence[str]) -> tuple[Pair, ...]:
    """Return all pairs of a decision: of criteria first, then of alternatives by each criterion."""
    return tuple(_pairs(criteria, alternatives))


def times(favour: int) -> float:
    """Return how many times the left is preferred to the right, 1/9 to 9 of Saaty's scale."""
    return favour + 1.0 if favour >= 0 else 1.0 / (1 - favour)


def _pairs(criteria: Sequence[str], alternatives: Sequence[str]) -> Iterator[Pair]:
    for left, right in combinations(criteria, 2):
        yield Pair("", left, right)
    for criterion in criteria:
        for left, right in combinations(alternatives, 2):
            yield Pair(criterion, left, right)

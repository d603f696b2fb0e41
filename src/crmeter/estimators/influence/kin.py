"""Columns that say nearly the same, and the part of each such kin in what all explain."""

from collections.abc import Hashable, Sequence
from itertools import combinations
from math import comb

import numpy as np

from crmeter.estimators.arrays import Floats

MOST_KIN = 14
"""All sets of kin are gone through, and each more doubles them."""


def kin_of(among: Floats, told: Sequence[Hashable], alike: float) -> tuple[tuple[int, ...], ...]:
    """Return which columns belong together: of one name, or with a correlation from `alike` on, through others too.

    Args:
        among: correlations, shape (k, k).
        told: under which name each column comes, k of them.
        alike: the correlation, without its sign.
    """
    kin = list(range(len(told)))
    for one, other in combinations(range(len(told)), 2):
        if told[one] == told[other] or abs(float(among[one, other])) >= alike:
            joined, gone = sorted((kin[one], kin[other]))
            kin = [joined if each == gone else each for each in kin]
    return tuple(tuple(at for at, each in enumerate(kin) if each == name) for name in dict.fromkeys(kin))


def kin_shares(with_outcome: Floats, among: Floats, kin: Sequence[Sequence[int]]) -> Floats:
    """Return the part of each kin in R², averaged over all orders in which they can be taken in, shape (g,).

    Args:
        with_outcome: correlation of each column with the outcome, shape (k,).
        among: of the columns with each other, not singular, shape (k, k).
        kin: columns of each, `MOST_KIN` at most.

    Formula: Σ over sets S of kin without j of |S|! (g−|S|−1)! / g! (R²(S ∪ j) − R²(S)), R²(S) = r_S' R_S⁻¹ r_S.
    Source: Lindeman, Merenda & Gold 1980, p. 119; by groups: Grömping 2006, Journal of Statistical Software 17(1).
    """
    g = len(kin)
    explained = np.zeros(2**g)
    for name in range(1, 2**g):
        at = [column for place in range(g) if name >> place & 1 for column in kin[place]]
        explained[name] = with_outcome[at] @ np.linalg.solve(among[np.ix_(at, at)], with_outcome[at])
    names = np.arange(2**g)
    sizes = np.array([int(name).bit_count() for name in names])
    parts = np.zeros(g)
    for place in range(g):
        without = names[(names >> place & 1) == 0]
        factors = np.array([1 / (g * comb(g - 1, int(size))) for size in sizes[without]])
        parts[place] = factors @ (explained[without | 1 << place] - explained[without])
    return parts

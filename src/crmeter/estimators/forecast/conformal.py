"""How wide a band must be by the errors that were made before."""

import math

from scipy import special

from crmeter.estimators.arrays import Floats


def at_rank(ascending: Floats, rank: float) -> float:
    """Return the order statistic at a rank from 1, between two of them where it is not whole."""
    below = math.floor(rank)
    if below < 1:
        return float(ascending[0])
    above = min(below, len(ascending) - 1)
    return float(ascending[below - 1] + (rank - below) * (ascending[above] - ascending[below - 1]))


def student(level: float, freedom: float) -> float:
    """Return how many deviations a band of a level reaches to each side."""
    return float(special.stdtrit(freedom, (1 + level) / 2))


def for_overlap(m: int, shocks: Floats, level: float) -> float:
    """Return by how much to widen a band from m errors that share shocks with their neighbours.

    Errors k steps ahead from neighbouring origins are sums over the same surprises: the first tells its whole,
    each further one 1 / (1 + 2 Σ (1 − j/m) ρⱼ²) of what an error of its own would tell of their size. Source of
    the divisor: Bayley & Hammersley 1946, J. R. Statist. Soc. suppl. 8(2); the width follows by the ratio of
    Student's quantiles.
    """
    whole = float(shocks @ shocks)
    lags = range(1, min(len(shocks), m))
    shared = sum((1 - j / m) * (float(shocks[j:] @ shocks[:-j]) / whole) ** 2 for j in lags)
    return student(level, 1 + (m - 1) / (1 + 2 * shared)) / student(level, m)

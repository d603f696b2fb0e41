"""Which of many tests stand when it is counted how many would be found by chance alone."""

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Booleans


def standing(p_values: ArrayLike, rate: float = 0.1) -> Booleans:
    """Return which findings stand so that, of those that do, at most a share is expected to be false.

    Args:
        p_values: one for each test, shape (m,).
        rate: that share.

    Raises:
        ValueError: a number is no probability.

    Formula: the k smallest stand, k the largest with p₍ₖ₎ ≤ k rate / m. Source: Benjamini & Hochberg 1995, J. R.
    Statist. Soc. B 57(1); for tests that go together positively: Benjamini & Yekutieli 2001, Annals of Statistics
    29(4).
    """
    p = np.asarray(p_values, dtype=np.float64)
    if not (np.all((p >= 0) & (p <= 1)) and 0 < rate < 1):
        raise ValueError("tests and rates are probabilities")
    order = np.argsort(p, kind="stable")
    passed = np.flatnonzero(p[order] <= rate * np.arange(1, len(p) + 1) / len(p))
    stands = np.zeros(len(p), dtype=np.bool_)
    if len(passed):
        stands[order[: passed[-1] + 1]] = True
    return stands

"""Chances of several comparisons made at once, corrected so that no accident among many looks like a finding."""

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats


def holm(chances: ArrayLike) -> Floats:
    """Return chances under no difference, corrected for their number.

    Formula: of the sorted p_(i) the largest of (m − j + 1) p_(j) over j ≤ i, one at most. Source: Holm 1979,
    Scandinavian Journal of Statistics 6(2).

    Args:
        chances: of each comparison, shape (m,).
    """
    single = np.asarray(chances, dtype=np.float64)
    order = np.argsort(single)
    stepped = np.minimum(np.maximum.accumulate(single[order] * np.arange(len(single), 0, -1)), 1.0)
    found = np.empty(len(single))
    found[order] = stepped
    return found

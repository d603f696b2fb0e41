"""Logarithms of rising factorials, which all beta functions with whole steps come down to."""

import numpy as np

from crmeter.estimators.arrays import Floats


class RisingSums:
    """ln Γ(a + k) − ln Γ(a) = Σ_{j<k} ln(a + j) for k = 0 to `most`, with its slopes by a.

    Sums, not differences of ln Γ: with a large those would lose their digits.

    Args:
        a: above 0.
        most: the greatest k.

    Attributes:
        value: Σ ln(a + j), shape (most + 1,).
        slope: Σ 1 / (a + j).
        curve: −Σ 1 / (a + j)².
    """

    def __init__(self, a: float, most: int) -> None:
        places = a + np.arange(most, dtype=np.float64)
        inverse = 1.0 / places
        self.value = _sums(np.log(places))
        self.slope = _sums(inverse)
        self.curve = -_sums(inverse**2)


def _sums(terms: Floats) -> Floats:
    return np.concatenate([[0.0], np.cumsum(terms)])

"""Gauss–Legendre nodes on [0, 1]."""

from functools import cache

import numpy as np

from crmeter.estimators.purchase_history import FloatArray


@cache
def nodes_on_unit(count: int) -> tuple[FloatArray, FloatArray]:
    """Return the places and weights of the rule with so many nodes, for integrals over [0, 1]."""
    places, weights = np.polynomial.legendre.leggauss(count)
    return 0.5 * (places + 1.0), 0.5 * weights

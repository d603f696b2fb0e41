"""Quantiles of the number of purchases to come, for many customers at once."""

from collections.abc import Callable

import numpy as np

from crmeter.estimators.arrays import Floats, Integers

_MOST = 1_000_000


def count_quantiles(
    probability: Callable[[int, Integers], Floats], alive: Floats, pair: Integers, level: float
) -> tuple[Floats, Floats]:
    """Return the smallest counts that are not exceeded with probabilities (1 − level)/2 and (1 + level)/2.

    Args:
        probability: (n, pairs) → P(n purchases | alive) of those pairs.
        alive: P(alive) per customer, shape (m,).
        pair: which pair each customer belongs to, shape (m,).
        level: probability between the two quantiles, in (0, 1).

    Returns:
        Lower and upper quantiles, shape (m,) each.
    """
    if not 0 < level < 1:
        raise ValueError(f"level is a probability between 0 and 1, not {level}")
    bounds = []
    for quantile in (0.5 - level / 2, 0.5 + level / 2):
        # P(Y ≤ n) = 1 − P(alive) + P(alive) F(n) reaches q where F(n) reaches this.
        with np.errstate(divide="ignore"):
            bounds.append(1.0 - (1.0 - quantile) / alive)
    below = np.zeros(int(pair.max(initial=-1)) + 1)
    found = np.full((2, len(alive)), -1.0)
    waiting = np.arange(len(alive))
    for n in range(_MOST):
        if len(waiting) == 0:
            return found[0], found[1]
        needed = np.zeros(len(below), dtype=np.bool_)
        needed[pair[waiting]] = True
        pairs = np.flatnonzero(needed)
        below[pairs] += probability(n, pairs)
        reached = below[pair[waiting]]
        for found_bound, bound in zip(found, bounds, strict=True):
            now = waiting[(reached >= bound[waiting]) & (found_bound[waiting] < 0)]
            found_bound[now] = n
        waiting = waiting[found[1, waiting] < 0]
    raise ArithmeticError("the probabilities of the counts do not add up to one")

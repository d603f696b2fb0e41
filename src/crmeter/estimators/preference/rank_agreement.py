"""How far two ways of ranking the same agree."""

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats
from crmeter.estimators.delta_method import normal_quantile
from crmeter.vocabulary import Interval


def rank_correlation(one: ArrayLike, other: ArrayLike, level: float = 0.8) -> tuple[float, Interval | None]:
    """Return Spearman's rank correlation with its interval.

    Args:
        one: shape (n,), three at least.
        other: of the same, shape (n,).
        level: probability of the interval.

    Returns:
        The correlation and its interval, None where there are fewer than five or the order is the same.

    Raises:
        ValueError: lengths differ, or all are level in one of them.

    Formula: the correlation of mid-ranks; tanh(artanh ρ ± z √((1 + ρ²/2) / (n − 3))). Source: Spearman 1904, American
    Journal of Psychology 15; Bonett & Wright 2000, Psychometrika 65(1), eq. 4.
    """
    x, y = (np.asarray(each, dtype=np.float64) for each in (one, other))
    if x.shape != y.shape or len(x) < 3:
        raise ValueError("there is one pair for each, three at least")
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        raise ValueError("nothing is ranked where all are level")
    rho = float(np.corrcoef(_mid_ranks(x), _mid_ranks(y))[0, 1])
    if len(x) < 5 or abs(rho) >= 1 - 1e-12:
        return rho, None
    reach = normal_quantile(level) * np.sqrt((1 + rho**2 / 2) / (len(x) - 3))
    low, high = (float(np.tanh(np.arctanh(rho) + side * reach)) for side in (-1, 1))
    return rho, Interval(level, low, high, "bonett_wright")


def shared_top(one: ArrayLike, other: ArrayLike, share: float = 0.2) -> float:
    """Return how many of the top of one ranking are in the top of the other too, as a share of it.

    Args:
        one: shape (n,).
        other: shape (n,).
        share: of all that counts as the top; at least one. Of those level at its end the earlier ones count.
    """
    x, y = (np.asarray(each, dtype=np.float64) for each in (one, other))
    most = max(1, round(share * len(x)))
    tops = [set(np.argsort(-each, kind="stable")[:most].tolist()) for each in (x, y)]
    return len(tops[0] & tops[1]) / most


def _mid_ranks(values: Floats) -> Floats:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(counts) - (counts - 1) / 2)[place], dtype=np.float64)

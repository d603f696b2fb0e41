"""Whether two figures of the same customers go together, whatever their units and however skewed they are."""

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats
from crmeter.estimators.delta_method import normal_quantile
from crmeter.estimators.estimates import Estimates
from crmeter.vocabulary import NotEnoughData, Text

LEAST = 5


def rank_correlation(first: ArrayLike, second: ArrayLike, level: float = 0.8) -> Estimates:
    """Return Spearman's correlation of ranks with its interval.

    Formula: Pearson's correlation of the ranks, ties sharing their mean rank; bounds tanh(artanh r ± z √((1 + r²/2) /
    (n − 3))). Source: Bonett & Wright 2000, Psychometrika 65(1), 23–28.

    Args:
        first: shape (n,).
        second: of the same customers, shape (n,).
        level: probability that the interval holds the truth.

    Returns:
        The correlation, shape (); without bounds where it is ±1.

    Raises:
        NotEnoughData: there are fewer than five customers, or one of the figures is the same for all.
    """
    x, y = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if len(x) < LEAST or len(np.unique(x)) < 2 or len(np.unique(y)) < 2:
        raise NotEnoughData(
            "no_correlation",
            Text("quá ít khách, hoặc mọi khách đều như nhau", "there are too few customers, or all are alike"),
            Text("ít nhất {n} khách khác nhau", "at least {n} customers who differ").fill(n=LEAST),
        )
    r = float(np.corrcoef(_ranks(x), _ranks(y))[0, 1])
    if abs(r) >= 1 - 1e-12:
        return Estimates(np.asarray(r), None, None, level)
    reach = normal_quantile(level) * float(np.sqrt((1 + r**2 / 2) / (len(x) - 3)))
    middle = float(np.arctanh(r))
    return Estimates(np.asarray(r), np.asarray(np.tanh(middle - reach)), np.asarray(np.tanh(middle + reach)), level)


def _ranks(values: Floats) -> Floats:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray(((2 * last - counts + 1) / 2)[place], dtype=np.float64)

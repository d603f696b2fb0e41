"""Whether groups of customers stay for different times."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.arrays import Floats
from crmeter.vocabulary import NotEnoughData, Text


@dataclass(frozen=True, slots=True)
class LogRank:
    """The log-rank test.

    Args:
        left: customers who left, by group, shape (g,).
        expected: how many would have if all groups left alike, shape (g,).
        statistic: χ² with g − 1 degrees of freedom.
        p_value: how often equal groups would differ as much.
    """

    left: Floats
    expected: Floats
    statistic: float
    p_value: float


def log_rank(duration: ArrayLike, left: ArrayLike, group: ArrayLike) -> LogRank:
    """Compare how long groups stay.

    Formula: at each time at which d of n customers leave, a group with n_g of the n expects d n_g / n; the covariance
    of what leaves is d (n − d) / (n − 1) (diag(n_g / n) − n_g n_h / n²), added over times. Source: Mantel 1966,
    Cancer Chemotherapy Reports 50; for several groups: Peto & Peto 1972, J. R. Statist. Soc. A 135.

    Args:
        duration: how long each customer was seen, shape (n,), not negative.
        left: whether they left at its end, shape (n,).
        group: of each, from 0 on, shape (n,).

    Raises:
        ValueError: shapes differ, or a duration is negative or no number.
        NotEnoughData: there is one group only, or nobody left.
    """
    durations, gone = np.asarray(duration, dtype=np.float64), np.asarray(left, dtype=np.bool_)
    groups = np.asarray(group, dtype=np.int64)
    if not durations.shape == gone.shape == groups.shape or durations.ndim != 1:
        raise ValueError("there is one duration, one answer and one group for each customer")
    if not np.all(np.isfinite(durations) & (durations >= 0)):
        raise ValueError("durations are finite and not negative")
    many = int(groups.max(initial=-1)) + 1
    if many < 2 or not gone.any():
        raise NotEnoughData(
            "nothing_to_compare",
            Text("chỉ có một nhóm, hoặc chưa ai rời", "there is one group only, or nobody left"),
            Text("hai nhóm và vài khách đã rời", "two groups and some who left"),
        )
    times = np.unique(durations[gone])
    sizes, leaving = np.empty((many, len(times))), np.empty((many, len(times)))
    for each in range(many):
        own = np.sort(durations[groups == each])
        sizes[each] = len(own) - np.searchsorted(own, times, side="left")
        ended = np.sort(durations[(groups == each) & gone])
        leaving[each] = np.searchsorted(ended, times, side="right") - np.searchsorted(ended, times, side="left")
    n, d = sizes.sum(axis=0), leaving.sum(axis=0)
    share = sizes / n
    expected = (share * d).sum(axis=1)
    spread = np.divide(d * (n - d), n - 1, out=np.zeros_like(n), where=n > 1)
    covariance = np.diag((share * spread).sum(axis=1)) - (share * spread) @ share.T
    surplus = leaving.sum(axis=1) - expected
    # The last group follows from the others.
    statistic = float(surplus[:-1] @ np.linalg.pinv(covariance[:-1, :-1]) @ surplus[:-1])
    return LogRank(leaving.sum(axis=1), expected, statistic, float(special.chdtrc(many - 1, statistic)))

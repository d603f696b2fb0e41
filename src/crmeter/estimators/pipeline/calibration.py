"""Whether chances are true: of those that are told alike, so many come true."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.intervals import wilson
from crmeter.vocabulary import Interval

MOST_BANDS = 10


@dataclass(frozen=True, slots=True)
class ToldAlike:
    """Those with chances alike.

    Args:
        n: of them.
        lowest: the lowest chance.
        highest: the highest.
        told: their mean chance.
        came: how many came true.
        interval: of the share that did.
    """

    n: int
    lowest: float
    highest: float
    told: float
    came: int
    interval: Interval

    @property
    def share(self) -> float:
        """The share that came true."""
        return self.came / self.n


def calibration(told: ArrayLike, came: ArrayLike, level: float = 0.8) -> tuple[ToldAlike, ...]:
    """Return tenths of chances, the lowest first, each beside what came.

    Args:
        told: chances, shape (n,).
        came: whether each came true, shape (n,).
        level: of the intervals.

    Formula: those of the same chance stay together, so there may be fewer than ten; intervals are Wilson's (1927).
    """
    chances, true = np.asarray(told, np.float64), np.asarray(came, np.bool_)
    if not len(chances):
        return ()
    edges = np.unique(np.quantile(chances, np.arange(1, MOST_BANDS) / MOST_BANDS, method="higher"))
    band = np.searchsorted(edges, chances, side="left")
    found = []
    for each in np.unique(band):
        own, won = chances[band == each], int(true[band == each].sum())
        interval = wilson(won, len(own), level)
        assert interval is not None  # noqa: S101 - there are some in each
        found.append(ToldAlike(len(own), float(own.min()), float(own.max()), float(own.mean()), won, interval))
    return tuple(found)


def brier(told: ArrayLike, came: ArrayLike) -> float:
    """Return the mean squared error of chances (Brier 1950, Monthly Weather Review 78).

    Args:
        told: chances, shape (n,), at least one.
        came: whether each came true, shape (n,).
    """
    return float(np.mean((np.asarray(told, np.float64) - np.asarray(came, np.float64)) ** 2))

"""How well leaving is foretold: whether chances are true, and whom they put first."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy import special

from crmeter.estimators.arrays import Booleans, Floats

_BANDS = 10


@dataclass(frozen=True, slots=True)
class Band:
    """Customers with chances alike, a tenth of all.

    Args:
        n: of them.
        foretold: their mean chance.
        left: the share of them who left.
        lift: that share over the share of all.
        caught: the share of all leavers who are in this band or one before it.
    """

    n: int
    foretold: float
    left: float
    lift: float
    caught: float


@dataclass(frozen=True, slots=True)
class LeavingCheck:
    """Chances of customers, by fits that have not seen them, against what they did.

    Args:
        auc: how often one who left had the higher chance than one who stayed, ties by half (Hanley & McNeil 1982).
        brier: mean squared error of the chances (Brier 1950).
        log_loss: −mean ln of the chance of what happened.
        log_loss_of_rate: the same if everybody had the overall rate.
        slope: of the log-odds of leaving on those foretold; 1 where chances are true, less where they are too extreme
            (Cox 1958, Biometrika 45). None where the chances tell leavers from stayers without fail: it has no bound.
        bands: tenths of customers, the highest chances first; of customers with the same chance each counts as their
            mean, so that the order in which they come says nothing.
    """

    auc: float
    brier: float
    log_loss: float
    log_loss_of_rate: float
    slope: float | None
    bands: tuple[Band, ...]

    @classmethod
    def of(cls, odds: Floats, left: Booleans, weights: Floats) -> Self:
        """Check log-odds, shape (n,), of customers of whom some left and some stayed."""
        rate = float(np.average(left, weights=weights))
        chances = np.asarray(special.expit(odds), dtype=np.float64)
        told = special.log_expit(np.where(left, odds, -odds))
        _, place, counts = np.unique(odds, return_inverse=True, return_counts=True)
        ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
        n_left = int(left.sum())
        auc = (ranks[left].sum() - n_left * (n_left + 1) / 2) / (n_left * (len(left) - n_left))
        return cls(
            auc=float(auc),
            brier=float(np.average((chances - left) ** 2, weights=weights)),
            log_loss=-float(np.average(told, weights=weights)),
            log_loss_of_rate=-float(rate * np.log(rate) + (1 - rate) * np.log1p(-rate)),
            slope=_slope(odds, left, weights),
            bands=_bands(odds, chances, left, weights, rate),
        )


def _slope(odds: Floats, left: Booleans, weights: Floats) -> float | None:
    """Return the slope of a logistic regression on one variable, by Newton's method; None where it has no bound."""
    a, b = 0.0, 1.0
    for _ in range(50):
        p = special.expit(a + b * odds)
        residual, spread = weights * (left - p), weights * p * (1 - p)
        score = np.array([residual.sum(), residual @ odds])
        information = np.array([[spread.sum(), spread @ odds], [spread @ odds, spread @ odds**2]])
        if np.linalg.det(information) <= 0:
            return None
        step = np.linalg.solve(information, score)
        a, b = a + step[0], b + step[1]
        if abs(step).max() < 1e-9:
            return float(b)
    return None


def _bands(odds: Floats, chances: Floats, left: Booleans, weights: Floats, rate: float) -> tuple[Band, ...]:
    order = np.argsort(-odds, kind="stable")
    place = np.unique(odds, return_inverse=True)[1]
    leaving = (np.bincount(place, weights * left) / np.bincount(place, weights))[place]
    found, caught, total = [], 0.0, float(weights @ left)
    for rows in np.array_split(order, min(_BANDS, len(order))):
        some = weights[rows]
        share = float(np.average(leaving[rows], weights=some))
        caught += float(some @ leaving[rows])
        foretold = float(np.average(chances[rows], weights=some))
        found.append(Band(len(rows), foretold, share, share / rate, caught / total))
    return tuple(found)

"""Customers by how lately, how often and for how much they bought: fifths of each, and the cells that these make."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats, Integers
from crmeter.vocabulary import NotEnoughData, Text

FIFTHS = 5
FEWEST = 50
CELLS = (
    "champions",
    "loyal",
    "potential_loyal",
    "new",
    "promising",
    "need_attention",
    "about_to_sleep",
    "at_risk",
    "cannot_lose",
    "hibernating",
)
# By fifth of recency from the least recent, and by fifth of frequency and money from the least.
_NAMED = (
    ("hibernating", "hibernating", "at_risk", "at_risk", "cannot_lose"),
    ("hibernating", "hibernating", "at_risk", "at_risk", "cannot_lose"),
    ("about_to_sleep", "about_to_sleep", "need_attention", "loyal", "loyal"),
    ("promising", "potential_loyal", "potential_loyal", "loyal", "loyal"),
    ("new", "potential_loyal", "potential_loyal", "champions", "champions"),
)
_PLACES = np.array([[CELLS.index(name) for name in row] for row in _NAMED])


@dataclass(frozen=True, slots=True)
class RFM:
    """Where each customer stands.

    Args:
        recency: fifth from 1, the longest silent, to 5, shape (n,).
        frequency: fifth of purchases, shape (n,).
        money: fifth of money spent, shape (n,).
        cell: place in `CELLS`, shape (n,).
    """

    recency: Integers
    frequency: Integers
    money: Integers
    cell: Integers


def rfm(days_silent: ArrayLike, purchases: ArrayLike, spent: ArrayLike) -> RFM:
    """Return fifths of recency, frequency and money of each customer, and the cell that they make.

    Formula: the fifth of a value is ⌊5 (b + t/2) / n⌋ + 1, b customers being below it and t level with it: who is level
    with somebody is in the same fifth. The cell is that of the fifth of recency and the mean of the others, halves
    going up. Source: Hughes 1994, Strategic Database Marketing, ch. 6 (quintiles); names of cells as in common use.

    Args:
        days_silent: since the last purchase, shape (n,).
        purchases: how many, shape (n,).
        spent: money in all, shape (n,).

    Raises:
        ValueError: shapes differ, or a value is no number.
        NotEnoughData: there are fewer than fifty customers.
    """
    silent, often, money = (np.asarray(each, dtype=np.float64) for each in (days_silent, purchases, spent))
    if not silent.shape == often.shape == money.shape or silent.ndim != 1:
        raise ValueError("there is one value of each for every customer")
    if not (np.isfinite(silent).all() and np.isfinite(often).all() and np.isfinite(money).all()):
        raise ValueError("days, purchases and money are finite")
    if len(silent) < FEWEST:
        raise NotEnoughData(
            "few_customers",
            Text("chỉ có {n} khách từng mua", "only {n} customers have bought").fill(n=len(silent)),
            Text("ít nhất {n} khách", "at least {n} customers").fill(n=FEWEST),
        )
    recency, frequency, value = fifths(-silent), fifths(often), fifths(money)
    return RFM(recency, frequency, value, _PLACES[recency - 1, (frequency + value + 1) // 2 - 1])


def fifths(values: ArrayLike) -> Integers:
    """Return the fifth of each value, from 1, the least; see `rfm`."""
    x: Floats = np.asarray(values, dtype=np.float64)
    _, place, counts = np.unique(x, return_inverse=True, return_counts=True)
    # Doubled, so that halves are whole.
    middle = 2 * (np.cumsum(counts) - counts) + counts
    return np.asarray(np.minimum(FIFTHS * middle[place] // (2 * len(x)), FIFTHS - 1) + 1, dtype=np.int64)

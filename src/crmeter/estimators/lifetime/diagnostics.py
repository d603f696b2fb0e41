"""How far a fitted model of repeat purchases agrees with what customers did: the data behind the plots."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crmeter.estimators.arrays import Floats
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.lifetime.purchase_history import PurchaseHistory, TimeUnit
from crmeter.vocabulary import Text


class FittedBuyingProcess(Protocol):
    """What the diagnostics ask of a model; BG/NBD, MBG/NBD and Pareto/NBD answer it."""

    unit: TimeUnit
    params_: dict[str, float]
    loglik_: float
    aic_: float
    bic_: float
    n_: float
    converged_: bool
    diagnosis_: Text | None

    def probability_alive(self, frequency: PurchaseHistory, *, with_interval: bool = True) -> Estimates:
        """Return the probability that each customer has not left."""

    def expected_purchases(self, t: float, frequency: PurchaseHistory, *, with_interval: bool = True) -> Estimates:
        """Return the expected purchases of each customer in the next t units."""

    def expected_purchases_new_customer(self, t: ArrayLike) -> Estimates:
        """Return the expected repeat purchases of a new customer in their first t units."""

    def expected_counts(self, n_max: int, history: PurchaseHistory) -> Estimates:
        """Return how many customers are expected with 0, 1, … n_max − 1, and n_max or more repeats."""


@dataclass(frozen=True, slots=True)
class RepeatBar:
    """Customers with so many repeat purchases; the last bar is open and holds all with more too."""

    repeats: int
    is_open: bool
    actual: float
    expected: float


def repeat_histogram(model: FittedBuyingProcess, history: PurchaseHistory, n_max: int = 7) -> tuple[RepeatBar, ...]:
    """Return how many customers made 0, 1, … repeat purchases, and how many the model expects.

    Args:
        model: fitted.
        history: the customers it was fitted to.
        n_max: the open bar, of customers with so many repeats or more.

    Returns:
        `n_max` + 1 bars; both columns add up to the customers.

    Source: Fader, Hardie & Lee 2005, Marketing Science 24(2), fig. 2.
    """
    weights = weights_of(history)
    repeats = np.minimum(history.frequency, n_max).astype(np.int64)
    actual = np.bincount(repeats, weights=weights, minlength=n_max + 1)
    expected = model.expected_counts(n_max, history).value
    return tuple(RepeatBar(n, n == n_max, float(actual[n]), float(expected[n])) for n in range(n_max + 1))


@dataclass(frozen=True, slots=True)
class FrequencyRecencyMatrices:
    """P(alive) and expected purchases of possible customers, over repeats (rows) and recency (columns).

    None where no customer can be: without a repeat the age at the last purchase is 0, with one it is not.
    """

    frequencies: tuple[int, ...]
    recencies: tuple[float, ...]
    T: float
    t: float
    probability_alive: tuple[tuple[float | None, ...], ...]
    expected_purchases: tuple[tuple[float | None, ...], ...]


def frequency_recency_matrices(
    model: FittedBuyingProcess,
    T: float,
    t: float,
    frequencies: tuple[int, ...] | None = None,
    recencies: tuple[float, ...] | None = None,
) -> FrequencyRecencyMatrices:
    """Return what the model says of every kind of customer first seen T units ago.

    Args:
        model: fitted.
        T: age at the end of observation, in the model's unit.
        t: how far ahead purchases are expected, in the same unit.
        frequencies: repeats of the rows; 0 to 20 by default.
        recencies: ages at the last purchase of the columns; 21 even steps from 0 to T by default.

    Raises:
        ValueError: a recency lies outside 0 to T.
    """
    rows = tuple(range(21)) if frequencies is None else frequencies
    columns = tuple(np.linspace(0, T, 21).tolist()) if recencies is None else recencies
    if any(not 0 <= recency <= T for recency in columns):
        raise ValueError(f"an age at the last purchase lies between 0 and {T}")
    x, recency = (grid.ravel() for grid in np.meshgrid(rows, columns, indexing="ij"))
    possible = (x == 0) == (recency == 0)
    history = PurchaseHistory(x[possible], recency[possible], np.full(int(possible.sum()), T), model.unit)
    alive = model.probability_alive(history, with_interval=False).value
    expected = model.expected_purchases(t, history, with_interval=False).value
    return FrequencyRecencyMatrices(
        rows,
        columns,
        T,
        t,
        _matrix(alive, possible, len(columns)),
        _matrix(expected, possible, len(columns)),
    )


def weights_of(history: PurchaseHistory) -> Floats:
    """Return customers per row."""
    return np.ones(len(history)) if history.weights is None else history.weights


def _matrix(values: Floats, possible: NDArray[np.bool_], width: int) -> tuple[tuple[float | None, ...], ...]:
    cells: list[float | None] = [None] * len(possible)
    for place, value in zip(np.flatnonzero(possible).tolist(), values.tolist(), strict=True):
        cells[place] = value
    return tuple(tuple(cells[start : start + width]) for start in range(0, len(cells), width))

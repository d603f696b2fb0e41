"""Purchases after the end of calibration, customer by customer, against what the model expected of each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats
from crmeter.estimators.lifetime.diagnostics import FittedBuyingProcess, weights_of
from crmeter.estimators.lifetime.purchase_history import PurchaseHistory
from crmeter.vocabulary import NotEnoughData, Text


@dataclass(frozen=True, slots=True)
class FrequencyBin:
    """Mean holdout purchases of customers with so many repeats in calibration (or more: the open bin)."""

    frequency: int
    is_open: bool
    n: float
    actual: float
    expected: float


@dataclass(frozen=True, slots=True)
class Decile:
    """Mean holdout purchases of about a tenth of the customers; of those of the first, least was expected."""

    place: int
    n: float
    actual: float
    expected: float


@dataclass(frozen=True, slots=True)
class Holdout:
    """How well the model foretold the holdout.

    bias: total_expected / total_actual − 1; below nought it promised too little; None if nothing was bought.
    correlation: between actual and expected purchases; None where either is the same for everybody.
    """

    t: float
    n: float
    total_actual: float
    total_expected: float
    bias: float | None
    mean_absolute_error: float
    root_mean_squared_error: float
    correlation: float | None
    by_frequency: tuple[FrequencyBin, ...]
    deciles: tuple[Decile, ...]


def holdout(
    model: FittedBuyingProcess, history: PurchaseHistory, bought: ArrayLike, t: float, most: int = 7
) -> Holdout:
    """Compare purchases in the holdout with those expected at the end of calibration.

    Args:
        model: fitted to `history` or to other customers of the kind.
        history: customers at the end of calibration.
        bought: purchases of each of them in the holdout, those of one day merged as before; shape (n,).
        t: length of the holdout, in the model's unit.
        most: the open bin, of customers with so many calibration repeats or more.

    Raises:
        NotEnoughData: there are no customers.
        ValueError: `bought` is not one number per row of the history.

    Source: Fader, Hardie & Lee 2005, Marketing Science 24(2), fig. 5 (conditional expectations).
    """
    actual = np.asarray(bought, dtype=np.float64)
    if actual.shape != history.frequency.shape:
        raise ValueError(f"{len(history)} customers and {len(actual)} holdout counts do not match")
    if len(history) == 0:
        raise NotEnoughData(
            "no_customers",
            Text("không có khách hàng nào", "there are no customers"),
            Text("ít nhất một khách hàng trong giai đoạn ước lượng", "at least one customer in calibration"),
        )
    weights = weights_of(history)
    expected = model.expected_purchases(t, history, with_interval=False).value
    n, total = float(weights.sum()), float(weights @ actual)
    error = expected - actual
    return Holdout(
        t=t,
        n=n,
        total_actual=total,
        total_expected=float(weights @ expected),
        bias=float(weights @ expected) / total - 1 if total > 0 else None,
        mean_absolute_error=float(weights @ np.abs(error)) / n,
        root_mean_squared_error=float(np.sqrt(weights @ error**2 / n)),
        correlation=_correlation(actual, expected, weights),
        by_frequency=_by_frequency(history.frequency, actual, expected, weights, most),
        deciles=_deciles(actual, expected, weights),
    )


def _correlation(a: Floats, b: Floats, weights: Floats) -> float | None:
    a, b = a - np.average(a, weights=weights), b - np.average(b, weights=weights)
    spread = float(weights @ a**2) * float(weights @ b**2)
    return float(weights @ (a * b)) / float(np.sqrt(spread)) if spread > 0 else None


def _by_frequency(
    frequency: Floats, actual: Floats, expected: Floats, weights: Floats, most: int
) -> tuple[FrequencyBin, ...]:
    place = np.minimum(frequency, most).astype(np.int64)
    n, of_actual, of_expected = (
        np.bincount(place, weights=weights * values, minlength=most + 1)
        for values in (np.ones_like(actual), actual, expected)
    )
    return tuple(
        FrequencyBin(k, k == most, float(n[k]), float(of_actual[k] / n[k]), float(of_expected[k] / n[k]))
        for k in range(most + 1)
        if n[k] > 0
    )


def _deciles(actual: Floats, expected: Floats, weights: Floats) -> tuple[Decile, ...]:
    order = np.argsort(expected, kind="stable")
    middle = np.cumsum(weights[order]) - weights[order] / 2
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.minimum((10 * middle / weights.sum()).astype(np.int64), 9)
    # Customers of whom the same is expected stay together, whatever order they came in.
    _, kind = np.unique(expected, return_inverse=True)
    lowest = np.full(int(kind.max()) + 1, 10)
    np.minimum.at(lowest, kind, place)
    place = lowest[kind]
    return tuple(
        Decile(
            k + 1,
            float(weights[inside].sum()),
            float(np.average(actual[inside], weights=weights[inside])),
            float(np.average(expected[inside], weights=weights[inside])),
        )
        for k in range(10)
        if (inside := place == k).any()
    )

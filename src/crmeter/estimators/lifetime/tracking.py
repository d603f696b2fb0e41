"""Repeat purchases period by period, actual against expected, before and after the end of calibration."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.lifetime.diagnostics import FittedBuyingProcess


@dataclass(frozen=True, slots=True)
class TrackedPeriod:
    """One period: repeat purchases in it and up to its end; the model was not fitted to `holdout` ones."""

    end: float
    actual: float
    expected: float
    actual_so_far: float
    expected_so_far: float
    holdout: bool


@dataclass(frozen=True, slots=True)
class Tracking:
    """All periods, and by how much the model misses the sum of the holdout ones (None if there is none)."""

    periods: tuple[TrackedPeriod, ...]
    holdout_bias: float | None


def tracking(
    model: FittedBuyingProcess,
    births: ArrayLike,
    newcomers: ArrayLike,
    actual: ArrayLike,
    calibration_end: float,
    period: float = 1.0,
) -> Tracking:
    """Return actual and expected repeat purchases per period of customers who joined at different times.

    Args:
        model: fitted.
        births: times of first purchases since the start of observation, in the model's unit; shape (b,).
        newcomers: customers who first bought at each of them; shape (b,).
        actual: repeat purchases in each period since the start of observation; shape (p,).
        calibration_end: time of the end of calibration; a period that ends later is holdout.
        period: length of a period, in the model's unit.

    Returns:
        One row per period; `holdout_bias` is Σ expected / Σ actual − 1 over the holdout.

    Raises:
        ValueError: the columns of births differ in length.

    Formula: expected up to time s = Σ newcomers(b) · E[X(s − b)] over births b < s.
    Source: Fader, Hardie & Lee 2005, Marketing Science 24(2), eq. 9 and fig. 3, 4.
    """
    begun = np.asarray(births, dtype=np.float64)
    customers = np.asarray(newcomers, dtype=np.float64)
    bought = np.asarray(actual, dtype=np.float64)
    if begun.shape != customers.shape:
        raise ValueError(f"{len(begun)} births and {len(customers)} counts of newcomers do not match")
    ends = period * np.arange(1, len(bought) + 1)
    # Many births share an age: the model is asked once for each.
    ages, place = np.unique(np.maximum(ends[:, None] - begun, 0.0).round(9), return_inverse=True)
    each = model.expected_purchases_new_customer(ages).value
    so_far = each[place.reshape(len(ends), len(begun))] @ customers
    expected = np.diff(so_far, prepend=0.0)
    # A period that ends where calibration does belongs to it, whatever rounding did to its end.
    holdout = ends > calibration_end + 1e-9
    rows = zip(
        ends.tolist(),
        bought.tolist(),
        expected.tolist(),
        np.cumsum(bought).tolist(),
        so_far.tolist(),
        holdout.tolist(),
        strict=True,
    )
    later = float(bought[holdout].sum())
    bias = float(expected[holdout].sum()) / later - 1 if later > 0 else None
    return Tracking(tuple(TrackedPeriod(*row) for row in rows), bias)

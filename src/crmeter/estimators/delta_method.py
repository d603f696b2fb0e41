"""How the uncertainty of parameters carries over to whatever is computed from them."""

from collections.abc import Callable
from typing import Literal

import numpy as np
from scipy.special import ndtr, ndtri

from crmeter.estimators.arrays import Floats

Scale = Literal["identity", "log", "logit"]

_STEP = 1e-4  # on the log scale of the parameters; the error of a central difference is about its square


def variance(function: Callable[[Floats], Floats], log_params: Floats, covariance: Floats) -> Floats:
    """Return the variance of a function of the parameters, to first order.

    Args:
        function: log parameters (k,) → values of any shape.
        log_params: where the parameters are estimated, shape (k,).
        covariance: covariance of the log parameters, shape (k, k).
    """
    # Along the principal axes of the covariance, so that as few evaluations as it has rank are needed.
    size, axes = np.linalg.eigh(covariance)
    total: Floats | None = None
    for spread, axis in zip(np.sqrt(np.maximum(size, 0.0)), axes.T, strict=True):
        if spread <= 1e-12:
            continue
        step = axis * _STEP
        slope = (function(log_params + step) - function(log_params - step)) / (2 * _STEP)
        part = np.asarray((slope * spread) ** 2)
        total = part if total is None else total + part
    return np.zeros_like(function(log_params)) if total is None else total


def bounds(value: Floats, variances: Floats, level: float, scale: Scale) -> tuple[Floats, Floats]:
    """Return normal bounds, set on a scale that keeps them inside the range of the quantity.

    Args:
        value: estimates.
        variances: their variances, of the same shape.
        level: probability that the bounds hold the truth, in (0, 1).
        scale: `log` for what is positive, `logit` for what lies in (0, 1), `identity` for anything.
    """
    reach = normal_quantile(level) * np.sqrt(variances)
    if scale == "identity":
        return value - reach, value + reach
    if scale == "log":
        factor = np.exp(np.minimum(np.divide(reach, value, out=np.zeros_like(value), where=value > 0), 700.0))
        return value / factor, value * factor
    room = value * (1 - value)
    odds = np.exp(np.minimum(np.divide(reach, room, out=np.zeros_like(value), where=room > 0), 700.0))
    rest = 1 - value
    low = np.where(room > 0, value / (value + rest * odds), value)
    high = np.where(room > 0, value * odds / (value * odds + rest), value)
    return low, high


def bounds_within(value: Floats, error: Floats, level: float, end: float = 1.0) -> tuple[Floats, Floats]:
    """Return bounds of what lies between 0 and an end, for values that may be at one of both or close to it.

    Formula: the shortest interval that holds `level` of a normal (value, error) cut at 0 and at the end: value ± h
    error, and where one side is cut off, h so large on the other that Φ(h) still makes up for it. On the logit scale
    the bounds of a value close to an end would reach over nearly all.

    Args:
        value: estimates, from 0 to the end, shape (n,).
        error: their standard errors, shape (n,).
        level: probability, in (0, 1).
        end: the most that there can be.
    """
    is_told = error > 0
    scale = np.where(is_told, error, 1.0)
    below, above = value / scale, (end - value) / scale
    near = np.minimum(below, above)
    inside = level * (ndtr(above) - ndtr(-below))
    even = ndtri((1 + inside) / 2)
    is_cut = even > near
    far = np.where(is_cut, -ndtri(np.where(is_cut, ndtr(near) - inside, 0.5)), even)
    down, up = (np.where(is_told, np.minimum(far, room), 0.0) * scale for room in (below, above))
    return value - down, value + up


def normal_quantile(level: float) -> float:
    """Return how many standard deviations either side hold the given probability."""
    if not 0 < level < 1:
        raise ValueError(f"level is a probability between 0 and 1, not {level}")
    return float(ndtri(0.5 + level / 2))

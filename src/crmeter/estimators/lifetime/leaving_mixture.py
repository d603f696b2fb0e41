"""Averages over a beta-distributed chance of leaving, by the trapezoidal rule on its logit."""

from collections.abc import Callable

import numpy as np

from crmeter.estimators.arrays import Floats
from crmeter.estimators.log_concave import fallen

_STEP = 0.2  # on the logit scale, at most; smooth functions gain about 13 digits
_FEWEST = 96  # steps across a narrow distribution
_DROP = 36.0  # e^−36: what lies beyond adds nothing to a double
_FLAT = 1e-15  # p y (r+1) below which the integrand is its value at p = 0
_CHUNK = 256

Integrand = Callable[[Floats, Floats, Floats], Floats]


def leaving_mixture(
    a: float,
    b: Floats,
    r: Floats,
    y: Floats,
    integrand: Integrand,
    start: Callable[[Floats, Floats], Floats],
) -> Floats:
    """Return E[f(p, r, y)] for p ~ Beta(a, b), row by row.

    Args:
        a: first shape of the distribution.
        b: second shape per row, shape (n,).
        r: first argument of the function per row, shape (n,).
        y: second argument per row, shape (n,).
        integrand: f(p, r, y), arrays of shape (n, nodes), (n, 1), (n, 1).
        start: f(0, r, y), to which the integrand tends where p is too small to matter.
    """
    result = np.empty(len(b))
    for first in range(0, len(b), _CHUNK):
        rows = slice(first, first + _CHUNK)
        result[rows] = _average(a, b[rows, None], r[rows, None], y[rows, None], integrand, start)
    return result


def _average(
    a: float,
    b: Floats,
    r: Floats,
    y: Floats,
    integrand: Integrand,
    start: Callable[[Floats, Floats], Floats],
) -> Floats:
    """Sum over an even grid in η = logit p, where the density is e^{aη} (1+e^η)^{−(a+b)} / B(a, b)."""
    mode = np.log(a) - np.log(b)
    spread = np.sqrt(1.0 / a + 1.0 / b)

    def height(logit: Floats) -> Floats:
        return np.asarray(a * (logit - mode) - (a + b) * (np.logaddexp(0.0, logit) - peak))

    peak = np.logaddexp(0.0, mode)
    low, high = fallen(height, mode, -spread, _DROP), fallen(height, mode, spread, _DROP)
    # Further left the integrand no longer changes: the rest of the grid is a geometric series.
    still = np.log(_FLAT) - np.log1p((r + 1.0) * y + a + b)
    low = np.maximum(low, np.minimum(still, mode - np.minimum(spread, 1.0)))
    steps = max(_FEWEST, int(np.ceil(float((high - low).max()) / _STEP)))
    step = (high - low) / steps
    logit = low + step * np.arange(steps + 1)
    softplus = np.logaddexp(0.0, logit)
    density = np.exp(a * (logit - mode) - (a + b) * (softplus - peak))
    p = np.exp(logit - softplus)
    with np.errstate(over="ignore"):
        # Of a series that falls by more than a number can hold, nothing is left.
        beyond = density[:, 0] / np.expm1(a * step[:, 0])
    total = (density * integrand(p, r, y)).sum(axis=1) + beyond * start(r, y)[:, 0]
    return np.asarray(total / (density.sum(axis=1) + beyond))

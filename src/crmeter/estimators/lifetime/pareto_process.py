"""Purchases to come of a customer who is alive and leaves after an exponential time of unknown rate.

A customer alive at age T after x repeats buys at a rate ~ Gamma(r + x, α + T) and leaves at a rate
~ Gamma(s, β + T): the same process from a fresh start. Below, r, α, s, β are these updated parameters.
"""

import numpy as np
from scipy.special import expit, gammaln

from crmeter.estimators.arrays import Floats
from crmeter.estimators.log_concave import fallen
from crmeter.estimators.quadrature import nodes_on_unit

_NODES = 32
_DROP = 34.0


def expected_purchases(r: Floats, alpha: Floats, s: float, beta: Floats, t: Floats) -> Floats:
    """Return E[X(t)] = r β / (α (s−1)) · [1 − (β/(β+t))^{s−1}], and its limit at s = 1.

    Source: Schmittlein, Morrison & Colombo (1987), eq. 17.
    """
    return r * beta / alpha * _decay(s - 1.0, np.log1p(t / beta))


def purchase_rate(r: Floats, alpha: Floats, s: float, beta: Floats, u: Floats) -> Floats:
    """Return the expected purchases per unit of time u units from now, r/α (β/(β+u))^s."""
    return r / alpha * np.exp(-s * np.log1p(u / beta))


def second_factorial_moment(r: Floats, alpha: Floats, s: float, beta: Floats, t: Floats) -> Floats:
    """Return E[X(X−1)] = r(r+1)/α² E[min(leaving, t)²], the square's mean being ∫_0^t 2u (β/(β+u))^s du."""
    reach = np.log1p(t / beta)
    # Over z = ln(1 + u/β) the integral is 2β² ∫ (e^z − 1) e^{(1−s)z} dz.
    square = 2.0 * beta**2 * (_decay(s - 2.0, reach) - _decay(s - 1.0, reach))
    return r * (r + 1.0) / alpha**2 * square


def count_probability(n: Floats, r: Floats, alpha: Floats, s: float, beta: Floats, t: Floats) -> Floats:
    """Return P(X(t) = n) = (β/(β+t))^s NB(n; t) + ∫_0^t s/β (β/(β+u))^{s+1} NB(n; u) du.

    NB(n; u) = Γ(r+n) / (Γ(r) n!) (α/(α+u))^r (u/(α+u))^n. The integral runs over y = ln(u/α), in which its
    integrand is log-concave, between the places where it has vanished. It is the expression of Fader &
    Hardie (2006, note on P(X(t)=x)) before that is written with 2F1.
    """
    n, r, alpha, beta, t = np.broadcast_arrays(n, r, alpha, beta, t)
    started = t > 0
    t = np.where(started, t, 1.0)
    count = gammaln(r + n) - gammaln(r) - gammaln(n + 1.0)
    end = np.log(t) - np.log(alpha)
    offset = np.log(alpha / beta)

    def height(y: Floats) -> Floats:
        return np.asarray((n + 1.0) * y - (r + n) * np.logaddexp(0.0, y) - (s + 1.0) * np.logaddexp(0.0, y + offset))

    def rises(y: Floats) -> Floats:
        return np.asarray(n + 1.0 >= (r + n) * expit(y) + (s + 1.0) * expit(y + offset))

    # Left of here it surely rises; where it still does at the end, the end is its peak.
    left = np.minimum(np.log((n + 1.0) / (r + n + s + 1.0)) - np.maximum(offset, 0.0), end)
    left, right = np.where(rises(end), end, left), end
    for _ in range(30):
        middle = 0.5 * (left + right)
        up = rises(middle)
        left, right = np.where(up, middle, left), np.where(up, right, middle)
    mode = left
    stride = 1.0 / np.sqrt(n + 1.0)
    low = fallen(height, mode, -stride, _DROP)
    high = np.minimum(fallen(height, mode, stride, _DROP), end)
    nodes, weights = nodes_on_unit(_NODES)
    left_part, right_part = np.zeros_like(end), np.zeros_like(end)
    scale = count + np.log(s) + offset
    for node, weight in zip(nodes, weights, strict=True):
        left_part += weight * np.exp(height(low + node * (mode - low)) + scale)
        right_part += weight * np.exp(height(mode + node * (high - mode)) + scale)
    stays = np.exp(count + n * end - (r + n) * np.log1p(t / alpha) - s * np.log1p(t / beta))
    return np.where(started, stays + (mode - low) * left_part + (high - mode) * right_part, np.where(n == 0, 1.0, 0.0))


def _decay(k: float, reach: Floats) -> Floats:
    """∫_0^reach e^{−kz} dz."""
    return reach if abs(k) < 1e-12 else -np.expm1(-k * reach) / k

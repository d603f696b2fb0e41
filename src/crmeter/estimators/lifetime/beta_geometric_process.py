"""Purchases to come of a customer who is alive and leaves with a beta-distributed chance after each purchase.

A customer alive at age T after x repeats buys at a rate ~ Gamma(r + x, α + T) and leaves after each coming
purchase with probability p ~ Beta(a, b + x), or Beta(a, b + x + 1) in MBG/NBD: the same process from a fresh
start. Below, r, α, a, b are these updated parameters and y = t / α.
"""

import numpy as np
from scipy.special import betainc, betaln, gammaln, hyp2f1

from crmeter.estimators.arrays import Floats
from crmeter.estimators.lifetime.leaving_mixture import leaving_mixture

# Where scipy's 2F1 is known to lose digits or overflow, the mixture over p is integrated instead.
_NEAR_ONE = 0.9
_LARGE_C = 40.0
_LARGE_A = 40.0
_CANCELLING = 1e4
_NEAR_POLE = 1e-3


def expected_purchases(r: Floats, alpha: Floats, a: float, b: Floats, t: Floats) -> Floats:
    """Return E[X(t)] = (a+b−1)/(a−1) · [1 − (1−z)^{a−1} 2F1(a−1, a+b−1−(r); a+b−1; z)], z = t / (α+t).

    Euler's transformation of Fader, Hardie & Lee (2005), eq. 9 and 10: its terms stay small for any r and b.
    At a = 1, where the formula has no value, the mixture over p gives the limit.
    """
    z = t / (alpha + t)
    c = a + b - 1.0
    unsafe = ((z >= _NEAR_ONE) & (c > _LARGE_C)) | (c > _CANCELLING) | (np.abs(c) < _NEAR_POLE)
    if abs(a - 1.0) < _NEAR_POLE or a > _LARGE_A:
        unsafe = np.ones_like(unsafe)
    # The hypergeometric parameter depends on r − b alone, the same for all customers of a fit.
    safe = ~unsafe
    result = np.empty(np.broadcast(r, z, b).shape)
    r_, z_, b_, y_ = (np.broadcast_to(v, result.shape) for v in (r, z, b, t / alpha))
    if safe.any():
        c_, zs = (a + b_ - 1.0)[safe], z_[safe]
        series = hyp2f1(a - 1.0, c_ - r_[safe], c_, zs)
        result[safe] = c_ / (a - 1.0) * (1.0 - (1.0 - zs) ** (a - 1.0) * series)
    if unsafe.any():
        result[unsafe] = leaving_mixture(a, b_[unsafe], r_[unsafe], y_[unsafe], _until, start=lambda r, y: r * y)
    return result


def purchase_rate(r: Floats, alpha: Floats, a: float, b: Floats, s: Floats) -> Floats:
    """Return the expected purchases per unit of time s units from now, m(s) = dE[X(s)]/ds.

    m(s) = (r/α) E[(1 + p s/α)^{−(r+1)}] = (r/α) (1−z)^a 2F1(a, a+b−1−r; a+b; z), z = s / (α+s).
    """
    z = s / (alpha + s)
    return r / alpha * _moment(r, a, b, z, s / alpha, power=1)


def second_factorial_moment(
    r: Floats,
    alpha: Floats,
    a: float,
    b: Floats,
    t: Floats,
    nodes: Floats,
    weights: Floats,
) -> Floats:
    """Return E[X(X−1)] = 2 r(r+1)/α² · b/(a+b) · ∫_0^t s (1−z)^a 2F1(a, a+b−1−r; a+b+1; z) ds, z = s / (α+s).

    From P(X ≥ n) = (1−p)^{n−1} P(N(t) ≥ n): E[X(X−1) | λ, p] = 2 (1−p) λ² ∫_0^t s e^{−pλs} ds.
    The integral runs over ln(1 + s/α), in which it is smooth.
    """
    reach = np.log1p(t / alpha)
    total = np.zeros(np.broadcast(r, reach, b).shape)
    for node, weight in zip(nodes, weights, strict=True):
        y = np.expm1(reach * node)
        z = y / (1.0 + y)
        total += weight * y * (1.0 + y) * _moment(r, a, b, z, y, power=2)
    return 2.0 * r * (r + 1.0) * b / (a + b) * reach * total


def count_probability(n: Floats, r: Floats, alpha: Floats, a: float, b: Floats, t: Floats) -> Floats:
    """Return P(X(t) = n) (Fader, Hardie & Lee 2005, eq. 8), the gamma tail written as a regularised beta function.

    P(n) = B(a, b+n)/B(a, b) · NB(n; r, α/(α+t)) + [n > 0] B(a+1, b+n−1)/B(a, b) · I_{t/(α+t)}(n, r).
    """
    z = t / (alpha + t)
    stays = np.exp(betaln(a, b + n) - betaln(a, b))
    with np.errstate(divide="ignore", invalid="ignore"):
        log_power = np.where(n > 0, n * np.log(z), 0.0)
    log_count = gammaln(r + n) - gammaln(r) - gammaln(n + 1.0) + r * np.log1p(-z) + log_power
    some = n > 0
    leaves = stays * a / (b + np.where(some, n, 1.0) - 1.0)
    return np.asarray(stays * np.exp(log_count) + np.where(some, leaves * betainc(np.where(some, n, 1.0), r, z), 0.0))


def _until(p: Floats, r: Floats, y: Floats) -> Floats:
    return np.asarray(-np.expm1(-r * np.log1p(p * y)) / p)


def _moment(r: Floats, a: float, b: Floats, z: Floats, y: Floats, power: int) -> Floats:
    """E[(1 + p y)^{−(r+power)}] under p ~ Beta(a, b + power − 1)."""
    bs = b + (power - 1.0)
    c = a + bs
    unsafe = ((z >= _NEAR_ONE) & (c > _LARGE_C)) | (c > _CANCELLING) | (a > _LARGE_A)
    if not np.any(unsafe):
        # Of most customers: nothing is to be picked out, which would take as long as the series itself.
        return np.asarray((1.0 - z) ** a * hyp2f1(a, a + bs - power - r, a + bs, z))
    shape = np.broadcast(r, z, bs).shape
    r_, z_, b_, y_ = (np.broadcast_to(v, shape) for v in (r, z, bs, y))
    result = np.empty(shape)
    safe = ~np.broadcast_to(unsafe, shape)
    result[safe] = (1.0 - z_[safe]) ** a * hyp2f1(a, a + b_[safe] - power - r_[safe], a + b_[safe], z_[safe])
    if not safe.all():
        lost = ~safe
        result[lost] = leaving_mixture(
            a,
            b_[lost],
            r_[lost] + power,
            y_[lost],
            lambda p, k, y: np.exp(-k * np.log1p(p * y)),
            start=lambda k, y: np.ones_like(k * y),
        )
    return result

"""The integral over the unseen moment of leaving, on which the Pareto/NBD likelihood rests."""

from dataclasses import dataclass

import numpy as np

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.quadrature import nodes_on_unit

_NODES = 16
_DROP = 24.0  # e^−24: what a longer range would add is below the error of the rule


@dataclass(frozen=True, slots=True)
class LeavingIntegral:
    """I = ∫_tx^T (α+u)^−k (β+u)^−(s+1) du, k = r + x, and its integrand's shape, row by row.

    Over z = ln((c+u) / (c+tx)), c = min(α, β), the integrand is smooth and log-concave, and 16
    Gauss–Legendre nodes give about ten digits; where it falls steeply the range is cut where it has vanished.

    Args:
        log_relative: ln of I (α+T)^k (β+T)^s, −∞ where tx = T; shape (n,).
        shares: share of each node in the integral, shape (nodes, n).
        log_alpha: ln(α+u) at the nodes, shape (nodes, n).
        log_beta: ln(β+u) at the nodes, shape (nodes, n).
        inverse_alpha: 1/(α+u) at the nodes, shape (nodes, n).
        inverse_beta: 1/(β+u) at the nodes, shape (nodes, n).
    """

    log_relative: Floats
    shares: Floats
    log_alpha: Floats
    log_beta: Floats
    inverse_alpha: Floats
    inverse_beta: Floats

    @classmethod
    def of(cls, k: Floats, s: float, alpha: float, beta: float, recency: Floats, T: Floats) -> "LeavingIntegral":
        """Integrate for rows (k, recency, T) of shape (n,)."""
        nodes, weights = nodes_on_unit(_NODES)
        c, other = min(alpha, beta), max(alpha, beta)
        # In z the factor du = (c+u) dz takes one from the exponent of the nearer pole.
        near, far = (k - 1.0, s + 1.0) if alpha <= beta else (s + 0.0 * k, k)
        first = c + recency
        gap = other - c
        first_far = first + gap
        reach = _cut(np.log((c + T) / first), near, far, first, gap)
        z = nodes[:, None] * reach
        at_near = first * np.exp(z)
        at_far = at_near + gap
        growth = np.log(at_far / first_far)
        height = -near * z - far * growth
        top = height.max(axis=0)
        parts = weights[:, None] * np.exp(height - top)
        mass = parts.sum(axis=0)
        log_first, log_first_far = np.log(first), np.log(first_far)
        # Relative to the end, so that large exponents multiply small logarithms.
        rest = T - recency
        to_end = near * np.log1p(rest / first) + far * np.log1p(rest / first_far)
        with np.errstate(divide="ignore"):
            log_relative = np.log(reach) + np.log(mass) + top + to_end
        if alpha <= beta:
            log_relative += np.log((alpha + T) / (beta + T))
        close, distant = log_first + z, log_first_far + growth
        shares = parts / mass
        if alpha <= beta:
            return cls(log_relative, shares, close, distant, 1.0 / at_near, 1.0 / at_far)
        return cls(log_relative, shares, distant, close, 1.0 / at_far, 1.0 / at_near)


def _cut(reach: Floats, near: Floats, far: Floats | float, first: Floats, gap: float) -> Floats:
    """Return the range up to where the integrand has fallen by e^−24 from its start, if that comes sooner."""
    far = np.broadcast_to(far, reach.shape)
    first_far = first + gap

    def height(z: Floats, rows: Integers) -> Floats:
        return np.asarray(-near[rows] * z - far[rows] * np.log1p(first[rows] * np.expm1(z) / first_far[rows]))

    steep = np.flatnonzero(near * reach + far * np.log1p(first * np.expm1(reach) / first_far) > _DROP)
    if len(steep) == 0:
        return reach
    z = reach[steep]
    for _ in range(4):
        # Newton from beyond the place: the height is concave, so no step overshoots it.
        grown = first[steep] * np.exp(z)
        slope = near[steep] + far[steep] * grown / (grown + gap)
        z = z + (height(z, steep) + _DROP) / slope
    cut = reach.copy()
    cut[steep] = z
    return cut

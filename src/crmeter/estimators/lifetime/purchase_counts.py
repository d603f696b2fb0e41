"""The part of a likelihood that the number of purchases alone decides, as sums over how many made more than j."""

import numpy as np

from crmeter.estimators.arrays import Floats
from crmeter.estimators.lifetime.purchase_history import CodedHistory


def customers_beyond(coded: CodedHistory) -> Floats:
    """Return how many customers made more than j repeat purchases, for j = 0 to the most made less one."""
    at = np.bincount(coded.x, weights=coded.weights)
    return np.asarray(np.cumsum(at[::-1])[::-1][1:], dtype=np.float64)


class RateLikelihood:
    """Poisson purchases at gamma-distributed rates, as if no one dropped out.

    The sum over customers of ln Γ(r + x) − ln Γ(r) + r ln α − (r + x) ln(α + T), with
    ln Γ(r + x) − ln Γ(r) = Σ_{j<x} ln(r + j).

    Args:
        coded: distinct histories with weights.
    """

    def __init__(self, coded: CodedHistory) -> None:
        self._beyond = customers_beyond(coded)
        self._j = np.arange(len(self._beyond), dtype=np.float64)
        self._T = coded.T_values
        self._customers_at = np.bincount(coded.T_code, weights=coded.weights, minlength=len(self._T))
        purchases = coded.weights * coded.x
        self._purchases_at = np.bincount(coded.T_code, weights=purchases, minlength=len(self._T))

    def __call__(self, r: float, alpha: float) -> tuple[float, Floats, Floats]:
        """Return the value, the gradient (2,) and the Hessian (2, 2) in (r, α)."""
        inverse_r = 1.0 / (r + self._j)
        customers, purchases, T = self._customers_at, self._purchases_at, self._T
        inverse_age = 1.0 / (alpha + T)
        # ln((α+T) / α) and its slopes as such: with r and α large, differences would lose their digits.
        elapsed = np.log1p(T / alpha)
        slope = T * inverse_age / alpha
        value = self._beyond @ np.log(r + self._j) - r * (customers @ elapsed) - purchases @ np.log(alpha + T)
        by_r = self._beyond @ inverse_r - customers @ elapsed
        by_alpha = r * (customers @ slope) - purchases @ inverse_age
        r_r = -(self._beyond @ inverse_r**2)
        r_alpha = customers @ slope
        alpha_alpha = purchases @ inverse_age**2 - r * (customers @ (slope * (1.0 / alpha + inverse_age)))
        return (
            float(value),
            np.array([by_r, by_alpha]),
            np.array([[r_r, r_alpha], [r_alpha, alpha_alpha]]),
        )


def on_log_scale(value: float, gradient: Floats, hessian: Floats, params: Floats) -> tuple[float, Floats, Floats]:
    """Return the same value with derivatives by the logarithms of the parameters."""
    by_log = gradient * params
    return value, by_log, hessian * np.outer(params, params) + np.diag(by_log)

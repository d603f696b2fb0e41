"""The likelihood of mean spend with exact derivatives."""

import numpy as np
from scipy.special import gammaln, psi, zeta

from crmeter.estimators.arrays import Floats
from crmeter.estimators.lifetime.purchase_counts import on_log_scale
from crmeter.estimators.likelihood import Evaluation

_CHUNK = 8_192


class SpendLikelihood:
    """Log-likelihood of p, q, γ given the means m of x transactions (Fader & Hardie, note 025, eq. 1a).

    ln Γ(px+q) − ln Γ(px) − ln Γ(q) + q ln γ + (px−1) ln m + px ln x − (px+q) ln(γ + x m).

    Args:
        frequency: x ≥ 1, sorted, shape (n,).
        spend: m > 0, shape (n,).
        weights: customers per row, shape (n,).
    """

    def __init__(self, frequency: Floats, spend: Floats, weights: Floats) -> None:
        self._x, self._group = np.unique(frequency, return_inverse=True)
        self._rows = frequency
        self._total = frequency * spend
        self._weights = weights
        self._customers_at = np.bincount(self._group, weights=weights)
        self._customers = float(self._customers_at.sum())
        log_total = np.log(self._total)
        self._log_total_at = np.bincount(self._group, weights=weights * log_total)
        self._log_spend = float((weights * np.log(spend)).sum())

    def __call__(self, log_params: Floats) -> Evaluation:
        """Return value, gradient and Hessian by the logarithms of (p, q, γ)."""
        params = np.exp(log_params)
        p, q, gamma = (float(value) for value in params)
        value, gradient, hessian = self._by_count(p, q, gamma)
        for start in range(0, len(self._rows), _CHUNK):
            rows = slice(start, start + _CHUNK)
            x, w = self._rows[rows], self._weights[rows]
            sums = gamma + self._total[rows]
            log_sums, inverse = np.log(sums), 1.0 / sums
            k = p * x + q
            w_x, w_inverse = w * x, w * inverse
            value -= float((w * k) @ log_sums)
            gradient -= np.array([w_x @ log_sums, w @ log_sums, k @ w_inverse])
            p_gamma, q_gamma = w_x @ inverse, w_inverse.sum()
            hessian[0, 2] -= p_gamma
            hessian[2, 0] -= p_gamma
            hessian[1, 2] -= q_gamma
            hessian[2, 1] -= q_gamma
            hessian[2, 2] += (k * w_inverse) @ inverse
        return on_log_scale(value, gradient, hessian, params)

    def _by_count(self, p: float, q: float, gamma: float) -> Evaluation:
        """All that depends on x alone, once per distinct x."""
        x, at, n = self._x, self._customers_at, self._customers
        own, both = p * x, p * x + q
        value = at @ (gammaln(both) - gammaln(own) - gammaln(q)) + n * q * np.log(gamma)
        value += own @ self._log_total_at - self._log_spend
        slope_both, curve_both = psi(both), zeta(2.0, both)
        by_p = (at * x) @ (slope_both - psi(own)) + x @ self._log_total_at
        by_q = at @ (slope_both - psi(q)) + n * np.log(gamma)
        p_p = (at * x**2) @ (curve_both - zeta(2.0, own))
        p_q = (at * x) @ curve_both
        q_q = at @ (curve_both - zeta(2.0, q))
        hessian = np.array([[p_p, p_q, 0.0], [p_q, q_q, n / gamma], [0.0, n / gamma, -n * q / gamma**2]])
        return float(value), np.array([by_p, by_q, n * q / gamma]), hessian

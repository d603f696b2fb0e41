"""The likelihood of Pareto/NBD with exact derivatives."""

import numpy as np

from crmeter.estimators.arrays import Floats
from crmeter.estimators.lifetime.leaving_integral import LeavingIntegral
from crmeter.estimators.lifetime.purchase_counts import RateLikelihood, on_log_scale
from crmeter.estimators.lifetime.purchase_history import CodedHistory
from crmeter.estimators.likelihood import Evaluation

_CHUNK = 1_024  # rows times 16 nodes stay in the processor's cache


class ParetoLikelihood:
    """Log-likelihood of r, α, s, β.

    A customer's likelihood is Γ(r+x) α^r β^s / Γ(r) · [(α+T)^−(r+x) (β+T)^−s + s I], with I the
    integral over the moment of leaving (Fader & Hardie 2005, note on the Pareto/NBD, eq. 13 before it is
    written with 2F1). It is the likelihood of purchases without leaving, times (β/(β+T))^s (1 + e^d) with
    e^d the odds of having left.

    Args:
        coded: distinct histories with weights.
    """

    def __init__(self, coded: CodedHistory) -> None:
        self._rate = RateLikelihood(coded)
        self._customers_at = np.bincount(coded.T_code, weights=coded.weights, minlength=len(coded.T_values))
        self._T_values = coded.T_values
        self._x, self._recency, self._T = coded.frequency, coded.recency, coded.T
        self._weights = coded.weights

    def __call__(self, log_params: Floats) -> Evaluation:
        """Return value, gradient and Hessian by the logarithms of (r, α, s, β)."""
        params = np.exp(log_params)
        r, alpha, s, beta = (float(p) for p in params)
        gradient, hessian = np.zeros(4), np.zeros((4, 4))
        rate_value, gradient[:2], hessian[:2, :2] = self._rate(r, alpha)
        stay_value, gradient[2:], hessian[2:, 2:] = self._staying(s, beta)
        value = rate_value + stay_value
        for start in range(0, len(self._x), _CHUNK):
            gone_value, gone_gradient, gone_hessian = self._gone(r, alpha, s, beta, slice(start, start + _CHUNK))
            value += gone_value
            gradient += gone_gradient
            hessian += gone_hessian
        return on_log_scale(value, gradient, hessian, params)

    def _staying(self, s: float, beta: float) -> Evaluation:
        """The sum of s ln(β / (β+T))."""
        inverse = 1.0 / (beta + self._T_values)
        slope = self._T_values * inverse / beta  # = 1/β − 1/(β+T)
        at = self._customers_at
        by_s = -(at @ np.log1p(self._T_values / beta))
        s_beta = at @ slope
        beta_beta = -s * (at @ (slope * (1.0 / beta + inverse)))
        return float(s * by_s), np.array([by_s, s * s_beta]), np.array([[0.0, s_beta], [s_beta, beta_beta]])

    def _gone(self, r: float, alpha: float, s: float, beta: float, rows: slice) -> Evaluation:
        """The sum of ln(1 + e^d), d = ln(s I) + (r+x) ln(α+T) + s ln(β+T)."""
        recency, T, weights = self._recency[rows], self._T[rows], self._weights[rows]
        k = r + self._x[rows]
        integral = LeavingIntegral.of(k, s, alpha, beta, recency, T)
        log_alpha_T, log_beta_T = np.log(alpha + T), np.log(beta + T)
        d = np.log(s) + integral.log_relative
        small = np.exp(-np.abs(d))
        value = float(weights @ (np.maximum(d, 0.0) + np.log1p(small)))
        gone = np.where(d > 0, 1.0, small) / (1.0 + small)
        p = weights * gone
        q = p * (np.where(d > 0, small, 1.0) / (1.0 + small))

        inverse_alpha, inverse_beta = integral.inverse_alpha, integral.inverse_beta
        parts = (integral.log_alpha, inverse_alpha, integral.log_beta, inverse_beta)
        shares = integral.shares
        weighted = [shares * part for part in parts]
        mean = np.array([w.sum(axis=0) for w in weighted])
        # Slopes of the log integrand are −ln(α+u), −k/(α+u), −ln(β+u), −(s+1)/(β+u).
        factor = np.stack([-np.ones_like(k), -k, -np.ones_like(k), np.full_like(k, -(s + 1.0))])
        end_alpha, end_beta = 1.0 / (alpha + T), 1.0 / (beta + T)
        slopes = factor * mean + np.stack([log_alpha_T, k * end_alpha, 1.0 / s + log_beta_T, s * end_beta])
        gradient = slopes @ p
        hessian = np.einsum("in,jn->ij", slopes * q, slopes)
        for i in range(4):
            for j in range(i + 1):
                spread = np.einsum("kn,kn->n", weighted[i], parts[j]) - mean[i] * mean[j]
                hessian[i, j] += (p * factor[i] * factor[j]) @ spread
                if i != j:
                    hessian[j, i] = hessian[i, j]
        # The expected second slopes of the log integrand, less those of staying to T.
        alpha_alpha = k * (np.einsum("kn,kn->n", weighted[1], inverse_alpha) - end_alpha**2)
        beta_beta = (s + 1.0) * np.einsum("kn,kn->n", weighted[3], inverse_beta) - s * end_beta**2
        own = np.zeros((4, 4))
        own[0, 1] = own[1, 0] = p @ (end_alpha - mean[1])
        own[1, 1] = p @ alpha_alpha
        own[2, 2] = -p.sum() / s**2
        own[2, 3] = own[3, 2] = p @ (end_beta - mean[3])
        own[3, 3] = p @ beta_beta
        return value, gradient, hessian + own

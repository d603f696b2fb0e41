"""The likelihood that BG/NBD and MBG/NBD share: they differ in whether one may leave right after the first purchase."""

import numpy as np

from crmeter.estimators.arrays import Floats
from crmeter.estimators.lifetime.purchase_counts import RateLikelihood, customers_beyond, on_log_scale
from crmeter.estimators.lifetime.purchase_history import CodedHistory
from crmeter.estimators.likelihood import Evaluation

_CHUNK = 8_192  # rows whose intermediate results stay in the processor's cache


class BetaGeometricLikelihood:
    """Log-likelihood of r, α, a, b with its exact first and second derivatives.

    With c = 0 (BG/NBD) or 1 (MBG/NBD), a customer's likelihood is
    Γ(r+x) α^r / Γ(r) · Γ(a+b) Γ(b+c+x) / (Γ(b) Γ(a+b+c+x)) · (α+T)^−(r+x) · (1 + e^d),
    d = ln(a / (b+c+x−1)) + (r+x) ln((α+T) / (α+tx)), where e^d is the odds of having left and is 0 for
    x = 0 in BG/NBD. Sources: Fader, Hardie & Lee (2005), eq. 6; Batislam, Denizel & Filiztekin (2007).

    Args:
        coded: distinct histories with weights.
        may_leave_at_start: c = 1.
    """

    def __init__(self, coded: CodedHistory, may_leave_at_start: bool) -> None:
        self._rate = RateLikelihood(coded)
        self._c = int(may_leave_at_start)
        beyond = customers_beyond(coded)
        # How many customers had their (j+1)-th chance to leave and stayed, or left later.
        self._chances = np.append(coded.customers, beyond) if may_leave_at_start else beyond
        self._j = np.arange(len(self._chances), dtype=np.float64)
        self._x_values = np.arange(len(beyond) + 1, dtype=np.float64)
        leaves = slice(None) if may_leave_at_start else coded.x > 0
        self._x = coded.x[leaves]
        self._recency_code = coded.recency_code[leaves]
        self._T_code = coded.T_code[leaves]
        self._weights = coded.weights[leaves]
        self._recency, self._T = coded.recency_values, coded.T_values

    def __call__(self, log_params: Floats) -> Evaluation:
        """Return value, gradient and Hessian by the logarithms of (r, α, a, b)."""
        params = np.exp(log_params)
        r, alpha, a, b = (float(p) for p in params)
        value = 0.0
        gradient, hessian = np.zeros(4), np.zeros((4, 4))
        rate_value, gradient[:2], hessian[:2, :2] = self._rate(r, alpha)
        stay_value, gradient[2:], hessian[2:, 2:] = self._staying(a, b)
        value = rate_value + stay_value
        for start in range(0, len(self._x), _CHUNK):
            gone_value, gone_gradient, gone_hessian = self._gone(r, alpha, a, b, slice(start, start + _CHUNK))
            value += gone_value
            gradient += gone_gradient
            hessian += gone_hessian
        return on_log_scale(value, gradient, hessian, params)

    def _staying(self, a: float, b: float) -> Evaluation:
        """ln Γ(a+b) Γ(b+m) / (Γ(b) Γ(a+b+m)) = −Σ_{j<m} ln(1 + a / (b+j)), without cancellation."""
        stay, all_ = 1.0 / (b + self._j), 1.0 / (a + b + self._j)
        n = self._chances
        value = -(n @ np.log1p(a * stay))
        by_b = a * stay * all_  # = stay − all_
        a_a = n @ all_**2
        b_b = -(n @ (by_b * (stay + all_)))
        return float(value), np.array([-(n @ all_), n @ by_b]), np.array([[a_a, a_a], [a_a, b_b]])

    def _gone(self, r: float, alpha: float, a: float, b: float, rows: slice) -> Evaluation:
        x, recency_code, T_code = self._x[rows], self._recency_code[rows], self._T_code[rows]
        weights = self._weights[rows]
        at_end, at_last = 1.0 / (alpha + self._T), 1.0 / (alpha + self._recency)
        with np.errstate(divide="ignore", invalid="ignore"):
            # x = 0 has no entry of its own in BG/NBD, where b + x − 1 may be negative.
            left = 1.0 / (b + self._c + self._x_values - 1.0)
            log_left = np.log(left)
        k = r + x
        log_ratio = np.log(alpha + self._T)[T_code] - np.log(alpha + self._recency)[recency_code]
        end, last = at_end[T_code], at_last[recency_code]
        by_b = left[x]
        d = np.log(a) + log_left[x] + k * log_ratio
        small = np.exp(-np.abs(d))
        value = float(weights @ (np.maximum(d, 0.0) + np.log1p(small)))
        gone = np.where(d > 0, 1.0, small) / (1.0 + small)
        p = weights * gone
        q = p * (np.minimum(1.0, np.where(d > 0, small, 1.0)) / (1.0 + small))
        age_slope = end - last
        slopes = np.empty((4, len(x)))
        slopes[0], slopes[1], slopes[2], slopes[3] = log_ratio, k * age_slope, 1.0 / a, -by_b
        # Not a matrix product: its threads cost more than they give on such a shape.
        hessian = np.einsum("in,jn->ij", slopes * q, slopes)
        cross = p @ age_slope
        hessian[0, 1] += cross
        hessian[1, 0] += cross
        hessian[1, 1] -= (p * k) @ (age_slope * (end + last))
        hessian[2, 2] -= p.sum() / a**2
        hessian[3, 3] += p @ by_b**2
        return value, slopes @ p, hessian

"""The likelihood of purchases at opportunities until a silent dropout, with exact derivatives."""

from dataclasses import dataclass

import numpy as np

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.lifetime.opportunity_history import Histories
from crmeter.estimators.lifetime.purchase_counts import on_log_scale
from crmeter.estimators.likelihood import Evaluation
from crmeter.estimators.rising_sums import RisingSums

_ENDINGS = 2**17  # at once: 30 MB


class BGBBLikelihood:
    """Log-likelihood of α, β, γ, δ (Fader, Hardie & Shang 2010).

    B(α+x, β+n−x)/B(α, β) · B(γ, δ+n)/B(γ, δ)
    + Σ_{k=t_x}^{n−1} B(α+x, β+k−x)/B(α, β) · B(γ+1, δ+k)/B(γ, δ), each customer: one term per possible last
    opportunity alive. Terms are sums of logarithms, and added up from their greatest.

    Args:
        histories: distinct histories with weights.
    """

    def __init__(self, histories: Histories) -> None:
        self._histories = histories

    def __call__(self, log_params: Floats) -> Evaluation:
        """Return value, gradient and Hessian by the logarithms of (α, β, γ, δ)."""
        params = np.exp(log_params)
        tables = Tables(params, int(self._histories.n.max()))
        value, gradient, hessian = 0.0, np.zeros(4), np.zeros((4, 4))
        for _, part in self._histories.of_at_most(_ENDINGS):
            endings = Endings.of(part)
            log_terms = tables.log_terms(endings)
            total, chance = endings.add_up(log_terms)
            weight = part.weights[endings.history] * chance
            slopes = tables.slopes(endings)
            mean = np.add.reduceat(slopes * chance, endings.first, axis=1)
            value += float(part.weights @ total)
            gradient += mean @ part.weights
            hessian += (slopes * weight) @ slopes.T - (mean * part.weights) @ mean.T
            hessian += tables.mean_curve(endings, weight)
        return on_log_scale(value, gradient, hessian, params)


@dataclass(frozen=True, slots=True)
class Endings:
    """Every possible last opportunity alive of every history: t_x, …, n − 1, and n, which is alive at the end.

    Args:
        history: which history an ending is of, shape (e,).
        x: purchases of that history.
        k: the last opportunity alive.
        gone: whether the customer dropped out right after.
        first: where the endings of each history start, shape (h,).
    """

    history: Integers
    x: Integers
    k: Integers
    gone: Booleans
    first: Integers

    @classmethod
    def of(cls, histories: Histories) -> "Endings":
        """List the endings of histories."""
        number = histories.n - histories.t_x + 1
        first = np.cumsum(number) - number
        history = np.repeat(np.arange(len(histories)), number)
        k = np.arange(int(number.sum())) - np.repeat(first - histories.t_x, number)
        return cls(history, histories.x[history], k, k < histories.n[history], first)

    def add_up(self, log_terms: Floats) -> tuple[Floats, Floats]:
        """Return the logarithm of the sum of each history's terms (h,), and the share of each term in it (e,)."""
        greatest = np.maximum.reduceat(log_terms, self.first)
        terms = np.exp(log_terms - greatest[self.history])
        sums = np.add.reduceat(terms, self.first)
        return greatest + np.log(sums), terms / sums[self.history]


class Tables:
    """All that the parameters say of x purchases in k opportunities, for k up to the most.

    Args:
        params: (α, β, γ, δ).
        most: the greatest k.
    """

    def __init__(self, params: Floats, most: int) -> None:
        alpha, beta, gamma, delta = (float(value) for value in params)
        self._gamma = gamma
        self._bought, self._passed = RisingSums(alpha, most), RisingSums(beta, most)
        self._either = RisingSums(alpha + beta, most)
        self._stayed, self._at_risk = RisingSums(delta, most), RisingSums(gamma + delta, most + 1)

    def log_terms(self, endings: Endings) -> Floats:
        """Return ln P(purchases in their order, and this ending)."""
        return self.log_purchases(endings.x, endings.k) + self.log_ending(endings.k, endings.gone)

    def log_purchases(self, x: Integers, k: Integers) -> Floats:
        """Return ln B(α + x, β + k − x) / B(α, β)."""
        return np.asarray(self._bought.value[x] + self._passed.value[k - x] - self._either.value[k])

    def log_ending(self, k: Integers, gone: Booleans) -> Floats:
        """Return ln B(γ + 1, δ + k) / B(γ, δ) of those gone after k, ln B(γ, δ + k) / B(γ, δ) of others."""
        return np.asarray(gone * np.log(self._gamma) + self._stayed.value[k] - self._at_risk.value[k + gone])

    def slopes(self, endings: Endings) -> Floats:
        """Return the derivatives of the terms' logarithms by the parameters, shape (4, e)."""
        x, k, gone = endings.x, endings.k, endings.gone
        either, at_risk = self._either.slope[k], self._at_risk.slope[k + gone]
        return np.stack(
            [
                self._bought.slope[x] - either,
                self._passed.slope[k - x] - either,
                gone / self._gamma - at_risk,
                self._stayed.slope[k] - at_risk,
            ]
        )

    def mean_curve(self, endings: Endings, weight: Floats) -> Floats:
        """Return the weighted sum of the second derivatives of the terms' logarithms, shape (4, 4)."""
        x, k, gone = endings.x, endings.k, endings.gone
        either, at_risk = weight @ self._either.curve[k], weight @ self._at_risk.curve[k + gone]
        curve = np.zeros((4, 4))
        curve[:2, :2] = -either
        curve[2:, 2:] = -at_risk
        curve[0, 0] += weight @ self._bought.curve[x]
        curve[1, 1] += weight @ self._passed.curve[k - x]
        curve[2, 2] -= (weight @ gone) / self._gamma**2
        curve[3, 3] += weight @ self._stayed.curve[k]
        return curve

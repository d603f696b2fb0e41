"""Pareto/NBD: purchases at random until an unseen moment of leaving."""

from collections.abc import Mapping

import numpy as np

from crmeter.estimators.arrays import Floats
from crmeter.estimators.lifetime import pareto_process as process
from crmeter.estimators.lifetime.leaving_integral import LeavingIntegral
from crmeter.estimators.lifetime.pareto_likelihood import ParetoLikelihood
from crmeter.estimators.lifetime.purchase_history import CodedHistory
from crmeter.estimators.lifetime.rate_boundary import NO_DROPOUT, rate_boundary
from crmeter.estimators.lifetime.repeat_purchase_model import RepeatPurchaseModel
from crmeter.estimators.likelihood import Objective
from crmeter.vocabulary import Text

_NO_LEAVING = 1e-3  # per mean observation time
_CHUNK = 1_024

_SAME_LEAVING = Text(
    "s và beta tăng không giới hạn: mọi khách hàng rời bỏ với cùng một tốc độ",
    "s and beta grow without bound: all customers leave at the same rate",
)
_SPLIT_LEAVING = Text(
    "beta tiến về 0: khách hàng hoặc rời bỏ ngay, hoặc hầu như không bao giờ rời bỏ",
    "beta shrinks to 0: customers leave at once or hardly ever",
)


class ParetoNBD(RepeatPurchaseModel):
    """The Pareto / negative binomial model of Schmittlein, Morrison & Colombo (1987, Management Science 33(1)).

    While alive a customer buys at random at a rate λ ~ Gamma(r, α); they live for an exponential time with
    rate μ ~ Gamma(s, β), and leave without a sign.

    Args:
        unit: unit of all ages and horizons: `day`, `week` or `month`.
        max_iterations: Newton steps from each start.
    """

    names = ("r", "alpha", "s", "beta")
    time_scales = (False, True, False, True)
    costly_alive = True

    def _objective(self, coded: CodedHistory) -> Objective:
        return ParetoLikelihood(coded)

    def _starts(self, rate: float) -> list[Floats]:
        return [
            np.array([r, r / (rate * faster), s, beta])
            for r, faster, s, beta in ((0.5, 1.5, 0.6, 0.5), (1.5, 1.2, 1.0, 3.0), (0.3, 2.0, 1.5, 0.5))
        ]

    def _boundary(self, params: Mapping[str, float], low: set[str], high: set[str]) -> Text:
        texts = rate_boundary(low, high)
        if {"s", "beta"} & (low | high):
            if params["s"] / params["beta"] < _NO_LEAVING:
                texts.append(NO_DROPOUT.fill(names="s, beta"))
            else:
                texts.append(_SAME_LEAVING if {"s", "beta"} & high else _SPLIT_LEAVING)
        return Text.join(texts, "; ")

    def _log_odds_gone(self, params: Floats, x: Floats, recency: Floats, T: Floats) -> Floats:
        r, alpha, s, beta = (float(p) for p in params)
        odds = np.empty(len(x))
        for first in range(0, len(x), _CHUNK):
            rows = slice(first, first + _CHUNK)
            integral = LeavingIntegral.of(r + x[rows], s, alpha, beta, recency[rows], T[rows])
            odds[rows] = np.log(s) + integral.log_relative
        return odds

    def _alive_expected(self, params: Floats, x: Floats, T: Floats, t: Floats) -> Floats:
        return process.expected_purchases(*self._updated(params, x, T), t)

    def _alive_rate(self, params: Floats, x: Floats, T: Floats, s: Floats) -> Floats:
        return process.purchase_rate(*self._updated(params, x, T), s)

    def _alive_second_moment(self, params: Floats, x: Floats, T: Floats, t: Floats) -> Floats:
        return process.second_factorial_moment(*self._updated(params, x, T), t)

    def _alive_probability(self, params: Floats, x: Floats, T: Floats, n: Floats, t: Floats) -> Floats:
        return process.count_probability(n, *self._updated(params, x, T), t)

    def _updated(self, params: Floats, x: Floats, T: Floats) -> tuple[Floats, Floats, float, Floats]:
        r, alpha, s, beta = params
        return r + x, alpha + T, float(s), beta + T

"""What BG/NBD and MBG/NBD share: all but the chance of leaving right after the first purchase."""

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from crmeter.estimators.arrays import Floats
from crmeter.estimators.lifetime import beta_geometric_process as process
from crmeter.estimators.lifetime.beta_geometric_likelihood import BetaGeometricLikelihood
from crmeter.estimators.lifetime.purchase_history import CodedHistory
from crmeter.estimators.lifetime.rate_boundary import NO_DROPOUT, rate_boundary
from crmeter.estimators.lifetime.repeat_purchase_model import RepeatPurchaseModel
from crmeter.estimators.likelihood import Objective
from crmeter.estimators.quadrature import nodes_on_unit
from crmeter.vocabulary import Text

_MOMENT_NODES = 12
_NO_LEAVING = 1e-3

_SAME_LEAVING = Text(
    "a và b tăng không giới hạn: xác suất rời bỏ của mọi khách hàng như nhau",
    "a and b grow without bound: all customers have the same probability of leaving",
)
_SPLIT_LEAVING = Text(
    "a và b tiến về 0: khách hàng hoặc rời bỏ ngay, hoặc không bao giờ rời bỏ",
    "a and b shrink to 0: customers leave at once or never",
)
_ALL_LEAVE = Text(
    "b tiến về 0 hoặc a tăng không giới hạn: ai cũng rời bỏ ngay khi có thể",
    "b shrinks to 0 or a grows without bound: everybody leaves as soon as they can",
)


class BetaGeometricModel(RepeatPurchaseModel):
    """Parameters r, alpha, a, b; leaving is possible after each purchase that is a chance to leave."""

    names = ("r", "alpha", "a", "b")
    time_scales = (False, True, False, False)
    may_leave_at_start: ClassVar[bool]

    def _objective(self, coded: CodedHistory) -> Objective:
        return BetaGeometricLikelihood(coded, self.may_leave_at_start)

    def _starts(self, rate: float) -> list[Floats]:
        return [
            np.array([r, r / (rate * faster), a, b])
            for r, faster, a, b in ((0.5, 2.0, 0.8, 2.5), (1.5, 1.2, 0.5, 10.0), (0.2, 3.0, 3.0, 3.0))
        ]

    def _boundary(self, params: Mapping[str, float], low: set[str], high: set[str]) -> Text:
        a, b = params["a"], params["b"]
        texts = rate_boundary(low, high)
        if {"a", "b"} & (low | high):
            if a / (a + b) < _NO_LEAVING:
                texts.append(NO_DROPOUT.fill(names="a, b"))
            elif b / (a + b) < _NO_LEAVING:
                texts.append(_ALL_LEAVE)
            else:
                texts.append(_SPLIT_LEAVING if {"a", "b"} & low else _SAME_LEAVING)
        return Text.join(texts, "; ")

    def _log_odds_gone(self, params: Floats, x: Floats, recency: Floats, T: Floats) -> Floats:
        r, alpha, a, b = params
        chances = x + self.may_leave_at_start
        with np.errstate(divide="ignore"):
            stayed = np.log(np.where(chances > 0, b + chances - 1.0, np.inf))
        return np.asarray(np.log(a) - stayed + (r + x) * np.log((alpha + T) / (alpha + recency)))

    def _alive_expected(self, params: Floats, x: Floats, T: Floats, t: Floats) -> Floats:
        return process.expected_purchases(*self._updated(params, x, T), t)

    def _alive_rate(self, params: Floats, x: Floats, T: Floats, s: Floats) -> Floats:
        return process.purchase_rate(*self._updated(params, x, T), s)

    def _alive_second_moment(self, params: Floats, x: Floats, T: Floats, t: Floats) -> Floats:
        return process.second_factorial_moment(*self._updated(params, x, T), t, *nodes_on_unit(_MOMENT_NODES))

    def _alive_probability(self, params: Floats, x: Floats, T: Floats, n: Floats, t: Floats) -> Floats:
        return process.count_probability(n, *self._updated(params, x, T), t)

    def _updated(self, params: Floats, x: Floats, T: Floats) -> tuple[Floats, Floats, float, Floats]:
        r, alpha, a, b = params
        return r + x, alpha + T, float(a), b + x + self.may_leave_at_start

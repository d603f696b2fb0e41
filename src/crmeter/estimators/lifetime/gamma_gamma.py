"""Gamma-Gamma: how much a customer spends per transaction, whatever the number of transactions."""

from collections.abc import Mapping
from typing import Self

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc

from crmeter.estimators.arrays import Floats
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.lifetime.spend_history import LEAST_SPENDERS, SpendHistory
from crmeter.estimators.lifetime.spend_likelihood import SpendLikelihood
from crmeter.estimators.likelihood import maximise
from crmeter.estimators.likelihood_model import (
    LARGEST_SCALE,
    LARGEST_SHAPE,
    SMALLEST_SCALE,
    SMALLEST_SHAPE,
    LikelihoodModel,
)
from crmeter.vocabulary import LeftOut, NotEnoughData, Text

STRONG_CORRELATION = 0.3

_CORRELATED = Text(
    "số lần mua và giá trị mỗi lần mua tương quan {correlation}; mô hình giả định chúng độc lập",
    "frequency and spend are correlated ({correlation}); the model assumes that they are independent",
)
_SAME_MEANS = Text(
    "q và gamma tăng không giới hạn: mức chi trung bình của mọi khách hàng như nhau",
    "q and gamma grow without bound: all customers spend the same on average",
)
_SAME_AMOUNTS = Text(
    "p tăng không giới hạn: mỗi khách hàng luôn chi cùng một số tiền",
    "p grows without bound: each customer always spends the same amount",
)
_AT_BOUND = Text(
    "{names} nằm trên biên: mức chi chênh lệch quá lớn để mô hình mô tả",
    "{names} at the boundary: amounts differ too widely for the model",
)


class GammaGamma(LikelihoodModel):
    """The gamma-gamma model of spend (Fader & Hardie 2013, note 025; Fader, Hardie & Lee 2005, JMR 42(4)).

    Each transaction of a customer is Gamma(p, ν) with a rate ν ~ Gamma(q, γ) of their own, independent of how
    often they buy. `params_` holds p, q, gamma; the mean of x transactions has the density of note 025, eq. 1a.

    Args:
        max_iterations: Newton steps from each start.

    Attributes:
        left_out_: customers that the fit did not use, with reasons.
        frequency_spend_correlation_: Pearson's correlation over the customers used; None where one of the two
            does not vary. Beyond ±0.3 `diagnosis_` warns.
    """

    names = ("p", "q", "gamma")

    left_out_: tuple[LeftOut, ...]
    frequency_spend_correlation_: float | None

    def fit(self, frequency: ArrayLike, monetary_value: ArrayLike, weights: ArrayLike | None = None) -> Self:
        """Estimate the parameters by exact maximum likelihood.

        Args:
            frequency: transactions that the mean is taken over (repeat purchases), shape (n,).
            monetary_value: mean spend per transaction, shape (n,); ignored where frequency is 0.
            weights: customers per row, shape (n,); one each by default.

        Raises:
            NotEnoughData: fewer than 10 customers with a repeat purchase and a positive spend
                (`too_few_spenders`), or all spend the same (`no_variation`).
            ValueError: lengths differ, or a frequency is negative or not whole.
        """
        history = SpendHistory(frequency, monetary_value, weights)
        history.require_spenders(LEAST_SPENDERS)
        mean = history.mean
        objective = SpendLikelihood(history.frequency, history.spend / mean, history.weights)
        scales = np.array([False, False, True])
        lower = np.log(np.where(scales, SMALLEST_SCALE, SMALLEST_SHAPE))
        upper = np.log(np.where(scales, LARGEST_SCALE, LARGEST_SHAPE))
        starts = [np.log([p, q, (q - 1.0) / p]) for p, q in ((4.0, 4.0), (1.0, 2.5), (30.0, 8.0))]
        if len(history.spend) > 50_000:
            step = len(history.spend) // 10_000
            sample = SpendLikelihood(history.frequency[::step], history.spend[::step] / mean, history.weights[::step])
            starts = [maximise(sample, starts, lower, upper, self.max_iterations).log_params]
        optimum = maximise(objective, starts, lower, upper, self.max_iterations)
        customers = history.customers
        units = np.array([1.0, 1.0, mean])
        # A density of spend in units of the mean is one in money divided by the mean.
        self._adopt(optimum, objective, units, optimum.value - customers * float(np.log(mean)), customers)
        self.left_out_ = history.left_out
        self.frequency_spend_correlation_ = history.correlation
        if self.frequency_spend_correlation_ is not None and (
            abs(self.frequency_spend_correlation_) > STRONG_CORRELATION
        ):
            warning = _CORRELATED.fill(correlation=round(self.frequency_spend_correlation_, 2))
            known = [self.diagnosis_] if self.diagnosis_ else []
            self.diagnosis_ = Text.join([*known, warning], "; ")
        return self

    @property
    def v_(self) -> float:
        """The parameter gamma under the other name it goes by."""
        return self.params_["gamma"]

    @property
    def population_mean_(self) -> float:
        """The expected spend per transaction of a customer of whom nothing is known, p γ / (q − 1).

        Raises:
            NotEnoughData: q ≤ 1, where the mean is infinite (`infinite_mean`).
        """
        p, q, gamma = np.exp(self._log_params)
        _require_mean(q)
        return float(p * gamma / (q - 1.0))

    def expected_spend(
        self,
        frequency: ArrayLike,
        monetary_value: ArrayLike,
        *,
        level: float = 0.8,
        with_interval: bool = True,
    ) -> Estimates:
        """Return the expected spend per transaction of each customer, p (γ + x m) / (p x + q − 1), shape (n,).

        A weighted mean of the customer's own mean m and the population's; without a repeat it is the latter.

        Args:
            frequency: repeat transactions x, shape (n,).
            monetary_value: their mean m, shape (n,); ignored where frequency is 0.
            level: probability of the intervals.
            with_interval: False leaves the bounds None.

        Raises:
            NotEnoughData: p x + q ≤ 1 for a customer, where the mean is infinite (`infinite_mean`).
        """
        x, spent = _spent(frequency, monetary_value)
        p, q, _ = np.exp(self._log_params)
        _require_mean(float((p * x + q).min(initial=np.inf)))

        def expected(log_params: Floats) -> Floats:
            p, q, gamma = np.exp(log_params)
            return np.asarray(p * (gamma + spent) / (p * x + q - 1.0))

        return self._estimates(expected, level, "log", with_interval)

    def spend_below_probability(
        self,
        total: ArrayLike,
        n: ArrayLike,
        frequency: ArrayLike,
        monetary_value: ArrayLike,
        *,
        level: float = 0.8,
        with_interval: bool = True,
    ) -> Estimates:
        """Return P(the next n transactions of a customer sum to `total` or less), shape as all broadcast.

        Given the history ν ~ Gamma(q + p x, γ + x m); the sum of n is Gamma(n p, ν). So the sum over (sum + γ + x m)
        is Beta(n p, q + p x) and P = I_{s / (s + γ + x m)}(n p, q + p x). Of no transactions the sum is 0.

        Args:
            total: sums s ≥ 0.
            n: numbers of future transactions.
            frequency: repeat transactions x so far.
            monetary_value: their mean m; ignored where frequency is 0.
            level: probability of the intervals.
            with_interval: False leaves the bounds None.
        """
        sums, count = np.asarray(total, dtype=np.float64), np.asarray(n, dtype=np.float64)
        if not (sums >= 0).all() or not (count >= 0).all():
            raise ValueError("total and n are at least 0")
        x, spent = _spent(frequency, monetary_value)

        def probability(log_params: Floats) -> Floats:
            p, q, gamma = np.exp(log_params)
            some = np.where(count > 0, count, 1.0)
            below = betainc(p * some, q + p * x, sums / (sums + gamma + spent))
            return np.where(count > 0, below, 1.0)

        return self._estimates(probability, level, "logit", with_interval)

    def _boundary(self, params: Mapping[str, float], low: set[str], high: set[str]) -> Text:  # noqa: ARG002 - the bounds say enough
        texts = []
        if "p" in high or ("gamma" in low and "q" not in low):
            texts.append(_SAME_AMOUNTS)
        if "q" in high or "gamma" in high:
            texts.append(_SAME_MEANS)
        if not texts:
            texts.append(_AT_BOUND.fill(names=", ".join(name for name in self.names if name in low)))
        return Text.join(texts, "; ")


def _require_mean(shape: float) -> None:
    if shape > 1.0:
        return
    raise NotEnoughData(
        "infinite_mean",
        Text(
            "mức chi phân tán tới mức giá trị trung bình là vô hạn (q ≤ 1)",
            "spend is spread so widely that its mean is infinite (q ≤ 1)",
        ),
        Text(
            "không đủ dữ liệu: cần thêm khách hàng có mua lại, hoặc bỏ các giá trị bất thường",
            "not enough data: needs more repeat customers, or extreme amounts set right",
        ),
    )


def _spent(frequency: ArrayLike, monetary_value: ArrayLike) -> tuple[Floats, Floats]:
    """Return x and x m."""
    x, m = np.asarray(frequency, dtype=np.float64), np.asarray(monetary_value, dtype=np.float64)
    if not (np.isfinite(x) & (x >= 0)).all():
        raise ValueError("frequency is at least 0")
    x, m = np.broadcast_arrays(x, m)
    if not (np.isfinite(m[x > 0]) & (m[x > 0] > 0)).all():
        raise ValueError("the mean spend of a customer with a repeat purchase is above 0")
    return x, np.where(x > 0, x * np.where(x > 0, m, 0.0), 0.0)

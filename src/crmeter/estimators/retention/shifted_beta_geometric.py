"""How long customers under contract stay, beyond what was seen: each has a chance of leaving of their own."""

from collections.abc import Callable, Mapping
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.discounted_stay import discounted_stay, positive_rate
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.lifetime.purchase_counts import on_log_scale
from crmeter.estimators.likelihood import Evaluation, maximise
from crmeter.estimators.likelihood_model import LARGEST_SHAPE, SMALLEST_SHAPE, LikelihoodModel
from crmeter.estimators.retention.renewal_counts import RenewalCounts
from crmeter.vocabulary import Text

LEAST_LEFT = 10

_STARTS = ((1.0, 1.0), (0.5, 5.0), (5.0, 2.0), (20.0, 100.0))

_SAME_LEAVING = Text(
    "alpha và beta tăng không giới hạn: xác suất rời bỏ của mọi khách hàng như nhau, tỷ lệ ở lại không tăng",
    "alpha and beta grow without bound: all customers have the same probability of leaving, retention does not rise",
)
_SPLIT_LEAVING = Text(
    "alpha và beta tiến về 0: khách hàng hoặc rời bỏ ở lần gia hạn đầu, hoặc không bao giờ rời bỏ",
    "alpha and beta shrink to 0: customers leave at the first renewal or never",
)


class ShiftedBetaGeometric(LikelihoodModel):
    """The shifted beta-geometric model of Fader & Hardie (2007, Journal of Interactive Marketing 21(1)).

    At each renewal a customer leaves with a probability θ ~ Beta(α, β) of their own, which does not change. So
    P(T = t) = B(α+1, β+t−1) / B(α, β) and S(t) = B(α, β+t) / B(α, β): retention rises with time because
    those likely to leave go first. `params_` holds alpha, beta.

    Period 1 ends with the first renewal; a customer who leaves at it has a duration of 1 and paid once. All intervals
    come from the uncertainty of the parameters (delta method), on the logit scale.

    Args:
        max_iterations: Newton steps from each start.
    """

    names = ("alpha", "beta")

    def fit_durations(self, duration: ArrayLike, left: ArrayLike, weights: ArrayLike | None = None) -> Self:
        """Estimate the parameters by exact maximum likelihood; customers may be of any ages.

        Args:
            duration: renewals each customer came to, shape (r,), whole: one who left at the 3rd renewal has 3, and so
                has one who made 3 and is still there; one who came to none has 0.
            left: whether they left at the last of them, shape (r,).
            weights: customers per row, shape (r,); one each by default.

        Raises:
            NotEnoughData: no fit makes sense: no customers, nobody or fewer than 10 left, only one renewal seen.
            ValueError: columns contradict each other.
        """
        counts = RenewalCounts(duration, left, weights)
        counts.require_leavers(LEAST_LEFT)
        objective = RenewalLikelihood(counts.at_risk, counts.stayed)
        lower, upper = np.full(2, np.log(SMALLEST_SHAPE)), np.full(2, np.log(LARGEST_SHAPE))
        optimum = maximise(objective, [np.log(start) for start in _STARTS], lower, upper, self.max_iterations)
        self._adopt(optimum, objective, np.ones(2), optimum.value, counts.customers)
        return self

    def fit(self, active: ArrayLike) -> Self:
        """Estimate the parameters from one cohort of customers who came at the same time.

        Args:
            active: customers still there after 0, 1, 2, …, k renewals, shape (k + 1,), not rising.

        Raises:
            NotEnoughData: as `fit_durations`.
            ValueError: a count is negative or no number, they rise, or there is no renewal.
        """
        there = np.asarray(active, dtype=np.float64)
        if there.ndim != 1 or len(there) < 2 or not np.isfinite(there).all() or there[-1] < 0:
            raise ValueError("active are numbers of customers, at least 0, over at least one renewal")
        lost = -np.diff(there)
        if (lost < 0).any():
            raise ValueError("a cohort does not grow: whoever came later is another one")
        renewals = len(lost)
        counts = np.append(lost, there[-1])
        durations = np.append(np.arange(1, renewals + 1), renewals)
        present = counts > 0
        return self.fit_durations(durations[present], (np.arange(renewals + 1) < renewals)[present], counts[present])

    def survival(self, t: ArrayLike, *, level: float = 0.8, with_interval: bool = True) -> Estimates:
        """Return the share of new customers still there after t renewals, S(t), shaped as t.

        Args:
            t: numbers of renewals, whole and at least 0.
            level: probability of the intervals.
            with_interval: False leaves the bounds None.
        """
        renewals = _renewals(t, 0)
        most = int(renewals.max(initial=0))

        def share(log_params: Floats) -> Floats:
            alpha, beta = np.exp(log_params)
            steps = beta + np.arange(most, dtype=np.float64)
            return np.asarray(np.append(1.0, np.cumprod(steps / (alpha + steps)))[renewals])

        return self._estimates(share, level, "logit", with_interval)

    def retention_rate(self, t: ArrayLike, *, level: float = 0.8, with_interval: bool = True) -> Estimates:
        """Return the share of those facing renewal t who make it, (β + t − 1) / (α + β + t − 1), shaped as t.

        Args:
            t: renewals, whole and at least 1.
            level: probability of the intervals.
            with_interval: False leaves the bounds None.
        """
        before = _renewals(t, 1) - 1

        def rate(log_params: Floats) -> Floats:
            alpha, beta = np.exp(log_params)
            return np.asarray((beta + before) / (alpha + beta + before))

        return self._estimates(rate, level, "logit", with_interval)

    def discounted_expected_lifetime(self, rate: float, *, level: float = 0.8) -> Estimates:
        """Return the discounted expected lifetime (DEL) of a new customer in payments, shape ().

        Σ_{t≥0} S(t) / (1 + rate)^t = 2F1(1, β; α+β; 1/(1 + rate)): the first payment, made at once, counts in full.
        Source: Fader & Hardie 2010, Marketing Science 29(1).

        Args:
            rate: discount rate per period, above 0; of a yearly rate r with f periods a year (1 + r)^(1/f) − 1.
            level: probability of the interval.
        """
        discount = positive_rate(rate)

        def ahead(alpha: float, beta: float) -> Floats:
            return discounted_stay(np.array(alpha), np.array(beta), discount)

        return self._payments(ahead, discount, 1.0, 1.0, level)

    def discounted_expected_residual_lifetime(self, n: ArrayLike, rate: float, *, level: float = 0.8) -> Estimates:
        """Return the discounted expected residual lifetime (DERL) just before the n-th renewal, shaped as n.

        Of a customer who made n − 1 renewals and faces the next now: Σ_{t≥n} S(t) / S(n−1) / (1 + rate)^(t−n) =
        (β+n−1)/(α+β+n−1) · 2F1(1, β+n; α+β+n; 1/(1 + rate)). The payment due at that renewal counts in full, if made.
        Source: Fader & Hardie 2010, Marketing Science 29(1).

        Args:
            n: renewals, whole and at least 1.
            rate: discount rate per period, above 0.
            level: probability of the intervals.
        """
        discount, before = positive_rate(rate), _renewals(n, 1) - 1

        def ahead(alpha: float, beta: float) -> Floats:
            return discounted_stay(np.array(alpha), np.asarray(beta + before, dtype=np.float64), discount)

        return self._payments(ahead, discount, 0.0, 1.0 + discount, level)

    def _payments(
        self, ahead: Callable[[float, float], Floats], rate: float, first: float, factor: float, level: float
    ) -> Estimates:
        """first + factor · Σ_{k≥1}; the sum lies between 0 and 1/rate, which nobody who stays for ever exceeds."""

        def share(log_params: Floats) -> Floats:
            alpha, beta = np.exp(log_params).tolist()
            return np.asarray(rate * ahead(alpha, beta))

        found, scale = self._estimates(share, level, "logit", with_interval=True), factor / rate
        bounds = [None if bound is None else np.asarray(first + scale * bound) for bound in (found.low, found.high)]
        return Estimates(np.asarray(first + scale * found.value), bounds[0], bounds[1], level)

    def _boundary(self, params: Mapping[str, float], low: set[str], high: set[str]) -> Text:  # noqa: ARG002 - the base's
        return _SAME_LEAVING if high else _SPLIT_LEAVING


class RenewalLikelihood:
    """Log-likelihood of α, β: Σ_t lost_t ln α + stayed_t ln(β + t − 1) − at_risk_t ln(α + β + t − 1).

    The same as Σ lost_t ln P(T = t) + still there ln S renewal by renewal.

    Args:
        at_risk: customers who faced renewal 1, 2, …, shape (k,).
        stayed: those of them who renewed.
    """

    def __init__(self, at_risk: Floats, stayed: Floats) -> None:
        self._at_risk, self._stayed, self._lost = at_risk, stayed, float((at_risk - stayed).sum())
        self._t = np.arange(len(at_risk), dtype=np.float64)

    def __call__(self, log_params: Floats) -> Evaluation:
        """Return value, gradient and Hessian by the logarithms of (α, β)."""
        params = np.exp(log_params)
        alpha, beta = params
        stay, both = beta + self._t, alpha + beta + self._t
        value = self._lost * np.log(alpha) + self._stayed @ np.log(stay) - self._at_risk @ np.log(both)
        either, curve = self._at_risk @ (1 / both), self._at_risk @ (1 / both**2)
        gradient = np.array([self._lost / alpha - either, self._stayed @ (1 / stay) - either])
        hessian = np.array([[curve - self._lost / alpha**2, curve], [curve, curve - self._stayed @ (1 / stay**2)]])
        return on_log_scale(float(value), gradient, hessian, params)


def _renewals(t: ArrayLike, least: int) -> Integers:
    numbers = np.asarray(t, dtype=np.float64)
    if not (np.isfinite(numbers) & (numbers >= least) & (numbers == np.floor(numbers))).all():
        raise ValueError(f"renewals are whole and at least {least}")
    return numbers.astype(np.int64)

"""BG/BB: purchases or none at each of a number of opportunities, until a silent dropout."""

from collections.abc import Callable, Mapping
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators import delta_method
from crmeter.estimators.arrays import Floats
from crmeter.estimators.delta_method import Scale
from crmeter.estimators.discounted_stay import positive_rate
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.lifetime import bg_bb_process as process
from crmeter.estimators.lifetime.bg_bb_likelihood import BGBBLikelihood
from crmeter.estimators.lifetime.opportunity_boundary import opportunity_boundary
from crmeter.estimators.lifetime.opportunity_history import (
    Histories,
    OpportunityHistory,
    whole_number,
    whole_numbers,
)
from crmeter.estimators.likelihood import maximise
from crmeter.estimators.likelihood_model import LARGEST_SHAPE, SMALLEST_SHAPE, LikelihoodModel
from crmeter.vocabulary import Text

LEAST_BUYERS = 10

_STARTS = ((1.0, 1.0, 0.5, 3.0), (0.5, 1.5, 1.0, 10.0), (3.0, 3.0, 1.0, 1.0))


class BGBB(LikelihoodModel):
    """The beta-geometric / beta-Bernoulli model of Fader, Hardie & Shang (2010, Marketing Science 29(6)).

    At each opportunity, such as a yearly appeal or a weekly fair, a customer who is alive buys with probability
    p ~ Beta(α, β); at the beginning of each they leave for good with probability θ ~ Beta(γ, δ), unseen. A history
    is x, t_x, n: purchases, the last opportunity with one (0: none), opportunities so far; the purchase that made
    somebody a customer is not counted. `params_` holds alpha, beta, gamma, delta.

    All predictions follow from three facts of those alive after n: p ~ Beta(α + x, β + n − x), θ ~ Beta(γ, δ + n),
    and both are independent. All intervals come from the uncertainty of the parameters (delta method), unless
    `predictive`.

    Args:
        max_iterations: Newton steps from each start.
    """

    names = ("alpha", "beta", "gamma", "delta")

    def fit(
        self,
        frequency: ArrayLike,
        recency: ArrayLike,
        n: ArrayLike,
        weights: ArrayLike | None = None,
    ) -> Self:
        """Estimate the parameters by exact maximum likelihood on the distinct histories.

        Args:
            frequency: opportunities at which each customer bought, x, shape (r,).
            recency: the last of them, counted from 1, t_x; 0 where there is none, shape (r,).
            n: opportunities that each customer had, shape (r,) or one number for all.
            weights: customers per row, shape (r,); one each by default.

        Raises:
            NotEnoughData: no fit makes sense: no customers, nobody or fewer than 10 bought, no variation.
            ValueError: columns contradict each other.
        """
        history = OpportunityHistory(frequency, recency, n, weights)
        history.require_buyers(LEAST_BUYERS)
        objective = BGBBLikelihood(history.distinct)
        lower, upper = np.full(4, np.log(SMALLEST_SHAPE)), np.full(4, np.log(LARGEST_SHAPE))
        optimum = maximise(objective, [np.log(start) for start in _STARTS], lower, upper, self.max_iterations)
        self._adopt(optimum, objective, np.ones(4), optimum.value, history.customers)
        return self

    def score(
        self,
        frequency: ArrayLike,
        recency: ArrayLike,
        opportunities: ArrayLike,
        weights: ArrayLike | None = None,
    ) -> float:
        """Return the log-likelihood of histories at the parameters of this fit, summed over customers."""
        history = OpportunityHistory(frequency, recency, opportunities, weights)
        return BGBBLikelihood(history.distinct)(self._log_params)[0]

    def probability_active(
        self,
        frequency: ArrayLike,
        recency: ArrayLike,
        opportunities: ArrayLike,
        *,
        level: float = 0.8,
        with_interval: bool = True,
    ) -> Estimates:
        """Return the probability that each customer is alive at the next opportunity, n + 1, shape (r,); eq. 11.

        Args:
            frequency: purchases x, shape (r,).
            recency: the last opportunity with one, t_x, shape (r,).
            opportunities: n, shape (r,) or one number for all.
            level: probability of the intervals.
            with_interval: False leaves the bounds None and takes about a tenth of the time.
        """

        def staying(params: Floats, histories: Histories) -> Floats:
            _, _, gamma, delta = params
            return np.asarray((delta + histories.n) / (gamma + delta + histories.n))

        history = OpportunityHistory(frequency, recency, opportunities)
        return self._of_customers(history, staying, level, "logit", with_interval)

    def expected_purchases(
        self,
        m: int,
        frequency: ArrayLike,
        recency: ArrayLike,
        opportunities: ArrayLike,
        *,
        level: float = 0.8,
        with_interval: bool = True,
    ) -> Estimates:
        """Return the expected purchases of each customer at the next m opportunities, shape (r,); eq. 13.

        The sum over those opportunities of P(alive) · (α + x) / (α + β + n), not the closed form:
        that is 0/0 at γ = 1.

        Args:
            m: number of opportunities to come.
            frequency: purchases x, shape (r,).
            recency: the last opportunity with one, t_x, shape (r,).
            opportunities: n, shape (r,) or one number for all.
            level: probability of the intervals.
            with_interval: False leaves the bounds None and takes about a tenth of the time.
        """
        ahead = whole_number("m", m)

        def expected(params: Floats, histories: Histories) -> Floats:
            return process.buying(params, histories) * process.stay(params, histories.n, ahead)

        history = OpportunityHistory(frequency, recency, opportunities)
        return self._of_customers(history, expected, level, "log", with_interval)

    def total_expected_purchases(
        self,
        m: int,
        frequency: ArrayLike,
        recency: ArrayLike,
        opportunities: ArrayLike,
        weights: ArrayLike | None = None,
        *,
        level: float = 0.8,
        predictive: bool = False,
    ) -> Estimates:
        """Return the purchases that all customers together are expected to make at the next m opportunities, shape ().

        Args:
            m: number of opportunities to come.
            frequency: purchases x, shape (r,).
            recency: the last opportunity with one, t_x, shape (r,).
            opportunities: n, shape (r,) or one number for all.
            weights: customers per row, shape (r,); one each by default.
            level: probability of the interval.
            predictive: the bounds are for the number of purchases itself: to the variance from the parameters
                they add the sum of Var[Y | history] = P(alive) (E[Y(Y−1) | alive] + E[Y | alive]) − E[Y]².
        """
        ahead, histories = whole_number("m", m), OpportunityHistory(frequency, recency, opportunities, weights).distinct

        def total(log_params: Floats) -> Floats:
            params = np.exp(log_params)
            each = (
                process.alive(params, histories)
                * process.buying(params, histories)
                * process.stay(params, histories.n, ahead)
            )
            return np.asarray(histories.weights @ each)

        if not predictive:
            return self._estimates(total, level, "log", with_interval=True)
        params = np.exp(self._log_params)
        alive, first = (
            process.alive(params, histories),
            process.buying(params, histories) * process.stay(params, histories.n, ahead),
        )
        second = first + process.pairs(params, histories, ahead)
        value, variance = (
            total(self._log_params),
            np.asarray(histories.weights @ (alive * second - (alive * first) ** 2)),
        )
        if self._log_covariance is not None:
            variance = variance + delta_method.variance(total, self._log_params, self._log_covariance)
        return Estimates(value, *delta_method.bounds(value, variance, level, "log"), level)

    def expected_purchases_new_customer(self, n: ArrayLike, *, level: float = 0.8) -> Estimates:
        """Return E[X(n)], the expected purchases of a new customer at n opportunities, shaped as n; eq. 8."""
        counts = whole_numbers("n", n)
        most = int(counts.max(initial=0))

        def expected(log_params: Floats) -> Floats:
            params = np.exp(log_params)
            alpha, beta, _, _ = params
            there = process.survival(params, np.zeros(1, dtype=np.int64), most)[:, 0]
            return np.asarray(alpha / (alpha + beta) * np.append(0.0, np.cumsum(there))[counts])

        return self._estimates(expected, level, "log", with_interval=True)

    def purchase_probabilities(self, x: ArrayLike, n: int, *, level: float = 0.8) -> Estimates:
        """Return P(X(n) = x) of a new customer for each count x, shape (k,); eq. 7."""
        counts, most = np.atleast_1d(whole_numbers("x", x)), whole_number("n", n)

        def probabilities(log_params: Floats) -> Floats:
            return process.count_probabilities(np.exp(log_params), counts, most)

        return self._estimates(probabilities, level, "logit", with_interval=True)

    def expected_counts(
        self, x: ArrayLike, opportunities: ArrayLike, weights: ArrayLike | None = None, *, level: float = 0.8
    ) -> Estimates:
        """Return how many of the customers are expected to buy at x of their opportunities, for each x, shape (k,).

        Args:
            x: numbers of purchases.
            opportunities: n of each customer, shape (r,).
            weights: customers per row, shape (r,); one each by default.
            level: probability of the intervals.
        """
        counts, each = (
            np.atleast_1d(whole_numbers("x", x)),
            np.atleast_1d(whole_numbers("opportunities", opportunities)),
        )
        lengths, group = np.unique(each, return_inverse=True)
        customers = np.bincount(group, weights=None if weights is None else np.atleast_1d(np.asarray(weights)))

        def expected(log_params: Floats) -> Floats:
            params = np.exp(log_params)
            return np.asarray(
                sum(
                    c * process.count_probabilities(params, counts, int(n))
                    for n, c in zip(lengths, customers, strict=True)
                )
            )

        return self._estimates(expected, level, "log", with_interval=True)

    def discounted_expected_residual(
        self,
        rate: float,
        frequency: ArrayLike,
        recency: ArrayLike,
        opportunities: ArrayLike,
        *,
        level: float = 0.8,
        with_interval: bool = True,
    ) -> Estimates:
        """Return the discounted expected residual transactions (DERT) of each customer, shape (r,); eq. 14.

        Σ_{k≥1} P(buys at n + k | history) / (1 + rate)^k: the next opportunity is discounted by one period.

        Args:
            rate: discount rate per opportunity, above 0; of a yearly rate r with f a year (1 + r)^(1/f) − 1.
            frequency: purchases x, shape (r,).
            recency: the last opportunity with one, t_x, shape (r,).
            opportunities: n, shape (r,) or one number for all.
            level: probability of the intervals.
            with_interval: False leaves the bounds None.
        """
        discount = positive_rate(rate)

        def residual(params: Floats, histories: Histories) -> Floats:
            return process.buying(params, histories) * process.discounted(params, histories.n, discount)

        history = OpportunityHistory(frequency, recency, opportunities)
        return self._of_customers(history, residual, level, "log", with_interval)

    def _of_customers(
        self,
        history: OpportunityHistory,
        alive_function: Callable[[Floats, Histories], Floats],
        level: float,
        scale: Scale,
        with_interval: bool,
    ) -> Estimates:
        """P(alive at n) times a function of those alive, customer by customer."""
        histories, rows = history.distinct, history.rows

        def each(log_params: Floats) -> Floats:
            params = np.exp(log_params)
            return process.alive(params, histories) * alive_function(params, histories)

        found = self._estimates(each, level, scale, with_interval)
        bounds = [None if bound is None else bound[rows] for bound in (found.low, found.high)]
        return Estimates(found.value[rows], bounds[0], bounds[1], level)

    def _boundary(self, params: Mapping[str, float], low: set[str], high: set[str]) -> Text:
        return opportunity_boundary(params, low, high)

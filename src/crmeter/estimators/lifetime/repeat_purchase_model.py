"""What a fitted model of repeat purchases says of customers: who is alive, and how much they will buy."""

from abc import abstractmethod
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from crmeter.estimators import delta_method
from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.delta_method import Scale
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.lifetime.count_quantiles import count_quantiles
from crmeter.estimators.lifetime.purchase_history import UNITS_PER_YEAR, CodedHistory, PurchaseHistory
from crmeter.estimators.lifetime.repeat_purchase_fit import RepeatPurchaseFit
from crmeter.estimators.quadrature import nodes_on_unit

_FINITE_NODES = 10
_ENDLESS_NODES = 48
_FORGOTTEN = 32.0  # e^−32 of the present value is left: nothing in double precision

AliveFunction = Callable[[Floats, Floats, Floats], Floats]


class RepeatPurchaseModel(RepeatPurchaseFit):
    """Predictions from any model in which customers alive differ in x and T alone.

    A new customer is one with the history (0, 0, 0). All intervals come from the uncertainty of the
    parameters (delta method), unless `predictive`.
    """

    # Whether P(alive) costs so much that it pays to find the distinct histories first.
    costly_alive = False

    @abstractmethod
    def _log_odds_gone(self, params: Floats, x: Floats, recency: Floats, T: Floats) -> Floats:
        """ln(P(gone) / P(alive)) at T."""

    @abstractmethod
    def _alive_expected(self, params: Floats, x: Floats, T: Floats, t: Floats) -> Floats:
        """E[purchases in the next t | alive]."""

    @abstractmethod
    def _alive_rate(self, params: Floats, x: Floats, T: Floats, s: Floats) -> Floats:
        """Expected purchases per unit of time s from now, given alive now."""

    @abstractmethod
    def _alive_second_moment(self, params: Floats, x: Floats, T: Floats, t: Floats) -> Floats:
        """E[Y(Y−1)] of the purchases in the next t, given alive."""

    @abstractmethod
    def _alive_probability(self, params: Floats, x: Floats, T: Floats, n: Floats, t: Floats) -> Floats:
        """P(n purchases in the next t | alive)."""

    def probability_alive(
        self,
        frequency: PurchaseHistory | ArrayLike,
        recency: ArrayLike | None = None,
        T: ArrayLike | None = None,
        *,
        level: float = 0.8,
        with_interval: bool = True,
    ) -> Estimates:
        """Return the probability that each customer has not left by T, shape (n,).

        Args:
            frequency: repeat purchases, shape (n,); or a `PurchaseHistory` in place of all three.
            recency: age at the last purchase, shape (n,).
            T: age at the end of observation, shape (n,).
            level: probability of the intervals.
            with_interval: False leaves the bounds None and takes about a tenth of the time.
        """
        history = self._history(frequency, recency, T)
        return self._of_customers(history, None, level, "logit", with_interval)

    def expected_purchases(
        self,
        t: float,
        frequency: PurchaseHistory | ArrayLike,
        recency: ArrayLike | None = None,
        T: ArrayLike | None = None,
        *,
        level: float = 0.8,
        predictive: bool = False,
        with_interval: bool = True,
    ) -> Estimates:
        """Return the expected purchases of each customer in the next t units, given their history, shape (n,).

        Args:
            t: length of the future, in `unit`.
            frequency: repeat purchases, shape (n,); or a `PurchaseHistory` in place of all three.
            recency: age at the last purchase, shape (n,).
            T: age at the end of observation, shape (n,).
            level: probability of the intervals.
            predictive: bounds are quantiles of the number of purchases itself, at the estimated parameters.
            with_interval: False leaves the bounds None and takes about a tenth of the time.
        """
        span = _length(t)
        history = self._history(frequency, recency, T)

        def alive(params: Floats, x: Floats, age: Floats) -> Floats:
            return self._alive_expected(params, x, age, span)

        if not predictive:
            return self._of_customers(history, alive, level, "log", with_interval)
        values = self._of_customers(history, alive, level, "log", with_interval=False).value
        coded, row_to_triple = history.grouped_with_rows()
        x, age, pair = coded.distinct_x_and_age()
        params = np.exp(self._log_params)

        def probability(n: int, pairs: Integers) -> Floats:
            return self._alive_probability(params, x[pairs], age[pairs], np.array(float(n)), span)

        low, high = count_quantiles(probability, self._alive(params, coded), pair, level)
        return Estimates(values, low[row_to_triple], high[row_to_triple], level)

    def expected_purchases_new_customer(self, t: ArrayLike, *, level: float = 0.8) -> Estimates:
        """Return the expected repeat purchases of a new customer in their first t units, shaped as t."""
        spans = _length(t)
        zero = np.zeros_like(spans)

        def expected(log_params: Floats) -> Floats:
            params = np.exp(log_params)
            return self._alive_at_start(params) * self._alive_expected(params, zero, zero, spans)

        return self._estimates(expected, level, "log", with_interval=True)

    def discounted_expected_residual(
        self,
        annual_rate: float,
        frequency: PurchaseHistory | ArrayLike,
        recency: ArrayLike | None = None,
        T: ArrayLike | None = None,
        *,
        horizon: float | None = None,
        level: float = 0.8,
        with_interval: bool = True,
    ) -> Estimates:
        """Return the discounted expected residual transactions (DERT) of each customer, shape (n,).

        ∫_0^horizon e^{−δs} dE[Y(s)], δ = ln(1 + annual_rate) / units per year. Purchases to come alone count,
        none at the present moment. Source of the idea: Fader, Hardie & Lee (2005, JMR 42(4)).

        Args:
            annual_rate: yearly discount rate, such as 0.10; above 0 where there is no horizon.
            frequency: repeat purchases, shape (n,); or a `PurchaseHistory` in place of all three.
            recency: age at the last purchase, shape (n,).
            T: age at the end of observation, shape (n,).
            horizon: how far to look, in `unit`; None: for ever.
            level: probability of the intervals.
            with_interval: False leaves the bounds None.
        """
        if annual_rate < 0 or (horizon is None and annual_rate == 0):
            raise ValueError("annual_rate is at least 0, and above 0 where there is no horizon")
        delta = float(np.log1p(annual_rate)) / UNITS_PER_YEAR[self.unit]
        reach = float(_length(horizon)) if horizon is not None else _FORGOTTEN / delta
        places, shares = nodes_on_unit(_FINITE_NODES if horizon is not None else _ENDLESS_NODES)

        def alive(params: Floats, x: Floats, age: Floats) -> Floats:
            # Over ln(1 + s/c), c the age of the process, both rate and discount are smooth.
            clock = params[1] + age
            stretch = np.log1p(reach / clock)
            total = np.zeros_like(clock)
            for place, share in zip(places, shares, strict=True):
                s = clock * np.expm1(stretch * place)
                total += share * np.exp(-delta * s) * (clock + s) * self._alive_rate(params, x, age, s)
            return np.asarray(stretch * total)

        history = self._history(frequency, recency, T)
        return self._of_customers(history, alive, level, "log", with_interval)

    def purchase_probabilities(self, n: ArrayLike, t: float, *, level: float = 0.8) -> Estimates:
        """Return P(X(t) = n) of a new customer for each count n, shape (k,)."""
        counts, span = _counts(n), _length(t)

        def probabilities(log_params: Floats) -> Floats:
            return self._new_customer_probabilities(np.exp(log_params), counts, span)

        return self._estimates(probabilities, level, "logit", with_interval=True)

    def future_purchase_probabilities(
        self,
        n: ArrayLike,
        t: float,
        frequency: PurchaseHistory | ArrayLike,
        recency: ArrayLike | None = None,
        T: ArrayLike | None = None,
        *,
        level: float = 0.8,
        with_interval: bool = True,
    ) -> Estimates:
        """Return the probability of n purchases in the next t units for each customer, shape (customers, k)."""
        counts, span = _counts(n), _length(t)
        coded, row_to_triple = self._history(frequency, recency, T).grouped_with_rows()
        x, age, pair = coded.distinct_x_and_age()

        def probabilities(log_params: Floats) -> Floats:
            params = np.exp(log_params)
            alive = self._alive(params, coded)[:, None]
            counted = self._alive_probability(params, x[:, None], age[:, None], counts, span)[pair]
            return np.asarray(alive * counted + (1 - alive) * (counts == 0))

        return _rows(self._estimates(probabilities, level, "logit", with_interval), row_to_triple)

    def expected_counts(self, n_max: int, history: PurchaseHistory, *, level: float = 0.8) -> Estimates:
        """Return how many customers are expected with 0, 1, … n_max − 1, and n_max or more repeats."""
        coded = self._history(history, None, None).grouped()
        at = np.bincount(coded.T_code, weights=coded.weights, minlength=len(coded.T_values))
        present = at > 0
        ages, customers = coded.T_values[present, None], at[present]
        counts = np.arange(n_max, dtype=np.float64)

        def expected(log_params: Floats) -> Floats:
            by_count = customers @ self._new_customer_probabilities(np.exp(log_params), counts, ages)
            return np.append(by_count, customers.sum() - by_count.sum())

        return self._estimates(expected, level, "log", with_interval=True)

    def total_expected_purchases(
        self, t: float, history: PurchaseHistory, *, level: float = 0.8, predictive: bool = False
    ) -> Estimates:
        """Return the purchases that all customers together are expected to make in the next t units, shape ().

        Args:
            t: length of the future, in `unit`.
            history: the customers.
            level: probability of the interval.
            predictive: the bounds are for the number of purchases itself: to the variance from the parameters
                they add the sum of Var[Y | history] = P(alive) (E[Y(Y−1) | alive] + E[Y | alive]) − E[Y]².
        """
        span = _length(t)
        coded = self._history(history, None, None).grouped()
        x, age, pair = coded.distinct_x_and_age()

        def total(log_params: Floats) -> Floats:
            params = np.exp(log_params)
            each = self._alive(params, coded) * self._alive_expected(params, x, age, span)[pair]
            return np.asarray((coded.weights * each).sum())

        if not predictive:
            return self._estimates(total, level, "log", with_interval=True)
        params = np.exp(self._log_params)
        alive, first = self._alive(params, coded), self._alive_expected(params, x, age, span)[pair]
        second = self._alive_second_moment(params, x, age, span)[pair] + first
        value = np.asarray((coded.weights * alive * first).sum())
        variance = np.asarray((coded.weights * (alive * second - (alive * first) ** 2)).sum())
        if self._log_covariance is not None:
            variance = variance + delta_method.variance(total, self._log_params, self._log_covariance)
        return Estimates(value, *delta_method.bounds(value, variance, level, "log"), level)

    def _of_customers(
        self,
        history: PurchaseHistory,
        alive_function: AliveFunction | None,
        level: float,
        scale: Scale,
        with_interval: bool,
    ) -> Estimates:
        """P(alive), times a function of those alive if one is given, customer by customer."""
        if with_interval or self.costly_alive:
            coded, rows = history.grouped_with_rows()
        else:
            coded, rows = history.coded, None
        if alive_function is not None:
            x, age, pair = coded.distinct_x_and_age()

        def each(log_params: Floats) -> Floats:
            params = np.exp(log_params)
            alive = self._alive(params, coded)
            if alive_function is not None:
                alive *= alive_function(params, x, age)[pair]
            return alive

        estimates = self._estimates(each, level, scale, with_interval)
        return estimates if rows is None else _rows(estimates, rows)

    def _alive(self, params: Floats, coded: CodedHistory) -> Floats:
        return np.asarray(expit(-self._log_odds_gone(params, coded.frequency, coded.recency, coded.T)))

    def _alive_at_start(self, params: Floats) -> float:
        zero = np.zeros(1)
        return float(expit(-self._log_odds_gone(params, zero, zero, zero))[0])

    def _new_customer_probabilities(self, params: Floats, counts: Floats, span: Floats) -> Floats:
        zero, alive = np.zeros_like(counts * span), self._alive_at_start(params)
        some = self._alive_probability(params, zero, zero, counts, span)
        return np.asarray(alive * some + (1 - alive) * (counts == 0))


def _rows(estimates: Estimates, rows: Integers) -> Estimates:
    return Estimates(
        estimates.value[rows],
        None if estimates.low is None else estimates.low[rows],
        None if estimates.high is None else estimates.high[rows],
        estimates.level,
    )


def _length(t: ArrayLike) -> Floats:
    lengths = np.asarray(t, dtype=np.float64)
    if not (np.isfinite(lengths) & (lengths >= 0)).all():
        raise ValueError("a length of time is a finite number, at least 0")
    return lengths


def _counts(n: ArrayLike) -> Floats:
    counts = np.array(n, dtype=np.float64, ndmin=1)
    if ((counts < 0) | (counts != np.floor(counts))).any():
        raise ValueError("counts of purchases are whole and at least 0")
    return counts

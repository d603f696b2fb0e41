"""Intervals of figures that stand on fitted models.

The customers are all there: what is uncertain is the models' parameters, and how many new customers will come. Each
total is a function of the parameters of the buying process and of those of the spend; its variance, on a scale that
keeps it in its range, is the sum of both parts (delta method).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit

from crmeter.estimators import GammaGamma, PurchaseHistory, RepeatPurchaseModel
from crmeter.estimators.delta_method import normal_quantile
from crmeter.evaluation.buying import Buying
from crmeter.evaluation.scores import Assumptions, expected_spend, new_customers_discount
from crmeter.vocabulary import Interval, Reading

LEVELS = (0.8, 0.95)
_NAMES = ("active", "current", "at_risk", "lost", "equity")
Floats = npt.NDArray[np.float64]


def with_model_intervals(
    readings: Sequence[Reading],
    buying: Buying,
    assumptions: Assumptions,
    new_counts: Sequence[float],
    lost: npt.NDArray[np.bool_],
) -> list[Reading]:
    """Return readings with the intervals of the uncut model figures of the main period filled in.

    Args:
        readings: all readings of the main period.
        buying: the fitted models, spend among them.
        assumptions: what values stand on.
        new_counts: new customers of each of the last whole months.
        lost: whether each customer of `buying` was lost in the period, shape (n,).
    """
    totals = _Totals(buying, assumptions, new_counts, lost)
    current = totals.money("current")
    n = len(buying.histories)
    found = {
        "expected_active_customers": totals.active(),
        "customer_lifetime_value": tuple(replace(i, low=i.low / n, high=i.high / n) for i in current),
        "value_at_risk": totals.money("at_risk"),
        "lost_value": totals.money("lost"),
        "customer_equity": totals.equity(),
    }
    return [_with(reading, found, current) for reading in readings]


def _with(reading: Reading, found: Mapping[str, tuple[Interval, ...]], current: tuple[Interval, ...]) -> Reading:
    if reading.value is None or reading.measure not in found:
        return reading
    if reading.measure == "customer_equity" and dict(reading.slice) == {"part": "current"}:
        return replace(reading, intervals=current)
    # A slice of customers shares the parameters of all: what its mean over customers would say is not it.
    return replace(reading, intervals=() if reading.slice else found[reading.measure])


@dataclass(frozen=True, eq=False)
class _Purchases:
    """What one set of parameters of the buying process says of each customer, and of one who is yet to come.

    `active` is P(active). The others are discounted purchases: those to come, those at risk, those that were still to
    come when customers now lost last bought; `of_new` counts the first one too.
    """

    active: Floats
    to_come: Floats
    at_risk: Floats
    when_lost: Floats
    of_new: float


@dataclass(frozen=True, eq=False)
class _Spend:
    """What one set of parameters of the spend says of a purchase of each customer, and of a new one."""

    each: Floats
    of_new: float


class _Totals:
    """Totals over all customers: logarithms of money, log odds of the share that is active; and their variances."""

    def __init__(
        self, buying: Buying, assumptions: Assumptions, new_counts: Sequence[float], lost: npt.NDArray[np.bool_]
    ) -> None:
        fitted = buying.spend
        if fitted is None:
            raise ValueError("without a fitted spend there is no money")
        self._histories, self._assumptions, self._lost = buying.histories, assumptions, lost
        self._history = buying.histories.in_weeks()
        recency = self._history.recency[lost]
        self._at_last = PurchaseHistory(self._history.frequency[lost], recency, recency, "week")
        self._counts = np.asarray(new_counts, dtype=np.float64)
        process = buying.model
        purchases, spend = self._purchases(process), self._spend(fitted)
        by_process = process.variances(lambda at: self._scaled(self._purchases(process.with_params(at)), spend))
        by_spend = fitted.variances(lambda at: self._scaled(purchases, self._spend(fitted.with_params(at))))
        self._scaled_values = dict(zip(_NAMES, self._scaled(purchases, spend).tolist(), strict=True))
        self._variances = dict(zip(_NAMES, (by_process + by_spend).tolist(), strict=True))

    def active(self) -> tuple[Interval, ...]:
        """Σ P(active); it lies between nobody and everybody."""
        n = len(self._histories)
        return tuple(
            Interval(i.level, n * float(expit(i.low)), n * float(expit(i.high)), "delta_logit")
            for i in self._scaled_intervals("active", self._variances["active"])
        )

    def money(self, name: str) -> tuple[Interval, ...]:
        """The interval of a total in money that stands on parameters alone."""
        return _of_money(self._scaled_intervals(name, self._variances[name]), "delta_log")

    def equity(self) -> tuple[Interval, ...]:
        """The interval of what present and coming customers are worth; how many come is known from the last months."""
        n, mean = len(self._counts), float(self._counts.mean()) if len(self._counts) else 0.0
        if n < 2 or mean == 0:
            return ()
        of_count = float(self._counts.var(ddof=1)) / n / mean**2
        share_of_new = -float(np.expm1(self._scaled_values["current"] - self._scaled_values["equity"]))
        variance = self._variances["equity"] + share_of_new**2 * of_count
        return _of_money(self._scaled_intervals("equity", variance), "delta_log_and_counts")

    def _scaled_intervals(self, name: str, variance: float) -> tuple[Interval, ...]:
        middle = self._scaled_values[name]
        if not np.isfinite(middle) or not np.isfinite(variance):
            return ()
        reach = {level: normal_quantile(level) * float(np.sqrt(variance)) for level in LEVELS}
        return tuple(Interval(level, middle - reach[level], middle + reach[level], "delta") for level in LEVELS)

    def _scaled(self, purchases: _Purchases, spend: _Spend) -> Floats:
        """Return the totals in the order of `_NAMES`, each on its scale; ±inf where there is nothing to total."""
        current = float(purchases.to_come @ spend.each)
        coming = self._expected_new() * purchases.of_new * spend.of_new
        money = [
            current,
            float(purchases.at_risk @ spend.each),
            float(purchases.when_lost @ spend.each[self._lost]),
            current + coming,
        ]
        with np.errstate(divide="ignore"):
            logs = np.log(np.array(money) * self._assumptions.margin)
            return np.concatenate([[logit(purchases.active.mean())], logs])

    def _purchases(self, process: RepeatPurchaseModel) -> _Purchases:
        active = np.asarray(process.probability_alive(self._history, with_interval=False).value)
        to_come = self._residual(process, self._history)
        if_active = np.divide(to_come, active, out=np.zeros_like(to_come), where=active > 0)
        newborn = PurchaseHistory([0], [0.0], [0.0], "week")
        return _Purchases(
            active,
            to_come,
            if_active * (1 - active),
            self._residual(process, self._at_last),
            1 + float(self._residual(process, newborn)[0]),
        )

    def _residual(self, process: RepeatPurchaseModel, history: PurchaseHistory) -> Floats:
        rate, horizon = self._assumptions.settings.annual_discount_rate, self._assumptions.horizon_weeks
        return np.asarray(
            process.discounted_expected_residual(rate, history, horizon=horizon, with_interval=False).value
        )

    def _spend(self, spend: GammaGamma) -> _Spend:
        each = np.asarray(expected_spend(spend, self._histories, with_interval=False).value)
        return _Spend(each, spend.population_mean_)

    def _expected_new(self) -> float:
        if not len(self._counts):
            return 0.0
        return float(self._counts.mean() * new_customers_discount(self._assumptions.settings).sum())


def _of_money(logs: tuple[Interval, ...], method: str) -> tuple[Interval, ...]:
    return tuple(Interval(i.level, float(np.exp(i.low)), float(np.exp(i.high)), method) for i in logs)

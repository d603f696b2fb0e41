"""Intervals of figures that stand on fitted models.

The customers are all there: what is uncertain is the models' parameters, and how many new customers will come. Each
total is a function of the parameters of the buying process and of those of the spend; its variance, on a scale that
keeps it in its range, is the sum of both parts (delta method).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit

from crmeter.estimators import PurchaseHistory
from crmeter.estimators.delta_method import normal_quantile
from crmeter.estimators.likelihood_model import LikelihoodModel
from crmeter.estimators.profile_likelihood import Named, profile_bounds
from crmeter.evaluation.buying import Buying
from crmeter.evaluation.scores import Assumptions, expected_spend, new_customers_discount
from crmeter.vocabulary import Interval, Reading

LEVELS = (0.8, 0.95)
# Above, the estimates are about normal on their scales and the delta method says the same in a tenth of the time.
PROFILED_UP_TO = 5_000
# Of a month gone by, so many customers tell how wide an interval is: it hardly differs from that of all.
WIDTH_FROM = 50_000
_NAMES = ("active", "current", "at_risk", "lost", "new", "equity")
Floats = npt.NDArray[np.float64]


def with_model_intervals(
    readings: Sequence[Reading],
    buying: Buying,
    assumptions: Assumptions,
    new_counts: Sequence[float] | None,
    lost: npt.NDArray[np.bool_],
    fitted_to: int | None = None,
) -> list[Reading]:
    """Return readings with the intervals of the uncut model figures of the main period filled in.

    Args:
        readings: all readings of the main period.
        buying: the fitted models, spend among them, with the histories of those who are totalled.
        assumptions: what values stand on.
        new_counts: new customers of each of the last whole months; None where those to come are nobody's and not in
            the totals.
        lost: whether each customer of `buying` was lost in the period, shape (n,).
        fitted_to: to how many customers the models were fitted, where those are others than are totalled.
    """
    totals = _Totals(
        buying, assumptions, () if new_counts is None else new_counts, lost, fitted_to or len(buying.histories)
    )
    current = totals.money("current")
    n = len(buying.histories)
    found = {
        "expected_active_customers": totals.active(),
        "customer_lifetime_value": tuple(replace(i, low=i.low / n, high=i.high / n) for i in current),
        "value_at_risk": totals.money("at_risk"),
        "lost_value": totals.money("lost"),
        "customer_equity": current if new_counts is None else totals.with_counts("equity"),
    }
    cost = _cost_of_winning(readings)
    if cost is not None:
        found["customer_equity_after_acquisition"] = totals.after(cost)
    parts = {"current": current, "new": totals.with_counts("new")}
    return [_with(reading, found, parts) for reading in readings]


def equity_with_intervals(
    buying: Buying, assumptions: Assumptions, new_counts: Sequence[float]
) -> tuple[float, tuple[Interval, ...]]:
    """Return what customers and those to come are worth, with its intervals by the delta method.

    Of very many customers every so many-th tells how wide an interval is, relative to the value of these; the value
    itself is that of all.

    Args:
        buying: the fitted models, spend among them.
        assumptions: what values stand on.
        new_counts: new customers of each of the last whole months.
    """
    n = len(buying.histories)
    nobody = np.zeros(n, dtype=np.bool_)
    # As for fits to many customers: a profile for each month would take three times as long as all else.
    fitted_to = max(n, PROFILED_UP_TO + 1)
    value = _Totals(buying, assumptions, new_counts, nobody, fitted_to).value("equity")
    step = max(1, n // WIDTH_FROM)
    some = replace(buying, histories=buying.histories.every(step))
    thinned = _Totals(some, assumptions, [each / step for each in new_counts], nobody[::step], fitted_to)
    scale = value / thinned.value("equity")
    widths = thinned.with_counts("equity")
    return value, tuple(replace(i, low=float(i.low) * scale, high=float(i.high) * scale) for i in widths)


def _cost_of_winning(readings: Sequence[Reading]) -> float | None:
    """Return what is paid for the customers still to come, positive; None where it is not known."""
    paid = (
        reading.value
        for reading in readings
        if reading.measure == "customer_equity_after_acquisition" and reading.slice.get("part") == "acquisition"
    )
    found = next(paid, None)
    return None if found is None else -float(found)


def _with(
    reading: Reading, found: Mapping[str, tuple[Interval, ...]], parts: Mapping[str, tuple[Interval, ...]]
) -> Reading:
    if reading.value is None or reading.measure not in found:
        return reading
    if not reading.slice:
        return replace(reading, intervals=found[reading.measure])
    # A slice of customers shares the parameters of all: what its mean over customers would say is not it.
    return replace(reading, intervals=parts.get(reading.slice.get("part", ""), ()))


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


class _Totals:
    """Totals over all customers: logarithms of money, log odds of the share that is active; and their bounds."""

    def __init__(
        self,
        buying: Buying,
        assumptions: Assumptions,
        new_counts: Sequence[float],
        lost: npt.NDArray[np.bool_],
        fitted_to: int,
    ) -> None:
        if buying.spend is None:
            raise ValueError("without a fitted spend there is no money")
        self._process, self._spend = buying.model, buying.spend
        # A profile is worked out over all customers of the fit, however few are totalled.
        self._small = fitted_to <= PROFILED_UP_TO
        self._histories, self._assumptions, self._lost = buying.histories, assumptions, lost
        self._history = buying.histories.in_weeks()
        self._asked = _now_when_lost_and_new(self._history, lost)
        self._counts = np.asarray(new_counts, dtype=np.float64)
        self._active_at = lru_cache(maxsize=16)(self._active)
        self._purchases_at = lru_cache(maxsize=16)(self._purchases)
        # Of some totals the bounds are asked for more than once, and a profile takes a while.
        self._profile_of = lru_cache(maxsize=len(_NAMES))(self._profiled)
        self._values = self._scaled(self._process.params_, self._spend.params_)

    @cached_property
    def _deviations(self) -> Floats:
        """Standard errors of the totals, each on its scale (delta method)."""
        # What nobody stands in, such as the lost where there are none, has no logarithm and no error.
        with np.errstate(invalid="ignore"):
            variances = self._process.variances(lambda at: self._scaled(at, self._spend.params_))
            return np.sqrt(variances + self._spend.variances(lambda at: self._scaled(self._process.params_, at)))

    def value(self, name: str) -> float:
        """A total in money."""
        return float(np.exp(self._values[_NAMES.index(name)]))

    def active(self) -> tuple[Interval, ...]:
        """Σ P(active); it lies between nobody and everybody."""
        n = len(self._histories)
        return tuple(
            replace(i, low=n * float(expit(i.low)), high=n * float(expit(i.high)))
            for i in self._scaled_bounds("active")
        )

    def money(self, name: str) -> tuple[Interval, ...]:
        """A total in money that stands on parameters alone."""
        return _in_money(self._scaled_bounds(name))

    def after(self, cost: float) -> tuple[Interval, ...]:
        """Equity less what winning those to come costs; with more of them both grow."""
        of_count = self._of_count()
        if of_count is None:
            return ()
        equity, new = self.value("equity"), self.value("new")
        found = []
        for i in _in_money(self._scaled_bounds("equity")):
            by_count = normal_quantile(i.level) * of_count * abs(new - cost)
            low, high = np.hypot(equity - float(i.low), by_count), np.hypot(float(i.high) - equity, by_count)
            middle = equity - cost
            found.append(Interval(i.level, middle - float(low), middle + float(high), f"{i.method}_and_counts"))
        return tuple(found)

    def _of_count(self) -> float | None:
        """The relative error of how many come in a month, or None where it is not known."""
        n, mean = len(self._counts), float(self._counts.mean()) if len(self._counts) else 0.0
        return None if n < 2 or mean == 0 else float(self._counts.std(ddof=1)) / float(np.sqrt(n)) / mean

    def with_counts(self, name: str) -> tuple[Interval, ...]:
        """A total with the customers still to come; how many will is known from those of the last months."""
        of_count = self._of_count()
        if of_count is None:
            return ()
        total, new = (self._values[_NAMES.index(each)] for each in (name, "new"))
        by_new = float(np.exp(new - total)) * of_count
        widened = []
        for i in self._scaled_bounds(name):
            by_count = normal_quantile(i.level) * by_new
            low, high = (
                float(np.hypot(total - float(i.low), by_count)),
                float(np.hypot(float(i.high) - total, by_count)),
            )
            widened.append(Interval(i.level, total - low, total + high, f"{i.method}_and_counts"))
        return _in_money(tuple(widened))

    def _scaled_bounds(self, name: str) -> tuple[Interval, ...]:
        place = _NAMES.index(name)
        middle = float(self._values[place])
        if not np.isfinite(middle):
            return ()
        if self._small:
            return self._profile_of(name, place)
        method = "delta_logit" if name == "active" else "delta_log"
        reach = [(level, normal_quantile(level) * float(self._deviations[place])) for level in LEVELS]
        return tuple(Interval(level, middle - far, middle + far, method) for level, far in reach)

    def _profiled(self, name: str, place: int) -> tuple[Interval, ...]:
        models: tuple[LikelihoodModel, ...] = (self._process, self._spend)
        if name == "active":
            models = (self._process,)

        def total(at: Sequence[Named]) -> float:
            if name == "active":
                # What customers will buy, which takes far longer, has no part in it.
                return float(logit(self._active_at(tuple(at[0].items())).mean()))
            return float(self._scaled(*at)[place])

        return tuple(
            Interval(level, *bounds, "profile_likelihood")
            for level, bounds in zip(LEVELS, profile_bounds(total, models, LEVELS), strict=True)
            if bounds is not None
        )

    def _scaled(self, process: Named, spend: Named) -> Floats:
        """Return the totals in the order of `_NAMES`, each on its scale; ±inf where there is nothing to total."""
        purchases = self._purchases_at(tuple(process.items()))
        model = self._spend.with_params(spend)
        if model.params_["q"] <= 1:
            # The mean spend is infinite, and so is what customers are worth.
            return np.array([logit(purchases.active.mean()), *[np.inf] * 5])
        each = np.asarray(expected_spend(model, self._histories, with_interval=False).value)
        current = float(purchases.to_come @ each)
        coming = self._expected_new() * purchases.of_new * model.population_mean_
        money = [
            current,
            float(purchases.at_risk @ each),
            float(purchases.when_lost @ each[self._lost]),
            coming,
            current + coming,
        ]
        with np.errstate(divide="ignore"):
            logs = np.log(np.array(money) * self._assumptions.margin)
            return np.concatenate([[logit(purchases.active.mean())], logs])

    def _active(self, params: tuple[tuple[str, float], ...]) -> Floats:
        process = self._process.with_params(dict(params))
        return np.asarray(process.probability_alive(self._history, with_interval=False).value)

    def _purchases(self, params: tuple[tuple[str, float], ...]) -> _Purchases:
        process, active = self._process.with_params(dict(params)), self._active_at(params)
        rate, horizon = self._assumptions.settings.annual_discount_rate, self._assumptions.horizon_weeks
        residual = np.asarray(
            process.discounted_expected_residual(rate, self._asked, horizon=horizon, with_interval=False).value
        )
        n = len(active)
        to_come, when_lost, of_new = residual[:n], residual[n:-1], 1 + float(residual[-1])
        if_active = np.divide(to_come, active, out=np.zeros_like(to_come), where=active > 0)
        return _Purchases(active, to_come, if_active * (1 - active), when_lost, of_new)

    def _expected_new(self) -> float:
        if not len(self._counts):
            return 0.0
        return float(self._counts.mean() * new_customers_discount(self._assumptions.settings).sum())


def _in_money(logs: tuple[Interval, ...]) -> tuple[Interval, ...]:
    return tuple(replace(i, low=float(np.exp(float(i.low))), high=float(np.exp(float(i.high)))) for i in logs)


def _now_when_lost_and_new(history: PurchaseHistory, lost: npt.NDArray[np.bool_]) -> PurchaseHistory:
    """Return all histories, those of lost customers as they were at their last purchase, and that of a new one."""
    at_last = history.recency[lost]
    return PurchaseHistory(
        np.concatenate([history.frequency, history.frequency[lost], [0]]),
        np.concatenate([history.recency, at_last, [0.0]]),
        np.concatenate([history.T, at_last, [0.0]]),
        "week",
    )
